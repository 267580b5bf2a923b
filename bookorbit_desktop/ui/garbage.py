"""Runs the garbage collector on the GUI thread only."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class GarbageCollector(QObject):
    """Takes over Python's collector while the program runs.

    Otherwise it runs on whichever thread allocates: on the network's or a writer's thread it would destroy
    widgets and pixmaps, which crashes Qt.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()

    def leave_out_what_is_there(self) -> None:
        """Exclude the objects that exist after the start from every collection."""
        gc.freeze()

    def forget_what_went(self) -> None:
        """Collect unused objects from the start, such as a window in another language."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    @staticmethod
    def look_at_everything() -> None:
        """Include everything in collections again."""
        gc.unfreeze()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has passed Python's own threshold, and the younger ones with it."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
