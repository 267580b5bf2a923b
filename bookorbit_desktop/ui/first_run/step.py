"""Shared base of the pages of the setup guide."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import new_column


class SetupStep(QWidget):
    """A title, a sentence and optional tasks."""

    done = Signal()
    """The page's task was done: Enter now continues."""

    def __init__(self, context: UiContext, title: str, sentence: str) -> None:
        super().__init__()
        self._context = context
        self.title = title
        self.column = new_column(
            self, theme.SPACE_16, (theme.SPACE_32, theme.SPACE_32, theme.SPACE_32, theme.SPACE_16)
        )
        self.column.addWidget(label(title, "title", wrap=True))
        self.column.addWidget(label(sentence, "muted", wrap=True))

    @property
    def control(self) -> QWidget | None:
        """The control that gets the focus; None for the button that continues."""
        return None

    def shown(self) -> None:
        """Called when the page is shown."""
