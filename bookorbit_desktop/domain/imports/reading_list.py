"""A reading list exported by another service, and the gaps it can fill in a book.

Only fills gaps: nothing known here is lowered, overwritten or duplicated (comparison.md section 4). Importing
the same list again therefore changes nothing.
"""

import math
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bookorbit_desktop.domain.base.numbers import round_half_up
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus, oldest_first


class ListSource(StrEnum):
    """The service that wrote the file."""

    GOODREADS = "Goodreads"
    STORYGRAPH = "StoryGraph"


@dataclass(frozen=True, slots=True)
class ListedBook:
    """One book of a reading list."""

    line: int
    """The line number in the file, from 1."""
    title: str
    source: ListSource
    authors: tuple[str, ...] = ()
    subtitle: str = ""
    series: str = ""
    series_index: float | None = None
    isbns: tuple[str, ...] = ()
    """Normalised, 10 or 13 characters."""
    goodreads_id: str = ""
    pages: int | None = None
    shelf: str = ""
    """The status in the file's own words."""
    status: ReadingStatus | None = None
    """None if the shelf is not a status here."""
    rating: float | None = None
    """0.5..5 in halves."""
    reads: tuple[Read, ...] = ()
    """Oldest first; at most the last one is open."""

    @property
    def full_title(self) -> str:
        """The title with its subtitle."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title

    @property
    def says_something(self) -> bool:
        """Whether there is anything to import."""
        return self.status is not None or self.rating is not None or bool(self.reads)

    @property
    def metadata(self) -> BookMetadata:
        """The book's own metadata, for an entry without a file."""
        ids = [Identifier("isbn", isbn) for isbn in self.isbns]
        if self.goodreads_id:
            ids.append(Identifier("goodreads", self.goodreads_id))
        return BookMetadata(
            title=self.full_title,
            authors=self.authors,
            series=self.series,
            series_index=self.series_index,
            identifiers=tuple(ids),
            pages=self.pages,
        )


@dataclass(frozen=True, slots=True)
class ReadingList:
    """The content of a file."""

    source: ListSource
    books: tuple[ListedBook, ...]


def half_stars(stars: float) -> float | None:
    """Stars as a rating in half stars, rounded half up; None for 0 (not rated) and invalid values."""
    if not math.isfinite(stars) or not 0 < stars <= 5:
        return None
    return max(0.5, round_half_up(stars * 2) / 2)


def fill_gaps(state: ReadingState, book: ListedBook, today: date) -> ReadingState:
    """Fill a book's gaps from a list; returns the same state if there are none to fill.

    The status only if the book is Unread and nobody set it by hand, the rating and finished reads only if
    there are none, dates only if unknown. A date after `today` counts as unknown. For a book being read, only
    a read that certainly ended before counts as an earlier one.
    """
    listed = tuple(_possible(read, today) for read in book.reads)
    filled = state
    if _has_no_status(state) and book.status is not None and book.status is not ReadingStatus.UNREAD:
        filled = replace(state, status=book.status, set_by_hand=True)
    is_new = filled is not state and not state.reads
    reads = _reads_of(filled.status, listed) if is_new else _without_gaps(filled, listed)
    filled = replace(filled, reads=oldest_first(reads))
    return replace(filled, rating=book.rating) if filled.rating is None else filled


def _has_no_status(state: ReadingState) -> bool:
    return state.status is ReadingStatus.UNREAD and not state.set_by_hand


def _possible(read: Read, today: date) -> Read:
    started = read.started_on if read.started_on and read.started_on <= today else None
    finished = read.finished_on if read.finished_on and read.finished_on <= today else None
    if started and finished and finished < started:
        started = None
    return replace(read, started_on=started, finished_on=finished)


def _reads_of(status: ReadingStatus, reads: tuple[Read, ...]) -> tuple[Read, ...]:
    if status.is_finished:
        return tuple(read for read in reads if read.finished) or (Read(percentage=1.0, finished=True),)
    if status is ReadingStatus.WANT_TO_READ:
        return tuple(read for read in reads if read.finished)
    is_open = bool(reads) and not reads[-1].finished
    return (*reads, Read()) if status.is_open and not is_open else reads


def _without_gaps(state: ReadingState, listed: tuple[Read, ...]) -> tuple[Read, ...]:
    """Add reads to a book without changing its status."""
    finished = [read for read in listed if read.finished]
    here = [read for read in state.reads if read.finished]
    if here:
        return _with_dates(state.reads, here, finished)
    begun = state.open_read
    if begun is not None:
        begun = replace(begun, started_on=_start_of(begun, listed))
        return (*(read for read in finished if _is_earlier(read, begun, listed)), begun)
    if state.status.is_finished or state.status is ReadingStatus.WANT_TO_READ:
        return tuple(finished)
    return state.reads


def _with_dates(reads: tuple[Read, ...], here: list[Read], listed: list[Read]) -> tuple[Read, ...]:
    """Fill in missing dates, only if both sides have exactly one finished read: otherwise they cannot be
    paired."""
    if len(here) != 1 or len(listed) != 1:
        return reads
    ours, theirs = here[0], listed[0]
    if ours.finished_on and theirs.finished_on and ours.finished_on != theirs.finished_on:
        return reads
    started = ours.started_on or theirs.started_on
    finished = ours.finished_on or theirs.finished_on
    if started and finished and finished < started:
        return reads
    dated = replace(ours, started_on=started, finished_on=finished)
    return tuple(dated if read is ours else read for read in reads)


def _is_earlier(read: Read, begun: Read, listed: tuple[Read, ...]) -> bool:
    """Whether the list's finished read is not the one open here, which may have been finished there."""
    if read.finished_on is None:
        return False
    if begun.started_on is None:
        return not listed[-1].finished  # the list has one under way, too
    return read.finished_on < begun.started_on


def _start_of(begun: Read, listed: tuple[Read, ...]) -> date | None:
    theirs = listed[-1] if listed and not listed[-1].finished else None
    return begun.started_on or (theirs.started_on if theirs else None)
