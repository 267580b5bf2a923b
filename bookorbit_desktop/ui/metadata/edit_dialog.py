"""Edits the fields, cover and Hardcover ID of one book. Files are never changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldState, FieldValue
from bookorbit_desktop.services.hardcover.matches import SavedReference
from bookorbit_desktop.services.library.metadata import FieldEdits
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.match_decisions import reference_problem
from bookorbit_desktop.ui.metadata.cover_panel import CoverPanel
from bookorbit_desktop.ui.metadata.field_editor import FieldEditor, SeriesCompletion
from bookorbit_desktop.ui.metadata.text import problems_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, FormDialog, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label, line, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column, new_row, scrolling
from bookorbit_desktop.ui.wording import isolated, names

_ROWS: tuple[tuple[BookField, ...], ...] = (
    (BookField.TITLE,),
    (BookField.AUTHORS,),
    (BookField.SERIES, BookField.SERIES_INDEX),
    (BookField.LANGUAGE, BookField.PUBLISHED),
    (BookField.PUBLISHER, BookField.PAGES),
    (BookField.SUBJECTS,),
    (BookField.DESCRIPTION,),
    (BookField.ISBN,),
)


@dataclass(frozen=True, slots=True)
class BookEdits:
    """The person's edits to one book."""

    fields: FieldEdits
    cover: bytes | None = None
    """A picture to use."""
    cover_from_file: bool = False
    reference: str | None = None
    """The reference to the record on Hardcover; None if unchanged."""


class EditDialog(FormDialog):
    """Stores nothing itself: after Save, its owner does."""

    saved = Signal(object)
    """BookEdits."""

    def __init__(
        self,
        context: UiContext,
        parent: QWidget,
        book_id: BookId,
        states: Mapping[BookField, FieldState],
        reference: SavedReference,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = str(states[BookField.TITLE].value)
        self.setWindowTitle(tr("Edit “{0}”").format(title))
        fit(self, 840, 680, least=(760, 0))
        self._reference = reference
        self._is_calibres = states[BookField.TITLE].told_by is FieldOrigin.CALIBRE
        self.editors = {field: FieldEditor(states[field]) for field in BookField}
        authors = states[BookField.AUTHORS].value
        shown_authors = names(authors) if isinstance(authors, tuple) else ""
        self.cover = CoverPanel(context, book_id, title, shown_authors)
        self.hardcover = QLineEdit(reference.text)
        self.hardcover_mark = label("", "detail", wrap=True)
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self.problem = label("", "detail", wrap=True)
        set_tone(self.problem, Tone.ERROR)
        self._build(title)
        self._connect()
        self._complete_series(context, book_id)
        self._show_state()
        self._at_first = self.edits()
        title_line = self.editors[BookField.TITLE].line
        title_line.setFocus()
        if isinstance(title_line, QLineEdit):
            title_line.home(False)

    def done(self, result: int) -> None:
        """Stop drawing."""
        self.cover.close_cache()
        super().done(result)

    @property
    def has_changes(self) -> bool:
        """Whether there are changes to save, or invalid input."""
        try:
            return self.edits() != self._at_first
        except InvalidInput:
            return True

    def edits(self) -> BookEdits:
        """The current edits. Raises InvalidInput."""
        editors = self.editors.items()
        changes: dict[BookField, FieldValue] = {
            field: editor.value() for field, editor in editors if editor.is_changed
        }
        fields = FieldEdits(
            as_in_file=frozenset(field for field, editor in editors if editor.follows_file),
            changes=changes,
            locked=frozenset(field for field, editor in editors if editor.is_newly_locked),
            unlocked=frozenset(field for field, editor in editors if editor.is_newly_unlocked),
        )
        typed = self.hardcover.text().strip()
        return BookEdits(
            fields,
            self.cover.chosen,
            self.cover.follows_file,
            None if typed == self._reference.text else typed,
        )

    def _save(self) -> None:
        self.saved.emit(self.edits())
        self.accept()

    def _show_state(self) -> None:
        problems = problems_text({field: editor.problem for field, editor in self.editors.items()})
        wrong = reference_problem(self.hardcover.text())
        set_tone(self.hardcover_mark, Tone.ERROR if wrong else None)
        self.hardcover_mark.setText(wrong or self._reference_hint())
        reference = tr("{0}: {1}").format(tr("Hardcover ID"), wrong) if wrong else ""
        self.problem.setText(" ".join(filter(None, (problems, reference))))
        self.save.setEnabled(not self.problem.text())
        self.save.setToolTip(self.problem.text())

    def _reference_hint(self) -> str:
        if self._reference.pinned:
            return tr("You picked this match yourself, so it's kept.")
        if not self._reference.in_file:
            return tr("The next sync will use this to find the book on Hardcover.")
        if self._is_calibres:
            text = tr("Leave empty to use {0} from Calibre.")
        else:
            text = tr("Leave empty to use {0} from the file.")
        return text.format(self._reference.in_file)

    def _complete_series(self, context: UiContext, book_id: BookId) -> None:
        series, index = self.editors[BookField.SERIES].line, self.editors[BookField.SERIES_INDEX].line
        if isinstance(series, QLineEdit) and isinstance(index, QLineEdit):
            self.completion = SeriesCompletion(context, series, index, (book_id,))

    def _connect(self) -> None:
        for editor in self.editors.values():
            editor.edited.connect(self._show_state)
        self.hardcover.textChanged.connect(self._show_state)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.discard)

    def _build(self, title: str) -> None:
        body = QWidget()
        columns = new_row(body, theme.SPACE_24, (0, 0, theme.SPACE_12, 0))
        columns.addWidget(self.cover, alignment=Qt.AlignmentFlag.AlignTop)
        columns.addLayout(self._build_fields(), 1)
        layout = dialog_column(self, right=theme.SPACE_12)
        layout.addWidget(label(tr("Edit “{0}”").format(isolated(title)), "section", wrap=True))
        layout.addWidget(label(tr("The file isn't changed."), "muted"))
        layout.addWidget(scrolling(body), 1)
        answers = Answers(self, accept=self.save, reject=self.cancel)
        layout.addLayout(in_row(self.problem, answers, margins=(0, 0, theme.SPACE_12, 0), grows=self.problem))

    def _build_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_16)
        grid.setVerticalSpacing(theme.SPACE_12)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for number, fields in enumerate(_ROWS):
            for column, field in enumerate(fields):
                grid.addWidget(self.editors[field], number, column, 1, 2 if len(fields) == 1 else 1)
        grid.addWidget(line(), len(_ROWS), 0, 1, 2)
        grid.addLayout(self._build_reference(), len(_ROWS) + 1, 0, 1, 2)
        return grid

    def _build_reference(self) -> QVBoxLayout:
        name = tr("Hardcover ID")
        self.hardcover.setAccessibleName(name)
        self.hardcover.setPlaceholderText(self._reference.in_file or tr("Link, ID, slug or ISBN"))
        column = new_column(spacing=theme.SPACE_4)
        for part in (label(name, "card"), self.hardcover, self.hardcover_mark):
            column.addWidget(part)
        return column
