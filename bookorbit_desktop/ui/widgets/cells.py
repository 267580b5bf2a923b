"""A list or grid of equally sized cells that only loads the visible ones.

Qt's list view lays out all 100,000 rows or cards anew with every key of a search, which takes longer than a key
press may (performance.md, "What we aim for"); here the place of a cell is computed.
"""

from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.widgets.table_columns import ROW_HEIGHT

_MOVES = QAbstractItemView.CursorAction


class CellView(QListView):
    """Cells in lines, in reading order. `cell` and `per_line` give their size and number per line.

    It is a list view so that screen readers find a list of books; its layout is not used.
    """

    drag_requested = Signal()
    """The person drags what is selected; only where dragging is enabled."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        self.setProperty("kind", "rows")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    @property
    def per_line(self) -> int:
        """The number of cells in a line."""
        return 1

    def cell(self) -> QSize:
        """The size of each cell: a row as wide as the list."""
        return QSize(self.viewport().width(), theme.px(ROW_HEIGHT))

    def row_at(self, index: AnyIndex) -> Any:
        """The whole row behind an index."""
        return index.data(ROW)

    def visualRect(self, index: AnyIndex) -> QRect:
        """The area of a cell in the viewport."""
        if not index.isValid():
            return QRect()
        line, column = divmod(index.row(), self.per_line)
        cell, viewport = self.cell(), self.viewport()
        left = self._margin() + column * cell.width()
        top = theme.SPACE_8 + line * cell.height() - self.verticalOffset()
        area = QRect(QPoint(left, top), cell)
        return QStyle.visualRect(self.layoutDirection(), viewport.rect(), area)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The index at a point of the viewport; invalid beside or after the cells."""
        cell, viewport = self.cell(), self.viewport()
        logical = QStyle.visualPos(self.layoutDirection(), viewport.rect(), point)
        column = (logical.x() - self._margin()) // cell.width()
        line = (logical.y() + self.verticalOffset() - theme.SPACE_8) // cell.height()
        if not 0 <= column < self.per_line or line < 0:
            return QModelIndex()
        return self._index(line * self.per_line + column)

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scroll until a cell is visible."""
        area, height = self.visualRect(index), self.viewport().height()
        bar = self.verticalScrollBar()
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + area.center().y() - height // 2)
        elif area.top() < 0 or hint is QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(bar.value() + area.top() - theme.SPACE_8)
        elif area.bottom() > height:
            bar.setValue(bar.value() + area.bottom() - height + theme.SPACE_8)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """The index that a key moves to; left and right continue on the neighbouring line."""
        count = self._count()
        if not count:
            return QModelIndex()
        current = max(0, self.currentIndex().row())
        lines = max(1, self.viewport().height() // self.cell().height())
        ahead = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        steps = {
            _MOVES.MoveRight: ahead,
            _MOVES.MoveLeft: -ahead,
            _MOVES.MoveNext: 1,
            _MOVES.MovePrevious: -1,
            _MOVES.MoveDown: self.per_line,
            _MOVES.MoveUp: -self.per_line,
            _MOVES.MovePageDown: self.per_line * lines,
            _MOVES.MovePageUp: -self.per_line * lines,
            _MOVES.MoveHome: -count,
            _MOVES.MoveEnd: count,
        }
        if not self.currentIndex().isValid():
            return self._index(0)
        return self._index(min(count - 1, max(0, current + steps[action])))

    def horizontalOffset(self) -> int:
        """Always 0: it never scrolls sideways."""
        return 0

    def verticalOffset(self) -> int:
        """How far it is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: AnyIndex) -> bool:
        """No cell is hidden."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select from one cell to another in reading order; with a selection frame, the cells inside it."""
        chosen = QItemSelection()
        if self.state() is QAbstractItemView.State.DragSelectingState:
            for number in self._numbers_in(rect.normalized()):
                chosen.select(self._index(number), self._index(number))
        else:
            ends = [self.indexAt(point) for point in (rect.topLeft(), rect.bottomRight())]
            if all(index.isValid() for index in ends):
                first, last = sorted(ends, key=lambda index: index.row())
                chosen.select(first, last)
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """The area to repaint when the selection changes: everything visible."""
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        """Do nothing: the place of each cell is computed."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Set the scroll bar to the height of the content."""
        lines = -(-self._count() // self.per_line)
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, lines * self.cell().height() + 2 * theme.SPACE_8 - height))
        bar.setPageStep(height)
        bar.setSingleStep(self.cell().height() // 4)

    def reset(self) -> None:
        """Start anew with other books."""
        super().reset()
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the number of cells in a line to the new width."""
        super().resizeEvent(event)
        self.updateGeometries()

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters start a search of the whole list, not of the visible titles."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pass the side buttons on to the window, for back and forward."""
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            event.ignore()
        else:
            super().mousePressEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Leave dragging to the page."""
        self.drag_requested.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the visible cells."""
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base, pointed = option.state, self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))
        choice = self.selectionModel()
        for number in self._numbers_in(event.rect()):
            index = self._index(number)
            option.rect = self.visualRect(index)
            option.state = base & ~QStyle.StateFlag.State_HasFocus
            if choice.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if index == pointed and self.viewport().underMouse():
                option.state |= QStyle.StateFlag.State_MouseOver
            if index == self.currentIndex() and self.hasFocus():
                option.state |= QStyle.StateFlag.State_HasFocus
            self.itemDelegate().paint(painter, option, index)

    def _numbers_in(self, area: QRect) -> list[int]:
        """The indexes of the cells that an area of the viewport touches."""
        cell, per_line = self.cell(), self.per_line
        first = max(0, (area.top() + self.verticalOffset() - theme.SPACE_8) // cell.height())
        last = max(0, (area.bottom() + self.verticalOffset() - theme.SPACE_8) // cell.height())
        numbers = range(first * per_line, min(self._count(), (last + 1) * per_line))
        return [number for number in numbers if self.visualRect(self._index(number)).intersects(area)]

    def _index(self, number: int) -> QModelIndex:
        return self.model().index(number, 0) if 0 <= number < self._count() else QModelIndex()

    def _count(self) -> int:
        return self.model().rowCount() if self.model() else 0

    def _margin(self) -> int:
        """Half of the space left over in a line."""
        return max(0, (self.viewport().width() - self.per_line * self.cell().width()) // 2)
