"""The books that the catalogue offers, as lists of whole folders."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.book_folders import BookFile
from bookorbit_desktop.domain.koreader.feeds import Grouping
from bookorbit_desktop.domain.library.metadata import FileFormat
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.feed_books import FORMATS, OFFERED, OFFERED_FILE

_AUTHORS: Final = f"""
SELECT v.id, v.name FROM grouped_value v WHERE v.grouping = '{Grouping.AUTHOR}' AND EXISTS
(SELECT 1 FROM book_value g JOIN book_listing l ON l.book_id = g.book_id
 WHERE g.value_id = v.id AND {OFFERED.format("g.book_id")}) ORDER BY v.sort, v.id
"""
_FILES: Final = f"""
SELECT f.id, f.book_id, b.title, b.authors, f.format, f.size, f.mtime_ns FROM book_listing l
JOIN book b ON b.id = l.book_id JOIN book_file f ON f.book_id = b.id AND {OFFERED_FILE}
WHERE {{}} ORDER BY l.title, f.book_id, f.id
"""
_WITHOUT_AUTHOR: Final = f"""
NOT EXISTS (SELECT 1 FROM book_value g JOIN grouped_value v ON v.id = g.value_id
 WHERE g.book_id = l.book_id AND v.grouping = '{Grouping.AUTHOR}')
"""
_OF_AUTHOR: Final = "l.book_id IN (SELECT book_id FROM book_value WHERE value_id = ?)"
_OF_BOOKS: Final = "l.book_id IN (SELECT value FROM json_each(?))"
_OF_STATUS: Final = "l.book_id IN (SELECT book_id FROM reading WHERE status = ?)"
_OF_COLLECTION: Final = "l.book_id IN (SELECT book_id FROM collection_book WHERE collection_id = ?)"


class SharedBookRepository:
    """Reads only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def authors(self) -> list[tuple[int, str]]:
        """The authors with books, in order."""
        return list(self._database.connection().execute(_AUTHORS))

    def files_of_author(self, value_id: int | None) -> list[BookFile]:
        """Every file of an author's books by title; None: of books without an author."""
        if value_id is None:
            return self._all(_WITHOUT_AUTHOR, ())
        return self._all(_OF_AUTHOR, (value_id,))

    def best_files(self, book_ids: Iterable[BookId]) -> list[BookFile]:
        """One file of each of these books."""
        return self._best(_OF_BOOKS, (json.dumps([int(book_id) for book_id in book_ids]),))

    def best_files_with_status(self, status: str) -> list[BookFile]:
        """One file of each book with a status."""
        return self._best(_OF_STATUS, (status,))

    def best_files_in(self, collection_id: int) -> list[BookFile]:
        """One file of each book of a shelf or tag."""
        return self._best(_OF_COLLECTION, (collection_id,))

    def _all(self, condition: str, values: Sequence[Any]) -> list[BookFile]:
        rows = self._database.connection().execute(_FILES.format(condition), values)
        return [_file(*row) for row in rows]

    def _best(self, condition: str, values: Sequence[Any]) -> list[BookFile]:
        best: dict[int, tuple[int, BookFile]] = {}
        for row in self._database.connection().execute(_FILES.format(condition), values):
            rank, file = FORMATS.index(FileFormat(row[4])), _file(*row)
            if row[1] not in best or rank < best[row[1]][0]:
                best[row[1]] = (rank, file)
        return [file for _, file in best.values()]


def _file(
    file_id: int, _book: int, title: str, authors: str, file_format: str, size: int, mtime_ns: int
) -> BookFile:
    return BookFile(
        file_id, title, tuple(json.loads(authors)), FileFormat(file_format), size, max(0, mtime_ns)
    )
