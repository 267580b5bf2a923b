"""The sides of the three-way comparison with Hardcover, and its result."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any

from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import HardcoverStatus, ReadRow, ShelfEntry, Write
from bookorbit_desktop.domain.hardcover.late_reads import UnansweredRead
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus

HARDCOVER_STATUS: Mapping[ReadingStatus, HardcoverStatus] = {
    ReadingStatus.WANT_TO_READ: HardcoverStatus.WANT_TO_READ,
    ReadingStatus.READING: HardcoverStatus.CURRENTLY_READING,
    ReadingStatus.REREADING: HardcoverStatus.CURRENTLY_READING,
    ReadingStatus.READ: HardcoverStatus.READ,
    ReadingStatus.SKIMMED: HardcoverStatus.READ,
    ReadingStatus.ON_HOLD: HardcoverStatus.PAUSED,
    ReadingStatus.ABANDONED: HardcoverStatus.DID_NOT_FINISH,
}
"""Unread has no counterpart and is never sent (matching.md section 4)."""


@dataclass(frozen=True, slots=True)
class LocalState:
    """The local state of one book in Hardcover's terms."""

    status_id: HardcoverStatus
    rating: float | None = None
    privacy_id: int | None = None
    """None leaves the privacy as it is on Hardcover."""
    rereading: bool = False
    reads: tuple[Read, ...] = ()
    """Oldest first, each with its row id."""
    added_on: date | None = None
    by_hand: bool = field(default=False, compare=False)
    """The person set the status; otherwise it comes from a device."""
    set_at: datetime | None = field(default=None, compare=False)
    """When the person last set the status here; None if unknown."""
    rated_at: datetime | None = field(default=None, compare=False)
    """When the person last changed the rating here; None if unknown."""


@dataclass(frozen=True, slots=True)
class KeptValues:
    """The person's values on Hardcover that differ from those here and stay; None where nothing does."""

    status_id: int | None = None
    rating: float | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """The record and edition to write to. `pages` is None if unknown."""

    record_id: RecordId
    edition_id: EditionId | None = None
    pages: int | None = None
    pages_by_hand: bool = False
    """The person entered the page count."""
    replaces: KeptValues = field(default_factory=KeptValues)
    """What the person allowed to overwrite there."""


@dataclass(frozen=True, slots=True)
class SentRequest:
    """One book's part of a request to Hardcover."""

    before: ShelfEntry | None
    """The entry when it was sent; None if it was not on the shelf."""
    expected: ShelfEntry
    """The entry if all of it is carried out; what does not exist yet has the id 0."""
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnFields:
    """What our writes left on an entry and nobody has changed there since. None: not ours."""

    status_id: int | None = None
    rating: float | None = None
    reads: Mapping[int, ReadRow] = field(default_factory=dict)
    """By the read's id."""


def own_value(own: Any, shown: Any, before: Any = None, expected: Any = None) -> Any:
    """The value shown, if it was ours and still is, or if our request changed it to this; otherwise None."""
    return shown if shown == own or shown == expected != before else None


def own_row(own: ReadRow, shown: ReadRow, *change: ReadRow) -> ReadRow:
    """The same for each field of a read; `change`: the row before and as our request was to leave it."""
    rows = (own, shown, *change)
    return ReadRow(*(own_value(*(getattr(row, part.name) for row in rows)) for part in fields(ReadRow)))


@dataclass(frozen=True, slots=True)
class Baseline:
    """The last state of a book that Hardcover acknowledged."""

    local_state: LocalState | None = None
    """None before the first complete sync of this book."""
    entry: ShelfEntry | None = None
    """The entry when this book was last in sync, or as created by our own insert."""
    created_by_us: bool = False
    reads: Mapping[int, int] = field(default_factory=dict)
    """The Hardcover read id for each local read id."""
    caused: frozenset[int] = frozenset()
    """Reads on Hardcover that our writes created."""
    own: OwnFields = field(default_factory=OwnFields)
    edition_pages: Mapping[EditionId, int] = field(default_factory=dict)
    """Page counts of the text editions named by the match and by the person's own entry and reads."""
    audio_editions: frozenset[EditionId] = frozenset()
    """The audiobooks among the editions named by the person's own entry and reads."""
    seen: ShelfEntry | None = None
    """The entry when the newest write was sent; None if it was not on the shelf."""
    looked_at: datetime | None = None
    """When Hardcover last returned the entry, for a look or a write."""
    removed: bool = False
    """The entry was missing at the last look; `entry` is its earlier state."""
    sent: SentRequest | None = None
    """The newest write, until its reply is stored or the next look shows what became of it."""
    unanswered: UnansweredRead | None = None
    """A read that was sent and may still appear."""
    undone: tuple[Read, ...] = ()
    """The local reads when the person undid what was sent: only later changes are sent again."""


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """The writes to make now, and what is left alone and why."""

    writes: tuple[Write, ...] = ()
    changes: tuple[Message, ...] = ()
    """The writes as text, such as "status: Want to Read → Read"."""
    follows: tuple[Message, ...] = ()
    """What will be written next, depending on Hardcover's reply, as text."""
    kept: tuple[Message, ...] = ()
    """Why something on Hardcover was left unchanged, one sentence each."""
    kept_values: KeptValues = field(default_factory=KeptValues)
    reads: Mapping[int, int] = field(default_factory=dict)
    """The Hardcover read id for each local read id, including reads adopted by this plan."""
    ahead: bool = False
    """Hardcover has more than this library."""
    removed: bool = False
    """The person took the book off their shelf on Hardcover."""
    waiting_for_pages: bool = False
    doubtful_pages: int | None = None
    """An implausible page count of the edition; progress is not counted in it."""


LOOK_SERVES = timedelta(seconds=30)
"""How long a look is used for writes. Changes the person makes within it can be overwritten."""


def may_write(baseline: Baseline, now: datetime) -> bool:
    """Whether the entry was read recently enough that a write cannot overwrite the person's own change.

    If the clock was changed, the entry must be read again.
    """
    return baseline.looked_at is not None and timedelta(0) <= now - baseline.looked_at <= LOOK_SERVES


def local_state_from(state: ReadingState, privacy_id: int | None, added_on: date | None) -> LocalState | None:
    """A book's reading state in Hardcover's terms; None for Unread, which is never sent."""
    status = HARDCOVER_STATUS.get(state.status)
    if status is None:
        return None
    reads = () if status is HardcoverStatus.WANT_TO_READ else state.reads
    return LocalState(
        status,
        state.rating,
        privacy_id,
        state.status is ReadingStatus.REREADING,
        reads,
        added_on,
        by_hand=state.set_by_hand,
        set_at=state.set_at,
        rated_at=state.rated_at,
    )


def may_be_invented(day: date | None, baseline: Baseline) -> bool:
    """Whether Hardcover may have set a date in response to a write: its day may be one behind ours."""
    return day is None or baseline.looked_at is None or day >= baseline.looked_at.date() - timedelta(days=1)
