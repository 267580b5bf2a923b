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
    """The cover chosen by the person; one that came with the file is already in it."""


class StepState(StrEnum):
    """The state of a step."""

    PLANNED = "planned"
    DONE = "done"
    FAILED = "failed"
    """The file is unchanged; the step says why."""
    UNDONE = "undone"
    ACCEPTED = "accepted"
    """Permanent: its backup was deleted."""


@dataclass(frozen=True, slots=True)
class FileStep:
    """A step on a file, or on the data KOReader keeps beside it."""

    id: int
    run_id: int
    file_id: int | None
    """The file's id; None for KOReader's data beside a file."""
    book_id: BookId
    source: bytes
    target: bytes
    """The target path; the same as `source` for metadata."""
    state: StepState = StepState.PLANNED
    reason: Message = NOTHING
    """Why it failed or could not be undone; one sentence."""
    beside: int | None = None
    """The step of the file it accompanies."""
    before: str = ""
    """MD5 of the whole file before the step; empty if not yet known."""
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
    """None while it is under way, or if it was interrupted."""
    undoing: bool
    """The person undid it; the undo may be under way, too."""
    done: int
    """Files changed and not undone, without files beside them."""
    failed: int
    parts: frozenset[WrittenPart] = frozenset()
    """The optional parts to write."""

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
    """None if there is none, or none that can be shown."""
    after: tuple[int, int]


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Everything that would change in a file."""

    fields: tuple[FieldChange, ...] = ()
    cover: CoverChange | None = None
    kept_cover: Message = NOTHING
    """Why the cover in the file stays although another one was chosen; one sentence."""

    def __bool__(self) -> bool:
        return bool(self.fields) or self.cover is not None


@dataclass(frozen=True, slots=True)
class Backups:
    """Backups of files from before they were written to."""

    files: int
    size: int
    """The total in bytes."""


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
    """None if there was nothing to do."""
    done: int
    problems: tuple[FileProblem, ...] = ()
    cancelled: bool = False
