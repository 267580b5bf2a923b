"""A feed before it is serialised. URLs are relative to the catalogue's root."""

from dataclasses import dataclass
from datetime import datetime

from bookorbit_desktop.domain.koreader.feeds import FeedBook

CATALOGUE = "BookOrbit"


@dataclass(frozen=True, slots=True)
class CatalogueLink:
    """An entry that leads to another feed."""

    title: str
    path: str
    about: str = ""
    to_books: bool = False
    """It leads to books rather than to more entries of this kind."""
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
    """The path of this page, with its query."""
    title: str
    updated: datetime
    links: tuple[CatalogueLink, ...] = ()
    books: tuple[ShownBook, ...] = ()
    has_books: bool = False
    """It lists books, if there are any."""
    next: str = ""
    """The path of the next page; "" after the last."""
    up: str | None = None
    """The path of the parent feed; None for the start page."""
    facets: tuple[FacetGroup, ...] = ()
    plain_names: bool = False
    """The addresses of files contain no titles, so that they stay when a title changes."""
