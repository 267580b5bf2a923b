"""Books as a grid of cards, and painting helpers for them (design.md, "Cover")."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.cells import CellView
from bookorbit_desktop.ui.widgets.list_states import Skeleton
from bookorbit_desktop.ui.widgets.painting import paint_progress, paint_text
from bookorbit_desktop.ui.widgets.table_columns import ROW_HEIGHT
from bookorbit_desktop.ui.wording import BadgeStyle, percent

CARD_LINE = 20
"""The height of a line of words."""
COVER_FOOT = 24
"""The height of the strip with the progress at the foot of a cover."""
_SHEET = 5
"""How far the books behind the first one of a stack look out."""


class CardSkeleton(Skeleton):
    """Placeholders for cards or rows that are loading."""

    def __init__(self, accessible_name: str, card: QSize, shape: QSize) -> None:
        """`card` is the size of each one, `shape` the part that is drawn, in design pixels."""
        super().__init__(theme.px(ROW_HEIGHT), accessible_name)
        self.show_size(card, shape)
        self.is_grid = True

    def show_size(self, card: QSize, shape: QSize) -> None:
        """Change the size of the cards."""
        self._card, self._shape = card, shape
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grey cards or rows."""
        if not self.is_grid:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        width, height = theme.px(self._card.width()), theme.px(self._card.height())
        shape = QSize(theme.px(self._shape.width()), theme.px(self._shape.height()))
        for top in range(theme.SPACE_16, self.height(), height + theme.SPACE_16):
            for left in range(theme.SPACE_24, self.width() - width, width + theme.SPACE_16):
                painter.drawRoundedRect(QRect(QPoint(left, top), shape), theme.RADIUS_CARD, theme.RADIUS_CARD)


class CardGrid(CellView):
    """As many cards in a line as fit. Shares model and selection with the table."""

    def __init__(self, accessible_name: str, card: QSize) -> None:
        """`card` is the size of each card, in design pixels."""
        self._card = card
        super().__init__(accessible_name)

    @property
    def per_line(self) -> int:
        """The number of cards in a line."""
        return max(1, (self.viewport().width() - theme.SPACE_16) // self.cell().width())

    def cell(self) -> QSize:
        """The size of a card with the space around it."""
        width, height = theme.px(self._card.width()), theme.px(self._card.height())
        return QSize(width + theme.SPACE_16, height + theme.SPACE_16)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, card: QRect) -> None:
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


def paint_card_shape(painter: QPainter, card: QRect, cover: QRect) -> None:
    """Draw the placeholder of a card that is loading."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("sunken"))
    painter.drawRoundedRect(cover, theme.RADIUS_CARD, theme.RADIUS_CARD)
    for line, share in ((0, 0.8), (1, 0.5)):
        top = cover.bottom() + theme.SPACE_12 + line * theme.px(CARD_LINE)
        painter.drawRoundedRect(QRect(card.left(), top, round(card.width() * share), theme.px(10)), 5, 5)


def front_of_sheets(cover: QRect) -> QRect:
    """The area of a stack's front book, below the edges of those behind it."""
    return cover.adjusted(0, 2 * theme.px(_SHEET), 0, 0)


def paint_sheets(painter: QPainter, cover: QRect) -> QRect:
    """Draw the edges of the books behind the front one; returns the area of the front one."""
    step = theme.px(_SHEET)
    front = front_of_sheets(cover)
    painter.setPen(QPen(theme.colour("muted", 0.5), 1))
    for depth in (2, 1):
        sheet = front.adjusted(depth * step * 2, -depth * step, -depth * step * 2, 0)
        painter.setBrush(theme.colour("sunken" if depth == 2 else "border"))
        painter.drawRoundedRect(sheet, theme.RADIUS_CARD, theme.RADIUS_CARD)
    return front


def paint_sign(painter: QPainter, room: QRect, look: BadgeStyle, direction: Qt.LayoutDirection) -> None:
    """Draw a state that needs no action as an icon only; tooltip and screen reader have the word."""
    mark = QStyle.visualRect(direction, room, QRect(room.left(), room.top(), room.height(), room.height()))
    paint_pill(painter, mark)
    inner = theme.px(4)
    icons.paint(painter, mark.adjusted(inner, inner, -inner, -inner), look.icon, look.tone)


def paint_pill(painter: QPainter, area: QRect) -> None:
    """Draw a background that keeps text readable on any cover."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)


def paint_cover_progress(
    painter: QPainter, cover: QRect, fraction: float, direction: Qt.LayoutDirection
) -> None:
    """Draw the progress at the bottom of a cover, clipped by its round corners."""
    height = theme.px(COVER_FOOT)
    foot = QRect(cover.left(), cover.bottom() - height + 1, cover.width(), height)
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
