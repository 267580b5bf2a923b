"""Mouse and keyboard actions shared by cards and table."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from bookorbit_desktop.ui.hardcover.model import STACK, quick_word
from bookorbit_desktop.ui.hardcover.quick_action import QuickAction
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex

_TYPED = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class PaintsControls(Protocol):
    """A delegate that paints buttons."""

    def remedy_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """Where the button of the next step is."""

    def menu_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """Where the button of everything else is."""

    def quick_areas(
        self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection
    ) -> Mapping[QuickAction, QRect]:
        """Where the buttons on the cover are."""


class CandidateControls(QObject):
    """Watches a view: the painted buttons, stacks, Ctrl+Enter for the next step, letters for the filter."""

    remedy_wanted = Signal(QModelIndex)
    menu_wanted = Signal(QPoint)
    """Where on the screen."""
    stack_wanted = Signal(QModelIndex)
    quick_wanted = Signal(QModelIndex, object)
    """A book, and the QuickAction for it."""
    escaped = Signal()
    typed = Signal(str)

    def __init__(self, view: QAbstractItemView, delegate: PaintsControls) -> None:
        super().__init__(view)
        self._view = view
        self._delegate = delegate
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the events that are meant for the books."""
        if isinstance(event, QContextMenuEvent):
            self.menu_wanted.emit(self._menu_place(event))
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return watched is self._view and self._take_key(event)
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            return self._explain_button(event)
        if isinstance(event, QMouseEvent) and watched is self._view.viewport():
            return self._take_mouse(event)
        return False

    def _take_mouse(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        index = self._view.indexAt(point)
        on_remedy = index.isValid() and self._areas(index)[0].contains(point)
        on_menu = index.isValid() and self._areas(index)[1].contains(point)
        if event.type() is QEvent.Type.MouseMove:
            is_stack = index.isValid() and index.data(STACK) is not None
            hand = on_remedy or on_menu or is_stack or self._quick_at(point) is not None
            self._view.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
            )
            return False
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        quick = self._quick_at(point)
        if event.type() in _PRESSES:
            return on_remedy or on_menu or quick is not None
        if quick is not None and event.type() is QEvent.Type.MouseButtonRelease:
            self.quick_wanted.emit(index, quick)
            return True
        if event.type() is QEvent.Type.MouseButtonRelease:
            return self._click(event, index, on_remedy=on_remedy, on_menu=on_menu)
        return False

    def _click(self, event: QMouseEvent, index: QModelIndex, *, on_remedy: bool, on_menu: bool) -> bool:
        if on_remedy:
            self.remedy_wanted.emit(index)
            return True
        if on_menu:
            self._select(index)
            self.menu_wanted.emit(self._view.viewport().mapToGlobal(self._areas(index)[1].bottomLeft()))
            return True
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and index.isValid() and index.data(STACK) is not None:
            self.stack_wanted.emit(index)
        return False

    def _quick_at(self, point: QPoint) -> QuickAction | None:
        """The button on a cover at a place. The pointer is on its card, so that it is shown."""
        index = self._view.indexAt(point)
        if not index.isValid():
            return None
        row, direction = self._view.visualRect(index), self._view.layoutDirection()
        areas = self._delegate.quick_areas(row, index, direction)
        return next((action for action, area in areas.items() if area.contains(point)), None)

    def _explain_button(self, event: QHelpEvent) -> bool:
        """Say what a button on a cover does; everywhere else the book has a tooltip of its own."""
        quick = self._quick_at(event.pos())
        if quick is None:
            return False
        candidate = self._view.indexAt(event.pos()).data(ROW)
        QToolTip.showText(event.globalPos(), quick_word(quick, candidate), self._view.viewport())
        return True

    def _take_key(self, event: QKeyEvent) -> bool:
        key, current = event.key(), self._view.currentIndex()
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if current.isValid():
                self.remedy_wanted.emit(current)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.text().isalnum() and event.modifiers() in _TYPED:
            self.typed.emit(event.text())
        else:
            return False
        return True

    def _areas(self, index: AnyIndex) -> tuple[QRect, QRect]:
        row, direction = self._view.visualRect(index), self._view.layoutDirection()
        return (
            self._delegate.remedy_area(row, index, direction),
            self._delegate.menu_area(row, index, direction),
        )

    def _select(self, index: QModelIndex) -> None:
        choice = self._view.selectionModel()
        if not choice.isSelected(index):
            choice.setCurrentIndex(index, choice.SelectionFlag.ClearAndSelect)

    def _menu_place(self, event: QContextMenuEvent) -> QPoint:
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            index = self._view.indexAt(self._view.viewport().mapFromGlobal(event.globalPos()))
            if index.isValid():
                self._select(index)
            return event.globalPos()
        area = self._view.visualRect(self._view.currentIndex())
        return self._view.viewport().mapToGlobal(QPoint(area.left(), area.bottom() - 8))
