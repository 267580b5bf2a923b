"""Compares fields: the value of each source, and which one to use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLabel,
    QRadioButton,
    QWidget,
)

from bookorbit_desktop.domain.library.fields import BookField, FieldValue, as_text, blank
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.metadata.text import field_word, value_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty, in_column, new_row
from bookorbit_desktop.ui.wording import isolated, joined


@dataclass(frozen=True, slots=True)
class FieldOption:
    """A source's value for a field."""

    value: FieldValue
    note: str = ""
    """A note, such as its source or confidence."""


@dataclass(frozen=True, slots=True)
class CompareRow:
    """A field with each source's value, in the order of the headings; None if a source has none."""

    field: BookField
    options: tuple[FieldOption | None, ...]
    selected: int = 0
    """The initially selected column."""
    fixed: str = ""
    """Why there is no choice; empty if there is."""


class CompareGrid(QWidget):
    """A column for each source, with a radio button in each cell."""

    changed = Signal()

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self.lines: dict[BookField, FieldLine] = {}
        self.heads: list[QLabel] = []
        self._last_line: tuple[QWidget, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_16)
        self._grid.setVerticalSpacing(theme.SPACE_8)
        for column in range(1, len(self._headings) + 1):
            self._grid.setColumnStretch(column, 1)

    def show_rows(self, rows: Sequence[CompareRow]) -> None:
        """Show these fields with their initial choices."""
        for cell in self._last_line:
            self._grid.removeWidget(cell)
        empty(self._grid)
        for line in self.lines.values():
            line.deleteLater()
        self.lines = {}
        self.heads = []
        notes = [_common_note(rows, column) for column in range(len(self._headings))]
        for column, (heading, note) in enumerate(zip(self._headings, notes, strict=True), start=1):
            head = label(joined(heading, note), "detail")
            head.setIndent(_value_indent())
            self.heads.append(head)
            self._grid.addWidget(head, 0, column)
        for number, row in enumerate(rows, start=1):
            line = FieldLine(self, row, self._headings, notes)
            line.changed.connect(self.changed)
            self.lines[row.field] = line
            self._grid.addWidget(line.name, number, 0, Qt.AlignmentFlag.AlignTop)
            for column, cell in enumerate(line.cells, start=1):
                self._grid.addWidget(cell, number, column, Qt.AlignmentFlag.AlignTop)
        for column, last in enumerate(self._last_line):
            self._grid.addWidget(last, len(rows) + 1, column, Qt.AlignmentFlag.AlignTop)
        self.changed.emit()

    def put_last_line(self, text: str, cells: Sequence[QWidget]) -> None:
        """Put a line of the owner's cells below the fields."""
        self._last_line = (label(text, "card", wrap=True), *cells)

    def choose_all(self, column: int) -> None:
        """Choose one source for every field where it has a value and there is a choice."""
        for line in self.lines.values():
            line.choose(column)

    def chosen(self) -> Mapping[BookField, tuple[int, FieldValue]]:
        """The chosen column and value of each field with a choice."""
        found = {field: line.chosen() for field, line in self.lines.items()}
        return {field: choice for field, choice in found.items() if choice is not None}


def _common_note(rows: Sequence[CompareRow], column: int) -> str:
    """The note shared by all values of a column, shown once above it."""
    cells = ((row.field, row.options[column]) for row in rows)
    notes = [option.note for field, option in cells if option is not None and option.value != blank(field)]
    return notes[0] if len(notes) > 1 and len(set(notes)) == 1 else ""


def _value_indent() -> int:
    """The indent of values: behind the radio button, even a hidden one."""
    return QRadioButton().sizeHint().width() + theme.SPACE_4


def _begin_level_with(text_label: QLabel, radio: QRadioButton) -> None:
    """Align the first line of a text with a radio button, however many lines follow."""
    height = radio.sizeHint().height()
    text_label.setAlignment(Qt.AlignmentFlag.AlignTop)
    text_label.setMinimumHeight(height)
    text_label.ensurePolished()
    text_label.setContentsMargins(0, max(0, (height - text_label.fontMetrics().height()) // 2), 0, 0)


class FieldLine(QObject):
    """The cells of one field."""

    changed = Signal()

    def __init__(
        self, parent: QWidget, row: CompareRow, headings: Sequence[str], notes: Sequence[str]
    ) -> None:
        """`notes`: what the headings already say."""
        super().__init__(parent)
        self._row = row
        self._group = QButtonGroup(self)
        self.name = label(field_word(row.field), "card", wrap=True)
        self.cells: list[OptionCell] = []
        offered = [option.value for option in row.options if option is not None]
        self._is_choice = len(offered) > 1 and any(value != offered[0] for value in offered)
        known = {option.value for option in row.options if option is not None}
        differs = len(known - {blank(row.field)}) > 1
        for column, option in enumerate(row.options):
            cell = OptionCell(row.field, headings[column], option, differs=differs and column > 0)
            cell.note.setVisible(cell.note.text() not in ("", notes[column]))
            cell.setEnabled(option is not None and not row.fixed)
            cell.setToolTip(row.fixed or cell.toolTip())
            cell.radio.setToolTip(cell.toolTip())
            if not self._is_choice:
                cell.hide_radio()
            self._group.addButton(cell.radio, column)
            self.cells.append(cell)
        _begin_level_with(self.name, self.cells[0].radio)
        self.cells[row.selected].radio.setChecked(True)
        self._group.idToggled.connect(lambda _column, is_chosen: self.changed.emit() if is_chosen else None)

    def choose(self, column: int) -> None:
        """Choose a source, if it has a value and there is a choice."""
        if self._is_choice and self.cells[column].isEnabled():
            self.cells[column].radio.setChecked(True)

    def chosen(self) -> tuple[int, FieldValue] | None:
        """The chosen column and value; None if there is no choice."""
        column = self._group.checkedId()
        option = self.cells[column].option
        return None if option is None or self._row.fixed else (column, option.value)


class OptionCell(QWidget):
    """A value with its radio button; a click anywhere selects it."""

    def __init__(self, field: BookField, heading: str, option: FieldOption | None, *, differs: bool) -> None:
        super().__init__()
        self.option = option
        shown = value_text(field, option.value) if option is not None else ""
        self.radio = QRadioButton()
        self.radio.setAccessibleName(f"{field_word(field)}, {heading}: {shown or tr('nothing')}")
        self.text_label = label(isolated(shown) or "–", wrap=True)
        _begin_level_with(self.text_label, self.radio)
        self.note = label(option.note if option is not None else "", "detail", wrap=True)
        if option is None:
            self.setToolTip(tr("No details available."))
        elif differs:
            self.text_label.setText(f"≠ {self.text_label.text()}")
            set_tone(self.text_label, Tone.ATTENTION)
        whole = as_text(option.value) if option is not None else ""
        if len(whole) > len(shown):
            self.setToolTip(whole[:2_000])
        column = in_column(self.text_label, self.note, None, spacing=0)
        layout = new_row(self, theme.SPACE_4)
        layout.addWidget(self.radio, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)

    def hide_radio(self) -> None:
        """Show the value alone: there is nothing to choose."""
        self.radio.setDisabled(True)
        policy = self.radio.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.radio.setSizePolicy(policy)
        self.radio.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The words belong to the button."""
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.radio.isEnabled():
            self.radio.setChecked(True)
