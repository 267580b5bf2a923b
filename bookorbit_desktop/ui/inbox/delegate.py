"""Paints one file of the inbox."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.library.inbox import InboxFile, InboxState
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.inbox.text import below_title, beside, inbox_look
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import (
    badge_width,
    halves,
    paint_badge,
    paint_cover,
    paint_row,
    paint_text,
)
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import names

ROW_HEIGHT = 56
_COVER = QSize(32, 48)
_BADGE_WIDTH = 148
"""The least room for badges: facts beside them are stacked."""
_WIDE = 700
"""From this width on, there is room for format, size and time."""


class InboxDelegate(QStyledItemDelegate):
    """Cover, title over author or reason, facts, and state."""

    def __init__(self, covers: CoverCache, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one file."""
        file: InboxFile = index.data(ROW)
        direction, whole = option.direction, option.rect

        def mirrored(area: QRect) -> QRect:
            return QStyle.visualRect(direction, whole, area)

        painter.save()
        paint_row(painter, option)
        cover = QRect(whole.left() + theme.SPACE_16, 0, theme.px(_COVER.width()), theme.px(_COVER.height()))
        cover.moveTop(whole.top() + (whole.height() - cover.height()) // 2)
        self._paint_cover(painter, mirrored(cover), file)
        end = QRect(cover.right() + 1 + theme.SPACE_12, whole.top(), 0, whole.height())
        end.setRight(whole.right() - theme.SPACE_16)
        if file.state is not InboxState.ADDED:  # what was added needs no word on each of its rows
            look = inbox_look(file.state)
            badge = QRect(end)
            badge.setLeft(end.right() - min(badge_width(look), end.width() // 2) + 1)
            paint_badge(painter, mirrored(badge), look, direction)
            end.setRight(min(badge.left(), end.right() - theme.px(_BADGE_WIDTH)) - theme.SPACE_12)
        if whole.width() > theme.px(_WIDE):
            text = beside(file, self._now())
            font = theme.font(Type.DETAIL, numbers=True)
            width = QFontMetrics(font).horizontalAdvance(text) + 2
            facts = end.adjusted(end.width() - width, 0, 0, 0)
            paint_text(painter, mirrored(facts), text, font, "muted", direction=direction)
            end.setRight(facts.left() - theme.SPACE_12)
        title = end
        first, second = halves(mirrored(title))
        paint_text(painter, first, file.title, theme.font(Type.CARD), direction=direction)
        detail = theme.font(Type.DETAIL)
        paint_text(painter, second, below_title(file), detail, "muted", direction=direction)
        painter.restore()

    def _paint_cover(self, painter: QPainter, area: QRect, file: InboxFile) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        request = CoverRequest(
            file.book_id, file.title, names(file.authors), area.width(), area.height(), ratio, theme.px(3)
        )
        paint_cover(painter, area, self._covers.pixmap(request))
