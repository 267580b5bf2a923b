"""Other names of documents, and the names with which the newest position of each was written."""

import json
from collections.abc import Iterable

from bookorbit_desktop.domain.koreader.document_identifiers import MAX_NAMES, DocumentIdentifier
from bookorbit_desktop.domain.koreader.progress import Position
from bookorbit_desktop.storage.db.database import Database

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
