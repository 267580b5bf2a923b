"""Explains why sync is paused, with the next step."""

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.flow_layout import FlowLayout
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_column
from bookorbit_desktop.ui.wording import token_text


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
        buttons = FlowLayout()
        buttons.addWidget(self._get)
        buttons.addWidget(self.use)
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
        self.setVisible(bool(account.problem))
