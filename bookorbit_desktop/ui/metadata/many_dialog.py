"""Edits several books at once: only the selected fields change."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import BookField, FieldValue, counted_up, parsed
from bookorbit_desktop.services.library.metadata import ManyEdits
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.metadata.field_editor import SeriesCompletion
from bookorbit_desktop.ui.metadata.text import field_word, hint
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, FormDialog, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label, line, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column, scrolling
from bookorbit_desktop.ui.widgets.tick_box import TickBox

_REPLACED = (
    BookField.AUTHORS,
    BookField.SERIES,
    BookField.LANGUAGE,
    BookField.PUBLISHER,
    BookField.PUBLISHED,
)


class TickedField(QObject):
    """A check box with a text field; typing ticks it."""

    edited = Signal()

    def __init__(self, text: str, field: BookField, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.box = TickBox(text)
        self.line = QLineEdit()
        self.line.setAccessibleName(text)
        self.line.setPlaceholderText(placeholder)
        self.mark: QLabel = label("", "detail", wrap=True)
        set_tone(self.mark, Tone.ERROR)
        self.line.textEdited.connect(lambda: self.box.setChecked(True))
        self.line.textChanged.connect(self._on_edited)
        self.box.toggled.connect(self._on_edited)
        self._on_edited()

    @property
    def is_ticked(self) -> bool:
        """Whether the field will be changed."""
        return self.box.isChecked()

    @property
    def problem(self) -> str:
        """What is wrong with the text; empty if nothing is, or the field will not be changed."""
        if not self.is_ticked:
            return ""
        try:
            self.value()
        except InvalidInput as error:
            return localize(error.message)
        return ""

    def value(self) -> FieldValue:
        """The value of the text. Raises InvalidInput."""
        return parsed(self.field, self.line.text())

    def names(self) -> tuple[str, ...]:
        """The names in a list's text; empty if not ticked. Raises InvalidInput."""
        value = self.value() if self.is_ticked else ()
        return value if isinstance(value, tuple) else ()

    def _on_edited(self) -> None:
        self.mark.setText(self.problem)
        self.mark.setVisible(bool(self.problem))
        self.edited.emit()


class ManyDialog(FormDialog):
    """Stores nothing itself: after Save, its owner does."""

    saved = Signal(object)
    """ManyEdits."""

    def __init__(self, context: UiContext, parent: QWidget, book_ids: Sequence[BookId]) -> None:
        """`book_ids` are in the order in which they would be numbered."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._book_ids = tuple(book_ids)
        self._question = tr("Edit %n book(s)", len(book_ids))
        self.setWindowTitle(self._question)
        fit(self, 620, 640, least=(560, 0))
        self.fields = {
            field: TickedField(field_word(field), field, hint(field) or tr("Leave empty to clear it"), self)
            for field in _REPLACED
        }
        self.places = TickedField(tr("Start numbering at"), BookField.SERIES_INDEX, "1", self)
        self.added = TickedField(tr("Add genres"), BookField.SUBJECTS, hint(BookField.SUBJECTS), self)
        self.removed = TickedField(tr("Remove genres"), BookField.SUBJECTS, hint(BookField.SUBJECTS), self)
        self.lock = TickBox(tr("Lock changed fields"))
        self.lock.setToolTip(tr("Prevents files and Hardcover from changing them."))
        self.cancel = button(tr("Cancel"))
        self.save = button(tr("Save"), "primary")
        self._build()
        self._connect()
        series, places = self.fields[BookField.SERIES], self.places
        self.completion = SeriesCompletion(context, series.line, places.line, self._book_ids)
        self._show_state()

    @property
    def has_changes(self) -> bool:
        """Whether anything is ticked or typed."""
        return any(
            field.is_ticked for field in (*self.fields.values(), self.places, self.added, self.removed)
        )

    def edits(self) -> ManyEdits:
        """The current edits. Raises InvalidInput."""
        return ManyEdits(
            changes={name: field.value() for name, field in self.fields.items() if field.is_ticked},
            series_indexes=self._places(),
            subjects_added=self.added.names(),
            subjects_removed=self.removed.names(),
            lock=self.lock.isChecked(),
        )

    def _places(self) -> dict[BookId, float]:
        first = self.places.value() if self.places.is_ticked else None
        if not isinstance(first, float):
            return {}
        return dict(zip(self._book_ids, counted_up(first, len(self._book_ids)), strict=True))

    @property
    def _ticked(self) -> tuple[TickedField, ...]:
        return (*self.fields.values(), self.places, self.added, self.removed)

    def _save(self) -> None:
        self.saved.emit(self.edits())
        self.accept()

    def _show_state(self) -> None:
        why = ""
        if not any(field.is_ticked for field in self._ticked):
            why = tr("Select at least one field to change.")
        elif any(field.problem for field in self._ticked):
            why = tr("Correct the marked fields first.")
        else:
            why = self._too_far()
        self.save.setEnabled(not why)
        self.save.setToolTip(why)

    def _too_far(self) -> str:
        """Why this many books cannot be numbered from there."""
        try:
            self._places()
        except InvalidInput as error:
            return localize(error.message)
        return ""

    def _connect(self) -> None:
        for field in self._ticked:
            field.edited.connect(self._show_state)
        self.places.line.textChanged.connect(lambda text: self.places.box.setChecked(bool(text)))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.discard)

    def _build(self) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, theme.SPACE_12, 0)
        grid.setHorizontalSpacing(theme.SPACE_12)
        grid.setVerticalSpacing(theme.SPACE_4)
        grid.setColumnStretch(1, 1)
        replaced = list(self.fields.values())
        after_series = replaced.index(self.fields[BookField.SERIES]) + 1
        shown = [*replaced[:after_series], self.places, *replaced[after_series:], self.added, self.removed]
        for row, field in enumerate(shown):
            grid.addWidget(field.box, 2 * row, 0)
            grid.addWidget(field.line, 2 * row, 1)
            below = new_column(margins=(0, 0, 0, theme.SPACE_8))
            below.addWidget(field.mark)
            if field is self.places:
                order = tr("Numbered in list order.")
                below.addWidget(label(order, "detail", wrap=True))
            grid.addLayout(below, 2 * row + 1, 1)
        grid.setRowStretch(2 * len(shown), 1)
        layout = dialog_column(self, right=theme.SPACE_12)
        layout.addWidget(label(self._question, "section", wrap=True))
        explained = tr("Changes the selected fields in all of these books. The files aren't changed.")
        layout.addWidget(label(explained, "muted", wrap=True))
        layout.addWidget(scrolling(body), 1)
        layout.addWidget(line())
        layout.addWidget(self.lock)
        answers = Answers(self, accept=self.save, reject=self.cancel)
        layout.addLayout(in_row(answers, margins=(0, 0, theme.SPACE_12, 0)))
