"""Imports the person's Hardcover shelf: first a preview, then the selected rows in one transaction."""

import asyncio
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from bookorbit_desktop.domain.base.errors import HardcoverError
from bookorbit_desktop.domain.base.ids import BookId, EditionId
from bookorbit_desktop.domain.hardcover.catalogue import Edition, ShelfEntry
from bookorbit_desktop.domain.hardcover.shelf_import import (
    ImportKind,
    ImportRow,
    ImportWish,
    sort_shelf,
    without_progress,
)
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.backups import BackupReason
from bookorbit_desktop.domain.overview.events import BooksChanged
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.hardcover.shelf_importer import ShelfBook, ShelfImporter, Step
from bookorbit_desktop.services.library.imported import ImportResult
from bookorbit_desktop.services.runtime.event_bus import EventBus, job
from bookorbit_desktop.services.runtime.run_cancel import end_when_given_up
from bookorbit_desktop.services.runtime.undo import Undone
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.unfinished import UnfinishedRepository

ShelfResult = ImportResult[ShelfBook]
_TOLD_EACH = 100


class ShelfImportService:
    """Fills blank books from the shelf. Writes nothing to Hardcover, now or with later syncs."""

    def __init__(
        self,
        database: Database,
        importer: ShelfImporter,
        unfinished: UnfinishedRepository,
        account: HardcoverAccountService,
        events: EventBus,
        back_up_before: Callable[[BackupReason], object],
    ) -> None:
        self._database = database
        self._back_up_before = back_up_before
        self._importer = importer
        self._unfinished = unfinished
        self._account = account
        self._events = events

    async def preview(
        self,
        tell: Callable[[int], object] = lambda fetched: None,
        compared: Step = lambda done, total: None,
    ) -> list[ImportRow]:
        """Every entry of the shelf with its planned outcome: the whole shelf or an error, never a part.

        `tell` gets the number of entries fetched so far, and `compared` the progress of the comparison, first
        with the books of the library and then with the entries. It can be cancelled. Raises HardcoverError.
        """
        client = self._account.client()
        with job(self._events, JobKind.SHELF):
            account = await self._account.account()
            entries = await Shelf(client).all_entries(account.id, tell)
            editions = await editions_named(Catalogue(client), entries)
            given_up = threading.Event()
            step = end_when_given_up(compared, given_up, _TOLD_EACH)
            try:
                # In a thread: every entry is held against every book, and readers must not wait for that.
                return await asyncio.to_thread(
                    lambda: sort_shelf(entries, self._importer.local_books(step), editions, step)
                )
            finally:
                given_up.set()

    async def run(
        self, rows: Sequence[ImportRow], book_ids: Collection[BookId] | None = None, *, progress: bool = True
    ) -> ShelfResult:
        """Import the ticked rows of a preview (None: all that can be imported), all or none."""
        chosen = [row for row in rows if row.can_import and (book_ids is None or row.book_id in book_ids)]
        named = {row.entry.id: row.book_id for row in chosen if row.book_id is not None}
        wish = ImportWish(named, progress=progress)
        await self._database.write_async(lambda: self._unfinished.put_import_wish(wish))
        return await self._fulfil(wish, chosen)

    async def run_ready(
        self, *, review: bool = False, progress: bool = True
    ) -> tuple[list[ImportRow], ShelfResult]:
        """Preview and import what is ready; with `review` also books matched by title and author.

        After a quit, `resume` completes it. Raises HardcoverError if nothing was changed.
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

    async def resume(self) -> ShelfResult:
        """Carry out an interrupted import. If it raises HardcoverError, the import stays pending."""
        wish = await asyncio.to_thread(self._unfinished.import_wish)
        return ImportResult() if wish is None else await self._fulfil(wish, await self.preview())

    def undo(self, done: ShelfResult) -> Undone:
        """Make the books of an import blank again, except those that changed since. Blocks."""
        undone, kept = self._database.write(lambda: self._undo(done.books))
        if undone:
            self._events.emit(BooksChanged(frozenset(undone)))
        return Undone(len(undone), tuple(kept))

    async def _fulfil(self, wish: ImportWish, rows: Sequence[ImportRow]) -> ShelfResult:
        chosen = [row for row in rows if _is_wanted(row, wish)]
        if not wish.progress:
            chosen = [replace(row, state=without_progress(row.state)) for row in chosen if row.state]
        with job(self._events, JobKind.IMPORT):
            await asyncio.to_thread(self._back_up_before, BackupReason.BEFORE_IMPORT)
            books = await self._database.write_async(lambda: self._take_over(chosen))
        if books:
            self._events.emit(BooksChanged(frozenset(book.book_id for book in books)))
        return ImportResult(tuple(books))

    def _take_over(self, rows: Sequence[ImportRow]) -> list[ShelfBook]:
        filled = [book for row in rows if (book := self._importer.fill(row)) is not None]
        self._unfinished.put_import_wish(None)
        return filled

    def _undo(self, books: Sequence[ShelfBook]) -> tuple[list[BookId], list[str]]:
        undone = [book.book_id for book in books if self._importer.undo(book)]
        return undone, [book.title for book in books if book.book_id not in undone]


def _is_wanted(row: ImportRow, wish: ImportWish) -> bool:
    if not row.can_import:
        return False
    if wish.chosen is not None:
        return wish.chosen.get(row.entry.id) == row.book_id
    return row.kind is ImportKind.READY or wish.review


async def editions_named(catalogue: Catalogue, entries: Sequence[ShelfEntry]) -> dict[EditionId, Edition]:
    """The editions named by entries and their reads, by id. Raises HardcoverError."""
    named = {entry.edition_id for entry in entries} | {
        read.edition_id for entry in entries for read in entry.reads
    }
    ids = sorted(edition for edition in named if edition is not None)
    return {edition.id: edition for edition in await catalogue.editions_by_ids(ids)} if ids else {}
