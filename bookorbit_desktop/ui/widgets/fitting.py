"""Opens windows at their designed size, but never larger than the screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import theme

FRAME = QSize(16, 48)
"""The room for the desktop's title bar and borders, which Qt only knows once a window is shown."""


def fit(window: QWidget, width: float, height: float, *, least: tuple[float, float] = (0, 0)) -> None:
    """Set a window's size and minimum size, in design pixels.

    Both grow with the font size and are limited by the screen; on a small screen, or at a large scale, the
    window is smaller and its content scrolls.
    """
    room = window.screen().availableSize() - FRAME
    wanted = QSize(theme.px(width), theme.px(height))
    smallest = QSize(theme.px(least[0]), theme.px(least[1])).boundedTo(room)
    if not smallest.isNull():
        window.setMinimumSize(smallest)
    window.resize(wanted.boundedTo(room).expandedTo(smallest))
