"""The library as a list: one query, no models, for windows and the `list` command."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from bookorbit_desktop.domain.book import BookRow
from bookorbit_desktop.domain.reading import ReadingStatus
from bookorbit_desktop.domain.rereading import PROPOSED_AFTER_SESSIONS
from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.storage.database import Database


class BookSort(StrEnum):
    """The orders a list can have."""

    TITLE = "title"
    AUTHOR = "author"
    SERIES = "series"
    ADDED = "added"
    LAST_READ = "last_read"
    PROGRESS = "progress"


_ORDER = {
    BookSort.TITLE: "title COLLATE NOCASE, b.id",
    BookSort.AUTHOR: "b.authors COLLATE NOCASE, title COLLATE NOCASE, b.id",
    BookSort.SERIES: "b.series = '', b.series COLLATE NOCASE, b.series_index, title COLLATE NOCASE, b.id",
    BookSort.ADDED: "b.added_at DESC, b.id DESC",
    BookSort.LAST_READ: "r.last_read_at IS NULL, r.last_read_at DESC, b.id",
    BookSort.PROGRESS: "r.percentage IS NULL, r.percentage DESC, b.id",
}
_SELECT = f"""
SELECT b.id, b.title AS title, b.authors, b.series, b.series_index, COALESCE(r.status, 'unread') AS status,
COALESCE(r.set_by_hand, 0) AS set_by_hand, COALESCE(r.device_moved_on, 0) AS device_moved_on,
COALESCE(r.status IN ('read', 'skimmed') AND r.again_sessions >= {PROPOSED_AFTER_SESSIONS}
AND NOT r.again_declined, 0) AS again,
r.rating, r.percentage,
r.last_read_at, COALESCE(r.last_device, '') AS last_device,
CASE WHEN COALESCE(r.status, 'unread') = 'unread' THEN 'not_eligible' ELSE COALESCE(h.state, 'pending') END AS state,
COALESCE(h.reason, '') AS reason, b.added_at,
(SELECT GROUP_CONCAT(DISTINCT f.format) FROM book_file f WHERE f.book_id = b.id) AS formats,
(SELECT f.problem FROM book_file f WHERE f.book_id = b.id AND f.problem IS NOT NULL LIMIT 1) AS problem,
NOT EXISTS (SELECT 1 FROM book_file f WHERE f.book_id = b.id AND NOT f.missing) AS missing,
COALESCE(h.needs_review, 0) AND NOT COALESCE(h.excluded, 0) AS needs_review
FROM book b LEFT JOIN reading r ON r.book_id = b.id LEFT JOIN hardcover_book h ON h.book_id = b.id
"""


@dataclass(frozen=True, slots=True)
class BookQuery:
    """Which books, in which order. Empty means all."""

    text: str = ""
    status: ReadingStatus | None = None
    sort: BookSort = BookSort.TITLE
    book_ids: frozenset[int] | None = None


class BookList:
    """Answers lists of the library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, query: BookQuery) -> list[BookRow]:
        """The books that fit, in order. Every word of the text must occur in title, authors or series."""
        where, values = _conditions(query)
        clause = f" WHERE {' AND '.join(where)}" if where else ""
        sql = f"{_SELECT}{clause} ORDER BY {_ORDER[query.sort]}"
        return [_row(*columns) for columns in self._database.connection().execute(sql, values)]

    def counts(self) -> dict[ReadingStatus, int]:
        """How many books have each status."""
        sql = (
            "SELECT COALESCE(r.status, 'unread'), COUNT(*) FROM book b "
            "LEFT JOIN reading r ON r.book_id = b.id GROUP BY 1"
        )
        return {ReadingStatus(status): count for status, count in self._database.connection().execute(sql)}


def _conditions(query: BookQuery) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    for word in query.text.split():
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        where.append("(b.title || ' ' || b.authors || ' ' || b.series) LIKE ? ESCAPE '\\'")
        values.append(f"%{escaped}%")
    if query.status is not None:
        where.append("COALESCE(r.status, 'unread') = ?")
        values.append(query.status)
    if query.book_ids is not None:
        where.append(f"b.id IN ({','.join(str(int(book_id)) for book_id in sorted(query.book_ids))})")
    return where, values


def _row(
    book_id: int,
    title: str,
    authors: str,
    series: str,
    series_index: float | None,
    status: str,
    set_by_hand: int,
    device_moved_on: int,
    proposes_rereading: int,
    rating: float | None,
    percentage: float | None,
    last_read_at: float | None,
    last_device: str,
    state: str,
    reason: str,
    added_at: float,
    formats: str | None,
    problem: str | None,
    missing: int,
    needs_review: int,
) -> BookRow:
    return BookRow(
        id=book_id,
        title=title,
        authors=tuple(json.loads(authors)),
        series=series,
        series_index=series_index,
        status=ReadingStatus(status),
        set_by_hand=bool(set_by_hand),
        device_moved_on=bool(device_moved_on),
        proposes_rereading=bool(proposes_rereading),
        rating=rating,
        percentage=percentage,
        last_read_at=None if last_read_at is None else datetime.fromtimestamp(last_read_at, UTC),
        last_device=last_device,
        hardcover=HardcoverState(state),
        hardcover_reason=reason,
        formats=tuple((formats or "").split(",")) if formats else (),
        problem=problem,
        missing=bool(missing),
        added_at=datetime.fromtimestamp(added_at, UTC),
        needs_review=bool(needs_review),
    )
