"""The dashboard in one question."""

from bookorbit_desktop.domain.overview.dashboard import CurrentBook, Dashboard, RecentBook
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.runtime.clock import Clock, local_day
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.overview.dashboard import DashboardQueries
from bookorbit_desktop.storage.reading.positions import PositionRepository

CURRENT_BOOKS = 12
RECENT_BOOKS = 16


class DashboardService:
    """Reads what the dashboard shows."""

    def __init__(
        self,
        queries: DashboardQueries,
        progress: ProgressService,
        records: SyncBookRepository,
        positions: PositionRepository,
        clock: Clock,
    ) -> None:
        self._queries = queries
        self._progress = progress
        self._records = records
        self._positions = positions
        self._clock = clock

    def load(self) -> Dashboard:
        """Everything at once. Blocks for some milliseconds."""
        counts = self._queries.counts(local_day(self._clock.now()).year)
        return Dashboard(
            books=counts.books,
            reading=counts.reading,
            finished_this_year=counts.finished,
            library_size=counts.size,
            unreadable_files=counts.unreadable,
            read_again=self._queries.read_again(),
            went_back=self._positions.asking(),
            unmatched_documents=sum(document.is_unmatched for document in self._progress.documents()),
            shared_ids=self._queries.shared_ids(),
            states=self._records.state_counts(),
            current=self._queries.current(CURRENT_BOOKS),
            recent=self._queries.recent(RECENT_BOOKS),
        )

    def current(self, limit: int) -> tuple[CurrentBook, ...]:
        """The books that are being read, the one read last first. Blocks."""
        return self._queries.current(limit)

    def recent(self, limit: int) -> tuple[RecentBook, ...]:
        """The books that came in last, the newest first. Blocks."""
        return self._queries.recent(limit)
