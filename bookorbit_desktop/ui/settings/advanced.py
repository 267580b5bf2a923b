"""Advanced: backups, log, folders, diagnostics, and everything out of a library or into an empty one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from bookorbit_desktop.domain.base.appearance import LogLevel
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.backups import (
    Backup,
    BackupFailed,
    BackupReason,
    LibraryCounts,
    RestorePreview,
    newest_good,
)
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Command
from bookorbit_desktop.ui.settings.rows import Section, SettingRow
from bookorbit_desktop.ui.tasks import async_slot, owned_slot
from bookorbit_desktop.ui.theme import SPACE_16, Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import busy, button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import new_column
from bookorbit_desktop.ui.wording import day_and_time, time_text

WIDTH = 520


class RestoreDialog(QDialog):
    """Shows what a backup would change. Emits the name of the one to restore."""

    restore_requested = Signal(str)

    def __init__(self, parent: QWidget, context: UiContext, backups: list[Backup]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Restore a backup"))
        self.setFixedWidth(theme.px(WIDTH))
        self._context = context
        self.choice = Choice(tr("Backup"))
        self.preview = label("", wrap=True)
        self.act = button(tr("Restore and restart"))
        self.keep = button(tr("Cancel"), "primary")
        for backup in backups:
            self.choice.addItem(f"{day_and_time(backup.made_at)} · {_reason_text(backup.reason)}", backup)
        self.choice.currentIndexChanged.connect(self._show_chosen)
        self.act.clicked.connect(self._want)
        self.keep.clicked.connect(self.reject)
        column = dialog_column(self)
        column.addWidget(label(tr("Restore a backup"), "section", wrap=True))
        column.addWidget(self.choice)
        column.addWidget(self.preview)
        consequence = tr(
            "Your library as it is now is kept as another backup, so you can undo this. "
            "BookOrbit restarts with the restored library."
        )
        column.addWidget(label(consequence, wrap=True))
        column.addWidget(Answers(self, destroy=self.act, reject=self.keep))
        self._show_chosen()

    def _show_chosen(self) -> None:
        backup: Backup = self.choice.currentData()
        self.act.setEnabled(False)
        self._say(localize(backup.problem) if backup.problem else tr("Checking…"))
        if backup.is_good:
            self._context.tasks.start_for(self, self._load(backup))

    async def _load(self, backup: Backup) -> None:
        is_good = True
        try:
            found = await self._context.tasks.blocking(self._context.services.backups.preview, _path(backup))
            text = preview_text(found)
        except BackupFailed as error:
            text, is_good = localize(error.message), False
        if self.choice.currentData() == backup:  # or another one was chosen meanwhile
            self._say(text)
            self.act.setEnabled(is_good)

    def _say(self, text: str) -> None:
        """Show a text in full, as an open dialog does not grow by itself."""
        self.preview.setText(text)
        layout = self.layout()
        assert layout is not None
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _want(self) -> None:
        self.restore_requested.emit(_path(self.choice.currentData()))
        self.accept()


class BackupRows(QWidget):
    """The state of the backups, and the actions on them."""

    def __init__(
        self, context: UiContext, quit_program: Callable[[], object] = QCoreApplication.quit
    ) -> None:
        """`quit_program` restarts the window with a restored backup."""
        super().__init__()
        self.message = context.messages.message
        self._context = context
        self._quit = quit_program
        self._backups: list[Backup] = []
        self.back_up = button(tr("Back up now"))
        self.choose = button(tr("Choose…"))
        self.restore = button(tr("Restore…"))
        self.state = SettingRow(tr("Backup"), "", self.back_up)
        self.folder = SettingRow(tr("Backup folder"), "", self.choose)
        column = new_column(self, theme.SPACE_16)
        for row in (
            self.state,
            self.folder,
            SettingRow(
                tr("Restore a backup"),
                tr("Replaces your library. You see what would change first."),
                self.restore,
            ),
        ):
            column.addWidget(row)
        self.back_up.clicked.connect(self._back_up)
        self.choose.clicked.connect(self._choose_folder)
        self.restore.clicked.connect(self.open_restore)
        self.restore.setEnabled(False)
        context.bridge.backups_changed.connect(self._refresh_if_seen)

    def showEvent(self, event: QShowEvent) -> None:
        """Load again, as backups may have changed while this was hidden."""
        super().showEvent(event)
        self._load()

    @async_slot
    async def use_folder(self, path: str) -> None:
        """Use a folder for new backups."""
        folder = Path(path)
        await self._context.tasks.blocking(self._context.services.backups.choose_folder, folder)
        self.message.emit(tr("Backups go to {0} from now on.").format(str(folder)), Tone.OK)

    def open_restore(self) -> None:
        """Let the person choose a backup."""
        dialog = RestoreDialog(self, self._context, self._backups)
        dialog.restore_requested.connect(self._restore)
        dialog.open()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._load()

    @owned_slot
    async def _load(self) -> None:
        service = self._context.services.backups
        blocking = self._context.tasks.blocking
        self._backups = await blocking(service.backups)
        problem = await blocking(service.problem)
        self.state.help.setText(localize(problem) if problem else _state_text(newest_good(self._backups)))
        set_tone(self.state.help, Tone.ATTENTION if problem else None)
        usual = tr("“backups” in the data folder")
        self.folder.help.setText(usual if service.is_own_folder else str(service.folder))
        self.restore.setEnabled(bool(self._backups))
        self.restore.setToolTip("" if self._backups else tr("There is no backup yet."))

    @owned_slot
    async def _back_up(self) -> None:
        with busy(self.back_up, tr("Backing up…")):
            await self._context.tasks.blocking(self._context.services.backups.back_up)
        self.message.emit(tr("Backup made."), Tone.OK)

    @async_slot
    async def _restore(self, name: str) -> None:
        await self._context.tasks.blocking(self._context.services.backups.restore_at_next_start, name)
        self._quit()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, tr("Choose a folder for backups"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.use_folder)
        dialog.open()


def preview_text(preview: RestorePreview) -> str:
    """The contents of the library now and after a restore, one line each."""
    here, there = preview.here, preview.backup.counts
    lines = [
        line.format(before, after)
        for line, before, after in (
            (tr("Books: {0} now, {1} in the backup"), here.books, there.books),
            (tr("Positions: {0} now, {1} in the backup"), here.positions, there.positions),
            (tr("Reads: {0} now, {1} in the backup"), here.reads, there.reads),
            (tr("Highlights: {0} now, {1} in the backup"), here.highlights, there.highlights),
            (tr("Newest push: {0} now, {1} in the backup"), _push_text(here), _push_text(there)),
        )
    ]
    return "\n".join(lines)


def _path(backup: Backup) -> str:
    return str(Path(backup.folder) / backup.name)


def _push_text(counts: LibraryCounts) -> str:
    return day_and_time(counts.newest_push) if counts.newest_push else tr("none")


def _state_text(newest: Backup | None) -> str:
    if newest is None:
        return tr("No backup yet. BookOrbit makes one every day while it runs.")
    return tr("Last backup: {0}. BookOrbit makes one every day while it runs.").format(
        time_text(newest.made_at)
    )


def _reason_text(reason: BackupReason | None) -> str:
    return localize(_REASONS[reason])


_REASONS = {
    None: Message("a copy"),
    BackupReason.MANUAL: Message("made by you"),
    BackupReason.DAILY: Message("daily"),
    BackupReason.BEFORE_UPGRADE: Message("before an upgrade"),
    BackupReason.BEFORE_EDIT: Message("before editing many books"),
    BackupReason.BEFORE_IMPORT: Message("before an import"),
    BackupReason.BEFORE_MERGE: Message("before a merge"),
    BackupReason.BEFORE_RESTORE: Message("before a restore"),
}


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
