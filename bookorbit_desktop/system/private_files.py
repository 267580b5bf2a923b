"""Files that only this user can read, even in an existing folder."""

import os
from contextlib import suppress
from pathlib import Path

_OF_FILES = 0o600
_OF_FOLDERS = 0o700


def open_private(path: str, flags: int) -> int:
    """The `opener` of a file that only this person may read."""
    return os.open(path, flags, _OF_FILES)


def make_private(folder: Path, *patterns: str) -> None:
    """Take the rights of others from what the program has put into a folder, by the patterns of its names.

    Everything else there is left as it is, the folder too: the person may have chosen it, or keep books in it.
    """
    for pattern in patterns:
        for entry in folder.glob(pattern):
            if not entry.is_symlink():
                with suppress(OSError):  # some drives have no permissions
                    entry.chmod(_OF_FOLDERS if entry.is_dir() else _OF_FILES)
