"""Garbage of Qt's is destroyed on the window's thread, whichever thread allocates."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bookorbit_desktop.ui.application import GarbageCollector


class _Knot(QWidget):
    """Only the collector frees it: it holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def leave_much_garbage() -> None:
    for _ in range(2 * gc.get_threshold()[0]):
        knot: list[object] = []
        knot.append(knot)


def test_only_the_windows_thread_collects(qapp: QApplication, qtbot: QtBot) -> None:
    gc.enable()  # as Python starts
    collector = GarbageCollector(QObject(qapp))
    destroyed_on: list[int] = []
    weakref.finalize(_Knot(), lambda: destroyed_on.append(threading.get_ident()))

    elsewhere = threading.Thread(target=leave_much_garbage)
    elsewhere.start()
    elsewhere.join()
    assert destroyed_on == []

    qtbot.waitUntil(lambda: bool(destroyed_on), timeout=120_000)
    assert destroyed_on == [threading.get_ident()]
    collector.deleteLater()


def test_objects_made_by_the_start_are_not_collected_until_the_end(qapp: QApplication) -> None:
    collector = GarbageCollector(QObject(qapp))
    collector.leave_out_what_is_there()
    try:
        assert gc.get_freeze_count() > 0
    finally:
        collector.look_at_everything()
    assert gc.get_freeze_count() == 0
    collector.deleteLater()
