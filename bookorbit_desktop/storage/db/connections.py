"""The connections to the database: one for each thread, and one that tells whether it has been written since."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Generic, TypeVar, cast

from peewee import SqliteDatabase

logger = logging.getLogger(__name__)

T = TypeVar("T")


def tell(announce: Callable[[], object]) -> None:
    """Call a listener. If it fails, the writer continues, as what it reports is already stored."""
    try:
        announce()
    except Exception:
        logger.exception("A change of the library could not be announced.")


class Job(Generic[T]):
    """Writes that become durable together, or not at all."""

    __slots__ = ("announcements", "failure", "future", "result", "work")

    def __init__(self, work: Callable[[], T]) -> None:
        """`work` does the writing, on the thread and connection that run the job."""
        self.work = work
        self.future: Future[T] = Future()
        self.future.set_running_or_notify_cancel()  # once queued it is carried out
        self.result: T | None = None
        self.failure: BaseException | None = None
        self.announcements: list[Callable[[], object]] = []
        """Announced once the job is durable; dropped if it is rolled back."""

    def settle(self) -> None:
        """Deliver the outcome, once it is durable."""
        if self.failure is not None:
            self.future.set_exception(self.failure)
            return
        for announce in self.announcements:
            tell(announce)
        self.future.set_result(cast("T", self.result))


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
