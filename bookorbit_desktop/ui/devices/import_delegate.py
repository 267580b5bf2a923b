"""Paints one book of an import: check box, cover, title, group, and the changes."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.usb.device_import import PlannedBook
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.devices.import_covers import cover_request
from bookorbit_desktop.ui.devices.import_model import PlanModel
from bookorbit_desktop.ui.sync.delegate import ItemDelegate
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.painting import halves, paint_cover, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.widgets.tick_box import paint_tick
from bookorbit_desktop.ui.wording import names

ROW_HEIGHT = 56
_COVER = QSize(32, 48)
_MARK = 18
_TITLE_SHARE = 0.55
"""The share of the width beside the check box."""


class PlanDelegate(ItemDelegate):
    """Two columns of two lines each. A book that cannot be ticked shows its group's icon instead of a box."""

    def __init__(self, model: PlanModel, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one book."""
        book: PlannedBook = index.data(ROW)
        look, row, direction = self._model.look(book), option.rect, option.direction
        painter.save()
        paint_row(painter, option)
        mark = _mark_area(row)
        drawn = QStyle.visualRect(direction, row, mark)
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        if tick is None:
            icons.paint(painter, drawn, look.icon, look.tone)
        else:
            paint_tick(painter, drawn, ticked=Qt.CheckState(tick) is Qt.CheckState.Checked)
        cover = self._paint_cover(painter, option, mark.right() + 1 + theme.SPACE_12, book)
        left = cover.right() + 1 + theme.SPACE_12
        room = row.right() - theme.SPACE_12 - left
        width = int(room * _TITLE_SHARE)
        title = QRect(left, row.top(), width - theme.SPACE_12, row.height())
        state = QRect(left + width, row.top(), room - width, row.height())
        self._paint_lines(painter, option, title, (book.title, names(book.authors)), Type.CARD, "text")
        tone = look.tone if look.tone is not Tone.NEUTRAL else "muted"
        taken = self._model.second_line(book)
        self._paint_lines(painter, option, state, (look.word, taken), Type.DETAIL, tone)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """A click on the box toggles the tick; a click elsewhere only selects the book."""
        if isinstance(event, QMouseEvent):
            area = _mark_area(option.rect).adjusted(
                -theme.SPACE_8, -theme.SPACE_8, theme.SPACE_8, theme.SPACE_8
            )
            if not QStyle.visualRect(option.direction, option.rect, area).contains(
                event.position().toPoint()
            ):
                return False
        return super().editorEvent(event, model, option, index)

    def _paint_cover(
        self, painter: QPainter, option: QStyleOptionViewItem, left: int, book: PlannedBook
    ) -> QRect:
        row, size = option.rect, _COVER * theme.px(100) / 100
        area = QRect(left, row.top() + (row.height() - size.height()) // 2, size.width(), size.height())
        ratio = painter.device().devicePixelRatioF()
        picture = self._covers.pixmap(cover_request(book, self._model.tick_of(book), _COVER, ratio))
        paint_cover(painter, QStyle.visualRect(option.direction, row, area), picture)
        return area

    def _paint_lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        lines: tuple[str, str],
        step: Type,
        colour: str,
    ) -> None:
        """Draw two lines; a single one is centred."""
        drawn = QStyle.visualRect(option.direction, option.rect, area)
        if not lines[1]:
            paint_text(painter, drawn, lines[0], theme.font(step), colour, direction=option.direction)
            return
        first, second = halves(drawn)
        paint_text(painter, first, lines[0], theme.font(step), colour, direction=option.direction)
        paint_text(painter, second, lines[1], theme.font(Type.DETAIL), "muted", direction=option.direction)


def _mark_area(row: QRect) -> QRect:
    size = theme.px(_MARK)
    return QRect(row.left() + theme.SPACE_12, row.top() + (row.height() - size) // 2, size, size)
