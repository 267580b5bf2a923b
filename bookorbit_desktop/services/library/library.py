"""The library: its folders, its scans, its lists."""

import asyncio
import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from bookorbit_desktop.domain.base.errors import NotFound, StorageUnavailable, no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message, joined_messages
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.library.metadata import Extraction
from bookorbit_desktop.domain.library.scan import KnownFile, ReadFile, ScanSummary, is_under
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import (
    BooksChanged,
    FilesAdded,
    FilesMissing,
    FoldersChanged,
    ReadingEdited,
    ScanFinished,
    ScanProgressed,
)
from bookorbit_desktop.formats.reader import read_file, read_late_cover, read_without_cover
from bookorbit_desktop.formats.workers import ExtractionPool
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.library.calibre import CalibreLook, CalibreService
from bookorbit_desktop.services.library.covers import CoverStore
from bookorbit_desktop.services.library.inbox import ReviewGate
from bookorbit_desktop.services.library.scan import (
    COVERS_LATER,
    FileReader,
    ScanDiff,
    compare_with_disk,
    is_no_book,
    new_filename_md5,
    read_late_covers,
    summarise,
)
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import BUG, EventBus, job, plain_failure
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.books import BookRepository, StoredFile

logger = logging.getLogger(__name__)

CANCELLED = Message("Scan cancelled. The next one continues where it stopped.")
WORKERS = max(1, min(4, os.cpu_count() or 1))


@dataclass(eq=False, slots=True)
class _Scan:
    """A requested scan, until it has ended."""

    is_cancelled: bool = False
    failed: list[tuple[str, Message]] = field(default_factory=list)
    """Path and reason of files that could not be stored."""
    pool: ExtractionPool | None = None
    """The current readers of its files."""

    def cancel(self) -> None:
        """Stop it early, or as soon as it begins."""
        self.is_cancelled = True
        self.close_pool()

    def close_pool(self) -> None:
        """Stop the current reading. Blocks."""
        if self.pool is not None:
            self.pool.close()


