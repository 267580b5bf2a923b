"""The dashboard's sections of books."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.next_in_series import SeriesBook
from bookorbit_desktop.domain.overview.dashboard import CurrentBook, FinishedBook, RecentBook
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.dashboard.book_cards import (
    BookCard,
    CurrentCard,
    FinishedCard,
    RecentCard,
    RestingCard,
    UpcomingCard,
)
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import ColumnsLayout, empty, tab_from

MOST_CURRENT = 6
"""Cards; more would push everything else out of view."""
_NARROWEST = 270


class Section(QWidget):
    """A heading, optionally with a button, over cards. Hidden while it has no cards."""

    book_wanted = Signal(int)

    def __init__(
        self,
        title: str,
        cards: QWidget,
        put: Callable[[Sequence[BookCard]], None],
        corner: QPushButton | None = None,
    ) -> None:
        """`put` arranges the cards in `cards`."""
        super().__init__()
        self._put = put
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.addWidget(label(title, "section"), 1)
        if corner is not None:
            head.addWidget(corner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_12)
        layout.addLayout(head)
        layout.addWidget(cards)
        self._place = cards
        self.cards: list[BookCard] = []
        self.hide()

    def show_cards(self, cards: Sequence[BookCard]) -> None:
        """Replace the cards shown. The focus stays on its book."""
        focused = next((card.book.id for card in self.cards if card.hasFocus()), None)
        self.cards = list(cards)
        self._put(self.cards)
        tab_from(self._place, self.cards)
        for card in self.cards:
            card.clicked.connect(lambda _checked=False, book=card.book: self.book_wanted.emit(book.id))
            if card.book.id == focused:
                card.setFocus()
        self.setVisible(bool(cards))

    def cover_came(self, book_id: BookId) -> None:
        """Redraw a book whose cover has arrived."""
        for card in self.cards:
            if card.book.id == book_id:
                card.update()


class CurrentSection(Section):
    """The books read last, in as many columns as fit; the rest are in the library."""

    def __init__(self, covers: CoverCache) -> None:
        self._covers = covers
        self._grid = QWidget()
        self._columns = ColumnsLayout(theme.px(_NARROWEST))
        self._grid.setLayout(self._columns)
        self.view_all = button(tr("View all"), "lead")
        super().__init__(tr("Continue on your reader"), self._grid, self._fill, self.view_all)

    def show_books(self, books: Sequence[CurrentBook], now: datetime) -> None:
        """Show the books being read."""
        self.view_all.setVisible(len(books) > MOST_CURRENT)
        self.show_cards([CurrentCard(book, self._covers, now) for book in books[:MOST_CURRENT]])

    def _fill(self, cards: Sequence[BookCard]) -> None:
        empty(self._columns)
        for card in cards:
            self._columns.addWidget(card)


class UpcomingSection(Section):
    """The next volumes of series in which the person finished the volume before."""

    def __init__(self, covers: CoverCache) -> None:
        self._covers = covers
        self._row = _OneRow()
        super().__init__(tr("Next in your series"), self._row, self._row.show_cards)

    def show_books(self, books: Sequence[SeriesBook]) -> None:
        """Show the next volumes."""
        self.show_cards([UpcomingCard(book, self._covers) for book in books])


class RestingSection(Section):
    """Books begun but not read for a while. No reminder: a status other than reading removes them."""

    def __init__(self, covers: CoverCache) -> None:
        self._covers = covers
        self._row = _OneRow()
        super().__init__(tr("Pick up again"), self._row, self._row.show_cards)

    def show_books(self, books: Sequence[CurrentBook], now: datetime) -> None:
        """Show the resting books."""
        self.show_cards([RestingCard(book, self._covers, now) for book in books])


class FinishedSection(Section):
    """Recently finished books."""

    def __init__(self, covers: CoverCache) -> None:
        self._covers = covers
        self._row = _OneRow()
        super().__init__(tr("Recently finished"), self._row, self._row.show_cards)

    def show_books(self, books: Sequence[FinishedBook]) -> None:
        """Show them, the newest first."""
        self.show_cards([FinishedCard(book, self._covers) for book in books])


class RecentSection(Section):
    """Recently added books: one row, as many as fit."""

    def __init__(self, covers: CoverCache) -> None:
        self._covers = covers
        self._row = _OneRow()
        self.view_all = button(tr("View all"), "lead")
        super().__init__(tr("Recently added"), self._row, self._row.show_cards, self.view_all)

    def show_books(self, books: Sequence[RecentBook], now: datetime) -> None:
        """Show the newest books."""
        self.show_cards([RecentCard(book, self._covers, now) for book in books])


class _OneRow(QWidget):
    """Shows as many cards as fit, without asking for width of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[BookCard] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.SPACE_12)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_cards(self, cards: Sequence[BookCard]) -> None:
        """Replace the cards shown."""
        empty(self._layout)
        self._cards = list(cards)
        for card in cards:
            self._layout.addWidget(card)
        self._layout.addStretch(1)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as a card."""
        return QSize(0, max((card.sizeHint().height() for card in self._cards), default=0))

    def minimumSizeHint(self) -> QSize:
        """It may shrink to nothing."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many cards as now fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        gap = self._layout.spacing()
        for index, card in enumerate(self._cards):
            card.setVisible((index + 1) * (card.width() + gap) - gap <= self.width())
