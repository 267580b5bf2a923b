"""The quotes of a sync, after statuses and progress: look, plan, write, store; and their undo.

Each book's quotes on Hardcover are read before they are written. After each request the results are stored, so
that a run can stop anywhere; what was sent without an answer is recognised by the next look.
"""

import asyncio
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bookorbit_desktop.domain.base.errors import HardcoverBusy, RateLimited
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.catalogue import Account
from bookorbit_desktop.domain.hardcover.local_state import LOOK_SERVES
from bookorbit_desktop.domain.hardcover.quotes import (
    AddQuote,
    Quotation,
    QuoteLook,
    QuotePlan,
    QuoteState,
    QuoteWrite,
    RemoveQuote,
    SentQuote,
    found_again,
    plan_quotes,
    undoing,
    write_text,
    writes_text,
)
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncItem
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.quotes import QuoteJournal, QuoteReply
from bookorbit_desktop.services.hardcover.quotes import BegunWrite, QuoteStore, QuoteWork
from bookorbit_desktop.services.hardcover.sync_engine import Cancelled
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.highlights.quotes import QuoteRepository, WrittenQuote

BOOKS_PER_LOOK = 20
"""Books whose quotes are read together: at a unit a second they are written before the look is old."""
KEPT_SHARE = 0.1
"""The part of the day's requests that quotes leave to statuses and progress."""
_THEIRS = Message("You changed a quote of this book on Hardcover; that stays.")
_NO_ANSWER = Message("Hardcover didn't answer in time. The next sync will check and try again.")


class _Later(Exception):
    """The rest of the day's requests is kept for statuses and progress."""

    def __init__(self, limit: RateLimited, written: int) -> None:
        super().__init__(limit)
        self.limit = limit
        self.written = written


@dataclass(eq=False, slots=True)
class _Book:
    """A book during a run."""

    work: QuoteWork
    done: list[QuoteWrite] = field(default_factory=list)
    failure: Message = NOTHING


_Waiting = tuple[_Book, QuoteWrite]


@dataclass(frozen=True, slots=True)
class QuotesLeft:
    """Quotes that have to wait, why, and until when."""

    message: Message
    continues_at: datetime | None = None


