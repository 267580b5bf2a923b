"""Ends the program cleanly when the system asks for it."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier


class SignalWatch(QObject):
    """Calls back on the GUI thread after SIGTERM or SIGINT.

    Python runs signal handlers between its own instructions, and an idle Qt loop has none: the wake-up socket
    gives it one at once, without a timer that wakes the computer for nothing.
    """

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__()
        self._then = then
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        self._before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._handlers = {
            number: signal.signal(number, self._handle) for number in (signal.SIGTERM, signal.SIGINT)
        }

    def close(self) -> None:
        """Give the signals back to who had them."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _handle(self, number: int, frame: FrameType | None) -> None:
        self._then()

    def _wake(self) -> None:
        self._reader.recv(64)
