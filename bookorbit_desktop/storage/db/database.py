"""The database file: its connections and its single writer.

SQLite has one writer anyway: one thread drains a queue and commits what has gathered in one transaction, so
that a push is both durable (`synchronous=FULL`) and fast. While the queue is empty and the disk is fast, a
write may also run on the calling thread. Readers have connections of their own (WAL) and never wait.
Checkpoints have a thread of their own too, so that no writer waits for one.
"""

import asyncio
import json
import logging
import shutil
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock
from peewee import PeeweeException

from bookorbit_desktop.domain.base.errors import (
    DatabaseDamaged,
    DatabaseGone,
    StorageUnavailable,
)
from bookorbit_desktop.domain.base.language import language_key
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.koreader.devices import shown_device
from bookorbit_desktop.domain.library.metadata import tidy_genres
from bookorbit_desktop.domain.library.search import search_text, sort_key, title_key
from bookorbit_desktop.storage.db.connections import CommitCounter, Job, ThreadConnections, tell
from bookorbit_desktop.storage.db.faults import FULL, GONE, on_damage, plain_error
from bookorbit_desktop.storage.db.opening import LEAST_FREE, check_file, drop_empty, telling_faults
from bookorbit_desktop.storage.db.same_file import SameFile
from bookorbit_desktop.storage.db.upgrading import upgrade
from bookorbit_desktop.storage.models import database_proxy

logger = logging.getLogger(__name__)

MAX_BATCH = 512
PATIENT = 5_000
"""Milliseconds that the writer waits for another program's lock on the database."""
BRIEF = 2
"""Milliseconds that a loop waits for it."""
QUICK = 0.004
"""Seconds; a loop does not commit on its own thread while commits take longer."""
SLOW_ENOUGH = 3
"""The surplus of slow over fast commits at which a disk counts as slow."""
FRESH = 1.0
"""Seconds after which it is unknown whether the disk is still fast, or awake."""
PROBE_EVERY = 2.0
"""Seconds between two tests whether storing works again."""
BUSY_FOR = 1.0
"""Seconds after an urgent write in which more of them are expected."""
SHORT_BATCH = 0.02
"""Seconds of CPU time that the writer uses without a pause while such writes arrive."""
LONGEST_PAUSE = 0.1
"""Seconds of such a pause."""
CHECKPOINT_AFTER = 5000
"""Changed rows; a page that is written often is then moved only once."""
LONG_JOURNAL = 2000
"""Pages of 4 KiB; a longer journal starts afresh, as overwriting costs half of appending."""
FEW_PAGES = 1000
"""This many are moved while writers wait, as SQLite itself does."""
TOO_LONG_JOURNAL = 8000
"""Pages; if this many are left, they are moved even if writers have to wait."""
_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": PATIENT,
    "temp_store": "memory",
    "wal_autocheckpoint": 0,
}

T = TypeVar("T")
Trouble = Callable[[Message], object]
"""Called with the reason why nothing can be stored; empty once it works again."""


def search_words(*texts: str) -> str:
    """The folded words of some texts, each once, as a JSON list for the triggers of the search index."""
    return json.dumps(sorted({word for text in texts for word in search_text(text).split()}))


def single_genres(subjects: str) -> str:
    """The single genres of a JSON list of subjects, as a JSON list."""
    return json.dumps(tidy_genres(json.loads(subjects)), ensure_ascii=False)


SQL_FUNCTIONS = (
    *(language_key, search_text, search_words),
    *(shown_device, single_genres, sort_key, title_key),
)


class _Pace:
    """Whether recent commits were fast."""

    def __init__(self) -> None:
        self._slow = 0
        """Recent slow commits; a single one may have any cause."""
        self._fresh_until = 0.0

    def note(self, began: float, ended: float) -> None:
        """Note how long a commit took, from one time to the other."""
        self._fresh_until = ended + FRESH
        self._slow = min(self._slow + 1, SLOW_ENOUGH) if ended - began > QUICK else max(self._slow - 1, 0)

    @property
    def is_quick(self) -> bool:
        """Whether a caller that may not wait can commit on its own thread."""
        return self._slow < SLOW_ENOUGH and time.monotonic() < self._fresh_until


