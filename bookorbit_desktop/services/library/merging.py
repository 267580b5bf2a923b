"""Merges books and splits files off, on request, with undo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound, no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.match_query import query_from
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.hardcover.sync_book import taken_back as sync_taken_back
from bookorbit_desktop.domain.koreader.progress import Position
from bookorbit_desktop.domain.library.book import Book, BookFile
from bookorbit_desktop.domain.library.collection import Membership
from bookorbit_desktop.domain.library.merging import MergedReading, merge_readings, other_leads
from bookorbit_desktop.domain.overview.backups import BackupReason
from bookorbit_desktop.domain.overview.events import BooksChanged, ReadingEdited
from bookorbit_desktop.domain.reading.positions import Arrival
from bookorbit_desktop.domain.reading.reading import ReadingState, taken_back
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.koreader.digests import DigestRecord, DigestRepository
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.library.collections import CollectionRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository
from bookorbit_desktop.storage.usb.device_imports import DeviceImportRepository, MovedImports


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What a merge or split changed, and what is needed to undo it."""

    book_id: BookId
    """The book that was kept or created."""
    files: tuple[tuple[int, BookId], ...]
    """The ids of files, each with its earlier book."""
    digests: tuple[DigestRecord, ...]
    """All digests of the books involved, in their earlier state."""
    emptied: tuple[BookId, ...] = ()
    """Books removed from the library."""
    made: tuple[BookId, ...] = ()
    """Books added to the library."""
    kept: "MergedInto | None" = None
    """The kept book; None if its reading did not change."""
    positions: Mapping[str, Position | None] = field(default_factory=dict)
    """The earlier position for readers of each digest."""
    imports: tuple[MovedImports, ...] = ()
    """The device imports of the removed books."""
    shelved: tuple[Membership, ...] = ()
    """The shelves and tags added to the kept book."""


@dataclass(frozen=True, slots=True)
class MergedInto:
    """The book that was kept, before and after a merge."""

    before: Book
    after: Book
    sync_book_before: SyncBook
    """Its earlier Hardcover state."""
    sync_book_after: SyncBook


