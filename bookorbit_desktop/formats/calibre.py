"""Reading a Calibre library: a copy of its metadata.db, never the file that Calibre may be writing.

Calibre is free to write meanwhile: nothing is locked, and nothing is made beside its files.
"""

import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.calibre import (
    CalibreBook,
    CalibreColumn,
    CalibreContents,
    ColumnKind,
    ColumnValue,
    stars,
)
from bookorbit_desktop.domain.errors import BookOrbitError
from bookorbit_desktop.domain.language import language_code
from bookorbit_desktop.domain.metadata import BookMetadata
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.files import describe_failure, open_regular
from bookorbit_desktop.formats.identifiers import identifiers
from bookorbit_desktop.formats.markup import plain_text
from bookorbit_desktop.formats.text import clean_line, known_names, series_position, unique_lines

NAME: Final = b"metadata.db"
DAMAGED: Final = (
    "Calibre's list of books, metadata.db, is damaged, so what the files say is used. In Calibre, choose Library "
    "maintenance, Restore database; BookOrbit then reads it by itself."
)
TOO_NEW: Final = (
    "A newer Calibre than BookOrbit knows wrote this library, so what the files say is used. Look for a newer "
    "BookOrbit."
)
UNREADABLE: Final = "Calibre's list of books, metadata.db, cannot be read, so what the files say is used."
BUSY: Final = "Calibre is writing just now. Its changes are read once it is done."

_KNOWN_SCHEMA: Final = 25
"""Calibre 6; later ones are read all the same as long as what is needed is where it was."""
_ATTEMPTS: Final = 5
_COMPANIONS: Final = (b"-journal", b"-wal")
"""What SQLite needs beside a database to take back, or complete, a change that was cut short."""
_KINDS: Final = {
    "bool": ColumnKind.YES_NO,
    "text": ColumnKind.TEXT,
    "enumeration": ColumnKind.TEXT,
    "datetime": ColumnKind.DATE,
    "rating": ColumnKind.RATING,
}
_FIRST_YEAR: Final = 1000
"""Calibre writes the year 101 for an unknown day."""

_Rows = Callable[[str], Iterator[tuple[object, ...]]]


class CalibreUnusable(BookOrbitError):
    """A Calibre library cannot be read; the text says why and what to do."""


class CalibreBusy(CalibreUnusable):
    """Calibre is writing; its change will be told like any other."""


def is_calibre_library(folder: bytes) -> bool:
    """Whether a folder looks like one: there is a metadata.db in it."""
    return os.path.isfile(os.path.join(folder, NAME))  # noqa: PTH113, PTH118 (paths are bytes)


def library_stamp(folder: bytes) -> str:
    """What changes with every change of the list of books; empty where it cannot be asked.

    SQLite counts changes in bytes 24 to 27 of a database (its file format, section 1.3.7).
    """
    try:
        with open_regular(os.path.join(folder, NAME)) as file:  # noqa: PTH118
            header, status = file.read(100), os.fstat(file.fileno())
    except (Unreadable, OSError):
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{header[24:28].hex()}"


def read_library(folder: bytes) -> CalibreContents | None:
    """Everything used of a Calibre library; None where the metadata.db is that of another program.

    Raises CalibreUnusable, and CalibreBusy while Calibre goes on writing.
    """
    with tempfile.TemporaryDirectory(prefix="bookorbit-calibre-") as place:
        copy = Path(place) / "metadata.db"
        _copy_settled(folder, copy)
        if copy.stat().st_size == 0:
            raise CalibreUnusable(DAMAGED)
        try:
            with closing(sqlite3.connect(copy)) as connection:
                return _read(connection, folder)
        except sqlite3.Error as error:
            raise CalibreUnusable(DAMAGED) from error


def _copy_settled(folder: bytes, copy: Path) -> None:
    """Copy the database at a moment when nothing was written. Raises CalibreUnusable."""
    source = os.path.join(folder, NAME)  # noqa: PTH118
    for _ in range(_ATTEMPTS):
        before = _moment(source)
        for companion in _COMPANIONS:
            target = copy.with_name(copy.name + companion.decode())
            target.unlink(missing_ok=True)
            with suppress(Unreadable):
                _copy(source + companion, target)
        try:
            _copy(source, copy)
        except (Unreadable, OSError) as error:
            reason = str(error) if isinstance(error, Unreadable) else describe_failure(error)
            raise CalibreUnusable(f"{UNREADABLE} {reason}") from error
        if before == _moment(source):
            return
    raise CalibreBusy(BUSY)


def _copy(source: bytes, target: Path) -> None:
    with open_regular(source) as file, target.open("wb") as copy:
        while piece := file.read(1 << 20):
            copy.write(piece)


