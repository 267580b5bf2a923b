"""Import from a file: choose it, review every line, select, import, undo."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from bookorbit_desktop.domain.imports.list_import import ListedRow
from bookorbit_desktop.domain.imports.reading_list import ListSource
from bookorbit_desktop.services.runtime.run_cancel import end_when_given_up
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.imports.base_dialog import ImportDialogBase
from bookorbit_desktop.ui.imports.preview import ImportPreview
from bookorbit_desktop.ui.routes import Command
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import import_undone_text, offer_of
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.widgets.tick_box import TickBox

if TYPE_CHECKING:  # it brings the storage along: the window does not wait for it
    from bookorbit_desktop.services.library.imported import FilledBook, ImportResult

_TOLD_EACH = 100


class ListPreviewPane(ImportPreview[ListedRow]):
    """The lines of a file; lines without a matching book can become entries."""

    def __init__(self, covers: CoverCache) -> None:
        self.entries = TickBox(tr("Add books that aren't in your library, without a file"))
        super().__init__(covers, tr("Books in the file"), self.entries)
        self.entries.setToolTip(tr("If you add a matching file later, it becomes that book's file."))

    def show_list(self, source: ListSource, rows: Sequence[ListedRow], *, has_unknown: bool) -> None:
        """Show a whole list. `has_unknown`: some lines can become new entries."""
        found = tr("%n book(s) in this export of {0}.", len(rows)).format(source.value)
        rest = tr("Fills in missing data only. Nothing is overwritten or sent.")
        self.show_all(rows, found, rest)
        self.entries.setVisible(has_unknown)


class ListImportDialog(ImportDialogBase[ListedRow]):
    """Sends nothing itself: changes wait for the next sync."""

    preview: ListPreviewPane

    def __init__(self, context: UiContext, path: str, parent: QWidget) -> None:
        name = Path(path).name
        loading = (tr("Reading {0}…").format(name), tr("Reading the file"))
        super().__init__(context, parent, tr("Import from a file"), loading)
        self._path = Path(path)
        self._rows: Sequence[ListedRow] = ()
        self._with_entries: Sequence[ListedRow] = ()
        self._given_up = threading.Event()
        self.error.button.setText(tr("Choose another file…"))
        self.empty = EmptyState("inbox", tr("This export contains no books."))
        self.add_preview(ListPreviewPane(self.covers), self.empty)
        self.error.acted.connect(self._choose_again)
        self.act.clicked.connect(lambda: self.start(self._bring_in(self.preview.chosen)))
        self.preview.entries.clicked.connect(self._show_entries)

    def begin(self) -> None:
        """Show the dialog and read the file."""
        self.show()
        self.raise_()
        self.begin_loading(self._load_list)

    def done(self, result: int) -> None:
        """Closing also cancels the comparison, which runs in a thread."""
        self._given_up.set()
        super().done(result)

    async def _load_list(self) -> None:
        """Read the file and compare it with the library."""
        service = self._context.services.list_import
        step = end_when_given_up(self._compared.emit, self._given_up, _TOLD_EACH)
        found = await self._context.tasks.blocking(service.preview, self._path, step)
        self._rows = found.rows
        self._with_entries = await self._context.tasks.blocking(service.with_entries, found.rows)
        if found.rows:
            has_unknown = any(row.makes_entry for row in self._with_entries)
            self.preview.show_list(found.source, found.rows, has_unknown=has_unknown)
        self.show_part(self.preview if found.rows else self.empty)

    async def _bring_in(self, rows: list[ListedRow]) -> None:
        """Import the chosen rows and create the new entries."""
        self.act.setEnabled(False)
        done = await self._context.tasks.blocking(self._context.services.list_import.run, rows)
        self.imported.emit(done, len(rows) - done.count)
        self.close()

    def _show_entries(self) -> None:
        wanted = self.preview.entries.isChecked()
        entries = [row.key for row in self._with_entries if row.makes_entry]
        self.preview.model.tick(entries, ticked=wanted)
        self.preview.replace_rows(self._with_entries if wanted else self._rows)

    def _choose_again(self) -> None:
        self.close()
        self._context.navigation.run(Command.IMPORT_FILE)


class ListImportFlow(QObject):
    """Outlives the dialog, so that an import can be undone after it was closed."""

    def __init__(self, context: UiContext, window: QWidget) -> None:
        super().__init__(window)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = window

    def choose(self) -> None:
        """Let the person choose a file, then open it."""
        dialog = QFileDialog(self._window, tr("Choose a Goodreads or StoryGraph export"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Exports (*.csv)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open)
        dialog.open()

    def open(self, path: str) -> None:
        """Read a file and open the preview."""
        from bookorbit_desktop.ui.imports.list_dialog import ListImportDialog

        dialog = ListImportDialog(self._context, path, self._window)
        dialog.imported.connect(self._say)
        dialog.begin()

    def take(self, paths: Sequence[str]) -> list[str]:
        """Offer to import an export found among dropped files; returns the other files."""
        lists = [path for path in paths if path.casefold().endswith(".csv")]
        if len(lists) == 1:
            self.open(lists[0])
        elif lists:
            self.message.emit(tr("Drop one export at a time."), Tone.ATTENTION)
        return [path for path in paths if path not in lists]

    def _say(self, done: ImportResult[FilledBook], late: int) -> None:
        text = tr("%n book(s) imported from the file.", done.count)
        if done.created:
            text += " " + tr("%n book(s) added.", done.created)
        if late:
            text += " " + tr("Skipped %n book(s) that changed meanwhile.", late)
        if done.count:
            undo = Undo.of(self._context.services.list_import.undo, done, done.count)
            self.offered.emit(text, (offer_of(self._context, undo, self.message.emit, import_undone_text),))
        else:
            self.message.emit(text, Tone.ATTENTION)
