"""Saves and restores the layout of windows, splitters and lists."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from bookorbit_desktop.ui.widgets.table_columns import TableColumns

if TYPE_CHECKING:  # the window does not wait for the database library
    from bookorbit_desktop.services.runtime.window_memory import WindowMemory

SETTLED_MS = 400
"""A window being dragged is remembered once it stops."""
_CHANGES = frozenset(
    {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange, QEvent.Type.Hide, QEvent.Type.Close}
)
Sort = TypeVar("Sort", bound=StrEnum)
Columns = TypeVar("Columns", bound=TableColumns[Any])


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


class ListMemory(Generic[Sort]):
    """The view settings of one page, and their defaults."""

    def __init__(self, memory: WindowMemory, page: str, cards: str, sorts: type[Sort]) -> None:
        """`page` is the prefix of every key; `cards` is the key for showing cards."""
        self._memory = memory
        self._page = page
        self._cards = f"{page}.{cards}"
        self._sorts = sorts

    def is_cards(self) -> bool:
        """Whether cards are shown rather than the table."""
        return self._memory.flag(self._cards, True)

    def put_cards(self, is_cards: bool) -> None:
        """Remember cards or table."""
        self._memory.put(self._cards, is_cards)

    def is_grouped(self) -> bool:
        """Whether each series is shown as one."""
        return self._memory.flag(f"{self._page}.group", False)

    def put_grouped(self, is_grouped: bool) -> None:
        """Remember whether each series is shown as one."""
        self._memory.put(f"{self._page}.group", is_grouped)

    def sort(self) -> tuple[Sort | None, bool]:
        """The order, None if never chosen, and whether it is reversed."""
        name = self._memory.text(f"{self._page}.sort")
        known = self._sorts(name) if name in set(self._sorts) else None
        return known, self._memory.flag(f"{self._page}.backwards", False)

    def put_sort(self, sort: Sort | None, backwards: bool) -> None:
        """Remember the order."""
        self._memory.put(f"{self._page}.sort", sort.value if sort else "")
        self._memory.put(f"{self._page}.backwards", backwards)

    def columns(self, make: Callable[[Iterable[str], Mapping[str, int]], Columns]) -> Columns:
        """The chosen columns and their widths."""
        memory, page = self._memory, self._page
        return make(memory.texts(f"{page}.columns"), memory.numbers(f"{page}.widths"))

    def put_columns(self, columns: TableColumns[Any]) -> None:
        """Remember the columns and their widths."""
        chosen = [column.value for column in columns.plan.order if column in columns.chosen]
        self._memory.put(f"{self._page}.columns", chosen)
        widths = {column.value: width for column, width in columns.widths.items()}
        self._memory.put(f"{self._page}.widths", widths)
