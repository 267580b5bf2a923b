"""The command palette (Ctrl+K): type to find a page, action or book."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.library.collection import Collection
from bookorbit_desktop.domain.library.search import SearchSuggestion, SuggestionKind
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.routes import Command, Page, Route
from bookorbit_desktop.ui.shortcuts import PAGE_ICONS, keys_of, page_word
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import in_column
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel, RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.widgets.two_lines import CoverOf, RowSize, TwoLineDelegate, TwoLines
from bookorbit_desktop.ui.wording import (
    STATUS_ORDER,
    collection_icon,
    collection_word,
    names,
    status_icon,
    status_word,
)

if TYPE_CHECKING:  # the window does not wait for what the services bring along
    from bookorbit_desktop.services.container import Services

WIDTH = 560
_FROM_TOP = 72
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
MOST_HITS = 8
ROW_HEIGHT = 52
_SIZE = RowSize(ROW_HEIGHT, QSize(28, 42))


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
        self.model: RowsModel[Hit] = RowsModel(id, lambda hit: ", ".join((hit.text, hit.kind)))
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


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: text, kind, and what it opens."""

    text: str
    kind: str
    icon: str
    target: Route | Command
    keys: str = ""
    book: BookRef | None = None


def known_hits(commands: Iterable[Command]) -> list[Hit]:
    """Pages, actions and the library's shelves, in the order shown."""
    pages = [Hit(page_word(page), tr("Page"), PAGE_ICONS[page], Route(page), keys_of(page)) for page in Page]
    shelves = [
        Hit(status_word(status), tr("Library"), status_icon(status), Route(Page.LIBRARY, status))
        for status in STATUS_ORDER
    ]
    actions = [
        Hit(text, tr("Action"), icon, command, keys_of(command))
        for command, (text, icon) in _command_text().items()
        if command in set(commands)
    ]
    return [*pages, *actions, *shelves]


def _command_text() -> dict[Command, tuple[str, str]]:
    return {
        Command.SYNC: (tr("Sync now"), "sync"),
        Command.PREVIEW: (tr("Preview sync"), "eye"),
        Command.IMPORT: (tr("Import from Hardcover…"), "hardcover"),
        Command.IMPORT_FILE: (tr("Import from a file…"), "inbox"),
        Command.IMPORT_DEVICE: (tr("Import from a KOReader device…"), "tablet"),
        Command.ADD_BOOKS: (tr("Add books…"), "add-folder"),
        Command.RESCAN: (tr("Rescan folders"), "search"),
        Command.JOURNAL: (tr("Open reading journal…"), "book-open"),
        Command.ACTIVITY: (tr("Show activity"), "activity"),
        Command.GUIDE: (tr("Help: open guide"), "question"),
        Command.SHORTCUTS: (tr("Keyboard shortcuts"), "info"),
        Command.FIRST_STEPS: (tr("First steps"), "info"),
        Command.CHECK_COMPUTER: (tr("Check this computer…"), "settings"),
    }


def book_hits(books: Sequence[BookRef]) -> list[Hit]:
    """Books as results, which open their details."""
    return [
        Hit(book.title, names(book.authors), "book-closed", Route(Page.LIBRARY, book_id=book.id), book=book)
        for book in books
    ]


def group_hits(names: Iterable[SearchSuggestion]) -> list[Hit]:
    """Series and authors as results, which open their pages."""
    pages = {SuggestionKind.SERIES: Page.SERIES, SuggestionKind.AUTHOR: Page.AUTHORS}
    kinds = {SuggestionKind.SERIES: tr("Series"), SuggestionKind.AUTHOR: tr("Author")}
    return [
        Hit(
            name.text,
            kinds[name.kind],
            PAGE_ICONS[pages[name.kind]],
            Route(pages[name.kind], name=name.text),
        )
        for name in names
        if name.kind in pages
    ]


def collection_hits(collections: Iterable[Collection]) -> list[Hit]:
    """Shelves, saved filters and tags as results, which open the library with their books."""
    return [
        Hit(
            collection.name,
            collection_word(collection.kind),
            collection_icon(collection.kind),
            Route(Page.LIBRARY, collection_id=collection.id),
        )
        for collection in collections
    ]


def fitting(hits: Iterable[Hit], text: str) -> list[Hit]:
    """The results with every typed word as a word prefix; first those that begin with the text."""
    typed = folded(text)
    tokens = typed.split()
    found = [
        hit
        for hit in hits
        if all(any(own.startswith(word) for own in folded(hit.text).split()) for word in tokens)
    ]
    return sorted(found, key=lambda hit: not folded(hit.text).startswith(typed))


def actions(hits: Iterable[Hit]) -> list[Hit]:
    """The actions, shown before anything is typed; pages are in the sidebar anyway."""
    return [hit for hit in hits if isinstance(hit.target, Command)]


def folded(text: str) -> str:
    """Text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).strip()


def best(known: Sequence[Hit], books: Sequence[Hit]) -> list[Hit]:
    """At most MOST_HITS results: pages and actions leave half of the room to any books."""
    room = max(MOST_HITS - len(books), MOST_HITS // 2)
    chosen = list(known[:room])
    return [*chosen, *books[: MOST_HITS - len(chosen)]]


def hit_delegate(covers: CoverCache, parent: QWidget) -> TwoLineDelegate:
    """A delegate for results: icon or cover, title over kind, and the shortcut at the end."""
    return TwoLineDelegate(_lines, parent, _SIZE, covers)


def _lines(index: AnyIndex) -> TwoLines:
    hit: Hit = index.data(ROW)
    book = hit.book
    mark = hit.icon if book is None else CoverOf(book.id, book.title, names(book.authors))
    return TwoLines(hit.text, hit.kind, mark, hit.keys)
