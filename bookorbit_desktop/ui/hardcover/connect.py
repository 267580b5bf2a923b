"""Connecting a Hardcover account: token, check, and privacy."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit

from bookorbit_desktop.domain.base.errors import BookOrbitError, KeyringUnavailable
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.services.hardcover.account import TOKEN_PAGE
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.sign_in import SignInPanel
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column

_ROWS_OF_TOKEN = (0, 1)


class ConnectCard(Card):
    """Signs in, or takes a token, checks it on request, and stores it in the password store."""

    connected = Signal()
    cancelled = Signal()
    """The existing token is kept."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            tr("Connect your Hardcover account"),
            tr("Nothing is sent until you press Sync now and review the changes."),
        )
        self._context = context
        self.sign_in = SignInPanel(context)
        self.back = button(tr("Sign in instead"), "quiet")
        self._form = QFormLayout()
        self.token = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.show_token = icon_button("show", tr("Show the token"))
        self.get = button(tr("Get a token"), "quiet", "link", "accent")
        self.check = button(tr("Check token"))
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self.privacy = PrivacyChoice(context)
        self.verdict = label("", wrap=True)
        self._no_store = QFrame()
        self._no_store_text = label("", wrap=True)
        self.use_now = button(tr("Use for this session"))
        self._build()
        self._connect()

    def show_ways(self, *, by_token: bool = False) -> None:
        """Offer to sign in, or the field for a token where the person prefers it or cannot sign in."""
        offers = self._context.services.hardcover_account.offers_sign_in
        takes_token = by_token or not offers
        self.sign_in.setVisible(not takes_token)
        self.back.setVisible(takes_token and offers)
        for row in _ROWS_OF_TOKEN:
            self._form.setRowVisible(row, takes_token)
        for control in (self.check, self.save):
            control.setVisible(takes_token)
        if not takes_token:
            self.verdict.hide()
            self._no_store.hide()

    def _use_token(self) -> None:
        self.show_ways(by_token=True)
        self.token.setFocus()

    def _sign_in_instead(self) -> None:
        self.show_ways()
        self.sign_in.begin.setFocus()

    @async_slot
    async def _on_signed_in(self) -> None:
        window = self.window()
        window.raise_()
        window.activateWindow()
        await self._done()

    def _open_token_page(self) -> None:
        QDesktopServices.openUrl(TOKEN_PAGE)

    def _toggle(self) -> None:
        hidden = self.token.echoMode() is QLineEdit.EchoMode.Password
        self.token.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        icons.put(self.show_token, "hide" if hidden else "show", "muted")

    def _on_edited(self) -> None:
        self.verdict.hide()
        self._no_store.hide()
        has_text = bool(self.token.text().strip())
        for control in (self.check, self.save):
            control.setEnabled(has_text)
            control.setToolTip("" if has_text else tr("Paste a token first."))

    @async_slot
    async def _check(self) -> None:
        self._say(tr("Contacting Hardcover…"), Tone.NEUTRAL)
        self.check.setEnabled(False)
        try:
            account = await self._context.tasks.network(
                self._context.services.hardcover_account.check(self.token.text())
            )
        except BookOrbitError as error:
            self._say(localize(error.message), Tone.ERROR)
        else:
            self._say(tr("Valid ({0})").format(account.username), Tone.OK)
        finally:
            self.check.setEnabled(bool(self.token.text().strip()))

    @async_slot
    async def _save(self) -> None:
        try:
            await self._context.tasks.blocking(
                self._context.services.hardcover_account.save, self.token.text()
            )
        except KeyringUnavailable as error:
            self._no_store_text.setText(
                tr("{0} You can use the token for this session without saving it.").format(
                    localize(error.message)
                )
            )
            self._no_store.show()
        else:
            await self._done()

    @async_slot
    async def _use_now(self) -> None:
        self._context.services.hardcover_account.use_for_session(self.token.text())
        await self._done()

    async def _done(self) -> None:
        self.token.clear()
        self.connected.emit()
        await self._context.tasks.network(self._context.services.hardcover_account.check())
        self._context.bridge.account_changed.emit()

    def _say(self, text: str, tone: Tone) -> None:
        self.verdict.setText(text)
        set_tone(self.verdict, tone)
        self.verdict.show()

    def _connect(self) -> None:
        self.get.clicked.connect(self._open_token_page)
        self.show_token.clicked.connect(self._toggle)
        self.cancel.clicked.connect(self.cancelled)
        self.token.textChanged.connect(self._on_edited)
        self.token.returnPressed.connect(self.save.click)
        self.check.clicked.connect(self._check)
        self.save.clicked.connect(self._save)
        self.use_now.clicked.connect(self._use_now)
        self.sign_in.token_wanted.connect(self._use_token)
        self.sign_in.signed_in.connect(self._on_signed_in)
        self.back.clicked.connect(self._sign_in_instead)
        self._on_edited()
        self.show_ways()

    def _build(self) -> None:
        self.token.setPlaceholderText(tr("Paste your token here"))
        self.token.setAccessibleName(tr("Hardcover token"))
        field = in_row(self.token, self.show_token, self.get, grows=self.token)
        form = self._form
        form.setHorizontalSpacing(theme.SPACE_16)
        form.setVerticalSpacing(theme.SPACE_12)
        form.addRow(label(tr("Token"), "muted"), field)
        hint = label(
            tr(
                "“Get a token” opens Hardcover with the four permissions selected. Give the token a "
                "name and an expiry date."
            ),
            "detail",
            wrap=True,
        )
        form.addRow("", hint)
        form.addRow(label(tr("Privacy"), "muted"), self.privacy)
        self.body.addWidget(self.sign_in)
        self.body.addLayout(form)
        self.verdict.hide()
        self.body.addWidget(self.verdict)
        self.body.addWidget(self._build_no_store())
        actions = in_row(self.back, None, self.cancel, self.check, self.save)
        self.body.addLayout(actions)

    def _build_no_store(self) -> QFrame:
        self._no_store.setProperty("kind", "notice")
        self._no_store.setProperty("tone", Tone.ATTENTION)
        layout = new_column(self._no_store, margins=theme.SPACE_12)
        layout.addWidget(self._no_store_text)
        actions = in_row(self.use_now, None, spacing=-1)
        layout.addLayout(actions)
        layout.addWidget(
            label(
                tr(
                    "To save the token, install and unlock a password store such as GNOME Keyring or KWallet."
                ),
                "detail",
                wrap=True,
            )
        )
        self._no_store.hide()
        return self._no_store


