"""The selected book of an import: which local book it is, and each line to import."""

from collections.abc import Sequence
from zlib import crc32

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from bookorbit_desktop.domain.usb.device_import import (
    BookTick,
    FieldKind,
    FieldName,
    PlannedBook,
    PlannedField,
)
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.devices.import_text import (
    choice_text,
    device_text,
    field_word,
    here_text,
    line_look,
    line_text,
    match_text,
    same_text,
)
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import Mark, button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty, in_column, in_row, new_column, new_row, scrolling
from bookorbit_desktop.ui.widgets.offer_button import OfferButton
from bookorbit_desktop.ui.widgets.tick_box import TickBox, under_text
from bookorbit_desktop.ui.wording import names

COVER = QSize(60, 90)
_LEAST_WIDTH = 350
LEFT_OUT = -1
"""The answer that leaves the book out: the last one."""
_LARGEST_ID = 0x7FFF_FFFF


def _in_columns(here: QLabel, device: QLabel, *, inside: QWidget | None = None) -> QHBoxLayout:
    """Lay both values out in columns shared by all lines, however long a line's name is."""
    row = new_row(inside, spacing=theme.SPACE_12)
    row.addSpacing(under_text())
    for value in (here, device):
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(value, 1, Qt.AlignmentFlag.AlignTop)
    return row


class LineRow(QWidget):
    """One line: its name, with a check box if it can be imported, both values, and the reason."""

    ticked = Signal(bool)

    def __init__(self, line: PlannedField, *, is_ticked: bool) -> None:
        super().__init__()
        self.line = line
        self.box: TickBox | None = None
        self.here, self.device = label(here_text(line), wrap=True), label(device_text(line), wrap=True)
        reason = new_row(spacing=0)
        reason.addSpacing(under_text())
        reason.addWidget(label(localize(line.reason), "detail", wrap=True), 1)
        name = self._build_name(line, is_ticked=is_ticked)
        in_column(name, _in_columns(self.here, self.device), reason, inside=self, spacing=0)

    def _build_name(self, line: PlannedField, *, is_ticked: bool) -> QWidget:
        if line.can_tick:
            self.box = TickBox(field_word(line.name))
            self.box.setChecked(is_ticked)
            self.box.setAccessibleDescription(", ".join((line_text(line), localize(line.reason))))
            self.box.clicked.connect(self.ticked)
            return self.box
        name = QWidget()
        row = new_row(name, theme.SPACE_8, (theme.SPACE_4, 0))
        row.addWidget(Mark(18, line_look(line).icon), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(field_word(line.name), wrap=True), 1)
        return name


