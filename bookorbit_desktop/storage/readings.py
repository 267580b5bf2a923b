"""Reading states and their reads. On the push path the SQL text is prepared once (DECISIONS.md, "databases")."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bookorbit_desktop.domain.reading import Read, ReadingState, ReadingStatus
from bookorbit_desktop.storage.database import Database

_SELECT_STATE = (
    "SELECT status, set_by_hand, device_moved_on, rating, percentage FROM reading WHERE book_id = ?"
)
_SELECT_READS = (
    "SELECT id, started_on, finished_on, percentage, finished FROM read_record WHERE book_id = ? ORDER BY id"
)
_UPSERT_STATE = """
INSERT INTO reading (book_id, status, set_by_hand, device_moved_on, rating, percentage, last_device)
VALUES (?, ?, ?, ?, ?, ?, '')
ON CONFLICT (book_id) DO UPDATE SET status = excluded.status, set_by_hand = excluded.set_by_hand,
device_moved_on = excluded.device_moved_on, rating = excluded.rating, percentage = excluded.percentage
"""
_INSERT_READ = (
    "INSERT INTO read_record (book_id, started_on, finished_on, percentage, finished) VALUES (?, ?, ?, ?, ?)"
)
_UPDATE_READ = (
    "UPDATE read_record SET started_on = ?, finished_on = ?, percentage = ?, finished = ? WHERE id = ?"
)
_TOUCH = "UPDATE reading SET last_read_at = ?, last_device = ? WHERE book_id = ?"


class ReadingRepository:
    """Keeps one ReadingState for each book. Methods that change run inside a job of the writer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, book_id: int) -> ReadingState:
        """The state of a book; the blank one when nothing is known."""
        connection = self._database.connection()
        row = connection.execute(_SELECT_STATE, (book_id,)).fetchone()
        if row is None:
            return ReadingState()
        status, set_by_hand, moved_on, rating, percentage = row
        return ReadingState(
            ReadingStatus(status),
            bool(set_by_hand),
            bool(moved_on),
            rating,
            percentage,
            _reads(connection, book_id),
        )

    def put(self, book_id: int, before: ReadingState, after: ReadingState) -> ReadingState:
        """Store what changed between the two and return `after` with the ids of its reads."""
        connection = self._database.connection()
        connection.execute(
            _UPSERT_STATE,
            (book_id, after.status, after.set_by_hand, after.device_moved_on, after.rating, after.percentage),
        )
        if after.reads == before.reads:
            return after
        _delete_reads(connection, {read.id for read in before.reads} - {read.id for read in after.reads})
        unchanged = {read.id: read for read in before.reads}
        reads = tuple(
            read if unchanged.get(read.id) == read else _store_read(connection, book_id, read)
            for read in after.reads
        )
        return replace(after, reads=reads)

    def touch(self, book_id: int, at: float, device: str) -> None:
        """Note when a book was last read (seconds since 1970), and on which device."""
        self._database.connection().execute(_TOUCH, (at, device, book_id))


def _reads(connection: sqlite3.Connection, book_id: int) -> tuple[Read, ...]:
    return tuple(
        Read(_day(started), _day(finished_on), percentage, bool(finished), read_id)
        for read_id, started, finished_on, percentage, finished in connection.execute(
            _SELECT_READS, (book_id,)
        )
    )


def _delete_reads(connection: sqlite3.Connection, ids: Iterable[int | None]) -> None:
    connection.executemany("DELETE FROM read_record WHERE id = ?", [(read_id,) for read_id in ids])


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
