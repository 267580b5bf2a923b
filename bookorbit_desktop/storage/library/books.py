"""Books, their files and identifiers, and the folders they come from."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import stored
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.library.scan import (
    FileStamp,
    KnownFile,
    ReadFile,
    is_calibre_work,
    is_under,
    work_key,
)
from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.digests import DigestOrigin, DigestRepository
from bookorbit_desktop.storage.library.book_fields import in_file, kept_fields, put_kept_fields, rewritten
from bookorbit_desktop.storage.library.book_loading import BOOKS_AT_ONCE, load_books, stored_metadata
from bookorbit_desktop.storage.reading.readings import ReadingRepository

NEVER_READ = -1
"""A modification time that no file has."""


_FILE = (
    *("book_id", "path", "format", "size", "mtime_ns", "inode", "partial_md5", "filename_md5", "work_key"),
    *("problem", "missing", "full_md5", "spine", "identity_problem", "blames_cover"),
)
_BOOK = (
    *("title", "authors", "series", "series_index", "language", "description", "publisher", "published"),
    *("subjects", "pages", "added_at"),
)


def _insert(table: str, columns: Sequence[str]) -> str:
    """An INSERT prepared once, as building it for each file would be the slowest part of a scan."""
    values = ", ".join(f":{name}" for name in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"


_INSERT_BOOK = _insert("book", _BOOK)
_INSERT_FILE = _insert("book_file", _FILE)
_UPDATE_FILE = f"UPDATE book_file SET {', '.join(f'{name} = :{name}' for name in _FILE)} WHERE id = :id"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A stored file and its book."""

    book_id: BookId
    new_digests: tuple[str, ...]
    """Digests new to the book."""
    makes_book: bool = False
    """The book was created from this file."""
    is_news: bool = False
    """The book was created from this file, or the file could be read for the first time."""


