"""A plot with its axes, drawn with pyqtgraph. Nothing else imports it before a plot is to be seen."""

from __future__ import annotations

import pyqtgraph
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.statistics.marks import Marks, marks_of
from bookorbit_desktop.ui.statistics.plot_data import PlotData, Shape, Tick
from bookorbit_desktop.ui.theme import Type

HEIGHT = 190
BAR_HEIGHT = 26
_LONGEST_NAME = 150
"""Pixels of a name beside its bar."""
_AIR = 1.08
"""The axis goes a little beyond the highest value."""
_SMALLEST_CELL, _WIDEST_CELL = 9, 30


class ValueAxis(pyqtgraph.AxisItem):
    """Numbers as the person's language writes them, and no more of them than say something."""

    def __init__(self, orientation: str, data: PlotData) -> None:
        super().__init__(orientation)
        self._plot = data

    def tickSpacing(self, least: float, most: float, size: float) -> list[tuple[float, float]]:
        """One level; whole values have whole steps."""
        spacing = super().tickSpacing(least, most, size)[0][0]
        return [(max(1, round(spacing)) if self._plot.is_whole else spacing, 0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """The words of the numbers."""
        return [self._plot.value_text(value * scale) for value in values]


class Chart(pyqtgraph.PlotWidget):
    """One plot. The arrow keys go from point to point, Enter opens one that leads somewhere."""

    pointed = Signal(int)
    """The point under the pointer or the keyboard; -1 for none."""
    activated = Signal(int)

    def __init__(self, data: PlotData) -> None:
        self._plot = data
        self._marks: Marks | None = None
        super().__init__(axisItems=_axes(data))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(pyqtgraph.QtWidgets.QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(False, False)
        item.setContentsMargins(0, 0, 0, 0)
        item.vb.setDefaultPadding(0)
        self.setAccessibleName(data.title)
        self.show_plot(data)

    @property
    def current(self) -> int:
        """The point that is pointed at; -1 for none."""
        return self._marks.current if self._marks is not None else -1

    @property
    def plot_data(self) -> PlotData:
        """What is shown."""
        return self._plot

    def show_plot(self, data: PlotData) -> None:
        """Show other values of the same kind."""
        self._plot = data
        item = self.getPlotItem()
        if self._marks is not None:
            item.removeItem(self._marks)
        area = _area(data)
        self._marks = marks_of(data, area)
        item.addItem(self._marks)
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            if isinstance(axis, ValueAxis):
                axis._plot = data
        item.vb.invertY(data.shape in (Shape.BARS, Shape.CELLS))
        item.vb.setRange(area, padding=0, disableAutoRange=True)
        self._style()
        self._say()

    def point_to(self, index: int) -> None:
        """Point to a point, or to none with -1."""
        if self._marks is None or index == self._marks.current:
            return
        self._marks.current = index
        self._marks.update()
        self.pointed.emit(index)
        self._say()

    def sizeHint(self) -> QSize:
        """Wide enough to be read."""
        return QSize(theme.px(320), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(theme.px(160), self.minimumHeight())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        index = self._point_at(event.position())
        self.point_to(index)
        if index >= 0:
            QToolTip.showText(event.globalPosition().toPoint(), self._plot.describe(index), self)
        else:
            QToolTip.hideText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the keyboard here and opens the point."""
        index = self._point_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and index >= 0:
            self.point_to(index)
            self.activated.emit(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has opened it."""

    def leaveEvent(self, event: QEvent) -> None:
        """Point to nothing, unless the keyboard does."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point_to(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from point to point."""
        steps = self._steps()
        if event.key() in steps and self._plot.count:
            step = steps[event.key()]
            index = self.current + step if self.current >= 0 else (0 if step > 0 else self._plot.count - 1)
            self.point_to(max(0, min(self._plot.count - 1, index)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.activated.emit(self.current)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Keys work when they are pressed."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point to nothing once the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.point_to(-1)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plot, and a frame while the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            frame = QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, theme.RADIUS_FIELD, theme.RADIUS_FIELD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words at the axis do not run into each other."""
        super().resizeEvent(event)
        if self._marks is not None:
            self._put_ticks()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._marks is not None:
            self._style()

    def _steps(self) -> dict[int, int]:
        key, count = Qt.Key, self._plot.count
        steps: dict[int, int] = {key.Key_Home: -count, key.Key_End: count, key.Key_Left: -1, key.Key_Right: 1}
        if self._plot.shape is Shape.BARS:
            steps |= {key.Key_Up: -1, key.Key_Down: 1}
        elif self._plot.shape is Shape.CELLS:
            rows, columns = self._size()
            by_rows = len(self._plot.cells) > 1 and self._plot.cells[1][0] == self._plot.cells[0][0]
            across, along = (rows, 1) if by_rows else (1, columns)
            steps |= {
                key.Key_Left: -across,
                key.Key_Right: across,
                key.Key_Up: -along,
                key.Key_Down: along,
            }
        return steps

    def _size(self) -> tuple[int, int]:
        """Rows and columns of cells."""
        rows = max(row for _, row in self._plot.cells) + 1
        return rows, max(column for column, _ in self._plot.cells) + 1

    def _point_at(self, position: QPointF) -> int:
        if self._marks is None:
            return -1
        scene = self.mapToScene(QPoint(round(position.x()), round(position.y())))
        box = self.getPlotItem().vb
        if not box.sceneBoundingRect().adjusted(-2, -2, 2, 2).contains(scene):
            return -1
        return self._marks.point_at(box.mapSceneToView(scene))

    def _say(self) -> None:
        """What a screen reader reads out."""
        said = self._plot.describe(self.current) if self.current >= 0 else self._plot.sentence
        self.setAccessibleDescription(said)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def fit_height(self, width: int) -> None:
        """Take the height that the plot needs in a width: cells stay about square."""
        height = theme.px(HEIGHT)
        if self._plot.shape is Shape.BARS:
            height = theme.px(BAR_HEIGHT) * max(2, self._plot.count) + theme.px(24)
        elif self._plot.shape is Shape.CELLS and self._plot.cells:
            rows, columns = self._size()
            cell = max(_SMALLEST_CELL, min(_WIDEST_CELL, (width - theme.px(44)) / columns))
            height = round(rows * cell + theme.px(24))
        if height != self.minimumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()

    def _style(self) -> None:
        """Quiet axes in the colours of the theme."""
        self.setBackground(theme.colour("surface"))
        item = self.getPlotItem()
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setTickPen(QPen(Qt.PenStyle.NoPen))
            axis.setZValue(-1)
            axis.setTextPen(theme.colour("muted"))
            axis.setStyle(
                tickFont=theme.font(Type.DETAIL, numbers=True),
                tickLength=0,
                tickTextOffset=6,
                hideOverlappingLabels=False,
            )
            if isinstance(axis, ValueAxis):
                axis.setTickPen(QPen(theme.colour("border"), 1))
                axis.setGrid(255)
        self._put_ticks()
        if self._marks is not None:
            self._marks.update()

    def _put_ticks(self) -> None:
        item, metrics = self.getPlotItem(), QFontMetrics(theme.font(Type.DETAIL))
        along = item.getAxis("left" if self._plot.shape is Shape.BARS else "bottom")
        if self._plot.shape is Shape.BARS:
            longest = min(theme.px(_LONGEST_NAME), self.width() // 3)
            elide = Qt.TextElideMode.ElideRight
            named = [(one.at, metrics.elidedText(one.text, elide, longest)) for one in self._plot.ticks]
            along.setTicks([named])
            return
        along.setTicks([[(one.at, one.text) for one in self._roomy(metrics)]])
        if self._plot.shape is Shape.CELLS:
            item.getAxis("left").setTicks([[(one.at, one.text) for one in self._plot.row_ticks]])

    def _roomy(self, metrics: QFontMetrics) -> list[Tick]:
        """As many words along the axis as have room."""
        ticks = self._plot.ticks
        if not ticks:
            return []
        area = _area(self._plot)
        scale = max(1, self.width() - theme.px(48)) / max(1e-9, area.width())
        widest = max(metrics.horizontalAdvance(one.text) for one in ticks) + theme.px(10)
        found: list[Tick] = []
        for one in ticks:
            if not found or (one.at - found[-1].at) * scale >= widest:
                found.append(one)
        return found


def _axes(data: PlotData) -> dict[str, pyqtgraph.AxisItem]:
    """The axis of the values, and that of the points."""
    if data.shape is Shape.CELLS:
        return {}
    side = "bottom" if data.shape is Shape.BARS else "left"
    return {side: ValueAxis(side, data)}


def _area(data: PlotData) -> QRectF:
    """What the axes show."""
    most = data.most * _AIR or 1.0
    count = max(1, data.count)
    if data.shape is Shape.BARS:
        return QRectF(0, -0.5, most, max(2, count))
    if data.shape is Shape.CELLS:
        columns = max((column for column, _ in data.cells), default=0) + 1
        rows = max((row for _, row in data.cells), default=0) + 1
        return QRectF(-0.5, -0.5, columns, rows)
    if data.shape is Shape.COLUMNS:
        return QRectF(-0.5, 0, count, most)
    places = data.positions or (0.0, float(count - 1))
    wide = max(places[-1] - places[0], 1e-9)
    return QRectF(places[0], 0, wide, most)
