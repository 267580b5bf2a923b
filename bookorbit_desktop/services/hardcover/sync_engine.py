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
from bookorbit_desktop.domain.hardcover.log_texts import record_text
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord
from bookorbit_desktop.domain.hardcover.sync_log import LogLine, LogOutcome
from bookorbit_desktop.domain.hardcover.sync_plan import (
    acknowledge,
    after_replies,
    awaiting_reply,
    may_differ,
    plan_sync,
)
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncItem, WorkLeft
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.services.hardcover.matching import Matcher
from bookorbit_desktop.services.hardcover.sync_job import NOTHING, RunLines, SyncJob, is_same_match
from bookorbit_desktop.services.hardcover.sync_look import ShelfAnswer, ShelfLook
from bookorbit_desktop.services.hardcover.sync_store import JournalAnswer, NewSync, SyncStore
from bookorbit_desktop.services.runtime.event_bus import BUG, plain_failure

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
        self._reported: set[BookId] = set()

        def tell(item: SyncItem) -> None:
            self._reported.add(item.book_id)
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

    async def run(self, jobs: Sequence[SyncJob], *, by_person: bool) -> None:
        """Sync these books, in this order. Raises Cancelled and the errors that end a run.

        `by_person`: search again for books that could not be matched.
        """
        left = await self._match(jobs, retry_unmatched=by_person)
        # Thousands of plans take a while: the loop that serves readers does not wait for them.
        pending = await asyncio.to_thread(self._pending, left)
        ready = []
        for job in left:
            if job.sync_book.decision.excluded or waits_for_person(job.sync_book):
                self._finish(job, ItemOutcome.SKIPPED)
            elif job.target is None:
                self._finish(job, ItemOutcome.NOT_MATCHED)
            elif job.book_id in pending:
                ready.append(job)
            else:
                self._finish(job, ItemOutcome.UNCHANGED)
        for start in range(0, len(ready), LOOK_CHUNK):
            chunk, rest = ready[start : start + LOOK_CHUNK], ready[start + LOOK_CHUNK :]
            await self._sync_apart(chunk, rest)

    async def _match(self, jobs: Sequence[SyncJob], *, retry_unmatched: bool) -> list[SyncJob]:
        """Match the books that need it. Returns the books that continue."""
        due = [job for job in jobs if _needs_match(job, retry_unmatched=retry_unmatched)]
        if not due:
            return list(jobs)
        shelf = await self._shelf.all_entries(self._account.id) if _needs_shelf(due) else []
        matcher = Matcher(self._catalogue)
        matched = {job.book_id for job in due}
        others = [job for job in jobs if job.book_id not in matched]
        pending = await asyncio.to_thread(self._pending, others)
        settled = [job for job in others if job.book_id in pending]
        for start in range(0, len(due), MATCH_CHUNK):
            chunk = due[start : start + MATCH_CHUNK]
            self._check_cancelled()
            self._stage("matching", chunk[0].title, self._units(due[start:], [*due, *settled]))
            matches = await matcher.match({job.book_id: job.query for job in chunk}, shelf)
            found = {job.book_id: (job, matches[job.book_id]) for job in chunk if job.book_id in matches}
            news = [(job, match) for job, match in found.values() if _is_news(job.sync_book.match, match)]
            lines = [self._lines.matched(job, match) for job, match in news]
            kept = await self._store.keep_matches(found, lines)
            await self._reload([job for job in chunk if job.book_id in kept])
        going_on = {job.book_id for job in await self._still_wanted(due)}
        return [job for job in jobs if job.book_id not in matched or job.book_id in going_on]

    async def _reload(self, jobs: Sequence[SyncJob]) -> None:
        """Reload the stored state."""
        now = await asyncio.to_thread(self._store.current, [job.book_id for job in jobs])
        for job in jobs:
            if job.book_id in now:
                job.sync_book = now[job.book_id].sync_book

    def _pending(self, jobs: Sequence[SyncJob]) -> frozenset[BookId]:
        """The books that have to be looked up. Changes nothing, so any thread can call it."""
        return frozenset(job.book_id for job in jobs if job.target and self._is_pending(job))

    def _is_pending(self, job: SyncJob) -> bool:
        assert job.target is not None
        baseline = job.sync_book.baseline
        if self._thorough or may_differ(job.local_state, job.target, baseline):
            return True
        plan = plan_sync(job.local_state, job.target, baseline, baseline.entry)
        if not plan.waiting_for_pages:
            return False
        age = self._now() - baseline.looked_at if baseline.looked_at else PAGES_LOOKED_UP_AFTER
        return not timedelta(0) <= age < PAGES_LOOKED_UP_AFTER

    async def _sync_apart(self, jobs: Sequence[SyncJob], rest: Sequence[SyncJob]) -> None:
        """As `_sync_chunk`, but an internal error fails only its book. What was sent is recognised later."""
        try:
            await self._sync_chunk(jobs, rest)
        except Exception as error:
            concerns_all = self._dry_run or self._broken == MOST_BROKEN
            if concerns_all or isinstance(plain_failure(error), (BookOrbitError, Cancelled)):
                raise
            logger.exception("The sync of %d book(s) failed", len(jobs))
            left = [job for job in jobs if job.book_id not in self._reported]
            await self._reload(left)
            if len(jobs) == 1:
                self._broken += 1
                return await self._fail(jobs[0], BUG)
            for number, job in enumerate(left, 1):
                await self._sync_apart([job], [*left[number:], *rest])

    async def _sync_chunk(self, jobs: Sequence[SyncJob], rest: Sequence[SyncJob]) -> None:
        self._check_cancelled()
        self._stage("reading", jobs[0].title, self._units((), [*jobs, *rest]))
        answer = await self._look_at(jobs)
        planned = [(job, self._plan(job, answer)) for job in jobs if job not in answer.vanished]
        if self._dry_run:
            for job, plan in planned:
                self._preview(job, plan)
            return
        await self._acknowledge([(job, plan) for job, plan in planned if not plan.writes], answer)
        to_write = [job for job, plan in planned if plan.writes]
        for start in range(0, len(to_write), WRITE_GROUP):
            group, later = to_write[start : start + WRITE_GROUP], to_write[start + WRITE_GROUP :]
            self._later = self._units((), [*later, *rest])
            if start:
                answer = await self._look_at(group)
            await self._write_until_settled(group, answer)

    def _units(self, to_match: Sequence[SyncJob], to_sync: Sequence[SyncJob]) -> float:
        """Estimate how many look-ups and writes are left."""
        writes = [] if self._dry_run else to_sync
        new = sum(job.sync_book.baseline.local_state is None for job in writes)
        return WorkLeft(
            to_match=len(to_match),
            to_search=sum(_needs_search(job) for job in to_match),
            to_look=len(to_sync),
            new=new,
            changed=len(writes) - new,
        ).units

    async def _look_at(self, jobs: Sequence[SyncJob]) -> ShelfAnswer:
        """Fetch what Hardcover has for these books. Books with a deleted record leave the run."""
        answer = await self._look.at(jobs)
        await self._keep_moves(answer)
        await self._give_up_records(answer.vanished)
        return answer

    async def _keep_moves(self, answer: ShelfAnswer) -> None:
        """Store the records that merged records now point to."""
        if answer.moved and not self._dry_run:
            await self._store.move_matches(answer.moved)

    async def _give_up_records(self, jobs: Sequence[SyncJob]) -> None:
        if self._dry_run:
            return
        await self._store.void_matches(jobs)
        for job in jobs:
            await self._fail(job, _PICK_GONE if job.sync_book.match.is_pinned else _RECORD_GONE)

    def _preview(self, job: SyncJob, plan: SyncPlan) -> None:
        job.changes = (*plan.changes, *plan.follows)
        state, reason = state_of(plan)
        outcome = ItemOutcome.SENT if plan.writes else ItemOutcome.UNCHANGED
        item = _item(job, outcome, state, joined_messages(plan.kept) if plan.kept else reason)
        self._report(replace(item, kept_values=plan.kept_values))

    async def _write_until_settled(self, jobs: Sequence[SyncJob], answer: ShelfAnswer) -> None:
        waiting = [job for job in jobs if job not in answer.vanished]
        for _ in range(MOST_ROUNDS):
            waiting = await self._still_wanted(waiting)
            planned = await self._without_held([(job, self._plan(job, answer)) for job in waiting])
            await self._acknowledge([(job, plan) for job, plan in planned if not plan.writes], answer)
            waiting = await self._send([(job, plan) for job, plan in planned if plan.writes], answer)
            if not waiting:
                return
        for job in waiting:
            await self._fail(job, _NOT_TAKEN_OVER)

    async def _without_held(self, planned: Sequence[Planned]) -> list[Planned]:
        """Leave out books with a read that may still appear on Hardcover, so that it isn't sent twice."""
        going_on = []
        for job, plan in planned:
            sent = job.sync_book.baseline.unanswered
            adds_read = any(isinstance(write, AddRead) for write in plan.writes)
            if adds_read and sent is not None and is_held(sent, self._now()):
                await self._fail(job, _NO_ANSWER)
            else:
                going_on.append((job, plan))
        return going_on

    def _plan(self, job: SyncJob, answer: ShelfAnswer) -> SyncPlan:
        assert job.target is not None
        return plan_sync(
            job.local_state, job.target, job.sync_book.baseline, answer.entries.get(job.target.record_id)
        )

    async def _still_wanted(self, jobs: Sequence[SyncJob]) -> list[SyncJob]:
        """Return the books still to be sent in the form this run knows, with their current local state."""
        fresh = await asyncio.to_thread(self._store.current, [job.book_id for job in jobs])
        going_on = []
        for job in jobs:
            now = fresh.get(job.book_id)
            if now is None:
                await self._leave(job, HardcoverState.PENDING, _UNREAD)
            elif now.sync_book.decision.excluded:
                await self._leave(job, HardcoverState.EXCLUDED, _EXCLUDED)
            elif not is_same_match(now, job):
                await self._leave(job, HardcoverState.PENDING, _DECIDED)
            else:
                job.local_state = now.local_state
                job.sync_book = replace(job.sync_book, decision=now.sync_book.decision)
                going_on.append(job)
        return going_on

    async def _leave(self, job: SyncJob, state: HardcoverState, reason: Message) -> None:
        """Drop a book from the run because the person changed a decision, and log it."""
        if not self._dry_run:
            await self._store.add_log([self._lines.written(job, NOTHING, LogOutcome.SKIPPED, reason)])
        self._report(_item(job, ItemOutcome.SKIPPED, state, reason))

    async def _send(self, planned: Sequence[Planned], answer: ShelfAnswer) -> list[SyncJob]:
        """Send a round in requests as large as allowed. Returns the books to plan again."""
        again: list[SyncJob] = []
        left = sum(len(plan.writes) for _, plan in planned)
        batches = _batches(planned, self._shelf.batch_size)
        for number, batch in enumerate(batches):
            self._check_cancelled()
            if not all(may_write(job.sync_book.baseline, self._now()) for job, _ in batch):
                rest = [job for some in batches[number:] for job, _ in some]
                fresh = await self._look_at(rest)
                answer.entries |= fresh.entries
                for job in rest:
                    if job.target is not None and job.target.record_id not in fresh.entries:
                        answer.entries.pop(job.target.record_id, None)
                return again + [job for job in rest if job not in fresh.vanished]
            self._stage("sending", batch[0][0].title, self._later + left)
            left -= sum(len(plan.writes) for _, plan in batch)
            again += await self._send_batch(batch, answer)
        return again

    async def _send_batch(self, batch: Sequence[Planned], answer: ShelfAnswer) -> list[SyncJob]:
        begun_lines = await self._begin_writes(batch, answer)
        overtaken = [job for job, _ in batch if job.book_id not in begun_lines]
        batch = [(job, plan) for job, plan in batch if job.book_id in begun_lines]
        if not batch:
            return overtaken
        replies = await self._replies(batch)
        if replies is None:
            for job, plan in batch:
                self._remember_unanswered(job, plan)
                await self._fail(job, _NO_ANSWER, plan)
            return overtaken
        return overtaken + await self._apply_replies(batch, replies, answer, begun_lines)

    async def _replies(self, batch: Sequence[Planned]) -> list[WriteReply] | None:
        """The replies, or None if it is unknown whether the writes were carried out."""
        jobs = {id(write): job for job, plan in batch for write in plan.writes}

        async def is_still_wanted(write: Write) -> bool:
            if isinstance(write, AddRead):
                return (
                    False  # the first one may still be carried out: it is looked for before it is sent again
                )
            job = jobs[id(write)]
            return may_write(job.sync_book.baseline, self._now()) and await self._is_undecided(job)

        writes = [write for _, plan in batch for write in plan.writes]
        try:
            return await self._shelf.write(writes, is_wanted=is_still_wanted)
        except HardcoverBusy as error:
            if error.may_have_landed:
                return None
            raise

    async def _is_undecided(self, job: SyncJob) -> bool:
        """Whether no decision by the person since the read keeps this book off its record."""
        now = (await asyncio.to_thread(self._store.current, [job.book_id])).get(job.book_id)
        return now is not None and not now.sync_book.decision.excluded and is_same_match(now, job)

    def _remember_unanswered(self, job: SyncJob, plan: SyncPlan) -> None:
        """Remember a read that may still appear, so that it is recognised instead of sent twice."""
        baseline = job.sync_book.baseline
        for write in plan.writes:
            if isinstance(write, AddRead):
                sent = unanswered_read(write, baseline.seen, self._now())
                if baseline.unanswered is not None:
                    sent = replace(sent, known=baseline.unanswered.known)
                _set_base(job, replace(baseline, unanswered=sent))

    async def _begin_writes(self, batch: Sequence[Planned], answer: ShelfAnswer) -> dict[BookId, JournalLine]:
        """Record a request before it is sent. If its reply is lost, what appears on Hardcover is recognised as ours."""
        lines = {}
        before = {job.book_id: job.sync_book for job, _ in batch}
        for job, plan in batch:
            assert job.target is not None
            entry = answer.entries.get(job.target.record_id)
            _set_base(job, awaiting_reply(job.sync_book.baseline, plan, entry, self._now()))
            lines[job.book_id] = begun(self._run_id, self._now(), job.book_id, job.title, entry, plan.writes)
        kept = await self._store.begin_writes([job for job, _ in batch], lines)
        for job, _ in batch:
            if job.book_id not in kept:
                job.sync_book = before[job.book_id]
        return kept

    async def _apply_replies(
        self,
        batch: Sequence[Planned],
        replies: Sequence[WriteReply],
        answer: ShelfAnswer,
        begun_lines: Mapping[BookId, JournalLine],
    ) -> list[SyncJob]:
        rest = iter(replies)
        settled: list[SyncJob] = []
        refused: list[tuple[SyncJob, SyncPlan, str]] = []
        answers: list[JournalAnswer] = []
        log: list[LogLine] = []
        for job, plan in batch:
            own = [next(rest) for _ in plan.writes]
            errors = [reply.error for reply in own if reply.error]
            answered = after_replies(job.sync_book.baseline, plan, own, self._now().date())
            baseline, entry = answered.baseline, answered.entry
            if not any(reply.withdrawn for reply in own):
                baseline = replace(baseline, looked_at=self._now())
            _set_base(job, baseline)
            if entry is not None and job.target is not None:
                answer.entries[job.target.record_id] = entry
            landed = any(not reply.error and not reply.withdrawn for reply in own)
            line_id = begun_lines[job.book_id].id or 0
            answers.append(JournalAnswer(line_id, entry if landed else None, answered.made))
            if any(reply.withdrawn for reply in own):
                self._remember_unanswered(job, plan)
                settled.append(job)
            elif errors:
                refused.append((job, plan, errors[0]))
            else:
                job.changes += tuple(change for change in plan.changes if change not in job.changes)
                settled.append(job)
                left = left_alone(self._plan(job, answer))
                log.append(self._lines.written(job, plan, LogOutcome.SENT, left))
        settled += await self._follow_refused(refused, answer)
        await self._store.keep_sync(_learnt([job for job, _ in batch]), answers, log)
        return settled

    async def _follow_refused(
        self, refused: Sequence[tuple[SyncJob, SyncPlan, str]], answer: ShelfAnswer
    ) -> list[SyncJob]:
        """Return books that continue after a refused write: the record was merged, or the entry removed."""
        if not refused:
            return []
        before = {job.book_id: job.target for job, _, _ in refused}
        seen = [job for job, _, _ in refused if job.sync_book.baseline.seen is not None]
        added = [job for job, _, _ in refused if job.sync_book.baseline.seen is None]
        gone = ShelfAnswer()
        if seen:
            fresh = await self._look.at(seen)
            gone.vanished += fresh.vanished
            gone.moved |= fresh.moved
            for job in seen:
                assert job.target is not None
                answer.entries.pop(job.target.record_id, None)
            answer.entries |= fresh.entries
        await self._look.follow_merges(added, gone)
        await self._keep_moves(gone)
        answer.entries |= gone.entries
        await self._give_up_records(gone.vanished)
        without_edition = await self._look.lost_editions(
            [job for job, _, _ in refused if job not in gone.vanished]
        )
        await self._store.void_matches(without_edition)
        going_on = []
        for job, plan, error in refused:
            assert job.target is not None
            if job in gone.vanished:
                continue
            is_removed = job in seen and job.target.record_id not in answer.entries
            if is_removed or job.target != before[job.book_id]:
                going_on.append(job)
            elif job in without_edition:
                await self._fail(job, _PICK_GONE if job.sync_book.match.is_pinned else _EDITION_GONE, plan)
            else:
                await self._fail(job, Message("Hardcover refused: {0}", error), plan)
        return going_on

    async def _acknowledge(self, done: Sequence[Planned], answer: ShelfAnswer) -> None:
        """Acknowledge what Hardcover shows, because nothing is left to write."""
        for job, plan in done:
            assert job.target is not None
            baseline = acknowledge(
                job.sync_book.baseline, job.local_state, plan, answer.entries.get(job.target.record_id)
            )
            sync = replace(
                job.sync_book.sync,
                baseline=baseline,
                failures=0,
                failure=Message(""),
                retry_at=None,
                synced_at=self._now(),
            )
            job.sync_book = replace(job.sync_book, sync=sync)
        kept = [self._lines.kept(job, plan) for job, plan in done if not job.changes and left_alone(plan)]
        await self._store.keep_sync(_learnt([job for job, _ in done]), log=kept)
        for job, _ in done:
            self._finish(job, ItemOutcome.SENT if job.changes else ItemOutcome.UNCHANGED)

    async def _fail(self, job: SyncJob, reason: Message, tried: SyncPlan = NOTHING) -> None:
        failures = job.sync_book.sync.failures + 1
        retry_at = self._now() + retry_delay(failures)
        sync = replace(job.sync_book.sync, failures=failures, retry_at=retry_at, failure=reason)
        job.sync_book = replace(job.sync_book, sync=sync)
        line = self._lines.written(job, tried, LogOutcome.FAILED, reason)
        await self._store.keep_sync(_learnt([job]), log=[line])
        self._report(_item(job, ItemOutcome.FAILED, HardcoverState.ERROR, reason))

    def _finish(self, job: SyncJob, outcome: ItemOutcome) -> None:
        self._report(_item(job, outcome, *status_of(job.local_state, job.sync_book)))

    def _check_cancelled(self) -> None:
        if self._is_cancelled():
            raise Cancelled


