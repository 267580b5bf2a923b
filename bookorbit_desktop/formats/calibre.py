"""Reads a Calibre library from a copy of its metadata.db, never from the file that Calibre may be writing.

Calibre can write meanwhile: nothing is locked, and nothing is created beside its files.
"""

import errno
import os
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.language import language_code
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.rollback_journal import names_another_file
from bookorbit_desktop.domain.library.calibre import (
    CalibreBook,
    CalibreColumn,
    CalibreContents,
    ColumnKind,
    ColumnValue,
    stars,
)
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.files import describe_failure, open_regular
from bookorbit_desktop.formats.identifiers import identifiers
from bookorbit_desktop.formats.markup import clean_line, known_names, series_position, unique_lines

Rows = Callable[[str], Iterator[tuple[object, ...]]]
"""Runs a query; raises sqlite3.OperationalError if a table or column is missing."""

_KINDS: Final = {
    "bool": ColumnKind.YES_NO,
    "text": ColumnKind.TEXT,
    "enumeration": ColumnKind.TEXT,
    "datetime": ColumnKind.DATE,
    "rating": ColumnKind.RATING,
}
_FIRST_YEAR: Final = 1000
"""Calibre writes the year 101 for an unknown day."""


@dataclass(frozen=True, slots=True)
class _Tables:
    """The data about books in the tables, by Calibre's book id."""

    authors: Mapping[int, list[str]]
    series: Mapping[int, list[str]]
    languages: Mapping[int, list[str]]
    publishers: Mapping[int, list[str]]
    tags: Mapping[int, list[str]]
    comments: Mapping[int, list[str]]
    identifiers: Mapping[int, list[tuple[str, str]]]
    ratings: Mapping[int, float]
    files: Mapping[int, list[tuple[str, str]]]
    """File names without extension, and their extensions."""
    values: Mapping[int, dict[str, ColumnValue]]


def read_tables(rows: Rows, folder: bytes) -> CalibreContents:
    """Read everything used from the library in `folder`."""
    found = list(_columns(rows))
    tables = _Tables(
        authors=_texts(rows, _linked("authors", "author")),
        series=_texts(rows, _linked("series", "series")),
        languages=_texts(rows, _linked("languages", "lang_code", "lang_code", "l.item_order, l.id")),
        publishers=_texts(rows, _linked("publishers", "publisher")),
        tags=_texts(rows, _linked("tags", "tag", order="t.name")),
        comments=_texts(rows, "SELECT book, text FROM comments"),
        identifiers=_pairs(rows, "SELECT book, type, val FROM identifiers ORDER BY id"),
        ratings=_ratings(rows, _linked("ratings", "rating", "rating")),
        files=_pairs(rows, "SELECT book, name, format FROM data ORDER BY id"),
        values=_values(rows, found),
    )
    query = "SELECT id, title, series_index, path, uuid, pubdate FROM books ORDER BY id"
    books = tuple(_book(row, tables, folder) for row in rows(query) if isinstance(row[0], int))
    return CalibreContents(tuple(column for _, _, column in found), books)


def _linked(table: str, link: str, name: str = "name", order: str = "l.id") -> str:
    return (
        f"SELECT l.book, t.{name} FROM books_{table}_link AS l JOIN {table} AS t ON t.id = l.{link}"
        f" ORDER BY l.book, {order}"
    )


def _texts(rows: Rows, query: str) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for book, text in rows(query):
        if isinstance(book, int) and isinstance(text, str):
            found[book].append(text)
    return found


def _pairs(rows: Rows, query: str) -> Mapping[int, list[tuple[str, str]]]:
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for book, first, other in rows(query):
        if isinstance(book, int):
            found[book].append((str(first), str(other)))
    return found


def _ratings(rows: Rows, query: str) -> Mapping[int, float]:
    pairs = ((book, stars(rating)) for book, rating in rows(query))
    return {book: rating for book, rating in pairs if isinstance(book, int) and rating is not None}


