"""Loads complete books in bulk: one query for each table, not for each book."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import Book, BookFile
from bookorbit_desktop.domain.library.metadata import BookMetadata, FileFormat, Identifier
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.reading.readings import ReadingRepository

BOOKS_AT_ONCE = 500
"""The number of values that every SQLite accepts in a query."""

LastRead = tuple[float | None, str, int | None]
"""When (seconds since 1970) and on which device (its name and id) a book was last read."""


def load_books(rows: Sequence[models.Book], readings: ReadingRepository) -> list[Book]:
    """The complete books of these rows (at most 500), in the same order."""
    ids = [row.id for row in rows]
    states, last_reads, files = readings.of(ids), _last_reads(ids), _files(ids)
    identifiers = _identifiers(ids)
    return [
        _book(
            row,
            _metadata(row, identifiers.get(row.id, ())),
            states.get(row.id, ReadingState()),
            tuple(files.get(row.id, ())),
            last_reads.get(row.id, (None, "", None)),
        )
        for row in rows
    ]


def stored_metadata(row: models.Book) -> BookMetadata:
    """A book's metadata as stored."""
    return _metadata(row, _identifiers([row.id]).get(row.id, ()))


def _book(
    row: models.Book,
    metadata: BookMetadata,
    reading: ReadingState,
    files: tuple[BookFile, ...],
    last_read: LastRead,
) -> Book:
    at, device, device_id = last_read
    return Book(
        id=row.id,
        metadata=metadata,
        added_at=datetime.fromtimestamp(row.added_at, UTC),
        reading=reading,
        files=files,
        last_read_at=None if at is None else datetime.fromtimestamp(at, UTC),
        last_device=device,
        last_device_id=device_id,
    )


def _metadata(row: models.Book, identifiers: Iterable[Identifier]) -> BookMetadata:
    return BookMetadata(
        title=row.title,
        authors=tuple(json.loads(row.authors)),
        series=row.series,
        series_index=row.series_index,
        language=row.language,
        identifiers=tuple(identifiers),
        description=row.description,
        publisher=row.publisher,
        published=row.published,
        subjects=tuple(json.loads(row.subjects)),
        pages=row.pages,
    )


def _last_reads(ids: Sequence[BookId]) -> Mapping[BookId, LastRead]:
    # As text, here and below: a book is loaded on every click and push, and writing its SQL took most of the time.
    sql = "SELECT book_id, last_read_at, last_device, last_device_id FROM reading WHERE book_id IN"
    rows = models.Reading.raw(f"{sql} ({_marks(ids)})", *ids).tuples()
    return {book_id: tuple(last) for book_id, *last in rows}


def _identifiers(ids: Sequence[BookId]) -> Mapping[BookId, list[Identifier]]:
    sql = f"SELECT book_id, scheme, value FROM book_identifier WHERE book_id IN ({_marks(ids)}) ORDER BY id"
    found = defaultdict(list)
    for book_id, scheme, value in models.BookIdentifier.raw(sql, *ids).tuples():
        found[book_id].append(Identifier(scheme, value))
    return found


def _files(ids: Sequence[BookId]) -> Mapping[BookId, list[BookFile]]:
    sql = f"SELECT * FROM book_file WHERE book_id IN ({_marks(ids)}) ORDER BY id"
    found = defaultdict(list)
    for row in models.BookFile.raw(sql, *ids):
        file = BookFile(
            id=row.id,
            path=bytes(row.path),
            format=FileFormat(row.format),
            size=row.size,
            partial_md5=row.partial_md5,
            filename_md5=row.filename_md5,
            problem=row.problem,
            missing=row.missing,
            full_md5=row.full_md5,
            spine=row.spine,
            identity_problem=row.identity_problem,
        )
        found[row.book_id].append(file)
    return found


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
