"""A list model of frozen rows, each painted by one delegate."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from bookorbit_desktop.domain.base.ids import BookId

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The whole row, as the service gave it."""
Row = TypeVar("Row")


class RowsModel(QAbstractListModel, Generic[Row]):
    """Rows with an id each. `describe` gives a row's text for screen readers; `hint` its tooltip."""

    def __init__(
        self,
        key: Callable[[Row], int],
        describe: Callable[[Row], str],
        hint: Callable[[Row], str] = lambda row: "",
    ) -> None:
        super().__init__()
        self._key = key
        self._describe = describe
        self._hint = hint
        self._rows: list[Row] = []
        self._numbers: dict[int, int] = {}

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """The number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, or its text for screen readers."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return self._describe(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(row) or None
        return None

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, in order."""
        return self._rows

    def row_of(self, key: int) -> Row | None:
        """The row with an id."""
        number = self._numbers.get(key)
        return None if number is None else self._rows[number]

    def index_of(self, key: int) -> QModelIndex:
        """The index of the row with an id; invalid if there is none."""
        number = self._numbers.get(key)
        return QModelIndex() if number is None else self.index(number)

    def replace(self, rows: Sequence[Row]) -> None:
        """Replace the rows. If the ids are unchanged, nothing moves."""
        keys = [self._key(row) for row in rows]
        if keys == [self._key(row) for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self._numbers = {key: number for number, key in enumerate(keys)}
        self.endResetModel()

    def update_rows(self, rows: Sequence[Row]) -> None:
        """Replace existing rows by new values."""
        for row in rows:
            number = self._numbers.get(self._key(row))
            if number is not None:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number), self.index(number))

    def touch(self, key: int) -> None:
        """Repaint a row."""
        index = self.index_of(key)
        if index.isValid():
            self.dataChanged.emit(index, index)


class RowView(QListView):
    """A list whose rows are painted as a whole. Selection and scroll position survive a reload."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        self.setProperty("kind", "rows")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pass the side buttons on to the window, for back and forward."""
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            event.ignore()
        else:
            super().mousePressEvent(event)

    def show_cover(self, _book_id: BookId) -> None:
        """Repaint to show a cover that has loaded."""
        self.viewport().update()

    def row_at(self, index: AnyIndex) -> Any:
        """The whole row behind an index."""
        return index.data(ROW)

    def selected_rows(self) -> list[Any]:
        """The selected rows, from top to bottom."""
        return [self.row_at(index) for index in sorted(self.selectedIndexes(), key=lambda index: index.row())]

    def select_like(self, before: "RowView") -> None:
        """Select the same places as in another view of the same rows."""
        choice = self.selectionModel()
        choice.setCurrentIndex(
            self.model().index(before.currentIndex().row(), 0), choice.SelectionFlag.NoUpdate
        )
        for index in before.selectedIndexes():
            choice.select(self.model().index(index.row(), 0), choice.SelectionFlag.Select)

    def reload(self, model: RowsModel[Row], rows: Sequence[Row], key: Callable[[Row], int]) -> None:
        """Replace the model's rows, keeping selection, current row and scroll position."""
        selected = {key(row) for row in self.selected_rows()}
        current = self.row_at(self.currentIndex()) if self.currentIndex().isValid() else None
        offset = self.verticalScrollBar().value()
        model.replace(rows)
        if current is not None and not self.currentIndex().isValid():
            self._select(model, selected, key(current))
        self.verticalScrollBar().setValue(offset)

    def _select(self, model: RowsModel[Row], selected: set[int], current: int) -> None:
        choice = self.selectionModel()
        index = model.index_of(current)
        if index.isValid():
            choice.setCurrentIndex(index, choice.SelectionFlag.NoUpdate)
        for row_id in selected:
            index = model.index_of(row_id)
            if index.isValid():
                choice.select(index, choice.SelectionFlag.Select)
