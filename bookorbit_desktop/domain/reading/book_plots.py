"""The reading of one book: position over time, sessions and pace."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bookorbit_desktop.domain.base.numbers import clamp_fraction
from bookorbit_desktop.domain.reading.reading_days import Interval
from bookorbit_desktop.domain.reading.reading_time import LONGEST_VIEW, SESSION_GAP, united

LEAST_FOR_PACE = 60
"""Seconds; a shorter session gives no pace."""
MOST_POSITIONS = 1500
"""More positions cannot be seen in a plot."""


class BookPageView(NamedTuple):
    """A page view of a book."""

    start: int
    """Seconds since 1970."""
    page: int
    seconds: int
    total_pages: int


class Position(NamedTuple):
    """A position at a moment."""

    at: float
    """Seconds since 1970."""
    fraction: float
    """0..1."""


@dataclass(frozen=True, slots=True)
class BookSession:
    """Reading without a long pause, on any device."""

    begin: int
    """Seconds since 1970; so is `end`."""
    end: int
    seconds: int
    pages: int

    @property
    def pages_a_minute(self) -> float:
        """The pace in pages a minute; 0 if there is too little data."""
        return self.pages * 60 / self.seconds if self.seconds >= LEAST_FOR_PACE else 0.0


@dataclass(frozen=True, slots=True)
class BookReading:
    """The data of a book's plots."""

    positions: tuple[Position, ...]
    """Oldest first."""
    sessions: tuple[BookSession, ...]

    @property
    def seconds(self) -> int:
        """The total reading time in seconds."""
        return sum(session.seconds for session in self.sessions)


def book_reading(views: Sequence[BookPageView], pushes: Iterable[Position]) -> BookReading:
    """A book's reading from page views and pushes. `views` are chronological."""
    viewed = (
        Position(view.start, clamp_fraction(view.page / view.total_pages))
        for view in views
        if view.total_pages > 0
    )
    positions = sorted([*viewed, *pushes])
    stride = len(positions) // MOST_POSITIONS + 1
    thinned = positions[::stride]
    if positions and thinned[-1] is not positions[-1]:
        thinned.append(positions[-1])
    return BookReading(tuple(thinned), tuple(_sessions(views)))


def _sessions(views: Sequence[BookPageView]) -> Iterator[BookSession]:
    own: list[BookPageView] = []
    end = 0
    for view in views:
        if own and view.start - end > SESSION_GAP:
            yield _session(own)
            own, end = [], 0
        own.append(view)
        end = max(end, _end(view))
    if own:
        yield _session(own)


def _session(views: Sequence[BookPageView]) -> BookSession:
    spans: list[Interval] = united([(view.start, _end(view)) for view in views])
    return BookSession(
        views[0].start,
        max(map(_end, views)),
        sum(end - begin for begin, end in spans),
        len({(view.page, view.total_pages) for view in views}),
    )


def _end(view: BookPageView) -> int:
    """The end of a view, unless it lasted over a day because of a clock that jumped."""
    return view.start + (view.seconds if 0 <= view.seconds <= LONGEST_VIEW else 0)
