"""Calibre libraries: their titles, series and identifiers are used, and their reading data fills gaps."""

import hashlib
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.library.calibre import (
    CalibreBook,
    CalibreContents,
    CalibreLibrary,
    CalibreReading,
    ColumnUse,
    check_choice,
    fill_gaps,
    reading_of,
    unknown_words,
)
from bookorbit_desktop.domain.library.scan import KnownFile, ReadFile, calibre_work, is_calibre_work, is_under
from bookorbit_desktop.domain.overview.events import (
    BooksChanged,
    FoldersChanged,
    ReadingEdited,
    ScanProgressed,
)
from bookorbit_desktop.formats.calibre import (
    MISSING,
    CalibreBusy,
    CalibreUnusable,
    is_calibre_library,
    library_stamp,
    read_library,
    whole_metadata,
)
from bookorbit_desktop.services.library.covers import CoverReader, CoverStore, cover_beside, cover_stamp
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.library.calibre import CalibreRepository, ImportedBook
from bookorbit_desktop.storage.reading.readings import ReadingRepository

logger = logging.getLogger(__name__)

BATCH: Final = 64
"""Books per transaction: few enough that a push does not wait."""


@dataclass(frozen=True, slots=True)
class _News:
    """What changed in a Calibre library for a book."""

    book: CalibreBook
    now: ImportedBook
    before: ImportedBook | None
    cover: bytes
    """The path of its cover, if it has one."""

    @property
    def has_new_cover(self) -> bool:
        """Whether the cover has changed."""
        return self.now.cover != (self.before.cover if self.before else "")


@dataclass(slots=True)
class _Open:
    """A Calibre library during a scan."""

    folder: bytes
    stamp: str
    """The stamp of its metadata.db before it was read."""
    is_changed: bool
    """It differs from the last import."""
    contents: CalibreContents | None = None
    by_path: dict[bytes, CalibreBook] = field(default_factory=dict)
    is_read: bool = False


