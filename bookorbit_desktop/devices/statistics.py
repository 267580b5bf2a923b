"""Reads a device's statistics.sqlite3 from a copy: raw page rows of every schema, even from a damaged file.

device-files.md, "settings/statistics.sqlite3"; device-variants.md section 5, "Statistics". The current view
`page_stat` is never read: it loses time and invents pages.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import chain, groupby, islice
from operator import lt
from pathlib import Path
from typing import Any, Final

from bookorbit_desktop.devices.files import Unread, copy_file, describe, read_lua
from bookorbit_desktop.devices.lua_values import LuaTable, shown
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.rollback_journal import names_another_file
from bookorbit_desktop.domain.usb.files import (
    DeviceStatistics,
    OldStatistics,
    PageRow,
    PageRows,
    StatisticsBook,
    UnreadFile,
)
from bookorbit_desktop.domain.usb.page_columns import PageColumns
from bookorbit_desktop.domain.usb.page_views import LARGEST, is_possible

MOST_TRIES = 20_000
"""Searches after which the rest of a gap is given up. A missing page of the file takes about 200."""
UNREADABLE = (sqlite3.DatabaseError, MemoryError)
"""What SQLite raises at damage: a damaged number may claim more bytes than there is memory."""
_FIRST, _LAST = -(2**63), 2**63 - 1
_FARTHEST = 2**24
"""How many row numbers after the first damage are searched if the last one is unknown."""
_BLOCK = 256
"""Rows fetched at once."""


class RowReader:
    """The rows of one table by row number. `is_damaged` then tells whether any were lost.

    Rows are read forward to the first damage and backward to the last, then by bisection in between. A number
    out of order is damage too: not a row, but the remains of a truncated page.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        table: str,
        columns: Sequence[str],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._connection = connection
        self._is_cancelled = is_cancelled
        self._query = (
            f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED "
            "WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        )
        self.is_damaged = False
        self._reached = _FIRST - 1
        """The number of the last row before the first damage."""

    def rows(self) -> Iterator[Sequence[Any]]:
        """Every readable row."""
        for columns in self.blocks():
            yield from zip(*columns, strict=True)

    def blocks(self) -> Iterator[Sequence[Sequence[Any]]]:
        """Every readable row in blocks, each as the values of each column."""
        last = _FIRST - 1
        try:
            cursor = self._connection.execute(self._query, (_FIRST, _LAST))
            while block := cursor.fetchmany(_BLOCK):
                numbers, *columns = zip(*block, strict=True)
                if numbers[0] <= last or not all(map(lt, numbers, islice(numbers, 1, None))):
                    break
                last = numbers[-1]
                yield columns
            else:
                return
        except UNREADABLE:
            if self._is_cancelled():
                return
        rows = chain(self._before_damage(last), self._after_damage())
        while block := list(islice(rows, _BLOCK)):
            _, *columns = zip(*block, strict=True)
            yield columns

    def _before_damage(self, last: int) -> Iterator[Sequence[Any]]:
        """The rows after a given number up to the first damage."""
        self._reached = last
        with suppress(*UNREADABLE):
            for row in self._connection.execute(self._query, (min(last + 1, _LAST), _LAST)):
                if row[0] <= self._reached:
                    break
                self._reached = row[0]
                yield row

    def _after_damage(self) -> Iterator[Sequence[Any]]:
        if self._reached < _LAST and not self._is_cancelled():
            yield from self._after(0 if self._reached < _FIRST else self._reached + 1)

    def _after(self, first: int) -> Iterator[Sequence[Any]]:
        """The readable rows after the first damage."""
        self.is_damaged = True
        tail, reached = self._backward(first)
        farthest = min(first + _FARTHEST, _LAST)
        yield from self._between(first, (farthest if reached is None else reached) - 1)
        yield from tail

    def _backward(self, first: int) -> tuple[list[Sequence[Any]], int | None]:
        """The rows from the end back to the last damage, and the lowest row number among them."""
        found: list[Sequence[Any]] = []
        reached = None
        with suppress(*UNREADABLE):
            for row in self._connection.execute(f"{self._query} DESC", (first, _LAST)):
                if not first <= row[0] < (_LAST if reached is None else reached):
                    break
                reached = row[0]
                found.append(row)
        return found[::-1], reached

    def _between(self, first: int, last: int) -> Iterator[Sequence[Any]]:
        """The readable rows in a gap, found by bisection."""
        waiting, tries = [(first, last)], 0
        while waiting and tries < MOST_TRIES and not self._is_cancelled():
            low, high = waiting.pop()
            tries += 1
            try:
                rows = self._connection.execute(self._query, (low, high)).fetchall()
            except UNREADABLE:
                if low < high:
                    middle = (low + high) // 2
                    waiting += [(middle + 1, high), (low, middle)]
                continue
            yield from (row for row in rows if low <= row[0] <= high)


def read_old_statistics(data_folder: bytes) -> tuple[list[OldStatistics], list[UnreadFile]]:
    """A record for each book of the folder, and the files that could not be read."""
    folder = os.path.join(data_folder, b"statistics")
    found: list[OldStatistics] = []
    unread: list[UnreadFile] = []
    try:
        with os.scandir(folder) as entries:
            names = sorted({entry.name.removesuffix(b".old") for entry in entries if not entry.is_dir()})
    except (FileNotFoundError, NotADirectoryError):
        return found, unread
    except OSError as error:
        return found, [UnreadFile(folder, describe(error))]
    for name in names:
        path = os.path.join(folder, name)
        try:
            found.append(_record(path, read_lua(path).table))
        except Unread as error:
            unread.append(UnreadFile(path, error.message))
    return found, unread


def _record(path: bytes, table: LuaTable) -> OldStatistics:
    turns = (
        (detail.whole("time"), detail.whole("page")) for detail in table.table("details").tables_in_order()
    )
    return OldStatistics(
        path=path,
        title=table.text("title"),
        authors=table.text("authors"),
        digest=table.text("md5").strip().lower(),
        pages=table.whole("pages") or 0,
        read_seconds=table.whole("total_time") or 0,
        page_times=tuple(
            sorted((time, page) for time, page in turns if time is not None and page is not None)
        ),
    )


DATABASE: Final = b"statistics.sqlite3"
_BESIDE: Final = (b"-wal", b"-shm", b"-journal")
"""A journal that was left holds what a database had before a write that did not end: SQLite puts that back."""
_BOOK_COLUMNS: Final = (
    *("id", "title", "authors", "md5", "pages", "series", "language"),
    *("total_read_time", "total_read_pages", "last_open"),
)
_ROW_COLUMNS: Final = ("id_book", "page", "start_time", "duration", "total_pages")
_NOBODY: Final = "N/A"

Cancelled = Callable[[], bool]


def read_statistics(
    folder: bytes, is_cancelled: Cancelled = lambda: False
) -> tuple[DeviceStatistics | None, list[UnreadFile]]:
    """The statistics in KOReader's settings folder, and what could not be read of them. Blocks.

    If nothing of the database is readable, its newest older copy is read instead.
    """
    unread: list[UnreadFile] = []
    for path in _candidates(folder):
        try:
            statistics, problem = read_database(path, is_cancelled)
        except Unread as error:
            unread.append(UnreadFile(path, error.message))
            continue
        return statistics, unread + ([UnreadFile(path, problem)] if problem else [])
    return None, unread


def _candidates(folder: bytes) -> list[bytes]:
    """The database, if it exists, then KOReader's backups of it, newest first."""
    try:
        names = [entry.name for entry in os.scandir(folder)]
    except OSError:
        return []
    copies = [
        os.path.join(folder, name)
        for name in names
        if name == DATABASE + b".sync" or name.startswith(DATABASE + b".bkp.")
    ]
    main = [os.path.join(folder, DATABASE)] if DATABASE in names else []
    return main + sorted(copies, key=_written, reverse=True)


def _written(path: bytes) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0


def read_database(
    path: bytes,
    is_cancelled: Cancelled = lambda: False,
    reshape: Callable[[sqlite3.Connection], object] = lambda copy: None,
) -> tuple[DeviceStatistics, Message]:
    """Copy a database with its log or journal and read the copy. Returns what was lost, as text. Raises
    Unread.

    `reshape` converts another program's database to KOReader's tables.
    """
    with tempfile.TemporaryDirectory(prefix="bookorbit-") as folder:
        copy = Path(folder) / "statistics.sqlite3"
        copy_file(path, copy)
        for ending in _BESIDE:
            if os.path.isfile(path + ending):
                _copy_beside(path + ending, copy.with_name(copy.name + ending.decode()))
        try:
            with _open(copy, is_cancelled) as connection:
                reshape(connection)
                return _read(connection, path, is_cancelled)
        except (sqlite3.Error, MemoryError) as error:
            raise Unread(
                Message("This statistics database is too damaged to read: {0}.", str(error))
            ) from error


def _copy_beside(path: bytes, copy: Path) -> None:
    """Copy a log or journal, unless rolling it back would delete a file here. Raises Unread."""
    copy_file(path, copy)
    with copy.open("rb") as file:
        is_harmful = names_another_file(file)
    if is_harmful:
        copy.unlink()


@contextmanager
def _open(copy: Path, is_cancelled: Cancelled) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(copy)) as connection:
        connection.text_factory = bytes
        connection.set_progress_handler(is_cancelled, 100_000)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        # Otherwise a file that was cut short is not opened at all.
        connection.execute("PRAGMA writable_schema = ON")
        yield connection


