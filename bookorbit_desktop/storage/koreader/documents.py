"""The person's decisions about documents, what devices sent for them, and their other names."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import MAX_NAMES, DocumentIdentifier, Position, SentPosition
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus, RereadingSessions
from bookorbit_desktop.domain.reading.step_back import StepBack
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.devices import SHOWN_NAME

MOST_POSITIONS = 2000
"""The newest of a document; more reveal nothing new about its book."""
_POSITIONS = f"""
SELECT p.progress, p.percentage, p.received_at, {SHOWN_NAME} FROM push p JOIN device v ON v.id = p.device_id
WHERE p.document = ? AND typeof(p.percentage) IN ('real', 'integer') ORDER BY p.id DESC LIMIT ?
"""
_WITH_FILE = """
SELECT DISTINCT f.book_id FROM book_file f JOIN book_listing l ON l.book_id = f.book_id WHERE f.partial_md5 = ?
"""
_WITH_TEXT = """
SELECT DISTINCT f.book_id FROM book_file f JOIN book_listing l ON l.book_id = f.book_id WHERE f.spine = ?
"""


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A link made by the person, and the state before it."""

    digest: str
    book_id: BookId
    linked_at: datetime
    reading_before: ReadingState


class DocumentRepository:
    """Stores links and ignored documents. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def positions(self, digest: str) -> tuple[SentPosition, ...]:
        """The positions that devices sent for a document, oldest first; at most the newest MOST_POSITIONS."""
        rows = self._database.connection().execute(_POSITIONS, (digest, MOST_POSITIONS)).fetchall()
        return tuple(
            SentPosition(progress, float(percentage), datetime.fromtimestamp(at, UTC), device)
            for progress, percentage, at, device in reversed(rows)
        )

    def books_with_file(self, partial_md5: str) -> tuple[BookId, ...]:
        """The books that have a file with this digest, including unlinked ones."""
        return self._books(_WITH_FILE, partial_md5)

    def books_with_text(self, spine: str) -> tuple[BookId, ...]:
        """The books that have a file with this text (`FileIdentity.spine`)."""
        return self._books(_WITH_TEXT, spine)

    def _books(self, sql: str, value: str) -> tuple[BookId, ...]:
        found = self._database.connection().execute(sql, (value,)) if value else ()
        return tuple(book_id for (book_id,) in found)

    def set_ignored(self, digests: Sequence[str], at: float | None) -> None:
        """Ignore documents from `at` on (seconds since 1970), or stop (None)."""
        self._database.connection().executemany(
            "UPDATE document SET ignored_at = ? WHERE digest = ?", [(at, digest) for digest in digests]
        )

    def link_of(self, digest: str) -> DocumentLink | None:
        """The person's link of a document."""
        row = (
            self._database.connection()
            .execute(
                "SELECT book_id, linked_at, reading_before FROM document_link WHERE digest = ?", (digest,)
            )
            .fetchone()
        )
        if row is None:
            return None
        book_id, at, before = row
        return DocumentLink(digest, book_id, datetime.fromtimestamp(at, UTC), _from_text(before))

    def put_link(self, digest: str, link: DocumentLink | None) -> None:
        """Replace the link of a document; None removes it."""
        execute = self._database.connection().execute
        execute("DELETE FROM document_link WHERE digest = ?", (digest,))
        if link is not None:
            values = (digest, link.book_id, link.linked_at.timestamp(), _to_text(link.reading_before))
            execute("INSERT INTO document_link VALUES (?, ?, ?, ?)", values)


def _to_text(state: ReadingState) -> str:
    return json.dumps(asdict(state), default=_plain)


def _plain(value: date | datetime) -> str:
    return value.isoformat()


def _from_text(text: str) -> ReadingState:
    data = json.loads(text)
    again = data["again"]
    moments = {name: datetime.fromisoformat(again[name]) for name in ("since", "newest")} if again else {}
    return ReadingState(
        **{
            **data,
            "status": ReadingStatus(data["status"]),
            "reads": tuple(_read(read) for read in data["reads"]),
            **{
                name: datetime.fromisoformat(data[name]) if data.get(name) else None
                for name in ("rated_at", "set_at")
            },
            "again": RereadingSessions(**{**again, **moments}) if again else None,
            "back": _back(data.get("back")),
        }
    )


def _back(data: dict[str, Any] | None) -> StepBack | None:
    return StepBack(**{**data, "at": datetime.fromisoformat(data["at"])}) if data else None


def _read(data: dict[str, Any]) -> Read:
    days = {
        name: date.fromisoformat(data[name]) if data[name] else None for name in ("started_on", "finished_on")
    }
    return Read(**{**data, **days})


_ADD = """
INSERT OR IGNORE INTO document_name (value, document, type, first_seen)
SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM document WHERE digest = ?)
AND (SELECT COUNT(*) FROM document_name WHERE document = ?) < ?
"""
_PUT_WRITER = """
INSERT OR REPLACE INTO document_writer (document, progress, device, timestamp, identifiers) VALUES (?, ?, ?, ?, ?)
"""


class DocumentNameRepository:
    """Adds names, and never moves or removes one. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_document(self, value: str) -> bool:
        """Whether readers pushed this as a document of its own."""
        found = self._database.connection().execute("SELECT 1 FROM document WHERE digest = ?", (value,))
        return found.fetchone() is not None

    def documents_named(self, value: str) -> list[str]:
        """The documents that have this as another name."""
        rows = self._database.connection().execute(
            "SELECT document FROM document_name WHERE value = ? ORDER BY first_seen, document", (value,)
        )
        return [document for (document,) in rows]

    def add(self, document: str, identifiers: Iterable[DocumentIdentifier], at: float) -> None:
        """Add names to a document, `at` seconds since 1970. A document itself is never another's name."""
        for identifier in identifiers:
            value = identifier.value
            if value != document:
                names = (value, document, identifier.type, at, value, document, MAX_NAMES)
                self._database.connection().execute(_ADD, names)

    def put_writer(self, position: Position, identifiers: Iterable[DocumentIdentifier]) -> None:
        """Store the names sent with the newest position of a document."""
        values = json.dumps([identifier.value for identifier in identifiers])
        row = (position.document, position.progress, position.device, position.timestamp, values)
        self._database.connection().execute(_PUT_WRITER, row)

    def writer(self, position: Position) -> frozenset[str] | None:
        """The names sent with this position; None if the device sent none."""
        row = (
            self._database.connection()
            .execute(
                "SELECT identifiers FROM document_writer"
                " WHERE document = ? AND progress = ? AND device = ? AND timestamp = ?",
                (position.document, position.progress, position.device, position.timestamp),
            )
            .fetchone()
        )
        return None if row is None else frozenset(json.loads(row[0]))