class QuoteRun:
    """Writes the quotes of some books and passes each outcome to `report`, with the number of writes."""

    def __init__(
        self,
        client: HardcoverClient,
        account: Account,
        store: QuoteStore,
        run_id: int,
        *,
        now: Callable[[], datetime],
        is_cancelled: Callable[[], bool],
        report: Callable[[SyncItem, int], None],
        stage: Callable[[str, str, float], None],
        dry_run: bool,
        by_person: bool,
    ) -> None:
        """`by_person`: try again what Hardcover refused."""
        self._client = client
        self._account = account
        self._journal = QuoteJournal(client)
        self._store = store
        self._run_id = run_id
        self._now = now
        self._is_cancelled = is_cancelled
        self._report = report
        self._stage = stage
        self._dry_run = dry_run
        self._by_person = by_person

    async def pending(self, book_ids: frozenset[BookId] | None) -> list[QuoteWork]:
        """The books among these, or all (None), whose quotes have to be looked at."""
        return await asyncio.to_thread(lambda: self._pending(book_ids))

    async def run(self, work: Sequence[QuoteWork]) -> QuotesLeft | None:
        """Write the quotes of these books. Returns what has to wait until tomorrow.

        Raises Cancelled and the errors that end a run.
        """
        total = sum(len(self._plan(some).writes) for some in work)
        later = await self._run_all(work, total)
        return self._forecast(total) if self._dry_run else later

    async def _run_all(self, work: Sequence[QuoteWork], left: int) -> QuotesLeft | None:
        for start in range(0, len(work), BOOKS_PER_LOOK):
            try:
                left -= await self._run_some(work[start : start + BOOKS_PER_LOOK], left)
            except _Later as later:
                wait = Message(
                    "%n quote(s) wait[s] until tomorrow: a tenth of the day's requests is kept for statuses.",
                    count=left - later.written,
                )
                return QuotesLeft(wait, self._now() + timedelta(seconds=later.limit.retry_after))
        return None

    def _forecast(self, total: int) -> QuotesLeft | None:
        """How many days it takes to send so many; None if they fit into today."""
        quota = self._client.quota
        if quota.day_left is None or not quota.day_limit:
            return None
        a_day = quota.day_limit * (1 - KEPT_SHARE)
        today = max(0.0, quota.day_left - quota.day_limit * KEPT_SHARE)
        if total <= today:
            return None
        days = 1 + math.ceil((total - today) / a_day)
        return QuotesLeft(
            Message(
                "%n quote(s) take[s] {0} days: a tenth of each day's requests is kept for statuses.",
                days,
                count=total,
            )
        )

    def _pending(self, book_ids: frozenset[BookId] | None) -> list[QuoteWork]:
        if self._store.is_idle():
            return []
        found = self._store.work(book_ids)
        if book_ids is None and not self._dry_run:
            found += self._store.unlinked()
        return [work for work in found if self._plan(work) != QuotePlan()]

    def _plan(self, work: QuoteWork, look: QuoteLook | None = None) -> QuotePlan:
        plan = plan_quotes(work.book, work.highlights, work.sent, self._store.rules, look)
        if self._by_person:
            return plan
        return replace(plan, writes=tuple(write for write in plan.writes if not write.quote.failure))

    async def _run_some(self, work: Sequence[QuoteWork], left: int) -> int:
        """Write the quotes of books looked at together. Returns the number of writes."""
        self._check_cancelled()
        self._stage("quotes", work[0].book.title, left)
        if not self._dry_run:
            self._keep_share(1, written=0)
        look = await self._look(work)
        if self._dry_run:
            for some in work:
                self._tell(_Book(some, list(self._plan(some, look).writes)))
            return 0
        books = [_Book(some) for some in await self._store.settle(work, look)]
        try:
            return await self._write_all(books, look, left)
        finally:
            for book in books:
                self._tell(book)

    async def _write_all(self, books: Sequence[_Book], look: QuoteLook, left: int) -> int:
        plans = {book: self._plan(book.work, look) for book in books}
        waiting: list[_Waiting] = [(book, write) for book in books for write in plans[book].writes]
        for book, plan in plans.items():
            book.failure = _NO_ANSWER if plan.unanswered else NOTHING
        written = 0
        while waiting:
            self._check_cancelled()
            batch = waiting[: self._journal.batch_size]
            overwrites = any(not isinstance(write, AddQuote) for _, write in batch)
            if overwrites and self._now() - look.at > LOOK_SERVES:
                work = list(dict.fromkeys(book.work for book, _ in waiting))
                look = await self._look(work)
                await self._store.settle(work, look)
            self._keep_share(len(batch), written)
            self._stage("quotes", batch[0][0].work.book.title, left - written)
            await self._write(batch, look)
            del waiting[: len(batch)]
            written += len(batch)
        return written

    async def _write(self, batch: Sequence[_Waiting], look: QuoteLook) -> None:
        planned = [(book.work, write) for book, write in batch]
        begun = await self._store.begin(planned, look, self._run_id, self._now())
        sent = [(book, one) for (book, _), one in zip(batch, begun, strict=True) if one is not None]
        if not sent:
            return
        replies = await self._replies([one.write for _, one in sent])
        lines = [self._line(book, one, reply) for (book, one), reply in zip(sent, replies, strict=True)]
        await self._store.finish([one for _, one in sent], replies, _folded(lines))

    async def _replies(self, writes: Sequence[QuoteWrite]) -> list[QuoteReply | None]:
        """The replies; None if it is unknown whether a write was carried out."""
        try:
            return await self._journal.write(writes)
        except HardcoverBusy as error:
            if not error.may_have_landed:
                raise
            return [None] * len(writes)

    def _line(self, book: _Book, begun: BegunWrite, reply: QuoteReply | None) -> LogLine:
        """Note the outcome of a write on its book. Returns its line for the log."""
        failure = _NO_ANSWER if reply is None else Message("Hardcover refused: {0}", reply.error)
        is_done = reply is not None and not reply.error
        if is_done:
            book.done.append(begun.write)
        else:
            book.failure = failure
        return LogLine(
            at=self._now(),
            direction=Direction.TO_HARDCOVER,
            title=book.work.book.title,
            outcome=LogOutcome.SENT if is_done else LogOutcome.FAILED,
            changes=(write_text(begun.write, shortened=True),),
            message=NOTHING if is_done else failure,
            book_id=book.work.book.book_id,
            record_id=begun.write.quote.record_id,
            units=1,
            run_id=self._run_id,
        )

    async def _look(self, work: Sequence[QuoteWork]) -> QuoteLook:
        at = self._now()
        records = sorted({record_id for some in work for record_id in some.record_ids})
        return QuoteLook(await self._journal.of_records(self._account.id, records) if records else [], at)

    def _tell(self, book: _Book) -> None:
        about = book.work.book
        failed = bool(book.failure)
        outcome = ItemOutcome.SENT if book.done else ItemOutcome.UNCHANGED
        item = SyncItem(
            about.book_id or BookId(0),
            about.title,
            ItemOutcome.FAILED if failed else outcome,
            about.state,
            book.failure,
            writes_text(book.done),
            quotes=tuple(write_text(write) for write in book.done),
        )
        self._report(item, len(book.done))

    def _keep_share(self, units: int, written: int) -> None:
        try:
            self._client.keep_share(units, KEPT_SHARE)
        except RateLimited as limit:
            raise _Later(limit, written) from limit

    def _check_cancelled(self) -> None:
        if self._is_cancelled():
            raise Cancelled