class BookDetails(QFrame):
    """The book selected in the list. Rebuilt for each book, but not for each tick."""

    answered = Signal(object, object)
    """PlannedBook, and the index of the choice or None."""
    other_requested = Signal(object)
    """The PlannedBook to match to another library book."""
    line_ticked = Signal(object, object, bool)
    """PlannedBook, FieldName, and whether it is wanted."""

    def __init__(self, covers: CoverCache) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Selected book"))
        self.setMinimumWidth(theme.px(_LEAST_WIDTH))
        self._covers = covers
        self._cover_wanted: CoverRequest | None = None
        self.cover = QLabel()
        self.cover.setFixedSize(COVER * theme.px(100) / 100)
        self.cover.setAccessibleName(tr("Cover"))
        self._heads = QWidget()
        here, device = label(tr("Here"), "detail", wrap=True), label(tr("On the device"), "detail", wrap=True)
        _in_columns(here, device, inside=self._heads)
        self._book: PlannedBook | None = None
        self._choice: int | None = None
        self.title = label("", "card", wrap=True)
        self.authors = label("", "detail", wrap=True)
        self.reason = label("", wrap=True)
        self.same = label("", "detail", wrap=True)
        self.other = button(tr("Choose a book from your library…"), "lead")
        self.answers: list[OfferButton] = []
        self.rows: list[LineRow] = []
        self._group: QButtonGroup | None = None
        self._answers, self._lines = QVBoxLayout(), QVBoxLayout()
        covers.loaded.connect(self._show_cover)
        self.other.clicked.connect(lambda: self.other_requested.emit(self._book))
        self._build()

    def show_book(self, book: PlannedBook, tick: BookTick | None, *, is_open: bool) -> None:
        """Show a book with its ticks; `is_open`: its question has no answer yet."""
        is_other = book is not self._book
        choice = tick.choice if tick else None
        if is_other:
            self._show_head(book)
            self._show_answers(book)
        if not is_open and self.answers:
            self.answers[LEFT_OUT if choice is None else choice].setChecked(True)
        if choice is None and book.choices and not book.match.is_question:
            choice = 0
        if is_other or choice != self._choice:
            self._show_lines(book, () if choice is None else book.choices[choice].fields, tick)
        self._choice = choice
        self._book = book
        self._want_cover(book, tick)
        field_names = tick.fields if tick else frozenset[FieldName]()
        for row in self.rows:
            if row.box is not None:
                row.box.setChecked(row.line.name in field_names)

    def show_nothing(self, text: str) -> None:
        """Show that no book is selected."""
        self._book = None
        for part in (self.cover, self.title, self.authors, self.same, self.other, self._heads):
            part.hide()
        self.reason.setText(text)
        set_tone(self.reason, None)
        empty(self._answers)
        empty(self._lines)
        self.answers, self.rows = [], []

    def take_focus(self) -> None:
        """Move the focus to the first control."""
        boxes = [row.box for row in self.rows if row.box is not None]
        for part in (*self.answers, *boxes):
            part.setFocus()
            return

    def _want_cover(self, book: PlannedBook, tick: BookTick | None) -> None:
        wanted = cover_request(book, tick, COVER, self.devicePixelRatioF())
        if wanted != self._cover_wanted:
            self._cover_wanted = wanted
            self.cover.clear()
            self._show_cover(wanted.book_id)

    def _show_cover(self, book_id: int) -> None:
        if self._cover_wanted is None or self._cover_wanted.book_id != book_id:
            return
        picture = self._covers.pixmap(self._cover_wanted)
        if picture is not None:
            self.cover.setPixmap(picture)

    def _show_head(self, book: PlannedBook) -> None:
        self.title.setText(book.title)
        self.authors.setText(names(book.authors))
        self.reason.setText(match_text(book))
        set_tone(self.reason, Tone.ATTENTION if book.match.is_question else None)
        self.title.show()
        self.cover.show()
        self.authors.setVisible(bool(book.authors))
        self.other.setVisible(bool(book.choices))

    def _show_answers(self, book: PlannedBook) -> None:
        empty(self._answers)
        self.answers = []
        if not book.match.is_question:
            return
        self._group = QButtonGroup(self)
        texts = [choice_text(choice) for choice in book.choices]
        for choice, text in (*enumerate(texts), (LEFT_OUT, tr("Skip"))):
            answer = OfferButton()
            answer.show_text(text, text)
            answer.clicked.connect(lambda _=False, choice=choice: self._on_answer(book, choice))
            self._group.addButton(answer)
            self._answers.addWidget(answer)
            self.answers.append(answer)

    def _show_lines(self, book: PlannedBook, lines: Sequence[PlannedField], tick: BookTick | None) -> None:
        empty(self._lines)
        field_names = tick.fields if tick else frozenset[FieldName]()
        self.rows = [
            LineRow(line, is_ticked=line.name in field_names)
            for line in lines
            if line.kind is not FieldKind.SAME
        ]
        for row in self.rows:
            row.ticked.connect(lambda on, name=row.line.name: self.line_ticked.emit(book, name, on))
            self._lines.addWidget(row)
        self._heads.setVisible(bool(self.rows))
        self.same.setText(same_text(lines))
        self.same.setVisible(bool(self.same.text()))

    def _on_answer(self, book: PlannedBook, choice: int) -> None:
        self.answered.emit(book, None if choice == LEFT_OUT else choice)

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        padding = theme.CARD_PADDING
        column.setContentsMargins(padding, padding, padding, padding)
        column.setSpacing(theme.SPACE_4)
        words = in_column(self.title, self.authors, self.reason, None, spacing=theme.SPACE_4)
        cover = in_column(self.cover, None)
        column.addLayout(in_row(cover, words, spacing=theme.SPACE_12, grows=words))
        self._answers.setSpacing(0)
        column.addLayout(self._answers)
        column.addWidget(self.other, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.SPACE_8)
        column.addWidget(self._heads)
        self._lines.setSpacing(theme.SPACE_12)
        column.addLayout(self._lines)
        column.addSpacing(theme.SPACE_8)
        column.addWidget(self.same)
        column.addStretch(1)
        layout = new_column(self, margins=1)
        layout.addWidget(scrolling(body))


def cover_request(book: PlannedBook, tick: BookTick | None, size: QSize, ratio: float) -> CoverRequest:
    """Request a cover of this size in unscaled pixels. While the match is in question, it is generated."""
    authors = names(book.authors)
    width, height = theme.px(size.width()), theme.px(size.height())
    return CoverRequest(_cover_id(book, tick), book.title, authors, width, height, ratio, theme.px(4))


def _cover_id(book: PlannedBook, tick: BookTick | None) -> int:
    """The id of the matched book; otherwise a negative number made from title and author."""
    if tick is not None or not book.match.is_question:
        choice = tick.choice if tick is not None else 0
        book_id = book.choices[choice].book_id if book.choices else None
        if book_id is not None:
            return book_id
    text = "\n".join((book.title, *book.authors))
    return -1 - (crc32(text.encode(errors="replace")) & (_LARGEST_ID - 1))
