"""Choosing the book for a document."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import framed
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel, RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.widgets.two_lines import BOOK_ROW, CoverOf, TwoLineDelegate, TwoLines
from bookorbit_desktop.ui.wording import document_title, joined, names, percent

if TYPE_CHECKING:  # the window does not wait for what the services bring along
    from bookorbit_desktop.services.container import Services

MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """A book that the document may be."""

    row: BookRow
    confidence: float | None = None
    """0..1 for a suggestion; None for a search result."""
    reasons: tuple[Message, ...] = ()
    """The evidence for and against it."""

    @property
    def facts(self) -> str:
        """The authors, and the confidence of the suggestion."""
        sure = tr("{0} confident").format(percent(self.confidence)) if self.confidence is not None else ""
        return joined(names(self.row.authors), sure)

    @property
    def why(self) -> str:
        """The evidence for and against it, as text."""
        return " ".join(localize(reason) for reason in self.reasons)


def _lines(index: AnyIndex) -> TwoLines:
    """A cover, then the title over its facts."""
    choice: LinkChoice = index.data(ROW)
    row = choice.row
    return TwoLines(row.title, choice.facts, CoverOf(row.id, row.title, names(row.authors)))


class LinkDialog(QDialog):
    """Suggests books by name and searches the library. Its owner makes the link."""

    chosen = Signal(object)
    """The BookRow."""

    def __init__(self, context: UiContext, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Link a document"))
        fit(self, 560, 520)
        self._context = context
        self._document = document
        self._loading: asyncio.Future[None] | None = None
        self._shown_for = ""
        """The search text for the books shown; empty for suggestions."""
        self.query = SearchField(tr("Search your library"))
        self.model: RowsModel[LinkChoice] = RowsModel(
            lambda choice: choice.row.id,
            lambda choice: ", ".join(filter(None, (choice.row.title, choice.facts, choice.why))),
            lambda choice: choice.why,
        )
        self.list = RowView(tr("Books in your library"))
        self.list.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.list.setModel(self.model)
        self.list.setItemDelegate(TwoLineDelegate(_lines, self.list, BOOK_ROW, context.covers))
        self.nothing = EmptyState("search", tr("No books found. Search by title or author."))
        self.error = EmptyState("warning", "", tr("Try again"))
        self._states = QStackedWidget()
        self.cancel = button(tr("Cancel"))
        self.link = button(tr("Link"), "primary")
        self._build()
        self._connect()
        self._show_choosable()
        self._start(self._suggest())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down moves from the query into the list."""
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if is_down and event.type() is QEvent.Type.KeyPress and self.model.rows:
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def done(self, result: int) -> None:
        """Closing cancels the search."""
        if self._loading is not None:
            self._loading.cancel()
        super().done(result)

    async def _suggest(self) -> None:
        find = self._context.services.documents.suggestions
        found = await self._context.tasks.blocking(find, self._document)
        self._show(
            "",
            [LinkChoice(suggestion.row, suggestion.confidence, suggestion.reasons) for suggestion in found],
        )

    async def _search(self, text: str) -> None:
        try:
            rows = await self._context.tasks.blocking(_find, self._context.services, BookQuery(text))
        except BookOrbitError as error:
            self.error.sentence.setText(localize(error.message))
            self._states.setCurrentWidget(self.error)
            return
        self._show(text, [LinkChoice(row) for row in rows])

    def _show(self, text: str, choices: Sequence[LinkChoice]) -> None:
        self._shown_for = text
        self.model.replace(choices)
        self._states.setCurrentWidget(self._results if choices else self.nothing)
        if choices:
            self.list.setCurrentIndex(self.model.index(0))
        self._show_choosable()

    def _search_again(self) -> None:
        text = self.query.text().strip()
        self._start(self._search(text) if text else self._suggest())

    def _choose(self) -> None:
        if self.list.selectedIndexes():
            self.chosen.emit(self.list.selected_rows()[0].row)
            self.accept()

    def _show_choosable(self) -> None:
        """Disable linking until the search for the typed text is done: Enter would link an earlier result."""
        is_found = self._shown_for == self.query.text().strip()
        has_book = is_found and bool(self.list.selectedIndexes())
        self.link.setEnabled(has_book)
        self.link.setToolTip("" if has_book else tr("Select a book first."))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(work)

    def _connect(self) -> None:
        self.query.installEventFilter(self)
        self.query.textChanged.connect(self._show_choosable)
        self.query.searched.connect(lambda _text: self._search_again())
        self.error.acted.connect(self._search_again)
        self.list.doubleClicked.connect(self._choose)
        self.list.selectionModel().selectionChanged.connect(self._show_choosable)
        self.cancel.clicked.connect(self.reject)
        self.link.clicked.connect(self._choose)
        self._context.covers.loaded.connect(self.model.touch)

    def _build(self) -> None:
        self._results = framed(self.list)
        for state in (self._results, self.nothing, self.error):
            self._states.addWidget(state)
        layout = dialog_column(self)
        question = tr("Which book is “{0}”?").format(document_title(self._document))
        layout.addWidget(label(question, "section", wrap=True))
        layout.addWidget(
            label(
                tr("The book gets its current position, and later updates follow automatically."),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.query)
        layout.addWidget(self._states, 1)
        layout.addWidget(Answers(self, accept=self.link, reject=self.cancel))


def _find(services: Services, query: BookQuery) -> list[BookRow]:
    """The first matches only, as a library may have a hundred thousand. Blocks."""
    books = services.book_list
    return books.rows_of(books.ids(query)[:MOST_FOUND])
