"""Undoes a sync: restores what our writes replaced on Hardcover, entry by entry.

Each entry is read right before it is written, and returned to its state before the run, together with what
later runs wrote to it. What the person wrote there is kept and reported.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bookorbit_desktop.domain.base.errors import AnotherAccount, HardcoverError, NotFound
from bookorbit_desktop.domain.base.ids import BookId, EntryId
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.hardcover.catalogue import (
    ChangeEntry,
    RemoveEntry,
    ShelfEntry,
    Write,
    WriteReply,
)
from bookorbit_desktop.domain.hardcover.entry_ownership import reads_made
from bookorbit_desktop.domain.hardcover.journal import (
    UNCLEAR,
    JournalLine,
    answered_lines,
    begun,
    part_of,
    plan_undo,
)
from bookorbit_desktop.domain.hardcover.log_texts import entry_texts
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import UndoProgressed
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.shelf import Shelf, entries_by_ids
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.hardcover.quote_run import QuoteUndo
from bookorbit_desktop.services.hardcover.sync_store import SyncStore
from bookorbit_desktop.services.hardcover.write_journal import HardcoverWriteLock, WriteJournal
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus, job
from bookorbit_desktop.services.runtime.run_cancel import RunCancel

logger = logging.getLogger(__name__)

_LONGEST_END = 2.0
"""Seconds for finishing the current entry when the program ends."""
MOST_ROUNDS = 5
"""Looks at one entry: restoring a status may make Hardcover open a read, which is then removed."""


@dataclass(frozen=True, slots=True)
class UndoSummary:
    """The outcome of an undo."""

    restored: int
    kept: tuple[Message, ...]
    """What was kept and why, one sentence each."""
    left: int = 0
    """The number of books not reached before it was cancelled."""
    message: Message = NOTHING
    """Why it ended early; empty if it did not."""
    failed: int = 0
    """The number in `kept` that Hardcover refused to restore; naming their run retries them."""
    quotes: int = 0
    """The number of quotes taken back."""


_CANCELLED = Message("Undo cancelled. What wasn't undone yet stays as the sync left it.")
UNDO = Message("undo")
_INTERRUPTED = Message("Undo stopped. The rest will be undone at the next start.")
_NOTHING = Message("Nothing to undo: all that syncs wrote is undone already.")
_NOT_TAKEN = Message("Hardcover didn't undo everything.")


@dataclass(slots=True)
class _Entry:
    """An entry while it is being restored."""

    lines: list[JournalLine]
    """Our writes to it since the run being undone, oldest first."""
    first: ShelfEntry | None = None
    """The entry at the first look."""
    last: ShelfEntry | None = None
    kept: list[Message] = field(default_factory=list)
    failed: bool = False

    @property
    def title(self) -> str:
        return self.lines[-1].title

    @property
    def book_id(self) -> BookId:
        return self.lines[-1].book_id


class UndoService:
    """Undoes one run at a time; `resume` continues after a quit.

    A cancelled undo is not resumed: it ends after the current entry and leaves the rest unmarked.
    """

    def __init__(
        self,
        store: SyncStore,
        write_journal: WriteJournal,
        account: HardcoverAccountService,
        clock: Clock,
        write_lock: HardcoverWriteLock,
        events: EventBus,
        quotes: QuoteUndo,
    ) -> None:
        self._quotes = quotes
        self._events = events
        self._store = store
        self._write_journal = write_journal
        self._write_lock = write_lock
        self._account = account
        self._now = clock.now
        self._cancels: list[RunCancel] = []
        self._running: set[asyncio.Task[UndoSummary]] = set()
        self._closing = False

    def cancel(self, only: RunCancel | None = None) -> None:
        """Cancel all running and waiting undos, or one of them, after the current entry. Thread-safe.

        Has no effect while the program is ending: the rest then continues at the next start.
        """
        if not self._closing:
            for cancel in tuple(self._cancels):
                if only in (None, cancel):
                    cancel.set()

    async def close(self) -> None:
        """Stop after the current entry; the rest continues at the next start."""
        self._closing = True
        for cancel in self._cancels:
            cancel.interrupt()
        if self._running:
            await asyncio.wait(self._running, timeout=_LONGEST_END)

    async def undo(self, run_id: int | None = None, *, cancel: RunCancel | None = None) -> UndoSummary:
        """Undo a run, or the newest one not undone yet. `cancel` ends it, even while it waits.

        Raises NotFound if there is nothing to undo, and HardcoverError; the rest then stays marked.
        """
        self._account.client()
        run = run_id if run_id is not None else await self._latest_run()
        if run is None or not await self._mark(run):
            raise NotFound(await self._why_nothing(run_id))
        return await self._to_its_end(run, cancel or RunCancel())

    async def _latest_run(self) -> int | None:
        runs = (await self._write_journal.latest_run(), await self._quotes.latest_run())
        return max((run for run in runs if run is not None), default=None)

    async def _mark(self, run: int) -> int:
        return await self._write_journal.mark_for_undo(run) + await self._quotes.mark(run)

    async def _why_nothing(self, run_id: int | None) -> Message:
        if run_id is None:
            return _NOTHING
        if await self._write_journal.is_of_earlier_account(run_id):
            return Message(
                "Run {0} was sent to another Hardcover account; “log” says which. "
                "Use a token of that account to undo it.",
                str(run_id),
            )
        if await self._write_journal.has_run(run_id) or await self._quotes.has_run(run_id):
            return Message("Run {0} is already undone. “log” lists the others.", str(run_id))
        return Message("Run {0} wrote nothing to Hardcover. “log” lists the runs that did.", str(run_id))

    async def resume(self) -> UndoSummary:
        """Continue an undo that was interrupted. Raises HardcoverError; the rest stays marked."""
        return await self._to_its_end(None, RunCancel())

    async def _to_its_end(self, run: int | None, cancel: RunCancel) -> UndoSummary:
        """Run in a task of its own: a started entry is completed even if the caller is cancelled."""
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
        async with self._write_lock.unless(cancel):
            if run is not None and not cancel.is_set:
                # A sync that ran meanwhile may have added to the same run.
                await self._mark(run)
            entries = _by_entry(await self._write_journal.to_undo())
            if not entries and not await self._quotes.waiting():
                return UndoSummary(0, ())
            with job(self._events, JobKind.UNDO):
                summary = await self._put_all_back(entries, cancel)
                return await self._put_quotes_back(summary, cancel)

    async def _put_quotes_back(self, summary: UndoSummary, cancel: RunCancel) -> UndoSummary:
        """Undo the quotes, unless the undo was cancelled before it came to them."""
        if summary.message:
            if cancel.is_given_up:
                await self._quotes.give_up()
            return summary
        if not await self._quotes.waiting():
            return summary
        user_id = (await self._account.account()).id
        client = self._account.client()
        undone = await self._quotes.put_back(client, user_id, self._now, lambda: cancel.is_set)
        left = NOTHING
        if undone.left:
            left = _CANCELLED if cancel.is_given_up else _INTERRUPTED
            if cancel.is_given_up:
                await self._quotes.give_up()
        return replace(
            summary,
            quotes=undone.restored,
            kept=(*summary.kept, *undone.kept),
            failed=summary.failed + undone.failed,
            message=left,
        )

    async def _put_all_back(self, entries: Sequence[list[JournalLine]], cancel: RunCancel) -> UndoSummary:
        kept: list[Message] = []
        restored = failed = 0
        client = self._account.client()
        hands = _Hands(client, Shelf(client), 0 if cancel.is_set else await self._user_id(entries))
        for index, own in enumerate(entries):
            if cancel.is_set:
                so_far = UndoSummary(restored, tuple(kept), failed=failed)
                return await self._end_early(entries[index:], so_far, cancel)
            self._events.emit(UndoProgressed(index, len(entries), own[-1].title))
            entry = _Entry(_with_later(own, await self._write_journal.since(own[0])))
            await self._put_back(hands, entry)
            kept += [Message("{0}: {1}", entry.title, reason) for reason in entry.kept]
            restored += not entry.kept
            failed += entry.failed
        self._events.emit(UndoProgressed(len(entries), len(entries)))
        return UndoSummary(restored, tuple(kept), failed=failed)

    async def _user_id(self, entries: Sequence[list[JournalLine]]) -> int:
        """The account to undo in. With a token of another one the undo is given up, not left for its next start."""
        try:
            return (await self._account.account()).id
        except AnotherAccount:
            await self._write_journal.give_up([line for lines in entries for line in lines])
            await self._quotes.give_up()
            raise

    async def _end_early(
        self, rest: Sequence[list[JournalLine]], so_far: UndoSummary, cancel: RunCancel
    ) -> UndoSummary:
        """Unmark what was cancelled, so that a later undo can include it."""
        if not cancel.is_given_up:
            return replace(so_far, left=len(rest), message=_INTERRUPTED)
        await self._write_journal.give_up([line for lines in rest for line in lines])
        await self._store.add_log([_run_line(rest[0][0].run_id, self._now(), LogOutcome.SKIPPED, _CANCELLED)])
        return replace(so_far, left=len(rest), message=_CANCELLED)

    async def _put_back(self, hands: "_Hands", entry: _Entry) -> None:
        """Restore an entry and store the outcome. An interrupted undo resumes at the next start."""
        try:
            await self._write_until_back(hands, entry)
        except HardcoverError as error:
            text = joined_messages((error.message, _INTERRUPTED))
            run_line = _run_line(entry.lines[0].run_id, self._now(), LogOutcome.FAILED, text)
            await self._store.add_log([replace(run_line, title=entry.title)])
            raise
        if not entry.failed:
            await self._settle(entry)
        await self._store.add_log([_log_line(entry, self._now())])
        if entry.kept:
            await self._write_journal.set_kept(entry.lines)
        else:
            await self._write_journal.set_done(entry.lines)

    async def _settle(self, entry: _Entry) -> None:
        """Accept the current state on Hardcover, so that it is not sent again.

        A book that now has another record keeps that record's acknowledged state.
        """
        shown = entry.last or entry.lines[-1].after
        try:
            sync_books = await asyncio.to_thread(self._store.records, [entry.book_id])
        except NotFound:
            return
        of_entry = {shown.record_id, *(line.after.record_id for line in entry.lines)}
        if sync_books[entry.book_id].match.record_id not in (None, *of_entry):
            return
        await self._store.settle_after_undo(entry.book_id, shown, removed=entry.last is None)
        if entry.last is not None and entry.lines[0].before is None:
            # We put it on the shelf, and what stays there is the person's from now on.
            await self._store.change_sync(
                [entry.book_id], lambda _, baseline: replace(baseline, created_by_us=False)
            )

    async def _write_until_back(self, hands: "_Hands", entry: _Entry) -> None:
        entry.first = remote = await hands.look(entry.lines)
        for _ in range(MOST_ROUNDS):
            entry.last = remote
            lines = answered_lines(entry.lines, remote)
            if not lines:
                entry.kept = [UNCLEAR] if remote is not None and entry.lines[0].before is None else []
                return
            planned = plan_undo(part_of(lines), remote)
            entry.kept = list(planned.kept)
            if not planned.writes or remote is None:
                return
            errors = await self._write(hands, entry, remote, planned.writes)
            if errors:
                entry.failed = True
                entry.kept += [Message("Hardcover refused: {0}", error) for error in errors]
                return
            if isinstance(planned.writes[0], RemoveEntry):
                entry.last = None
                return
            remote = await hands.look(entry.lines)
        entry.failed = True
        entry.last = remote
        entry.kept.append(_NOT_TAKEN)

    async def _write(
        self, hands: "_Hands", entry: _Entry, remote: ShelfEntry, writes: Sequence[Write]
    ) -> list[str]:
        """Send some writes; returns the errors in their replies.

        Hardcover's side effects of restoring a status are ours to undo as well: such a write is journalled
        like a sync's, so that even the end of this program leaves nothing behind.
        """
        if not any(isinstance(write, ChangeEntry) and write.status_id is not None for write in writes):
            return _errors(await hands.write(writes))
        run_id, now = entry.lines[0].run_id, self._now()
        line = await self._write_journal.begin_undo(
            begun(run_id, now, entry.book_id, entry.title, remote, writes)
        )
        replies = await hands.write(writes)
        errors = _errors(replies)
        shown = next((reply.entry for reply in replies if reply.entry is not None), None)
        if errors:
            await self._write_journal.drop([line])
        elif shown is not None:
            line = await self._write_journal.complete(
                line, shown, reads_made(remote, writes, replies, now.date())
            )
        entry.lines += [] if errors else [line]
        return errors


@dataclass(frozen=True, slots=True)
class _Hands:
    """Reads an entry and writes to it."""

    client: HardcoverClient
    shelf: Shelf
    user_id: int

    async def look(self, lines: Sequence[JournalLine]) -> ShelfEntry | None:
        """The entry that was written to or, if it is gone, another entry of the same record."""
        entry_id = next((line.after.id for line in reversed(lines) if line.after.id), EntryId(0))
        if entry_id:
            found = await entries_by_ids(self.client, self.user_id, [entry_id])
            if entry_id in found:
                return found[entry_id]
        record_id = lines[-1].after.record_id
        return (await self.shelf.entries_for_books(self.user_id, [record_id])).get(record_id)

    async def write(self, writes: Sequence[Write]) -> list[WriteReply]:
        """Send some writes; returns each one's reply."""
        return [reply async for reply in self.shelf.replies(writes)]


