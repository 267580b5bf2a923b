"""Position history of books, with restores and resets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Position
from bookorbit_desktop.domain.reading.positions import PastPush
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.devices import SHOWN_NAME
from bookorbit_desktop.storage.koreader.digests import DigestRepository

_DOCUMENTS = "SELECT g.digest FROM digest g JOIN document d ON d.digest = g.digest WHERE g.book_id = ?"
_PUSH = (
    f"SELECT p.id, p.document, {SHOWN_NAME}, p.progress, p.percentage, p.received_at, p.relayed"
    " FROM push p JOIN device v ON v.id = p.device_id"
)
_GIVEN = """
SELECT progress, percentage, device, device_id, timestamp, newest_push, restored_at, withheld FROM document
WHERE digest = ?
"""
_PUT = """
UPDATE document SET progress = ?, percentage = ?, device = ?, device_id = ?, timestamp = ?, newest_push = ?,
restored_at = ?, withheld = ? WHERE digest = ?
"""
_NEWEST_PUSH = "SELECT COALESCE(MAX(id), 0) FROM push"
_REMEMBER_RESET = """
INSERT INTO reset_place (document, progress, percentage)
SELECT digest, progress, percentage FROM document WHERE digest = :digest
UNION SELECT document, progress, percentage FROM position WHERE document = :digest
"""
_PAGES = """
SELECT COALESCE(h.pages_by_hand, h.pages, b.pages) FROM book b LEFT JOIN hardcover_book h ON h.book_id = b.id
WHERE b.id = ?
"""
_PROGRESS_AT = """
SELECT p.progress FROM digest g JOIN push p ON p.document = g.digest
WHERE g.book_id = ? AND abs(p.percentage - ?) < 1e-9 ORDER BY p.id DESC LIMIT 1
"""
_OF_DEVICES = f"""
SELECT {SHOWN_NAME}, p.progress FROM position p JOIN device v ON v.id = p.device_id WHERE p.document = ? ORDER BY 1
"""
_ASKING = """
SELECT r.book_id FROM reading r JOIN book b ON b.id = r.book_id AND b.removed_at IS NULL
WHERE r.back_to IS NOT NULL AND NOT r.back_kept ORDER BY r.back_at DESC, r.book_id
"""


@dataclass(frozen=True, slots=True)
class Given:
    """The stored position returned to readers of a document, and since when."""

    position: Position
    newest_push: int
    """The newest push of all at that time; among copies with one text, the highest counts."""
    restored_at: float | None = None
    """Seconds since 1970; None for what a device pushed."""
    withheld: bool = False


class PositionRepository:
    """Methods that change data run inside a writer job. Nothing is ever removed from the history."""

    def __init__(self, database: Database, digests: DigestRepository) -> None:
        self._database = database
        self._digests = digests

    def documents(self, book_id: BookId) -> list[str]:
        """The pushed documents that certainly belong to this book."""
        rows = self._database.connection().execute(_DOCUMENTS, (book_id,))
        return [digest for (digest,) in rows.fetchall() if self._digests.book_of(digest) == book_id]

    def pushes(self, documents: Sequence[str], before: int | None = None) -> Iterator[PastPush]:
        """The pushes of some documents, newest first; only those with an id below `before`."""
        marks = ",".join("?" * len(documents))
        where = f"WHERE p.document IN ({marks})" + ("" if before is None else f" AND p.id < {int(before)}")
        rows = self._database.connection().execute(f"{_PUSH} {where} ORDER BY p.id DESC", list(documents))
        return (_past_push(*row) for row in rows)

    def push(self, push_id: int) -> PastPush | None:
        """One push by its id."""
        row = self._database.connection().execute(f"{_PUSH} WHERE p.id = ?", (push_id,)).fetchone()
        return None if row is None else _past_push(*row)

    def given(self, document: str) -> Given | None:
        """The position for readers of a document, even while it is withheld."""
        row = self._database.connection().execute(_GIVEN, (document,)).fetchone()
        if row is None:
            return None
        *position, newest_push, restored_at, withheld = row
        return Given(Position(document, *position), newest_push, restored_at, bool(withheld))

    def give(self, position: Position, at: float) -> Given:
        """Return this to readers of a known document from `at` (seconds since 1970) until the next push."""
        (newest_push,) = self._database.connection().execute(_NEWEST_PUSH).fetchone()
        given = Given(position, newest_push, at)
        self.put(given)
        return given

    def put(self, given: Given) -> None:
        """Store this as the position for readers of a known document."""
        position = given.position
        values = (
            position.progress,
            position.percentage,
            position.device,
            position.device_id,
            position.timestamp,
        )
        state = (given.newest_push, given.restored_at, given.withheld)
        self._database.connection().execute(_PUT, (*values, *state, position.document))

    def withhold(self, documents: Iterable[str]) -> None:
        """Return nothing for these until a push differs from every device's last one."""
        execute = self._database.connection().execute
        for digest in documents:
            execute("DELETE FROM reset_place WHERE document = ?", (digest,))
            execute(_REMEMBER_RESET, {"digest": digest})
            execute("UPDATE document SET withheld = 1 WHERE digest = ?", (digest,))

    def give_again(self, documents: Iterable[str]) -> None:
        """Undo a reset: readers get the newest push again."""
        execute = self._database.connection().execute
        for digest in documents:
            execute("UPDATE document SET withheld = 0 WHERE digest = ?", (digest,))

    def pages(self, book_id: BookId) -> int | None:
        """The page count used for a book's positions; None if unknown."""
        row = self._database.connection().execute(_PAGES, (book_id,)).fetchone()
        return None if row is None else row[0]

    def progress_at(self, book_id: BookId, percentage: float) -> str | None:
        """The place that was sent last with this percentage (0..1) of a book; None if none was."""
        row = self._database.connection().execute(_PROGRESS_AT, (book_id, percentage)).fetchone()
        return None if row is None else str(row[0])

    def newest_of_devices(self, document: str) -> list[tuple[str, str]]:
        """Each device that sent positions of a document, with its last place; by name."""
        return [
            (name, progress)
            for name, progress in self._database.connection().execute(_OF_DEVICES, (document,))
        ]

    def asking(self) -> tuple[BookId, ...]:
        """Return the books that went back on a device and wait for a decision, newest first."""
        return tuple(book_id for (book_id,) in self._database.connection().execute(_ASKING))


def _past_push(
    push_id: int, document: str, device: str, progress: str, percentage: float, at: float, relayed: int
) -> PastPush:
    moment = datetime.fromtimestamp(at, UTC)
    return PastPush(push_id, document, device, progress, percentage, moment, bool(relayed))
