"""File operations as steps that can be resumed and undone."""

from dataclasses import dataclass
from enum import StrEnum

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.library.fields import BookField, FieldValue


class FileWork(StrEnum):
    """What is done to files."""

    MOVE = "move"
    COPY = "copy"
    WRITE = "write"
    """Metadata into EPUBs."""


class WrittenPart(StrEnum):
    """A part of a file that is written only if the person selected it."""

    PUBLISHER = "publisher"
    PUBLISHED = "published"
    SUBJECTS = "subjects"
    COVER = "cover"
    """The one that the person chose; one that came with the file is in it already."""


class StepState(StrEnum):
    """The state of a step."""

    PLANNED = "planned"
    DONE = "done"
    FAILED = "failed"
    """It stays as it was; the step says why."""
    UNDONE = "undone"
    ACCEPTED = "accepted"
    """Done for good: its backup was deleted."""


@dataclass(frozen=True, slots=True)
class FileStep:
    """A step on a file, or on the data KOReader keeps beside it."""

    id: int
    run_id: int
    file_id: int | None
    """In the library; None for what KOReader keeps beside a file."""
    book_id: BookId
    source: bytes
    target: bytes
    """Where it goes; the same as `source` for metadata."""
    state: StepState = StepState.PLANNED
    reason: Message = NOTHING
    """Why it failed, or could not be undone; one sentence."""
    beside: int | None = None
    """The step of the file that it goes with."""
    before: str = ""
    """md5 of the whole file before the work; empty while that is not known."""
    after: str = ""

    @property
    def is_sidecar(self) -> bool:
        """Whether it moves KOReader's sidecar rather than the book itself."""
        return self.file_id is None


@dataclass(frozen=True, slots=True)
class NewStep:
    """A planned step."""

    file_id: int | None
    book_id: BookId
    source: bytes
    target: bytes


@dataclass(frozen=True, slots=True)
class FileRun:
    """A run that the person started."""

    id: int
    work: FileWork
    begun_at: float
    """Seconds since 1970."""
    ended_at: float | None
    """None while it is under way, or was interrupted."""
    undoing: bool
    """The person took it back; that may be under way, too."""
    done: int
    """Files that were changed and not undone. What lies beside them does not count."""
    failed: int
    parts: frozenset[WrittenPart] = frozenset()
    """What it writes beside what is always written."""

    @property
    def can_undo(self) -> bool:
        """Whether any step is left to undo."""
        return self.done > 0


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What would change in a file."""

    field: BookField
    before: FieldValue
    after: FieldValue


@dataclass(frozen=True, slots=True)
class CoverChange:
    """A new cover in a file: width and height in pixels."""

    before: tuple[int, int] | None
    """None where there is none, or none that can be shown."""
    after: tuple[int, int]


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Everything that would change in a file."""

    fields: tuple[FieldChange, ...] = ()
    cover: CoverChange | None = None
    kept_cover: Message = NOTHING
    """Why the cover in the file stays though another one was chosen; one sentence."""

    def __bool__(self) -> bool:
        return bool(self.fields) or self.cover is not None


@dataclass(frozen=True, slots=True)
class Backups:
    """Backups of files from before they were written to."""

    files: int
    size: int
    """Bytes of all of them."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file that isn't changed, with the reason."""

    path: bytes
    reason: Message

    @property
    def shown_path(self) -> str:
        """The path as text for people."""
        return path_text(self.path)


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """The outcome of a run or of its undo."""

    work: FileWork
    run_id: int | None
    """None where there was nothing to do."""
    done: int
    problems: tuple[FileProblem, ...] = ()
    cancelled: bool = False
