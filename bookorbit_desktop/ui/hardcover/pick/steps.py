"""The steps of picking: search for the book, then choose its edition."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.isbn import isbn_forms
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.pick.candidates import (
    EditionsModel,
    RecordsModel,
    RemoteCovers,
    edition_delegate,
    record_delegate,
    record_title,
)
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import framed, in_column, in_row
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.widgets.rows import RowView

logger = logging.getLogger(__name__)


class SearchStep(QWidget):
    """A query and its results. Enter searches, Down moves into the list, and Enter there chooses."""

    chosen = Signal(object)
    """CatalogueBook."""

    def __init__(self, context: UiContext, book_id: BookId, covers: RemoteCovers) -> None:
        super().__init__()
        self._context = context
        self._covers = covers
        self._searching: asyncio.Future[None] | None = None
        self._hinting: asyncio.Future[None] | None = None
        self.query = QLineEdit()
        self.query.setAccessibleName(tr("Title and author, or a link, ID or ISBN"))
        self.query.setPlaceholderText(tr("Title and author, or a link, ID or ISBN"))
        self.search = button(tr("Search"), icon="search")
        self.model = RecordsModel()
        self.list = RowView(tr("Books on Hardcover"))
        self.list.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.list.setModel(self.model)
        self.list.setItemDelegate(record_delegate(covers.cache, self.list))
        covers.cache.loaded.connect(self.model.touch)
        self.waiting = EmptyState("search", tr("Searching…"))
        self.nothing = EmptyState("search", tr("No results. Try other words, or paste a link or ISBN."))
        self.error = EmptyState("warning", "", tr("Try again"))
        self.states = QStackedWidget()
        self._build()
        self._connect()
        self._start(self._suggest(book_id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down moves from the query into the list."""
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if is_down and event.type() is QEvent.Type.KeyPress and self.model.rows:
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    @property
    def selected(self) -> CatalogueBook | None:
        """The selected record."""
        rows = self.list.selected_rows()
        return rows[0] if rows else None

    def choose(self) -> None:
        """Choose the selected record."""
        if self.list.selectedIndexes():
            self.chosen.emit(self.list.selected_rows()[0])

    def stop(self) -> None:
        """Cancel a search under way."""
        for task in (self._searching, self._hinting):
            if task is not None:
                task.cancel()

    async def _suggest(self, book_id: BookId) -> None:
        self.states.setCurrentWidget(self.waiting)
        query = await self._context.tasks.network(self._context.services.matches.suggested_query(book_id))
        self.query.setText(query)
        await self._search()

    async def _search(self) -> None:
        self.model.replace([])
        self.states.setCurrentWidget(self.waiting)
        search = self._context.services.matches.search(self.query.text().strip())
        try:
            records = await self._context.tasks.network(search)
        except BookOrbitError as error:
            self._show_error(localize(error.message))
            return
        except Exception:
            self._show_error(tr("Something went wrong. The log file has the details."))
            raise
        self.model.replace(records)
        self._hinting = self._context.tasks.start(self._hint([record.id for record in records]))
        self._covers.fetch((record.id, record.image_url) for record in records)
        self.states.setCurrentWidget(self._results if records else self.nothing)
        if records:
            self.list.setCurrentIndex(self.model.index(0))

    async def _hint(self, record_ids: list[RecordId]) -> None:
        """Add facts from the shelf and the editions after the results appear; a failure is ignored."""
        if not record_ids:
            return
        try:
            hints = await self._context.tasks.network(self._context.services.matches.hints(record_ids))
        except BookOrbitError as error:
            logger.info("No hints for the records found: %s", error)
            return
        self.model.show_hints(hints)

    def _show_error(self, sentence: str) -> None:
        self.error.sentence.setText(sentence)
        self.states.setCurrentWidget(self.error)

    def _search_again(self) -> None:
        if self.query.text().strip():
            self._start(self._search())

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.stop()
        self._searching = self._context.tasks.start(work)

    def _connect(self) -> None:
        self.query.installEventFilter(self)
        self.query.returnPressed.connect(self._search_again)
        self.search.clicked.connect(self._search_again)
        self.error.acted.connect(self._search_again)
        self.list.activated.connect(self.choose)

    def _build(self) -> None:
        line = in_row(self.query, self.search, grows=self.query)
        self._results = framed(self.list)
        for state in (self.waiting, self._results, self.nothing, self.error):
            self.states.addWidget(state)
        in_column(line, self.states, inside=self, spacing=theme.SPACE_12, grows=self.states)


