"""Spoils pages of a library that is open, as a failing disk does."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bookorbit_desktop.storage.db.database import Database

_PAGE = 4096


def overwrite_pages(path: Path, table: str) -> None:
    """Put nonsense where the rows of a table begin."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * _PAGE)
        file.write(b"\xff" * _PAGE)


def damage(database: Database, table: str) -> None:
    """The same while the program runs: nothing of it is remembered in the memory."""
    overwrite_pages(database.path, table)
    for forget in (database.write, lambda work: work()):
        forget(lambda: database.connection().execute("PRAGMA shrink_memory") and None)
