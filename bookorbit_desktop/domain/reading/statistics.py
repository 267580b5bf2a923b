"""Figures of reading: by day, month, book, author and device, with one's streaks and pace."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple, TypeVar

from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.reading.reading_days import ReadingDay, streak

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


class Work(NamedTuple):
    """What was read: a book, or a document that belongs to none."""

    book_id: int | None
    title: str
    document: str
    edition_pages: int | None
    key: int | str
    """What it is told apart by: several documents may be one book."""


class ReadDay(NamedTuple):
    """What was read of a document on a day, as one device tells it."""

    day: int
    """The ordinal of the date (`date.toordinal`); there are tens of thousands of these."""
    work: Work
    device: str
    viewed: bool
    """By page views, which tell the pace; pushes do not."""
    seconds: int
    """Shared with what was read at the same time: these add up."""
    paced: int
    device_pages: float
    pages: float
    """By the edition where its pages are known, else by the device's own count."""


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
    """What was read on each day. `rows` from the first day to the last, here and below."""
    return _days_of(_by(rows, attrgetter("day")))


def statistics_of(rows: Sequence[ReadDay], finished: Collection[date], today: date) -> Statistics:
    """The figures of some reading. `finished`: the days on which books were finished."""
    by_day = _by(rows, attrgetter("day"))
    days = _days_of(by_day)
    return Statistics(
        total=_added(by_day.values()).told(),
        finished=len(finished),
        finished_this_year=sum(day.year == today.year for day in finished),
        finished_this_month=sum((day.year, day.month) == (today.year, today.month) for day in finished),
        streak=streak(days.keys(), today),
        longest_streak=longest_streak(days),
        days=days,
        months={month: own.told() for month, own in _months(by_day).items()},
        devices={name: own.told() for name, own in _by(rows, attrgetter("device")).items()},
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


@dataclass(slots=True)
class _Sum:
    """Adds up days of reading, the earliest first."""

    seconds: int = 0
    pages: float = 0
    device_pages: float = 0
    paced: int = 0
    paced_pages: float = 0
    days: int = 0
    first: int = 0
    last: int = 0

    def told(self) -> TimeAndPages:
        """What came of it."""
        pace = self.paced_pages * HOUR / self.paced if self.paced >= LEAST_FOR_PACE else None
        return TimeAndPages(self.seconds, self.pages, self.device_pages, self.days, pace)


def _by(rows: Iterable[ReadDay], key_of: Callable[[ReadDay], K]) -> dict[K, _Sum]:
    """One loop over what may be tens of thousands: a call for each row would take as long as all the rest."""
    sums: dict[K, _Sum] = {}
    for row in rows:
        day, _, _, viewed, seconds, paced, device_pages, pages = row
        key = key_of(row)
        found = sums.get(key)
        if found is None:
            found = sums[key] = _Sum(first=day)
        found.seconds += seconds
        found.pages += pages
        found.device_pages += device_pages
        if day != found.last:
            found.days += 1
            found.last = day
        if viewed:
            found.paced += paced
            found.paced_pages += pages
    return sums


def _added(days: Iterable[_Sum]) -> _Sum:
    """The sums of different days, together."""
    total = _Sum()
    for day in days:
        total.seconds += day.seconds
        total.pages += day.pages
        total.device_pages += day.device_pages
        total.paced += day.paced
        total.paced_pages += day.paced_pages
        total.days += day.days
    return total


def _months(by_day: Mapping[int, _Sum]) -> dict[date, _Sum]:
    months: dict[date, list[_Sum]] = {}
    for day, own in by_day.items():
        months.setdefault(date.fromordinal(day).replace(day=1), []).append(own)
    return {month: _added(days) for month, days in months.items()}


def _days_of(sums: Mapping[int, _Sum]) -> dict[date, ReadingDay]:
    return {
        (day := date.fromordinal(ordinal)): ReadingDay(day, own.seconds, round(own.pages), has_reading=True)
        for ordinal, own in sums.items()
    }


def _books(rows: Sequence[ReadDay]) -> tuple[BookTime, ...]:
    works = {row.work.key: row.work for row in reversed(rows)}
    found = [
        BookTime(
            works[key].book_id,
            works[key].title,
            works[key].document,
            own.told(),
            date.fromordinal(own.first),
            date.fromordinal(own.last),
        )
        for key, own in _by(rows, attrgetter("work.key")).items()
    ]
    return tuple(sorted(found, key=lambda book: (-book.read.seconds, book.title, book.document)))
