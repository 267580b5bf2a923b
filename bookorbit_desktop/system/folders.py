"""The system's data folders, and whether there is a display."""

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import platformdirs

from bookorbit_desktop.domain.base.errors import DataFolderUnusable
from bookorbit_desktop.domain.base.messages import Message

_OF_FILES = 0o600
_OF_FOLDERS = 0o700


def open_private(path: str, flags: int) -> int:
    """The `opener` of a file that only this person can read."""
    return os.open(path, flags, _OF_FILES)


def make_private(folder: Path, *patterns: str) -> None:
    """Remove others' permissions from the program's own files in a folder, by patterns of their names.

    Everything else there is left alone, the folder too: the person may have chosen it, or keep books in it.
    """
    for pattern in patterns:
        for entry in folder.glob(pattern):
            if not entry.is_symlink():
                with suppress(OSError):  # some drives have no permissions
                    entry.chmod(_OF_FOLDERS if entry.is_dir() else _OF_FILES)


APP_NAME = "bookorbit-desktop"
DATA_DIR_VARIABLE = "BOOKORBIT_DATA_DIR"


def data_dir(chosen: Path | None) -> Path:
    """Return the data folder: the chosen one, otherwise the environment's, otherwise the system's usual one.

    Raises DataFolderUnusable if the last one is in an unknown home folder.
    """
    named = chosen or Path(os.environ.get(DATA_DIR_VARIABLE, ""))
    if named.parts:
        try:
            return named.expanduser().absolute()
        except RuntimeError as error:
            raise _homeless() from error
        except FileNotFoundError as error:
            raise _nowhere(named) from error
    try:
        usual = Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))
    except RuntimeError as error:
        raise _homeless() from error
    if not usual.is_absolute():
        raise _homeless()
    return usual


def home() -> Path | None:
    """The person's home folder; None if unknown, as for a service or in a container."""
    try:
        found = Path.home()
    except RuntimeError:
        return None
    return found if found.is_absolute() else None


def working_folder() -> Path:
    """The folder for relative paths, even if it was deleted: nothing is found there then."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path(os.environ.get("PWD", "/")) / "deleted"


def _nowhere(named: Path) -> DataFolderUnusable:
    return DataFolderUnusable(
        Message(
            "The folder you are in was deleted, so {0} leads nowhere. "
            "Change to another folder, or give --data-dir a path from the root.",
            str(named),
        )
    )


def _homeless() -> DataFolderUnusable:
    return DataFolderUnusable(
        Message(
            "BookOrbit can't find your home folder, which holds your library. Set HOME, or "
            "choose a folder with --data-dir."
        )
    )


def has_screen() -> bool:
    """Whether a window can be shown. Checked before Qt, which ends the program without a screen."""
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal", "vnc"):
        return True
    return _wayland_answers() or _x11_answers()


def _wayland_answers() -> bool:
    display = os.environ.get("WAYLAND_DISPLAY")
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return bool(display) and _answers(Path(runtime or "/", display or ""))


def _x11_answers() -> bool:
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    if not number:
        return False
    if host not in ("", "unix"):
        return True
    screen = number.split(".")[0]
    return _answers(Path(f"/tmp/.X11-unix/X{screen}")) or _answers_abstract(f"\0/tmp/.X11-unix/X{screen}")


def _answers(path: Path) -> bool:
    return path.exists() and _connects(str(path))


def _answers_abstract(name: str) -> bool:
    return sys.platform == "linux" and _connects(name)


def _connects(name: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        try:
            probe.connect(name)
        except OSError:
            return False
        return True
