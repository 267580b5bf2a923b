"""Grid and table sharing one model and one selection, and their mouse and keyboard actions."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import Stack, StackedIds
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.library.card import CardDelegate
from bookorbit_desktop.ui.library.cover_grid import CoverGrid
from bookorbit_desktop.ui.library.delegate import BookDelegate
from bookorbit_desktop.ui.library.model import STACK, Column, ColumnHeads, Columns, LibraryModel
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.book_drag import drag_books
from bookorbit_desktop.ui.widgets.cells import CellView
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.rows import AnyIndex

_RATINGS = {Qt.Key.Key_0 + digit: float(digit) or None for digit in range(6)}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_TYPED = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class ListKeys(QObject):
    """Keys of a view: digits rate, Delete removes, Escape leaves, a letter starts a search."""

    rated = Signal(object)
    """A rating, or None for none."""
    remove_requested = Signal()
    escaped = Signal()
    menu_requested = Signal(QPoint)
    typed = Signal(str)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the keys meant for the books."""
        if event.type() is QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self.menu_requested.emit(self._menu_point(event))
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return watched is self._view and self._take(event)
        return False

    def _take(self, event: QKeyEvent) -> bool:
        key, has_selection = event.key(), self._view.selectionModel().hasSelection()
        if key in _RATINGS and event.modifiers() in _PLAIN:
            if has_selection:
                self.rated.emit(_RATINGS[key])
        elif key == Qt.Key.Key_Delete and has_selection:
            self.remove_requested.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.text().isalpha() and event.modifiers() in _TYPED:
            self.typed.emit(event.text())
        else:
            return False
        return True

    def _menu_point(self, event: QContextMenuEvent) -> QPoint:
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            return event.globalPos()
        area = self._view.visualRect(self._view.currentIndex())
        return self._view.viewport().mapToGlobal(QPoint(area.left(), area.bottom() - 8))


_MOST_RESTORED = 5000
"""A larger selection is not restored after the list changed."""


