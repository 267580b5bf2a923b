"""The program, saying when its window was first painted: seconds since 1970, and of the processor so far."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMainWindow

from bookorbit_desktop.app import main
from bookorbit_desktop.ui.main_window import MainWindow

told: list[float] = []


def tell() -> None:
    """Say it once."""
    if not told:
        told.append(time.time())
        print(told[0], time.process_time(), flush=True)


def paint(window: MainWindow, event: QPaintEvent) -> None:
    """What is drawn is on the screen once the events of now are through."""
    QMainWindow.paintEvent(window, event)
    QTimer.singleShot(0, tell)


setattr(MainWindow, "paintEvent", paint)  # noqa: B010 - mypy takes no method for another
sys.exit(main(sys.argv[1:]))
