"""The values and colours of a plot, as drawn by `chart`, listed by `table_dialog` and written by `export`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from bookorbit_desktop.ui import theme

Row = tuple[str, ...]
HEIGHT = 190
BAR_HEIGHT = 26
_AXIS = 24
"""Pixels below the points for labels."""
_NAMES = 44
"""Pixels before cells for the names of their rows."""
_SMALLEST_CELL, _WIDEST_CELL = 9, 30
LINE = 2.0
"""Pixels."""
LEVELS = (0.28, 0.48, 0.7, 1.0)
"""The accent's share in a cell, from little to much. The levels differ in lightness, so hue is not needed."""


class Shape(StrEnum):
    """How the points of a plot are drawn."""

    COLUMNS = "columns"
    """Vertical bars in axis order."""
    BARS = "bars"
    """Horizontal bars, with names on the left."""
    LINES = "lines"
    CELLS = "cells"
    """Coloured by amount: a calendar, or the hours of a week."""
    STEPS = "steps"
    """Separate points, connected by a line."""


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """A series with one value for each point."""

    name: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Tick:
    """A label on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class PlotData:
    """A plot with all its text."""

    key: str
    """The name of exported files."""
    title: str
    shape: Shape
    series: tuple[PlotSeries, ...]
    describe: Callable[[int], str]
    """The text of a point."""
    columns: Row
    """The headings of the table."""
    row: Callable[[int], Row]
    """A row of the table."""
    more_rows: tuple[Row, ...] = ()
    """Rows of the table beyond the points."""
    sentence: str = ""
    """What the plot shows, in a few words."""
    nothing: str = ""
    """Why there is nothing to show."""
    ticks: tuple[Tick, ...] = ()
    """Along the points; for cells along their columns."""
    row_ticks: tuple[Tick, ...] = ()
    """Of cells, along their rows."""
    value_text: Callable[[float], str] = str
    """The label of a value on its axis."""
    unit: str = ""
    """The unit of the values, shown on the axis."""
    is_whole: bool = False
    """Whether only whole values make sense."""
    cells: tuple[tuple[int, int], ...] = field(default=())
    """The column and the row of each point."""
    positions: tuple[float, ...] = ()
    """The positions of unevenly spaced points on a line."""

    @property
    def count(self) -> int:
        """How many points there are."""
        return len(self.series[0].values) if self.series else 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(value for one in self.series for value in one.values)

    @property
    def cell_rows(self) -> int:
        """The number of rows of cells."""
        return max((row for _, row in self.cells), default=0) + 1

    @property
    def cell_columns(self) -> int:
        """The number of columns of cells."""
        return max((column for column, _ in self.cells), default=0) + 1

    @property
    def most(self) -> float:
        """The highest value."""
        return max((value for one in self.series for value in one.values), default=0)

    def height_in(self, width: int) -> int:
        """The height in pixels at a width: cells stay about square."""
        if self.shape is Shape.BARS:
            return theme.px(BAR_HEIGHT) * max(2, self.count) + theme.px(_AXIS)
        if self.shape is Shape.CELLS and self.cells:
            cell = (width - theme.px(_NAMES)) / self.cell_columns
            return round(self.cell_rows * max(_SMALLEST_CELL, min(_WIDEST_CELL, cell)) + theme.px(_AXIS))
        return theme.px(HEIGHT)

    def rows(self) -> list[Row]:
        """The plot as rows of a table."""
        return [*(self.row(index) for index in range(self.count)), *self.more_rows]


def cell_colour(value: float, most: float) -> QColor:
    """The shade of a cell, on a square-root scale, as most days are far below the best one."""
    share = (value / most) ** 0.5 if most else 0
    return theme.colour("accent", LEVELS[min(len(LEVELS) - 1, int(share * len(LEVELS)))])


def line_colour(number: int) -> QColor:
    """The colour of a line, blue or orange, which colour-blind readers can tell apart."""
    return theme.colour(("accent", "star", "muted")[number % 3])


def line_pen(number: int, *, is_fine: bool = False) -> QPen:
    """The pen of a line; a thin one for many points."""
    pen = QPen(line_colour(number), LINE / 2 if is_fine else LINE)
    pen.setStyle((Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)[number % 3])
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