def _errors(replies: Sequence[WriteReply]) -> list[str]:
    return [reply.error for reply in replies if reply.error]


def _log_line(entry: _Entry, now: datetime) -> LogLine:
    changes = (UNDO, *entry_texts(entry.first, entry.last)) if entry.first is not None else (UNDO,)
    if entry.failed:
        outcome = LogOutcome.FAILED
    else:
        outcome = LogOutcome.UNCHANGED if entry.kept and len(changes) == 1 else LogOutcome.SENT
    return LogLine(
        run_id=entry.lines[0].run_id,
        at=now,
        direction=Direction.TO_HARDCOVER,
        book_id=entry.book_id if entry.book_id > 0 else None,
        title=entry.title,
        outcome=outcome,
        changes=changes if outcome is LogOutcome.SENT else (),
        message=joined_messages(entry.kept),
        record_id=entry.lines[-1].after.record_id,
    )


def _run_line(run_id: int, now: datetime, outcome: LogOutcome, message: Message) -> LogLine:
    return LogLine(
        run_id=run_id, at=now, direction=Direction.TO_HARDCOVER, title="", outcome=outcome, message=message
    )


def _by_entry(lines: Sequence[JournalLine]) -> list[list[JournalLine]]:
    """Group lines by entry, oldest first. An entry without a known number joins the others of its book."""
    entries: dict[tuple[BookId, EntryId], list[JournalLine]] = {}
    for line in lines:
        entries.setdefault((line.book_id, line.after.id), []).append(line)
    for book_id, entry_id in [key for key in entries if not key[1]]:
        unknown = entries.pop((book_id, entry_id))
        same = next((key for key in entries if key[0] == book_id), (book_id, EntryId(0)))
        entries[same] = sorted([*unknown, *entries.get(same, [])], key=lambda line: line.id or 0)
    return list(entries.values())


def _with_later(own: list[JournalLine], later: Sequence[JournalLine]) -> list[JournalLine]:
    """The lines of an entry combined with later runs, to restore the state before all of them."""
    known = {line.id for line in own}
    record = own[0].after.record_id
    return sorted(
        [
            *own,
            *(
                line
                for line in later
                if line.id not in known and (own[0].after.id or line.after.record_id == record)
            ),
        ],
        key=lambda line: line.id or 0,
    )
