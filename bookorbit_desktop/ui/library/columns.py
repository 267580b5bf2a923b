"""Where things stand in a row of the library, and the heads above them."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.painting import paint_text

ROW_HEIGHT = 56
COVER = QSize(32, 48)
_WIDTHS = {"status": 152, "rating": 104, "last_read": 112, "hardcover": 186}
_DROPPED_FIRST = ("last_read", "rating", "hardcover")
"""A narrow window shows fewer columns rather than a cut title."""
_SMALLEST_TITLE = 210


@dataclass(frozen=True, slots=True)
class BookColumns:
    """The areas of one row; None for a column that does not fit."""

    cover: QRect
    title: QRect
    status: QRect
    rating: QRect | None
    last_read: QRect | None
    hardcover: QRect | None


def book_columns(row: QRect, direction: Qt.LayoutDirection) -> BookColumns:
    """Divide a row. From right to left everything is mirrored."""
    cover = QRect(row.left() + theme.SPACE_16, 0, theme.px(COVER.width()), theme.px(COVER.height()))
    cover.moveTop(row.top() + (row.height() - cover.height()) // 2)
    first = cover.right() + 1 + theme.SPACE_12
    shown = _fitting(row.right() - theme.SPACE_8 - first)
    areas: dict[str, QRect] = {}
    right = row.right() - theme.SPACE_8
    for name in reversed([name for name in _WIDTHS if name in shown]):
        width = theme.px(_WIDTHS[name])
        areas[name] = QRect(right - width + 1, row.top(), width, row.height())
        right -= width
    title = QRect(first, row.top(), right - first - theme.SPACE_12, row.height())
    mirrored = {name: QStyle.visualRect(direction, row, area) for name, area in areas.items()}
    return BookColumns(
        cover=QStyle.visualRect(direction, row, cover),
        title=QStyle.visualRect(direction, row, title),
        status=mirrored["status"],
        rating=mirrored.get("rating"),
        last_read=mirrored.get("last_read"),
        hardcover=mirrored.get("hardcover"),
    )


def _fitting(width: int) -> set[str]:
    shown = set(_WIDTHS)
    for name in _DROPPED_FIRST:
        if width - sum(theme.px(_WIDTHS[one]) for one in shown) >= theme.px(_SMALLEST_TITLE):
            break
        shown.discard(name)
    return shown


class ColumnHeads(QWidget):
    """The quiet line above the list that names its columns."""

    def __init__(self, list_view: QWidget) -> None:
        """`list_view` is the viewport whose width the columns share."""
        super().__init__()
        self._list = list_view
        self.setFixedHeight(theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the names where the columns are."""
        painter = QPainter(self)
        direction = self.layoutDirection()
        left = self.mapFromGlobal(self._list.mapToGlobal(self._list.rect().topLeft())).x()
        areas = book_columns(QRect(left, 0, self._list.width(), self.height()), direction)
        heads = (
            (areas.title, tr("Book")),
            (areas.status, tr("Status and progress")),
            (areas.rating, tr("Rating")),
            (areas.last_read, tr("Last read")),
            (areas.hardcover, tr("Hardcover")),
        )
        for area, word in heads:
            if area is not None:
                paint_text(painter, area, word, theme.font(Type.DETAIL), "muted", direction=direction)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