def _columns(rows: Rows) -> Iterator[tuple[int, bool, CalibreColumn]]:
    """Each usable custom column: its number, whether its values have their own table, and the column."""
    query = "SELECT id, label, name, datatype, is_multiple, normalized FROM custom_columns WHERE NOT mark_for_delete"
    for number, label, name, datatype, is_multiple, normalized in rows(f"{query} ORDER BY id"):
        kind = _KINDS.get(str(datatype))
        if isinstance(number, int) and kind is not None and not is_multiple:
            yield number, bool(normalized), CalibreColumn(str(label), clean_line(str(name)), kind)


def _values(
    rows: Rows, columns: list[tuple[int, bool, CalibreColumn]]
) -> Mapping[int, dict[str, ColumnValue]]:
    found: defaultdict[int, dict[str, ColumnValue]] = defaultdict(dict)
    for number, is_normalized, column in columns:
        table = f"custom_column_{number}"
        query = f"SELECT book, value FROM {table}"
        for book, raw in rows(_linked_value(table) if is_normalized else query):
            value = _value(raw, column.kind)
            if isinstance(book, int) and value is not None:
                found[book][column.label] = value
    return found


def _linked_value(table: str) -> str:
    return f"SELECT l.book, t.value FROM books_{table}_link AS l JOIN {table} AS t ON t.id = l.value"


def _value(raw: object, kind: ColumnKind) -> ColumnValue | None:
    match kind:
        case ColumnKind.YES_NO:
            return bool(raw) if isinstance(raw, int) else None
        case ColumnKind.TEXT:
            return (clean_line(raw) or None) if isinstance(raw, str) else None
        case ColumnKind.DATE:
            return calibre_day(raw)
        case ColumnKind.RATING:
            return stars(raw)


