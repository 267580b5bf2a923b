"""What the mouse wheel changes on a screen, and what is larger than the screen."""

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

from bookorbit_desktop.ui.widgets.stars import StarRating
from tests.ui import audit

CHANGEABLE = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar, StarRating)


def scroll(widget: QWidget) -> None:
    """Turn the wheel over a widget as the window system tells of it, down and up."""
    window = widget.window()
    for turn in (-120, -120, 120):
        for area in window.findChildren(QScrollArea):
            if area.isAncestorOf(widget):
                area.ensureWidgetVisible(widget)
        where = widget.mapTo(window, widget.rect().center())
        QTest.wheelEvent(window.windowHandle(), where, QPoint(0, turn))


def value_of(widget: QWidget) -> object:
    """What the wheel might change."""
    if isinstance(widget, QComboBox | QTabBar):
        return widget.currentIndex()
    return widget.value() if isinstance(widget, QAbstractSlider) else widget.property("text")


scrolled: set[str] = set()


def changed_by_the_wheel(root: QWidget) -> list[str]:
    """Every control of a window that takes the wheel without having the focus."""
    window = root.window()
    if window.windowHandle() is None:
        return []
    wrong = []
    for control in root.findChildren(QWidget):
        if not isinstance(control, CHANGEABLE) or isinstance(control, QScrollBar) or not control.isVisible():
            continue
        if control.hasFocus():
            control.clearFocus()
        before = value_of(control)
        scroll(control)
        scrolled.add(type(control).__name__)
        if value_of(control) != before or control.hasFocus():
            wrong.append(f"changed by the wheel: {audit.place_of(control)}")
    return wrong


def larger_than_the_screen(root: QWidget) -> list[str]:
    """A dialog that reaches over the edge of the screen."""
    room = root.screen().availableSize()
    fits = root.width() <= room.width() and root.height() <= room.height()
    return [] if fits or not isinstance(root, QDialog) else [f"{root.size()} on a screen of {room}"]
