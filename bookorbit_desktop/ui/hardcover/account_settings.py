"""The connected account in the settings, with its actions."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from bookorbit_desktop.services.hardcover.account import HardcoverAccountService, TokenSource
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.pause_notice import AccountProblem
from bookorbit_desktop.ui.hardcover.token_actions import AccountActions
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.floating import below
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row
from bookorbit_desktop.ui.wording import at_name


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
        self._name = label("", "card")
        self._kept = label("", "detail")
        self._problem = AccountProblem(context)
        self._actions = AccountActions(context, self)
        self.more = button(tr("Account"), icon="chevron-down")
        self._build()
        self.more.clicked.connect(self._open_menu)
        self._actions.checked.connect(self.refresh)
        self._actions.change.triggered.connect(self.replace_requested)
        self._problem.use.clicked.connect(self.replace_requested)

    @property
    def text(self) -> str:
        """The account text shown."""
        return self._name.text()

    @property
    def problem(self) -> str:
        """The reason why sending is paused, as shown; empty if it is not."""
        return self._problem.text

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
