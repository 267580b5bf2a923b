"""The shelves and tags of a book, each a link to its books."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.collection import Collection
from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import for_button, one_line
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, empty, tab_from
from bookorbit_desktop.ui.wording import collection_icon, collection_word

_LONGEST = 32


class BookShelves(QWidget):
    """One line of chips, and a button to change them."""

    sort_wanted = Signal(int)
    """The id of the book to sort."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._book_id: BookId | None = None
        self.chips: list[QPushButton] = []
        self.change = button(tr("Shelves and tags…"), "lead", "shelf", "muted")
        self.change.clicked.connect(self._want_change)
        self.setAccessibleName(tr("Shelves and tags"))
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self._flow.addWidget(self.change)
        context.bridge.collections_changed.connect(self._reload)

    def show_book(self, book_id: BookId) -> None:
        """Show the shelves and tags of a book."""
        self._book_id = book_id
        self._context.tasks.start(self._load(book_id))

    async def _load(self, book_id: BookId) -> None:
        names_of = self._context.services.collections.names_of
        found = await self._context.tasks.blocking(names_of, [book_id])
        if book_id == self._book_id:
            self._show(found.get(book_id, []))

    def _show(self, collections: Sequence[Collection]) -> None:
        self.change.setParent(None)
        empty(self._flow)
        self.chips = [self._chip(collection) for collection in collections]
        for part in (*self.chips, self.change):
            self._flow.addWidget(part)
        tab_from(self, [*self.chips, self.change])

    def _chip(self, collection: Collection) -> QPushButton:
        name = one_line(collection.name)
        chip = button(for_button(one_line(name, _LONGEST)), "chip")
        icons.put(chip, collection_icon(collection.kind), "muted")
        chip.setAccessibleName(f"{collection_word(collection.kind)}: {name}")
        chip.setToolTip(tr("Show all books: {0}").format(name))
        route = Route(Page.LIBRARY, collection_id=collection.id)
        chip.clicked.connect(lambda: self._context.navigation.go(route))
        return chip

    def _reload(self) -> None:
        if self._book_id is not None and self.isVisible():
            self.show_book(self._book_id)

    def _want_change(self) -> None:
        if self._book_id is not None:
            self.sort_wanted.emit(self._book_id)
