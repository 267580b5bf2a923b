"""Libraries of released versions, kept as text: `dump` writes one, `load` makes a database of it.

A dump is SQL: first the tables, then their rows, then indexes and triggers, so that nothing happens a second time.
What the full-text search keeps for itself is made by SQLite.

To keep the library of a new release: `python -m tests.released LIBRARY VERSION` on one that it has made.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bookorbit_desktop.storage.db.database import SQL_FUNCTIONS

FOLDER = Path(__file__).parent / "integration" / "released"


def versions() -> list[str]:
    """The released versions of which a library is kept."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))


def load(version: str, path: Path) -> None:
    """Make the library of a released version."""
    with closing(sqlite3.connect(path)) as connection:
        for function in SQL_FUNCTIONS:
            connection.create_function(function.__name__, -1, function, deterministic=True)
        connection.executescript((FOLDER / f"{version}.sql").read_text("utf-8"))


def dump(library: Path) -> Iterator[str]:
    """The statements that make a library."""
    with closing(sqlite3.connect(library)) as connection:
        sql = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        objects = connection.execute(sql).fetchall()
        searches = [name for _, name, made in objects if made.upper().startswith("CREATE VIRTUAL")]
        tables = [
            (name, made)
            for kind, name, made in objects
            if kind == "table"
            and name != "sqlite_sequence"
            and not any(name.startswith(f"{one}_") for one in searches)
        ]
        yield "BEGIN;"
        yield from (f"{made};" for _, made in tables)
        for name, _ in tables:
            yield from _rows(connection, name, with_rowid=name in searches)
        if any(name == "sqlite_sequence" for _, name, _ in objects):
            yield "DELETE FROM sqlite_sequence;"
            yield from _rows(connection, "sqlite_sequence", with_rowid=False)
        yield from (f"{made};" for kind, _, made in objects if kind != "table")
        yield "COMMIT;"


def _rows(connection: sqlite3.Connection, table: str, *, with_rowid: bool) -> Iterator[str]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    names = ", ".join([*(["rowid"] if with_rowid else []), *(f'"{name}"' for name in columns)])
    quoted = " || ', ' || ".join(f"quote({name})" for name in names.split(", "))
    for (values,) in connection.execute(f'SELECT {quoted} FROM "{table}"'):
        yield f'INSERT INTO "{table}" ({names}) VALUES ({values});'


if __name__ == "__main__":
    (FOLDER / f"{sys.argv[2]}.sql").write_text("\n".join(dump(Path(sys.argv[1]))) + "\n", "utf-8")
