"""Tells whether anybody has committed to the database since."""

import sqlite3
import threading
from pathlib import Path


class CommitCounter:
    """A connection of its own, which writes nothing and so hears of every commit. Thread-safe."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def count(self) -> int:
        """Another number after every commit, by this process or another one (`PRAGMA data_version`)."""
        with self._lock:
            if self._connection is None:
                self._connection = sqlite3.connect(self._path, check_same_thread=False)
            (number,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(number)

    def close(self) -> None:
        """Let go of the file. The next question opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
