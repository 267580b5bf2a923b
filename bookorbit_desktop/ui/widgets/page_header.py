"""The top of every page: title, one sentence, and the main action at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import in_column, new_row

_NARROWEST_WORDS = 220
"""With less room for the text, the actions are placed below it."""
LOW = 560
"""On a lower page, the sentence under the title is hidden and spacing reduced for the list."""


def is_low(page: QWidget) -> bool:
    """Whether a page is too low for the sentence in its header."""
    return page.height() < theme.px(LOW)


class PageHeader(QWidget):
    """Title and sentence on the left, actions on the right, or below them in a narrow window."""

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self.title = label(title, "title", wrap=True)
        self.sentence = label(sentence, "muted", wrap=True)
        words = in_column(self.title, self.sentence, spacing=theme.SPACE_4)
        self.buttons = new_row(spacing=theme.SPACE_8)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addLayout(words, 1)
        self._line.addLayout(self.buttons)
        self._arrange(is_narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the actions to where there is room."""
        super().resizeEvent(event)
        beside = self.buttons.sizeHint().width() + theme.SPACE_16
        self._arrange(is_narrow=event.size().width() - beside < theme.px(_NARROWEST_WORDS))

    def _arrange(self, *, is_narrow: bool) -> None:
        is_narrow = is_narrow and self.buttons.count() > 0
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignRight
        self._line.setDirection(direction)
        self._line.setSpacing(theme.SPACE_8 if is_narrow else theme.SPACE_16)
        self._line.setAlignment(self.buttons, side | Qt.AlignmentFlag.AlignTop)
