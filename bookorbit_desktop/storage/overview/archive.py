"""The whole library as a JSON document, and a library made from one (export.md).

Each table is written as it is, so that nothing that is known can be forgotten; what the database keeps beside its
tables for speed is left out and made again, and the logins are, as they are secrets of a kind.
"""

import base64
import binascii
import json
import math
import sqlite3
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from peewee import SqliteDatabase
from playhouse.migrations import Runner

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.storage.db.database import SQL_FUNCTIONS
from bookorbit_desktop.storage.db.upgrading import MIGRATIONS

FORMAT: Final = "bookorbit-library"
VERSION: Final = 1
MAX_BYTES: Final = 2_000_000_000
"""It is read whole: a library with 300,000 pushes takes 40 MB, and five times that in memory."""
LOGINS: Final = ("account", "paired_login")
MADE_AGAIN: Final = ("book_listing", "book_value", "grouped_value", "search_word")
"""Triggers fill these, and the tables of the full-text search."""
NOT_EXPORTED: Final = frozenset({*LOGINS, *MADE_AGAIN, "schema_migration", "sqlite_sequence"})
_OF_A_NEW_LIBRARY: Final = frozenset({"setting", "reading_model", "reading_zone"})
"""These may have rows in a library that is empty for the person."""
_TOUCHED: Final = "stale_reading"
"""Triggers note here what changed; nothing has changed when everything is as it was."""
_NUMBERS: Final = "numbers"
"""The highest number that was ever given in a table: none is given again."""

Cell = int | float | str | bytes | None


def archive_text(library: Path, head: Mapping[str, str]) -> Iterator[str]:
    """The document of a library that may be open, piece by piece, as of one moment. Blocks. Raises sqlite3.Error.

    `head` holds what it says of itself besides format, version and schema.
    """
    with closing(open_library(library)) as connection:
        connection.execute("BEGIN")
        known = {"format": FORMAT, "version": VERSION, "schema": schema_of(connection), **head}
        yield "{\n" + "".join(f"  {json.dumps(name)}: {_json(value)},\n" for name, value in known.items())
        yield f'  "{_NUMBERS}": {_json(_numbers(connection))},\n  "tables": {{'
        between = ""
        for table in exported_tables(connection):
            columns = columns_of(connection, table)
            yield f'{between}\n    "{table}": {{\n      "columns": {_json(list(columns))},\n      "rows": ['
            yield from _rows(connection, table, columns)
            between = "]\n    },"
        yield "]\n    }\n  }\n}\n"


def exported_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables of a document, in alphabetical order."""
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    found = connection.execute(sql).fetchall()
    searches = [name for name, made in found if made and made.upper().startswith("CREATE VIRTUAL")]
    return [
        name
        for name, _ in found
        if name not in NOT_EXPORTED and not any(name == one or name.startswith(f"{one}_") for one in searches)
    ]


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """The columns of a table with their declared types."""
    return {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{table}")')}


def schema_of(connection: sqlite3.Connection) -> str:
    """The newest migration of a library."""
    return str(connection.execute("SELECT max(name) FROM schema_migration").fetchone()[0])


def is_empty(library: Path) -> bool:
    """Whether there is nothing in a library that an import could take the place of. Raises sqlite3.Error."""
    if not library.exists():
        return True
    with closing(open_library(library)) as connection:
        tables = [table for table in exported_tables(connection) if table not in _OF_A_NEW_LIBRARY]
        return not any(connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() for table in tables)


def read_document(path: Path) -> dict[str, Any]:
    """A document as JSON. Blocks. Raises InvalidInput for any other file."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise InvalidInput(_NO_EXPORT)
        if about.st_size > MAX_BYTES:
            raise InvalidInput(Message("This file is larger than 2 GB, which is too large to be imported."))
        with path.open(encoding="utf-8") as file:
            document = json.load(file, parse_constant=_refuse_constant)
    except OSError as error:
        raise InvalidInput(
            Message("Couldn't read the file: {0}. Choose another one.", error.strerror or "")
        ) from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput(_NO_EXPORT) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InvalidInput(_NO_EXPORT)
    version, schema = document.get("version"), document.get("schema")
    known = {path.stem for path in MIGRATIONS.glob("[0-9]*.py")}
    if version != VERSION or not isinstance(schema, str) or schema not in known:
        raise InvalidInput(
            Message("A newer BookOrbit Desktop wrote this file. Install that version to import it.")
        )
    return document


