"""What shows over the window while files are dragged across it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.theme import Type


class DropOverlay(QWidget):
    """Says that files may be dropped here. The mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Lie over the whole window."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a frame and one sentence."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("window", 0.92))
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        frame = self.rect().adjusted(theme.SPACE_24, theme.SPACE_24, -theme.SPACE_24, -theme.SPACE_24)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
        size = theme.px(56)
        centre = self.rect().center()
        icons.paint(
            painter, QRect(centre.x() - size // 2, centre.y() - size, size, size), "add-folder", "accent"
        )
        painter.setFont(theme.font(Type.SECTION))
        painter.setPen(theme.colour("text"))
        words = QRect(frame.left(), centre.y() + theme.SPACE_16, frame.width(), theme.px(32))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.tr("Drop books or folders to add them"))
