"""The highlights page: search, read, copy, export and remove highlights, notes and bookmarks."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QMenu, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.hardcover.quotes import QuoteKinds, QuoteStatus, QuoteView
from bookorbit_desktop.domain.highlights.annotations import (
    AnnotationFacets,
    AnnotationQuery,
    AnnotationState,
    KeptAnnotation,
)
from bookorbit_desktop.domain.highlights.carry import CarryPlan
from bookorbit_desktop.services.highlights.export import ExportFormat
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.highlights.carry_dialog import CarryDialog
from bookorbit_desktop.ui.highlights.delegate import (
    ROW_HEIGHT,
    HighlightDelegate,
    HighlightsModel,
    quote_font,
)
from bookorbit_desktop.ui.highlights.export_dialog import ExportDialog
from bookorbit_desktop.ui.highlights.filters import HighlightFilters
from bookorbit_desktop.ui.highlights.picture import picture_of
from bookorbit_desktop.ui.highlights.quotes import QuoteActions, state_text, switch
from bookorbit_desktop.ui.highlights.text import (
    color_word,
    devices_text,
    highlight_text,
    kind_word,
    page_word,
    style_word,
)
from bookorbit_desktop.ui.highlights.words_dialog import WordsDialog
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.floating import below
from bookorbit_desktop.ui.widgets.labels import busy, button, label, selectable
from bookorbit_desktop.ui.widgets.layouts import PAGE_MARGINS, in_column, new_column, scrolling
from bookorbit_desktop.ui.widgets.list_states import EmptyState, ListStates, Skeleton
from bookorbit_desktop.ui.widgets.page_header import PageHeader, is_low
from bookorbit_desktop.ui.widgets.paged_rows import PAGE
from bookorbit_desktop.ui.widgets.rows import RowView
from bookorbit_desktop.ui.wording import day_and_time, isolated, joined, names, sentence_case

if TYPE_CHECKING:
    from bookorbit_desktop.services.container import Services

WIDTH, HEIGHT = 600, 480


class HighlightDialog(QDialog):
    """Shows a highlight, a note or a bookmark."""

    remove_requested = Signal()
    """Remove it from the list, or restore it."""

    def __init__(
        self, context: UiContext, kept: KeptAnnotation, parent: QWidget, hardcover: QuoteView | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._kept = kept
        self._hardcover = hardcover
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(kind_word(kept.annotation.kind))
        fit(self, WIDTH, HEIGHT)
        self.facts: dict[str, str] = {}
        """The texts shown, by name of the fact."""
        self.copy_button = button(tr("Copy"), icon="copy")
        self.picture_button = button(tr("Copy as picture"))
        self.book_button = button(tr("Open book"))
        self.book_button.setEnabled(kept.book_id is not None)
        self.book_button.setToolTip(
            "" if kept.book_id is not None else tr("Not linked to a book in your library yet.")
        )
        removal = (
            button(tr("Restore"), icon="undo") if kept.is_removed else button(tr("Remove here"), icon="trash")
        )
        self.remove_button = removal
        self.close_button = button(tr("Close"))
        self._build()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(highlight_text(self._kept))
        self.copy_button.setText(tr("Copied"))

    def _copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(picture_of(self._kept))
        self.picture_button.setText(tr("Copied"))

    def _open_book(self) -> None:
        if self._kept.book_id is not None:
            self.accept()
            self._context.navigation.show_book(self._kept.book_id)

    def _remove(self) -> None:
        self.accept()
        self.remove_requested.emit()

    def _build(self) -> None:
        self.copy_button.clicked.connect(self._copy)
        self.picture_button.clicked.connect(self._copy_picture)
        self.book_button.clicked.connect(self._open_book)
        self.remove_button.clicked.connect(self._remove)
        self.close_button.clicked.connect(self.accept)
        layout = dialog_column(self, theme.SPACE_16)
        layout.addWidget(scrolling(self._text()), 1)
        layout.addWidget(
            Answers(
                self,
                reject=self.close_button,
                beside=(self.copy_button, self.picture_button, self.book_button, self.remove_button),
            )
        )
        self.close_button.setFocus()

    def _text(self) -> QWidget:
        kept, annotation = self._kept, self._kept.annotation
        body = QWidget()
        column = new_column(body, theme.SPACE_16, (0, 0, theme.SPACE_8, 0))
        for text, name in ((annotation.text, tr("Text")), (annotation.note, tr("Note"))):
            if text:
                self.facts[name] = text
                text_label = selectable(text, name)
                if text is annotation.text:
                    text_label.setFont(quote_font())
                column.addWidget(text_label)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.SPACE_16)
        form.setVerticalSpacing(theme.SPACE_8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignTop)
        self._add(form, tr("Book"), isolated(kept.title))
        self._add(form, tr("Author"), names(kept.authors))
        self._add(form, tr("Chapter"), annotation.chapter)
        self._add(form, tr("Page"), page_word(kept))
        self._add(form, tr("Colour"), color_word(annotation.color))
        self._add(form, tr("Style"), style_word(annotation.drawer))
        for name, moment in ((tr("Created"), annotation.created), (tr("Changed"), annotation.updated)):
            self._add(form, name, "" if moment is None else day_and_time(moment))
        self._add(form, tr("Devices"), devices_text(kept))
        self._add(form, tr("Hardcover"), self._hardcover_text())
        if not annotation.is_placed and not kept.is_from_hardcover:
            self._add(form, tr("Position"), tr("The device didn't record its position in the book."))
        column.addLayout(form)
        column.addStretch(1)
        return body

    def _hardcover_text(self) -> str:
        if self._kept.is_from_hardcover:
            return tr("You wrote it on Hardcover. Change or remove it there.")
        view = self._hardcover
        if view is None or view.status is QuoteStatus.NOT_SENT:
            return sentence_case(state_text(view))
        return joined(sentence_case(state_text(view)), localize(view.reason))

    def _add(self, form: QFormLayout, name: str, fact: str) -> None:
        if fact:
            self.facts[name] = fact
            form.addRow(label(name, "muted"), selectable(fact, name))


class HighlightsView(RowView):
    """Copies and removes selected highlights."""

    copy_requested = Signal()
    remove_requested = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Highlights and notes"))

    def first_in_sight(self) -> int:
        """The index of the top row."""
        return max(0, self.indexAt(QPoint(1, theme.SPACE_8)).row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Recalculate the row heights for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys for highlights, including copying."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)


MOST_MEASURED = 5000
"""Longer lists have rows of equal height, as measuring all of them would block the window."""
FOLLOW_MS = 500
"""Milliseconds until changes appear: many pushes cause one reload."""
_Found = tuple[list[int], list[KeptAnnotation], int, AnnotationFacets | None, dict[int, QuoteView]]


class HighlightsPage(QWidget):
    """Lists the highlights that pass the filters, and updates after imports."""

    hardcover_settings_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.message, self.offered = context.messages.message, context.messages.offered
        self.setObjectName("page")
        self._context = context
        self._annotations = context.services.annotations
        self._loading: asyncio.Future[None] | None = None
        self._is_behind = False
        self._faceted: tuple[int | None, int | None] | None = None
        """The book and document whose chapters the filters offer; None if outdated."""
        self.model = HighlightsModel()
        self.model.setParent(self)  # its connections hold this page, and end with it
        self.view = HighlightsView()
        self.view.setModel(self.model)
        self._delegate = HighlightDelegate(context.covers, self.view)
        self.view.setItemDelegate(self._delegate)
        self.filters = HighlightFilters(context.services.clock.now)
        self.filter = self.filters.text
        self.export = button(tr("Export…"), "primary")
        self.hardcover = button(tr("Hardcover"), icon="chevron-down")
        self.quotes = QuoteActions(context, self)
        self.carry = button(tr("Copy to device…"))
        self.words = button(tr("Words…"))
        self.words.setToolTip(tr("The words you looked up on your devices"))
        self.random = button(tr("Random"))
        self.random.setToolTip(tr("Show one of these at random"))
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Load again without moving the list."""
        self._is_behind = False
        self._faceted = None
        self._start(self._load(self.filters.query(), self.view.verticalScrollBar().value()))

    @async_slot
    async def save(self, kind: ExportFormat, path: Path, template: str) -> None:
        """Write the highlights shown to a file."""
        query, blocking = self.filters.query(), self._context.tasks.blocking
        write = self._context.services.annotation_export.export
        with (
            busy(self.export, tr("Exporting…")),
            self._context.work.show(tr("Exporting highlights"), len(self.model.ids)) as work,
        ):
            count = await blocking(
                write, query, kind, path, template, tell=work.move, cancelled=work.cancelled
            )
        if count is None:
            self.message.emit(tr("Export cancelled. No file was written."), Tone.NEUTRAL)
            return
        self.message.emit(tr("%n exported to {0}.", count).format(path.name), Tone.OK)

    def remove(self, annotation_ids: Sequence[int]) -> None:
        """Remove these from the list, with Undo; or restore them, if removed ones are shown."""
        if self.filters.query().state is AnnotationState.REMOVED:
            self._context.tasks.start(self._restore(list(annotation_ids)))
        else:
            self._context.tasks.start(self._remove(list(annotation_ids)))

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while another page was shown."""
        super().showEvent(event)
        self._catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window, leave most of the height to the list."""
        super().resizeEvent(event)
        self._header.sentence.setVisible(not is_low(self))
        above, between = (
            (theme.SPACE_8, theme.SPACE_8) if is_low(self) else (theme.PAGE_MARGIN, theme.SPACE_16)
        )
        self._column.setContentsMargins(theme.PAGE_MARGIN, above, theme.PAGE_MARGIN, between)
        self._column.setSpacing(between)

    def _filter(self) -> None:
        self._start(self._load(self.filters.query(), 0))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(work)

    async def _load(self, query: AnnotationQuery, offset: int) -> None:
        top = self.view.first_in_sight() if offset else 0
        is_known = self._faceted == (query.book_id, query.document)
        try:
            ids, rows, start, facets, views = await self._context.tasks.blocking(
                _look, self._context.services, query, top, with_facets=not is_known
            )
        except BookOrbitError as error:
            self.states.show_error(localize(error.message))
            return
        except Exception:
            self.states.show_error(tr("Couldn't read the highlights. See the log file for details."))
            raise
        self.model.hardcover = views
        self._show_rows(ids, rows, start)
        self.view.executeDelayedItemsLayout()
        self.view.verticalScrollBar().setValue(offset)
        if facets is not None:
            self._faceted = (query.book_id, query.document)
            self.filters.show_facets(facets)
        self._show_count(len(ids))

    def _show_rows(self, ids: list[int], rows: list[KeptAnnotation], start: int) -> None:
        """Show rows, keeping selection and focus."""
        selected = set(self._selected_ids())
        number = self.view.currentIndex().row()
        self._delegate.is_uniform = len(ids) > MOST_MEASURED
        self.view.setUniformItemSizes(self._delegate.is_uniform)
        self.model.show_ids(ids, rows, start)
        self.view.scheduleDelayedItemsLayout()
        if number < 0 or not ids or self.view.currentIndex().isValid():
            return
        choice = self.view.selectionModel()
        choice.setCurrentIndex(self.model.index(min(number, len(ids) - 1)), choice.SelectionFlag.NoUpdate)
        for id_ in selected & set(ids):
            choice.select(self.model.index_of(id_), choice.SelectionFlag.Select)

    def _show_count(self, count: int) -> None:
        self.filters.show_count(count)
        self.filters.setVisible(self.filters.has_anything or self.filters.is_filtering)
        self.export.setEnabled(bool(count))
        self.export.setToolTip("" if count else tr("Nothing to export."))
        self.random.setEnabled(bool(count))
        self.random.setToolTip(tr("Show one of these at random") if count else tr("Nothing to show."))
        self.carry.setEnabled(self.filters.has_books)
        self.carry.setToolTip("" if self.filters.has_books else tr("Nothing to copy."))
        self.states.show_rows(count, is_filtered=self.filters.is_filtering)

    async def _load_rows(self, ids: list[int]) -> None:
        rows, views = await self._context.tasks.blocking(_rows, self._context.services, ids)
        self.model.hardcover |= views
        first = self.view.indexAt(QPoint(1, 1))
        before = self.view.visualRect(first).top()
        self.model.put_rows(rows)
        if not self._delegate.is_uniform:
            self.view.doItemsLayout()
            self._hold(first, before)

    def _hold(self, index: QModelIndex, top: int) -> None:
        """Keep the visible rows in place while the heights of those above become known."""
        bar = self.view.verticalScrollBar()
        if index.isValid() and bar.value() < bar.maximum():
            bar.setValue(bar.value() + self.view.visualRect(index).top() - top)

    def _note_news(self) -> None:
        self._is_behind = True
        if not self._follow.isActive():
            self._follow.start()

    def _catch_up(self) -> None:
        if self._is_behind and self.isVisible():
            self.reload()

    def _open(self, index: QModelIndex) -> None:
        kept: KeptAnnotation | None = self.view.row_at(index)
        if kept is not None:
            self._open_details(kept)

    def _open_random(self) -> None:
        if self.model.ids:
            self._context.tasks.start(self._show_one(random.choice(self.model.ids)))

    async def _show_one(self, annotation_id: int) -> None:
        rows = await self._context.tasks.blocking(self._annotations.queries.rows_of, [annotation_id])
        index = self.model.index_of(annotation_id)
        if rows and index.isValid():
            self.view.setCurrentIndex(index)
            self._open_details(rows[0])

    def _copy_picture(self, kept: KeptAnnotation) -> None:
        QGuiApplication.clipboard().setImage(picture_of(kept))
        self.message.emit(tr("Picture copied."), Tone.NEUTRAL)

    def _open_details(self, kept: KeptAnnotation) -> None:
        dialog = HighlightDialog(self._context, kept, self, self.model.hardcover.get(kept.id))
        dialog.remove_requested.connect(lambda: self.remove([kept.id]))
        dialog.open()

    def _selected_ids(self) -> list[int]:
        return [self.model.ids[index.row()] for index in self.view.selectedIndexes()]

    def _on_delete(self) -> None:
        if self.filters.query().state is not AnnotationState.REMOVED:
            self.remove(self._selected_ids())

    def _copy(self) -> None:
        self._context.tasks.start(
            self._copy_rows(sorted(index.row() for index in self.view.selectedIndexes()))
        )

    async def _copy_rows(self, numbers: list[int]) -> None:
        ids = [self.model.ids[number] for number in numbers]
        rows = await self._context.tasks.blocking(self._annotations.queries.rows_of, ids)
        if rows:
            QGuiApplication.clipboard().setText("\n\n".join(map(highlight_text, rows)))
            self.message.emit(tr("%n copied.", len(rows)), Tone.NEUTRAL)

    async def _remove(self, ids: list[int]) -> None:
        if not ids:
            return
        await self._context.tasks.blocking(self._annotations.remove, ids)
        self.quotes.ask_to_unsend(ids, self.model.hardcover)
        undo = Undo.of(self._annotations.restore, ids, len(ids))
        offer = offer_of(self._context, undo, self.message.emit, lambda _undone: tr("%n restored.", len(ids)))
        text = tr("%n removed here. Your devices keep them, but importing won't bring them back.", len(ids))
        self.offered.emit(text, (offer,))

    async def _restore(self, ids: list[int]) -> None:
        await self._context.tasks.blocking(self._annotations.restore, ids)
        self.message.emit(tr("%n restored.", len(ids)), Tone.OK)

    def show_words(self) -> None:
        """Show the words that were looked up on devices."""
        WordsDialog(self._context, self).open()

    def _ask_for_export(self) -> None:
        dialog = ExportDialog(self._context, self.filters.query(), len(self.model.ids), self)
        dialog.confirmed.connect(self.save)
        dialog.open()

    def _ask_to_carry(self) -> None:
        dialog = CarryDialog(self._context, self)
        dialog.carried.connect(self._say_carried)
        dialog.open()

    def _say_carried(self, done: CarryPlan) -> None:
        failed = [step for step in done.steps if step.reason and step.after]
        if failed:
            text = tr("Couldn't write to %n book(s): {0}", len(failed)).format(localize(failed[0].reason))
            self.message.emit(text, Tone.ATTENTION)
            return
        text = tr("%n copied. Open each book on the device to add them in KOReader.", done.count)
        self.message.emit(text, Tone.OK)

    def _open_menu(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        kept: KeptAnnotation | None = self.view.row_at(index) if index.isValid() else None
        if kept is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Details…"), lambda: self._open_details(kept))
        menu.addAction(tr("Copy"), self._copy)
        menu.addAction(tr("Copy as picture"), lambda: self._copy_picture(kept))
        if kept.book_id is not None:
            book_id = kept.book_id
            menu.addAction(tr("Open book"), lambda: self._context.navigation.show_book(book_id))
            menu.addAction(tr("Show only this book"), lambda: self.filters.show_book(book_id))
        chosen = [row for id_ in self._selected_ids() if (row := self.model.row_of(id_)) is not None]
        self.quotes.add_to(menu, chosen or [kept], self.model.hardcover)
        menu.addSeparator()
        act = tr("Restore") if kept.is_removed else tr("Remove here")
        menu.addAction(act, lambda: self.remove(self._selected_ids()))
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _open_hardcover_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_on = self._context.services.quotes.is_on
        sending = menu.addAction(tr("Send highlights with each sync"))
        sending.setCheckable(True)
        sending.setChecked(is_on)
        kinds = QuoteKinds.OFF if is_on else QuoteKinds.BOTH
        sending.triggered.connect(lambda: switch(self._context, self, kinds, self.reload))
        menu.addAction(tr("Settings"), self.hardcover_settings_asked.emit)
        menu.popup(below(self.hardcover))

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self._follow.timeout.connect(self._catch_up)
        self.view.activated.connect(self._open)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.model.rows_requested.connect(lambda ids: self._context.tasks.start(self._load_rows(ids)))
        self.words.clicked.connect(self.show_words)
        self.hardcover.clicked.connect(self._open_hardcover_menu)
        self.random.clicked.connect(self._open_random)
        self._context.covers.loaded.connect(self.view.show_cover)
        self.export.clicked.connect(self._ask_for_export)
        self.carry.clicked.connect(self._ask_to_carry)
        self.view.copy_requested.connect(self._copy)
        self.view.remove_requested.connect(self._on_delete)
        bridge = self._context.bridge
        bridge.annotations_changed.connect(self._note_news)
        bridge.books_changed.connect(lambda _ids: self._note_news())
        bridge.documents_changed.connect(self._note_news)
        for changed in (bridge.sync_finished, bridge.undo_progressed):  # their state on Hardcover
            changed.connect(lambda _news: self._note_news() if self.model.hardcover else None)

    def _build(self) -> None:
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        empty = EmptyState(
            "highlight",
            tr(
                "No highlights yet. Connect a KOReader device by USB and import from it. They stay on this "
                "computer unless you send them to Hardcover."
            ),
            tr("Go to KOReader"),
        )
        empty.acted.connect(lambda: self._context.navigation.show_page(Page.KOREADER))
        filtered = EmptyState("search", tr("No highlights match these filters."), tr("Clear filters"))
        filtered.acted.connect(self.filters.clear)
        self.states = ListStates(
            self.view, Skeleton(theme.px(ROW_HEIGHT), tr("Loading the highlights")), empty, filtered
        )
        self.states.error.acted.connect(self.reload)
        header = self._header = PageHeader(
            tr("Highlights"), tr("Highlights, notes and bookmarks from all your devices.")
        )
        header.buttons.addWidget(self.words)
        header.buttons.addWidget(self.random)
        header.buttons.addWidget(self.carry)
        header.buttons.addWidget(self.hardcover)
        header.buttons.addWidget(self.export)
        self._column = in_column(
            header,
            self.filters,
            self.states,
            inside=self,
            spacing=theme.SPACE_16,
            margins=PAGE_MARGINS,
            grows=self.states,
        )


def _look(services: Services, query: AnnotationQuery, top: int, *, with_facets: bool) -> _Found:
    """The ids, the rows of the first visible page with its starting index, the facets and the states. Blocks.

    Without facets, the earlier ones are kept.
    """
    queries = services.annotations.queries
    ids = queries.ids(query)
    start = min(top, max(0, len(ids) - 1)) // PAGE * PAGE
    rows, views = _rows(services, ids[start : start + PAGE])
    return ids, rows, start, queries.facets(query) if with_facets else None, views


def _rows(services: Services, ids: Sequence[int]) -> tuple[list[KeptAnnotation], dict[int, QuoteView]]:
    """Some rows with their states on Hardcover. Blocks."""
    return services.annotations.queries.rows_of(ids), services.quotes.views(ids)
