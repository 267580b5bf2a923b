"""What the Hardcover sync reads from the library and stores there.

Each part of a book's sync state is read, changed and stored in one writer job, by its owner alone
(`domain.sync_book`): if a run and the person conflict, the person wins.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import ShelfEntry
from bookorbit_desktop.domain.hardcover.entry_edits import LocalEntry
from bookorbit_desktop.domain.hardcover.journal import JournalLine
from bookorbit_desktop.domain.hardcover.local_state import Baseline, OwnFields
from bookorbit_desktop.domain.hardcover.match_query import (
    MatchQuery,
    parse_reference,
    query_from,
    with_reference,
)
from bookorbit_desktop.domain.hardcover.matching import judge
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord, RatedBook, SyncBook, SyncState
from bookorbit_desktop.domain.hardcover.sync_log import LogLine
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.services.hardcover.sync_job import SyncJob
from bookorbit_desktop.services.hardcover.sync_states import SyncStates
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.journal import JournalRepository
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from bookorbit_desktop.storage.hardcover.unfinished import UnfinishedRepository
from bookorbit_desktop.storage.highlights.quotes import QuoteRepository
from bookorbit_desktop.storage.library.books import BookRepository

AT_ONCE = 200
"""Books per query and job: a push must not wait for thousands."""

Change = Callable[[BookId, SyncBook], SyncBook]
Describe = Callable[[BookId, str, SyncBook, SyncBook], LogLine | None]
"""Makes the log line of a decision from the book, its title, and the states before and after."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A book before and after a decision by the person."""

    before: SyncBook
    after: SyncBook


@dataclass(frozen=True, slots=True)
class NewSync:
    """New results of a run for a book."""

    before: SyncBook
    """The match and decision on which it is based."""
    after: SyncState


@dataclass(frozen=True, slots=True)
class JournalAnswer:
    """The outcome of a request that was recorded before it was sent."""

    line_id: int
    after: ShelfEntry | None
    """The current entry; None if the request left nothing behind."""
    made: frozenset[int] = frozenset()
    """The reads it created."""


