"""The Hardcover sync as the doors see it: run, cancel, watch, ask how things stand."""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from bookorbit_desktop.domain.activity import JobKind
from bookorbit_desktop.domain.catalogue import Account, Quota, Spent
from bookorbit_desktop.domain.errors import HardcoverError, MissingScope, TokenRejected
from bookorbit_desktop.domain.events import (
    Event,
    ProgressReceived,
    ReadingEdited,
    SyncFinished,
    SyncProgressed,
)
from bookorbit_desktop.domain.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.sync_run import ItemOutcome, SyncEnd, SyncItem, SyncProgress, SyncSummary
from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.services.clock import Clock
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.services.hardcover_account import HardcoverAccountService
from bookorbit_desktop.services.jobs import job
from bookorbit_desktop.services.preferences import Preferences
from bookorbit_desktop.services.sync_engine import Cancelled, SyncEngine
from bookorbit_desktop.services.sync_store import SyncStore
from bookorbit_desktop.services.sync_task import BookTask
from bookorbit_desktop.services.wish_pull import WishPull
from bookorbit_desktop.services.write_turn import WriteTurn

logger = logging.getLogger(__name__)

_COUNTED = {
    ItemOutcome.SENT: "sent",
    ItemOutcome.UNCHANGED: "unchanged",
    ItemOutcome.SKIPPED: "skipped",
    ItemOutcome.NOT_MATCHED: "not_matched",
    ItemOutcome.FAILED: "failed",
}


@dataclass(frozen=True, slots=True)
class _Order:
    """What a run was asked for."""

    dry_run: bool
    book_ids: frozenset[int] | None
    by_person: bool
    thorough: bool
    confirms: bool
    leave_out: frozenset[int]


