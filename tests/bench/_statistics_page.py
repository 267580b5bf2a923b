"""The Statistics page in a window: when its figures are painted, when the
calendar is, and when the last plot is there.

Printed by `tests.bench.statistics`, which runs it in a process of its own on the library that it made: what plots
import counts, too.
"""

import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, VirtualClock, World
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.statistics.page import StatisticsPage
from tests.services import TestClock
from tests.ui.harness import Ui, open_ui_services

TURNS = 5


class Painted(QObject):
    """Notes when widgets were painted for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.at: dict[QObject, tuple[float, float]] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - of Qt
        if event.type() is QEvent.Type.Paint:
            self.at.setdefault(watched, now())
        return False


def now() -> tuple[float, float]:
    """The clock and the processor time of all threads, in seconds."""
    return time.perf_counter(), time.process_time()


def measure(name: str, ui: Ui, page: StatisticsPage, begin: Callable[[], object]) -> None:
    """Time until the figures are painted, then the calendar below them, and until the last plot is there."""
    asked, hours = page.plots, page.hours.plot
    started = now()
    begin()
    ui.until(lambda: page.plots is not asked)
    figures = painted(ui, page.figures)
    ui.until(lambda: page.calendar.chart)
    assert page.calendar.chart is not None
    calendar = painted(ui, page.calendar.chart.viewport())
    ui.until(lambda: page.hours.plot is not hours)  # they come last
    for part, end in (("figures", figures), ("calendar", calendar), ("all plots", now())):
        wall, processor = (1000 * (late - early) for late, early in zip(end, started, strict=True))
        print(f"{name + ': ' + part:32} {wall:8.1f} ms   processor {processor:8.1f} ms", flush=True)


def painted(ui: Ui, widget: QWidget) -> tuple[float, float]:
    """When a widget is next painted."""
    seen = Painted()
    widget.installEventFilter(seen)
    widget.update()
    ui.until(lambda: seen.at)
    widget.removeEventFilter(seen)
    return seen.at[widget]


def main(data_dir: Path) -> None:
    application = QApplication([])
    theme.set_up(application, dark=False)
    loop = QEventLoop(application)
    virtual = VirtualClock()
    world = World()
    services = open_ui_services(
        data_dir, LocalHardcover(world, clock=virtual, sleep=virtual.sleep), TestClock(virtual), None, None
    )
    with closing(services.database):
        ui = Ui(loop, services, LocalHardcover(world))
        page = StatisticsPage(ui.context)
        measure("window, first time", ui, page, lambda: ui.show(page))
        for _turn in range(TURNS):
            measure("window, again", ui, page, page.reload)
        ui.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
