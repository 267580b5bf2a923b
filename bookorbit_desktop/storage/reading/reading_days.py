"""Reading days: derived from page views and pushes, updated where those change, and queried for figures.

They also tell when each book was read.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from datetime import date

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.search import sort_key
from bookorbit_desktop.domain.reading.forecast import BookDay
from bookorbit_desktop.domain.reading.reading_days import Interval, ReadingCalendar
from bookorbit_desktop.domain.reading.reading_time import (
    ByHand,
    Claim,
    Push,
    Source,
    Strand,
    View,
    day_shares,
    strands_by_hand,
    strands_of_pushes,
    strands_of_views,
)
from bookorbit_desktop.domain.reading.statistics import ReadDay, StatisticsFilter, Work
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.devices import SHOWN_NAME, VIEWS_OF_WRONG_CLOCKS, name_of_key

ROWS_AT_ONCE = 2_000
"""Page views and pushes per writer job: a push waits about 20 ms for it."""
DOCUMENTS_AT_ONCE = 500

MEANING = """
SELECT digest, CASE WHEN SUM(origin = 'linked') THEN MIN(CASE origin WHEN 'linked' THEN book_id END)
 WHEN COUNT(*) = 1 THEN MIN(book_id) END AS book_id FROM digest
"""
"""The book of each digest; to be completed with a condition and "GROUP BY digest"."""
_MODEL = "SELECT last_push, starts_at FROM reading_model WHERE id = 1"
_PUSHED_SINCE = "INSERT OR IGNORE INTO stale_reading SELECT document FROM push WHERE id > ?"
_STALE = "SELECT document FROM stale_reading ORDER BY document <= ?, document LIMIT ?"
_NOT_STALE = "DELETE FROM stale_reading WHERE document = ?"
_EVERY_DOCUMENT = (
    # From one document to the next through the index: millions of page views are not gone through.
    """
INSERT OR IGNORE INTO stale_reading WITH RECURSIVE viewed (document) AS (
SELECT MIN(document) FROM page_view
UNION ALL SELECT (SELECT MIN(document) FROM page_view WHERE document > viewed.document) FROM viewed
WHERE viewed.document IS NOT NULL) SELECT document FROM viewed WHERE document IS NOT NULL
""",
    "INSERT OR IGNORE INTO stale_reading SELECT document FROM session_by_hand",
    "INSERT OR IGNORE INTO stale_reading SELECT document FROM reading_day",
)
_LAST_PUSH = "SELECT COALESCE(MAX(id), 0) FROM push"
_VIEWS = """
SELECT start_time + shift AS start, page, seconds, total_pages, COALESCE(book_id, 0), device FROM page_view
WHERE document = ? AND NOT EXISTS (SELECT 1 FROM left_out_view l WHERE l.document = page_view.document
 AND l.page = page_view.page AND l.start_time = page_view.start_time) ORDER BY start, page
"""
_PUSHES = """
SELECT received_at, percentage, CAST(device_id AS TEXT) FROM push
WHERE document = ? AND typeof(percentage) IN ('real', 'integer')
AND id NOT IN (SELECT push_id FROM left_out_push WHERE document = push.document) ORDER BY received_at, id
"""
_BY_HAND = """
SELECT id, document, start, seconds, pages, device, COALESCE(book_id, 0) FROM session_by_hand
WHERE document = ? AND ended_by IS NULL ORDER BY start, id
"""
_INSERT = "INSERT INTO reading_day VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?)"
_INSERT_SPANS = "INSERT INTO reading_span VALUES (?, ?, ?, ?, ?, ?)"
_DELETE_SPANS = "DELETE FROM reading_span WHERE day = ? AND document = ?"
_OF_DAY = "SELECT document, owner, device, source, spans FROM reading_span WHERE day = ?"
_SHARE = """
UPDATE reading_day SET seconds = ? WHERE day = ? AND document = ? AND owner = ? AND device = ? AND source = ?
AND seconds IS NOT ?
"""
_DEVICE = f"""
COALESCE(CASE d.source WHEN 1 THEN (SELECT {SHOWN_NAME} FROM device v WHERE v.id = d.device)
 ELSE {name_of_key("d.device")} END, d.device)
