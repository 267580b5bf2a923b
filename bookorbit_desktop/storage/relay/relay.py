"""State of the relay for each document."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogOutcome
from bookorbit_desktop.domain.relay.relay import (
    AT_ONCE,
    OTHERS_EVERY,
    RECENT,
    RECENT_EVERY,
    UNREAD_BOOKS,
    RelayedPosition,
)
from bookorbit_desktop.storage.db.database import Database

_DUE = """
WITH known AS (
 SELECT digest, timestamp FROM document
 UNION ALL
 SELECT DISTINCT g.digest, 0 FROM digest g
 WHERE g.book_id IN (SELECT id FROM book WHERE removed_at IS NULL ORDER BY id DESC LIMIT :unread)
 AND g.origin = 'partial' AND NOT EXISTS (SELECT 1 FROM document d WHERE d.digest = g.digest)
)
SELECT d.digest FROM known d LEFT JOIN relay_document r ON r.document = d.digest
WHERE r.checked_at IS NULL OR r.checked_at > :now
OR r.checked_at <= :now - CASE WHEN d.timestamp < :recent THEN :rarely WHEN :thorough THEN 0 ELSE :often END
ORDER BY d.timestamp DESC, d.digest LIMIT :most
"""
_NAMED = """
SELECT COALESCE(b.title, NULLIF(d.title, ''), NULLIF(d.filename, ''), :document)
FROM (SELECT :document AS digest) asked LEFT JOIN document d ON d.digest = asked.digest
LEFT JOIN book b ON b.id = :book_id
"""
_AGREE = """
INSERT INTO relay_document (document, progress, percentage, checked_at) VALUES (?, ?, ?, ?)
ON CONFLICT (document) DO UPDATE SET progress = excluded.progress, percentage = excluded.percentage,
checked_at = excluded.checked_at
"""
_CHECKED = """
INSERT INTO relay_document (document, checked_at) VALUES (?, ?)
ON CONFLICT (document) DO UPDATE SET checked_at = excluded.checked_at
"""


@dataclass(frozen=True, slots=True)
class RelayTimes:
    """When the relay last sent, received and asked."""

    sent_at: datetime | None
    taken_at: datetime | None
    checked_at: datetime | None


class RelayRepository:
    """Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: float, *, thorough: bool) -> list[str]:
        """The documents to check now, newest first; with `thorough`, also recent ones checked just before.

        Files not yet read by any device come last, newest books first.
        """
        values = {
            "now": now,
            "recent": now - RECENT.total_seconds(),
            "often": RECENT_EVERY.total_seconds(),
            "rarely": OTHERS_EVERY.total_seconds(),
            "thorough": thorough,
            "most": AT_ONCE,
            "unread": UNREAD_BOOKS,
        }
        return [digest for (digest,) in self._database.connection().execute(_DUE, values)]

    def agreed(self, document: str) -> RelayedPosition | None:
        """The last position that both sides had in common."""
        row = (
            self._database.connection()
            .execute(
                "SELECT progress, percentage FROM relay_document WHERE document = ? AND progress IS NOT NULL",
                (document,),
            )
            .fetchone()
        )
        return None if row is None else RelayedPosition(*row)

    def agree(self, document: str, position: RelayedPosition, at: float) -> None:
        """Store a position common to both sides, as seen `at` seconds since 1970."""
        self._database.connection().execute(_AGREE, (document, position.progress, position.percentage, at))

    def note_check(self, document: str, at: float) -> None:
        """Store that the other server was asked about a document."""
        self._database.connection().execute(_CHECKED, (document, at))

    def forget(self) -> None:
        """Forget everything: another server or login has other positions."""
        self._database.connection().execute("DELETE FROM relay_document")

    def title(self, document: str, book_id: BookId | None) -> str:
        """The name of a document: its book's title, the reader's name for it, or its digest."""
        values = {"document": document, "book_id": book_id}
        (title,) = self._database.connection().execute(_NAMED, values).fetchone()
        return str(title)

    def times(self) -> RelayTimes:
        """When something was last sent, received and asked."""
        newest = "SELECT MAX(at) FROM sync_log WHERE direction = ? AND outcome = ?"
        return RelayTimes(
            self._moment(newest, (Direction.TO_RELAY, LogOutcome.SENT)),
            self._moment(newest, (Direction.FROM_RELAY, LogOutcome.RECEIVED)),
            self._moment("SELECT MAX(checked_at) FROM relay_document", ()),
        )

    def _moment(self, sql: str, values: tuple[str, ...]) -> datetime | None:
        (at,) = self._database.connection().execute(sql, values).fetchone()
        return None if at is None else datetime.fromtimestamp(at, UTC)
