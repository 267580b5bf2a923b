"""Pages of the catalogue. Each starts where the previous one ended, so that new books don't shift the pages.

A page of a library of 100,000 books must load within 50 ms (`python -m tests.bench opds`): the order's index
is scanned until the page is full or, if few books match, those are sorted.
"""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.feeds import (
    COUNTED_TO,
    PAGE_SIZE,
    FeedBook,
    FeedOrder,
    FeedPage,
    FeedQuery,
    FeedValue,
    Grouping,
    Initial,
    OfferedFile,
    ValuePage,
)
from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.domain.library.metadata import BookMetadata, FileFormat, Identifier
from bookorbit_desktop.domain.library.scan import FileStamp
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.book_search import BookSearch
from bookorbit_desktop.storage.library.books import NEVER_READ

Cursor = tuple[str | int | float, ...]
"""The keys of the last row of a page; empty before the first."""
LONGEST = 2000
"""Characters of a cursor; servers and readers reject addresses of some thousand characters."""
_LARGEST_INTEGER = 2**63 - 1


def encoded(keys: Sequence[str | int | float]) -> str:
    """The cursor for the keys of a row; "" if it would be too long."""
    word = base64.urlsafe_b64encode(json.dumps(list(keys), ensure_ascii=False).encode()).decode().rstrip("=")
    return word if len(word) <= LONGEST else ""


def decoded(word: str, length: int) -> Cursor:
    """The keys in a cursor. Raises NotFound unless it encodes `length` keys."""
    if not word:
        return ()
    try:
        keys = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except (ValueError, RecursionError):
        keys = None
    if not isinstance(keys, list) or len(keys) != length or not all(map(_is_key, keys)):
        raise NotFound(Message("Page not found. Start at the first page."))
    return tuple(keys)


def _is_key(key: object) -> bool:
    """Whether the database accepts the value as a key."""
    if isinstance(key, str):
        return key == key.encode("utf-8", "replace").decode("utf-8")
    return type(key) is float or (type(key) is int and abs(key) <= _LARGEST_INTEGER)


FEW_BOOKS = 5_000
"""Up to this many are sorted directly; more are filtered from the whole library in its order."""
OFFERED_FILE = "f.missing = 0 AND f.partial_md5 <> '' AND (f.problem IS NULL OR f.blames_cover)"
"""A file that exists and can be opened, if perhaps without its cover."""
OFFERED = f"EXISTS (SELECT 1 FROM book_file f WHERE f.book_id = {{}} AND {OFFERED_FILE})"
_STATUS = "COALESCE(r.status, 'unread')"
FORMATS = tuple(FileFormat)
"""The first format is for a reader that takes only one."""


@dataclass(frozen=True, slots=True)
class _Keys:
    """The sort columns of a list; the last one is the id."""

    columns: tuple[str, ...]
    backwards: bool = False

    @property
    def order_by(self) -> str:
        return ", ".join(f"{column} DESC" if self.backwards else column for column in self.columns)

    @property
    def beyond(self) -> str:
        """The condition for rows after a cursor."""
        marks = ", ".join("?" * len(self.columns))
        return f"({', '.join(self.columns)}) {'<' if self.backwards else '>'} ({marks})"


_KEYS = {
    FeedOrder.TITLE: _Keys(("l.title", "l.book_id")),
    FeedOrder.AUTHOR: _Keys(("l.author", "l.title", "l.book_id")),
    FeedOrder.NEWEST: _Keys(("l.added_at", "l.book_id"), backwards=True),
    FeedOrder.SERIES: _Keys(("COALESCE(l.series_index, 1e9)", "l.title", "l.book_id")),
    FeedOrder.LAST_READ: _Keys(("COALESCE(r.last_read_at, 0)", "l.book_id"), backwards=True),
}
_READING = "LEFT JOIN reading r ON r.book_id = l.book_id"


