"""About a book: description, genres and facts, and the ways to change them."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.isbn import to_isbn10, to_isbn13
from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.domain.library.metadata import tidy_genres
from bookorbit_desktop.domain.overview.book_view import BookView
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.book.links import FacetLinks
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.flow_layout import FlowLayout
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import empty
from bookorbit_desktop.ui.wording import day_and_time, number

DESCRIPTION_LINES = 4
MOST_GENRES = 8


class AboutBook(QWidget):
    """Requests the editor when the person wants to change something."""

    facet_chosen = Signal(object, str)
    """A facet and value, to show the books that share it."""

    def __init__(self) -> None:
        super().__init__()
        self._is_folded = True
        self._description = label("", wrap=True)
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

    @property
    def description_height(self) -> int:
        """The visible height of the description, in pixels."""
        return self._description.maximumHeight()

    @property
    def facts(self) -> list[str]:
        """The names and values of the facts, alternating."""
        items = [self._facts.itemAt(index) for index in range(self._facts.count())]
        return [widget.text() for item in items if item and isinstance(widget := item.widget(), QLabel)]

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
