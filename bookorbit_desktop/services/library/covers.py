"""Book covers: a small JPEG for each, Calibre's, and the cover the person chose instead.

Calibre's is the cover.jpg beside each book's files, read as carefully as a book.
"""

import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from bookorbit_desktop.domain.base.errors import InvalidInput, no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.events import BooksChanged
from bookorbit_desktop.formats.contents import COVER_LIMIT
from bookorbit_desktop.formats.reader import read_picture_thumbnail
from bookorbit_desktop.formats.workers import WorkerPool
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.system.folders import open_private


class CoverSource(Enum):
    """The source of a book's cover."""

    CHOSEN = auto()
    """The person chose it."""
    CALIBRE = auto()
    """It is beside the book's files in a Calibre library."""
    FILE = auto()
    NONE = auto()
    """There is none; one is generated from the title."""


@dataclass(frozen=True, slots=True)
class ChosenCover:
    """A cover that replaces the one in the file, as two JPEGs."""

    thumbnail: bytes
    large: bytes
    """For the screen of a device."""


class CoverStore:
    """A folder of pictures beside the database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, book_id: BookId) -> Path | None:
        """The path of a book's thumbnail, or None."""
        return next((path for path in self._files(book_id).values() if path.exists()), None)

    def source(self, book_id: BookId, *, chosen: bool = True) -> CoverSource:
        """The source of the cover; with `chosen` false, ignoring the person's choice."""
        files = self._files(book_id)
        if not chosen:
            del files[CoverSource.CHOSEN]
        return next((source for source, path in files.items() if path.exists()), CoverSource.NONE)

    def put(self, book_id: BookId, thumbnail: bytes, *, replace: bool) -> None:
        """Store a file's thumbnail, replacing an earlier one only with `replace`.

        A chosen cover and one from Calibre take precedence.
        """
        path = self._path(book_id)
        if replace or not path.exists():
            _write(path, thumbnail)

    def put_calibres(self, book_id: BookId, thumbnail: bytes | None) -> None:
        """Show Calibre's cover instead of the file's; None shows the file's again."""
        path = self._calibres(book_id)
        if thumbnail is None:
            path.unlink(missing_ok=True)
        else:
            _write(path, thumbnail)

    def unchosen(self, book_id: BookId) -> Path | None:
        """The thumbnail shown if the person chooses none."""
        files = (self._calibres(book_id), self._path(book_id))
        return next((path for path in files if path.exists()), None)

    def chosen(self, book_id: BookId) -> ChosenCover | None:
        """The chosen cover; None if the file's own is shown."""
        try:
            return ChosenCover(self._chosen(book_id).read_bytes(), self._large(book_id).read_bytes())
        except FileNotFoundError:
            return None

    def choose(self, book_id: BookId, cover: ChosenCover | None) -> None:
        """Show a chosen cover instead of the file's; None shows the file's again."""
        if cover is None:
            self._chosen(book_id).unlink(missing_ok=True)
            self._large(book_id).unlink(missing_ok=True)
            return
        _write(self._large(book_id), cover.large)
        _write(self._chosen(book_id), cover.thumbnail)

    def large(self, book_id: BookId) -> Path | None:
        """The chosen cover for the screen of a device; None if the file's own is shown."""
        path = self._large(book_id)
        return path if self._chosen(book_id).exists() and path.exists() else None

    def _files(self, book_id: BookId) -> dict[CoverSource, Path]:
        """The possible files of a cover; the first that exists is shown."""
        return {
            CoverSource.CHOSEN: self._chosen(book_id),
            CoverSource.CALIBRE: self._calibres(book_id),
            CoverSource.FILE: self._path(book_id),
        }

    def _calibres(self, book_id: BookId) -> Path:
        return self._folder / f"{book_id}.calibre.jpg"

    def _path(self, book_id: BookId) -> Path:
        return self._folder / f"{book_id}.jpg"

    def _chosen(self, book_id: BookId) -> Path:
        return self._folder / f"{book_id}.chosen.jpg"

    def _large(self, book_id: BookId) -> Path:
        return self._folder / f"{book_id}.chosen-large.jpg"


