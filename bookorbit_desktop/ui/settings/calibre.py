"""The settings of a Calibre library folder: which columns are used, and for what."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.library.calibre import (
    IN_USE,
    OWN_RATING,
    CalibreLibrary,
    ColumnUse,
    needs_choice,
    suitable_columns,
)
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.settings.rows import SettingRow
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column, new_column


class CalibreColumns(QWidget):
    """The columns of one Calibre library."""

    chosen = Signal(object, str)
    """ColumnUse and a column's label, empty for none."""

    def __init__(self) -> None:
        super().__init__()
        self._state = label("", "detail", wrap=True)
        self._columns = QWidget()
        self.rows = {use: _ColumnRow(use) for use in ColumnUse}
        in_column(self._state, self._columns, inside=self)
        rows = new_column(self._columns, theme.SPACE_8, (theme.SPACE_16, 0, 0, theme.SPACE_8))
        for row in self.rows.values():
            rows.addWidget(row)
            row.chosen.connect(self.chosen)
        self.hide()

    @property
    def state(self) -> str:
        """How the library is used, or why it is not, as shown."""
        return self._state.text()

    def show_library(self, library: CalibreLibrary | None) -> None:
        """Show how a library is used; None for a folder that is not a Calibre library."""
        self.setVisible(library is not None)
        if library is None:
            return
        self._state.setText(localize(library.problem or IN_USE))
        set_tone(self._state, Tone.ATTENTION if library.problem else None)
        self._columns.setVisible(not library.problem)
        for row in self.rows.values():
            row.show_library(library)


class _ColumnRow(SettingRow):
    """The column for one use."""

    chosen = Signal(object, str)

    def __init__(self, use: ColumnUse) -> None:
        self.box = Choice(_text(use))
        super().__init__(_text(use), _help(use), self.box)
        self._use = use
        self._labels: list[str] = []
        self.box.activated.connect(lambda place: self.chosen.emit(use, self._labels[place]))

    def show_library(self, library: CalibreLibrary) -> None:
        """Show the columns to choose from, and the one in use."""
        columns = suitable_columns(library.columns, self._use)
        own = [(OWN_RATING, tr("Calibre's rating"))] if self._use is ColumnUse.RATING else []
        named = [(column.label, tr("{0} (#{1})").format(column.name, column.label)) for column in columns]
        entries = [*own, *named, ("", tr("None"))]
        self._labels = [label for label, _ in entries]
        self.box.clear()
        self.box.addItems([text for _, text in entries])
        self.box.setCurrentIndex(self._labels.index(library.used(self._use)))
        self.box.setEnabled(len(entries) > 1)
        help_text, needs_person = self._said(library, bool(columns or own))
        self.help.setText(help_text)
        self.box.setAccessibleDescription(help_text)
        set_tone(self.help, Tone.ATTENTION if needs_person else None)

    def _said(self, library: CalibreLibrary, has_columns: bool) -> tuple[str, bool]:
        """The text below, and whether it needs attention."""
        if not has_columns:
            return tr("This library has no matching column."), False
        if needs_choice(library, self._use):
            return tr("Several columns match. Choose one."), True
        if library.unknown and self._use is ColumnUse.STATUS:
            text = ", ".join(tr("“{0}”").format(word) for word in library.unknown)
            return tr("Values not recognised and skipped: {0}.").format(text), False
        return _help(self._use), False


def _text(use: ColumnUse) -> str:
    return {
        ColumnUse.STATUS: tr("Read status"),
        ColumnUse.FINISHED: tr("Date read"),
        ColumnUse.RATING: tr("Rating"),
    }[use]


def _help(use: ColumnUse) -> str:
    return {
        ColumnUse.STATUS: tr("For books without a status. Your own changes are kept."),
        ColumnUse.FINISHED: tr("For books without a finish date."),
        ColumnUse.RATING: tr("For books without a rating."),
    }[use]
