"""Paints one card of the cover grid (design.md, "Cover")."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import Stack
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import icons, theme, tokens
from bookorbit_desktop.ui.book.text import read_of, trouble
from bookorbit_desktop.ui.library.model import STACK
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.tokens import Tokens
from bookorbit_desktop.ui.widgets.card_grid import (
    CARD_LINE,
    front_of_sheets,
    paint_card_shape,
    paint_ground,
    paint_pill,
    paint_sheets,
    paint_sign,
)
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import (
    badge_width,
    paint_badge,
    paint_cover,
    paint_text,
    paint_two_lines,
)
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import BadgeStyle, names, number, percent, state_look, status_icon

TEXT_HEIGHT = 76
"""Title over two lines, and author."""
_USUAL_WIDTH = 152
_DRAWING_SECONDS = 0.006
"""The share of a 16 ms frame, in seconds."""
_KEPT_CARDS = 240
"""Drawn cards to cache: several screens full."""
_INK, _GOLD = "#FFFFFF", "#F7C65B"
"""On the shade, in both palettes: a cover has colours of its own."""
BAR_COLOUR = tokens.DARK.accent
"""Of the bar of progress, in both palettes: it lies on the shade, as the words do."""
_SHADE = 0.78
"""The opacity of the background: white text on it has a contrast above 4.5 on any cover."""
_LINE, _BAR, _MARK = 20, 4, 14
_PADDING = 6
_FINISHED = (ReadingStatus.READ, ReadingStatus.SKIMMED)


def cover_height(width: int) -> int:
    """The height of a cover in the ratio 2:3."""
    return round(width * 1.5)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A drawn card with its inputs: the picture is valid while these are unchanged."""

    row: BookRow
    stack: Stack | None
    cover: int
    tokens: Tokens
    picture: QPixmap


