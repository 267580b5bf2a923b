"""Other names of a document that a reader may send (kosync conformance SPEC section 5.8, proposed in public).

The proposal is pull request 55 of koreader-sync-server: `identifiers` on a push, `ids=` on a pull. Where the
letter of it could give one book another's position, this program is stricter; each such rule says so.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

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
