"""The last step of comparing: a book beside its Hardcover edition, field by field, with both covers."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QRadioButton, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.hardcover.field_candidates import record_fields
from bookorbit_desktop.domain.library.fields import (
    BookField,
    FieldOrigin,
    FieldState,
    FieldValue,
    as_text,
    blank,
)
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.pick.candidates import record_title
from bookorbit_desktop.ui.metadata.text import field_word, origin_word, value_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty, in_column, in_row, new_column, new_row, scrolling
from bookorbit_desktop.ui.wording import isolated, joined, names

HERE, THERE = 0, 1
COVER_WIDTH, COVER_HEIGHT = 80, 120


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


class CompareStep(QWidget):
    """Hardcover's values are preselected for blank fields only; the person decides about the rest."""

    changed = Signal()

    def __init__(self, context: UiContext, book_id: BookId, states: Mapping[BookField, FieldState]) -> None:
        super().__init__()
        self._context = context
        self._book_id = book_id
        self._states = states
        self._fetching: asyncio.Future[None] | None = None
        self._pictures: dict[int, bytes | None] = {HERE: None, THERE: None}
        self._cache = CoverCache(self._pictures.get)
        self._cache.loaded.connect(self._draw)
        self.record: CatalogueBook | None = None
        self.edition: Edition | None = None
        self._name = label("", "muted", wrap=True)
        self.grid = CompareGrid((tr("Here"), tr("On Hardcover")))
        self.cover_choices = (QRadioButton(), QRadioButton())
        self._chosen_cover = QButtonGroup(self)
        self._covers = (QLabel(), QLabel())
        self.all_there = button(tr("Use all from Hardcover"), "quiet")
        self.all_here = button(tr("Keep all mine"), "quiet")
        self._build()
        self.grid.changed.connect(self.changed)
        self.cover_choices[THERE].toggled.connect(self.changed)
        self.all_there.clicked.connect(lambda: self._choose_all(THERE))
        self.all_here.clicked.connect(lambda: self._choose_all(HERE))

    @property
    def cover(self) -> bytes | None:
        """Hardcover's picture, if chosen."""
        return self._pictures[THERE] if self.cover_choices[THERE].isChecked() else None

    @property
    def takes_something(self) -> bool:
        """Whether any of Hardcover's values are chosen."""
        return bool(self.values()) or self.cover is not None

    def values(self) -> dict[BookField, FieldValue]:
        """The chosen values from Hardcover."""
        return {field: value for field, (column, value) in self.grid.chosen().items() if column == THERE}

    def show_record(self, record: CatalogueBook, edition: Edition | None) -> None:
        """Compare with this record."""
        self.record, self.edition = record, edition
        self._name.setText(record_title(record))
        said = record_fields(record, edition)
        told = [field for field in BookField if field in said or self._states[field].value != blank(field)]
        self.grid.show_rows([self._row(field, said) for field in told])
        self._pictures[THERE] = None
        self._show_covers()
        if self._fetching is not None:
            self._fetching.cancel()
        url = (edition.image_url if edition else "") or record.image_url
        self._fetching = self._context.tasks.start(self._fetch(url))

    def close_cache(self) -> None:
        """Cancel loading."""
        if self._fetching is not None:
            self._fetching.cancel()
        self._cache.close()

    def _row(self, field: BookField, said: Mapping[BookField, FieldValue]) -> CompareRow:
        state = self._states[field]
        is_blank = state.value == blank(field)
        here = FieldOption(state.value, "" if is_blank else origin_word(state.origin))
        there = FieldOption(said[field]) if field in said else None
        fills = is_blank and there is not None and state.origin is not FieldOrigin.HAND and not state.locked
        fixed = tr("You locked this field. Edit the book to unlock it.") if state.locked else ""
        return CompareRow(field, (here, there), THERE if fills else HERE, fixed)

    def _choose_all(self, column: int) -> None:
        self.grid.choose_all(column)
        if self.cover_choices[column].isEnabled():
            self.cover_choices[column].setChecked(True)

    async def _fetch(self, url: str) -> None:
        services, tasks = self._context.services, self._context.tasks
        self._pictures[HERE] = await tasks.blocking(services.cover_choice.shown, self._book_id)
        self._show_covers()
        if url:
            self._pictures[THERE] = await tasks.network(services.hardcover_account.pictures.get(url))
        self._show_covers()

    def _show_covers(self) -> None:
        has_picture = self._pictures[THERE] is not None
        self.cover_choices[THERE].setEnabled(has_picture)
        self.cover_choices[THERE].setToolTip("" if has_picture else tr("Hardcover has no cover for it."))
        if not has_picture:
            self.cover_choices[HERE].setChecked(True)
        self._cache.forget((HERE, THERE))
        for which in (HERE, THERE):
            self._draw(which)

    def _draw(self, which: int) -> None:
        if which == THERE and self._pictures[THERE] is None:
            self._covers[THERE].clear()
            return
        title = str(self._states[BookField.TITLE].value)
        authors = self._states[BookField.AUTHORS].value
        size = theme.px(COVER_WIDTH), theme.px(COVER_HEIGHT)
        by = names(authors) if isinstance(authors, tuple) else ""
        drawn = self._cache.pixmap(
            CoverRequest(which, title, by, *size, self.devicePixelRatioF(), theme.RADIUS_CARD)
        )
        if drawn is not None:
            self._covers[which].setPixmap(drawn)

    def _build(self) -> None:
        head = in_row(self._name, self.all_there, self.all_here, spacing=-1, grows=self._name)
        body = QWidget()
        column = new_column(body, theme.SPACE_12, (0, 0, theme.SPACE_12, 0))
        self._build_covers()
        column.addWidget(self.grid)
        column.addStretch(1)
        layout = new_column(self, theme.SPACE_8)
        layout.addLayout(head)
        layout.addWidget(scrolling(body), 1)

    def _build_covers(self) -> None:
        cells = (QWidget(), QWidget())
        for which, text in ((HERE, tr("Your cover")), (THERE, tr("Hardcover cover"))):
            self.cover_choices[which].setAccessibleName(text)
            self._covers[which].setAccessibleName(text)
            self._chosen_cover.addButton(self.cover_choices[which])
            self._covers[which].setMinimumHeight(theme.px(COVER_HEIGHT))
            cell = QHBoxLayout(cells[which])
            cell.setContentsMargins(0, 0, 0, 0)
            cell.setSpacing(theme.SPACE_4)
            cell.addWidget(self.cover_choices[which], alignment=Qt.AlignmentFlag.AlignTop)
            cell.addWidget(self._covers[which], 1, Qt.AlignmentFlag.AlignTop)
        self.cover_choices[HERE].setChecked(True)
        self.grid.put_last_line(tr("Cover"), cells)
