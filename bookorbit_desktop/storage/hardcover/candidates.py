"""The books that can be sent to Hardcover, with their records there."""

from datetime import UTC, datetime

from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow
from bookorbit_desktop.domain.library.listing import BookSort
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.book_filters import FROM, STATUS, order_by
from bookorbit_desktop.storage.library.book_list import BookList

_SENT = "NULLIF(json_extract(NULLIF(h.base, ''), '$.intent.reads[#-1][3]'), 0)"
_RECORDS = f"""
SELECT l.book_id, h.hardcover_id, COALESCE(h.slug, ''), COALESCE(h.title, ''), h.edition_id,
COALESCE(h.pages_by_hand, h.pages), h.pages_by_hand IS NOT NULL, COALESCE(h.method, 'none'), {_SENT}, h.synced_at
{FROM} WHERE {STATUS} != 'unread' {order_by(BookSort.SERIES, backwards=False)}
"""


class CandidateList:
    """Reads the list of the Hardcover page."""

    def __init__(self, database: Database, book_list: BookList) -> None:
        self._database = database
        self._list = book_list

    def all(self) -> list[HardcoverRow]:
        """Every book with a status other than Unread: series first, in their order, then the others by title."""
        found = self._database.connection().execute(_RECORDS).fetchall()
        rows = {row.id: row for row in self._list.rows_of([columns[0] for columns in found])}
        return [
            HardcoverRow(
                rows[book_id],
                hardcover_id,
                slug,
                title,
                edition_id,
                pages,
                bool(by_hand),
                MatchMethod(method),
                sent,
                None if synced_at is None else datetime.fromtimestamp(synced_at, UTC),
            )
            for (
                book_id,
                hardcover_id,
                slug,
                title,
                edition_id,
                pages,
                by_hand,
                method,
                sent,
                synced_at,
            ) in found
            if book_id in rows
        ]
