"""A painted check box in the current colours."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle

from bookorbit_desktop.ui import icons, theme

BOX = 18


def paint_half_tick(painter: QPainter, area: QRect) -> None:
    """Draw a partially checked box."""
    paint_tick(painter, area, ticked=False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    inner = area.width() // 4
    bar = QRect(area.left() + inner, area.center().y(), area.width() - 2 * inner, 2)
    painter.drawRoundedRect(bar, 1, 1)


def paint_tick(painter: QPainter, area: QRect, *, ticked: bool) -> None:
    """Draw a checked or unchecked box into a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if ticked else "muted"), 1.5))
    painter.setBrush(theme.colour("accent") if ticked else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
    if ticked:
        icons.paint(painter, area.adjusted(2, 2, -2, -2), "check", "on_accent")


class TickBox(QCheckBox):
    """A check box that looks the same everywhere."""

    def sizeHint(self) -> QSize:
        """Room for box, text and focus ring."""
        words = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, self.text())
        return QSize(theme.px(BOX) + theme.SPACE_8 + words.width() + 2 * theme.SPACE_4, theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """Same as the preferred size: the text is never cut."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """Clicks on the text count as well."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and text."""
        painter = QPainter(self)
        size = theme.px(BOX)
        box = QRect(theme.SPACE_4, (self.height() - size) // 2, size, size)
        text_rect = self.rect().adjusted(theme.SPACE_4 + size + theme.SPACE_8, 0, 0, 0)
        paint_tick(
            painter, QStyle.visualRect(self.layoutDirection(), self.rect(), box), ticked=self.isChecked()
        )
        painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
        area = QStyle.visualRect(self.layoutDirection(), self.rect(), text_rect)
        start = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(area, int(start | Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                self.rect().adjusted(1, 1, -1, -1), theme.RADIUS_FIELD, theme.RADIUS_FIELD
            )


def under_text() -> int:
    """The indent of text below a TickBox."""
    return theme.px(BOX) + theme.SPACE_12
