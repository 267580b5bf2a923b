"""Pushes, positions, documents and devices. On the push path the SQL text is prepared once."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from bookorbit_desktop.domain.progress import Device, Document, DocumentMetadata, Position, Push
from bookorbit_desktop.storage.database import Database

_UPSERT_DEVICE = """
INSERT INTO device (key, name, device_id, first_seen, last_seen, pushes) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET name = excluded.name, last_seen = excluded.last_seen,
pushes = pushes + excluded.pushes
RETURNING id
"""
_INSERT_PUSH = (
    "INSERT INTO push (document, device_id, progress, percentage, received_at) VALUES (?, ?, ?, ?, ?)"
)
_UPSERT_POSITION = """
INSERT INTO position (document, device_id, progress, percentage, timestamp) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (document, device_id) DO UPDATE SET progress = excluded.progress,
percentage = excluded.percentage, timestamp = excluded.timestamp
"""
_UPSERT_DOCUMENT = """
INSERT INTO document (digest, title, authors, filename, progress, percentage, device, device_id, timestamp, pushes,
first_seen, newest_push) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
ON CONFLICT (digest) DO UPDATE SET
title = CASE excluded.title WHEN '' THEN title ELSE excluded.title END,
authors = CASE excluded.authors WHEN '' THEN authors ELSE excluded.authors END,
filename = CASE excluded.filename WHEN '' THEN filename ELSE excluded.filename END,
progress = excluded.progress, percentage = excluded.percentage, device = excluded.device,
device_id = excluded.device_id, timestamp = excluded.timestamp, pushes = pushes + 1,
newest_push = excluded.newest_push
"""
_LAST_PUSH = "SELECT COALESCE(MAX(id), 0) FROM push"
_SELECT_POSITION = "SELECT progress, percentage, device, device_id, timestamp FROM document WHERE digest = ?"
_SELECT_DOCUMENTS = """
SELECT d.digest, d.title, d.percentage, d.progress, d.device, d.device_id, d.timestamp, d.pushes, d.filename, d.authors,
(SELECT CASE WHEN COUNT(DISTINCT g.book_id) = 1 THEN MIN(g.book_id) END FROM digest g
 WHERE g.digest = d.digest AND (g.origin = 'linked' OR NOT EXISTS
  (SELECT 1 FROM digest l WHERE l.digest = d.digest AND l.origin = 'linked'))) AS book_id,
(SELECT MIN(g.origin) FROM digest g WHERE g.digest = d.digest) AS matched_by
FROM document d ORDER BY d.timestamp DESC, d.digest
"""
_SELECT_DEVICES = """
SELECT v.id, v.name, v.device_id, v.first_seen, v.last_seen, v.pushes,
(SELECT COUNT(*) FROM position p WHERE p.device_id = v.id) FROM device v ORDER BY v.last_seen DESC
"""
_NOTHING_SAID = DocumentMetadata()


class ProgressRepository:
    """Keeps every push. Methods that change run inside a job of the writer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, pushes: Sequence[tuple[Push, float]]) -> list[Position]:
        """Store pushes, each with its time in seconds since 1970, oldest first.

        Each becomes history, the position of its device, and the newest position of its document.
        """
        connection = self._database.connection()
        devices = _put_devices(connection, pushes)
        history, positions, documents, newest = [], [], [], []
        (last,) = connection.execute(_LAST_PUSH).fetchone()
        for number, (push, at) in enumerate(pushes, start=last + 1):
            document, progress, percentage, timestamp = push.document, push.progress, push.percentage, int(at)
            device = devices[_device_key(push)]
            said = push.metadata or _NOTHING_SAID
            place = (progress, percentage, push.device, push.device_id, timestamp)
            history.append((document, device, progress, percentage, at))
            positions.append((document, device, progress, percentage, timestamp))
            documents.append((document, said.title, said.authors, said.filename, *place, at, number))
            newest.append(Position(document, *place))
        connection.executemany(_INSERT_PUSH, history)
        connection.executemany(_UPSERT_POSITION, positions)
        connection.executemany(_UPSERT_DOCUMENT, documents)
        return newest

    def position(self, digest: str) -> Position | None:
        """The newest push of a document."""
        row = self._database.connection().execute(_SELECT_POSITION, (digest,)).fetchone()
        return None if row is None else Position(digest, *row)

    def digests(self) -> set[str]:
        """The digests of every document."""
        return {digest for (digest,) in self._database.connection().execute("SELECT digest FROM document")}

    def documents(self) -> list[Document]:
        """Every document that readers sent, newest first."""
        return [
            Document(
                digest=digest,
                book_id=book_id,
                title=title,
                percentage=percentage,
                progress=progress,
                device=device,
                device_id=device_id,
                updated_at=datetime.fromtimestamp(timestamp, UTC),
                pushes=pushes,
                filename=filename,
                authors=authors,
                matched_by=matched_by or "",
            )
            for (
                digest,
                title,
                percentage,
                progress,
                device,
                device_id,
                timestamp,
                pushes,
                filename,
                authors,
                book_id,
                matched_by,
            ) in self._database.connection().execute(_SELECT_DOCUMENTS)
        ]

    def devices(self) -> list[Device]:
        """Every reader that pushed, the one seen last first."""
        return [
            Device(
                row_id,
                name,
                device_id,
                datetime.fromtimestamp(first, UTC),
                datetime.fromtimestamp(last, UTC),
                *counts,
            )
            for row_id, name, device_id, first, last, *counts in self._database.connection().execute(
                _SELECT_DEVICES
            )
        ]


def _put_devices(connection: sqlite3.Connection, pushes: Sequence[tuple[Push, float]]) -> dict[str, int]:
    """The row of each device that pushed, by its key."""
    newest = {_device_key(push): (push.device, push.device_id, at, at) for push, at in pushes}
    counts = Counter(_device_key(push) for push, _ in pushes)
    return {
        key: connection.execute(_UPSERT_DEVICE, (key, *values, counts[key])).fetchone()[0]
        for key, values in newest.items()
    }


def _device_key(push: Push) -> str:
    """Tells devices apart for our own bookkeeping; never sent to a reader (DECISIONS.md, "device_id")."""
    if push.device_id:
        return push.device_id
    return (
        "name:"
        + hashlib.md5(push.device.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:16]
    )
