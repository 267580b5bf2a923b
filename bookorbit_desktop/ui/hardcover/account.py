"""The connected account: in the settings, as a line under the page title, with its actions, and why sync is paused."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from bookorbit_desktop.domain.hardcover.catalogue import Account
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService, TokenSource
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.widgets.floating import below
from bookorbit_desktop.ui.widgets.labels import ElidedLabel, button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, in_column, in_row, new_column
from bookorbit_desktop.ui.wording import ago, at_name, joined, token_text


def kept_text(source: TokenSource) -> str:
    """Where the token is stored."""
    return {
        TokenSource.KEYRING: tr("Token saved in your password store"),
        TokenSource.SESSION: tr("Token used until you quit"),
        TokenSource.ENVIRONMENT: tr("Token from BOOKORBIT_HARDCOVER_TOKEN"),
        TokenSource.NONE: "",
    }[source]


def account_name(account: HardcoverAccountService) -> str:
    """The account as shown, such as "@ada"; empty if its problem says more than that it was never checked."""
    if account.username:
        return at_name(account.username)
    return "" if account.problem else tr("Account not checked yet")


class AccountBar(QWidget):
    """The account with its token's menu, and above them the reason if sending is paused."""

    replace_requested = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._name = label("", "card", name="name")
        self._kept = label("", "detail")
        self._problem = AccountProblem(context)
        self._actions = AccountActions(context, self)
        self.more = button(tr("Account"), icon="chevron-down")
        self._build()
        self.more.clicked.connect(self._open_menu)
        self._actions.checked.connect(self.refresh)
        self._actions.change.triggered.connect(self.replace_requested)
        self._problem.use.clicked.connect(self.replace_requested)

    def refresh(self) -> None:
        """Show the current account."""
        account = self._context.services.hardcover_account
        self._name.setText(account_name(account))
        self._name.setVisible(bool(self._name.text()))
        self._kept.setText(kept_text(account.source))
        self._problem.refresh()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        self._actions.refresh()
        menu.addActions(self._actions.all)
        menu.popup(below(self.more))

    def _build(self) -> None:
        words = in_column(self._name, self._kept, spacing=0)
        line = in_row(words, self.more, spacing=theme.SPACE_12, grows=words)
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
                synced or tr("never synced"),
                "" if is_automatic else tr("manual sync only"),
            )
        )
        self._text_label.setToolTip(kept_text(services.hardcover_account.source))
        self.notice.refresh()


class AccountProblem(QFrame):
    """Hidden while the account works. Its text is never cut; the list below shrinks instead."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.setProperty("kind", "notice")
        self.setProperty("tone", Tone.ERROR)
        self._text = label("", wrap=True, name="problem")
        self._get = button(tr("Get a new token"), "lead")
        self._get.clicked.connect(
            lambda: QDesktopServices.openUrl(context.services.hardcover_account.token_page)
        )
        self.use = button(tr("Use another token…"))
        self.anew = button("")
        self.anew.clicked.connect(self._ask_anew)
        buttons = FlowLayout()
        buttons.addWidget(self._get)
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
        """Show the account's current problem."""
        account = self._context.services.hardcover_account
        self._text.setText(localize(account.problem))
        self._get.setText(token_text(account))
        other = account.other
        self._get.setVisible(other is None)
        self.anew.setVisible(other is not None)
        if other is not None:
            self.anew.setText(tr("Begin anew with {0}…").format(at_name(other.username)))
        self.setVisible(bool(account.problem))

    def _ask_anew(self) -> None:
        other = self._context.services.hardcover_account.other
        if other is None:
            return
        question = Confirm(
            self,
            tr("Begin anew with {0}?").format(at_name(other.username)),
            tr(
                "What was sent to {0} stays there, and the log is kept. Every book is compared afresh, and "
                "nothing is sent before you have seen it. To undo an earlier sync, use a token of {0}."
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

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message = context.messages.message
        self._context = context
        self.check = QAction(icons.icon("check", "muted"), tr("Check token"), self)
        self.change = QAction(icons.icon("undo", "muted"), tr("Use another token…"), self)
        self.remove = QAction(icons.icon("trash", "muted"), tr("Remove token"), self)
        self.check.triggered.connect(self._check)
        self.remove.triggered.connect(self._remove)

    @property
    def all(self) -> tuple[QAction, ...]:
        """In the order they are shown."""
        return (self.check, self.change, self.remove)

    def refresh(self) -> None:
        """Update the actions; a token from outside cannot be changed here."""
        outside = self._context.services.hardcover_account.source is TokenSource.ENVIRONMENT
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
        await self._context.tasks.blocking(self._context.services.hardcover_account.remove)
        self.message.emit(tr("Token removed. Your matches and sync history are kept."), Tone.OK)