class SyncStore:
    """Loads the books of a run and stores its results."""

    def __init__(
        self,
        database: Database,
        books: BookRepository,
        sync_books: SyncBookRepository,
        journal: JournalRepository,
        log: SyncLogRepository,
        unfinished: UnfinishedRepository,
        states: SyncStates,
        quotes: QuoteRepository,
    ) -> None:
        self._quotes = quotes
        self._database = database
        self._books = books
        self._sync_books = sync_books
        self._journal = journal
        self._log = log
        self._unfinished = unfinished
        self._states = states

    def jobs(self, book_ids: frozenset[BookId] | None) -> list[SyncJob]:
        """The books of a run that are not Unread, newest activity first; None means all. Blocks."""
        ids = [
            book_id for book_id in self._sync_books.eligible_ids() if book_ids is None or book_id in book_ids
        ]
        return list(self.current(ids).values())

    def current(self, book_ids: Sequence[BookId]) -> dict[BookId, SyncJob]:
        """The current state of these books, in this order, without those now Unread or gone. Blocks."""
        jobs: dict[BookId, SyncJob] = {}
        for some in _in_parts(book_ids):
            jobs |= self._current(some)
        return jobs

    async def decide(
        self, book_ids: Iterable[BookId], change: Change, describe: Describe
    ) -> dict[BookId, Decided]:
        """Store the person's decision about some books. Raises NotFound.

        Durable on return; `change` is called with the latest decision for each book.
        """
        decided: dict[BookId, Decided] = {}
        for some in _in_parts(list(dict.fromkeys(book_ids))):
            decided |= await self._database.write_async(partial(self._decide, some, change, describe))
        return decided

    def decide_now(self, book_ids: Iterable[BookId], change: Change, describe: Describe) -> None:
        """As `decide`. Blocks."""
        for some in _in_parts(list(dict.fromkeys(book_ids))):
            self._database.write(partial(self._decide, some, change, describe))

    async def keep_matches(
        self, found: Mapping[BookId, tuple[SyncJob, MatchRecord]], log: Sequence[LogLine]
    ) -> frozenset[BookId]:
        """Store matches and their log lines. Returns the books with a stored match.

        A match is skipped if the book or a decision about it changed since the inputs were read.
        """
        return await self._database.write_async(lambda: self._keep_matches(found, log))

    async def keep_sync(
        self,
        learnt: Mapping[BookId, NewSync],
        answers: Sequence[JournalAnswer] = (),
        log: Sequence[LogLine] = (),
    ) -> None:
        """Store what was acknowledged, what was replaced on Hardcover, and the log lines.

        All or nothing; durable on return. If another record was matched meanwhile, only the journal and the
        log record the writes.
        """
        if learnt or answers or log:
            await self._database.write_async(lambda: self._keep_sync(learnt, answers, log))

    async def begin_writes(
        self, jobs: Sequence[SyncJob], lines: Mapping[BookId, JournalLine]
    ) -> dict[BookId, JournalLine]:
        """Record what is about to be sent, durable on return. Returns the numbered lines by book.

        Leaves out books that were decided or read since, which must not be sent. If no reply arrives for the
        others, the next look recognises what was written, and undo finds it.
        """
        return await self._database.write_async(lambda: self._begin_writes(jobs, lines))

    async def change_sync(
        self, book_ids: Iterable[BookId], change: Callable[[BookId, Baseline], Baseline]
    ) -> None:
        """Change the acknowledged state of some books, durable on return. Removed books are left out."""
        ids = list(book_ids)
        await self._database.write_async(lambda: self._change_sync(ids, change))

    async def move_matches(self, moved: Mapping[BookId, tuple[MatchRecord, MatchRecord]]) -> None:
        """Let matches and pins follow merged records. `moved`: by book, the old and new match."""
        await self._database.write_async(lambda: self._move_matches(moved))

    async def void_matches(self, jobs: Sequence[SyncJob]) -> None:
        """Void the matches of books with a deleted record: the next run matches them again. Pins stay."""
        await self._database.write_async(lambda: self._void_matches(jobs))

    def records(self, book_ids: Iterable[BookId]) -> dict[BookId, SyncBook]:
        """The sync state of some books. Blocks. Raises NotFound."""
        for book_id in book_ids:
            self.metadata(book_id)
        return {book_id: self._sync_books.get(book_id) for book_id in book_ids}

    def metadata(self, book_id: BookId) -> BookMetadata:
        """A book's metadata. Blocks. Raises NotFound."""
        return self._book(book_id).metadata

    def query(self, book_id: BookId) -> MatchQuery:
        """What identifies a book. Blocks. Raises NotFound."""
        return _query(self._book(book_id), self._sync_books.get(book_id))

    def shelved_books(self, shelf: Sequence[ShelfEntry]) -> tuple[dict[RecordId, LocalEntry], set[RecordId]]:
        """The books of this library by their record, and the records of excluded ones. Blocks.

        An excluded book may never have been matched: then every entry that might be its own counts.
        """
        placed = self._sync_books.placed()
        books = {book.record_id: LocalEntry(book.book_id, book.title) for book in placed if book.record_id}
        left_out = {book.record_id for book in placed if book.excluded and book.record_id}
        unmatched = [book.book_id for book in placed if book.excluded and not book.record_id]
        for query in [_from_files(self._book(book_id)) for book_id in unmatched]:
            left_out |= {
                entry.record_id for entry in shelf if entry.book and not judge(query, entry.book).refusal
            }
        return books, left_out

    def rated_books(self, book_ids: Iterable[BookId]) -> list[RatedBook]:
        """Some books with their ratings. Blocks."""
        rated = []
        for book_id in book_ids:
            book, sync_book = self._books.get(book_id), self._sync_books.get(book_id)
            if book is not None:
                rated.append(
                    RatedBook(
                        book_id,
                        book.metadata.title,
                        book.reading.rating,
                        sync_book.match.record_id,
                        sync_book.decision.excluded,
                    )
                )
        return rated

    def sent_rating(self, entry: ShelfEntry) -> bool:
        """Whether the rating on an entry is the newest one that we sent. Blocks."""
        for line in self._journal.of_entry(entry.id):
            sent = line.after.rating
            if sent is not None and (line.before is None or line.before.rating != sent):
                return sent == entry.rating
        return False

    def forget_account(self, before: int | None, now: int, line: LogLine) -> None:
        """Forget what an account acknowledged, and what was to be done there, in a writer job.

        Its journal is kept for when it is used again; that of the account `now` is used from here on.
        """
        self._sync_books.forget_account()
        self._unfinished.drop_books_to_sync(None)
        self._unfinished.put_import_wish(None)
        self._journal.change_account(before, now)
        self._log.add([line])

    async def save_pending_run(
        self, book_ids: Iterable[BookId], leave_out: Iterable[BookId], describe: Describe
    ) -> None:
        """Store, durably, the books the person wants sent and those to exclude, before anything is sent."""
        left_out = frozenset(leave_out)
        wanted = frozenset(book_ids) - left_out
        await self._database.write_async(lambda: self._unfinished.add_books_to_sync(wanted))
        await self.decide(
            left_out, lambda _, now: replace(now, decision=replace(now.decision, excluded=True)), describe
        )

    async def end_books_to_sync(self, book_ids: Iterable[BookId] | None) -> None:
        """Remove these books, or all (None), from the pending run: they are done, or were cancelled."""
        await self._database.write_async(lambda: self._unfinished.drop_books_to_sync(book_ids))

    def books_to_sync(self) -> frozenset[BookId]:
        """The books of syncs that a quit or a crash interrupted. Blocks."""
        return self._unfinished.books_to_sync()

    async def add_log(self, lines: Sequence[LogLine]) -> None:
        """Append to the log, durable on return."""
        await self._database.write_async(lambda: self._log.add(lines))

    def next_run_id(self) -> int:
        """An unused run number. Blocks."""
        return self._log.next_run_id()

    async def settle_after_undo(self, book_id: BookId, entry: ShelfEntry, *, removed: bool) -> None:
        """Accept the current state on Hardcover, so that only later changes here are sent.

        `removed`: the entry is gone; `entry` is its earlier state.
        """
        await self._database.write_async(lambda: self._settle_after_undo(book_id, entry, removed=removed))

    def _book(self, book_id: BookId) -> Book:
        book = self._books.get(book_id)
        if book is None:
            raise NotFound(
                Message("There is no book {0}. “list” shows the books and their numbers.", str(book_id))
            )
        return book

    def _current(self, book_ids: Sequence[BookId]) -> dict[BookId, SyncJob]:
        books, sync_books = self._books.of(book_ids), self._sync_books.of(book_ids)
        jobs = {}
        for book_id in book_ids:
            book = books.get(book_id)
            local_state = None if book is None else self._states.local_state(book)
            if book is not None and local_state is not None:
                sync_book = sync_books.get(book_id, SyncBook())
                jobs[book_id] = SyncJob(
                    book_id, book.metadata.title, local_state, _query(book, sync_book), sync_book
                )
        return jobs

    def _decide(
        self, book_ids: Sequence[BookId], change: Change, describe: Describe
    ) -> dict[BookId, Decided]:
        decided: dict[BookId, Decided] = {}
        lines = []
        for book_id in book_ids:
            title, now = self._book(book_id).metadata.title, self._sync_books.get(book_id)
            after = change(book_id, now)
            decided[book_id] = Decided(now, after)
            self._sync_books.put_changed(book_id, now, after)
            if line := describe(book_id, title, now, after):
                lines.append(line)
        self._log.add(lines)
        self._states.derive(book_ids)
        return decided

    def _keep_matches(
        self, found: Mapping[BookId, tuple[SyncJob, MatchRecord]], log: Sequence[LogLine]
    ) -> frozenset[BookId]:
        now = self.current(list(found))
        kept = {}
        for book_id, (job, match) in found.items():
            current = now.get(book_id)
            if current is not None and _is_as_read(current, job):
                kept[book_id] = _rematched(current.sync_book, match)
                self._sync_books.put_changed(book_id, current.sync_book, kept[book_id])
        self._log.add([line for line in log if line.book_id in kept])
        self._states.derive(list(kept))
        return frozenset(kept)

    def _begin_writes(
        self, jobs: Sequence[SyncJob], lines: Mapping[BookId, JournalLine]
    ) -> dict[BookId, JournalLine]:
        now = self.current([job.book_id for job in jobs])
        same = [job for job in jobs if job.book_id in now and _is_undecided(now[job.book_id], job)]
        self._put_sync({job.book_id: NewSync(job.sync_book, job.sync_book.sync) for job in same})
        begun = [lines[job.book_id] for job in same]
        numbers = self._journal.begin(begun)
        return {line.book_id: replace(line, id=number) for line, number in zip(begun, numbers, strict=True)}

    def _keep_sync(
        self, learnt: Mapping[BookId, NewSync], answers: Sequence[JournalAnswer], log: Sequence[LogLine]
    ) -> None:
        for answer in answers:
            if answer.after is None:
                self._journal.drop([answer.line_id])
            else:
                self._journal.complete(answer.line_id, answer.after, answer.made)
        self._log.add(log)
        self._put_sync(learnt)

    def _put_sync(self, learnt: Mapping[BookId, NewSync]) -> None:
        now = self._sync_books.of(list(learnt))
        kept = []
        for book_id, new in learnt.items():
            current = now.get(book_id, SyncBook())
            if current.match.record_id == new.before.match.record_id and self._books.exists(book_id):
                self._sync_books.put_sync(book_id, new.after)
                kept.append(book_id)
        self._states.derive(kept)

    def _change_sync(
        self, book_ids: Sequence[BookId], change: Callable[[BookId, Baseline], Baseline]
    ) -> None:
        for book_id in book_ids:
            if self._books.exists(book_id):
                sync = self._sync_books.get(book_id).sync
                self._sync_books.put_sync(book_id, replace(sync, baseline=change(book_id, sync.baseline)))
        self._states.derive(book_ids)

    def _move_matches(self, moved: Mapping[BookId, tuple[MatchRecord, MatchRecord]]) -> None:
        now = self._sync_books.of(list(moved))
        for book_id, (old, new) in moved.items():
            if now.get(book_id, SyncBook()).match == old:
                self._sync_books.put_match(book_id, new)
                if old.record_id is not None and new.record_id is not None:
                    self._quotes.move_record(old.record_id, new.record_id)

    def _void_matches(self, jobs: Sequence[SyncJob]) -> None:
        now = self._sync_books.of([job.book_id for job in jobs])
        for job in jobs:
            match = now.get(job.book_id, SyncBook()).match
            if match == job.sync_book.match and not match.is_pinned:
                self._sync_books.put_match(job.book_id, replace(match, fingerprint=""))

    def _settle_after_undo(self, book_id: BookId, entry: ShelfEntry, *, removed: bool) -> None:
        job = self.current([book_id]).get(book_id)
        if job is not None:
            baseline = replace(
                job.sync_book.baseline,
                local_state=job.local_state,
                entry=entry,
                seen=None,
                removed=removed,
                own=OwnFields(),
                sent=None,
                unanswered=None,
                undone=job.local_state.reads,
            )
            self._sync_books.put_sync(book_id, replace(job.sync_book.sync, baseline=baseline))
            self._states.derive([book_id])


