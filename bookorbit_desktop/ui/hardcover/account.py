"""The connected account: in the settings, as a line under the page title, with its actions, and why sync is paused."""

from datetime import datetime

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from bookorbit_desktop.domain.hardcover.catalogue import Account
from bookorbit_desktop.domain.hardcover.sign_in import SignIn
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService, TokenSource
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.tasks import async_slot, owned_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.widgets.floating import below
from bookorbit_desktop.ui.widgets.labels import ElidedLabel, button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, in_column, in_row, new_column
from bookorbit_desktop.ui.wording import ago, at_name, day_and_time, joined, token_text

AVATAR = 40


def kept_text(source: TokenSource) -> str:
    """Where the token is stored."""
    return {
        TokenSource.KEYRING: tr("Token saved in your password store"),
        TokenSource.SESSION: tr("Token used until you quit"),
        TokenSource.ENVIRONMENT: tr("Token from BOOKORBIT_HARDCOVER_TOKEN"),
        TokenSource.SIGN_IN: tr("Signed in with Hardcover"),
        TokenSource.NONE: "",
    }[source]


def about_access(account: HardcoverAccountService) -> str:
    """Where the token is stored, or since when the person is signed in, what it allows and how long it is good."""
    sign_in = account.sign_in
    if sign_in is None:
        return kept_text(account.source)
    since = tr("Signed in since {0}").format(day_and_time(sign_in.signed_in_at, with_time=False))
    if unsaved := unsaved_text(account):
        end = unsaved
    elif account.cannot_renew:
        end = ""  # a notice says it
    else:
        until = day_and_time(sign_in.good_until, with_time=False)
        end = tr("renews by itself, and lasts until {0} even if unused").format(until)
    return "\n".join([joined(since, end), _permissions(sign_in)])


def unsaved_text(account: HardcoverAccountService) -> str:
    """Until when a sign-in is kept that isn't saved; empty for any other."""
    if account.sign_in is None or account.is_saved:
        return ""
    return tr("kept until you quit, as your password store didn't save it")


def _permissions(sign_in: SignIn) -> str:
    texts = {
        "read:me:content": tr("see who you are"),
        "read:catalog": tr("look up books"),
        "read:library": tr("read your library"),
        "write:library": tr("change your library"),
    }
    allowed = ", ".join(text for scope, text in texts.items() if scope in sign_in.scopes)
    missing = ", ".join(texts[scope] for scope in sign_in.missing)
    return joined(
        tr("BookOrbit may {0}").format(allowed) if allowed else "",
        tr("not allowed: {0}").format(missing) if missing else "",
    )


def change_text(account: HardcoverAccountService) -> str:
    """The text of the button that asks for another account or token."""
    if not account.offers_sign_in:
        return tr("Use another token…")
    return tr("Use another account…") if account.sign_in else tr("Sign in with Hardcover…")


def account_name(account: HardcoverAccountService) -> str:
    """The account as shown, such as "@ada"; empty if its problem says more than that it was never checked."""
    if account.username:
        return at_name(account.username)
    return "" if account.problem else tr("Account not checked yet")


