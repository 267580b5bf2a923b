"""Shows a file selected in the system's file manager."""

import subprocess
import sys
from pathlib import Path

_MAY_TAKE_MS = 8000
"""A file manager may have to be started first."""


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