class MergeService:
    """Merges and splits books. Files on the disk and entries on Hardcover stay as they are. Every method blocks.

    A merged book leaves the library with its own reading, so that undo finds everything where it was.
    """

    def __init__(
        self,
        database: Database,
        books: BookRepository,
        digests: DigestRepository,
        readings: ReadingRepository,
        sync_books: SyncBookRepository,
        derive_states: Callable[[Sequence[BookId]], None],
        imports: DeviceImportRepository,
        collections: CollectionRepository,
        progress: ProgressService,
        clock: Clock,
        events: EventBus,
        back_up_before: Callable[[BackupReason], object],
    ) -> None:
        self._database = database
        self._back_up_before = back_up_before
        self._books = books
        self._digests = digests
        self._readings = readings
        self._sync_books = sync_books
        self._derive_states = derive_states
        self._imports = imports
        self._collections = collections
        self._progress = progress
        self._clock = clock
        self._events = events

    def merge(self, book_id: BookId, other_ids: Sequence[BookId]) -> Regrouped:
        """Move the files, digests and reading of other books to `book_id`.

        Raises NotFound and InvalidInput, with nothing changed.
        """
        others = tuple(dict.fromkeys(other_ids))
        if not others or book_id in others:
            raise InvalidInput(Message("Choose the book to keep and at least one other book."))
        self._back_up_before(BackupReason.BEFORE_MERGE)
        done = self._database.write(lambda: self._merge(book_id, others))
        self._tell({book_id, *others})
        return done

    def split(self, book_id: BookId, file_ids: Sequence[int]) -> Regrouped:
        """Split files of a book off into a new one, with the positions that devices sent for them.

        It keeps the book's metadata until the file is read again (`LibraryService.read_again`). Raises
        NotFound and InvalidInput, with nothing changed.
        """
        done = self._database.write(lambda: self._split(book_id, frozenset(file_ids)))
        self._tell({book_id, done.book_id})
        return done

    def undo(self, done: Regrouped) -> None:
        """Restore the state before a merge or split."""
        self._database.write(lambda: self._put_back(done))
        self._tell({done.book_id, *done.emptied, *(book_id for _, book_id in done.files)})

    def _merge(self, book_id: BookId, others: tuple[BookId, ...]) -> Regrouped:
        kept, added = self._book(book_id), [self._book(other) for other in others]
        sync_book = self._sync_books.get(book_id)
        before = Regrouped(
            book_id=book_id,
            files=tuple((file.id, book.id) for book in added for file in book.files),
            digests=self._digests.records((book_id, *others)),
            emptied=others,
        )
        positions = {record["digest"]: self._progress.position(record["digest"]) for record in before.digests}
        self._books.set_book_of_files([file_id for file_id, _ in before.files], book_id)
        for book in added:
            self._digests.move(book.id, book_id)
            self._take_over(book_id, book)
        moved = tuple(self._imports.move(book.id, book_id) for book in added)
        now = self._clock.now().timestamp()
        shelved = self._collections.copy(others, book_id, now)
        self._books.set_removed(others, now)
        merged = MergedInto(kept, self._book(book_id), sync_book, self._sync_books.get(book_id))
        return replace(before, kept=merged, positions=positions, imports=moved, shelved=shelved)

    def _take_over(self, book_id: BookId, other: Book) -> None:
        """Take the other book's reading, and its Hardcover record if the kept book has none."""
        kept = self._book(book_id)
        leads = other_leads(kept.reading, other.reading, kept.last_read_at, other.last_read_at)
        merged = merge_readings(kept.reading, other.reading, other_leads=leads)
        last = other if leads and other.last_read_at else kept
        stored = self._readings.put(
            book_id,
            kept.reading,
            merged.state,
            read_at=_seconds(last),
            device=last.last_device,
            device_id=last.last_device_id,
        )
        sync_book, theirs = self._sync_books.get(book_id), self._sync_books.get(other.id)
        if (
            sync_book.match.record_id is None
            and not sync_book.decision.excluded
            and theirs.match.record_id is not None
        ):
            taken = _with_reads(theirs, replace(merged, state=stored))
            inputs = query_from(kept.metadata).fingerprint
            match = replace(taken.match, fingerprint=inputs)  # the person said that it is this book
            self._sync_books.put_changed(book_id, sync_book, replace(taken, match=match))
            self._derive_states([book_id])

    def _split(self, book_id: BookId, file_ids: frozenset[int]) -> Regrouped:
        book = self._book(book_id)
        leaving = [file for file in book.files if file.id in file_ids]
        staying = [file for file in book.files if file.id not in file_ids]
        _check_split(leaving, staying, file_ids)
        before = self._digests.records((book_id,))
        made = self._books.add_like(book_id, self._clock.now().timestamp())
        self._books.set_book_of_files(file_ids, made)
        self._collections.copy([book_id], made, self._clock.now().timestamp())
        digests = _digests_of(leaving, before) - _digests_of(staying, before)
        self._digests.move(book_id, made, digests)
        self._progress.adopt(made, digests)
        return Regrouped(
            book_id=made,
            files=tuple((file.id, book_id) for file in leaving),
            digests=before,
            made=(made,),
        )

    def _put_back(self, done: Regrouped) -> None:
        for file_id, book_id in done.files:
            self._books.set_book_of_files([file_id], book_id)
        self._digests.put_back(done.digests, (done.book_id,))
        for moved in done.imports:
            self._imports.put_back(moved)
        self._collections.take_back(done.shelved)
        self._books.set_removed(done.emptied, None)
        self._books.set_removed(done.made, self._clock.now().timestamp())
        since = [
            position for digest in done.positions if (position := self._sent_since(done, digest)) is not None
        ]
        if done.kept is not None:
            self._put_reading_back(done.kept, since)
            self._put_record_back(done.kept)
        for position in since:
            owner = self._digests.book_of(position.document)
            if owner is not None:
                self._progress.count(owner, position)

    def _sent_since(self, done: Regrouped, digest: str) -> Position | None:
        now = self._progress.position(digest)
        return None if now == done.positions[digest] else now

    def _put_reading_back(self, kept: MergedInto, since: Sequence[Position]) -> None:
        """Restore the reading. Later decisions are kept; later pushes are applied again to their own book."""
        book_id, before, after = kept.before.id, kept.before.reading, kept.after.reading
        now = self._readings.get(book_id)
        sent = [
            Arrival(position.percentage, position.device, datetime.fromtimestamp(position.timestamp, UTC))
            for position in since
        ]
        state = taken_back(now, before, after)
        if since and _decided(now) == _decided(self._progress.reading_after(book_id, after, sent)):
            rated = before if now.rating == after.rating else now
            state = replace(before, rating=rated.rating, rated_at=rated.rated_at)
        if state is not None:
            self._readings.put_back(book_id, state)
            self._readings.touch(
                book_id, _seconds(kept.before), kept.before.last_device, kept.before.last_device_id
            )

    def _put_record_back(self, kept: MergedInto) -> None:
        """Restore the record. What was decided or sent since is kept."""
        book_id = kept.before.id
        now = self._sync_books.get(book_id)
        self._sync_books.put_changed(
            book_id, now, sync_taken_back(now, kept.sync_book_before, kept.sync_book_after)
        )
        self._derive_states([book_id])

    def _book(self, book_id: BookId) -> Book:
        book = self._books.get(book_id) if self._books.is_listed(book_id) else None
        if book is None:
            raise no_such_book(book_id)
        return book

    def _tell(self, book_ids: set[BookId]) -> None:
        self._events.emit(ReadingEdited(frozenset(book_ids)))
        self._events.emit(BooksChanged(frozenset(book_ids)))


