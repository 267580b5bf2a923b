"""Paints a whole row of the library with one delegate and one data lookup (performance.md, "Qt")."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import Stack
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.book.text import byline, last_read, read_of, series_text, shown_state, trouble
from bookorbit_desktop.ui.library.model import STACK, Column, Columns
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
from bookorbit_desktop.ui.widgets.table_columns import ROW_HEIGHT, book_parts
from bookorbit_desktop.ui.wording import (
    day_and_time,
    joined,
    names,
    number,
    percent,
    state_look,
    status_icon,
    status_word,
)

STAR = 16
COVER_RADIUS = 3


class BookDelegate(QStyledItemDelegate):
    """Cover, title and author, and the chosen columns."""

    def __init__(
        self, covers: CoverCache, columns: Columns, now: Callable[[], datetime], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._covers = covers
        self.columns = columns
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one book, or the stack it stands for."""
        row: BookRow | None = index.data(ROW)
        stack: Stack | None = index.data(STACK)
        direction = option.direction
        areas = self.columns.areas(option.rect, direction)
        cover, text_rect = book_parts(areas[Column.BOOK], direction)
        painter.save()
        paint_row(painter, option)
        if row is None:
            _paint_shape(painter, cover, text_rect)
        elif stack is not None:
            self._paint_cover(painter, cover, row)
            _paint_stack(painter, text_rect, stack, direction)
            if Column.HARDCOVER in areas and stack.state is not HardcoverState.NOT_ELIGIBLE:
                paint_badge(painter, areas[Column.HARDCOVER], state_look(stack.state), direction)
        else:
            self._paint_cover(painter, cover, row)
            _paint_title(painter, text_rect, row, direction, set(areas))
            self._paint_columns(painter, areas, row, option)
        painter.restore()

    def is_book(self, index: AnyIndex) -> bool:
        """Whether an index is a single book whose row is loaded."""
        return index.data(ROW) is not None and index.data(STACK) is None

    def rating_clicked(self, point: QPoint, row: QRect, direction: Qt.LayoutDirection) -> float | None:
        """The rating for a click at `point`; None outside the stars."""
        area = self.columns.areas(row, direction).get(Column.RATING)
        if area is None or not area.contains(point):
            return None
        return rating_at(point.x(), area, theme.px(STAR), direction)

    def _paint_columns(
        self, painter: QPainter, areas: dict[Column, QRect], row: BookRow, option: QStyleOptionViewItem
    ) -> None:
        direction = option.direction
        for column, area in areas.items():
            if column is Column.STATUS:
                _paint_status(painter, area, row, direction)
            elif column is Column.PROGRESS:
                _paint_progress(painter, area, row, direction)
            elif column is Column.RATING:
                if row.rating or _is_pointed_at(option):
                    paint_stars(painter, area, row.rating, theme.px(STAR), direction)
            elif column is Column.HARDCOVER:
                _paint_state(painter, area, row, direction)
            elif column is Column.LAST_READ:
                self._paint_last_read(painter, area, row, direction, with_device=Column.DEVICE not in areas)
            elif column is not Column.BOOK:
                _paint_text(painter, area, column, row, direction)

    def _paint_cover(self, painter: QPainter, area: QRect, row: BookRow) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        request = CoverRequest(
            row.id, row.title, names(row.authors), area.width(), area.height(), ratio, theme.px(COVER_RADIUS)
        )
        paint_cover(painter, area, self._covers.pixmap(request))

    def _paint_last_read(
        self,
        painter: QPainter,
        area: QRect,
        row: BookRow,
        direction: Qt.LayoutDirection,
        *,
        with_device: bool,
    ) -> None:
        said = last_read(row, self._now())
        first, second = halves(area)
        device = row.last_device if with_device else ""
        paint_text(painter, first if device else area, said, theme.font(Type.DETAIL), direction=direction)
        if device:
            below = second.adjusted(0, 0, -theme.SPACE_8, 0)
            paint_text(painter, below, device, theme.font(Type.DETAIL), "muted", direction=direction)


def _is_pointed_at(option: QStyleOptionViewItem) -> bool:
    wanted = (
        QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
    )
    return bool(option.state & wanted)


