"""Keeps other programs off a database that SQLite itself can no longer open, with SQLite's own locks."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bookorbit_desktop.storage.db.opening import CannotOpen, OpeningFault

_LOCK_BYTES = (0x40000000, 512)
"""First byte and length of the locks on a database (sqlite.org/fileformat.html, "The Lock-Byte Page")."""
_SHARED_MEMORY_LOCKS = (120, 9)
"""Those of the journal's index (sqlite.org/walformat.html, section 2.3.1); with the one after them, held while open."""


@contextmanager
def holding_against_others(library: Path) -> Iterator[None]:
    """Hold every lock that a program with this database open needs. Raises CannotOpen when one has it open.

    Where the system refuses to move what is open (Windows), that is protection enough.
    """
    with ExitStack() as held:
        if sys.platform != "win32":
            _hold(held, library, library, _LOCK_BYTES)
            _hold(held, library, library.with_name(f"{library.name}-shm"), _SHARED_MEMORY_LOCKS)
        yield


if sys.platform != "win32":
    import fcntl

    def _hold(held: ExitStack, library: Path, path: Path, span: tuple[int, int]) -> None:
        if not path.is_file():
            return
        file = held.enter_context(path.open("r+b"))
        first, length = span
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, first)
        except BlockingIOError as error:
            raise CannotOpen(OpeningFault.LOCKED, library) from error
