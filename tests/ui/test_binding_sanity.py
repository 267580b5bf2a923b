"""The Qt binding keeps count: PySide6 6.12.0 on CPython 3.11 lost a reference to True or None on each emit."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

IMMORTAL = 2**30
"""From Python 3.12 on nobody counts these references (PEP 683), and none can be lost."""
ROUNDS = 1000
TOLERANCE = 100
"""Other threads and caches take and give back a few of these all the time."""


class Emitter(QObject):
    changed = Signal(bool)


def test_a_thousand_emits_lose_no_reference_to_true_or_none(qapp: QApplication) -> None:
    emitter = Emitter()
    heard: list[int] = []
    emitter.changed.connect(lambda value: heard.append(1 if value else 0))
    before = (sys.getrefcount(True), sys.getrefcount(None))

    for _ in range(ROUNDS):
        emitter.changed.emit(True)
        emitter.setObjectName("name")

    after = (sys.getrefcount(True), sys.getrefcount(None))
    assert sum(heard) == ROUNDS
    assert after[0] >= IMMORTAL or abs(after[0] - before[0]) < TOLERANCE
    assert after[1] >= IMMORTAL or abs(after[1] - before[1]) < TOLERANCE
