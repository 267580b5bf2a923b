"""What keys and the right mouse button mean in the lists of the library, the same in grid and table."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

_RATINGS = {Qt.Key.Key_0 + digit: float(digit) or None for digit in range(6)}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_TYPED = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class ListKeys(QObject):
    """Watches a view: digits rate, Delete removes, Escape leaves, a letter begins a search."""

    rated = Signal(object)
    """A rating, or None for none."""
    remove_wanted = Signal()
    escaped = Signal()
    menu_wanted = Signal(QPoint)
    typed = Signal(str)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the events that are meant for the books."""
        if event.type() is QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self.menu_wanted.emit(self._menu_place(event))
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
            self.remove_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.text().isalpha() and event.modifiers() in _TYPED:
            self.typed.emit(event.text())
        else:
            return False
        return True

    def _menu_place(self, event: QContextMenuEvent) -> QPoint:
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            return event.globalPos()
        area = self._view.visualRect(self._view.currentIndex())
        return self._view.viewport().mapToGlobal(QPoint(area.left(), area.bottom() - 8))
