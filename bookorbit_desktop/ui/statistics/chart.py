"""A plot with its axes, drawn with pyqtgraph. Imported only when a plot is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyqtgraph
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
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
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QToolTip, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.statistics.marks import Marks, marks_of
from bookorbit_desktop.ui.statistics.plot_data import PlotData, Shape, Tick
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.tokens import Tokens

_LONGEST_NAME = 150
"""The width limit of a name beside its bar, in pixels."""
_AIR = 1.08
"""How far the axis extends beyond the highest value."""
_END = 15
"""Pixels beyond the end of an axis."""
_FEWEST_COLUMNS = 6
"""Room for at least this many columns, so that a single one is not too wide."""


class ValueAxis(pyqtgraph.AxisItem):
    """An axis with numbers in the person's locale, without superfluous digits."""

    def __init__(self, orientation: str, data: PlotData) -> None:
        super().__init__(orientation)
        self._plot = data

    def boundingRect(self) -> QRectF:
        """Add room for half a label at either end: pyqtgraph drops labels that do not fit, the 0 first."""
        across = (_END, 0) if self.orientation == "bottom" else (0, _END)
        wide, high = map(theme.px, across)
        inside: QRectF = super().boundingRect()
        return inside.adjusted(-wide, -high, wide, high)

    def tickSpacing(self, least: float, most: float, size: float) -> list[tuple[float, float]]:
        """Use one level of ticks; whole values get whole steps."""
        spacing = super().tickSpacing(least, most, size)[0][0]
        return [(max(1, round(spacing)) if self._plot.is_whole else spacing, 0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """The labels of the numbers."""
        return [self._plot.value_text(value * scale) for value in values]


class Chart(pyqtgraph.PlotWidget):
    """One plot. Its pointer moves from point to point, by mouse or keyboard."""

    def __init__(self, data: PlotData) -> None:
        self._plot = data
        self._marks: Marks | None = None
        self._tinted: Tokens | None = None
        super().__init__(axisItems=_axes(data), enableMenu=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pointer = Pointer(self, self._point_at)
        self.pointer.pointed.connect(self._point_to)
        self.setFrameShape(pyqtgraph.QtWidgets.QFrame.Shape.NoFrame)
        item = self.getPlotItem()
        # Time goes to the right in every language, and pyqtgraph draws its axes for no other side.
        item.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        item.hideButtons()
        item.setMouseEnabled(False, False)
        item.setContentsMargins(0, 0, 0, 0)
        item.vb.setDefaultPadding(0)
        self.show_plot(data)

    @property
    def plot_data(self) -> PlotData:
        """The plot shown."""
        return self._plot

    def show_plot(self, data: PlotData) -> None:
        """Show other values for the same kind of plot."""
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
        self.pointer.show_plot(data)

    def sizeHint(self) -> QSize:
        """Wide enough to be legible."""
        return QSize(theme.px(320), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(theme.px(160), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Refit the axis labels, so that they do not overlap."""
        super().resizeEvent(event)
        if self._marks is not None:
            self.pointer.setGeometry(self.rect())
            self._put_ticks()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette. Qt reports one change several times; it is handled once."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible():
            self._tint()

    def showEvent(self, event: QShowEvent) -> None:
        """Apply a colour change that came while the plot was hidden."""
        super().showEvent(event)
        self._tint()

    def _tint(self) -> None:
        if self._marks is not None and self._tinted is not theme.tokens():
            self._style()

    def _point_at(self, position: QPointF) -> int:
        if self._marks is None:
            return -1
        scene = self.mapToScene(QPoint(round(position.x()), round(position.y())))
        box = self.getPlotItem().vb
        if not box.sceneBoundingRect().adjusted(-2, -2, 2, 2).contains(scene):
            return -1
        return self._marks.point_at(box.mapSceneToView(scene))

    def _point_to(self, index: int) -> None:
        if self._marks is not None:
            self._marks.current = index
            self._marks.update()

    def fit_height(self, width: int) -> None:
        """Set the height that the plot needs at a width."""
        height = self._plot.height_in(width)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()

    def _style(self) -> None:
        """Style the axes quietly in the theme's colours."""
        self._tinted = theme.tokens()
        self.setBackground(theme.colour("surface"))
        item = self.getPlotItem()
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setTickPen(QPen(theme.colour("surface"), 1))  # it draws dots where ticks have no length
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
        """As many labels as fit along the axis."""
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
    """The axis of the values, and the one of the points."""
    if data.shape is Shape.CELLS:
        return {}
    side = "bottom" if data.shape is Shape.BARS else "left"
    return {side: ValueAxis(side, data)}


def _area(data: PlotData) -> QRectF:
    """The visible range of the axes."""
    most = data.most * _AIR or 1.0
    count = max(1, data.count)
    if data.shape is Shape.BARS:
        return QRectF(0, -0.5, most, max(2, count))
    if data.shape is Shape.CELLS:
        return QRectF(-0.5, -0.5, data.cell_columns, data.cell_rows)
    if data.shape is Shape.COLUMNS:
        return QRectF(-0.5, 0, max(_FEWEST_COLUMNS, count), most)
    places = data.positions or (0.0, float(count - 1))
    wide = max(places[-1] - places[0], 1e-9)
    return QRectF(places[0], 0, wide, most)


class Pointer(QAbstractSlider):
    """Screen readers see a slider along the points, with the current one as its description."""

    pointed = Signal(int)
    """The point under the mouse or keyboard pointer; -1 for none."""
    activated = Signal(int)

    def __init__(self, parent: QWidget, point_at: Callable[[QPointF], int]) -> None:
        """`point_at` returns the point at a position, or -1."""
        super().__init__(parent)
        self._point_at = point_at
        self._plot: PlotData | None = None
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.valueChanged.connect(self.point_to)

    def show_plot(self, data: PlotData) -> None:
        """Take another plot and point to nothing."""
        self._plot = data
        self.current = -1
        with QSignalBlocker(self):
            self.setRange(0, max(0, data.count - 1))
            self.setValue(0)
        self.setAccessibleName(data.title)
        self._say()

    def point_to(self, index: int) -> None:
        """Point to a point, or to none for -1."""
        if index == self.current:
            return
        self.current = index
        with QSignalBlocker(self):
            self.setValue(max(0, index))
        self.pointed.emit(index)
        self._say()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point to what is under the mouse."""
        index = self._point_at(event.position())
        self.point_to(index)
        if index >= 0 and self._plot is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self._plot.describe(index), self)
        else:
            QToolTip.hideText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the point clicked."""
        index = self._point_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and index >= 0:
            self.point_to(index)
            self.activated.emit(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ignore the release; there is nothing to drag."""

    def leaveEvent(self, event: QEvent) -> None:
        """Point to nothing, unless the keyboard is in use."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point_to(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from point to point; Enter opens one."""
        plot, steps = self._plot, self._steps()
        if plot is not None and plot.count and event.key() in steps:
            step = steps[event.key()]
            start = 0 if step > 0 and step != plot.count else plot.count - 1
            index = self.current + step if self.current >= 0 else start
            self.point_to(max(0, min(plot.count - 1, index)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.activated.emit(self.current)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point to nothing when the focus leaves."""
        super().focusOutEvent(event)
        self.point_to(-1)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw only the focus frame."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, theme.RADIUS_FIELD, theme.RADIUS_FIELD)

    def _steps(self) -> Mapping[int, int]:
        """How many points a key moves. Cells are numbered down the columns or along the rows."""
        key, plot = Qt.Key, self._plot
        count = plot.count if plot is not None else 0
        steps: dict[int, int] = {key.Key_Home: -count, key.Key_End: count, key.Key_Left: -1, key.Key_Right: 1}
        if plot is not None and plot.shape is Shape.BARS:
            steps |= {key.Key_Up: -1, key.Key_Down: 1}
        elif plot is not None and plot.shape is Shape.CELLS and plot.count > 1:
            down_columns = plot.cells[0][0] == plot.cells[1][0]
            across, along = (plot.cell_rows, 1) if down_columns else (1, plot.cell_columns)
            steps |= {
                key.Key_Left: -across,
                key.Key_Right: across,
                key.Key_Up: -along,
                key.Key_Down: along,
            }
        return steps

    def _say(self) -> None:
        """Set the text for screen readers."""
        if self._plot is not None:
            said = self._plot.describe(self.current) if self.current >= 0 else self._plot.sentence
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
