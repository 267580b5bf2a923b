"""The newest, waiting and unreadable files, in one query without models."""

import json
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import restored
from bookorbit_desktop.domain.library.inbox import InboxFile
from bookorbit_desktop.storage.db.database import Database

_SELECT = """
SELECT f.id, b.id, b.title, b.authors, f.path, f.format, f.size, b.added_at,
COALESCE(f.problem, w.problem, ''), w.book_id IS NOT NULL, COALESCE(w.manual, 0) AND NOT EXISTS (
 SELECT 1 FROM kept_field k WHERE k.book_id = b.id AND k.field IN ('title', 'authors'))
FROM book_file f JOIN book b ON b.id = f.book_id LEFT JOIN book_review w ON w.book_id = b.id
WHERE b.removed_at IS NULL AND NOT f.missing AND (f.problem IS NOT NULL OR w.book_id IS NOT NULL OR b.id IN (
 SELECT id FROM book WHERE removed_at IS NULL ORDER BY id DESC LIMIT ?))
ORDER BY b.added_at DESC, f.id DESC
"""
_WAITING = """
SELECT (SELECT COUNT(*) FROM book_file f JOIN book b ON b.id = f.book_id
WHERE f.problem IS NOT NULL AND NOT f.missing AND b.removed_at IS NULL)
+ (SELECT COUNT(*) FROM book_review w JOIN book b ON b.id = w.book_id
WHERE b.removed_at IS NULL AND NOT EXISTS (
SELECT 1 FROM book_file f WHERE f.book_id = b.id AND f.problem IS NOT NULL AND NOT f.missing))
"""


class InboxQueries:
    """Reads for the inbox, on the caller's connection."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def files(self, newest: int) -> tuple[InboxFile, ...]:
        """Files of the `newest` books, and every file that waits or has a problem; newest first."""
        rows = self._database.connection().execute(_SELECT, (newest,))
        return tuple(_file(*columns) for columns in rows)

    def waiting(self) -> int:
        """The number of unreadable files, and of other books that wait for the person."""
        (count,) = self._database.connection().execute(_WAITING).fetchone()
        return int(count)


def _file(
    file_id: int,
    book_id: BookId,
    title: str,
    authors: str,
    path: bytes,
    file_format: str,
    size: int,
    added_at: float,
    problem: str,
    waits: int,
    manual: int,
) -> InboxFile:
    return InboxFile(
        file_id,
        book_id,
        title,
        tuple(json.loads(authors)),
        bytes(path),
        file_format,
        size,
        datetime.fromtimestamp(added_at, UTC),
        restored(problem),
        bool(waits),
        bool(manual),
    )
