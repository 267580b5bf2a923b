"""The marks of a plot in the house style: rounded bars and cells, and lines over a soft fill."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.statistics.plot_data import (
    LINE,
    PlotData,
    Shape,
    cell_colour,
    line_colour,
    line_pen,
)

_BAR = 0.72
"""The share of its room that a bar takes."""
_LEAST = 2.0
"""Pixels of the smallest bar."""
_GAP = 1.5
"""Pixels around a cell."""
_FINE_FROM = 400
"""The number of points from which on the line is thinner."""
_NEW_RUN = 0.5
"""A fall by this share of the highest value starts a new run."""
_FADED = 0.35
"""The opacity of other bars while one is pointed at."""


class Marks(pyqtgraph.GraphicsObject):
    """The marks of one plot. Positions are in values; lengths such as corner radii are in pixels."""

    def __init__(self, data: PlotData, area: QRectF) -> None:
        super().__init__()
        self.plot = data
        self.area = area
        self.current = -1
        """The current point; -1 for none."""

    def boundingRect(self) -> QRectF:
        """The whole visible range."""
        return self.area

    def point_at(self, position: QPointF) -> int:
        """The point at a position in values; -1 if there is none."""
        raise NotImplementedError

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint in pixels: in values, round corners would come out oval."""
        to_pixels = painter.worldTransform()
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self.draw(painter, to_pixels)
        painter.restore()

    def draw(self, painter: QPainter, to_pixels: QTransform) -> None:
        """Draw every mark."""
        raise NotImplementedError

    def _shade(self, index: int, opacity: float = 1.0) -> QColor:
        is_faded = self.current >= 0 and index != self.current
        return theme.colour("accent", opacity * (_FADED if is_faded else 1.0))

    def _nearest(self, place: float) -> int:
        index = round(place)
        return index if 0 <= index < self.plot.count else -1


class Columns(Marks):
    """Vertical bars."""

    def point_at(self, position: QPointF) -> int:
        """The bar at this position at any height, so that low bars can be hit as well."""
        return self._nearest(position.x())

    def draw(self, painter: QPainter, to_pixels: QTransform) -> None:
        """Draw bars with rounded tops."""
        for index, value in enumerate(self.plot.series[0].values):
            if value <= 0:
                continue
            bar = to_pixels.mapRect(QRectF(index - _BAR / 2, 0, _BAR, value))
            if bar.height() < _LEAST:
                bar.setTop(bar.bottom() - _LEAST)
            painter.setBrush(self._shade(index))
            radius = min(theme.px(3), bar.width() / 2, bar.height())
            painter.drawPath(_round_at(bar, radius, is_upright=True))


class Bars(Marks):
    """Horizontal bars, the first at the top."""

    def point_at(self, position: QPointF) -> int:
        """The bar at this position at any width."""
        return self._nearest(position.y())

    def draw(self, painter: QPainter, to_pixels: QTransform) -> None:
        """Draw bars with rounded ends."""
        for index, value in enumerate(self.plot.series[0].values):
            if value <= 0:
                continue
            bar = to_pixels.mapRect(QRectF(0, index - _BAR / 2, value, _BAR))
            bar.setWidth(max(_LEAST, bar.width()))
            painter.setBrush(self._shade(index))
            radius = min(theme.px(3), bar.height() / 2, bar.width())
            painter.drawPath(_round_at(bar, radius, is_upright=False))


