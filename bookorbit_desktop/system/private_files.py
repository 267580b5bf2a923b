"""Files that only this user can read, even in an existing folder."""

import os
from contextlib import suppress
from pathlib import Path

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
