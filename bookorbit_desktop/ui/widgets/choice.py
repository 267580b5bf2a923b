"""A box to choose one of a few things."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle

from bookorbit_desktop.ui import icons, theme


class Choice(QComboBox):
    """A combo box whose arrow follows the palette."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        self.view().setAccessibleName(accessible_name)
        self.setIconSize(QSize(theme.px(16), theme.px(16)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the arrow."""
        super().paintEvent(event)
        size = theme.px(14)
        arrow = QRect(self.width() - size - theme.SPACE_8, (self.height() - size) // 2, size, size)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), arrow)
        painter = QPainter(self)
        icons.paint(painter, place, "chevron-down", "muted")
        painter.end()
