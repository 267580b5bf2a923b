"""Figures of reading: by day, month, book, author and device, with one's streaks and pace."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.reading.reading_days import ReadingDay, streak
from bookorbit_desktop.domain.reading.reading_time import Source

LEAST_FOR_PACE = 10 * 60
"""Seconds of page views; from less nobody's pace is told."""
HOUR = 3600

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class StatisticsFilter:
    """Which reading is asked about; a field left empty asks about all of it."""

    since: date | None = None
    until: date | None = None
    """The last day."""
    status: ReadingStatus | None = None
    device: str = ""
    """The name of a device as it is shown, ignoring case."""
    genre: str = ""
    author: str = ""

    def includes(self, day: date) -> bool:
        """Whether a day is in the period."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


class ReadDay(NamedTuple):
    """What was read of a document on a day, as one device tells it."""

    day: date
    book_id: int | None
    title: str
    document: str
    source: Source
    device: str
    seconds: int
    """Shared with what was read at the same time: these add up."""
    paced: int
    device_pages: float
    covered: float
    """0..1, how much of the text."""
    edition_pages: int | None

    @property
    def pages(self) -> float:
        """By the edition where its pages are known, else by the device's own count."""
        return self.covered * self.edition_pages if self.edition_pages else self.device_pages

    @property
    def work(self) -> int | str:
        """What it is of: the book, or the document where that belongs to no book."""
        return self.document if self.book_id is None else self.book_id


@dataclass(frozen=True, slots=True)
class TimeAndPages:
    """How much was read."""

    seconds: int = 0
    pages: float = 0
    """By the edition where it is known, else by the device's own count."""
    device_pages: float = 0
    days: int = 0
    """On which anything was read."""
    pace: float | None = None
    """Pages in an hour, time on a single page capped; None where too little tells."""


@dataclass(frozen=True, slots=True)
class BookTime:
    """How much was read of a book."""

    book_id: int | None
    """None of a document that belongs to no book."""
    title: str
    document: str
    read: TimeAndPages
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the statistics show."""

    total: TimeAndPages
    finished: int
    """Books finished in the period; so are `finished_this_year` and `finished_this_month`."""
    finished_this_year: int
    finished_this_month: int
    streak: int
    """Days in a row up to today; it lives until the end of today."""
    longest_streak: int
    days: Mapping[date, ReadingDay]
    months: Mapping[date, TimeAndPages]
    """By the first of each."""
    devices: Mapping[str, TimeAndPages]
    books: tuple[BookTime, ...]
    """The one read longest first."""


def reading_days(rows: Iterable[ReadDay]) -> dict[date, ReadingDay]:
    """What was read on each day."""
    seconds: dict[date, int] = {}
    pages: dict[date, float] = {}
    for row in rows:
        seconds[row.day] = seconds.get(row.day, 0) + row.seconds
        pages[row.day] = pages.get(row.day, 0.0) + row.pages
    return {
        day: ReadingDay(day, total, round(pages[day]), has_reading=True) for day, total in seconds.items()
    }


def statistics_of(rows: Sequence[ReadDay], finished: Collection[date], today: date) -> Statistics:
    """The figures of some reading. `finished`: the days on which books were finished."""
    days = reading_days(rows)
    return Statistics(
        total=_summed(rows),
        finished=len(finished),
        finished_this_year=sum(day.year == today.year for day in finished),
        finished_this_month=sum((day.year, day.month) == (today.year, today.month) for day in finished),
        streak=streak(days.keys(), today),
        longest_streak=longest_streak(days),
        days=dict(sorted(days.items())),
        months=_by(rows, lambda row: row.day.replace(day=1)),
        devices=_by(rows, lambda row: row.device),
        books=_books(rows),
    )


def longest_streak(days: Iterable[date]) -> int:
    """The most days in a row."""
    longest = length = 0
    before: date | None = None
    for day in sorted(days):
        length = length + 1 if before is not None and day - before == timedelta(days=1) else 1
        longest, before = max(longest, length), day
    return longest


def _summed(rows: Sequence[ReadDay]) -> TimeAndPages:
    viewed = [row for row in rows if row.source is Source.VIEWS]
    paced = sum(row.paced for row in viewed)
    pages = sum(row.pages for row in viewed)
    return TimeAndPages(
        seconds=sum(row.seconds for row in rows),
        pages=sum(row.pages for row in rows),
        device_pages=sum(row.device_pages for row in rows),
        days=len({row.day for row in rows}),
        pace=pages * HOUR / paced if paced >= LEAST_FOR_PACE else None,
    )


def _grouped(rows: Iterable[ReadDay], key_of: Callable[[ReadDay], K]) -> dict[K, list[ReadDay]]:
    groups: dict[K, list[ReadDay]] = {}
    for row in rows:
        groups.setdefault(key_of(row), []).append(row)
    return groups


def _by(rows: Iterable[ReadDay], key_of: Callable[[ReadDay], K]) -> dict[K, TimeAndPages]:
    return {key: _summed(own) for key, own in _grouped(rows, key_of).items()}


def _books(rows: Iterable[ReadDay]) -> tuple[BookTime, ...]:
    found = [
        BookTime(
            own[0].book_id,
            own[0].title,
            own[0].document,
            _summed(own),
            min(row.day for row in own),
            max(row.day for row in own),
        )
        for own in _grouped(rows, lambda row: row.work).values()
    ]
    return tuple(sorted(found, key=lambda book: (-book.read.seconds, book.title, book.document)))
