"""The library page: books as covers or table, with search, filters, sorting, series and details."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.collection import Collection, collection_gone
from bookorbit_desktop.domain.library.listing import BookQuery, BookSort, Facet, Stack, StackedIds
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.adding import AddBooks
from bookorbit_desktop.ui.book.details import BookDetails
from bookorbit_desktop.ui.book.text import without_account
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import breakable, one_line
from bookorbit_desktop.ui.library.cover_grid import USUAL
from bookorbit_desktop.ui.library.filters import FilterPopup
from bookorbit_desktop.ui.library.layout import LibraryLayout
from bookorbit_desktop.ui.library.lists import BookLists
from bookorbit_desktop.ui.library.model import SORTS, Column, Columns, LibraryModel
from bookorbit_desktop.ui.library.selected import SelectedBooks
from bookorbit_desktop.ui.library.suggestions import Suggestions
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.memory import ListMemory, remember_splitter
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.floating import below
from bookorbit_desktop.ui.widgets.paged_rows import PAGE
from bookorbit_desktop.ui.wording import collection_word, number, status_word

if TYPE_CHECKING:  # the window does not wait for what the services bring along
    from bookorbit_desktop.services.container import Services

RELOAD_MS = 300
"""Milliseconds to collect changes that move rows, so that a scan does not reload the list constantly."""
_COVER_WIDTH = "library.cover_width"
_STEADY_SORTS = frozenset(
    {BookSort.TITLE, BookSort.AUTHOR, BookSort.SERIES, BookSort.ADDED, BookSort.FORMAT, BookSort.PAGES}
)
"""Orders unaffected by reading a book or editing its status."""


class LibraryPage(QWidget):
    """Lists the books. Edits go to the services, whose change events update the list."""

    filters_cleared = Signal()
    book_shown = Signal(object, int)
    """A book was opened: the ReadingStatus shown or None, and the book's id."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.message = context.messages.message
        self.setObjectName("page")
        self._context = context
        self._memory = ListMemory(context.services.window_memory, "library", "grid", BookSort)
        sort, backwards = self._memory.sort()
        self._query = BookQuery(sort=sort or BookSort.TITLE, backwards=backwards)
        self._opened: Stack | None = None
        self._collection: Collection | None = None
        """The shelf, saved filter or tag being shown."""
        self._wanted_collection: CollectionId | None = None
        """The one requested last."""
        self._loading: asyncio.Future[None] | None = None
        self._turn = asyncio.Lock()
        """Makes row updates take turns."""
        self._to_select: BookId | None = None
        """A chosen suggestion, while the list is loading."""
        self._total = 0
        self._reading = 0
        self._is_page = False
        """Whether an opened book is shown on the whole page."""
        self._found: int | None = None
        """The number of matching books; None until first counted."""
        self.columns = columns = self._memory.columns(Columns)
        self.lists = BookLists(context.covers, columns, context.services.clock.now)
        self.details = BookDetails(context)
        self.selected = SelectedBooks(context, self.lists, self.details, self)
        self.adding = AddBooks(context, self)
        self._reload_soon = QTimer(self, singleShot=True, interval=RELOAD_MS)
        self.parts = LibraryLayout(self, self.lists, self.details, self.selected.bar)
        remember_splitter(self.parts.body, context.services.window_memory, "library.details")
        self.states, self.header, self.scan = self.parts.states, self.parts.header, self.parts.scan
        self.chips, self.search, self.sort = self.parts.chips, self.parts.tools.search, self.parts.tools.sort
        self.suggestions = Suggestions(context, self.search, self)
        self.parts.tools.group.setChecked(self._memory.is_grouped())
        self.show_mode(is_grid=self._memory.is_cards())
        self.parts.show_width(context.services.window_memory.number(_COVER_WIDTH, USUAL))
        self._show_sort()
        self._connect()
        self._connect_parts()
        self.reload()

    @property
    def model(self) -> LibraryModel:
        """The model of the listed books."""
        return self.lists.model

    @property
    def view(self) -> QAbstractItemView:
        """The visible list, grid or table."""
        return self.lists.view

    def set_counts(self, counts: dict[ReadingStatus, int]) -> None:
        """Show how many books there are."""
        self._total = sum(counts.values())
        self._reading = counts.get(ReadingStatus.READING, 0) + counts.get(ReadingStatus.REREADING, 0)
        self._say_what_is_shown()
        self._say_found()

    def _say_what_is_shown(self) -> None:
        """Show the number of books in the library, or the kind of collection, whose chip has the number."""
        sentence = tr("%n book(s)", self._total)
        if self._reading:
            sentence = tr("{0}, {1} being read").format(sentence, number(self._reading))
        if self._collection is not None:
            self.header.sentence.setText(collection_word(self._collection.kind))
        elif self._total:
            self.header.sentence.setText(sentence + ".")
        else:
            self.header.sentence.setText(tr("Your books and your progress in each."))

    def filter_status(self, status: ReadingStatus | None) -> None:
        """Show the books with a status; None shows all."""
        self.header.title.setText(status_word(status) if status else tr("Library"))
        self._wanted_collection = None
        if self._collection is not None:
            self._leave_collection()
        self._ask(replace(self._query, status=status))

    def reload(self) -> None:
        """Load the list again."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load())

    def show_book(self, book_id: BookId) -> None:
        """Show a book beside the list, whatever the list shows."""
        self.details.show_book(book_id)
        self.details.show()
        self._show_neighbours()
        self._make_room()

    def take_over(self, before: LibraryPage) -> None:
        """Show the books of another page, with the same ones selected or open."""
        self._query, self._opened, self._is_page = before._query, before._opened, before._is_page
        self._collection, self._wanted_collection = before._collection, before._wanted_collection
        self.search.take_over(before.search)
        self._show_title()
        self._show_sort()
        self.lists.take_over(before.lists)
        if before.details.book_id is not None and not before.details.isHidden():
            self.show_book(BookId(before.details.book_id))
        self.reload()

    def _show_title(self) -> None:
        status = self._query.status
        title = status_word(status) if status else tr("Library")
        if self._collection is not None:
            title = breakable(one_line(self._collection.name))
        self.header.title.setText(title)
        self._say_what_is_shown()

    def open_page(self, book_id: BookId) -> None:
        """Open a listed book on a page of its own."""
        self._is_page = True
        self.open_book(book_id)

    def open_book(self, book_id: BookId) -> None:
        """Open a listed book beside the list."""
        self.show_book(book_id)
        self.book_shown.emit(self._query.status, book_id)

    def close_details(self) -> None:
        """Close the details and give the list the whole page."""
        self.details.hide()
        self._is_page = False
        self._make_room()
        self.lists.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and details side by side only if there is room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        for_details = not self.details.isHidden()
        self.details.show_page(is_page=self._is_page)
        self.parts.make_room(self.width(), for_details=for_details, as_page=self._is_page)

    def _toggle_page(self) -> None:
        self._is_page = not self._is_page
        self._make_room()
        self.details.head.page.setFocus()

    def _step(self, by: int) -> None:
        """Go to the previous or next book in the order of the list."""
        if self.details.book_id is None:
            return
        row = self.model.index_of(BookId(self.details.book_id)).row() + by
        if 0 <= row < self.model.rowCount():
            self.lists.view.setCurrentIndex(self.model.index(row))
            self.show_book(self.model.ids[row])

    def _show_neighbours(self) -> None:
        if self.details.book_id is not None:
            row = self.model.index_of(BookId(self.details.book_id)).row()
            self.details.head.show_neighbours(row, self.model.rowCount())

    def show_collection(self, collection_id: CollectionId) -> None:
        """Show the books of a shelf, tag or saved filter."""
        self._wanted_collection = collection_id
        self._context.tasks.start(self._show_collection(collection_id))

    async def _show_collection(self, collection_id: CollectionId) -> None:
        collections = self._context.services.collections
        found = await self._context.tasks.blocking(collections.get, collection_id)
        if collection_id != self._wanted_collection:
            return  # the person went on in the meantime
        if found is None:
            self.message.emit(localize(collection_gone().message), Tone.NEUTRAL)
            self._context.navigation.show_page(Page.LIBRARY)
            return
        self._collection, self._opened = found, None
        self.header.title.setText(breakable(one_line(found.name)))
        self._say_what_is_shown()
        shown = found.shown_by
        self.search.setText(shown.text)
        self._ask(replace(shown, sort=self._query.sort, backwards=self._query.backwards))

    def _leave_collection(self) -> None:
        self._collection = self._opened = None
        self._say_what_is_shown()
        self.search.clear()
        self._ask(BookQuery(sort=self._query.sort, backwards=self._query.backwards))

    @async_slot
    async def _follow_collections(self) -> None:
        """Update the collection shown: its books or name may have changed, or it may be gone."""
        if self._collection is None:
            self._reload_soon.start()
            return
        collections, before = self._context.services.collections, self._collection
        now = await self._context.tasks.blocking(collections.get, before.id)
        if now is None and self.isVisible():
            self._context.navigation.show_page(Page.LIBRARY)
        elif now is None:
            self.filter_status(None)
        elif now != before and self._collection is before:
            await self._show_collection(now.id)
        else:
            self._reload_soon.start()

    def _on_facet(self, facet: Facet, value: str) -> None:
        """Show the books of a value; a series and an author open their own pages."""
        pages = {Facet.SERIES: Page.SERIES, Facet.AUTHOR: Page.AUTHORS}
        if facet in pages:
            self._context.navigation.go(Route(pages[facet], name=value))
        else:
            self.show_facet(facet, value)

    def show_facet(self, facet: Facet, value: str) -> None:
        """Show all books with a value, such as those of a series."""
        self._collection = self._wanted_collection = None
        self.header.title.setText(tr("Library"))
        self._say_what_is_shown()
        self.close_details()
        self._opened = None
        self.search.clear()
        self._ask(replace(self._query, text="", status=None, chosen=frozenset({(facet, value)})))
        self.filters_cleared.emit()

    def show_mode(self, *, is_grid: bool) -> None:
        """Show covers or the table."""
        self.parts.show_mode(is_grid=is_grid)
        self._memory.put_cards(is_grid)

    def show_width(self, width: int) -> None:
        """Set the minimum width of covers, in design pixels."""
        self.parts.show_width(width)
        self._context.services.window_memory.put(_COVER_WIDTH, self.lists.grid.chosen_width)

    def focus_search(self) -> None:
        """Focus the search field, which returns in place of the selection bar."""
        self.parts.show_selection(is_several=False)
        self.search.setFocus()

    def sort_by(self, sort: BookSort, *, backwards: bool = False) -> None:
        """Change the order of the books."""
        self._memory.put_sort(sort, backwards)
        self._ask(replace(self._query, sort=sort, backwards=backwards))
        self._show_sort()

    def clear_filters(self) -> None:
        """Clear the filters and show the whole library."""
        self.search.clear()
        self._opened = None
        if self._collection is not None:
            self.header.title.setText(tr("Library"))
            self._leave_collection()
        self._ask(replace(self._query, text="", chosen=frozenset()))
        self.filters_cleared.emit()

    def open_stack(self, stack: Stack) -> None:
        """Show the books of one series."""
        self._opened = stack
        self.reload()
        self.parts.back.setFocus()

    def close_stack(self) -> None:
        """Go back to all series."""
        self._opened = None
        self.reload()
        self.lists.view.setFocus()

    async def _load(self) -> None:
        try:
            listed, rows, at = await self._context.tasks.blocking(
                _fetch, self._context.services, self._asked(), self._is_grouped(), self.lists.first_in_sight()
            )
        except BookOrbitError as error:
            self.states.show_error(localize(error.message))
            return
        except Exception:
            self.states.show_error(tr("Couldn't read the library. See the log file for details."))
            raise
        self._found = len(listed.ids) + sum(len(stack.book_ids) - 1 for stack in listed.stacks.values())
        self.lists.show_books(listed, self._as_shown(rows), at)
        self._select_suggested()
        self._show_neighbours()
        self._say_found()

    def _is_grouped(self) -> bool:
        return self.parts.tools.group.isChecked() and self._opened is None

    def _as_shown(self, rows: list[BookRow]) -> list[BookRow]:
        has_account = self._context.services.hardcover_account.has_token
        return rows if has_account else without_account(rows)

    async def _load_rows(self, book_ids: list[BookId]) -> None:
        rows = await self._context.tasks.blocking(self._context.services.book_list.rows_of, book_ids)
        self.model.put_rows(self._as_shown(rows))

    async def _update(self, book_ids: frozenset[BookId]) -> None:
        """Update rows in place; reload the list if their order may have changed."""
        query, loaded = replace(self._asked(), book_ids=book_ids), self._loading
        async with self._turn:  # a slow look would put back what a later one has shown
            rows = await self._context.tasks.blocking(self._context.services.book_list.rows, query)
        if loaded is not self._loading:
            return  # the list was asked for again since, and is newer
        is_steady = self._query.sort in _STEADY_SORTS and all(map(self._stands_still, rows))
        if is_steady and {row.id for row in rows} == book_ids:
            self.model.put_rows(self._as_shown(rows))
        else:
            self._reload_soon.start()

    def _stands_still(self, row: BookRow) -> bool:
        """Whether a row keeps its title and number, and so its place in the list."""
        shown = self.model.row_of(row.id)
        return shown is not None and _place_in_list(shown) == _place_in_list(row)

    def _asked(self) -> BookQuery:
        if self._opened is None:
            return self._query
        series = (Facet.SERIES, self._opened.series)
        return replace(
            self._query, chosen=self._query.chosen | {series}, sort=BookSort.SERIES, backwards=False
        )

    def _ask(self, query: BookQuery) -> None:
        if query != self._query:
            self._query = query
            self.reload()

    def _on_books_changed(self, book_ids: frozenset[BookId]) -> None:
        self._context.covers.forget(book_ids)
        is_single = not self.parts.tools.group.isChecked() or self._opened is not None
        known = 0 < len(book_ids) <= PAGE and is_single and book_ids <= set(self.model.ids)
        if known and self._loading is not None and self._loading.done():
            self._context.tasks.start(self._update(book_ids))
        elif not self._reload_soon.isActive():
            self._reload_soon.start()

    def _on_current_changed(self, book_id: BookId) -> None:
        if self.details.isVisible():
            self.details.show_book(book_id)
            self._show_neighbours()

    def _on_escape(self) -> None:
        if self.details.isVisible():
            self.close_details()
        elif self._opened is not None:
            self.close_stack()
        else:
            self.lists.view.clearSelection()

    def _open_suggested(self, book_id: BookId) -> None:
        """Open the book found, and select it if it is listed."""
        self._to_select = book_id
        if self._loading is None or self._loading.done():
            self._select_suggested()
        self.open_book(book_id)

    def _select_suggested(self) -> None:
        """Select the book found, showing the whole library if it is not listed."""
        book_id = self._to_select
        index = self.model.index_showing(book_id) if book_id is not None else QModelIndex()
        if index.isValid():
            self._to_select = None
            self.lists.view.setCurrentIndex(index)
            self.lists.view.scrollTo(index)
        elif book_id is not None and self._query.is_narrowed:
            self.search.clear()
            self._collection = self._wanted_collection = self._opened = None
            self.header.title.setText(tr("Library"))
            self._say_what_is_shown()
            self._ask(replace(self._query, text="", status=None, chosen=frozenset()))
            self.filters_cleared.emit()
        else:
            self._to_select = None

    def _filter_instead_of_searching(self, facet: Facet, value: str) -> None:
        self.search.clear()
        self._ask(replace(self._query, text="", chosen=self._query.chosen | {(facet, value)}))

    def _on_typed(self, letters: str) -> None:
        self.focus_search()
        self.search.setText(letters)

    def _on_head(self, column: Column) -> None:
        sort = SORTS[column]
        self.sort_by(sort, backwards=sort is self._query.sort and not self._query.backwards)

    def _on_columns(self) -> None:
        self._memory.put_columns(self.columns)
        self.lists.table.viewport().update()

    def _on_grouped(self, is_grouped: bool) -> None:
        self._opened = None
        self._memory.put_grouped(is_grouped)
        self.reload()

    def _open_filters(self) -> None:
        popup = FilterPopup(self._context, self._query, self)
        popup.changed.connect(lambda chosen: self._ask(replace(self._query, chosen=chosen)))
        popup.open_below(self.parts.tools.filters)

    def _on_removed(self, book_ids: tuple[BookId, ...]) -> None:
        if self.details.book_id in book_ids:
            self.close_details()

    def _say_found(self) -> None:
        is_narrowed = self._query.is_narrowed or self._opened is not None
        if self._found is not None:
            self.states.show_rows(self.model.rowCount(), is_filtered=is_narrowed)
        total = tr("{0} of {1}").format(number(self._found or 0), number(self._total))
        self.chips.show_chosen(self._query.chosen, total, is_narrowed=self._query.is_narrowed)
        self.parts.tools.show_filters(len(self._query.chosen))
        self.parts.show_stack(self._opened)

    def _show_sort(self) -> None:
        self.parts.tools.show_sort(self._query.sort, backwards=self._query.backwards)
        self.lists.heads.show_sort(self._query.sort, backwards=self._query.backwards)

    def _connect(self) -> None:
        lists = self.lists
        lists.opened.connect(self.open_book)
        lists.page_opened.connect(self.open_page)
        lists.stack_opened.connect(self.open_stack)
        lists.current_changed.connect(self._on_current_changed)
        lists.escaped.connect(self._on_escape)
        lists.typed.connect(self._on_typed)
        lists.heads.sort_requested.connect(self._on_head)
        lists.heads.changed.connect(self._on_columns)
        self.model.rows_requested.connect(lambda ids: self._context.tasks.start(self._load_rows(ids)))
        self._context.covers.loaded.connect(self.model.touch)
        self.details.closed.connect(self.close_details)
        self.details.stepped.connect(self._step)
        self.details.page_toggled.connect(self._toggle_page)
        self.details.facet_chosen.connect(self._on_facet)
        self.details.shelves.sort_requested.connect(lambda book_id: self.selected.shelves.sort_in([book_id]))
        self.details.more.chosen.connect(self.open_book)
        self._reload_soon.timeout.connect(self.reload)
        bridge = self._context.bridge
        bridge.books_changed.connect(self._on_books_changed)
        bridge.collections_changed.connect(self._follow_collections)
        bridge.account_changed.connect(self._reload_soon.start)
        self.scan.follow(self._context)
        cancel = self._context.services.library.cancel_scan
        self.scan.cancel.clicked.connect(
            lambda: self._context.tasks.start(self._context.tasks.blocking(cancel))
        )

    def _connect_parts(self) -> None:
        parts, tools = self.parts, self.parts.tools
        self.selected.details_requested.connect(self.open_book)
        parts.chips.save_requested.connect(lambda: self.selected.shelves.save_filter(self._query))
        self.selected.actions.removed.connect(self._on_removed)
        self.adding.message.connect(self.message)
        tools.search.searched.connect(lambda text: self._ask(replace(self._query, text=text)))
        self.suggestions.book_chosen.connect(self._open_suggested)
        self.suggestions.filter_chosen.connect(self._filter_instead_of_searching)
        tools.sort_chosen.connect(lambda sort, backwards: self.sort_by(sort, backwards=backwards))
        tools.group_toggled.connect(self._on_grouped)
        tools.mode_chosen.connect(lambda is_grid: self.show_mode(is_grid=is_grid))
        tools.width_chosen.connect(self.show_width)
        self.lists.grid.size_requested.connect(self.show_width)
        self.selected.several.connect(lambda several: parts.show_selection(is_several=several))
        tools.filters.clicked.connect(self._open_filters)
        tools.columns.clicked.connect(lambda: self.lists.heads.open_menu(below(tools.columns)))
        parts.chips.removed.connect(
            lambda pair: self._ask(replace(self._query, chosen=self._query.chosen - {pair}))
        )
        parts.chips.cleared.connect(self.clear_filters)
        parts.states.filtered.acted.connect(self.clear_filters)
        parts.states.empty.acted.connect(self.adding.choose_folder)
        parts.states.error.acted.connect(self.reload)
        parts.back.clicked.connect(self.close_stack)
        parts.rescan.clicked.connect(self.adding.rescan)
        parts.add.clicked.connect(self.adding.choose_folder)


def _place_in_list(row: BookRow) -> tuple[object, ...]:
    return (row.title, row.authors, row.series, row.series_index, row.pages)


def _fetch(
    services: Services, query: BookQuery, is_grouped: bool, row: int
) -> tuple[StackedIds, list[BookRow], int]:
    """The ids, and the rows of the first visible page with its starting index. Blocks."""
    books = services.book_list
    listed = books.stacked_ids(query) if is_grouped else StackedIds(books.ids(query), {})
    start = min(row, max(0, len(listed.ids) - 1)) // PAGE * PAGE
    return listed, books.rows_of(listed.ids[start : start + PAGE]), start
