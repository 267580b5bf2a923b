"""The Hardcover sync for the window and the command line: run, cancel, follow, and read its state."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bookorbit_desktop.domain.base.errors import (
    HardcoverError,
    MissingScope,
    RateLimited,
    TokenRejected,
    Unreachable,
)
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.catalogue import Account, Quota, Spent
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.hardcover.sync_run import (
    ItemOutcome,
    SyncEnd,
    SyncItem,
    SyncParts,
    SyncProgress,
    SyncSummary,
    why_stopped,
    with_quotes,
)
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import (
    AnnotationsChanged,
    SyncFinished,
    SyncProgressed,
)
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.quotes import QuoteJournal
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.hardcover.quote_run import QuoteRun, QuotesLeft
from bookorbit_desktop.services.hardcover.quotes import QuoteStore
from bookorbit_desktop.services.hardcover.sync_engine import Cancelled, SyncEngine
from bookorbit_desktop.services.hardcover.sync_job import RunProgress, SyncJob
from bookorbit_desktop.services.hardcover.sync_states import SyncStates
from bookorbit_desktop.services.hardcover.sync_store import SyncStore
from bookorbit_desktop.services.hardcover.wish_pull import WishPull
from bookorbit_desktop.services.hardcover.write_journal import HardcoverWriteLock
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus, failure_text, job
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.services.runtime.run_cancel import RunCancel, SharedRun
from bookorbit_desktop.system.network import is_online

logger = logging.getLogger(__name__)

_CANCELLED = Message("Cancelled. Unsent changes stay pending.")


@dataclass(frozen=True, slots=True)
class _Order:
    """The parameters of a requested run."""

    dry_run: bool
    book_ids: frozenset[BookId] | None
    by_person: bool
    thorough: bool
    confirms: bool
    leave_out: frozenset[BookId]
    parts: SyncParts


class Automatic(Protocol):
    """The interface of what starts automatic runs."""

    @property
    def next_run(self) -> datetime | None:
        """When the next run is due; None if none is."""

    @property
    def retry_seconds(self) -> float | None:
        """Seconds until the next try after a failure; None if there is none."""


class SyncService:
    """Runs one sync at a time on the network loop.

    A request for the same sync joins one that has not read its books yet. Any other waits its turn, so that a
    run includes every decision made before it was requested.
    """

    def __init__(
        self,
        store: SyncStore,
        quotes: QuoteStore,
        states: SyncStates,
        wish_pull: WishPull,
        account: HardcoverAccountService,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
        write_lock: HardcoverWriteLock,
        online: Callable[[], bool] = is_online,
    ) -> None:
        self._online = online
        self._store = store
        self._quotes = quotes
        self._states = states
        self._wish_pull = wish_pull
        self._write_lock = write_lock
        self._account = account
        self._preferences = preferences
        self._clock = clock
        self._events = events
        self._running: SharedRun | None = None
        self._closing = False
        self._progress = RunProgress(clock, lambda progress: events.emit(SyncProgressed(progress)))
        self.automatic: Automatic | None = None
        """Set if this program starts runs automatically."""

    @property
    def progress(self) -> SyncProgress | None:
        """The progress of the current run; None while idle."""
        return self._progress.current

    @property
    def quota(self) -> Quota:
        """The latest values of Hardcover's RateLimit headers."""
        return self._account.quota

    def cancel(self, run_id: int | None = None) -> None:
        """Cancel the current run after its current request. Thread-safe.

        With `run_id`, only if that run is still the current one.
        """
        run, progress = self._running, self.progress
        if run is not None and run_id in (None, progress and progress.run_id):
            run.cancels[0].set()

    async def run(
        self,
        *,
        dry_run: bool = False,
        book_ids: frozenset[BookId] | None = None,
        by_person: bool = True,
        thorough: bool = False,
        confirms: bool | None = None,
        leave_out: frozenset[BookId] = frozenset(),
        parts: SyncParts = SyncParts.ALL,
        cancel: RunCancel | None = None,
    ) -> SyncSummary:
        """Send what is pending, or with `dry_run` only find out what would be sent; None means every book.

        A run that cannot continue ends with SyncEnd.STOPPED and the reason. Raises HardcoverError if it could
        not start. `by_person`: search again for books without a match. `thorough`: read every entry afresh,
        whatever is known of it. `confirms`: allow automatic sync afterwards; by default, if the person sent
        every book rather than chosen ones. `leave_out`: books that the person unticked; they are excluded
        until the person includes them again, or only their highlights if nothing else was to be sent.
        `cancel` ends this run, even while it waits for another one.

        A run started by the person and interrupted by a quit or crash is continued by `resume`.
        """
        if confirms is None:
            confirms = by_person and book_ids is None
        order = _Order(
            dry_run=dry_run,
            book_ids=book_ids,
            by_person=by_person,
            thorough=thorough,
            confirms=confirms and not dry_run,
            leave_out=leave_out,
            parts=parts,
        )
        return await self._one_at_a_time(order, cancel or RunCancel())

    async def _one_at_a_time(self, order: _Order, cancel: RunCancel) -> SyncSummary:
        while self._running is not None and not self._running.task.done():
            if self._running.join(order, cancel):
                break
            await self._running.wait_for_end(cancel)
            if cancel.is_set or self._closing:
                return _never_begun(order)
        else:
            self._running = SharedRun(order, [cancel])
            self._running.task = asyncio.create_task(self._in_turn(self._running, order))
        try:
            return await asyncio.shield(self._running.task)
        except asyncio.CancelledError:
            cancel.interrupt()
            raise

    async def resume(self) -> SyncSummary | None:
        """Resume what the person had started before a quit or a crash; None if there is nothing.

        Raises the same errors as `run`.
        """
        books = await asyncio.to_thread(self._store.books_to_sync)
        return await self.run(book_ids=books, by_person=False) if books else None

    async def begin_anew(self, account: Account) -> None:
        """Sync with this account from now on, as if nothing had been sent before; log and undo stay readable.

        What the earlier account acknowledged, and what was allowed or left to do there, is forgotten. Nothing is
        sent before the person confirms the next preview. Raises AnotherAccount if the token is now of a third one.
        """
        async with self._write_lock:
            now = await self._account.check()
            if now.id != account.id or not self._account.is_another(now):
                await self._account.account()
                return
            await asyncio.to_thread(self._change_account, account)
        self._account.resume()
        self._states.refresh()

    def _change_account(self, account: Account) -> None:
        before = self._preferences.current
        text = Message(
            "From here on, this library is synced with @{0}; before, it was @{1}.",
            account.username,
            before.hardcover_username,
        )
        line = LogLine(self._clock.now(), Direction.TO_HARDCOVER, "", LogOutcome.SAVED, message=text)

        def forget() -> None:
            self._store.forget_account(before.hardcover_user_id, account.id, line)
            self._wish_pull.forget()

        self._preferences.change(
            forget,
            hardcover_user_id=account.id,
            hardcover_username=account.username,
            hardcover_confirmed=False,
        )

    async def _in_turn(self, run: SharedRun, order: _Order) -> SyncSummary:
        with job(self._events, JobKind.SYNC):
            async with self._write_lock:
                return await self._run(run, order)

    async def close(self) -> None:
        """Cancel the current run, wait until its current request is stored, and close the connections."""
        self._closing = True
        if self._running is not None:
            self._running.cancels[0].interrupt()
            await asyncio.wait([self._running.task], timeout=3)
            self._running.task.cancel()
        await self._account.close()

    async def _run(self, run: SharedRun, order: _Order) -> SyncSummary:
        client = self._account.client()
        if run.is_cancelled():
            return _never_begun(order)
        client.on_wait = self._progress.say_waiting
        run_id = await asyncio.to_thread(self._store.next_run_id)
        self._progress.begin(run_id, lambda: client.rate)
        try:
            return await self._begun(client, run_id, run, order)
        except HardcoverError:  # that end was told
            raise
        except Exception as error:
            self._tell_end(_stopped(run_id, order, failure_text(error)))
            raise
        finally:
            self._progress.end()

    async def _begun(
        self, client: HardcoverClient, run_id: int, run: SharedRun, order: _Order
    ) -> SyncSummary:
        before = client.spent
        try:
            account = await self._identify()
            if self._pulls_wishes(order):
                await self._wish_pull.pull(client, account.id)
            if self._preferences.current.hardcover_quotes_pull and _reads_all(order):
                await self._read_quotes_back(client, account)
            run.has_read = True
            jobs = await asyncio.to_thread(lambda: self._jobs(order))
            if order.by_person and not order.dry_run:
                await self._leave_out(jobs, order.leave_out, run_id)
            if order.confirms:
                await asyncio.to_thread(lambda: self._preferences.change(hardcover_confirmed=True))
            if not order.by_person:
                jobs = [job for job in jobs if job.may_run(self._clock.now())]
            return await self._carry_out(client, account, jobs, run_id, before, run, order)
        except HardcoverError as error:
            message = await self._why(error, order)
            stopped = _stopped(run_id, order, message, self._continues_at(error))
            await self._log_early_end(stopped)
            self._tell_end(stopped)
            if isinstance(error, Unreachable):
                raise Unreachable(message) from error
            raise

    def _jobs(self, order: _Order) -> list[SyncJob]:
        return [] if order.parts is SyncParts.QUOTES else self._store.jobs(order.book_ids)

    async def _identify(self) -> Account:
        account = await self._account.account()
        if self._preferences.current.hardcover_user_id is None:
            await asyncio.to_thread(lambda: self._preferences.change(hardcover_user_id=account.id))
        return account

    async def _why(self, error: HardcoverError, order: _Order, left: int | None = None) -> Message:
        """The message of an error that ends a run; `left`: books not reached, otherwise all."""
        if order.dry_run:
            return error.message
        pending = await asyncio.to_thread(self._states.pending)
        left = pending if left is None else min(left, pending)
        retry_in = self.automatic.retry_seconds if self.automatic is not None else None
        return why_stopped(error, left, online=self._online(), retry_in=retry_in)

    def _continues_at(self, error: HardcoverError) -> datetime | None:
        if isinstance(error, RateLimited):
            return self._clock.now() + timedelta(seconds=error.retry_after)
        return None

    def _pulls_wishes(self, order: _Order) -> bool:
        """A full sync reads the whole shelf; a sync of a few books doesn't."""
        return self._preferences.current.hardcover_pull_wishes and _reads_all(order)

    async def _read_quotes_back(self, client: HardcoverClient, account: Account) -> None:
        """List what the person wrote on Hardcover itself, and take out what is gone there."""
        rows = await QuoteJournal(client).all_rows(account.id)
        if await self._quotes.read_back(rows):
            self._events.emit(AnnotationsChanged())

    async def _carry_out(
        self,
        client: HardcoverClient,
        account: Account,
        jobs: list[SyncJob],
        run_id: int,
        before: Spent,
        run: SharedRun,
        order: _Order,
    ) -> SyncSummary:
        items: dict[BookId, SyncItem] = {}
        self._progress.set_total(len(jobs))

        def report(item: SyncItem) -> None:
            items[item.book_id] = item
            self._progress.count(item)

        engine = SyncEngine(
            client,
            account,
            self._store,
            run_id,
            now=self._clock.now,
            is_cancelled=run.is_cancelled,
            report=report,
            stage=self._progress.say_stage,
            dry_run=order.dry_run,
            thorough=order.thorough,
        )
        end, message, continues_at = SyncEnd.COMPLETED, NOTHING, None
        try:
            await engine.run(jobs, by_person=order.by_person)
            if order.parts is not SyncParts.STATUSES:
                left = await self._send_quotes(client, account, run_id, run, order, items)
                if left is not None:
                    message, continues_at = left.message, left.continues_at
        except Cancelled:
            end, message = SyncEnd.CANCELLED, _CANCELLED
        except HardcoverError as error:
            logger.warning("The sync stopped: %s", error)
            end, message = SyncEnd.STOPPED, await self._why(error, order, len(jobs) - len(items))
            continues_at = self._continues_at(error)
            if isinstance(error, (TokenRejected, MissingScope)):
                self._account.pause_for(error)
        spent = client.spent
        first = [job.book_id for job in jobs if job.book_id in items]
        ordered = tuple(items[book_id] for book_id in dict.fromkeys([*first, *items]))
        summary = SyncSummary(
            run_id=run_id,
            end=end,
            message=message,
            dry_run=order.dry_run,
            items=ordered,
            units=spent.units - before.units,
            requests=spent.requests - before.requests,
            continues_at=continues_at,
            quotes=sum(len(item.quotes) for item in ordered),
        )
        await self._log_early_end(summary)
        if not order.dry_run and (end is SyncEnd.COMPLETED or run.is_given_up):
            await self._store.end_books_to_sync(order.book_ids)
        self._tell_end(summary)
        return summary

    async def _send_quotes(
        self,
        client: HardcoverClient,
        account: Account,
        run_id: int,
        run: SharedRun,
        order: _Order,
        items: dict[BookId, SyncItem],
    ) -> QuotesLeft | None:
        def report(item: SyncItem, written: int) -> None:
            if item.book_id in items or item.outcome is not ItemOutcome.UNCHANGED:
                items[item.book_id] = with_quotes(items.get(item.book_id), item)
            self._progress.count_quotes(item, written)

        quotes = QuoteRun(
            client,
            account,
            self._quotes,
            run_id,
            now=self._clock.now,
            is_cancelled=run.is_cancelled,
            report=report,
            stage=self._progress.say_stage,
            dry_run=order.dry_run,
            by_person=order.by_person,
        )
        work = await quotes.pending(order.book_ids)
        if not order.dry_run:
            work = [some for some in work if some.book.book_id not in order.leave_out]
        if not work:
            return None
        self._progress.set_total(len(items) + len(work), "quotes")
        return await quotes.run(work)

    def _tell_end(self, summary: SyncSummary) -> None:
        """Report the end to everyone who watched the progress."""
        self._progress.end()
        self._events.emit(SyncFinished(summary))

    async def _leave_out(self, jobs: Sequence[SyncJob], left_out: frozenset[BookId], run_id: int) -> None:
        """Exclude the books that the person unticked in the preview, from now on.

        Where only highlights were to be sent, only those are left out.
        """
        current = await asyncio.to_thread(self._store.current, list(left_out))
        waiting = {book_id for book_id, job in current.items() if job.is_pending}
        await self._quotes.take_out(left_out - waiting)
        left_out &= waiting

        def describe(book_id: BookId, title: str, _before: SyncBook, after: SyncBook) -> LogLine:
            return LogLine(
                at=self._clock.now(),
                direction=Direction.TO_HARDCOVER,
                title=title,
                outcome=LogOutcome.SAVED,
                changes=(Message("excluded from Hardcover"),),
                message=Message("You left this book out of the sync."),
                book_id=book_id,
                record_id=after.match.record_id,
                run_id=run_id,
            )

        await self._store.save_pending_run([job.book_id for job in jobs], left_out, describe)

    async def _log_early_end(self, summary: SyncSummary) -> None:
        """Log why books were not reached; the results of the others are in the log already."""
        if summary.end is SyncEnd.COMPLETED or summary.dry_run:
            return
        is_cancelled = summary.end is SyncEnd.CANCELLED
        line = LogLine(
            at=self._clock.now(),
            direction=Direction.TO_HARDCOVER,
            title="",
            outcome=LogOutcome.SKIPPED if is_cancelled else LogOutcome.FAILED,
            message=summary.message,
            run_id=summary.run_id,
        )
        await self._store.add_log([line])


def _reads_all(order: _Order) -> bool:
    """Whether a run may read everything that the person has on Hardcover."""
    return order.book_ids is None and not order.dry_run and order.parts is SyncParts.ALL


def _stopped(
    run_id: int, order: _Order, message: Message, continues_at: datetime | None = None
) -> SyncSummary:
    """The summary of a run without results."""
    return SyncSummary(
        run_id,
        SyncEnd.STOPPED,
        message,
        order.dry_run,
        items=(),
        units=0,
        requests=0,
        continues_at=continues_at,
    )


def _never_begun(order: _Order) -> SyncSummary:
    return SyncSummary(0, SyncEnd.CANCELLED, _CANCELLED, order.dry_run, items=(), units=0, requests=0)
