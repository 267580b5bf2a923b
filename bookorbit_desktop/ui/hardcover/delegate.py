"""Paints one book and how it stands towards Hardcover."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.book import BookRow
from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.hardcover.model import looks_of, place
from bookorbit_desktop.ui.sentences.said import said
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import (
    halves,
    paint_badge,
    paint_cover,
    paint_row,
    paint_stars,
    paint_text,
    paint_two_lines,
)
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import names

ROW_HEIGHT = 56
_COVER = QSize(32, 48)
_PLACE_WIDTH = 150
_BADGE_WIDTH = 192
_WIDE = 680
"""From here on the reason stands beside the badge instead of below the title."""


class CandidateDelegate(QStyledItemDelegate):
    """Cover, title and author, status and rating, badge, and the reason in words."""

    def __init__(self, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every row is equally high."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one book."""
        row: BookRow = index.data(ROW)
        direction = option.direction
        whole = option.rect
        painter.save()
        paint_row(painter, option)
        cover = QRect(whole.left() + theme.SPACE_16, 0, theme.px(_COVER.width()), theme.px(_COVER.height()))
        cover.moveTop(whole.top() + (whole.height() - cover.height()) // 2)
        self._paint_cover(painter, QStyle.visualRect(direction, whole, cover), row)
        left, right = cover.right() + 1 + theme.SPACE_12, whole.right() - theme.SPACE_16
        if right - left > theme.px(_WIDE):
            _paint_wide(
                painter, QRect(left, whole.top(), right - left, whole.height()), whole, row, direction
            )
        else:
            _paint_narrow(
                painter, QRect(left, whole.top(), right - left, whole.height()), whole, row, direction
            )
        painter.restore()

    def _paint_cover(self, painter: QPainter, area: QRect, row: BookRow) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        request = CoverRequest(
            row.id, row.title, names(row.authors), area.width(), area.height(), ratio, theme.px(3)
        )
        paint_cover(painter, area, self._covers.pixmap(request))


def _paint_wide(
    painter: QPainter, area: QRect, whole: QRect, row: BookRow, direction: Qt.LayoutDirection
) -> None:
    badge, standing = theme.px(_BADGE_WIDTH), theme.px(_PLACE_WIDTH)
    title_width = (area.width() - badge - standing) // 2
    title = QRect(area.left(), area.top(), title_width - theme.SPACE_12, area.height())
    second = QRect(title.right() + 1 + theme.SPACE_12, area.top(), standing - theme.SPACE_12, area.height())
    third = QRect(second.right() + 1 + theme.SPACE_12, area.top(), badge - theme.SPACE_8, area.height())
    reason = QRect(third.right() + 1 + theme.SPACE_8, area.top(), 0, area.height())
    reason.setRight(area.right())
    _paint_book(painter, QStyle.visualRect(direction, whole, title), row, direction)
    _paint_place(painter, QStyle.visualRect(direction, whole, second), row, direction)
    _paint_badges(painter, QStyle.visualRect(direction, whole, third), row, direction)
    words = QStyle.visualRect(direction, whole, reason)
    is_settled = row.hardcover is HardcoverState.SYNCED and not row.needs_review
    reason_words = "" if is_settled else said(row.hardcover_reason)
    paint_two_lines(painter, words, reason_words, theme.font(Type.DETAIL), "muted", direction)


def _paint_narrow(
    painter: QPainter, area: QRect, whole: QRect, row: BookRow, direction: Qt.LayoutDirection
) -> None:
    badge = theme.px(_BADGE_WIDTH)
    title = area.adjusted(0, 0, -badge - theme.SPACE_12, 0)
    state = QRect(title.right() + 1 + theme.SPACE_12, area.top(), badge, area.height())
    first, second = halves(QStyle.visualRect(direction, whole, title))
    paint_text(painter, first, row.title, theme.font(Type.CARD), direction=direction)
    below = said(row.hardcover_reason) or names(row.authors)
    paint_text(painter, second, below, theme.font(Type.DETAIL), "muted", direction=direction)
    _paint_badges(painter, QStyle.visualRect(direction, whole, state), row, direction)


def _paint_badges(painter: QPainter, area: QRect, row: BookRow, direction: Qt.LayoutDirection) -> None:
    looks = looks_of(row)
    height = area.height() // len(looks)
    for place_in_area, look in enumerate(looks):
        part = QRect(area.left(), area.top() + place_in_area * height, area.width(), height)
        paint_badge(painter, part, look, direction)


def _paint_book(painter: QPainter, area: QRect, row: BookRow, direction: Qt.LayoutDirection) -> None:
    first, second = halves(area) if row.authors else (area, area)
    paint_text(painter, first, row.title, theme.font(Type.CARD), direction=direction)
    paint_text(painter, second, names(row.authors), theme.font(Type.DETAIL), "muted", direction=direction)


def _paint_place(painter: QPainter, area: QRect, row: BookRow, direction: Qt.LayoutDirection) -> None:
    if not row.rating:
        paint_text(painter, area, place(row), theme.font(Type.DETAIL), direction=direction)
        return
    first, second = halves(area)
    paint_text(painter, first, place(row), theme.font(Type.DETAIL), direction=direction)
    paint_stars(painter, second, row.rating, theme.px(13), direction)
