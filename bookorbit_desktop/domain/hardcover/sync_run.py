"""A run of the Hardcover sync, for people and scripts: its steps, the time left, and the overall status.

The costs are those of request-budget.md (a) and (b), in units of one top-level field.
"""

import math
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bookorbit_desktop.domain.base.errors import HardcoverBusy, HardcoverError, Unreachable
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.hardcover.catalogue import Quota
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
    quotes: tuple[Message, ...] = ()
    """Each quote that was or would be written, as it will stand."""
    record: Message = NOTHING
    """The record on Hardcover that it goes to, and how it was matched; empty if there is none."""
    needs_review: bool = False
    """The record was found by title alone, and the person has not confirmed it."""
    kept_values: KeptValues = field(default_factory=KeptValues)


def with_quotes(item: SyncItem | None, quotes: SyncItem) -> SyncItem:
    """A book's item together with that of its quotes."""
    if item is None:
        return quotes
    outcomes = (item.outcome, quotes.outcome)
    both = next(
        (known for known in (ItemOutcome.FAILED, ItemOutcome.SENT) if known in outcomes), item.outcome
    )
    return replace(
        item,
        outcome=both,
        reason=item.reason or quotes.reason,
        changes=(*item.changes, *quotes.changes),
        quotes=quotes.quotes,
    )


class SyncParts(StrEnum):
    """What a run sends."""

    ALL = "all"
    STATUSES = "statuses"
    """Statuses, ratings, dates and progress."""
    QUOTES = "quotes"


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
    quotes: int = 0
    """Quotes that were written."""
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
    quotes: int = 0
    """Quotes that were, or in a dry run would be, written."""

    def count(self, outcome: ItemOutcome) -> int:
        """The number of books with this outcome."""
        return sum(item.outcome is outcome for item in self.items)


UNITS_PER_NEW_ENTRY = 1.66
"""Writes for a book not yet acknowledged: it is added, and two thirds need their dates."""
UNITS_PER_CHANGE = 1.0
BOOKS_PER_LOOK = 100
"""Books in one look-up of ISBNs, or of entries on the shelf."""
_MINUTE, _HOUR = 60.0, 3600.0


@dataclass(frozen=True, slots=True)
class Rate:
    """The request rate allowed by Hardcover's headers."""

    per_second: float
    """Units per second."""
    ready: float = 0.0
    """Units that can be spent at once."""
    day_left: float | None = None
    """Units left for the day; None if unknown."""


@dataclass(frozen=True, slots=True)
class WorkLeft:
    """What a run has left to look up and to write, in books."""

    to_match: int = 0
    to_search: int = 0
    """Those to match that have no ISBN or id: each needs a search of its own."""
    to_look: int = 0
    new: int = 0
    changed: int = 0

    @property
    def units(self) -> float:
        """The estimated cost in units."""
        looks = math.ceil(self.to_match / BOOKS_PER_LOOK) + math.ceil(self.to_look / BOOKS_PER_LOOK)
        writes = self.new * UNITS_PER_NEW_ENTRY + self.changed * UNITS_PER_CHANGE
        return looks + self.to_search + writes


def seconds_left(units: float, rate: Rate) -> float | None:
    """Seconds until this many units are spent; None if the day's allowance ends before that."""
    if rate.day_left is not None and units > rate.day_left:
        return None
    return max(0.0, units - rate.ready) / rate.per_second


def hours_and_minutes(seconds: float) -> tuple[int, int]:
    """A duration in hours and whole minutes, rounded half up; (0, 0) means less than a minute."""
    if seconds < _MINUTE:
        return 0, 0
    minutes = math.floor(seconds / _MINUTE + 0.5)
    return divmod(minutes, int(_HOUR / _MINUTE))


ATTENTION_STATES = (
    HardcoverState.NOT_MATCHED,
    HardcoverState.NEEDS_REVIEW,
    HardcoverState.WAITING_FOR_PAGES,
    HardcoverState.ERROR,
    HardcoverState.PARKED,
    HardcoverState.HARDCOVER_AHEAD,
    HardcoverState.EXCLUDED,
)
"""States other than pending and synced that a person may want to look at."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What is pending, what needs attention, and when the next sync runs."""

    states: dict[HardcoverState, int]
    quota: Quota
    paused: str
    """Why automatic sync is off, as a sentence; empty when it is on."""
    next_run: datetime | None
    """None while no running program syncs automatically, or while sync is paused."""

    @property
    def pending(self) -> int:
        """Books waiting to be sent."""
        return self.states.get(HardcoverState.PENDING, 0)

    @property
    def attention(self) -> dict[HardcoverState, int]:
        """Books in each of ATTENTION_STATES."""
        return {state: self.states.get(state, 0) for state in ATTENTION_STATES}


def why_paused(*, problem: Message, has_token: bool, confirmed: bool, enabled: bool, until: str) -> Message:
    """The first reason why automatic sync is not sending; `until` is the end of a pause, if any."""
    if problem:
        return problem
    if not has_token:
        return Message("No Hardcover token yet.")
    if not enabled:
        return Message("Automatic sync is off.")
    if until:
        return Message("Sync is paused until {0}.", until)
    if not confirmed:
        return Message("Automatic sync starts after the first sync you confirm.")
    return NOTHING
