"""Paints one card of the cover grid (LOOK.md, "Cover")."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.book import BookRow
from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.storage.book_list import Stack
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.library.model import STACK, books_of, trouble
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import (
    badge_width,
    paint_badge,
    paint_cover,
    paint_progress,
    paint_text,
    paint_two_lines,
)
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import Look, names, percent, state_look

CARD_WIDTH, CARD_HEIGHT = 152, 304
COVER_HEIGHT = 228
_LINE = 20
_SHEET = 5
"""How far the books behind the first one of a stack look out."""


class CardDelegate(QStyledItemDelegate):
    """Cover with badge and progress, title, author."""

    def __init__(self, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every card is equally large."""
        return QSize(theme.px(CARD_WIDTH), theme.px(CARD_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one card into its cell."""
        row: BookRow | None = index.data(ROW)
        stack: Stack | None = index.data(STACK)
        card = QRect(0, 0, theme.px(CARD_WIDTH), theme.px(CARD_HEIGHT))
        card.moveCenter(option.rect.center())
        cover = QRect(card.left(), card.top(), card.width(), theme.px(COVER_HEIGHT))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option, card)
        if row is None:
            _paint_shape(painter, card, cover)
        else:
            if stack is not None:
                cover = _paint_sheets(painter, cover)
            self._paint_cover(painter, cover, row)
            _paint_words(painter, card, row, stack, option.direction)
            _paint_marks(painter, cover, row, stack, option.direction)
        painter.restore()

    def _paint_cover(self, painter: QPainter, area: QRect, row: BookRow) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        request = CoverRequest(
            row.id, row.title, names(row.authors), area.width(), area.height(), ratio, theme.RADIUS_CARD
        )
        paint_cover(painter, area, self._covers.pixmap(request))


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, card: QRect) -> None:
    area = QRectF(card.adjusted(-6, -6, 6, 6))
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.setBrush(theme.colour("accent", theme.BADGE_TINT))
        painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
    keyboard = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    if option.state & keyboard == keyboard:
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme.RADIUS_CARD, theme.RADIUS_CARD)


def _paint_shape(painter: QPainter, card: QRect, cover: QRect) -> None:
    """The shape of a card whose book is on its way."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("sunken"))
    painter.drawRoundedRect(cover, theme.RADIUS_CARD, theme.RADIUS_CARD)
    for line, share in ((0, 0.8), (1, 0.5)):
        top = cover.bottom() + theme.SPACE_12 + line * theme.px(_LINE)
        painter.drawRoundedRect(QRect(card.left(), top, round(card.width() * share), theme.px(10)), 5, 5)


def _paint_sheets(painter: QPainter, cover: QRect) -> QRect:
    """The edges of the books behind the first one; where that one goes."""
    step = theme.px(_SHEET)
    front = cover.adjusted(0, 2 * step, 0, 0)
    painter.setPen(QPen(theme.colour("muted", 0.5), 1))
    for place in (2, 1):
        sheet = front.adjusted(place * step * 2, -place * step, -place * step * 2, 0)
        painter.setBrush(theme.colour("sunken" if place == 2 else "border"))
        painter.drawRoundedRect(sheet, theme.RADIUS_CARD, theme.RADIUS_CARD)
    return front


def _paint_words(
    painter: QPainter, card: QRect, row: BookRow, stack: Stack | None, direction: Qt.LayoutDirection
) -> None:
    top = card.top() + theme.px(COVER_HEIGHT) + theme.SPACE_4
    line = theme.px(_LINE)
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
    said = wrong or (books_of(stack) if stack else names(row.authors))
    colour = "attention" if wrong else "muted"
    paint_text(painter, below, said, theme.font(Type.DETAIL), colour, direction=direction)


def _paint_marks(
    painter: QPainter, cover: QRect, row: BookRow, stack: Stack | None, direction: Qt.LayoutDirection
) -> None:
    """The badge at the upper start, several copies at the upper end, and progress along the lower edge."""
    look = _badge(row, stack)
    is_quiet = look is not None and look.tone is Tone.PENDING
    room = cover.adjusted(theme.SPACE_8, theme.SPACE_8, -theme.SPACE_8, 0)
    room.setHeight(theme.px(22))
    if look is not None and is_quiet:
        _paint_sign(painter, room, look, direction)
    elif look is not None:
        box = QRect(room)
        box.setWidth(min(room.width(), badge_width(look)))
        _paint_pill(painter, QStyle.visualRect(direction, room, box))
        paint_badge(painter, room, look, direction)
    if row.copies > 1 and stack is None and (look is None or is_quiet):
        end = QRect(room.right() - room.height() + 1, room.top(), room.height(), room.height())
        copies = Look("", "copy", Tone.NEUTRAL)
        _paint_sign(painter, QStyle.visualRect(direction, room, end), copies, direction)
    if stack is None and row.percentage:
        _paint_progress(painter, cover, row.percentage, direction)


def _paint_sign(painter: QPainter, room: QRect, look: Look, direction: Qt.LayoutDirection) -> None:
    """A state that nobody needs to act on: its icon alone; tooltip and screen reader say the word."""
    mark = QStyle.visualRect(direction, room, QRect(room.left(), room.top(), room.height(), room.height()))
    _paint_pill(painter, mark)
    inner = theme.px(4)
    icons.paint(painter, mark.adjusted(inner, inner, -inner, -inner), look.icon, look.tone)


def _badge(row: BookRow, stack: Stack | None) -> Look | None:
    """What needs the person, or is on its way; what is well shows nothing on a cover."""
    state = stack.state if stack else row.hardcover
    if stack is None and trouble(row):
        return Look(trouble(row), "warning", Tone.ATTENTION)
    if stack is None and row.needs_review and not state.needs_attention:
        return state_look(HardcoverState.NEEDS_REVIEW)
    quiet = (HardcoverState.NOT_ELIGIBLE, HardcoverState.SYNCED, HardcoverState.EXCLUDED)
    return None if state in quiet else state_look(state)


def _paint_pill(painter: QPainter, area: QRect) -> None:
    """Ground that keeps words readable on any cover."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)


def _paint_progress(painter: QPainter, cover: QRect, fraction: float, direction: Qt.LayoutDirection) -> None:
    """How far the book was read, on a foot of the cover that has its round corners."""
    foot = QRect(cover.left(), cover.bottom() - theme.px(24) + 1, cover.width(), theme.px(24))
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(cover), theme.RADIUS_CARD, theme.RADIUS_CARD)
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(foot, theme.colour("surface", 0.92))
    painter.restore()
    words = percent(fraction)
    font = theme.font(Type.DETAIL, numbers=True)
    width = QFontMetrics(font).horizontalAdvance(words) + theme.SPACE_4
    inner = foot.adjusted(theme.SPACE_8, 0, -theme.SPACE_8, 0)
    bar = QRect(inner.left(), inner.center().y() - 1, inner.width() - width - theme.SPACE_4, theme.px(4))
    text = QRect(inner.right() - width + 1, inner.top(), width, inner.height())
    paint_progress(painter, QStyle.visualRect(direction, inner, bar), fraction, direction)
    paint_text(
        painter,
        QStyle.visualRect(direction, inner, text),
        words,
        font,
        align=Qt.AlignmentFlag.AlignRight,
        direction=direction,
    )
