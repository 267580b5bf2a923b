"""Finds what is wrong with a library's file before it is opened. Changes nothing."""

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.storage.db.faults import sqlite_code

LEAST_FREE: Final = 1 << 16
"""Bytes; SQLite needs half of that to open a library."""
STEPS: Final = 10_000
"""SQLite instructions between two checks for cancellation."""
HEADER: Final = b"SQLite format 3\0"
"""The start of every database (sqlite.org/fileformat.html, section 1.3)."""


class OpeningFault(StrEnum):
    """Why a library can't be opened."""

    EMPTY = "empty"
    DAMAGED = "damaged"
    LOCKED = "locked"
    NOT_READABLE = "not_readable"
    NOT_WRITABLE = "not_writable"
    FULL = "full"
    FAILING = "failing"
    NOT_UPGRADED = "not_upgraded"
    """A migration failed; the library is as it was."""


class CannotOpen(Exception):
    """The library can't be opened. It was not changed."""

    def __init__(self, fault: OpeningFault, path: Path) -> None:
        super().__init__(f"{path}: {fault}")
        self.fault = fault
        self.path = path


_OF_CODE: Final = {
    sqlite3.SQLITE_CORRUPT: OpeningFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: OpeningFault.DAMAGED,
    sqlite3.SQLITE_BUSY: OpeningFault.LOCKED,
    sqlite3.SQLITE_LOCKED: OpeningFault.LOCKED,
    sqlite3.SQLITE_PERM: OpeningFault.NOT_WRITABLE,
    sqlite3.SQLITE_READONLY: OpeningFault.NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: OpeningFault.NOT_WRITABLE,
    sqlite3.SQLITE_FULL: OpeningFault.FULL,
    sqlite3.SQLITE_IOERR: OpeningFault.FAILING,
}
_OF_ERRNO: Final = {
    errno.ENOSPC: OpeningFault.FULL,
    errno.EDQUOT: OpeningFault.FULL,
    errno.EIO: OpeningFault.FAILING,
    errno.EACCES: OpeningFault.NOT_WRITABLE,
    errno.EPERM: OpeningFault.NOT_WRITABLE,
    errno.EROFS: OpeningFault.NOT_WRITABLE,
    errno.ENOTDIR: OpeningFault.NOT_WRITABLE,
    errno.EEXIST: OpeningFault.NOT_WRITABLE,
    errno.EISDIR: OpeningFault.NOT_WRITABLE,
    errno.ENAMETOOLONG: OpeningFault.NOT_WRITABLE,
    errno.ENOENT: OpeningFault.NOT_WRITABLE,
    errno.ELOOP: OpeningFault.NOT_WRITABLE,
}


def check_file(path: Path) -> None:
    """Raise CannotOpen for an existing file that isn't a database. A new library has no file yet."""
    try:
        with path.open("rb") as file:
            begins = file.read(len(HEADER))
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotOpen(OpeningFault.NOT_READABLE, path) from error
    if not begins:
        raise CannotOpen(OpeningFault.EMPTY, path)
    if begins != HEADER:
        raise CannotOpen(OpeningFault.DAMAGED, path)


def nobody_stops() -> bool:
    """Never stops; for work that is not cancelled."""
    return False


def first_fault(library: Path, is_stopped: Callable[[], bool] = nobody_stops) -> str:
    """The first fault found in a database's pages; empty if there is none. The database may be open. Blocks.

    Does not compare indexes with rows, which takes most of the time. Raises sqlite3.Error, also once
    `is_stopped` returns true.
    """
    with closing(sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.set_progress_handler(is_stopped, STEPS)
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return "" if found == "ok" else str(found)


def check_pages(library: Path) -> None:
    """Raise CannotOpen if any page of a database is damaged. Raises sqlite3.Error."""
    if first_fault(library):
        raise CannotOpen(OpeningFault.DAMAGED, library)


def drop_empty(path: Path) -> None:
    """Remove a file that was created but couldn't be written, so that the next start doesn't find it."""
    if path.exists() and not path.stat().st_size:
        path.unlink()


@contextmanager
def telling_faults(path: Path) -> Iterator[None]:
    """Turn errors of the system and of SQLite into CannotOpen."""
    try:
        yield
    except (BookOrbitError, CannotOpen):
        raise
    except OSError as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise CannotOpen(fault, path) from error
    except Exception as error:
        known = _OF_CODE.get(sqlite_code(error) or 0)
        # A schema that cannot be read comes as a plain error, and a text in it that is none as UnicodeDecodeError.
        fault = known or (OpeningFault.DAMAGED if _is_malformed(error) else None)
        if fault is None:
            raise
        if fault is OpeningFault.FAILING and shutil.disk_usage(path.parent).free < LEAST_FREE:
            fault = OpeningFault.FULL  # SQLite tells both alike where it makes the index of its journal
        raise CannotOpen(fault, path) from error


def fault_of(error: OSError) -> OpeningFault | None:
    """The fault behind a system error; None if it isn't about the folder."""
    return _OF_ERRNO.get(error.errno or 0)


def _is_malformed(error: Exception) -> bool:
    return isinstance(error, UnicodeDecodeError) or "malformed" in str(error)
