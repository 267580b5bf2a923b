"""Explains why sync is paused, with the next step."""

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame

from bookorbit_desktop.domain.hardcover.catalogue import Account
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.confirm import Confirm
from bookorbit_desktop.ui.widgets.flow_layout import FlowLayout
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_column
from bookorbit_desktop.ui.wording import at_name, token_text


class AccountProblem(QFrame):
    """Hidden while the account works. Its text is never cut; the list below shrinks instead."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.setProperty("kind", "notice")
        self.setProperty("tone", Tone.ERROR)
        self._text = label("", wrap=True)
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

    @property
    def text(self) -> str:
        """The text shown; empty if nothing is wrong."""
        return "" if self.isHidden() else self._text.text()

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
