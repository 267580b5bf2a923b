"""Importing the person's shelf on Hardcover: a preview first, then what was ticked, in one step."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bookorbit_desktop.domain.catalogue import Edition, ShelfEntry
from bookorbit_desktop.domain.events import BooksChanged
from bookorbit_desktop.domain.matching import wanted_from
from bookorbit_desktop.domain.reading import ReadingState
from bookorbit_desktop.domain.shelf_import import ImportRow, LocalBook, sort_shelf
from bookorbit_desktop.domain.sync_book import MatchRecord, SyncBook
from bookorbit_desktop.domain.sync_intent import Base, intent_from
from bookorbit_desktop.domain.sync_standing import standing
from bookorbit_desktop.domain.sync_state import MatchMethod
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.services.clock import Clock, local_day
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.services.hardcover_account import HardcoverAccountService
from bookorbit_desktop.services.preferences import Preferences
from bookorbit_desktop.storage.books import BookRepository
from bookorbit_desktop.storage.database import Database
from bookorbit_desktop.storage.readings import ReadingRepository
from bookorbit_desktop.storage.sync_books import SyncBookRepository


class ShelfImportService:
    """Fills blank books from the shelf; writes nothing on Hardcover, and nothing is echoed there later."""

    def __init__(
        self,
        database: Database,
        books: BookRepository,
        readings: ReadingRepository,
        records: SyncBookRepository,
        account: HardcoverAccountService,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._books = books
        self._readings = readings
        self._records = records
        self._account = account
        self._preferences = preferences
        self._clock = clock
        self._events = events
        self._editions: dict[int, Edition] = {}

    async def preview(self) -> list[ImportRow]:
        """Every entry of the shelf and what would become of it. All of the shelf or an error, never a part.

        Raises HardcoverError.
        """
        client = self._account.client()
        account = await self._account.account()
        entries = await Shelf(client).all_entries(account.id)
        self._editions = await _editions(Catalogue(client), entries)
        pages = {one.id: one.pages for one in self._editions.values() if one.pages and not one.is_audio}
        books = await asyncio.to_thread(self._local_books)
        return sort_shelf(entries, books, pages)

    async def run(self, rows: Sequence[ImportRow], book_ids: Collection[int] | None = None) -> int:
        """Import the ticked rows of a preview (None: all that are ready), all or none. How many it were."""
        chosen = [row for row in rows if row.can_import and (book_ids is None or row.book_id in book_ids)]
        taken = await self._database.write_async(lambda: self._take_over(chosen))
        if taken:
            self._events.emit(BooksChanged(frozenset(taken)))
        return len(taken)

    def _local_books(self) -> list[LocalBook]:
        return [
            LocalBook(
                book.id, wanted_from(book.metadata), book.reading, self._records.get(book.id).match.book_id
            )
            for book in self._books.all()
        ]

    def _take_over(self, rows: Sequence[ImportRow]) -> list[int]:
        taken = []
        for row in rows:
            assert row.book_id is not None
            assert row.state is not None
            before = self._readings.get(row.book_id)
            # A push may have come since the preview: only what is still blank is filled.
            if before == ReadingState():
                after = self._readings.put(row.book_id, before, row.state)
                self._records.put(row.book_id, self._standing(row, after))
                taken.append(row.book_id)
        return taken

    def _standing(self, row: ImportRow, state: ReadingState) -> SyncBook:
        assert row.book_id is not None
        entry, edition = row.entry, self._editions.get(row.entry.edition_id or 0)
        book = self._books.get(row.book_id)
        assert book is not None
        match = MatchRecord(
            method=MatchMethod.SHELF,
            book_id=entry.book_id,
            edition_id=edition.id if edition and not edition.is_audio else None,
            pages=edition.pages if edition and not edition.is_audio else None,
            slug=entry.book.slug if entry.book else "",
            title=entry.book.title if entry.book else "",
            fingerprint=wanted_from(book.metadata).fingerprint,
        )
        intent = intent_from(state, self._preferences.current.hardcover_privacy, local_day(book.added_at))
        base = Base(intent=intent, entry=entry, reads=_links(state, entry), looked_at=self._clock.now())
        old = self._records.get(row.book_id)
        record = replace(old, match=match, base=base, failures=0, retry_at=None, synced_at=self._clock.now())
        word, reason = standing(intent, record)
        return replace(record, state=word, reason=reason)


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
