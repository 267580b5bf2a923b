"""Makes and reads backups of a library: complete, checked, and never over another file.

A backup is copied from one snapshot of the open library (SQLite's online backup API, sqlite.org/backup.html),
so that pushes go on meanwhile: the writer does not wait, and its writes do not restart the copy.
"""

import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.overview.backups import (
    Backup,
    BackupFailed,
    BackupReason,
    BackupStopped,
    LibraryCounts,
    backup_name,
    parse_backup_name,
)
from bookorbit_desktop.storage.db.faults import sqlite_code
from bookorbit_desktop.storage.db.opening import HEADER, CannotOpen, OpeningFault, fault_of, nobody_stops

MIGRATIONS: Final = Path(__file__).parents[1] / "migrations"
PAGES_AT_ONCE: Final = 256
"""Pages of 4 KiB; between two such steps it checks whether the program is ending."""
_PREFIX: Final = ".bookorbit-backup-"
_UNFINISHED: Final = ".partial"
_LEFT_BEHIND_AFTER: Final = 86_400
"""Seconds."""
_FIRST_MIGRATION: Final = "0001_first_tables"
_COUNTED: Final = (
    ("books", "book"),
    ("positions", "position"),
    ("reads", "read_record"),
    ("highlights", "annotation"),
)
_NO_BACKUP: Final = Message("This file isn't a BookOrbit library.")
_DAMAGED: Final = Message("This file is damaged.")
_TOO_NEW: Final = Message("A newer BookOrbit Desktop made this backup. Install that version to restore it.")
_NOT_A_FILE: Final = Message("This is a link or a folder, not a file.")
_HAS_JOURNAL: Final = Message("This copy was made while the library was open, and is incomplete.")
_NOT_READABLE: Final = Message("BookOrbit isn't allowed to read this file.")


def make_backup(
    library: Path,
    folder: Path,
    reason: BackupReason,
    now: datetime,
    is_stopped: Callable[[], bool] = nobody_stops,
) -> Backup:
    """Copy an open library into an existing folder, check the copy, and give it its name. Blocks.

    Raises BackupFailed and BackupStopped; then no part of it is left.
    """
    with _telling_failure(library, folder):
        handle, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=_UNFINISHED)
        os.close(handle)
        unfinished = Path(name)
        try:
            _remove_left_behind(unfinished)
            _copy(library, unfinished, is_stopped)
            _settle(unfinished)
            _check_copy(unfinished)
            path = _give_name(unfinished, folder, reason, now)
        finally:
            for ending in ("", "-journal", "-wal", "-shm"):
                unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)
        settle_folder(folder)
        return read_backup(path)


def list_backups(folder: Path) -> list[Backup]:
    """Every backup and every other database in a folder, newest first. Raises OSError."""
    paths = [path for path in folder.iterdir() if path.suffix == ".sqlite3"]
    return sorted(
        (read_backup(path) for path in paths), key=lambda backup: (backup.made_at, backup.name), reverse=True
    )


def list_all_backups(folders: Iterable[Path]) -> list[Backup]:
    """The same for several folders, skipping missing ones."""
    found: list[Backup] = []
    for folder in folders:
        with suppress(OSError):
            found += list_backups(folder)
    return sorted(found, key=lambda backup: (backup.made_at, backup.name), reverse=True)


def read_backup(path: Path, *, thoroughly: bool = False) -> Backup:
    """Read what a file contains; its `problem` says why it can't be restored. Never raises for its content.

    `thoroughly` reads every page (PRAGMA integrity_check).
    """
    named = parse_backup_name(path.name)
    try:
        status = path.lstat()
    except OSError:
        gone = Backup(path.name, datetime.fromtimestamp(0, UTC), None, 0, folder=str(path.parent))
        return _with_problem(gone, _NOT_READABLE)
    made_at, reason = named or (datetime.fromtimestamp(status.st_mtime, UTC), None)
    bare = Backup(path.name, made_at, reason, status.st_size, folder=str(path.parent))
    if not stat.S_ISREG(status.st_mode):
        return _with_problem(bare, _NOT_A_FILE)
    for ending in ("-wal", "-journal"):
        with suppress(OSError):
            if path.with_name(path.name + ending).stat().st_size:
                return _with_problem(bare, _HAS_JOURNAL)
    try:
        with path.open("rb") as file:
            if file.read(len(HEADER)) != HEADER:
                return _with_problem(bare, _NO_BACKUP)
        with _open_copy(path) as connection:
            return _read_content(connection, bare, thoroughly=thoroughly)
    except OSError:
        return _with_problem(bare, _NOT_READABLE)
    except (sqlite3.Error, UnicodeDecodeError):
        return _with_problem(bare, _DAMAGED)


def count_library(library: Path) -> LibraryCounts:
    """Count the contents of a library that may be open. Raises sqlite3.Error."""
    with closing(_open_library(library)) as connection:
        return _count(connection, _tables(connection))


def newer_migrations(library: Path) -> set[str]:
    """What a newer version has done to a library that may be open. Raises sqlite3.Error."""
    with closing(_open_library(library)) as connection:
        if "schema_migration" not in _tables(connection):
            return set()
        applied = {str(name) for (name,) in connection.execute("SELECT name FROM schema_migration")}
    return applied - _known_migrations()


def settle_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system supports that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _open_library(library: Path) -> sqlite3.Connection:
    # By SQLite alone: another open file that is closed would drop all locks of this process on it.
    return sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


@contextmanager
def _open_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an untrusted file for reading, without creating files beside it."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection


