"""Import from a file: review every line of an export, select, import."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.imports.list_import import ListedRow
from bookorbit_desktop.domain.imports.reading_list import ListSource
from bookorbit_desktop.services.runtime.giving_up import end_when_given_up
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.imports.base_dialog import ImportDialogBase
from bookorbit_desktop.ui.imports.preview import ImportPreview
from bookorbit_desktop.ui.routes import Command
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.empty_state import EmptyState
from bookorbit_desktop.ui.widgets.tick_box import TickBox

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