def _folded(lines: Sequence[LogLine]) -> list[LogLine]:
    """One line for all writes of a book with one outcome."""
    folded: dict[tuple[object, ...], LogLine] = {}
    for line in lines:
        key = (line.book_id, line.title, line.outcome, line.message, line.record_id)
        known = folded.get(key)
        if known is None:
            folded[key] = line
        else:
            units = (known.units or 0) + (line.units or 0)
            folded[key] = replace(known, changes=(*known.changes, *line.changes), units=units)
    return list(folded.values())


@dataclass(frozen=True, slots=True)
class QuotesUndone:
    """What an undo did to quotes."""

    restored: int = 0
    kept: tuple[Message, ...] = ()
    failed: int = 0
    left: int = 0


@dataclass(eq=False, slots=True)
class _Undone:
    """A quote while it is put back."""

    quote: SentQuote
    lines: list[WrittenQuote]
    """Our writes to it since the run that is undone, oldest first."""

    @property
    def before(self) -> Quotation | None:
        """What it said before all of them; None if it was not there."""
        return self.lines[0].before

    @property
    def ids(self) -> list[int]:
        return [line.id for line in self.lines]


class QuoteUndo:
    """Takes back what a run did to quotes: removes, changes back or adds again, where nobody changed them since."""

    def __init__(self, database: Database, repository: QuoteRepository, store: QuoteStore) -> None:
        self._database = database
        self._repository = repository
        self._store = store

    async def latest_run(self) -> int | None:
        """The newest run that wrote quotes and for which no undo has been requested."""
        return await asyncio.to_thread(self._repository.latest_run, self._store.account)

    async def has_run(self, run_id: int) -> bool:
        """Whether a run has written quotes, undone or not."""
        return await asyncio.to_thread(self._repository.has_run, run_id)

    async def mark(self, run_id: int) -> int:
        """Mark a run's quotes to be undone. Returns their number."""
        return await self._database.write_async(
            lambda: self._repository.mark_for_undo(run_id, self._store.account)
        )

    async def waiting(self) -> list[WrittenQuote]:
        """The writes to be undone, oldest first."""
        return await asyncio.to_thread(self._repository.to_undo, self._store.account)

    async def give_up(self) -> None:
        """Unmark what won't be undone after all."""
        ids = [line.id for line in await self.waiting()]
        await self._database.write_async(lambda: self._repository.set_undo(ids, is_done=None))

    async def put_back(
        self,
        client: HardcoverClient,
        user_id: int,
        now: Callable[[], datetime],
        is_cancelled: Callable[[], bool],
    ) -> QuotesUndone:
        """Undo what is marked. Raises HardcoverError; the rest stays marked."""
        journal = QuoteJournal(client)
        undone = QuotesUndone()
        quotes = await asyncio.to_thread(self._quotes, await self.waiting())
        for start in range(0, len(quotes), journal.batch_size):
            if is_cancelled():
                return replace(undone, left=len(quotes) - start)
            some = quotes[start : start + journal.batch_size]
            undone = await self._put_back_some(journal, user_id, some, now(), undone)
        return undone

    def _quotes(self, lines: Sequence[WrittenQuote]) -> list[_Undone]:
        found: dict[int, _Undone] = {}
        for line in lines:
            quote = self._repository.get(line.quote_id)
            if quote is not None:
                found.setdefault(line.quote_id, _Undone(quote, [])).lines.append(line)
        return list(found.values())

    async def _put_back_some(
        self,
        journal: QuoteJournal,
        user_id: int,
        some: Sequence[_Undone],
        at: datetime,
        undone: QuotesUndone,
    ) -> QuotesUndone:
        records = sorted({one.quote.record_id for one in some if one.quote.record_id is not None})
        look = QuoteLook(await journal.of_records(user_id, records), at)
        known = await asyncio.to_thread(self._store.rows_known)
        writes: list[tuple[_Undone, QuoteWrite]] = []
        kept: list[Message] = []
        over: list[int] = []
        for one in some:
            quote = found_again(one.quote, look, known)
            if quote.state is QuoteState.THEIRS:
                kept.append(Message("{0}: {1}", one.lines[-1].title, _THEIRS))
                await self._database.write_async(partial(self._repository.set_undo, one.ids, is_done=False))
                continue
            write = undoing(quote, one.before)
            if write is None:
                over += one.ids
            else:
                writes.append((one, write))
        await self._database.write_async(lambda: self._begin(writes, over, at))
        replies = await journal.write([write for _, write in writes]) if writes else []
        lines = await self._database.write_async(lambda: self._finish(writes, replies, at))
        failed = [line.message for line in lines if line.outcome is LogOutcome.FAILED]
        return QuotesUndone(
            undone.restored + len(some) - len(kept) - len(failed),
            (*undone.kept, *kept, *failed),
            undone.failed + len(failed),
        )

    def _begin(self, writes: Sequence[tuple[_Undone, QuoteWrite]], over: Sequence[int], at: datetime) -> None:
        self._repository.set_undo(over, is_done=True)
        for one, write in writes:
            content = None if isinstance(write, RemoveQuote) else write.content
            state = QuoteState.UNWANTED if content is None else QuoteState.SENT
            quote = replace(write.quote, state=state, pending=content, pending_at=at)
            self._repository.put(quote, self._store.account)
            one.quote = quote

    def _finish(
        self, writes: Sequence[tuple[_Undone, QuoteWrite]], replies: Sequence[QuoteReply | None], at: datetime
    ) -> list[LogLine]:
        lines = []
        for (one, write), reply in zip(writes, replies, strict=True):
            failure = _NO_ANSWER if reply is None else Message("Hardcover refused: {0}", reply.error)
            is_done = reply is not None and not reply.error
            if reply is not None and is_done:
                self._repository.put(_put_back(one.quote, write, reply), self._store.account)
            self._repository.set_undo(one.ids, is_done=is_done)
            last = one.lines[-1]
            lines.append(
                LogLine(
                    at=at,
                    direction=Direction.TO_HARDCOVER,
                    title=last.title,
                    outcome=LogOutcome.SENT if is_done else LogOutcome.FAILED,
                    changes=(Message("undo"), write_text(write, shortened=True)),
                    message=NOTHING if is_done else failure,
                    book_id=last.book_id,
                    record_id=one.quote.record_id,
                    run_id=last.run_id,
                )
            )
        self._store.log_now(lines)
        return lines


def _put_back(quote: SentQuote, write: QuoteWrite, reply: QuoteReply) -> SentQuote:
    """A quote after it was put back: what was undone isn't sent again by itself."""
    answered = replace(quote, pending=None, pending_at=None, failure=NOTHING)
    if isinstance(write, RemoveQuote):
        return replace(answered, state=QuoteState.REMOVED, journal_id=None, content=None)
    held = quote.content.entry if quote.content is not None else ""
    journal_id = reply.journal_id if isinstance(write, AddQuote) else quote.journal_id
    return replace(answered, content=write.content, journal_id=journal_id, held=held)
