"""Marks a library as open in a file beside it, so that the next start knows how the last one ended."""

import os
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

NAME: Final = "library-open.mark"


class LastEnd(StrEnum):
    """How the program ended that last had the library open."""

    CLEAN = "clean"
    UNCLEAN = "open"
    """It was killed, or the power failed: the mark was not removed."""
    DAMAGED = "damaged"
    """It found damage in the database."""


class OpenMark:
    """A file that exists while a library is open. If it cannot be written, nothing is remembered."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / NAME

    def read(self) -> LastEnd:
        """How the last program ended."""
        try:
            text = self._path.read_text("utf-8")
        except FileNotFoundError:
            return LastEnd.CLEAN
        except (OSError, UnicodeDecodeError):
            return LastEnd.UNCLEAN
        return LastEnd.DAMAGED if text == LastEnd.DAMAGED else LastEnd.UNCLEAN

    def write(self, end: LastEnd) -> None:
        """Set what the next start finds unless something else is written first.

        It needs no flush of its own: the database flushes before anything is acknowledged.
        """
        with suppress(OSError):
            if end is LastEnd.CLEAN:
                self._path.unlink(missing_ok=True)
                return
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(end)
