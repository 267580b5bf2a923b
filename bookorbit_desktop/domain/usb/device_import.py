"""The plan of an import from a device: what is new, differs or conflicts, by book and field, with ticks.

A value fills a gap or waits for the person's tick; nothing here is overwritten. Absence on a device is never
a deletion, and what was removed here stays removed (device-variants.md section 4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.usb.clock import ClockCorrection
from bookorbit_desktop.domain.usb.files import DeviceBook, FoundDevice
from bookorbit_desktop.domain.usb.page_views import Completion, PageView

FieldValue: TypeAlias = ReadingStatus | date | str | float | int | None


class FieldName(StrEnum):
    """The values that a device can provide for a book."""

    STATUS = "status"
    COMPLETION = "completion"
    """The position or page views show that it was read to its end, though it is not marked as finished."""
    RATING = "rating"
    STARTED = "started"
    FINISHED = "finished"
    EARLIER_READS = "earlier_reads"
    """The page views show that it was read to its end before."""
    PROGRESS = "progress"
    DIGEST = "digest"
    PAGE_VIEWS = "page_views"
    HIGHLIGHTS = "highlights"
    """With notes and bookmarks."""
    NOTE = "note"
    """The person's note about the whole book."""


class FieldKind(StrEnum):
    """How a device's value compares with the library's."""

    NEW = "new"
    FILLS_GAP = "fills_gap"
    DIFFERS = "differs"
    """The value here is kept."""
    CONFLICT = "conflict"
    """Only the person can decide: imported if ticked."""
    SAME = "same"


class BookMatch(StrEnum):
    """The library book that a device's book is."""

    KNOWN = "known"
    NEW = "new"
    """No book: it becomes an entry without a file."""
    SAME_BOOK = "same_book"
    """A question: title and author are equal, but the digest differs."""
    OTHER_TITLE = "other_title"
    """A question: the digest belongs to a book with a clearly different title."""
    SEVERAL = "several"
    """A question: several books have its digest."""
    REMOVED = "removed"
    """A book removed here."""
    NAMELESS = "nameless"
    """Without title and digest it could not be recognised again, so it cannot be imported."""

    @property
    def is_question(self) -> bool:
        """Whether only the person can say which book it is."""
        return self in (BookMatch.SAME_BOOK, BookMatch.OTHER_TITLE, BookMatch.SEVERAL)


@dataclass(frozen=True, slots=True)
class DeviceReading:
    """A device's data about the reading of a book, in our terms."""

    status: ReadingStatus | None = None
    """None if it was opened but not read."""
    marked_on: date | None = None
    """When status, rating or review last changed, or when it was first opened."""
    rating: float | None = None
    """1..5."""
    started: date | None = None
    finished: date | None = None
    """From the page views; None unless it is marked as finished."""
    approximate: date | None = None
    """`marked_on` of a finished book: possibly the finish day."""
    percentage: float | None = None
    """0..1."""
    completions: tuple[Completion, ...] = ()
    read_at: int | None = None
    """When it was last read, in seconds since 1970, by its corrected clock; the latest of several files."""

    @property
    def completion(self) -> Completion | None:
        """The completed pass that ended the current read; None if it has not ended."""
        newest = self.completions[-1] if self.completions else None
        if newest is None or self.started is None or newest.started >= self.started:
            return newest
        return None


@dataclass(frozen=True, slots=True)
class OtherFiles:
    """What other files of the same book reported, on this device or another one."""

    read_at: float | None = None
    """When the newest of them was last read, in seconds since 1970; None if unknown."""
    percentages: frozenset[float] = frozenset()
    """0..1, their positions at the import."""

    def are_newer_than(self, device_reading: DeviceReading) -> bool:
        """Whether one of them was certainly read later."""
        return (
            self.read_at is not None
            and device_reading.read_at is not None
            and device_reading.read_at < self.read_at
        )

    def are_older_than(self, device_reading: DeviceReading) -> bool:
        """Whether all of them were certainly read earlier."""
        return (
            self.read_at is not None
            and device_reading.read_at is not None
            and device_reading.read_at > self.read_at
        )


NO_OTHERS: Final = OtherFiles()


@dataclass(frozen=True, slots=True)
class DeviceRecord:
    """A book according to all files of a device."""

    key: str
    """Identifies the device's book, the same at each import."""
    title: str
    metadata: BookMetadata
    """For an entry without a file."""
    is_named: bool = True
    """The title is a real one, not a file name."""
    digests: tuple[str, ...] = ()
    """Its digests on the device, that of the first opening first."""
    device_reading: DeviceReading = field(default_factory=DeviceReading)
    views: Sequence[PageView] = ()
    """Oldest first."""
    undated_seconds: int = 0
    """Reading time without page views."""
    review: str = ""
    last_read: int | None = None
    """Seconds since 1970, by the device's clock."""
    book: DeviceBook | None = None
    """Its sidecars; None if only the statistics have it."""
    is_barely_opened: bool = False
    """It was opened but not read."""

    @property
    def name(self) -> str:
        """The folded title. With a digest it tells apart two books that share the digest."""
        return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class EarlierImport:
    """What a device reported for a book at the last import, imported or not.

    A value reported then and missing here was left out or removed: it is not offered as new again.
    """

    key: str
    book_id: BookId | None
    """None for a book that the person left out."""
    status: ReadingStatus | None = None
    rating: float | None = None
    started: date | None = None
    finished: date | None = None
    percentage: float | None = None
    review: str = ""
    kept_review: str = ""
    """The note that was imported."""
    undated_seconds: int = 0
    """The undated time that was imported."""
    declined: frozenset[FieldName] = frozenset()
    """The lines unticked by the person."""
    read_at: float | None = None
    """`DeviceReading.read_at`; None also for imports from before it was stored."""


