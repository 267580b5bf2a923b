"""The log lines of a sync run."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.derived_status import left_alone
from bookorbit_desktop.domain.hardcover.local_state import SyncPlan
from bookorbit_desktop.domain.hardcover.log_texts import match_texts
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.services.hardcover.sync_job import SyncJob

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
