"""Pushes, positions and documents. On the push path the SQL text is prepared once.

The position returned for a document is its own newest push, or that of a copy with the same text.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from bookorbit_desktop.domain.koreader.devices import shown_device
from bookorbit_desktop.domain.koreader.progress import (
    Document,
    DocumentMetadata,
    Position,
    Push,
)
from bookorbit_desktop.domain.reading.positions import NEAREST, PlaceKind
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.devices import SHOWN_NAME, Sender

_INSERT_PUSH = """
INSERT INTO push (document, device_id, progress, percentage, received_at, relayed, sighting_id)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_UPSERT_POSITION = """
INSERT INTO position (document, device_id, progress, percentage, timestamp) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (document, device_id) DO UPDATE SET progress = excluded.progress,
percentage = excluded.percentage, timestamp = excluded.timestamp
"""
_UPSERT_DOCUMENT = """
INSERT INTO document (digest, title, authors, filename, progress, percentage, device, device_id, timestamp, pushes,
first_seen, newest_push, withheld) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, 0)
ON CONFLICT (digest) DO UPDATE SET
title = CASE excluded.title WHEN '' THEN title ELSE excluded.title END,
authors = CASE excluded.authors WHEN '' THEN authors ELSE excluded.authors END,
filename = CASE excluded.filename WHEN '' THEN filename ELSE excluded.filename END,
progress = excluded.progress, percentage = excluded.percentage, device = excluded.device,
device_id = excluded.device_id, timestamp = excluded.timestamp, pushes = pushes + 1,
newest_push = excluded.newest_push, restored_at = NULL,
withheld = withheld AND EXISTS (SELECT 1 FROM reset_place r WHERE r.document = excluded.digest
 AND r.progress = excluded.progress AND r.percentage = excluded.percentage)
"""
_LAST_PUSH = "SELECT COALESCE(MAX(id), 0) FROM push"
_SELECT_POSITION = "SELECT progress, percentage, device, device_id, timestamp FROM document WHERE digest = ?"
_SELECT_WITHHELD = "SELECT withheld FROM document WHERE digest = ?"
_WITHHELD_OF = "SELECT digest FROM document WHERE digest IN (SELECT value FROM json_each(?)) AND withheld"
_SENT_BY = """
FROM position p JOIN device v ON v.id = p.device_id AND v.device_id IS d.device_id WHERE p.document = d.digest"""
_SELECT_DOCUMENTS = f"""
SELECT d.digest, d.title, CASE WHEN NOT d.withheld THEN d.percentage END, d.progress, d.device, d.device_id,
d.timestamp, d.pushes, d.filename, d.authors,
(SELECT CASE WHEN COUNT(DISTINCT g.book_id) = 1 THEN MIN(g.book_id) END FROM digest g
 WHERE g.digest = d.digest AND (g.origin = 'linked' OR NOT EXISTS
  (SELECT 1 FROM digest l WHERE l.digest = d.digest AND l.origin = 'linked'))) AS book_id,
(SELECT MIN(g.origin) FROM digest g WHERE g.digest = d.digest) AS matched_by, d.ignored_at IS NOT NULL,
COALESCE((SELECT {SHOWN_NAME} {_SENT_BY} AND v.name = d.device LIMIT 1),
(SELECT {SHOWN_NAME} {_SENT_BY} ORDER BY p.timestamp DESC LIMIT 1))
FROM document d ORDER BY d.timestamp DESC, d.digest
"""
_NOTHING_SAID = DocumentMetadata()


