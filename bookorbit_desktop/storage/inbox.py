"""The newest files and those with problems: one query, no models."""

import json
from datetime import UTC, datetime

from bookorbit_desktop.domain.inbox import InboxFile
from bookorbit_desktop.storage.database import Database

_SELECT = """
SELECT f.id, b.id, b.title, b.authors, f.path, f.format, f.size, b.added_at, COALESCE(f.problem, '')
FROM book_file f JOIN book b ON b.id = f.book_id
WHERE b.removed_at IS NULL AND NOT f.missing AND (f.problem IS NOT NULL OR b.id IN (
 SELECT id FROM book WHERE removed_at IS NULL ORDER BY id DESC LIMIT ?))
ORDER BY b.added_at DESC, f.id DESC
"""
_UNREADABLE = """
SELECT COUNT(*) FROM book_file f JOIN book b ON b.id = f.book_id
WHERE f.problem IS NOT NULL AND NOT f.missing AND b.removed_at IS NULL
"""


class InboxQueries:
    """Reads for the inbox, on the caller's connection."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def files(self, newest: int) -> tuple[InboxFile, ...]:
        """Files of the `newest` books, and every file with a problem; newest first."""
        rows = self._database.connection().execute(_SELECT, (newest,))
        return tuple(
            InboxFile(
                file_id,
                book_id,
                title,
                tuple(json.loads(authors)),
                bytes(path),
                file_format,
                size,
                datetime.fromtimestamp(added_at, UTC),
                problem,
            )
            for file_id, book_id, title, authors, path, file_format, size, added_at, problem in rows
        )

    def unreadable(self) -> int:
        """How many files could not be read."""
        (count,) = self._database.connection().execute(_UNREADABLE).fetchone()
        return int(count)
