"""The data of the Statistics page."""

from array import array
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.book_plots import BookReading, book_reading
from bookorbit_desktop.domain.reading.plots import (
    HOURS_OF_WEEK,
    BookFacts,
    FilterChoices,
    ReadingPlots,
    Sitting,
    WeekHours,
    finished_in,
    plots_of,
)
from bookorbit_desktop.domain.reading.reading_days import Stay
from bookorbit_desktop.domain.reading.reading_time import SESSION_GAP
from bookorbit_desktop.domain.reading.statistics import ReadDay, StatisticsFilter, Work, statistics_of
from bookorbit_desktop.domain.reading.year import YearInReview, period_of, year_in_review
from bookorbit_desktop.services.reading.reading_time import ReadingTimeService
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.overview.reading_plots import PlotQueries, Spans
from bookorbit_desktop.storage.reading.reading_days import ReadingDayRepository
from bookorbit_desktop.system.zone import zone_of

_HOUR, _DAY = 3600, 24
_QUARTER = 900
"""Seconds: clocks change at such boundaries in any zone."""
_AT_ONCE = 1_000
"""Days of documents processed at a time."""
_EPOCH = date(1970, 1, 1).toordinal()


def hours_of_week(spans: Sequence[Spans], stays: Sequence[Stay], starts_at: int) -> tuple[float, ...]:
    """Return the seconds read in each hour of the week, by local time, from Monday's first.

    A night belongs to the evening before it, as with reading days. Page views are counted in batches of tens
    of thousands, so that millions take no more memory.
    """
    clock = _Clock(stays)
    found = [0.0] * HOURS_OF_WEEK
    for first in range(0, len(spans), _AT_ONCE):
        part = _hours_of(spans[first : first + _AT_ONCE], clock, starts_at)
        found = [sum(both) for both in zip(found, part, strict=True)]
    return tuple(found)