class BookRepository:
    """Stores the library. Methods that change data run inside a writer job."""

    def __init__(self, database: Database, digests: DigestRepository, readings: ReadingRepository) -> None:
        self._database = database
        self._digests = digests
        self._readings = readings

    def folders(self) -> list[bytes]:
        """The added folders and single files, oldest first."""
        return [bytes(row.path) for row in models.Folder.select().order_by(models.Folder.id)]

    def add_folders(self, paths: Iterable[bytes], at: float) -> None:
        """Store folders. Adding one twice changes nothing."""
        for path in paths:
            models.Folder.insert(path=path, added_at=at).on_conflict_ignore().execute()

    def forget_folder(self, path: bytes) -> None:
        """Forget a folder; its books and their files stay known."""
        models.Folder.delete().where(models.Folder.path == path).execute()

    def known_files(self) -> dict[bytes, KnownFile]:
        """Every file of the library by its path."""
        table = models.BookFile
        rows = table.select(
            table.id,
            table.book,
            table.path,
            table.size,
            table.mtime_ns,
            table.inode,
            table.missing,
            table.partial_md5,
            table.format,
            table.work_key,
        ).tuples()
        return {
            bytes(path): KnownFile(
                file_id, book_id, bytes(path), FileStamp(size, mtime_ns, inode), missing, *more
            )
            for file_id, book_id, path, size, mtime_ns, inode, missing, *more in rows
        }

    def put_files(self, files: Sequence[ReadFile], at: float) -> list[StoredFile]:
        """Store files that were read. Returns the book of each, in order."""
        return [self._put_file(file, at) for file in files]

    def move_file(self, file_id: int, path: bytes, filename_md5: str, at: float) -> StoredFile:
        """Store the new path of a file that moved unchanged."""
        row = models.BookFile.get_by_id(file_id)
        row.path, row.filename_md5, row.missing = path, filename_md5, False
        metadata = stored_metadata(models.Book.get_by_id(row.book_id))
        if not is_calibre_work(row.work_key):
            row.work_key = work_key(path, in_file(metadata, kept_fields(row.book_id)))
        row.save()
        placed = self._put_at(row.book_id, {filename_md5: DigestOrigin.FILENAME}, at)
        if row.spine:
            self._digests.set_spine(
                placed.book_id, row.spine, partial_md5=row.partial_md5, name_md5=filename_md5
            )
        return placed

    def set_works(self, works: Mapping[int, str]) -> None:
        """Store which book of a Calibre library files belong to, by file id."""
        table = models.BookFile
        for file_id, work in works.items():
            table.update(work_key=work).where(table.id == file_id).execute()

    def file_at(self, path: bytes) -> int | None:
        """The known file with a path."""
        row = models.BookFile.get_or_none(models.BookFile.path == path)
        return None if row is None else int(row.id)

    def path_of(self, file_id: int) -> bytes | None:
        """The path of a file."""
        row = models.BookFile.get_or_none(models.BookFile.id == file_id)
        return None if row is None else bytes(row.path)

    def stamp(self, file_id: int) -> FileStamp | None:
        """The stamp of a file, from its last scan."""
        row = models.BookFile.get_or_none(models.BookFile.id == file_id)
        return None if row is None else FileStamp(row.size, row.mtime_ns, row.inode)

    def set_stamp(self, file_id: int, stamp: FileStamp) -> None:
        """Store a new stamp for a file whose content hasn't changed."""
        table = models.BookFile
        changed = {"size": stamp.size, "mtime_ns": stamp.mtime_ns, "inode": stamp.inode}
        table.update(**changed).where(table.id == file_id).execute()

    def finish_files(self, files: Iterable[ReadFile]) -> None:
        """Store that the covers of files stored without one have been read."""
        table = models.BookFile
        for file in files:
            extraction = file.extraction
            seen = {"mtime_ns": file.found.stamp.mtime_ns, "problem": extraction.problem}
            seen["blames_cover"] = extraction.blames_cover
            table.update(**seen).where(
                table.path == file.found.path, table.inode == file.found.stamp.inode
            ).execute()

    def books_at(self, paths: Sequence[bytes]) -> dict[bytes, BookId]:
        """Return the books of files (at most 500), by path."""
        table = models.BookFile
        rows = table.select(table.path, table.book).where(table.path.in_(paths)).tuples()
        return {bytes(path): book_id for path, book_id in rows}

    def forget_file(self, path: bytes) -> None:
        """Forget a copy made here. Its digests stay known."""
        models.BookFile.delete().where(models.BookFile.path == path).execute()

    def forget_stamps(self, file_ids: Iterable[int]) -> list[bytes]:
        """Make the next scan read these files again. Returns their paths."""
        table, ids = models.BookFile, list(file_ids)
        table.update(mtime_ns=NEVER_READ).where(table.id.in_(ids)).execute()
        return [bytes(row.path) for row in table.select(table.path).where(table.id.in_(ids))]

    def set_missing(self, file_ids: Iterable[int], *, missing: bool) -> None:
        """Store that files are missing or back."""
        table = models.BookFile
        for file_id in file_ids:
            table.update(missing=missing).where(table.id == file_id).execute()

    def set_removed(self, book_ids: Iterable[BookId], at: float | None) -> None:
        """Remove books from all lists (`at` seconds since 1970), or restore them (None)."""
        for book_id in book_ids:
            models.Book.update(removed_at=at).where(models.Book.id == book_id).execute()

    def take_out_entries(self, book_ids: Iterable[BookId], at: float) -> None:
        """Remove entries created without a file. Entries that have received a file are kept."""
        for book_id in book_ids:
            if not models.BookFile.select().where(models.BookFile.book == book_id).exists():
                self.set_removed([book_id], at)

    def set_book_of_files(self, file_ids: Iterable[int], book_id: BookId) -> None:
        """Assign files to a book."""
        table = models.BookFile
        table.update(book=book_id).where(table.id.in_(list(file_ids))).execute()

    def add_like(self, book_id: BookId, at: float) -> BookId:
        """Create a book with the metadata of another one, added `at` (seconds since 1970). Returns its id."""
        return self._create(stored_metadata(models.Book.get_by_id(book_id)), at)

    def is_listed(self, book_id: BookId) -> bool:
        """Whether the book exists and was not removed."""
        sql = "SELECT 1 FROM book WHERE id = ? AND removed_at IS NULL"
        return self._database.connection().execute(sql, (book_id,)).fetchone() is not None

    def removed_under(self, roots: Sequence[bytes]) -> list[BookId]:
        """The removed books that have a file in one of these folders, or are one of these files."""
        table = models.BookFile
        rows = table.select(table.book, table.path).join(models.Book).where(~models.Book.removed_at.is_null())
        return sorted({row.book_id for row in rows if is_under(bytes(row.path), roots)})

    def exists(self, book_id: BookId) -> bool:
        """Whether the book exists."""
        sql = "SELECT 1 FROM book WHERE id = ?"
        return self._database.connection().execute(sql, (book_id,)).fetchone() is not None

    def create_entry(self, metadata: BookMetadata, at: float) -> BookId:
        """Create a book without a file; a file with one of its digests joins it later. Returns its id."""
        return self._create(metadata, at)

    def put_metadata(self, book_id: BookId, metadata: BookMetadata) -> None:
        """Replace a book's metadata."""
        models.Book.update(**_columns(metadata)).where(models.Book.id == book_id).execute()
        models.BookIdentifier.delete().where(models.BookIdentifier.book == book_id).execute()
        self._put_identifiers(book_id, metadata)

    def update_from_source(self, book_id: BookId, source_metadata: BookMetadata) -> None:
        """Update a book's metadata from a Calibre library; the page count stays the file's."""
        now = in_file(stored_metadata(models.Book.get_by_id(book_id)), kept_fields(book_id))
        source_metadata = replace(source_metadata, pages=now.pages)
        if source_metadata != now:
            self._retell(book_id, source_metadata)

    def title(self, book_id: BookId) -> str:
        """The title of a book; empty if the book does not exist."""
        row = models.Book.get_or_none(models.Book.id == book_id)
        return "" if row is None else str(row.title)

    def get(self, book_id: BookId) -> Book | None:
        """A complete book, or None."""
        rows = list(models.Book.raw("SELECT * FROM book WHERE id = ?", book_id))
        return load_books(rows, self._readings)[0] if rows else None

    def of(self, book_ids: Sequence[BookId]) -> dict[BookId, Book]:
        """Return many books (at most 500), as `get` does, without missing ones."""
        rows = list(models.Book.select().where(models.Book.id.in_(book_ids)))
        return {book.id: book for book in load_books(rows, self._readings)}

    def all(self) -> list[Book]:
        """Return every book in the order it was added, without removed ones."""
        return list(self.each())

    def each(self) -> Iterator[Book]:
        """The same books as an iterator, for work that may be cancelled."""
        sql = "SELECT * FROM book WHERE removed_at IS NULL AND id > ? ORDER BY id LIMIT ?"
        last, are_more = 0, True
        while are_more:
            rows = list(models.Book.raw(sql, last, BOOKS_AT_ONCE))
            yield from load_books(rows, self._readings)
            are_more = len(rows) == BOOKS_AT_ONCE
            last = rows[-1].id if rows else last

    def count(self) -> int:
        """Count the books, without removed ones."""
        return int(models.Book.select().where(models.Book.removed_at.is_null()).count())

    def _put_file(self, file: ReadFile, at: float) -> StoredFile:
        execute = self._database.connection().execute
        known = self._known(file)
        entry = None if known else self._entry_for(file)
        book_id = known.book_id if known else entry or self._book_beside(file)
        is_new = book_id is None
        if book_id is None:
            book_id = self._create(file.extraction.metadata, at)
        values = _file_columns(file, book_id)
        if known is None:
            execute(_INSERT_FILE, values)
            if not is_new:
                execute("UPDATE book SET removed_at = NULL WHERE id = ?", (book_id,))
            if entry is not None:
                self._update_from_file(book_id, file)
        else:
            execute(_UPDATE_FILE, values | {"id": known.id})
            if self._is_primary_file(known, file):
                self._update_from_file(book_id, file)
        origins = {
            file.extraction.partial_md5: DigestOrigin.PARTIAL,
            file.extraction.filename_md5: DigestOrigin.FILENAME,
        }
        is_readable_now = known is not None and bool(known.problem) and not file.extraction.problem
        return replace(
            self._put_at(book_id, origins, at), makes_book=is_new, is_news=is_new or is_readable_now
        )

    def _known(self, file: ReadFile) -> "_KnownRow | None":
        """The stored file for this one, at its path or at the one it moved from."""
        sql = "SELECT id, book_id, problem FROM book_file WHERE path = ?"
        for path in filter(None, (file.found.path, file.moved_from)):
            row = self._database.connection().execute(sql, (path,)).fetchone()
            if row is not None:
                return _KnownRow(*row)
        return None

    def _put_at(self, book_id: BookId, origins: dict[str, DigestOrigin], at: float) -> StoredFile:
        known = {digest: origin for digest, origin in origins.items() if digest}
        news = [digest for digest, origin in known.items() if self._digests.add(digest, book_id, origin, at)]
        return StoredFile(BookId(book_id), tuple(news))

    def _book_beside(self, file: ReadFile) -> BookId | None:
        """The book of which a file is a copy or another format."""
        execute = self._database.connection().execute
        row = None
        if file.twin is not None:
            row = execute("SELECT book_id FROM book_file WHERE path = ?", (file.twin,)).fetchone()
        if row is None and (key := _work_of(file)):
            row = execute("SELECT book_id FROM book_file WHERE work_key = ? LIMIT 1", (key,)).fetchone()
        return None if row is None else BookId(row[0])

    def _entry_for(self, file: ReadFile) -> BookId | None:
        """The entry without a file to which this one belongs, by an exact digest."""
        sql = "SELECT 1 FROM book_file WHERE book_id = ? LIMIT 1"
        for digest in (file.extraction.partial_md5, file.extraction.filename_md5):
            book_id = self._digests.book_of(digest) if digest else None
            if book_id is not None and not self._database.connection().execute(sql, (book_id,)).fetchone():
                return book_id
        return None

    def _create(self, metadata: BookMetadata, at: float) -> BookId:
        values = _columns(metadata) | {"added_at": at}
        row_id = self._database.connection().execute(_INSERT_BOOK, values).lastrowid
        assert row_id is not None
        book_id = BookId(row_id)
        self._put_identifiers(book_id, metadata)
        return book_id

    def _is_primary_file(self, known: "_KnownRow", file: ReadFile) -> bool:
        """Whether a changed file provides the metadata: the first one does, unless Calibre knows the book."""
        table, told = models.BookFile, models.CalibreBook
        if not file.work and told.select().where(told.book == known.book_id).exists():
            return False
        return not table.select().where(table.book == known.book_id, table.id < known.id).exists()

    def _update_from_file(self, book_id: BookId, file: ReadFile) -> None:
        """Update the book's metadata from a changed file, unless it can no longer be read.

        Values set or locked by the person are kept, with the file's own beside them.
        """
        if file.extraction.problem is None or file.work:
            self._retell(book_id, file.extraction.metadata)

    def _retell(self, book_id: BookId, source_metadata: BookMetadata) -> None:
        now = stored_metadata(models.Book.get_by_id(book_id))
        metadata, kept = rewritten(source_metadata, now, kept_fields(book_id))
        self.put_metadata(book_id, metadata)
        put_kept_fields(book_id, kept)

    def _put_identifiers(self, book_id: BookId, metadata: BookMetadata) -> None:
        self._database.connection().executemany(
            "INSERT INTO book_identifier (book_id, scheme, value) VALUES (?, ?, ?)",
            [(book_id, item.scheme, item.value) for item in metadata.identifiers],
        )


