"""Opens a book's file with the system's program, shows it in its folder, and copies its path."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from bookorbit_desktop.domain.library.book import BookFile
from bookorbit_desktop.ui.book.reveal import reveal
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr


class FileOpener(QObject):
    """Reports what could not be opened, and why. Changes no file."""

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.message = context.messages.message

    def open(self, file: BookFile) -> None:
        """Open a file with the system's program for it."""
        self._context.tasks.start(
            self._open(_path(file), tr("No program opens this file. Choose one for it."))
        )

    def show_in_folder(self, file: BookFile) -> None:
        """Show a file selected in its folder, or just the folder if no file manager can."""
        self._context.tasks.start(self._reveal(_path(file)))

    def copy_path(self, file: BookFile) -> None:
        """Copy the path of a file to the clipboard."""
        QGuiApplication.clipboard().setText(file.shown_path)
        self.message.emit(tr("Path copied."), Tone.NEUTRAL)

    async def _reveal(self, path: Path) -> None:
        blocking = self._context.tasks.blocking
        if not await blocking(os.path.exists, path) or not await blocking(reveal, path):
            await self._open(path.parent, tr("No program shows this folder."))

    async def _open(self, path: Path, refusal: str) -> None:
        if not await self._context.tasks.blocking(os.path.exists, path):
            self.message.emit(tr("Not found: {0}").format(_shown(path)), Tone.ATTENTION)
        elif not QDesktopServices.openUrl(_address(path)):
            self.message.emit(refusal, Tone.ATTENTION)


def _path(file: BookFile) -> Path:
    return Path(os.fsdecode(file.path))


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _address(path: Path) -> QUrl:
    """The address of a file. Names need not be valid text: their bytes are kept."""
    return QUrl.fromEncoded(path.absolute().as_uri().encode("ascii"))