def _in_parts(book_ids: Sequence[BookId]) -> list[Sequence[BookId]]:
    return [book_ids[start : start + AT_ONCE] for start in range(0, len(book_ids), AT_ONCE)]


def _query(book: Book, sync_book: SyncBook) -> MatchQuery:
    """What identifies a book. What the person saved takes precedence over its files."""
    query = _from_files(book)
    if not sync_book.decision.reference:
        return query
    return with_reference(query, parse_reference(sync_book.decision.reference))


def _from_files(book: Book) -> MatchQuery:
    return query_from(book.metadata, tuple(file.shown_name for file in book.files))


def _is_as_read(current: SyncJob, job: SyncJob) -> bool:
    """Whether nobody has matched a book, or changed its identifiers, since it was read."""
    is_same = current.sync_book.match == job.sync_book.match
    return is_same and current.query.fingerprint == job.query.fingerprint


def _is_undecided(current: SyncJob, job: SyncJob) -> bool:
    """Whether a book's local state and its record are unchanged since they were read."""
    is_same = (current.sync_book.decision, current.sync_book.match) == (
        job.sync_book.decision,
        job.sync_book.match,
    )
    return is_same and current.local_state == job.local_state and _is_as_read(current, job)


def _rematched(sync_book: SyncBook, match: MatchRecord) -> SyncBook:
    """Start afresh with a different record: acknowledged state and failures belonged to the old one."""
    same = match.record_id == sync_book.match.record_id
    return replace(sync_book, match=match, sync=sync_book.sync if same else SyncState())