@dataclass(frozen=True, slots=True)
class _KnownRow:
    id: int
    book_id: BookId
    problem: str | None


def _file_columns(file: ReadFile, book_id: BookId) -> dict[str, object]:
    """The columns of a file that was read; results of an earlier content scan are dropped."""
    stamp, extraction = file.found.stamp, file.extraction
    return {
        "book_id": book_id,
        "path": file.found.path,
        "format": file.found.format,
        "size": stamp.size,
        # Until its cover was looked for, the next scan reads it again.
        "mtime_ns": NEVER_READ if extraction.cover_waits else stamp.mtime_ns,
        "inode": stamp.inode,
        "partial_md5": extraction.partial_md5,
        "filename_md5": extraction.filename_md5,
        "work_key": _work_of(file),
        "problem": None if extraction.problem is None else stored(extraction.problem),
        "missing": False,
        "full_md5": None,
        "spine": None,
        "identity_problem": None,
        "blames_cover": extraction.blames_cover,
    }


def _work_of(file: ReadFile) -> str:
    if file.work or file.extraction.problem:
        return file.work
    return work_key(file.found.path, file.extraction.metadata)


def _columns(metadata: BookMetadata) -> dict[str, object]:
    return {
        "title": metadata.title,
        "authors": json.dumps(metadata.authors, ensure_ascii=False),
        "series": metadata.series,
        "series_index": metadata.series_index,
        "language": metadata.language,
        "description": metadata.description,
        "publisher": metadata.publisher,
        "published": metadata.published,
        "subjects": json.dumps(metadata.subjects, ensure_ascii=False),
        "pages": metadata.pages,
    }
