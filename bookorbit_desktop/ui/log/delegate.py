"""Paints a line of the sync log, and the day above the first line of each."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.hardcover.sync_log import LogLine
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.log.model import DAY, book_title, sentences
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import badge_width, paint_badge, paint_cover, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import clock_time, day_heading, outcome_look

ROW_HEIGHT = 56
_LINE = 20
_COVER = QSize(32, 48)
_ICON = 20
_DAY_HEIGHT = 40


class LogDelegate(QStyledItemDelegate):
    """Time, cover, title over description, and result."""

    def __init__(self, covers: CoverCache, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as its text and, if any, the day's heading."""
        line: LogLine = index.data(ROW)
        more = _LINE if line.changes and line.message else 0
        heading = _DAY_HEIGHT if index.data(DAY) else 0
        return QSize(0, theme.px(ROW_HEIGHT + more + heading))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one line."""
        day: date | None = index.data(DAY)
        painter.save()
        row = QStyleOptionViewItem(option)
        if day is not None:
            heading = QRect(row.rect)
            heading.setHeight(theme.px(_DAY_HEIGHT))
            row.rect = row.rect.adjusted(0, heading.height(), 0, 0)
            text_rect = heading.adjusted(theme.SPACE_16, theme.SPACE_8, -theme.SPACE_16, 0)
            text = day_heading(day, self._now().astimezone().date())
            paint_text(painter, text_rect, text, theme.font(Type.CARD), "muted", direction=option.direction)
        paint_row(painter, row)
        self._paint_line(painter, row, index.data(ROW))
        painter.restore()

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: LogLine) -> None:
        direction, whole = option.direction, option.rect
        small = theme.font(Type.DETAIL, numbers=True)
        look = outcome_look(line.outcome)
        time, cover, text_rect, result = _parts(
            whole, QFontMetrics(small), clock_time(line.at), badge_width(look)
        )

        def mirrored(area: QRect) -> QRect:
            return QStyle.visualRect(direction, whole, area)

        paint_text(painter, mirrored(time), clock_time(line.at), small, "muted", direction=direction)
        self._paint_cover(painter, mirrored(cover), line)
        paint_badge(painter, mirrored(result), look, direction)
        said = sentences(line)
        height = theme.px(_LINE)
        top = whole.top() + (whole.height() - height * (1 + len(said))) // 2
        title = QRect(text_rect.left(), top, text_rect.width(), height)
        paint_text(painter, mirrored(title), book_title(line), theme.font(Type.CARD), direction=direction)
        for number, text in enumerate(said, 1):
            area = title.translated(0, number * height)
            colour = "text" if number == 1 else "muted"
            paint_text(painter, mirrored(area), text, theme.font(Type.DETAIL), colour, direction=direction)

    def _paint_cover(self, painter: QPainter, area: QRect, line: LogLine) -> None:
        if line.book_id is None:
            icon = QRect(0, 0, theme.px(_ICON), theme.px(_ICON))
            icon.moveCenter(area.center())
            icons.paint(painter, icon, "book-closed" if line.title else "sync", "muted")
            return
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        size = area.width(), area.height()
        request = CoverRequest(line.book_id, line.title, "", *size, ratio, theme.px(3))
        paint_cover(painter, area, self._covers.pixmap(request))


def _parts(row: QRect, metrics: QFontMetrics, time: str, end: int) -> tuple[QRect, QRect, QRect, QRect]:
    """The areas of time, cover, text and result."""
    left, right = row.left() + theme.SPACE_16, row.right() - theme.SPACE_16
    clock = QRect(left, row.top(), metrics.horizontalAdvance("0" * max(5, len(time))), row.height())
    cover = QRect(clock.right() + theme.SPACE_12, 0, theme.px(_COVER.width()), theme.px(_COVER.height()))
    cover.moveTop(row.top() + (row.height() - cover.height()) // 2)
    badge = QRect(0, row.top(), min(end, row.width() // 3), row.height())
    badge.moveRight(right)
    text_rect = QRect(cover.right() + theme.SPACE_12, row.top(), 0, row.height())
    text_rect.setRight(badge.left() - theme.SPACE_12)
    return clock, cover, text_rect, badge
