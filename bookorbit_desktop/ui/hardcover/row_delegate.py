"""Paints a whole row of the Hardcover table."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow, SeriesStack, remedy_of
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.hardcover.model import (
    STACK,
    CandidateColumn,
    CandidateColumns,
    QuickAction,
    books_of,
    edition_text,
    full_title,
    problem_text,
    progress_text,
    record_text,
    remedy_word,
    stack_look,
)
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import (
    halves,
    paint_badge,
    paint_cover,
    paint_link_button,
    paint_row,
    paint_stars,
    paint_text,
    paint_two_lines,
)
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.widgets.table_columns import ROW_HEIGHT, book_parts
from bookorbit_desktop.ui.wording import ago, joined, method_word, names, state_look, status_icon, status_word

_COVER_RADIUS = 3
_STAR = 13


class CandidateDelegate(QStyledItemDelegate):
    """Cover and title, then columns for state, record, what was sent, and problems."""

    def __init__(
        self, covers: CoverCache, columns: CandidateColumns, now: Callable[[], datetime], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._covers = covers
        self._columns = columns
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one book or one stack."""
        candidate: HardcoverRow = index.data(ROW)
        stack: SeriesStack | None = index.data(STACK)
        direction = option.direction
        areas = self._columns.areas(option.rect, direction)
        cover, text_rect = book_parts(areas[CandidateColumn.BOOK], direction)
        painter.save()
        paint_row(painter, option)
        self._paint_cover(painter, cover, candidate)
        if stack is not None:
            _paint_stack(painter, text_rect, areas[CandidateColumn.STATE], stack, direction)
        else:
            _paint_title(painter, text_rect, candidate, set(areas), direction)
            for column, area in areas.items():
                self._paint_column(painter, column, area, candidate, direction)
        painter.restore()

    def remedy_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """The area of the next step's button; empty for a stack or a state without one."""
        if index.data(STACK) is not None or remedy_of(index.data(ROW)) is None:
            return QRect()
        return self._columns.areas(row, direction).get(CandidateColumn.ACTION, QRect())

    def menu_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """Empty: rows have no menu button; right click and the menu key open the menu."""
        return QRect()

    def quick_areas(
        self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection
    ) -> Mapping[QuickAction, QRect]:
        """Empty: the bar below the table has these buttons."""
        return {}

    def _paint_cover(self, painter: QPainter, area: QRect, candidate: HardcoverRow) -> None:
        device, row = painter.device(), candidate.book
        ratio = device.devicePixelRatioF() if device else 1.0
        request = CoverRequest(
            row.id, row.title, names(row.authors), area.width(), area.height(), ratio, theme.px(_COVER_RADIUS)
        )
        paint_cover(painter, area, self._covers.pixmap(request))

    def _paint_column(
        self,
        painter: QPainter,
        column: CandidateColumn,
        area: QRect,
        candidate: HardcoverRow,
        direction: Qt.LayoutDirection,
    ) -> None:
        if column is CandidateColumn.BOOK:
            return
        if column is CandidateColumn.STATE:
            paint_badge(painter, area, state_look(candidate.shown_state), direction)
        elif column is CandidateColumn.ACTION:
            remedy = remedy_of(candidate)
            if remedy is not None:
                paint_link_button(painter, area, remedy_word(remedy), direction)
        elif column is CandidateColumn.RATING:
            if candidate.book.rating:
                paint_stars(painter, area, candidate.book.rating, theme.px(_STAR), direction)
        elif column is CandidateColumn.STATUS:
            _paint_status(painter, area, candidate, direction)
        else:
            text_rect = QStyle.visualRect(direction, area, area.adjusted(0, 0, -theme.SPACE_8, 0))
            text = self._text(column, candidate)
            font = theme.font(Type.DETAIL, numbers=column is CandidateColumn.PROGRESS)
            colour = "text" if column is CandidateColumn.RECORD else "muted"
            paint_two_lines(painter, text_rect, text, font, colour, direction)

    def _text(self, column: CandidateColumn, candidate: HardcoverRow) -> str:
        if column is CandidateColumn.SENT:
            return ago(candidate.synced_at, self._now()) if candidate.synced_at else tr("never")
        words: dict[CandidateColumn, Callable[[HardcoverRow], str]] = {
            CandidateColumn.RECORD: record_text,
            CandidateColumn.EDITION: edition_text,
            CandidateColumn.METHOD: lambda row: method_word(row.method),
            CandidateColumn.PROGRESS: progress_text,
            CandidateColumn.PROBLEM: problem_text,
        }
        return words[column](candidate)


def _paint_status(
    painter: QPainter, area: QRect, candidate: HardcoverRow, direction: Qt.LayoutDirection
) -> None:
    size = theme.px(16)
    mark = QRect(area.left(), area.top() + (area.height() - size) // 2, size, size)
    icons.paint(
        painter, QStyle.visualRect(direction, area, mark), status_icon(candidate.book.status), "muted"
    )
    text_rect = QStyle.visualRect(direction, area, area.adjusted(size + theme.SPACE_4, 0, -theme.SPACE_8, 0))
    paint_text(
        painter, text_rect, status_word(candidate.book.status), theme.font(Type.DETAIL), direction=direction
    )


def _paint_stack(
    painter: QPainter, text_rect: QRect, state: QRect, stack: SeriesStack, direction: Qt.LayoutDirection
) -> None:
    first, second = halves(text_rect)
    paint_text(painter, first, stack.series, theme.font(Type.CARD), direction=direction)
    paint_text(painter, second, books_of(stack), theme.font(Type.DETAIL), "muted", direction=direction)
    paint_badge(painter, state, stack_look(stack), direction)


def _paint_title(
    painter: QPainter,
    area: QRect,
    candidate: HardcoverRow,
    columns: set[CandidateColumn],
    direction: Qt.LayoutDirection,
) -> None:
    """Draw the title, and below it problems that have no column of their own."""
    row = candidate.book
    first, second = halves(area)
    font, title = theme.font(Type.CARD), full_title(row)
    if title != row.title:
        # The volume at its end is what tells the books of a series apart.
        title = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideMiddle, first.width())
    paint_text(painter, first, title, font, direction=direction)
    problem = "" if CandidateColumn.PROBLEM in columns else problem_text(candidate)
    below = problem or joined(names(row.authors), row.series)
    paint_text(painter, second, below, theme.font(Type.DETAIL), "muted", direction=direction)
