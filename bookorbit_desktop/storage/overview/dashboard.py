"""Queries for the dashboard: a few small ones, no models."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.next_in_series import SeriesBook
from bookorbit_desktop.domain.overview.dashboard import CurrentBook, FinishedBook, RecentBook
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.book_filters import REREADING

_COUNTS = """
SELECT (SELECT COUNT(*) FROM book_listing),
(SELECT COUNT(*) FROM reading JOIN book_listing USING (book_id) WHERE status IN ('reading', 'rereading')),
(SELECT COUNT(*) FROM read_record d WHERE d.finished AND d.finished_on BETWEEN ? AND ? AND NOT (
d.id = (SELECT MAX(id) FROM read_record WHERE book_id = d.book_id)
AND EXISTS (SELECT 1 FROM reading r WHERE r.book_id = d.book_id AND r.status = 'abandoned'))),
(SELECT COUNT(*) FROM book_file JOIN book_listing USING (book_id)
WHERE problem IS NOT NULL AND NOT missing)
"""
_BOOKS = """
SELECT b.id, b.title, b.authors, r.percentage, COALESCE(h.pages_by_hand, h.pages, b.pages), r.last_read_at,
COALESCE(r.last_device, '')
FROM reading r JOIN book b ON b.id = r.book_id AND b.removed_at IS NULL
LEFT JOIN hardcover_book h ON h.book_id = r.book_id
"""
_CURRENT = f"""
{_BOOKS} WHERE r.status IN ('reading', 'rereading')
ORDER BY r.last_read_at IS NULL, r.last_read_at DESC, b.id LIMIT ?
"""
_RESTING = f"""
{_BOOKS} WHERE r.status IN ('reading', 'rereading', 'on_hold') AND r.last_read_at < ? AND r.percentage > 0
ORDER BY r.last_read_at DESC, b.id LIMIT ?
"""
_FINISHED = """
SELECT b.id, b.title, b.authors, d.finished_on FROM read_record d
JOIN book b ON b.id = d.book_id AND b.removed_at IS NULL
WHERE d.finished AND d.finished_on >= ? AND d.id = (SELECT MAX(id) FROM read_record WHERE book_id = d.book_id)
AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.book_id = d.book_id AND r.status = 'abandoned')
ORDER BY d.finished_on DESC, d.id DESC LIMIT ?
"""
_RECENT = "SELECT id, title, authors, added_at FROM book WHERE removed_at IS NULL ORDER BY id DESC LIMIT ?"
_SERIES = """
SELECT b.id, b.title, b.authors, b.series, b.series_index, COALESCE(r.status, 'unread'), COALESCE(r.last_read_at, 0)
FROM book b LEFT JOIN reading r ON r.book_id = b.id
WHERE b.removed_at IS NULL AND b.series <> '' AND b.series_index IS NOT NULL
"""
_SHARED_IDS = """
SELECT COUNT(*) FROM shared_id s WHERE s.certainty != ''
AND EXISTS (SELECT 1 FROM device v WHERE v.device_id = s.device_id AND v.forgotten_at IS NULL)
"""
_READ_AGAIN = f"""
SELECT r.book_id FROM reading r JOIN book b ON b.id = r.book_id AND b.removed_at IS NULL
WHERE {REREADING} ORDER BY r.last_read_at DESC, r.book_id
"""


@dataclass(frozen=True, slots=True)
class LibraryCounts:
    """The library in numbers."""

    books: int
    reading: int
    finished: int
    """Reads that ended in the requested year."""
    unreadable: int


class DashboardQueries:
    """Reads for the dashboard, on the caller's connection."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, year: int) -> LibraryCounts:
        """The library in numbers, with the reads that ended in `year`."""
        days = (f"{year:04d}-01-01", f"{year:04d}-12-31")
        return LibraryCounts(*self._database.connection().execute(_COUNTS, days).fetchone())

    def read_again(self) -> tuple[BookId, ...]:
        """Return the books with a suggested re-read, the one read last first."""
        return tuple(book_id for (book_id,) in self._database.connection().execute(_READ_AGAIN))

    def shared_ids(self) -> int:
        """How many ids are shared by two devices."""
        return int(self._database.connection().execute(_SHARED_IDS).fetchone()[0])

    def current(self, limit: int) -> tuple[CurrentBook, ...]:
        """The books being read, the one read last first."""
        return self._books(_CURRENT, (limit,))

    def resting(self, before: datetime, limit: int) -> tuple[CurrentBook, ...]:
        """The books begun but not read since a moment, the one read last first."""
        return self._books(_RESTING, (before.timestamp(), limit))

    def finished(self, since: date, limit: int) -> tuple[FinishedBook, ...]:
        """The books finished since a day, the newest first."""
        rows = self._database.connection().execute(_FINISHED, (since.isoformat(), limit))
        return tuple(
            FinishedBook(book_id, title, tuple(json.loads(authors)), date.fromisoformat(day))
            for book_id, title, authors, day in rows
        )

    def _books(self, sql: str, values: tuple[object, ...]) -> tuple[CurrentBook, ...]:
        rows = self._database.connection().execute(sql, values)
        return tuple(
            CurrentBook(
                id=book_id,
                title=title,
                authors=tuple(json.loads(authors)),
                percentage=percentage,
                pages=pages,
                last_read_at=None if last_read_at is None else datetime.fromtimestamp(last_read_at, UTC),
                device=device,
            )
            for book_id, title, authors, percentage, pages, last_read_at, device in rows
        )

    def series(self) -> list[SeriesBook]:
        """Every volume of the given series."""
        return [
            SeriesBook(
                book_id, title, tuple(json.loads(authors)), series, index, ReadingStatus(status), read_at
            )
            for book_id, title, authors, series, index, status, read_at in self._database.connection().execute(
                _SERIES
            )
        ]

    def recent(self, limit: int) -> tuple[RecentBook, ...]:
        """The newest books first."""
        rows = self._database.connection().execute(_RECENT, (limit,))
        return tuple(
            RecentBook(book_id, title, tuple(json.loads(authors)), datetime.fromtimestamp(added_at, UTC))
            for book_id, title, authors, added_at in rows
        )
