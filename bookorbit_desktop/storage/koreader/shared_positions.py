"""The position returned for a document: its own newest push, or that of a copy with the same text."""

from typing import Final

from bookorbit_desktop.domain.koreader.progress import Position
from bookorbit_desktop.storage.db.database import Database

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
