"""KoInsight's database, with the tables as its migrations leave them (KoInsight 86e740d)."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

TABLES = (
    "CREATE TABLE device (id varchar(255) PRIMARY KEY, model varchar(255))",
    "CREATE TABLE book (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, md5 varchar(32) NOT NULL UNIQUE, "
    "title varchar(255), authors varchar(255), series varchar(255), language varchar(255), "
    "soft_deleted boolean DEFAULT 0)",
    "CREATE TABLE book_device (id integer PRIMARY KEY AUTOINCREMENT, book_md5 varchar(255), "
    "device_id varchar(255), last_open integer DEFAULT 0, notes integer, highlights integer, "
    "pages integer DEFAULT 0, total_read_time integer, total_read_pages integer, UNIQUE (book_md5, device_id))",
    "CREATE TABLE page_stat (id integer PRIMARY KEY AUTOINCREMENT, page integer NOT NULL, "
    "start_time integer NOT NULL, duration integer NOT NULL, total_pages integer NOT NULL, "
    "device_id varchar(255), book_md5 varchar(32), UNIQUE (book_md5, device_id, page, start_time))",
)

Row = tuple[str, str, int, int, int]
"""Device, digest, page, start and seconds."""


def write_koinsight(path: Path, books: dict[str, str], rows: Iterable[Row]) -> None:
    """A database with these books, title by digest, of 200 pages each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        for statement in TABLES:
            connection.execute(statement)
        for digest, title in books.items():
            sql = "INSERT INTO book (md5, title, authors, series, language) VALUES (?, ?, 'Ada Example', 'N/A', 'en')"
            connection.execute(sql, (digest, title))
        for device, digest, page, start, seconds in rows:
            connection.execute("INSERT OR IGNORE INTO device VALUES (?, 'Kobo')", (device,))
            connection.execute(
                "INSERT OR IGNORE INTO book_device (book_md5, device_id, pages, last_open) VALUES (?, ?, 200, ?)",
                (digest, device, start),
            )
            connection.execute(
                "INSERT INTO page_stat (device_id, book_md5, page, start_time, duration, total_pages)"
                " VALUES (?, ?, ?, ?, ?, 200)",
                (device, digest, page, start, seconds),
            )
        connection.commit()