def _moment(source: bytes) -> tuple[object, ...]:
    stamps: list[object] = [library_stamp(os.path.dirname(source))]  # noqa: PTH120
    for companion in _COMPANIONS:
        try:
            status = os.stat(source + companion)  # noqa: PTH116
            stamps.append((status.st_size, status.st_mtime_ns))
        except OSError:
            stamps.append(None)
    return tuple(stamps)


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the tables say of books, by Calibre's number of each."""

    authors: Mapping[int, list[str]]
    series: Mapping[int, list[str]]
    languages: Mapping[int, list[str]]
    publishers: Mapping[int, list[str]]
    tags: Mapping[int, list[str]]
    comments: Mapping[int, list[str]]
    identifiers: Mapping[int, list[tuple[str, str]]]
    ratings: Mapping[int, float]
    files: Mapping[int, list[tuple[str, str]]]
    """File names without and their endings."""
    values: Mapping[int, dict[str, ColumnValue]]


def _read(connection: sqlite3.Connection, folder: bytes) -> CalibreContents | None:
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.execute("PRAGMA trusted_schema = OFF")
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if names.isdisjoint({"books", "authors", "data", "library_id"}):
        return None
    try:
        return _contents(lambda query: iter(connection.execute(query)), folder)
    except sqlite3.OperationalError as error:  # a table or a column is not there
        raise CalibreUnusable(TOO_NEW if schema > _KNOWN_SCHEMA else DAMAGED) from error


def _contents(rows: _Rows, folder: bytes) -> CalibreContents:
    found = list(_columns(rows))
    tables = _Tables(
        authors=_texts(rows, _linked("authors", "author")),
        series=_texts(rows, _linked("series", "series")),
        languages=_texts(rows, _linked("languages", "lang_code", "lang_code", "item_order")),
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


def _linked(table: str, link: str, name: str = "name", order: str = "id") -> str:
    by = order if "." in order else f"l.{order}"
    return (
        f"SELECT l.book, t.{name} FROM books_{table}_link AS l JOIN {table} AS t ON t.id = l.{link}"
        f" ORDER BY l.book, {by}"
    )


def _texts(rows: _Rows, query: str) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for book, text in rows(query):
        if isinstance(book, int) and isinstance(text, str):
            found[book].append(text)
    return found


def _pairs(rows: _Rows, query: str) -> Mapping[int, list[tuple[str, str]]]:
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for book, one, other in rows(query):
        if isinstance(book, int):
            found[book].append((str(one), str(other)))
    return found


def _ratings(rows: _Rows, query: str) -> Mapping[int, float]:
    pairs = ((book, stars(rating)) for book, rating in rows(query))
    return {book: rating for book, rating in pairs if isinstance(book, int) and rating is not None}


def _columns(rows: _Rows) -> Iterator[tuple[int, bool, CalibreColumn]]:
    """Each custom column that can be used: its number, whether its values have a table of their own, and itself."""
    query = "SELECT id, label, name, datatype, is_multiple, normalized FROM custom_columns WHERE NOT mark_for_delete"
    for number, label, name, datatype, is_multiple, normalized in rows(f"{query} ORDER BY id"):
        kind = _KINDS.get(str(datatype))
        if isinstance(number, int) and kind is not None and not is_multiple:
            yield number, bool(normalized), CalibreColumn(str(label), clean_line(str(name)), kind)


def _values(
    rows: _Rows, columns: list[tuple[int, bool, CalibreColumn]]
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
    """The day of one of Calibre's moments; None for no day and for the one that means "unknown".

    Calibre keeps UTC. What a person picks is midnight where they are; what comes from a file is midnight in UTC.
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
        description=plain_text("\n\n".join(tables.comments.get(key, ()))),
        publisher=clean_line(next(iter(tables.publishers.get(key, ())), "")),
        published=published.isoformat() if published else "",
        subjects=unique_lines(tables.tags.get(key, ())),
    )
    paths = tuple(
        os.path.join(folder, *(os.fsencode(part) for part in (str(path), f"{name}.{ending.lower()}")))  # noqa: PTH118
        for name, ending in tables.files.get(key, ())
        if _is_name(str(path)) and _is_name(name)
    )
    return CalibreBook(
        clean_line(uuid if isinstance(uuid, str) else ""),
        metadata,
        paths,
        tables.ratings.get(key),
        tables.values.get(key, {}),
    )


def _is_name(text: str) -> bool:
    """Whether this can be part of a path: SQLite may hold any text."""
    return bool(text) and "\0" not in text


def _language(codes: list[str]) -> str:
    first = clean_line(next(iter(codes), ""))
    return language_code(first) or ("" if first == "und" else first)
