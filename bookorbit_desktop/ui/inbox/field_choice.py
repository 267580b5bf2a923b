"""One field of a new book: the value of each source, manual input, and the choice between them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QRadioButton, QWidget

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.hardcover.field_candidates import FieldCandidate
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, as_text, blank, parsed
from bookorbit_desktop.services.review.review import FieldDecision, Review
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.metadata.field_editor import TextArea
from bookorbit_desktop.ui.metadata.text import field_word, hint, missing_text, value_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column, new_column
from bookorbit_desktop.ui.widgets.offer_button import OfferButton
from bookorbit_desktop.ui.wording import joined, percent

_TOLD_APART_BY = (BookField.TITLE, BookField.AUTHORS)


def source_word(source: FieldOrigin) -> str:
    """The name of a column."""
    return {
        FieldOrigin.FILE: tr("File"),
        FieldOrigin.CALIBRE: tr("Calibre"),
        FieldOrigin.HARDCOVER: tr("Hardcover"),
        FieldOrigin.HAND: tr("Manual"),
    }[source]


def _column(source: FieldOrigin) -> FieldOrigin:
    """The column of a source: Calibre uses the file's."""
    return FieldOrigin.FILE if source is FieldOrigin.CALIBRE else source


def grade_text(candidate: FieldCandidate) -> str:
    """The confidence of a value as a percentage."""
    return tr("{0} confident").format(percent(candidate.confidence))


