"""Running, waiting and finished jobs, collected from events and kept in memory."""

import threading
from collections import OrderedDict
from collections.abc import Container
from dataclasses import replace
from datetime import datetime, timedelta

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncEnd, SyncProgress, SyncSummary
from bookorbit_desktop.domain.overview.activity import WRITERS, Job, JobKind, JobState
from bookorbit_desktop.domain.overview.events import (
    DeviceImportProgressed,
    DeviceScanProgressed,
    Event,
    FileWorkProgressed,
    IdentitiesFinished,
    IdentitiesProgressed,
    JobEnded,
    JobStarted,
    ReadingTimeProgressed,
    ScanFinished,
    ScanProgressed,
    SyncFinished,
    SyncProgressed,
    SyncScheduled,
    UndoProgressed,
)
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.overview.activity import ActivityQueries, FailingBook

KEPT = 50
NOT_CONFIRMED = Message("Waiting for your first sync.")
SWITCHED_OFF = Message("Hardcover is turned off.")
_KINDS: dict[type[Event], JobKind] = {
    ScanProgressed: JobKind.SCAN,
    ScanFinished: JobKind.SCAN,
    IdentitiesProgressed: JobKind.IDENTITIES,
    IdentitiesFinished: JobKind.IDENTITIES,
    FileWorkProgressed: JobKind.FILES,
    DeviceScanProgressed: JobKind.DEVICE,
    DeviceImportProgressed: JobKind.DEVICE_IMPORT,
    ReadingTimeProgressed: JobKind.READING_TIME,
}
"""The kinds of jobs that each event concerns."""


