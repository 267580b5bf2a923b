"""Replaces a library by a backup, in two steps, so that a complete library exists at any moment.

While the program runs, the backup is copied beside the library and checked. The next start, before anyone
else can use the library, keeps the current one as a backup or moves it aside, and renames the copy.

Files beside a library that are named by its numbers would mean other things in another library: covers are named
by book, copies of written files by step. A restore moves away those unknown to the other library, under the name
of the backup it makes; restoring that backup brings them back.
"""

import os
import re
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from filelock import FileLock

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.backups import Backup, BackupFailed, BackupReason
from bookorbit_desktop.storage.db.backup_folder import back_up_somewhere, backup_folders
from bookorbit_desktop.storage.db.backups import read_backup, settle_folder
from bookorbit_desktop.storage.db.opening import CannotOpen, OpeningFault, telling_faults
from bookorbit_desktop.storage.db.set_aside import companions, move_together, set_aside_alone

KEPT: Final = "kept-files"
_NUMBERED: Final = {"covers": "book", "file-backups": "file_step"}
"""The table whose ids name the files in each folder."""
_NUMBER: Final = re.compile(r"(\d{1,18})\.", re.ASCII)


def exchange_files(data_dir: Path, other: Path, restored: str, kept: str) -> None:
    """Adapt the numbered files to the library `other`, which is the backup `restored` and not open.

    Files moved away are stored under the name of the backup `kept`. Raises OSError and sqlite3.Error.
    """
    greatest = _greatest_numbers(other)
    for name in _NUMBERED:
        folder, aside, back = (
            data_dir / name,
            data_dir / KEPT / kept / name,
            data_dir / KEPT / restored / name,
        )
        returning = {path.name for path in _files(back)} if restored else set()
        for path in _files(folder):
            if path.name in returning or _number(path) > greatest[name]:
                aside.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.replace(aside / path.name)
        for path in _files(back) if restored else ():
            folder.mkdir(mode=0o700, exist_ok=True)
            path.replace(folder / path.name)
        settle_folder(folder)


def _greatest_numbers(library: Path) -> dict[str, int]:
    with closing(
        sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    ) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        return {
            folder: _greatest(connection, table) if table in tables else 0
            for folder, table in _NUMBERED.items()
        }


def _greatest(connection: sqlite3.Connection, table: str) -> int:
    (number,) = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()
    return int(number or 0)


def _files(folder: Path) -> list[Path]:
    """Return the numbered files of a folder; none if the folder is missing."""
    return [path for path in folder.glob("*") if path.is_file() and _NUMBER.match(path.name)]


def _number(path: Path) -> int:
    found = _NUMBER.match(path.name)
    return int(found[1]) if found else 0


STAGED: Final = "library-restore.sqlite3"
_STAGED_NAME: Final = "library-restore.name"
"""The file with the staged backup's name."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The result of a restore at the start."""

    kept_as: str
    """Where the previous library is; empty if there was none."""


def find_backup(data_dir: Path, name: str) -> Backup:
    """Find a backup by its name in the backup folders, or by its path, and read it completely.

    Raises BackupFailed if it is missing or can't be restored.
    """
    paths = (
        [Path(name)] if Path(name).is_absolute() else [folder / name for folder in backup_folders(data_dir)]
    )
    path = next((path for path in paths if os.path.lexists(path)), None)
    if path is None or (not Path(name).is_absolute() and Path(name).name != name):
        raise BackupFailed(Message("There is no backup {0}. “backup --list” shows all of them.", name))
    return _read_sound(path, name)


def _read_sound(path: Path, name: str) -> Backup:
    """Read every page of a backup. Raises BackupFailed if it can't be restored."""
    backup = read_backup(path, thoroughly=True)
    if not backup.is_good:
        raise BackupFailed(Message("{0} can't be restored. {1}", name, backup.problem))
    return backup


def stage_restore(library: Path, name: str) -> Backup:
    """Copy a backup beside the library for `finish_restore`. Raises BackupFailed; the library is unchanged."""
    backup = find_backup(library.parent, name)
    staged = library.with_name(STAGED)
    handle, unfinished_name = tempfile.mkstemp(
        dir=library.parent, prefix="library-restore-", suffix=".partial"
    )
    unfinished = Path(unfinished_name)
    try:
        with os.fdopen(handle, "wb") as target, (Path(backup.folder) / backup.name).open("rb") as source:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
        _read_sound(unfinished, name)  # what was copied, whatever the file is by now
        library.with_name(_STAGED_NAME).write_text(Path(backup.name).stem, "utf-8")
        unfinished.replace(staged)
        settle_folder(library.parent)
    except OSError as error:
        raise BackupFailed(
            Message("The backup couldn't be copied: {0}. Nothing was changed.", error.strerror or str(error))
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return backup


def is_restore_staged(library: Path) -> bool:
    """Whether the next start restores a backup."""
    return os.path.lexists(library.with_name(STAGED))


def finish_restore(library: Path, now: datetime) -> Restored | None:
    """Replace the library by a staged backup. Only for the holder of the data folder, with nothing open.

    The current library is kept: a sound one as a backup, a damaged one moved aside. None without a staged
    backup. Raises CannotOpen and BackupFailed, leaving the library as it was.
    """
    staged = library.with_name(STAGED)
    if not is_restore_staged(library):
        return None
    with telling_faults(library), FileLock(library.with_name(f"{library.name}.opening"), mode=0o600):
        try:
            _read_sound(staged, STAGED)
            kept_as = _keep(library, now)
        except BackupFailed:
            staged.unlink()  # or it would take the place of everything that is stored until some later start
            raise
        exchange_files(library.parent, staged, staged_name(library), Path(kept_as).stem or "unknown")
        staged.replace(library)
        library.with_name(_STAGED_NAME).unlink(missing_ok=True)
        settle_folder(library.parent)
    return Restored(kept_as)


def staged_name(library: Path) -> str:
    """Return the name of the staged backup; empty if it is unknown or invalid."""
    try:
        name = library.with_name(_STAGED_NAME).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    return name if Path(name).name == name else ""


def _keep(library: Path, now: datetime) -> str:
    """Keep the current library. Leaves no journal behind that SQLite would apply to the restored one."""
    if library.exists():
        # First of all: whoever opens a damaged library to write moves its journal into it at the end.
        aside = set_aside_alone(library, [], now.astimezone().date())
        return _back_up_closed(library, now) if aside is None else str(aside)
    left = [path for path in companions(library) if path.exists()]
    return str(move_together(left, library, now.astimezone().date())) if left else ""


def _back_up_closed(library: Path, now: datetime) -> str:
    with closing(sqlite3.connect(library, isolation_level=None, timeout=1)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        kept = back_up_somewhere(library, BackupReason.BEFORE_RESTORE, now)
        # Everything moves into the one file, for which SQLite needs it for itself alone: nobody else has it open.
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise CannotOpen(OpeningFault.LOCKED, library)
    return str(Path(kept.folder) / kept.name)
