"""The reading plots, from reading days and facts about the books."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.reading.reading_days import WEEK, ReadingDay
from bookorbit_desktop.domain.reading.statistics import (
    BookTime,
    ReadDay,
    Statistics,
    StatisticsFilter,
    TimeAndPages,
    statistics_of,
)

HOURS_OF_WEEK = 7 * 24
LENGTHS = (0, 100, 200, 300, 400, 500, 700, 1000)
"""Page counts at which the next group begins; the next two likewise, in days and in hundredths."""
DAYS_TO_FINISH = (1, 2, 4, 8, 15, 31, 91)
STOPPED_AT = tuple(range(0, 100, 10))
RATINGS = tuple(half / 2 for half in range(1, 11))


@dataclass(frozen=True, slots=True)
class FinishedRead:
    """A completed read."""

    started_on: date | None
    finished_on: date | None
    """None if the person never entered it."""

    @property
    def days(self) -> int | None:
        """The number of days it took, including the first and last; None if either is unknown."""
        if self.started_on is None or self.finished_on is None or self.finished_on < self.started_on:
            return None
        return (self.finished_on - self.started_on).days + 1


@dataclass(frozen=True, slots=True)
class BookFacts:
    """The facts by which books are filtered and grouped."""

    id: int
    title: str
    authors: tuple[str, ...]
    genres: tuple[str, ...]
    series: str
    language: str
    formats: tuple[str, ...]
    pages: int | None
    status: ReadingStatus
    rating: float | None
    percentage: float | None
    """0..1, its newest position."""
    added_on: date
    removed_on: date | None
    finished: tuple[FinishedRead, ...] = ()
    """Without any abandoned since."""


@dataclass(frozen=True, slots=True)
class NamedAmount:
    """The reading under one name, such as an author's."""

    name: str
    seconds: int
    pages: float
    books: int


@dataclass(frozen=True, slots=True)
class MonthAmount:
    """The reading in a month."""

    month: date
    """Its first day."""
    seconds: int
    pages: float
    finished: int


@dataclass(frozen=True, slots=True)
class Group:
    """The number of books between two bounds."""

    least: float
    most: float | None
    """The last value included; None if open-ended."""
    books: int


@dataclass(frozen=True, slots=True)
class Pace:
    """The reading of seven days up to each day."""

    day: date
    seconds: float
    pages: float


@dataclass(frozen=True, slots=True)
class Growth:
    """The library at the end of a month."""

    month: date
    books: int
    backlog: int
    """Books neither finished nor abandoned."""


