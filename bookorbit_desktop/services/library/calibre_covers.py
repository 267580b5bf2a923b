"""The covers of Calibre's books: the cover.jpg beside the files of each, read as carefully as a book."""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.formats.reader import read_picture_thumbnail
from bookorbit_desktop.formats.workers import WorkerPool
from bookorbit_desktop.services.library.covers import CoverStore

NAME: Final = b"cover.jpg"
WORKERS: Final = max(1, min(4, os.cpu_count() or 1))


def cover_beside(path: bytes) -> bytes:
    """Where Calibre keeps the cover of a book, from the path of one of its files."""
    return os.path.join(os.path.dirname(path), NAME)  # noqa: PTH118, PTH120 - paths are bytes here


def cover_stamp(path: bytes) -> str:
    """What changes with every change of a picture; empty where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


class CoverReader:
    """Makes small pictures of them, side by side; for use in a `with` block. Blocks."""

    def __init__(self, covers: CoverStore, is_ended: Callable[[], bool]) -> None:
        """Once `is_ended` returns True, the rest is not read."""
        self._covers = covers
        self._is_ended = is_ended
        self._pool = WorkerPool(WORKERS, read=read_picture_thumbnail, give_up=_nothing)
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="calibre-covers")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._pool.close()

    def read(self, covers: Mapping[int, bytes]) -> None:
        """Show these pictures for these books; where there is none, the cover in the file."""
        list(self._threads.map(lambda cover: self._read(*cover), covers.items()))

    def _read(self, book_id: BookId, path: bytes) -> None:
        if self._is_ended():
            return
        there = os.path.isfile(path)  # noqa: PTH113
        self._covers.put_calibres(book_id, self._pool.read(path) if there else None)


def _nothing(_path: bytes, _problem: str) -> bytes | None:
    return None
