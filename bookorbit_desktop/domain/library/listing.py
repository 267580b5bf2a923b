"""Queries for a library list: filters, order and counts."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus


class BookSort(StrEnum):
    """The orders of a list. Each can be reversed; books without a value come last either way."""

    TITLE = "title"
    AUTHOR = "author"
    SERIES = "series"
    ADDED = "added"
    LAST_READ = "last_read"
    PROGRESS = "progress"
    STATUS = "status"
    RATING = "rating"
    DEVICE = "device"
    HARDCOVER = "hardcover"
    FORMAT = "format"
    PAGES = "pages"


class Facet(StrEnum):
    """The properties that library lists can be filtered by."""

    AUTHOR = "author"
    GENRE = "genre"
    LANGUAGE = "language"
    SERIES = "series"
    SHELF = "shelf"
    TAG = "tag"
    FORMAT = "format"
    RATING = "rating"
    DEVICE = "device"
    HARDCOVER = "hardcover"
    FILES = "files"


class FileState(StrEnum):
    """The values of Facet.FILES."""

    MISSING = "missing"
    SEVERAL = "several"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class BookQuery:
    """A filter and order of books. Empty means all."""

    text: str = ""
    """Every word must occur; books with all of them in title, authors or series come first."""
    status: ReadingStatus | None = None
    sort: BookSort = BookSort.TITLE
    book_ids: frozenset[BookId] | None = None
    backwards: bool = False
    chosen: frozenset[tuple[Facet, str]] = frozenset()
    """The chosen values of facets: a book has one of those in each facet."""
    author: str = ""
    """A part of an author's name."""

    @property
    def is_narrowed(self) -> bool:
        """Whether the query can exclude books of the library."""
        return bool(self.text or self.status or self.chosen or self.author or self.book_ids is not None)


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a facet, with its number of books."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Stack:
    """The books of a series, shown as one."""

    series: str
    book_ids: tuple[BookId, ...]
    state: HardcoverState
    """The state among them that is most urgent."""
    read: int = 0
    """The number of them that are read."""


@dataclass(frozen=True, slots=True)
class StackedIds:
    """Ids in order, with a stack for each book that represents its series."""

    ids: Sequence[BookId]
    stacks: dict[BookId, Stack]


def packed(ids: Iterable[int]) -> Sequence[BookId]:
    """Book ids in four bytes each: a library may have a hundred thousand."""
    return cast("Sequence[BookId]", array("I", ids))