def _paint_shape(painter: QPainter, cover: QRect, text_rect: QRect) -> None:
    """The placeholder of a row that is still loading."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("sunken"))
    painter.drawRoundedRect(cover, COVER_RADIUS, COVER_RADIUS)
    for area, share in zip(halves(text_rect), (0.6, 0.35), strict=True):
        bar = QRect(area.left(), area.top() + theme.SPACE_4, round(area.width() * share), theme.px(10))
        painter.drawRoundedRect(bar, 5, 5)


def _paint_stack(painter: QPainter, area: QRect, stack: Stack, direction: Qt.LayoutDirection) -> None:
    first, second = halves(area)
    paint_text(painter, first, stack.series, theme.font(Type.CARD), direction=direction)
    paint_text(painter, second, read_of(stack), theme.font(Type.DETAIL), "muted", direction=direction)


def _paint_title(
    painter: QPainter, area: QRect, row: BookRow, direction: Qt.LayoutDirection, columns: set[Column]
) -> None:
    """The title, with problems and whatever has no column of its own."""
    first, second = halves(area)
    paint_text(painter, first, row.title, theme.font(Type.CARD), direction=direction)
    wrong = trouble(row)
    if wrong or row.copies > 1:
        size = theme.px(14)
        mark = QRect(second.left(), second.top() + (second.height() - size) // 2, size, size)
        icon, colour = ("warning", "attention") if wrong else ("copy", "muted")
        icons.paint(painter, QStyle.visualRect(direction, second, mark), icon, colour)
        second = QStyle.visualRect(direction, second, second.adjusted(size + theme.SPACE_4, 0, 0, 0))
    if wrong:
        paint_text(painter, second, wrong, theme.font(Type.DETAIL), "attention", direction=direction)
        return
    said = joined(
        "" if Column.AUTHOR in columns else names(row.authors),
        "" if Column.SERIES in columns or not row.series else series_text(row),
    )
    said = said or byline(row)
    paint_text(painter, second, said, theme.font(Type.DETAIL), "muted", direction=direction)


def _paint_text(
    painter: QPainter, area: QRect, column: Column, row: BookRow, direction: Qt.LayoutDirection
) -> None:
    """A column of plain text or a number."""
    said = {
        Column.AUTHOR: names(row.authors),
        Column.SERIES: series_text(row) if row.series else "",
        Column.DEVICE: row.last_device,
        Column.FORMAT: ", ".join(row.formats).upper(),
        Column.PAGES: number(row.pages) if row.pages else "",
        Column.ADDED: day_and_time(row.added_at, with_time=False),
    }[column]
    is_number = column is Column.PAGES
    align = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    room = QStyle.visualRect(
        direction, area, area.adjusted(0, 0, -theme.SPACE_24 if is_number else -theme.SPACE_8, 0)
    )
    font = theme.font(Type.DETAIL, numbers=is_number)
    paint_text(painter, room, said, font, "text", align=align, direction=direction)


def _paint_state(painter: QPainter, area: QRect, row: BookRow, direction: Qt.LayoutDirection) -> None:
    state = shown_state(row)
    if state is not HardcoverState.NOT_ELIGIBLE:
        paint_badge(painter, area, state_look(state), direction)


def _paint_status(painter: QPainter, area: QRect, row: BookRow, direction: Qt.LayoutDirection) -> None:
    """The status, and below it the position of a device that differs from it."""
    elsewhere = row.asked_back_to
    if elsewhere is None and (row.device_moved_on or row.proposes_rereading):
        elsewhere = row.percentage or 0.0
    line, below = halves(area) if elsewhere is not None else (area, area)
    size = theme.px(16)
    mark = QRect(line.left(), line.top() + (line.height() - size) // 2, size, size)
    icons.paint(painter, QStyle.visualRect(direction, line, mark), status_icon(row.status), "muted")
    text_rect = QStyle.visualRect(direction, line, line.adjusted(size + theme.SPACE_8, 0, -theme.SPACE_8, 0))
    paint_text(painter, text_rect, status_word(row.status), theme.font(Type.BODY), direction=direction)
    if elsewhere is not None:
        said = tr("Device at {0}").format(percent(elsewhere))
        paint_text(painter, below, said, theme.font(Type.DETAIL), "attention", direction=direction)


def _paint_progress(painter: QPainter, area: QRect, row: BookRow, direction: Qt.LayoutDirection) -> None:
    if row.percentage is None:
        return
    height, number_width = theme.px(4), theme.px(44)
    width = max(0, area.width() - number_width - theme.SPACE_16)
    bar = QRect(area.left(), area.top() + (area.height() - height) // 2, width, height)
    text_rect = QRect(bar.right() + 1, area.top(), number_width, area.height())
    paint_progress(painter, QStyle.visualRect(direction, area, bar), row.percentage, direction)
    paint_text(
        painter,
        QStyle.visualRect(direction, area, text_rect),
        percent(row.percentage),
        theme.font(Type.DETAIL, numbers=True),
        "muted",
        align=Qt.AlignmentFlag.AlignRight,
        direction=direction,
    )
