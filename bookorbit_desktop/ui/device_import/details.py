"""The selected book of an import: which local book it is, and each line to import."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.domain.usb.device_import import (
    BookTick,
    FieldKind,
    FieldName,
    PlannedBook,
    PlannedField,
)
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.device_import.text import (
    choice_text,
    field_word,
    line_look,
    line_text,
    match_words,
    same_text,
)
from bookorbit_desktop.ui.inbox.field_choice import OfferButton
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.settings.rows import under_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty, in_column, new_column, new_row, scrolling
from bookorbit_desktop.ui.widgets.mark import Mark
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import names

LEFT_OUT = -1
"""The answer of a question that leaves the book out: the last one."""


class LineRow(QWidget):
    """One line: its name with a tick where it can be taken over, both values, and the reason."""

    ticked = Signal(bool)

    def __init__(self, line: PlannedField, *, is_ticked: bool) -> None:
        super().__init__()
        self.line = line
        self.box: TickBox | None = None
        values = label(line_text(line), wrap=True)
        head = new_row(spacing=theme.SPACE_12)
        if line.can_tick:
            self.box = TickBox(field_word(line.name))
            self.box.setChecked(is_ticked)
            self.box.setAccessibleDescription(", ".join((line_text(line), localize(line.reason))))
            self.box.clicked.connect(self.ticked)
            head.addWidget(self.box)
        else:
            name = new_row(spacing=theme.SPACE_8, margins=(theme.SPACE_4, 0))
            name.addWidget(Mark(18, line_look(line).icon))
            name.addWidget(label(field_word(line.name)))
            head.addLayout(name)
        head.addWidget(values, 1)
        reason = QHBoxLayout()
        reason.addSpacing(under_text())
        reason.addWidget(label(localize(line.reason), "detail", wrap=True), 1)
        in_column(head, reason, inside=self, spacing=0)


class BookDetails(QFrame):
    """Shows the book that is chosen in the list. Made anew for each book, never for each tick."""

    answered = Signal(object, object)
    """PlannedBook, and the place of the choice or None."""
    other_wanted = Signal(object)
    """PlannedBook that is another book of the library."""
    line_ticked = Signal(object, object, bool)
    """PlannedBook, FieldName, and whether it is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Selected book"))
        self._book: PlannedBook | None = None
        self._choice: int | None = None
        self.title = label("", "card", wrap=True)
        self.authors = label("", "detail", wrap=True)
        self.reason = label("", wrap=True)
        self.same = label("", "detail", wrap=True)
        self.other = button(tr("Choose a book from your library…"), "quiet")
        self.answers: list[OfferButton] = []
        self.rows: list[LineRow] = []
        self._group: QButtonGroup | None = None
        self._answers, self._lines = QVBoxLayout(), QVBoxLayout()
        self.other.clicked.connect(lambda: self.other_wanted.emit(self._book))
        self._build()

    def show_book(self, book: PlannedBook, tick: BookTick | None, *, is_open: bool) -> None:
        """Show a book with its ticks; `is_open`: it is a question that was not answered."""
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
        wanted = tick.fields if tick else frozenset[FieldName]()
        for row in self.rows:
            if row.box is not None:
                row.box.setChecked(row.line.name in wanted)

    def show_nothing(self, words: str) -> None:
        """No book is chosen."""
        self._book = None
        for part in (self.title, self.authors, self.same, self.other):
            part.hide()
        self.reason.setText(words)
        set_tone(self.reason, None)
        empty(self._answers)
        empty(self._lines)
        self.answers, self.rows = [], []

    def take_focus(self) -> None:
        """Go on in the first thing that can be decided."""
        boxes = [row.box for row in self.rows if row.box is not None]
        for part in (*self.answers, *boxes):
            part.setFocus()
            return

    def _show_head(self, book: PlannedBook) -> None:
        self.title.setText(book.title)
        self.authors.setText(names(book.authors))
        self.reason.setText(match_words(book))
        set_tone(self.reason, Tone.ATTENTION if book.match.is_question else None)
        self.title.show()
        self.authors.setVisible(bool(book.authors))
        self.other.setVisible(bool(book.choices))

    def _show_answers(self, book: PlannedBook) -> None:
        empty(self._answers)
        self.answers = []
        if not book.match.is_question:
            return
        self._group = QButtonGroup(self)
        words = [choice_text(one) for one in book.choices]
        for place, text in (*enumerate(words), (LEFT_OUT, tr("Skip"))):
            answer = OfferButton()
            answer.show_text(text, text)
            answer.clicked.connect(lambda _=False, place=place: self._on_answer(book, place))
            self._group.addButton(answer)
            self._answers.addWidget(answer)
            self.answers.append(answer)

    def _show_lines(self, book: PlannedBook, lines: Sequence[PlannedField], tick: BookTick | None) -> None:
        empty(self._lines)
        wanted = tick.fields if tick else frozenset[FieldName]()
        self.rows = [
            LineRow(line, is_ticked=line.name in wanted) for line in lines if line.kind is not FieldKind.SAME
        ]
        for row in self.rows:
            row.ticked.connect(lambda on, name=row.line.name: self.line_ticked.emit(book, name, on))
            self._lines.addWidget(row)
        self.same.setText(same_text(lines))
        self.same.setVisible(bool(self.same.text()))

    def _on_answer(self, book: PlannedBook, place: int) -> None:
        self.answered.emit(book, None if place == LEFT_OUT else place)

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        padding = theme.CARD_PADDING
        column.setContentsMargins(padding, padding, padding, padding)
        column.setSpacing(theme.SPACE_4)
        for part in (self.title, self.authors):
            column.addWidget(part)
        column.addSpacing(theme.SPACE_4)
        column.addWidget(self.reason)
        self._answers.setSpacing(0)
        column.addLayout(self._answers)
        column.addWidget(self.other, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.SPACE_8)
        self._lines.setSpacing(theme.SPACE_12)
        column.addLayout(self._lines)
        column.addSpacing(theme.SPACE_8)
        column.addWidget(self.same)
        column.addStretch(1)
        layout = new_column(self, margins=1)
        layout.addWidget(scrolling(body))
