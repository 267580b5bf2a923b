"""The covers of Calibre's books: the cover.jpg beside each book's files, read as carefully as a book."""

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
    """The path of Calibre's cover of a book, from the path of one of its files."""
    return os.path.join(os.path.dirname(path), NAME)  # noqa: PTH118, PTH120 - paths are bytes here


def cover_stamp(path: bytes) -> str:
    """A stamp that changes with a picture; empty if there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


class CoverReader:
    """Makes thumbnails of covers in parallel; use in a `with` block. Blocks."""

    def __init__(self, covers: CoverStore, is_ended: Callable[[], bool]) -> None:
        """Stops reading once `is_ended` returns True."""
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
        """Use these pictures for these books; without a picture, the cover in the file."""
        list(self._threads.map(lambda cover: self._read(*cover), covers.items()))

    def _read(self, book_id: BookId, path: bytes) -> None:
        if self._is_ended():
            return
        there = os.path.isfile(path)  # noqa: PTH113
        self._covers.put_calibres(book_id, self._pool.read(path) if there else None)


def _nothing(_path: bytes, _problem: str) -> bytes | None:
    return None
