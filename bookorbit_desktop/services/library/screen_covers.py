"""Covers large enough for the screen of a device, made when somebody looks at one."""

import threading
from collections import OrderedDict
from collections.abc import Iterable

from bookorbit_desktop.formats.reader import read_screen_cover
from bookorbit_desktop.formats.workers import ExtractionPool, PoolClosed, ReaderUnavailable

KEPT = 16
"""Pictures kept in memory: a reader asks for the head of one, then for the picture."""


class ScreenCovers:
    """Reads covers out of book files in a process of their own, one after the other. Blocks."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._kept: OrderedDict[tuple[bytes, str], bytes | None] = OrderedDict()

    def picture(self, files: Iterable[tuple[bytes, str]]) -> bytes | None:
        """The cover in the first of some files that has one, as JPEG; None where none has.

        Each with its path and what tells that it is still the same.
        """
        with self._turn:
            return next((found for file in files if (found := self._of(file))), None)

    def _of(self, file: tuple[bytes, str]) -> bytes | None:
        if file not in self._kept:
            self._kept[file] = _read(file[0])
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._kept[file]


def _read(path: bytes) -> bytes | None:
    try:
        with ExtractionPool(workers=1, read=read_screen_cover) as pool:
            return pool.extract(path).thumbnail
    except (PoolClosed, ReaderUnavailable):
        return None
