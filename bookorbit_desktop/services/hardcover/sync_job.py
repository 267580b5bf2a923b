"""A book during a run of the Hardcover sync."""

from dataclasses import dataclass
from datetime import datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import is_due
from bookorbit_desktop.domain.hardcover.derived_status import LONGEST_DELAY, PARKED_AFTER
from bookorbit_desktop.domain.hardcover.local_state import LocalState, Target
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook


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
