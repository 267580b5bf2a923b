"""The colours of plots. Every kind of eye tells them apart: by lightness, blue from orange, and by dashes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from bookorbit_desktop.ui import theme

LINE = 2.0
"""Pixels."""
LEVELS = (0.28, 0.48, 0.7, 1.0)
"""How much of the accent a cell has, from little to much. They differ in lightness: no eye needs their hue."""


def cell_colour(value: float, most: float) -> QColor:
    """The shade of a cell: by the root, as most days are far below the best one."""
    share = (value / most) ** 0.5 if most else 0
    return theme.colour("accent", LEVELS[min(len(LEVELS) - 1, int(share * len(LEVELS)))])


def line_colour(number: int) -> QColor:
    """The colour of a line: blue and orange are told apart by every kind of eye."""
    return theme.colour(("accent", "star", "muted")[number % 3])


def line_pen(number: int, *, is_fine: bool = False) -> QPen:
    """The pen of a line; a fine one is for many points."""
    pen = QPen(line_colour(number), LINE / 2 if is_fine else LINE)
    pen.setStyle((Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)[number % 3])
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
