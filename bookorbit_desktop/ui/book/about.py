"""About a book: description, genres, facts, shelves, the ways to change them, and other books by its author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.isbn import to_isbn10, to_isbn13
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.collection import Collection
from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.domain.library.metadata import tidy_genres
from bookorbit_desktop.domain.overview.book_view import BookView
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.book.sections import FacetLinks
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import for_button, one_line
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, empty, tab_from
from bookorbit_desktop.ui.wording import (
    collection_icon,
    collection_word,
    day_and_time,
    names,
    number,
    status_word,
)

DESCRIPTION_LINES = 4
MOST_GENRES = 8
MOST = 8
_WIDTH, _HEIGHT = 60, 90
_LONGEST_NAME = 40
_LONGEST = 32


class AboutBook(QWidget):
    """Requests the editor when the person wants to change something."""

    facet_chosen = Signal(object, str)
    """A facet and value, to show the books that share it."""

    def __init__(self) -> None:
        super().__init__()
        self._is_folded = True
        self._description = label("", wrap=True, name="description")
        self.more = button(tr("Show more"), "lead")
        self.genres = FacetLinks(Facet.GENRE, tr("Genres"), "chip")
        self._facts = QGridLayout()
        self.edit = button(tr("Edit…"), icon="edit")
        self.compare = button(tr("Compare online…"), icon="search")
        self.compare.setToolTip(tr("Search Hardcover and compare field by field."))
        self.refresh = button(tr("Refresh"), icon="sync")
        self.refresh.setToolTip(tr("Fetch again what came from Hardcover; locked fields stay."))
        self._build()
        self.genres.chosen.connect(self.facet_chosen)
        self.more.clicked.connect(lambda: self._fold(not self._is_folded))

    def show_book(self, view: BookView) -> None:
        """Show a book."""
        metadata = view.book.metadata
        self._description.setText(metadata.description)
        self._description.setVisible(bool(metadata.description))
        genres = tidy_genres(metadata.subjects)[:MOST_GENRES]
        self.genres.show_values([(genre, genre) for genre in genres])
        self._fold(True)
        self._show_facts(view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the number of lines to the new width."""
        super().resizeEvent(event)
        self._fold(self._is_folded)

    def _fold(self, is_folded: bool) -> None:
        self._is_folded = is_folded
        most = self._description.fontMetrics().lineSpacing() * DESCRIPTION_LINES
        whole = self._description.heightForWidth(self.width() or theme.px(320))
        self._description.setMaximumHeight(most if is_folded else whole)
        self.more.setText(tr("Show more") if is_folded else tr("Show less"))
        self.more.setVisible(bool(self._description.text()) and whole > most)

    def _show_facts(self, view: BookView) -> None:
        empty(self._facts)
        for index, (name, value) in enumerate(_facts(view)):
            said = label(value, "detail", wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(label(name, "detail"), index, 0)
            self._facts.addWidget(said, index, 1)

    def _build(self) -> None:
        self._facts.setHorizontalSpacing(theme.SPACE_16)
        self._facts.setVerticalSpacing(theme.SPACE_4)
        self._facts.setColumnStretch(1, 1)
        self._description.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_12)
        layout.addWidget(self._description)
        layout.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.genres)
        layout.addLayout(self._facts)
        controls = FlowLayout()
        for control in (self.edit, self.compare, self.refresh):
            controls.addWidget(control)
        layout.addLayout(controls)


def _facts(view: BookView) -> Iterator[tuple[str, str]]:
    metadata = view.book.metadata
    isbns = [identifier.value for identifier in metadata.identifiers if identifier.scheme == "isbn"]
    isbn13 = next((form for isbn in isbns if (form := to_isbn13(isbn))), "")
    isbn10 = next((form for isbn in isbns if (form := to_isbn10(isbn))), "")
    facts = (
        (tr("Publisher"), metadata.publisher),
        (tr("Published"), metadata.published),
        (tr("Language"), own_language_name(metadata.language)),
        (tr("Pages"), number(view.pages) if view.pages else ""),
        (tr("ISBN-13"), isbn13),
        (tr("ISBN-10"), isbn10),
        (tr("Added"), day_and_time(view.book.added_at, with_time=False)),
    )
    return ((name, value) for name, value in facts if value)


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


class BookShelves(QWidget):
    """One line of chips, and a button to change them."""

    sort_requested = Signal(int)
    """The id of the book to sort."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._book_id: BookId | None = None
        self.chips: list[QPushButton] = []
        self.change = button(tr("Shelves and tags…"), "lead", "shelf", "muted")
        self.change.clicked.connect(self._want_change)
        self.setAccessibleName(tr("Shelves and tags"))
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self._flow.addWidget(self.change)
        context.bridge.collections_changed.connect(self._reload)

    def show_book(self, book_id: BookId) -> None:
        """Show the shelves and tags of a book."""
        self._book_id = book_id
        self._context.tasks.start(self._load(book_id))

    async def _load(self, book_id: BookId) -> None:
        names_of = self._context.services.collections.names_of
        found = await self._context.tasks.blocking(names_of, [book_id])
        if book_id == self._book_id:
            self._show(found.get(book_id, []))

    def _show(self, collections: Sequence[Collection]) -> None:
        self.change.setParent(None)
        empty(self._flow)
        self.chips = [self._chip(collection) for collection in collections]
        for part in (*self.chips, self.change):
            self._flow.addWidget(part)
        tab_from(self, [*self.chips, self.change])

    def _chip(self, collection: Collection) -> QPushButton:
        name = one_line(collection.name)
        chip = button(for_button(one_line(name, _LONGEST)), "chip")
        icons.put(chip, collection_icon(collection.kind), "muted")
        chip.setAccessibleName(f"{collection_word(collection.kind)}: {name}")
        chip.setToolTip(tr("Show all books: {0}").format(name))
        route = Route(Page.LIBRARY, collection_id=collection.id)
        chip.clicked.connect(lambda: self._context.navigation.go(route))
        return chip

    def _reload(self) -> None:
        if self._book_id is not None and self.isVisible():
            self.show_book(self._book_id)

    def _want_change(self) -> None:
        if self._book_id is not None:
            self.sort_requested.emit(self._book_id)