class LibraryService:
    """Adds folders and scans them; reads and removes books."""

    def __init__(
        self,
        database: Database,
        books: BookRepository,
        covers: CoverStore,
        progress: ProgressService,
        gate: ReviewGate,
        calibre: CalibreService,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._books = books
        self._gate = gate
        self._covers = covers
        self._progress = progress
        self._calibre = calibre
        self._clock = clock
        self._events = events
        self._scanning = threading.Lock()
        self._stopping = threading.Event()
        self._asked: list[_Scan] = []

    def stop(self) -> None:
        """Stop the running scan; what was read is kept, the rest waits for the next scan."""
        self._stopping.set()
        for scan in tuple(self._asked):
            scan.close_pool()

    def cancel_scan(self) -> None:
        """Cancel the running scan and those waiting for it. Blocks.

        What was read is kept, the rest waits for the next scan.
        """
        for scan in tuple(self._asked):
            scan.cancel()

    @property
    def is_stopped(self) -> bool:
        """Whether scans were stopped permanently."""
        return self._stopping.is_set()

    @contextmanager
    def scans_held(self) -> Iterator[None]:
        """Prevent scans while files are being moved. Waits for a running scan to end."""
        with self._scanning:
            yield

    def known_paths(self) -> list[bytes]:
        """The paths of all files in the library, including missing ones."""
        return list(self._books.known_files())

    def folders(self) -> list[bytes]:
        """The folders and single files of the library."""
        return self._books.folders()

    def book(self, book_id: BookId) -> Book:
        """A complete book. Raises NotFound."""
        found = self._books.get(book_id)
        if found is None:
            raise no_such_book(book_id)
        return found

    async def add_and_scan(self, paths: Sequence[str | bytes]) -> ScanSummary:
        """Add folders (or single files) to the library and scan them. Other files are listed, not added.

        Raises NotFound, and adds nothing, if one of them does not exist.
        """
        roots, rejected = await asyncio.to_thread(_sorted_out, paths)
        summary = replace(await self._add(roots) if roots else ScanSummary(), rejected=rejected)
        self._events.emit(FilesAdded(summary))
        return summary

    async def read_again(self, file_ids: Sequence[int]) -> ScanSummary:
        """Read unreadable files again, whether they changed or not."""
        paths = await self._database.write_async(lambda: self._books.forget_stamps(file_ids))
        return await asyncio.to_thread(self._scan, paths)

    def look_at(self, paths: Sequence[bytes]) -> ScanSummary:
        """Scan some files. Blocks."""
        return self._scan(paths)

    async def _add(self, roots: Sequence[bytes]) -> ScanSummary:
        returned = await self._database.write_async(lambda: self._put_folders(roots))
        self._events.emit(FoldersChanged())
        if returned:
            self._events.emit(BooksChanged(frozenset(returned)))
        summary = await asyncio.to_thread(self._scan, roots)
        found = (library for library in self._calibre.libraries() if library.folder in roots)
        return replace(
            summary, calibre=tuple(path_text(library.folder) for library in found if not library.problem)
        )

    def forget_folder(self, folder: bytes) -> None:
        """Stop scanning a folder. Blocks. Its files, books and progress are kept."""
        self._database.write(lambda: self._books.forget_folder(folder))
        self._events.emit(FoldersChanged())

    def _put_folders(self, roots: Sequence[bytes]) -> list[BookId]:
        """Add the folders. Restores removed books in them, and returns these."""
        self._books.add_folders(roots, self._clock.now().timestamp())
        returned = self._books.removed_under(roots)
        self._books.set_removed(returned, None)
        return returned

    async def catch_up(self) -> None:
        """Scan the folders for changes since the last run. For the program's start."""
        if await asyncio.to_thread(self.folders):
            await self.rescan()

    async def rescan(
        self, folders: Sequence[bytes] | None = None, *, settled_for: float = 0.0
    ) -> ScanSummary:
        """Scan all folders, or just these, except what changed in the last `settled_for` seconds."""
        return await asyncio.to_thread(
            lambda: self._scan(self._books.folders() if folders is None else folders, settled_for)
        )

    def _scan(self, roots: Sequence[bytes], settled_for: float = 0.0) -> ScanSummary:
        self._asked.append(scan := _Scan())
        try:
            return self._in_turn(scan, roots, settled_for)
        finally:
            self._asked.remove(scan)

    def _in_turn(self, scan: _Scan, roots: Sequence[bytes], settled_for: float) -> ScanSummary:
        with self._scanning, job(self._events, JobKind.SCAN):
            self._events.emit(ScanProgressed(0, None, ""))
            known = self._books.known_files()
            diff = compare_with_disk(roots, known, settled_for)
            look = self._calibre.look(roots)
            self._store_moves(diff)
            look.note_moved([found.path for _, found in diff.moved])
            summary = self._read_and_store(scan, diff, known, look)
            look.follow(lambda: self.is_stopped or scan.is_cancelled)
            summary = replace(
                summary,
                problems=summary.problems + len(scan.failed),
                problem_files=(*summary.problem_files, *scan.failed),
                calibre_problems=self._calibre_problems(roots),
            )
            text = summary.as_text()
            self._events.emit(ScanFinished(joined_messages((CANCELLED, text)) if scan.is_cancelled else text))
            return summary

    def _calibre_problems(self, roots: Sequence[bytes]) -> tuple[tuple[str, Message], ...]:
        found = (library for library in self._calibre.libraries() if library.problem)
        return tuple(
            (path_text(library.folder), library.problem)
            for library in found
            if is_under(library.folder, roots)
        )

    def _store_moves(self, diff: ScanDiff) -> None:
        now = self._clock.now().timestamp()

        def store() -> frozenset[BookId]:
            self._books.set_missing([file.id for file in diff.gone], missing=True)
            self._books.set_missing([file.id for file in diff.returned], missing=False)
            stored = [
                self._books.move_file(file.id, found.path, new_filename_md5(found), now)
                for file, found in diff.moved
            ]
            return self._adopt(stored)

        adopted = self._database.write(store)
        if diff.gone:
            titles = (self._books.title(book_id) for book_id in {file.book_id for file in diff.gone})
            self._events.emit(FilesMissing(tuple(title for title in titles if title)))
        moved = (file for file, _ in diff.moved)
        self._tell({file.book_id for file in (*diff.gone, *diff.returned, *moved)}, adopted)

    def _read_and_store(
        self, scan: _Scan, diff: ScanDiff, known: dict[bytes, KnownFile], look: CalibreLook
    ) -> ScanSummary:
        read, new_books = self._read(scan, diff, known, look) if diff.to_read else ([], 0)
        if any(file.extraction.cover_waits for file in read):
            read = self._add_covers(scan, read, known)
        return summarise(diff, read, known, new_books)

    def _read(
        self, scan: _Scan, diff: ScanDiff, known: dict[bytes, KnownFile], look: CalibreLook
    ) -> tuple[list[ReadFile], int]:
        """Read and store files. Returns them, and how many books were created."""
        read: list[ReadFile] = []
        new_books = 0
        is_long = len(diff.to_read) > COVERS_LATER
        with self._reading(scan, read_without_cover if is_long else read_file) as pool:
            for files in FileReader(pool.extract, WORKERS, known).read(diff.to_read):
                batch = [look.tell(file, known) for file in files]
                stored, made = self._store_what_can_be(scan, batch, known)
                new_books += made
                read += stored
                title = batch[-1].extraction.metadata.title
                self._events.emit(ScanProgressed(len(read), len(diff.to_read), title))
        return read, new_books

    def _add_covers(
        self, scan: _Scan, read: Sequence[ReadFile], known: dict[bytes, KnownFile]
    ) -> list[ReadFile]:
        """The same files with the outcome for their covers. If cancelled, the next scan reads the rest."""
        files = {file.found.path: file for file in read}
        waiting = [file for file in read if file.extraction.cover_waits]
        done = 0
        with self._reading(scan, read_late_cover) as pool:
            for batch in read_late_covers(pool.extract, WORKERS, waiting):
                self._store_covers(batch, known)
                files.update((file.found.path, _without_picture(file)) for file in batch)
                done += len(batch)
                title = batch[-1].extraction.metadata.title
                self._events.emit(ScanProgressed(done, len(waiting), title, covers=True))
        return list(files.values())

    @contextmanager
    def _reading(self, scan: _Scan, read: Callable[[bytes], Extraction]) -> Iterator[ExtractionPool]:
        with ExtractionPool(workers=WORKERS, read=read) as scan.pool:
            if self.is_stopped or scan.is_cancelled:
                scan.pool.close()
            yield scan.pool

    def _store_covers(self, batch: Sequence[ReadFile], known: dict[bytes, KnownFile]) -> None:
        books = self._books.books_at([file.found.path for file in batch])
        for file in batch:
            if file.extraction.thumbnail is not None and file.found.path in books:
                is_known = file.found.path in known
                self._covers.put(books[file.found.path], file.extraction.thumbnail, replace=is_known)
        self._database.write(lambda: self._books.finish_files(batch))
        self._tell(set(books.values()), frozenset())

    def _store(self, batch: Sequence[ReadFile], known: dict[bytes, KnownFile]) -> int:
        """Store files that were read. Returns how many books were created."""
        now = self._clock.now().timestamp()

        def store() -> tuple[list[StoredFile], frozenset[BookId]]:
            stored = self._books.put_files(batch, now)
            self._gate.let_in(batch, stored, now)
            return stored, self._adopt(stored)

        stored, adopted = self._database.write(store)
        for file, result in zip(batch, stored, strict=True):
            if file.extraction.thumbnail is not None:
                self._covers.put(result.book_id, file.extraction.thumbnail, replace=file.found.path in known)
        self._tell({result.book_id for result in stored}, adopted)
        return sum(result.makes_book for result in stored)

    def _store_what_can_be(
        self, scan: _Scan, batch: Sequence[ReadFile], known: dict[bytes, KnownFile]
    ) -> tuple[list[ReadFile], int]:
        """As `_store`; a file that can't be stored is skipped, and the next scan tries it again."""
        try:
            return list(batch), self._store(batch, known)
        except Exception as error:
            if isinstance(plain_failure(error), StorageUnavailable):
                raise
            if len(batch) == 1:
                path = path_text(batch[0].found.path)
                logger.exception("%s could not be stored", path)
                scan.failed.append((path, BUG))
                return [], 0
        alone = [self._store_what_can_be(scan, [file], known) for file in batch]
        return [file for stored, _ in alone for file in stored], sum(made for _, made in alone)

    def _adopt(self, stored: Iterable[StoredFile]) -> frozenset[BookId]:
        """Return the books with a position received before their file."""
        return frozenset(
            file.book_id for file in stored if self._progress.adopt(file.book_id, file.new_digests)
        )

    def _tell(self, changed: set[BookId], adopted: frozenset[BookId]) -> None:
        if adopted:
            self._events.emit(ReadingEdited(adopted))
        if changed:
            self._events.emit(BooksChanged(frozenset(changed)))


def _without_picture(file: ReadFile) -> ReadFile:
    """The file without its thumbnail, as a scan of a large library keeps every file until its end."""
    return replace(file, extraction=replace(file.extraction, thumbnail=None))


def _sorted_out(paths: Sequence[str | bytes]) -> tuple[list[bytes], tuple[str, ...]]:
    """Return what can be added, and the names of files that are not books. Raises NotFound."""
    roots = _existing(paths)
    rejected = [root for root in roots if is_no_book(root)]
    names = tuple(path_text(os.path.basename(root)) for root in rejected)  # noqa: PTH119
    return [root for root in roots if root not in rejected], names


def _existing(paths: Sequence[str | bytes]) -> list[bytes]:
    roots = [os.path.abspath(os.fsencode(path)) for path in paths]  # noqa: PTH100 - paths are bytes here
    for root in roots:
        if not os.path.exists(root):  # noqa: PTH110
            shown = path_text(root)
            raise NotFound(Message("Folder not found: {0}. Check the path and try again.", shown))
    return roots