class ProgressRepository:
    """Stores every push. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, pushes: Sequence[tuple[Push, float]], senders: Sequence[Sender]) -> None:
        """Store pushes, each with its time in seconds since 1970 and its device, oldest first.

        Each is added to the history and becomes the newest position of its device and document.
        """
        connection = self._database.connection()
        history, positions, documents = [], [], []
        (last,) = connection.execute(_LAST_PUSH).fetchone()
        for number, ((push, at), sender) in enumerate(zip(pushes, senders, strict=True), start=last + 1):
            document, progress, percentage, timestamp = push.document, push.progress, push.percentage, int(at)
            device = sender.device
            said = push.metadata or _NOTHING_SAID
            position = (progress, percentage, push.device, push.device_id, timestamp)
            history.append((document, device, progress, percentage, at, push.relayed, sender.sighting))
            positions.append((document, device, progress, percentage, timestamp))
            documents.append((document, said.title, said.authors, said.filename, *position, at, number))
        connection.executemany(_INSERT_PUSH, history)
        connection.executemany(_UPSERT_POSITION, positions)
        connection.executemany(_UPSERT_DOCUMENT, documents)

    def position(self, digest: str) -> Position | None:
        """The newest push of a document, or a position restored since."""
        row = self._database.connection().execute(_SELECT_POSITION, (digest,)).fetchone()
        return None if row is None else Position(digest, *row)

    def is_withheld(self, digest: str) -> bool:
        """Whether a document was reset and has had no other position since."""
        row = self._database.connection().execute(_SELECT_WITHHELD, (digest,)).fetchone()
        return row is not None and bool(row[0])

    def withheld(self, digests: Iterable[str]) -> frozenset[str]:
        """Those of these documents that were reset and have had no other position since."""
        rows = self._database.connection().execute(_WITHHELD_OF, (json.dumps(list(digests)),))
        return frozenset(digest for (digest,) in rows)

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
                ignored=bool(ignored),
                device_name=shown or shown_device(device),
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
                ignored,
                shown,
            ) in self._database.connection().execute(_SELECT_DOCUMENTS)
        ]


_MEANS_ONE_BOOK: Final = """({0}.origin = 'linked' OR NOT EXISTS
 (SELECT 1 FROM digest o WHERE o.digest = {0}.digest AND o.book_id <> {0}.book_id))"""
_NEWEST: Final = f"""
SELECT progress, percentage, device, device_id, timestamp FROM document
WHERE NOT withheld AND (digest = :asked OR digest IN (
 SELECT copy.digest FROM digest asked JOIN digest copy ON copy.book_id = asked.book_id AND copy.spine = asked.spine
 WHERE asked.digest = :asked AND asked.spine <> ''
 AND {_MEANS_ONE_BOOK.format("asked")} AND {_MEANS_ONE_BOOK.format("copy")}))
ORDER BY newest_push DESC, restored_at DESC LIMIT 1
"""


_SAME_TEXT: Final = f"""document IN (SELECT :asked UNION
 SELECT copy.digest FROM digest asked JOIN digest copy ON copy.book_id = asked.book_id AND copy.spine = asked.spine
 WHERE asked.digest = :asked AND asked.spine <> ''
 AND {_MEANS_ONE_BOOK.format("asked")} AND {_MEANS_ONE_BOOK.format("copy")})"""
_OF_KIND: Final = {
    PlaceKind.XPOINTER: "progress LIKE '/%'",
    PlaceKind.PAGE: "progress <> '' AND progress NOT GLOB '*[^0-9]*'",
    PlaceKind.CFI: "progress LIKE 'epubcfi(%'",
    PlaceKind.OTHER: "0",
}
_NEAREST_OF_KIND: Final = f"""
SELECT progress, percentage FROM push WHERE {_SAME_TEXT} AND abs(percentage - :at) <= :near AND {{kind}}
ORDER BY abs(percentage - :at), id DESC LIMIT 1
"""
_NOT_AHEAD_OF_KIND: Final = f"""
SELECT progress, percentage FROM push WHERE {_SAME_TEXT} AND percentage <= :at AND {{kind}} ORDER BY id DESC LIMIT 1
"""
_FLOWS: Final = """
SELECT EXISTS (SELECT 1 FROM digest g JOIN book_file f ON f.book_id = g.book_id AND f.partial_md5 = g.digest
 WHERE g.digest = :asked AND f.format NOT IN ('pdf', 'cbz', 'cbr', 'cb7', 'djvu'))
 OR EXISTS (SELECT 1 FROM push WHERE document = :asked AND progress LIKE '/%')
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a reader of one kind once sent."""

    progress: str
    percentage: float
    """0..1 as sent."""


class SharedPositions:
    """Answers pulls (behaviour.md, "several copies of a book"). Changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def position(self, document: str) -> Position | None:
        """The newest push of a document or of a copy with the same text, never mixed from two pushes.

        Also for a document that was never pushed itself; None if nothing is known.
        """
        row = self._database.connection().execute(_NEWEST, {"asked": document}).fetchone()
        return None if row is None else Position(document, *row)

    def place(self, document: str, percentage: float, kind: PlaceKind) -> Place | None:
        """The place of a kind that stands for a percentage (0..1) of a document or of a copy with the same text.

        The nearest one that was ever sent, otherwise the newest that isn't ahead; never an invented one.
        """
        values = {"asked": document, "at": percentage, "near": NEAREST}
        for sql in (_NEAREST_OF_KIND, _NOT_AHEAD_OF_KIND):
            row = self._database.connection().execute(sql.format(kind=_OF_KIND[kind]), values).fetchone()
            if row is not None:
                return Place(*row)
        return None

    def flows(self, document: str) -> bool:
        """Whether a document has flowing text, where the number of a page means nothing to another reader."""
        row = self._database.connection().execute(_FLOWS, {"asked": document}).fetchone()
        return bool(row[0])
