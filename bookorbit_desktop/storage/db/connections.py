"""The connections to the database: one for each thread, and one that tells whether it has been written since."""

import sqlite3
import threading
from pathlib import Path

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


class CommitCounter:
    """Notices every commit through a read-only connection of its own. Thread-safe."""

    def __init__(self, path: Path) -> None:
        """`path` is open elsewhere. Raises sqlite3.OperationalError if it is gone, and does not create it."""
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, check_same_thread=False
        )
        try:
            self.count()  # opens the journal as well: later somebody else's could lie there
        except BaseException:
            self.close()
            raise

    def count(self) -> int:
        """A number that differs after every commit, by this process or another (`PRAGMA data_version`)."""
        with self._lock:
            (number,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(number)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()
