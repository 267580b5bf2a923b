"""Actions on the selected books: context menu, status menu, removal, and their bar."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.book.details import BookDetails
from bookorbit_desktop.ui.collections.shelf_actions import ShelfActions
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.match_decisions import MatchDecisions
from bookorbit_desktop.ui.library.actions import LibraryActions
from bookorbit_desktop.ui.library.lists import BookLists
from bookorbit_desktop.ui.metadata.file_actions import FileActions
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.book_menu import MOST_MERGED, BookMenu, RatingMenu, StatusMenu
from bookorbit_desktop.ui.widgets.floating import below
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label


class SelectedBooks(QObject):
    """Connects the lists to all actions on books."""

    details_requested = Signal(int)
    """The id of a book."""
    several = Signal(bool)
    """Whether several books are now selected."""

    def __init__(self, context: UiContext, lists: BookLists, details: BookDetails, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._lists = lists
        self._details = details
        self._window = window
        self.actions = LibraryActions(context, window)
        self.matches = MatchDecisions(context, window)
        self.files = FileActions(context, window)
        self.bar = SelectionBar()
        self.shelves = ShelfActions(context, window)
        self._connect()

    def open_menu(self, position: QPoint) -> None:
        """Open the menu of all actions on the selected books."""
        book_ids, rows = self._lists.selected_books(), self._lists.selected_rows()
        if not book_ids:
            return
        act, matches = self.actions, self.matches
        menu = BookMenu(self._window, rows, len(book_ids))
        menu.details.triggered.connect(lambda: self.details_requested.emit(book_ids[0]))
        menu.shelves.triggered.connect(lambda: self.shelves.sort_in(book_ids))
        if rows:
            navigation = self._context.navigation
            series, author = rows[0].series, next(iter(rows[0].authors), "")
            menu.series.triggered.connect(lambda: navigation.go(Route(Page.SERIES, name=series)))
            menu.author.triggered.connect(lambda: navigation.go(Route(Page.AUTHORS, name=author)))
        self._details.metadata.offer_in(menu, book_ids)
        menu.status_chosen.connect(lambda status: act.set_status(book_ids, status))
        menu.rating_chosen.connect(lambda rating: act.rate(book_ids, rating, rows))
        menu.follow.triggered.connect(lambda: act.follow_device(book_ids))
        menu.exclude.triggered.connect(lambda: self.decide(matches.exclude, book_ids))
        menu.include.triggered.connect(lambda: self.decide(matches.include, book_ids))
        menu.rematch.triggered.connect(lambda: self.decide(matches.rematch, book_ids))
        menu.merge.triggered.connect(lambda: self.decide(act.merge, book_ids))
        title = rows[0].title if len(book_ids) == 1 and rows else ""
        menu.reset.triggered.connect(lambda: self._details.positions.ask_to_reset(book_ids, title))
        self.files.offer_in(menu, book_ids)
        menu.remove.triggered.connect(self.remove)
        menu.popup(position)

    def open_status_menu(self, position: QPoint) -> None:
        """Open the menu of statuses for the selected books."""
        book_ids, rows = self._lists.selected_books(), self._lists.selected_rows()
        menu = StatusMenu(self._window, rows)
        menu.chosen.connect(lambda status: self.actions.set_status(book_ids, status))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    def open_rating_menu(self, position: QPoint) -> None:
        """Open the menu of ratings for the selected books."""
        menu = RatingMenu(self._window, self._lists.selected_rows())
        menu.chosen.connect(self.rate)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    def show_selection(self) -> None:
        """Update the selection bar."""
        count = self._lists.selected_count()
        if count > 1:
            self.bar.show_count(count, can_merge=count <= MOST_MERGED)
        self.several.emit(count > 1)

    def rate(self, rating: float | None) -> None:
        """Rate the selected books, or clear their ratings."""
        self.actions.rate(self._lists.selected_books(), rating, self._lists.selected_rows())

    def remove(self) -> None:
        """Ask, then remove the selected books from the library."""
        book_ids, rows = self._lists.selected_books(), self._lists.selected_rows()
        if book_ids:
            self.actions.remove(book_ids, rows[0].title if rows else "")

    def decide(self, decide: Callable[[Sequence[BookRow]], None], book_ids: list[BookId]) -> None:
        """Carry out a match decision, which needs the rows of all selected books."""

        async def work() -> None:
            decide(await self._context.tasks.blocking(self._context.services.book_list.rows_of, book_ids))

        self._context.tasks.start(work())

    def _connect(self) -> None:
        lists, act = self._lists, self.actions
        lists.menu_requested.connect(self.open_menu)
        lists.status_menu_requested.connect(self.open_status_menu)
        lists.remove_requested.connect(self.remove)
        lists.rated.connect(self.rate)
        lists.book_rated.connect(lambda row, rating: act.rate([row.id], rating, [row]))
        lists.selection_changed.connect(self.show_selection)
        self._details.files.split_requested.connect(act.split)
        self._connect_bar()

    def _connect_bar(self) -> None:
        bar, lists = self.bar, self._lists
        bar.status.clicked.connect(lambda: self.open_status_menu(below(bar.status)))
        bar.rating.clicked.connect(lambda: self.open_rating_menu(below(bar.rating)))
        bar.more.clicked.connect(lambda: self.open_menu(below(bar.more)))
        bar.edit.clicked.connect(lambda: self._details.metadata.edit(lists.selected_books()))
        bar.exclude.clicked.connect(lambda: self.decide(self.matches.exclude, lists.selected_books()))
        bar.merge.clicked.connect(lambda: self.decide(self.actions.merge, lists.selected_books()))
        bar.remove.clicked.connect(self.remove)
        bar.cleared.connect(self._clear)

    def _clear(self) -> None:
        self._lists.view.clearSelection()
        self._lists.view.setFocus()


class SelectionBar(QWidget):
    """Shows the number of selected books and the most common actions; a menu has the rest."""

    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Selected books"))
        self.count = label("", "card")
        self.clear = icon_button("close", tr("Clear selection (Esc)"))
        self.status = button(tr("Status"), icon="book-open")
        self.rating = button(tr("Rating"), icon="star-empty")
        self.edit = button(tr("Edit…"), icon="edit")
        self.exclude = button(tr("Exclude"), icon="slash")
        self.exclude.setToolTip(tr("Exclude from Hardcover"))
        self.merge = button(tr("Merge…"), icon="stack")
        self.remove = button(tr("Remove…"), icon="trash")
        self.more = button(tr("More"), icon="more")
        self._build()
        self._connect()

    def show_count(self, count: int, *, can_merge: bool) -> None:
        """Show the number of selected books."""
        self.count.setText(tr("%n book(s) selected", count))
        self.merge.setEnabled(can_merge)
        self.merge.setToolTip("" if can_merge else tr("Select 2 to 20 copies of the same book."))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the fixed parts only, so that the window can be narrow."""
        return QSize(self._room_kept(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the buttons that do not fit; the menu has them."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        room = width - self._room_kept()
        for part in self._offered_first():
            room -= part.sizeHint().width() + theme.SPACE_8
            part.setVisible(room >= 0)

    def _room_kept(self) -> int:
        kept = (self.clear, self.count, self.status, self.more)
        return sum(part.sizeHint().width() + theme.SPACE_8 for part in kept)

    def _offered_first(self) -> tuple[QPushButton, ...]:
        return (self.rating, self.edit, self.remove, self.exclude, self.merge)

    def _connect(self) -> None:
        self.clear.clicked.connect(self.cleared)

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_8)
        layout.addWidget(self.clear)
        layout.addWidget(self.count)
        layout.addStretch(1)
        for part in (self.status, self.rating, self.edit, self.exclude, self.merge, self.remove, self.more):
            layout.addWidget(part)
