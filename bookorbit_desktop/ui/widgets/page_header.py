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
        self._title = label(title, "title", wrap=True)
        self._sentence = label(sentence, "muted", wrap=True)
        words = in_column(self._title, self._sentence, spacing=theme.SPACE_4)
        self._actions = new_row(spacing=theme.SPACE_8)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addLayout(words, 1)
        self._line.addLayout(self._actions)
        self._arrange(is_narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the actions to where there is room."""
        super().resizeEvent(event)
        beside = self._actions.sizeHint().width() + theme.SPACE_16
        self._arrange(is_narrow=event.size().width() - beside < theme.px(_NARROWEST_WORDS))

    def _arrange(self, *, is_narrow: bool) -> None:
        is_narrow = is_narrow and self._actions.count() > 0
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignRight
        self._line.setDirection(direction)
        self._line.setSpacing(theme.SPACE_8 if is_narrow else theme.SPACE_16)
        self._line.setAlignment(self._actions, side | Qt.AlignmentFlag.AlignTop)

    def add_action(self, action: QWidget) -> None:
        """Add an action after the others; the main one goes last."""
        self._actions.addWidget(action)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_sentence(self, sentence: str) -> None:
        """Change the sentence under the title."""
        self._sentence.setText(sentence)

    def show_sentence(self, shown: bool) -> None:
        """Show or hide the sentence."""
        self._sentence.setVisible(shown)

    @property
    def sentence(self) -> str:
        """The sentence under the title."""
        return self._sentence.text()
