"""Queries for the reading plots: the books, the values to filter by, and when a day was read."""

import json
from array import array
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.numbers import clamp_fraction
from bookorbit_desktop.domain.reading.book_plots import BookPageView, Position
from bookorbit_desktop.domain.reading.plots import BookFacts, FinishedRead
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.reading.reading_days import Interval
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.reading.reading_days import MEANING, NAMES_OF_DEVICES

_BOOKS = """
SELECT b.id, b.title, b.authors, b.series, b.language, COALESCE(h.pages_by_hand, h.pages, b.pages),
COALESCE(r.status, 'unread'), r.rating, r.percentage, b.added_at, b.removed_at,
(SELECT GROUP_CONCAT(DISTINCT f.format) FROM book_file f WHERE f.book_id = b.id)
FROM book b LEFT JOIN reading r ON r.book_id = b.id LEFT JOIN hardcover_book h ON h.book_id = b.id
"""
_READS = """
SELECT d.book_id, d.started_on, d.finished_on FROM read_record d WHERE d.finished AND NOT (
d.id = (SELECT MAX(id) FROM read_record WHERE book_id = d.book_id)
AND EXISTS (SELECT 1 FROM reading r WHERE r.book_id = d.book_id AND r.status = 'abandoned')) ORDER BY d.id
"""
_GENRES = """
SELECT x.book_id, g.name FROM grouped_value g JOIN book_value x ON x.value_id = g.id
WHERE g.grouping = 'genre' ORDER BY g.name
"""
_NAMES = """
SELECT g.name FROM grouped_value g WHERE g.grouping = ? AND EXISTS (
SELECT 1 FROM book_value x WHERE x.value_id = g.id) ORDER BY g.sort, g.name
"""
_YEARS = "SELECT MIN(day), MAX(day) FROM reading_day"
_FINISHED_YEARS = "SELECT MIN(finished_on), MAX(finished_on) FROM read_record WHERE finished"
_SPANS = """
SELECT s.day, s.document, s.owner, s.device, d.seconds, s.spans FROM reading_span s
JOIN reading_day d USING (day, document, owner, device, source)
WHERE d.seconds > 0 AND s.day BETWEEN :since AND :until
"""
_OF_DOCUMENTS = " AND s.document IN (SELECT value FROM json_each(:documents))"
_ON_DEVICES = " AND s.device IN (SELECT value FROM json_each(:devices))"
_DOCUMENTS = f"""
SELECT digest FROM ({MEANING} WHERE digest IN (SELECT digest FROM digest WHERE book_id = :book) GROUP BY digest)
WHERE book_id = :book
"""
_VIEWS = f"""
SELECT start_time + shift AS start, page, seconds, total_pages FROM page_view
WHERE (book_id = :book OR (COALESCE(book_id, 0) = 0 AND document IN ({_DOCUMENTS})))
AND NOT EXISTS (SELECT 1 FROM left_out_view l WHERE l.document = page_view.document
 AND l.page = page_view.page AND l.start_time = page_view.start_time) ORDER BY start, page
"""
_PUSHES = f"""
SELECT received_at, percentage FROM push
WHERE document IN ({_DOCUMENTS}) AND typeof(percentage) IN ('real', 'integer') ORDER BY received_at, id
"""
_LAST_DAY = date.max.toordinal()
_STATUSES = {str(status): status for status in ReadingStatus}


class Spans(NamedTuple):
    """When a document was read on a day, according to one device."""

    day: int
    """As `date.toordinal`."""
    document: str
    owner: int
    device: str
    """The display name."""
    seconds: int
    """Of these, shared with what was read at the same time."""
    packed: bytes
    """Start and end of each in seconds since 1970, as 64-bit numbers."""

    def intervals(self) -> list[Interval]:
        """Return each interval separately, earliest first."""
        borders = array("q", self.packed)
        return list(zip(borders[::2], borders[1::2], strict=True))


