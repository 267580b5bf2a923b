"""One book on its way through a run of the Hardcover sync."""

from dataclasses import dataclass

from bookorbit_desktop.domain.matching import Wanted
from bookorbit_desktop.domain.sync_book import SyncBook
from bookorbit_desktop.domain.sync_intent import Intent, Target


@dataclass(slots=True)
class BookTask:
    """One book on its way through a run."""

    book_id: int
    title: str
    intent: Intent
    wanted: Wanted
    record: SyncBook
    changes: tuple[str, ...] = ()

    @property
    def target(self) -> Target | None:
        """Where its writes go; None without a match."""
        return self.record.match.target
