"""The database file: its connections, its one writer, its migrations.

SQLite has one writer anyway: one thread drains a queue and commits what has gathered in one transaction, so that a
push is durable (`synchronous=FULL`) and fast. While that queue is empty, a write may also be carried out where it
comes up. Readers have connections of their own (WAL) and never wait.
"""

import asyncio
import json
import logging
import shutil
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Generic, TypeVar

from filelock import FileLock
from peewee import SqliteDatabase
from playhouse.migrations import Runner

from bookorbit_desktop.domain.devices import shown_device
from bookorbit_desktop.domain.errors import DatabaseTooNew
from bookorbit_desktop.domain.language import language_key
from bookorbit_desktop.domain.search import search_text, sort_key, title_key
from bookorbit_desktop.storage.models import database_proxy

logger = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).with_name("migrations")
MAX_BATCH = 512
_PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "busy_timeout": 5000}

T = TypeVar("T")


def search_words(*texts: str) -> str:
    """The folded words of some texts, once each, as a JSON list for the triggers of the search index."""
    return json.dumps(sorted({word for text in texts for word in search_text(text).split()}))


class _Job(Generic[T]):
    __slots__ = ("announcements", "future", "work")

    def __init__(self, work: Callable[[], T]) -> None:
        self.work = work
        self.future: Future[T] = Future()
        self.announcements: list[Callable[[], object]] = []
        """What is told once the job is durable; forgotten when it is rolled back."""


class Database:
    """An open library database. Only one may be open in a process at a time."""

    def __init__(self, path: Path) -> None:
        """Open `path`, bring it up to date, and start the writer.

        Raises DatabaseTooNew when a newer version wrote it.
        """
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = path
        self._peewee = SqliteDatabase(str(path), pragmas=_PRAGMAS)
        for function in (language_key, search_text, search_words, shown_device, sort_key, title_key):
            self._peewee.register_function(function, function.__name__, deterministic=True)
        database_proxy.initialize(self._peewee)
        with FileLock(path.with_name(f"{path.name}.opening"), mode=0o600):
            # Several first starts at once: one makes the tables, the others find them made.
            self._migrate()
        self._turn = threading.Condition()
        self._jobs: deque[_Job[Any]] = deque()
        self._writing = False
        self._closing = False
        self._local = threading.local()
        self._thread = threading.Thread(target=self._write_until_closed, name="database-writer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Commit what is queued and stop the writer."""
        with self._turn:
            self._closing = True
            self._turn.notify()
        self._thread.join()
        self._peewee.close()

    def connection(self) -> sqlite3.Connection:
        """This thread's connection, for the push path's prepared SQL and for readers."""
        connection: sqlite3.Connection = self._peewee.connection()
        return connection

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Queue `work` for the writer; the future is done once it is durable, and fails once this is closed."""
        job = _Job(work)
        with self._turn:
            if self._closing:
                job.future.set_exception(RuntimeError("The database is closed."))
                return job.future
            self._jobs.append(job)
            self._turn.notify()
        return job.future

    def write_at_once(self, work: Callable[[], T]) -> Future[T] | None:
        """Run `work` on this thread unless somebody else writes or waits to: then None.

        The future is done. This waits for the disk but for nothing else.
        """
        with self._turn:
            if self._writing or self._jobs or self._closing:
                return None
            self._writing = True
        job = _Job(work)
        try:
            self._commit([job])
        finally:
            self._end_turn()
        return job.future

    def write(self, work: Callable[[], T]) -> T:
        """Run `work` on the writer and wait until it is durable. Not for event loops."""
        return self.submit(work).result()

    @property
    def is_in_job(self) -> bool:
        """Whether this thread is inside a job: what it writes is not durable yet, and nobody else sees it."""
        return self._current_job() is not None

    def after_commit(self, announce: Callable[[], object]) -> None:
        """Call `announce` once the job under way is durable, on its thread; never if it is rolled back.

        Inside a job only.
        """
        job = self._current_job()
        assert job is not None, "after_commit belongs inside a job of the writer"
        job.announcements.append(announce)

    def _current_job(self) -> "_Job[Any] | None":
        job: _Job[Any] | None = getattr(self._local, "job", None)
        return job

    async def write_async(self, work: Callable[[], T]) -> T:
        """Run `work` on the writer and wait for it without blocking the loop.

        Once queued it is carried out even if the waiting task is cancelled.
        """
        return await asyncio.shield(asyncio.wrap_future(self.submit(work)))

    def _migrate(self) -> None:
        runner = Runner(self._peewee, str(MIGRATIONS))
        status = runner.status()
        if any(migration.path is None for migration in status):
            raise DatabaseTooNew(
                "This library was written by a newer BookOrbit Desktop. Install that version, or use another folder."
            )
        pending = [migration for migration in status if migration.applied is None]
        if not pending:
            return
        if len(pending) < len(status):
            self._back_up(f"before-{pending[0].name}")
        runner.up()

    def _back_up(self, label: str) -> None:
        self._peewee.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy2(self.path, self.path.with_name(f"{self.path.stem}-{label}.sqlite3"))

    def _write_until_closed(self) -> None:
        while batch := self._next_batch():
            try:
                self._commit(batch)
            finally:
                self._end_turn()
        self._peewee.close()

    def _next_batch(self) -> list[_Job[Any]]:
        """What has gathered, once it is the writer's turn; nothing when the database closes."""
        with self._turn:
            self._turn.wait_for(lambda: not self._writing and (self._jobs or self._closing))
            batch = [self._jobs.popleft() for _ in range(min(len(self._jobs), MAX_BATCH))]
            self._writing = bool(batch)
            return batch

    def _end_turn(self) -> None:
        with self._turn:
            self._writing = False
            if self._jobs or self._closing:
                self._turn.notify()

    def _commit(self, batch: list[_Job[Any]]) -> None:
        outcomes: list[tuple[Any, BaseException | None]] = []
        try:
            with self._peewee.atomic("IMMEDIATE"):
                outcomes = [self._attempt(job) for job in batch]
        except Exception as error:
            logger.exception("The transaction could not be committed")
            outcomes = [(None, error)] * len(batch)
        for job, (result, failure) in zip(batch, outcomes, strict=True):
            if failure is None:
                for announce in job.announcements:
                    announce()
                job.future.set_result(result)
            else:
                job.future.set_exception(failure)

    def _attempt(self, job: _Job[Any]) -> tuple[Any, BaseException | None]:
        execute = self.connection().execute
        execute("SAVEPOINT job")
        self._local.job = job
        try:
            result = job.work()
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for this job
            execute("ROLLBACK TO job")
            return None, error
        finally:
            self._local.job = None
            execute("RELEASE job")
        return result, None
