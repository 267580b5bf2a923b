"""Library: folders, watching them for changes, and the columns of a Calibre library."""

import os

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.files.runs import Backups
from bookorbit_desktop.domain.library.calibre import (
    IN_USE,
    OWN_RATING,
    CalibreLibrary,
    ColumnUse,
    needs_choice,
    suitable_columns,
)
from bookorbit_desktop.domain.library.scan import FolderState
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.adding import AddBooks
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.metadata.file_actions import FileActions
from bookorbit_desktop.ui.routes import Command
from bookorbit_desktop.ui.settings.rows import Section, SettingRow, TickRow
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.widgets.labels import ElidedLabel, button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty, in_column, in_row, new_column, new_row
from bookorbit_desktop.ui.wording import file_size


class BackupsRow(SettingRow):
    """The number and size of backups. Deleting them rules out undo, so it asks first."""

    def __init__(self, context: UiContext) -> None:
        self.delete = button(tr("Delete backups…"))
        super().__init__(tr("Backups of changed files"), "", self.delete)
        self.message = context.messages.message
        self._context = context
        self.delete.clicked.connect(self._ask)
        context.bridge.jobs_changed.connect(self._refresh_if_seen)
        self._show(Backups(0, 0))

    def refresh(self) -> None:
        """Load the current backups."""
        self._context.tasks.start(self._load())

    def showEvent(self, event: QShowEvent) -> None:
        """Load again, as backups may have changed while this was hidden."""
        super().showEvent(event)
        self.refresh()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    async def _load(self) -> None:
        self._show(await self._context.tasks.blocking(self._context.services.metadata_writer.kept))

    def _show(self, backups: Backups) -> None:
        kept = tr("%n file(s), {0}. Needed to undo changes.", backups.files).format(file_size(backups.size))
        text = kept if backups.files else tr("No backups.")
        self.help.setText(text)
        self.delete.setEnabled(bool(backups.files))
        self.delete.setToolTip("" if backups.files else text)
        self.delete.setAccessibleDescription(text)

    def _ask(self) -> None:
        question = Confirm(
            self,
            tr("Delete the backups?"),
            tr(
                "You won't be able to undo changes to your files. The files and your reading progress "
                "aren't affected."
            ),
            act=tr("Delete backups"),
            keep=tr("Keep backups"),
        )
        question.confirmed.connect(self._delete)
        question.open()

    @async_slot
    async def _delete(self) -> None:
        await self._context.tasks.blocking(self._context.services.metadata_files.accept)
        self.message.emit(tr("Backups deleted."), Tone.OK)
        await self._load()