class CardDelegate(QStyledItemDelegate):
    """Cover with badge, status, rating, format and progress; title and author. Drawn once, then cached."""

    def __init__(self, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers
        self._drawn: OrderedDict[tuple[int, int, float, Qt.LayoutDirection], _Drawn] = OrderedDict()
        self.width = theme.px(_USUAL_WIDTH)
        """The width of a cover in logical pixels, set by the view."""
        self.puts_off = False
        """Whether new cards have to wait for the next frame."""
        self._frame_ends: float | None = None

    def begin_frame(self) -> None:
        """Limit drawing to part of a frame: cached cards are shown at once, new ones over the next frames."""
        self.puts_off = False
        self._frame_ends = monotonic() + _DRAWING_SECONDS

    def end_frame(self) -> None:
        """Draw every requested card again."""
        self._frame_ends = None

    def card_size(self) -> QSize:
        """The size of a cover with the text below it."""
        return QSize(self.width, cover_height(self.width) + theme.px(TEXT_HEIGHT))

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All cards have the same size."""
        return self.card_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one card into its cell."""
        row: BookRow | None = index.data(ROW)
        stack: Stack | None = index.data(STACK)
        card = QRect(QPoint(), self.card_size())
        card.moveCenter(option.rect.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, card)
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        picture = self._card(row, stack, ratio, option.direction) if row is not None else None
        if picture is None:
            cover = QRect(card.left(), card.top(), card.width(), cover_height(card.width()))
            paint_card_shape(painter, card, cover)
        else:
            painter.drawPixmap(card.topLeft(), picture)
        painter.restore()

    def _card(
        self, row: BookRow, stack: Stack | None, ratio: float, direction: Qt.LayoutDirection
    ) -> QPixmap | None:
        """The picture of a card, from the cache or newly drawn; None if drawing has to wait."""
        key = (row.id, self.width, ratio, direction)
        cover = self._cover_area(stack)
        request = CoverRequest(
            row.id, row.title, names(row.authors), cover.width(), cover.height(), ratio, theme.RADIUS_CARD
        )
        picture = self._covers.pixmap(request) or self._covers.standing_in(request)
        cover_key, tokens = picture.cacheKey() if picture else 0, theme.tokens()
        kept = self._drawn.get(key)
        if (
            kept is not None
            and kept.row is row
            and kept.stack == stack
            and (kept.cover, kept.tokens) == (cover_key, tokens)
        ):
            self._drawn.move_to_end(key)
            return kept.picture
        if self._frame_ends is not None and monotonic() > self._frame_ends:
            self.puts_off = True
            return kept.picture if kept is not None and kept.tokens is tokens else None
        drawn = self._draw(row, stack, picture, ratio, direction)
        self._drawn[key] = _Drawn(row, stack, cover_key, tokens, drawn)
        if len(self._drawn) > _KEPT_CARDS:
            self._drawn.popitem(last=False)
        return drawn

    def _cover_area(self, stack: Stack | None) -> QRect:
        whole = QRect(0, 0, self.width, cover_height(self.width))
        return whole if stack is None else front_of_sheets(whole)

    def _draw(
        self,
        row: BookRow,
        stack: Stack | None,
        picture: QPixmap | None,
        ratio: float,
        direction: Qt.LayoutDirection,
    ) -> QPixmap:
        card = QRect(QPoint(), self.card_size())
        result = QPixmap(card.size() * ratio)
        result.setDevicePixelRatio(ratio)
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        cover = QRect(0, 0, card.width(), cover_height(card.width()))
        if stack is not None:
            cover = paint_sheets(painter, cover)
        paint_cover(painter, cover, picture)
        _paint_text(painter, card, row, stack, direction)
        _paint_marks(painter, cover, row, stack, direction)
        painter.end()
        return result


def _paint_text(
    painter: QPainter, card: QRect, row: BookRow, stack: Stack | None, direction: Qt.LayoutDirection
) -> None:
    top = card.top() + cover_height(card.width()) + theme.SPACE_4
    line = theme.px(CARD_LINE)
    title, font = stack.series if stack else row.title, theme.font(Type.CARD)
    fits = QFontMetrics(font).horizontalAdvance(title) <= card.width()
    height = line if fits else 2 * line
    area = QRect(card.left(), top, card.width(), height)
    if fits:
        paint_text(painter, area, title, font, direction=direction)
    else:
        paint_two_lines(painter, area, title, font, "text", direction)
    below = QRect(card.left(), top + height, card.width(), line)
    wrong = "" if stack else trouble(row)
    said = wrong or (read_of(stack) if stack else names(row.authors))
    colour = "attention" if wrong else "muted"
    paint_text(painter, below, said, theme.font(Type.DETAIL), colour, direction=direction)


def _paint_marks(
    painter: QPainter, cover: QRect, row: BookRow, stack: Stack | None, direction: Qt.LayoutDirection
) -> None:
    """Draw the badge at the top start, the copies at the top end, and the reading state at the bottom."""
    look = _badge(row, stack)
    is_quiet = look is not None and look.tone is Tone.PENDING
    room = cover.adjusted(theme.SPACE_8, theme.SPACE_8, -theme.SPACE_8, 0)
    room.setHeight(theme.px(22))
    if look is not None and is_quiet:
        paint_sign(painter, room, look, direction)
    elif look is not None:
        box = QRect(room)
        box.setWidth(min(room.width(), badge_width(look)))
        paint_pill(painter, QStyle.visualRect(direction, room, box))
        paint_badge(painter, room, look, direction)
    if row.copies > 1 and stack is None and (look is None or is_quiet):
        end = QRect(room.right() - room.height() + 1, room.top(), room.height(), room.height())
        copies = BadgeStyle("", "copy", Tone.NEUTRAL)
        paint_sign(painter, QStyle.visualRect(direction, room, end), copies, direction)
    if stack is None:
        paint_book_foot(painter, cover, row, direction)
    else:
        paint_series_foot(painter, cover, stack, direction)


def _badge(row: BookRow, stack: Stack | None) -> BadgeStyle | None:
    """The badge for what needs attention or is on its way; None if all is well."""
    state = stack.state if stack else row.hardcover
    if stack is None and trouble(row):
        return BadgeStyle(trouble(row), "warning", Tone.ATTENTION)
    if stack is None and row.needs_review and not state.needs_attention:
        return state_look(HardcoverState.NEEDS_REVIEW)
    quiet = (HardcoverState.NOT_ELIGIBLE, HardcoverState.SYNCED, HardcoverState.EXCLUDED)
    return None if state in quiet else state_look(state)


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
