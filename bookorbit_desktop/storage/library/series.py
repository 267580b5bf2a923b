"""The library's series and authors with their books, for completing names and finding the next number."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.library.search import sort_key
from bookorbit_desktop.domain.library.series import Author, AuthorSummary, Series, SeriesBook, series_of
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.book_filters import NOT_HELD, STATUS

COVERS = 3
"""Books whose covers represent an author."""
_BOOKS = f"""
SELECT v.name, b.id, b.title, b.authors, b.series, b.series_index, {STATUS}, r.percentage
FROM grouped_value v JOIN book_value g ON g.value_id = v.id JOIN book_listing l ON l.book_id = g.book_id
JOIN book b ON b.id = l.book_id LEFT JOIN reading r ON r.book_id = b.id
WHERE v.grouping = '{{grouping}}' AND {NOT_HELD} {{more}}
ORDER BY v.sort, v.name, {{order}}
"""
_IN_SERIES = "b.series_index IS NULL, b.series_index, l.title, b.id"
_OF_AUTHOR = f"l.series = '', l.series, {_IN_SERIES}"


class SeriesQueries:
    """Reads only. Books that were removed or wait for review don't count."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Series]:
        """Every series by name, with its books in order."""
        return list(_as_series(self._books("series", _IN_SERIES)))

    def one(self, name: str) -> Series | None:
        """Return a series by its name or, failing that, its sort name; None if there is none."""
        found = list(_as_series(self._books("series", _IN_SERIES, "AND v.sort = ?", sort_key(name))))
        return next((series for series in found if series.name == name), next(iter(found), None))

    def authors(self) -> list[AuthorSummary]:
        """Every author by name."""
        grouped = groupby(self._books("author", _OF_AUTHOR), lambda row: row[0])
        return [_summary(name, [book for _, book in rows]) for name, rows in grouped]

    def author(self, name: str) -> Author | None:
        """Return an author by name or, failing that, by sort name; None if there is none."""
        rows = list(self._books("author", _OF_AUTHOR, "AND v.sort = ?", sort_key(name)))
        exact = name if any(found == name for found, _ in rows) else next((found for found, _ in rows), None)
        books = [book for found, book in rows if found == exact]
        if exact is None:
            return None
        names = list(dict.fromkeys(book.series for book in books if book.series))
        whole = self._books(
            "series", _IN_SERIES, "AND v.name IN (SELECT value FROM json_each(?))", json.dumps(names)
        )
        return Author(
            name=exact,
            series=tuple(_as_series(whole)),
            single=tuple(book for book in books if not book.series),
            books=len(books),
            read=sum(book.is_read for book in books),
        )

    def names(self, beginning: str, limit: int) -> list[str]:
        """The names of series with this prefix, ignoring case and accents."""
        sql = (
            "SELECT name FROM grouped_value AS v WHERE grouping = 'series'"
            " AND substr(sort, 1, length(:prefix)) = :prefix"
            " AND EXISTS (SELECT 1 FROM book_value JOIN book_listing USING (book_id) WHERE value_id = v.id)"
            " ORDER BY sort, name LIMIT :limit"
        )
        values = {"prefix": sort_key(beginning), "limit": limit}
        return [name for (name,) in self._database.connection().execute(sql, values)]

    def indexes(self, name: str) -> list[tuple[int, float | None]]:
        """The books of a series, each with its number."""
        sql = (
            "SELECT id, book.series_index FROM book WHERE book.series = ? AND removed_at IS NULL AND id IN"
            " (SELECT book_id FROM book_value JOIN grouped_value ON grouped_value.id = value_id"
            " WHERE grouping = 'series' AND name = ?)"
        )
        return list(self._database.connection().execute(sql, (name, name)))

    def _books(
        self, grouping: str, order: str, more: str = "", *values: object
    ) -> Iterator[tuple[str, SeriesBook]]:
        """Names with their books, in one query."""
        sql = _BOOKS.format(grouping=grouping, order=order, more=more)
        for name, *columns in self._database.connection().execute(sql, values):
            yield name, _book(*columns)


def _as_series(rows: Iterable[tuple[str, SeriesBook]]) -> Iterator[Series]:
    for name, books in groupby(rows, lambda row: row[0]):
        yield series_of(name, [book for _, book in books])


def _summary(name: str, books: list[SeriesBook]) -> AuthorSummary:
    return AuthorSummary(
        name=name,
        books=len(books),
        read=sum(book.is_read for book in books),
        series=len({book.series for book in books if book.series}),
        covers=tuple(BookRef(book.id, book.title, book.authors) for book in books[:COVERS]),
    )


def _book(
    book_id: Any,
    title: str,
    authors: str,
    series: str,
    index: float | None,
    status: str,
    percentage: float | None,
) -> SeriesBook:
    names = tuple(json.loads(authors))
    return SeriesBook(book_id, title, names, series, index, ReadingStatus(status), percentage)
