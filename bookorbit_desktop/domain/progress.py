"""What a reader sends and what it is given back (PROTOCOL.md sections 1 and 2)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What KOReader says about a document when "Send document metadata" is on."""

    title: str = ""
    authors: str = ""
    filename: str = ""


@dataclass(frozen=True, slots=True)
class Push:
    """One `PUT /syncs/progress`, as received."""

    document: str
    progress: str
    percentage: float
    """0..1 as sent; neither clamped nor rounded, an int stays an int."""
    device: str
    device_id: str | None = None
    metadata: DocumentMetadata | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """The newest push of a document, as it is given back to readers."""

    document: str
    progress: str
    percentage: float
    device: str
    device_id: str | None
    timestamp: int
    """Seconds since 1970, by this computer's clock."""


@dataclass(frozen=True, slots=True)
class Document:
    """A digest that readers have sent."""

    digest: str
    book_id: int | None
    title: str
    percentage: float | None
    progress: str
    device: str
    device_id: str | None
    updated_at: datetime
    pushes: int
    filename: str = ""
    authors: str = ""
    matched_by: str = ""
    """Which kind of digest it is to a book: "partial", "filename" or "linked"; empty while unknown."""


@dataclass(frozen=True, slots=True)
class Device:
    """A reader that has pushed."""

    id: int
    name: str
    device_id: str | None
    first_seen: datetime
    last_seen: datetime
    pushes: int
    documents: int


@dataclass(frozen=True, slots=True)
class LoginAttempt:
    """The last time a reader tried to log in, for "Nothing arriving?"."""

    at: datetime
    username: str
    accepted: bool
    reason: str