class EditionStep(QWidget):
    """The editions of a record, with the best one for the book selected."""

    chosen = Signal(object)
    """Edition."""
    changed = Signal()
    """Another edition is selected, or none."""

    def __init__(self, context: UiContext, book_id: BookId, covers: RemoteCovers) -> None:
        super().__init__()
        self._context = context
        self._book_id = book_id
        self._covers = covers
        self._loading: asyncio.Future[None] | None = None
        self._own_isbns: frozenset[str] = frozenset()
        self.record = CatalogueBook(RecordId(0))
        self._title = label("", "muted", wrap=True)
        self.best = label("", "detail", wrap=True)
        self.model = EditionsModel()
        self.list = RowView(tr("Editions"))
        self.list.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.list.setModel(self.model)
        self.list.setItemDelegate(edition_delegate(covers.cache, self.list))
        self.list.activated.connect(lambda index: self.chosen.emit(self.list.row_at(index)))
        covers.cache.loaded.connect(self.model.touch)
        self.waiting = EmptyState("search", tr("Loading editions…"))
        self.nothing = EmptyState("book-closed", tr("Hardcover has no text edition of this book."))
        self.error = EmptyState("warning", "", tr("Try again"))
        self.error.acted.connect(lambda: self.show_record(self.record))
        self._results = framed(self.list)
        self.states = QStackedWidget()
        for state in (self.waiting, self._results, self.nothing, self.error):
            self.states.addWidget(state)
        in_column(self._title, self.best, self.states, inside=self, spacing=theme.SPACE_12, grows=self.states)

    @property
    def selected(self) -> Edition | None:
        """The selected edition."""
        rows = self.list.selected_rows()
        return rows[0] if rows else None

    def show_record(self, record: CatalogueBook) -> None:
        """Load and show the editions of a record."""
        self._show(record)
        self.stop()
        self._loading = self._context.tasks.start(self._load(record))

    def _show(self, record: CatalogueBook) -> None:
        self.record = record
        self._title.setText(record_title(record))

    def stop(self) -> None:
        """Cancel a request under way."""
        if self._loading is not None:
            self._loading.cancel()

    async def _load(self, record: CatalogueBook) -> None:
        self.model.replace([])
        self.changed.emit()
        self.states.setCurrentWidget(self.waiting)
        matches, network = self._context.services.matches, self._context.tasks.network
        try:
            if not record.authors:
                # Only its id is known here: the rest is asked for, to compare with.
                record = await network(matches.record(record.id))
                self._show(record)
            found = await network(matches.editions(self._book_id, record.id))
        except BookOrbitError as error:
            self._show_error(localize(error.message))
            return
        except Exception:
            self._show_error(tr("Something went wrong. The log file has the details."))
            raise
        self.model.replace(found)
        self._covers.fetch((edition.id, edition.image_url or record.image_url) for edition in found)
        self.states.setCurrentWidget(self._results if found else self.nothing)
        self.best.setText(self._why_best(found))
        self.best.setVisible(bool(found))
        if found:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()
        self.changed.emit()

    def _why_best(self, editions: Sequence[Edition]) -> str:
        """The reason why the first edition is selected."""
        if not editions:
            return ""
        best = editions[0]
        if self._own_isbns & {best.isbn_10, best.isbn_13}:
            return tr("Best match: same ISBN")
        if best.pages and best.language:
            return tr("Best match: {0}, page count, most readers").format(own_language_name(best.language))
        return tr("Best match: most readers")

    def compare_with(self, metadata: BookMetadata) -> None:
        """Set the book that editions are compared with, to say why one is best."""
        isbns = [identifier.value for identifier in metadata.identifiers if identifier.scheme == "isbn"]
        self._own_isbns = frozenset(form for isbn in isbns for form in isbn_forms(isbn))
        self.best.setText(self._why_best(self.model.rows))

    def _show_error(self, sentence: str) -> None:
        self.error.sentence.setText(sentence)
        self.states.setCurrentWidget(self.error)
