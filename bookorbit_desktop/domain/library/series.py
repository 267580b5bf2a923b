"""Series and authors: volumes, reading progress, next and missing volumes."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.reading.reading import ReadingStatus

MOST_MISSING = 20
"""If more numbers than this are missing in a row, they are years or a mistake, and nothing is reported."""
_READ = frozenset({ReadingStatus.READ, ReadingStatus.SKIMMED, ReadingStatus.REREADING})
_BEING_READ = frozenset({ReadingStatus.READING, ReadingStatus.REREADING})
_TO_COME = frozenset({ReadingStatus.UNREAD, ReadingStatus.WANT_TO_READ, ReadingStatus.ON_HOLD})


@dataclass(frozen=True, slots=True)
class SeriesBook(BookRef):
    """A book with its index in its series."""

    series: str
    index: float | None
    status: ReadingStatus
    percentage: float | None
    """0..1."""

    @property
    def is_read(self) -> bool:
        """Whether it has been finished at least once."""
        return self.status in _READ


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of whole numbers that no volume has."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SeriesProgress:
    """The progress in a series. Copies of a volume count once."""

    volumes: int
    read: int
    current: SeriesBook | None
    """The first volume being read."""
    next: SeriesBook | None
    """The first volume to read next; None while another one is being read."""
    gaps: tuple[Gap, ...]
    """The gaps between volumes of the library; never before the first or after the last."""


@dataclass(frozen=True, slots=True)
class Series:
    """A series with its books by index, those without one last."""

    name: str
    books: tuple[SeriesBook, ...]
    progress: SeriesProgress


@dataclass(frozen=True, slots=True)
class AuthorSummary:
    """An author in numbers."""

    name: str
    books: int
    read: int
    series: int
    covers: tuple[BookRef, ...]
    """A few books to represent all."""


@dataclass(frozen=True, slots=True)
class Author:
    """An author's series, complete even if others wrote volumes of them, and the books outside them."""

    name: str
    series: tuple[Series, ...]
    single: tuple[SeriesBook, ...]
    books: int
    """Books by the author."""
    read: int


def series_of(name: str, books: Sequence[SeriesBook]) -> Series:
    """Build a series from books in series order."""
    return Series(name, tuple(books), _progress(books))


def _progress(books: Sequence[SeriesBook]) -> SeriesProgress:
    volumes = _volumes(books)
    current = next((book for book in books if book.status in _BEING_READ), None)
    unread = [volume for volume in volumes if not any(book.is_read for book in volume)]
    to_come = (book for volume in unread for book in volume if book.status in _TO_COME)
    return SeriesProgress(
        volumes=len(volumes),
        read=len(volumes) - len(unread),
        current=current,
        next=None if current else next(to_come, None),
        gaps=find_gaps(book.index for book in books),
    )


def _volumes(books: Iterable[SeriesBook]) -> list[list[SeriesBook]]:
    """The copies of each volume; a book without an index is a volume of its own."""
    volumes: list[list[SeriesBook]] = []
    for book in books:
        if volumes and book.index is not None and volumes[-1][0].index == book.index:
            volumes[-1].append(book)
        else:
            volumes.append([book])
    return volumes


def find_gaps(indexes: Iterable[float | None]) -> tuple[Gap, ...]:
    """Return the whole numbers missing between these; fractions fill no gap."""
    known = sorted({index for index in indexes if index is not None and math.isfinite(index)})
    gaps = (Gap(math.floor(before) + 1, math.ceil(after) - 1) for before, after in pairwise(known))
    return tuple(gap for gap in gaps if 0 <= gap.last - gap.first < MOST_MISSING)
