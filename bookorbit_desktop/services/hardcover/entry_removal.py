"""Removes entries that we created on Hardcover, on request and only while nobody has added to them."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookorbit_desktop.domain.base.errors import HardcoverError
from bookorbit_desktop.domain.base.ids import BookId, EntryId
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.hardcover.catalogue import RemoveEntry, ShelfEntry
from bookorbit_desktop.domain.hardcover.entry_ownership import THEIRS, part_of_base, why_theirs
from bookorbit_desktop.domain.hardcover.local_state import Baseline
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.shelf import Shelf, entries_by_ids
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.hardcover.sync_store import SyncStore
from bookorbit_desktop.services.hardcover.write_journal import HardcoverWriteLock, WriteJournal
from bookorbit_desktop.services.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Removal:
    """Which entries were removed on Hardcover, and why others were kept."""

    removed: int = 0
    kept: tuple[Message, ...] = ()
    """Why an entry was kept, one sentence each."""


@dataclass(slots=True)
class _Run:
    """One removal under way."""

    client: HardcoverClient
    shelf: Shelf
    user_id: int
    removed: list[BookId] = field(default_factory=list)
    kept: list[Message] = field(default_factory=list)


class EntryRemoval:
    """Removes entries. An entry to which the person added something is theirs and stays."""

    def __init__(
        self,
        store: SyncStore,
        write_journal: WriteJournal,
        account: HardcoverAccountService,
        clock: Clock,
        write_lock: HardcoverWriteLock,
    ) -> None:
        self._store = store
        self._write_journal = write_journal
        self._account = account
        self._now = clock.now
        self._write_lock = write_lock

    async def remove(self, books: Mapping[BookId, SyncBook]) -> Removal:
        """Delete the entries we created on Hardcover for these books, given their state before an action.

        Entries that the person created, recreated or edited are never changed. Raises HardcoverError if it
        could not start.
        """
        client = self._account.client()
        run = _Run(client, Shelf(client), (await self._account.account()).id)
        ours: dict[BookId, SyncBook] = {}
        for book_id, book in books.items():
            if book.baseline.entry is not None and book.baseline.created_by_us:
                ours[book_id] = book
            elif book.baseline.entry is not None:
                run.kept.append(
                    Message(
                        "You created the entry of “{0}” yourself; BookOrbit won't delete it.",
                        book.match.title,
                    )
                )
        async with self._write_lock:
            waiting = list(ours.items())
            while waiting:
                group = dict(waiting[: run.shelf.batch_size])
                del waiting[: len(group)]
                try:
                    await self._remove_group(run, group)
                except HardcoverError as error:
                    await self._keep(run, group, (error.message,), LogOutcome.FAILED)
        return Removal(len(run.removed), tuple(run.kept))

    async def _remove_group(self, run: _Run, group: Mapping[BookId, SyncBook]) -> None:
        """Read and delete with two requests in a row, so that nothing changes in between."""
        ids = {book_id: book.baseline.entry.id for book_id, book in group.items() if book.baseline.entry}
        shown = await entries_by_ids(run.client, run.user_id, list(ids.values()))
        gone = [
            entry.record_id
            for book in group.values()
            if (entry := book.baseline.entry) and entry.id not in shown
        ]
        anew = await run.shelf.entries_for_books(run.user_id, gone) if gone else {}
        free: dict[BookId, SyncBook] = {}
        for book_id, book in group.items():
            entry = shown.get(ids[book_id])
            if entry is None:
                if book.baseline.entry and book.baseline.entry.record_id in anew:
                    await self._keep(run, {book_id: book}, (THEIRS,), LogOutcome.UNCHANGED)
                await self._forget_base(book_id)
            elif reasons := await self._why_theirs(book_id, book.baseline, entry):
                await self._keep(run, {book_id: book}, reasons, LogOutcome.UNCHANGED)
                await self._give_away(book_id, entry.id)
            else:
                free[book_id] = book
        if not free:
            return
        replies = await run.shelf.write([RemoveEntry(ids[book_id]) for book_id in free])
        for (book_id, book), reply in zip(free.items(), replies, strict=True):
            if reply.error:
                await self._keep(run, {book_id: book}, (reply.error,), LogOutcome.FAILED)
                continue
            run.removed.append(book_id)
            await self._log(book_id, book, LogOutcome.SENT, changes=(Message("removed from your shelf"),))
            await self._write_journal.set_done(
                await self._write_journal.of_entry(shown[ids[book_id]], book_id)
            )
            await self._forget_base(book_id)

    async def _why_theirs(
        self, book_id: BookId, baseline: Baseline, entry: ShelfEntry
    ) -> tuple[Message, ...]:
        part = await self._write_journal.part_of(entry, book_id)
        return why_theirs(entry, part if part.created else part_of_base(baseline))

    async def _forget_base(self, book_id: BookId) -> None:
        """Drop the acknowledged state along with the entry. If the book is included again, it is added again."""
        await self._store.change_sync([book_id], lambda _, baseline: Baseline())

    async def _give_away(self, book_id: BookId, entry_id: EntryId) -> None:
        """Treat the entry as the person's own from now on."""

        def given_away(_: BookId, baseline: Baseline) -> Baseline:
            is_this_one = baseline.entry is not None and baseline.entry.id == entry_id
            return replace(baseline, created_by_us=False) if is_this_one else baseline

        await self._store.change_sync([book_id], given_away)

    async def _keep(
        self, run: _Run, group: Mapping[BookId, SyncBook], reasons: Sequence[str], outcome: LogOutcome
    ) -> None:
        for book_id, book in group.items():
            run.kept += [
                Message("“{0}” is still on Hardcover: {1}", book.match.title, reason) for reason in reasons
            ]
            await self._log(book_id, book, outcome, message=joined_messages(reasons))

    async def _log(
        self,
        book_id: BookId,
        book: SyncBook,
        outcome: LogOutcome,
        changes: tuple[Message, ...] = (),
        message: Message = NOTHING,
    ) -> None:
        metadata = await asyncio.to_thread(self._store.metadata, book_id)
        line = LogLine(
            at=self._now(),
            direction=Direction.TO_HARDCOVER,
            title=metadata.title,
            outcome=outcome,
            changes=changes,
            message=message,
            book_id=book_id,
            record_id=book.match.record_id,
            units=1 if changes else None,
        )
        await self._store.add_log([line])
