"""Everything shown on the dashboard."""

from dataclasses import replace
from datetime import timedelta

from bookorbit_desktop.domain.library.next_in_series import next_in_series
from bookorbit_desktop.domain.overview.dashboard import CurrentBook, Dashboard, RecentBook
from bookorbit_desktop.domain.reading.goals import GoalPeriod, read_so_far
from bookorbit_desktop.domain.reading.reading_days import (
    days_that_count,
    last_days,
    streak,
    week_of,
    week_streak,
)
from bookorbit_desktop.domain.reading.statistics import longest_streak
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.reading.forecasts import ForecastService
from bookorbit_desktop.services.reading.reading_time import ReadingTimeService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.overview.dashboard import DashboardQueries
from bookorbit_desktop.storage.reading.positions import PositionRepository

CURRENT_BOOKS = 12
RECENT_BOOKS = 16
UPCOMING_BOOKS = 6
RESTING_BOOKS = FINISHED_BOOKS = 6
RESTING_AFTER = 14
"""Days without reading after which a book counts as resting."""
LATELY = 60
"""Days."""


class DashboardService:
    """Loads the contents of the dashboard."""

    def __init__(
        self,
        queries: DashboardQueries,
        progress: ProgressService,
        sync_books: SyncBookRepository,
        positions: PositionRepository,
        time: ReadingTimeService,
        forecasts: ForecastService,
        preferences: Preferences,
        clock: Clock,
    ) -> None:
        self._queries = queries
        self._progress = progress
        self._sync_books = sync_books
        self._positions = positions
        self._time = time
        self._forecasts = forecasts
        self._preferences = preferences
        self._clock = clock

    def load(self) -> Dashboard:
        """Load everything. Blocks for some milliseconds."""
        counts = self._queries.counts(self._clock.today().year)
        days = self._time.days()
        current, resting = self._current_and_resting()
        today = self._time.today()
        counting = days_that_count(days, self._preferences.current.minutes_per_day)
        return Dashboard(
            books=counts.books,
            reading=counts.reading,
            finished_this_year=counts.finished,
            unreadable_files=counts.unreadable,
            read_again=self._queries.read_again(),
            went_back=self._positions.asking(),
            unmatched_documents=sum(document.is_unmatched for document in self._progress.documents()),
            shared_ids=self._queries.shared_ids(),
            states=self._sync_books.state_counts(),
            current=self._with_forecasts(current),
            resting=resting,
            finished=self._queries.finished(today - timedelta(days=LATELY), FINISHED_BOOKS),
            recent=self._queries.recent(RECENT_BOOKS),
            upcoming=next_in_series(self._queries.series(), UPCOMING_BOOKS),
            today=today,
            week=week_of(days, today),
            streak=streak(counting, today),
            longest_streak=longest_streak(counting),
            last_days=last_days(counting, today),
            week_streak=week_streak(counting, today),
            this_year=read_so_far(days, counts.finished, GoalPeriod.YEAR, today),
            this_month=read_so_far(days, self._forecasts.finished_in_month(), GoalPeriod.MONTH, today),
            year=self._forecasts.year(),
            backlog=self._forecasts.backlog(days),
        )

    def _with_forecasts(self, books: tuple[CurrentBook, ...]) -> tuple[CurrentBook, ...]:
        found = self._forecasts.finish({book.id: book.percentage for book in books})
        return tuple(replace(book, forecast=found.get(book.id)) for book in books)

    def _current_and_resting(self) -> tuple[tuple[CurrentBook, ...], tuple[CurrentBook, ...]]:
        """Split current and resting books; a resting book is current only if there is no other."""
        before = self._clock.now() - timedelta(days=RESTING_AFTER)
        current = self._queries.current(CURRENT_BOOKS)
        active = tuple(book for book in current if not book.last_read_at or book.last_read_at >= before)
        shown = {book.id for book in active or current}
        resting = self._queries.resting(before, RESTING_BOOKS + len(shown))
        return active or current, tuple(book for book in resting if book.id not in shown)[:RESTING_BOOKS]

    def current(self, limit: int) -> tuple[CurrentBook, ...]:
        """The books being read, the one read last first. Blocks."""
        return self._queries.current(limit)

    def recent(self, limit: int) -> tuple[RecentBook, ...]:
        """The most recently added books, newest first. Blocks."""
        return self._queries.recent(limit)
