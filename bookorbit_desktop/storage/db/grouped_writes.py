"""Writes with a fate of their own: small ones from an event loop, in groups, and parts of a job that may fail alone."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bookorbit_desktop.domain.base.errors import DiskFull, StorageUnavailable
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.faults import SLOW, plain_error

logger = logging.getLogger(__name__)

GIVE_UP: Final = 1.2
"""Seconds after which nobody waits for a write; KOReader hangs up after 2 (kosync.md section 2)."""
_LOOK_EVERY: Final = 0.2

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


@dataclass(slots=True)
class _Waiting(Generic[Item, Outcome]):
    item: Item
    outcome: asyncio.Future[Outcome]
    since: float
    """By the loop's clock."""


class GroupedWrites(Generic[Item, Outcome]):
    """Commits writes that arrive together in one transaction, with one wait for the disk. For one event loop.

    While no other writer is active and the disk is fast, the loop commits a group itself: handing over to the
    writer's thread and back costs several times as much as storing a push (measured by `python -m tests.bench
    kosync`). Otherwise the writer's thread commits it, and the loop goes on.
    """

    def __init__(
        self,
        database: Database,
        work: Callable[[Sequence[Item]], Sequence[Outcome]],
        tell: Callable[[Outcome], None],
    ) -> None:
        """`work` runs inside a transaction and returns one outcome for each item.

        If it fails for several items, it is called again for each one. `tell` gets every outcome on the loop
        once it is durable, even if nobody waits for it any more.
        """
        self._database = database
        self._work = work
        self._tell = tell
        self._waiting: list[_Waiting[Item, Outcome]] = []
        self._queued: deque[list[_Waiting[Item, Outcome]]] = deque()
        """Groups that the writer's thread has or gets next; later items must not overtake them."""

    def add(self, item: Item) -> asyncio.Future[Outcome]:
        """Write `item` soon; the future is done once it is durable.

        It fails with the error `work` raised for it, or with StorageUnavailable if it cannot be stored or
        that takes too long. The item is written even if the future is cancelled.
        """
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append(_Waiting(item, outcome, loop.time()))
        if len(self._waiting) == 1 and not self._queued:
            loop.call_soon(self._gather, loop, 0)
        return outcome

    def _gather(self, loop: asyncio.AbstractEventLoop, seen: int) -> None:
        """Write the waiting items once a turn of the loop has brought no more."""
        if len(self._waiting) > seen:
            loop.call_soon(self._gather, loop, len(self._waiting))
            return
        group, self._waiting = self._waiting, []
        items = [entry.item for entry in group]
        written = self._database.write_at_once(lambda: self._work(items))
        if written is not None and (alone := self._answer(group, written)):
            self._queue(loop, alone)
        elif written is None:
            self._queue(loop, [group])

    def _queue(
        self, loop: asyncio.AbstractEventLoop, groups: Sequence[list[_Waiting[Item, Outcome]]]
    ) -> None:
        self._queued.extend(groups)
        loop.call_later(_LOOK_EVERY, self._give_up, loop)
        self._hand_over(loop)

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        """Pass the next group to the writer's thread."""
        items = [entry.item for entry in self._queued[0]]
        self._database.submit(lambda: self._work(items), urgent=True).add_done_callback(
            lambda written: loop.call_soon_threadsafe(self._leave_queue, loop, written)
        )

    def _leave_queue(self, loop: asyncio.AbstractEventLoop, written: Future[Sequence[Outcome]]) -> None:
        self._queued.extendleft(reversed(self._answer(self._queued.popleft(), written)))
        if self._queued:
            self._hand_over(loop)
        elif self._waiting:
            self._gather(loop, 0)

    def _answer(
        self, group: list[_Waiting[Item, Outcome]], written: Future[Sequence[Outcome]]
    ) -> list[list[_Waiting[Item, Outcome]]]:
        """Resolve the futures. If several items failed together, each is written again on its own."""
        error = written.exception()
        if error is None:
            for entry, result in zip(group, written.result(), strict=True):
                self._tell(result)
                if not entry.outcome.done():
                    entry.outcome.set_result(result)
            return []
        if len(group) > 1 and (isinstance(error, DiskFull) or not isinstance(error, StorageUnavailable)):
            return [[entry] for entry in group]
        for entry in group:
            if not entry.outcome.done():
                entry.outcome.set_exception(error)
        return []

    def _give_up(self, loop: asyncio.AbstractEventLoop) -> None:
        """Notify callers that have waited too long; the write still happens if it can."""
        if not self._queued:
            return
        late = loop.time() - GIVE_UP
        for entry in [*(entry for group in self._queued for entry in group), *self._waiting]:
            if entry.since < late and not entry.outcome.done():
                entry.outcome.set_exception(StorageUnavailable(SLOW))
        loop.call_later(_LOOK_EVERY, self._give_up, loop)


T = TypeVar("T")


def one_alone(database: Database, what: str, work: Callable[[], T]) -> T | None:
    """Do one part of a job; returns None, with nothing of it stored, if it fails. Other parts go on.

    `what` names it in the log. Raises errors of the whole job: the disk, the database, a lost transaction.
    """
    connection = database.connection()
    connection.execute("SAVEPOINT one")
    try:
        done = work()
    except Exception as error:
        if isinstance(plain_error(error), StorageUnavailable) or not connection.in_transaction:
            raise
        connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")
        logger.exception("%s could not be stored", what)
        return None
    connection.execute("RELEASE one")
    return done
