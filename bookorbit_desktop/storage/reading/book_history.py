"""A book's pushes and digests."""

from datetime import UTC, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.overview.book_view import DevicePosition, HistoryPoint, Identity
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.devices import SHOWN_NAME

_OF_BOOK = """
JOIN digest g ON g.digest = {table}.document AND g.book_id = ?
 AND (g.origin = 'linked' OR NOT EXISTS
  (SELECT 1 FROM digest l WHERE l.digest = g.digest AND l.origin = 'linked'))
JOIN device v ON v.id = {table}.device_id
"""
_POSITIONS = f"""
SELECT {SHOWN_NAME}, p.document, p.percentage, p.timestamp FROM position p {_OF_BOOK.format(table="p")}
ORDER BY p.timestamp DESC
"""
_HISTORY = f"""
SELECT p.received_at, p.percentage, {SHOWN_NAME} FROM push p {_OF_BOOK.format(table="p")}
WHERE typeof(p.percentage) IN ('real', 'integer') ORDER BY p.id
"""
_DIGESTS = (
    "SELECT digest, origin, first_seen, last_seen, spine FROM digest WHERE book_id = ?"
    " ORDER BY first_seen, digest"
)
_UNLINKED = """
SELECT digest, origin, first_seen, last_seen FROM unlinked_digest WHERE book_id = ? ORDER BY unlinked_at, digest
"""
_RIVALS = """
SELECT o.digest, b.title, o.origin = 'linked' FROM digest g
JOIN digest o ON o.digest = g.digest AND o.book_id <> g.book_id JOIN book b ON b.id = o.book_id
WHERE g.book_id = ? ORDER BY o.book_id
"""
_COLLECTIONS = """
SELECT DISTINCT c.value FROM digest g JOIN plugin_report r ON r.digest = g.digest,
json_each(r.report, '$.collections') c WHERE g.book_id = ? AND c.type = 'text' AND c.value <> '' ORDER BY c.value
"""


class BookHistory:
    """Reads the data received for one book. Changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def positions(self, book_id: BookId) -> tuple[DevicePosition, ...]:
        """The position of each device, most recently seen first."""
        rows = self._database.connection().execute(_POSITIONS, (book_id,))
        return tuple(
            DevicePosition(device, document, _number(percentage), _time(at))
            for device, document, percentage, at in rows
        )

    def points(self, book_id: BookId) -> list[HistoryPoint]:
        """Every push, oldest first."""
        rows = self._database.connection().execute(_HISTORY, (book_id,))
        return [HistoryPoint(_time(at), float(percentage), device) for at, percentage, device in rows]

    def device_collections(self, book_id: BookId) -> tuple[str, ...]:
        """The names of KOReader's collections that it is in, as the plugin told."""
        return tuple(name for (name,) in self._database.connection().execute(_COLLECTIONS, (book_id,)))

    def identities(self, book_id: BookId) -> tuple[Identity, ...]:
        """Every digest of a book, oldest first."""
        execute = self._database.connection().execute
        rivals: dict[str, list[str]] = {}
        linked: dict[str, str] = {}
        for digest, title, by_hand in execute(_RIVALS, (book_id,)):
            rivals.setdefault(digest, []).append(title)
            if by_hand:
                linked[digest] = title
        return tuple(
            Identity(
                digest,
                origin,
                _time(first),
                _time(last),
                spine,
                tuple(rivals.get(digest, ())),
                linked.get(digest, ""),
            )
            for digest, origin, first, last, spine in execute(_DIGESTS, (book_id,))
        )

    def unlinked(self, book_id: BookId) -> tuple[Identity, ...]:
        """Every digest that the person unlinked from a book, earliest first."""
        rows = self._database.connection().execute(_UNLINKED, (book_id,))
        return tuple(
            Identity(digest, origin, _time(first), _time(last)) for digest, origin, first, last in rows
        )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
