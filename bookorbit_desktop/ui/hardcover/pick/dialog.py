"""The Pick dialog (screens.md section 5): first the record, then the edition. Nothing is sent here."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.isbn import isbn_forms
from bookorbit_desktop.domain.base.titles import normalise_title
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.services.hardcover.matches import OwnBook
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import for_button, one_line
from bookorbit_desktop.ui.hardcover.pick.candidates import RemoteCovers
from bookorbit_desktop.ui.hardcover.pick.steps import EditionStep, SearchStep
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty, new_row
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import isolated, names, number

_COMPARE_WIDTH = 344
COVER_WIDTH, COVER_HEIGHT = 80, 120
_LABELS, _MINE, _THEIRS = range(3)
"""Columns."""
_HEADS, _COVERS, _NOTE, _FIRST_FIELD = range(4)
"""Lines."""


class PickDialog(QDialog):
    """Lets the person choose; the owner stores the choice."""

    picked = Signal(object, object, bool)
    """CatalogueBook, Edition or None, and whether to remove the entry of the earlier record."""

    def __init__(
        self,
        context: UiContext,
        book_id: BookId,
        title: str,
        parent: QWidget,
        record: CatalogueBook | None = None,
    ) -> None:
        """With a record, it opens at the choice of the edition."""
        super().__init__(parent)
        self._context = context
        self._old: OwnBook | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Match “{0}” to…").format(title))
        fit(self, 960, 580)
        self._question = tr("Match “{0}” to…").format(title)
        self._title = label("", "section", wrap=True)
        self.record_covers = RemoteCovers(context)
        self.edition_covers = RemoteCovers(context)
        self.compare = ComparePanel(book_id, context.covers)
        self.remove_old = TickBox("")
        self.why_kept = label("", "detail", wrap=True)
        self.search = SearchStep(context, book_id, self.record_covers)
        self.editions = EditionStep(context, book_id, self.edition_covers)
        self._steps = QStackedWidget()
        self.cancel = button(tr("Cancel"))
        self.back = button(tr("Back"))
        self.skip = button(tr("Skip"))
        self.skip.setToolTip(tr("Leave this book as it is and go on to the next."))
        self.skip.hide()
        self.without = button(tr("Use without an edition"))
        self.next = button(tr("Choose edition"), "primary")
        self.use = button(tr("Use this edition"), "primary")
        self._build()
        self._connect()
        context.tasks.start(self._load_own(book_id))
        if record is None:
            self._show_search()
        else:
            self._show_editions(record)

    def show_turn(self, turn: int, total: int) -> None:
        """Show the place in a sequence of books, with a Skip button. Accepting goes to the next one."""
        self._question = tr("{0} · {1} of {2}").format(self._question, number(turn), number(total))
        self._title.setText(self._question)
        self.skip.setVisible(True)

    def done(self, result: int) -> None:
        """Closing cancels requests."""
        self.search.stop()
        self.editions.stop()
        self.record_covers.close()
        self.edition_covers.close()
        super().done(result)

    async def _load_own(self, book_id: BookId) -> None:
        self._old = await self._context.tasks.network(self._context.services.matches.own_book(book_id))
        self.compare.show_mine(self._old.metadata)
        self.editions.compare_with(self._old.metadata)
        self._show_choosable()

    def _show_search(self) -> None:
        self._title.setText(self._question)
        self._steps.setCurrentWidget(self.search)
        self._offer(self.next)
        self._show_choosable()
        self.search.query.setFocus()

    def _show_editions(self, record: CatalogueBook) -> None:
        self._title.setText(tr("Which edition?"))
        self._steps.setCurrentWidget(self.editions)
        self._offer(self.back, self.without, self.use)
        self.editions.show_record(record)

    def _show_choosable(self) -> None:
        has_record = bool(self.search.list.selectedIndexes())
        self.next.setEnabled(has_record)
        self.next.setToolTip("" if has_record else tr("Select a book first."))
        has_edition = self.editions.selected is not None
        self.use.setEnabled(has_edition)
        self.use.setToolTip("" if has_edition else tr("Select an edition first."))
        on_editions = self._steps.currentWidget() is self.editions
        record = self.editions.record if on_editions else self.search.selected
        edition = self.editions.selected if on_editions else None
        # The cover of a record is fetched with the search; editions have pictures of their own.
        covers = self.edition_covers if edition is not None else self.record_covers
        self.compare.show_other(record, edition, covers.cache)
        self._show_removal(record if on_editions else None)

    def _show_removal(self, record: CatalogueBook | None) -> None:
        """Show the offer to remove an entry from an earlier record, if BookOrbit made that entry."""
        old = self._old
        moves = bool(old and old.old_id and record and record.id not in (0, old.old_id))
        self.remove_old.setVisible(moves)
        self.why_kept.setVisible(moves and old is not None and not old.created_by_us)
        if moves and old is not None:
            text = (
                tr("Remove the entry BookOrbit created on “{0}”") if old.created_by_us else tr("Remove “{0}”")
            )
            self.remove_old.setText(text.format(for_button(isolated(one_line(old.old_title)))))
            self.remove_old.setEnabled(old.created_by_us)
            self.why_kept.setText(tr("You created this entry yourself; BookOrbit won't delete it."))

    def _pick(self, edition: Edition | None) -> None:
        wants_removal = not self.remove_old.isHidden() and self.remove_old.isChecked()
        self.picked.emit(self.editions.record, edition, wants_removal)
        self.accept()

    def _offer(self, *offered: QWidget) -> None:
        for choice in (self.back, self.without, self.next, self.use):
            choice.setVisible(choice in offered)

    def _connect(self) -> None:
        self.search.chosen.connect(self._show_editions)
        self.search.model.modelReset.connect(self._show_choosable)
        self.search.list.selectionModel().selectionChanged.connect(self._show_choosable)
        self.editions.changed.connect(self._show_choosable)
        self.editions.list.selectionModel().selectionChanged.connect(self._show_choosable)
        self.editions.chosen.connect(self._pick)
        self.cancel.clicked.connect(self.reject)
        self.skip.clicked.connect(self.accept)
        self.back.clicked.connect(self._show_search)
        self.next.clicked.connect(self.search.choose)
        self.without.clicked.connect(lambda: self._pick(None))
        self.use.clicked.connect(lambda: self._pick(self.editions.selected))

    def _build(self) -> None:
        self._steps.addWidget(self.search)
        self._steps.addWidget(self.editions)
        layout = dialog_column(self)
        layout.addWidget(self._title)
        body = new_row(spacing=theme.SPACE_16)
        self.compare.setFixedWidth(theme.px(_COMPARE_WIDTH))
        body.addWidget(self._steps, 1)
        body.addWidget(self.compare)
        layout.addLayout(body, 1)
        layout.addWidget(self.remove_old)
        layout.addWidget(self.why_kept)
        layout.addWidget(
            Answers(
                self,
                accept=(self.next, self.use),
                act=(self.skip, self.without),
                reject=self.cancel,
                beside=self.back,
                has_default=False,
            )
        )


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