class Database:
    """An open library database. A process can have only one open at a time."""

    def __init__(self, path: Path) -> None:
        """Open `path`, migrate it, and start the writer.

        Raises DatabaseTooNew if a newer version wrote it, and CannotOpen for every other fault of the file or
        folder, which is then unchanged.
        """
        self.path = path
        with telling_faults(path), ExitStack() as opened:
            self._open(path)
            opened.callback(self._peewee.close)
            self.commits = CommitCounter(path)
            opened.callback(self.commits.close)
            self._same_file = SameFile(path)
            opened.pop_all()
        self._turn = threading.Condition()
        self._jobs: deque[Job[Any]] = deque()
        self._urgent: deque[Job[Any]] = deque()
        """Jobs that go before the others."""
        self._was_urgent = False
        """Whether the writer's newest batch was urgent."""
        self._batch_took = 0.0
        self._hurried_at = -BUSY_FOR
        """When an urgent caller last wrote."""
        self._gives_way = False
        """The writer has jobs, but lets others go first for a moment."""
        self._writing = False
        self._awaited = 0
        """The number of callers waiting for the current write, besides the writer."""
        self._closing = False
        self._local = threading.local()
        self._pace = _Pace()
        self._unsaved = 0
        """The approximate number of rows changed since the last checkpoint."""
        self._journal_grew = threading.Event()
        self._trouble = NOTHING
        self._damage = NOTHING
        """Kept until the program ends, as damage does not repair itself."""
        self._damage_lock = threading.Lock()
        self._tell_trouble: Trouble = lambda trouble: None
        on_damage(self._note_damage)
        self._threads = [
            threading.Thread(target=self._write_until_closed, name="database-writer", daemon=True),
            threading.Thread(target=self._checkpoint_until_closed, name="database-checkpoint", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Commit what is queued and stop the writer."""
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        self._journal_grew.set()
        for thread in self._threads:
            thread.join()
        self.commits.close()
        self._peewee.close()
        self._same_file.close()

    @property
    def trouble(self) -> Message:
        """Why nothing can be stored now, and what to do; empty if storing works."""
        return self._trouble

    @property
    def damage(self) -> Message:
        """That a part of the database is damaged, and what to do; empty if no damage was found."""
        return self._damage

    def tell_trouble(self, tell: Trouble) -> None:
        """Call `tell` once when storing starts to fail, and once when it works again, on the writing thread.

        Also called once when damage is found, on the thread that found it.
        """
        self._tell_trouble = tell

    def connection(self) -> sqlite3.Connection:
        """This thread's connection, for readers and for the prepared SQL of the push path."""
        try:
            connection: sqlite3.Connection = self._local.connection
        except AttributeError:
            connection = self._local.connection = self._peewee.connection()
        return connection

    def submit(self, work: Callable[[], T], *, urgent: bool = False) -> Future[T]:
        """Queue `work` for the writer; the future is done once it is durable, and fails once this is closed.

        `urgent` work waits only for the running job, as its caller times out within seconds.
        """
        job = Job(work)
        with self._turn:
            if self._closing:
                job.future.set_exception(RuntimeError("The database is closed."))
                return job.future
            (self._urgent if urgent else self._jobs).append(job)
            if urgent:
                self._hurried_at = time.monotonic()
            self._turn.notify()
        return job.future

    def write_at_once(self, work: Callable[[], T]) -> Future[T] | None:
        """Run `work` on this thread; None if another writer is active or waiting, or it could take long.

        The returned future is done. For event loops: it waits only for a disk that was fast just now.
        """
        if not self._pace.is_quick:
            return None
        with self._turn:
            self._hurried_at = time.monotonic()
            has_to_wait = self._urgent or (self._jobs and not self._gives_way)
            if self._writing or has_to_wait or self._closing:
                return None
            self._writing = True
        try:
            if not self._begin_soon():
                return None
            job = Job(work)
            self._commit([job], has_begun=True)
        finally:
            self._end_turn()
        return job.future

    def write(self, work: Callable[[], T]) -> T:
        """Run `work` on the writer and wait until it is durable. Not for event loops."""
        return self.submit(work).result()

    @property
    def is_in_job(self) -> bool:
        """Whether this thread is inside a job, whose writes other threads cannot see yet."""
        return self._current_job() is not None

    def after_commit(self, announce: Callable[[], object]) -> None:
        """Call `announce` on this thread once the current job is durable; never if it is rolled back.

        Only inside a job.
        """
        job = self._current_job()
        assert job is not None, "after_commit belongs inside a job of the writer"
        job.announcements.append(announce)

    def _current_job(self) -> "Job[Any] | None":
        job: Job[Any] | None = getattr(self._local, "job", None)
        return job

    async def write_async(self, work: Callable[[], T]) -> T:
        """Run `work` on the writer and wait for it without blocking the loop.

        Once queued it runs even if the waiting task is cancelled.
        """
        return await asyncio.shield(asyncio.wrap_future(self.submit(work)))

    def _open(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Only what is there is opened: a library that was deleted meanwhile is not recreated by the next thread.
        self._peewee = ThreadConnections(f"{path.absolute().as_uri()}?mode=rw", pragmas=_PRAGMAS, uri=True)
        for function in SQL_FUNCTIONS:
            self._peewee.register_function(function, function.__name__, deterministic=True)
        database_proxy.initialize(self._peewee)
        with FileLock(path.with_name(f"{path.name}.opening"), mode=0o600):
            # Several first starts at once: one makes the tables, the others find them made.
            check_file(path)
            is_new = not path.exists()
            try:
                path.touch(mode=0o600)
                upgrade(self._peewee, path)
            except BaseException:
                self._peewee.close()
                if is_new:
                    drop_empty(path)
                raise

    def _write_until_closed(self) -> None:
        while (batch := self._next_batch()) is not None:
            began = time.thread_time()
            try:
                if batch:
                    self._commit(batch)
                else:
                    self._probe()
            finally:
                self._batch_took = time.thread_time() - began
                self._end_turn()
        self._peewee.close()

    @property
    def _has_jobs(self) -> bool:
        return bool(self._urgent or self._jobs)

    def _next_batch(self) -> list[Job[Any]] | None:
        """The queued jobs, once it is the writer's turn; None when the database closes.

        Empty when it is time to test whether storing works again.
        """
        with self._turn:
            self._give_way()
            if not self._wait_for_jobs():
                self._wait_for_turn()
            if not self._has_jobs and self._closing:
                return None
            self._writing = True
            # In turn: whatever comes all the time keeps nothing else from being done.
            self._was_urgent = bool(self._urgent) and not (self._was_urgent and self._jobs)
            if self._was_urgent:
                return [self._urgent.popleft()]
            return [self._jobs.popleft() for _ in range(min(len(self._jobs), MAX_BATCH))]

    def _wait_for_jobs(self) -> bool:
        """Wait for jobs. False once it is time to test whether storing works again."""

        def has_come() -> bool:
            return not self._writing and (self._has_jobs or self._closing)

        while not self._trouble:
            self._turn.wait_for(lambda: has_come() or self._trouble)  # which a loop may meet meanwhile
            if has_come():
                return True
        return self._turn.wait_for(has_come, PROBE_EVERY)

    @property
    def is_hurried(self) -> bool:
        """Whether a caller that cannot wait, such as a device's push, wrote just now."""
        return time.monotonic() - self._hurried_at < BUSY_FOR

    def _give_way(self) -> None:
        """Pause while devices push, for as long as the last batch used the processor: the two slow each
        other.

        On a busy computer the thread with the interpreter lock waits for a core while the other waits for the
        lock.
        """
        if self._jobs and not self._closing and self.is_hurried:
            self._gives_way = True
            pause = min(self._batch_took, LONGEST_PAUSE)
            self._turn.wait_for(lambda: self._urgent or self._closing, pause)
            self._gives_way = False

    def _wait_for_turn(self) -> None:
        """Wait until nobody writes. Call with the lock held."""
        self._awaited += 1
        try:
            self._turn.wait_for(lambda: not self._writing)
        finally:
            self._awaited -= 1

    def _end_turn(self) -> None:
        """Let the next writer continue. Wakes no thread needlessly: that costs as much as storing a push."""
        with self._turn:
            self._writing = False
            if (self._has_jobs and not self._gives_way) or self._closing or self._awaited or self._trouble:
                self._turn.notify_all()

    def _begin(self) -> sqlite3.Connection:
        """Begin a transaction, waiting for other programs; returns its connection."""
        connection = self.connection()
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY_SNAPSHOT:
                raise
            # A query of this thread that nobody read to its end still sees what was there before others wrote.
            self._drop_connection()
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
        return connection

    def _drop_connection(self) -> None:
        """Close this thread's connection; it opens another when it needs one."""
        self._local.__dict__.clear()
        self._peewee.close()

    def _begin_soon(self) -> bool:
        """Begin a transaction without waiting for other programs; returns whether that worked."""
        try:
            execute = self.connection().execute
            if not getattr(self._local, "is_brief", False):
                execute(f"PRAGMA busy_timeout = {BRIEF}")
                self._local.is_brief = True
            execute("BEGIN IMMEDIATE")
        except (
            sqlite3.DatabaseError,
            PeeweeException,
        ) as error:  # also where page 1 is no database's any more
            self._roll_back(error)  # what began all the same would lock everybody out
            return False  # the writer finds out why, and may wait
        return True

    def _commit(self, batch: list[Job[Any]], *, has_begun: bool = False) -> None:
        """Commit jobs together; those not run when the transaction ends come next."""
        left = self._commit_together(batch, has_begun=has_begun)
        if left:
            with self._turn:
                self._jobs.extendleft(reversed(left))

    def _commit_together(self, batch: list[Job[Any]], *, has_begun: bool) -> list[Job[Any]]:
        """Run jobs in one transaction; returns those not run, as it was lost or ended for an urgent job."""
        done = 0
        try:
            connection = self.connection() if has_begun else self._begin()
            rows, started = connection.total_changes, time.thread_time()
            for job in batch:
                done += 1
                self._attempt(connection, job, is_alone=len(batch) == 1)
                if self._urgent or (self.is_hurried and time.thread_time() - started > SHORT_BATCH):
                    break
            began = time.monotonic()
            connection.execute("COMMIT")
            self._pace.note(began, time.monotonic())
            self._same_file.check()
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for these jobs
            failure = self._plain_failure(error)
            self._roll_back(failure)
            self._note_outcome(failure)
            if not done or isinstance(failure, DatabaseGone):
                done = len(batch)  # none of them can be stored now
            for job in batch[:done]:
                job.failure = job.failure or failure
                job.settle()
            return batch[done:]
        self._note_changes(connection.total_changes - rows)
        self._note_outcome(next((job.failure for job in batch[:done] if job.failure is not None), None))
        for job in batch[:done]:
            job.settle()
        return batch[done:]

    def _roll_back(self, failure: BaseException) -> None:
        """Roll this thread's transaction back. Never fails: a connection that can't roll back is closed."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            return
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(failure, DatabaseGone):
                # What was read of another database is no page of ours.
                connection.execute("PRAGMA shrink_memory")
        except sqlite3.Error:
            self._drop_connection()

    def _attempt(self, connection: sqlite3.Connection, job: Job[Any], *, is_alone: bool) -> None:
        """Run one job, and roll it back if it fails. Raises its error if the whole transaction is lost."""
        execute = connection.execute
        if not is_alone:
            execute("SAVEPOINT job")
        self._local.job = job
        try:
            job.result = job.work()
        except Exception as error:
            job.failure = self._plain_failure(error)
            if is_alone or not connection.in_transaction:
                raise
            execute("ROLLBACK TO job")
        finally:
            self._local.job = None
        if not is_alone:
            execute("RELEASE job")

    def _plain_failure(self, error: BaseException) -> BaseException:
        """As `plain_error`; a database that is gone or overwritten counts as neither damaged nor protected."""
        plain = plain_error(error)
        return DatabaseGone(GONE) if isinstance(plain, StorageUnavailable) and self._is_replaced else plain

    @property
    def _is_replaced(self) -> bool:
        try:
            self._same_file.check()
        except DatabaseGone:
            return True
        return False

    def _note_outcome(self, failure: BaseException | None) -> None:
        """Report once when storing starts to fail, and once when it works again."""
        if isinstance(failure, DatabaseDamaged):
            self._note_damage(failure)  # other parts may be sound: one job alone failed by it
            return
        if failure is not None and not isinstance(failure, StorageUnavailable):
            return
        if failure is None and self._trouble == FULL and self._is_disk_full():
            return  # the journal has room for what is short: the next long one fails again
        trouble = NOTHING if failure is None else failure.message
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if failure is None:
            logger.info("The library can be saved again.")
        else:
            logger.error("%s (%s)", trouble, failure.__cause__)
        tell(partial(self._tell_trouble, trouble))

    def _is_disk_full(self) -> bool:
        try:
            return shutil.disk_usage(self.path.parent).free < LEAST_FREE
        except OSError:
            return False

    def _note_damage(self, damage: DatabaseDamaged) -> None:
        """Report damage once. If a job met it, it is reported after the job has failed."""
        if self.is_in_job or self._is_replaced:
            return
        with self._damage_lock:
            if self._damage:
                return
            self._damage = damage.message
        logger.error("%s (%s)", damage.message, damage.__cause__)
        tell(partial(self._tell_trouble, damage.message))

    def _probe(self) -> None:
        """Test whether storing works again, by writing an existing value."""

        def write() -> None:
            execute = self.connection().execute
            (version,) = execute("PRAGMA user_version").fetchone()
            execute(f"PRAGMA user_version = {version}")

        self._commit([Job(write)])

    def _note_changes(self, rows: int) -> None:
        self._unsaved += rows
        if self._unsaved >= CHECKPOINT_AFTER:
            self._journal_grew.set()

    def _checkpoint_until_closed(self) -> None:
        while self._journal_grew.wait() and not self._closing:
            self._journal_grew.clear()
            self._unsaved = 0
            try:
                length, left = self._checkpoint()
                if left > TOO_LONG_JOURNAL or (length > LONG_JOURNAL and left <= FEW_PAGES):
                    self._checkpoint_alone()
            except (sqlite3.Error, PeeweeException, DatabaseGone) as error:
                # What is in the journal is durable; the next round tries again.
                logger.warning("The library's journal could not be truncated: %s", error)
        self._peewee.close()

    def _checkpoint(self) -> tuple[int, int]:
        """Move the journal into the database while others may write.

        Returns the number of pages in the journal, and how many of them are left to move.
        """
        with self._same_file.moving():
            _, length, moved = self.connection().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return length, length - moved

    def _checkpoint_alone(self) -> None:
        """Move the small rest while nobody writes, so that the journal starts afresh."""
        with self._turn:
            self._wait_for_turn()
            self._writing = True
        try:
            self._checkpoint()
        finally:
            self._end_turn()