class FieldChoice(QObject):
    """A row of the grid. It keeps the person's choice, even if a source answers later."""

    taken = Signal(object)
    """The FieldOrigin chosen by the person."""
    edited = Signal()

    def __init__(
        self,
        field: BookField,
        sources: Sequence[FieldOrigin],
        grid: QGridLayout,
        row: int,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._sources = sources
        self._name = field_word(field)
        self._review: Review | None = None
        self._is_decided = False
        self.group = QButtonGroup(self)
        self.buttons: dict[FieldOrigin, QRadioButton] = {source: OfferButton() for source in sources}
        self.buttons[FieldOrigin.HAND] = QRadioButton()
        self.buttons[FieldOrigin.HAND].setAccessibleName(tr("{0} (manual)").format(self._name))
        self._grades = {source: label("", "detail") for source in sources}
        self.line: QLineEdit | TextArea = TextArea() if field is BookField.DESCRIPTION else QLineEdit()
        self.line.setAccessibleName(self._name)
        self.line.setToolTip(hint(field))
        self.line.setAccessibleDescription(hint(field))
        self._problem = label("", "detail", wrap=True)
        self._problem.hide()
        self._build(grid, row)
        self.group.buttonClicked.connect(self._on_clicked)
        self.line.textChanged.connect(self._on_typed)

    @property
    def origin(self) -> FieldOrigin | None:
        """The source of the current choice."""
        return next((origin for origin, choice in self.buttons.items() if choice.isChecked()), None)

    @property
    def text(self) -> str:
        """The typed text."""
        return self.line.text() if isinstance(self.line, QLineEdit) else self.line.toPlainText()

    @property
    def choice(self) -> FieldDecision | None:
        """The current choice; None if there is no value. Raises InvalidInput for an invalid one."""
        origin = self.origin
        if self._review is None or origin is None:
            return None
        if origin is FieldOrigin.HAND:
            value = parsed(self.field, self.text)
            state = self._review.fields[self.field]
            if value == blank(self.field) == state.value:
                return None
            return FieldDecision(origin, value)
        candidate = self._offered(origin)
        return None if candidate is None else FieldDecision(candidate.source, candidate.value)

    @property
    def problem(self) -> str:
        """What is wrong with the typed text; empty if nothing is."""
        try:
            _ = self.choice
        except InvalidInput as error:
            return localize(error.message)
        return ""

    def show_review(self, review: Review) -> None:
        """Show the known values, keeping the person's choice."""
        self._review = review
        for source in self._sources:
            self._show_offer(source, self._offered(source))
        state = review.fields[self.field]
        if not self.text and (state.origin is FieldOrigin.HAND or state.locked):
            self._put_text(as_text(state.value))
        if not self._is_decided:
            chosen = review.chosen.get(self.field)
            self.buttons[_column(chosen.origin) if chosen else FieldOrigin.HAND].setChecked(True)

        is_choice = any(self.is_offered(source) for source in self._sources)
        self.buttons[FieldOrigin.HAND].setVisible(is_choice)  # one way alone is nothing to choose
        self._show_problem()

    def is_offered(self, source: FieldOrigin) -> bool:
        """Whether a column has a value for this field."""
        return self._offered(source) is not None

    def show_source(self, source: FieldOrigin, *, shown: bool) -> None:
        """Show or hide a column."""
        self._grades[source].setVisible(shown)

    @property
    def is_decided(self) -> bool:
        """Whether the person chose or typed something."""
        return self._is_decided

    @property
    def is_missing(self) -> bool:
        """Whether this field, needed to identify the book, has neither an offered nor a typed value."""
        offered = any(self.is_offered(source) for source in self._sources)
        return self.field in _TOLD_APART_BY and not offered and not self.text.strip()

    def take(self, origin: FieldOrigin) -> None:
        """Choose a source's value, if it has one."""
        if self._offered(origin) is not None:
            self.buttons[origin].setChecked(True)
            self._is_decided = True

    def _offered(self, column: FieldOrigin) -> FieldCandidate | None:
        """The value in a column; the file's column has Calibre's value if it knows the book."""
        if self._review is None:
            return None
        told_by = self._review.fields[self.field].told_by
        return self._review.candidate(self.field, told_by if column is FieldOrigin.FILE else column)

    def _show_offer(self, source: FieldOrigin, candidate: FieldCandidate | None) -> None:
        choice, grade = self.buttons[source], self._grades[source]
        text = value_text(self.field, candidate.value) if candidate else ""
        if source is FieldOrigin.FILE and self._review is not None:
            source = self._review.fields[self.field].told_by
        grade.setText(self._grade(candidate) if candidate else "–")
        above = 0 if candidate else self.line.sizeHint().height() // 2 - grade.sizeHint().height() // 2
        grade.setContentsMargins(theme.px(24), 0 if isinstance(self.line, TextArea) else max(0, above), 0, 0)
        grade.setToolTip("" if candidate else tr("Not in {0}.").format(source_word(source)))
        choice.setVisible(candidate is not None)
        assert isinstance(choice, OfferButton)
        choice.show_text(text, tr("{0} from {1}: {2}").format(self._name, source_word(source), text))

    def _grade(self, candidate: FieldCandidate) -> str:
        """The confidence of a value, and its source if not the column's own: Calibre has no page counts."""
        by = self._review.fields[BookField.TITLE].told_by if self._review is not None else candidate.source
        is_other = candidate.source is FieldOrigin.FILE and by is not FieldOrigin.FILE
        return joined(grade_text(candidate), source_word(candidate.source) if is_other else "")

    def _on_clicked(self) -> None:
        self._is_decided = True
        if self.origin is FieldOrigin.HAND:
            self.line.setFocus()
        self.taken.emit(self.origin)
        self.edited.emit()

    def _on_typed(self) -> None:
        self.buttons[FieldOrigin.HAND].setChecked(True)
        self._is_decided = True
        self._show_problem()
        self.edited.emit()

    def _show_problem(self) -> None:
        """Show what is wrong with the typed text, or that the field is empty, which blocks nothing."""
        problem = self.problem
        text = problem or (missing_text(self.field) if self.is_missing else "")
        self._problem.setText(text)
        set_tone(self._problem, Tone.ERROR if problem else Tone.ATTENTION)
        self._problem.setVisible(bool(text))

    def _put_text(self, text: str) -> None:
        """Show a value the person set earlier, without counting it as a new choice."""
        self.line.blockSignals(True)
        if isinstance(self.line, QLineEdit):
            self.line.setText(text)
            self.line.setCursorPosition(0)
        else:
            self.line.setPlainText(text)
        self.line.blockSignals(False)

    def _build(self, grid: QGridLayout, row: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        name = label(self._name, "card", wrap=True)
        name.setContentsMargins(0, theme.SPACE_4, 0, 0)
        grid.addWidget(name, row, 0, top)
        for column, source in enumerate(self._sources, start=1):
            cell = new_column(spacing=0)
            cell.addWidget(self.buttons[source])
            self._grades[source].setContentsMargins(theme.px(24), 0, 0, 0)
            cell.addWidget(self._grades[source])
            cell.addStretch(1)
            grid.addLayout(cell, row, column)
        grid.addWidget(self.buttons[FieldOrigin.HAND], row, len(self._sources) + 1, top)
        typing = in_column(self.line, self._problem, None, spacing=theme.SPACE_4)
        grid.addLayout(typing, row, len(self._sources) + 2)
        for choice in self.buttons.values():
            self.group.addButton(choice)
