"""Library: the folders whose books are known."""

import os

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.adding import AddBooks
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.settings.rows import Section
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.confirm import Confirm
from bookorbit_desktop.ui.widgets.labels import ElidedLabel, button, label
from bookorbit_desktop.ui.widgets.layouts import empty


class FolderRow(QWidget):
    """A folder, and the way to take it out of the library."""

    remove_wanted = Signal()

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        name = ElidedLabel(path)
        name.setToolTip(path)
        self.remove = button(tr("Remove…"))
        self.remove.setAccessibleName(tr("Remove {0}").format(path))
        self.remove.clicked.connect(self.remove_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_12)
        line.addWidget(name, 1)
        line.addWidget(self.remove)


class LibrarySection(Section):
    """Where the books are. Nothing here touches a book file."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.adding = AddBooks(context, self)
        self.add = button(tr("Add a folder…"), icon="add-folder")
        self.rescan = button(tr("Look for changes now"), icon="sync")
        self.rows: list[FolderRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE_8)
        self._none = label(
            tr("No folder yet. Your books stay where they are; BookOrbit only reads them."), wrap=True
        )
        self._build()
        self.add.clicked.connect(self.adding.choose_folder)
        self.rescan.clicked.connect(self.adding.rescan)
        self.adding.said.connect(self.said)
        self.adding.said.connect(lambda _text, _tone: self.refresh())
        context.bridge.scan_finished.connect(lambda _summary: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show the folders as they are now."""
        self._context.tasks.start(self._load())

    async def _load(self) -> None:
        folders = await self._context.tasks.blocking(self._context.services.library.folders)
        paths = [os.fsdecode(folder).encode("utf-8", "replace").decode("utf-8") for folder in folders]
        self._none.setVisible(not folders)
        self.rescan.setEnabled(bool(folders))
        self.rescan.setToolTip("" if folders else tr("Add a folder first."))
        if paths == [row.path for row in self.rows]:
            return
        empty(self._list)
        self.rows = [self._row(path, folder) for path, folder in zip(paths, folders, strict=True)]
        for row in self.rows:
            self._list.addWidget(row)

    def _row(self, path: str, folder: bytes) -> FolderRow:
        row = FolderRow(path)
        row.remove_wanted.connect(lambda: self._ask_to_remove(path, folder))
        return row

    def _ask_to_remove(self, path: str, folder: bytes) -> None:
        question = Confirm(
            self,
            tr("Stop looking in this folder?"),
            tr(
                "{0}\n\nThe files stay where they are. Its books stay in your library with their progress, "
                "but BookOrbit no longer notices changes there."
            ).format(path),
            act=tr("Remove folder"),
            keep=tr("Keep folder"),
        )
        question.confirmed.connect(lambda: self._context.tasks.start(self._remove(path, folder)))
        question.open()

    async def _remove(self, path: str, folder: bytes) -> None:
        await self._context.tasks.blocking(self._context.services.library.forget_folder, folder)
        self.said.emit(tr("BookOrbit no longer looks in {0}.").format(path), Tone.OK)
        await self._load()

    def _build(self) -> None:
        folders = QWidget()
        column = QVBoxLayout(folders)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_12)
        column.addWidget(self._none)
        column.addLayout(self._list)
        actions = QHBoxLayout()
        actions.setSpacing(theme.SPACE_8)
        actions.addWidget(self.add)
        actions.addWidget(self.rescan)
        actions.addStretch(1)
        column.addLayout(actions)
        self.add_card(
            tr("Folders"),
            folders,
            sentence=tr(
                "Books in these folders and below them are in your library. The files are never changed."
            ),
        )
        self.column.addStretch(1)
