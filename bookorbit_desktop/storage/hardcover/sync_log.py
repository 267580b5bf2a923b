"""The sync log: stored lines about Hardcover, and lines derived from readers' pushes when it is read.

A push is written once, on the fast path; its log line is derived here. Each page is two queries that stop
after a page's worth along an index, so that the length of the log does not matter.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from heapq import merge
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.messages import Message, packed, restored, unpacked
from bookorbit_desktop.domain.hardcover.change_text import progress_change
from bookorbit_desktop.domain.hardcover.sync_log import (
    SESSION_GAP,
    Direction,
    LogCursor,
    LogLine,
    LogLines,
    LogOutcome,
    LogQuery,
)
from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.devices import SHOWN_NAME

_GAP = int(SESSION_GAP.total_seconds())
_STORED = "FROM sync_log l"
_STORED_COLUMNS = (
    "SELECT l.at, l.id, l.run_id, l.book_id, l.title, l.outcome, l.changes, l.message, l.hardcover_id, "
    "l.direction, l.units"
)
_MESSAGE = """
CASE WHEN l.message LIKE '{%' AND json_valid(l.message) THEN json_extract(l.message, '$.english') ELSE l.message END
"""
_CHANGES = """
COALESCE((SELECT GROUP_CONCAT(CASE c.type WHEN 'object' THEN json_extract(c.value, '$.english') ELSE c.value END, ' ')
 FROM json_each(l.changes) c), '')
"""
_STORED_TEXT = f"l.title || ' ' || {_CHANGES} || ' ' || {_MESSAGE}"
_TITLE = "COALESCE(b.title, NULLIF(d.title, ''), NULLIF(d.filename, ''), p.document)"
_BOOK = """(SELECT CASE WHEN COUNT(DISTINCT g.book_id) = 1 THEN MIN(g.book_id) END FROM digest g
 WHERE g.digest = p.document AND (g.origin = 'linked' OR NOT EXISTS
  (SELECT 1 FROM digest l WHERE l.digest = p.document AND l.origin = 'linked')))"""
_SENT = (
    "SELECT 1 FROM sync_log t WHERE t.at >= {since} AND t.at < {until} AND t.book_id = {book} "
    f"AND t.direction = '{Direction.TO_HARDCOVER}'"
)
"""A line about something sent for a book between two times."""
_SESSIONS = f"""
FROM push p JOIN device v ON v.id = p.device_id LEFT JOIN document d ON d.digest = p.document
LEFT JOIN book b ON b.id = {_BOOK}
WHERE NOT p.relayed
AND COALESCE((SELECT EXISTS ({_SENT.format(book="b.id", since="p.received_at", until="n.received_at")})
 FROM push n WHERE n.document = p.document AND n.device_id = p.device_id AND NOT n.relayed
 AND n.received_at BETWEEN p.received_at AND p.received_at + {_GAP}
 AND (n.received_at > p.received_at OR n.id > p.id) ORDER BY n.received_at, n.id LIMIT 1), 1)"""
"""The newest push of each session: no other of that document and device follows it soon enough.

What was sent to Hardcover ends a session too: nothing is told as sent before it is told as received.
What came through the relay has a stored line instead.
"""
_SESSION_COLUMNS = (
    f"SELECT p.received_at, p.id, p.document, p.device_id, p.percentage, {SHOWN_NAME}, b.id, {_TITLE}"
)
_SESSION_TEXT = (
    f"{_TITLE} || ' ' || {SHOWN_NAME} || ' progress ' || CAST(p.percentage * 100 + 0.5 AS INTEGER) || '%'"
)
_SESSION_START = f"""
SELECT s.received_at, s.id FROM push s WHERE s.document = ? AND s.device_id = ?
AND s.received_at <= ? AND (s.received_at < ? OR s.id <= ?)
AND COALESCE((SELECT EXISTS ({_SENT.format(book="?", since="e.received_at", until="s.received_at")})
 FROM push e WHERE e.document = s.document AND e.device_id = s.device_id
 AND e.received_at BETWEEN s.received_at - {_GAP} AND s.received_at
 AND (e.received_at < s.received_at OR e.id < s.id) ORDER BY e.received_at DESC, e.id DESC LIMIT 1), 1)
