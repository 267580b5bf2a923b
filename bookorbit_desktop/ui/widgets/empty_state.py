"""What a list shows while it has nothing: a drawing, one sentence, one button."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.widgets.labels import button, label


class EmptyState(QWidget):
    """Says why there is nothing, and offers the next step."""

    acted = Signal()

    def __init__(self, icon: str, sentence: str, action: str = "", *, main: bool = False) -> None:
        super().__init__()
        self._icon = icon
        self._drawing = QLabel()
        self._sentence = label(sentence, "muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.SPACE_12)
        layout.addStretch(2)
        layout.addWidget(self._drawing, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._sentence)
        self.button = button(action, "primary" if main else "")
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.acted)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self._draw()

    def set_sentence(self, sentence: str) -> None:
        """Change what is said."""
        self._sentence.setText(sentence)

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the colours in use."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_drawing"):
            self._draw()

    def _draw(self) -> None:
        self._drawing.setPixmap(icons.pixmap(self._icon, "muted", theme.px(56), self.devicePixelRatioF()))
