"""Reading states and their reads. On the push path the SQL text is prepared once (DECISIONS.md, "databases")."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus, oldest_first
from bookorbit_desktop.domain.reading.rereading import RereadingSessions
from bookorbit_desktop.domain.reading.step_back import StepBack
from bookorbit_desktop.storage.db.database import Database

_STATE = """
SELECT g.book_id, g.status, g.set_by_hand, g.device_moved_on, g.rating, g.percentage,
g.again_since, g.again_newest, g.again_sessions, g.again_declined,
g.furthest, g.back_to, g.back_device, g.back_at, g.back_kept, g.rated_at,
r.id, r.started_on, r.finished_on, r.percentage, r.finished
FROM reading g LEFT JOIN read_record r ON r.book_id = g.book_id
"""
_SELECT = f"{_STATE} WHERE g.book_id = ? ORDER BY r.id"
_UPSERT_STATE = """
INSERT INTO reading
(book_id, status, set_by_hand, device_moved_on, rating, percentage,
again_since, again_newest, again_sessions, again_declined,
furthest, back_to, back_device, back_at, back_kept, rated_at, last_read_at, last_device, last_device_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (book_id) DO UPDATE SET status = excluded.status, set_by_hand = excluded.set_by_hand,
device_moved_on = excluded.device_moved_on, rating = excluded.rating, percentage = excluded.percentage,
again_since = excluded.again_since, again_newest = excluded.again_newest,
again_sessions = excluded.again_sessions, again_declined = excluded.again_declined,
furthest = excluded.furthest, back_to = excluded.back_to, back_device = excluded.back_device,
back_at = excluded.back_at, back_kept = excluded.back_kept, rated_at = excluded.rated_at,
last_read_at = COALESCE(excluded.last_read_at, last_read_at),
last_device = CASE excluded.last_device WHEN '' THEN last_device ELSE excluded.last_device END,
last_device_id = COALESCE(excluded.last_device_id, last_device_id)
"""
_INSERT_READ = (
    "INSERT INTO read_record (book_id, started_on, finished_on, percentage, finished) VALUES (?, ?, ?, ?, ?)"
)
_UPDATE_READ = (
    "UPDATE read_record SET started_on = ?, finished_on = ?, percentage = ?, finished = ? WHERE id = ?"
)
_TOUCH = "UPDATE reading SET last_read_at = ?, last_device = ?, last_device_id = ? WHERE book_id = ?"


class ReadingRepository:
    """Keeps one ReadingState for each book. Methods that change run inside a job of the writer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, book_id: int) -> ReadingState:
        """The state of a book; the blank one when nothing is known."""
        rows = self._database.connection().execute(_SELECT, (book_id,)).fetchall()
        return _state(rows) if rows else ReadingState()

    def of(self, book_ids: Sequence[int]) -> dict[int, ReadingState]:
        """The states of many books (at most 500), as `get` tells them; without those of which nothing is known."""
        sql = f"{_STATE} WHERE g.book_id IN ({_marks(book_ids)}) ORDER BY g.book_id, r.id"
        rows = self._database.connection().execute(sql, list(book_ids))
        return {book_id: _state(list(group)) for book_id, group in groupby(rows, lambda row: int(row[0]))}

    def put(
        self,
        book_id: int,
        before: ReadingState,
        after: ReadingState,
        *,
        read_at: float | None = None,
        device: str = "",
        device_id: int | None = None,
    ) -> ReadingState:
        """Store what changed between the two and return `after` with the ids of its reads.

        `read_at` (seconds since 1970), `device` (its name) and `device_id` tell when and where the book was last
        read; without them what is known stays.
        """
        connection = self._database.connection()
        state = (after.status, after.set_by_hand, after.device_moved_on, after.rating, after.percentage)
        connection.execute(
            _UPSERT_STATE,
            (
                book_id,
                *state,
                *_again_row(after.again),
                after.furthest,
                *_back_row(after.back),
                None if after.rated_at is None else after.rated_at.timestamp(),
                read_at,
                device,
                device_id,
            ),
        )
        if after.reads == before.reads:
            return after
        _delete_reads(connection, {read.id for read in before.reads} - {read.id for read in after.reads})
        unchanged = {read.id: read for read in before.reads}
        reads = tuple(
            read if unchanged.get(read.id) == read else _store_read(connection, book_id, read)
            for read in after.reads
        )
        return after if reads == after.reads else replace(after, reads=reads)

    def put_back(self, book_id: int, state: ReadingState) -> None:
        """Store an earlier state of a book again, with reads that were deleted since."""
        now = self.get(book_id)
        kept = {read.id for read in now.reads}
        reads = tuple(read if read.id in kept else replace(read, id=None) for read in state.reads)
        self.put(book_id, now, replace(state, reads=reads))

    def touch(self, book_id: int, at: float | None, device: str, device_id: int | None = None) -> None:
        """Note when a book was last read (seconds since 1970; None for never), and on which device."""
        self._database.connection().execute(_TOUCH, (at, device, device_id, book_id))


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _state(rows: Sequence[tuple[Any, ...]]) -> ReadingState:
    """A state from its rows: one for each read, or a single one."""
    status, set_by_hand, moved_on, rating, percentage, *more = rows[0][1:16]
    return ReadingState(
        ReadingStatus(status),
        bool(set_by_hand),
        bool(moved_on),
        rating,
        percentage,
        oldest_first(_read(*row[16:]) for row in rows if row[16] is not None),
        _again(*more[:4]),
        more[4],
        _back(*more[5:9]),
        None if more[9] is None else datetime.fromtimestamp(more[9], UTC),
    )


def _again(
    since: float | None, newest: float | None, sessions: int, declined: int
) -> RereadingSessions | None:
    if since is None or newest is None:
        return None
    return RereadingSessions(
        datetime.fromtimestamp(since, UTC), datetime.fromtimestamp(newest, UTC), sessions, bool(declined)
    )


def _again_row(again: RereadingSessions | None) -> tuple[float | None, float | None, int, bool]:
    if again is None:
        return (None, None, 0, False)
    return (again.since.timestamp(), again.newest.timestamp(), again.count, again.declined)


def _back(
    percentage: float | None, device: str | None, at: float | None, kept: int | None
) -> StepBack | None:
    if percentage is None or at is None:
        return None
    return StepBack(percentage, device or "", datetime.fromtimestamp(at, UTC), bool(kept))


def _back_row(back: StepBack | None) -> tuple[float | None, str | None, float | None, bool | None]:
    if back is None:
        return (None, None, None, None)
    return (back.percentage, back.device, back.at.timestamp(), back.kept)


def _read(
    read_id: int, started: str | None, finished_on: str | None, percentage: float, finished: int
) -> Read:
    return Read(_day(started), _day(finished_on), percentage, bool(finished), read_id)


def _delete_reads(connection: sqlite3.Connection, ids: Iterable[int | None]) -> None:
    for read_id in ids:
        connection.execute("DELETE FROM read_record WHERE id = ?", (read_id,))


def _store_read(connection: sqlite3.Connection, book_id: int, read: Read) -> Read:
    values = (_text(read.started_on), _text(read.finished_on), read.percentage, read.finished)
    if read.id is None:
        return replace(read, id=connection.execute(_INSERT_READ, (book_id, *values)).lastrowid)
    connection.execute(_UPDATE_READ, (*values, read.id))
    return read


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
