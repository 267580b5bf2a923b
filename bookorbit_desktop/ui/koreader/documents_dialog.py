"""All unmatched, ignored and manually linked documents, with search as you type."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.search import search_text
from bookorbit_desktop.services.koreader.documents import SuggestedBook
from bookorbit_desktop.ui.context import Messages, UiContext
from bookorbit_desktop.ui.koreader.document_actions import DocumentActions
from bookorbit_desktop.ui.koreader.documents_card import DocumentRow
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import framed
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.widgets.message_bar import MessageBar
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel, RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.widgets.two_lines import RowSize, TwoLineDelegate, TwoLines
from bookorbit_desktop.ui.wording import ago, document_title, joined, percent

if TYPE_CHECKING:  # the window does not wait for what the services bring along
    from bookorbit_desktop.services.container import Services

_ROW = RowSize(52, QSize(24, 24))


class Kind(StrEnum):
    """The filters of the list."""

    UNMATCHED = "unmatched"
    IGNORED = "ignored"
    LINKED = "linked"

    def has(self, document: Document) -> bool:
        """Whether a document passes the filter."""
        match self:
            case Kind.UNMATCHED:
                return document.is_unmatched
            case Kind.IGNORED:
                return document.ignored
            case Kind.LINKED:
                return document.matched_by == "linked"


_ICONS = {Kind.UNMATCHED: "question", Kind.IGNORED: "slash", Kind.LINKED: "link"}


class DocumentsDialog(QDialog):
    """A list above the selected document, with every action for it."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Documents from your devices"))
        fit(self, 680, 620)
        self._context = context
        self._documents: list[Document] = []
        self._numbers: dict[str, int] = {}
        self._kind = Kind.UNMATCHED
        self._loading: asyncio.Future[None] | None = None
        self._looking: asyncio.Future[None] | None = None
        self.doing = DocumentActions(replace(context, messages=Messages()), self)
        self.chips: FilterChips[Kind] = FilterChips(tr("Which documents"))
        self.query = SearchField(tr("Search name, device or digest"))
        self.model: RowsModel[Document] = RowsModel(self._number, self._describe)
        self.list = RowView(tr("Documents"))
        self.list.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.list.setModel(self.model)
        self.list.setItemDelegate(TwoLineDelegate(self._lines, self.list, _ROW))
        self.nothing = EmptyState("check", "")
        self.row = DocumentRow(self.doing)
        self.messages = MessageBar()
        self.close_button = button(tr("Close"))
        self._states = QStackedWidget()
        self._build()
        self._connect()
        self.refresh()

    def refresh(self, _what: object = None) -> None:
        """Load the documents again."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load())

    def done(self, result: int) -> None:
        """Closing cancels the loading."""
        for task in (self._loading, self._looking):
            if task is not None:
                task.cancel()
        super().done(result)

    async def _load(self) -> None:
        self._documents = await self._context.tasks.blocking(self._context.services.progress.documents)
        self._show()

    def _show(self) -> None:
        counts = {kind: sum(map(kind.has, self._documents)) for kind in Kind}
        texts = {
            Kind.UNMATCHED: tr("Unmatched"),
            Kind.IGNORED: tr("Ignored"),
            Kind.LINKED: tr("Linked by you"),
        }
        self.chips.set_chips([(kind, texts[kind], counts[kind]) for kind in Kind], self._kind)
        wanted = search_text(self.query.text())
        shown = [
            document
            for document in self._documents
            if self._kind.has(document) and wanted in _searchable(document)
        ]
        self.list.reload(self.model, shown, self._number)
        self._states.setCurrentWidget(self._results if shown else self.nothing)
        self.nothing.sentence.setText(self._nothing_text(is_narrowed=bool(wanted)))
        if shown and not self.list.selectedIndexes():
            self.list.setCurrentIndex(self.model.index(0))
        self._show_chosen()

    def _nothing_text(self, *, is_narrowed: bool) -> str:
        if is_narrowed:
            return tr("No documents match your search.")
        return {
            Kind.UNMATCHED: tr("All documents from your devices are linked."),
            Kind.IGNORED: tr("No ignored documents."),
            Kind.LINKED: tr("No documents linked by you yet."),
        }[self._kind]

    def _search(self, _text: str) -> None:
        self._show()

    def _show_chosen(self) -> None:
        chosen: Sequence[Document] = self.list.selected_rows()
        self._detail.setVisible(bool(chosen))
        if self._looking is not None:
            self._looking.cancel()
        if chosen:
            self.row.show_document(chosen[0], None, self._context.services.clock.now())
            self._looking = self._context.tasks.start(self._look_up(chosen[0]))

    async def _look_up(self, document: Document) -> None:
        """Look up the book that the document is, or may be."""
        found = await self._context.tasks.blocking(_find, self._context.services, document)
        suggestion, book = found
        self.row.show_document(document, suggestion, self._context.services.clock.now(), book)

    def _choose_kind(self, kind: Kind) -> None:
        self._kind = kind
        self.list.clearSelection()
        self._show()

    def _number(self, document: Document) -> int:
        return self._numbers.setdefault(document.digest, len(self._numbers))

    def _describe(self, document: Document) -> str:
        lines = self._lines_of(document)
        return ", ".join(part for part in (lines.title, lines.facts, lines.end) if part)

    def _lines(self, index: AnyIndex) -> TwoLines:
        document: Document = index.data(ROW)
        return self._lines_of(document)

    def _lines_of(self, document: Document) -> TwoLines:
        now = self._context.services.clock.now()
        facts = joined(document.device_name, ago(document.updated_at, now))
        position = percent(document.percentage) if document.percentage is not None else ""
        return TwoLines(document_title(document), facts, _ICONS[self._kind], position)

    def _connect(self) -> None:
        bridge = self._context.bridge
        self.chips.chosen.connect(self._choose_kind)
        self.query.searched.connect(self._search)
        self.list.selectionModel().selectionChanged.connect(self._show_chosen)
        self.close_button.clicked.connect(self.accept)
        self.doing.message.connect(self.messages.say)
        self.doing.offered.connect(lambda text, offers: self.messages.say(text, Tone.OK, *offers))
        bridge.documents_changed.connect(self.refresh)
        bridge.books_changed.connect(self.refresh)
        bridge.progress_received.connect(self.refresh)

    def _build(self) -> None:
        self._results = framed(self.list)
        self._states.addWidget(self._results)
        self._states.addWidget(self.nothing)
        self._detail = Card()
        self._detail.body.addWidget(self.row)
        layout = dialog_column(self)
        text = tr("Devices sent progress for these files. Link a file to its book to see it in your library.")
        layout.addWidget(label(tr("Documents from your devices"), "section"))
        layout.addWidget(label(text, "muted", wrap=True))
        layout.addWidget(self.chips)
        layout.addWidget(self.query)
        layout.addWidget(self._states, 1)
        layout.addWidget(self._detail)
        layout.addWidget(Answers(self, reject=self.close_button, has_default=False))
        self.messages.setParent(self)
        self.messages.float_over(self._states)


def _searchable(document: Document) -> str:
    names = (document.title, document.authors, document.filename, document.device)
    return f"{search_text(' '.join(names))} {document.digest.casefold()}"


def _find(services: Services, document: Document) -> tuple[SuggestedBook | None, BookRow | None]:
    """The book that the document may be, and the one that it is. Blocks."""
    if document.book_id is not None:
        return None, next(iter(services.book_list.rows_of([document.book_id])), None)
    return next(iter(services.documents.suggestions(document)), None), None
