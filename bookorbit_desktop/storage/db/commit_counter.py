"""Tells whether the database has been written since."""

import sqlite3
import threading
from pathlib import Path


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
