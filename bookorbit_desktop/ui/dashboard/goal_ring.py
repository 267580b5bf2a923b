"""The share of the goal reached so far, drawn as a ring."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.painting import paint_text
from bookorbit_desktop.ui.wording import percent

_SIZE, _LINE = 48, 6
_WHOLE = 360 * 16
_TOP = 90 * 16


class GoalRing(QWidget):
    """Starts at the top and runs clockwise, with the percentage in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedSize(QSize(_SIZE, _SIZE) * theme.px(100) / 100)
        self.setAccessibleName(tr("Goal"))

    def show_share(self, share: float) -> None:
        """Show a share of 0..1; anything above 1 is a full ring."""
        self._share = min(max(share, 0.0), 1.0)
        self.setAccessibleDescription(percent(self._share))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring, the part reached, and the percentage."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = theme.px(_LINE)
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(theme.colour("border"), width))
        painter.drawEllipse(area)
        pen = QPen(theme.colour("accent"), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self._share:
            painter.drawArc(area, _TOP, -round(_WHOLE * self._share))
        paint_text(
            painter,
            self.rect(),
            percent(self._share),
            theme.font(Type.DETAIL, numbers=True),
            align=Qt.AlignmentFlag.AlignHCenter,
        )
