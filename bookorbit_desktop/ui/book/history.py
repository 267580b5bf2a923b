"""The progress of a book over time, drawn as a line."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from bookorbit_desktop.domain.base.numbers import clamp_fraction
from bookorbit_desktop.domain.overview.book_view import HistoryPoint
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import day_and_time, percent

HEIGHT = 120
_DOTS_UP_TO = 40


class HistoryGraph(QWidget):
    """Time from left to right, position from bottom to top. Screen readers get the first and last point."""

    def __init__(self) -> None:
        super().__init__()
        self._points: Sequence[HistoryPoint] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Reading history"))

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(theme.px(240), theme.px(HEIGHT))

    def show_points(self, points: Sequence[HistoryPoint]) -> None:
        """Show points, oldest first."""
        self._points = points
        self.setVisible(len(points) > 1)
        if points:
            first, last = points[0], points[-1]
            self.setAccessibleDescription(
                tr("From {0} on {1} to {2} on {3}, in %n update(s).", len(points)).format(
                    percent(first.percentage),
                    day_and_time(first.at, with_time=False),
                    percent(last.percentage),
                    day_and_time(last.at, with_time=False),
                )
            )
            self.setToolTip(self.accessibleDescription())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, line and the first and last day."""
        if len(self._points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        days = theme.px(18)
        plot = QRectF(
            theme.px(3), theme.px(6), self.width() - theme.px(6), self.height() - days - theme.px(8)
        )
        painter.setPen(QPen(theme.colour("border"), 1))
        for share in (0.0, 0.5, 1.0):
            y = plot.bottom() - share * plot.height()
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        line = self._line(plot)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawPolyline(line)
        if line.count() <= _DOTS_UP_TO:
            painter.setBrush(theme.colour("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            for index in range(line.count()):
                painter.drawEllipse(line.at(index), 2.5, 2.5)
        self._paint_days(painter, QRectF(0, self.height() - days, self.width(), days))

    def _line(self, plot: QRectF) -> QPolygonF:
        begins = self._points[0].at.timestamp()
        span = max(1.0, self._points[-1].at.timestamp() - begins)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        line = QPolygonF()
        for point in self._points:
            share = (point.at.timestamp() - begins) / span
            x = plot.left() + (1 - share if is_mirrored else share) * plot.width()
            line.append(QPointF(x, plot.bottom() - clamp_fraction(point.percentage) * plot.height()))
        return line

    def _paint_days(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(theme.font(Type.DETAIL, numbers=True))
        painter.setPen(theme.colour("muted"))
        ends = (
            (self._points[0], Qt.AlignmentFlag.AlignLeading),
            (
                self._points[-1],
                Qt.AlignmentFlag.AlignTrailing,
            ),
        )
        painter.setLayoutDirection(self.layoutDirection())
        for point, side in ends:
            painter.drawText(
                area, int(side | Qt.AlignmentFlag.AlignVCenter), day_and_time(point.at, with_time=False)
            )