def _read(
    connection: sqlite3.Connection, path: bytes, is_cancelled: Cancelled
) -> tuple[DeviceStatistics, Message]:
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    tables = _tables(connection)
    if "book" not in tables:
        raise Unread(Message("This file isn't a KOReader statistics database: it has no table of books."))
    books = RowReader(connection, "book", _columns(connection, "book", _BOOK_COLUMNS), is_cancelled)
    found = tuple(_book(row) for row in books.rows())
    name = next((name for name in ("page_stat_data", "page_stat") if name in tables), None)
    views: Sequence[PageRow] = ()
    is_damaged, impossible = books.is_damaged, 0
    if name is not None:
        pages = {book.id: book.pages for book in found}
        reader = RowReader(connection, name, _columns(connection, name, _ROW_COLUMNS), is_cancelled)
        views, impossible = _page_rows(reader.blocks(), pages)
        is_damaged |= reader.is_damaged
    problem = Message("Page views skipped because their time or page is impossible: {0}.", impossible)
    if is_damaged:
        problem = Message("This database is damaged. Page views recovered: {0}.", len(views))
    elif not impossible:
        problem = NOTHING
    return DeviceStatistics(path, schema, found, views, is_damaged=is_damaged), problem


def _tables(connection: sqlite3.Connection) -> set[str]:
    """The ordinary tables: no views, and nothing that runs code of an extension."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'create virtual%'"
    )
    return {shown(name) for (name,) in rows}


def _columns(connection: sqlite3.Connection, table: str, wanted: Sequence[str]) -> list[str]:
    """The select list for the wanted columns, by name for any schema version; NULL for a missing one."""
    there = {shown(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")}
    if "rowid" in there:
        raise Unread(
            Message("This file isn't a KOReader statistics database: a column in it is called “rowid”.")
        )
    older = {"duration": "period"}
    names = [name if name in there else older.get(name, "") for name in wanted]
    return [name if name in there else "NULL" for name in names]


def _book(row: Sequence[Any]) -> StatisticsBook:
    number, title, authors, digest, pages, series, language, seconds, read_pages, last_open = row
    total = _whole(seconds) or 0
    return StatisticsBook(
        id=_whole(number) or 0,
        title=shown(title),
        authors=_known(authors),
        digest=shown(digest).strip().lower(),
        pages=_whole(pages) or 0,
        series=_known(series),
        language=_known(language),
        read_seconds=total if is_possible(total) else 0,
        read_pages=_whole(read_pages) or 0,
        last_open=_whole(last_open) or 0,
    )


def _page_rows(blocks: Iterator[Sequence[Sequence[Any]]], pages: dict[int, int]) -> tuple[PageRows, int]:
    """The page views, and the number of rows with an impossible time or page."""
    by_book: dict[int | None, PageColumns] = {}
    impossible = 0
    for columns in blocks:
        try:
            sound = PageColumns.of(*columns[1:])
            is_sound = all(type(book) is int for book in set(columns[0]))
        except (TypeError, OverflowError):  # a value that is no number
            is_sound = False
        if is_sound and all(min(column) > -LARGEST and max(column) < LARGEST for column in columns[1:]):
            _add_sound(by_book, columns[0], sound)
        else:
            impossible += _add_doubtful(by_book, zip(*columns, strict=True), pages)
    return PageRows(by_book), impossible


def _add_sound(by_book: dict[int | None, PageColumns], books: Sequence[int], views: PageColumns) -> None:
    """Add views in runs, because people read one book for a while."""
    begin = 0
    for book, run in groupby(books):
        end = begin + len(list(run))
        _columns_of(by_book, book).extend(views.part(begin, end))
        begin = end


def _add_doubtful(
    by_book: dict[int | None, PageColumns], rows: Iterable[Sequence[Any]], pages: dict[int, int]
) -> int:
    """Add the plausible rows; returns the number with an impossible time or page.

    Before October 2020 the page count is the book's.
    """
    impossible = 0
    for row in rows:
        book, page, start, seconds = map(_whole, row[:4])
        if page is None or start is None or seconds is None:
            continue
        total = pages.get(book, 0) if row[4] is None and book is not None else _whole(row[4]) or 0
        if is_possible(page, start, seconds, total):
            _columns_of(by_book, book).append(page, start, seconds, total)
        else:
            impossible += 1
    return impossible


def _columns_of(by_book: dict[int | None, PageColumns], book: int | None) -> PageColumns:
    columns = by_book.get(book)
    if columns is None:
        columns = by_book[book] = PageColumns()
    return columns


def _known(value: Any) -> str:
    text = shown(value).strip()
    return "" if text == _NOBODY else text


def _whole(value: Any) -> int | None:
    """An integer or None: SQLite allows any type in any column."""
    return int(value) if isinstance(value, int | float) and abs(value) < 2**63 else None