"""
_WORKS = f"""
WITH told AS (SELECT DISTINCT document, owner FROM reading_day),
meaning AS ({MEANING} WHERE digest IN (SELECT document FROM told) GROUP BY digest)
SELECT t.document, t.owner, b.id,
COALESCE(b.title, (SELECT title FROM session_by_hand s WHERE s.document = t.document LIMIT 1),
 NULLIF(n.title, ''), o.title, n.filename, ''),
COALESCE(h.pages_by_hand, h.pages, b.pages), CASE WHEN b.id IS NULL THEN COALESCE(o.authors, '') ELSE '' END
FROM told t LEFT JOIN meaning m ON m.digest = t.document
LEFT JOIN document n ON n.digest = t.document LEFT JOIN statistics_title o ON o.document = t.document
LEFT JOIN book b ON b.id = COALESCE(NULLIF(t.owner, 0), m.book_id)
LEFT JOIN hardcover_book h ON h.book_id = b.id WHERE 1
"""
_FIGURES = """
SELECT day, document, owner, device, source, seconds, paced, pages, covered FROM reading_day
WHERE seconds IS NOT NULL AND day BETWEEN :since AND :until
"""
_OF_DOCUMENTS = " AND document IN (SELECT value FROM json_each(:documents))"
_ON_DEVICES = " AND device IN (SELECT value FROM json_each(:devices))"
_IN_ORDER = " ORDER BY day"
_STATUS = " AND COALESCE((SELECT r.status FROM reading r WHERE r.book_id = b.id), 'unread') = :status"
_GROUPED = """
 AND b.id IN (SELECT x.book_id FROM grouped_value g JOIN book_value x ON x.value_id = g.id
 WHERE g.grouping = '{0}' AND g.sort = :{0})
