"""Paints one result of the palette."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.palette.hits import Hit
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import halves, paint_cover, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import names

ROW_HEIGHT = 52
_COVER = QSize(28, 42)


class HitDelegate(QStyledItemDelegate):
    """Icon or cover, words over their kind, and the shortcut at the end."""

    def __init__(self, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every line is equally high."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one hit."""
        hit: Hit = index.data(ROW)
        direction, whole = option.direction, option.rect
        painter.save()
        paint_row(painter, option)
        size = QSize(theme.px(_COVER.width()), theme.px(_COVER.height()))
        mark = QRect(whole.left() + theme.SPACE_16, whole.top(), size.width(), size.height())
        mark.moveTop(whole.top() + (whole.height() - size.height()) // 2)
        self._paint_mark(painter, QStyle.visualRect(direction, whole, mark), hit)
        font = theme.font(Type.DETAIL)
        keys_width = QFontMetrics(font).horizontalAdvance(hit.keys) + 2 if hit.keys else 0
        keys = QRect(whole.right() - theme.SPACE_16 - keys_width, whole.top(), keys_width + 1, whole.height())
        words = QRect(mark.right() + 1 + theme.SPACE_12, whole.top(), 0, whole.height())
        words.setRight(keys.left() - theme.SPACE_12)
        first, second = halves(QStyle.visualRect(direction, whole, words))
        paint_text(painter, first, hit.words, theme.font(Type.CARD), direction=direction)
        paint_text(painter, second, hit.kind, font, "muted", direction=direction)
        place = QStyle.visualRect(direction, whole, keys)
        paint_text(painter, place, hit.keys, font, "muted", direction=direction)
        painter.restore()

    def _paint_mark(self, painter: QPainter, area: QRect, hit: Hit) -> None:
        if hit.book is None:
            size = theme.px(20)
            mark = QRect(0, 0, size, size)
            mark.moveCenter(area.center())
            icons.paint(painter, mark, hit.icon, "muted")
            return
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        author = names(hit.book.authors)
        request = CoverRequest(
            hit.book.id, hit.book.title, author, area.width(), area.height(), ratio, theme.px(3)
        )
        paint_cover(painter, area, self._covers.pixmap(request))
