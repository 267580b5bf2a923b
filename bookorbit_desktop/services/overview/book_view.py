"""Everything about a book, for its page."""

from bookorbit_desktop.domain.base.errors import no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.local_state import KeptValues, LocalState, local_state_from
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.hardcover.sync_plan import plan_sync
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.overview.book_view import BookView, compare_sent, thin_out
from bookorbit_desktop.domain.reading.forecast import FinishForecast
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.reading.forecasts import ForecastService
from bookorbit_desktop.services.runtime.clock import local_day
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.library.book_list import BookList
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.book_history import BookHistory

UNDER_WAY = (ReadingStatus.READING, ReadingStatus.REREADING, ReadingStatus.ON_HOLD)


class BookViewService:
    """Builds a book's view from stored data, without any request. Blocks."""

    def __init__(
        self,
        books: BookRepository,
        book_list: BookList,
        sync_books: SyncBookRepository,
        history: BookHistory,
        forecasts: ForecastService,
        preferences: Preferences,
    ) -> None:
        self._books = books
        self._list = book_list
        self._sync_books = sync_books
        self._history = history
        self._forecasts = forecasts
        self._preferences = preferences

    def view(self, book_id: BookId) -> BookView:
        """A complete book. Raises NotFound."""
        book = self._books.get(book_id)
        rows = self._list.rows(BookQuery(book_ids=frozenset({book_id})))
        if book is None or not rows:
            raise no_such_book(book_id)
        sync_book = self._sync_books.get(book_id)
        local_state = local_state_from(
            book.reading, self._preferences.current.hardcover_privacy, local_day(book.added_at)
        )
        return BookView(
            book=book,
            row=rows[0],
            sync_book=sync_book,
            positions=self._history.positions(book_id),
            history=thin_out(self._history.points(book_id)),
            identities=self._history.identities(book_id),
            unlinked=self._history.unlinked(book_id),
            sent=compare_sent(sync_book.baseline, local_state),
            time_read=self._forecasts.time_read(book_id),
            device_collections=self._history.device_collections(book_id),
            forecast=self._forecast(book),
            kept_values=_kept_values(local_state, sync_book),
        )

    def _forecast(self, book: Book) -> FinishForecast | None:
        if book.reading.status not in UNDER_WAY:
            return None
        return self._forecasts.finish({book.id: book.reading.percentage}).get(book.id)


def _kept_values(local_state: LocalState | None, sync_book: SyncBook) -> KeptValues:
    target = sync_book.target
    if local_state is None or target is None or sync_book.decision.excluded or sync_book.baseline.removed:
        return KeptValues()
    return plan_sync(local_state, target, sync_book.baseline, sync_book.baseline.entry).kept_values
