"""The card of a series, author, shelf or volume, and the grid of clickable cards."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.routes import Route
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.card_grid import (
    CARD_LINE,
    COVER_FOOT,
    CardGrid,
    paint_cover_progress,
    paint_ground,
    paint_pill,
)
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import paint_cover, paint_lines, paint_progress, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel
from bookorbit_desktop.ui.wording import names

GROUP_CARD = QSize(188, 264)
"""A card for several books."""
SHELF_CARD = QSize(188, 214)
"""The same without progress."""
BOOK_CARD = QSize(152, 306)
"""A card for one volume, or for a missing one."""
_GROUP_COVERS = (QSize(108, 162), QSize(92, 138), QSize(76, 114))
"""From front to back."""
_GROUP_LEFTS = (0, 56, 112)
_BOOK_COVER = QSize(152, 228)
_NUMBER_POINTS = 26.0


@dataclass(frozen=True, slots=True)
class Card:
    """One card, with the place it leads to, if any."""

    key: int
    title: str
    covers: tuple[BookRef, ...] = ()
    line: str = ""
    note: str = ""
    alert: str = ""
    """A note that needs attention."""
    progress: float | None = None
    """0..1."""
    number: str = ""
    """Of the volume."""
    mark: str = ""
    """An icon for a volume's state; `line` has the word for it."""
    icon: str = ""
    """Shown if there are no covers."""
    target: Route | None = None

    @property
    def is_missing(self) -> bool:
        """Whether it stands for a missing volume."""
        return self.target is None


def describe_card(card: Card) -> str:
    """A card as a sentence, for screen readers."""
    return ", ".join(part for part in (card.number, card.title, card.line, card.note, card.alert) if part)