def privacy_choices() -> list[tuple[str, int | None]]:
    """The text of each choice with its stored value."""
    return [
        (tr("Public"), Privacy.PUBLIC),
        (tr("Followers only"), Privacy.FOLLOWERS),
        (tr("Private"), Privacy.PRIVATE),
        (tr("Leave as on Hardcover"), None),
    ]


class PrivacyChoice(Choice):
    """Takes effect at once, for books sent from now on."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("Who sees your books on Hardcover"))
        self._context = context
        for word, value in privacy_choices():
            self.addItem(word, value)
        self.show_current()
        self.activated.connect(lambda: context.tasks.start(self._store(self.currentData())))

    def show_current(self) -> None:
        """Show the current setting."""
        current = self._context.services.preferences.current.hardcover_privacy
        self.setCurrentIndex([value for _, value in privacy_choices()].index(current))

    async def _store(self, privacy: int | None) -> None:
        await self._context.tasks.blocking(
            self._context.services.preferences.change, hardcover_privacy=privacy
        )
        count = await self._context.tasks.network(
            self._context.services.entry_edits.sent_with_other_privacy()
        )
        if count:
            self._ask_about_sent(count)

    def _ask_about_sent(self, count: int) -> None:
        """Offer to apply the choice to entries sent earlier, which do not change otherwise."""
        question = Confirm(
            self,
            tr("Also change %n book(s) sent earlier?", count),
            tr(
                "They were sent with a different privacy setting. Entries you created or edited "
                "yourself aren't changed."
            ),
            act=tr("Change entries"),
            keep=tr("Don't change"),
        )
        entry_edits = self._context.services.entry_edits
        question.confirmed.connect(
            lambda: self._context.tasks.start(
                self._context.tasks.network(entry_edits.apply_privacy_to_sent())
            )
        )
        question.open()