@dataclass(frozen=True, slots=True)
class ReadingPlots:
    """The data of all plots on the page, for one filter."""

    statistics_filter: StatisticsFilter
    today: date
    statistics: Statistics
    finished_without_date: int
    mean_days_to_finish: float | None
    months: tuple[MonthAmount, ...]
    pace: tuple[Pace, ...]
    authors: tuple[NamedAmount, ...]
    series: tuple[NamedAmount, ...]
    genres: tuple[NamedAmount, ...]
    languages: tuple[NamedAmount, ...]
    formats: tuple[NamedAmount, ...]
    devices: tuple[NamedAmount, ...]
    lengths: tuple[Group, ...]
    days_to_finish: tuple[Group, ...]
    ratings: tuple[Group, ...]
    abandoned: tuple[Group, ...]
    growth: tuple[Growth, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing matching was read or finished."""
        return not self.statistics.days and not self.statistics.finished and not self.finished_without_date


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """The available filter values."""

    years: tuple[int, ...] = ()
    """Newest first."""
    devices: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """Reading of a book on one device without a long pause."""

    book_id: int | None
    title: str
    device: str
    begin: float
    """Seconds since 1970; so is `end`."""
    end: float
    seconds: int
    """The part of it spent reading."""


@dataclass(frozen=True, slots=True)
class WeekHours:
    """The reading by hour of the week."""

    seconds: tuple[float, ...] = (0.0,) * HOURS_OF_WEEK
    """For each hour of local time, from Monday's first."""
    starts_at: int = 0
    """The hour at which each day begins."""


def plots_of(
    statistics_filter: StatisticsFilter,
    rows: Sequence[ReadDay],
    books: Sequence[BookFacts],
    statistics: Statistics,
    today: date,
) -> ReadingPlots:
    """The data of all plots.

    `rows` from the first day to the last; `books`: all that pass the filter, read or not; `statistics`: the
    figures for both, computed once, as tens of thousands of rows are too many to go through for each plot.
    """
    by_id = {book.id: book for book in books}
    finished = finished_in(books, statistics_filter)
    took = [days for _, read in finished if (days := read.days) is not None]
    ended = {book.id: book for book, _ in finished}.values()
    return ReadingPlots(
        statistics_filter=statistics_filter,
        today=today,
        statistics=statistics,
        finished_without_date=_without_date(books, statistics_filter),
        mean_days_to_finish=sum(took) / len(took) if took else None,
        months=_months(statistics, [read for _, read in finished], today),
        pace=seven_day_pace(statistics.days, statistics_filter, today),
        authors=_by_fact(statistics.books, by_id, lambda book: book.authors),
        series=_by_fact(statistics.books, by_id, lambda book: (book.series,) if book.series else ()),
        genres=_by_fact(statistics.books, by_id, lambda book: book.genres),
        languages=_by_fact(statistics.books, by_id, lambda book: (book.language,) if book.language else ()),
        formats=_by_fact(statistics.books, by_id, lambda book: book.formats),
        devices=_by_device(rows, statistics.devices),
        lengths=_grouped([float(book.pages) for book in ended if book.pages], LENGTHS),
        days_to_finish=_grouped(map(float, took), DAYS_TO_FINISH),
        ratings=_ratings(books, ended, statistics_filter),
        abandoned=_grouped(
            (100 * (book.percentage or 0) for book in _abandoned(books, statistics, statistics_filter)),
            STOPPED_AT,
        ),
        growth=library_growth(books, statistics_filter, today),
    )


def no_plots() -> ReadingPlots:
    """Plots before anything is known."""
    day = date(1970, 1, 1)
    return plots_of(StatisticsFilter(), (), (), statistics_of((), (), day), day)


def finished_in(
    books: Iterable[BookFacts], statistics_filter: StatisticsFilter
) -> list[tuple[BookFacts, FinishedRead]]:
    """The reads that ended in the period, earliest first."""
    found = [
        (book, read)
        for book in books
        for read in book.finished
        if read.finished_on is not None and statistics_filter.includes(read.finished_on)
    ]
    return sorted(found, key=lambda one: (one[1].finished_on or date.min, one[0].title))


def _without_date(books: Iterable[BookFacts], statistics_filter: StatisticsFilter) -> int:
    """Count the finished reads without a date; 0 if a period is set, as they may lie outside it."""
    if statistics_filter.since is not None or statistics_filter.until is not None:
        return 0
    return sum(read.finished_on is None for book in books for read in book.finished)


def _months(statistics: Statistics, finished: Iterable[FinishedRead], today: date) -> tuple[MonthAmount, ...]:
    """Every month from the first with reading to the last."""
    ends = Counter(read.finished_on.replace(day=1) for read in finished if read.finished_on is not None)
    known = [month for month in {*statistics.months, *ends} if month <= today]
    if not known:
        return ()
    found = []
    month, last = min(known), max(known)
    while month <= last:
        read = statistics.months.get(month)
        found.append(MonthAmount(month, read.seconds if read else 0, read.pages if read else 0, ends[month]))
        month = next_month(month)
    return tuple(found)


def next_month(month: date) -> date:
    """Return the first day of the month after the one that begins with `month`."""
    return (month + timedelta(days=31)).replace(day=1)


def seven_day_pace(
    days: Mapping[date, ReadingDay], statistics_filter: StatisticsFilter, today: date
) -> tuple[Pace, ...]:
    """The seven-day mean for each day since the first with reading."""
    if not days:
        return ()
    first, last = min(days).toordinal(), min(today, statistics_filter.until or today).toordinal()
    read = {day.toordinal(): (one.seconds, one.pages) for day, one in days.items()}
    found, seconds, pages = [], 0, 0
    for day in range(first, last + 1):
        (came, more), (went, less) = read.get(day, (0, 0)), read.get(day - WEEK, (0, 0))
        seconds += came - went
        pages += more - less
        found.append(Pace(date.fromordinal(day), seconds / WEEK, pages / WEEK))
    return tuple(found)


def _by_fact(
    read: Iterable[BookTime], books: Mapping[int, BookFacts], names: Callable[[BookFacts], Iterable[str]]
) -> tuple[NamedAmount, ...]:
    """The most read first. The reading of a book counts for each of its names."""
    found: dict[str, list[float]] = {}
    for one in read:
        book = None if one.book_id is None else books.get(one.book_id)
        for name in () if book is None else names(book):
            sums = found.setdefault(name, [0, 0.0, 0])
            sums[0] += one.read.seconds
            sums[1] += one.read.pages
            sums[2] += 1
    return _most_first(found)


def _by_device(rows: Iterable[ReadDay], read: Mapping[str, TimeAndPages]) -> tuple[NamedAmount, ...]:
    """Count by device. `read`: the reading on each."""
    works = Counter(device for device, _ in {(row[2], row[1][4]) for row in rows})
    return _most_first({name: [own.seconds, own.pages, works[name]] for name, own in read.items()})


def _most_first(found: Mapping[str, Sequence[float]]) -> tuple[NamedAmount, ...]:
    amounts = (
        NamedAmount(name, int(seconds), pages, int(books)) for name, (seconds, pages, books) in found.items()
    )
    return tuple(sorted(amounts, key=lambda amount: (-amount.seconds, -amount.pages, amount.name)))


def _grouped(values: Iterable[float], bounds: Sequence[int]) -> tuple[Group, ...]:
    """The number of values from each bound to the next."""
    counts = [0] * len(bounds)
    for value in values:
        counts[max(0, sum(value >= bound for bound in bounds) - 1)] += 1
    mosts = [bound - 1 for bound in bounds[1:]]
    return tuple(
        Group(bound, most, count) for bound, most, count in zip(bounds, [*mosts, None], counts, strict=True)
    )


def _abandoned(
    books: Iterable[BookFacts], statistics: Statistics, statistics_filter: StatisticsFilter
) -> list[BookFacts]:
    """Return the abandoned books. Their day is unknown: one counts in any period in which it was read."""
    found = [book for book in books if book.status is ReadingStatus.ABANDONED]
    if statistics_filter.since is None and statistics_filter.until is None:
        return found
    read = {one.book_id for one in statistics.books}
    return [book for book in found if book.id in read]


def _ratings(
    books: Iterable[BookFacts], ended: Iterable[BookFacts], statistics_filter: StatisticsFilter
) -> tuple[Group, ...]:
    """Count the ratings of books finished in a period, or of all books without a period."""
    is_all = statistics_filter.since is None and statistics_filter.until is None
    counts = Counter(book.rating for book in (books if is_all else ended))
    return tuple(Group(rating, rating, counts[rating]) for rating in RATINGS)


def library_growth(
    books: Sequence[BookFacts], statistics_filter: StatisticsFilter, today: date
) -> tuple[Growth, ...]:
    """Count the books in the library and those still unread at the end of each month of the period."""
    if not books:
        return ()
    came = Counter(book.added_on.replace(day=1) for book in books)
    went = Counter(book.removed_on.replace(day=1) for book in books if book.removed_on is not None)
    done = Counter(end.replace(day=1) for book in books if (end := _done_on(book, today)) is not None)
    last = min(today, statistics_filter.until or today).replace(day=1)
    month, found, total, settled = min(came), [], 0, 0
    while month <= last:
        total += came[month] - went[month]
        settled += done[month]
        if statistics_filter.since is None or month >= statistics_filter.since.replace(day=1):
            found.append(Growth(month, total, max(0, total - settled)))
        month = next_month(month)
    return tuple(found)


def _done_on(book: BookFacts, today: date) -> date | None:
    """Return the day since which a book is no longer unread; None if it still is, or if it is gone."""
    if book.removed_on is not None:
        return None
    ends = [read.finished_on for read in book.finished if read.finished_on is not None]
    if ends:
        return min(today, max(book.added_on, min(ends)))
    return book.added_on if book.finished or book.status is ReadingStatus.ABANDONED else None
