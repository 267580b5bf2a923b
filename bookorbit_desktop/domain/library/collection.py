"""The person's own groups of books: shelves, tags and saved filters."""

import json
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.library.listing import BookQuery, Facet
from bookorbit_desktop.domain.reading.reading import ReadingStatus


class CollectionKind(StrEnum):
    """How books get into it: by hand, or by a saved filter."""

    SHELF = "shelf"
    FILTER = "filter"
    TAG = "tag"

    @property
    def is_by_hand(self) -> bool:
        """Whether the person adds the books; a saved filter holds those that match it."""
        return self is not CollectionKind.FILTER

    @property
    def facet(self) -> Facet | None:
        """The library filter that shows its books; None for a saved filter, which is itself a filter."""
        return {CollectionKind.SHELF: Facet.SHELF, CollectionKind.TAG: Facet.TAG}.get(self)

    @property
    def namespace(self) -> "CollectionKind":
        """Where names must be unique: shelves and saved filters share one list, tags have their own."""
        return CollectionKind.TAG if self is CollectionKind.TAG else CollectionKind.SHELF


@dataclass(frozen=True, slots=True)
class Collection:
    """A shelf, a tag or a saved filter."""

    id: CollectionId
    kind: CollectionKind
    name: str
    query: BookQuery | None = None
    """The query of a saved filter."""

    @property
    def shown_by(self) -> BookQuery:
        """The library query that shows its books."""
        facet = self.kind.facet
        if facet is None:
            return self.query or BookQuery()
        return BookQuery(chosen=frozenset({(facet, self.name)}))


@dataclass(frozen=True, slots=True)
class FilledCollection:
    """A collection with its number of books, and some of them to show."""

    collection: Collection
    books: int
    covers: tuple[BookRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A book in a collection, with the time it was added in seconds since 1970."""

    collection_id: CollectionId
    book_id: BookId
    at: float


@dataclass(frozen=True, slots=True)
class KeptCollection:
    """A deleted collection, with everything that Undo needs."""

    collection: Collection
    made_at: float
    members: tuple[Membership, ...]
    refused: tuple[BookId, ...]
    """The books from which the person removed the tag."""
    aliases: tuple[str, ...]
    """Keys of the names by which Calibre knows a tag."""


@dataclass(frozen=True, slots=True)
class CollectionChange:
    """What one step changed, for Undo."""

    made: tuple[CollectionId, ...] = ()
    deleted: tuple[KeptCollection, ...] = ()
    renamed: tuple[tuple[CollectionId, str, str], ...] = ()
    """Each with its names before and after."""
    added: tuple[Membership, ...] = ()
    removed: tuple[Membership, ...] = ()
    refused: tuple[tuple[CollectionId, BookId], ...] = ()
    """Tags that Calibre may no longer restore."""
    unrefused: tuple[tuple[CollectionId, BookId], ...] = ()
    """Tags that Calibre may restore again."""
    requeried: tuple[tuple[CollectionId, BookQuery, BookQuery], ...] = ()
    """Saved filters updated for a new name, each with its queries before and after."""

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.made or self.deleted or self.renamed or self.added or self.removed)

    @property
    def books(self) -> int:
        """How many books were added or removed."""
        return len({member.book_id for member in (*self.added, *self.removed)})


def clean_name(text: str) -> str:
    """Return a name on one line, otherwise as typed. Raises InvalidInput for one with no visible characters."""
    line = " ".join("".join(_visible(text)).split())
    if not name_key(line):
        raise InvalidInput(Message("Enter a name."))
    return line


def _visible(text: str) -> Iterator[str]:
    for character in text:
        category = unicodedata.category(character)
        if category == "Cs":
            yield "\ufffd"  # half a character, which no database takes
        else:
            yield " " if category in ("Cc", "Zl", "Zp") else character


def name_key(name: str) -> str:
    """A key equal for equal names, ignoring case and invisible characters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    seen = "".join(character for character in folded if unicodedata.category(character) not in ("Cf", "Cc"))
    return " ".join(seen.split())


def query_as_text(query: BookQuery) -> str:
    """A filter as stored text, without the order."""
    parts = {
        "text": query.text,
        "status": query.status,
        "author": query.author,
        "chosen": sorted([facet.value, value] for facet, value in query.chosen),
    }
    return json.dumps(parts, ensure_ascii=False)


def query_from_text(text: str) -> BookQuery:
    """Parse a stored filter; ignores what a newer version added."""
    parts = json.loads(text)
    chosen: set[tuple[Facet, str]] = set()
    for facet, value in parts.get("chosen", []):
        with suppress(ValueError):
            chosen.add((Facet(facet), str(value)))
    status = parts.get("status")
    known = status if status in list(ReadingStatus) else None
    return BookQuery(
        text=str(parts.get("text", "")),
        status=None if known is None else ReadingStatus(known),
        author=str(parts.get("author", "")),
        chosen=frozenset(chosen),
    )


def renamed_in(query: BookQuery, facet: Facet, before: str, after: str) -> BookQuery:
    """A filter with a shelf's or tag's old name replaced by the new one."""
    chosen = frozenset((facet, after) if pair == (facet, before) else pair for pair in query.chosen)
    return BookQuery(query.text, query.status, author=query.author, chosen=chosen)


def name_taken(name: str, kind: CollectionKind) -> InvalidInput:
    """The error that another collection has this name."""
    if kind is CollectionKind.TAG:
        return InvalidInput(Message("There is already a tag called “{0}”. Choose another name.", name))
    if kind is CollectionKind.FILTER:
        return InvalidInput(
            Message("There is already a saved filter called “{0}”. Choose another name.", name)
        )
    return InvalidInput(Message("There is already a shelf called “{0}”. Choose another name.", name))


def no_such_collection(name: str, namespace: CollectionKind) -> NotFound:
    """The error that no collection has this name."""
    if namespace is CollectionKind.TAG:
        return NotFound(Message("There is no tag called “{0}”. “tag list” shows your tags.", name))
    return NotFound(Message("There is no shelf called “{0}”. “shelf list” shows your shelves.", name))


def collection_gone() -> NotFound:
    """The error that this shelf or tag no longer exists."""
    return NotFound(Message("This shelf or tag no longer exists."))


def filled_by_its_filter(name: str) -> InvalidInput:
    """The error that books cannot be put into a saved filter by hand."""
    return InvalidInput(
        Message("“{0}” is a saved filter: it shows the books that match. Choose a shelf instead.", name)
    )