def _write(path: Path, picture: bytes) -> None:
    new = path.with_suffix(".new")
    with open(new, "wb", opener=open_private) as file:
        file.write(picture)
    os.replace(new, path)  # noqa: PTH105 - one atomic step


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


@dataclass(frozen=True, slots=True)
class CoverUndo:
    """A book's cover before and after an edit."""

    book_id: BookId
    before: ChosenCover | None
    after: ChosenCover | None


class CoverChoiceService:
    """Stores chosen covers beside the library. Never touches book files. Blocks."""

    def __init__(self, covers: CoverStore, books: BookRepository, events: EventBus) -> None:
        self._covers = covers
        self._books = books
        self._events = events
        self._changing = threading.Lock()
        """Pictures are files, so no writer job separates two changes."""

    def is_chosen(self, book_id: BookId) -> bool:
        """Whether the person chose a picture."""
        return self._covers.source(book_id) is CoverSource.CHOSEN

    def unchosen_source(self, book_id: BookId) -> CoverSource:
        """The source of the cover shown if the person chooses none."""
        return self._covers.source(book_id, chosen=False)

    def unchosen(self, book_id: BookId) -> bytes | None:
        """The thumbnail shown if the person chooses none, as JPEG, or None."""
        path = self._covers.unchosen(book_id)
        return None if path is None else path.read_bytes()

    def shown(self, book_id: BookId) -> bytes | None:
        """The thumbnail shown, as JPEG, or None."""
        path = self._covers.path(book_id)
        return None if path is None else path.read_bytes()

    def choose(self, book_id: BookId, picture: bytes) -> CoverUndo:
        """Set a picture as a book's cover. Raises NotFound, and InvalidInput for an invalid picture."""
        return self._put(book_id, prepared(picture))

    def choose_file(self, book_id: BookId, path: Path) -> CoverUndo:
        """As `choose`, with a picture file on this computer. Raises NotFound and InvalidInput."""
        return self.choose(book_id, read_picture(path))

    def follow_file(self, book_id: BookId) -> CoverUndo:
        """Show the cover in the file again, or Calibre's if there is one. Raises NotFound."""
        return self._put(book_id, None)

    def undo(self, undo: CoverUndo) -> None:
        """Restore the previous cover, unless another one was chosen since."""
        with self._changing:
            if self._covers.chosen(undo.book_id) != undo.after:
                return
            self._covers.choose(undo.book_id, undo.before)
        self._events.emit(BooksChanged(frozenset({undo.book_id})))

    def _put(self, book_id: BookId, cover: ChosenCover | None) -> CoverUndo:
        if not self._books.exists(book_id):
            raise no_such_book(book_id)
        with self._changing:
            undo = CoverUndo(book_id, self._covers.chosen(book_id), cover)
            self._covers.choose(book_id, cover)
        self._events.emit(BooksChanged(frozenset({book_id})))
        return undo


def prepared(picture: bytes) -> ChosenCover:
    """Return a picture in the two stored sizes. Raises InvalidInput if it is invalid or too large."""
    # Late: the window is there before Pillow is needed.
    from bookorbit_desktop.formats.cover import screen_picture, thumbnail

    small, large = thumbnail(picture), screen_picture(picture)
    if small is None or large is None:
        raise InvalidInput(
            Message(
                "This picture can't be shown. Choose a JPEG, PNG, WebP or GIF of up to 32 "
                "MB and 100 megapixels."
            )
        )
    return ChosenCover(small, large)


def read_picture(path: Path) -> bytes:
    """The content of a picture file, unchecked. Raises InvalidInput if it cannot be read."""
    try:
        with path.open("rb") as file:
            # One byte more than allowed tells a file that is too large.
            return file.read(COVER_LIMIT + 1)
    except OSError as error:
        raise InvalidInput(
            Message("Couldn't read {0}: {1}. Choose another picture.", path.name, error.strerror or "")
        ) from error
