"""A book during a run of the Hardcover sync, how far the run is, and its lines in the log."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import is_due
from bookorbit_desktop.domain.hardcover.derived_status import LONGEST_DELAY, PARKED_AFTER, left_alone
from bookorbit_desktop.domain.hardcover.local_state import LocalState, SyncPlan, Target
from bookorbit_desktop.domain.hardcover.log_texts import match_texts
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord, SyncBook
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.hardcover.sync_plan import may_differ
from bookorbit_desktop.domain.hardcover.sync_run import (
    ItemOutcome,
    Rate,
    SyncItem,
    SyncProgress,
    SyncWait,
    seconds_left,
)
from bookorbit_desktop.hardcover.pace import WaitKind
from bookorbit_desktop.services.runtime.clock import Clock

_COUNTED = {
    ItemOutcome.SENT: "sent",
    ItemOutcome.UNCHANGED: "unchanged",
    ItemOutcome.SKIPPED: "skipped",
    ItemOutcome.NOT_MATCHED: "not_matched",
    ItemOutcome.FAILED: "failed",
}
_SHORTEST_WAIT = 2.0
"""Seconds; shorter waits are not reported."""
_SHORTEST_PACE = 10.0
"""Seconds; waits at the announced pace are normal, so only long ones are reported."""


class RunProgress:
    """Counts the books of a run and estimates its end."""

    def __init__(self, clock: Clock, tell: Callable[[SyncProgress], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._rate: Callable[[], Rate] = lambda: Rate(1.0)
        self.current: SyncProgress | None = None

    def begin(self, run_id: int, rate: Callable[[], Rate]) -> None:
        """Start a run. `rate` is called for each estimate."""
        self._rate = rate
        self._say(SyncProgress(run_id, "starting", 0, 0))

    def set_total(self, total: int, stage: str = "matching") -> None:
        """Set the number of books in the run, including those counted already."""
        if self.current is not None:
            self._say(replace(self.current, stage=stage, total=total))

    def count(self, item: SyncItem) -> None:
        """Count a finished book."""
        if self.current is not None:
            name = _COUNTED[item.outcome]
            counted = replace(self.current, processed=self.current.processed + 1, newest=item, waiting=None)
            self._say(replace(counted, **{name: getattr(counted, name) + 1}))

    def count_quotes(self, item: SyncItem, written: int) -> None:
        """Count a book whose quotes are done, and those that were written."""
        if self.current is not None:
            now = self.current
            processed, quotes = now.processed + 1, now.quotes + written
            self._say(replace(now, processed=processed, quotes=quotes, newest=item, waiting=None))

    def say_stage(self, stage: str, current: str, units_left: float) -> None:
        """Report the current stage and book, and the cost of the rest."""
        if self.current is not None:
            left = seconds_left(units_left, self._rate())
            self._say(replace(self.current, stage=stage, current=current, seconds_left=left, waiting=None))

    def say_waiting(self, seconds: float, reason: Message, kind: WaitKind) -> None:
        """Report that the next request has to wait."""
        wait = wait_to_tell(seconds, reason, kind, self._clock.now())
        if self.current is not None and wait is not None:
            self._say(replace(self.current, waiting=wait))

    def end(self) -> None:
        """End the run."""
        self.current = None

    def _say(self, progress: SyncProgress) -> None:
        self.current = progress
        self._tell(progress)


def wait_to_tell(seconds: float, reason: Message, kind: WaitKind, now: datetime) -> SyncWait | None:
    """A wait before a request, if it is long enough to be reported."""
    shortest = _SHORTEST_PACE if kind is WaitKind.PACE else _SHORTEST_WAIT
    if seconds < shortest:
        return None
    return SyncWait(reason, now + timedelta(seconds=seconds), is_retry=kind is WaitKind.RETRY)


@dataclass(slots=True)
class SyncJob:
    """A book during a run."""

    book_id: BookId
    title: str
    local_state: LocalState
    query: MatchQuery
    sync_book: SyncBook
    changes: tuple[Message, ...] = ()

    def may_run(self, now: datetime) -> bool:
        """Whether an automatic run may try again: not soon after a failure, and never once it is parked."""
        sync = self.sync_book.sync
        if sync.failures >= PARKED_AFTER:
            return False
        return is_due(sync.retry_at, now, LONGEST_DELAY)

    @property
    def is_pending(self) -> bool:
        """Whether its status, rating, dates or progress are to be sent, or its match is still open."""
        target = self.target
        return target is None or may_differ(self.local_state, target, self.sync_book.baseline)

    @property
    def target(self) -> Target | None:
        """The target of its writes; None without a match."""
        return self.sync_book.target


def is_same_match(now: SyncJob, job: SyncJob) -> bool:
    """Whether a book is still matched to the record this run used."""
    ours, theirs = job.sync_book.match, now.sync_book.match
    is_same = (ours.record_id, ours.edition_id, ours.method) == (
        theirs.record_id,
        theirs.edition_id,
        theirs.method,
    )
    return is_same and (ours.is_pinned or now.query.fingerprint == job.query.fingerprint)


REVIEW = Message("Matched by title and author only. Confirm it on the Hardcover page, or pick another book.")
NOTHING = SyncPlan()


@dataclass(frozen=True, slots=True)
class RunLines:
    """Makes log lines. The caller stores them in the same transaction as the change they describe."""

    run_id: int | None
    """None for a dry run, of which only matches are stored."""
    now: Callable[[], datetime]

    def matched(self, job: SyncJob, match: MatchRecord) -> LogLine:
        """The line about a match that was made or refused."""
        needs_review = replace(job.sync_book, match=match).needs_review
        return LogLine(
            at=self.now(),
            direction=Direction.FROM_HARDCOVER,
            title=job.title,
            outcome=LogOutcome.NOT_MATCHED if match.record_id is None else LogOutcome.MATCHED,
            changes=match_texts(job.sync_book.match, match),
            message=REVIEW if needs_review else match.refusal,
            book_id=job.book_id,
            record_id=match.record_id,
            run_id=self.run_id,
        )

    def written(self, job: SyncJob, sent: SyncPlan, outcome: LogOutcome, message: Message) -> LogLine:
        """The line about a request that was answered or failed."""
        return LogLine(
            at=self.now(),
            direction=Direction.TO_HARDCOVER,
            title=job.title,
            outcome=outcome,
            changes=sent.changes,
            message=message,
            book_id=job.book_id,
            record_id=job.sync_book.match.record_id,
            units=len(sent.writes) or None,
            run_id=self.run_id,
        )

    def kept(self, job: SyncJob, plan: SyncPlan) -> LogLine:
        """The line about something on Hardcover that was left unchanged."""
        line = self.written(job, NOTHING, LogOutcome.UNCHANGED, left_alone(plan))
        return replace(line, direction=Direction.FROM_HARDCOVER)
