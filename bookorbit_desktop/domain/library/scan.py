"""The input and result of a library scan, and how library folders are watched."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.base.titles import normalise_title
from bookorbit_desktop.domain.library.metadata import BookMetadata, Extraction, FileFormat


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What shows that a file is unchanged without reading it."""

    size: int
    mtime_ns: int
    inode: str
    """Device and inode number, "dev:ino"."""

    @classmethod
    def of(cls, status: os.stat_result) -> "FileStamp":
        """The stamp of a file from its stat result."""
        return cls(status.st_size, status.st_mtime_ns, f"{status.st_dev}:{status.st_ino}")

    @property
    def device(self) -> str:
        """The number of the drive; it changes each time the drive is connected."""
        return self.inode.partition(":")[0]

    def is_same_file(self, other: "FileStamp") -> bool:
        """Whether the file at the same path is unchanged, even after its drive was reconnected."""
        mine, theirs = (stamp.inode.partition(":")[2] for stamp in (self, other))
        return (self.size, self.mtime_ns, mine) == (other.size, other.mtime_ns, theirs)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A book file on the disk."""

    path: bytes
    format: FileFormat
    stamp: FileStamp


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as the library remembers it."""

    id: int
    book_id: BookId
    path: bytes
    stamp: FileStamp
    missing: bool
    partial_md5: str
    format: str = ""
    work: str = ""
    """As `ReadFile.work`, or made by `work_key`."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read and will be stored."""

    found: FoundFile
    extraction: Extraction
    twin: bytes | None = None
    """The path of a file with identical bytes."""
    moved_from: bytes | None = None
    """This file's earlier path, which no longer exists."""
    work: str = ""
    """The same for all files of one book of a Calibre library (`calibre_work`); empty for other files."""


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """The outcome of a scan, in numbers of files unless it says books."""

    files: int = 0
    added: int = 0
    new_books: int = 0
    """Books created for the added files. The other files are formats and copies of books."""
    changed: int = 0
    moved: int = 0
    missing: int = 0
    unchanged: int = 0
    problems: int = 0
    unreachable: tuple[str, ...] = ()
    """Folders that could not be reached; their files are left as they were."""
    growing: int = 0
    """Files still being written, which a later scan reads."""
    problem_files: tuple[tuple[str, Message], ...] = field(default=())
    """Path and reason of each file of this scan that could not be read."""
    rejected: tuple[str, ...] = ()
    """Files the person added that are not books by name."""
    calibre: tuple[str, ...] = ()
    """Folders the person added that are Calibre libraries."""
    calibre_problems: tuple[tuple[str, Message], ...] = ()
    """Unusable Calibre libraries, each with the reason and what to do."""

    def as_text(self) -> Message:
        """One sentence for a person, such as "5 books added (10 files), 1 file missing."."""
        parts = (
            self.added_text(),
            _counted(Message("%n file(s) changed", count=self.changed)),
            _counted(Message("%n file(s) moved", count=self.moved)),
            _counted(Message("%n file(s) missing", count=self.missing)),
        )
        found = joined_messages(parts, ", ")
        if found:
            return Message("{0}.", found)
        if not self.files:
            return Message("No book files found.")
        return Message("Nothing new in %n file(s).", count=self.files)

    def added_text(self) -> Message:
        """The number of added books, with that of files if it differs. Empty if none were added."""
        if not self.new_books:
            return _counted(Message("%n file(s) added", count=self.added))
        books = Message("%n book(s) added", count=self.new_books)
        if self.new_books == self.added:
            return books
        return Message("{0} ({1})", books, Message("%n file(s)", count=self.added))


def _counted(part: Message) -> Message:
    return part if part.counted else NOTHING


def is_under(path: bytes, roots: Iterable[bytes]) -> bool:
    """Whether a file is one of `roots` or inside one."""
    return any(path == root or path.startswith(root.rstrip(b"/") + b"/") for root in roots)


def work_key(path: bytes, metadata: BookMetadata) -> str:
    """A key equal for formats of one work side by side; empty if the file has too little metadata.

    Same folder, and equal non-empty title, authors and series index (behaviour.md, "one book, several
    files").
    """
    if not metadata.title or not metadata.authors:
        return ""
    authors = "\x1f".join(sorted(normalise_title(name) for name in metadata.authors))
    text = f"{normalise_title(metadata.title)}\x1e{authors}\x1e{metadata.series_index}"
    folder = os.path.dirname(path)  # noqa: PTH120 - paths are bytes here
    return hashlib.sha256(folder + b"\x1e" + text.encode("utf-8", "replace")).hexdigest()[:32]


_CALIBRE = "calibre:"


def calibre_work(uuid: str) -> str:
    """A key equal for the files of one book in a Calibre library; empty without a uuid."""
    return f"{_CALIBRE}{uuid}" if uuid else ""


def is_calibre_work(key: str) -> bool:
    """Whether this key is of a book in a Calibre library."""
    return key.startswith(_CALIBRE)


class FolderState(StrEnum):
    """Whether changes in a folder are noticed."""

    WATCHED = "watched"
    POLLED = "polled"
    """The system does not report changes there; it is scanned now and then."""
    AWAY = "away"
    """It cannot be reached, such as a disconnected drive."""
    LEFT = "left"
    """The person turned watching off."""


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder of the library, or a single file that was added."""

    path: bytes
    state: FolderState
