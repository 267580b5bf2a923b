"""Background jobs for the activity page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message


class JobKind(StrEnum):
    """The kinds of long-running work."""

    SCAN = "scan"
    IDENTITIES = "identities"
    """Looking into whole files, to know copies of one text."""
    SYNC = "sync"
    EDIT = "edit"
    """Changing one field of many entries on Hardcover."""
    SHELF = "shelf"
    """Reading the shelf on Hardcover."""
    IMPORT = "import"
    UNDO = "undo"
    RELAY = "relay"
    """Asking another kosync server about every recent document."""
    FILES = "files"
    """Moving, copying or writing the person's own files, or taking that back."""
    DEVICE = "device"
    """Reading what KOReader keeps on a device that is plugged in."""
    DEVICE_IMPORT = "device_import"
    """Bringing in what was read from such a device."""
    READING_TIME = "reading_time"
    """Working out days of reading from page views and pushes."""
    BOOK = "book"
    """One book that waits to be sent."""


WRITERS = frozenset({JobKind.SYNC, JobKind.EDIT})
"""They go one after the other, in the order they were started, and tell of themselves as a sync does."""


CANCELLABLE = WRITERS | {
    JobKind.SCAN,
    JobKind.IDENTITIES,
    JobKind.UNDO,
    JobKind.FILES,
    JobKind.DEVICE,
    JobKind.DEVICE_IMPORT,
    JobKind.READING_TIME,
}
"""What is done so far is kept when they end early."""


class JobState(StrEnum):
    """The state of a job."""

    WAITING = "waiting"
    ACTIVE = "active"
    DELAYED = "delayed"
    """Continues automatically at a known time."""
    PAUSED = "paused"
    """Continues once the person has acted."""
    FAILED = "failed"
    DONE = "done"

    @property
    def is_over(self) -> bool:
        """Whether the job has ended."""
        return self in (JobState.FAILED, JobState.DONE)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work."""

    id: int
    """Negative for a book that waits; then it is minus the book's id."""
    kind: JobKind
    state: JobState
    title: str = ""
    """Of the book, for JobKind.BOOK."""
    stage: str = ""
    """What it does just now, or came to: for a sync a name of SyncProgress.stage, else words or a title."""
    done: int = 0
    total: int | None = None
    """None while it is not known."""
    attempts: int = 1
    started_at: datetime | None = None
    ended_at: datetime | None = None
    due_at: datetime | None = None
    """When it continues automatically."""
    seconds_left: float | None = None
    """How long it may take yet; None while nobody can say."""
    error: Message = NOTHING
    book_id: BookId | None = None
    times: int = 1
    """How many equal jobs this one stands for, itself included."""

    @property
    def is_syncing(self) -> bool:
        """Whether it writes to Hardcover, or waits to."""
        return self.kind in WRITERS

    @property
    def can_cancel(self) -> bool:
        """Whether the person can cancel it."""
        return not self.state.is_over and self.kind in CANCELLABLE

    @property
    def can_retry(self) -> bool:
        """Whether it can be started again now."""
        if self.kind is JobKind.BOOK:
            return self.state in (JobState.DELAYED, JobState.PAUSED)
        return self.state is JobState.FAILED


def fold_equal(jobs: Iterable[Job]) -> list[Job]:
    """Merge consecutive jobs with equal results into the first of them."""
    folded: list[Job] = []
    for job in jobs:
        if folded and job.state is JobState.DONE and _outcome(job) == _outcome(folded[-1]):
            folded[-1] = replace(folded[-1], times=folded[-1].times + job.times)
        else:
            folded.append(job)
    return folded


def _outcome(job: Job) -> tuple[object, ...]:
    return (job.kind, job.state, job.title, job.stage, job.done, job.total, job.error, job.book_id)