ORDER BY s.received_at DESC, s.id LIMIT 1
"""
_BEFORE = (
    "q.received_at <= ? AND (q.received_at < ? OR q.id < ?) ORDER BY q.received_at DESC, q.id DESC LIMIT 1"
)
_OWN_POSITION_BEFORE = (
    f"SELECT q.percentage FROM push q WHERE q.document = ? AND q.device_id = ? AND {_BEFORE}"
)
_POSITION_BEFORE = f"SELECT q.percentage FROM push q WHERE q.document = ? AND {_BEFORE}"
_Found = tuple[float, int, tuple[Any, ...]]
"""Time in seconds since 1970 as stored, the line's id, and its source row."""


class SyncLogRepository:
    """Appends lines and reads filtered pages. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, lines: Iterable[LogLine]) -> None:
        """Append lines."""
        rows = [
            {
                "run_id": line.run_id or 0,
                "at": line.at.timestamp(),
                "book_id": line.book_id,
                "title": line.title,
                "outcome": line.outcome,
                "changes": json.dumps([packed(change) for change in line.changes], ensure_ascii=False),
                "message": line.message,
                "hardcover_id": line.record_id,
                "direction": line.direction,
                "units": line.units,
            }
            for line in lines
        ]
        if rows:
            models.SyncLog.insert_many(rows).execute()

    def page(self, query: LogQuery, after: LogCursor | None, limit: int) -> LogLines:
        """Return the newest `limit` lines that match, or those after the end of another page."""
        found: list[_Found] = []
        if _may_be_stored(query):
            found += self._stored(query, after, limit)
        if _may_be_pushed(query):
            found = list(merge(found, self._sessions(query, after, limit), key=_newest_first))
        taken = found[:limit]
        end = LogCursor(taken[-1][0], taken[-1][1]) if len(taken) == limit else None
        return LogLines(tuple(self._line(line_id, row) for _, line_id, row in taken), end)

    def count(self, query: LogQuery) -> int:
        """The number of matching lines."""
        count = 0
        for is_wanted, source, conditions in (
            (_may_be_stored(query), f"{_STORED} WHERE 1", _stored_conditions(query)),
            (_may_be_pushed(query), _SESSIONS, _session_conditions(query)),
        ):
            if is_wanted:
                where, values = conditions
                (found,) = self._one(f"SELECT COUNT(*) {source}{_and(where)}", values)
                count += found
        return count

    def devices(self) -> list[str]:
        """The names of the devices that pushed, in order."""
        sql = f"SELECT DISTINCT {SHOWN_NAME} AS name FROM device v ORDER BY name COLLATE NOCASE"
        return [name for (name,) in self._database.connection().execute(sql)]

    def count_before(self, moment: datetime) -> int:
        """The number of stored lines not newer than `moment`."""
        (count,) = self._one("SELECT COUNT(*) FROM sync_log WHERE at <= ?", (moment.timestamp(),))
        return int(count)

    def clear_before(self, moment: datetime) -> int:
        """Delete stored lines not newer than `moment`. Returns how many. Pushes and the journal stay."""
        return int(models.SyncLog.delete().where(models.SyncLog.at <= moment.timestamp()).execute())

    def next_run_id(self) -> int:
        """A number unused by runs in the log and in the journal, which outlives the log's lines."""
        sql = (
            "SELECT MAX(COALESCE((SELECT MAX(run_id) FROM sync_log), 0), "
            "COALESCE((SELECT MAX(run_id) FROM sync_journal), 0))"
        )
        (highest,) = self._one(sql, ())
        return int(highest) + 1

    def _stored(self, query: LogQuery, after: LogCursor | None, limit: int) -> list[_Found]:
        where, values = _stored_conditions(query)
        if after is not None and after.id > 0:
            where.append("l.at <= ? AND (l.at < ? OR l.id < ?)")
            values += [after.at, after.at, after.id]
        elif after is not None:
            where.append("l.at < ?")
            values.append(after.at)
        sql = f"{_STORED_COLUMNS} {_STORED} WHERE 1{_and(where)} ORDER BY l.at DESC, l.id DESC LIMIT {limit}"
        rows = self._database.connection().execute(sql, values)
        return [(row[0], row[1], row) for row in rows]

    def _sessions(self, query: LogQuery, after: LogCursor | None, limit: int) -> list[_Found]:
        where, values = _session_conditions(query)
        if after is not None and after.id < 0:
            where.append("p.received_at <= ? AND (p.received_at < ? OR p.id < ?)")
            values += [after.at, after.at, -after.id]
        elif after is not None:
            where.append("p.received_at <= ?")
            values.append(after.at)
        order = f"ORDER BY p.received_at DESC, p.id DESC LIMIT {limit}"
        rows = self._database.connection().execute(
            f"{_SESSION_COLUMNS} {_SESSIONS}{_and(where)} {order}", values
        )
        return [(row[0], -row[1], row) for row in rows]

    def _line(self, line_id: int, row: tuple[Any, ...]) -> LogLine:
        return _stored_line(*row) if line_id > 0 else self._session_line(*row)

    def _session_line(
        self,
        at: float,
        push_id: int,
        document: str,
        device_id: int,
        percentage: float,
        device: str,
        book_id: BookId | None,
        title: str,
    ) -> LogLine:
        return LogLine(
            at=datetime.fromtimestamp(at, UTC),
            direction=Direction.FROM_KOREADER,
            title=title,
            outcome=LogOutcome.RECEIVED,
            changes=(self._progress_text(document, device_id, at, push_id, percentage, book_id),),
            book_id=book_id,
            device=device,
            id=-push_id,
        )

    def _progress_text(
        self, document: str, device_id: int, at: float, push_id: int, percentage: float, book_id: int | None
    ) -> Message:
        """The device's position before this session, or the document's if it is new on the device."""
        first_at, first_id = self._one(_SESSION_START, (document, device_id, at, at, push_id, book_id))
        position = (first_at, first_at, first_id)
        before = self._one(_OWN_POSITION_BEFORE, (document, device_id, *position))
        before = before or self._one(_POSITION_BEFORE, (document, *position)) or (None,)
        return progress_change(before[0], percentage)

    def _one(self, sql: str, values: Sequence[Any]) -> Any:
        return self._database.connection().execute(sql, values).fetchone()


