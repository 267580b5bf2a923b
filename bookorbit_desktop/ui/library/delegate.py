"""Paints a whole row of the library: one delegate, one look at the row (MEASURED.md, "Qt")."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.book import BookRow
from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.library.columns import ROW_HEIGHT, BookColumns, book_columns
from bookorbit_desktop.ui.library.model import byline, last_read, trouble
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import (
    halves,
    paint_badge,
    paint_cover,
    paint_progress,
    paint_row,
    paint_stars,
    paint_text,
    rating_at,
)
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import names, percent, state_look, status_icon, status_word

STAR = 16
COVER_RADIUS = 3


class BookDelegate(QStyledItemDelegate):
    """Cover, title and author, status and progress, rating, last read, and how the book stands towards Hardcover."""

    def __init__(self, covers: CoverCache, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every row is equally high."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one book."""
        row: BookRow = index.data(ROW)
        direction = option.direction
        areas = book_columns(option.rect, direction)
        painter.save()
        paint_row(painter, option)
        self._paint_cover(painter, areas.cover, row)
        _paint_title(painter, areas.title, row, direction)
        _paint_status(painter, areas.status, row, direction)
        if areas.rating is not None and (row.rating or _is_pointed_at(option)):
            paint_stars(painter, areas.rating, row.rating, theme.px(STAR), direction)
        if areas.last_read is not None:
            self._paint_last_read(painter, areas.last_read, row, direction)
        if areas.hardcover is not None and row.hardcover is not HardcoverState.NOT_ELIGIBLE:
            paint_badge(painter, areas.hardcover, state_look(row.hardcover), direction)
        painter.restore()

    def rating_clicked(
        self, point: QPoint, areas: BookColumns, direction: Qt.LayoutDirection
    ) -> float | None:
        """The rating that a click at `point` means; None beside the stars."""
        if areas.rating is None or not areas.rating.contains(point):
            return None
        return rating_at(point.x(), areas.rating, theme.px(STAR), direction)

    def _paint_cover(self, painter: QPainter, area: QRect, row: BookRow) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        request = CoverRequest(
            row.id, row.title, names(row.authors), area.width(), area.height(), ratio, theme.px(COVER_RADIUS)
        )
        paint_cover(painter, area, self._covers.pixmap(request))

    def _paint_last_read(
        self, painter: QPainter, area: QRect, row: BookRow, direction: Qt.LayoutDirection
    ) -> None:
        first, second = halves(area)
        said = last_read(row, self._now())
        if not row.last_device:
            first = area
        paint_text(painter, first, said, theme.font(Type.DETAIL), direction=direction)
        if row.last_device:
            device = second.adjusted(0, 0, -theme.SPACE_8, 0)
            paint_text(
                painter, device, row.last_device, theme.font(Type.DETAIL), "muted", direction=direction
            )


def _is_pointed_at(option: QStyleOptionViewItem) -> bool:
    wanted = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected
    return bool(option.state & wanted)


def _paint_title(painter: QPainter, area: QRect, row: BookRow, direction: Qt.LayoutDirection) -> None:
    first, second = halves(area)
    paint_text(painter, first, row.title, theme.font(Type.CARD), direction=direction)
    wrong = trouble(row)
    if wrong:
        mark = QRect(
            second.left(), second.top() + (second.height() - theme.px(14)) // 2, theme.px(14), theme.px(14)
        )
        icons.paint(painter, QStyle.visualRect(direction, second, mark), "warning", "attention")
        words = QStyle.visualRect(direction, second, second.adjusted(theme.px(14) + theme.SPACE_4, 0, 0, 0))
        paint_text(painter, words, wrong, theme.font(Type.DETAIL), "attention", direction=direction)
        return
    paint_text(painter, second, byline(row), theme.font(Type.DETAIL), "muted", direction=direction)


def _paint_status(painter: QPainter, area: QRect, row: BookRow, direction: Qt.LayoutDirection) -> None:
    """The status, and below it how far the book was read, or where the device is that went on by itself."""
    has_place = row.percentage is not None
    line, below = halves(area) if has_place else (area, area)
    size = theme.px(16)
    mark = QRect(line.left(), line.top() + (line.height() - size) // 2, size, size)
    icons.paint(painter, QStyle.visualRect(direction, line, mark), status_icon(row.status), "muted")
    words = QStyle.visualRect(direction, line, line.adjusted(size + theme.SPACE_8, 0, -theme.SPACE_8, 0))
    paint_text(painter, words, status_word(row.status), theme.font(Type.BODY), direction=direction)
    if not has_place:
        return
    if row.device_moved_on or row.proposes_rereading:
        said = tr("Device at {0}").format(percent(row.percentage or 0.0))
        paint_text(painter, below, said, theme.font(Type.DETAIL), "attention", direction=direction)
    else:
        _paint_place(painter, below, row.percentage or 0.0, direction)


def _paint_place(painter: QPainter, area: QRect, fraction: float, direction: Qt.LayoutDirection) -> None:
    height, number = theme.px(4), theme.px(48)
    width = area.width() - number - theme.SPACE_24
    bar = QRect(area.left(), area.top() + (area.height() - height) // 2, width, height)
    words = QRect(bar.right() + 1, area.top(), number, area.height())
    paint_progress(painter, QStyle.visualRect(direction, area, bar), fraction, direction)
    paint_text(
        painter,
        QStyle.visualRect(direction, area, words),
        percent(fraction),
        theme.font(Type.DETAIL, numbers=True),
        "muted",
        align=Qt.AlignmentFlag.AlignRight,
        direction=direction,
    )
