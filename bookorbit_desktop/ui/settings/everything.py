"""Everything out of the library, and into an empty one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.settings.rows import SettingRow
from bookorbit_desktop.ui.theme import SPACE_16, Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.busy import busy
from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.widgets.layouts import new_column

CSV = ".csv"


class EverythingRows(QWidget):
    """Export of everything, or of a list for other services; import where there is nothing yet."""

    def __init__(
        self, context: UiContext, quit_program: Callable[[], object] = QCoreApplication.quit
    ) -> None:
        """`quit_program` lets the window come back with what was imported."""
        super().__init__()
        self.message = context.messages.message
        self._context = context
        self._quit = quit_program
        self.export = button(tr("Export…"))
        self.choose = button(tr("Import…"))
        column = new_column(self, SPACE_16)
        column.addWidget(
            SettingRow(
                tr("Export everything"),
                tr(
                    "Everything BookOrbit knows in one JSON file, or a list for Goodreads and others. No secrets."
                ),
                self.export,
            )
        )
        column.addWidget(
            SettingRow(
                tr("Import everything"),
                tr("Load a complete export into an empty library. BookOrbit restarts afterwards."),
                self.choose,
            )
        )
        self.export.clicked.connect(self._choose_target)
        self.choose.clicked.connect(self._choose_source)

    def write(self, path: str) -> None:
        """Write everything there; to a CSV the list."""
        self._context.tasks.start_for(self, self._write(Path(path)))

    def read(self, path: str) -> None:
        """Import what is there."""
        self._context.tasks.start_for(self, self._read(Path(path)))

    async def _write(self, path: Path) -> None:
        services = self._context.services
        is_list = path.suffix.lower() == CSV
        write = services.export.write_goodreads if is_list else services.complete_export.write
        with busy(self.export, tr("Exporting…")):
            await self._context.tasks.blocking(write, path)
        self.message.emit(tr("Exported to {0}.").format(path.name), Tone.OK)

    async def _read(self, path: Path) -> None:
        with busy(self.choose, tr("Importing…")):
            await self._context.tasks.blocking(self._context.services.complete_export.stage_import, path)
        self._quit()

    def _choose_target(self) -> None:
        dialog = QFileDialog(self, tr("Export everything"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Everything (*.json)"), tr("List for Goodreads (*.csv)")])
        dialog.setDefaultSuffix("json")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("csv" if CSV in kind else "json"))
        dialog.selectFile(f"bookorbit-{date.today().isoformat()}")
        dialog.fileSelected.connect(self.write)
        self._open(dialog)

    def _choose_source(self) -> None:
        dialog = QFileDialog(self, tr("Import everything"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Everything (*.json)"))
        dialog.fileSelected.connect(self.read)
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
