"""Reading sessions: their sources, and the person's corrections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading_time import ByHand
from bookorbit_desktop.domain.reading.sessions import (
    Recorded,
    SeenPage,
    SentPosition,
    SessionEntry,
    WorkParts,
)
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.devices import SHOWN_NAME, name_of_key
from bookorbit_desktop.storage.reading.reading_days import MEANING

_READ = "SELECT DISTINCT document, owner FROM reading_day WHERE day BETWEEN ? AND ?"
_READ_OF_BOOK = f"""
SELECT DISTINCT d.document, d.owner FROM reading_day d WHERE d.owner = :book OR (d.owner = 0 AND d.document IN (
SELECT digest FROM ({MEANING} WHERE digest IN (SELECT digest FROM digest WHERE book_id = :book) GROUP BY digest)
WHERE book_id = :book))
"""
_BOOK_OF = f"SELECT book_id FROM ({MEANING} WHERE digest = ? GROUP BY digest)"
_BOOK = """
SELECT b.title, COALESCE(h.pages_by_hand, h.pages, b.pages) FROM book b
LEFT JOIN hardcover_book h ON h.book_id = b.id WHERE b.id = ?
"""
_VIEWS = f"""
SELECT start_time + shift, seconds, page, total_pages, document, start_time, COALESCE(
 {name_of_key("p.device")}, p.device)
FROM page_view p WHERE document = ? AND COALESCE(book_id, 0) = ?
AND NOT EXISTS (SELECT 1 FROM left_out_view l WHERE l.document = p.document AND l.page = p.page
 AND l.start_time = p.start_time)
"""
_PUSHES = f"""
SELECT CAST(received_at AS INTEGER), MIN(MAX(percentage, 0), 1), document, p.id, {SHOWN_NAME}
FROM push p JOIN device v ON v.id = p.device_id
WHERE document = ? AND typeof(percentage) IN ('real', 'integer')
AND p.id NOT IN (SELECT push_id FROM left_out_push WHERE document = p.document)
"""
_BY_HAND = """
SELECT id, document, start, seconds, pages, device, COALESCE(book_id, 0) FROM session_by_hand
WHERE document = ? AND ended_by IS NULL
"""
_TITLE = """
SELECT COALESCE((SELECT title FROM session_by_hand WHERE document = :document ORDER BY id DESC LIMIT 1),
 (SELECT NULLIF(title, '') FROM document WHERE digest = :document),
 (SELECT title || COALESCE(', ' || NULLIF(authors, ''), '') FROM statistics_title WHERE document = :document),
 (SELECT filename FROM document WHERE digest = :document), '')
