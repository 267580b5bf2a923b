"""Moves an unusable library aside, with everything that belongs to it. Deletes nothing."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import count
from pathlib import Path

from filelock import FileLock

from bookorbit_desktop.storage.db.opening import (
    CannotOpen,
    OpeningFault,
    check_file,
    check_pages,
    fault_of,
    telling_faults,
)

_LOCK_BYTES = (0x40000000, 512)
"""First byte and length of the locks on a database (sqlite.org/fileformat.html, "The Lock-Byte Page")."""
_SHARED_MEMORY_LOCKS = (120, 9)
"""The locks of the journal's index (sqlite.org/walformat.html, section 2.3.1), with the next one, held
while open."""


@contextmanager
def holding_against_others(library: Path) -> Iterator[None]:
    """Hold every lock that another program needs to open this database. Raises CannotOpen if it is open.

    On systems that refuse to move open files (Windows), that is protection enough.
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


_COMPANIONS = ("-wal", "-shm", "-journal")
"""The files that SQLite keeps beside a database (sqlite.org/tempfiles.html)."""
_USELESS = frozenset({OpeningFault.DAMAGED, OpeningFault.EMPTY})


def set_aside(library: Path, belongings: Iterable[Path], today: date) -> Path | None:
    """Move a damaged or empty library into a new folder beside it, keeping the file names.

    `belongings` are the folders of files named by numbers in the library. Returns the new folder; None if the
    library is sound or missing. Raises CannotOpen, leaving everything in place, if another program holds the
    library, or something cannot be read or moved.
    """
    with telling_faults(library), FileLock(library.with_name(f"{library.name}.opening"), mode=0o600):
        return set_aside_alone(library, belongings, today)


def set_aside_alone(library: Path, belongings: Iterable[Path], today: date) -> Path | None:
    """As `set_aside`, for a caller that already keeps other programs from opening the library."""
    if not _is_useless(library):
        return None
    with holding_against_others(library):
        # The library comes last: begun and not finished, it is still found damaged, and never without its journal.
        return move_together([*companions(library), *belongings, library], library, today)


def _is_useless(library: Path) -> bool:
    """Whether it is damaged or empty, after reading all of it. Raises CannotOpen if that can't be told."""
    try:
        check_file(library)
        if library.exists():
            with telling_faults(library):
                check_pages(library)
    except CannotOpen as error:
        if error.fault in _USELESS:
            return True
        raise
    return False


def companions(library: Path) -> list[Path]:
    """The files that SQLite may keep beside a library."""
    return [library.with_name(library.name + ending) for ending in _COMPANIONS]


def move_together(paths: Sequence[Path], library: Path, today: date) -> Path:
    """Move files into a new folder beside a library, all or none. Returns the folder. Raises CannotOpen."""
    folder = _new_folder(library, today)
    moved: list[Path] = []
    try:
        for path in paths:
            if path.is_symlink() or path.exists():
                path.rename(folder / path.name)
                moved.append(path)
    except OSError as error:
        for path in reversed(moved):
            (folder / path.name).rename(path)
        folder.rmdir()
        raise CannotOpen(fault_of(error) or OpeningFault.NOT_WRITABLE, library) from error
    return folder


def _new_folder(library: Path, today: date) -> Path:
    """Create a new folder, so that nothing is overwritten."""
    name = f"{library.stem}-set-aside-{today.isoformat()}"
    for number in count(1):
        folder = library.with_name(name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        return folder
    raise AssertionError("numbers do not end")
