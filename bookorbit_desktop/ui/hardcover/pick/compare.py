"""Compares the local file with a Hardcover book."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.base.isbn import isbn_forms
from bookorbit_desktop.domain.base.titles import normalise_title
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty
from bookorbit_desktop.ui.wording import isolated, names, number


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of both."""

    name: str
    mine: str
    theirs: str
    differs: bool
    """Both are known and are not the same."""


def compare(mine: BookMetadata, record: CatalogueBook, edition: Edition | None) -> list[Compared]:
    """Field by field; without an edition only what a record knows."""
    isbn = next((identifier.value for identifier in mine.identifiers if identifier.scheme == "isbn"), "")
    their_isbn = (edition.isbn_13 or edition.isbn_10) if edition else ""
    pages = edition.pages if edition else record.pages
    language = edition.language if edition else ""
    fields = (
        (tr("Title"), mine.title, edition.title if edition and edition.title else record.title),
        (tr("Authors"), names(mine.authors), names(record.authors)),
        (
            tr("Series"),
            _series(mine.series, mine.series_index),
            _series(record.series, record.series_position),
        ),
        (tr("Year"), mine.published[:4], _year(record, edition)),
        (tr("ISBN"), isbn, their_isbn),
        (tr("Language"), own_language_name(mine.language), own_language_name(language)),
        (tr("Pages"), number(mine.pages) if mine.pages else "", number(pages) if pages else ""),
    )
    same_isbn = bool(isbn and their_isbn in isbn_forms(isbn))
    return [
        Compared(name, own, other, _differ(own, other) and not (own == isbn and same_isbn))
        for name, own, other in fields
    ]


def _differ(mine: str, theirs: str) -> bool:
    return bool(mine and theirs) and normalise_title(mine) != normalise_title(theirs)


def _series(series: str, position: float | None) -> str:
    return f"{series} #{number(position)}" if series and position is not None else series


def _year(record: CatalogueBook, edition: Edition | None) -> str:
    if edition and edition.release_date:
        return edition.release_date[:4]
    return str(record.release_year or "")


class ComparePanel(QFrame):
    """Follows the record or edition that is selected. What differs is marked with a sign and in colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Your file and the Hardcover book"))
        self._mine: BookMetadata | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE_12)
        self._grid.setVerticalSpacing(theme.SPACE_8)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        self.setProperty("kind", "card")
        layout.setContentsMargins(theme.SPACE_12, theme.SPACE_12, theme.SPACE_12, theme.SPACE_12)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        self.compared: list[Compared] = []

    def show_mine(self, mine: BookMetadata) -> None:
        """Compare with this book from now on."""
        self._mine = mine

    def show_other(self, record: CatalogueBook | None, edition: Edition | None = None) -> None:
        """Show a record or one of its editions beside the book; the book alone as long as none is selected."""
        empty(self._grid)
        self.compared = []
        if self._mine is None:
            return
        self.compared = compare(self._mine, record or CatalogueBook(RecordId(0)), edition)
        for column, head in enumerate(("", tr("My file"), *((tr("On Hardcover"),) if record else ()))):
            self._grid.addWidget(label(head, "detail", wrap=True), 0, column)
        for line, field in enumerate(self.compared, start=1):
            self._grid.addWidget(label(field.name, "detail"), line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(isolated(field.mine) or "–", "detail", wrap=True), line, 1)
            if record is None:
                continue
            sign = "≠ " if field.differs else ""
            theirs = label(sign + (isolated(field.theirs) or "–"), "detail", wrap=True)
            if field.differs:
                set_tone(theirs, Tone.ATTENTION)
                theirs.setAccessibleName(tr("{0} differs: {1}").format(field.name, field.theirs))
            self._grid.addWidget(theirs, line, 2)
