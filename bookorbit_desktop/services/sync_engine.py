"""One run of the Hardcover sync: match, look, write, acknowledge.

The run keeps nothing that is not in the database after each request: it can end anywhere and go on later.
Order and cost follow BATCHING.md: matches first, then writes with the newest activity first.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bookorbit_desktop.domain.catalogue import Account, ShelfEntry, Spent, Write, WriteReply
from bookorbit_desktop.domain.errors import HardcoverBusy
from bookorbit_desktop.domain.journal import JournalLine
from bookorbit_desktop.domain.sync_book import MatchRecord, SyncBook
from bookorbit_desktop.domain.sync_estimate import WorkLeft
from bookorbit_desktop.domain.sync_intent import Base, SyncPlan, is_fresh, recognise
from bookorbit_desktop.domain.sync_log import LogLine, LogOutcome
from bookorbit_desktop.domain.sync_plan import acknowledge, after_replies, awaiting_reply, may_differ, plan
from bookorbit_desktop.domain.sync_run import ItemOutcome, SyncItem
from bookorbit_desktop.domain.sync_standing import left_alone, retry_delay, standing, state_of
from bookorbit_desktop.domain.sync_state import HardcoverState, MatchMethod
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.services.matching import Matcher
from bookorbit_desktop.services.merged_records import current_records
from bookorbit_desktop.services.sync_lines import NOTHING, RunLines
from bookorbit_desktop.services.sync_store import SyncStore
from bookorbit_desktop.services.sync_task import BookTask

logger = logging.getLogger(__name__)

MATCH_CHUNK = 100
LOOK_CHUNK = 100
WRITE_GROUP = 10
"""Books carried to their end together: two full requests, and the person sees them done one after the other."""
MOST_ROUNDS = 5
"""Plans of one book in one run; a book that still differs then is reported, not tried for ever."""


class Cancelled(Exception):
    """The person stopped the run; what was answered is stored."""


class SyncEngine:
    """Carries books through a run and hands each outcome to `report`.

    `stage` is told what is done, for which book, and about how many units are left.
    """

    def __init__(
        self,
        client: HardcoverClient,
        account: Account,
        store: SyncStore,
        run_id: int,
        *,
        now: Callable[[], datetime],
        is_cancelled: Callable[[], bool],
        report: Callable[[SyncItem], None],
        stage: Callable[[str, str, float], None],
        dry_run: bool,
        thorough: bool = False,
    ) -> None:
        self._client = client
        self._account = account
        self._shelf = Shelf(client)
        self._catalogue = Catalogue(client)
        self._store = store
        self._run_id = run_id
        self._now = now
        self._is_cancelled = is_cancelled
        self._report = report
        self._stage = stage
        self._dry_run = dry_run
        self._thorough = thorough
        self._later = 0.0
        self._lines = RunLines(None if dry_run else run_id, now)

    @property
    def spent(self) -> Spent:
        """What the run has cost so far."""
        return self._client.spent

    async def run(self, tasks: Sequence[BookTask], *, retry_unmatched: bool) -> None:
        """Sync these books, in this order. Raises Cancelled and the errors that end a run."""
        await self._match(tasks, retry_unmatched=retry_unmatched)
        ready = []
        for task in tasks:
            if task.record.match.excluded:
                self._finish(task, ItemOutcome.SKIPPED)
            elif task.target is None:
                self._finish(task, ItemOutcome.NOT_MATCHED)
            elif self._is_pending(task):
                ready.append(task)
            else:
                self._finish(task, ItemOutcome.UNCHANGED)
        for start in range(0, len(ready), LOOK_CHUNK):
            chunk, rest = ready[start : start + LOOK_CHUNK], ready[start + LOOK_CHUNK :]
            await self._sync_chunk(chunk, rest)

    async def _match(self, tasks: Sequence[BookTask], *, retry_unmatched: bool) -> None:
        due = [task for task in tasks if _needs_match(task, retry_unmatched=retry_unmatched)]
        if not due:
            return
        shelf = await self._shelf.all_entries(self._account.id) if _needs_shelf(due) else []
        matcher = Matcher(self._catalogue)
        settled = [task for task in tasks if task not in due and task.target and self._is_pending(task)]
        for start in range(0, len(due), MATCH_CHUNK):
            chunk = due[start : start + MATCH_CHUNK]
            self._check_cancelled()
            self._stage("matching", chunk[0].title, self._units(due[start:], [*due, *settled]))
            matches = await matcher.match({task.book_id: task.wanted for task in chunk}, shelf)
            lines = []
            for task in chunk:
                if task.book_id in matches:
                    old = task.record.match
                    task.record = _with_match(task.record, matches[task.book_id])
                    lines.append(self._lines.matched(task, old))
            await self._store.put_records({task.book_id: task.record for task in chunk}, log=lines)

    def _is_pending(self, task: BookTask) -> bool:
        assert task.target is not None
        return self._thorough or may_differ(task.intent, task.target, task.record.base)

    async def _sync_chunk(self, tasks: Sequence[BookTask], rest: Sequence[BookTask]) -> None:
        self._check_cancelled()
        self._stage("reading", tasks[0].title, self._units((), [*tasks, *rest]))
        entries = await self._look(tasks)
        if self._dry_run:
            for task in tasks:
                self._preview(task, entries)
            return
        for start in range(0, len(tasks), WRITE_GROUP):
            later = [*tasks[start + WRITE_GROUP :], *rest]
            self._later = self._units((), later)
            await self._write_until_settled(tasks[start : start + WRITE_GROUP], entries)

    def _units(self, to_match: Sequence[BookTask], to_sync: Sequence[BookTask]) -> float:
        """About what is left to ask and to write."""
        writes = [] if self._dry_run else to_sync
        new = sum(task.record.base.intent is None for task in writes)
        return WorkLeft(
            to_match=len(to_match),
            to_search=sum(_needs_search(task) for task in to_match),
            to_look=len(to_sync),
            new=new,
            changed=len(writes) - new,
        ).units

    async def _look(self, tasks: Sequence[BookTask]) -> dict[int, ShelfEntry]:
        """The entries of these books as Hardcover shows them; what was looked at lately is not asked again."""
        now = self._now()
        stale = [task for task in tasks if self._is_stale(task, now)]
        entries = {
            task.record.base.entry.book_id: task.record.base.entry for task in tasks if task.record.base.entry
        }
        targets = [task.target.book_id for task in stale if task.target]
        if not targets:
            return entries
        for target in targets:
            entries.pop(target, None)
        found = await self._shelf.entries_for_books(self._account.id, targets)
        lost = [task for task in stale if task.record.base.entry and task.record.match.book_id not in found]
        found |= await self._follow_merges(lost)
        known = await self._edition_pages(stale, found)
        for task in stale:
            assert task.target is not None
            remote = found.get(task.target.book_id)
            base = recognise(task.record.base, remote, task.intent, task.target)
            pages = {edition: known[edition] for edition in _editions_of(remote) if edition in known}
            pages = {**base.edition_pages, **pages}
            task.record = replace(task.record, base=replace(base, edition_pages=pages, looked_at=now))
        return entries | found

    async def _follow_merges(self, tasks: Sequence[BookTask]) -> dict[int, ShelfEntry]:
        """Let books go to the records that theirs were merged into; the entries that stand there."""
        lost = {task.target.book_id for task in tasks if task.target}
        if not lost:
            return {}
        records = await current_records(self._catalogue, lost)
        moved = {record.id for book_id, record in records.items() if record.id != book_id}
        if not moved:
            return {}
        for task in tasks:
            record = records.get(task.record.match.book_id or 0)
            if record is not None:
                match = replace(task.record.match, book_id=record.id, slug=record.slug, title=record.title)
                task.record = replace(task.record, match=match)
        return await self._shelf.entries_for_books(self._account.id, sorted(moved))

    def _is_stale(self, task: BookTask, now: datetime) -> bool:
        return self._thorough or bool(task.record.failures) or not is_fresh(task.record.base, now)

    async def _edition_pages(
        self, tasks: Sequence[BookTask], entries: dict[int, ShelfEntry]
    ) -> dict[int, int]:
        """Page counts of the text editions that the person's own entries and reads name."""
        known = {edition for task in tasks for edition in task.record.base.edition_pages}
        known |= {task.target.edition_id for task in tasks if task.target and task.target.edition_id}
        asked = {edition for entry in entries.values() for edition in _editions_of(entry)} - known
        if not asked:
            return {}
        editions = await self._catalogue.editions_by_ids(sorted(asked))
        return {edition.id: edition.pages for edition in editions if edition.pages and not edition.is_audio}

    def _preview(self, task: BookTask, entries: dict[int, ShelfEntry]) -> None:
        assert task.target is not None
        planned = plan(task.intent, task.target, task.record.base, entries.get(task.target.book_id))
        task.changes = planned.changes
        state, reason = state_of(planned)
        outcome = ItemOutcome.SENT if planned.writes else ItemOutcome.UNCHANGED
        self._report(SyncItem(task.book_id, task.title, outcome, state, reason, task.changes))

    async def _write_until_settled(self, tasks: Sequence[BookTask], entries: dict[int, ShelfEntry]) -> None:
        waiting = list(tasks)
        for _ in range(MOST_ROUNDS):
            planned = [(task, self._plan(task, entries)) for task in waiting]
            await self._settle([(task, one) for task, one in planned if not one.writes], entries)
            waiting = await self._send([(task, one) for task, one in planned if one.writes], entries)
            if not waiting:
                return
        for task in waiting:
            await self._fail(task, "Hardcover answered something else than was sent. It will be tried again.")

    def _plan(self, task: BookTask, entries: dict[int, ShelfEntry]) -> SyncPlan:
        assert task.target is not None
        return plan(task.intent, task.target, task.record.base, entries.get(task.target.book_id))

    async def _send(
        self, planned: Sequence[tuple[BookTask, SyncPlan]], entries: dict[int, ShelfEntry]
    ) -> list[BookTask]:
        """Send one round in requests as large as allowed; the books whose replies came are asked again."""
        again: list[BookTask] = []
        left = sum(len(one.writes) for _, one in planned)
        for batch in _batches(planned, self._shelf.batch_size):
            self._check_cancelled()
            self._stage("sending", batch[0][0].title, self._later + left)
            left -= sum(len(one.writes) for _, one in batch)
            await self._mark_awaiting(batch, entries)
            replies = await self._replies([write for _, one in batch for write in one.writes])
            if replies is None:
                for task, one in batch:
                    await self._fail(
                        task, "Hardcover did not answer in time. It will be looked up and tried again.", one
                    )
                continue
            again += await self._absorb(batch, replies, entries)
        return again

    async def _replies(self, writes: Sequence[Write]) -> list[WriteReply] | None:
        """The replies, or None when nobody knows whether the writes were done."""
        try:
            return await self._shelf.write(writes)
        except HardcoverBusy as error:
            if error.may_have_landed:
                return None
            raise

    async def _mark_awaiting(
        self, batch: Sequence[tuple[BookTask, SyncPlan]], entries: dict[int, ShelfEntry]
    ) -> None:
        """Before a request: should its reply be lost, what appears on Hardcover is recognised as ours."""
        for task, planned in batch:
            assert task.target is not None
            entry = entries.get(task.target.book_id)
            task.record = replace(task.record, base=awaiting_reply(task.record.base, planned, entry))
        await self._store.put_records({task.book_id: task.record for task, _ in batch})

    async def _absorb(
        self,
        batch: Sequence[tuple[BookTask, SyncPlan]],
        replies: Sequence[WriteReply],
        entries: dict[int, ShelfEntry],
    ) -> list[BookTask]:
        rest = iter(replies)
        settled: list[BookTask] = []
        refused: list[tuple[BookTask, SyncPlan, str]] = []
        journal: list[JournalLine] = []
        log: list[LogLine] = []
        for task, planned in batch:
            own = [next(rest) for _ in planned.writes]
            errors = [reply.error for reply in own if reply.error]
            before = task.record.base.seen
            base, entry = after_replies(task.record.base, planned, own)
            task.record = replace(task.record, base=replace(base, looked_at=self._now()))
            if entry is not None and task.target is not None:
                entries[task.target.book_id] = entry
                journal.append(
                    JournalLine(self._run_id, self._now(), task.book_id, task.title, before, entry)
                )
            if errors:
                refused.append((task, planned, errors[0]))
            else:
                task.changes += tuple(change for change in planned.changes if change not in task.changes)
                settled.append(task)
                left = left_alone(self._plan(task, entries))
                log.append(self._lines.written(task, planned, LogOutcome.SENT, left))
        settled += await self._follow_refused(refused, entries)
        await self._store.put_records({task.book_id: task.record for task, _ in batch}, journal, log)
        return settled

    async def _follow_refused(
        self, refused: Sequence[tuple[BookTask, SyncPlan, str]], entries: dict[int, ShelfEntry]
    ) -> list[BookTask]:
        """Books that were not added because their record was merged since: they go on with the one left."""
        before = {task.book_id: task.target for task, _, _ in refused}
        new = [task for task, _, _ in refused if task.record.base.entry is None]
        entries |= await self._follow_merges(new)
        for task, planned, error in refused:
            if task.target == before[task.book_id]:
                await self._fail(task, f"Hardcover refused: {error}", planned)
        return [task for task, _, _ in refused if task.target != before[task.book_id]]

    async def _settle(
        self, done: Sequence[tuple[BookTask, SyncPlan]], entries: dict[int, ShelfEntry]
    ) -> None:
        """Nothing is left to write: what Hardcover shows is acknowledged."""
        for task, one in done:
            assert task.target is not None
            base = acknowledge(task.record.base, task.intent, one, entries.get(task.target.book_id))
            record = replace(task.record, base=base)
            task.record = replace(record, failures=0, retry_at=None, synced_at=self._now())
        kept = [self._lines.kept(task, one) for task, one in done if not task.changes and left_alone(one)]
        await self._store.put_records({task.book_id: task.record for task, _ in done}, log=kept)
        for task, _ in done:
            self._finish(task, ItemOutcome.SENT if task.changes else ItemOutcome.UNCHANGED)

    async def _fail(self, task: BookTask, reason: str, tried: SyncPlan = NOTHING) -> None:
        failures = task.record.failures + 1
        retry_at = self._now() + retry_delay(failures)
        task.record = replace(task.record, failures=failures, retry_at=retry_at, reason=reason)
        line = self._lines.written(task, tried, LogOutcome.FAILED, reason)
        await self._store.put_records({task.book_id: task.record}, log=[line])
        self._report(
            SyncItem(task.book_id, task.title, ItemOutcome.FAILED, HardcoverState.ERROR, reason, task.changes)
        )

    def _finish(self, task: BookTask, outcome: ItemOutcome) -> None:
        state, reason = standing(task.intent, task.record)
        self._report(SyncItem(task.book_id, task.title, outcome, state, reason, task.changes))

    def _check_cancelled(self) -> None:
        if self._is_cancelled():
            raise Cancelled


