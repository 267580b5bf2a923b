"""Covers of books that were found, as many as fit."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import paint_cover
from bookorbit_desktop.ui.wording import names, some_titles

COVER = QSize(96, 144)
ROWS = 2
MOST = 24


class CoverStrip(QWidget):
    """Two rows at most. It is only looked at: books are opened elsewhere."""

    def __init__(self, covers: CoverCache) -> None:
        super().__init__()
        self._covers = covers
        self.books: tuple[BookRef, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        covers.loaded.connect(self._on_cover)
        self.hide()

    def show_books(self, books: Sequence[BookRef]) -> None:
        """Show these, the first of them first."""
        self.books = tuple(books[:MOST])
        self.setAccessibleName(tr("Covers of {0}").format(some_titles([book.title for book in self.books])))
        self.setVisible(bool(self.books))
        self.updateGeometry()
        self.update()

    def _on_cover(self, _book_id: int) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        """As many rows as the books fill, up to two."""
        rows = min(ROWS, -(-len(self.books) // self._columns()))
        return QSize(0, rows * (theme.px(COVER.height()) + theme.SPACE_12))

    def minimumSizeHint(self) -> QSize:
        """It may be as narrow as it is made."""
        return self.sizeHint()

    def resizeEvent(self, _event: object) -> None:
        """Other widths have other rows."""
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the covers."""
        painter = QPainter(self)
        width, height, columns = theme.px(COVER.width()), theme.px(COVER.height()), self._columns()
        for place, book in enumerate(self.books[: columns * ROWS]):
            row, column = divmod(place, columns)
            left, top = column * (width + theme.SPACE_12), row * (height + theme.SPACE_12)
            area = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(left, top, width, height))
            by, ratio = names(book.authors), self.devicePixelRatioF()
            request = CoverRequest(book.id, book.title, by, width, height, ratio, theme.px(4))
            paint_cover(painter, area, self._covers.pixmap(request))

    def _columns(self) -> int:
        gap = theme.SPACE_12
        return max(1, (self.width() + gap) // (theme.px(COVER.width()) + gap))
