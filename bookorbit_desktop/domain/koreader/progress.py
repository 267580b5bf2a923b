"""Progress that a device pushes and pulls (kosync.md sections 1 and 2)."""

from dataclasses import dataclass
from datetime import datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.document_identifiers import Identifiers


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What KOReader sends about a document when "Send document metadata" is on."""

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
    identifiers: Identifiers = ()
    """Other names of the document, strongest first, if the reader sent them."""
    match: str = ""
    """The type of the identifier that found the push's record."""
    relayed: bool = False
    """It came from the relay, not from a reader."""
    address: str = ""
    """The sender's address, such as 192.168.1.31; empty if unknown."""


@dataclass(frozen=True, slots=True)
class Position:
    """The newest push of a document, as returned to readers."""

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
    book_id: BookId | None
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
    """How the digest was matched to a book: "partial", "filename" or "linked"; empty if unknown."""
    ignored: bool = False
    """Ignored by the person; it still syncs."""
    device_name: str = ""
    """The device's display name."""

    @property
    def is_unmatched(self) -> bool:
        """Whether no book is known for it and the person has not ignored it."""
        return self.book_id is None and not self.ignored


@dataclass(frozen=True, slots=True)
class SentPosition:
    """One stored push of a document."""

    progress: str
    percentage: float
    """0..1 as sent."""
    at: datetime
    device: str = ""


@dataclass(frozen=True, slots=True)
class LoginAttempt:
    """The last login attempt of a reader, for "Nothing arriving?"."""

    at: datetime
    username: str
    accepted: bool
    reason: Message
    address: str = ""
    """The sender's address, such as 192.168.1.31; empty if unknown."""
