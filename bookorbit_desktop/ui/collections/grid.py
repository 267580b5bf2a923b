"""A grid of clickable cards."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.collections.card import Card, describe_card
from bookorbit_desktop.ui.widgets.card_grid import CardGrid
from bookorbit_desktop.ui.widgets.rows import RowsModel


class GroupGrid(CardGrid):
    """A click or Enter opens a card."""

    followed = Signal(object)
    """The Card."""
    menu_wanted = Signal(object, QPoint)
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
        self.menu_wanted.emit(self.cards.rows[index.row()], point)

    def _follow(self, index: QModelIndex) -> None:
        if index.isValid() and not self.cards.rows[index.row()].is_missing:
            self.followed.emit(self.cards.rows[index.row()])

    def _point(self, index: QModelIndex) -> None:
        if self.cards.rows[index.row()].is_missing:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