class FolderRow(QWidget):
    """A folder, with a button to remove it from the library."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        name = ElidedLabel(path)
        name.setToolTip(path)
        self._state = label("", "detail", wrap=True, name="state")
        self.remove = button(tr("Remove…"))
        self.remove.setAccessibleName(tr("Remove {0}").format(path))
        self.calibre = CalibreColumns()
        column = new_column(self, theme.SPACE_8)
        line = new_row(spacing=theme.SPACE_12)
        words = in_column(name, self._state, spacing=theme.SPACE_4)
        line.addLayout(words, 1)
        line.addWidget(self.remove)
        column.addLayout(line)
        column.addWidget(self.calibre)

    def show_state(self, state: FolderState | None) -> None:
        """Show how the folder is watched; None if not yet known."""
        self._state.setText(_state_text(state))
        self._state.setVisible(state is not None)
        set_tone(self._state, Tone.ATTENTION if state is FolderState.AWAY else None)


def _at_the_start(control: QWidget) -> QWidget:
    """A control no wider than it needs to be."""
    line = QWidget()
    in_row(control, None, inside=line, spacing=-1)
    return line


def _state_text(state: FolderState | None) -> str:
    return {
        None: "",
        FolderState.WATCHED: tr("Watched for changes."),
        FolderState.POLLED: tr(
            "Scanned every 15 minutes because your system doesn't report all changes here."
        ),
        FolderState.AWAY: tr("Not available. Its books are kept. Connect the drive to continue."),
        FolderState.LEFT: tr("Scanned when BookOrbit starts or when you press Scan now."),
    }[state]


class LibrarySection(Section):
    """The folders of the books, and whether their files may be changed."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.adding = AddBooks(context, self)
        self.watching = TickRow(
            context,
            tr("Watch folders for changes"),
            tr("New, changed and renamed books appear in your library within seconds."),
            "watch_folders",
        )
        self.reviewing = TickRow(
            context,
            tr("Review new books first"),
            tr(
                "New books stay in the Inbox until you approve them. Devices can already download and "
                "sync them. When off, only books without a title or author need review."
            ),
            "review_new_books",
        )
        self.files = FileActions(context, self)
        self.organising = TickRow(
            context,
            tr("Allow organising files"),
            tr(
                "Copy or move files into folders using a template. You see a preview first and can "
                "undo it. Changing files changes how KOReader recognises them."
            ),
            "organise_files",
        )
        self.writing = TickRow(
            context,
            tr("Allow writing metadata into files"),
            tr(
                "Write title, authors, series and other fields you select into EPUBs. You see a "
                "preview first and can undo it. Changing files changes how KOReader recognises them."
            ),
            "write_metadata",
        )
        self.backups = BackupsRow(context)
        self.organise = button(tr("Organise all files…"))
        self.add = button(tr("Add a folder…"), icon="add-folder")
        self.rescan = button(tr("Scan now"), icon="sync")
        self.import_list = button(tr("Import from a file…"), icon="inbox")
        self.rows: list[FolderRow] = []
        self._list = new_column(spacing=theme.SPACE_8)
        self._none = label(
            tr("No folders yet. Add one to see its books. Your files stay where they are."), wrap=True
        )
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the current folders."""
        super().refresh()
        is_on = self._context.services.preferences.current.organise_files
        self.organise.setEnabled(is_on)
        self.organise.setToolTip("" if is_on else tr("Turn this on above first."))
        self._context.tasks.start(self._load())

    async def _load(self) -> None:
        services = self._context.services
        folders = await self._context.tasks.blocking(services.library.folders)
        found = await self._context.tasks.blocking(services.calibre.libraries)
        calibre = {library.folder: library for library in found}
        paths = [os.fsdecode(folder).encode("utf-8", "replace").decode("utf-8") for folder in folders]
        self._none.setVisible(not folders)
        self.rescan.setEnabled(bool(folders))
        self.rescan.setToolTip("" if folders else tr("Add a folder first."))
        if paths != [row.path for row in self.rows]:
            empty(self._list)
            self.rows = [self._row(path, folder) for path, folder in zip(paths, folders, strict=True)]
            for row in self.rows:
                self._list.addWidget(row)
        states = {folder.path: folder.state for folder in services.folder_watch.folders}
        for row, folder in zip(self.rows, folders, strict=True):
            row.show_state(states.get(folder))
            row.calibre.show_library(calibre.get(folder))

    def _row(self, path: str, folder: bytes) -> FolderRow:
        row = FolderRow(path)
        row.remove.clicked.connect(lambda: self._ask_to_remove(path, folder))
        row.calibre.chosen.connect(
            lambda use, label: self._context.tasks.start(self._use_column(folder, use, label))
        )
        return row

    async def _use_column(self, folder: bytes, use: ColumnUse, label: str) -> None:
        services = self._context.services
        await self._context.tasks.blocking(services.calibre.choose, folder, use, label)
        await self._context.tasks.network(services.library.rescan([folder]))
        await self._load()

    def _ask_to_remove(self, path: str, folder: bytes) -> None:
        question = Confirm(
            self,
            tr("Remove this folder?"),
            tr(
                "{0}\n\nIts files stay where they are, and its books stay in your library with their "
                "progress. BookOrbit just stops watching the folder."
            ).format(path),
            act=tr("Remove folder"),
            keep=tr("Keep folder"),
        )
        question.confirmed.connect(lambda: self._context.tasks.start(self._remove(path, folder)))
        question.open()

    async def _remove(self, path: str, folder: bytes) -> None:
        await self._context.tasks.blocking(self._context.services.library.forget_folder, folder)
        self.message.emit(tr("Folder removed: {0}").format(path), Tone.OK)
        await self._load()

    def _build(self) -> None:
        folders = QWidget()
        column = in_column(self._none, self._list, inside=folders, spacing=theme.SPACE_12)
        actions = in_row(self.add, self.rescan, None)
        column.addLayout(actions)
        self.add_card(
            tr("Folders"),
            folders,
            sentence=tr(
                "Books in these folders and their subfolders appear in your library. Their files "
                "aren't changed."
            ),
        )
        self.add_card(tr("Changes"), self.watching)
        self.add_card(tr("New books"), self.reviewing)
        organise = _at_the_start(self.organise)
        self.add_card(tr("Your files"), self.organising, organise, self.writing, self.backups)
        self.add_card(
            tr("Goodreads and StoryGraph"),
            _at_the_start(self.import_list),
            sentence=tr(
                "Fill in missing statuses, ratings and dates from a CSV export. You can review every "
                "line first."
            ),
        )
        self.column.addStretch(1)

    def _connect(self) -> None:
        bridge = self._context.bridge
        self.add.clicked.connect(self.adding.choose_folder)
        self.rescan.clicked.connect(self.adding.rescan)
        self.import_list.clicked.connect(lambda: self._context.navigation.run(Command.IMPORT_FILE))
        self.organise.clicked.connect(lambda: self.files.organise())
        self.adding.message.connect(self.message)
        self.adding.message.connect(lambda _text, _tone: self.refresh())
        bridge.scan_finished.connect(lambda _summary: self.refresh())
        bridge.folders_changed.connect(self.refresh)


class CalibreColumns(QWidget):
    """The columns of one Calibre library."""

    chosen = Signal(object, str)
    """ColumnUse and a column's label, empty for none."""

    def __init__(self) -> None:
        super().__init__()
        self._state = label("", "detail", wrap=True, name="state")
        self._columns = QWidget()
        self.rows = {use: _ColumnRow(use) for use in ColumnUse}
        in_column(self._state, self._columns, inside=self)
        rows = new_column(self._columns, theme.SPACE_8, (theme.SPACE_16, 0, 0, theme.SPACE_8))
        for row in self.rows.values():
            rows.addWidget(row)
            row.chosen.connect(self.chosen)
        self.hide()

    def show_library(self, library: CalibreLibrary | None) -> None:
        """Show how a library is used; None for a folder that is not a Calibre library."""
        self.setVisible(library is not None)
        if library is None:
            return
        self._state.setText(localize(library.problem or IN_USE))
        set_tone(self._state, Tone.ATTENTION if library.problem else None)
        self._columns.setVisible(not library.problem)
        for row in self.rows.values():
            row.show_library(library)


