"""Reads page views that KoInsight collected from KOReader devices, from a copy of its database.

The tables of its migrations (KoInsight 86e740d): `book` with the digest as `md5`, and `page_stat` with the
columns of KOReader's own `page_stat_data`, a row per device: device-variants.md, "Sources".
"""

import os
import sqlite3
from typing import Final

from bookorbit_desktop.devices.files import Unread
from bookorbit_desktop.devices.statistics import DATABASE, Cancelled, read_database
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.usb.files import DeviceKind, DeviceStatistics, FoundDevice, UnreadFile

_NAMES: Final = (b"prod.sqlite3", b"dev.sqlite3", b"koinsight.sqlite3", b"koinsight.db")
"""The names in KoInsight's data folder, and usual names of copies."""
_NEEDED: Final = {"book": {"md5", "title"}, "page_stat": {"book_md5", "page", "start_time", "duration"}}
NEITHER: Final = Message("This file is neither KOReader's statistics nor the database of KoInsight.")
_VIEWS: Final = """
CREATE TABLE page_stat_data AS SELECT b.rowid AS id_book, p.page, p.start_time, MAX(p.duration) AS duration,
{total} AS total_pages FROM page_stat p JOIN book b ON b.md5 = p.book_md5
GROUP BY b.rowid, p.page, p.start_time ORDER BY b.rowid, p.start_time
"""
"""Without duplicates: after KOReader's own cloud sync every device has the views of all."""
_BOOKS: Final = """
CREATE TABLE renamed_book AS SELECT b.rowid AS id, b.md5, b.title, {authors} AS authors, {series} AS series,
{language} AS language, {pages} AS pages, 0 AS total_read_time, 0 AS total_read_pages, {opened} AS last_open FROM book b
"""


def read_other_statistics(
    path: bytes, is_cancelled: Cancelled = lambda: False
) -> tuple[FoundDevice, DeviceStatistics, list[UnreadFile]] | None:
    """The page views in a file or a folder that is no device: KoInsight's, or a copy of KOReader's database.

    None if there are none. A file chosen directly may be either, whatever its name. Blocks.
    """
    is_file = os.path.isfile(path)
    folder = os.path.dirname(path) if is_file else path
    candidates = [path] if is_file else [os.path.join(path, name) for name in (*_NAMES, DATABASE)]
    for candidate in filter(os.path.isfile, candidates):
        try:
            found = _KoInsight()
            statistics, problem = read_database(candidate, is_cancelled, found.reshape)
        except Unread:
            continue
        kind = DeviceKind.KOINSIGHT if found.is_there else DeviceKind.FOLDER
        name = "KoInsight" if found.is_there else DATABASE.decode()
        device = FoundDevice(kind, folder, None, device_id=name)
        return device, statistics, [UnreadFile(candidate, problem)] if problem else []
    return None


class _KoInsight:
    """Recognises KoInsight's database and converts it to KOReader's form."""

    def __init__(self) -> None:
        self.is_there = False

    def reshape(self, copy: sqlite3.Connection) -> None:
        """Create KOReader's tables. Raises Unread for another program's database."""
        columns = {table: _columns(copy, table) for table in ("book", "page_stat", "book_device")}
        if not all(needed <= columns[table] for table, needed in _NEEDED.items()):
            if "md5" not in columns["book"] or _columns(copy, "book_device"):
                raise Unread(NEITHER)
            return
        self.is_there = True
        total = "MAX(p.total_pages)" if "total_pages" in columns["page_stat"] else "0"
        copy.execute(_VIEWS.format(total=total))
        names = {
            name: f"b.{name}" if name in columns["book"] else "''"
            for name in ("authors", "series", "language")
        }
        newest = {"pages": "pages", "opened": "last_open"}
        for word, column in newest.items():
            sql = f"(SELECT MAX(d.{column}) FROM book_device d WHERE d.book_md5 = b.md5)"
            names[word] = sql if {column, "book_md5"} <= columns["book_device"] else "0"
        copy.execute(_BOOKS.format(**names))
        copy.execute("DROP TABLE book")
        copy.execute("ALTER TABLE renamed_book RENAME TO book")


def _columns(copy: sqlite3.Connection, table: str) -> set[str]:
    rows = copy.execute(f"PRAGMA table_info({table})").fetchall()
    return {name.decode("utf-8", "replace") for _, name, *_ in rows}
