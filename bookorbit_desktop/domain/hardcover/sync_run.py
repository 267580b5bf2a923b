"""A run of the Hardcover sync, for people and scripts."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bookorbit_desktop.domain.base.errors import HardcoverBusy, HardcoverError, Unreachable
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.hardcover.local_state import KeptValues
from bookorbit_desktop.domain.library.sync_state import HardcoverState


def why_stopped(error: HardcoverError, books_left: int, *, online: bool, retry_in: float | None) -> Message:
    """Explain to the person why a run stopped. `retry_in`: seconds, None if there is no automatic retry."""
    if isinstance(error, Unreachable):
        return _unreachable(books_left, online=online)
    if isinstance(error, HardcoverBusy):
        when = (
            Message("Nothing is lost; sync again later.")
            if retry_in is None
            else Message("Will retry in {0}.", _time(retry_in))
        )
        return joined_messages((error.why, when))
    return error.message


def _unreachable(books_left: int, *, online: bool) -> Message:
    if not online:
        match books_left:
            case 0:
                return Message("You're offline.")
            case 1:
                return Message("You're offline. The remaining book will be sent when you're back.")
        return Message(
            "You're offline. The remaining %n books will be sent when you're back.", count=books_left
        )
    match books_left:
        case 0:
            return Message("Can't reach Hardcover. Will retry later.")
        case 1:
            return Message("Can't reach Hardcover. 1 change is waiting and will be sent later.")
    return Message("Can't reach Hardcover. %n changes are waiting and will be sent later.", count=books_left)


def _time(seconds: float) -> Message:
    """A duration as text, such as "24 s" or "2 min"."""
    whole = max(1, round(seconds))
    return Message("%n s", count=whole) if whole < 60 else Message("%n min", count=round(whole / 60))


class ItemOutcome(StrEnum):
    """The outcome of a run for a book."""

    SENT = "sent"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    NOT_MATCHED = "not_matched"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SyncItem:
    """One book of a run."""

    book_id: BookId
    """The negative entry id on Hardcover if this library has no such book."""
    title: str
    outcome: ItemOutcome
    state: HardcoverState
    reason: Message
    changes: tuple[Message, ...] = ()
    """What was, or in a dry run would be, written; one short phrase each."""
    record: Message = NOTHING
    """The record on Hardcover that it goes to, and how it was matched; empty if there is none."""
    needs_review: bool = False
    """The record was found by title alone, and the person has not confirmed it."""
    kept_values: KeptValues = field(default_factory=KeptValues)


class SyncEnd(StrEnum):
    """How a run ended."""

    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    """The run could not continue: token, quota or network; the rest stays pending."""


@dataclass(frozen=True, slots=True)
class SyncWait:
    """Why a run is waiting, and for how long."""

    reason: Message
    """A sentence, such as "Hardcover asked us to slow down."."""
    until: datetime
    is_retry: bool = False
    """A failed request is repeated then; otherwise the run simply continues."""

    def seconds(self, now: datetime) -> int:
        """Whole seconds left, for a countdown."""
        return max(0, math.ceil((self.until - now).total_seconds()))


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """The progress of a run."""

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
    waiting: SyncWait | None = None
    """Set while the run waits."""
    newest: SyncItem | None = None
    seconds_left: float | None = None
    """The estimated time left; None if unknown."""


@dataclass(frozen=True, slots=True)
class SyncSummary:
    """The outcome of a run."""

    run_id: int
    end: SyncEnd
    message: Message
    dry_run: bool
    items: tuple[SyncItem, ...]
    units: int
    requests: int
    continues_at: datetime | None = None
    """When Hardcover accepts the rest, if it said so."""

    def count(self, outcome: ItemOutcome) -> int:
        """The number of books with this outcome."""
        return sum(item.outcome is outcome for item in self.items)
