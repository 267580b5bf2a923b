"""Paints one line of the log: when and which way, which book, what came of it, and what changed."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bookorbit_desktop.domain.hardcover.sync_log import LogLine
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.log.model import about, book_title, direction_word, what
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.painting import halves, paint_badge, paint_row, paint_text, paint_two_lines
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import day_and_time, outcome_look

ROW_HEIGHT = 48
_TIME_WIDTH = 136
_BADGE_WIDTH = 132


class LogDelegate(QStyledItemDelegate):
    """Time over direction, title over device, result, and in two lines what changed and why."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every line is equally high."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one line."""
        line: LogLine = index.data(ROW)
        direction = option.direction
        when, title, result, words = (
            QStyle.visualRect(direction, option.rect, area) for area in _columns(option.rect)
        )
        painter.save()
        paint_row(painter, option)
        small = theme.font(Type.DETAIL, numbers=True)
        upper, lower = halves(when)
        paint_text(painter, upper, day_and_time(line.at), small, "muted", direction=direction)
        paint_text(painter, lower, direction_word(line.direction), small, direction=direction)
        upper, lower = halves(title) if line.device else (title, QRect())
        paint_text(painter, upper, book_title(line), theme.font(Type.CARD), direction=direction)
        paint_text(painter, lower, line.device, small, "muted", direction=direction)
        paint_badge(painter, result, outcome_look(line.outcome), direction)
        said = [text for text in (what(line), about(line)) if text]
        if len(said) == 2:
            upper, lower = halves(words)
            paint_text(painter, upper, said[0], small, direction=direction)
            paint_text(painter, lower, said[1], small, "muted", direction=direction)
        elif said:
            paint_two_lines(painter, words, said[0], small, "text", direction)
        painter.restore()


def _columns(row: QRect) -> tuple[QRect, QRect, QRect, QRect]:
    left, right = row.left() + theme.SPACE_16, row.right() - theme.SPACE_16
    when, badge = theme.px(_TIME_WIDTH), theme.px(_BADGE_WIDTH)
    flexible = right - left - when - badge - 3 * theme.SPACE_12
    title = flexible * 2 // 5
    widths = (when, title, badge, flexible - title)
    areas = []
    for width in widths:
        areas.append(QRect(left, row.top(), width, row.height()))
        left += width + theme.SPACE_12
    return areas[0], areas[1], areas[2], areas[3]
