"""Restores a backup where no library is open: at a start, and from the command line."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from bookorbit_desktop.domain.overview.backups import Backup, LibraryCounts, newest_good
from bookorbit_desktop.storage.db import restoring
from bookorbit_desktop.storage.db.backup_folder import backup_folders
from bookorbit_desktop.storage.db.backups import count_library, list_all_backups

DATABASE_NAME = "library.sqlite3"


def newest_backup(data_dir: Path) -> Backup | None:
    """The newest backup of a library that can be restored, also of one that can't be read itself. Blocks."""
    return newest_good(list_all_backups(backup_folders(data_dir)))


def find_backup(data_dir: Path, name: str) -> Backup:
    """A backup by its name or path, read as a whole. Blocks. Raises BackupFailed."""
    return restoring.find_backup(data_dir, name)


def count_here(data_dir: Path) -> LibraryCounts | None:
    """What is in the library; None for one that is missing or can't be read. Blocks."""
    try:
        return count_library(data_dir / DATABASE_NAME)
    except sqlite3.Error:
        return None


def stage_restore(data_dir: Path, name: str) -> Backup:
    """Let `finish_restore`, or the next start, put a backup in place. Blocks. Raises BackupFailed."""
    return restoring.stage_restore(data_dir / DATABASE_NAME, name)


def is_restore_staged(data_dir: Path) -> bool:
    """Whether the next start puts a backup in place."""
    return restoring.is_restore_staged(data_dir / DATABASE_NAME)


def finish_restore(data_dir: Path) -> str:
    """Put a staged backup in place. Where the library is that was there before; empty when nothing was staged.

    Only for whoever holds the data folder, with nothing open. Raises BackupFailed and CannotOpen; the library stays.
    """
    restored = restoring.finish_restore(data_dir / DATABASE_NAME, datetime.now(UTC))
    return "" if restored is None else restored.kept_as