NEVER_IMPORTED: Final = EarlierImport("", None)


@dataclass(frozen=True, slots=True)
class PlannedField:
    """One line of the review."""

    name: FieldName
    kind: FieldKind
    old: FieldValue
    """The value here: a status, a rating 0.5..5, a date, a share 0..1, a text or a count."""
    new: FieldValue
    """The device's value: for digests their texts, for reads, views and highlights how many are new."""
    reason: Message
    """One sentence."""
    ticked: bool = False
    """Whether it is imported by default."""
    also: FieldValue = None
    """A second relevant value, such as the day of the "finished" mark beside the day its end was reached."""

    @property
    def can_tick(self) -> bool:
        """Whether the field can be imported."""
        return self.kind in (FieldKind.NEW, FieldKind.FILLS_GAP, FieldKind.CONFLICT)


@dataclass(frozen=True, slots=True)
class PlannedChoice:
    """A library book that a device's book may be, and what that would change."""

    book_id: BookId | None
    """None: an entry without a file is created, or that of `like` is used."""
    title: str
    """Of the book here, or of the new entry."""
    authors: tuple[str, ...] = ()
    like: str = ""
    """The key of another book of the plan whose new entry this one would share."""
    fields: tuple[PlannedField, ...] = ()

    @property
    def makes_entry(self) -> bool:
        """Whether importing creates a new entry."""
        return self.book_id is None and not self.like

    @property
    def has_news(self) -> bool:
        """Whether any of it is imported by default."""
        return self.makes_entry or any(line.ticked for line in self.fields)


@dataclass(frozen=True, slots=True)
class PlannedBook:
    """A book of the device, and what an import would do with it."""

    record: DeviceRecord
    match: BookMatch
    reason: Message
    """One sentence; for a question, the question."""
    choices: tuple[PlannedChoice, ...]
    """A single one if the book is certain; none if it cannot be imported."""
    ticked: bool = False
    """Whether the first choice is imported by default."""
    earlier: EarlierImport = NEVER_IMPORTED

    @property
    def key(self) -> str:
        """Identifies the book within the plan."""
        return self.record.key

    @property
    def title(self) -> str:
        """The title on the device."""
        return self.record.title

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors on the device."""
        return self.record.metadata.authors

    @property
    def can_tick(self) -> bool:
        """Whether the book can be imported."""
        return bool(self.choices)

    @property
    def has_news(self) -> bool:
        """Whether the default import changes anything."""
        return self.ticked and self.choices[0].has_news


@dataclass(frozen=True, slots=True)
class BookTick:
    """The person's choice for a book: which choice, and which of its lines."""

    choice: int = 0
    fields: frozenset[FieldName] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportTicks:
    """The person's choices for a plan."""

    books: Mapping[str, BookTick] = field(default_factory=dict)
    """By the keys of planned books; books left out are missing."""
    clock: bool = False
    """Whether to correct the clock."""


@dataclass(frozen=True, slots=True)
class DeviceImportPlan:
    """What an import from a device would do."""

    device: FoundDevice
    books: tuple[PlannedBook, ...] = ()
    """By title."""
    clock: ClockCorrection | None = None
    """A proposal; None if the clock seems right, or is already corrected."""
    hints: tuple[Message, ...] = ()
    """Explanations of gaps, one sentence each."""
    corrected: ClockCorrection | None = None
    """The correction already in use, confirmed by the person."""
    unplaced: tuple[PageView, ...] = ()
    """Views of books that the device no longer knows; stored at every import, so that nothing is lost."""

    @property
    def has_news(self) -> bool:
        """Whether the default import changes anything."""
        return any(book.has_news for book in self.books)

    @property
    def questions(self) -> tuple[PlannedBook, ...]:
        """The books that only the person can identify."""
        return tuple(book for book in self.books if book.match.is_question)


def usual_tick(book: PlannedBook, choice: int = 0) -> BookTick:
    """The lines of a choice that are ticked by default."""
    lines = book.choices[choice].fields
    return BookTick(choice, frozenset(line.name for line in lines if line.ticked))


def tick_without_review(book: PlannedBook, today: date | None) -> BookTick:
    """The lines to import if no person looks at them: the usual ones, and what the device has just said anew.

    That is a rating which came from this device, and, if the book is read there `today`, that it is finished now.
    None: it is not. What the person once left out stays out.
    """
    usual = usual_tick(book)
    said = frozenset(line.name for line in book.choices[0].fields if _is_said_anew(line, today))
    return BookTick(usual.choice, usual.fields | (said - book.earlier.declined))


def _is_said_anew(line: PlannedField, today: date | None) -> bool:
    if line.kind is not FieldKind.CONFLICT:
        return False
    if line.name is FieldName.RATING:
        return True
    if line.name is FieldName.STATUS:
        is_done = isinstance(line.new, ReadingStatus) and line.new.is_finished
        return today is not None and line.old is ReadingStatus.WANT_TO_READ and is_done
    if line.name is FieldName.FINISHED and today is not None and isinstance(line.new, date):
        return abs(line.new - today) <= timedelta(days=1)
    return False


def usual_ticks(plan: DeviceImportPlan) -> ImportTicks:
    """The default ticks; they answer no question."""
    return ImportTicks({book.key: usual_tick(book) for book in plan.books if book.ticked})
