"""A book of the library, its files, and its lines in lists."""

from dataclasses import dataclass
from datetime import datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.library.metadata import BookMetadata, FileFormat
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus


@dataclass(frozen=True, slots=True)
class BookFile:
    """A file of a book. Its path is bytes, as names need not be text (behaviour.md, "names and paths")."""

    id: int
    path: bytes
    format: FileFormat
    size: int
    partial_md5: str
    filename_md5: str
    problem: Message | None = None
    missing: bool = False
    full_md5: str | None = None
    """MD5 of the whole file; None until it was read completely, empty if it could not be."""
    spine: str | None = None
    """As `FileIdentity.spine`."""
    identity_problem: Message | None = None
    """Why its text could not be read."""

    @property
    def shown_path(self) -> str:
        """The path as text for people; undecodable bytes become replacement marks."""
        return path_text(self.path)

    @property
    def shown_name(self) -> str:
        """The file's own name as text."""
        return path_text(self.path.rpartition(b"/")[2])


@dataclass(frozen=True, slots=True)
class Book:
    """A work in the library, with everything known about it."""

    id: BookId
    metadata: BookMetadata
    added_at: datetime
    reading: ReadingState
    files: tuple[BookFile, ...] = ()
    last_read_at: datetime | None = None
    last_device: str = ""
    """The device's display name."""
    last_device_id: int | None = None


@dataclass(frozen=True, slots=True)
class BookRef:
    """A book, with enough for a person to recognise it."""

    id: BookId
    title: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookRow(BookRef):
    """One line of the library list."""

    series: str
    series_index: float | None
    status: ReadingStatus
    set_by_hand: bool
    device_moved_on: bool
    proposes_rereading: bool
    """It is finished, and the device seems to be reading it again."""
    rating: float | None
    percentage: float | None
    last_read_at: datetime | None
    last_device: str
    hardcover: HardcoverState
    hardcover_reason: Message
    formats: tuple[str, ...]
    problem: Message | None
    missing: bool
    added_at: datetime
    needs_review: bool = False
    """Matched to Hardcover by title and author only; it is sent nevertheless."""
    copies: int = 1
    """The number of its existing files."""
    pages: int | None = None
    """The page count in its file."""
    asked_back_to: float | None = None
    """0..1, the position its device went back to, while the person is asked about that."""
