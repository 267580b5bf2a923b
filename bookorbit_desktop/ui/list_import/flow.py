"""Leads from a file to its import, says what came of it, and offers to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.message_bar import undo_offer
from bookorbit_desktop.ui.wording import quoted

if TYPE_CHECKING:  # it brings the storage along: the window does not wait for it
    from bookorbit_desktop.services.imports.list_import import ListImportResult


class ListImportFlow(QObject):
    """Outlives the dialog, so that an import can be taken back after it was closed."""

    def __init__(self, context: UiContext, window: QWidget) -> None:
        super().__init__(window)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = window

    def choose(self) -> None:
        """Let the person choose an export."""
        dialog = QFileDialog(self._window, tr("Choose an export of Goodreads or StoryGraph"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Exports (*.csv)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open)
        dialog.open()

    def open(self, path: str) -> None:
        """Read a file and let the person choose."""
        from bookorbit_desktop.ui.list_import.dialog import ListImportDialog

        dialog = ListImportDialog(self._context, path, self._window)
        dialog.imported.connect(self._say)
        dialog.choice_wanted.connect(self.choose)
        dialog.begin()

    def take(self, paths: Sequence[str]) -> list[str]:
        """Offer the import of an export among files that were dropped; the others are returned."""
        lists = [path for path in paths if path.casefold().endswith(".csv")]
        if len(lists) == 1:
            self.open(lists[0])
        elif lists:
            self.message.emit(tr("Drop one export at a time."), Tone.ATTENTION)
        return [path for path in paths if path not in lists]

    def _say(self, done: ListImportResult, late: int) -> None:
        words = tr("%n book(s) imported from the file.", done.count)
        if done.created:
            words += " " + tr("Entries made: %n.", done.created)
        if late:
            words += " " + tr("Changed in the meantime, so left alone: %n book(s).", late)
        if done.count:
            self.offered.emit(words, (undo_offer(lambda: self._undo(done)),))
        else:
            self.message.emit(words, Tone.ATTENTION)

    def _undo(self, done: ListImportResult) -> None:
        self._context.tasks.start(self._take_back(done))

    async def _take_back(self, done: ListImportResult) -> None:
        taken = await self._context.tasks.blocking(self._context.services.list_import.take_back, done)
        words = tr("Taken back: %n book(s) as before.", taken.count)
        if taken.kept:
            kept = ", ".join(map(quoted, taken.kept))
            words += " " + tr("Changed since, so left alone: {0}.").format(kept)
        self.message.emit(words, Tone.ATTENTION if taken.kept else Tone.OK)
