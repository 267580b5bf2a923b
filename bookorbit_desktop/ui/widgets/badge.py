"""A state badge: icon and text on a tint of the state's colour."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.painting import badge_width, paint_badge
from bookorbit_desktop.ui.wording import BadgeStyle


class Badge(QWidget):
    """Shows one state."""

    def __init__(self) -> None:
        super().__init__()
        self._look: BadgeStyle | None = None

    def set_look(self, look: BadgeStyle) -> None:
        """Show a state."""
        self._look = look
        self.setAccessibleName(look.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        return QSize(badge_width(self._look) if self._look else 0, theme.px(22))

    def minimumSizeHint(self) -> QSize:
        """A badge is never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        if self._look is not None:
            paint_badge(QPainter(self), self.rect(), self._look, self.layoutDirection())
