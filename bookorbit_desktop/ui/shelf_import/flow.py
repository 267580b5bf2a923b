"""Opens the shelf import, reports the result and offers Undo."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.services.hardcover.shelf_import import ShelfResult
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.shelf_import.dialog import ImportDialog
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import import_undone_text, offer_of


class ImportFlow(QObject):
    """Outlives the dialog, so that an import can be taken back after it was closed."""

    connect_wanted = Signal()
    """There is no token yet, and the person wants to give one."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent

    def open(self) -> None:
        """Fetch the shelf and let the person choose."""
        dialog = ImportDialog(self._context, self._window)
        dialog.imported.connect(self._say)
        dialog.connect_wanted.connect(self.connect_wanted)
        dialog.begin()

    def _say(self, done: ShelfResult, late: int) -> None:
        words = tr("%n book(s) imported from Hardcover.", done.count)
        if late:
            words += " " + tr("Skipped %n book(s) that changed meanwhile.", late)
        if done.count:
            undo = Undo.of(self._context.services.shelf_import.undo, done, done.count)
            self.offered.emit(words, (offer_of(self._context, undo, self.message.emit, import_undone_text),))
        else:
            self.message.emit(words, Tone.ATTENTION)
