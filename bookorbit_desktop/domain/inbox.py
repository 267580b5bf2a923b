"""What came into the library lately, and what could not be read."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bookorbit_desktop.domain.scan import ScanSummary


class InboxState(StrEnum):
    """Where a file stands."""

    ADDED = "added"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One file, with its book."""

    id: int
    book_id: int
    title: str
    authors: tuple[str, ...]
    path: bytes
    format: str
    size: int
    """Bytes."""
    detected_at: datetime
    problem: str = ""
    """Why it could not be read, or not in full."""

    @property
    def state(self) -> InboxState:
        """Where it stands."""
        return InboxState.UNREADABLE if self.problem else InboxState.ADDED

    @property
    def shown_path(self) -> str:
        """The path as text for people."""
        return self.path.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Inbox:
    """The newest files first, and what the last addition came to."""

    files: tuple[InboxFile, ...] = ()
    last: ScanSummary | None = field(default=None)
    """Of this session; None before anything was added."""
