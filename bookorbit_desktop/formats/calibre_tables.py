"""The tables of a Calibre library, as books (Calibre's own metadata_sqlite.sql)."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from bookorbit_desktop.domain.base.language import language_code
from bookorbit_desktop.domain.library.calibre import (
    CalibreBook,
    CalibreColumn,
    CalibreContents,
    ColumnKind,
    ColumnValue,
    stars,
)
from bookorbit_desktop.domain.library.metadata import BookMetadata
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
