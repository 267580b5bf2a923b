"""The values of a plot, as drawn by `chart`, listed by `table_dialog` and written by `export`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bookorbit_desktop.ui import theme

Row = tuple[str, ...]

HEIGHT = 190
BAR_HEIGHT = 26
_AXIS = 24
"""Pixels below the points, for words."""
_NAMES = 44
"""Pixels before cells, for the names of their rows."""
_SMALLEST_CELL, _WIDEST_CELL = 9, 30


class Shape(StrEnum):
    """How the points of a plot are drawn."""

    COLUMNS = "columns"
    """Upright, in the order of the axis."""
    BARS = "bars"
    """Lying, with their names at the left."""
    LINES = "lines"
    CELLS = "cells"
    """Coloured by how much it is: a calendar, or the hours of a week."""
    STEPS = "steps"
    """Points that stand for themselves, one line through them."""


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
    """Names its files."""
    title: str
    shape: Shape
    series: tuple[PlotSeries, ...]
    describe: Callable[[int], str]
    """What a point says when it is pointed at."""
    columns: Row
    """The headings of the table behind it."""
    row: Callable[[int], Row]
    """A line of that table."""
    more_rows: tuple[Row, ...] = ()
    """What the table has beyond the points."""
    sentence: str = ""
    """What is to be seen, in a few words."""
    nothing: str = ""
    """Why there is nothing to be seen."""
    ticks: tuple[Tick, ...] = ()
    """Along the points; for cells along their columns."""
    row_ticks: tuple[Tick, ...] = ()
    """Of cells, along their rows."""
    value_text: Callable[[float], str] = str
    """A value at its axis."""
    unit: str = ""
    """Of the values: it stands at the axis."""
    is_whole: bool = False
    """Whether there is nothing between two whole values."""
    cells: tuple[tuple[int, int], ...] = field(default=())
    """The column and the row of each point."""
    positions: tuple[float, ...] = ()
    """Of points on a line that are not equally far from each other."""

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
