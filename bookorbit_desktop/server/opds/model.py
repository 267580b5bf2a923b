"""A feed before it is serialised. URLs are relative to the catalogue's root."""

from dataclasses import dataclass
from datetime import datetime

from bookorbit_desktop.domain.koreader.feeds import FeedBook


@dataclass(frozen=True, slots=True)
class CatalogueLink:
    """An entry that leads to another feed."""

    title: str
    path: str
    about: str = ""
    to_books: bool = False
    """It leads to books rather than to more such entries."""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class FacetLink:
    """Another order, or a part, of the books shown."""

    title: str
    path: str
    is_active: bool = False


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """Facets of which at most one is active."""

    title: str
    links: tuple[FacetLink, ...]


@dataclass(frozen=True, slots=True)
class ShownBook:
    """A book, and whether it has a cover."""

    book: FeedBook
    has_cover: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of the catalogue: links, or books."""

    path: str
    """Of this page, with its query."""
    title: str
    updated: datetime
    links: tuple[CatalogueLink, ...] = ()
    books: tuple[ShownBook, ...] = ()
    has_books: bool = False
    """It lists books, should there be any."""
    next: str = ""
    """The path of the page that follows; "" after the last."""
    up: str | None = None
    """The path of the feed that leads here; None for the first feed of all."""
    facets: tuple[FacetGroup, ...] = ()
    plain_names: bool = False
    """The addresses of files do not have the titles in them, so that they stay when a title changes."""