def _copy(library: Path, target: Path, is_stopped: Callable[[], bool]) -> None:
    def look(status: int, remaining: int, total: int) -> None:
        if is_stopped():
            raise BackupStopped

    with closing(_open_library(library)) as source, closing(sqlite3.connect(target)) as copy:
        # The file counts only once it is complete: what happens to it before that needs no journal.
        copy.execute("PRAGMA locking_mode = EXCLUSIVE")
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        source.execute("PRAGMA busy_timeout = 5000")
        source.execute("BEGIN")
        # One snapshot for all steps: without it each commit of the writer would make the copy begin again.
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(copy, pages=PAGES_AT_ONCE, progress=look)
        source.execute("COMMIT")
        # One file without a journal beside it, which read-only disks and network drives can open too.
        copy.execute("PRAGMA journal_mode = DELETE")


def _settle(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _check_copy(path: Path) -> None:
    found = read_backup(path, thoroughly=True)
    if not found.is_good:
        raise BackupFailed(
            Message(
                "The new backup didn't pass its check and was removed: {0} "
                "Check the disks, and your library with a restart.",
                found.problem,
            )
        )


def _read_content(connection: sqlite3.Connection, bare: Backup, *, thoroughly: bool) -> Backup:
    tables = _tables(connection)
    if "schema_migration" not in tables:
        return _with_problem(bare, _NO_BACKUP)
    applied = {str(name) for (name,) in connection.execute("SELECT name FROM schema_migration")}
    if _FIRST_MIGRATION not in applied:
        return _with_problem(bare, _NO_BACKUP)
    if thoroughly and connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        return _with_problem(bare, _DAMAGED)
    problem = _TOO_NEW if applied - _known_migrations() else NOTHING
    counts = LibraryCounts() if problem else _count(connection, tables)
    return replace(bare, schema=max(applied), counts=counts, problem=problem)


def _known_migrations() -> set[str]:
    return {path.stem for path in MIGRATIONS.glob("[0-9]*.py")}


def _tables(connection: sqlite3.Connection) -> set[str]:
    """The ordinary tables: counting a view of the same name could take for ever."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
    return {str(name) for (name,) in rows}


def _count(connection: sqlite3.Connection, tables: set[str]) -> LibraryCounts:
    numbers = {
        field: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for field, table in _COUNTED
        if table in tables
    }
    newest = None
    if "push" in tables:
        (newest,) = connection.execute("SELECT max(received_at) FROM push").fetchone()
    return LibraryCounts(**numbers, newest_push=_moment(newest))


def _moment(seconds: object) -> datetime | None:
    if not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _with_problem(backup: Backup, problem: Message) -> Backup:
    return replace(backup, problem=problem)


def _give_name(unfinished: Path, folder: Path, reason: BackupReason, now: datetime) -> Path:
    """Rename to an unused name: two programs may make a backup in the same second."""
    for number in count(1):
        path = folder / backup_name(now, reason, number)
        try:
            _rename_to_new(unfinished, path)
        except FileExistsError:
            continue
        return path
    raise AssertionError("numbers do not end")


def _rename_to_new(source: Path, target: Path) -> None:
    """Rename a file, never over another one. Raises FileExistsError."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # Memory cards and some network drives know no links: an empty file holds the name.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            source.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise


def _remove_left_behind(unfinished: Path) -> None:
    """Remove what a killed program left behind, a day older or newer than the file just begun.

    Both times are the drive's: its clock may differ from this computer's, and another program may be at work.
    """
    begun_at = unfinished.lstat().st_mtime
    for path in unfinished.parent.glob(f"{_PREFIX}*{_UNFINISHED}*"):
        with suppress(OSError):
            if abs(begun_at - path.lstat().st_mtime) > _LEFT_BEHIND_AFTER:
                path.unlink()


@contextmanager
def _telling_failure(library: Path, folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupFailed(_failure_text(fault_of(error), folder, error.strerror or str(error))) from error
    except sqlite3.Error as error:
        raise BackupFailed(
            _failure_text(_FAULT_OF_CODE.get(sqlite_code(error) or 0), folder, str(error))
        ) from error
    except CannotOpen as error:
        raise BackupFailed(_failure_text(error.fault, folder, str(error))) from error


_FAULT_OF_CODE: Final = {
    sqlite3.SQLITE_FULL: OpeningFault.FULL,
    sqlite3.SQLITE_IOERR: OpeningFault.FAILING,
    sqlite3.SQLITE_READONLY: OpeningFault.NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: OpeningFault.NOT_WRITABLE,
    sqlite3.SQLITE_CORRUPT: OpeningFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: OpeningFault.DAMAGED,
}


def _failure_text(fault: OpeningFault | None, folder: Path, detail: str) -> Message:
    match fault:
        case OpeningFault.FULL:
            return Message(
                "The disk with {0} is full, so no backup was made. Free some space, or choose another folder "
                "for backups.",
                str(folder),
            )
        case OpeningFault.NOT_WRITABLE | OpeningFault.NOT_READABLE:
            return Message(
                "BookOrbit can't write to {0}, so no backup was made. Allow it in the folder's properties, or "
                "choose another folder for backups.",
                str(folder),
            )
        case OpeningFault.FAILING:
            return Message(
                "The disk with {0} has read or write errors, so no backup was made. Check that it's connected "
                "and healthy.",
                str(folder),
            )
        case OpeningFault.DAMAGED:
            return Message("Your library's database is damaged, so no backup was made. Restart BookOrbit.")
        case _:
            return Message(
                "No backup was made in {0}: {1}. Try again, or choose another folder for backups.",
                str(folder),
                detail,
            )
