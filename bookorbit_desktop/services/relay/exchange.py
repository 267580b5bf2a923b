"""One round of the relay: imports newer positions from the other server, then sends what devices pushed here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bookorbit_desktop.domain.base.errors import RelayDocumentRefused, RelayError, RelayMalformed
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.change_text import progress_change
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.koreader.progress import Position, Push
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import ProgressReceived
from bookorbit_desktop.domain.relay.relay import (
    RelayAction,
    RelayedPosition,
    RelayRound,
    UpstreamPosition,
    decide,
    is_same,
    taken_at,
)
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.relay.relay import RelayService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus, job
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from bookorbit_desktop.storage.koreader.digests import DigestRepository
from bookorbit_desktop.storage.koreader.progress import ProgressRepository
from bookorbit_desktop.storage.relay.relay import RelayRepository

if TYPE_CHECKING:
    from bookorbit_desktop.relay.client import UpstreamClient

PACE = 1.0
"""Seconds between two requests, as other people use that server, too."""
GIVE_UP_AFTER = 3
"""Consecutive rejected documents after which the round ends."""


@dataclass(frozen=True, slots=True)
class RelayStore:
    """The repositories that a round works on."""

    database: Database
    relay: RelayRepository
    pushes: ProgressRepository
    digests: DigestRepository
    log: SyncLogRepository


@dataclass(frozen=True, slots=True)
class _Settled:
    """The outcome of comparing a document."""

    to_send: Position | None = None
    event: ProgressReceived | None = None


class _Outdated(Exception):
    """The person changed the server or login, or switched the relay off, during a round."""


class RelayExchange:
    """Compares documents one by one. Runs one round at a time."""

    def __init__(
        self,
        relay: RelayService,
        store: RelayStore,
        progress: ProgressService,
        clock: Clock,
        events: EventBus,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._relay = relay
        self._store = store
        self._progress = progress
        self._clock = clock
        self._events = events
        self._sleep = sleep
        self._one_round = asyncio.Lock()
        self._reported: set[str] = set()
        self._revision = 0
        """`RelayService.revision` when the round began, as its results apply to that server only."""

    async def run(self, documents: Collection[str] = (), *, thorough: bool = False) -> RelayRound:
        """Compare these documents and those that are due; with `thorough` every recent one, as a job.

        Ends early, storing nothing more, once the person changes server, login or switch. Raises RelayError,
        and InvalidInput if it is not set up.
        """
        async with self._one_round:
            self._revision = self._relay.revision
            with job(self._events, JobKind.RELAY) if thorough else nullcontext():
                try:
                    return await self._run(documents, thorough=thorough)
                except _Outdated:
                    return RelayRound()
                except RelayError as error:
                    if self._relay.revision == self._revision:
                        self._relay.note(error)
                    raise

    async def _run(self, documents: Collection[str], *, thorough: bool) -> RelayRound:
        client = await self._relay.connect()
        due = await asyncio.to_thread(self._store.relay.due, self._now(), thorough=thorough)
        wanted = list(dict.fromkeys([*documents, *due]))
        if not wanted and not thorough:
            return RelayRound()
        async with client as upstream:
            await upstream.log_in()
            done, to_send = await self._pull(upstream, wanted)
            done = await self._push(upstream, to_send, done)
        self._check_revision()
        self._relay.note(None)
        return done

    async def _pull(
        self, upstream: UpstreamClient, documents: list[str]
    ) -> tuple[RelayRound, list[Position]]:
        done, to_send, refused_in_a_row = RelayRound(), list[Position](), 0
        for document in documents:
            await self._sleep(PACE)
            try:
                there = await upstream.pull(document)
            except (RelayDocumentRefused, RelayMalformed) as error:
                await self._write(partial(self._note_no_answer, document, error.message))
                done, refused_in_a_row = replace(done, refused=done.refused + 1), refused_in_a_row + 1
                if refused_in_a_row == GIVE_UP_AFTER:
                    raise
                continue
            refused_in_a_row = 0
            settled = await self._write(partial(self._settle, document, there))
            done = replace(done, checked=done.checked + 1)
            if settled.to_send is not None:
                to_send.append(settled.to_send)
            if settled.event is not None:
                done = replace(done, taken=done.taken + 1)
                self._events.emit(settled.event)
        return done, to_send

    async def _push(
        self, upstream: UpstreamClient, positions: list[Position], done: RelayRound
    ) -> RelayRound:
        for position in positions:
            await self._sleep(PACE)
            self._check_revision()
            try:
                await upstream.push(position)
            except RelayDocumentRefused as error:
                await self._write(partial(self._note_not_taken, position, error.message))
                done = replace(done, refused=done.refused + 1)
            else:
                await self._write(partial(self._note_sent, position))
                done = replace(done, sent=done.sent + 1)
        return done

    def _settle(self, document: str, there: UpstreamPosition | None) -> _Settled:
        """Compare and import in one writer job, so that no push comes in between."""
        store, now = self._store, self._now()
        # What the person has reset is neither sent nor compared; another position still comes in.
        local = None if store.pushes.is_withheld(document) else store.pushes.position(document)
        agreed = store.relay.agreed(document)
        action = decide(local, there, agreed, now)
        store.relay.note_check(document, now)
        if action is RelayAction.SEND:
            return _Settled(to_send=local)
        if action is RelayAction.TAKE and there is not None:
            return _Settled(event=self._take(document, there, local, agreed))
        if local is not None and there is not None and is_same(_relayed(local), there.position):
            store.relay.agree(document, _relayed(local), now)
        return _Settled()

    def _take(
        self, document: str, there: UpstreamPosition, local: Position | None, agreed: RelayedPosition | None
    ) -> ProgressReceived:
        now = self._now()
        push = Push(document, there.progress, there.percentage, there.device, there.device_id, relayed=True)
        event = self._progress.take_relayed(push, taken_at(there, local, now))
        self._store.relay.agree(document, there.position, now)
        before = agreed if local is None else _relayed(local)
        self._log(
            document,
            Direction.FROM_RELAY,
            LogOutcome.RECEIVED,
            (_moved(before, there.position),),
            Message("Last read on {0}.", there.device),
        )
        return event

    def _note_sent(self, position: Position) -> _Settled:
        document, relayed = position.document, _relayed(position)
        before = self._store.relay.agreed(document)
        self._store.relay.agree(document, relayed, self._now())
        self._log(document, Direction.TO_RELAY, LogOutcome.SENT, (_moved(before, relayed),))
        return _Settled()

    def _note_not_taken(self, position: Position, reason: Message) -> _Settled:
        """Don't send it until the device moves on: some servers accept only documents they have a file of."""
        document, relayed = position.document, _relayed(position)
        before = self._store.relay.agreed(document)
        self._store.relay.agree(document, relayed, self._now())
        self._log(document, Direction.TO_RELAY, LogOutcome.FAILED, (_moved(before, relayed),), reason)
        return _Settled()

    def _note_no_answer(self, document: str, reason: Message) -> _Settled:
        """Log it once while the program runs, as the document is requested again and again."""
        self._store.relay.note_check(document, self._now())
        if document not in self._reported:
            self._reported.add(document)
            self._log(document, Direction.FROM_RELAY, LogOutcome.FAILED, (), reason)
        return _Settled()

    def _log(
        self,
        document: str,
        direction: Direction,
        outcome: LogOutcome,
        changes: tuple[Message, ...],
        message: Message = NOTHING,
    ) -> None:
        book_id = self._store.digests.book_of(document)
        line = LogLine(
            at=self._clock.now(),
            direction=direction,
            title=self._store.relay.title(document, book_id),
            outcome=outcome,
            changes=changes,
            message=message,
            book_id=book_id,
        )
        self._store.log.add([line])

    def _now(self) -> float:
        return self._clock.now().timestamp()

    async def _write(self, work: Callable[[], _Settled]) -> _Settled:
        def checked() -> _Settled:
            self._check_revision()
            return work()

        return await self._store.database.write_async(checked)

    def _check_revision(self) -> None:
        if self._relay.revision != self._revision:
            raise _Outdated


def _moved(before: RelayedPosition | None, after: RelayedPosition) -> Message:
    """The change as text, such as "read from 41% to 43%"."""
    return progress_change(None if before is None else before.percentage, after.percentage)


def _relayed(position: Position) -> RelayedPosition:
    return RelayedPosition(position.progress, position.percentage)
