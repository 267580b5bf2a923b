"""A device's statistics.sqlite3, as KOReader makes and made it (device-variants.md section 5)."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

DIGEST = "0123456789abcdef0123456789abcdef"
BOOK = (
    "CREATE TABLE book (id integer PRIMARY KEY autoincrement, title text, authors text, notes integer, "
    "last_open integer, highlights integer, pages integer, series text, language text, md5 text, "
    "total_read_time integer, total_read_pages integer)"
)
TODAY = (
    "CREATE TABLE page_stat_data (id_book integer, page integer NOT NULL DEFAULT 0, "
    "start_time integer NOT NULL DEFAULT 0, duration integer NOT NULL DEFAULT 0, "
    "total_pages integer NOT NULL DEFAULT 0, UNIQUE (id_book, page, start_time))",
    "CREATE INDEX page_stat_data_start_time ON page_stat_data(start_time)",
    "CREATE VIEW page_stat AS SELECT id_book, page, start_time, duration / 0 AS duration FROM page_stat_data",
)
BEFORE_2020 = (
    "CREATE TABLE page_stat (id_book integer, page integer NOT NULL, start_time integer NOT NULL, "
    "period integer NOT NULL, UNIQUE (page, start_time))",
    "CREATE TABLE info (version integer)",
)


def a_book(number: int = 1, **values: Any) -> dict[str, Any]:
    """A row of the table of books."""
    usual = {
        "id": number,
        "title": f"Title {number}",
        "authors": "Ada Example",
        "notes": 0,
        "last_open": 1_700_000_000,
        "highlights": 0,
        "pages": 300,
        "series": "N/A",
        "language": "en",
        "md5": DIGEST,
        "total_read_time": 60,
        "total_read_pages": 2,
    }
    return usual | values


def open_file(path: Path, schema: int = 20221111) -> sqlite3.Connection:
    """An empty database of this schema; of 0 for the one before October 2020."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema}")
    for statement in (BOOK, *(TODAY if schema else BEFORE_2020)):
        connection.execute(statement)
    return connection


def fill(
    connection: sqlite3.Connection, books: Iterable[dict[str, Any]], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Write books and page views, and commit."""
    for book in books:
        marks = ", ".join(f":{name}" for name in book)
        connection.execute(f"INSERT INTO book ({', '.join(book)}) VALUES ({marks})", book)
    (table,) = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'page_stat%'"
    ).fetchone()
    for row in rows:
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    connection.commit()


def write_statistics(
    path: Path,
    books: Iterable[dict[str, Any]] = (),
    rows: Iterable[tuple[Any, ...]] = (),
    schema: int = 20221111,
) -> None:
    """A whole database, closed."""
    with closing(open_file(path, schema)) as connection:
        fill(connection, books, rows)
