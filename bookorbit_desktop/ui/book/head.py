"""Cover, title, authors and series of a book, and the buttons to its neighbours in the list."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.domain.overview.book_view import BookView
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.book.text import series_text
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.book_actions import open_record
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverRequest
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, empty, tab_from
from bookorbit_desktop.ui.wording import names, number

COVER_WIDTH, COVER_HEIGHT = 104, 156
PAGE_COVER_WIDTH, PAGE_COVER_HEIGHT = 168, 252
"""For a book on a page of its own."""
_LONGEST = 32
"""Characters: a longer name would widen the window; the tooltip has all of it."""


class BookHead(QWidget):
    """The name of the book, and the way to others."""

    closed = Signal()
    stepped = Signal(int)
    """-1 for the previous book in the list, 1 for the next."""
    page_toggled = Signal()
    """Show the book on the whole page, or beside the list again."""
    facet_chosen = Signal(object, str)
    """A facet and value, to show the books that share it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._cover_wanted: CoverRequest | None = None
        self._view: BookView | None = None
        self._is_page = False
        self._cover = QLabel()
        self._cover.setAccessibleName(tr("Cover"))
        self._title = label("", "section", wrap=True, name="title")
        self.authors = FacetLinks(Facet.AUTHOR, tr("Authors"))
        self.series = FacetLinks(Facet.SERIES, tr("Series"))
        self.hardcover = button(tr("View on Hardcover"), "link")
        self.hardcover.setToolTip(tr("View this book on hardcover.app"))
        self.open = button(tr("Open"), icon="book-open")
        self.open.setToolTip(tr("Open the file with your reading program"))
        self.previous = icon_button("chevron-left", tr("Previous book"))
        self.next = icon_button("chevron-right", tr("Next book"))
        self._place = label("", "detail", name="place")
        self.page = icon_button("grid", "")
        self.close_button = icon_button("close", tr("Close details"))
        self._build()
        self._connect()
        self.show_page(is_page=False)
        self.show_neighbours(-1, 0)

    def show_book(self, view: BookView) -> None:
        """Show a book."""
        self._view, row = view, view.row
        self._title.setText(row.title)
        self.authors.show_values([(author, author) for author in row.authors])
        self.series.show_values([(row.series, series_text(row))] if row.series else [])
        self.hardcover.setVisible(view.sync_book.match.record_id is not None)
        file = next(iter(view.book.files), None)
        self.open.setVisible(file is not None)
        self.open.setEnabled(file is not None and not file.missing)
        self._want_cover(view)

    def show_neighbours(self, index: int, count: int) -> None:
        """Show the book's index in a list of `count`; negative if it is not listed."""
        is_listed = 0 <= index < count
        self._place.setText(tr("{0} of {1}").format(number(index + 1), number(count)) if is_listed else "")
        self.previous.setEnabled(is_listed and index > 0)
        self.next.setEnabled(is_listed and index < count - 1)

    def show_page(self, *, is_page: bool) -> None:
        """Set what the page button would do now."""
        text = tr("Show beside the list") if is_page else tr("Show on a page of its own")
        self.page.setAccessibleName(text)
        self.page.setToolTip(text)
        icons.put(self.page, "columns" if is_page else "show-page", "muted")
        if is_page is not self._is_page:
            self._is_page = is_page
            self._cover.setFixedSize(self._cover_size())
            if self._view is not None:
                self._want_cover(self._view)

    def _cover_size(self) -> QSize:
        width, height = (
            (PAGE_COVER_WIDTH, PAGE_COVER_HEIGHT) if self._is_page else (COVER_WIDTH, COVER_HEIGHT)
        )
        return QSize(theme.px(width), theme.px(height))

    def _want_cover(self, view: BookView) -> None:
        size = self._cover_size()
        ratio, radius = self.devicePixelRatioF(), theme.RADIUS_CARD
        authors = names(view.row.authors)
        self._cover_wanted = CoverRequest(
            view.row.id, view.row.title, authors, size.width(), size.height(), ratio, radius
        )
        self._cover.clear()
        self._show_cover(view.row.id)

    def _show_cover(self, book_id: BookId) -> None:
        if self._cover_wanted is None or self._cover_wanted.book_id != book_id:
            return
        picture = self._context.covers.pixmap(self._cover_wanted)
        if picture is not None:
            self._cover.setPixmap(picture)

    def _view_on_hardcover(self) -> None:
        if self._view is not None and self._view.sync_book.match.record_id is not None:
            open_record(self._view.sync_book.match.record_id)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.page.clicked.connect(self.page_toggled)
        self.hardcover.clicked.connect(self._view_on_hardcover)
        self.authors.chosen.connect(self.facet_chosen)
        self.series.chosen.connect(self.facet_chosen)
        self._context.covers.loaded.connect(self._show_cover)

    def _build(self) -> None:
        self._cover.setFixedSize(self._cover_size())
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        ways = QHBoxLayout()
        ways.setSpacing(theme.SPACE_4)
        ways.addWidget(self.previous)
        ways.addWidget(self.next)
        ways.addWidget(self._place)
        ways.addStretch(1)
        ways.addWidget(self.page)
        ways.addWidget(self.close_button)
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_4)
        for part in (self._title, self.authors, self.series):
            words.addWidget(part)
        words.addWidget(self.hardcover, alignment=Qt.AlignmentFlag.AlignLeft)
        self.hardcover.hide()
        words.addStretch(1)
        words.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignLeft)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_16)
        top.addWidget(self._cover, alignment=Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_8)
        layout.addLayout(ways)
        layout.addLayout(top)


class FacetLinks(QWidget):
    """Each name is a button that filters the library by it. `kind` is "link" or "chip"."""

    chosen = Signal(object, str)
    """Facet and value."""

    def __init__(self, facet: Facet, accessible_name: str, kind: str = "link") -> None:
        super().__init__()
        self._facet, self._kind = facet, kind
        self.buttons: list[QPushButton] = []
        self.setAccessibleName(accessible_name)
        self._layout = FlowLayout()
        self.setLayout(self._layout)

    def show_values(self, values: Sequence[tuple[str, str]]) -> None:
        """Show pairs of filter value and text."""
        empty(self._layout)
        self.buttons = [self._link(value, text) for value, text in values]
        for link in self.buttons:
            self._layout.addWidget(link)
        tab_from(self, self.buttons)
        self.setVisible(bool(values))

    def _link(self, value: str, text: str) -> QPushButton:
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
        link = button(short.replace("&", "&&"), self._kind)
        link.setAccessibleName(text)
        link.setToolTip(tr("Show all books: {0}").format(text))
        link.clicked.connect(lambda: self.chosen.emit(self._facet, value))
        return link
