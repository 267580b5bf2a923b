"""Commands that change one field of entries on the person's shelf and send nothing else.

Entries are read again right before each request; those that changed are left alone, with the reason.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bookorbit_desktop.domain.base.errors import (
    HardcoverBusy,
    HardcoverError,
    InvalidInput,
    MissingScope,
    TokenRejected,
)
from bookorbit_desktop.domain.base.ids import BookId, EntryId, RecordId
from bookorbit_desktop.domain.base.messages import NOTHING, Message, as_message
from bookorbit_desktop.domain.hardcover.catalogue import ShelfEntry, WriteReply
from bookorbit_desktop.domain.hardcover.entry_edits import (
    EntryEdit,
    LocalEntry,
    after_edit,
    own_privacy_edits,
    privacy_edits,
    rating_edit,
    rating_stays,
    refreshed,
)
from bookorbit_desktop.domain.hardcover.entry_ownership import why_theirs
from bookorbit_desktop.domain.hardcover.journal import JournalLine, begun
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.hardcover.sync_run import (
    ItemOutcome,
    SyncEnd,
    SyncItem,
    SyncProgress,
    SyncSummary,
)
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import SyncFinished, SyncProgressed
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.shelf import Shelf, entries_by_ids
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.hardcover.sync_job import RunProgress
from bookorbit_desktop.services.hardcover.sync_store import SyncStore
from bookorbit_desktop.services.hardcover.write_journal import HardcoverWriteLock, WriteJournal
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus, job
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.services.runtime.run_cancel import RunCancel, SharedRun

logger = logging.getLogger(__name__)


_SAME = Message("Up to date on Hardcover.")
_EXCLUDED = Message("You excluded this book from Hardcover.")
_CANCELLED = Message("Cancelled. Start again to do the rest.")


class _Cancelled(Exception):
    """The person cancelled the run. What Hardcover has answered is stored."""


@dataclass(slots=True)
class _Run:
    """A command being carried out."""

    id: int
    client: HardcoverClient
    shelf: Shelf
    user_id: int
    is_cancelled: Callable[[], bool]
    items: list[SyncItem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Command:
    """What a command edits, and why it may leave an entry alone."""

    wants: tuple[object, ...]
    """Commands with equal values are the same."""
    find: Callable[[_Run], Awaitable[list[EntryEdit]]]
    why_not: Callable[[EntryEdit, ShelfEntry], Awaitable[Message]]
    """Why an edit is not made after all, given the current entry; empty if it is."""
    privacy: int | None = None
    """Entries with this privacy need no change."""


class EntryEditService:
    """Runs one command at a time, after any other writer to Hardcover.

    Starting the same command again joins it if it has not read anything yet; otherwise it runs once more
    afterwards.

    Replaced values are journalled before sending, so that undo can restore them even if this program ends in
    between. A cancelled or interrupted command, when repeated, finds only what is left.
    """

    def __init__(
        self,
        store: SyncStore,
        write_journal: WriteJournal,
        account: HardcoverAccountService,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
        write_lock: HardcoverWriteLock,
    ) -> None:
        self._store = store
        self._write_journal = write_journal
        self._account = account
        self._preferences = preferences
        self._now = clock.now
        self._events = events
        self._write_lock = write_lock
        self._running: SharedRun | None = None
        self._progress = RunProgress(clock, lambda progress: events.emit(SyncProgressed(progress)))

    @property
    def progress(self) -> SyncProgress | None:
        """The progress of the current command; None while idle."""
        return self._progress.current

    def cancel(self) -> None:
        """Stop the current command after its current request, but no later command. Thread-safe."""
        running = self._running
        if running is not None:
            running.cancels[0].set()

    async def apply_privacy(self, *, dry_run: bool = False, cancel: RunCancel | None = None) -> SyncSummary:
        """Give every entry of the person's shelf the chosen privacy, except those of excluded books.

        `cancel` ends this command, even while it waits for another one. Raises NoToken, and InvalidInput if
        the choice is to leave it as it is.
        """
        privacy = self._chosen_privacy()

        async def find(run: _Run) -> list[EntryEdit]:
            shelf = await run.shelf.all_entries(run.user_id)
            books, left_out = await asyncio.to_thread(self._store.shelved_books, shelf)
            return privacy_edits(shelf, privacy, books, left_out)

        async def why_not(edit: EntryEdit, now: ShelfEntry) -> Message:
            return await self._why_excluded(edit)

        command = _Command(("privacy", privacy, dry_run), find, why_not, privacy)
        return await self._start(command, cancel or RunCancel(), dry_run=dry_run)

    async def sent_with_other_privacy(self) -> int:
        """The known number of entries we created with a privacy other than the chosen one.

        0 if the choice is to leave it as it is.
        """
        privacy = self._preferences.current.hardcover_privacy
        lines = [line for line in await self._write_journal.created() if line.after.privacy_id != privacy]
        left_out = await self._excluded([line.book_id for line in lines])
        return 0 if privacy is None else sum(line.book_id not in left_out for line in lines)

    async def apply_privacy_to_sent(
        self, *, dry_run: bool = False, cancel: RunCancel | None = None
    ) -> SyncSummary:
        """Set the chosen privacy on entries we created, except those the person created or edited since.

        Raises NoToken, and InvalidInput if the choice is to leave it as it is.
        """
        privacy = self._chosen_privacy()

        async def find(run: _Run) -> list[EntryEdit]:
            created = {line.after.id: line for line in await self._write_journal.created()}
            shown = await entries_by_ids(run.client, run.user_id, list(created))
            books = {line.after.id: LocalEntry(line.book_id, line.title) for line in created.values()}
            return own_privacy_edits([(entry, books[entry.id]) for entry in shown.values()], privacy)

        async def why_not(edit: EntryEdit, now: ShelfEntry) -> Message:
            part = await self._write_journal.part_of(now, _number(edit))
            sent = part.fields.get("privacy_id")
            if theirs := why_theirs(now, part):
                return theirs[0]
            if sent is None or sent.new != now.privacy_id:
                return Message("You've changed the privacy on Hardcover since; it stays.")
            return await self._why_excluded(edit)

        command = _Command(("privacy", privacy, dry_run, True), find, why_not, privacy)
        return await self._start(command, cancel or RunCancel(), dry_run=dry_run)

    async def _why_excluded(self, edit: EntryEdit) -> Message:
        return _EXCLUDED if await self._excluded([_number(edit)]) else NOTHING

    def _chosen_privacy(self) -> int:
        privacy = self._preferences.current.hardcover_privacy
        if privacy is None:
            raise InvalidInput(
                Message(
                    "“Leave as on Hardcover” is selected, so there is nothing to apply. "
                    "Choose who can see your books first."
                )
            )
        return privacy

    async def _excluded(self, book_ids: Sequence[BookId]) -> set[BookId]:
        rated = await asyncio.to_thread(self._store.rated_books, book_ids)
        return {book.book_id for book in rated if book.excluded}

    async def clear_ratings(
        self,
        book_ids: Collection[BookId],
        *,
        theirs: bool = False,
        dry_run: bool = False,
        cancel: RunCancel | None = None,
    ) -> SyncSummary:
        """Clear ratings on Hardcover of books that aren't rated here, if we sent those ratings.

        `theirs`: also ratings that the person gave on Hardcover. `cancel` ends this command, even while it
        waits for another one. Raises NotFound and NoToken.
        """
        await asyncio.to_thread(self._store.records, list(book_ids))

        async def find(run: _Run) -> list[EntryEdit]:
            return await self._rating_edits(run, book_ids, theirs=theirs)

        async def why_not(edit: EntryEdit, now: ShelfEntry) -> Message:
            books = await asyncio.to_thread(self._store.rated_books, [_number(edit)])
            local = books[0].rating if books else None
            is_same = now.rating == edit.entry.rating
            return rating_stays(local, now, is_ours=is_same, theirs=theirs) or await self._why_excluded(edit)

        command = _Command(("rating", frozenset(book_ids), theirs, dry_run), find, why_not)
        return await self._start(command, cancel or RunCancel(), dry_run=dry_run)

    async def _rating_edits(
        self, run: _Run, book_ids: Collection[BookId], *, theirs: bool
    ) -> list[EntryEdit]:
        rated = await asyncio.to_thread(self._store.rated_books, book_ids)
        targets = [book.record_id for book in rated if book.record_id is not None]
        entries = await run.shelf.entries_for_books(run.user_id, targets) if targets else {}
        edits = []
        for book in rated:
            entry = entries.get(book.record_id or RecordId(0))
            is_ours = entry is not None and await asyncio.to_thread(self._store.sent_rating, entry)
            stays = rating_stays(book.rating, entry, is_ours=is_ours, theirs=theirs)
            if book.excluded:
                stays = _EXCLUDED
            if stays or entry is None:
                self._report(
                    run,
                    SyncItem(book.book_id, book.title, ItemOutcome.SKIPPED, HardcoverState.SYNCED, stays),
                )
            else:
                edits.append(rating_edit(entry, LocalEntry(book.book_id, book.title)))
        return edits

    async def _start(self, command: _Command, cancel: RunCancel, *, dry_run: bool) -> SyncSummary:
        self._account.client()
        while self._running is not None and not self._running.task.done():
            if self._running.join(command.wants, cancel):
                break
            await self._running.wait_for_end(cancel)
            if cancel.is_set:
                return _never_begun(dry_run=dry_run)
        else:
            self._running = SharedRun(command.wants, [cancel])
            self._running.task = asyncio.create_task(
                self._run_in_turn(self._running, command, dry_run=dry_run)
            )
        try:
            return await asyncio.shield(self._running.task)
        except asyncio.CancelledError:
            cancel.interrupt()
            raise

    async def _run_in_turn(self, shared: SharedRun, command: _Command, *, dry_run: bool) -> SyncSummary:
        with job(self._events, JobKind.EDIT):
            async with self._write_lock:
                if shared.is_cancelled():
                    return _never_begun(dry_run=dry_run)
                try:
                    return await self._run(shared, command, dry_run=dry_run)
                finally:
                    self._progress.end()

    async def _run(self, shared: SharedRun, command: _Command, *, dry_run: bool) -> SyncSummary:
        client = self._account.client()
        before = client.spent
        client.on_wait = self._progress.say_waiting
        run_id = await asyncio.to_thread(self._store.next_run_id)
        run = _Run(run_id, client, Shelf(client), user_id=0, is_cancelled=shared.is_cancelled)
        self._progress.begin(run.id, lambda: client.rate)
        end, message = SyncEnd.COMPLETED, NOTHING
        try:
            run.user_id = (await self._account.account()).id
            shared.has_read = True
            await self._carry_out(run, command, dry_run=dry_run)
        except _Cancelled:
            end, message = SyncEnd.CANCELLED, _CANCELLED
        except HardcoverError as error:
            logger.warning("The command stopped: %s", error)
            end, message = SyncEnd.STOPPED, error.message
            if isinstance(error, (TokenRejected, MissingScope)):
                self._account.pause_for(error)
        units, requests = client.spent.units - before.units, client.spent.requests - before.requests
        summary = SyncSummary(run.id, end, message, dry_run, tuple(run.items), units, requests)
        self._events.emit(SyncFinished(summary))
        return summary

    async def _carry_out(self, run: _Run, command: _Command, *, dry_run: bool) -> None:
        edits = await command.find(run)
        self._progress.set_total(len(run.items) + len(edits), "sending")
        waiting = list(edits)
        while waiting:
            if run.is_cancelled():
                raise _Cancelled
            batch = waiting[: run.shelf.batch_size]
            if dry_run:
                for edit in await self._still_wanted(
                    run, batch, {e.entry.id: e.entry for e in batch}, command
                ):
                    self._report(run, _item(edit))
            else:
                self._progress.say_stage("sending", batch[0].title, len(waiting))
                shown = await entries_by_ids(run.client, run.user_id, [edit.entry.id for edit in batch])
                if free := await self._still_wanted(run, batch, shown, command):
                    await self._send(run, free)
            del waiting[: len(batch)]

    async def _still_wanted(
        self, run: _Run, batch: Sequence[EntryEdit], shown: Mapping[EntryId, ShelfEntry], command: _Command
    ) -> list[EntryEdit]:
        """The edits still to be made, given the entries as they are now. The others are reported with the reason."""
        free = []
        for edit in batch:
            now = shown.get(edit.entry.id)
            outcome = ItemOutcome.SKIPPED
            if now is None:
                stays = Message("It is not on your Hardcover shelf.")
            elif command.privacy is not None and now.privacy_id == command.privacy:
                outcome, stays = ItemOutcome.UNCHANGED, _SAME
            else:
                stays = await command.why_not(edit, now)
            if now is not None and not stays:
                free.append(refreshed(edit, now))
                continue
            self._report(run, SyncItem(_number(edit), edit.title, outcome, HardcoverState.SYNCED, stays))
        return free

    async def _send(self, run: _Run, batch: Sequence[EntryEdit]) -> None:
        lines = await self._write_journal.begin([self._journal_line(run, edit) for edit in batch])
        try:
            replies = await run.shelf.write([edit.write for edit in batch])
        except HardcoverBusy as error:
            if not error.may_have_landed:
                await self._write_journal.drop(lines)
                raise
            unknown = Message("Hardcover didn't answer in time. Start again to do the rest.")
            replies = [WriteReply(error=unknown)] * len(batch)
        else:
            await self._close_lines(lines, batch, replies)
        items = [
            _item(edit, as_message(reply.error or "")) for edit, reply in zip(batch, replies, strict=True)
        ]
        done = [edit for edit, item in zip(batch, items, strict=True) if item.outcome is ItemOutcome.SENT]
        await self._settle(done)
        await self._store.add_log(
            [self._log_line(run, edit, item) for edit, item in zip(batch, items, strict=True)]
        )
        for item in items:
            self._report(run, item)

    async def _settle(self, done: Sequence[EntryEdit]) -> None:
        """Acknowledge what Hardcover accepted, so that no sync considers it pending."""
        by_book = {edit.book_id: edit for edit in done if edit.book_id is not None}
        await self._store.change_sync(
            by_book, lambda book_id, baseline: after_edit(baseline, by_book[book_id])
        )

    async def _close_lines(
        self, lines: Sequence[JournalLine], batch: Sequence[EntryEdit], replies: Sequence[WriteReply]
    ) -> None:
        for line, edit, reply in zip(lines, batch, replies, strict=True):
            if reply.error:
                await self._write_journal.drop([line])
            else:
                await self._write_journal.complete(line, edit.after, frozenset())

    def _journal_line(self, run: _Run, edit: EntryEdit) -> JournalLine:
        return begun(run.id, self._now(), _number(edit), edit.title, edit.entry, [edit.write])

    def _log_line(self, run: _Run, edit: EntryEdit, item: SyncItem) -> LogLine:
        return LogLine(
            run_id=run.id,
            at=self._now(),
            direction=Direction.TO_HARDCOVER,
            book_id=edit.book_id,
            title=edit.title,
            outcome=LogOutcome(item.outcome),
            changes=item.changes,
            message=item.reason,
            record_id=edit.entry.record_id,
            units=1,
        )

    def _report(self, run: _Run, item: SyncItem) -> None:
        run.items.append(item)
        self._progress.count(item)


def _never_begun(*, dry_run: bool) -> SyncSummary:
    return SyncSummary(0, SyncEnd.CANCELLED, _CANCELLED, dry_run, items=(), units=0, requests=0)


def _number(edit: EntryEdit) -> BookId:
    return edit.book_id if edit.book_id is not None else BookId(-edit.entry.id)


def _item(edit: EntryEdit, error: Message = NOTHING) -> SyncItem:
    outcome, state = (
        (ItemOutcome.FAILED, HardcoverState.ERROR) if error else (ItemOutcome.SENT, HardcoverState.SYNCED)
    )
    return SyncItem(_number(edit), edit.title, outcome, state, error, () if error else (edit.change,))
