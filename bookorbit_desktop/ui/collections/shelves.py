"""The page of shelves, saved filters and tags."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.library.calibre import CalibreLibrary
from bookorbit_desktop.domain.library.collection import Collection, CollectionKind, FilledCollection
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.collections.card import SHELF_CARD, Card, GroupDelegate, GroupGrid
from bookorbit_desktop.ui.collections.shelf_actions import ShelfActions
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card_grid import CardSkeleton
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.floating import below
from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.widgets.layouts import new_column
from bookorbit_desktop.ui.widgets.list_states import EmptyState, ListStates
from bookorbit_desktop.ui.widgets.page_header import PageHeader, is_low
from bookorbit_desktop.ui.wording import collection_icon, collection_word, joined

RELOAD_MS = 300
"""Milliseconds to collect changes."""


class ShelvesPage(QWidget):
    """Each is a card: a click shows its books in the library; its menu renames and deletes it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._kind: CollectionKind | None = None
        self._every: tuple[FilledCollection, ...] = ()
        self._calibre: tuple[CalibreLibrary, ...] = ()
        self._loading: asyncio.Future[None] | None = None
        self.changes = ShelfActions(context, self)
        self.header = PageHeader(
            tr("Shelves and tags"), tr("Sort books by hand, or save a filter in the library.")
        )
        self.calibre = button(tr("Use Calibre's tags"), icon="tag")
        self.new_tag = button(tr("New tag…"), icon="tag")
        self.new_shelf = button(tr("New shelf…"), "primary", "plus", "on_accent")
        self.chips: FilterChips[CollectionKind | None] = FilterChips(tr("Show"))
        self.grid = GroupGrid(tr("Shelves and tags"), SHELF_CARD)
        self.grid.setItemDelegate(GroupDelegate(context.covers, self.grid, SHELF_CARD))
        self.states = ListStates(
            self.grid,
            CardSkeleton(tr("Loading your shelves"), SHELF_CARD, SHELF_CARD),
            EmptyState(
                "shelf",
                tr("No shelves yet. Create one, then add books from their menu in the library."),
                tr("New shelf…"),
                main=True,
            ),
            EmptyState("search", tr("Nothing matches."), tr("Clear filters")),
        )
        self._soon = QTimer(self, singleShot=True, interval=RELOAD_MS)
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Load the content again."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window, hide the sentence in favour of the cards."""
        super().resizeEvent(event)
        low = is_low(self)
        self.header.sentence.setVisible(not low)
        above, between = (theme.SPACE_8, theme.SPACE_8) if low else (theme.PAGE_MARGIN, theme.SPACE_16)
        self._column.setContentsMargins(theme.PAGE_MARGIN, above, theme.PAGE_MARGIN, between)
        self._column.setSpacing(between)

    async def _load(self) -> None:
        tasks, services = self._context.tasks, self._context.services
        try:
            self._every = tuple(await tasks.blocking(services.collections.filled))
            self._calibre = await tasks.blocking(services.calibre.libraries)
        except BookOrbitError as error:
            self.states.show_error(localize(error.message))
            return
        except Exception:
            self.states.show_error(tr("Couldn't read the library. See the log file for details."))
            raise
        self._show()

    def _show(self) -> None:
        counts = dict.fromkeys(CollectionKind, 0)
        for shelf in self._every:
            counts[shelf.collection.kind] += 1
        used = [kind for kind in CollectionKind if counts[kind]]
        if self._kind not in used:
            self._kind = None
        texts = {
            CollectionKind.SHELF: tr("Shelves"),
            CollectionKind.FILTER: tr("Saved filters"),
            CollectionKind.TAG: tr("Tags"),
        }
        chips = [(kind, texts[kind], counts[kind]) for kind in used]
        self.chips.set_chips([(None, tr("All"), len(self._every)), *chips], self._kind)
        self.chips.setVisible(len(used) > 1)
        self.calibre.setVisible(bool(self._calibre))
        shown = [shelf for shelf in self._every if self._kind in (None, shelf.collection.kind)]
        self.grid.show_cards([_card(shelf) for shelf in shown])
        self.states.show_rows(len(shown), is_filtered=False)

    def _collection(self, card: Card) -> Collection | None:
        return next((shelf.collection for shelf in self._every if shelf.collection.id == card.key), None)

    def _rename(self, card: Card) -> None:
        collection = self._collection(card)
        if collection is not None:
            self.changes.rename(collection)

    def _delete(self, card: Card) -> None:
        collection = self._collection(card)
        if collection is not None:
            self.changes.delete(collection)

    def _follow(self, card: Card) -> None:
        if card.target is not None:
            self._context.navigation.go(card.target)

    def _open_menu(self, card: Card, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        show = menu.addAction(icons.icon("library", "muted"), tr("Show in library"))
        show.triggered.connect(lambda: self._follow(card))
        rename = menu.addAction(icons.icon("edit", "muted"), tr("Rename…"))
        rename.setShortcut("F2")
        rename.triggered.connect(lambda: self._rename(card))
        delete = menu.addAction(icons.icon("trash", "muted"), tr("Delete"))
        delete.setShortcut("Del")
        delete.triggered.connect(lambda: self._delete(card))
        menu.popup(point)

    def _use_calibre(self) -> None:
        """Use the only library, or let the person choose among several."""
        if len(self._calibre) == 1:
            self.changes.take_from_calibre(self._calibre[0].folder)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for library in self._calibre:
            path = one_line(library.folder.decode("utf-8", "replace")).replace("&", "&&")
            action = menu.addAction(path)
            action.triggered.connect(
                lambda _checked=False, folder=library.folder: self.changes.take_from_calibre(folder)
            )
        menu.popup(below(self.calibre))

    def _choose(self, kind: CollectionKind | None) -> None:
        self._kind = kind
        self._show()

    def _change_soon(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while the page was hidden."""
        super().showEvent(event)
        if not event.spontaneous():
            self.reload()

    def _connect(self) -> None:
        self.new_shelf.clicked.connect(lambda: self.changes.make(CollectionKind.SHELF))
        self.new_tag.clicked.connect(lambda: self.changes.make(CollectionKind.TAG))
        self.calibre.clicked.connect(self._use_calibre)
        self.chips.chosen.connect(self._choose)
        self.grid.followed.connect(self._follow)
        self.grid.menu_requested.connect(self._open_menu)
        self.grid.renamed.connect(self._rename)
        self.grid.removed.connect(self._delete)
        self._context.covers.loaded.connect(self.grid.show_cover)
        self.states.empty.acted.connect(lambda: self.changes.make(CollectionKind.SHELF))
        self.states.error.acted.connect(self.reload)
        bridge = self._context.bridge
        bridge.collections_changed.connect(self.reload)
        bridge.books_changed.connect(self._change_soon)
        bridge.folders_changed.connect(self._change_soon)
        self._soon.timeout.connect(self.reload)

    def _build(self) -> None:
        actions: Sequence[QPushButton] = (self.calibre, self.new_tag, self.new_shelf)
        for action in actions:
            self.header.buttons.addWidget(action)
        self.calibre.hide()
        self.calibre.setToolTip(tr("Give books the tags they have in Calibre. Calibre isn't changed."))
        self._column = new_column(self, theme.SPACE_16, theme.PAGE_MARGIN)
        for part in (self.header, self.chips):
            self._column.addWidget(part)
        self._column.addWidget(self.states, 1)


def _card(filled: FilledCollection) -> Card:
    collection = filled.collection
    books = tr("%n book(s)", filled.books) if filled.books else tr("no books yet")
    return Card(
        key=collection.id,
        title=one_line(collection.name),
        covers=filled.covers,
        line=joined(collection_word(collection.kind), books),
        icon=collection_icon(collection.kind),
        target=Route(Page.LIBRARY, collection_id=collection.id),
    )
