"""Forecasts from the person's own reading, and how long books were read."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.overview.book_view import TimeRead
from bookorbit_desktop.domain.reading.forecast import (
    BacklogForecast,
    BookDay,
    FinishForecast,
    GoalForecast,
    backlog_forecast,
    finish_forecast,
    goal_forecast,
)
from bookorbit_desktop.domain.reading.reading_days import ReadingDay
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.services.reading.reading_time import ReadingTimeService
from bookorbit_desktop.storage.reading.reading_days import BookTimeQueries
from bookorbit_desktop.storage.usb.page_views import PageViewRepository


class ForecastService:
    """Answers from the reading days. Methods block."""

    def __init__(
        self,
        time: ReadingTimeService,
        books: BookTimeQueries,
        views: PageViewRepository,
    ) -> None:
        self._time = time
        self._books = books
        self._views = views

    def finish(self, positions: dict[BookId, float | None]) -> dict[BookId, FinishForecast]:
        """When books will be finished, from their positions (0..1); without those read too little."""
        self._time.renew()
        today, days = self._time.today(), self._books.days_of(positions)
        found = {book: finish_forecast(own, positions[book], today) for book, own in days.items()}
        return {book: forecast for book, forecast in found.items() if forecast is not None}

    def backlog(self, days: Mapping[date, ReadingDay]) -> BacklogForecast:
        """How long the unread books take, from the reading days."""
        return backlog_forecast(self._books.waiting(), days, self._time.today())

    def year(self) -> GoalForecast:
        """The expected total of this year."""
        return goal_forecast(self._time.finished_on(StatisticsFilter()), self._time.today())

    def finished_in_month(self) -> int:
        """How many books have been finished this month."""
        today = self._time.today()
        return len(self._time.finished_on(StatisticsFilter(since=today.replace(day=1), until=today)))

    def time_read(self, book: BookId) -> TimeRead:
        """Return how long a book was read, and what devices reported in addition."""
        self._time.renew()
        return _added(self._views.time_read(book), self._books.days_of([book]).get(book, ()))

    def times_read(self) -> dict[BookId, TimeRead]:
        """The same for every book with reading."""
        self._time.renew()
        beside, days = self._views.times_read(), self._books.all_days()
        return {
            book: _added(beside.get(book, TimeRead()), days.get(book, ()))
            for book in beside.keys() | days.keys()
        }


def _added(beside: TimeRead, days: Collection[BookDay]) -> TimeRead:
    """The time of the days, and the undated time from devices."""
    if not days:
        return beside
    first, last = min(one.day for one in days), max(one.day for one in days)
    return replace(beside, seconds=beside.seconds + sum(one.seconds for one in days), first=first, last=last)