class BookLists(QStackedWidget):
    """Shows the same books as covers or a table."""

    opened = Signal(int)
    """The id of a book."""
    page_opened = Signal(int)
    """The id of a book to show on a page of its own."""
    stack_opened = Signal(object)
    current_changed = Signal(int)
    selection_changed = Signal()
    rated = Signal(object)
    """A rating for the selected books, or None."""
    book_rated = Signal(object, object)
    """One BookRow, and its new rating or None."""
    status_menu_requested = Signal(QPoint)
    menu_requested = Signal(QPoint)
    remove_requested = Signal()
    escaped = Signal()
    typed = Signal(str)

    def __init__(self, covers: CoverCache, columns: Columns, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.model = LibraryModel()
        self.model.setParent(self)  # its connections hold this page, and end with it
        self.table = BookTable(tr("Books"))
        self.grid = CoverGrid(tr("Books"))
        self.table.setModel(self.model)
        self.grid.setModel(self.model)
        self.grid.setSelectionModel(self.table.selectionModel())
        self.table.setItemDelegate(BookDelegate(covers, columns, now, self.table))
        self.grid.show_with(CardDelegate(covers, self.grid))
        self.heads = ColumnHeads(columns, self.table.viewport())
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heads)
        layout.addWidget(self.table)
        self._with_heads = whole
        self.addWidget(self.grid)
        self.addWidget(whole)
        self._connect()

    @property
    def view(self) -> QAbstractItemView:
        """The visible list."""
        return self.grid if self.currentWidget() is self.grid else self.table

    def show_mode(self, *, is_grid: bool) -> None:
        """Show covers or the table; the current book stays visible."""
        self.setCurrentWidget(self.grid if is_grid else self._with_heads)
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def selected_count(self) -> int:
        """The number of selected books; a stack counts all of its books."""
        chosen = self.view.selectionModel().selection()
        ranges = [chosen.at(index) for index in range(chosen.count())]
        if not self.model.has_stacks:
            return sum(block.height() for block in ranges)
        return len(self.selected_books())

    def selected_books(self) -> list[BookId]:
        """The selected books in order; a stack gives all of its books."""
        chosen = self.view.selectionModel().selection()
        ranges = [chosen.at(index) for index in range(chosen.count())]
        rows = sorted({row for block in ranges for row in range(block.top(), block.bottom() + 1)})
        return self.model.books_at(rows)

    def selected_rows(self) -> list[BookRow]:
        """The rows of the selected books that are loaded."""
        rows = (self.model.row_of(book_id) for book_id in self.selected_books())
        return [row for row in rows if row is not None]

    def first_in_sight(self) -> int:
        """The index of the book at the top."""
        point = QPoint(self.view.viewport().width() // 2, theme.SPACE_24)
        return max(0, self.view.indexAt(point).row())

    def show_books(self, listed: StackedIds, rows: list[BookRow], at: int) -> None:
        """Show other books, with `rows` already loaded from index `at`; keeps selection and scroll position."""
        selected = self.selected_books()
        current = self.view.currentIndex()
        current_id = self.model.ids[current.row()] if current.isValid() else None
        offset = self.view.verticalScrollBar().value()
        self.model.show_ids(listed, rows, at)
        if current_id is not None and not self.view.currentIndex().isValid():
            self._select(selected[:_MOST_RESTORED], current_id)
        self.view.verticalScrollBar().setValue(offset)

    def take_over(self, before: "BookLists") -> None:
        """Show the books of other lists until the next load, with the same selection."""
        self.model.take_over(before.model)
        current = before.view.currentIndex()
        if current.isValid():
            rows = {index.row() for index in before.view.selectionModel().selectedIndexes()}
            ids = before.model.ids
            self._select([ids[row] for row in sorted(rows)][:_MOST_RESTORED], ids[current.row()])

    def _select(self, selected: list[BookId], current: BookId) -> None:
        choice = self.view.selectionModel()
        index = self.model.index_of(current)
        if index.isValid():
            choice.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen = QItemSelection()
        for book_id in selected:
            index = self.model.index_of(book_id)
            if index.isValid():
                chosen.select(index, index)
        choice.select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def _open(self, index: QModelIndex) -> None:
        stack: Stack | None = index.data(STACK)
        if stack is not None:
            self.stack_opened.emit(stack)
        elif index.isValid():
            self.opened.emit(self.model.ids[index.row()])

    def _open_page(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(STACK) is None:
            self.page_opened.emit(self.model.ids[index.row()])

    def _open_status_menu(self, index: QModelIndex, position: QPoint) -> None:
        choice = self.table.selectionModel()
        if not choice.isSelected(index):
            choice.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.status_menu_requested.emit(position)

    def _on_current(self, current: QModelIndex) -> None:
        # A list that gets the keyboard has a current row at once, which nobody has chosen.
        is_chosen = current.isValid() and self.table.selectionModel().isSelected(current)
        if is_chosen and current.data(STACK) is None:
            self.current_changed.emit(self.model.ids[current.row()])

    def _drag(self) -> None:
        """Drag the selected books; a single one is shown by its title."""
        book_ids = self.selected_books()
        row = self.model.row_of(book_ids[0]) if len(book_ids) == 1 else None
        if book_ids:
            text = one_line(row.title) if row is not None else tr("%n book(s)", len(book_ids))
            drag_books(self, book_ids, text)

    def _connect(self) -> None:
        for view in (self.grid, self.table):
            view.activated.connect(self._open)
            view.doubleClicked.connect(self._open_page)
            keys = ListKeys(view)
            keys.rated.connect(self.rated)
            keys.remove_requested.connect(self.remove_requested)
            keys.escaped.connect(self.escaped)
            keys.menu_requested.connect(self.menu_requested)
            keys.typed.connect(self.typed)
            view.setDragEnabled(True)
            view.drag_requested.connect(self._drag)
        self.table.rating_chosen.connect(self.book_rated)
        self.table.status_menu_requested.connect(self._open_status_menu)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.model.modelReset.connect(self.selection_changed)


class BookTable(CellView):
    """Reports clicks; the page carries them out."""

    rating_chosen = Signal(object, object)
    """The row of a book, and its new rating or None."""
    status_menu_requested = Signal(object, QPoint)
    """The index of the row, and the screen position."""
    _pressed: QModelIndex | None = None
    """The row whose stars or status were pressed."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the stars or status keeps the selection."""
        point = event.position().toPoint()
        is_control = event.button() is Qt.MouseButton.LeftButton and self._is_control(point)
        self._pressed = self.indexAt(point) if is_control else None
        if not is_control:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Rate by a click on the stars; open the status menu by a click on the status."""
        point = event.position().toPoint()
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
            return
        index = self.indexAt(point)
        if index != pressed or not self._is_control(point):
            return
        rating = self._rating_at(index, point)
        row = self.row_at(index)
        if rating is not None:
            self.rating_chosen.emit(row, None if rating == row.rating else rating)
        else:
            self.status_menu_requested.emit(index, self.status_point(index))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on the stars or status counts as two clicks and does not open the details."""
        if not self._is_control(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over clickable parts."""
        if self._pressed is not None:
            return
        super().mouseMoveEvent(event)
        is_control = self._is_control(event.position().toPoint())
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_control else Qt.CursorShape.ArrowCursor
        )

    def status_point(self, index: AnyIndex) -> QPoint:
        """The screen position for a row's status menu."""
        area = self.visualRect(index)
        status = self._delegate().columns.areas(area, self.layoutDirection()).get(Column.STATUS, area)
        return self.viewport().mapToGlobal(QPoint(status.left(), status.bottom() - 8))

    def _is_control(self, point: QPoint) -> bool:
        index = self.indexAt(point)
        if not index.isValid() or not self._delegate().is_book(index):
            return False
        status = (
            self._delegate().columns.areas(self.visualRect(index), self.layoutDirection()).get(Column.STATUS)
        )
        on_status = status is not None and status.contains(point)
        return on_status or self._rating_at(index, point) is not None

    def _rating_at(self, index: AnyIndex, point: QPoint) -> float | None:
        return self._delegate().rating_clicked(point, self.visualRect(index), self.layoutDirection())

    def _delegate(self) -> BookDelegate:
        delegate = self.itemDelegate()
        assert isinstance(delegate, BookDelegate)
        return delegate
