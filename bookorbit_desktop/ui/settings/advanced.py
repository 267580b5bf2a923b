"""Advanced: log, folders, diagnostics, and everything out of a library or into an empty one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from bookorbit_desktop.domain.base.appearance import LogLevel
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.routes import Command
from bookorbit_desktop.ui.settings.backups import BackupRows
from bookorbit_desktop.ui.settings.rows import Section, SettingRow
from bookorbit_desktop.ui.tasks import async_slot, owned_slot
from bookorbit_desktop.ui.theme import SPACE_16, Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import busy, button
from bookorbit_desktop.ui.widgets.layouts import new_column

CSV = ".csv"


class AdvancedSection(Section):
    """For finding faults."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.level = Choice(tr("Log level"))
        self.data_folder = button(tr("Open data folder"))
        self.log_folder = button(tr("Open log folder"))
        self.save = button(tr("Save diagnostics…"))
        self.check = button(tr("Check this computer…"))
        self.backups = BackupRows(context)
        self.everything = EverythingRows(context)
        for text, level in (
            (tr("Problems only"), LogLevel.WARNING),
            (tr("Normal"), LogLevel.INFO),
            (tr("Everything"), LogLevel.DEBUG),
        ):
            self.level.addItem(text, level)
        self._build()
        self.level.activated.connect(self._set_level)
        self.data_folder.clicked.connect(lambda: _open(context.services.data_dir))
        self.log_folder.clicked.connect(lambda: _open(context.services.diagnostics.log_folder))
        self.save.clicked.connect(self._choose_file)
        self.check.clicked.connect(lambda: context.navigation.run(Command.CHECK_COMPUTER))
        self.refresh()

    def refresh(self) -> None:
        """Show the stored settings."""
        super().refresh()
        current = LogLevel(self._context.services.preferences.current.log_level)
        self.level.setCurrentIndex(list(LogLevel).index(current))

    @async_slot
    async def save_diagnostics(self, path: str) -> None:
        """Write the diagnostics zip to a file."""
        with busy(self.save, tr("Saving…")):
            await self._context.tasks.blocking(self._context.services.diagnostics.write, Path(path))
        self.message.emit(
            tr("Saved {0}. It contains no token or passphrase, but the log lists your books.").format(
                Path(path).name
            ),
            Tone.OK,
        )

    @async_slot
    async def _set_level(self) -> None:
        level = LogLevel(self.level.currentData())
        await self._context.tasks.blocking(self._context.services.diagnostics.set_log_level, level)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Save diagnostics"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Zip archive (*.zip)"))
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(f"bookorbit-diagnostics-{date.today().isoformat()}.zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_diagnostics)
        dialog.open()

    def _build(self) -> None:
        self.add_card(
            tr("Log"),
            SettingRow(
                tr("Log level"),
                tr("“Everything” helps to find problems but makes the log grow faster."),
                self.level,
            ),
            SettingRow(
                tr("Log folder"),
                tr("A record of events, without your token or passphrase."),
                self.log_folder,
            ),
            SettingRow(
                tr("Diagnostics"),
                tr("Log, settings and versions in one zip file, without secrets. Nothing is sent."),
                self.save,
            ),
            SettingRow(
                tr("Something doesn't work?"),
                tr("Looks at the port, the firewall, the password store, the database, folders and backups."),
                self.check,
            ),
        )
        self.add_card(
            tr("Data"),
            SettingRow(
                tr("Data folder"),
                tr("Library, progress and covers."),
                self.data_folder,
            ),
            self.backups,
            self.everything,
        )
        self.column.addStretch(1)


def _open(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


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

    @owned_slot
    async def write(self, path: str) -> None:
        """Write everything there; to a CSV the list."""
        services = self._context.services
        is_list = Path(path).suffix.lower() == CSV
        write = services.export.write_goodreads if is_list else services.complete_export.write
        with busy(self.export, tr("Exporting…")):
            await self._context.tasks.blocking(write, Path(path))
        self.message.emit(tr("Exported to {0}.").format(Path(path).name), Tone.OK)

    @owned_slot
    async def read(self, path: str) -> None:
        """Import what is there."""
        with busy(self.choose, tr("Importing…")):
            await self._context.tasks.blocking(
                self._context.services.complete_export.stage_import, Path(path)
            )
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
