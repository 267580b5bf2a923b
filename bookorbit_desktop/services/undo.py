"""Undo of a sync: what our writes replaced on Hardcover is put back, entry by entry."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bookorbit_desktop.domain.activity import JobKind
from bookorbit_desktop.domain.catalogue import ShelfEntry
from bookorbit_desktop.domain.errors import NotFound
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
from bookorbit_desktop.services.sync_store import SyncStore
from bookorbit_desktop.services.write_turn import WriteTurn

MOST_ROUNDS = 5
"""Looks at one entry: putting back a status may make Hardcover open a read, which then is taken away."""


@dataclass(frozen=True, slots=True)
class UndoSummary:
    """What an undo came to."""

    restored: int
    kept: tuple[str, ...]
    """What was left as it is and why, one sentence each."""


class UndoService:
    """Undoes one run at a time; what a quit interrupted goes on with `resume`."""

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

    async def undo(self, run_id: int | None = None) -> UndoSummary:
        """Undo a run, or the newest one. Raises NotFound when there is nothing to undo, and HardcoverError."""
        self._account.client()
        run = run_id if run_id is not None else await asyncio.to_thread(self._store.latest_journal_run)
        if run is None or not await self._store.want_undo(run):
            raise NotFound("There is nothing to undo: no sync has written anything that is not undone yet.")
        async with self._turn:
            # A sync that ran meanwhile may have added to the same run.
            await self._store.want_undo(run)
            return await self._carry_out()

    async def resume(self) -> UndoSummary:
        """Carry on with what is marked to be undone. Raises HardcoverError; the rest stays marked."""
        async with self._turn:
            return await self._carry_out()

    async def _carry_out(self) -> UndoSummary:
        lines = await asyncio.to_thread(self._store.lines_to_undo)
        if not lines:
            return UndoSummary(0, ())
        with job(self._events, JobKind.UNDO):
            return await self._put_all_back(lines)

    async def _put_all_back(self, lines: Sequence[JournalLine]) -> UndoSummary:
        client = self._account.client()
        account = await Catalogue(client).account()
        shelf = Shelf(client)
        kept: list[str] = []
        restored = 0
        for own in _by_book(lines):
            change = fold(own)
            left = await self._put_back(shelf, account.id, change)
            kept += [f"{change.title}: {reason}" for reason in left]
            restored += not left
            await self._store.add_log([_log_line(change, left, self._now())])
            await self._store.finish_undo([line.id for line in own if line.id is not None])
        return UndoSummary(restored, tuple(kept))

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


async def _look(shelf: Shelf, user_id: int, change: JournalLine) -> ShelfEntry | None:
    entries = await shelf.entries_for_books(user_id, [change.after.book_id])
    return entries.get(change.after.book_id)


async def _send(shelf: Shelf, planned: UndoPlan) -> tuple[str, ...]:
    return tuple([reply.error async for reply in shelf.replies(planned.writes) if reply.error])


def _by_book(lines: Sequence[JournalLine]) -> list[list[JournalLine]]:
    books: dict[int, list[JournalLine]] = {}
    for line in lines:
        books.setdefault(line.book_id, []).append(line)
    return list(books.values())
