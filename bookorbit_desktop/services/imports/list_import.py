"""Imports a reading list from a file: first a preview, then the selected rows in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.log_texts import filled_texts
from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind
from bookorbit_desktop.domain.hardcover.sync_log import Direction
from bookorbit_desktop.domain.imports.list_import import BookIndex, ListedRow, as_entries, sort_list
from bookorbit_desktop.domain.imports.reading_list import ListSource
from bookorbit_desktop.domain.overview.backups import BackupReason
from bookorbit_desktop.domain.overview.events import BooksChanged
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.formats.reading_csv import read_reading_list
from bookorbit_desktop.services.hardcover.shelf_importer import ShelfImporter, Step
from bookorbit_desktop.services.library.imported import UNDONE, FilledBook, ImportResult, import_line
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.undo import Undone
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.grouped_writes import one_alone
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository


@dataclass(frozen=True, slots=True)
class ListPreview:
    """The rows of a file, compared with the library."""

    source: ListSource
    rows: tuple[ListedRow, ...]


class ListImportService:
    """Fills gaps from a file. Sends nothing: changes wait for the next sync. Every method blocks."""

    def __init__(
        self,
        database: Database,
        importer: ShelfImporter,
        books: BookRepository,
        readings: ReadingRepository,
        log: SyncLogRepository,
        refresh: Callable[[Iterable[BookId]], None],
        clock: Clock,
        events: EventBus,
        back_up_before: Callable[[BackupReason], object],
    ) -> None:
        """`refresh` updates the Hardcover states of books without waiting."""
        self._database = database
        self._importer = importer
        self._books = books
        self._readings = readings
        self._log = log
        self._refresh = refresh
        self._clock = clock
        self._events = events
        self._back_up_before = back_up_before

    def preview(self, path: Path, step: Step = lambda done, total: None) -> ListPreview:
        """Every line of an export with its planned outcome. Changes nothing. Raises InvalidInput.

        `step` is called with the progress of the comparison, first for the library's books and then for the
        lines; it may raise to stop.
        """
        found = read_reading_list(path)
        index = BookIndex(self._importer.local_books(step))
        rows = sort_list(found.books, index, self._clock.today(), step)
        return ListPreview(found.source, tuple(rows))

    def with_entries(self, rows: Sequence[ListedRow]) -> list[ListedRow]:
        """The rows of a preview, with new entries planned for books that aren't in the library."""
        return as_entries(rows, self._clock.today())

    def run(self, rows: Iterable[ListedRow]) -> ImportResult[FilledBook]:
        """Import rows of a preview; a book that changed since the preview stays as it is.

        What was imported is kept together, or not at all. A row that can't be stored is left out, and in the log.
        """
        chosen = [row for row in rows if row.can_import]
        self._back_up_before(BackupReason.BEFORE_IMPORT)
        filled = self._database.write(lambda: self._fill_all(chosen))
        self._tell(book.book_id for book in filled)
        return ImportResult(tuple(filled))

    def undo(self, done: ImportResult[FilledBook]) -> Undone:
        """Undo an import: empty what was filled and remove new entries, except for books changed since."""
        undone = self._database.write(lambda: self._undo_all(done.books))
        self._tell(undone)
        kept = tuple(book.title for book in done.books if book.book_id not in undone)
        return Undone(len(undone), kept)

    def _tell(self, book_ids: Iterable[BookId]) -> None:
        ids = frozenset(book_ids)
        if ids:
            # Not ReadingEdited: that would send hundreds of old books at once. They are pending from now on.
            self._refresh(ids)
            self._events.emit(BooksChanged(ids))

    def _fill_all(self, rows: Sequence[ListedRow]) -> list[FilledBook]:
        tried = (one_alone(self._database, row.title, partial(self._fill, row)) for row in rows)
        filled = [book for book in tried if book is not None]
        now = self._clock.now()
        self._log.add(
            import_line(now, Direction.FROM_FILE, book, filled_texts(book.before, book.after))
            for book in filled
        )
        return filled

    def _fill(self, row: ListedRow) -> FilledBook | None:
        if row.state is None:
            return None
        if row.book_id is None:
            book_id = self._books.create_entry(row.book.metadata, self._clock.now().timestamp())
            after = self._readings.put(book_id, ReadingState(), row.state)
            return FilledBook(book_id, row.title, ReadingState(), after, created=True)
        before = self._readings.get(row.book_id)
        # A push or an edit may have come since the preview: then the row speaks of another state.
        if before != row.local or not self._books.is_listed(row.book_id):
            return None
        after = self._readings.put(row.book_id, before, row.state)
        return FilledBook(row.book_id, row.local_title, before, after)

    def _undo_all(self, books: Sequence[FilledBook]) -> list[BookId]:
        same = [book for book in books if self._readings.get(book.book_id) == book.after]
        now = self._clock.now()
        for book in same:
            self._readings.put(book.book_id, book.after, book.before)
        self._books.take_out_entries([book.book_id for book in same if book.created], now.timestamp())
        self._log.add(import_line(now, Direction.FROM_FILE, book, UNDONE) for book in same)
        return [book.book_id for book in same]


def ready_rows(rows: Iterable[ListedRow], *, review: bool = False, entries: bool = False) -> list[ListedRow]:
    """The rows imported without review: ready ones, and on request those for review and new entries."""
    kinds = {ImportKind.READY, *([ImportKind.REVIEW] if review else [])}
    return [row for row in rows if row.kind in kinds or (entries and row.makes_entry)]
