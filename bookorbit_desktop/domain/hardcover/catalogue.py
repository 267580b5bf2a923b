"""Hardcover's catalogue and a person's shelf there, as plain records.

Source of fields and numbers: hardcover-api.md section 4 and hardcover-schema.md.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum

from bookorbit_desktop.domain.base.ids import EditionId, EntryId, RecordId


class HardcoverStatus(IntEnum):
    """`user_books.status_id`."""

    WANT_TO_READ = 1
    CURRENTLY_READING = 2
    READ = 3
    PAUSED = 4
    DID_NOT_FINISH = 5
    IGNORED = 6


class Privacy(IntEnum):
    """`privacy_setting_id` of a shelf entry."""

    PUBLIC = 1
    FOLLOWERS = 2
    PRIVATE = 3


class ReadingFormat(IntEnum):
    """`reading_format_id` of an edition."""

    PHYSICAL = 1
    AUDIO = 2
    BOTH = 3
    EBOOK = 4


UNKNOWN_CATEGORY, GRAPHIC_NOVEL, WEB_NOVEL, LIGHT_NOVEL = 0, 4, 9, 10


@dataclass(frozen=True, slots=True)
class CatalogueBook:
    """A work in Hardcover's catalogue."""

    id: RecordId
    slug: str = ""
    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    series: str = ""
    series_position: float | None = None
    alternative_titles: tuple[str, ...] = ()
    category_id: int = 1
    """`book_category_id`; unknown if a search found the record."""
    compilation: bool = False
    canonical_id: RecordId | None = None
    """Set if this record was merged into another one."""
    release_year: int | None = None
    users_count: int = 0
    pages: int | None = None
    image_url: str = ""
    description: str = ""
    """Set if a search found the record, or if requested."""
    genres: tuple[str, ...] = ()
    """Set if a search found the record."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a work."""

    id: EditionId
    record_id: RecordId
    title: str = ""
    pages: int | None = None
    reading_format: int = ReadingFormat.PHYSICAL
    edition_format: str = ""
    language: str = ""
    """Two letters; empty if unknown."""
    isbn_10: str = ""
    isbn_13: str = ""
    users_count: int = 0
    canonical_id: EditionId | None = None
    release_date: str = ""
    image_url: str = ""
    book: CatalogueBook | None = None
    """The work, if requested."""

    @property
    def is_audio(self) -> bool:
        """Whether this is an audiobook, where progress in pages is meaningless (hardcover-api.md 6.11)."""
        return self.reading_format == ReadingFormat.AUDIO


@dataclass(frozen=True, slots=True)
class Account:
    """The Hardcover account a token belongs to."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class HardcoverGoal:
    """A reading goal that the person set on Hardcover."""

    description: str
    """The person's description; may be empty."""
    metric: str
    """The unit in Hardcover's own word, such as "book"; the possible words are not documented."""
    goal: int
    progress: float
    """The amount reached, as counted by Hardcover."""
    ends_on: date | None


MOST_READS = 500
"""The number of reads requested per entry; nothing is removed from an entry that has more."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A read as Hardcover stores it; None is an empty field (hardcover-api.md 6.4 and 6.5)."""

    edition_id: EditionId | None = None
    started_at: date | None = None
    finished_at: date | None = None
    progress_pages: int | None = None


@dataclass(frozen=True, slots=True)
class ShelfRead:
    """One read of a shelf entry (`user_book_reads`)."""

    id: int
    edition_id: EditionId | None = None
    started_at: date | None = None
    finished_at: date | None = None
    progress_pages: int | None = None
    progress: float | None = None
    """A percentage, 0..100, computed by Hardcover; None without a page count."""

    @property
    def row(self) -> ReadRow:
        """The fields that a write to this read can change."""
        return ReadRow(self.edition_id, self.started_at, self.finished_at, self.progress_pages)


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """One book on the person's shelf (`user_books`), newest read first."""

    id: EntryId
    record_id: RecordId
    edition_id: EditionId | None = None
    status_id: int = HardcoverStatus.WANT_TO_READ
    rating: float | None = None
    privacy_id: int | None = None
    date_added: date | None = None
    reads: tuple[ShelfRead, ...] = ()
    book: CatalogueBook | None = None
    """The work, if requested (title, authors and slug only)."""
    updated_at: datetime | None = None
    """When the entry was last changed there; None if Hardcover does not say."""
    has_review: bool = False
    has_notes: bool | None = False
    """Whether there is a private note; None if the token may not see it."""
    owned: bool = False
    read_count: int | None = None
    """Hardcover's number of finished reads; None if it does not say."""
    created_at: datetime | None = None

    @property
    def shows_all_reads(self) -> bool:
        """Whether `reads` is complete: below the query's limit and equal to Hardcover's count."""
        return len(self.reads) < MOST_READS and (self.read_count or 0) <= len(self.reads)


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Add a book to the shelf (`insert_user_book`). Hardcover chooses fields that are None."""

    record_id: RecordId
    status_id: int
    edition_id: EditionId | None = None
    rating: float | None = None
    privacy_id: int | None = None
    date_added: date | None = None
    started_at: date | None = None
    """Sent as `first_started_reading_date` and `user_start_date`; unverified, so the reply decides."""
    finished_at: date | None = None
    """Sent as `last_read_date` and `user_date`; unverified, so the reply decides."""


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """Change fields of a shelf entry (`update_user_book`). None leaves a field as it is."""

    entry_id: EntryId
    status_id: int | None = None
    edition_id: EditionId | None = None
    rating: float | None = None
    privacy_id: int | None = None
    clear_rating: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRead:
    """Change a read to a row (`update_user_book_read`)."""

    read_id: int
    row: ReadRow
    before: ReadRow | None = None
    """The read as last seen: only differences are sent. None sends the whole row."""


@dataclass(frozen=True, slots=True)
class AddRead:
    """Add a read to an entry (`insert_user_book_read`)."""

    entry_id: EntryId
    row: ReadRow


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """Delete an entry that we created (`delete_user_book`)."""

    entry_id: EntryId


@dataclass(frozen=True, slots=True)
class RemoveRead:
    """Delete a read that we created (`delete_user_book_read`)."""

    read_id: int


Write = AddEntry | ChangeEntry | ChangeRead | AddRead | RemoveEntry | RemoveRead


@dataclass(frozen=True, slots=True)
class WriteReply:
    """Hardcover's reply to one write."""

    error: str | None = None
    """Hardcover's own text if the write failed although the request succeeded."""
    entry: ShelfEntry | None = None
    """The current entry with its reads; after a write to a read, the entry without its reads."""
    read: ShelfRead | None = None
    """The current read, after a write to a read."""
    withdrawn: bool = False
    """Not done, and not sent again because it was no longer wanted."""


@dataclass(frozen=True, slots=True)
class Quota:
    """The latest values of Hardcover's RateLimit headers; None before the first response."""

    minute_left: int | None = None
    day_left: int | None = None
    day_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """The cost of a piece of work."""

    units: int = 0
    """Top-level GraphQL fields: what Hardcover charges (hardcover-api.md section 2)."""
    requests: int = 0
    """HTTP requests answered, 429s included."""
    throttled: int = field(default=0)
    """429 replies received."""
