"""Write metadata into files: what would change in each EPUB, and then there."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.file_runs import FileOutcome
from bookorbit_desktop.services.metadata_files import WritePlan
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.files.dialog import FileWorkDialog, FileWorkSteps
from bookorbit_desktop.ui.files.lines import FileLine, written_line
from bookorbit_desktop.ui.translation import tr


class WriteDialog(FileWorkDialog):
    """Each file as it was is kept until the person is content."""

    def __init__(self, context: UiContext, parent: QWidget, book_ids: Sequence[int]) -> None:
        super().__init__(
            context,
            parent,
            FileWorkSteps(self._plan_files, self._write, context.services.metadata_files.last),
            tr("Write metadata into files"),
            tr(
                "Changing files changes how KOReader recognises them. Both forms are known here, so their places "
                "are kept. Each file is kept as it was until you undo or delete the backups."
            ),
        )
        self._book_ids = tuple(book_ids)
        self._plan: WritePlan | None = None

    def _plan_files(self) -> tuple[Sequence[FileLine], str]:
        """What would change in each file."""
        plan = self._context.services.metadata_files.preview(self._book_ids)
        self._plan = plan
        lines = [written_line(file) for file in plan.files if file.changes or file.problem]
        return lines, tr("Write into %n file(s)", len(plan.going)) if plan.going else ""

    def _write(self) -> FileOutcome:
        assert self._plan is not None  # the button waits for it
        return self._context.services.metadata_files.carry_out(self._plan)