class FeedBooks:
    """Lists the books in the catalogue, without removed books and those without a file to download."""

    def __init__(self, database: Database, search: BookSearch) -> None:
        self._database = database
        self._search = search

    def page(self, query: FeedQuery, after: str = "") -> FeedPage:
        """Return the books after a cursor, at most PAGE_SIZE. Raises NotFound for an invalid cursor."""
        keys = _KEYS[query.order]
        cursor = decoded(after, len(keys.columns))
        source, conditions, values = self._fitting(query)
        if cursor:
            conditions.append(keys.beyond)
        found = self._rows(_first_offered(keys, source, conditions), [*values, *cursor])
        shown, following = _cut_into_page(found)
        return FeedPage(tuple(self.books([row[-1] for row in shown])), following)

    def search(self, text: str, after: str) -> FeedPage:
        """Return the matches for a text after a cursor, at most PAGE_SIZE. Raises NotFound for an invalid
        cursor.

        Books with every word in title, author or series come first, then those with it elsewhere, each by
        title.
        """
        cursor = decoded(after, 3)
        hits = self._search.hits(text)
        if hits is None:
            return FeedPage(())
        first = 1 if cursor and cursor[0] == 1 else 0
        found: list[tuple[Any, ...]] = []
        for rank, ids in enumerate((hits.best, hits.all - hits.best)):
            if rank >= first and len(found) <= PAGE_SIZE:
                keys = cursor[1:] if rank == first else ()
                missing = PAGE_SIZE + 1 - len(found)
                found += [(rank, *row) for row in islice(self._among(ids, keys), missing)]
        shown, following = _cut_into_page(found)
        return FeedPage(tuple(self.books([row[-1] for row in shown])), following)

    def _among(self, ids: frozenset[BookId], cursor: Cursor) -> Iterator[tuple[str, int]]:
        """Titles and ids of the available books among some, by title, after a cursor."""
        keys = _KEYS[FeedOrder.TITLE]
        beyond = keys.beyond if cursor else "1"
        if len(ids) <= FEW_BOOKS:
            source = "FROM json_each(?) wanted CROSS JOIN book_listing l ON l.book_id = wanted.value"
            sql = f"SELECT {', '.join(keys.columns)} {source} WHERE {beyond} ORDER BY {keys.order_by}"
            rows = self._database.connection().execute(sql, (json.dumps(list(ids)), *cursor))
        else:
            sql = f"SELECT l.title, l.book_id FROM book_listing l WHERE {beyond} ORDER BY {keys.order_by}"
            rows = self._database.connection().execute(sql, cursor)
        wanted = (row for row in rows if row[1] in ids)
        while batch := list(islice(wanted, PAGE_SIZE + 1)):
            offered = self.offered_among([book_id for _, book_id in batch])
            yield from (row for row in batch if row[1] in offered)

    def has_books(self, query: FeedQuery) -> bool:
        """Whether a query has books."""
        source, conditions, values = self._fitting(query)
        fitting = f"SELECT 1 {source} WHERE {' AND '.join(conditions)} AND {OFFERED.format('l.book_id')}"
        ((found,),) = self._rows(f"SELECT EXISTS ({fitting})", values)
        return bool(found)

    def has_values(self, grouping: Grouping) -> bool:
        """Whether any book has a value in this grouping."""
        sql = (
            "SELECT EXISTS (SELECT 1 FROM grouped_value v CROSS JOIN book_value g ON g.value_id = v.id"
            f" WHERE v.grouping = ? AND {_OFFERED_LISTED})"
        )
        ((found,),) = self._rows(sql, (grouping,))
        return bool(found)

    def books(self, book_ids: Sequence[BookId]) -> list[FeedBook]:
        """The given books in the order of the ids, without unavailable ones."""
        marks = ",".join("?" * len(book_ids))
        files = self._files(f"f.book_id IN ({marks})", book_ids)
        identifiers = self._identifiers(book_ids)
        sql = (
            "SELECT b.id, b.title, b.authors, b.series, b.series_index, b.language, b.description, b.publisher,"
            f" b.published, b.subjects, b.added_at, {_STATUS} FROM book b LEFT JOIN reading r ON r.book_id = b.id"
            f" WHERE b.removed_at IS NULL AND b.id IN ({marks})"
        )
        found = {
            row[0]: _book(row, identifiers.get(row[0], ()), tuple(files[row[0]]))
            for row in self._rows(sql, book_ids)
            if row[0] in files
        }
        return [found[book_id] for book_id in book_ids if book_id in found]

    def offered_among(self, book_ids: Sequence[BookId]) -> set[BookId]:
        """The given books that the catalogue offers."""
        sql = (
            "SELECT l.book_id FROM json_each(?) wanted CROSS JOIN book_listing l ON l.book_id = wanted.value"
            f" WHERE {OFFERED.format('l.book_id')}"
        )
        return {book_id for (book_id,) in self._rows(sql, (json.dumps(list(book_ids)),))}

    def file(self, file_id: int) -> OfferedFile | None:
        """A downloadable file, or None."""
        listed = "EXISTS (SELECT 1 FROM book_listing l WHERE l.book_id = f.book_id)"
        files = self._files(f"f.id = ? AND {listed}", (file_id,))
        return next((file for group in files.values() for file in group), None)

    def values(self, grouping: Grouping, letter: str = "", after: str = "") -> ValuePage:
        """Return the values after a cursor, at most PAGE_SIZE; with a letter, only those starting with it.

        Raises NotFound for an invalid cursor.
        """
        conditions, parameters = ["v.grouping = ?"], [str(grouping)]
        if letter:
            conditions.append("v.sort >= ? AND v.sort < ?")
            parameters += _span(letter)
        keys = _Keys(("v.sort", "v.id"))
        cursor = decoded(after, len(keys.columns))
        if cursor:
            conditions.append(keys.beyond)
        offered = f"FROM book_value g WHERE g.value_id = v.id AND {_OFFERED_LISTED}"
        sql = (
            f"SELECT v.name, (SELECT COUNT(*) FROM (SELECT 1 {offered} LIMIT {COUNTED_TO})), v.sort, v.id"
            f" FROM grouped_value v WHERE {' AND '.join(conditions)} AND EXISTS (SELECT 1 {offered})"
            f" ORDER BY {keys.order_by} LIMIT {PAGE_SIZE + 1}"
        )
        shown, following = _cut_into_page(self._rows(sql, [*parameters, *cursor]), skip=2)
        return ValuePage(tuple(FeedValue(row[-1], row[0], row[1]) for row in shown), following)

    def collections(self, namespace: CollectionKind, after: str = "") -> ValuePage:
        """Shelves with saved filters, or tags, after a cursor, at most PAGE_SIZE; only those with available
        books.

        The books of saved filters are not counted. Raises NotFound for an invalid cursor.
        """
        keys = _Keys(("sort_key(c.name)", "c.id"))
        conditions, cursor = ["c.kind = ?"], decoded(after, len(keys.columns))
        if cursor:
            conditions.append(keys.beyond)
        offered = f"FROM collection_book g WHERE g.collection_id = c.id AND {_OFFERED_LISTED}"
        sql = (
            f"SELECT c.name, (SELECT COUNT(*) FROM (SELECT 1 {offered} LIMIT {COUNTED_TO})),"
            f" sort_key(c.name), c.id FROM collection c WHERE {' AND '.join(conditions)}"
            f" AND (c.filter IS NOT NULL OR EXISTS (SELECT 1 {offered}))"
            f" ORDER BY {keys.order_by} LIMIT {PAGE_SIZE + 1}"
        )
        shown, following = _cut_into_page(self._rows(sql, [str(namespace), *cursor]), skip=2)
        return ValuePage(tuple(FeedValue(row[-1], row[0], row[1]) for row in shown), following)

    def initials(self, grouping: Grouping) -> list[Initial]:
        """The initials of all values, available or not, in order."""
        sql = (
            "SELECT CASE WHEN v.sort = '' THEN '#' WHEN substr(v.sort, 1, 1) BETWEEN '0' AND '9' THEN '0'"
            " ELSE substr(v.sort, 1, 1) END AS letter, COUNT(*) FROM grouped_value v WHERE v.grouping = ?"
            " AND EXISTS (SELECT 1 FROM book_value g WHERE g.value_id = v.id) GROUP BY letter ORDER BY letter"
        )
        return [Initial(*row) for row in self._rows(sql, (grouping,))]

    def value(self, grouping: Grouping, value_id: int) -> str | None:
        """The display name of a value, or None."""
        sql = "SELECT name FROM grouped_value WHERE id = ? AND grouping = ?"
        row = self._database.connection().execute(sql, (value_id, grouping)).fetchone()
        return None if row is None else str(row[0])

    def newest(self) -> datetime:
        """When the newest book was added."""
        ((at,),) = self._rows("SELECT COALESCE(MAX(added_at), 0) FROM book_listing", ())
        return datetime.fromtimestamp(at, UTC)

    def _fitting(self, query: FeedQuery) -> tuple[str, list[str], list[Any]]:
        """Tables, conditions and parameters for the books of a query."""
        marks = ",".join("?" * len(query.statuses))
        statuses = list(map(str, query.statuses))
        if query.value_id is not None:
            if self._has_few("SELECT 1 FROM book_value WHERE value_id = ?", [query.value_id]):
                source = "FROM book_value g CROSS JOIN book_listing l ON l.book_id = g.book_id"
                return source, ["g.value_id = ?"], [query.value_id]
            grouped = "EXISTS (SELECT 1 FROM book_value g WHERE g.value_id = ? AND g.book_id = l.book_id)"
            return "FROM book_listing l", [grouped], [query.value_id]
        if query.collection_id is not None or query.book_ids is not None:
            return self._collected(query)
        if not query.statuses:
            return "FROM book_listing l", ["1"], []
        # No index has the order of the last reading, so as little as possible is sorted.
        if ReadingStatus.UNREAD not in query.statuses and (
            query.order is FeedOrder.LAST_READ
            or self._has_few(f"SELECT 1 FROM reading WHERE status IN ({marks})", statuses)
        ):
            source = "FROM reading r CROSS JOIN book_listing l ON l.book_id = r.book_id"
            return source, [f"r.status IN ({marks})"], statuses
        return f"FROM book_listing l {_READING}", [f"{_STATUS} IN ({marks})"], statuses

    def _collected(self, query: FeedQuery) -> tuple[str, list[str], list[Any]]:
        """The same for a shelf, a tag or a saved filter."""
        if query.book_ids is not None:
            found = "SELECT value AS book_id FROM json_each(?)"
            value: object = json.dumps([int(book_id) for book_id in query.book_ids])
        else:
            found, value = "SELECT book_id FROM collection_book WHERE collection_id = ?", query.collection_id
        if self._has_few(found, [value]):
            source = f"FROM ({found}) g CROSS JOIN book_listing l ON l.book_id = g.book_id"
            return source, ["1"], [value]
        return "FROM book_listing l", [f"l.book_id IN ({found})"], [value]

    def _has_few(self, sql: str, values: Sequence[Any]) -> bool:
        ((count,),) = self._rows(f"SELECT COUNT(*) FROM ({sql} LIMIT {FEW_BOOKS + 1})", values)
        return bool(count <= FEW_BOOKS)

    def forget_stamp(self, file: OfferedFile) -> None:
        """Let the next scan read a file again, unless one has since. Runs inside a writer job."""
        table, stamp = models.BookFile, file.stamp
        table.update(mtime_ns=NEVER_READ).where(
            table.id == file.id, table.mtime_ns == stamp.mtime_ns, table.inode == stamp.inode
        ).execute()

    def _files(self, condition: str, values: Sequence[Any]) -> dict[BookId, list[OfferedFile]]:
        """Files by book, with the best format first."""
        columns = "f.id, f.book_id, f.path, f.format, f.size, f.mtime_ns, f.inode"
        columns += ", f.partial_md5, COALESCE(f.full_md5, '')"
        sql = f"SELECT {columns} FROM book_file f WHERE {condition} AND {OFFERED_FILE}"
        files: dict[BookId, list[OfferedFile]] = {}
        for file_id, book_id, path, file_format, size, mtime_ns, inode, *digests in self._rows(sql, values):
            stamp = FileStamp(size, mtime_ns, inode)
            file = OfferedFile(file_id, book_id, bytes(path), FileFormat(file_format), size, stamp, *digests)
            files.setdefault(book_id, []).append(file)
        for group in files.values():
            group.sort(key=lambda file: (FORMATS.index(file.format), file.id))
        return files

    def _identifiers(self, book_ids: Sequence[BookId]) -> dict[BookId, tuple[Identifier, ...]]:
        marks = ",".join("?" * len(book_ids))
        sql = f"SELECT book_id, scheme, value FROM book_identifier WHERE book_id IN ({marks}) ORDER BY id"
        found: dict[BookId, tuple[Identifier, ...]] = {}
        for book_id, scheme, value in self._rows(sql, book_ids):
            found[book_id] = (*found.get(book_id, ()), Identifier(scheme, value))
        return found

    def _rows(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return self._database.connection().execute(sql, values).fetchall()


_OFFERED_LISTED = (
    f"{OFFERED.format('g.book_id')} AND EXISTS (SELECT 1 FROM book_listing l WHERE l.book_id = g.book_id)"
)


def _first_offered(keys: _Keys, source: str, conditions: Sequence[str]) -> str:
    """A query for the keys of a page's books, and one more.

    Its LIMIT lets SQLite stop looking for files once the page is full.
    """
    named = ", ".join(f"{column} AS key_{index}" for index, column in enumerate(keys.columns))
    ordered = f"SELECT {named} {source} WHERE {' AND '.join(conditions)} ORDER BY {keys.order_by} LIMIT -1"
    book_id = f"found.key_{len(keys.columns) - 1}"
    return f"SELECT * FROM ({ordered}) AS found WHERE {OFFERED.format(book_id)} LIMIT {PAGE_SIZE + 1}"


def _span(letter: str) -> tuple[str, str]:
    """The range of sort keys with an initial."""
    if letter == "#":
        return "", "0"
    return (letter, ":") if letter == "0" else (letter, f"{letter}\U0010ffff")


def _cut_into_page(found: list[tuple[Any, ...]], skip: int = 0) -> tuple[list[tuple[Any, ...]], str]:
    """Return the rows of a page, and the cursor after them; "" if nothing follows.

    The page ends before a row with keys too long for an address, unless all rows are.
    """
    shown = found[:PAGE_SIZE]
    if len(found) <= PAGE_SIZE:
        return shown, ""
    for end in range(len(shown), 0, -1):
        if cursor := encoded(shown[end - 1][skip:]):
            return shown[:end], cursor
    return shown, ""


def _book(
    row: tuple[Any, ...], identifiers: tuple[Identifier, ...], files: tuple[OfferedFile, ...]
) -> FeedBook:
    (
        book_id,
        title,
        authors,
        series,
        series_index,
        language,
        description,
        publisher,
        published,
        subjects,
        at,
        status,
    ) = row
    metadata = BookMetadata(
        title=title,
        authors=tuple(json.loads(authors)),
        series=series,
        series_index=series_index,
        language=language,
        identifiers=identifiers,
        description=description,
        publisher=publisher,
        published=published,
        subjects=tuple(json.loads(subjects)),
    )
    return FeedBook(book_id, metadata, datetime.fromtimestamp(at, UTC), ReadingStatus(status), files)
