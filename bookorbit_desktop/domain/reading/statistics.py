"""Reading figures: by day, month, book, author and device, with streaks and pace."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple, TypeVar

from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.reading.reading_days import ReadingDay, streak

LEAST_FOR_PACE = 10 * 60
"""Seconds of page views; less gives no pace."""
HOUR = 3600

K = TypeVar("K", bound=Hashable)
_DAY, _DEVICE = itemgetter(0), itemgetter(2)


@dataclass(frozen=True, slots=True)
class StatisticsFilter:
    """Selects the reading to count; an empty field selects all."""

    since: date | None = None
    until: date | None = None
    """The last day, inclusive."""
    status: ReadingStatus | None = None
    device: str = ""
    """The display name of a device, ignoring case."""
    genre: str = ""
    author: str = ""

    def includes(self, day: date) -> bool:
        """Whether a day is in the period."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


class Work(NamedTuple):
    """Something read: a book, or a document without one."""

    book_id: int | None
    title: str
    document: str
    edition_pages: int | None
    key: int | str
    """Its identity: several documents may be one book."""
    authors: str = ""
    """Of a document without a book."""


class ReadDay(NamedTuple):
    """The reading of a document on a day, by one device."""

    day: int
    """The ordinal of the date (`date.toordinal`); there are tens of thousands of these."""
    work: Work
    device: str
    viewed: bool
    """From page views, which determine the pace; pushes do not."""
    seconds: int
    """Shared with whatever was read at the same time, so that these add up."""
    paced: int
    device_pages: float
    pages: float
    """By the edition if its page count is known, otherwise by the device's own count."""


@dataclass(frozen=True, slots=True)
class TimeAndPages:
    """An amount of reading."""

    seconds: int = 0
    pages: float = 0
    """By the edition if known, otherwise by the device's own count."""
    device_pages: float = 0
    days: int = 0
    """The number of days with reading."""
    pace: float | None = None
    """Pages per hour, with time on a single page capped; None if there is too little data."""


@dataclass(frozen=True, slots=True)
class BookTime:
    """The reading of a book."""

    book_id: int | None
    """None for a document that belongs to no book."""
    title: str
    document: str
    read: TimeAndPages
    first: date
    last: date
    authors: str = ""
    """Of a document that belongs to no book."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of the statistics."""

    total: TimeAndPages
    finished: int
    """Books finished in the period; so are `finished_this_year` and `finished_this_month`."""
    finished_this_year: int
    finished_this_month: int
    streak: int
    """Consecutive days up to today; it lasts until the end of today."""
    longest_streak: int
    days: Mapping[date, ReadingDay]
    months: Mapping[date, TimeAndPages]
    """By the first day of each."""
    devices: Mapping[str, TimeAndPages]
    books: tuple[BookTime, ...]
    """Longest reading time first."""


def chosen_days(
    rows: Sequence[ReadDay], statistics_filter: StatisticsFilter, books: Collection[int] | None
) -> list[ReadDay]:
    """The selected rows; `books` by status, genre and author, None if these are not filtered."""
    first = (
        0
        if statistics_filter.since is None
        else bisect_left(rows, statistics_filter.since.toordinal(), key=_DAY)
    )
    after = (
        len(rows)
        if statistics_filter.until is None
        else bisect_right(rows, statistics_filter.until.toordinal(), key=_DAY)
    )
    chosen = list(rows[first:after])
    if books is not None:
        chosen = [row for row in chosen if row[1][0] in books]
    if statistics_filter.device:
        names = {row[2] for row in chosen}
        meant = {name for name in names if name.casefold() == statistics_filter.device.casefold()}
        chosen = [row for row in chosen if row[2] in meant]
    return chosen


def books_read_on(rows: Iterable[ReadDay], device: str) -> frozenset[int]:
    """The books ever read on a device, named as in `StatisticsFilter.device`."""
    name = device.casefold()
    meant = {known for known in {row[2] for row in rows} if known.casefold() == name}
    return frozenset(book for row in rows if row[2] in meant and (book := row[1][0]) is not None)


def reading_days(rows: Iterable[ReadDay]) -> dict[date, ReadingDay]:
    """The reading of each day. `rows` from the first day to the last, here and below."""
    return _days_of(_by(rows, _DAY))


def statistics_of(rows: Sequence[ReadDay], finished: Collection[date], today: date) -> Statistics:
    """The figures of some rows. `finished`: the days on which books were finished."""
    by_day = _by(rows, _DAY)
    days = _days_of(by_day)
    return Statistics(
        total=_added(by_day.values()).total(),
        finished=len(finished),
        finished_this_year=sum(day.year == today.year for day in finished),
        finished_this_month=sum((day.year, day.month) == (today.year, today.month) for day in finished),
        streak=streak(days.keys(), today),
        longest_streak=longest_streak(days),
        days=days,
        months={month: own.total() for month, own in _months(by_day).items()},
        devices={name: own.total() for name, own in _by(rows, _DEVICE).items()},
        books=_books(rows),
    )


def longest_streak(days: Iterable[date]) -> int:
    """The longest run of days."""
    longest = length = before = 0
    for day in sorted(day.toordinal() for day in days):
        length = length + 1 if day == before + 1 else 1
        longest, before = max(longest, length), day
    return longest


class _Sum(NamedTuple):
    """A running total over days of reading."""

    seconds: int = 0
    pages: float = 0
    device_pages: float = 0
    paced: int = 0
    paced_pages: float = 0
    days: int = 0
    first: int = 0
    last: int = 0

    def total(self) -> TimeAndPages:
        """The result."""
        pace = self.paced_pages * HOUR / self.paced if self.paced >= LEAST_FOR_PACE else None
        return TimeAndPages(self.seconds, self.pages, self.device_pages, self.days, pace)


def _by(rows: Iterable[ReadDay], key_of: Callable[[ReadDay], K]) -> dict[K, _Sum]:
    groups: defaultdict[K, list[ReadDay]] = defaultdict(list)
    for row in rows:
        groups[key_of(row)].append(row)
    return {key: _summed(group) for key, group in groups.items()}


def _summed(rows: Sequence[ReadDay]) -> _Sum:
    """One loop with plain variables: for tens of thousands of rows, attributes would double the time."""
    seconds = paced = days = last = 0
    pages = device_pages = paced_pages = 0.0
    for day, _, _, viewed, own_seconds, own_paced, own_device_pages, own_pages in rows:
        seconds += own_seconds
        pages += own_pages
        device_pages += own_device_pages
        if day != last:
            days += 1
            last = day
        if viewed:
            paced += own_paced
            paced_pages += own_pages
    return _Sum(seconds, pages, device_pages, paced, paced_pages, days, rows[0].day, last)


def _added(days: Iterable[_Sum]) -> _Sum:
    """The sums of different days combined."""
    columns = list(zip(*days, strict=True))
    return _Sum(*map(sum, columns[:-2])) if columns else _Sum()


def _months(by_day: Mapping[int, _Sum]) -> dict[date, _Sum]:
    months: dict[date, list[_Sum]] = {}
    month, after = date.min, 0
    for day, own in by_day.items():
        if day >= after:  # the days are in order: of most of them nobody needs to know the date
            month = date.fromordinal(day).replace(day=1)
            after = month.toordinal() + monthrange(month.year, month.month)[1]
        months.setdefault(month, []).append(own)
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
            own.total(),
            date.fromordinal(own.first),
            date.fromordinal(own.last),
            works[key].authors,
        )
        for key, own in _by(rows, lambda row: row[1][4]).items()
    ]
    return tuple(sorted(found, key=lambda book: (-book.read.seconds, book.title, book.document)))
