"""Suggestions for the text in the search field, as a list below it."""

import asyncio
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.domain.library.search import SearchSuggestion, SuggestionKind
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.palette import ROW_HEIGHT, Hit, hit_delegate
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import RowsModel, RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.wording import names

_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FACETS: Final = {SuggestionKind.AUTHOR: Facet.AUTHOR, SuggestionKind.SERIES: Facet.SERIES}
_SHORTEST: Final = 360


class Suggestions(QFrame):
    """Books, authors and series. The focus stays in the field; Down and Up move, Enter takes, Esc closes."""

    book_chosen = Signal(int)
    filter_chosen = Signal(object, str)
    """A Facet and its value."""

    def __init__(self, context: UiContext, field: SearchField, page: QWidget) -> None:
        super().__init__(page)
        self.setProperty("kind", "popup")
        self._context = context
        self._field = field
        self._page = page
        self._asking: asyncio.Future[None] | None = None
        self._offered: list[SearchSuggestion] = []
        self.model: RowsModel[Hit] = RowsModel(id, lambda hit: ", ".join((hit.text, hit.kind)))
        self.view = RowView(tr("Suggestions"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(hit_delegate(context.covers, self.view))
        self.view.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_4, theme.SPACE_4, theme.SPACE_4, theme.SPACE_4)
        layout.addWidget(self.view)
        self.hide()
        field.installEventFilter(self)
        field.textEdited.connect(lambda _text: self.view.clearSelection())
        field.searched.connect(self._suggest)
        self.view.clicked.connect(lambda index: self._take(index.row()))
        context.covers.loaded.connect(self.view.show_cover)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the list's keys; all others go to the search field."""
        if event.type() is QEvent.Type.FocusOut:
            self._close()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self.isVisible():
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        """Handle a key of the list; returns whether it was one."""
        if key in _STEPS:
            self._move(_STEPS[key])
            return True
        if key in _ENTER:
            row = self._place()
            self._close()
            if row >= 0:
                self._take(row)
            return True
        if key is Qt.Key.Key_Escape:
            self._close()
            return True
        return False

    def _suggest(self, text: str) -> None:
        if self._asking is not None:
            self._asking.cancel()
        if text and self._field.hasFocus():
            self._asking = self._context.tasks.start(self._ask(text))
        else:
            self._close()

    async def _ask(self, text: str) -> None:
        find = self._context.services.quick_find.suggestions
        self._offered = await self._context.tasks.blocking(find, text)
        self.model.replace([_hit(suggestion) for suggestion in self._offered])
        self.view.setCurrentIndex(self.model.index(-1))
        if self._offered and self._field.hasFocus():
            self._open()
        else:
            self.hide()

    def _open(self) -> None:
        page = self._page
        below = self._field.mapTo(page, QPoint(0, self._field.height() + theme.SPACE_4))
        width = min(max(self._field.width(), theme.px(_SHORTEST)), page.width() - below.x())
        height = theme.px(ROW_HEIGHT) * len(self._offered) + 3 * theme.SPACE_8
        self.setGeometry(below.x(), below.y(), width, min(height, page.height() - below.y()))
        self.raise_()
        self.show()

    def _close(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        self.hide()
        self._field.setAccessibleDescription("")

    def _move(self, step: int) -> None:
        """Move the choice; past either end it returns to the search field."""
        count = len(self._offered)
        row = (self._place() + 1 + step) % (count + 1) - 1
        self.view.setCurrentIndex(self.model.index(row))
        # The field keeps the focus, so a screen reader hears of the line as the field's description.
        self._field.setAccessibleDescription(self.model.index(row).data() if row >= 0 else "")

    def _place(self) -> int:
        return self.view.currentIndex().row()

    def _take(self, row: int) -> None:
        suggestion = self._offered[row]
        self._close()
        if suggestion.book is not None:
            self.book_chosen.emit(suggestion.book.id)
        else:
            self.filter_chosen.emit(_FACETS[suggestion.kind], suggestion.text)


def _hit(suggestion: SearchSuggestion) -> Hit:
    if suggestion.book is not None:
        return Hit(
            suggestion.text,
            names(suggestion.book.authors),
            "book-closed",
            Route(Page.LIBRARY, book_id=suggestion.book.id),
            book=suggestion.book,
        )
    is_author = suggestion.kind is SuggestionKind.AUTHOR
    text = tr("Author") if is_author else tr("Series")
    counted = tr("{0}, {1}").format(text, tr("%n book(s)", suggestion.books))
    return Hit(suggestion.text, counted, "library" if is_author else "stack", Route(Page.LIBRARY))