class CalibreService:
    """Knows which folders are Calibre libraries, and how they are used. Every method blocks."""

    def __init__(
        self,
        database: Database,
        calibre: CalibreRepository,
        books: BookRepository,
        readings: ReadingRepository,
        covers: CoverStore,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._covers = covers
        self._calibre = calibre
        self._books = books
        self._readings = readings
        self._clock = clock
        self._events = events

    def libraries(self) -> tuple[CalibreLibrary, ...]:
        """The folders that are Calibre libraries, as last found."""
        return tuple(self._calibre.libraries().values())

    def choose(self, folder: bytes, use: ColumnUse, label: str | None) -> None:
        """Choose a column: a label, "" for none, None for automatic. Applies from the next scan.

        Raises NotFound, and InvalidInput for an unsuitable column.
        """
        self.choose_all(folder, {use: label})

    def choose_all(self, folder: bytes, labels: Mapping[ColumnUse, str | None]) -> None:
        """Choose several columns at once, as `choose` does."""
        library = self._calibre.libraries().get(folder)
        if library is None:
            raise NotFound(
                Message(
                    "{0} isn't a Calibre library in BookOrbit. Add its folder first.",
                    path_text(folder),
                )
            )
        for use, label in labels.items():
            check_choice(library, use, label)

        def store() -> None:
            for use, label in labels.items():
                self._calibre.choose(folder, use, label)

        if labels:
            self._database.write(store)
            self._events.emit(FoldersChanged())

    def look(self, roots: Sequence[bytes]) -> "CalibreLook":
        """The Calibre libraries among these scanned folders or files."""
        known = self._calibre.libraries()
        concerned = [
            folder
            for folder in self._books.folders()
            if is_under(folder, roots) or any(is_under(root, [folder]) for root in roots)
        ]
        opened = {folder: self._open(folder) for folder in concerned if is_calibre_library(folder)}
        for folder in concerned:
            if folder in known and folder not in opened and os.path.isdir(folder):  # noqa: PTH112
                self._note(replace(known[folder], problem=MISSING), "")
        return CalibreLook(self, opened)

    def _open(self, folder: bytes) -> _Open:
        stamp = library_stamp(folder)
        return _Open(folder, stamp, not stamp or stamp != self._calibre.stamp(folder))

    def read(self, library: _Open) -> None:
        """Read the whole library once; a problem is stored for the person."""
        if library.is_read:
            return
        library.is_read = True
        before = self._before(library.folder)
        try:
            library.contents = read_library(library.folder)
        except CalibreBusy:
            logger.info("Calibre is writing to %r; reading it afterwards", library.folder)
        except CalibreUnusable as problem:
            logger.info("%r: %s", library.folder, problem)
            self._note(replace(before, problem=problem.message), "")
        else:
            if library.contents is None:
                self._database.write(lambda: self._calibre.forget(library.folder))
                return
            books = library.contents.books
            library.by_path = {path: book for book in books for path in book.paths}
            found = replace(before, columns=library.contents.columns, books=len(books), problem=NOTHING)
            # Without a stamp: until everything is taken in, the next scan begins anew.
            self._note(found, "")

    def follow(self, library: _Open, is_ended: Callable[[], bool]) -> None:
        """Update the books from the library, until cancelled."""
        if library.contents is None:
            return
        found, known = self._before(library.folder), self._books.known_files()
        label = found.used(ColumnUse.STATUS)
        found = replace(found, unknown=unknown_words(library.contents.books, label))
        self._note_works(library, known)
        news = self._news(library, found, known)
        ids = sorted(news)
        with CoverReader(self._covers, is_ended) as covers:
            for begin in range(0, len(ids), BATCH):
                some = {book_id: news[book_id] for book_id in ids[begin : begin + BATCH]}
                covers.read(
                    {book_id: update.cover for book_id, update in some.items() if update.has_new_cover}
                )
                if is_ended():
                    return
                self._store(some)
                self._tell_progress(begin + len(some), len(ids), some[max(some)])
        self._note(found, library.stamp)

    def _tell_progress(self, done: int, total: int, last: _News) -> None:
        """Report progress only if it takes long."""
        if total > BATCH:
            self._events.emit(
                ScanProgressed(done, total, last.book.metadata.title, covers=last.has_new_cover)
            )

    def _before(self, folder: bytes) -> CalibreLibrary:
        return self._calibre.libraries().get(folder, CalibreLibrary(folder))

    def _note(self, library: CalibreLibrary, stamp: str) -> None:
        was = self._calibre.libraries().get(library.folder)
        self._database.write(lambda: self._calibre.put_library(library, stamp))
        if was != library:
            self._events.emit(FoldersChanged())

    def _note_works(self, library: _Open, known: Mapping[bytes, KnownFile]) -> None:
        """Store each book's identity, so that formats added later find it, whatever its title is by then."""
        works = {
            known[path].id: calibre_work(book.uuid)
            for path, book in library.by_path.items()
            if path in known and known[path].work != calibre_work(book.uuid) and book.uuid
        }
        if works:
            self._database.write(lambda: self._books.set_works(works))

    def _news(
        self, library: _Open, found: CalibreLibrary, known: Mapping[bytes, KnownFile]
    ) -> dict[BookId, _News]:
        """Return the books that changed in Calibre."""
        taken, news = self._calibre.taken(), {}
        for book_id, path in _tellers(library, known).items():
            book, cover = library.by_path[path], cover_beside(path)
            before = taken.get(book_id)
            if (
                before is not None
                and before.folder != library.folder
                and _holds(known, book_id, before.folder)
            ):
                continue  # the library that had it first says what it is
            reading = reading_of(book, found)
            now = ImportedBook(library.folder, _fingerprint(book), reading, cover_stamp(cover))
            if now != before:
                news[book_id] = _News(book, now, before, cover)
        return news

    def _store(self, news: Mapping[BookId, _News]) -> None:
        described = {book_id: whole_metadata(update.book) for book_id, update in news.items()}

        def store() -> frozenset[BookId]:
            filled = set()
            for book_id, update in news.items():
                if update.book.metadata.title:
                    self._books.update_from_source(book_id, described[book_id])
                took = update.before.reading if update.before else CalibreReading()
                if self._fill(book_id, update.now.reading, took):
                    filled.add(book_id)
            self._calibre.put_taken({book_id: update.now for book_id, update in news.items()})
            return frozenset(filled)

        filled = self._database.write(store)
        if filled:
            self._events.emit(ReadingEdited(filled))
        self._events.emit(BooksChanged(frozenset(news)))

    def _fill(self, book_id: BookId, calibre_reading: CalibreReading, took: CalibreReading) -> bool:
        before = self._readings.get(book_id)
        after = fill_gaps(before, calibre_reading, took, self._clock.today())
        if after == before:
            return False
        self._readings.put(book_id, before, after)
        return True


class CalibreLook:
    """The data of Calibre libraries during one scan."""

    def __init__(self, service: CalibreService, libraries: Mapping[bytes, _Open]) -> None:
        self._service = service
        self._libraries = libraries
        self._touched: set[bytes] = set()
        self._gone: dict[tuple[str, str], list[bytes]] | None = None

    def tell(self, file: ReadFile, known: Mapping[bytes, KnownFile]) -> ReadFile:
        """A scanned file with Calibre's data. `known`: the files before the scan."""
        book = self._book_at(file.found.path)
        if book is None:
            return file
        in_file = file.extraction.metadata
        metadata = whole_metadata(book)
        metadata = replace(metadata, title=metadata.title or in_file.title, pages=in_file.pages)
        work = calibre_work(book.uuid)
        moved_from = file.moved_from
        if moved_from is None and file.found.path not in known:
            moved_from = self._earlier_path(work, file, known)
        is_named = file.extraction.title_from_name and not book.metadata.title
        extraction = replace(file.extraction, metadata=metadata, title_from_name=is_named)
        return replace(file, extraction=extraction, work=work, moved_from=moved_from)

    def note_moved(self, paths: Sequence[bytes]) -> None:
        """Note that these unchanged files have moved here."""
        for path in paths:
            self._touched.update(folder for folder in self._libraries if is_under(path, [folder]))

    def follow(self, is_ended: Callable[[], bool]) -> None:
        """Update books from their libraries if anything changed; if cancelled, the next scan continues."""
        for folder, library in self._libraries.items():
            if not is_ended() and (library.is_changed or folder in self._touched):
                self._service.read(library)
                self._service.follow(library, is_ended)

    def _book_at(self, path: bytes) -> CalibreBook | None:
        for folder, library in self._libraries.items():
            if is_under(path, [folder]):
                self._touched.add(folder)
                self._service.read(library)
                if path in library.by_path:
                    return library.by_path[path]
        return None

    def _earlier_path(self, work: str, file: ReadFile, known: Mapping[bytes, KnownFile]) -> bytes | None:
        """The earlier path of the same format of a book, before Calibre renamed and rewrote it."""
        if self._gone is None:
            self._gone = {}
            for path, kept in known.items():
                if is_calibre_work(kept.work) and not os.path.lexists(path):
                    self._gone.setdefault((kept.work, kept.format), []).append(path)
        paths = self._gone.get((work, file.found.format), [])
        return paths.pop() if paths else None


def _tellers(library: _Open, known: Mapping[bytes, KnownFile]) -> dict[BookId, bytes]:
    """Return for each book here the file that links it to Calibre: its first one."""
    files = sorted((known[path].id, path) for path in library.by_path if path in known)
    found: dict[BookId, bytes] = {}
    for _, path in files:
        if not known[path].missing:
            found.setdefault(known[path].book_id, path)
    return found


def _holds(known: Mapping[bytes, KnownFile], book_id: BookId, folder: bytes) -> bool:
    files = (file for file in known.values() if file.book_id == book_id and not file.missing)
    return any(is_under(file.path, [folder]) for file in files)


def _fingerprint(book: CalibreBook) -> str:
    return hashlib.sha256(repr((book.metadata, book.comments)).encode("utf-8", "replace")).hexdigest()[:32]
