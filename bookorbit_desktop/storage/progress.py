"""Pushes, positions, documents and devices. On the push path the SQL text is prepared once."""

import hashlib
from datetime import UTC, datetime

from bookorbit_desktop.domain.progress import Device, Document, Position, Push
from bookorbit_desktop.storage.database import Database

_UPSERT_DEVICE = """
INSERT INTO device (key, name, device_id, first_seen, last_seen, pushes) VALUES (?, ?, ?, ?, ?, 1)
ON CONFLICT (key) DO UPDATE SET name = excluded.name, last_seen = excluded.last_seen, pushes = pushes + 1
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
first_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
ON CONFLICT (digest) DO UPDATE SET
title = CASE excluded.title WHEN '' THEN title ELSE excluded.title END,
authors = CASE excluded.authors WHEN '' THEN authors ELSE excluded.authors END,
filename = CASE excluded.filename WHEN '' THEN filename ELSE excluded.filename END,
progress = excluded.progress, percentage = excluded.percentage, device = excluded.device,
device_id = excluded.device_id, timestamp = excluded.timestamp, pushes = pushes + 1
"""
_SELECT_POSITION = "SELECT progress, percentage, device, device_id, timestamp FROM document WHERE digest = ?"
_SELECT_DOCUMENTS = """
SELECT d.digest, d.title, d.percentage, d.progress, d.device, d.device_id, d.timestamp, d.pushes, d.filename, d.authors,
(SELECT CASE WHEN COUNT(DISTINCT g.book_id) = 1 THEN MIN(g.book_id) END FROM digest g
 WHERE g.digest = d.digest AND (g.origin = 'linked' OR NOT EXISTS
  (SELECT 1 FROM digest l WHERE l.digest = d.digest AND l.origin = 'linked'))) AS book_id
FROM document d ORDER BY d.timestamp DESC, d.digest
"""
_SELECT_DEVICES = """
SELECT v.id, v.name, v.device_id, v.first_seen, v.last_seen, v.pushes,
(SELECT COUNT(*) FROM position p WHERE p.device_id = v.id) FROM device v ORDER BY v.last_seen DESC
"""


class ProgressRepository:
    """Keeps every push. Methods that change run inside a job of the writer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, push: Push, at: float) -> Position:
        """Store a push received `at` (seconds since 1970) as history, as position, and as the document's newest."""
        execute = self._database.connection().execute
        timestamp = int(at)
        (device,) = execute(
            _UPSERT_DEVICE, (_device_key(push), push.device, push.device_id, at, at)
        ).fetchone()
        execute(_INSERT_PUSH, (push.document, device, push.progress, push.percentage, at))
        execute(_UPSERT_POSITION, (push.document, device, push.progress, push.percentage, timestamp))
        said = push.metadata
        words = (said.title, said.authors, said.filename) if said else ("", "", "")
        place = (push.progress, push.percentage, push.device, push.device_id, timestamp)
        execute(_UPSERT_DOCUMENT, (push.document, *words, *place, at))
        return Position(push.document, *place)

    def position(self, digest: str) -> Position | None:
        """The newest push of a document."""
        row = self._database.connection().execute(_SELECT_POSITION, (digest,)).fetchone()
        return None if row is None else Position(digest, *row)

    def knows(self, digest: str) -> bool:
        """Whether a reader has ever pushed this document."""
        return self.position(digest) is not None

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


def _device_key(push: Push) -> str:
    """Tells devices apart for our own bookkeeping; never sent to a reader (DECISIONS.md, "device_id")."""
    if push.device_id:
        return push.device_id
    return (
        "name:"
        + hashlib.md5(push.device.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:16]
    )