class SyncService:
    """Runs one sync at a time on the network loop; the same one started twice is joined, another one waits."""

    def __init__(
        self,
        store: SyncStore,
        wish_pull: WishPull,
        account: HardcoverAccountService,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
        turn: WriteTurn,
    ) -> None:
        self._store = store
        self._wish_pull = wish_pull
        self._turn = turn
        self._account = account
        self._preferences = preferences
        self._clock = clock
        self._events = events
        self._cancelled = threading.Event()
        self._given_up = threading.Event()
        self._running: asyncio.Task[SyncSummary] | None = None
        self._wants: tuple[object, ...] = ()
        self._progress: SyncProgress | None = None
        events.subscribe(self._keep_states_in_step)

    @property
    def progress(self) -> SyncProgress | None:
        """Where the run under way stands; None while idle."""
        return self._progress

    @property
    def quota(self) -> Quota:
        """What Hardcover's headers said last."""
        return self._account.quota

    def pending_count(self) -> int:
        """How many books wait to be sent. Blocks."""
        return self.state_counts().get(HardcoverState.PENDING, 0)

    def state_counts(self) -> dict[HardcoverState, int]:
        """How many books that are not Unread stand in each state. Blocks."""
        return self._store.state_counts()

    def refresh_states(self) -> None:
        """Bring every book's state up to date, as after a start or a changed setting. Does not wait."""
        self._store.refresh()

    def cancel(self) -> None:
        """The person ends the run under way, after its current request. From any thread."""
        self._given_up.set()
        self._cancelled.set()

    async def run(
        self,
        *,
        dry_run: bool = False,
        book_ids: frozenset[int] | None = None,
        by_person: bool = True,
        thorough: bool = False,
        confirms: bool | None = None,
        leave_out: frozenset[int] = frozenset(),
    ) -> SyncSummary:
        """Send what is pending, or with `dry_run` only find out what would be sent; None means every book.

        A run that could not go on ends with SyncEnd.STOPPED and says why. Raises HardcoverError when it could not
        even begin. `by_person`: books without a match are looked for again. `thorough`: every entry is looked at
        anew, whatever is known of it. `confirms`: automatic sync may begin after this; unless said otherwise it
        may when a person sends every book, and not when they send chosen ones. `leave_out`: books that the person
        unticked; they are excluded, so that no later run sends them before the person includes them.

        What a person started and a quit or a crash interrupts is gone on with by `resume`.
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
        )
        return await self._one_at_a_time((dry_run, book_ids, thorough), lambda: self._run(order))

    async def _one_at_a_time(
        self, wants: tuple[object, ...], work: Callable[[], Coroutine[Any, Any, SyncSummary]]
    ) -> SyncSummary:
        while self._running is not None and not self._running.done():
            if self._wants == wants:
                return await asyncio.shield(self._running)
            await asyncio.wait([self._running])
        self._cancelled.clear()
        self._given_up.clear()
        self._wants = wants
        self._running = asyncio.create_task(self._in_turn(work))
        try:
            return await asyncio.shield(self._running)
        except asyncio.CancelledError:
            self._cancelled.set()
            raise

    async def resume(self) -> SyncSummary | None:
        """Go on with what the person had started before a quit or a crash; None when there is nothing.

        Raises what `run` raises.
        """
        books = await asyncio.to_thread(self._store.wanted_books)
        return await self.run(book_ids=books, by_person=False) if books else None

    async def _in_turn(self, work: Callable[[], Coroutine[Any, Any, SyncSummary]]) -> SyncSummary:
        with job(self._events, JobKind.SYNC):
            async with self._turn:
                return await work()

    async def close(self) -> None:
        """Cancel a run under way, wait until its current request is stored, and let go of the connections."""
        self._cancelled.set()
        if self._running is not None:
            await asyncio.wait([self._running], timeout=3)
            self._running.cancel()
        await self._account.close()

    async def _run(self, order: _Order) -> SyncSummary:
        client = self._account.client()
        before = client.spent
        client.on_wait = self._say_waiting
        run_id = await asyncio.to_thread(self._store.next_run_id)
        self._tell(SyncProgress(run_id, "starting", 0, 0))
        try:
            account = await self._identify()
            if self._pulls_wishes(order):
                await self._wish_pull.pull(client, account.id)
            tasks = await asyncio.to_thread(lambda: self._store.tasks(order.book_ids))
            if order.by_person and not order.dry_run:
                await self._store.begin_wanted([task.book_id for task in tasks], order.leave_out)
            if order.confirms:
                await asyncio.to_thread(lambda: self._preferences.change(hardcover_confirmed=True))
            if not order.by_person:
                tasks = [task for task in tasks if task.may_run(self._clock.now())]
            return await self._carry_out(client, account, tasks, run_id, before, order)
        except HardcoverError as error:
            stopped = SyncSummary(
                run_id, SyncEnd.STOPPED, str(error), order.dry_run, items=(), units=0, requests=0
            )
            self._events.emit(SyncFinished(stopped))
            raise
        finally:
            self._progress = None

    def _pulls_wishes(self, order: _Order) -> bool:
        """A sync of everything looks at the whole shelf; one of a few books does not."""
        return (
            self._preferences.current.hardcover_pull_wishes and order.book_ids is None and not order.dry_run
        )

    async def _identify(self) -> Account:
        account = await self._account.account()
        settings = self._preferences.current
        if settings.hardcover_user_id not in (None, account.id):
            await asyncio.to_thread(self._store.forget_bases)
            await self._wish_pull.forget()
        if (settings.hardcover_user_id, settings.hardcover_username) != (account.id, account.username):
            await asyncio.to_thread(
                lambda: self._preferences.change(
                    hardcover_user_id=account.id, hardcover_username=account.username
                )
            )
        return account

    async def _carry_out(
        self,
        client: HardcoverClient,
        account: Account,
        tasks: list[BookTask],
        run_id: int,
        before: Spent,
        order: _Order,
    ) -> SyncSummary:
        items: dict[int, SyncItem] = {}
        self._tell(SyncProgress(run_id, "matching", 0, len(tasks)))

        def report(item: SyncItem) -> None:
            items[item.book_id] = item
            self._count(item)

        engine = SyncEngine(
            client,
            account,
            self._store,
            run_id,
            now=self._clock.now,
            is_cancelled=self._cancelled.is_set,
            report=report,
            stage=self._say_stage,
            dry_run=order.dry_run,
            thorough=order.thorough,
        )
        end, message = SyncEnd.COMPLETED, ""
        try:
            await engine.run(tasks, retry_unmatched=order.by_person)
        except Cancelled:
            end, message = SyncEnd.CANCELLED, "Cancelled. What was not sent yet stays pending."
        except HardcoverError as error:
            logger.warning("The sync stopped: %s", error)
            end, message = SyncEnd.STOPPED, str(error)
            if isinstance(error, (TokenRejected, MissingScope)):
                self._account.pause(message)
        spent = client.spent
        ordered = tuple(items[task.book_id] for task in tasks if task.book_id in items)
        summary = SyncSummary(
            run_id=run_id,
            end=end,
            message=message,
            dry_run=order.dry_run,
            items=ordered,
            units=spent.units - before.units,
            requests=spent.requests - before.requests,
        )
        await self._log_early_end(summary)
        if not order.dry_run and (end is SyncEnd.COMPLETED or self._given_up.is_set()):
            await self._store.end_wanted(order.book_ids)
        self._events.emit(SyncFinished(summary))
        return summary

    async def _log_early_end(self, summary: SyncSummary) -> None:
        """What books met with is in the log already; why the others were not reached is not."""
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

    def _keep_states_in_step(self, event: Event) -> None:
        if isinstance(event, ProgressReceived) and event.book_id is not None:
            self._store.refresh([event.book_id])
        elif isinstance(event, ReadingEdited):
            self._store.refresh(event.book_ids)

    def _count(self, item: SyncItem) -> None:
        progress = self._progress
        if progress is not None:
            name = _COUNTED[item.outcome]
            counted = replace(progress, processed=progress.processed + 1, newest=item, waiting="")
            self._tell(replace(counted, **{name: getattr(progress, name) + 1}))

    def _say_stage(self, stage: str, current: str) -> None:
        if self._progress is not None:
            self._tell(replace(self._progress, stage=stage, current=current, waiting=""))

    def _say_waiting(self, seconds: float, reason: str) -> None:
        if self._progress is not None and seconds >= 2:
            self._tell(replace(self._progress, waiting=reason))

    def _tell(self, progress: SyncProgress) -> None:
        self._progress = progress
        self._events.emit(SyncProgressed(progress))