def _needs_match(task: BookTask, *, retry_unmatched: bool) -> bool:
    match = task.record.match
    if match.excluded or match.method is MatchMethod.MANUAL:
        return False
    if match.fingerprint != task.wanted.fingerprint:
        return True
    return match.book_id is None and retry_unmatched


def _with_match(record: SyncBook, match: MatchRecord) -> SyncBook:
    """Another record starts without a base: what was acknowledged belongs to the old one."""
    same = match.book_id == record.match.book_id
    match = replace(match, pages_by_hand=record.match.pages_by_hand)
    return replace(record, match=match, base=record.base if same else Base())


def _needs_shelf(tasks: Sequence[BookTask]) -> bool:
    """The person's own shelf is worth a look where only a search would be left."""
    return any(_needs_search(task) for task in tasks)


def _needs_search(task: BookTask) -> bool:
    return not (task.wanted.isbns or task.wanted.book_id or task.wanted.slug)


def _editions_of(entry: ShelfEntry | None) -> set[int]:
    if entry is None:
        return set()
    named = {entry.edition_id, *(read.edition_id for read in entry.reads)}
    return {edition for edition in named if edition is not None}


def _batches(
    planned: Sequence[tuple[BookTask, SyncPlan]], size: int
) -> list[list[tuple[BookTask, SyncPlan]]]:
    """Books together in a request as long as all their writes fit; a book's writes stay together."""
    batches: list[list[tuple[BookTask, SyncPlan]]] = []
    room = 0
    for task, one in planned:
        if not batches or room < len(one.writes):
            batches.append([])
            room = size
        batches[-1].append((task, one))
        room -= len(one.writes)
    return batches
