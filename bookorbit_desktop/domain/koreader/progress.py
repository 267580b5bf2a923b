"""Progress that a device pushes and pulls (kosync.md sections 1 and 2), and other names of its document.

Other names follow the conformance SPEC, section 5.8: pull request 55 of koreader-sync-server, `identifiers` on a
push, `ids=` on a pull. Where the letter of it could give one book another's position, this program is stricter;
each such rule says so.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.reading.positions import PlaceKind

MAX_IDENTIFIERS = 8
"""The limit of one request (SPEC, K-ID-9)."""
MAX_NAMES = 64
"""The limit of one document, over all requests."""
NO_MATCH = "none"
"""The result of `progress_match` if reader and writer share nothing (SPEC, K-ID-6b)."""
CLAIMING_TYPES = frozenset({"content", "structure"})
"""Only these may lead a push to the record of another file. Equal file names or titles do not make one book;
the proposal leaves it to the reader to mark such an identifier as weak (K-ID-17)."""

_TYPE = re.compile(r"[a-z][a-z0-9-]{0,31}")
_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,127}")


_KOREADER = "lua-spore"
"""The start of what KOReader says of itself in every release (kosync.md section 1)."""
_READEST = "readest"
_TOLD_BY_STATUS = ("esp32", "python-requests")


def is_koreader(reader: str) -> bool:
    """Whether a reader is KOReader, by the `User-Agent` of its progress sync."""
    return reader.casefold().startswith(_KOREADER)


def needs_not_found(reader: str) -> bool:
    """Whether a reader takes an empty answer for the beginning of a book, and needs 404 for an unknown one.

    CrossPoint on an ESP32, and abs-kosync-bridge; KOReader takes 404 for a failure.
    """
    return any(word in reader.casefold() for word in _TOLD_BY_STATUS)


def usable_kinds(reader: str, sent: PlaceKind | None) -> frozenset[PlaceKind]:
    """The kinds of places that a reader can use; `sent`: that of its newest push, None if it sent none.

    KOReader passes any text on to its engine, and goes to a wrong place if that isn't its own; Readest takes two
    kinds. Empty if unknown: whatever was sent is right.
    """
    if is_koreader(reader):
        return frozenset({PlaceKind.XPOINTER, PlaceKind.PAGE})
    if _READEST in reader.casefold():
        return frozenset({PlaceKind.XPOINTER, PlaceKind.CFI})
    return frozenset() if sent is None else frozenset({sent})


@dataclass(frozen=True, slots=True)
class DocumentIdentifier:
    """One name of a document: its type, in the reader's words, and its value."""

    type: str
    value: str
    weak: bool = False
    """The reader says that it may name another book, too."""

    @property
    def may_claim(self) -> bool:
        """Whether a push may be stored under another file's record with this name."""
        return self.type in CLAIMING_TYPES and not self.weak


Identifiers = tuple[DocumentIdentifier, ...]


class UnusableIdentifiers(ValueError):
    """A list that doesn't follow the proposal. A push ignores it, a pull rejects it."""


def check_identifiers(identifiers: Sequence[DocumentIdentifier], document: str) -> Identifiers:
    """Return the list if it is valid: 1 to 8 entries, each type once, including the document itself.

    Raises UnusableIdentifiers.
    """
    types = [identifier.type for identifier in identifiers]
    if not 1 <= len(types) <= MAX_IDENTIFIERS or len(set(types)) < len(types):
        raise UnusableIdentifiers
    for identifier in identifiers:
        if not _TYPE.fullmatch(identifier.type) or not _VALUE.fullmatch(identifier.value):
            raise UnusableIdentifiers
    if all(identifier.value != document for identifier in identifiers):
        raise UnusableIdentifiers
    return tuple(identifiers)


def own_index(identifiers: Identifiers, document: str) -> int:
    """Return the index of the document itself in a valid list."""
    return next(index for index, found in enumerate(identifiers) if found.value == document)


def progress_match(identifiers: Iterable[DocumentIdentifier], writer: Collection[str]) -> str:
    """Return the strongest identifier shared by a reader and a position's writer (SPEC, K-ID-6)."""
    return next((found.type for found in identifiers if found.value in writer), NO_MATCH)


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
