"""The top of every page: title, one plain sentence, and the page's main action at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.labels import label


class PageHeader(QWidget):
    """Title and sentence at the left, actions at the right."""

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self._title = label(title, "title")
        self._sentence = label(sentence, "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_4)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme.SPACE_8)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_16)
        layout.addLayout(words, 1)
        layout.addLayout(self._actions)
        layout.setAlignment(self._actions, Qt.AlignmentFlag.AlignTop)

    def add_action(self, action: QWidget) -> None:
        """Put an action beside those that are there; the main one comes last."""
        self._actions.addWidget(action)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_sentence(self, sentence: str) -> None:
        """Change the sentence under the title."""
        self._sentence.setText(sentence)

    def show_sentence(self, shown: bool) -> None:
        """Show the sentence, or leave it out."""
        self._sentence.setVisible(shown)

    @property
    def sentence(self) -> str:
        """The sentence under the title."""
        return self._sentence.text()
