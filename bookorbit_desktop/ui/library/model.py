"""The books of the library as a model of ids that fetches rows as they become visible, and the table's columns."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import BookSort, Stack, StackedIds, packed
from bookorbit_desktop.ui.book.text import describe_book, describe_stack, hint_book
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.paged_rows import PagedModel
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.widgets.table_columns import ColumnPlan, TableColumns, TableHeads

STACK = Qt.ItemDataRole(Qt.ItemDataRole.UserRole + 1)
"""The Stack that a row stands for, or None for a single book."""


class LibraryModel(PagedModel[BookId, BookRow]):
    """The matching books in order. A series may be one stack, placed at its first book."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.id)
        self._ids = packed(())
        self._stacks: dict[BookId, Stack] = {}

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row or stack itself, or its text for screen readers."""
        row_number = index.row()
        if role == STACK:
            return self._stacks.get(self._ids[row_number])
        if role not in _ROLES:
            return None
        row = self._row(row_number)
        if role == ROW or row is None:
            return row if role == ROW else tr("Loading")
        stack = self._stacks.get(row.id)
        if role == Qt.ItemDataRole.ToolTipRole:
            return describe_stack(stack) if stack else hint_book(row)
        return describe_stack(stack) if stack else describe_book(row)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Allow dragging books onto a shelf or tag."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    @property
    def has_stacks(self) -> bool:
        """Whether series may be shown as stacks."""
        return bool(self._stacks)

    def index_showing(self, book_id: BookId) -> QModelIndex:
        """The index that shows a book, by itself or in its series' stack; invalid if it is not listed."""
        first = next((first for first, stack in self._stacks.items() if book_id in stack.book_ids), book_id)
        return self.index_of(first)

    def books_at(self, rows: Iterable[int]) -> list[BookId]:
        """The books at some indexes; a stack gives all of its books."""
        found: list[BookId] = []
        for row_number in rows:
            stack = self._stacks.get(self._ids[row_number])
            found += stack.book_ids if stack else (self._ids[row_number],)
        return found

    def take_over(self, before: "LibraryModel") -> None:
        """Take over the books of another model."""
        self.show_ids(StackedIds(before._ids, before._stacks), before.rows)

    def show_ids(self, listed: StackedIds, rows: Iterable[BookRow] = (), at: int = 0) -> None:
        """Show other books, or new values of the same; `rows` are the page around index `at`."""
        is_same = listed.ids == self._ids and listed.stacks.keys() == self._stacks.keys()
        self._stacks = listed.stacks
        self._replace(listed.ids, rows, at, is_same=is_same)


_ROLES = frozenset(
    {
        ROW,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)


class Column(StrEnum):
    """The columns in order. The first has cover and title and takes the remaining width."""

    BOOK = "book"
    AUTHOR = "author"
    SERIES = "series"
    STATUS = "status"
    PROGRESS = "progress"
    RATING = "rating"
    LAST_READ = "last_read"
    DEVICE = "device"
    HARDCOVER = "hardcover"
    FORMAT = "format"
    PAGES = "pages"
    ADDED = "added"


ORDER = tuple(Column)
AT_FIRST = (Column.STATUS, Column.PROGRESS, Column.RATING, Column.LAST_READ, Column.HARDCOVER)
_WIDTHS = {
    Column.AUTHOR: 168,
    Column.SERIES: 168,
    Column.STATUS: 152,
    Column.PROGRESS: 112,
    Column.RATING: 104,
    Column.LAST_READ: 112,
    Column.DEVICE: 120,
    Column.HARDCOVER: 186,
    Column.FORMAT: 88,
    Column.PAGES: 72,
    Column.ADDED: 104,
}
_DROPPED_FIRST = (
    Column.ADDED,
    Column.PAGES,
    Column.FORMAT,
    Column.DEVICE,
    Column.SERIES,
    Column.AUTHOR,
    Column.LAST_READ,
    Column.RATING,
    Column.PROGRESS,
    Column.HARDCOVER,
)
"""A narrow window hides these columns first instead of cutting titles."""
SORTS = {
    Column.BOOK: BookSort.TITLE,
    Column.AUTHOR: BookSort.AUTHOR,
    Column.SERIES: BookSort.SERIES,
    Column.STATUS: BookSort.STATUS,
    Column.PROGRESS: BookSort.PROGRESS,
    Column.RATING: BookSort.RATING,
    Column.LAST_READ: BookSort.LAST_READ,
    Column.DEVICE: BookSort.DEVICE,
    Column.HARDCOVER: BookSort.HARDCOVER,
    Column.FORMAT: BookSort.FORMAT,
    Column.PAGES: BookSort.PAGES,
    Column.ADDED: BookSort.ADDED,
}


def column_word(column: Column) -> str:
    """The heading of a column."""
    return {
        Column.BOOK: tr("Book"),
        Column.AUTHOR: tr("Author"),
        Column.SERIES: tr("Series"),
        Column.STATUS: tr("Status"),
        Column.PROGRESS: tr("Progress"),
        Column.RATING: tr("Rating"),
        Column.LAST_READ: tr("Last read"),
        Column.DEVICE: tr("Device"),
        Column.HARDCOVER: tr("Hardcover"),
        Column.FORMAT: tr("Format"),
        Column.PAGES: tr("Pages"),
        Column.ADDED: tr("Added"),
    }[column]


PLAN = ColumnPlan(ORDER, _WIDTHS, AT_FIRST, _DROPPED_FIRST, column_word)


class Columns(TableColumns[Column]):
    """The columns of the library."""

    def __init__(self, chosen: Iterable[str] = (), widths: Mapping[str, int] | None = None) -> None:
        super().__init__(PLAN, chosen, widths)


class ColumnHeads(TableHeads[Column]):
    """The header of the library table."""

    def show_sort(self, sort: BookSort, *, backwards: bool) -> None:
        """Mark the column by which the table is sorted."""
        column = next(column for column, sorting in SORTS.items() if sorting is sort)
        self.mark_sorted(column, backwards=backwards)
