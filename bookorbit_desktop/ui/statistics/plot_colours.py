"""The colours of plots, safe for colour-blind readers: lightness, blue against orange, and dashes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from bookorbit_desktop.ui import theme

LINE = 2.0
"""Pixels."""
LEVELS = (0.28, 0.48, 0.7, 1.0)
"""The accent's share in a cell, from little to much. The levels differ in lightness, so hue is not needed."""


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
