"""Saves and restores the layout of windows and splitters."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:  # the window does not wait for the database library
    from bookorbit_desktop.services.runtime.window_memory import WindowMemory

SETTLED_MS = 400
"""A window being dragged is remembered once it stops."""
_CHANGES = frozenset(
    {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange, QEvent.Type.Hide, QEvent.Type.Close}
)


class _Geometry(QObject):
    """Watches a window for as long as it lives."""

    def __init__(self, window: QWidget, memory: WindowMemory, key: str) -> None:
        super().__init__(window)
        self._window, self._memory, self._key = window, memory, key
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._save)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the window moved; save at once when it is closed."""
        if watched is self._window and event.type() in _CHANGES:
            if event.type() in (QEvent.Type.Hide, QEvent.Type.Close):
                self._save()
            elif self._window.isVisible():
                self._settled.start()
        return False

    def _save(self) -> None:
        self._settled.stop()
        self._memory.put(self._key, _to_text(self._window.saveGeometry()))


def remember_geometry(window: QWidget, memory: WindowMemory, key: str) -> None:
    """Restore the geometry of `window` on an available screen, and remember it under `key`."""
    window.restoreGeometry(_to_bytes(memory.text(key)))
    _Geometry(window, memory, key)


def remember_splitter(splitter: QSplitter, memory: WindowMemory, key: str) -> None:
    """Restore the sizes of `splitter`, and remember them under `key`."""
    splitter.restoreState(_to_bytes(memory.text(key)))
    settled = QTimer(splitter, singleShot=True, interval=SETTLED_MS)
    settled.timeout.connect(lambda: memory.put(key, _to_text(splitter.saveState())))
    splitter.splitterMoved.connect(settled.start)


def _to_text(state: QByteArray) -> str:
    return b64encode(state.data()).decode("ascii")


def _to_bytes(text: str) -> QByteArray:
    try:
        return QByteArray(b64decode(text, validate=True))
    except (NotBase64, ValueError):
        return QByteArray()
