"""The book details pane beside a list: everything known about a book, and its actions."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.highlights.annotations import AnnotationQuery, AnnotationSort, KeptAnnotation
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import BookQuery, BookSort, Facet
from bookorbit_desktop.domain.overview.book_view import BookView
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.book.about import MOST, AboutBook, BookShelves, MoreByAuthor
from bookorbit_desktop.ui.book.files import FilesSection
from bookorbit_desktop.ui.book.hardcover_section import HardcoverSection
from bookorbit_desktop.ui.book.history import HistoryDialog, HistoryGraph, PositionActions
from bookorbit_desktop.ui.book.open_file import FileOpener
from bookorbit_desktop.ui.book.reading_form import ReadingForm
from bookorbit_desktop.ui.book.sections import BookHead, DevicesSection, ReadsSection, Section
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.highlights.text import describe, one_line, quote
from bookorbit_desktop.ui.koreader.document_actions import DocumentActions
from bookorbit_desktop.ui.metadata.actions import MetadataActions
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.statistics.journal_opening import open_journal
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label, line, set_tone
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, in_column, scrolling
from bookorbit_desktop.ui.wording import percent, quoted

if TYPE_CHECKING:  # the window does not wait for what the services bring along
    from bookorbit_desktop.services.container import Services

SHOWN = 2
_LONGEST = 160


class HighlightsSection(Section):
    """The newest highlights and their total."""

    all_requested = Signal()

    def __init__(self) -> None:
        super().__init__(
            tr("Highlights and notes"), tr("None yet. Import from a device over USB to see them here.")
        )
        self.show_all: QPushButton | None = None

    def show_highlights(self, newest: Sequence[KeptAnnotation], count: int) -> None:
        """Show the newest highlights and the total."""
        parts: list[QWidget] = [_quote(kept) for kept in newest]
        self.show_all = None
        if count:
            self.show_all = button(tr("Show %n highlight(s) and note(s)", count), icon="highlight")
            self.show_all.clicked.connect(self.all_requested)
            parts.append(self.show_all)
        self.show_parts(parts)


def _quote(kept: KeptAnnotation) -> QWidget:
    text = one_line(quote(kept))
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
    result = label(quoted(short), "detail", wrap=True)
    result.setAccessibleName(describe(kept))
    return result


class StepBackNotice(QFrame):
    """Shown while a device is behind its book's position. A position that was kept can still be given up."""

    accepted = Signal(float)
    """0..1, the new position of the book."""
    kept = Signal(float)
    """0..1, the position that is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._here = self._there = 0.0
        self._text_label = label("", wrap=True, name="text")
        self.accept = button(tr("Accept"))
        self.keep = button(tr("Keep"))
        self.setProperty("kind", "notice")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_12, theme.SPACE_8, theme.SPACE_12, theme.SPACE_12)
        layout.addWidget(self._text_label)
        answers = FlowLayout()
        answers.addWidget(self.accept)
        answers.addWidget(self.keep)
        layout.addLayout(answers)
        self.accept.clicked.connect(lambda: self.accepted.emit(self._there))
        self.keep.clicked.connect(lambda: self.kept.emit(self._here))
        self.hide()

    def show_reading(self, state: ReadingState) -> None:
        """Show how the book's position compares with its device's."""
        self.setVisible(state.back is not None)
        if state.back is None:
            return
        self._here, self._there = state.percentage or 0.0, state.back.percentage
        here, there = percent(self._here), percent(self._there)
        device = state.back.device or tr("Unnamed device")
        went = tr("{0} went back from {1} to {2}.").format(device, here, there)
        stays = tr("The book stays at {0}. {1} is at {2}.").format(here, device, there)
        self._text_label.setText(went if state.asks_back else stays)
        self.accept.setText(tr("Accept {0}").format(there))
        self.keep.setText(tr("Keep {0}").format(here))
        self.keep.setVisible(state.asks_back)
        set_tone(self, Tone.ATTENTION if state.asks_back else None)


WIDTH, WIDEST = 376, 640
TWO_COLUMNS = 760
"""From this width on, there are two columns."""
_NO_LIMIT = 16_777_215
"""Qt's own largest width."""


