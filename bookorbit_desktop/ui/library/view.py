"""The library table, in whose rows rating and status can be set."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent

from bookorbit_desktop.ui.library.columns import Column
from bookorbit_desktop.ui.library.delegate import BookDelegate
from bookorbit_desktop.ui.widgets.cells import CellView
from bookorbit_desktop.ui.widgets.rows import AnyIndex


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
        status = self._delegate().areas(area, self.layoutDirection()).get(Column.STATUS, area)
        return self.viewport().mapToGlobal(QPoint(status.left(), status.bottom() - 8))

    def _is_control(self, point: QPoint) -> bool:
        index = self.indexAt(point)
        if not index.isValid() or not self._delegate().is_book(index):
            return False
        status = self._delegate().areas(self.visualRect(index), self.layoutDirection()).get(Column.STATUS)
        on_status = status is not None and status.contains(point)
        return on_status or self._rating_at(index, point) is not None

    def _rating_at(self, index: AnyIndex, point: QPoint) -> float | None:
        return self._delegate().rating_clicked(point, self.visualRect(index), self.layoutDirection())

    def _delegate(self) -> BookDelegate:
        delegate = self.itemDelegate()
        assert isinstance(delegate, BookDelegate)
        return delegate