class Avatar(QWidget):
    """The account's picture in a circle; until it is there, the first letter of its name."""

    def __init__(self) -> None:
        super().__init__()
        self._letter = ""
        self._picture = QPixmap()
        side = theme.px(AVATAR)
        self.setFixedSize(side, side)

    def show_account(self, name: str, picture: bytes | None) -> None:
        """Show a picture, or the letter."""
        self._letter = name[:1].upper()
        self._picture = QPixmap()
        if picture:
            self._picture.loadFromData(picture)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the middle of the picture, round."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QPainterPath()
        circle.addEllipse(self.rect())
        painter.setClipPath(circle)
        if self._picture.isNull():
            painter.fillRect(self.rect(), theme.colour("accent"))
            painter.setPen(theme.colour("on_accent"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)
            return
        ratio = self.devicePixelRatioF()
        shown = self._picture.scaled(
            self.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        left = (self.width() - shown.width() / ratio) / 2
        painter.drawPixmap(QPointF(left, 0), shown)


class AccountBar(QWidget):
    """The account with its token's menu, and above them the reason if sending is paused."""

    replace_requested = Signal(bool)
    """Whether by a token."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._avatar = Avatar()
        self._shown_of = ""
        self._name = label("", "card", name="name")
        self._kept = label("", "detail", wrap=True, name="access")
        self._problem = AccountProblem(context)
        self._actions = AccountActions(context, self)
        self.more = button(tr("Account"), icon="chevron-down")
        self._build()
        self.more.clicked.connect(self._open_menu)
        self._actions.checked.connect(self.refresh)
        self._actions.replace_requested.connect(self.replace_requested)
        self._problem.use.clicked.connect(lambda: self.replace_requested.emit(False))

    def refresh(self) -> None:
        """Show the current account."""
        account = self._context.services.hardcover_account
        self._name.setText(account_name(account))
        self._name.setVisible(bool(self._name.text()))
        self._kept.setText(about_access(account))
        self._avatar.setVisible(account.sign_in is not None and bool(account.username))
        if not self._avatar.isHidden() and self._shown_of != account.username:
            self._shown_of = account.username
            self._avatar.show_account(account.username, None)
            self._fetch_picture()
        self._problem.refresh()

    @owned_slot
    async def _fetch_picture(self) -> None:
        account = self._context.services.hardcover_account
        picture = await self._context.tasks.network(account.picture())
        self._avatar.show_account(account.username, picture)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        self._actions.refresh()
        menu.addActions(self._actions.all)
        menu.popup(below(self.more))

    def _build(self) -> None:
        words = in_column(self._name, self._kept, spacing=0)
        line = in_row(self._avatar, words, self.more, spacing=theme.SPACE_12, grows=words)
        in_column(self._problem, line, inside=self, spacing=theme.SPACE_12)


class AccountLine(QWidget):
    """One line. `notice` gives the reason if sending is paused; the page places it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._synced_at: datetime | None = None
        self._text_label = ElidedLabel()
        self._text_label.setObjectName("text")
        self.notice = AccountProblem(context)
        layout = new_column(self)
        layout.addWidget(self._text_label)

    def show_last_sync(self, moment: datetime | None) -> None:
        """Show when a book or a whole run was last in sync; None for never."""
        known = [time for time in (moment, self._synced_at) if time is not None]
        self._synced_at = max(known, default=None)
        self.refresh()

    def refresh(self) -> None:
        """Show the current account."""
        services = self._context.services
        now = services.clock.now()
        synced = tr("last synced {0}").format(ago(self._synced_at, now)) if self._synced_at else ""
        is_automatic = services.preferences.current.hardcover_enabled
        self._text_label.setText(
            joined(
                account_name(services.hardcover_account),
                unsaved_text(services.hardcover_account),
                synced or tr("never synced"),
                "" if is_automatic else tr("manual sync only"),
            )
        )
        self._text_label.setToolTip(about_access(services.hardcover_account))
        self.notice.refresh()


class AccountProblem(QFrame):
    """Hidden while the account works. Its text is never cut; the list below shrinks instead."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.setProperty("kind", "notice")
        self.setProperty("tone", Tone.ERROR)
        self._text = label("", wrap=True, name="problem")
        self.get = button("", "lead")
        self.get.clicked.connect(lambda: context.renew_access())
        self.use = button(change_text(context.services.hardcover_account))
        self.anew = button("")
        self.anew.clicked.connect(self._ask_anew)
        buttons = FlowLayout()
        buttons.addWidget(self.get)
        buttons.addWidget(self.use)
        buttons.addWidget(self.anew)
        in_column(
            self._text,
            buttons,
            inside=self,
            margins=(theme.SPACE_12, theme.SPACE_8),
        )
        self.hide()

    def refresh(self) -> None:
        """Show the account's current problem, or that it will have one soon."""
        account = self._context.services.hardcover_account
        ends_at = account.ends_at if account.cannot_renew and not account.problem else None
        self._text.setText(localize(account.problem))
        if ends_at is not None:
            self._text.setText(
                tr("Your Hardcover sign-in couldn't be renewed. Sign in again before {0}.").format(
                    day_and_time(ends_at)
                )
            )
        set_tone(self, Tone.ERROR if account.problem else Tone.ATTENTION)
        self._show_ways_out(account)
        self.setVisible(bool(account.problem) or ends_at is not None)

    def _show_ways_out(self, account: HardcoverAccountService) -> None:
        other = account.other
        helps = account.is_refused or account.cannot_renew or account.source is not TokenSource.SIGN_IN
        self.get.setText(token_text(account))
        self.get.setVisible(other is None and helps)
        self.use.setText(change_text(account))
        self.use.setVisible(not (account.offers_sign_in and (helps or other is not None)))
        self.anew.setVisible(other is not None)
        if other is None:
            return
        self.anew.setText(tr("Begin anew with {0}…").format(at_name(other.username)))
        if account.offers_sign_in:
            before = at_name(self._context.services.preferences.current.hardcover_username)
            self.get.setText(tr("Sign in as {0}…").format(before))
            self.get.show()

    def _ask_anew(self) -> None:
        other = self._context.services.hardcover_account.other
        if other is None:
            return
        question = Confirm(
            self,
            tr("Begin anew with {0}?").format(at_name(other.username)),
            tr(
                "What was sent to {0} stays there, and the log is kept. Every book is compared afresh, and "
                "nothing is sent before you have seen it. To undo an earlier sync, connect {0} again."
            ).format(at_name(self._context.services.hardcover_account.username)),
            act=tr("Begin anew"),
            keep=tr("Cancel"),
        )
        question.confirmed.connect(lambda: self._context.tasks.start(self._begin_anew(other)))
        question.open()

    async def _begin_anew(self, account: Account) -> None:
        await self._context.tasks.network(self._context.services.sync.begin_anew(account))


class AccountActions(QObject):
    """Check, replace or forget the token."""

    checked = Signal()
    replace_requested = Signal(bool)
    """Whether by a token."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message = context.messages.message
        self._context = context
        self.check = QAction(icons.icon("check", "muted"), "", self)
        self.change = QAction(icons.icon("undo", "muted"), "", self)
        self.by_token = QAction(icons.icon("link", "muted"), "", self)
        self.remove = QAction(icons.icon("trash", "muted"), "", self)
        self.refresh()
        self.check.triggered.connect(self._check)
        self.change.triggered.connect(lambda: self.replace_requested.emit(False))
        self.by_token.triggered.connect(lambda: self.replace_requested.emit(True))
        self.remove.triggered.connect(self._remove)

    @property
    def all(self) -> tuple[QAction, ...]:
        """In the order they are shown."""
        return (self.check, self.change, self.by_token, self.remove)

    def refresh(self) -> None:
        """Update the actions; a token from outside cannot be changed here."""
        account = self._context.services.hardcover_account
        self.check.setText(tr("Check connection") if account.sign_in else tr("Check token"))
        self.change.setText(change_text(account))
        self.by_token.setText(tr("Use a token instead…") if account.sign_in else tr("Use another token…"))
        self.by_token.setVisible(account.offers_sign_in)
        self.remove.setText(tr("Sign out") if account.sign_in else tr("Remove token"))
        outside = account.source is TokenSource.ENVIRONMENT
        for action in (self.change, self.remove):
            action.setEnabled(not outside)
            action.setToolTip(tr("The token comes from BOOKORBIT_HARDCOVER_TOKEN.") if outside else "")

    @async_slot
    async def _check(self) -> None:
        account = await self._context.tasks.network(self._context.services.hardcover_account.check())
        self.checked.emit()
        if self._context.services.hardcover_account.other is None:
            self.message.emit(tr("Valid ({0})").format(account.username), Tone.OK)

    @async_slot
    async def _remove(self) -> None:
        account = self._context.services.hardcover_account
        was_signed_in = account.sign_in is not None
        is_known = await self._context.tasks.blocking(account.remove)
        if not is_known:
            self.message.emit(
                tr(
                    "Signed out here. Hardcover couldn't be told: remove BookOrbit from your connected apps there."
                ),
                Tone.ATTENTION,
            )
        elif was_signed_in:
            self.message.emit(tr("Signed out. Your matches and sync history are kept."), Tone.OK)
        else:
            self.message.emit(tr("Token removed. Your matches and sync history are kept."), Tone.OK)
