"""Field by field: what each source says, and which of it is to be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from bookorbit_desktop.domain.errors import InvalidInput
from bookorbit_desktop.domain.fields import BookField, FieldValue, as_text, blank, parsed
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.metadata.words import field_word, hint, value_words
from bookorbit_desktop.ui.sentences.said import said
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty
from bookorbit_desktop.ui.wording import isolated


@dataclass(frozen=True, slots=True)
class FieldOption:
    """What one source says about a field."""

    value: FieldValue
    note: str = ""
    """A word about it, such as where it comes from or how sure it is."""


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One field with what each source says, in the order of the headings; None where one says nothing."""

    field: BookField
    options: tuple[FieldOption | None, ...]
    selected: int | None = 0
    """Which of them is chosen at first; None leaves the choice to the person."""
    fixed: str = ""
    """Why nothing can be chosen here; empty where it can."""


class CompareGrid(QWidget):
    """A column for each source with a radio button in each cell, and if wanted a last one to type into."""

    changed = Signal()

    def __init__(self, headings: Sequence[str], *, by_hand: bool = False) -> None:
        super().__init__()
        self._headings = (*headings, *((tr("By hand"),) if by_hand else ()))
        self._by_hand = by_hand
        self.lines: dict[BookField, FieldLine] = {}
        self._last_line: tuple[QWidget, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_16)
        self._grid.setVerticalSpacing(theme.SPACE_8)
        for column in range(1, len(self._headings) + 1):
            self._grid.setColumnStretch(column, 1)

    def show_rows(self, rows: Sequence[CompareRow]) -> None:
        """Show these fields, with what is chosen at first."""
        for cell in self._last_line:
            self._grid.removeWidget(cell)
        empty(self._grid)
        for line in self.lines.values():
            line.deleteLater()
        self.lines = {}
        for column, heading in enumerate(("", *self._headings)):
            self._grid.addWidget(label(heading, "detail"), 0, column)
        for place, row in enumerate(rows, start=1):
            line = FieldLine(self, row, self._headings, by_hand=self._by_hand)
            line.changed.connect(self.changed)
            self.lines[row.field] = line
            self._grid.addWidget(line.name, place, 0, Qt.AlignmentFlag.AlignTop)
            for column, cell in enumerate(line.cells, start=1):
                self._grid.addWidget(cell, place, column, Qt.AlignmentFlag.AlignTop)
        for column, last in enumerate(self._last_line):
            self._grid.addWidget(last, len(rows) + 1, column, Qt.AlignmentFlag.AlignTop)
        self.changed.emit()

    def put_last_line(self, words: str, cells: Sequence[QWidget]) -> None:
        """Let a line of cells that the owner knows stand below the fields, whatever these are."""
        self._last_line = (label(words, "card", wrap=True), *cells)

    @property
    def problems(self) -> dict[BookField, str]:
        """Why typed values cannot be used."""
        return {field: line.problem for field, line in self.lines.items() if line.problem}

    def choose_all(self, column: int) -> None:
        """Choose one source wherever it says something and there is a choice."""
        for line in self.lines.values():
            line.choose(column)

    def chosen(self) -> Mapping[BookField, tuple[int, FieldValue]]:
        """For each field with a choice the column that is chosen and its value. Raises InvalidInput."""
        found = {field: line.chosen() for field, line in self.lines.items()}
        return {field: one for field, one in found.items() if one is not None}


