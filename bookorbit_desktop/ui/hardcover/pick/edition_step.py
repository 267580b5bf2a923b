"""The second step of the Pick dialog: choosing the edition."""

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.isbn import isbn_forms
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.pick.candidates import (
    EditionsModel,
    RemoteCovers,
    edition_delegate,
    record_title,
)
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import framed, in_column
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.widgets.rows import RowView


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
        self.error.set_sentence(sentence)
        self.states.setCurrentWidget(self.error)
