"""Opens the import of a file, reports the result and offers Undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import import_undone_text, offer_of

if TYPE_CHECKING:  # it brings the storage along: the window does not wait for it
    from bookorbit_desktop.services.library.imported import FilledBook, ImportResult


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
        words = tr("%n book(s) imported from the file.", done.count)
        if done.created:
            words += " " + tr("%n book(s) added.", done.created)
        if late:
            words += " " + tr("Skipped %n book(s) that changed meanwhile.", late)
        if done.count:
            undo = Undo.of(self._context.services.list_import.undo, done, done.count)
            self.offered.emit(words, (offer_of(self._context, undo, self.message.emit, import_undone_text),))
        else:
            self.message.emit(words, Tone.ATTENTION)
