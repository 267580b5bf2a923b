"""A plot with its axes, drawn with pyqtgraph. Imported only when a plot is first shown."""

from __future__ import annotations

import pyqtgraph
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPen,
    QResizeEvent,
    QShowEvent,
)

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.statistics.marks import Marks, marks_of
from bookorbit_desktop.ui.statistics.plot_data import PlotData, Shape, Tick
from bookorbit_desktop.ui.statistics.pointer import Pointer
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
