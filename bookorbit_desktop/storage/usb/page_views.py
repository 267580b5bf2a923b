"""Page views of every device, each stored once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.cloud_files import OVER_WIFI
from bookorbit_desktop.domain.overview.book_view import TimeRead
from bookorbit_desktop.domain.usb.clock import ClockCorrection, possible_times
from bookorbit_desktop.domain.usb.page_columns import PageColumns
from bookorbit_desktop.domain.usb.page_views import PageView, PageViews, ViewKey, by_document
from bookorbit_desktop.storage.db.database import Database

_KNOWN = "SELECT page, start_time, seconds FROM page_view WHERE document = ?"
_KEPT = "SELECT page, start_time, seconds, total_pages FROM page_view WHERE document = ?"
_TOLD = f"{_KEPT} AND device = ? ORDER BY start_time, page"
_ENTITLE = """
INSERT INTO statistics_title VALUES (?, ?, ?) ON CONFLICT (document) DO UPDATE
SET title = excluded.title, authors = excluded.authors WHERE title <> excluded.title OR authors <> excluded.authors
"""
_UNCLAIMED = "SELECT page, start_time FROM page_view WHERE document = ? AND device = ?"
_CLAIM = "UPDATE page_view SET device = ?, shift = ? WHERE document = ? AND page = ? AND start_time = ?"
_UPSERT = """
INSERT INTO page_view (document, page, start_time, seconds, total_pages, device, shift, book_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (document, page, start_time) DO UPDATE
SET seconds = excluded.seconds, total_pages = excluded.total_pages WHERE excluded.seconds > seconds
"""
_TIMES_READ = """
WITH meaning AS (SELECT digest, CASE WHEN SUM(origin = 'linked') THEN MIN(CASE origin WHEN 'linked' THEN book_id END)
 WHEN COUNT(*) = 1 THEN MIN(book_id) END AS book_id FROM digest GROUP BY digest)
SELECT COALESCE(v.book_id, m.book_id) AS book, COUNT(*)
FROM page_view v LEFT JOIN meaning m ON m.digest = v.document GROUP BY book
"""
_KEPT_BESIDE = """
SELECT book_id, kept_review, undated_seconds FROM device_book
WHERE book_id IS NOT NULL AND (kept_review <> '' OR undated_seconds > 0) ORDER BY imported_at DESC
"""
_TIME_READ = """
SELECT COUNT(*) FROM page_view v
WHERE v.book_id = :book OR (v.book_id IS NULL AND v.document IN
 (SELECT g.digest FROM digest g WHERE g.book_id = :book AND (g.origin = 'linked' OR 1 =
  (SELECT COUNT(*) FROM digest o WHERE o.digest = g.digest))))
"""
_BESIDE_BOOK = """
SELECT kept_review, undated_seconds FROM device_book WHERE book_id = ? ORDER BY imported_at DESC
"""
_PUT_BACK = """
UPDATE page_view SET seconds = ?, total_pages = ? WHERE document = ? AND page = ? AND start_time = ?
"""
_LEAVE_OUT = "INSERT OR IGNORE INTO left_out_view VALUES (?, ?, ?, 0)"
_LEAVE_OUT_OF_DEVICE = """
INSERT OR IGNORE INTO left_out_view SELECT document, page, start_time, 0 FROM page_view
WHERE device = ? AND start_time + shift NOT BETWEEN ? AND ?
"""
_TAKE_IN_DELETED = """
DELETE FROM left_out_view WHERE document = ? AND left_out_by = 0 AND NOT EXISTS (SELECT 1 FROM page_view p
 WHERE p.document = left_out_view.document AND p.page = left_out_view.page AND p.start_time = left_out_view.start_time)
"""
_TAKE_IN = "DELETE FROM left_out_view WHERE document = ? AND page = ? AND start_time = ? AND left_out_by = 0"
_TAKE_IN_OF_DEVICE = """
DELETE FROM left_out_view WHERE left_out_by = 0 AND EXISTS (SELECT 1 FROM page_view p WHERE p.device = ?
 AND p.document = left_out_view.document AND p.page = left_out_view.page AND p.start_time = left_out_view.start_time)
"""
_SHIFT = """
UPDATE page_view SET shift = CASE WHEN :since IS NULL THEN :seconds
 WHEN start_time >= :since AND start_time + :seconds <= :now THEN :seconds ELSE 0 END WHERE device = :device
"""


_STALE = "INSERT OR IGNORE INTO stale_reading VALUES (?)"
_STALE_DEVICE = "INSERT OR IGNORE INTO stale_reading SELECT DISTINCT document FROM page_view WHERE device = ?"
_DELETE_SAME = "DELETE FROM page_view WHERE document = ? AND page = ? AND start_time = ? AND seconds = ?"
_PUT_BACK_SAME = f"{_PUT_BACK.strip()} AND seconds = ?"


@dataclass(frozen=True, slots=True)
class StoredView:
    """A stored view, with what is needed to undo storing it."""

    key: ViewKey
    seconds: int
    before: tuple[int, int]
    """The seconds and total pages stored before."""


@dataclass(frozen=True, slots=True)
class StoredViews:
    """Views stored together."""

    added: tuple[PageViews, ...] = ()
    """Those that are new."""
    lengthened: tuple[StoredView, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, self.added)) + len(self.lengthened)

    def __add__(self, other: "StoredViews") -> "StoredViews":
        return StoredViews(self.added + other.added, self.lengthened + other.lengthened)


class PageViewRepository:
    """Stores page views. Methods that change data run inside a writer job.

    Each marks the documents whose reading days are out of date in the same job
    (`ReadingDayRepository.renew`).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def count_new(self, views: Sequence[PageView]) -> int:
        """How many of some views are not stored yet, or with fewer seconds only."""
        return sum(map(self._count_new, by_document(views)))

    def _count_new(self, views: PageViews) -> int:
        columns = views.columns
        known = set(self._database.connection().execute(_KNOWN, (views.document,)))
        told = partial(zip, columns.pages, columns.starts, columns.seconds, strict=True)
        if known.issuperset(told()):
            return 0
        other = [view for view in told() if view not in known]
        kept = {(page, start): seconds for page, start, seconds in known}
        return sum(seconds > kept.get((page, start), -1) for page, start, seconds in other)

    def add(
        self,
        views: Sequence[PageView],
        device: str,
        correction: ClockCorrection | None,
        now: float,
        book_id: BookId | None = None,
    ) -> StoredViews:
        """Store views found on a device; of two with the same key, the longer one is kept.

        Those that only a wrong clock can have recorded count nowhere.
        `book_id` only if the document does not tell its book; `now` in seconds since 1970.
        """
        stored, possible = StoredViews(), possible_times(now)
        for part in by_document(views):
            shifts = [correction.shift_of(start, now) if correction else 0 for start in part.columns.starts]
            stored += self._add(part, device, shifts, book_id, possible)
        return stored

    def _add(
        self, views: PageViews, device: str, shifts: Sequence[int], book_id: BookId | None, possible: range
    ) -> StoredViews:
        connection, document = self._database.connection(), views.document
        kept = {
            (page, start): (seconds, total)
            for page, start, seconds, total in connection.execute(_KEPT, (document,))
        }
        added, lengthened, rows, left_out = PageColumns(), [], [], []
        for (page, start, seconds, total), shift in zip(views.columns, shifts, strict=True):
            before = kept.get((page, start))
            if before is not None and before[0] >= seconds:
                continue
            rows.append((document, page, start, seconds, total, device, shift, book_id))
            kept[page, start] = (seconds, total)
            if before is None:
                added.append(page, start, seconds, total)
                if start + shift not in possible:
                    left_out.append((document, page, start))
            else:
                lengthened.append(StoredView((document, page, start), seconds, before))
        rows.sort(key=itemgetter(1, 2))  # as they are kept: each lands beside the one before it
        connection.executemany(_UPSERT, rows)
        connection.executemany(_LEAVE_OUT, left_out)
        if rows:
            connection.execute(_STALE, (document,))
        # What is all new shares its numbers with the record that it came from.
        new = views if len(added) == len(views) else PageViews(document, added)
        return StoredViews((new,) if len(new) else (), tuple(lengthened))

    def claim(
        self, views: Sequence[PageView], device: str, correction: ClockCorrection | None, now: float
    ) -> None:
        """Note whose views these are that came first in a file of all devices (cloud-sync.md)."""
        connection, possible = self._database.connection(), possible_times(now)
        for part in by_document(views):
            unclaimed = set(connection.execute(_UNCLAIMED, (part.document, OVER_WIFI)))
            rows = [
                (device, correction.shift_of(start, now) if correction else 0, part.document, page, start)
                for page, start in zip(part.columns.pages, part.columns.starts, strict=True)
                if (page, start) in unclaimed
            ]
            connection.executemany(_CLAIM, rows)
            if correction is not None:  # which may make a time possible, or impossible
                connection.executemany(_TAKE_IN, [row[2:] for row in rows])
                wrong = [row[2:] for row in rows if row[1] + row[4] not in possible]
                connection.executemany(_LEAVE_OUT, wrong)
            if rows:
                connection.execute(_STALE, (part.document,))

    def entitle(self, document: str, title: str, authors: str) -> None:
        """Note what the statistics call a document; `authors` one a line."""
        if title := " ".join(title.split()):
            names = ", ".join(filter(None, map(str.strip, authors.splitlines())))
            self._database.connection().execute(_ENTITLE, (document, title, names))

    def of_device(self, document: str, device: str) -> PageColumns:
        """A device's views of one document by its own clock, oldest first."""
        columns = PageColumns()
        for view in self._database.connection().execute(_TOLD, (document, device)):
            columns.append(*view)
        return columns

    def take_back(self, stored: StoredViews) -> None:
        """Remove stored views or restore their earlier state, except where a longer one arrived since."""
        connection = self._database.connection()
        for part in stored.added:
            keys = ((part.document, page, start, seconds) for page, start, seconds, _ in part.columns)
            connection.executemany(_DELETE_SAME, keys)
            connection.execute(_TAKE_IN_DELETED, (part.document,))
            connection.execute(_STALE, (part.document,))
        connection.executemany(
            _PUT_BACK_SAME, [(*view.before, *view.key, view.seconds) for view in stored.lengthened]
        )
        connection.executemany(_STALE, [view.key[:1] for view in stored.lengthened])

    def shift(self, device: str, correction: ClockCorrection | None, now: float) -> None:
        """Correct the times of all views from a device; None restores its own clock's times."""
        values = {
            "device": device,
            "since": correction.since if correction else None,
            "seconds": correction.seconds if correction else 0,
            "now": now,
        }
        execute, possible = self._database.connection().execute, possible_times(now)
        execute(_SHIFT, values)
        execute(_TAKE_IN_OF_DEVICE, (device,))
        execute(_LEAVE_OUT_OF_DEVICE, (device, possible[0], possible[-1]))
        execute(_STALE_DEVICE, (device,))

    def time_read(self, book_id: BookId) -> TimeRead:
        """A book's recorded views on all devices, notes, and undated reading time."""
        execute = self._database.connection().execute
        (views,) = execute(_TIME_READ, {"book": book_id}).fetchone()
        return _time_read(views, execute(_BESIDE_BOOK, (book_id,)).fetchall())

    def times_read(self) -> dict[BookId, TimeRead]:
        """The same for every book with records from devices."""
        execute = self._database.connection().execute
        beside: defaultdict[BookId, list[tuple[str, int]]] = defaultdict(list)
        for book_id, note, undated in execute(_KEPT_BESIDE):
            beside[book_id].append((note, undated))
        views = {book_id: count for book_id, count in execute(_TIMES_READ) if book_id is not None}
        return {
            book_id: _time_read(views.get(book_id, 0), beside.get(book_id, []))
            for book_id in views.keys() | beside.keys()
        }


def _time_read(views: int, beside: Sequence[tuple[str, int]]) -> TimeRead:
    """`beside`: notes and undated reading time."""
    return TimeRead(
        # Two devices may tell of the same time: what nothing dates is not added up.
        seconds=max((undated for _, undated in beside), default=0),
        views=views,
        notes=tuple(dict.fromkeys(note for note, _ in beside if note)),
    )
