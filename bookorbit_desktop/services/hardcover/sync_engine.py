"""One run of the Hardcover sync: match, look, write, acknowledge.

After each request all results are in the database, so that the run can stop anywhere and continue later.
Decisions the person makes meanwhile are read again before each request, and their changes on Hardcover before
each group of writes. Order and cost follow request-budget.md: matches first, then writes, newest activity
first.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bookorbit_desktop.domain.base.errors import BookOrbitError, HardcoverBusy
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message, joined_messages
from bookorbit_desktop.domain.hardcover.catalogue import Account, AddRead, Spent, Write, WriteReply
from bookorbit_desktop.domain.hardcover.derived_status import (
    left_alone,
    retry_delay,
    state_of,
    status_of,
    waits_for_person,
)
from bookorbit_desktop.domain.hardcover.journal import JournalLine, begun
from bookorbit_desktop.domain.hardcover.late_reads import is_held, unanswered_read
from bookorbit_desktop.domain.hardcover.local_state import Baseline, SyncPlan, may_write
from bookorbit_desktop.domain.hardcover.log_words import record_words
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord
from bookorbit_desktop.domain.hardcover.sync_estimate import WorkLeft
from bookorbit_desktop.domain.hardcover.sync_log import LogLine, LogOutcome
from bookorbit_desktop.domain.hardcover.sync_plan import (
    acknowledge,
    after_replies,
    awaiting_reply,
    may_differ,
    plan_sync,
)
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncItem
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.services.hardcover.matching import Matcher
from bookorbit_desktop.services.hardcover.sync_job import SyncJob, is_same_match
from bookorbit_desktop.services.hardcover.sync_lines import NOTHING, RunLines
from bookorbit_desktop.services.hardcover.sync_look import ShelfAnswer, ShelfLook
from bookorbit_desktop.services.hardcover.sync_store import JournalAnswer, NewSync, SyncStore
from bookorbit_desktop.services.runtime.jobs import BUG, plain_failure

logger = logging.getLogger(__name__)

MATCH_CHUNK = 100
LOOK_CHUNK = 100
WRITE_GROUP = 10
"""Books finished together after a look of their own: two full requests. No write uses an old look."""
MOST_ROUNDS = 6
"""How often a book is planned in one run; if it still differs then, that is reported instead of retried."""
MOST_BROKEN = 3
"""Books that may fail by an internal error; one more ends the run, as all may be affected."""
PAGES_LOOKED_UP_AFTER = timedelta(days=1)
"""How long until an edition without a page count is looked up again."""

_EXCLUDED = joined_messages(
    (Message("You excluded this book while the sync was running."), Message("Nothing more was sent."))
)
_DECIDED = joined_messages(
    (Message("This book was changed while the sync was running."), Message("The next sync sends it."))
)
_UNREAD = joined_messages(
    (Message("This book became Unread while the sync was running."), Message("Nothing more was sent."))
)
_NOT_TAKEN_OVER = joined_messages(
    (Message("Hardcover saved something different from what was sent."), Message("It will be tried again."))
)
_NO_ANSWER = Message("Hardcover didn't answer in time. The next sync will check and try again.")
_RECORD_GONE = joined_messages(
    (
        Message("This book's record no longer exists on Hardcover."),
        Message("The next sync looks for it again."),
    )
)
_PICK_GONE = joined_messages(
    (Message("The record or edition you picked no longer exists on Hardcover."), Message("Pick another one."))
)
_EDITION_GONE = joined_messages(
    (
        Message("The matched edition no longer exists on Hardcover."),
        Message("The next sync looks for another one."),
    )
)


class Cancelled(Exception):
    """The person cancelled the run. What Hardcover has answered is stored."""


Planned = tuple[SyncJob, SyncPlan]


class SyncEngine:
    """Takes books through a run and passes each outcome to `report`.

    `stage` is called with the stage, the current book and an estimate of the units left.
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
        self._look = ShelfLook(self._shelf, self._catalogue, account, now)
        self._store = store
        self._run_id = run_id
        self._now = now
        self._is_cancelled = is_cancelled
        self._broken = 0
        self._told: set[BookId] = set()

        def tell(item: SyncItem) -> None:
            self._told.add(item.book_id)
            report(item)

        self._report = tell
        self._stage = stage
        self._dry_run = dry_run
        self._thorough = thorough
        self._later = 0.0
        self._lines = RunLines(None if dry_run else run_id, now)

    @property
    def spent(self) -> Spent:
        """The cost of the run so far."""
        return self._client.spent

    async def run(self, tasks: Sequence[SyncJob], *, by_person: bool) -> None:
        """Sync these books, in this order. Raises Cancelled and the errors that end a run.

        `by_person`: search again for books that could not be matched.
        """
        left = await self._match(tasks, retry_unmatched=by_person)
        # Thousands of plans take a while: the loop that serves readers does not wait for them.
        pending = await asyncio.to_thread(self._pending, left)
        ready = []
        for task in left:
            if task.record.decision.excluded or waits_for_person(task.record):
                self._finish(task, ItemOutcome.SKIPPED)
            elif task.target is None:
                self._finish(task, ItemOutcome.NOT_MATCHED)
            elif task.book_id in pending:
                ready.append(task)
            else:
                self._finish(task, ItemOutcome.UNCHANGED)
        for start in range(0, len(ready), LOOK_CHUNK):
            chunk, rest = ready[start : start + LOOK_CHUNK], ready[start + LOOK_CHUNK :]
            await self._sync_apart(chunk, rest)

    async def _match(self, tasks: Sequence[SyncJob], *, retry_unmatched: bool) -> list[SyncJob]:
        """Match the books that need it. Returns the books that continue."""
        due = [task for task in tasks if _needs_match(task, retry_unmatched=retry_unmatched)]
        if not due:
            return list(tasks)
        shelf = await self._shelf.all_entries(self._account.id) if _needs_shelf(due) else []
        matcher = Matcher(self._catalogue)
        matched = {task.book_id for task in due}
        others = [task for task in tasks if task.book_id not in matched]
        pending = await asyncio.to_thread(self._pending, others)
        settled = [task for task in others if task.book_id in pending]
        for start in range(0, len(due), MATCH_CHUNK):
            chunk = due[start : start + MATCH_CHUNK]
            self._check_cancelled()
            self._stage("matching", chunk[0].title, self._units(due[start:], [*due, *settled]))
            matches = await matcher.match({task.book_id: task.wanted for task in chunk}, shelf)
            found = {task.book_id: (task, matches[task.book_id]) for task in chunk if task.book_id in matches}
            news = [(task, match) for task, match in found.values() if _is_news(task.record.match, match)]
            lines = [self._lines.matched(task, match) for task, match in news]
            kept = await self._store.keep_matches(found, lines)
            await self._reload([task for task in chunk if task.book_id in kept])
        going_on = {task.book_id for task in await self._still_wanted(due)}
        return [task for task in tasks if task.book_id not in matched or task.book_id in going_on]

    async def _reload(self, tasks: Sequence[SyncJob]) -> None:
        """Reload the stored state."""
        now = await asyncio.to_thread(self._store.current, [task.book_id for task in tasks])
        for task in tasks:
            if task.book_id in now:
                task.record = now[task.book_id].record

    def _pending(self, tasks: Sequence[SyncJob]) -> frozenset[BookId]:
        """The books that have to be looked up. Changes nothing, so any thread can call it."""
        return frozenset(task.book_id for task in tasks if task.target and self._is_pending(task))

    def _is_pending(self, task: SyncJob) -> bool:
        assert task.target is not None
        base = task.record.base
        if self._thorough or may_differ(task.intent, task.target, base):
            return True
        planned = plan_sync(task.intent, task.target, base, base.entry)
        if not planned.waiting_for_pages:
            return False
        age = self._now() - base.looked_at if base.looked_at else PAGES_LOOKED_UP_AFTER
        return not timedelta(0) <= age < PAGES_LOOKED_UP_AFTER

    async def _sync_apart(self, tasks: Sequence[SyncJob], rest: Sequence[SyncJob]) -> None:
        """As `_sync_chunk`, but an internal error fails only its book. What was sent is recognised later."""
        try:
            await self._sync_chunk(tasks, rest)
        except Exception as error:
            concerns_all = self._dry_run or self._broken == MOST_BROKEN
            if concerns_all or isinstance(plain_failure(error), (BookOrbitError, Cancelled)):
                raise
            logger.exception("The sync of %d book(s) failed", len(tasks))
            left = [task for task in tasks if task.book_id not in self._told]
            await self._reload(left)
            if len(tasks) == 1:
                self._broken += 1
                return await self._fail(tasks[0], BUG)
            for number, task in enumerate(left, 1):
                await self._sync_apart([task], [*left[number:], *rest])

    async def _sync_chunk(self, tasks: Sequence[SyncJob], rest: Sequence[SyncJob]) -> None:
        self._check_cancelled()
        self._stage("reading", tasks[0].title, self._units((), [*tasks, *rest]))
        look = await self._look_at(tasks)
        planned = [(task, self._plan(task, look)) for task in tasks if task not in look.vanished]
        if self._dry_run:
            for task, plan in planned:
                self._preview(task, plan)
            return
        await self._acknowledge([(task, plan) for task, plan in planned if not plan.writes], look)
        to_write = [task for task, plan in planned if plan.writes]
        for start in range(0, len(to_write), WRITE_GROUP):
            group, later = to_write[start : start + WRITE_GROUP], to_write[start + WRITE_GROUP :]
            self._later = self._units((), [*later, *rest])
            if start:
                look = await self._look_at(group)
            await self._write_until_settled(group, look)

    def _units(self, to_match: Sequence[SyncJob], to_sync: Sequence[SyncJob]) -> float:
        """Estimate how many look-ups and writes are left."""
        writes = [] if self._dry_run else to_sync
        new = sum(task.record.base.intent is None for task in writes)
        return WorkLeft(
            to_match=len(to_match),
            to_search=sum(_needs_search(task) for task in to_match),
            to_look=len(to_sync),
            new=new,
            changed=len(writes) - new,
        ).units

    async def _look_at(self, tasks: Sequence[SyncJob]) -> ShelfAnswer:
        """Fetch what Hardcover has for these books. Books with a deleted record leave the run."""
        look = await self._look.at(tasks)
        await self._keep_moves(look)
        await self._give_up_records(look.vanished)
        return look

    async def _keep_moves(self, look: ShelfAnswer) -> None:
        """Store the records that merged records now point to."""
        if look.moved and not self._dry_run:
            await self._store.move_matches(look.moved)

    async def _give_up_records(self, tasks: Sequence[SyncJob]) -> None:
        if self._dry_run:
            return
        await self._store.void_matches(tasks)
        for task in tasks:
            await self._fail(task, _PICK_GONE if task.record.match.is_pinned else _RECORD_GONE)

    def _preview(self, task: SyncJob, planned: SyncPlan) -> None:
        task.changes = (*planned.changes, *planned.follows)
        state, reason = state_of(planned)
        outcome = ItemOutcome.SENT if planned.writes else ItemOutcome.UNCHANGED
        item = _item(task, outcome, state, joined_messages(planned.kept) if planned.kept else reason)
        self._report(replace(item, kept_values=planned.kept_values))

    async def _write_until_settled(self, tasks: Sequence[SyncJob], look: ShelfAnswer) -> None:
        waiting = [task for task in tasks if task not in look.vanished]
        for _ in range(MOST_ROUNDS):
            waiting = await self._still_wanted(waiting)
            planned = await self._without_held([(task, self._plan(task, look)) for task in waiting])
            await self._acknowledge([(task, plan) for task, plan in planned if not plan.writes], look)
            waiting = await self._send([(task, plan) for task, plan in planned if plan.writes], look)
            if not waiting:
                return
        for task in waiting:
            await self._fail(task, _NOT_TAKEN_OVER)

    async def _without_held(self, planned: Sequence[Planned]) -> list[Planned]:
        """Leave out books with a read that may still appear on Hardcover, so that it isn't sent twice."""
        going_on = []
        for task, plan in planned:
            sent = task.record.base.unanswered
            adds_read = any(isinstance(write, AddRead) for write in plan.writes)
            if adds_read and sent is not None and is_held(sent, self._now()):
                await self._fail(task, _NO_ANSWER)
            else:
                going_on.append((task, plan))
        return going_on

    def _plan(self, task: SyncJob, look: ShelfAnswer) -> SyncPlan:
        assert task.target is not None
        return plan_sync(task.intent, task.target, task.record.base, look.entries.get(task.target.record_id))

    async def _still_wanted(self, tasks: Sequence[SyncJob]) -> list[SyncJob]:
        """Return the books still to be sent in the form this run knows, with their current local state."""
        fresh = await asyncio.to_thread(self._store.current, [task.book_id for task in tasks])
        going_on = []
        for task in tasks:
            now = fresh.get(task.book_id)
            if now is None:
                await self._leave(task, HardcoverState.PENDING, _UNREAD)
            elif now.record.decision.excluded:
                await self._leave(task, HardcoverState.EXCLUDED, _EXCLUDED)
            elif not is_same_match(now, task):
                await self._leave(task, HardcoverState.PENDING, _DECIDED)
            else:
                task.intent = now.intent
                task.record = replace(task.record, decision=now.record.decision)
                going_on.append(task)
        return going_on

    async def _leave(self, task: SyncJob, state: HardcoverState, reason: Message) -> None:
        """Drop a book from the run because the person changed a decision, and log it."""
        if not self._dry_run:
            await self._store.add_log([self._lines.written(task, NOTHING, LogOutcome.SKIPPED, reason)])
        self._report(_item(task, ItemOutcome.SKIPPED, state, reason))

    async def _send(self, planned: Sequence[Planned], look: ShelfAnswer) -> list[SyncJob]:
        """Send a round in requests as large as allowed. Returns the books to plan again."""
        again: list[SyncJob] = []
        left = sum(len(plan.writes) for _, plan in planned)
        batches = _batches(planned, self._shelf.batch_size)
        for number, batch in enumerate(batches):
            self._check_cancelled()
            if not all(may_write(task.record.base, self._now()) for task, _ in batch):
                rest = [task for some in batches[number:] for task, _ in some]
                fresh = await self._look_at(rest)
                look.entries |= fresh.entries
                for task in rest:
                    if task.target is not None and task.target.record_id not in fresh.entries:
                        look.entries.pop(task.target.record_id, None)
                return again + [task for task in rest if task not in fresh.vanished]
            self._stage("sending", batch[0][0].title, self._later + left)
            left -= sum(len(plan.writes) for _, plan in batch)
            again += await self._send_batch(batch, look)
        return again

    async def _send_batch(self, batch: Sequence[Planned], look: ShelfAnswer) -> list[SyncJob]:
        begun_lines = await self._begin_writes(batch, look)
        overtaken = [task for task, _ in batch if task.book_id not in begun_lines]
        batch = [(task, plan) for task, plan in batch if task.book_id in begun_lines]
        if not batch:
            return overtaken
        replies = await self._replies(batch)
        if replies is None:
            for task, plan in batch:
                self._remember_unanswered(task, plan)
                await self._fail(task, _NO_ANSWER, plan)
            return overtaken
        return overtaken + await self._apply_replies(batch, replies, look, begun_lines)

    async def _replies(self, batch: Sequence[Planned]) -> list[WriteReply] | None:
        """The replies, or None if it is unknown whether the writes were carried out."""
        tasks = {id(write): task for task, plan in batch for write in plan.writes}

        async def is_still_wanted(write: Write) -> bool:
            if isinstance(write, AddRead):
                return (
                    False  # the first one may still be carried out: it is looked for before it is sent again
                )
            task = tasks[id(write)]
            return may_write(task.record.base, self._now()) and await self._is_undecided(task)

        writes = [write for _, plan in batch for write in plan.writes]
        try:
            return await self._shelf.write(writes, wanted=is_still_wanted)
        except HardcoverBusy as error:
            if error.may_have_landed:
                return None
            raise

    async def _is_undecided(self, task: SyncJob) -> bool:
        """Whether no decision by the person since the read keeps this book off its record."""
        now = (await asyncio.to_thread(self._store.current, [task.book_id])).get(task.book_id)
        return now is not None and not now.record.decision.excluded and is_same_match(now, task)

    def _remember_unanswered(self, task: SyncJob, planned: SyncPlan) -> None:
        """Remember a read that may still appear, so that it is recognised instead of sent twice."""
        base = task.record.base
        for write in planned.writes:
            if isinstance(write, AddRead):
                sent = unanswered_read(write, base.seen, self._now())
                if base.unanswered is not None:
                    sent = replace(sent, known=base.unanswered.known)
                _set_base(task, replace(base, unanswered=sent))

    async def _begin_writes(self, batch: Sequence[Planned], look: ShelfAnswer) -> dict[BookId, JournalLine]:
        """Record a request before it is sent. If its reply is lost, what appears on Hardcover is recognised as ours."""
        lines = {}
        before = {task.book_id: task.record for task, _ in batch}
        for task, planned in batch:
            assert task.target is not None
            entry = look.entries.get(task.target.record_id)
            _set_base(task, awaiting_reply(task.record.base, planned, entry, self._now()))
            lines[task.book_id] = begun(
                self._run_id, self._now(), task.book_id, task.title, entry, planned.writes
            )
        kept = await self._store.begin_writes([task for task, _ in batch], lines)
        for task, _ in batch:
            if task.book_id not in kept:
                task.record = before[task.book_id]
        return kept

    async def _apply_replies(
        self,
        batch: Sequence[Planned],
        replies: Sequence[WriteReply],
        look: ShelfAnswer,
        begun_lines: Mapping[BookId, JournalLine],
    ) -> list[SyncJob]:
        rest = iter(replies)
        settled: list[SyncJob] = []
        refused: list[tuple[SyncJob, SyncPlan, str]] = []
        answers: list[JournalAnswer] = []
        log: list[LogLine] = []
        for task, planned in batch:
            own = [next(rest) for _ in planned.writes]
            errors = [reply.error for reply in own if reply.error]
            answered = after_replies(task.record.base, planned, own, self._now().date())
            base, entry = answered.base, answered.entry
            if not any(reply.withdrawn for reply in own):
                base = replace(base, looked_at=self._now())
            _set_base(task, base)
            if entry is not None and task.target is not None:
                look.entries[task.target.record_id] = entry
            landed = any(not reply.error and not reply.withdrawn for reply in own)
            line_id = begun_lines[task.book_id].id or 0
            answers.append(JournalAnswer(line_id, entry if landed else None, answered.made))
            if any(reply.withdrawn for reply in own):
                self._remember_unanswered(task, planned)
                settled.append(task)
            elif errors:
                refused.append((task, planned, errors[0]))
            else:
                task.changes += tuple(change for change in planned.changes if change not in task.changes)
                settled.append(task)
                left = left_alone(self._plan(task, look))
                log.append(self._lines.written(task, planned, LogOutcome.SENT, left))
        settled += await self._follow_refused(refused, look)
        await self._store.keep_sync(_learnt([task for task, _ in batch]), answers, log)
        return settled

    async def _follow_refused(
        self, refused: Sequence[tuple[SyncJob, SyncPlan, str]], look: ShelfAnswer
    ) -> list[SyncJob]:
        """Return books that continue after a refused write: the record was merged, or the entry removed."""
        if not refused:
            return []
        before = {task.book_id: task.target for task, _, _ in refused}
        seen = [task for task, _, _ in refused if task.record.base.seen is not None]
        added = [task for task, _, _ in refused if task.record.base.seen is None]
        gone = ShelfAnswer()
        if seen:
            fresh = await self._look.at(seen)
            gone.vanished += fresh.vanished
            gone.moved |= fresh.moved
            for task in seen:
                assert task.target is not None
                look.entries.pop(task.target.record_id, None)
            look.entries |= fresh.entries
        await self._look.follow_merges(added, gone)
        await self._keep_moves(gone)
        look.entries |= gone.entries
        await self._give_up_records(gone.vanished)
        without_edition = await self._look.lost_editions(
            [task for task, _, _ in refused if task not in gone.vanished]
        )
        await self._store.void_matches(without_edition)
        going_on = []
        for task, planned, error in refused:
            assert task.target is not None
            if task in gone.vanished:
                continue
            is_removed = task in seen and task.target.record_id not in look.entries
            if is_removed or task.target != before[task.book_id]:
                going_on.append(task)
            elif task in without_edition:
                await self._fail(task, _PICK_GONE if task.record.match.is_pinned else _EDITION_GONE, planned)
            else:
                await self._fail(task, Message("Hardcover refused: {0}", error), planned)
        return going_on

    async def _acknowledge(self, done: Sequence[Planned], look: ShelfAnswer) -> None:
        """Acknowledge what Hardcover shows, because nothing is left to write."""
        for task, plan in done:
            assert task.target is not None
            base = acknowledge(task.record.base, task.intent, plan, look.entries.get(task.target.record_id))
            sync = replace(
                task.record.sync,
                base=base,
                failures=0,
                failure=Message(""),
                retry_at=None,
                synced_at=self._now(),
            )
            task.record = replace(task.record, sync=sync)
        kept = [self._lines.kept(task, plan) for task, plan in done if not task.changes and left_alone(plan)]
        await self._store.keep_sync(_learnt([task for task, _ in done]), log=kept)
        for task, _ in done:
            self._finish(task, ItemOutcome.SENT if task.changes else ItemOutcome.UNCHANGED)

    async def _fail(self, task: SyncJob, reason: Message, tried: SyncPlan = NOTHING) -> None:
        failures = task.record.sync.failures + 1
        retry_at = self._now() + retry_delay(failures)
        sync = replace(task.record.sync, failures=failures, retry_at=retry_at, failure=reason)
        task.record = replace(task.record, sync=sync)
        line = self._lines.written(task, tried, LogOutcome.FAILED, reason)
        await self._store.keep_sync(_learnt([task]), log=[line])
        self._report(_item(task, ItemOutcome.FAILED, HardcoverState.ERROR, reason))

    def _finish(self, task: SyncJob, outcome: ItemOutcome) -> None:
        self._report(_item(task, outcome, *status_of(task.intent, task.record)))

    def _check_cancelled(self) -> None:
        if self._is_cancelled():
            raise Cancelled