"""
_STALE = "INSERT OR IGNORE INTO stale_reading VALUES (?)"
_ENTER = """
INSERT INTO session_by_hand (document, book_id, title, start, seconds, pages, device, made_by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_TOUCHED = """
SELECT document FROM session_by_hand WHERE made_by = :change OR ended_by = :change
UNION SELECT document FROM left_out_view WHERE left_out_by = :change
UNION SELECT document FROM left_out_push WHERE left_out_by = :change
"""
_CHANGED_SINCE = "SELECT 1 FROM session_by_hand WHERE made_by = ? AND ended_by IS NOT NULL LIMIT 1"


@dataclass(slots=True)
class _Parts:
    views: list[SeenPage] = field(default_factory=list)
    pushes: list[SentPosition] = field(default_factory=list)
    by_hand: list[ByHand] = field(default_factory=list)
    document: str = ""


class SessionRepository:
    """Methods that change data run inside a writer job, and mark the reading days that are out of date."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_days(self, first: int, last: int) -> list[WorkParts]:
        """The sources of the reading on some days (ordinals), including parts on other days."""
        return self._works(self._database.connection().execute(_READ, (first, last)).fetchall())

    def of_book(self, book_id: BookId) -> list[WorkParts]:
        """The sources of a book's reading."""
        return self._works(self._database.connection().execute(_READ_OF_BOOK, {"book": book_id}).fetchall())

    def _works(self, read: Iterable[tuple[str, int]]) -> list[WorkParts]:
        execute = self._database.connection().execute
        works: dict[int | str, _Parts] = {}
        for document, owner in sorted(set(read)):
            row = None if owner else execute(_BOOK_OF, (document,)).fetchone()
            parts = works.setdefault(owner or (row and row[0]) or document, _Parts())
            parts.document = document
            parts.views += map(SeenPage._make, execute(_VIEWS, (document, owner)))
            parts.by_hand += map(ByHand._make, execute(_BY_HAND, (document,)))
            if not owner:
                parts.pushes += map(SentPosition._make, execute(_PUSHES, (document,)))
        return [self._work(key, parts) for key, parts in works.items()]

    def _work(self, key: int | str, parts: _Parts) -> WorkParts:
        execute = self._database.connection().execute
        if isinstance(key, str):
            row = execute(_TITLE, {"document": key}).fetchone()
            return WorkParts(None, row[0] if row else "", None, parts.views, parts.pushes, parts.by_hand)
        title, pages = execute(_BOOK, (key,)).fetchone() or ("", None)
        return WorkParts(BookId(key), title, pages, parts.views, parts.pushes, parts.by_hand)

    def start_by_hand(self, number: int) -> int | None:
        """Return when a session entered by the person began; None if there is none."""
        sql = "SELECT start FROM session_by_hand WHERE id = ? AND ended_by IS NULL"
        row = self._database.connection().execute(sql, (number,)).fetchone()
        return None if row is None else int(row[0])

    def begin_change(self, now: float) -> int:
        """Return the number of a new change."""
        execute = self._database.connection().execute
        return int(execute("INSERT INTO session_change (made_at) VALUES (?)", (now,)).lastrowid or 0)

    def enter(self, entry: SessionEntry, change: int) -> None:
        """Store a session entered by the person."""
        execute = self._database.connection().execute
        title = " ".join(entry.title.split())
        document = f"hand:{entry.book_id}" if entry.book_id else f"hand:{title}"
        start = int(entry.begin.timestamp())
        values = (
            document,
            entry.book_id,
            title,
            start,
            entry.seconds,
            entry.pages,
            entry.device.strip(),
            change,
        )
        execute(_ENTER, values)
        execute(_STALE, (document,))

    def leave_out(self, recorded: Recorded, change: int) -> None:
        """Exclude the sources of a session. The records of devices are unchanged."""
        connection = self._database.connection()
        connection.executemany(
            "INSERT OR IGNORE INTO left_out_view VALUES (?, ?, ?, ?)",
            [(*view, change) for view in recorded.views],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO left_out_push SELECT id, document, ? FROM push WHERE id = ?",
            [(change, push) for push in recorded.pushes],
        )
        if recorded.session is not None:
            sql = "UPDATE session_by_hand SET ended_by = ? WHERE id = ? AND ended_by IS NULL"
            connection.execute(sql, (change, recorded.session))
        self._note(change)

    def can_undo(self, change: int) -> bool | None:
        """Whether a change can be undone, as its results are unchanged; None if it does not exist."""
        execute = self._database.connection().execute
        if execute("SELECT 1 FROM session_change WHERE id = ?", (change,)).fetchone() is None:
            return None
        return execute(_CHANGED_SINCE, (change,)).fetchone() is None

    def undo(self, change: int) -> None:
        """Undo a change completely."""
        self._note(change)
        execute = self._database.connection().execute
        execute("DELETE FROM left_out_view WHERE left_out_by = ?", (change,))
        execute("DELETE FROM left_out_push WHERE left_out_by = ?", (change,))
        execute("DELETE FROM session_by_hand WHERE made_by = ?", (change,))
        execute("UPDATE session_by_hand SET ended_by = NULL WHERE ended_by = ?", (change,))
        execute("DELETE FROM session_change WHERE id = ?", (change,))

    def _note(self, change: int) -> None:
        connection = self._database.connection()
        touched: Sequence[tuple[str]] = connection.execute(_TOUCHED, {"change": change}).fetchall()
        connection.executemany(_STALE, touched)
