"""Checks a database that a device put into its cloud folder, without changing a byte of it."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Final

from bookorbit_desktop.devices.files import Unread
from bookorbit_desktop.domain.base.messages import Message

_HEADER: Final = b"SQLite format 3\0"
_STEPS: Final = 100_000
_MOST_STEPS: Final = 50_000
"""Of so many steps each: a sound database of the largest size needs a hundredth of them."""
_FOREIGN: Final = Message("This file isn't the database its name suggests.")
_DAMAGED: Final = Message("This database is damaged. The previous one is kept.")


def check_database(path: Path, tables: Collection[str]) -> None:
    """Raise Unread unless the file is a sound database with these tables. Blocks."""
    with path.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            raise Unread(_FOREIGN)
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as database:
            _check(database, tables)
    except (sqlite3.Error, UnicodeDecodeError, MemoryError) as error:
        raise Unread(_DAMAGED) from error


def _check(database: sqlite3.Connection, tables: Collection[str]) -> None:
    steps = iter(range(_MOST_STEPS))
    database.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    found = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not found.issuperset(tables):
        raise Unread(_FOREIGN)
    (first,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if first != "ok":
        raise Unread(_DAMAGED)
