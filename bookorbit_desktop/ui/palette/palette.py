"""The command palette (Ctrl+K): type to find a page, action or book."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.palette.hits import (
    MOST_HITS,
    ROW_HEIGHT,
    Hit,
    actions,
    best,
    book_hits,
    collection_hits,
    fitting,
    group_hits,
    hit_delegate,
    known_hits,
)
from bookorbit_desktop.ui.routes import Command
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import in_column
from bookorbit_desktop.ui.widgets.rows import RowsModel, RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField

if TYPE_CHECKING:  # the window does not wait for what the services bring along
    from bookorbit_desktop.domain.library.book import BookRef
    from bookorbit_desktop.domain.library.collection import Collection
    from bookorbit_desktop.domain.library.search_suggestion import SearchSuggestion
    from bookorbit_desktop.services.container import Services

WIDTH = 560
_FROM_TOP = 72
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Palette(QDialog):
    """Finds pages, actions and books by word prefixes."""

    chosen = Signal(object)
    """Place or Command."""

    def __init__(self, context: UiContext, commands: Iterable[Command], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "palette")
        self.setWindowTitle(tr("Find pages, actions and books"))
        self._context = context
        self._known = known_hits(commands)
        self._shown_for = ""
        self._entered: str | None = None
        """The text for which Enter was pressed before its results arrived."""
        self._asking: asyncio.Future[None] | None = None
        self.search = SearchField(tr("Search for a page, action or book"))
        self.model: RowsModel[Hit] = RowsModel(id, lambda hit: ", ".join((hit.words, hit.kind)))
        self.view = RowView(tr("Results"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(hit_delegate(context.covers, self.view))
        self.view.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = label(
            tr("No results. Try the first letters of a title or author."), "muted", wrap=True
        )
        self._nothing.setContentsMargins(theme.SPACE_16, theme.SPACE_12, theme.SPACE_16, theme.SPACE_12)
        in_column(
            self.search,
            self.view,
            self._nothing,
            inside=self,
            spacing=theme.SPACE_4,
            margins=theme.SPACE_8,
        )
        self.search.installEventFilter(self)
        self.search.searched.connect(self._find)
        self.search.returnPressed.connect(self._on_enter)
        self.view.clicked.connect(lambda index: self._choose(self.view.row_at(index)))
        context.covers.loaded.connect(self.view.show_cover)
        self.finished.connect(self._stop_asking)
        self._show(actions(self._known), [])
        self._find("")
        self._place(parent)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move through the results while the field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _stop_asking(self, _result: int = 0) -> None:
        if self._asking is not None:
            self._asking.cancel()

    def _find(self, text: str) -> None:
        if text == self._entered:
            return  # Enter asks already, and follows what is found
        self._stop_asking()
        self._asking = self._context.tasks.start(self._ask(text))

    async def _ask(self, text: str) -> None:
        blocking, services = self._context.tasks.blocking, self._context.services
        if text:
            books, names, collections = await blocking(_look, services, text)
            groups = [*fitting(collection_hits(collections), text), *group_hits(names)]
            known = [*groups, *fitting(self._known, text)]
        else:
            books = await blocking(_recent_books, services)
            known = actions(self._known)
        self._shown_for = text
        self._show(known, book_hits(books))

    async def _ask_and_choose(self, text: str) -> None:
        await self._ask(text)
        self._entered = None
        self._choose_current()

    def _show(self, known: list[Hit], books: list[Hit]) -> None:
        hits = best(known, books)
        self.model.replace(hits)
        self.view.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self.view.setFixedHeight(theme.px(ROW_HEIGHT) * max(1, len(hits)) + theme.SPACE_8)
        if hits:
            self.view.setCurrentIndex(self.model.index(0))
        self.adjustSize()

    def _move(self, step: int) -> None:
        count = self.model.rowCount()
        if count:
            number = (self.view.currentIndex().row() + step) % count
            self.view.setCurrentIndex(self.model.index(number))
            # The field keeps the focus, so a screen reader hears of the hit as the field's description.
            self.search.setAccessibleDescription(self.model.index(number).data())

    def _on_enter(self) -> None:
        """Use what was typed, as Enter may come before the results for it."""
        text = self.search.text().strip()
        if text == self._shown_for:
            self._choose_current()
        else:
            self._stop_asking()
            self._entered = text
            self._asking = self._context.tasks.start(self._ask_and_choose(text))

    def _choose_current(self) -> None:
        if self.view.currentIndex().isValid():
            self._choose(self.view.row_at(self.view.currentIndex()))

    def _choose(self, hit: Hit) -> None:
        self.accept()
        self.chosen.emit(hit.target)

    def _place(self, parent: QWidget) -> None:
        width = min(theme.px(WIDTH), parent.width() - 2 * theme.SPACE_24)
        self.setFixedWidth(width)
        left = parent.mapToGlobal(parent.rect().topLeft())
        self.move(left.x() + (parent.width() - width) // 2, left.y() + theme.px(_FROM_TOP))


def _look(services: Services, text: str) -> tuple[list[BookRef], list[SearchSuggestion], list[Collection]]:
    """The matching books, series and authors, and all shelves, saved filters and tags. Blocks."""
    find = services.quick_find
    return find.books(text, MOST_HITS), find.suggestions(text), services.collections.all()


def _recent_books(services: Services) -> list[BookRef]:
    """The books read last, then those added last. Blocks."""
    dashboard = services.dashboard
    books: list[BookRef] = [*dashboard.current(MOST_HITS), *dashboard.recent(MOST_HITS)]
    return list({book.id: book for book in reversed(books)}.values())[::-1]
