"""The dashboard's sections of books."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.library.next_in_series import SeriesBook
from bookorbit_desktop.domain.overview.dashboard import CurrentBook, FinishedBook, RecentBook
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import ColumnsLayout, empty, tab_from
from bookorbit_desktop.ui.widgets.painting import paint_cover, paint_progress, paint_text, paint_two_lines
from bookorbit_desktop.ui.wording import (
    ago,
    date_text,
    forecast_text,
    joined,
    left_text,
    names,
    number,
    percent,
)

MOST_CURRENT = 6
"""Cards; more would push everything else out of view."""
_NARROWEST = 270
CURRENT_COVER = QSize(92, 138)
RECENT_COVER = QSize(124, 186)
_LINE = 18
_TITLE_LINE = 20
_BAR = 6


class BookCard(QAbstractButton):
    """A custom-painted button; a click or Enter opens the book."""

    def __init__(self, book: BookRef, covers: CoverCache) -> None:
        super().__init__()
        self.book = book
        self._covers = covers
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paint_cover(self, painter: QPainter, area: QRect) -> None:
        """Draw the cover, or a placeholder while it loads."""
        request = CoverRequest(
            self.book.id,
            self.book.title,
            names(self.book.authors),
            area.width(),
            area.height(),
            self.devicePixelRatioF(),
            theme.px(4),
        )
        paint_cover(painter, area, self._covers.pixmap(request))

    def paint_ring(self, painter: QPainter) -> None:
        """Draw the focus ring."""
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, theme.RADIUS_CARD, theme.RADIUS_CARD)


class CurrentCard(BookCard):
    """A book being read: progress, device and time."""

    def __init__(self, book: CurrentBook, covers: CoverCache, now: datetime) -> None:
        super().__init__(book, covers)
        self._percentage = book.percentage or 0.0
        self._percent = percent(self._percentage)
        self._lines = [line for line in (page_text(book), left_text(book.forecast)) if line]
        self._device = book.device
        self._ago = ago(book.last_read_at, now) if book.last_read_at else ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = (book.title, names(book.authors), self._percent, *self._lines, joined(self._device, self._ago))
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setToolTip("\n".join((joined(book.title, names(book.authors)), forecast_text(book.forecast))))

    def sizeHint(self) -> QSize:
        """As high as a cover, and wide enough for the text beside it."""
        return QSize(theme.px(300), theme.px(CURRENT_COVER.height()) + 2 * theme.SPACE_12)

    def minimumSizeHint(self) -> QSize:
        """The text is elided before the cover shrinks."""
        return QSize(theme.px(220), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("sunken" if self.underMouse() else "surface"))
        frame = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
        inside = self.rect().adjusted(theme.SPACE_12, theme.SPACE_12, -theme.SPACE_12, -theme.SPACE_12)
        cover = QRect(inside.topLeft(), CURRENT_COVER * theme.px(100) / 100)
        text_rect = QRect(inside)
        text_rect.setLeft(cover.right() + 1 + theme.SPACE_16)
        self.paint_cover(painter, self._mirrored(cover))
        self._paint_text(painter, text_rect)
        self.paint_ring(painter)

    def _paint_text(self, painter: QPainter, area: QRect) -> None:
        direction, line = self.layoutDirection(), theme.px(_LINE)
        card, detail = theme.font(Type.CARD), theme.font(Type.DETAIL, numbers=True)
        lines = 1 if QFontMetrics(card).horizontalAdvance(self.book.title) <= area.width() else 2
        title = QRect(area.left(), area.top(), area.width(), lines * theme.px(20))
        author = QRect(area.left(), title.bottom() + 1, area.width(), line)
        paint_two_lines(painter, self._mirrored(title), self.book.title, card, "text", direction)
        by = names(self.book.authors)
        paint_text(painter, self._mirrored(author), by, detail, "muted", direction=direction)
        when = QRect(area.left(), area.bottom() - line + 1, area.width(), line)
        beneath = [when.translated(0, -line * above) for above in range(len(self._lines), 0, -1)]
        first = beneath[0] if beneath else when
        share = QFontMetrics(detail).horizontalAdvance(self._percent) + 2
        bar = QRect(area.left(), 0, area.width() - share - theme.SPACE_8, theme.px(_BAR))
        bar.moveTop(first.top() - line + (line - bar.height()) // 2)
        beside = QRect(bar.right() + 1 + theme.SPACE_8, first.top() - line, share, line)
        paint_progress(painter, self._mirrored(bar), self._percentage, direction)
        paint_text(painter, self._mirrored(beside), self._percent, detail, direction=direction)
        for place, text in zip(beneath, self._lines, strict=True):
            paint_text(painter, self._mirrored(place), text, detail, direction=direction)
        seen = seen_text(self._device, self._ago, QFontMetrics(detail), area.width())
        paint_text(painter, self._mirrored(when), seen, detail, "muted", direction=direction)

    def _mirrored(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)


class SmallCard(BookCard):
    """A cover over its title (up to two lines) and one line of detail."""

    def __init__(self, book: BookRef, covers: CoverCache, line: str, spoken: str) -> None:
        super().__init__(book, covers)
        self._line = line
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(", ".join(part for part in (book.title, names(book.authors), spoken) if part))
        self.setToolTip(joined(book.title, names(book.authors), spoken))

    def sizeHint(self) -> QSize:
        """The cover and three lines of text."""
        width = theme.px(RECENT_COVER.width()) + 2 * theme.SPACE_4
        lines = 2 * theme.px(_TITLE_LINE) + theme.px(_LINE) + theme.SPACE_8
        return QSize(width, theme.px(RECENT_COVER.height()) + lines + 2 * theme.SPACE_4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        inside = self.rect().adjusted(theme.SPACE_4, theme.SPACE_4, -theme.SPACE_4, -theme.SPACE_4)
        cover = QRect(inside.left(), inside.top(), inside.width(), theme.px(RECENT_COVER.height()))
        self.paint_cover(painter, cover)
        direction, font = self.layoutDirection(), theme.font(Type.CARD)
        lines = 1 if QFontMetrics(font).horizontalAdvance(self.book.title) <= inside.width() else 2
        top = cover.bottom() + 1 + theme.SPACE_8
        title = QRect(inside.left(), top, inside.width(), lines * theme.px(_TITLE_LINE))
        paint_two_lines(painter, title, self.book.title, font, "text", direction)
        below = QRect(inside.left(), title.bottom() + 1, inside.width(), theme.px(_LINE))
        paint_text(painter, below, self._line, theme.font(Type.DETAIL), "muted", direction=direction)
        self.paint_ring(painter)


class RecentCard(SmallCard):
    """A recently added book, with its author."""

    def __init__(self, book: RecentBook, covers: CoverCache, now: datetime) -> None:
        super().__init__(book, covers, names(book.authors), tr("added {0}").format(ago(book.added_at, now)))


class RestingCard(SmallCard):
    """A book put aside, with the position it was left at."""

    def __init__(self, book: CurrentBook, covers: CoverCache, now: datetime) -> None:
        read = ago(book.last_read_at, now) if book.last_read_at else ""
        line = joined(percent(book.percentage or 0.0), read)
        super().__init__(book, covers, line, line)


class FinishedCard(SmallCard):
    """A recently finished book, with the day."""

    def __init__(self, book: FinishedBook, covers: CoverCache) -> None:
        day = date_text(book.finished_on)
        super().__init__(book, covers, day, tr("finished {0}").format(day))


class UpcomingCard(SmallCard):
    """The next volume of a series, with its number in the series."""

    def __init__(self, book: SeriesBook, covers: CoverCache) -> None:
        place = tr("{0}, book {1}").format(book.series, number(book.index))
        super().__init__(book, covers, place, place)


def page_text(book: CurrentBook) -> str:
    """The position in pages, such as "p. 224 of 332"; empty if the page count is unknown."""
    if book.page is None or book.pages is None:
        return ""
    return tr("p. {0} of {1}").format(number(book.page), number(book.pages))


def seen_text(device: str, when: str, metrics: QFontMetrics, width: int) -> str:
    """Device and time in `width` pixels. Where both don't fit, the name of the device is cut, not the time."""
    room = width - metrics.horizontalAdvance(f" · {when}")
    return joined(metrics.elidedText(device, Qt.TextElideMode.ElideRight, room), when)


class Section(QWidget):
    """A heading, optionally with a button, over cards. Hidden while it has no cards."""

    book_requested = Signal(int)

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
            card.clicked.connect(lambda _checked=False, book=card.book: self.book_requested.emit(book.id))
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
