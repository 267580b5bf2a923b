"""The sides of the three-way comparison with Hardcover, and its result."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import HardcoverStatus, ShelfEntry, ShelfRead, Write
from bookorbit_desktop.domain.hardcover.late_reads import UnansweredRead, late_reads
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
    rated_at: datetime | None = field(default=None, compare=False)
    """When the person last changed the rating here; None if unknown."""


@dataclass(frozen=True, slots=True)
class Target:
    """The record and edition to write to. `pages` is None if unknown."""

    record_id: RecordId
    edition_id: EditionId | None = None
    pages: int | None = None
    pages_by_hand: bool = False
    """The person entered the page count."""
    replaces_status: int | None = None
    """A status there that the person allowed to overwrite."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The last state of a book that Hardcover acknowledged."""

    intent: LocalState | None = None
    """None before the first complete sync of this book."""
    entry: ShelfEntry | None = None
    """The entry when this book was last in sync, or as created by our own insert."""
    created_by_us: bool = False
    reads: Mapping[int, int] = field(default_factory=dict)
    """The Hardcover read id for each local read id."""
    caused: frozenset[int] = frozenset()
    """Reads on Hardcover that our writes created."""
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
    awaiting: bool = False
    """The reply to a write was never stored: whatever appeared since `seen` is ours."""
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


def may_write(base: Baseline, now: datetime) -> bool:
    """Whether the entry was read recently enough that a write cannot overwrite the person's own change.

    If the clock was changed, the entry must be read again.
    """
    return base.looked_at is not None and timedelta(0) <= now - base.looked_at <= LOOK_SERVES


def intent_from(state: ReadingState, privacy_id: int | None, added_on: date | None) -> LocalState | None:
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
        rated_at=state.rated_at,
    )


def recognise_ours(base: Baseline, remote: ShelfEntry | None, intent: LocalState, target: Target) -> Baseline:
    """Update the base to the entry on Hardcover, claiming what one of our unanswered writes created.

    A new entry is ours only if it equals what we would have added, since the person may have shelved the book
    themselves. If in doubt it is theirs.
    """
    base = _with_late_reads(base, remote)
    settled = replace(base, awaiting=False)
    if not base.awaiting or remote is None:
        return settled
    caused = base.caused | _read_we_made(base, remote, intent)
    if base.seen is not None:
        return replace(settled, caused=caused)
    if not _is_what_we_add(remote, intent, target):
        return settled
    return replace(settled, created_by_us=True, caused=caused, entry=remote)


def _with_late_reads(base: Baseline, remote: ShelfEntry | None) -> Baseline:
    """Add our reads that appeared long after they were sent."""
    if base.unanswered is None or remote is None:
        return base
    late = frozenset(read.id for read in late_reads(base.unanswered, remote))
    return replace(base, caused=base.caused | late)


def _read_we_made(base: Baseline, remote: ShelfEntry, intent: LocalState) -> frozenset[int]:
    """The read created by our write. One that appeared later may be the person's, and counts as theirs."""
    new = sorted(read_ids(remote) - read_ids(base.seen))[:1]
    return frozenset(read.id for read in remote.reads if read.id in new and _may_be_ours(read, base, intent))


def _may_be_ours(read: ShelfRead, base: Baseline, intent: LocalState) -> bool:
    """Whether a read has the dates that we send, or that Hardcover sets for us if no read is open."""
    if (read.started_at, read.finished_at) in {(read.started_on, read.finished_on) for read in intent.reads}:
        return True
    if base.seen is not None and any(seen.finished_at is None for seen in base.seen.reads):
        return False
    return all(may_be_invented(day, base) for day in (read.started_at, read.finished_at))


def may_be_invented(day: date | None, base: Baseline) -> bool:
    """Whether Hardcover may have set a date in response to a write: its day may be one behind ours."""
    return day is None or base.looked_at is None or day >= base.looked_at.date() - timedelta(days=1)


def _is_what_we_add(remote: ShelfEntry, intent: LocalState, target: Target) -> bool:
    sent = (intent.status_id, target.edition_id, intent.rating, intent.added_on)
    shown = (remote.status_id, remote.edition_id, remote.rating, remote.date_added)
    return sent == shown and intent.privacy_id in (None, remote.privacy_id)


def read_ids(entry: ShelfEntry | None) -> frozenset[int]:
    """The ids of an entry's reads."""
    return frozenset(read.id for read in entry.reads) if entry else frozenset()
