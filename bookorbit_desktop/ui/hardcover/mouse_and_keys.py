"""Mouse and keyboard actions shared by cards and table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow
from bookorbit_desktop.ui.hardcover.model import STACK, quick_word
from bookorbit_desktop.ui.hardcover.quick_action import QuickAction
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex

_TYPED = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class _Control(Enum):
    REMEDY = auto()
    MENU = auto()
    STACK = auto()
    """Anywhere on it."""


class PaintsControls(Protocol):
    """A delegate that paints buttons."""

    def remedy_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """The area of the next step's button."""

    def menu_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """The area of the menu button."""

    def quick_areas(
        self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection
    ) -> Mapping[QuickAction, QRect]:
        """The areas of the buttons on the cover."""


@dataclass(frozen=True, slots=True)
class _Target:
    """A control under the pointer."""

    index: QModelIndex
    candidate: HardcoverRow
    """As shown. While the button is held down, the list may get other rows at the same place."""
    control: _Control | QuickAction

    def is_same(self, other: "_Target") -> bool:
        """Whether both are the same control of the same book."""
        return (self.candidate.id, self.control) == (other.candidate.id, other.control)


class CandidateControls(QObject):
    """Handles a view's painted buttons and stacks, Ctrl+Enter for the next step, letters for the filter."""

    remedy_requested = Signal(object)
    """The HardcoverRow as the person saw it."""
    menu_requested = Signal(QPoint)
    """The screen position."""
    stack_requested = Signal(object)
    """The HardcoverRow that represents the stack."""
    quick_requested = Signal(object, object)
    """A HardcoverRow, and the QuickAction for it."""
    freed = Signal()
    """The pointer has left what it might have clicked."""
    escaped = Signal()
    typed = Signal(str)

    def __init__(self, view: QAbstractItemView, delegate: PaintsControls) -> None:
        super().__init__(view)
        self._view = view
        self._delegate = delegate
        self._pressed: _Target | None = None
        self._is_aiming = False
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    @property
    def is_aiming(self) -> bool:
        """Whether a click may be coming: the pointer is on a button, or a mouse button is pressed."""
        return self._is_aiming or self._pressed is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the events for the books."""
        if isinstance(event, QContextMenuEvent):
            self.menu_requested.emit(self._menu_point(event))
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return watched is self._view and self._take_key(event)
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            return self._explain_button(event)
        if event.type() is QEvent.Type.Leave:
            self._pressed = None
            self._aim(False)
        if isinstance(event, QMouseEvent) and watched is self._view.viewport():
            return self._take_mouse(event)
        return False

    def _take_mouse(self, event: QMouseEvent) -> bool:
        target = self._target_at(event.position().toPoint())
        is_button = target is not None and target.control is not _Control.STACK
        if event.type() is QEvent.Type.MouseMove:
            hand = Qt.CursorShape.PointingHandCursor if target is not None else Qt.CursorShape.ArrowCursor
            self._view.viewport().setCursor(hand)
            self._aim(is_button)
            return False
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if event.type() in _PRESSES:
            self._pressed = target
            return is_button
        if event.type() is QEvent.Type.MouseButtonRelease:
            return self._release(event, target)
        return False

    def _release(self, event: QMouseEvent, target: _Target | None) -> bool:
        """Complete a click that ended on the control where it began, with the row of that moment."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if (
            target is not None
            and target.is_same(pressed)
            and (is_plain or target.control is not _Control.STACK)
        ):
            self._click(replace(target, candidate=pressed.candidate))
        if not self._is_aiming:
            self.freed.emit()
        return pressed.control is not _Control.STACK

    def _click(self, target: _Target) -> None:
        if isinstance(target.control, QuickAction):
            self.quick_requested.emit(target.candidate, target.control)
        elif target.control is _Control.REMEDY:
            self.remedy_requested.emit(target.candidate)
        elif target.control is _Control.STACK:
            self.stack_requested.emit(target.candidate)
        else:
            self._select(target.index)
            corner = self._delegate.menu_area(*self._painted(target.index)).bottomLeft()
            self.menu_requested.emit(self._view.viewport().mapToGlobal(corner))

    def _target_at(self, point: QPoint) -> _Target | None:
        """Return the control at a point. Controls on a cover are visible, as the pointer is on the card."""
        index = self._view.indexAt(point)
        if not index.isValid():
            return None
        candidate, painted = index.data(ROW), self._painted(index)
        for action, area in self._delegate.quick_areas(*painted).items():
            if area.contains(point):
                return _Target(index, candidate, action)
        if self._delegate.remedy_area(*painted).contains(point):
            return _Target(index, candidate, _Control.REMEDY)
        if self._delegate.menu_area(*painted).contains(point):
            return _Target(index, candidate, _Control.MENU)
        return _Target(index, candidate, _Control.STACK) if index.data(STACK) is not None else None

    def _aim(self, is_aiming: bool) -> None:
        was_aiming, self._is_aiming = self._is_aiming, is_aiming
        if was_aiming and not self.is_aiming:
            self.freed.emit()

    def _explain_button(self, event: QHelpEvent) -> bool:
        """Show the tooltip of a button on a cover; elsewhere the book's own is shown."""
        target = self._target_at(event.pos())
        if target is None or not isinstance(target.control, QuickAction):
            return False
        text = quick_word(target.control, target.candidate)
        QToolTip.showText(event.globalPos(), text, self._view.viewport())
        return True

    def _take_key(self, event: QKeyEvent) -> bool:
        key, current = event.key(), self._view.currentIndex()
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if current.isValid():
                self.remedy_requested.emit(current.data(ROW))
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.text().isalnum() and event.modifiers() in _TYPED:
            self.typed.emit(event.text())
        else:
            return False
        return True

    def _painted(self, index: QModelIndex) -> tuple[QRect, QModelIndex, Qt.LayoutDirection]:
        """The area where the delegate painted a row."""
        return self._view.visualRect(index), index, self._view.layoutDirection()

    def _select(self, index: QModelIndex) -> None:
        choice = self._view.selectionModel()
        if not choice.isSelected(index):
            choice.setCurrentIndex(index, choice.SelectionFlag.ClearAndSelect)

    def _menu_point(self, event: QContextMenuEvent) -> QPoint:
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            index = self._view.indexAt(self._view.viewport().mapFromGlobal(event.globalPos()))
            if index.isValid():
                self._select(index)
            return event.globalPos()
        area = self._view.visualRect(self._view.currentIndex())
        return self._view.viewport().mapToGlobal(QPoint(area.left(), area.bottom() - 8))
