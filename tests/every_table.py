"""Rows in every table of a library, whatever tables there are: what is forgotten in a copy is found missing."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bookorbit_desktop.storage.db.database import SQL_FUNCTIONS
from bookorbit_desktop.storage.overview.archive import NOT_EXPORTED, columns_of, exported_tables

VALUES: dict[str, tuple[object, ...]] = {
    "INTEGER": (1, 2**62, -1),
    "REAL": (0.1, 1e300, -0.0),
    "TEXT": ("a", '“Grüße”\n三体 \U0001f600 {"text": 1}', "'; DROP TABLE book; --"),
    "BLOB": (b"/books/caf\xe9.epub", bytes(range(256)), b""),
    "DATE": ("2024-02-29", "0001-01-01", "9999-12-31"),
    "": (0.5, "odd", 7),
}
"""By declared type: an ordinary value and two odd ones."""


def fill_every_table(library: Path) -> None:
    """Put rows into each table that has none. The library must have books and must not be open."""
    with closing(sqlite3.connect(library)) as connection, connection:
        for function in SQL_FUNCTIONS:
            connection.create_function(function.__name__, -1, function, deterministic=True)
        for table in exported_tables(connection):
            if connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() is None:
                _fill(connection, table)


def empty_tables(library: Path) -> list[str]:
    """The tables of an export without a row."""
    with closing(sqlite3.connect(library)) as connection:
        tables = exported_tables(connection)
        return [one for one in tables if connection.execute(f'SELECT 1 FROM "{one}"').fetchone() is None]


def rows_of_every_table(library: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the tables of an export, read past the code that writes it."""
    with closing(sqlite3.connect(library)) as connection:
        return {
            table: sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
            for table in exported_tables(connection)
        }


def every_plain_table(library: Path) -> set[str]:
    """The tables of a library, without those of the full-text search."""
    with closing(sqlite3.connect(library)) as connection:
        names = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        assert set(exported_tables(connection)).isdisjoint(NOT_EXPORTED)
        return {name for name in names if not name.startswith(("book_about", "book_names", "book_parts"))}


def _fill(connection: sqlite3.Connection, table: str) -> None:
    columns = columns_of(connection, table)
    parents = {row[3]: (row[2], row[4]) for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')}
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    for number in range(3):
        row = [
            _parent(connection, *parents[name], number) if name in parents else VALUES[kind][number]
            for name, kind in columns.items()
        ]
        connection.execute(f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({marks})', row)


def _parent(connection: sqlite3.Connection, table: str, column: str, number: int) -> object:
    rows = connection.execute(f'SELECT "{column}" FROM "{table}" ORDER BY 1').fetchall()
    if not rows:
        _fill(connection, table)
        return _parent(connection, table, column, number)
    return rows[number % len(rows)][0]
