"""Library data needed for imports, what was imported from each device, and when it was connected and scanned."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.usb.clock import ClockCorrection, PushArrival
from bookorbit_desktop.domain.usb.device_import import EarlierImport, FieldName
from bookorbit_desktop.domain.usb.files import DeviceKind, FoundDevice
from bookorbit_desktop.domain.usb.plan import LibraryBook
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.devices import SHOWN_NAME
from bookorbit_desktop.storage.models import DeviceVisit

_BOOKS = """
SELECT id, title, authors, removed_at IS NOT NULL, reading.last_read_at
FROM book LEFT JOIN reading ON reading.book_id = book.id
WHERE removed_at IS NULL OR EXISTS (SELECT 1 FROM digest WHERE digest.book_id = book.id)
OR EXISTS (SELECT 1 FROM device_book WHERE device_book.book_id = book.id)
"""
_COLUMNS = (
    "key, book_id, status, rating, started_on, finished_on, percentage, review, kept_review, undated_seconds,"
    " declined, read_at"
)
_EARLIER = f"SELECT {_COLUMNS} FROM device_book ORDER BY device = ? DESC, imported_at DESC"
_OF_BOOK = f"SELECT {_COLUMNS} FROM device_book WHERE book_id = ? ORDER BY imported_at DESC"
_LAST_READING = "SELECT last_read_at, last_device, last_device_id FROM reading WHERE book_id = ?"
_READER = f"SELECT {SHOWN_NAME}, v.id FROM device v WHERE v.device_id = ? ORDER BY v.last_seen DESC LIMIT 1"
_OF_KEY = f"SELECT {_COLUMNS} FROM device_book WHERE device = ? AND key = ?"
_PUT = f"""
INSERT OR REPLACE INTO device_book (device, {_COLUMNS}, imported_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_STALE = "INSERT OR IGNORE INTO stale_reading VALUES (?)"
_VIEW_OF = "UPDATE page_view SET book_id = ? WHERE document = ? AND page = ? AND start_time = ?"
_SESSION_OF = "UPDATE session_by_hand SET book_id = ? WHERE id = ?"
_BOOK_OF = "UPDATE device_book SET book_id = ? WHERE device = ? AND key = ?"
_PUSHES = """
SELECT p.document, p.percentage, p.received_at FROM push p JOIN device v ON v.id = p.device_id
WHERE v.device_id = ? AND NOT p.relayed AND typeof(p.percentage) IN ('real', 'integer')
ORDER BY p.id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class MovedImports:
    """The imports that belonged to a book before it was merged into another one."""

    book_id: BookId
    views: tuple[tuple[str, int, int], ...]
    """Document, page and start time of page views."""
    books: tuple[tuple[str, str], ...]
    """The devices and keys of their books."""
    sessions: tuple[tuple[int, str], ...] = ()
    """Ids and documents of manual sessions."""


@dataclass(frozen=True, slots=True)
class LastReading:
    """When and where a book was last read."""

    at: float | None
    """Seconds since 1970."""
    device: str
    device_id: int | None


class DeviceImportRepository:
    """Stores imports. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def books(self) -> dict[BookId, LibraryBook]:
        """Every book, with names only.

        Removed books are included if something still refers to them, such as after a merge or an undo.
        """
        rows = self._database.connection().execute(_BOOKS)
        return {
            book_id: LibraryBook(book_id, title, tuple(json.loads(authors)), bool(removed), last_read)
            for book_id, title, authors, removed, last_read in rows
        }

    def meanings(self, digests: Iterable[str]) -> dict[str, dict[BookId, bool]]:
        """Return for each digest its known books, and whether the person assigned them."""
        execute = self._database.connection().execute
        sql = "SELECT book_id, origin = 'linked' FROM digest WHERE digest = ? ORDER BY book_id"
        found = {digest: dict(execute(sql, (digest,)).fetchall()) for digest in digests}
        return {
            digest: {book_id: bool(said) for book_id, said in books.items()}
            for digest, books in found.items()
        }

    def unlinked(self) -> dict[str, frozenset[BookId]]:
        """The digests that the person unlinked from books."""
        rows = self._database.connection().execute("SELECT digest, book_id FROM unlinked_digest")
        found: defaultdict[str, set[BookId]] = defaultdict(set)
        for digest, book_id in rows:
            found[digest].add(book_id)
        return {digest: frozenset(books) for digest, books in found.items()}

    def pushes(self, device_id: str, most: int) -> list[PushArrival]:
        """The newest pushes of a device, by its KOReader id."""
        rows = self._database.connection().execute(_PUSHES, (device_id, most))
        return [PushArrival(document, float(percentage), at) for document, percentage, at in rows]

    def earlier(self, device: str) -> tuple[EarlierImport, ...]:
        """Return what devices reported at their imports, this device's first."""
        rows = self._database.connection().execute(_EARLIER, (device,))
        return tuple(_earlier(row) for row in rows)

    def earlier_of_book(self, book_id: BookId) -> tuple[EarlierImport, ...]:
        """Return what devices reported about one book, newest import first."""
        rows = self._database.connection().execute(_OF_BOOK, (book_id,))
        return tuple(_earlier(row) for row in rows)

    def last_reading(self, book_id: BookId) -> LastReading | None:
        """When and where a book was last read; None if unknown."""
        row = self._database.connection().execute(_LAST_READING, (book_id,)).fetchone()
        return None if row is None else LastReading(*row)

    def reader_of(self, device_id: str) -> tuple[str, int | None]:
        """Return the name and number of the reader that pushes with this KOReader id; nothing if none ever did."""
        row = self._database.connection().execute(_READER, (device_id,)).fetchone()
        return ("", None) if row is None else (row[0], row[1])

    def earlier_of(self, device: str, key: str) -> EarlierImport | None:
        """Return what this device reported about one book at its last import."""
        row = self._database.connection().execute(_OF_KEY, (device, key)).fetchone()
        return None if row is None else _earlier(row)

    def put_earlier(self, device: str, earlier: EarlierImport, at: float) -> None:
        """Store what a device reported about a book at `at` (Unix seconds)."""
        values = (
            earlier.key,
            earlier.book_id,
            earlier.status,
            earlier.rating,
            _text(earlier.started),
            _text(earlier.finished),
            earlier.percentage,
            earlier.review,
            earlier.kept_review,
            earlier.undated_seconds,
            json.dumps(sorted(earlier.declined)),
            earlier.read_at,
        )
        self._database.connection().execute(_PUT, (device, *values, at))

    def forget_earlier(self, device: str, key: str) -> None:
        """Forget that this book was imported from the device."""
        execute = self._database.connection().execute
        execute("DELETE FROM device_book WHERE device = ? AND key = ?", (device, key))

    def move(self, from_book: BookId, to_book: BookId) -> MovedImports:
        """Move the imports of one book to another."""
        execute = self._database.connection().execute
        views = execute("SELECT document, page, start_time FROM page_view WHERE book_id = ?", (from_book,))
        moved = tuple(views.fetchall())
        books = execute("SELECT device, key FROM device_book WHERE book_id = ?", (from_book,)).fetchall()
        execute("UPDATE page_view SET book_id = ? WHERE book_id = ?", (to_book, from_book))
        execute("UPDATE device_book SET book_id = ? WHERE book_id = ?", (to_book, from_book))
        entered = execute(
            "SELECT id, document FROM session_by_hand WHERE book_id = ?", (from_book,)
        ).fetchall()
        execute("UPDATE session_by_hand SET book_id = ? WHERE book_id = ?", (to_book, from_book))
        stale = {(document,) for document, *_ in moved} | {(document,) for _, document in entered}
        self._database.connection().executemany(_STALE, stale)
        return MovedImports(from_book, moved, tuple(books), tuple(entered))

    def put_back(self, moved: MovedImports) -> None:
        """Undo a move."""
        connection = self._database.connection()
        connection.executemany(_VIEW_OF, [(moved.book_id, *view) for view in moved.views])
        connection.executemany(_STALE, {(document,) for document, *_ in moved.views})
        connection.executemany(_BOOK_OF, [(moved.book_id, *book) for book in moved.books])
        connection.executemany(_SESSION_OF, [(moved.book_id, number) for number, _ in moved.sessions])
        connection.executemany(_STALE, {(document,) for _, document in moved.sessions})

    def clock(self, device: str) -> ClockCorrection | None:
        """The correction of a device's clock that the person confirmed."""
        sql = "SELECT seconds, since, pushes FROM device_clock WHERE device = ?"
        row = self._database.connection().execute(sql, (device,)).fetchone()
        return None if row is None else ClockCorrection(*row)

    def put_clock(self, device: str, correction: ClockCorrection | None, at: float) -> None:
        """Correct the clock of a device from now on, or stop (None); `at` in seconds since 1970."""
        execute = self._database.connection().execute
        execute("DELETE FROM device_clock WHERE device = ?", (device,))
        if correction is not None:
            values = (device, correction.seconds, correction.since, correction.pushes, at)
            execute("INSERT INTO device_clock VALUES (?, ?, ?, ?, ?)", values)


def _earlier(row: Sequence[object]) -> EarlierImport:
    key, book_id, status, rating, started, finished, percentage, review, kept, undated, declined, read_at = (
        row
    )
    return EarlierImport(
        key=str(key),
        book_id=BookId(book_id) if isinstance(book_id, int) else None,
        status=ReadingStatus(str(status)) if status else None,
        rating=rating if isinstance(rating, float) else None,
        started=_day(started),
        finished=_day(finished),
        percentage=percentage if isinstance(percentage, float) else None,
        review=str(review),
        kept_review=str(kept),
        undated_seconds=undated if isinstance(undated, int) else 0,
        declined=frozenset(FieldName(name) for name in json.loads(str(declined))),
        read_at=read_at if isinstance(read_at, float) else None,
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


_ANY = {DeviceKind.FOLDER, DeviceKind.COMPUTER}
"""Kinds that any reader can appear as, such as a copy of its files."""


class DeviceVisitRepository:
    """Stores the last visit of each device. Methods that change data run inside a writer job."""

    def last(self, device: FoundDevice) -> datetime | None:
        """Return when this device was last read; None if it never was."""
        row = DeviceVisit.get_or_none(DeviceVisit.key == device.key)
        return None if row is None else datetime.fromtimestamp(row.read_at, UTC)

    def last_as_other_reader(self, device: FoundDevice) -> datetime | None:
        """When it was last read as another reader, one of another model or serial number."""
        row = DeviceVisit.get_or_none(DeviceVisit.key == device.key)
        if row is None:
            return None
        kinds, readers = {DeviceKind(row.kind), device.kind}, {row.reader, device.reader}
        is_other = (len(kinds) == 2 and not kinds & _ANY) or (len(readers) == 2 and "" not in readers)
        return datetime.fromtimestamp(row.read_at, UTC) if is_other else None

    def note(self, device: FoundDevice, at: datetime) -> None:
        """Store that it was read just now."""
        DeviceVisit.replace(
            key=device.key,
            kind=device.kind,
            version=device.version,
            read_at=at.timestamp(),
            reader=device.reader,
        ).execute()
