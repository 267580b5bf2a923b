"""Dragging books onto a shelf or tag: the data dragged and the picture at the pointer."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDrag, QDropEvent, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.painting import paint_text

_BOOKS = "application/x-bookorbit-books"
"""Nothing that another program takes: the files stay where they are."""
_WIDEST = 240


class CarriedBooks(QMimeData):
    """The dragged books as the data of a drag."""

    def __init__(self, book_ids: Sequence[BookId]) -> None:
        super().__init__()
        self.book_ids = list(book_ids)
        self.setData(_BOOKS, b"")


def drag_books(source: QWidget, book_ids: Sequence[BookId], text: str) -> None:
    """Run a drag of books until they are dropped; `words` are shown at the pointer."""
    drag = QDrag(source)
    drag.setMimeData(CarriedBooks(book_ids))
    drag.setPixmap(_chip(text, source.devicePixelRatioF()))
    drag.setHotSpot(QPoint(-theme.SPACE_8, -theme.SPACE_8))
    drag.exec(Qt.DropAction.CopyAction)


def carried_books(event: QDropEvent) -> list[BookId]:
    """The books dragged from this window's lists; none if something else is dragged."""
    carried = event.mimeData()
    return carried.book_ids if isinstance(carried, CarriedBooks) else []


def _chip(text: str, ratio: float) -> QPixmap:
    font = theme.font(Type.CARD)
    metrics = QFontMetrics(font)
    width = min(theme.px(_WIDEST), metrics.horizontalAdvance(text) + 1) + 2 * theme.SPACE_12
    size = QSize(width, metrics.height() + 2 * theme.SPACE_8)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("border"))
    painter.setBrush(theme.colour("surface"))
    area = QRect(QPoint(0, 0), size)
    painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), theme.RADIUS_FIELD, theme.RADIUS_FIELD)
    paint_text(painter, area.adjusted(theme.SPACE_12, 0, -theme.SPACE_12, 0), text, font)
    painter.end()
    return picture
