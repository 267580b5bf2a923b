"""Reads whole files in the background for their full digests, and to find files with the same text."""

import asyncio
import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message, joined_messages
from bookorbit_desktop.domain.library.identity import FileIdentity
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import (
    BooksChanged,
    Event,
    IdentitiesFinished,
    IdentitiesProgressed,
    JobEnded,
    JobStarted,
    ReadingEdited,
)
from bookorbit_desktop.formats.identity import read_identity, without_identity
from bookorbit_desktop.formats.workers import PoolClosed, WorkerPool
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus, job
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.books import StoredFile
from bookorbit_desktop.storage.library.identities import IdentityRepository, PendingFile

logger = logging.getLogger(__name__)

BATCH: Final = 16
"""Files per transaction: a push does not wait, and a crash loses no more than these."""
CANCELLED: Final = Message("Cancelled. The rest will be done at the next scan or start.")


class IdentityService:
    """Reads whole files after each scan, one at a time, those used on devices first. Thread-safe."""

    def __init__(
        self,
        database: Database,
        identities: IdentityRepository,
        progress: ProgressService,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._identities = identities
        self._progress = progress
        self._clock = clock
        self._events = events
        self._turn = threading.Condition()
        self._scans: set[int] = set()
        self._is_wanted = False
        self._is_cancelled = False
        self._is_stopped = False
        self._pool: WorkerPool[FileIdentity] | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Run a pass now and after each scan, on its own thread."""
        self._thread = threading.Thread(target=self._follow_scans, name="identity-pass", daemon=True)
        self._is_wanted = True
        self._thread.start()

    async def close(self) -> None:
        """Stop permanently. What was read is kept, the rest waits for the next start."""
        with self._turn:
            self._is_stopped = True
            self._turn.notify_all()
        self._close_pool()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    def cancel(self) -> None:
        """Stop the current pass, but no later one. Blocks."""
        with self._turn:
            self._is_cancelled = True
            self._turn.notify_all()
        self._close_pool()

    def run(self) -> None:
        """Read every file that waits. Blocks.

        Raises ReaderUnavailable. Files stored before that, or before a cancel, are not read again.
        """
        self._is_cancelled = False
        pending = self._identities.pending()
        if not pending:
            return
        with job(self._events, JobKind.IDENTITIES):
            read = self._read_and_store(pending)
            text = Message("{0} of {1} files read.", read, len(pending))
            self._events.emit(
                IdentitiesFinished(joined_messages((CANCELLED, text)) if self._is_cancelled else text)
            )

    def read_again(self, book_id: BookId) -> None:
        """Queue a book's files whose text couldn't be read. Blocks for a moment."""
        self._database.write(lambda: self._identities.forget_problems(book_id))
        self._want()

    def _follow_scans(self) -> None:
        while self._is_my_turn():
            try:
                self.run()
            except BookOrbitError as problem:
                logger.warning("Comparing copies stopped: %s", problem)
            except Exception:
                logger.exception("Comparing copies failed")

    def _is_my_turn(self) -> bool:
        """Wait until there may be files and no scan is running; False once this is stopped."""
        with self._turn:
            self._turn.wait_for(lambda: self._is_stopped or (self._is_wanted and not self._scans))
            self._is_wanted = False
            return not self._is_stopped

    def _read_and_store(self, pending: Sequence[PendingFile]) -> int:
        """Read and store files. Returns how many were read."""
        read = 0
        with WorkerPool(1, read=read_identity, give_up=without_identity) as self._pool:
            for begin in range(0, len(pending), BATCH):
                batch = list(self._read(self._pool, pending, range(begin, min(begin + BATCH, len(pending)))))
                self._store(batch)
                read += len(batch)
                if self._is_cancelled or self._is_stopped:
                    break
        return read

    def _read(
        self, pool: WorkerPool[FileIdentity], pending: Sequence[PendingFile], indexes: Iterable[int]
    ) -> Iterator[tuple[PendingFile, FileIdentity]]:
        """The files at some indexes, as far as they are read before the pass is stopped."""
        for index in indexes:
            file = pending[index]
            if self._is_ended_while_scanning():
                return
            self._events.emit(IdentitiesProgressed(index, len(pending), file.title))
            try:
                yield file, pool.read(file.path)
            except PoolClosed:
                return

    def _is_ended_while_scanning(self) -> bool:
        """Wait for a running scan. Returns whether the pass was stopped."""
        with self._turn:
            self._turn.wait_for(lambda: self._is_stopped or self._is_cancelled or not self._scans)
            return self._is_stopped or self._is_cancelled

    def _store(self, read: Sequence[tuple[PendingFile, FileIdentity]]) -> None:
        now = self._clock.now().timestamp()

        def store() -> tuple[list[StoredFile], frozenset[BookId]]:
            kept = (self._identities.put(file.file_id, identity, now) for file, identity in read)
            placed = [placed_file for placed_file in kept if placed_file is not None]
            return placed, self._adopt(placed)

        self._tell(*self._database.write(store))

    def _adopt(self, placed: Sequence[StoredFile]) -> frozenset[BookId]:
        """Return the books with a position received before their digest was known."""
        return frozenset(
            file.book_id for file in placed if self._progress.adopt(file.book_id, file.new_digests)
        )

    def _tell(self, placed: Sequence[StoredFile], adopted: frozenset[BookId]) -> None:
        if adopted:
            self._events.emit(ReadingEdited(adopted))
        if placed:
            self._events.emit(BooksChanged(frozenset(file.book_id for file in placed)))

    def hear(self, event: Event) -> None:
        """Wait while a scan is running, and start a pass after it."""
        if not isinstance(event, JobStarted | JobEnded) or event.kind is not JobKind.SCAN:
            return
        with self._turn:
            if isinstance(event, JobStarted):
                self._scans.add(event.job_id)
                return
            self._scans.discard(event.job_id)
        self._want()

    def _want(self) -> None:
        with self._turn:
            self._is_wanted = True
            self._turn.notify_all()

    def _close_pool(self) -> None:
        if self._pool is not None:
            self._pool.close()
