"""Small writes that come up on an event loop, made durable a group at a time."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

from bookorbit_desktop.storage.database import Database

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class GroupedWrites(Generic[Item, Outcome]):
    """Commits together what comes at the same moment: one wait for the disk for all. Use it on one event loop.

    While nobody else writes, the loop commits a group itself. Handing over to the writer's thread and back costs
    several times the work of a push (measured by `python -m tests.bench kosync`), and whoever waits for the group
    waits for the disk anyway.
    """

    def __init__(self, database: Database, work: Callable[[Sequence[Item]], Sequence[Outcome]]) -> None:
        """`work` runs inside a transaction and returns one outcome for each item."""
        self._database = database
        self._work = work
        self._waiting: list[tuple[Item, asyncio.Future[Outcome]]] = []
        self._queued = False

    async def add(self, item: Item) -> Outcome:
        """Write `item`; returns once it is durable, and raises what `work` raised.

        It is carried out even if the waiting task is cancelled.
        """
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((item, outcome))
        if len(self._waiting) == 1 and not self._queued:
            loop.call_soon(self._gather, loop, 0)
        return await outcome

    def _gather(self, loop: asyncio.AbstractEventLoop, seen: int) -> None:
        """Write what waits, once a turn of the loop has brought nothing more."""
        if len(self._waiting) > seen:
            loop.call_soon(self._gather, loop, len(self._waiting))
            return
        group, self._waiting = self._waiting, []
        items = [item for item, _ in group]
        written = self._database.write_at_once(lambda: self._work(items))
        if written is not None:
            _answer(group, written)
            return
        # Later items must not overtake these.
        self._queued = True
        self._database.submit(lambda: self._work(items)).add_done_callback(
            lambda written: loop.call_soon_threadsafe(self._leave_queue, loop, group, written)
        )

    def _leave_queue(
        self,
        loop: asyncio.AbstractEventLoop,
        group: list[tuple[Item, asyncio.Future[Outcome]]],
        written: Future[Sequence[Outcome]],
    ) -> None:
        self._queued = False
        _answer(group, written)
        if self._waiting:
            self._gather(loop, 0)


def _answer(group: list[tuple[Item, asyncio.Future[Outcome]]], written: Future[Sequence[Outcome]]) -> None:
    error = written.exception()
    waiting = [outcome for _, outcome in group]
    if error is not None:
        for outcome in waiting:
            if not outcome.done():
                outcome.set_exception(error)
        return
    for outcome, result in zip(waiting, written.result(), strict=True):
        if not outcome.done():
            outcome.set_result(result)
