"""The lower edge of a cover: status, progress, rating and format."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle

from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import Stack
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import icons, theme, tokens
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.wording import number, percent, status_icon

_INK, _GOLD = "#FFFFFF", "#F7C65B"
"""On the shade, in both palettes: a cover has colours of its own."""
BAR_COLOUR = tokens.DARK.accent
"""Of the bar of progress, in both palettes: it lies on the shade, as the words do."""
_SHADE = 0.78
"""The opacity of the background: white text on it has a contrast above 4.5 on any cover."""
_LINE, _BAR, _MARK = 20, 4, 14
_PADDING = 6
_FINISHED = (ReadingStatus.READ, ReadingStatus.SKIMMED)


def paint_book_foot(painter: QPainter, cover: QRect, row: BookRow, direction: Qt.LayoutDirection) -> None:
    """Draw the status, progress, rating and format. A narrow cover drops the format first, then the rating."""
    is_under_way = bool(row.percentage) and row.status not in _FINISHED
    line = _line(cover, has_bar=is_under_way)
    parts = _parts(row, is_under_way=is_under_way)
    while parts and _width_of(parts) > line.width():
        parts.pop()
    used = _paint_pill(painter, line, parts, direction) if parts else 0
    if row.formats:
        small = _format_font()
        width = QFontMetrics(small).horizontalAdvance(row.formats[0].upper()) + 2 * theme.px(_PADDING)
        if used + width + (theme.SPACE_4 if used else 0) <= line.width():
            end = QRect(line.right() - width + 1, line.top(), width, line.height())
            _paint_ground(painter, QStyle.visualRect(direction, line, end))
            painter.setFont(small)
            painter.setPen(QColor(_INK))
            text = row.formats[0].upper()
            painter.drawText(QStyle.visualRect(direction, line, end), int(Qt.AlignmentFlag.AlignCenter), text)
    if is_under_way:
        _paint_bar(painter, cover, row.percentage or 0.0, direction)


def paint_series_foot(painter: QPainter, cover: QRect, stack: Stack, direction: Qt.LayoutDirection) -> None:
    """Draw the share of a series that is read, in the style of a book's progress bar."""
    if stack.read:
        _paint_bar(painter, cover, stack.read / len(stack.book_ids), direction)


@dataclass(frozen=True, slots=True)
class _Part:
    """An icon, optionally followed by text."""

    icon: str
    colour: str
    text: str = ""

    @property
    def width(self) -> int:
        words = _width(self.text) + theme.SPACE_4 if self.text else 0
        return theme.px(_MARK) + words


def _parts(row: BookRow, *, is_under_way: bool) -> list[_Part]:
    parts = []
    if row.status is not ReadingStatus.UNREAD or is_under_way:
        share = percent(row.percentage or 0.0) if is_under_way else ""
        parts.append(_Part(status_icon(row.status), _INK, share))
    if row.rating:
        parts.append(_Part("star", _GOLD, number(row.rating)))
    return parts


def _width_of(parts: Sequence[_Part]) -> int:
    between = theme.SPACE_8 * (len(parts) - 1)
    return sum(part.width for part in parts) + between + 2 * theme.px(_PADDING)


def _line(cover: QRect, *, has_bar: bool) -> QRect:
    height = theme.px(_LINE)
    below = theme.px(_PADDING) + (theme.px(_BAR) if has_bar else 0)
    return QRect(
        cover.left() + theme.px(_PADDING),
        cover.bottom() + 1 - below - height,
        cover.width() - 2 * theme.px(_PADDING),
        height,
    )


def _paint_ground(painter: QPainter, area: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_shade())
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)


def _paint_pill(painter: QPainter, line: QRect, parts: Sequence[_Part], direction: Qt.LayoutDirection) -> int:
    """Draw parts on a shared background at the start of a line; returns the width."""
    whole = QRect(line.left(), line.top(), _width_of(parts), line.height())
    _paint_ground(painter, QStyle.visualRect(direction, line, whole))
    size, left = theme.px(_MARK), whole.left() + theme.px(_PADDING)
    painter.setFont(theme.font(Type.DETAIL, numbers=True))
    for part in parts:
        box = QRect(left, line.top() + (line.height() - size) // 2, size, size)
        icons.paint(painter, QStyle.visualRect(direction, line, box), part.icon, part.colour)
        text_rect = QRect(left + size + theme.SPACE_4, line.top(), _width(part.text), line.height())
        painter.setPen(QColor(_INK))
        painter.drawText(
            QStyle.visualRect(direction, line, text_rect), int(Qt.AlignmentFlag.AlignCenter), part.text
        )
        left += part.width + theme.SPACE_8
    return whole.width()


def _format_font() -> QFont:
    font = theme.font(Type.DETAIL)
    font.setPointSizeF(font.pointSizeF() * 0.86)
    return font


def _paint_bar(painter: QPainter, cover: QRect, fraction: float, direction: Qt.LayoutDirection) -> None:
    """Draw a thin bar at the very edge, clipped by the cover's round corners."""
    bar = QRect(cover.left(), cover.bottom() + 1 - theme.px(_BAR), cover.width(), theme.px(_BAR))
    filled = QRect(bar)
    filled.setWidth(max(theme.px(_BAR), round(bar.width() * min(1.0, fraction))))
    painter.save()
    painter.setClipPath(_outline(cover))
    painter.fillRect(bar, _shade())
    painter.fillRect(QStyle.visualRect(direction, bar, filled), QColor(BAR_COLOUR))
    painter.restore()


def _shade() -> QColor:
    return QColor.fromRgbF(0.06, 0.06, 0.08, _SHADE)


def _outline(cover: QRect) -> QPainterPath:
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(cover), theme.RADIUS_CARD, theme.RADIUS_CARD)
    return shape


def _width(text: str) -> int:
    if not text:
        return 0
    return QFontMetrics(theme.font(Type.DETAIL, numbers=True)).horizontalAdvance(text) + 1