class _CardDelegate(QStyledItemDelegate):
    _grows = False
    """Whether a card is as wide as its cell."""

    def __init__(self, covers: CoverCache, size: QSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers
        self._size = size

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All cards have the same size."""
        return QSize(theme.px(self._size.width()), theme.px(self._size.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one card into its cell."""
        card: Card = index.data(ROW)
        area = self._area(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, area)
        self.paint_card(painter, area, card, option.direction)
        painter.restore()

    def _area(self, option: QStyleOptionViewItem) -> QRect:
        """The area of a card; one narrower than its cell is at the start of the line."""
        air = theme.SPACE_8
        area = option.rect.adjusted(air, air, -air, -air)
        if not self._grows:
            area.setWidth(theme.px(self._size.width()))
        return QStyle.visualRect(option.direction, option.rect, area)

    def paint_card(self, painter: QPainter, area: QRect, card: Card, direction: Qt.LayoutDirection) -> None:
        """Draw a card on its background."""
        raise NotImplementedError

    def paint_book(self, painter: QPainter, area: QRect, book: BookRef) -> None:
        """Draw a cover, or its placeholder while it loads."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        radius = theme.RADIUS_FIELD
        request = CoverRequest(
            book.id, book.title, names(book.authors), area.width(), area.height(), ratio, radius
        )
        paint_cover(painter, area, self._covers.pixmap(request))


class GroupDelegate(_CardDelegate):
    """Up to three overlapping covers, and below them the name, the progress and a note."""

    _grows = True

    def __init__(self, covers: CoverCache, parent: QWidget, size: QSize = GROUP_CARD) -> None:
        super().__init__(covers, size, parent)

    def paint_card(self, painter: QPainter, area: QRect, card: Card, direction: Qt.LayoutDirection) -> None:
        """Draw the card of several books."""
        front = _GROUP_COVERS[0]
        stage = QRect(area.left(), area.top(), area.width(), theme.px(front.height()))
        if not card.covers:
            _paint_empty(painter, stage, card.icon)
        shown = list(zip(card.covers, _GROUP_COVERS, _GROUP_LEFTS, strict=False))
        for book, size, left in reversed(shown):
            cover = QRect(
                stage.left() + theme.px(left),
                stage.bottom() + 1 - theme.px(size.height()),
                theme.px(size.width()),
                theme.px(size.height()),
            )
            cover = QStyle.visualRect(direction, stage, cover)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(cover.adjusted(-2, -2, 2, 2), theme.RADIUS_CARD, theme.RADIUS_CARD)
            self.paint_book(painter, cover, book)
        self._paint_text(painter, area, stage, card, direction)

    def _paint_text(
        self, painter: QPainter, area: QRect, stage: QRect, card: Card, direction: Qt.LayoutDirection
    ) -> None:
        line, top = theme.px(CARD_LINE), stage.bottom() + 1 + theme.SPACE_8
        title = QRect(area.left(), top, area.width(), line)
        paint_text(painter, title, card.title, theme.font(Type.CARD), direction=direction)
        below = title.translated(0, line)
        detail = theme.font(Type.DETAIL, numbers=True)
        paint_text(painter, below, card.line, detail, "muted", direction=direction)
        if card.progress is not None:
            bar = QRect(area.left(), below.bottom() + theme.SPACE_4, area.width(), theme.px(4))
            paint_progress(painter, bar, card.progress, direction)
        note = QRect(area.left(), below.bottom() + theme.SPACE_12, area.width(), line)
        paint_text(painter, note, card.note, detail, "muted", direction=direction)
        if card.alert:
            alert = note.translated(0, line) if card.note else note
            paint_text(painter, alert, card.alert, detail, "attention", direction=direction)


class VolumeDelegate(_CardDelegate):
    """A cover with the volume number and the progress; a frame for a missing one."""

    def __init__(self, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(covers, BOOK_CARD, parent)

    def paint_card(self, painter: QPainter, area: QRect, card: Card, direction: Qt.LayoutDirection) -> None:
        """Draw the card of a volume, or of a gap."""
        cover = QRect(area.topLeft(), QSize(area.width(), theme.px(_BOOK_COVER.height())))
        if card.is_missing:
            _paint_gap(painter, cover, card.number)
        else:
            self.paint_book(painter, cover, card.covers[0])
            self._paint_marks(painter, cover, card, direction)
        line = theme.px(CARD_LINE)
        text = QRect(area.left(), cover.bottom() + 1 + theme.SPACE_4, area.width(), 2 * line)
        font, colour = theme.font(Type.CARD), "muted" if card.is_missing else "text"
        used = paint_lines(painter, text, card.title, font, colour, direction, line, most=2)
        below = QRect(area.left(), text.top() + used, area.width(), line)
        paint_text(painter, below, card.line, theme.font(Type.DETAIL), "muted", direction=direction)

    def _paint_marks(
        self, painter: QPainter, cover: QRect, card: Card, direction: Qt.LayoutDirection
    ) -> None:
        """Draw the marks at the bottom, as titles are at the top of a cover."""
        room = cover.adjusted(theme.SPACE_8, 0, -theme.SPACE_8, -theme.SPACE_8)
        room.setTop(room.bottom() + 1 - theme.px(24))
        if card.progress:
            room.translate(0, -theme.px(COVER_FOOT))
        font = theme.font(Type.DETAIL, numbers=True)
        if card.number:
            width = max(room.height(), QFontMetrics(font).horizontalAdvance(card.number) + theme.SPACE_16)
            pill = QStyle.visualRect(
                direction, room, QRect(room.left(), room.top(), min(width, room.width() // 2), room.height())
            )
            paint_pill(painter, pill)
            centre = Qt.AlignmentFlag.AlignHCenter
            paint_text(painter, pill, card.number, font, align=centre, direction=direction)
        if card.mark:
            end = QRect(room.right() - room.height() + 1, room.top(), room.height(), room.height())
            end = QStyle.visualRect(direction, room, end)
            paint_pill(painter, end)
            inner = theme.px(5)
            tone = "ok" if card.mark == "check" else "muted"
            icons.paint(painter, end.adjusted(inner, inner, -inner, -inner), card.mark, tone)
        if card.progress:
            paint_cover_progress(painter, cover, card.progress, direction)


def _paint_empty(painter: QPainter, stage: QRect, icon: str) -> None:
    """The placeholder of a group without books."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("sunken"))
    painter.drawRoundedRect(stage, theme.RADIUS_CARD, theme.RADIUS_CARD)
    size = theme.px(48)
    mark = QRect(0, 0, size, size)
    mark.moveCenter(stage.center())
    icons.paint(painter, mark, icon, "muted")


def _paint_gap(painter: QPainter, cover: QRect, number: str) -> None:
    """The placeholder of a missing book."""
    painter.setBrush(theme.colour("sunken", 0.5))
    painter.setPen(QPen(theme.colour("border"), 1.5, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(cover).adjusted(1, 1, -1, -1), theme.RADIUS_CARD, theme.RADIUS_CARD)
    font = theme.font(Type.TITLE, numbers=True)
    font.setPointSizeF(font.pointSizeF() * _NUMBER_POINTS / 20)
    paint_text(painter, cover, number, font, "muted", align=Qt.AlignmentFlag.AlignHCenter)


class GroupGrid(CardGrid):
    """A click or Enter opens a card."""

    followed = Signal(object)
    """The Card."""
    menu_requested = Signal(object, QPoint)
    """The Card, and the screen position."""
    renamed = Signal(object)
    """F2 on a Card."""
    removed = Signal(object)
    """Delete on a Card."""
    left = Signal()
    """Escape."""

    def __init__(self, accessible_name: str, card: QSize) -> None:
        super().__init__(accessible_name, card)
        self.cards: RowsModel[Card] = RowsModel(lambda card: card.key, describe_card, describe_card)
        self.cards.setParent(self)
        self.setModel(self.cards)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.clicked.connect(self._follow)
        self.activated.connect(self._follow)
        self.entered.connect(self._point)
        self.viewportEntered.connect(lambda: self.viewport().unsetCursor())

    @property
    def per_line(self) -> int:
        """The number of cards in a line."""
        return max(1, (self.viewport().width() - theme.SPACE_16) // super().cell().width())

    def cell(self) -> QSize:
        """The size of a cell; cards align with both sides of the page."""
        least = super().cell()
        share = (self.viewport().width() - theme.SPACE_16) // self.per_line
        return QSize(max(least.width(), share), least.height())

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Replace the cards. Selection and scroll position are kept where possible."""
        index = self.currentIndex()
        current = self.cards.rows[index.row()].key if index.isValid() else None
        offset = self.verticalScrollBar().value()
        self.cards.replace(cards)
        if current is not None and not self.currentIndex().isValid():
            self.setCurrentIndex(self.cards.index_of(current))
        self.verticalScrollBar().setValue(offset)

    def show_cover(self, _book_id: BookId) -> None:
        """Repaint to show a cover that has loaded."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, F2 renames, Delete deletes, Escape goes back."""
        index = self.currentIndex()
        card = self.cards.rows[index.row()] if index.isValid() else None
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif card is not None and event.key() == Qt.Key.Key_F2:
            self.renamed.emit(card)
        elif card is not None and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(card)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the card at the pointer, or of the current one."""
        by_keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keyboard else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        area = self.visualRect(index)
        point = event.globalPos()
        if by_keyboard:
            point = self.viewport().mapToGlobal(QPoint(area.left(), area.bottom() - theme.SPACE_8))
        self.menu_requested.emit(self.cards.rows[index.row()], point)

    def _follow(self, index: QModelIndex) -> None:
        if index.isValid() and not self.cards.rows[index.row()].is_missing:
            self.followed.emit(self.cards.rows[index.row()])

    def _point(self, index: QModelIndex) -> None:
        if self.cards.rows[index.row()].is_missing:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
