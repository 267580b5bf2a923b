"""Paints one job."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.overview.activity import Job
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.activity.text import KIND_ICONS, job_look, job_title, stage_text, time_text
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.painting import badge_width, paint_badge, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex

ROW_HEIGHT = 72
_LINE = 20


class JobDelegate(QStyledItemDelegate):
    """Icon, what it is with its state beside it, the stage or the error, and when."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every row is equally high."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one job."""
        job: Job = index.data(ROW)
        direction, whole, line = option.direction, option.rect, theme.px(_LINE)
        painter.save()
        paint_row(painter, option)
        size = theme.px(20)
        mark = QRect(whole.left() + theme.SPACE_16, whole.top() + theme.SPACE_12, size, size)
        icons.paint(painter, QStyle.visualRect(direction, whole, mark), KIND_ICONS[job.kind], "muted")
        look = job_look(job)
        width = badge_width(look)
        first = QRect(mark.right() + 1 + theme.SPACE_12, whole.top() + theme.px(6), 0, line)
        first.setRight(whole.right() - theme.SPACE_16)
        badge = QRect(first.right() - width + 1, first.top(), width, line)
        title = first.adjusted(0, 0, -width - theme.SPACE_8, 0)
        second, third = first.translated(0, line), first.translated(0, 2 * line)
        detail = theme.font(Type.DETAIL, numbers=True)

        def place(area: QRect) -> QRect:
            return QStyle.visualRect(direction, whole, area)

        paint_text(painter, place(title), job_title(job), theme.font(Type.CARD), direction=direction)
        paint_badge(painter, place(badge), look, direction)
        paint_text(painter, place(second), stage_text(job), detail, direction=direction)
        when = time_text(job, self._now())
        paint_text(painter, place(third), when, detail, "muted", direction=direction)
        painter.restore()