def _hours_of(spans: Sequence[Spans], clock: "_Clock", starts_at: int) -> list[float]:
    import numpy as np  # only who looks at the hours waits for it

    is_turned = [clock.was_turned(one.day) for one in spans]
    packed = [_cut(one) if turned else one.packed for one, turned in zip(spans, is_turned, strict=True)]
    borders = np.frombuffer(b"".join(packed), np.int64).reshape(-1, 2)
    counts = [len(one) // 16 for one in packed]
    offsets = np.repeat([clock.on(one.day) for one in spans], counts)
    ends = np.cumsum(counts)
    for row in np.flatnonzero(is_turned):
        own = slice(ends[row] - counts[row], ends[row])
        offsets[own] = [clock.at(begin) for begin in borders[own, 0].tolist()]
    lengths = borders[:, 1] - borders[:, 0]
    rows = np.repeat(np.arange(len(spans)), counts)
    whole = np.bincount(rows, lengths, len(spans))
    shares = np.array([one.seconds for one in spans]) / np.maximum(whole, 1)
    weights = shares[rows]
    weekdays = np.repeat([(one.day - 1) % 7 for one in spans], counts)
    begin, end = borders[:, 0] + offsets, borders[:, 1] + offsets
    found = np.zeros(HOURS_OF_WEEK)
    while begin.size:
        until = np.minimum((begin // _HOUR + 1) * _HOUR, end)
        cells = weekdays * _DAY + (begin // _HOUR - starts_at) % _DAY
        found += np.bincount(cells, (until - begin) * weights, HOURS_OF_WEEK)
        left = until < end
        begin, end, weights, weekdays = until[left], end[left], weights[left], weekdays[left]
    counted: list[float] = found.tolist()
    return counted


def _cut(spans: Spans) -> bytes:
    """The intervals in pieces so short that no clock change falls inside one."""
    pieces = array("q")
    for begin, end in spans.intervals():
        while begin < end:
            until = min(end, (begin // _QUARTER + 1) * _QUARTER)
            pieces.extend((begin, until))
            begin = until
    return pieces.tobytes()


class _Clock:
    """The local time's offset from UTC, in seconds."""

    def __init__(self, stays: Sequence[Stay]) -> None:
        self._stays = stays
        self._noons: dict[int, int] = {}
        self._turned: dict[int, bool] = {}

    def at(self, moment: int) -> int:
        """The offset at a moment."""
        first = self._stays[0].zone
        zone = next((stay.zone for stay in reversed(self._stays) if stay.since <= moment), first)
        local = datetime.fromtimestamp(moment, zone)
        return int((local.astimezone(local.tzinfo).utcoffset() or timedelta()).total_seconds())

    def on(self, day: int) -> int:
        """The offset at noon of a day."""
        if day not in self._noons:
            self._noons[day] = self.at((day - _EPOCH) * _DAY * _HOUR + _DAY * _HOUR // 2)
        return self._noons[day]

    def was_turned(self, day: int) -> bool:
        """Whether clocks changed around a day."""
        known = self._turned.get(day)
        if known is None:
            known = self._turned[day] = not self.on(day - 1) == self.on(day) == self.on(day + 1)
        return known


class StatisticsService:
    """Provides the plots. Methods block; not for event loops."""

    def __init__(
        self,
        time: ReadingTimeService,
        days: ReadingDayRepository,
        queries: PlotQueries,
        preferences: Preferences,
    ) -> None:
        self._time = time
        self._days = days
        self._queries = queries
        self._preferences = preferences
        self._known: tuple[int, list[BookFacts]] = (-1, [])
        """All books, with the database version they came from: filters change in quick succession."""

    def choices(self) -> FilterChoices:
        """The available filter values."""
        self._time.renew()
        queries = self._queries
        return FilterChoices(
            queries.years(), queries.devices(), queries.names("genre"), queries.names("author")
        )

    def plots(self, statistics_filter: StatisticsFilter) -> ReadingPlots:
        """The data of all plots for a filter."""
        today = self._time.today()
        rows = self._time.read_days(statistics_filter)
        books = self._books_of(statistics_filter)
        ends = [
            read.finished_on
            for _, read in finished_in(books, statistics_filter)
            if read.finished_on is not None
        ]
        return plots_of(statistics_filter, rows, books, statistics_of(rows, ends, today), today)

    def hours(self, statistics_filter: StatisticsFilter) -> WeekHours:
        """Reading by hour of the week. It reads every page view, and takes longer than everything else."""
        self._time.renew()
        starts_at = self._preferences.current.day_starts_at
        stays = [Stay(since, zone_of(name)) for since, name in self._days.zones()] or [Stay(0, None)]
        rows = self._time.read_days(statistics_filter) if _is_narrowed(statistics_filter) else []
        return WeekHours(hours_of_week(self._spans(statistics_filter, rows), stays, starts_at), starts_at)

    def year(self, year: int) -> YearInReview:
        """A year in review."""
        statistics_filter = period_of(year)
        return year_in_review(year, self.plots(statistics_filter), self._books_of(statistics_filter))

    def book(self, book_id: BookId) -> BookReading:
        """The reading of one book."""
        return book_reading(self._queries.book_views(book_id), self._queries.book_pushes(book_id))

    def sittings(self, statistics_filter: StatisticsFilter, day: date) -> tuple[Sitting, ...]:
        """The reading of a day in order."""
        of_day = StatisticsFilter(
            day,
            day,
            statistics_filter.status,
            statistics_filter.device,
            statistics_filter.genre,
            statistics_filter.author,
        )
        rows = self._time.read_days(of_day)
        works = {row.work.document: row.work for row in rows}
        found = [
            sitting
            for spans in self._spans(of_day, rows)
            if spans.document in works
            for sitting in _sittings(spans, works[spans.document])
        ]
        return tuple(sorted(found, key=lambda sitting: (sitting.begin, sitting.title)))

    def _books_of(self, statistics_filter: StatisticsFilter) -> list[BookFacts]:
        """Return the books that pass the filter, read or not; with a device, only those read on it."""
        version = self._days.version()
        known, books = self._known
        if known != version:
            books = self._queries.books()
            self._known = (version, books)
        chosen = self._days.books(statistics_filter)
        if chosen is not None:
            books = [book for book in books if book.id in chosen]
        if statistics_filter.device:
            read = self._time.books_read_on(statistics_filter.device)
            books = [book for book in books if book.id in read]
        return books

    def _spans(self, statistics_filter: StatisticsFilter, rows: list[ReadDay]) -> list[Spans]:
        documents = {row.work.document for row in rows} if _is_narrowed(statistics_filter) else None
        return self._queries.spans(statistics_filter, documents)


def _is_narrowed(statistics_filter: StatisticsFilter) -> bool:
    """Whether the filter selects only some books."""
    return statistics_filter.status is not None or bool(statistics_filter.genre or statistics_filter.author)


def _sittings(spans: Spans, work: Work) -> list[Sitting]:
    """The intervals of a day, joined across short pauses."""
    intervals = spans.intervals()
    part, parts = 0, [0]
    for before, after in pairwise(intervals):
        part += after[0] - before[1] > SESSION_GAP
        parts.append(part)
    found = []
    for _, group in groupby(zip(parts, intervals, strict=True), key=lambda one: one[0]):
        pieces = [interval for _, interval in group]
        seconds = sum(end - begin for begin, end in pieces)
        found.append(Sitting(work.book_id, work.title, spans.device, pieces[0][0], pieces[-1][1], seconds))
    return found
