"""Paints one book of a sync: outcome, cover, title and changes."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bookorbit_desktop.domain.hardcover.sync_run import SyncItem
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.sync.model import detail
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import paint_cover, paint_lines, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.widgets.tick_box import paint_tick
from bookorbit_desktop.ui.wording import outcome_look

ROW_HEIGHT = 48
_COVER_ROW_HEIGHT = 68
_COVER = QSize(32, 48)
_TITLE_HEIGHT, _DETAIL_HEIGHT = 20, 18


class ItemDelegate(QStyledItemDelegate):
    """An icon for the outcome, then the title over a line of detail. A preview adds a check box."""

    def __init__(self, parent: QWidget, covers: CoverCache | None = None) -> None:
        """Without covers the text starts at the icon and has one line instead of two."""
        super().__init__(parent)
        self._book_covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT if self._book_covers is None else _COVER_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one book."""
        item: SyncItem = index.data(ROW)
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        direction = option.direction
        painter.save()
        paint_row(painter, option)
        mark = _mark_area(option.rect, direction)
        look = outcome_look(item.outcome)
        if tick is None:
            icons.paint(painter, mark, look.icon, look.tone)
        else:
            paint_tick(painter, mark, ticked=Qt.CheckState(tick) is Qt.CheckState.Checked)
        text_rect = option.rect.adjusted(
            theme.SPACE_16 + mark.width() + theme.SPACE_12, 0, -theme.SPACE_16, 0
        )
        if self._book_covers is not None:
            cover = _cover_area(option.rect)
            self._paint_book_cover(
                painter, QStyle.visualRect(direction, option.rect, cover), item, self._book_covers
            )
            text_rect.setLeft(cover.right() + 1 + theme.SPACE_12)
        tone = look.tone if look.tone in (Tone.ATTENTION, Tone.ERROR) else "muted"
        area = QStyle.visualRect(direction, option.rect, text_rect)
        self._paint_texts(painter, area, item.title, detail(item) or look.word, tone, direction)
        painter.restore()

    def _paint_texts(
        self, painter: QPainter, area: QRect, title: str, said: str, tone: str, direction: Qt.LayoutDirection
    ) -> None:
        font = theme.font(Type.DETAIL)
        title_height, line_height = theme.px(_TITLE_HEIGHT), theme.px(_DETAIL_HEIGHT)
        fits = self._book_covers is None or QFontMetrics(font).horizontalAdvance(said) <= area.width()
        lines = 1 if fits else 2
        top = area.top() + (area.height() - title_height - lines * line_height) // 2
        first = QRect(area.left(), top, area.width(), title_height)
        paint_text(painter, first, title, theme.font(Type.CARD), direction=direction)
        rest = first.translated(0, title_height)
        paint_lines(painter, rest, said, font, tone, direction, line_height, most=lines)

    def _paint_book_cover(self, painter: QPainter, area: QRect, item: SyncItem, covers: CoverCache) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        size = area.width(), area.height()
        request = CoverRequest(item.book_id, item.title, "", *size, ratio, theme.px(3))
        paint_cover(painter, area, covers.pixmap(request))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """A click anywhere on the row, or the space bar, toggles its tick."""
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        is_click = isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease
        is_space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if tick is None or not (is_click or is_space):
            return False
        is_ticked = Qt.CheckState(tick) is Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
        return model.setData(index, other, Qt.ItemDataRole.CheckStateRole)


def _cover_area(row: QRect) -> QRect:
    left = row.left() + theme.SPACE_16 + theme.px(18) + theme.SPACE_12
    area = QRect(left, 0, theme.px(_COVER.width()), theme.px(_COVER.height()))
    area.moveTop(row.top() + (row.height() - area.height()) // 2)
    return area


def _mark_area(row: QRect, direction: Qt.LayoutDirection) -> QRect:
    size = theme.px(18)
    area = QRect(row.left() + theme.SPACE_16, row.top() + (row.height() - size) // 2, size, size)
    return QStyle.visualRect(direction, row, area)
