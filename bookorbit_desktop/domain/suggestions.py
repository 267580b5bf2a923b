"""Which books a document without a book could be: offered to the person, never taken by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from rapidfuzz import fuzz, utils

from bookorbit_desktop.domain.progress import Document

MOST = 5
LOWEST = 60
"""Below this share of likeness (0..100) a name says nothing."""


@dataclass(frozen=True, slots=True)
class Named:
    """A book as far as names go."""

    book_id: int
    title: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A book that a document may be."""

    book_id: int
    confidence: float
    """0..1: how alike the names are. Nothing is proved by it."""


def suggest(document: Document, books: Iterable[Named]) -> tuple[Suggestion, ...]:
    """The likeliest books first; none for a document whose reader sent no names."""
    said = document.title or PurePath(document.filename).stem
    if not said:
        return ()
    scored = ((_likeness(said, document.authors, book), book) for book in books)
    likely = sorted(
        ((score, book.book_id) for score, book in scored if score >= LOWEST),
        key=lambda pair: (-pair[0], pair[1]),
    )
    return tuple(Suggestion(book_id, score / 100) for score, book_id in likely[:MOST])


def _likeness(said: str, authors: str, book: Named) -> float:
    title = fuzz.token_set_ratio(said, book.title, processor=utils.default_process)
    if not authors or not book.authors:
        return title
    author = max(
        fuzz.token_set_ratio(authors, name, processor=utils.default_process) for name in book.authors
    )
    return 0.7 * title + 0.3 * author