class Cells(Marks):
    """A grid of cells: a calendar, or the hours of a week."""

    def __init__(self, data: PlotData, area: QRectF) -> None:
        super().__init__(data, area)
        self._points = {cell: index for index, cell in enumerate(data.cells)}

    def point_at(self, position: QPointF) -> int:
        """The cell at this position."""
        return self._points.get((round(position.x()), round(position.y())), -1)

    def draw(self, painter: QPainter, to_pixels: QTransform) -> None:
        """Draw the cells; one without a value looks hollow."""
        most = self.plot.most
        for index, (column, row) in enumerate(self.plot.cells):
            box = to_pixels.mapRect(QRectF(column - 0.5, row - 0.5, 1, 1))
            box.adjust(_GAP, _GAP, -_GAP, -_GAP)
            value = self.plot.series[0].values[index]
            painter.setBrush(theme.colour("sunken") if value <= 0 else cell_colour(value, most))
            pen = QPen(theme.colour("text"), LINE) if index == self.current else Qt.PenStyle.NoPen
            painter.setPen(pen)
            painter.drawRoundedRect(box, theme.px(2), theme.px(2))


class Lines(Marks):
    """One line per series; series differ in colour and dash."""

    def point_at(self, position: QPointF) -> int:
        """The nearest point by horizontal distance."""
        positions = self.plot.positions
        if not positions:
            return self._nearest(position.x())
        return min(range(len(positions)), key=lambda index: abs(positions[index] - position.x()))

    def draw(self, painter: QPainter, to_pixels: QTransform) -> None:
        """Draw the lines; a single series is filled down to the axis."""
        places = self.plot.positions or tuple(range(self.plot.count))
        ground = to_pixels.map(QPointF(0, 0)).y()
        for number, series in enumerate(self.plot.series):
            values = zip(places, series.values, strict=True)
            points = [to_pixels.map(QPointF(place, value)) for place, value in values]
            for begin, end in self._runs(series.values):
                run = points[begin:end]
                if len(self.plot.series) == 1:
                    self._draw_ground(painter, run, ground)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(line_pen(number, is_fine=len(points) > _FINE_FROM))
                painter.drawPolyline(QPolygonF(run))
            painter.setPen(Qt.PenStyle.NoPen)
            self._draw_dots(painter, points, line_colour(number))

    def _runs(self, values: Sequence[float]) -> list[tuple[int, int]]:
        """The segments of a line. Rereading a book starts a new one."""
        borders = [0]
        if self.plot.shape is Shape.STEPS:
            fall = self.plot.most * _NEW_RUN
            borders += [at for at in range(1, len(values)) if values[at - 1] - values[at] > fall]
        return list(pairwise([*borders, len(values)]))

    def _draw_ground(self, painter: QPainter, points: Sequence[QPointF], ground: float) -> None:
        if len(points) < 2:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent", theme.BADGE_TINT))
        down = [QPointF(points[-1].x(), ground), QPointF(points[0].x(), ground)]
        painter.drawPolygon(QPolygonF([*points, *down]))

    def _draw_dots(self, painter: QPainter, points: Sequence[QPointF], colour: QColor) -> None:
        """Draw a dot at the current point, or at every point if there are few."""
        painter.setBrush(colour)
        every = self.plot.shape is Shape.STEPS and len(points) <= 60
        for index, point in enumerate(points):
            if index == self.current:
                painter.drawEllipse(point, theme.px(5), theme.px(5))
            elif every or len(points) == 1:
                painter.drawEllipse(point, theme.px(3), theme.px(3))


def marks_of(data: PlotData, area: QRectF) -> Marks:
    """The marks for a plot's shape."""
    kinds: dict[Shape, type[Marks]] = {
        Shape.COLUMNS: Columns,
        Shape.BARS: Bars,
        Shape.CELLS: Cells,
        Shape.LINES: Lines,
        Shape.STEPS: Lines,
    }
    return kinds[data.shape](data, area)


def _round_at(bar: QRectF, radius: float, *, is_upright: bool) -> QPainterPath:
    """A bar with two round corners at the end away from its axis."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(bar, radius, radius)
    foot = QRectF(bar)
    if is_upright:
        foot.setTop(bar.bottom() - min(radius, bar.height()))
    else:
        foot.setRight(bar.left() + min(radius, bar.width()))
    path.addRect(foot)
    return path.simplified()
