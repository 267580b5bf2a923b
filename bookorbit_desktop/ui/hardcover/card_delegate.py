"""Paints one candidate as a card: cover, badge, title, record or reason, last sent, and the next step.

While hovered, focused or selected, the cover shows the three actions that change a match.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.base.titles import normalise_title
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow, SeriesStack, remedy_of
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.hardcover.model import (
    STACK,
    QuickAction,
    books_of,
    full_title,
    problem_text,
    quick_icon,
    record_text,
    short_look,
    short_remedy_word,
    stack_look,
)
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card_grid import paint_cover_progress, paint_pill, paint_sheets
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import paint_badge, paint_cover, paint_lines, paint_link_button
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import ago, isolated, joined, names

CARD = QSize(168, 384)
_COVER = QSize(152, 228)
_MARGIN = 8
_TITLE_LINE, _DETAIL_LINE = 19, 17
_BADGE_HEIGHT = 22
_WORDS_HEIGHT = 76
"""The height of the title and the text below it: at most four lines."""
_QUICK = 28
"""The side of a button on the cover."""
_FOOT_HEIGHT = 26


_BEARS_ACTIONS = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected


class CandidateCard(QStyledItemDelegate):
    """One card with everything needed to check a book's match."""

    def __init__(self, covers: CoverCache, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All cards have the same size."""
        return QSize(theme.px(CARD.width()), theme.px(CARD.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one card into its cell."""
        candidate: HardcoverRow = index.data(ROW)
        stack: SeriesStack | None = index.data(STACK)
        direction = option.direction
        card = _card(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_surface(painter, option, card)
        cover = _cover(card)
        if stack is not None:
            cover = paint_sheets(painter, cover)
        self._paint_cover(painter, cover, candidate)
        look = stack_look(stack) if stack else short_look(candidate.shown_state)
        paint_badge(painter, _badge(card), look, direction)
        if stack is not None:
            _paint_text(painter, card, stack.series, [(books_of(stack), "muted")], direction)
            paint_link_button(painter, _foot(card), tr("Show the books"), direction)
        else:
            if candidate.book.percentage:
                paint_cover_progress(painter, cover, candidate.book.percentage, direction)
            _paint_text(painter, card, full_title(candidate.book), self._said(candidate), direction)
            _paint_foot(painter, _foot(card), candidate, direction)
            if option.state & _BEARS_ACTIONS:
                _paint_quick(painter, self.quick_areas(option.rect, index, direction), candidate)
        painter.restore()

    def remedy_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """The area of the next step's button; empty for a stack or a state without one."""
        if index.data(STACK) is not None or remedy_of(index.data(ROW)) is None:
            return QRect()
        foot = _foot(_card(row))
        return QStyle.visualRect(direction, foot, foot.adjusted(0, 0, -foot.height(), 0))

    def menu_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """The area of the menu button; empty for a stack."""
        return QRect() if index.data(STACK) is not None else _more(_foot(_card(row)), direction)

    def quick_areas(
        self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection
    ) -> Mapping[QuickAction, QRect]:
        """The areas of the buttons on the cover; empty for a stack."""
        if index.data(STACK) is not None:
            return {}
        cover, side = _cover(_card(row)), theme.px(_QUICK)
        gap = theme.SPACE_4
        left = cover.right() + 1 - gap - len(QuickAction) * (side + gap)
        top = cover.top() + theme.SPACE_8
        return {
            action: QStyle.visualRect(direction, cover, QRect(left + place * (side + gap), top, side, side))
            for place, action in enumerate(QuickAction)
        }

    def _said(self, candidate: HardcoverRow) -> list[tuple[str, str]]:
        """The text below the title, and its colour: the reason, else the record, and when it was sent."""
        problem = problem_text(candidate)
        if problem:
            is_urgent = candidate.shown_state.needs_attention
            return [(problem, "attention" if is_urgent else "muted")]
        synced = candidate.synced_at
        sent = tr("sent {0}").format(ago(synced, self._now())) if synced else tr("never sent")
        pages = tr("%n page(s)", candidate.pages) if candidate.pages else ""
        record = record_text(candidate)
        is_other = normalise_title(record) != normalise_title(candidate.title)
        lines = [(f"→ {isolated(record)}", "text")] if record and is_other else []
        return [*lines, (joined(sent, pages), "muted")]

    def _paint_cover(self, painter: QPainter, area: QRect, candidate: HardcoverRow) -> None:
        device, row = painter.device(), candidate.book
        ratio = device.devicePixelRatioF() if device else 1.0
        request = CoverRequest(
            row.id, row.title, names(row.authors), area.width(), area.height(), ratio, theme.RADIUS_FIELD
        )
        paint_cover(painter, area, self._covers.pixmap(request))


def _card(cell: QRect) -> QRect:
    card = QRect(0, 0, theme.px(CARD.width()), theme.px(CARD.height()))
    card.moveCenter(cell.center())
    return card


def _cover(card: QRect) -> QRect:
    margin = theme.px(_MARGIN)
    return QRect(
        card.left() + margin, card.top() + margin, theme.px(_COVER.width()), theme.px(_COVER.height())
    )


def _badge(card: QRect) -> QRect:
    """Draw the badge below the cover, so that it hides no title."""
    cover = _cover(card)
    return QRect(cover.left(), cover.bottom() + 1 + theme.px(6), cover.width(), theme.px(_BADGE_HEIGHT))


def _foot(card: QRect) -> QRect:
    margin, height = theme.px(_MARGIN), theme.px(_FOOT_HEIGHT)
    return QRect(card.left() + margin, card.bottom() - margin + 3 - height, card.width() - 2 * margin, height)


def _more(foot: QRect, direction: Qt.LayoutDirection) -> QRect:
    end = QRect(foot.right() - foot.height() + 1, foot.top(), foot.height(), foot.height())
    return QStyle.visualRect(direction, foot, end)


def _paint_surface(painter: QPainter, option: QStyleOptionViewItem, card: QRect) -> None:
    """Draw the card's surface (selected, hovered or plain) and the focus ring."""
    state, area = option.state, QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5)
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    is_pointed_at = bool(state & QStyle.StateFlag.State_MouseOver)
    painter.setPen(QPen(theme.colour("accent" if is_selected else "border"), 1))
    painter.setBrush(theme.colour("sunken" if is_pointed_at and not is_selected else "surface"))
    painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
    if is_selected:
        painter.setBrush(theme.colour("accent", theme.BADGE_TINT))
        painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
    keyboard = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    if state & keyboard == keyboard:
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme.RADIUS_CARD, theme.RADIUS_CARD)


