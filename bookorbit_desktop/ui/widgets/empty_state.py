"""The empty state of a list: a drawing, one sentence, one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.mark import Mark


class EmptyState(QWidget):
    """Says why the list is empty, and offers the next step."""

    acted = Signal()

    def __init__(self, icon: str, sentence: str, action: str = "", *, main: bool = False) -> None:
        super().__init__()
        self._sentence = label(sentence, "muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.SPACE_12)
        layout.addStretch(2)
        layout.addWidget(Mark(56, icon), alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._sentence)
        self.button = button(action, "primary" if main else "")
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.acted)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def set_sentence(self, sentence: str) -> None:
        """Change the sentence."""
        self._sentence.setText(sentence)
