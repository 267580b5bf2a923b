"""One book on its way through a run of the Hardcover sync."""

from dataclasses import dataclass
from datetime import datetime

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import is_due
from bookorbit_desktop.domain.hardcover.matching import Wanted
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.hardcover.sync_intent import Intent, Target
from bookorbit_desktop.domain.hardcover.sync_standing import LONGEST_DELAY, PARKED_AFTER


@dataclass(slots=True)
class BookTask:
    """One book on its way through a run."""

    book_id: int
    title: str
    intent: Intent
    wanted: Wanted
    record: SyncBook
    changes: tuple[Message, ...] = ()

    def may_run(self, now: datetime) -> bool:
        """Whether an automatic run may try it again: not soon after a failure, and not once it is parked."""
        sync = self.record.sync
        if sync.failures >= PARKED_AFTER:
            return False
        return is_due(sync.retry_at, now, LONGEST_DELAY)

    @property
    def target(self) -> Target | None:
        """Where its writes go; None without a match."""
        return self.record.target
