"""One program per data folder, and how a second instance finds the first."""

import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

from bookorbit_desktop.domain.base.errors import DataFolderInUse
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.system.folders import open_private

LOCK_NAME = "bookorbit.lock"
NOTE_NAME = "control-socket"
_LONGEST_SOCKET_PATH = 100  # bytes; Linux allows 107, macOS 103


class InstanceLock:
    """A lock held by the program that owns a data folder. The system releases it if the program dies."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._lock = FileLock(data_dir / LOCK_NAME, mode=0o600, thread_local=False)

    def acquire(self) -> bool:
        """Take the lock, or return False at once because another program has it."""
        self._data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        return True

    def release(self) -> None:
        """Release the lock."""
        self._lock.release()


def control_socket_path(data_dir: Path) -> Path:
    """The socket on which the owner of `data_dir` listens for a second instance; short, for Unix sockets.

    It is in a folder that only this person can enter, and noted in the data folder, so that an instance in
    another environment (a service, ssh, cron) finds it too. On Windows it is the name of a pipe. Raises
    DataFolderInUse if there is no such folder.
    """
    mark = hashlib.sha256(os.fsencode(data_dir.resolve())).hexdigest()[:16]
    name = f"bookorbit-desktop-{mark}"
    if sys.platform == "win32":
        return Path(rf"\\.\pipe\{name}")
    note = data_dir / NOTE_NAME
    noted = _read_note(note)
    if noted is not None and noted.name == name and _is_private(noted.parent):
        return noted
    path = _private_folder(name) / name
    _write_note(note, path)
    return path


def _read_note(note: Path) -> Path | None:
    try:
        return Path(os.fsdecode(note.read_bytes()))
    except FileNotFoundError:
        return None


def _write_note(note: Path, path: Path) -> None:
    """Write the note atomically, as another instance may be reading it."""
    fresh = note.with_name(f"{note.name}-{os.getpid()}")
    with open(fresh, "wb", opener=open_private) as file:
        file.write(os.fsencode(path))
    fresh.replace(note)


def _private_folder(name: str) -> Path:
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    if flatpak := os.environ.get("FLATPAK_ID"):
        runtime = runtime / "app" / flatpak  # all that its sandboxes share of it (flatpak-run(1))
    if runtime.is_absolute() and _is_private(runtime) and _fits(runtime / name):
        return runtime
    folder = Path(tempfile.gettempdir(), f"bookorbit-desktop-{os.getuid()}")
    if not _fits(folder / name):
        folder = Path("/tmp", folder.name)
    folder.mkdir(mode=0o700, exist_ok=True)
    if not _is_private(folder):
        raise DataFolderInUse(
            Message("The folder {0} belongs to another user. Remove it and start again.", str(folder))
        )
    return folder


def _is_private(folder: Path) -> bool:
    """Whether it is a folder, not a link, of this person, that nobody else can enter."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077


def _fits(path: Path) -> bool:
    return len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH
