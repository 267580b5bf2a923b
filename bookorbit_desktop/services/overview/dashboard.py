"""Everything the dashboard shows."""

from bookorbit_desktop.domain.library.next_in_series import next_in_series
from bookorbit_desktop.domain.overview.dashboard import CurrentBook, Dashboard, RecentBook
from bookorbit_desktop.domain.reading.reading_days import streak, week_of
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.reading.reading_time import ReadingTimeService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.overview.dashboard import DashboardQueries
from bookorbit_desktop.storage.reading.positions import PositionRepository

CURRENT_BOOKS = 12
RECENT_BOOKS = 16
UPCOMING_BOOKS = 6


class DashboardService:
    """Reads what the dashboard shows."""

    def __init__(
        self,
        queries: DashboardQueries,
        progress: ProgressService,
        records: SyncBookRepository,
        positions: PositionRepository,
        time: ReadingTimeService,
        clock: Clock,
    ) -> None:
        self._queries = queries
        self._progress = progress
        self._records = records
        self._positions = positions
        self._time = time
        self._clock = clock

    def load(self) -> Dashboard:
        """Everything at once. Blocks for some milliseconds."""
        counts = self._queries.counts(self._clock.today().year)
        days = self._time.days()
        today = self._time.today()
        return Dashboard(
            books=counts.books,
            reading=counts.reading,
            finished_this_year=counts.finished,
            unreadable_files=counts.unreadable,
            read_again=self._queries.read_again(),
            went_back=self._positions.asking(),
            unmatched_documents=sum(document.is_unmatched for document in self._progress.documents()),
            shared_ids=self._queries.shared_ids(),
            states=self._records.state_counts(),
            current=self._queries.current(CURRENT_BOOKS),
            recent=self._queries.recent(RECENT_BOOKS),
            upcoming=next_in_series(self._queries.series(), UPCOMING_BOOKS),
            week=week_of(days, today),
            streak=streak(days, today),
        )

    def current(self, limit: int) -> tuple[CurrentBook, ...]:
        """The books that are being read, the one read last first. Blocks."""
        return self._queries.current(limit)

    def recent(self, limit: int) -> tuple[RecentBook, ...]:
        """The books that came in last, the newest first. Blocks."""
        return self._queries.recent(limit)
