"""Content of the OPDS catalogue: pages of books, and the values that group them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.library.download_names import served_name
from bookorbit_desktop.domain.library.metadata import BookMetadata, FileFormat
from bookorbit_desktop.domain.library.scan import FileStamp
from bookorbit_desktop.domain.reading.reading import ReadingStatus

PAGE_SIZE = 50
"""Entries per page. KOReader fills a screen of 10 to 14 rows, and requests 50 at a time when it syncs."""


class FeedOrder(StrEnum):
    """The orders of a list of books."""

    TITLE = "title"
    AUTHOR = "author"
    NEWEST = "newest"
    SERIES = "series"
    LAST_READ = "last_read"


class Grouping(StrEnum):
    """What books are grouped by."""

    AUTHOR = "author"
    SERIES = "series"
    GENRE = "genre"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class FeedQuery:
    """A list of books and its order; without a value or statuses, all books."""

    order: FeedOrder = FeedOrder.TITLE
    value_id: int | None = None
    """A grouping value, such as an author."""
    statuses: tuple[ReadingStatus, ...] = ()
    collection_id: CollectionId | None = None
    """The person's shelf or tag."""
    book_ids: tuple[BookId, ...] | None = None
    """The books of a saved filter."""


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file that can be downloaded."""

    id: int
    book_id: BookId
    path: bytes
    format: FileFormat
    size: int
    stamp: FileStamp
    """From the last scan."""
    partial_md5: str
    """KOReader's digest of the scanned content."""
    full_md5: str = ""
    """Of every byte; empty until the file was read completely."""


@dataclass(frozen=True, slots=True)
class FeedBook:
    """A book with everything shown in a feed; it has at least one file."""

    id: BookId
    metadata: BookMetadata
    added_at: datetime
    status: ReadingStatus
    files: tuple[OfferedFile, ...]

    def name_of(self, file: OfferedFile) -> str:
        """The download name of a file."""
        return served_name(self.metadata.title, self.metadata.authors, file.format)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of books, and the cursor for the next one; "" if there is none."""

    books: tuple[FeedBook, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class FeedValue:
    """A value that groups books, such as an author."""

    id: int
    name: str
    books: int
    """The number of books, at most COUNTED_TO."""


COUNTED_TO = 200
"""Further books of a value are not counted, so that a page loads at once."""


@dataclass(frozen=True, slots=True)
class ValuePage:
    """A page of values, and the cursor for the next one; "" if there is none."""

    values: tuple[FeedValue, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Initial:
    """An initial of values, and how many values have it."""

    letter: str
    """Folded; "0" stands for every digit, "#" for anything but letters and digits."""
    values: int