"""
_FINISHED = """
SELECT d.book_id, d.finished_on FROM read_record d JOIN book b ON b.id = d.book_id WHERE d.finished AND NOT (
d.id = (SELECT MAX(id) FROM read_record WHERE book_id = d.book_id)
AND EXISTS (SELECT 1 FROM reading r WHERE r.book_id = d.book_id AND r.status = 'abandoned'))
"""
_BOOKS = "SELECT b.id FROM book b WHERE 1"
_WRONG_CLOCKS = f"""
SELECT COALESCE({name_of_key("w.device")}, w.device) AS name, SUM(w.views)
FROM ({VIEWS_OF_WRONG_CLOCKS}) w GROUP BY name ORDER BY name
"""
NAMES_OF_DEVICES = f"SELECT d.device, {_DEVICE} FROM (SELECT DISTINCT device, source FROM reading_day) d"
_LAST_DAY = date.max.toordinal()


class ReadingDayRepository:
    """Stores the reading days. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reached = ""
        """The newest document renewed: others follow, so that one read all the time is in no other one's way."""

    def zones(self) -> list[tuple[int, str]]:
        """The time zones of the computer with their start in seconds since 1970, earliest first."""
        return (
            self._database.connection()
            .execute("SELECT since, zone FROM reading_zone ORDER BY since")
            .fetchall()
        )

    def enter_zone(self, zone: str, now: int) -> None:
        """Store the computer's current time zone. The first one is assumed to have applied before."""
        known = self.zones()
        if not known or known[-1][1] != zone:
            sql = "INSERT OR REPLACE INTO reading_zone VALUES (?, ?)"
            self._database.connection().execute(sql, (now if known else 0, zone))

    def is_current(self, zone: str, starts_at: int) -> bool:
        """Whether nothing has changed since the days were calculated."""
        execute = self._database.connection().execute
        last_push, known_start = execute(_MODEL).fetchone()
        zones = self.zones()
        return (
            known_start == starts_at
            and bool(zones)
            and zones[-1][1] == zone
            and last_push == execute(_LAST_PUSH).fetchone()[0]
            and execute("SELECT 1 FROM stale_reading LIMIT 1").fetchone() is None
        )

    def forget(self) -> None:
        """Have every day calculated again. Until then each document keeps its days."""
        execute = self._database.connection().execute
        for sql in _EVERY_DOCUMENT:
            execute(sql)
        execute("UPDATE reading_model SET last_push = 0")

    def renew(self, calendar: ReadingCalendar, starts_at: int) -> bool:
        """Recalculate the days of some changed documents; returns whether none is left."""
        execute = self._database.connection().execute
        last_push, known_start = execute(_MODEL).fetchone()
        if known_start != starts_at:
            self.forget()
            execute("UPDATE reading_model SET starts_at = ?", (starts_at,))
            return False
        (newest,) = execute(_LAST_PUSH).fetchone()
        if newest != last_push:
            execute(_PUSHED_SINCE, (last_push,))
        execute("UPDATE reading_model SET last_push = ?", (newest,))
        days: set[int] = set()
        stale = execute(_STALE, (self._reached, DOCUMENTS_AT_ONCE)).fetchall()
        rows = done = 0
        while done < len(stale) and rows < ROWS_AT_ONCE:
            rows += self._renew_document(stale[done][0], calendar, days)
            done += 1
        if done:
            self._database.connection().executemany(_NOT_STALE, stale[:done])
            (self._reached,) = stale[done - 1]
        self._share(days)
        return done == len(stale) < DOCUMENTS_AT_ONCE

    def _renew_document(self, document: str, calendar: ReadingCalendar, days: set[int]) -> int:
        """Recalculate a document's days and add them to `days`; returns the number of source rows."""
        connection = self._database.connection()
        # Plain rows, not made into a View each: tens of thousands of those keep the garbage collector busy.
        views: list[View] = connection.execute(_VIEWS, (document,)).fetchall()
        pushes = connection.execute(_PUSHES, (document,)).fetchall()
        strands = strands_of_views(views, calendar)
        strands += strands_of_pushes(map(Push._make, pushes), calendar)
        strands += strands_by_hand(map(ByHand._make, connection.execute(_BY_HAND, (document,))), calendar)
        known = connection.execute("SELECT DISTINCT day FROM reading_day WHERE document = ?", (document,))
        before = [(day, document) for (day,) in known]
        connection.executemany(_DELETE_SPANS, before)
        connection.execute("DELETE FROM reading_day WHERE document = ?", (document,))
        connection.executemany(_INSERT, [(*_key(document, strand), *_figures(strand)) for strand in strands])
        connection.executemany(
            _INSERT_SPANS, [(*_key(document, strand), _packed(strand.spans)) for strand in strands]
        )
        days.update(day for day, _ in before)
        days.update(strand.day.toordinal() for strand in strands)
        return len(views) + len(pushes)

    def _share(self, days: Set[int]) -> None:
        """Divide the time of these days between documents read at the same time."""
        connection = self._database.connection()
        claims: dict[int, dict[Claim, list[Interval]]] = {
            day: {
                Claim(*claim): _intervals(spans)
                for *claim, spans in connection.execute(_OF_DAY, (day,)).fetchall()
            }
            for day in sorted(days)
        }
        book_of = self._books({claim.document for of_day in claims.values() for claim in of_day})
        for day, of_day in claims.items():
            shares = day_shares(of_day, book_of)
            rows = [(seconds, day, *claim, seconds) for claim, seconds in shares.items()]
            connection.executemany(_SHARE, rows)

    def _books(self, documents: Iterable[str]) -> dict[str, int | None]:
        found: dict[str, int | None] = {}
        execute = self._database.connection().execute
        for document in documents:
            row = execute(f"{MEANING} WHERE digest = ?", (document,)).fetchone()
            found[document] = None if row is None else row[1]
        return found

    def read_days(self, statistics_filter: StatisticsFilter) -> list[ReadDay]:
        """The reading by day, document and device, from the first day to the last."""
        execute, values = self._database.connection().execute, _values(statistics_filter)
        conditions = _conditions(statistics_filter)
        names: dict[str, str] = dict(execute(NAMES_OF_DEVICES).fetchall())
        works = {
            (document, owner): Work(
                book_id, title, document, pages, document if book_id is None else book_id, authors
            )
            for document, owner, book_id, title, pages, authors in execute(_WORKS + conditions, values)
        }
        sql = _FIGURES
        if conditions:
            sql += _OF_DOCUMENTS
            values["documents"] = json.dumps([document for document, _ in works])
        if statistics_filter.device:
            sql += _ON_DEVICES
            device = statistics_filter.device.casefold()
            values["devices"] = json.dumps([key for key, name in names.items() if name.casefold() == device])
        # The quickest way to make tens of thousands of them.
        new, name_of, work_of = tuple.__new__, names.get, works.get
        return [
            new(
                ReadDay,
                (
                    day,
                    work,
                    name_of(key, key),
                    source != Source.PUSHES,
                    seconds,
                    paced,
                    pages,
                    covered * work[3] if work[3] and source != Source.BY_HAND else pages,
                ),
            )
            for day, document, owner, key, source, seconds, paced, pages, covered in execute(
                sql + _IN_ORDER, values
            )
            if (work := work_of((document, owner))) is not None
        ]

    def wrong_clocks(self) -> dict[str, int]:
        """How many page views of each device are left out because its clock was wrong, by its display name."""
        return dict(self._database.connection().execute(_WRONG_CLOCKS).fetchall())

    def version(self) -> int:
        """Return a number that changes with every write, after which earlier results may be outdated."""
        return self._database.commits.count()

    def backlog(self) -> int:
        """How many documents have days to recalculate."""
        return int(self._database.connection().execute("SELECT COUNT(*) FROM stale_reading").fetchone()[0])

    def books(self, statistics_filter: StatisticsFilter) -> frozenset[BookId] | None:
        """Return the books in question; None for all, including reading without a book."""
        conditions = _conditions(statistics_filter)
        if not conditions:
            return None
        rows = self._database.connection().execute(_BOOKS + conditions, _values(statistics_filter))
        return frozenset(book_id for (book_id,) in rows)

    def finished(self, statistics_filter: StatisticsFilter) -> list[tuple[int, date]]:
        """Which books were finished and when, by the person's statuses, without those abandoned since.

        Statuses do not tell on which device a book was read, so `wanted.device` is ignored.
        """
        rows = self._database.connection().execute(
            _FINISHED + _conditions(statistics_filter), _values(statistics_filter)
        )
        ends = ((book, date.fromisoformat(day)) for book, day in rows if day is not None)
        return [(book, day) for book, day in ends if statistics_filter.includes(day)]


def _values(statistics_filter: StatisticsFilter) -> dict[str, object]:
    return {
        "since": statistics_filter.since.toordinal() if statistics_filter.since else 0,
        "until": statistics_filter.until.toordinal() if statistics_filter.until else _LAST_DAY,
        "status": statistics_filter.status,
        "genre": sort_key(statistics_filter.genre),
        "author": sort_key(statistics_filter.author),
    }


def _conditions(statistics_filter: StatisticsFilter) -> str:
    sql = _STATUS if statistics_filter.status is not None else ""
    if statistics_filter.genre:
        sql += _GROUPED.format("genre")
    if statistics_filter.author:
        sql += _GROUPED.format("author")
    return sql


def _key(document: str, strand: Strand) -> tuple[int, str, int, str, int]:
    return strand.day.toordinal(), document, strand.owner, strand.device, int(strand.source)


def _figures(strand: Strand) -> tuple[int, float, float]:
    return strand.paced, strand.pages, strand.covered


def _packed(spans: Iterable[Interval]) -> bytes:
    return array("q", [border for span in spans for border in span]).tobytes()


def _intervals(spans: bytes) -> list[Interval]:
    borders: Sequence[int] = array("q", spans)
    return list(zip(borders[::2], borders[1::2], strict=True))


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
