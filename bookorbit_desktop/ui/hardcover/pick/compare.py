"""Compares the local file with a Hardcover book, including the covers."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.isbn import isbn_forms
from bookorbit_desktop.domain.base.titles import normalise_title
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty
from bookorbit_desktop.ui.wording import isolated, names, number

COVER_WIDTH, COVER_HEIGHT = 80, 120
_LABELS, _MINE, _THEIRS = range(3)
"""Columns."""
_HEADS, _COVERS, _NOTE, _FIRST_FIELD = range(4)
"""Lines."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One field with both values."""

    name: str
    mine: str
    theirs: str
    differs: bool
    """Both are known and differ."""


def compare(mine: BookMetadata, record: CatalogueBook, edition: Edition | None) -> list[Compared]:
    """Compare field by field; without an edition, only the fields of a record."""
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


class _Picture(QLabel):
    """A cover from a cache, shown as soon as it is loaded."""

    def __init__(self, covers: CoverCache, key: int, title: str, authors: str) -> None:
        super().__init__()
        width, height = theme.px(COVER_WIDTH), theme.px(COVER_HEIGHT)
        self.setFixedSize(width, height)
        self._covers = covers
        self._wanted = CoverRequest(
            key, title, authors, width, height, self.devicePixelRatioF(), theme.RADIUS_FIELD
        )
        covers.loaded.connect(self._draw)
        self._draw(key)

    def _draw(self, key: int) -> None:
        picture = self._covers.pixmap(self._wanted) if key == self._wanted.book_id else None
        if picture is not None:
            self.setPixmap(picture)


class ComparePanel(QFrame):
    """Follows the selected record or edition. Differences are marked by a sign and a colour."""

    def __init__(self, book_id: BookId, own_covers: CoverCache) -> None:
        super().__init__()
        self.setAccessibleName(tr("Your file and the Hardcover book"))
        self._book_id = book_id
        self._own_covers = own_covers
        self._mine: BookMetadata | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE_12)
        self._grid.setVerticalSpacing(theme.SPACE_8)
        for column in (_MINE, _THEIRS):
            self._grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        self.setProperty("kind", "card")
        layout.setContentsMargins(theme.SPACE_12, theme.SPACE_12, theme.SPACE_12, theme.SPACE_12)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        self.compared: list[Compared] = []

    def show_mine(self, mine: BookMetadata) -> None:
        """Set the local book to compare with."""
        self._mine = mine

    def show_other(
        self, record: CatalogueBook | None, edition: Edition | None = None, covers: CoverCache | None = None
    ) -> None:
        """Show a record or one of its editions beside the book; the book alone if none is selected.

        `covers` has the pictures of the records or, if an edition is given, of the editions.
        """
        empty(self._grid)
        self.compared = []
        if self._mine is None:
            return
        self.compared = compare(self._mine, record or CatalogueBook(RecordId(0)), edition)
        for column, head in enumerate(("", tr("My file"), *((tr("On Hardcover"),) if record else ()))):
            self._grid.addWidget(label(head, "detail", wrap=True), _HEADS, column)
        self._put_cover(
            _Picture(self._own_covers, self._book_id, self._mine.title, names(self._mine.authors)), _MINE
        )
        if record is not None and covers is not None:
            self._show_their_cover(record, edition, covers)
        for line, field in enumerate(self.compared, start=_FIRST_FIELD):
            self._grid.addWidget(label(field.name, "detail"), line, _LABELS, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(isolated(field.mine) or "–", "detail", wrap=True), line, _MINE)
            if record is not None:
                self._grid.addWidget(_their_value(field), line, _THEIRS)

    def _show_their_cover(self, record: CatalogueBook, edition: Edition | None, covers: CoverCache) -> None:
        key, title = (edition.id, edition.title or record.title) if edition else (record.id, record.title)
        self._put_cover(_Picture(covers, key, title, names(record.authors)), _THEIRS)
        if edition is not None and not edition.image_url and record.image_url:
            text_label = label(tr("The book's cover: this edition has none."), "detail", wrap=True)
            self._grid.addWidget(text_label, _NOTE, _THEIRS)

    def _put_cover(self, picture: _Picture, column: int) -> None:
        picture.setAccessibleName(tr("Your cover") if column == _MINE else tr("Hardcover cover"))
        self._grid.addWidget(picture, _COVERS, column, Qt.AlignmentFlag.AlignLeft)


def _their_value(field: Compared) -> QWidget:
    sign = "≠ " if field.differs else ""
    theirs = label(sign + (isolated(field.theirs) or "–"), "detail", wrap=True)
    if field.differs:
        set_tone(theirs, Tone.ATTENTION)
        theirs.setAccessibleName(tr("{0} differs: {1}").format(field.name, field.theirs))
    return theirs
