"""A connection for each thread, closed when the thread ends."""

import sqlite3
import threading

from peewee import SqliteDatabase


class ThreadConnections(SqliteDatabase):
    """Peewee's database, whose connections end with their threads, or with itself if that is sooner."""

    def __init__(self, database: str, **options: object) -> None:
        """As SqliteDatabase. A thread that has ended cannot close its connection itself."""
        super().__init__(database, check_same_thread=False, **options)
        self._of_thread = threading.local()

    def _connect(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = super()._connect()
        self._of_thread.owned = _Owned(connection)
        return connection


class _Owned:
    """A connection in the variables of its thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __del__(self) -> None:
        self._connection.close()