def _item(task: SyncJob, outcome: ItemOutcome, state: HardcoverState, reason: Message) -> SyncItem:
    return SyncItem(
        task.book_id,
        task.title,
        outcome,
        state,
        reason,
        task.changes,
        record=record_words(task.record.match) or Message(""),
        needs_review=task.record.needs_review,
    )


def _learnt(tasks: Sequence[SyncJob]) -> dict[BookId, NewSync]:
    return {task.book_id: NewSync(task.record, task.record.sync) for task in tasks}


def _set_base(task: SyncJob, base: Baseline) -> None:
    task.record = replace(task.record, sync=replace(task.record.sync, base=base))


def _is_news(old: MatchRecord, new: MatchRecord) -> bool:
    """Whether to log a match: the same failure for the same reason is logged once."""
    return new.record_id is not None or old.record_id is not None or old.refusal != new.refusal


def _needs_match(task: SyncJob, *, retry_unmatched: bool) -> bool:
    match = task.record.match
    if task.record.decision.excluded or match.is_pinned:
        return False
    if match.fingerprint != task.wanted.fingerprint:
        return True
    return match.record_id is None and retry_unmatched


def _needs_shelf(tasks: Sequence[SyncJob]) -> bool:
    """Whether to read the person's shelf, because only a search would be left otherwise."""
    return any(_needs_search(task) for task in tasks)


def _needs_search(task: SyncJob) -> bool:
    return not (task.wanted.isbns or task.wanted.record_id or task.wanted.slug)


def _batches(planned: Sequence[Planned], size: int) -> list[list[Planned]]:
    """Group books as long as all their writes fit into one request; a book's writes stay together."""
    batches: list[list[Planned]] = []
    room = 0
    for task, plan in planned:
        if not batches or room < len(plan.writes):
            batches.append([])
            room = size
        batches[-1].append((task, plan))
        room -= len(plan.writes)
    return batches