class ActivityService:
    """Follows jobs from any thread."""

    def __init__(
        self,
        queries: ActivityQueries,
        account: HardcoverAccountService,
        preferences: Preferences,
        clock: Clock,
    ) -> None:
        self._queries = queries
        self._account = account
        self._preferences = preferences
        self._clock = clock
        self._lock = threading.Lock()
        self._jobs: OrderedDict[int, Job] = OrderedDict()
        self._due: dict[BookId, datetime] = {}

    def running(self) -> list[Job]:
        """Running and queued jobs, oldest first. Does not block."""
        with self._lock:
            return [job for job in self._jobs.values() if not job.state.is_over]

    def jobs(self) -> list[Job]:
        """Running jobs, then books that wait or failed, then finished jobs, newest first. Blocks."""
        with self._lock:
            kept, due = list(reversed(self._jobs.values())), dict(self._due)
        going = [job for job in kept if not job.state.is_over]
        over = [job for job in kept if job.state.is_over]
        return [*going, *self._books(due), *over]

    def _books(self, due: dict[BookId, datetime]) -> list[Job]:
        if not self._account.has_token:
            return []
        pause = self._pause_reason()
        failing = [_failing_job(book, self._clock.now(), pause) for book in self._queries.failing(KEPT)]
        known = {job.book_id for job in failing}
        waiting = [book_id for book_id in due if book_id not in known]
        titles = self._queries.titles(waiting) if waiting else {}
        state = JobState.PAUSED if pause else JobState.WAITING
        fresh = [
            Job(
                -book_id,
                JobKind.BOOK,
                state,
                titles[book_id],
                attempts=0,
                due_at=None if pause else due[book_id],
                error=pause,
                book_id=book_id,
            )
            for book_id in waiting
            if book_id in titles
        ]
        return [*failing, *fresh]

    def _pause_reason(self) -> Message:
        settings = self._preferences.current
        if self._account.problem:
            return self._account.problem
        if not settings.hardcover_enabled:
            return SWITCHED_OFF
        return NOTHING if settings.hardcover_confirmed else NOT_CONFIRMED

    def hear(self, event: Event) -> None:
        """Handle one of WORK_EVENTS. Does not block; thread-safe."""
        with self._lock:
            match event:
                case JobStarted():
                    self._begin(event)
                case JobEnded():
                    self._end(event)
                case (
                    ScanProgressed()
                    | IdentitiesProgressed()
                    | FileWorkProgressed()
                    | DeviceScanProgressed()
                    | DeviceImportProgressed()
                ):
                    self._move({_KINDS[type(event)]}, stage=event.current, done=event.done, total=event.total)
                case ScanFinished() | IdentitiesFinished():
                    self._move({_KINDS[type(event)]}, stage=event.summary)
                case ReadingTimeProgressed():
                    self._move({JobKind.READING_TIME}, done=event.done, total=event.total)
                case UndoProgressed():
                    self._move({JobKind.UNDO}, title=event.title, done=event.done, total=event.total)
                case SyncProgressed():
                    self._follow_sync(event.progress)
                case SyncFinished():
                    self._end_sync(event.summary)
                case SyncScheduled():
                    now = self._clock.now()
                    self._due = {book_id: now + timedelta(seconds=wait) for book_id, wait in event.books}

    def _begin(self, event: JobStarted) -> None:
        before = next((job for job in reversed(self._jobs.values()) if job.kind is event.kind), None)
        attempts = before.attempts + 1 if before is not None and before.state is JobState.FAILED else 1
        # Writers wait for one another; what else there is begins at once.
        state = JobState.WAITING if event.kind in WRITERS else JobState.ACTIVE
        self._jobs[event.job_id] = Job(
            event.job_id, event.kind, state, attempts=attempts, started_at=self._clock.now()
        )
        while len(self._jobs) > KEPT:
            self._forget_one()

    def _forget_one(self) -> None:
        """The oldest one that went well; only where none did, the oldest of all: what failed is to be read."""
        well = (job.id for job in self._jobs.values() if job.state is JobState.DONE)
        del self._jobs[next(well, next(iter(self._jobs)))]

    def _follow_sync(self, progress: SyncProgress) -> None:
        self._move(
            WRITERS,
            JobState.DELAYED if progress.waiting else JobState.ACTIVE,
            stage=progress.stage,
            title=progress.current,
            done=progress.processed,
            total=progress.total,
            error=progress.waiting.reason if progress.waiting else "",
            seconds_left=None if progress.waiting else progress.seconds_left,
        )

    def _end_sync(self, summary: SyncSummary) -> None:
        error = summary.message if summary.end is SyncEnd.STOPPED else ""
        self._move(WRITERS, stage=_outcome(summary), title="", error=error, seconds_left=None)

    def _move(self, kinds: Container[JobKind], state: JobState = JobState.ACTIVE, **fields: object) -> None:
        """Update the running job: the oldest of these kinds that hasn't ended."""
        for job in self._jobs.values():
            if job.kind in kinds and not job.state.is_over:
                self._jobs[job.id] = replace(job, state=state, **fields)  # type: ignore[arg-type]
                return

    def _end(self, event: JobEnded) -> None:
        job = self._jobs.get(event.job_id)
        if job is None:
            return
        error = event.error or job.error
        state = JobState.FAILED if error else JobState.DONE
        self._jobs[job.id] = replace(job, state=state, ended_at=self._clock.now(), error=error)


def _failing_job(book: FailingBook, now: datetime, pause: Message) -> Job:
    if pause or book.parked:
        state = JobState.PAUSED
    else:
        state = JobState.DELAYED if book.retry_at and book.retry_at > now else JobState.WAITING
    return Job(
        -book.book_id,
        JobKind.BOOK,
        state,
        book.title,
        attempts=book.failures,
        due_at=book.retry_at if state is JobState.DELAYED else None,
        error=book.reason or pause,
        book_id=book.book_id,
    )


def _outcome(summary: SyncSummary) -> Message:
    sent = summary.count(ItemOutcome.SENT)
    counts = (
        Message("%n to send", count=sent) if summary.dry_run else Message("%n sent", count=sent),
        Message("%n not matched", count=summary.count(ItemOutcome.NOT_MATCHED)),
        Message("%n failed", count=summary.count(ItemOutcome.FAILED)),
    )
    text = joined_messages([part for part in counts if part.counted], ", ")
    return (
        joined_messages((text, "."), NOTHING)
        if text
        else summary.message or Message("Everything was up to date.")
    )