class BookDetails(QFrame):
    """Shows one book and edits its reading. Updates when the book changes elsewhere."""

    closed = Signal()
    facet_chosen = Signal(object, str)
    """A facet and value, to show the books that share it."""
    stepped = Signal(int)
    """-1 for the previous book in the list, 1 for the next."""
    page_toggled = Signal()
    """Show the book on the whole page, or beside the list again."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._book_id: BookId | None = None
        self._view: BookView | None = None
        self._loading: asyncio.Future[None] | None = None
        self.setProperty("kind", "card")
        self.setMinimumWidth(theme.px(WIDTH))
        self.setMaximumWidth(theme.px(WIDEST))
        self.setAccessibleName(tr("Book details"))
        self.head = BookHead(context)
        self.about = AboutBook()
        self.step_back = StepBackNotice()
        self.form = ReadingForm(context)
        self.shelves = BookShelves(context)
        self.reads = ReadsSection()
        self.devices = DevicesSection()
        self.highlights = HighlightsSection()
        self.more = MoreByAuthor(context.covers)
        self.hardcover = HardcoverSection(context)
        self.opener = FileOpener(context, self)
        self.files = FilesSection(self.opener)
        self.history = HistoryGraph()
        self.open_history = button(tr("Position history…"), icon="log")
        self.open_journal = button(tr("Sessions…"), icon="book-open")
        self.open_plots = button(tr("Reading plots…"), icon="statistics")
        self.reset = button(tr("Reset progress…"), icon="undo")
        self.positions = PositionActions(context, self)
        self.metadata = MetadataActions(context, self)
        self.documents = DocumentActions(context, self)
        self._body = QWidget()
        self._area = scrolling(self._body)
        self._history_title = label(tr("History"), "card")
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._build()
        self._connect()

    def _connect(self) -> None:
        context = self._context
        self._connect_ways()
        self.about.edit.clicked.connect(lambda: self.metadata.edit(self._shown_ids()))
        self.about.compare.clicked.connect(lambda: self.metadata.compare(self._shown_ids()))
        self.about.refresh.clicked.connect(lambda: self.metadata.refresh(self._shown_ids()))
        self.files.unlink_requested.connect(lambda digest: self.documents.unlink(digest, self._book_id))
        self.files.link_requested.connect(self._link_again)
        self.step_back.accepted.connect(self._accept_step_back)
        self.step_back.kept.connect(self._keep_position)
        self.highlights.all_requested.connect(self._show_highlights)
        self.open_history.clicked.connect(self._open_history)
        self.open_journal.clicked.connect(self._open_journal)
        self.open_plots.clicked.connect(self._open_plots)
        self.reset.clicked.connect(self._ask_to_reset)
        self.files.second_look_requested.connect(self._look_again)
        context.bridge.books_changed.connect(self._on_books_changed)
        context.bridge.annotations_changed.connect(lambda: self._on_books_changed(frozenset()))
        for changed in (context.bridge.documents_changed, context.bridge.reading_time_changed):
            changed.connect(lambda: self._on_books_changed(frozenset()))

    def _connect_ways(self) -> None:
        head = self.head
        head.closed.connect(self.closed)
        head.stepped.connect(self.stepped)
        head.page_toggled.connect(self.page_toggled)
        head.open.clicked.connect(self._open_first_file)
        for part in (head, self.about):
            part.facet_chosen.connect(self.facet_chosen)

    @property
    def book_id(self) -> int | None:
        """The book shown."""
        return self._book_id

    def show_book(self, book_id: BookId) -> None:
        """Load a book and show it."""
        if book_id != self._book_id:
            self._area.verticalScrollBar().setValue(0)
        self._book_id = book_id
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load(book_id))

    def show_page(self, *, is_page: bool) -> None:
        """Use the whole width, or the width of a pane beside a list."""
        self.setMaximumWidth(_NO_LIMIT if is_page else theme.px(WIDEST))
        self.head.show_page(is_page=is_page)

    def showEvent(self, event: QShowEvent) -> None:
        """Start at the top when the pane opens."""
        super().showEvent(event)
        if not event.spontaneous():
            self._area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns if there is room for both."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.px(TWO_COLUMNS)
        side_by_side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(side_by_side if is_wide else below)
        self._columns.setSpacing(theme.SPACE_32 if is_wide else theme.SPACE_12)
        self._between.setVisible(not is_wide)

    def _open_first_file(self) -> None:
        if self._view is not None and self._view.book.files:
            self.opener.open(self._view.book.files[0])

    def _link_again(self, digest: str) -> None:
        if self._view is not None:
            self.documents.link(digest, self._view.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the pane."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _look_again(self) -> None:
        if self._book_id is not None:
            tasks, identities = self._context.tasks, self._context.services.identities
            tasks.start(tasks.blocking(identities.read_again, self._book_id))

    def _shown_ids(self) -> list[BookId]:
        return [] if self._book_id is None else [self._book_id]

    async def _load(self, book_id: BookId) -> None:
        try:
            view, newest, count, more = await self._context.tasks.blocking(
                _look, self._context.services, book_id
            )
        except NotFound:
            self.closed.emit()
            return
        self._show(view)
        self.highlights.show_highlights(newest, count)
        self.more.show_books(view.row.authors[0] if view.row.authors else "", more)

    def _show_highlights(self) -> None:
        if self._book_id is not None:
            self._context.navigation.go(Route(Page.HIGHLIGHTS, book_id=self._book_id))

    def _on_books_changed(self, book_ids: frozenset[BookId]) -> None:
        if self._book_id is not None and self.isVisible() and (not book_ids or self._book_id in book_ids):
            self.show_book(self._book_id)

    def _accept_step_back(self, percentage: float) -> None:
        if self._view is not None:
            self.positions.accept_step_back(self._view.book.id, percentage)

    def _keep_position(self, percentage: float) -> None:
        if self._view is not None:
            self.positions.keep_position(self._view.book.id, percentage)

    def _open_history(self) -> None:
        if self._view is None:
            return
        book_id = self._view.book.id
        dialog = HistoryDialog(self._context, self._view, self)
        dialog.chosen.connect(lambda position: self.positions.restore(book_id, position))
        dialog.open()

    def _open_journal(self) -> None:
        if self._view is not None:
            open_journal(self._context, self, self._view.row)

    def _open_plots(self) -> None:
        from bookorbit_desktop.ui.statistics.book_dialog import BookReadingDialog

        if self._view is not None:
            BookReadingDialog(self._context, self._view.book.id, self._view.row.title, self).open()

    def _ask_to_reset(self) -> None:
        if self._view is not None:
            self.positions.ask_to_reset([self._view.book.id], self._view.row.title)

    def _show(self, view: BookView) -> None:
        self._view = view
        self.step_back.show_reading(view.book.reading)
        self.head.show_book(view)
        self.about.show_book(view)
        self.shelves.show_book(view.book.id)
        self.form.show_reading(view)
        self.reads.show_book(view)
        self.devices.show_book(view, self._context.services.clock.now())
        self.hardcover.show_book(view)
        self.files.show_book(view)
        self.history.show_points(view.history)
        self._history_title.setVisible(len(view.history) > 1)
        for control in (self.open_history, self.reset):
            control.setVisible(bool(view.positions))
        has_position = view.book.reading.percentage is not None
        self.reset.setEnabled(has_position)
        self.reset.setToolTip("" if has_position else tr("This book has no position to reset."))
        self._body.show()

    def _build(self) -> None:
        """Build the sections: reading, the book itself, then devices and files."""
        self._between = line()
        reading = _column((self.head, self.step_back, self.form, self.shelves, line(), self.hardcover))
        told = _column((self.about, line(), self.highlights, self.more, line(), self.devices))
        told.addLayout(self._build_positions())
        for part in (line(), self.reads, self._history_title, self.history, line(), self.files):
            told.addWidget(part)
        for column in (reading, told):
            column.addStretch(1)
        self._columns.addLayout(reading, 2)
        self._columns.addWidget(self._between)
        self._columns.addLayout(told, 3)
        self._columns.setSpacing(theme.SPACE_12)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(theme.SPACE_16, theme.SPACE_12, theme.SPACE_16, theme.SPACE_16)
        body.addLayout(self._columns)
        body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._area)
        # Until a book is loaded: empty fields would say something wrong.
        self._body.hide()

    def _build_positions(self) -> FlowLayout:
        controls = FlowLayout()
        controls.addWidget(self.open_journal)
        controls.addWidget(self.open_history)
        controls.addWidget(self.open_plots)
        controls.addWidget(self.reset)
        return controls


def _column(parts: Sequence[QWidget]) -> QVBoxLayout:
    return in_column(*parts, spacing=theme.SPACE_12)


def _look(services: Services, book_id: BookId) -> tuple[BookView, list[KeptAnnotation], int, list[BookRow]]:
    """The book, its newest highlights and their number, and more books by its author. Blocks."""
    view = services.book_view.view(book_id)
    ids = services.annotations.queries.ids(AnnotationQuery(book_id=book_id, sort=AnnotationSort.NEWEST))
    return view, services.annotations.queries.rows_of(ids[:SHOWN]), len(ids), _more(services, view.row)


def _more(services: Services, row: BookRow) -> list[BookRow]:
    if not row.authors:
        return []
    chosen = frozenset({(Facet.AUTHOR, row.authors[0])})
    ids = services.book_list.ids(BookQuery(sort=BookSort.SERIES, chosen=chosen))
    return services.book_list.rows_of([book_id for book_id in ids if book_id != row.id][:MOST])