class FieldLine(QObject):
    """The cells of one field."""

    changed = Signal()

    def __init__(self, parent: QWidget, row: CompareRow, headings: Sequence[str], *, by_hand: bool) -> None:
        super().__init__(parent)
        self._row = row
        self._group = QButtonGroup(self)
        self.name = label(field_word(row.field), "card", wrap=True)
        self.cells: list[OptionCell | HandCell] = []
        known = {option.value for option in row.options if option is not None}
        differs = len(known - {blank(row.field)}) > 1
        for column, option in enumerate(row.options):
            self._add(OptionCell(row.field, headings[column], option, differs=differs and column > 0))
        if by_hand:
            self._add(HandCell(row.field, headings[-1]))
        for cell in self.cells:
            cell.setEnabled(cell.isEnabled() and not row.fixed)
            cell.setToolTip(row.fixed or cell.toolTip())
        if row.selected is not None:
            self.choose(row.selected)
        self._group.idToggled.connect(lambda _column, is_chosen: self.changed.emit() if is_chosen else None)

    @property
    def column(self) -> int | None:
        """Which source is chosen."""
        column = self._group.checkedId()
        return None if column < 0 else column

    @property
    def problem(self) -> str:
        """Why what was typed cannot be used; empty where nothing was typed, or it can."""
        cell = None if self.column is None else self.cells[self.column]
        return cell.problem if isinstance(cell, HandCell) else ""

    def choose(self, column: int) -> None:
        """Choose a source, if it says something."""
        if self.cells[column].isEnabled() or column == self._row.selected:
            self.cells[column].radio.setChecked(True)

    def type(self, text: str) -> None:
        """Put something into the cell to type into."""
        cell = self.cells[-1]
        if isinstance(cell, HandCell):
            cell.text.setText(text)

    def chosen(self) -> tuple[int, FieldValue] | None:
        """The column and the value that are chosen; None without a choice. Raises InvalidInput."""
        if self.column is None or self._row.fixed:
            return None
        cell = self.cells[self.column]
        if isinstance(cell, HandCell):
            return self.column, parsed(self._row.field, cell.text.text())
        return None if cell.option is None else (self.column, cell.option.value)

    def _add(self, cell: "OptionCell | HandCell") -> None:
        self._group.addButton(cell.radio, len(self.cells))
        self.cells.append(cell)
        if isinstance(cell, HandCell):
            cell.text.textChanged.connect(self.changed)


class OptionCell(QWidget):
    """A value with its radio button; a click anywhere on it chooses it."""

    def __init__(self, field: BookField, heading: str, option: FieldOption | None, *, differs: bool) -> None:
        super().__init__()
        self.option = option
        shown = value_words(field, option.value) if option is not None else ""
        self.radio = QRadioButton()
        self.radio.setAccessibleName(f"{field_word(field)}, {heading}: {shown or tr('nothing')}")
        self.words = label(isolated(shown) or "–", wrap=True)
        self.note = label(option.note if option is not None else "", "detail", wrap=True)
        self.note.setVisible(bool(self.note.text()))
        self.setEnabled(option is not None)
        if option is None:
            self.setToolTip(tr("Nothing is known here."))
        elif differs:
            self.words.setText(f"≠ {self.words.text()}")
            set_tone(self.words, Tone.ATTENTION)
        whole = as_text(option.value) if option is not None else ""
        if len(whole) > len(shown):
            self.setToolTip(whole[:2_000])
        _arrange(self, self.radio, self.words, self.note)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The words belong to the button."""
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.radio.setChecked(True)


class HandCell(QWidget):
    """A field to type into; typing chooses it."""

    def __init__(self, field: BookField, heading: str) -> None:
        super().__init__()
        self._field = field
        self.radio = QRadioButton()
        self.radio.setAccessibleName(f"{field_word(field)}, {heading}")
        self.text = QLineEdit()
        self.text.setAccessibleName(f"{field_word(field)}, {heading}")
        self.text.setPlaceholderText(hint(field))
        self.said = label("", "detail", wrap=True)
        set_tone(self.said, Tone.ERROR)
        self.text.textEdited.connect(lambda: self.radio.setChecked(True))
        self.text.textChanged.connect(self._show_problem)
        self.radio.toggled.connect(self._show_problem)
        self._show_problem()
        _arrange(self, self.radio, self.text, self.said)

    @property
    def problem(self) -> str:
        """Why what stands in it cannot be used."""
        try:
            parsed(self._field, self.text.text())
        except InvalidInput as error:
            return said(str(error))
        return ""

    def _show_problem(self) -> None:
        problem = self.problem if self.radio.isChecked() else ""
        self.said.setText(problem)
        self.said.setVisible(bool(problem))


def _arrange(cell: QWidget, radio: QRadioButton, words: QLabel | QLineEdit, note: QLabel) -> None:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(words)
    column.addWidget(note)
    layout = QHBoxLayout(cell)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.SPACE_4)
    layout.addWidget(radio, alignment=Qt.AlignmentFlag.AlignTop)
    layout.addLayout(column, 1)