def _with_reads(sync_book: SyncBook, merged: MergedReading) -> SyncBook:
    """The other book's record, with the current ids of its reads."""
    reads = {
        read_id: on_hardcover
        for other_id, on_hardcover in sync_book.baseline.reads.items()
        if (index := merged.indexes.get(other_id)) is not None
        and (read_id := merged.state.reads[index].id) is not None
    }
    return replace(sync_book, sync=replace(sync_book.sync, baseline=replace(sync_book.baseline, reads=reads)))


def _decided(state: ReadingState) -> tuple[object, ...]:
    """The part of a reading that only the person decides, unaffected by pushes."""
    finished = tuple(replace(read, id=None) for read in state.reads if read.finished)
    return state.status, state.set_by_hand, finished


def _seconds(book: Book) -> float | None:
    return None if book.last_read_at is None else book.last_read_at.timestamp()


def _check_split(leaving: Sequence[BookFile], staying: Sequence[BookFile], file_ids: frozenset[int]) -> None:
    if len(leaving) != len(file_ids) or not leaving:
        raise NotFound(
            Message("This file doesn't belong to the book. “export” lists the files of each book.")
        )
    if not staying:
        raise InvalidInput(Message("A book needs at least one file."))
    if {file.partial_md5 for file in leaving if file.partial_md5} & {file.partial_md5 for file in staying}:
        raise InvalidInput(
            Message(
                "The book has an identical copy of this file, and devices can't tell them "
                "apart. Split both off together, or remove one."
            )
        )


def _digests_of(files: Sequence[BookFile], known: Sequence[DigestRecord]) -> frozenset[str]:
    """The digests of files, including those under which they were downloaded."""
    own = {digest for file in files for digest in (file.partial_md5, file.filename_md5, file.full_md5)}
    contents = {file.partial_md5 for file in files}
    given_out = {record["digest"] for record in known if record["content"] in contents}
    return frozenset(digest for digest in own | given_out if digest)
