"""Paints one card of the cover grid (LOOK.md, "Cover")."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import Stack
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.library.model import STACK, books_of, trouble
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.widgets.card_painting import (
    CARD_LINE,
    paint_card_shape,
    paint_cover_progress,
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
from bookorbit_desktop.ui.wording import BadgeStyle, names, state_look

CARD_WIDTH, CARD_HEIGHT = 152, 304
COVER_HEIGHT = 228


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
        paint_ground(painter, option, card)
        if row is None:
            paint_card_shape(painter, card, cover)
        else:
            if stack is not None:
                cover = paint_sheets(painter, cover)
            self._paint_cover(painter, cover, row)
            _paint_text(painter, card, row, stack, option.direction)
            _paint_marks(painter, cover, row, stack, option.direction)
        painter.restore()

    def _paint_cover(self, painter: QPainter, area: QRect, row: BookRow) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        request = CoverRequest(
            row.id, row.title, names(row.authors), area.width(), area.height(), ratio, theme.RADIUS_CARD
        )
        paint_cover(painter, area, self._covers.pixmap(request))


def _paint_text(
    painter: QPainter, card: QRect, row: BookRow, stack: Stack | None, direction: Qt.LayoutDirection
) -> None:
    top = card.top() + theme.px(COVER_HEIGHT) + theme.SPACE_4
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
    if stack is None and row.percentage:
        paint_cover_progress(painter, cover, row.percentage, direction)


def _badge(row: BookRow, stack: Stack | None) -> BadgeStyle | None:
    """What needs the person, or is on its way; what is well shows nothing on a cover."""
    state = stack.state if stack else row.hardcover
    if stack is None and trouble(row):
        return BadgeStyle(trouble(row), "warning", Tone.ATTENTION)
    if stack is None and row.needs_review and not state.needs_attention:
        return state_look(HardcoverState.NEEDS_REVIEW)
    quiet = (HardcoverState.NOT_ELIGIBLE, HardcoverState.SYNCED, HardcoverState.EXCLUDED)
    return None if state in quiet else state_look(state)
