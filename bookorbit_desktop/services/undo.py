"""Undo of a sync: what our writes replaced on Hardcover is put back, entry by entry."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bookorbit_desktop.domain.activity import JobKind
from bookorbit_desktop.domain.catalogue import ShelfEntry
from bookorbit_desktop.domain.errors import NotFound
from bookorbit_desktop.domain.events import UndoProgressed
from bookorbit_desktop.domain.journal import JournalLine, UndoPlan, fold, plan_undo
from bookorbit_desktop.domain.log_words import entry_words
from bookorbit_desktop.domain.sync_intent import read_ids
from bookorbit_desktop.domain.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.services.clock import Clock
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.services.hardcover_account import HardcoverAccountService
from bookorbit_desktop.services.jobs import job
from bookorbit_desktop.services.run_cancel import RunCancel
from bookorbit_desktop.services.sync_store import SyncStore
from bookorbit_desktop.services.write_turn import WriteTurn

logger = logging.getLogger(__name__)

_LONGEST_END = 2.0
"""Seconds that the entry under way gets when the program ends."""
MOST_ROUNDS = 5
"""Looks at one entry: putting back a status may make Hardcover open a read, which then is taken away."""


@dataclass(frozen=True, slots=True)
class UndoSummary:
    """What an undo came to."""

    restored: int
    kept: tuple[str, ...]
    """What was left as it is and why, one sentence each."""
    left: int = 0
    """How many books it did not come to before it was cancelled."""
    message: str = ""
    """Why it ended early; empty when it did not."""


_CANCELLED = "Undo cancelled. What was not put back yet stays as the sync left it."
_INTERRUPTED = "Undo stopped. What was not put back yet follows at the next start."


class UndoService:
    """Undoes one run at a time; what a quit interrupted goes on with `resume`.

    What the person cancels does not: it ends after the current entry, and the rest is as if undo had not been asked.
    """

    def __init__(
        self,
        store: SyncStore,
        account: HardcoverAccountService,
        clock: Clock,
        turn: WriteTurn,
        events: EventBus,
    ) -> None:
        self._events = events
        self._store = store
        self._turn = turn
        self._account = account
        self._now = clock.now
        self._cancels: list[RunCancel] = []
        self._running: set[asyncio.Task[UndoSummary]] = set()
        self._closing = False

    def cancel(self, only: RunCancel | None = None) -> None:
        """The person ends what is under way or waits, or one of it, after its current entry. From any thread.

        Once the program ends it is too late: then the rest goes on at the next start.
        """
        if not self._closing:
            for cancel in tuple(self._cancels):
                if only in (None, cancel):
                    cancel.set()

    async def close(self) -> None:
        """End after the current entry; the rest goes on at the next start."""
        self._closing = True
        for cancel in self._cancels:
            cancel.interrupt()
        if self._running:
            await asyncio.wait(self._running, timeout=_LONGEST_END)

    async def undo(self, run_id: int | None = None, *, cancel: RunCancel | None = None) -> UndoSummary:
        """Undo a run, or the newest one; `cancel` ends it, also while it waits for another writer.

        Raises NotFound when there is nothing to undo, and HardcoverError; what is left then stays marked.
        """
        self._account.client()
        run = run_id if run_id is not None else await asyncio.to_thread(self._store.latest_journal_run)
        if run is None or not await self._store.want_undo(run):
            raise NotFound("There is nothing to undo: no sync has written anything that is not undone yet.")
        return await self._to_its_end(run, cancel or RunCancel())

    async def resume(self) -> UndoSummary:
        """Carry on with what is marked to be undone. Raises HardcoverError; the rest stays marked."""
        return await self._to_its_end(None, RunCancel())

    async def _to_its_end(self, run: int | None, cancel: RunCancel) -> UndoSummary:
        """Run in a task of its own: an entry that was begun is finished also when whoever asked has gone."""
        task = asyncio.create_task(self._in_turn(run, cancel))
        self._cancels.append(cancel)
        self._running.add(task)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            cancel.interrupt()
            raise
        finally:
            task.add_done_callback(lambda done: self._forget(done, cancel))

    def _forget(self, task: "asyncio.Task[UndoSummary]", cancel: RunCancel) -> None:
        self._running.discard(task)
        self._cancels.remove(cancel)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.info("An undo ended early: %s", error)

    async def _in_turn(self, run: int | None, cancel: RunCancel) -> UndoSummary:
        async with self._turn.unless(cancel):
            if run is not None and not cancel.is_set:
                # A sync that ran meanwhile may have added to the same run.
                await self._store.want_undo(run)
            books = _by_book(await asyncio.to_thread(self._store.lines_to_undo))
            if not books:
                return UndoSummary(0, ())
            with job(self._events, JobKind.UNDO):
                return await self._put_all_back(books, cancel)

    async def _put_all_back(self, books: Sequence[list[JournalLine]], cancel: RunCancel) -> UndoSummary:
        kept: list[str] = []
        restored = 0
        client = self._account.client()
        shelf = Shelf(client)
        user_id = 0 if cancel.is_set else (await Catalogue(client).account()).id
        for place, own in enumerate(books):
            if cancel.is_set:
                return await self._end_early(books[place:], UndoSummary(restored, tuple(kept)), cancel)
            change = fold(own)
            self._events.emit(UndoProgressed(place, len(books), change.title))
            left = await self._put_back(shelf, user_id, change)
            kept += [f"{change.title}: {reason}" for reason in left]
            restored += not left
            await self._store.add_log([_log_line(change, left, self._now())])
            await self._store.finish_undo(_ids([own]))
        self._events.emit(UndoProgressed(len(books), len(books)))
        return UndoSummary(restored, tuple(kept))

    async def _end_early(
        self, rest: Sequence[list[JournalLine]], so_far: UndoSummary, cancel: RunCancel
    ) -> UndoSummary:
        """What the person gave up is not marked any more, and may be undone by another undo."""
        if not cancel.is_given_up:
            return replace(so_far, left=len(rest), message=_INTERRUPTED)
        await self._store.give_up_undo(_ids(rest))
        await self._store.add_log([_cancel_line(rest[0][0].run_id, self._now())])
        return replace(so_far, left=len(rest), message=_CANCELLED)

    async def _put_back(self, shelf: Shelf, user_id: int, change: JournalLine) -> tuple[str, ...]:
        made: frozenset[int] = frozenset()
        for _ in range(MOST_ROUNDS):
            remote = await _look(shelf, user_id, change)
            planned = plan_undo(change, remote, made)
            if not planned.writes:
                await self._store.settle_after_undo(
                    change.book_id, remote or change.after, removed=remote is None
                )
                return planned.kept
            before = read_ids(remote)
            errors = await _send(shelf, planned)
            if errors:
                return errors
            made |= read_ids(await _look(shelf, user_id, change)) - before
        return ("Hardcover did not take everything back.",)


def _log_line(change: JournalLine, left: tuple[str, ...], now: datetime) -> LogLine:
    return LogLine(
        run_id=change.run_id,
        at=now,
        direction=Direction.TO_HARDCOVER,
        book_id=change.book_id if change.book_id > 0 else None,
        title=change.title,
        outcome=LogOutcome.FAILED if left else LogOutcome.SENT,
        changes=() if left else ("undo", *entry_words(change.after, change.before)),
        message=" ".join(left),
        hardcover_id=change.after.book_id,
    )


def _cancel_line(run_id: int, now: datetime) -> LogLine:
    return LogLine(
        run_id=run_id,
        at=now,
        direction=Direction.TO_HARDCOVER,
        title="",
        outcome=LogOutcome.SKIPPED,
        message=_CANCELLED,
    )


async def _look(shelf: Shelf, user_id: int, change: JournalLine) -> ShelfEntry | None:
    entries = await shelf.entries_for_books(user_id, [change.after.book_id])
    return entries.get(change.after.book_id)


async def _send(shelf: Shelf, planned: UndoPlan) -> tuple[str, ...]:
    return tuple([reply.error async for reply in shelf.replies(planned.writes) if reply.error])


def _ids(books: Sequence[list[JournalLine]]) -> list[int]:
    return [line.id for lines in books for line in lines if line.id is not None]


def _by_book(lines: Sequence[JournalLine]) -> list[list[JournalLine]]:
    books: dict[int, list[JournalLine]] = {}
    for line in lines:
        books.setdefault(line.book_id, []).append(line)
    return list(books.values())
