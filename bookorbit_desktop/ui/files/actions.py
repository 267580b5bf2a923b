"""Opens the file dialogs, and offers Undo once they are closed."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.files.runs import FileOutcome
from bookorbit_desktop.services.runtime.undo import Undo, Undone
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.files.organise_dialog import OrganiseDialog
from bookorbit_desktop.ui.files.write_dialog import WriteDialog
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.book_menu import BookMenu
from bookorbit_desktop.ui.wording import joined


class FileActions(QObject):
    """The actions on the files of books, if the person has turned them on."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent

    def offer_in(self, menu: BookMenu, book_ids: Sequence[BookId]) -> None:
        """Add the actions to a menu for books; a disabled one says where to turn it on."""
        settings = self._context.services.preferences.current
        menu.allow_files(organise=settings.organise_files, write=settings.write_metadata)
        menu.organise.triggered.connect(lambda: self.organise(book_ids))
        menu.write.triggered.connect(lambda: self.write_metadata(book_ids))

    def organise(self, book_ids: Sequence[BookId] | None = None) -> None:
        """Show where the files of these books would go; None for all books."""
        self._open(OrganiseDialog(self._context, self._window, book_ids))

    def write_metadata(self, book_ids: Sequence[BookId]) -> None:
        """Show what would be written into the files of these books."""
        self._open(WriteDialog(self._context, self._window, book_ids))

    def _open(self, dialog: OrganiseDialog | WriteDialog) -> None:
        dialog.finished_work.connect(lambda outcome: self._context.tasks.start(self._tell(outcome)))
        dialog.show()
        dialog.begin()

    async def _tell(self, outcome: FileOutcome) -> None:
        words = joined(
            tr("%n file(s) done", outcome.done),
            _stayed(len(outcome.problems)),
        )
        run_id = outcome.run_id
        tasks, runs = self._context.tasks, self._context.services.file_runs
        run = None if run_id is None else await tasks.blocking(runs.stored.run, run_id)
        if run is not None and run.can_undo and not run.undoing:
            undo = Undo.of(self._undo, run.id)
            self.offered.emit(words, (offer_of(self._context, undo, self.message.emit, _undone_text),))
        else:
            self.message.emit(words, Tone.ATTENTION if outcome.problems else Tone.OK)

    def _undo(self, run_id: int) -> Undone:
        outcome = self._context.services.file_runs.undo(run_id)
        return Undone(outcome.done, tuple(problem.shown_path for problem in outcome.problems))


def _undone_text(undone: Undone) -> str:
    return joined(tr("Undone."), _stayed(len(undone.kept)))


def _stayed(files: int) -> str:
    return tr("%n file(s) unchanged", files) if files else ""
