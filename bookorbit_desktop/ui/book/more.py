"""Other books by the author of the one shown, as a row of covers."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.flow_layout import FlowLayout
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import empty, tab_from
from bookorbit_desktop.ui.wording import names, status_word

MOST = 8
_WIDTH, _HEIGHT = 60, 90
_LONGEST_NAME = 40


class MoreByAuthor(QWidget):
    """Each cover opens its book. Hidden if there are no other books."""

    chosen = Signal(int)
    """The id of a book."""

    def __init__(self, covers: CoverCache) -> None:
        super().__init__()
        self._covers = covers
        self._wanted: dict[int, CoverRequest] = {}
        self.buttons: dict[BookId, QPushButton] = {}
        self._title = label("", "card", wrap=True)
        self._flow = FlowLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_8)
        layout.addWidget(self._title)
        layout.addLayout(self._flow)
        covers.loaded.connect(self._show_cover)
        self.hide()

    def show_books(self, author: str, rows: Sequence[BookRow]) -> None:
        """Show other books by an author."""
        empty(self._flow)
        self._wanted, self.buttons = {}, {}
        self._title.setText(tr("More by {0}").format(one_line(author, _LONGEST_NAME)))
        self.setAccessibleName(self._title.text())
        for row in rows:
            self._flow.addWidget(self._button(row))
        tab_from(self, list(self.buttons.values()))
        self.setVisible(bool(rows))

    def _button(self, row: BookRow) -> QPushButton:
        width, height = theme.px(_WIDTH), theme.px(_HEIGHT)
        book = button("", "icon")
        book.setIconSize(QSize(width, height))
        text = f"{row.title}, {status_word(row.status)}"
        book.setAccessibleName(text)
        book.setToolTip(text)
        book.clicked.connect(lambda: self.chosen.emit(row.id))
        self.buttons[row.id] = book
        self._wanted[row.id] = CoverRequest(
            row.id, row.title, names(row.authors), width, height, self.devicePixelRatioF(), 4
        )
        self._show_cover(row.id)
        return book

    def _show_cover(self, book_id: BookId) -> None:
        request = self._wanted.get(book_id)
        picture = self._covers.pixmap(request) if request is not None else None
        if picture is not None:
            self.buttons[book_id].setIcon(QIcon(picture))
