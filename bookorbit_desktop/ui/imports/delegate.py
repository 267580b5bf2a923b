"""Paints one row of an import: check box, cover, title, both sides, and the reason."""

from typing import Generic

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.hardcover.shelf_import import PreviewRow
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.imports.model import (
    ImportModel,
    R,
    authors_text,
    here,
    kind_look,
    reason,
    there,
    title,
)
from bookorbit_desktop.ui.sync.delegate import ItemDelegate
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import halves, paint_cover, paint_row, paint_text, paint_two_lines
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.widgets.tick_box import paint_tick

ROW_HEIGHT = 60
_COVER = QSize(32, 48)
_TICK = 18
_SHARES = (0.31, 0.41)
"""Of the width beside the cover: title, both sides; the reason has the rest."""


class ImportDelegate(ItemDelegate, Generic[R]):
    """Three columns of two lines each, with check boxes as in the preview of a sync."""

    def __init__(self, model: ImportModel[R], covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one entry."""
        row: PreviewRow = index.data(ROW)
        painter.save()
        paint_row(painter, option)
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        left = option.rect.left() + theme.SPACE_16
        if tick is not None:
            mark = _centred(option.rect, left, QSize(_TICK, _TICK))
            ticked = Qt.CheckState(tick) is Qt.CheckState.Checked
            paint_tick(painter, QStyle.visualRect(option.direction, option.rect, mark), ticked=ticked)
        cover = _centred(option.rect, left + theme.px(_TICK) + theme.SPACE_12, _COVER)
        self._paint_cover(painter, QStyle.visualRect(option.direction, option.rect, cover), row)
        self._paint_text(painter, option, cover.right() + 1 + theme.SPACE_12, row)
        painter.restore()

    def _paint_cover(self, painter: QPainter, area: QRect, row: PreviewRow) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        wanted = CoverRequest(
            row.cover_key, title(row), authors_text(row), area.width(), area.height(), ratio, theme.px(3)
        )
        paint_cover(painter, area, self._covers.pixmap(wanted))

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, left: int, row: PreviewRow
    ) -> None:
        room = option.rect.right() - theme.SPACE_16 - left
        widths = [int(room * share) for share in _SHARES]
        middle, last = left + widths[0], left + sum(widths)
        progress = self._model.progress
        _paint_pair(painter, option, (left, widths[0]), (title(row), authors_text(row)), Type.CARD)
        _paint_pair(
            painter, option, (middle, widths[1]), (there(row), here(row, progress=progress)), Type.DETAIL
        )
        look = kind_look(row.kind)
        mark = _centred(option.rect, last, QSize(16, 16))
        icons.paint(painter, QStyle.visualRect(option.direction, option.rect, mark), look.icon, look.tone)
        words_left = mark.right() + 1 + theme.SPACE_8
        words = QRect(words_left, option.rect.top(), left + room - words_left, option.rect.height())
        box = QStyle.visualRect(option.direction, option.rect, words)
        paint_two_lines(painter, box, reason(row), theme.font(Type.DETAIL), look.tone, option.direction)


def _centred(row: QRect, left: int, size: QSize) -> QRect:
    area = QRect(left, 0, theme.px(size.width()), theme.px(size.height()))
    area.moveTop(row.top() + (row.height() - area.height()) // 2)
    return area


def _paint_pair(
    painter: QPainter,
    option: QStyleOptionViewItem,
    span: tuple[int, int],
    lines: tuple[str, str],
    step: Type,
) -> None:
    """Two lines in a column, the second quieter. A single line is centred."""
    left, width = span
    area = QRect(left, option.rect.top(), width - theme.SPACE_12, option.rect.height())
    area = QStyle.visualRect(option.direction, option.rect, area)
    if not lines[1]:
        paint_text(painter, area, lines[0], theme.font(step), direction=option.direction)
        return
    first, second = halves(area)
    paint_text(painter, first, lines[0], theme.font(step), direction=option.direction)
    paint_text(painter, second, lines[1], theme.font(Type.DETAIL), "muted", direction=option.direction)