def _newest_first(found: _Found) -> tuple[float, int, int]:
    """Newest first. At the same moment stored lines come before the pushes that caused them."""
    at, line_id, _ = found
    return (-at, line_id < 0, -abs(line_id))


def _may_be_stored(query: LogQuery) -> bool:
    return query.direction is not Direction.FROM_KOREADER and not query.device


def _may_be_pushed(query: LogQuery) -> bool:
    return query.direction in (None, Direction.FROM_KOREADER) and query.outcome in (None, LogOutcome.RECEIVED)


def _stored_conditions(query: LogQuery) -> tuple[list[str], list[Any]]:
    where, values = _tokens(query.text, _STORED_TEXT)
    for column, wanted in (
        ("l.direction = ?", query.direction),
        ("l.outcome = ?", query.outcome),
        ("l.book_id = ?", query.book_id),
        ("l.at >= ?", None if query.since is None else query.since.timestamp()),
    ):
        if wanted is not None:
            where.append(column)
            values.append(wanted)
    return where, values


def _session_conditions(query: LogQuery) -> tuple[list[str], list[Any]]:
    where, values = _tokens(query.text, _SESSION_TEXT)
    if query.book_id is not None:
        where.append("p.document IN (SELECT digest FROM digest WHERE book_id = ?) AND b.id = ?")
        values += [query.book_id, query.book_id]
    if query.device:
        where.append(f"{SHOWN_NAME} = ?")
        values.append(query.device)
    if query.since is not None:
        where.append("p.received_at >= ?")
        values.append(query.since.timestamp())
    return where, values


def _tokens(text: str, column: str) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    for word in text.split():
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        where.append(f"({column}) LIKE ? ESCAPE '\\'")
        values.append(f"%{escaped}%")
    return where, values


def _and(where: Sequence[str]) -> str:
    return "".join(f" AND {condition}" for condition in where)


def _stored_line(
    at: float,
    line_id: int,
    run_id: int,
    book_id: BookId | None,
    title: str,
    outcome: str,
    changes: str,
    message: str,
    record_id: RecordId | None,
    direction: str,
    units: int | None,
) -> LogLine:
    return LogLine(
        at=datetime.fromtimestamp(at, UTC),
        direction=Direction(direction),
        title=title,
        outcome=LogOutcome(outcome),
        changes=tuple(map(unpacked, json.loads(changes))),
        message=restored(message),
        book_id=book_id,
        record_id=record_id,
        units=units,
        run_id=run_id or None,
        id=line_id,
    )
