"""Reading states and their reads. On the push path the SQL text is prepared once (behaviour.md, "databases")."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import (
    Read,
    ReadingState,
    ReadingStatus,
    RereadingSessions,
    oldest_first,
)
from bookorbit_desktop.domain.reading.step_back import StepBack
from bookorbit_desktop.storage.db.database import Database

_STATE = """
SELECT g.book_id, g.status, g.set_by_hand, g.device_moved_on, g.rating, g.percentage,
g.again_since, g.again_newest, g.again_sessions, g.again_declined,
g.furthest, g.back_to, g.back_device, g.back_at, g.back_kept, g.rated_at, g.set_at,
r.id, r.started_on, r.finished_on, r.percentage, r.finished
FROM reading g LEFT JOIN read_record r ON r.book_id = g.book_id
"""
_SELECT = f"{_STATE} WHERE g.book_id = ? ORDER BY r.id"
_UPSERT_STATE = """
INSERT INTO reading
(book_id, status, set_by_hand, device_moved_on, rating, percentage,
again_since, again_newest, again_sessions, again_declined,
furthest, back_to, back_device, back_at, back_kept, rated_at, set_at,
last_read_at, last_device, last_device_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (book_id) DO UPDATE SET status = excluded.status, set_by_hand = excluded.set_by_hand,
device_moved_on = excluded.device_moved_on, rating = excluded.rating, percentage = excluded.percentage,
again_since = excluded.again_since, again_newest = excluded.again_newest,
again_sessions = excluded.again_sessions, again_declined = excluded.again_declined,
furthest = excluded.furthest, back_to = excluded.back_to, back_device = excluded.back_device,
back_at = excluded.back_at, back_kept = excluded.back_kept, rated_at = excluded.rated_at,
set_at = excluded.set_at,
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
_MOVE = """
UPDATE reading SET percentage = ?, furthest = ?, last_read_at = COALESCE(?, last_read_at),
last_device = COALESCE(NULLIF(?, ''), last_device), last_device_id = COALESCE(?, last_device_id) WHERE book_id = ?
"""
_STATUSES = {str(status): status for status in ReadingStatus}
_TOUCH = "UPDATE reading SET last_read_at = ?, last_device = ?, last_device_id = ? WHERE book_id = ?"


@dataclass(slots=True)
class PlacedReading:
    """A book's reading after some pushes, and the device that sent the last one."""

    book_id: BookId
    before: ReadingState
    after: ReadingState
    read_at: float
    """Seconds since 1970."""
    device: str
    device_id: int | None


class ReadingRepository:
    """Stores one ReadingState for each book. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, book_id: BookId) -> ReadingState:
        """The state of a book; blank if nothing is known."""
        rows = self._database.connection().execute(_SELECT, (book_id,)).fetchall()
        return _state(rows) if rows else ReadingState()

    def of(self, book_ids: Sequence[BookId]) -> dict[BookId, ReadingState]:
        """The states of many books (at most 500), as from `get`, without unknown ones."""
        sql = f"{_STATE} WHERE g.book_id IN ({_marks(book_ids)}) ORDER BY g.book_id, r.id"
        rows = self._database.connection().execute(sql, list(book_ids))
        return {book_id: _state(list(group)) for book_id, group in groupby(rows, itemgetter(0))}

    def put(
        self,
        book_id: BookId,
        before: ReadingState,
        after: ReadingState,
        *,
        read_at: float | None = None,
        device: str = "",
        device_id: int | None = None,
    ) -> ReadingState:
        """Store the differences between the two states; returns `after` with the ids of its reads.

        `read_at` (seconds since 1970), `device` (its name) and `device_id` say when and where the book was
        last read; None keeps the stored values.
        """
        connection = self._database.connection()
        moved = (after.percentage, after.furthest, read_at, device, device_id, book_id)
        if not _has_only_moved(before, after) or not connection.execute(_MOVE, moved).rowcount:
            _store_state(connection, book_id, after, read_at, device, device_id)
        if after.reads == before.reads:
            return after
        ids = {read.id for read in after.reads}
        _delete_reads(connection, [read.id for read in before.reads if read.id not in ids])
        unchanged = {read.id: read for read in before.reads}
        reads = tuple(
            read if unchanged.get(read.id) == read else _store_read(connection, book_id, read)
            for read in after.reads
        )
        return after if reads == after.reads else replace(after, reads=reads)

    def put_positions(self, readings: Iterable[PlacedReading]) -> None:
        """Store the results of pushes, as `put` does; most books only moved on in their current read."""
        positions, reads = [], []
        for reading in readings:
            before, after = reading.before, reading.after
            if not _has_same_rows(before, after) or not _has_only_moved(before, after):
                self.put(
                    reading.book_id,
                    before,
                    after,
                    read_at=reading.read_at,
                    device=reading.device,
                    device_id=reading.device_id,
                )
                continue
            positions.append(
                (
                    after.percentage,
                    after.furthest,
                    reading.read_at,
                    reading.device,
                    reading.device_id,
                    reading.book_id,
                )
            )
            reads += [
                (*_read_row(now), now.id)
                for then, now in zip(before.reads, after.reads, strict=True)
                if now != then
            ]
        connection = self._database.connection()
        connection.executemany(_MOVE, positions)
        connection.executemany(_UPDATE_READ, reads)

    def put_back(self, book_id: BookId, state: ReadingState) -> None:
        """Restore an earlier state of a book, with reads that were deleted since."""
        now = self.get(book_id)
        kept = {read.id for read in now.reads}
        reads = tuple(read if read.id in kept else replace(read, id=None) for read in state.reads)
        self.put(book_id, now, replace(state, reads=reads))

    def touch(self, book_id: BookId, at: float | None, device: str, device_id: int | None = None) -> None:
        """Store when a book was last read (seconds since 1970; None for never), and on which device."""
        self._database.connection().execute(_TOUCH, (at, device, device_id, book_id))


def _has_same_rows(before: ReadingState, after: ReadingState) -> bool:
    """Whether the book already has a row, as any with a position does, and no read was added or removed."""
    return before.percentage is not None and (
        [read.id for read in before.reads] == [read.id for read in after.reads]
    )


def _has_only_moved(before: ReadingState, after: ReadingState) -> bool:
    """Whether only the position is new, as after nearly every push."""
    return (
        after.status is before.status
        and after.set_by_hand == before.set_by_hand
        and after.device_moved_on == before.device_moved_on
        and after.rating == before.rating
        and after.again == before.again
        and after.back == before.back
        and after.rated_at == before.rated_at
        and after.set_at == before.set_at
    )


def _store_state(
    connection: sqlite3.Connection,
    book_id: int,
    state: ReadingState,
    read_at: float | None,
    device: str,
    device_id: int | None,
) -> None:
    connection.execute(
        _UPSERT_STATE,
        (
            book_id,
            state.status,
            state.set_by_hand,
            state.device_moved_on,
            state.rating,
            state.percentage,
            *_again_row(state.again),
            state.furthest,
            *_back_row(state.back),
            _seconds(state.rated_at),
            _seconds(state.set_at),
            read_at,
            device,
            device_id,
        ),
    )


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _state(rows: Sequence[tuple[Any, ...]]) -> ReadingState:
    """A state from its rows, one for each read or a single one."""
    status, set_by_hand, moved_on, rating, percentage, *more = rows[0][1:17]
    return ReadingState(
        _STATUSES[status],
        bool(set_by_hand),
        bool(moved_on),
        rating,
        percentage,
        oldest_first(_read(*row[17:]) for row in rows if row[17] is not None),
        _again(*more[:4]),
        more[4],
        _back(*more[5:9]),
        rated_at=_moment(more[9]),
        set_at=_moment(more[10]),
    )


def _seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


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


def _store_read(connection: sqlite3.Connection, book_id: BookId, read: Read) -> Read:
    values = _read_row(read)
    if read.id is None:
        return replace(read, id=connection.execute(_INSERT_READ, (book_id, *values)).lastrowid)
    connection.execute(_UPDATE_READ, (*values, read.id))
    return read


def _read_row(read: Read) -> tuple[str | None, str | None, float, bool]:
    return (_text(read.started_on), _text(read.finished_on), read.percentage, read.finished)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