def _item(job: SyncJob, outcome: ItemOutcome, state: HardcoverState, reason: Message) -> SyncItem:
    return SyncItem(
        job.book_id,
        job.title,
        outcome,
        state,
        reason,
        job.changes,
        record=record_text(job.sync_book.match) or Message(""),
        needs_review=job.sync_book.needs_review,
    )


def _learnt(jobs: Sequence[SyncJob]) -> dict[BookId, NewSync]:
    return {job.book_id: NewSync(job.sync_book, job.sync_book.sync) for job in jobs}


def _set_base(job: SyncJob, baseline: Baseline) -> None:
    job.sync_book = replace(job.sync_book, sync=replace(job.sync_book.sync, baseline=baseline))


def _is_news(old: MatchRecord, new: MatchRecord) -> bool:
    """Whether to log a match: the same failure for the same reason is logged once."""
    return new.record_id is not None or old.record_id is not None or old.refusal != new.refusal


def _needs_match(job: SyncJob, *, retry_unmatched: bool) -> bool:
    match = job.sync_book.match
    if job.sync_book.decision.excluded or match.is_pinned:
        return False
    if match.fingerprint != job.query.fingerprint:
        return True
    return match.record_id is None and retry_unmatched


def _needs_shelf(jobs: Sequence[SyncJob]) -> bool:
    """Whether to read the person's shelf, because only a search would be left otherwise."""
    return any(_needs_search(job) for job in jobs)


def _needs_search(job: SyncJob) -> bool:
    return not (job.query.isbns or job.query.record_id or job.query.slug)


def _batches(planned: Sequence[Planned], size: int) -> list[list[Planned]]:
    """Group books as long as all their writes fit into one request; a book's writes stay together."""
    batches: list[list[Planned]] = []
    room = 0
    for job, plan in planned:
        if not batches or room < len(plan.writes):
            batches.append([])
            room = size
        batches[-1].append((job, plan))
        room -= len(plan.writes)
    return batches
