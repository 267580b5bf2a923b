"""The program on the disk: where the files that come with it are, and whether it is still the one that runs.

An update may replace it at any time. Much is imported when it is first needed, and would then come from another
version.
"""

import sys
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Final

import bookorbit_desktop

LOOK_EVERY: Final = 5.0
"""Seconds. An update of hundreds of files takes some seconds itself."""


class Restart(Enum):
    """How to start again."""

    SHOWN = auto()
    HIDDEN = auto()
    """In the tray, where it was."""


class OwnProgram:
    """Remembers the program's file as it was at the start."""

    def __init__(self, file: Path | None = None) -> None:
        """`file` is for tests."""
        self._file = file or _own_file()
        self._at_start = self._seen = _state(self._file)

    def was_replaced(self) -> bool:
        """Whether another one has been there at this look and the one before. Ask every LOOK_EVERY seconds."""
        before, self._seen = self._seen, _state(self._file)
        return self._seen is not None and self._seen == before and self._seen != self._at_start


def _own_file() -> Path:
    """The frozen program, otherwise the package's own file, which is written with each installation."""
    return Path(sys.executable if getattr(sys, "frozen", False) else bookorbit_desktop.__file__)


def _state(file: Path) -> tuple[int, int] | None:
    """What is different in another version; None where there is none, as in the middle of an update.

    Not the inode: some file systems give the same file another one.
    """
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def resource_folder() -> Path:
    """The `resources` folder: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def koreader_plugin(name: str) -> Path:
    """The folder of a plugin for KOReader."""
    return resource_folder() / "koreader" / name
