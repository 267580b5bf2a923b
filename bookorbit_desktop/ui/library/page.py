"""The library page: every book in one list, with search, order, status filter and details."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from bookorbit_desktop.domain.book import BookRow
from bookorbit_desktop.domain.errors import BookOrbitError
from bookorbit_desktop.domain.reading import ReadingStatus, StatusChange
from bookorbit_desktop.domain.scan import ScanSummary
from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.storage.book_list import BookQuery, BookSort
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.book.details import BookDetails
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.entry_commands import EntryCommands
from bookorbit_desktop.ui.library.columns import ROW_HEIGHT, ColumnHeads
from bookorbit_desktop.ui.library.delegate import BookDelegate
from bookorbit_desktop.ui.library.menu import BookMenu, StatusMenu
from bookorbit_desktop.ui.library.model import LibraryModel, book_id
from bookorbit_desktop.ui.library.scan_strip import ScanStrip
from bookorbit_desktop.ui.library.view import BookView
from bookorbit_desktop.ui.memory import remember_splitter
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.empty_state import EmptyState
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.list_states import ListStates, Skeleton
from bookorbit_desktop.ui.widgets.message_bar import Offer
from bookorbit_desktop.ui.widgets.page_header import PageHeader
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.wording import number, sort_word, status_word

logger = logging.getLogger(__name__)

RELOAD_MS = 300
"""Changes that move rows are gathered this long, so that a scan does not reload the list all the time."""
_ON_HARDCOVER = frozenset(
    {HardcoverState.SYNCED, HardcoverState.WAITING_FOR_PAGES, HardcoverState.HARDCOVER_AHEAD}
)
_MOVING_SORTS = frozenset({BookSort.LAST_READ, BookSort.PROGRESS})


class LibraryPage(QWidget):
    """Lists the books. Edits go to the services; the list changes when they say that something changed."""

    said = Signal(str, object)
    """Something for the message bar: text and Tone."""
    offered = Signal(str, object)
    """Good news with a tuple of Offers."""
    filters_cleared = Signal()
    book_shown = Signal(object, int)
    """The person opened a book: the ReadingStatus shown or None, and the book's id."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._query = BookQuery()
        self._loading: asyncio.Task[None] | None = None
        self._total = 0
        self.model = LibraryModel()
        self.view = BookView(tr("Books"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(BookDelegate(context.covers, context.services.clock.now, self.view))
        self.header = PageHeader(tr("Library"))
        self.search = SearchField(tr("Search title, author or series"))
        self.search.setAcceptDrops(False)
        self.sort = Choice(tr("Order"))
        self._found = label("", "muted")
        self._found.hide()
        self.scan = ScanStrip()
        self.details = BookDetails(context)
        self._entries = EntryCommands(context, self)
        self._entries.said.connect(self.said)
        self.details.hide()
        self._reload_soon = QTimer(self, singleShot=True, interval=RELOAD_MS)
        self._build()
        self._connect()
        self.reload()

    def set_counts(self, counts: dict[ReadingStatus, int]) -> None:
        """Show how many books there are."""
        self._total = sum(counts.values())
        self._say_counts(counts)

    def filter_status(self, status: ReadingStatus | None) -> None:
        """Show the books of one status; None shows all."""
        self.header.set_title(status_word(status) if status else tr("Library"))
        self._ask(replace(self._query, status=status))

    def choose_folder(self) -> None:
        """Let the person choose a folder to add."""
        dialog = QFileDialog(self, tr("Choose a folder with books"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_paths)
        dialog.open()

    def add_paths(self, paths: Sequence[str]) -> None:
        """Add folders or files and scan them."""
        self._context.tasks.start(self._scan(list(paths)))

    def rescan(self) -> None:
        """Look for what changed in all folders."""
        self._context.tasks.start(self._scan([]))

    def reload(self) -> None:
        """Load the list again."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load(self._query))

    def open_details(self, index: QModelIndex) -> None:
        """Show the book at an index beside the list."""
        if index.isValid():
            book_id = self.view.row_at(index).id
            self.show_book(book_id)
            self.book_shown.emit(self._query.status, book_id)

    def show_book(self, book_id: int) -> None:
        """Show a book beside the list, whatever the list shows."""
        self.details.show_book(book_id)
        self.details.show()

    def close_details(self) -> None:
        """Give the list the whole page again."""
        self.details.hide()
        self.view.setFocus()

    def clear_filters(self) -> None:
        """Show all books of the library."""
        self.search.clear()
        self.filters_cleared.emit()

    async def _load(self, query: BookQuery) -> None:
        try:
            rows = await self._context.tasks.blocking(self._context.services.library.rows, query)
        except BookOrbitError as error:
            self.states.show_error(str(error))
            return
        except Exception:
            self.states.show_error(tr("The library could not be read. The log file has the details."))
            raise
        self.view.reload(self.model, rows, book_id)
        self._say_found()

    async def _update(self, book_ids: frozenset[int]) -> None:
        query = replace(self._query, book_ids=book_ids)
        rows = await self._context.tasks.blocking(self._context.services.library.rows, query)
        shown = {row.id for row in self.model.rows} & book_ids
        if shown == {row.id for row in rows} and self._query.sort not in _MOVING_SORTS:
            self.model.update_rows(rows)
        else:
            self._reload_soon.start()

    async def _scan(self, paths: list[str]) -> None:
        library = self._context.services.library
        work = library.add_and_scan(paths) if paths else library.rescan()
        summary = await self._context.tasks.network(work)
        self.said.emit(
            _scan_words(summary), Tone.ATTENTION if summary.problems or summary.unreachable else Tone.OK
        )

    async def _edit_status(self, rows: Sequence[BookRow], status: ReadingStatus) -> None:
        ids = [row.id for row in rows]
        await self._context.tasks.blocking(
            self._context.services.reading.set_status, ids, StatusChange(status)
        )

    async def _edit_rating(self, rows: Sequence[BookRow], rating: float | None) -> None:
        ids = [row.id for row in rows]
        await self._context.tasks.blocking(self._context.services.reading.rate, ids, rating)
        cleared = [row for row in rows if row.rating is not None and row.hardcover in _ON_HARDCOVER]
        if rating is None and cleared:
            clear = Offer(tr("Also clear it on Hardcover…"), lambda: self._entries.clear_ratings(cleared))
            self.offered.emit(tr("Not rated here any more. On Hardcover the rating stays."), (clear,))

    async def _follow(self, rows: Sequence[BookRow]) -> None:
        ids = [row.id for row in rows if row.set_by_hand]
        await self._context.tasks.blocking(self._context.services.reading.follow_device, ids)

    def _ask(self, query: BookQuery) -> None:
        if query != self._query:
            self._query = query
            self.reload()

    def _on_books_changed(self, book_ids: frozenset[int]) -> None:
        self._context.covers.forget(book_ids)
        known = book_ids and all(self.model.row_of(one) is not None for one in book_ids)
        if known and self._loading is not None and self._loading.done():
            self._context.tasks.start(self._update(book_ids))
        elif not self._reload_soon.isActive():
            self._reload_soon.start()

    def _on_current_changed(self, current: QModelIndex) -> None:
        if self.details.isVisible() and current.isValid():
            self.details.show_book(self.view.row_at(current).id)

    def _open_status_menu(self, rows: Sequence[BookRow], place: QPoint) -> None:
        menu = StatusMenu(self, rows)
        menu.chosen.connect(lambda status: self._context.tasks.start(self._edit_status(rows, status)))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _open_menu(self, place: QPoint) -> None:
        rows = self.view.selected_rows()
        if not rows:
            return
        tasks = self._context.tasks
        menu = BookMenu(self, rows)
        menu.details_wanted.connect(lambda: self.open_details(self.view.currentIndex()))
        menu.status_chosen.connect(lambda status: tasks.start(self._edit_status(rows, status)))
        menu.rating_chosen.connect(lambda rating: tasks.start(self._edit_rating(rows, rating)))
        menu.follow_wanted.connect(lambda: tasks.start(self._follow(rows)))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _say_found(self) -> None:
        is_filtered = bool(self._query.text or self._query.status)
        shown = len(self.model.rows)
        self.states.show_rows(shown, is_filtered=is_filtered)
        shown_of = tr("{0} of {1}").format(number(shown), number(self._total))
        self._found.setText(shown_of)
        self._found.setVisible(is_filtered)

    def _say_counts(self, counts: dict[ReadingStatus, int]) -> None:
        reading = counts.get(ReadingStatus.READING, 0) + counts.get(ReadingStatus.REREADING, 0)
        sentence = tr("%n book(s)", self._total)
        if reading:
            sentence = tr("{0}, {1} being read").format(sentence, number(reading))
        self.header.set_sentence(
            sentence + "." if self._total else tr("Your books, with the place you are at in each.")
        )
        self._say_found()

    def _connect(self) -> None:
        self.search.searched.connect(lambda text: self._ask(replace(self._query, text=text)))
        self.sort.activated.connect(
            lambda place: self._ask(replace(self._query, sort=self.sort.itemData(place)))
        )
        self.view.activated.connect(self.open_details)
        self.view.escaped.connect(self.close_details)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.menu_wanted.connect(self._open_menu)
        self.view.status_menu_wanted.connect(self._open_status_menu)
        self.view.rating_chosen.connect(
            lambda rows, rating: self._context.tasks.start(self._edit_rating(rows, rating))
        )
        self.details.closed.connect(self.close_details)
        self._reload_soon.timeout.connect(self.reload)
        bridge = self._context.bridge
        bridge.books_changed.connect(self._on_books_changed)
        bridge.scan_progressed.connect(self.scan.show_progress)
        bridge.scan_finished.connect(self.scan.finish)
        self._context.covers.loaded.connect(self.model.touch)

    def _build(self) -> None:
        rescan = icon_button("sync", tr("Look for changes in your folders (F5)"))
        rescan.clicked.connect(self.rescan)
        add = button(tr("Add folder…"), "primary", "add-folder", "on_accent")
        add.clicked.connect(self.choose_folder)
        self.header.add_action(rescan)
        self.header.add_action(add)
        for sort in BookSort:
            self.sort.addItem(sort_word(sort), sort)
        tools = QHBoxLayout()
        tools.setSpacing(theme.SPACE_12)
        tools.addWidget(self.search, 1)
        tools.addWidget(self._found)
        tools.addWidget(self.sort)
        self.body = QSplitter()
        self.body.setHandleWidth(theme.SPACE_16)
        self.body.setChildrenCollapsible(False)
        self.body.addWidget(self._build_states())
        self.body.addWidget(self.details)
        self.body.setStretchFactor(0, 1)
        self.body.setStretchFactor(1, 0)
        remember_splitter(self.body, self._context.services.window_memory, "library.details")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_16)
        layout.addWidget(self.header)
        layout.addLayout(tools)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.scan)

    def _build_states(self) -> ListStates:
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ColumnHeads(self.view.viewport()))
        column.addWidget(self.view)
        empty = EmptyState(
            "library",
            tr("No books yet. Drop files here, or choose a folder."),
            tr("Choose folder…"),
            main=True,
        )
        empty.acted.connect(self.choose_folder)
        filtered = EmptyState("search", tr("No books match these filters."), tr("Clear filters"))
        filtered.acted.connect(self.clear_filters)
        self.states = ListStates(
            table, Skeleton(theme.px(ROW_HEIGHT), tr("Loading your books")), empty, filtered
        )
        self.states.error.acted.connect(self.reload)
        return self.states


def _scan_words(summary: ScanSummary) -> str:
    words = [summary.in_words()]
    if summary.problems:
        words.append(tr("%n file(s) could not be read; the list says why.", summary.problems))
    if summary.unreachable:
        words.append(tr("Not reachable: {0}.").format(", ".join(summary.unreachable)))
    return " ".join(words)