class PlotQueries:
    """Reads only, on the caller's connection."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def books(self) -> list[BookFacts]:
        """Return all books, including removed ones, whose reading counts as well."""
        execute = self._database.connection().execute
        reads: dict[int, list[FinishedRead]] = {}
        for book_id, started, finished in execute(_READS):
            reads.setdefault(book_id, []).append(FinishedRead(_date(started), _date(finished)))
        genres: dict[int, list[str]] = {}
        for book_id, name in execute(_GENRES):
            genres.setdefault(book_id, []).append(name)
        authors: dict[str, tuple[str, ...]] = {}
        return [_book(row, authors, genres, reads) for row in execute(_BOOKS)]

    def book_views(self, book_id: BookId) -> list[BookPageView]:
        """Every page view of a book, earliest first."""
        rows = self._database.connection().execute(_VIEWS, {"book": book_id})
        return list(map(BookPageView._make, rows))

    def book_pushes(self, book_id: BookId) -> list[Position]:
        """Every position that a device sent for a book, earliest first."""
        rows = self._database.connection().execute(_PUSHES, {"book": book_id})
        return [Position(at, clamp_fraction(fraction)) for at, fraction in rows]

    def names(self, grouping: str) -> tuple[str, ...]:
        """Every value of a grouping, such as "genre", under its display name."""
        return tuple(name for (name,) in self._database.connection().execute(_NAMES, (grouping,)))

    def years(self) -> tuple[int, ...]:
        """Every year since the first one with reading, the newest first."""
        execute = self._database.connection().execute
        found = [date.fromordinal(day).year for day in execute(_YEARS).fetchone() if day is not None]
        found += [
            date.fromisoformat(day).year for day in execute(_FINISHED_YEARS).fetchone() if day is not None
        ]
        return tuple(range(max(found), min(found) - 1, -1)) if found else ()

    def devices(self) -> tuple[str, ...]:
        """The names of all devices used for reading."""
        names = {name for _, name in self._database.connection().execute(NAMES_OF_DEVICES)}
        return tuple(sorted(names, key=str.casefold))

    def spans(self, statistics_filter: StatisticsFilter, documents: Iterable[str] | None) -> list[Spans]:
        """The reading times of these documents, or of all."""
        execute = self._database.connection().execute
        names: dict[str, str] = dict(execute(NAMES_OF_DEVICES).fetchall())
        values: dict[str, object] = {
            "since": statistics_filter.since.toordinal() if statistics_filter.since else 0,
            "until": statistics_filter.until.toordinal() if statistics_filter.until else _LAST_DAY,
        }
        sql = _SPANS
        if documents is not None:
            sql += _OF_DOCUMENTS
            values["documents"] = json.dumps(sorted(documents))
        if statistics_filter.device:
            sql += _ON_DEVICES
            device = statistics_filter.device.casefold()
            values["devices"] = json.dumps([key for key, name in names.items() if name.casefold() == device])
        return [
            Spans(day, document, owner, names.get(device, device), seconds, packed)
            for day, document, owner, device, seconds, packed in execute(sql, values)
        ]


def _book(
    row: tuple[Any, ...],
    known_authors: dict[str, tuple[str, ...]],
    genres: Mapping[int, list[str]],
    reads: Mapping[int, list[FinishedRead]],
) -> BookFacts:
    book_id, title, authors, series, language, pages, status, rating, percentage, added, removed, formats = (
        row
    )
    if authors not in known_authors:
        known_authors[authors] = tuple(json.loads(authors))
    return BookFacts(
        id=book_id,
        title=title,
        authors=known_authors[authors],
        genres=tuple(genres.get(book_id, ())),
        series=series,
        language=language,
        formats=tuple(sorted(formats.split(","))) if formats else (),
        pages=pages,
        status=_STATUSES[status],
        rating=rating,
        percentage=percentage,
        added_on=_day(added),
        removed_on=None if removed is None else _day(removed),
        finished=tuple(reads.get(book_id, ())),
    )


def _date(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)


def _day(moment: float) -> date:
    return date.fromtimestamp(moment)
