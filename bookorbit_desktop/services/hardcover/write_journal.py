"""Writes to Hardcover: one writer at a time, and the journal, used by undo and removal."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from types import TracebackType

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.catalogue import ShelfEntry
from bookorbit_desktop.domain.hardcover.entry_ownership import OurPart
from bookorbit_desktop.domain.hardcover.journal import JournalLine, answered_lines, part_of
from bookorbit_desktop.services.runtime.run_cancel import RunCancel, first_of
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.journal import JournalRepository


class WriteJournal:
    """Records what we wrote to each entry, and the outcome. Changes are durable on return."""

    def __init__(self, database: Database, repository: JournalRepository) -> None:
        self._database = database
        self._repository = repository

    async def latest_run(self) -> int | None:
        """The newest run with writes for which no undo has been requested."""
        return await asyncio.to_thread(self._repository.latest_run)

    async def has_run(self, run_id: int) -> bool:
        """Whether a run has written something, undone or not."""
        return await asyncio.to_thread(self._repository.has_run, run_id)

    async def is_of_earlier_account(self, run_id: int) -> bool:
        """Whether a run wrote to an account that is no longer the one in use."""
        return await asyncio.to_thread(self._repository.is_of_earlier_account, run_id)

    async def mark_for_undo(self, run_id: int) -> int:
        """Mark the rest of a run to be undone. Returns the number of lines."""
        return await self._database.write_async(lambda: self._repository.mark_for_undo(run_id))

    async def to_undo(self) -> list[JournalLine]:
        """The lines marked to be undone, oldest first."""
        return await asyncio.to_thread(self._repository.to_undo)

    async def since(self, line: JournalLine) -> list[JournalLine]:
        """Later lines of the same entry that aren't undone, oldest first."""
        return await asyncio.to_thread(self._repository.since, line)

    async def begin(self, lines: Sequence[JournalLine]) -> list[JournalLine]:
        """Record writes before they are sent (`journal.begun` makes the lines). Returns the numbered lines."""
        numbers = await self._database.write_async(lambda: self._repository.begin(lines))
        return [replace(line, id=number) for line, number in zip(lines, numbers, strict=True)]

    async def begin_undo(self, line: JournalLine) -> JournalLine:
        """Record a write of an undo before it is sent. Returns the numbered line."""
        number = await self._database.write_async(lambda: self._repository.begin_undo(line))
        return replace(line, id=number)

    async def complete(self, line: JournalLine, after: ShelfEntry, made: frozenset[int]) -> JournalLine:
        """Store the outcome of a write. Returns the updated line."""
        number = line.id
        assert number is not None
        await self._database.write_async(lambda: self._repository.complete(number, after, made))
        return replace(line, after=after, made=made, answered=True)

    async def drop(self, lines: Iterable[JournalLine]) -> None:
        """Drop writes that were refused and left nothing behind."""
        ids = _ids(lines)
        await self._database.write_async(lambda: self._repository.drop(ids))

    async def set_done(self, lines: Iterable[JournalLine]) -> None:
        """Mark lines as undone."""
        ids = _ids(lines)
        await self._database.write_async(lambda: self._repository.set_done(ids))

    async def set_kept(self, lines: Iterable[JournalLine]) -> None:
        """Mark lines that an undo left unchanged: they are retried only if their run is named explicitly."""
        ids = _ids(lines)
        await self._database.write_async(lambda: self._repository.set_kept(ids))

    async def give_up(self, lines: Iterable[JournalLine]) -> None:
        """Unmark lines that won't be undone after all."""
        ids = _ids(lines)
        await self._database.write_async(lambda: self._repository.unwant(ids))

    async def created(self) -> list[JournalLine]:
        """The newest line of each entry that we created and didn't remove."""
        return await asyncio.to_thread(self._repository.created)

    async def of_entry(self, entry: ShelfEntry, book_id: BookId) -> list[JournalLine]:
        """Our writes to an existing entry that were not undone, oldest first."""
        return await asyncio.to_thread(lambda: self._of_entry(entry, book_id))

    async def part_of(self, entry: ShelfEntry, book_id: BookId) -> OurPart:
        """Which part of an existing entry is ours, judging by our writes."""
        lines = await self.of_entry(entry, book_id)
        return part_of(lines) if lines else OurPart(entry.id)

    def _of_entry(self, entry: ShelfEntry, book_id: BookId) -> list[JournalLine]:
        lines: Sequence[JournalLine] = [
            *self._repository.of_entry(entry.id),
            *self._repository.open_lines([book_id]),
        ]
        known = answered_lines(sorted(lines, key=lambda line: line.id or 0), entry)
        return [line for line in known if line.after.id == entry.id]


def _ids(lines: Iterable[JournalLine]) -> Collection[int]:
    return [line.id for line in lines if line.id is not None]


class HardcoverWriteLock:
    """Syncs, undos and removals write to Hardcover inside `async with`, one after another, in order.

    Otherwise an undo could restore what a concurrent sync is about to overwrite. Use on one loop only; not
    reentrant.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    @property
    def is_taken(self) -> bool:
        """Whether a write is in progress."""
        return self._lock.locked()

    @asynccontextmanager
    async def unless(self, cancel: RunCancel) -> AsyncIterator[None]:
        """Wait for the turn, but only until `cancel` is set; after that nothing may be written inside."""
        taking = asyncio.ensure_future(self._lock.acquire())
        try:
            await first_of(taking, cancel.wait())
            yield
        finally:
            if taking.done() and not taking.cancelled():
                self._lock.release()

    async def __aenter__(self) -> None:
        await self._lock.acquire()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()
