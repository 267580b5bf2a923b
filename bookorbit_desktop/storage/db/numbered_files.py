"""Files beside a library that are named by its numbers, which would mean other things in another library.

Covers are named by book, copies of written files by step. A restore moves away those unknown to the other
library, under the name of the backup it makes; restoring that backup brings them back.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from bookorbit_desktop.storage.db.backups import settle_folder

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