def make_library(document: Mapping[str, Any], path: Path, logins: Path | None) -> None:
    """A library from a document, in a new file. Blocks. Raises InvalidInput; then the file is of no use.

    It is made as the version that wrote the document would have, and brought up to date like any library.
    `logins` is another library, from which the logins are taken.
    """
    database = SqliteDatabase(str(path), pragmas={"foreign_keys": 0, "synchronous": "off"})
    for function in SQL_FUNCTIONS:
        database.register_function(function, function.__name__, deterministic=True)
    runner = Runner(database, str(MIGRATIONS))
    try:
        runner.up(document["schema"])
        with database.atomic():
            _fill(database.connection(), document)
        runner.up()
        _check(database.connection())
        if logins is not None:
            _take_logins(database.connection(), logins)
    except (sqlite3.Error, OverflowError, UnicodeEncodeError) as error:
        raise _unusable(Message("{0}", str(error))) from error
    finally:
        database.close()


def open_library(library: Path) -> sqlite3.Connection:
    """A library to be read from, which may be open. Raises sqlite3.Error."""
    return sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _rows(connection: sqlite3.Connection, table: str, columns: Mapping[str, str]) -> Iterator[str]:
    names = ", ".join(f'"{name}"' for name in columns)
    between = "\n        "
    for row in connection.execute(f'SELECT {names} FROM "{table}" ORDER BY {_order(connection, table)}'):
        yield between + _json([_encoded(cell) for cell in row])
        between = ",\n        "


def _order(connection: sqlite3.Connection, table: str) -> str:
    keys = [(row[5], row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")') if row[5]]
    return ", ".join(f'"{name}"' for _, name in sorted(keys)) or "rowid"


def _numbers(connection: sqlite3.Connection) -> dict[str, int]:
    tables = set(exported_tables(connection))
    rows = connection.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
    return {name: number for name, number in rows if name in tables}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _encoded(cell: Cell) -> object:
    if isinstance(cell, bytes):
        return {"base64": base64.b64encode(cell).decode("ascii")}
    if isinstance(cell, float) and not math.isfinite(cell):
        return {"number": str(cell)}
    return cell


def _decoded(value: object, where: Message) -> Cell:
    if value is None or type(value) in (int, float, str):
        return value  # type: ignore[return-value]
    if isinstance(value, dict) and len(value) == 1:
        ((kind, text),) = value.items()
        try:
            if kind == "base64" and isinstance(text, str):
                return base64.b64decode(text, validate=True)
            if kind == "number" and text in ("inf", "-inf"):
                return float(text)
        except binascii.Error:
            pass
    raise _unusable(where)


def _fill(connection: sqlite3.Connection, document: Mapping[str, Any]) -> None:
    tables = document.get("tables")
    present = exported_tables(connection)
    if not isinstance(tables, dict) or set(tables) != set(present):
        raise _unusable(Message("its tables aren't those of {0}", str(document["schema"])))
    for table in sorted(present, key=lambda name: name == _TOUCHED):
        _fill_table(connection, table, tables[table])
    _set_numbers(connection, document.get(_NUMBERS), set(present))


def _fill_table(connection: sqlite3.Connection, table: str, content: Any) -> None:
    columns = list(columns_of(connection, table))
    if not isinstance(content, dict) or content.get("columns") != columns:
        raise _unusable(Message("the columns of “{0}” aren't known", table))
    connection.execute(f'DELETE FROM "{table}"')
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    connection.executemany(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks})',
        _checked_rows(table, len(columns), content.get("rows")),
    )


def _checked_rows(table: str, width: int, rows: Any) -> Iterator[Sequence[Cell]]:
    if not isinstance(rows, list):
        raise _unusable(Message("“{0}” has no rows", table))
    for number, row in enumerate(rows, start=1):
        where = Message("row {0} of “{1}”", str(number), table)
        if not isinstance(row, list) or len(row) != width:
            raise _unusable(where)
        yield [_decoded(cell, where) for cell in row]


def _set_numbers(connection: sqlite3.Connection, numbers: Any, tables: set[str]) -> None:
    if not isinstance(numbers, dict) or not all(type(number) is int for number in numbers.values()):
        raise _unusable(Message("“{0}” is missing", _NUMBERS))
    for table, number in numbers.items():
        if table not in tables:
            raise _unusable(Message("“{0}” names an unknown table", _NUMBERS))
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number))


def _check(connection: sqlite3.Connection) -> None:
    """What holds of every library holds of this one. Raises InvalidInput."""
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        raise _unusable(Message("row {0} of “{1}” belongs to nothing", str(orphan[1]), str(orphan[0])))
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise _unusable(Message("{0}", str(found)))


def _take_logins(connection: sqlite3.Connection, library: Path) -> None:
    with closing(open_library(library)) as other:
        for table in LOGINS:
            columns = list(columns_of(other, table))
            if columns != list(columns_of(connection, table)):
                continue  # of an older version: the devices log in anew
            names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
            rows = other.execute(f'SELECT {names} FROM "{table}"').fetchall()
            with connection:
                connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _unusable(where: Message) -> InvalidInput:
    return InvalidInput(
        Message("This file is damaged or was changed ({0}). Nothing was imported. Export it again.", where)
    )


_NO_EXPORT: Final = Message(
    "This isn't a complete export of BookOrbit. “export --format complete” writes one."
)
