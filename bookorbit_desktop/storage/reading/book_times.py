"""When books were read, by book and day, from the reading days."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.forecast import BookDay
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.reading.reading_days import MEANING

_SUMS = """
SELECT COALESCE(NULLIF(d.owner, 0), m.book_id) AS book, d.day, SUM(d.seconds),
SUM(CASE WHEN d.covered > 0 THEN d.paced ELSE 0 END),
SUM(CASE WHEN d.paced > 0 THEN d.covered ELSE 0 END), SUM(d.covered)
FROM reading_day d LEFT JOIN meaning m ON m.digest = d.document
"""
_DAYS_OF = f"""
WITH chosen AS (SELECT value AS id FROM json_each(?)),
meaning AS ({MEANING} WHERE digest IN (SELECT digest FROM digest WHERE book_id IN (SELECT id FROM chosen))
 GROUP BY digest)
{_SUMS} WHERE d.seconds IS NOT NULL AND book IN (SELECT id FROM chosen)
AND (d.owner <> 0 OR d.document IN (SELECT digest FROM meaning)) GROUP BY book, d.day ORDER BY d.day
"""
_ALL_DAYS = f"""
WITH meaning AS ({MEANING} GROUP BY digest)
{_SUMS} WHERE d.seconds IS NOT NULL AND book IS NOT NULL GROUP BY book, d.day ORDER BY d.day
"""
_WAITING = """
SELECT COALESCE(h.pages_by_hand, h.pages, b.pages) FROM book b
LEFT JOIN reading r ON r.book_id = b.id LEFT JOIN hardcover_book h ON h.book_id = b.id
WHERE b.removed_at IS NULL AND COALESCE(r.status, 'unread') IN ('unread', 'want_to_read')
"""


class BookTimeQueries:
    """Reads the reading days as last calculated. Changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def days_of(self, books: Iterable[BookId]) -> dict[BookId, list[BookDay]]:
        """The days on which each of these books was read, earliest first."""
        return self._grouped(_DAYS_OF, (json.dumps(list(books)),))

    def all_days(self) -> dict[BookId, list[BookDay]]:
        """The same for every book with reading."""
        return self._grouped(_ALL_DAYS, ())

    def waiting(self) -> list[int | None]:
        """The page counts of unread books; None where unknown."""
        return [pages for (pages,) in self._database.connection().execute(_WAITING)]

    def _grouped(self, sql: str, values: tuple[object, ...]) -> dict[BookId, list[BookDay]]:
        found: defaultdict[BookId, list[BookDay]] = defaultdict(list)
        for book, day, seconds, paced, paced_share, share in self._database.connection().execute(sql, values):
            found[BookId(book)].append(
                BookDay(date.fromordinal(day), seconds, *_pace(seconds, paced, paced_share, share))
            )
        return dict(found)


def _pace(seconds: int, paced: int, paced_share: float, share: float) -> tuple[int, float]:
    """Time and share of text for estimating the pace: from page views if there are any, else pushes."""
    if paced:
        return paced, paced_share
    return (seconds, share) if share else (0, 0.0)
