"""Cover, title and facts of a book."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.isbn import to_isbn10, to_isbn13
from bookorbit_desktop.domain.overview.book_view import BookView
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.language_names import language_name
from bookorbit_desktop.ui.library.model import series_place
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverRequest
from bookorbit_desktop.ui.widgets.flow_layout import FlowLayout
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import empty
from bookorbit_desktop.ui.wording import day_and_time, joined, names, number

COVER_WIDTH, COVER_HEIGHT = 104, 156
DESCRIPTION_LINES = 4
MOST_SUBJECTS = 8


class BookHead(QWidget):
    """What the book is. Whoever wants to change that asks for the editor."""

    closed = Signal()
    edit_wanted = Signal()
    compare_wanted = Signal()
    refresh_wanted = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._cover_wanted: CoverRequest | None = None
        self._is_folded = True
        self._cover = QLabel()
        self._cover.setAccessibleName(tr("Cover"))
        self._title = label("", "section", wrap=True)
        self._authors = label("", "muted", wrap=True)
        self._series = label("", "detail", wrap=True)
        self._subjects = label("", "detail", wrap=True)
        self._description = label("", wrap=True)
        self.more = button(tr("Show more"), "quiet")
        self._facts = QGridLayout()
        self.edit = button(tr("Edit…"), icon="edit")
        self.compare = button(tr("Compare online…"), icon="search")
        self.compare.setToolTip(tr("Search Hardcover and compare its details with yours."))
        self.refresh = button(tr("Refresh"), icon="sync")
        self.refresh.setToolTip(
            tr("Update the details that came from Hardcover. Locked fields don't change.")
        )
        self._build()
        self.edit.clicked.connect(self.edit_wanted)
        self.compare.clicked.connect(self.compare_wanted)
        self.refresh.clicked.connect(self.refresh_wanted)
        self.more.clicked.connect(lambda: self._fold(not self._is_folded))
        context.covers.loaded.connect(self._show_cover)

    @property
    def title(self) -> str:
        """The title shown."""
        return self._title.text()

    @property
    def description_height(self) -> int:
        """How much of the description can be seen, in pixels."""
        return self._description.maximumHeight()

    @property
    def facts(self) -> list[str]:
        """Names and values of the facts, in turn."""
        items = [self._facts.itemAt(place) for place in range(self._facts.count())]
        return [widget.text() for item in items if item and isinstance(widget := item.widget(), QLabel)]

    def show_book(self, view: BookView) -> None:
        """Show a book."""
        row, metadata = view.row, view.book.metadata
        self._title.setText(row.title)
        self._authors.setText(names(row.authors))
        self._series.setText(series_place(row) if row.series else "")
        self._series.setVisible(bool(row.series))
        self._subjects.setText(joined(*metadata.subjects[:MOST_SUBJECTS]))
        self._subjects.setVisible(bool(metadata.subjects))
        self._description.setText(metadata.description)
        self._description.setVisible(bool(metadata.description))
        self._fold(True)
        self._show_facts(view)
        self._want_cover(view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width means another number of lines."""
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
        for place, (name, value) in enumerate(_facts(view)):
            said = label(value, "detail", wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(label(name, "detail"), place, 0)
            self._facts.addWidget(said, place, 1)

    def _want_cover(self, view: BookView) -> None:
        width, height = theme.px(COVER_WIDTH), theme.px(COVER_HEIGHT)
        ratio, radius = self.devicePixelRatioF(), theme.RADIUS_CARD
        authors = names(view.row.authors)
        self._cover_wanted = CoverRequest(view.row.id, view.row.title, authors, width, height, ratio, radius)
        self._cover.clear()
        self._show_cover(view.row.id)

    def _show_cover(self, book_id: BookId) -> None:
        if self._cover_wanted is None or self._cover_wanted.book_id != book_id:
            return
        picture = self._context.covers.pixmap(self._cover_wanted)
        if picture is not None:
            self._cover.setPixmap(picture)

    def _build(self) -> None:
        self._cover.setFixedSize(theme.px(COVER_WIDTH), theme.px(COVER_HEIGHT))
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_4)
        for part in (self._title, self._authors, self._series, self._subjects):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(part)
        words.addStretch(1)
        close = icon_button("close", tr("Close details"))
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_12)
        top.addWidget(self._cover, alignment=Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        top.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)
        self._facts.setHorizontalSpacing(theme.SPACE_16)
        self._facts.setVerticalSpacing(theme.SPACE_4)
        self._facts.setColumnStretch(1, 1)
        self._description.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_12)
        layout.addLayout(top)
        layout.addWidget(self._description)
        layout.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._facts)
        controls = FlowLayout()
        for control in (self.edit, self.compare, self.refresh):
            controls.addWidget(control)
        layout.addLayout(controls)


def _facts(view: BookView) -> Iterator[tuple[str, str]]:
    metadata = view.book.metadata
    isbns = [one.value for one in metadata.identifiers if one.scheme == "isbn"]
    isbn13 = next((form for isbn in isbns if (form := to_isbn13(isbn))), "")
    isbn10 = next((form for isbn in isbns if (form := to_isbn10(isbn))), "")
    facts = (
        (tr("Publisher"), metadata.publisher),
        (tr("Published"), metadata.published),
        (tr("Language"), language_name(metadata.language)),
        (tr("Pages"), number(view.pages) if view.pages else ""),
        (tr("ISBN-13"), isbn13),
        (tr("ISBN-10"), isbn10),
        (tr("Added"), day_and_time(view.book.added_at, with_time=False)),
    )
    return ((name, value) for name, value in facts if value)
