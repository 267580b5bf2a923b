"""The books of the library as a model of ids that fetches rows as they become visible."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import Stack, StackedIds, packed
from bookorbit_desktop.ui.book.text import describe_book, describe_stack, hint_book
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.paged_rows import PagedModel
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex

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
