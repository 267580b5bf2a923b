"""Overlays at the edge of a page that don't move its content."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import theme


def room_over(below: QWidget, parent: QWidget) -> QRect:
    """The area of `below` in the coordinates of `parent`."""
    return QRect(below.mapTo(parent, QPoint()), below.size())


def at_edge(room: QRect, size: QSize, others: Sequence[QWidget], *, at_top: bool) -> QRect:
    """A place at the lower or upper edge of `room`, next to other overlays there."""
    lying = QRect(QPoint(), size)
    lying.moveCenter(room.center())
    if at_top:
        lying.moveTop(room.top() + theme.SPACE_12)
    else:
        lying.moveBottom(room.bottom() - theme.SPACE_12)
    for other in others:
        if not other.isHidden() and lying.intersects(other.geometry()):
            if at_top:
                lying.moveTop(other.geometry().bottom() + theme.SPACE_8)
            else:
                lying.moveBottom(other.geometry().top() - theme.SPACE_8)
    return lying


def lies_under_pointer(lying: QRect, parent: QWidget) -> bool:
    """Whether something shown there would appear under the pointer."""
    return lying.contains(parent.mapFromGlobal(QCursor.pos()))


def below(part: QWidget) -> QPoint:
    """The screen position of a menu below a widget."""
    return part.mapToGlobal(part.rect().bottomLeft())
