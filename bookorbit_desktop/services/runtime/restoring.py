"""Restores a backup while no library is open: at a start, and from the command line."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.overview.backups import Backup, LibraryCounts, newest_good
from bookorbit_desktop.storage.db import restoring
from bookorbit_desktop.storage.db.backup_folder import backup_folders
from bookorbit_desktop.storage.db.backups import count_library, list_all_backups

DATABASE_NAME = "library.sqlite3"
COMPLETE_EXPORT: Final = "complete-export"
"""The name of a library that was made from a complete export."""


def newest_backup(data_dir: Path) -> Backup | None:
    """Return the newest backup of a library that can be restored, even if the library is unreadable. Blocks."""
    return newest_good(list_all_backups(backup_folders(data_dir)))


def find_backup(data_dir: Path, name: str) -> Backup:
    """A backup by its name or path, after reading all of it. Blocks. Raises BackupFailed."""
    return restoring.find_backup(data_dir, name)


def count_here(data_dir: Path) -> LibraryCounts | None:
    """Count the contents of the library; None if it is missing or unreadable. Blocks."""
    try:
        return count_library(data_dir / DATABASE_NAME)
    except sqlite3.Error:
        return None


def stage_restore(data_dir: Path, name: str) -> Backup:
    """Let `finish_restore`, or the next start, restore a backup. Blocks. Raises BackupFailed."""
    return restoring.stage_restore(data_dir / DATABASE_NAME, name)


def is_restore_staged(data_dir: Path) -> bool:
    """Whether the next start restores a backup."""
    return restoring.is_restore_staged(data_dir / DATABASE_NAME)


def is_import_staged(data_dir: Path) -> bool:
    """Whether that is a complete export instead of a backup."""
    return is_restore_staged(data_dir) and restoring.staged_name(data_dir / DATABASE_NAME) == COMPLETE_EXPORT


def finish_restore(data_dir: Path) -> str:
    """Restore a staged backup. Returns where the previous library is; empty if nothing was staged.

    Only for the holder of the data folder, with nothing open. Raises BackupFailed and CannotOpen, leaving the
    library in place.
    """
    restored = restoring.finish_restore(data_dir / DATABASE_NAME, datetime.now(UTC))
    return "" if restored is None else restored.kept_as
