"""The list of the library: rows that can be rated and given a status in place."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent

from bookorbit_desktop.ui.library.columns import book_columns
from bookorbit_desktop.ui.library.delegate import BookDelegate
from bookorbit_desktop.ui.widgets.rows import AnyIndex, RowView

_RATINGS = {Qt.Key.Key_0 + digit: float(digit) or None for digit in range(6)}


class BookView(RowView):
    """Says what the person did; the page carries it out."""

    rating_chosen = Signal(list, object)
    """Rows, and the new rating or None."""
    status_menu_wanted = Signal(list, QPoint)
    """Rows, and where on the screen."""
    menu_wanted = Signal(QPoint)
    escaped = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on stars or status leaves the selection alone."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._is_control(
            event.position().toPoint()
        ):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Rate with a click on the stars, open the statuses with a click on the status."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() is not Qt.MouseButton.LeftButton or not self._is_control(point):
            super().mouseReleaseEvent(event)
            return
        row = self.row_at(index)
        areas = book_columns(self.visualRect(index), self.layoutDirection())
        rating = self._delegate().rating_clicked(point, areas, self.layoutDirection())
        if rating is not None:
            self.rating_chosen.emit([row], None if rating == row.rating else rating)
        elif areas.status.contains(point):
            rows = self.selected_rows() if self.selectionModel().isSelected(index) else [row]
            self.status_menu_wanted.emit(rows, self._below(areas.status))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click on stars or status is one more click there, not a wish for details."""
        if not self._is_control(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        super().mouseMoveEvent(event)
        is_control = self._is_control(event.position().toPoint())
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_control else Qt.CursorShape.ArrowCursor
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits rate the selected books; Escape leaves the details."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in _RATINGS and self.selectedIndexes():
            self.rating_chosen.emit(self.selected_rows(), _RATINGS[event.key()])
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu at the mouse, or below the current row when a key asked for it."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self._below(self.visualRect(self.currentIndex()))
        self.menu_wanted.emit(place)

    def status_place(self, index: AnyIndex) -> QPoint:
        """Where on the screen the statuses of a row open."""
        return self._below(book_columns(self.visualRect(index), self.layoutDirection()).status)

    def _is_control(self, point: QPoint) -> bool:
        index = self.indexAt(point)
        if not index.isValid():
            return False
        areas = book_columns(self.visualRect(index), self.layoutDirection())
        is_star = self._delegate().rating_clicked(point, areas, self.layoutDirection()) is not None
        return is_star or areas.status.contains(point)

    def _delegate(self) -> BookDelegate:
        delegate = self.itemDelegate()
        assert isinstance(delegate, BookDelegate)
        return delegate

    def _below(self, area: QRect) -> QPoint:
        return self.viewport().mapToGlobal(QPoint(area.left(), area.bottom() - 8))