class _ColumnRow(SettingRow):
    """The column for one use."""

    chosen = Signal(object, str)

    def __init__(self, use: ColumnUse) -> None:
        self.box = Choice(_text(use))
        super().__init__(_text(use), _help(use), self.box)
        self._use = use
        self._labels: list[str] = []
        self.box.activated.connect(lambda place: self.chosen.emit(use, self._labels[place]))

    def show_library(self, library: CalibreLibrary) -> None:
        """Show the columns to choose from, and the one in use."""
        columns = suitable_columns(library.columns, self._use)
        own = [(OWN_RATING, tr("Calibre's rating"))] if self._use is ColumnUse.RATING else []
        named = [(column.label, tr("{0} (#{1})").format(column.name, column.label)) for column in columns]
        entries = [*own, *named, ("", tr("None"))]
        self._labels = [label for label, _ in entries]
        self.box.clear()
        self.box.addItems([text for _, text in entries])
        self.box.setCurrentIndex(self._labels.index(library.used(self._use)))
        self.box.setEnabled(len(entries) > 1)
        help_text, needs_person = self._said(library, bool(columns or own))
        self.help.setText(help_text)
        self.box.setAccessibleDescription(help_text)
        set_tone(self.help, Tone.ATTENTION if needs_person else None)

    def _said(self, library: CalibreLibrary, has_columns: bool) -> tuple[str, bool]:
        """The text below, and whether it needs attention."""
        if not has_columns:
            return tr("This library has no matching column."), False
        if needs_choice(library, self._use):
            return tr("Several columns match. Choose one."), True
        if library.unknown and self._use is ColumnUse.STATUS:
            text = ", ".join(tr("“{0}”").format(word) for word in library.unknown)
            return tr("Values not recognised and skipped: {0}.").format(text), False
        return _help(self._use), False


def _text(use: ColumnUse) -> str:
    return {
        ColumnUse.STATUS: tr("Read status"),
        ColumnUse.FINISHED: tr("Date read"),
        ColumnUse.RATING: tr("Rating"),
    }[use]


def _help(use: ColumnUse) -> str:
    return {
        ColumnUse.STATUS: tr("For books without a status. Your own changes are kept."),
        ColumnUse.FINISHED: tr("For books without a finish date."),
        ColumnUse.RATING: tr("For books without a rating."),
    }[use]