def _paint_quick(painter: QPainter, areas: Mapping[QuickAction, QRect], candidate: HardcoverRow) -> None:
    """Draw the actions on the cover, with a background that keeps them readable on any picture."""
    inner = theme.px(6)
    for action, area in areas.items():
        paint_pill(painter, area)
        icon = quick_icon(action, candidate)
        icons.paint(painter, area.adjusted(inner, inner, -inner, -inner), icon, "text")


def _paint_text(
    painter: QPainter, card: QRect, title: str, said: list[tuple[str, str]], direction: Qt.LayoutDirection
) -> None:
    """Draw the title in one or two lines, and as much of the rest as fits."""
    margin = theme.px(_MARGIN)
    top = _badge(card).bottom() + theme.px(5)
    area = QRect(card.left() + margin, top, card.width() - 2 * margin, theme.px(_WORDS_HEIGHT))
    used = paint_lines(
        painter,
        area,
        title,
        theme.font(Type.CARD),
        "text",
        direction,
        theme.px(_TITLE_LINE),
        most=2,
        keep_end=" · " in title,
    )
    rest = area.adjusted(0, used + theme.px(2), 0, 0)
    line = theme.px(_DETAIL_LINE)
    for text, colour in said:
        most = max(1, rest.height() // line) if text is said[-1][0] else 1
        font = theme.font(Type.DETAIL)
        used = paint_lines(painter, rest, text, font, colour, direction, line, most=most)
        rest = rest.adjusted(0, used, 0, 0)


def _paint_foot(
    painter: QPainter, foot: QRect, candidate: HardcoverRow, direction: Qt.LayoutDirection
) -> None:
    remedy = remedy_of(candidate)
    if remedy is not None:
        area = QStyle.visualRect(direction, foot, foot.adjusted(0, 0, -foot.height(), 0))
        paint_link_button(painter, area, short_remedy_word(remedy), direction)
    inner = theme.px(4)
    icons.paint(painter, _more(foot, direction).adjusted(inner, inner, -inner, -inner), "more", "muted")
