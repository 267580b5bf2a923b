"""The pane beside the list: one book with everything known about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bookorbit_desktop.domain.book import Book, BookFile, BookRow
from bookorbit_desktop.domain.errors import NotFound
from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.storage.book_list import BookQuery
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.decisions import MatchDecisions
from bookorbit_desktop.ui.hardcover.why import WhyDialog
from bookorbit_desktop.ui.library.model import series_place
from bookorbit_desktop.ui.library.reading_form import ReadingForm
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.badge import Badge
from bookorbit_desktop.ui.widgets.covers import CoverRequest
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label, line, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty, scrolling
from bookorbit_desktop.ui.wording import file_size, joined, language_name, names, state_look

WIDTH = 352
COVER_WIDTH, COVER_HEIGHT = 104, 156


class BookDetails(QFrame):
    """Shows one book and edits its reading. It follows the library: what changes elsewhere changes here."""

    closed = Signal()
    said = Signal(str, object)
    offered = Signal(str, object)
    """Good news with a tuple of Offers."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._book_id: int | None = None
        self._cover_wanted: CoverRequest | None = None
        self.setProperty("kind", "card")
        self.setFixedWidth(theme.px(WIDTH))
        self.setAccessibleName(tr("Book details"))
        self.form = ReadingForm(context)
        self._decisions = MatchDecisions(context, self)
        self._decisions.said.connect(self.said)
        self._decisions.offered.connect(self.offered)
        self._build()
        context.bridge.books_changed.connect(self._on_books_changed)
        context.covers.loaded.connect(self._show_cover)

    @property
    def book_id(self) -> int | None:
        """The book shown."""
        return self._book_id

    def show_book(self, book_id: int) -> None:
        """Load a book and show it."""
        self._book_id = book_id
        self._context.tasks.start(self._load(book_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the pane."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    async def _load(self, book_id: int) -> None:
        library = self._context.services.library
        try:
            book = await self._context.tasks.blocking(library.book, book_id)
        except NotFound:
            self.closed.emit()
            return
        query = BookQuery(book_ids=frozenset({book_id}))
        rows = await self._context.tasks.blocking(library.rows, query)
        if rows and self._book_id == book_id:
            self._show(book, rows[0])

    def _on_books_changed(self, book_ids: frozenset[int]) -> None:
        if self._book_id is not None and self.isVisible() and (not book_ids or self._book_id in book_ids):
            self._context.tasks.start(self._load(self._book_id))

    def _show(self, book: Book, row: BookRow) -> None:
        self._title.setText(row.title)
        self._authors.setText(names(row.authors))
        self._series.setText(series_place(row) if row.series else "")
        self._series.setVisible(bool(row.series))
        facts = joined(
            book.metadata.publisher, book.metadata.published, language_name(book.metadata.language)
        )
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self._cover_wanted = CoverRequest(
            row.id,
            row.title,
            names(row.authors),
            theme.px(COVER_WIDTH),
            theme.px(COVER_HEIGHT),
            self.devicePixelRatioF(),
            theme.RADIUS_CARD,
        )
        self._cover.clear()
        self._show_cover(row.id)
        self.form.show_reading(book)
        self._badge.set_look(state_look(row.hardcover))
        self._reason.setText(row.hardcover_reason)
        self._reason.setVisible(bool(row.hardcover_reason))
        self.why.setVisible(row.hardcover is not HardcoverState.SYNCED)
        self._show_files(book.files)

    def _show_cover(self, book_id: int) -> None:
        if self._cover_wanted is None or self._cover_wanted.book_id != book_id:
            return
        picture = self._context.covers.pixmap(self._cover_wanted)
        if picture is not None:
            self._cover.setPixmap(picture)

    def _show_files(self, files: tuple[BookFile, ...]) -> None:
        empty(self._files)
        for file in files:
            self._files.addWidget(_file_entry(file))

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
        column.setSpacing(theme.SPACE_12)
        column.addLayout(self._build_head())
        column.addWidget(line())
        column.addWidget(self.form)
        column.addWidget(line())
        column.addLayout(self._build_hardcover())
        column.addWidget(line())
        column.addWidget(label(tr("Files"), "card"))
        self._files = QVBoxLayout()
        self._files.setSpacing(theme.SPACE_12)
        column.addLayout(self._files)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(scrolling(body))

    def _build_head(self) -> QHBoxLayout:
        self._cover = QLabel()
        self._cover.setFixedSize(theme.px(COVER_WIDTH), theme.px(COVER_HEIGHT))
        self._title = label("", "section", wrap=True)
        self._authors = label("", "muted", wrap=True)
        self._series = label("", "detail", wrap=True)
        self._facts = label("", "detail", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_4)
        for part in (self._title, self._authors, self._series, self._facts):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(part)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_12)
        head.addWidget(self._cover, alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        close = icon_button("close", tr("Close details"))
        close.clicked.connect(self.closed)
        head.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)
        return head

    def _build_hardcover(self) -> QVBoxLayout:
        self._badge = Badge()
        self._reason = label("", "detail", wrap=True)
        part = QVBoxLayout()
        part.setSpacing(theme.SPACE_8)
        head = QHBoxLayout()
        head.addWidget(label(tr("Hardcover"), "card"), 1)
        head.addWidget(self._badge)
        self.reference = icon_button("link", tr("Hardcover id…"))
        self.reference.clicked.connect(self._edit_reference)
        head.addWidget(self.reference)
        part.addLayout(head)
        part.addWidget(self._reason)
        self.why = button(tr("Why isn't this on Hardcover?"), "quiet", "question", "accent")
        self.why.clicked.connect(self._explain)
        part.addWidget(self.why, alignment=Qt.AlignmentFlag.AlignLeft)
        return part

    def _edit_reference(self) -> None:
        if self._book_id is not None:
            self._decisions.edit_reference(self._book_id, self._title.text())

    def _explain(self) -> None:
        if self._book_id is not None:
            WhyDialog(self._context, self._book_id, self._title.text(), self).open()


def _file_entry(file: BookFile) -> QWidget:
    entry = QWidget()
    layout = QVBoxLayout(entry)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.SPACE_4)
    path = label(_breakable(file.shown_path), "detail", wrap=True)
    path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    layout.addWidget(label(joined(file.format.value.upper(), file_size(file.size))))
    layout.addWidget(path)
    for trouble in _file_troubles(file):
        said = label(trouble, wrap=True)
        set_tone(said, Tone.ATTENTION)
        layout.addWidget(said)
    return entry


def _file_troubles(file: BookFile) -> list[str]:
    troubles = [file.problem] if file.problem else []
    if file.missing:
        troubles.append(tr("The file was moved or deleted. Progress is kept."))
    return troubles


def _breakable(path: str) -> str:
    """A path that may go on in the next line after each folder."""
    return path.replace("/", "/\u200b")
