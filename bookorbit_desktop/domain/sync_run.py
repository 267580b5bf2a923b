"""A run of the Hardcover sync as people and scripts see it."""

from dataclasses import dataclass
from enum import StrEnum

from bookorbit_desktop.domain.sync_state import HardcoverState


class ItemOutcome(StrEnum):
    """What became of one book in a run."""

    SENT = "sent"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    NOT_MATCHED = "not_matched"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SyncItem:
    """One book of a run."""

    book_id: int
    """Minus the number of the entry on Hardcover where this library has no such book."""
    title: str
    outcome: ItemOutcome
    state: HardcoverState
    reason: str
    changes: tuple[str, ...] = ()
    """What was, or in a dry run would be, written; one short phrase each."""


class SyncEnd(StrEnum):
    """How a run ended."""

    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    """Could not go on: token, quota or network; the rest stays pending."""


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """Where a run stands."""

    run_id: int
    stage: str
    processed: int
    total: int
    current: str = ""
    sent: int = 0
    unchanged: int = 0
    skipped: int = 0
    not_matched: int = 0
    failed: int = 0
    waiting: str = ""
    """Why the run is waiting just now, as a sentence; empty when it is not."""
    newest: SyncItem | None = None


@dataclass(frozen=True, slots=True)
class SyncSummary:
    """The outcome of a run."""

    run_id: int
    end: SyncEnd
    message: str
    dry_run: bool
    items: tuple[SyncItem, ...]
    units: int
    requests: int

    def count(self, outcome: ItemOutcome) -> int:
        """How many books ended with `outcome`."""
        return sum(item.outcome is outcome for item in self.items)
