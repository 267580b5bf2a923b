"""A book during a run of the Hardcover sync, and its lines in the log."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import is_due
from bookorbit_desktop.domain.hardcover.derived_status import LONGEST_DELAY, PARKED_AFTER, left_alone
from bookorbit_desktop.domain.hardcover.local_state import LocalState, SyncPlan, Target
from bookorbit_desktop.domain.hardcover.log_texts import match_texts
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord, SyncBook
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome


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
