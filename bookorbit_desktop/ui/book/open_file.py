"""Opens a book's file with the system's program, shows it in the file manager, and copies its path."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from bookorbit_desktop.domain.library.book import BookFile
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr

_MAY_TAKE_MS = 8000
"""A file manager may have to be started first."""


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

    @async_slot
    async def show_in_folder(self, file: BookFile) -> None:
        """Show a file selected in its folder, or just the folder if no file manager can."""
        path, blocking = _path(file), self._context.tasks.blocking
        if not await blocking(os.path.exists, path) or not await blocking(reveal, path):
            await self._open(path.parent, tr("No program shows this folder."))

    def copy_path(self, file: BookFile) -> None:
        """Copy the path of a file to the clipboard."""
        QGuiApplication.clipboard().setText(file.shown_path)
        self.message.emit(tr("Path copied."), Tone.NEUTRAL)

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


def reveal(path: Path) -> bool:
    """Show a file selected in a file manager; returns whether one did. Blocks; may be called on any thread."""
    if sys.platform == "win32":
        subprocess.Popen(f'explorer /select,"{path}"')  # its exit code says nothing
        return True
    if sys.platform == "darwin":
        return subprocess.run(["open", "-R", str(path)], check=False).returncode == 0
    return _ask_file_manager(path)


def _ask_file_manager(path: Path) -> bool:
    """Use the file manager interface of freedesktop.org, which GNOME, KDE, Xfce and Cinnamon have."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    request = QDBusMessage.createMethodCall(
        "org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1",
        "ShowItems",
    )
    request.setArguments([[path.absolute().as_uri()], ""])
    answer = bus.call(request, QDBus.CallMode.Block, _MAY_TAKE_MS)
    return answer.type() is QDBusMessage.MessageType.ReplyMessage
