"""Importing the person's shelf on Hardcover: a preview first, then what was ticked, in one step."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bookorbit_desktop.domain.activity import JobKind
from bookorbit_desktop.domain.catalogue import Edition, ShelfEntry
from bookorbit_desktop.domain.errors import HardcoverError
from bookorbit_desktop.domain.events import BooksChanged
from bookorbit_desktop.domain.log_words import import_words, match_words
from bookorbit_desktop.domain.matching import wanted_from
from bookorbit_desktop.domain.reading import ReadingState
from bookorbit_desktop.domain.shelf_import import (
    ImportKind,
    ImportRow,
    ImportWish,
    LocalBook,
    sort_shelf,
    without_progress,
)
from bookorbit_desktop.domain.sync_book import MatchRecord, SyncBook
from bookorbit_desktop.domain.sync_intent import Base, intent_from
from bookorbit_desktop.domain.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.sync_standing import standing
from bookorbit_desktop.domain.sync_state import MatchMethod
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.services.clock import Clock, local_day
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.services.hardcover_account import HardcoverAccountService
from bookorbit_desktop.services.jobs import job
from bookorbit_desktop.services.preferences import Preferences
from bookorbit_desktop.storage.books import BookRepository
from bookorbit_desktop.storage.database import Database
from bookorbit_desktop.storage.readings import ReadingRepository
from bookorbit_desktop.storage.sync_books import SyncBookRepository
from bookorbit_desktop.storage.sync_log import SyncLogRepository
from bookorbit_desktop.storage.unfinished import UnfinishedRepository


@dataclass(frozen=True, slots=True)
class ImportedBook:
    """A book that was filled, and what is needed to make it blank again."""

    book_id: int
    title: str
    state: ReadingState
    """What the import made of it; before, it was blank."""
    standing_before: SyncBook


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did."""

    books: tuple[ImportedBook, ...] = ()

    @property
    def count(self) -> int:
        """How many books were filled."""
        return len(self.books)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of the wish to take an import back."""

    count: int
    kept: tuple[str, ...]
    """The titles of books that changed since and stay as they are."""


class ShelfImportService:
    """Fills blank books from the shelf; writes nothing on Hardcover, and nothing is echoed there later."""

    def __init__(
        self,
        database: Database,
        books: BookRepository,
        readings: ReadingRepository,
        records: SyncBookRepository,
        log: SyncLogRepository,
        unfinished: UnfinishedRepository,
        account: HardcoverAccountService,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._books = books
        self._readings = readings
        self._records = records
        self._log = log
        self._unfinished = unfinished
        self._account = account
        self._preferences = preferences
        self._clock = clock
        self._events = events

    async def preview(self, tell: Callable[[int], object] = lambda fetched: None) -> list[ImportRow]:
        """Every entry of the shelf and what would become of it. All of the shelf or an error, never a part.

        `tell` hears how many entries have come so far. Raises HardcoverError.
        """
        client = self._account.client()
        with job(self._events, JobKind.SHELF):
            account = await self._account.account()
            entries = await Shelf(client).all_entries(account.id, tell)
            editions = await _editions(Catalogue(client), entries)
            books = await asyncio.to_thread(self._local_books)
            return sort_shelf(entries, books, editions)

    async def run(
        self, rows: Sequence[ImportRow], book_ids: Collection[int] | None = None, *, progress: bool = True
    ) -> ImportResult:
        """Import the ticked rows of a preview (None: all that can be), all or none."""
        chosen = [row for row in rows if row.can_import and (book_ids is None or row.book_id in book_ids)]
        named = {row.entry.id: row.book_id for row in chosen if row.book_id is not None}
        wish = ImportWish(named, progress=progress)
        await self._database.write_async(lambda: self._unfinished.put_import_wish(wish))
        return await self._fulfil(wish, chosen)

    async def run_ready(
        self, *, review: bool = False, progress: bool = True
    ) -> tuple[list[ImportRow], ImportResult]:
        """Preview and import what is ready, with `review` also what was matched by title and author.

        A quit before the end is made up for by `resume`. Raises HardcoverError; then nothing was changed.
        """
        wish = ImportWish(review=review, progress=progress)
        await self._database.write_async(lambda: self._unfinished.put_import_wish(wish))
        try:
            rows = await self.preview()
        except HardcoverError:
            # The person is told, and decides whether to ask again.
            await self._database.write_async(lambda: self._unfinished.put_import_wish(None))
            raise
        return rows, await self._fulfil(wish, rows)

    async def resume(self) -> ImportResult:
        """Carry out the import that a quit or a crash interrupted. Raises HardcoverError; then it still waits."""
        wish = await asyncio.to_thread(self._unfinished.import_wish)
        return ImportResult() if wish is None else await self._fulfil(wish, await self.preview())

    async def take_back(self, done: ImportResult) -> TakenBack:
        """Make the books of an import blank again, except those that changed since."""
        taken, kept = await self._database.write_async(lambda: self._take_back(done.books))
        if taken:
            self._events.emit(BooksChanged(frozenset(taken)))
        return TakenBack(len(taken), tuple(kept))

    async def _fulfil(self, wish: ImportWish, rows: Sequence[ImportRow]) -> ImportResult:
        chosen = [row for row in rows if _is_wanted(row, wish)]
        if not wish.progress:
            chosen = [replace(row, state=without_progress(row.state)) for row in chosen if row.state]
        with job(self._events, JobKind.IMPORT):
            books = await self._database.write_async(lambda: self._take_over(chosen))
        if books:
            self._events.emit(BooksChanged(frozenset(book.book_id for book in books)))
        return ImportResult(tuple(books))

    def _local_books(self) -> list[LocalBook]:
        return [
            LocalBook(
                book.id, wanted_from(book.metadata), book.reading, self._records.get(book.id).match.book_id
            )
            for book in self._books.all()
        ]

    def _take_over(self, rows: Sequence[ImportRow]) -> list[ImportedBook]:
        filled = [book for row in rows if (book := self._fill(row)) is not None]
        self._unfinished.put_import_wish(None)
        return filled

    def _fill(self, row: ImportRow) -> ImportedBook | None:
        if row.book_id is None or row.state is None:
            return None
        book, before = self._books.get(row.book_id), self._readings.get(row.book_id)
        # A push may have come since the preview: only what is still blank is filled.
        if book is None or before != ReadingState():
            return None
        old = self._records.get(row.book_id)
        after = self._readings.put(row.book_id, before, row.state)
        fingerprint = wanted_from(book.metadata).fingerprint
        match = _match(old.match, row, fingerprint)
        self._records.put(row.book_id, self._standing(row, old, match, after, local_day(book.added_at)))
        filled = ImportedBook(row.book_id, book.metadata.title, after, old)
        changes = (*match_words(old.match, match), *import_words(after))
        self._log.add([self._line(filled, changes, row.entry.book_id)])
        return filled

    def _line(self, book: ImportedBook, changes: tuple[str, ...], hardcover_id: int | None) -> LogLine:
        return LogLine(
            at=self._clock.now(),
            direction=Direction.FROM_HARDCOVER,
            title=book.title,
            outcome=LogOutcome.IMPORTED,
            changes=changes,
            book_id=book.book_id,
            hardcover_id=hardcover_id,
        )

    def _standing(
        self, row: ImportRow, old: SyncBook, match: MatchRecord, state: ReadingState, added_on: date | None
    ) -> SyncBook:
        now = self._clock.now()
        intent = intent_from(state, self._preferences.current.hardcover_privacy, added_on)
        base = Base(intent=intent, entry=row.entry, reads=_links(state, row.entry), looked_at=now)
        record = replace(old, match=match, base=base, failures=0, retry_at=None, synced_at=now)
        word, reason = standing(intent, record)
        return replace(record, state=word, reason=reason)

    def _take_back(self, books: Sequence[ImportedBook]) -> tuple[list[int], list[str]]:
        taken, kept = [], []
        for book in books:
            if self._readings.get(book.book_id) == book.state:
                self._readings.put(book.book_id, book.state, ReadingState())
                imported = self._records.get(book.book_id).match.book_id
                self._log.add([self._line(book, ("import taken back",), imported)])
                self._records.put(book.book_id, book.standing_before)
                taken.append(book.book_id)
            else:
                kept.append(book.title)
        return taken, kept


def _is_wanted(row: ImportRow, wish: ImportWish) -> bool:
    if not row.can_import:
        return False
    if wish.chosen is not None:
        return wish.chosen.get(row.entry.id) == row.book_id
    return row.kind is ImportKind.READY or wish.review


def _match(old: MatchRecord, row: ImportRow, fingerprint: str) -> MatchRecord:
    """What the book was matched to stays, if it is this record; the person's own choices stay in any case."""
    if old.book_id == row.entry.book_id:
        return old
    record, edition = row.entry.book, row.edition
    return MatchRecord(
        method=MatchMethod.SHELF,
        book_id=row.entry.book_id,
        edition_id=edition.id if edition else None,
        pages=edition.pages if edition else None,
        slug=record.slug if record else "",
        title=record.title if record else "",
        fingerprint=fingerprint,
        excluded=old.excluded,
        pages_by_hand=old.pages_by_hand,
    )


def _links(state: ReadingState, entry: ShelfEntry) -> Mapping[int, int]:
    """Local reads to the ones they were made from; both are oldest first, and wishes leave open ones out."""
    theirs = sorted(entry.reads, key=lambda read: read.id)
    pairs = zip(state.reads, theirs, strict=False) if len(state.reads) == len(theirs) else ()
    return {ours.id: read.id for ours, read in pairs if ours.id is not None}


async def _editions(catalogue: Catalogue, entries: Sequence[ShelfEntry]) -> dict[int, Edition]:
    named = {entry.edition_id for entry in entries} | {
        read.edition_id for one in entries for read in one.reads
    }
    ids = sorted(edition for edition in named if edition is not None)
    return {edition.id: edition for edition in await catalogue.editions_by_ids(ids)} if ids else {}
