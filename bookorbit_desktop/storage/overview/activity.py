"""Books that failed to send and wait for a retry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message, restored
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.storage.db.database import Database

_FAILING = """
SELECT b.id, b.title, h.failures, h.retry_at, h.reason, h.state
FROM hardcover_book h JOIN book b ON b.id = h.book_id JOIN reading r ON r.book_id = h.book_id
WHERE h.failures > 0 AND r.status != 'unread' AND NOT h.excluded ORDER BY h.retry_at, b.id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class FailingBook:
    """A book with failures in a row."""

    book_id: BookId
    title: str
    failures: int
    retry_at: datetime | None
    reason: Message
    parked: bool
    """It is not retried automatically."""


class ActivityQueries:
    """Reads for the activity list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def failing(self, limit: int) -> list[FailingBook]:
        """Return the books waiting for a retry or failed for good, the next to retry first."""
        rows = self._database.connection().execute(_FAILING, (limit,))
        return [
            FailingBook(
                book_id,
                title,
                failures,
                None if retry_at is None else datetime.fromtimestamp(retry_at, UTC),
                restored(reason),
                state == HardcoverState.PARKED,
            )
            for book_id, title, failures, retry_at, reason, state in rows
        ]

    def titles(self, book_ids: Iterable[BookId]) -> dict[BookId, str]:
        """The titles of some books."""
        ids = ",".join(str(int(book_id)) for book_id in book_ids)
        sql = f"SELECT id, title FROM book WHERE id IN ({ids})"
        return dict(self._database.connection().execute(sql).fetchall())
