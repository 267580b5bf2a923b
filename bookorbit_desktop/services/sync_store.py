"""What the Hardcover sync reads from and keeps in the library."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bookorbit_desktop.domain.book import Book
from bookorbit_desktop.domain.catalogue import ShelfEntry
from bookorbit_desktop.domain.entry_edits import LocalEntry
from bookorbit_desktop.domain.errors import NotFound
from bookorbit_desktop.domain.events import BooksChanged, Event, ProgressReceived, ReadingEdited
from bookorbit_desktop.domain.journal import JournalLine
from bookorbit_desktop.domain.matching import judge, wanted_from, with_reference
from bookorbit_desktop.domain.metadata import BookMetadata
from bookorbit_desktop.domain.references import parse_reference
from bookorbit_desktop.domain.sync_book import RatedBook, SyncBook
from bookorbit_desktop.domain.sync_intent import Intent, intent_from
from bookorbit_desktop.domain.sync_log import LogLine
from bookorbit_desktop.domain.sync_standing import standing
from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.services.clock import local_day
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.services.preferences import Preferences
from bookorbit_desktop.services.state_refresh import StateRefresh
from bookorbit_desktop.services.sync_task import BookTask
from bookorbit_desktop.storage.books import BookRepository
from bookorbit_desktop.storage.database import Database
from bookorbit_desktop.storage.journal import JournalRepository
from bookorbit_desktop.storage.sync_books import SyncBookRepository
from bookorbit_desktop.storage.sync_log import SyncLogRepository
from bookorbit_desktop.storage.unfinished import UnfinishedRepository

REFRESHED_AT_ONCE = 200
"""Books of one transaction: a push must not wait for thousands."""


class SyncStore:
    """Loads the books of a run and keeps their standing, with state and reason always in step."""

    def __init__(
        self,
        database: Database,
        books: BookRepository,
        records: SyncBookRepository,
        journal: JournalRepository,
        log: SyncLogRepository,
        unfinished: UnfinishedRepository,
        preferences: Preferences,
        events: EventBus,
    ) -> None:
        self._database = database
        self._books = books
        self._records = records
        self._journal = journal
        self._log = log
        self._unfinished = unfinished
        self._preferences = preferences
        self._events = events
        self._gathered = StateRefresh(self.refresh)
        events.subscribe(self._keep_states_in_step)

    def tasks(self, book_ids: frozenset[int] | None) -> list[BookTask]:
        """The books of a run that are not Unread, newest activity first; None means all. Blocks."""
        ids = [one for one in self._records.eligible_ids() if book_ids is None or one in book_ids]
        return [task for one in ids if (task := self._task(one)) is not None]

    async def put_records(
        self,
        records: Mapping[int, SyncBook],
        journal: Sequence[JournalLine] = (),
        log: Sequence[LogLine] = (),
    ) -> None:
        """Keep the standing of some books, what was replaced on Hardcover, and the log's lines about it.

        All of it or nothing, durable when this returns.
        """
        if not records:
            return
        await self._database.write_async(lambda: self._put_all(records, journal, log))
        self._events.emit(BooksChanged(frozenset(records)))

    def refresh(self, book_ids: Iterable[int] | None = None) -> None:
        """Bring state and reason up to date with what is known here; None means every book. Does not wait."""
        books = None if book_ids is None else list(book_ids)
        self._database.submit(lambda: self._refresh(self._records.eligible_ids() if books is None else books))

    def settle(self) -> None:
        """Bring up to date now what waits for a pause in reading."""
        self._gathered.flush()

    def records(self, book_ids: Iterable[int]) -> dict[int, SyncBook]:
        """How some books stand. Blocks. Raises NotFound."""
        for book_id in book_ids:
            self.metadata(book_id)
        return {book_id: self._records.get(book_id) for book_id in book_ids}

    def metadata(self, book_id: int) -> BookMetadata:
        """What a book is. Blocks. Raises NotFound."""
        book = self._books.get(book_id)
        if book is None:
            raise NotFound(f"There is no book {book_id}. “list” shows the books and their numbers.")
        return book.metadata

    def shelved_books(self, shelf: Sequence[ShelfEntry]) -> tuple[dict[int, LocalEntry], set[int]]:
        """The books of this library by their record, and the records of excluded ones. Blocks.

        An excluded book may never have been matched: then every entry that could be it counts.
        """
        placed = self._records.placed()
        books = {one.hardcover_id: LocalEntry(one.book_id, one.title) for one in placed if one.hardcover_id}
        left_out = {one.hardcover_id for one in placed if one.excluded and one.hardcover_id}
        unmatched = [one.book_id for one in placed if one.excluded and not one.hardcover_id]
        for wanted in [wanted_from(self.metadata(book_id)) for book_id in unmatched]:
            left_out |= {
                entry.book_id for entry in shelf if entry.book and not judge(wanted, entry.book).refusal
            }
        return books, left_out

    def rated_books(self, book_ids: Iterable[int]) -> list[RatedBook]:
        """Some books with their ratings. Blocks."""
        rated = []
        for book_id in book_ids:
            book, match = self._books.get(book_id), self._records.get(book_id).match
            if book is not None:
                rated.append(
                    RatedBook(
                        book_id, book.metadata.title, book.reading.rating, match.book_id, match.excluded
                    )
                )
        return rated

    def sent_rating(self, entry: ShelfEntry) -> bool:
        """Whether the rating that an entry shows is the newest one that we sent. Blocks."""
        for line in self._journal.of_entry(entry.id):
            sent = line.after.rating
            if sent is not None and (line.before is None or line.before.rating != sent):
                return sent == entry.rating
        return False

    async def add_journal(self, lines: Sequence[JournalLine]) -> None:
        """Keep what is about to be replaced on Hardcover, durable when this returns."""
        await self._database.write_async(lambda: self._journal.add(lines))

    def forget_bases(self) -> None:
        """Another account: nothing was acknowledged there yet. Blocks."""
        self._database.write(self._records.forget_bases)

    async def begin_wanted(self, book_ids: Iterable[int], leave_out: Iterable[int]) -> None:
        """The person wants these books sent, and others excluded: durable before anything is sent."""
        left_out = frozenset(leave_out)
        await self._database.write_async(lambda: self._begin_wanted(frozenset(book_ids) - left_out, left_out))
        if left_out:
            self._events.emit(BooksChanged(left_out))

    async def end_wanted(self, book_ids: Iterable[int] | None) -> None:
        """These books, or all (None), were sent as far as they could be, or the person gave it up."""
        await self._database.write_async(lambda: self._unfinished.drop_books_to_sync(book_ids))

    def wanted_books(self) -> frozenset[int]:
        """The books of syncs that a quit or a crash interrupted. Blocks."""
        return self._unfinished.books_to_sync()

    async def add_log(self, lines: Sequence[LogLine]) -> None:
        """Append to the log, durable when this returns."""
        await self._database.write_async(lambda: self._log.add(lines))

    def next_run_id(self) -> int:
        """A number no run has. Blocks."""
        return self._log.next_run_id()

    def state_counts(self) -> dict[HardcoverState, int]:
        """How many books that are not Unread stand in each state. Blocks."""
        return self._records.state_counts()

    def latest_journal_run(self) -> int | None:
        """The newest run that wrote something and was not undone. Blocks."""
        return self._journal.latest_run()

    def lines_to_undo(self) -> list[JournalLine]:
        """What is marked to be undone, oldest first. Blocks."""
        return self._journal.wanted()

    async def want_undo(self, run_id: int) -> int:
        """Mark a run as to be undone; how many lines that are."""
        return await self._database.write_async(lambda: self._journal.want_undo(run_id))

    async def finish_undo(self, line_ids: Sequence[int]) -> None:
        """These journal lines are undone."""
        await self._database.write_async(lambda: self._journal.set_done(line_ids))

    async def give_up_undo(self, line_ids: Sequence[int]) -> None:
        """These journal lines stay as they were written."""
        await self._database.write_async(lambda: self._journal.unwant(line_ids))

    async def settle_after_undo(self, book_id: int, entry: ShelfEntry, *, removed: bool) -> None:
        """What Hardcover shows now is accepted: only a later change here is sent again.

        `removed`: the entry is gone; `entry` is how it was.
        """
        task = await asyncio.to_thread(self._task, book_id)
        if task is not None:
            base = replace(
                task.record.base, intent=task.intent, entry=entry, seen=None, removed=removed, awaiting=False
            )
            await self.put_records({book_id: replace(task.record, base=base)})

    def _task(self, book_id: int) -> BookTask | None:
        book = self._books.get(book_id)
        intent = None if book is None else self._intent(book)
        if book is None or intent is None:
            return None
        record = self._records.get(book_id)
        wanted = wanted_from(book.metadata)
        if record.saved_reference:
            wanted = with_reference(wanted, parse_reference(record.saved_reference))
        return BookTask(book_id, book.metadata.title, intent, wanted, record)

    def _intent(self, book: Book) -> Intent | None:
        return intent_from(
            book.reading, self._preferences.current.hardcover_privacy, local_day(book.added_at)
        )

    def _put_all(
        self, records: Mapping[int, SyncBook], journal: Sequence[JournalLine], log: Sequence[LogLine]
    ) -> None:
        self._journal.add(journal)
        self._log.add(log)
        for book_id, record in records.items():
            book = self._books.get(book_id)
            if book is not None:
                state, reason = standing(self._intent(book), record)
                self._records.put(book_id, replace(record, state=state, reason=reason))

    def _begin_wanted(self, book_ids: frozenset[int], left_out: frozenset[int]) -> None:
        self._unfinished.add_books_to_sync(book_ids)
        records = {book_id: self._records.get(book_id) for book_id in left_out}
        excluded = {
            book_id: replace(one, match=replace(one.match, excluded=True)) for book_id, one in records.items()
        }
        self._put_all(excluded, (), ())

    def _keep_states_in_step(self, event: Event) -> None:
        if isinstance(event, ProgressReceived) and event.book_id is not None:
            self._gathered.soon(event.book_id)
        elif isinstance(event, ReadingEdited):
            self.refresh(event.book_ids)

    def _refresh(self, book_ids: Sequence[int]) -> None:
        """Some books now, and the others after what readers have sent meanwhile."""
        changed = [one for one in book_ids[:REFRESHED_AT_ONCE] if self._update(one)]
        if rest := book_ids[REFRESHED_AT_ONCE:]:
            self._database.submit(lambda: self._refresh(rest))
        if changed:
            self._events.emit(BooksChanged(frozenset(changed)))

    def _update(self, book_id: int) -> bool:
        book = self._books.get(book_id)
        if book is None:
            return False
        record = self._records.get(book_id)
        state, reason = standing(self._intent(book), record)
        if (state, reason) == (record.state, record.reason):
            return False
        self._records.put(book_id, replace(record, state=state, reason=reason))
        return True
