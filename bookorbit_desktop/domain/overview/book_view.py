"""Everything shown on a book's page, in one record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bookorbit_desktop.domain.hardcover.local_state import Baseline, KeptValues, LocalState
from bookorbit_desktop.domain.hardcover.read_plan import pages_for
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.library.book import Book, BookRow
from bookorbit_desktop.domain.reading.forecast import FinishForecast
from bookorbit_desktop.domain.reading.reading import Read

MOST_POINTS = 400
"""More points than this cannot be seen in a graph; the others are left out evenly."""


@dataclass(frozen=True, slots=True)
class DevicePosition:
    """The position of a device in a document of a book."""

    device: str
    document: str
    percentage: float | None
    """0..1 as sent; None if invalid."""
    at: datetime


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One push of a book."""

    at: datetime
    percentage: float
    device: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A digest under which a book is known."""

    digest: str
    origin: str
    """A name of `storage.digests.DigestOrigin`."""
    first_seen: datetime
    last_seen: datetime
    spine: str | None = None
    """The text it stands for; None if unknown, empty if it stood for several."""
    rivals: tuple[str, ...] = ()
    """Titles of other books that also have this digest."""
    linked_to: str = ""
    """Title of the other book that the person linked it to."""

    @property
    def is_ambiguous(self) -> bool:
        """Whether it stands for more than one book."""
        return bool(self.rivals) and not self.linked_to and self.origin != "linked"


@dataclass(frozen=True, slots=True)
class TimeRead:
    """The reading time of a book, from the reading days."""

    seconds: int = 0
    """Including undated time."""
    views: int = 0
    first: date | None = None
    last: date | None = None
    """The first and last day of reading."""
    notes: tuple[str, ...] = ()
    """The person's notes about it on a device."""


class SentField(StrEnum):
    """A field that is sent to Hardcover."""

    STATUS = "status"
    PROGRESS = "progress"
    RATING = "rating"
    STARTED = "started"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class SentValue:
    """A field on Hardcover after the last sync, and its value here now."""

    field: SentField
    sent: int | float | date | None
    now: int | float | date | None

    @property
    def differs(self) -> bool:
        """Whether Hardcover has another value than the library."""
        return self.sent != self.now


@dataclass(frozen=True, slots=True)
class BookView:
    """A book, its devices, its digests, its history, and its state on Hardcover."""

    book: Book
    row: BookRow
    sync_book: SyncBook
    positions: tuple[DevicePosition, ...]
    """Most recent first."""
    history: tuple[HistoryPoint, ...]
    """Oldest first."""
    identities: tuple[Identity, ...]
    sent: tuple[SentValue, ...]
    """Empty before anything was sent."""
    unlinked: tuple[Identity, ...] = ()
    """Digests that no longer mean this book, because the person unlinked them."""
    time_read: TimeRead = TimeRead()
    forecast: FinishForecast | None = None
    """None if too little was read, or the book isn't being read."""
    device_collections: tuple[str, ...] = ()
    """KOReader's collections that it is in on a device, by name."""
    kept_values: KeptValues = field(default_factory=KeptValues)
    """What the person can replace on Hardcover with one click."""

    @property
    def pages(self) -> int | None:
        """The page count used for positions: the matched edition's, otherwise the file's."""
        target = self.sync_book.target
        return (target.pages if target else None) or self.book.metadata.pages

    @property
    def page(self) -> int | None:
        """The current page; None if page count or position is unknown."""
        fraction = self.book.reading.percentage
        return None if self.pages is None or fraction is None else pages_for(fraction, self.pages)

    @property
    def sent_documents(self) -> frozenset[str]:
        """The digests under which devices sent this book."""
        return frozenset(position.document for position in self.positions)

    @property
    def file_changed_since_sync(self) -> bool:
        """Whether the newest position was sent for an earlier version of a file (comparison.md section 7)."""
        now = {file.partial_md5 for file in self.book.files}
        former = {identity.digest for identity in self.identities if identity.origin == "partial"} - now
        newest = {position.device: position.document for position in reversed(self.positions)}
        return bool(now) and not former.isdisjoint(newest.values())

    def shares_position(self, identity: Identity) -> bool:
        """Whether a device with this digest gets the newest position of any copy of the same text."""
        if not identity.spine or identity.is_ambiguous or identity.linked_to:
            return False
        return any(file.spine == identity.spine for file in self.book.files)

    def is_on_hardcover(self, read: Read) -> bool:
        """Whether a read is linked to one on Hardcover."""
        return read.id is not None and read.id in self.sync_book.baseline.reads


def compare_sent(baseline: Baseline, now: LocalState | None) -> tuple[SentValue, ...]:
    """Compare each field after the last sync with its current value; empty before the first sync.

    A status or rating left unchanged on Hardcover was never sent, although its sync is complete.
    """
    if baseline.local_state is None:
        return ()
    before, after = _values(baseline.local_state), {} if now is None else _values(now)
    if baseline.entry is not None:
        before |= {SentField.STATUS: int(baseline.entry.status_id), SentField.RATING: baseline.entry.rating}
    return tuple(
        SentValue(field, before[field], after.get(field))
        for field in SentField
        if before[field] is not None or after.get(field) is not None
    )


def _values(local_state: LocalState) -> dict[SentField, int | float | date | None]:
    read = local_state.reads[-1] if local_state.reads else None
    return {
        SentField.STATUS: int(local_state.status_id),
        SentField.PROGRESS: read.percentage if read else None,
        SentField.RATING: local_state.rating,
        SentField.STARTED: read.started_on if read else None,
        SentField.FINISHED: read.finished_on if read else None,
    }


def thin_out(points: Sequence[HistoryPoint]) -> tuple[HistoryPoint, ...]:
    """At most MOST_POINTS of the points, evenly spaced, including the first and last."""
    if len(points) <= MOST_POINTS:
        return tuple(points)
    last = len(points) - 1
    return tuple(points[index * last // (MOST_POINTS - 1)] for index in range(MOST_POINTS))