def calibre_day(raw: object) -> date | None:
    """The day of one of Calibre's timestamps; None if there is none or it means "unknown".

    Calibre stores UTC. A day picked by a person is midnight in their time zone; one from a file is midnight
    UTC.
    """
    if not isinstance(raw, str):
        return None
    try:
        moment = datetime.fromisoformat(raw.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        utc = moment.astimezone(UTC)
        is_midnight = (utc.hour, utc.minute, utc.second) == (0, 0, 0)
        day = utc.date() if is_midnight else utc.astimezone().date()
    except (ValueError, OverflowError, OSError):
        return None
    return day if day.year >= _FIRST_YEAR else None


def _book(row: tuple[object, ...], tables: _Tables, folder: bytes) -> CalibreBook:
    number, title, series_index, path, uuid, pubdate = row
    key = number if isinstance(number, int) else 0
    series = clean_line(next(iter(tables.series.get(key, ())), ""))
    published = calibre_day(pubdate)
    metadata = BookMetadata(
        title=clean_line(str(title)),
        # A bar stands for a comma inside of a name.
        authors=known_names(name.replace("|", ",") for name in tables.authors.get(key, ())),
        series=series,
        series_index=series_position(str(series_index)) if series else None,
        language=_language(tables.languages.get(key, [])),
        identifiers=identifiers(tables.identifiers.get(key, ())),
        publisher=clean_line(next(iter(tables.publishers.get(key, ())), "")),
        published=published.isoformat() if published else "",
        subjects=unique_lines(tables.tags.get(key, ())),
    )
    parts = str(path).split("/")  # on every system
    paths = tuple(
        os.path.join(folder, *map(os.fsencode, (*parts, f"{name}.{ending.lower()}")))  # noqa: PTH118
        for name, ending in tables.files.get(key, ())
        if _is_name(str(path)) and _is_name(name)
    )
    return CalibreBook(
        clean_line(uuid if isinstance(uuid, str) else ""),
        metadata,
        paths,
        tables.ratings.get(key),
        tables.values.get(key, {}),
        "\n\n".join(tables.comments.get(key, ())),
    )


def _is_name(text: str) -> bool:
    """Whether it is valid in a path, as SQLite may contain any text."""
    return bool(text) and "\0" not in text


def _language(codes: list[str]) -> str:
    first = clean_line(next(iter(codes), ""))
    return language_code(first) or ("" if first == "und" else first)


NAME: Final = b"metadata.db"
DAMAGED: Final = Message(
    "Calibre's database, metadata.db, is damaged, so BookOrbit uses the metadata in the "
    "files. In Calibre, choose Library maintenance ▸ Restore database; BookOrbit then "
    "reads it automatically."
)
TOO_NEW: Final = Message(
    "This library was written by a newer Calibre, so BookOrbit uses the metadata in the "
    "files. Check for a BookOrbit update."
)
MISSING: Final = Message(
    "Calibre's database, metadata.db, is missing, so BookOrbit uses the metadata in the "
    "files. Is this still your Calibre library? If not, remove the folder."
)

ENDLESS: Final = Message(
    "Calibre's database, metadata.db, is damaged: it never ends. BookOrbit uses the "
    "metadata in the files. In Calibre, choose Library maintenance ▸ Restore database; "
    "BookOrbit then reads it automatically."
)

_MOST_ROWS: Final = 5_000_000
_MOST_TEXT: Final = 400_000_000
"""Characters. A library of 100,000 books has a million rows and half of this; pages that lead back into one another
have no end."""
_LONGEST_FILE: Final = 2 << 30
"""Bytes; a library of 100,000 books has a quarter of that."""
_LEFT_FREE: Final = 64 << 20
_LONGEST_VALUE: Final = 32 * 1024 * 1024
"""Bytes."""
_MOST_STEPS: Final = 2_000
"""In millions of SQLite instructions: about 20 seconds."""
_MAGIC: Final = b"SQLite format 3\0"
_TRUST_NOTHING: Final = "PRAGMA trusted_schema=OFF"
_SCHEMA: Final = "PRAGMA user_version"
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"
_KNOWN_SCHEMA: Final = 25
"""Calibre 6; later ones are read as long as the needed parts are unchanged."""
_ATTEMPTS: Final = 5
_COMPANIONS: Final = (b"-journal", b"-wal")
"""The files SQLite needs beside a database to roll back, or complete, an interrupted change."""


class CalibreUnusable(BookOrbitError):
    """A Calibre library can't be read. The text says why and what to do."""


class CalibreBusy(Exception):
    """Calibre is still writing. Once it is done, the change is noticed as usual."""


class _Endless(Exception):
    """A query returned more than a database of its size can hold."""


def is_calibre_library(folder: bytes) -> bool:
    """Whether a folder looks like a Calibre library: it contains a metadata.db."""
    return os.path.isfile(os.path.join(folder, NAME))  # noqa: PTH113, PTH118 (paths are bytes)


def library_stamp(folder: bytes) -> str:
    """A stamp that changes with the list of books; empty if it cannot be read.

    SQLite counts changes in bytes 24 to 27 of a database (its file format, section 1.3.7).
    """
    try:
        with open_regular(os.path.join(folder, NAME)) as file:  # noqa: PTH118
            header, status = file.read(100), os.fstat(file.fileno())
    except (Unreadable, OSError):
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{header[24:28].hex()}"


def read_library(folder: bytes) -> CalibreContents | None:
    """Everything used from a Calibre library; None if the metadata.db is another program's.

    Raises CalibreUnusable, and CalibreBusy while Calibre keeps writing.
    """
    with tempfile.TemporaryDirectory(prefix="bookorbit-calibre-") as scratch:
        copy = Path(scratch) / "metadata.db"
        _copy_settled(folder, copy)
        if not _is_database(copy):
            raise CalibreUnusable(DAMAGED)
        try:
            with closing(sqlite3.connect(copy)) as connection:
                return _read(connection, folder)
        except (sqlite3.Error, UnicodeDecodeError) as error:  # what SQLite says may quote damaged bytes
            raise CalibreUnusable(DAMAGED) from error
        except _Endless as error:
            raise CalibreUnusable(ENDLESS) from error


def whole_metadata(book: CalibreBook) -> BookMetadata:
    """A book's metadata in Calibre, with its comments as a plain description."""
    from bookorbit_desktop.formats.markup import plain_text  # lxml would delay the window

    return replace(book.metadata, description=plain_text(book.comments))


def _is_database(copy: Path) -> bool:
    """Whether it begins like a database, as SQLite takes a file of a few bytes for an empty one."""
    with copy.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _copy_settled(folder: bytes, copy: Path) -> None:
    """Copy the database while nothing is being written. Raises CalibreUnusable."""
    source = os.path.join(folder, NAME)  # noqa: PTH118
    for _ in range(_ATTEMPTS):
        before = _moment(source)
        try:
            for companion in _COMPANIONS:
                target = copy.with_name(copy.name + companion.decode())
                target.unlink(missing_ok=True)
                with suppress(Unreadable):
                    _copy_companion(source + companion, target)
            _copy(source, copy)
        except (Unreadable, OSError) as error:
            reason = error.message if isinstance(error, Unreadable) else describe_failure(error)
            raise CalibreUnusable(
                Message(
                    (
                        "Calibre's database, metadata.db, can't be read, so BookOrbit uses the "
                        "metadata in the files. {0}"
                    ),
                    reason,
                )
            ) from error
        if before == _moment(source):
            return
    raise CalibreBusy


def _copy_companion(source: bytes, target: Path) -> None:
    """Copy a log or journal, unless rolling it back would delete a file here. Raises CalibreUnusable."""
    _copy(source, target)
    with target.open("rb") as file:
        is_harmful = names_another_file(file)
    if is_harmful:
        target.unlink()


def _copy(source: bytes, target: Path) -> None:
    """Copy the file within limits, because a sparse one could fill the disk here. Raises CalibreUnusable."""
    with open_regular(source) as file, target.open("wb") as copy:
        size = os.fstat(file.fileno()).st_size
        if size > _LONGEST_FILE:
            raise CalibreUnusable(ENDLESS)
        if size > shutil.disk_usage(target.parent).free - _LEFT_FREE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        while size > 0 and (piece := file.read(min(size, 1 << 20))):
            copy.write(piece)
            size -= len(piece)


def _moment(source: bytes) -> tuple[object, ...]:
    stamps: list[object] = [library_stamp(os.path.dirname(source))]  # noqa: PTH120
    for companion in _COMPANIONS:
        try:
            status = os.stat(source + companion)  # noqa: PTH116
            stamps.append((status.st_size, status.st_mtime_ns))
        except OSError:
            stamps.append(None)
    return tuple(stamps)


def _read(connection: sqlite3.Connection, folder: bytes) -> CalibreContents | None:
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.execute(_TRUST_NOTHING)
    limits = _Limits()
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.set_progress_handler(limits.is_over, 1_000_000)
    connection.set_authorizer(_only_tables)
    (schema,) = connection.execute(_SCHEMA).fetchone()
    names = {name for (name,) in connection.execute(_TABLES)}
    if names.isdisjoint({"books", "authors", "data", "library_id"}):
        return None
    try:
        return read_tables(lambda query: limits.counted(connection.execute(query)), folder)
    except sqlite3.OperationalError as error:  # a table or a column is not there
        if limits.steps > _MOST_STEPS:
            raise _Endless from error
        raise CalibreUnusable(TOO_NEW if schema > _KNOWN_SCHEMA else DAMAGED) from error


def _only_tables(
    _action: int, _one: str | None, _other: str | None, _base: str | None, inner: str | None
) -> int:
    """Deny everything done by views and triggers, which Calibre's own tables do not need."""
    return sqlite3.SQLITE_DENY if inner else sqlite3.SQLITE_OK


class _Limits:
    """Counts how much a database has returned."""

    def __init__(self) -> None:
        self.steps = 0
        self._rows = 0
        self._text = 0

    def is_over(self) -> bool:
        """Whether to stop a query that runs too long."""
        self.steps += 1
        return self.steps > _MOST_STEPS

    def counted(self, rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
        """The rows, counted. Raises _Endless if there are too many."""
        for row in rows:
            self._rows += 1
            self._text += sum(len(value) for value in row if isinstance(value, str | bytes))
            if self._rows > _MOST_ROWS or self._text > _MOST_TEXT:
                raise _Endless
            yield row
