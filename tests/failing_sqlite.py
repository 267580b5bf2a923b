"""Lets the n-th call of SQLite in this process fail, as a disk does: no compiler, no rights of root."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import pytest


class Failure(StrEnum):
    """What a disk does to a statement (sqlite.org/lang_transaction.html, section 2.3; rescode.html, IOERR)."""

    REFUSED = "refused"
    """It fails, and the transaction goes on."""
    ROLLED_BACK = "rolled back"
    """It fails, and takes the transaction with it."""
    UNHEARD = "unheard"
    """It is carried out, and reported as failed: what an fsync that fails at the very end looks like."""


class Calls:
    """Counts the statements of every connection, and lets one of them fail."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left = -1
        self._failure = Failure.REFUSED
        self.count = 0
        """Statements since the last `fail_at`."""
        self.failed = ""
        """The statement that failed since then; empty while none did."""

    def fail_at(self, number: int, failure: Failure) -> None:
        """Let the call of this number from now on fail, once; 0 is the next one, and a negative one none."""
        with self._lock:
            self._left, self._failure, self.count, self.failed = number, failure, 0, ""

    def rest(self) -> None:
        """Let nothing fail any more."""
        with self._lock:
            self._left = -1

    def takes(self, sql: str) -> Failure | None:
        """How the call that is about to be made fails; None if it does not."""
        with self._lock:
            self.count += 1
            self._left -= 1
            if self._left != -1:
                return None
            self.failed = " ".join(sql.split())
            return self._failure


@contextmanager
def failing_sqlite() -> Iterator[Calls]:
    """Every connection that is opened inside can fail."""
    calls = Calls()

    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, *values: Any) -> Any:
            return _fail(calls.takes(sql), self, lambda: sqlite3.Cursor.execute(self, sql, *values))

        def executemany(self, sql: str, *values: Any) -> Any:
            return _fail(calls.takes(sql), self, lambda: sqlite3.Cursor.executemany(self, sql, *values))

    class Connection(sqlite3.Connection):
        def cursor(self, *factory: Any, **named: Any) -> Any:
            return super().cursor(*(factory or (Cursor,)), **named)

        # Those of sqlite3 itself make cursors of their own class, past `cursor`.
        def execute(self, sql: str, *values: Any) -> Any:
            return self.cursor().execute(sql, *values)

        def executemany(self, sql: str, *values: Any) -> Any:
            return self.cursor().executemany(sql, *values)

    connect = sqlite3.connect

    def connect_to_fail(*words: Any, **named: Any) -> Any:
        return connect(*words, **{"factory": Connection, **named})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", connect_to_fail)
        patch.setattr(sqlite3.dbapi2, "connect", connect_to_fail)
        yield calls


def _fail(failure: Failure | None, cursor: sqlite3.Cursor, run: Any) -> Any:
    if failure is None:
        return run()
    if failure is Failure.UNHEARD:
        run()
        cursor.fetchall()
    elif failure is Failure.ROLLED_BACK and cursor.connection.in_transaction:
        sqlite3.Connection.execute(cursor.connection, "ROLLBACK")
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_IOERR, "SQLITE_IOERR"
    raise error
