"""The Inbox: recent books, books waiting for review, and unreadable files."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.library.scan import ScanSummary


class InboxState(StrEnum):
    """The state of a file. The states that need attention most come first."""

    ERROR = "error"
    """It could not be read, or Hardcover could not be asked."""
    MANUAL = "manual"
    """Its files tell no title, or no author."""
    READY = "ready"
    """It waits for the person's review."""
    READING = "reading"
    ASKING = "asking"
    """Hardcover is being asked."""
    ADDED = "added"


WAITING = frozenset(
    {InboxState.ERROR, InboxState.MANUAL, InboxState.READY, InboxState.READING, InboxState.ASKING}
)
"""States that still need something done."""


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One file, with its book."""

    id: int
    book_id: BookId
    title: str
    authors: tuple[str, ...]
    path: bytes
    format: str
    size: int
    """Bytes."""
    detected_at: datetime
    problem: Message = NOTHING
    """Why it could not be read completely, or why Hardcover could not be asked."""
    waits: bool = False
    """The person has not reviewed its book yet."""
    manual: bool = False
    """Its files have no title or no author, and the person has not entered them."""
    is_being_read: bool = False
    is_asked_about: bool = False

    @property
    def state(self) -> InboxState:
        """The state, derived from the fields above."""
        if self.is_being_read:
            return InboxState.READING
        if self.is_asked_about:
            return InboxState.ASKING
        if self.problem:
            return InboxState.ERROR
        if not self.waits:
            return InboxState.ADDED
        return InboxState.MANUAL if self.manual else InboxState.READY

    @property
    def shown_path(self) -> str:
        """The path as text for people."""
        return path_text(self.path)


@dataclass(frozen=True, slots=True)
class Inbox:
    """The newest files first, and the result of the last addition."""

    files: tuple[InboxFile, ...] = ()
    last: ScanSummary | None = field(default=None)
    """Of this session; None before anything was added."""
