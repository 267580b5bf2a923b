"""Opens the import, says what came of it, and offers to take it back."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.services.hardcover.shelf_import import ImportResult
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.shelf_import.dialog import ImportDialog
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.message_bar import undo_offer
from bookorbit_desktop.ui.wording import quoted


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

    def _say(self, done: ImportResult, late: int) -> None:
        words = tr("%n book(s) imported from Hardcover.", done.count)
        if late:
            words += " " + tr("Changed in the meantime, so left alone: %n book(s).", late)
        if done.count:
            self.offered.emit(words, (undo_offer(lambda: self._undo(done)),))
        else:
            self.message.emit(words, Tone.ATTENTION)

    def _undo(self, done: ImportResult) -> None:
        self._context.tasks.start(self._take_back(done))

    async def _take_back(self, done: ImportResult) -> None:
        taken = await self._context.tasks.network(self._context.services.shelf_import.take_back(done))
        words = tr("Taken back: %n book(s) blank again.", taken.count)
        if taken.kept:
            kept = ", ".join(map(quoted, taken.kept))
            words += " " + tr("Changed since, so left alone: {0}.").format(kept)
        self.message.emit(words, Tone.ATTENTION if taken.kept else Tone.OK)
