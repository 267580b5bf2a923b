"""Search suggestions for the letters typed so far: books, authors and series."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bookorbit_desktop.domain.library.book import BookRef

MOST_SUGGESTIONS: Final = 8
"""comparison.md section 8."""


class SuggestionKind(StrEnum):
    """What a suggestion opens."""

    BOOK = "book"
    AUTHOR = "author"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class SearchSuggestion:
    """One line under the search field."""

    kind: SuggestionKind
    text: str
    """A title, an author's name, or the name of a series."""
    books: int = 1
    """The number of its books; for a very short search, a minimum."""
    book: BookRef | None = None
    """The book, if it is one."""
