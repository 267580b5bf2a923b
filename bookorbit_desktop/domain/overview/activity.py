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
    """Reading whole files, to find copies with the same text."""
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
    """Moving, copying or writing the person's own files, or undoing that."""
    DEVICE = "device"
    """Reading KOReader's data from a connected device."""
    DEVICE_IMPORT = "device_import"
    """Importing the data read from a device."""
    READING_TIME = "reading_time"
    """Calculating reading days from page views and pushes."""
    BOOK = "book"
    """A book waiting to be sent."""


WRITERS = frozenset({JobKind.SYNC, JobKind.EDIT})
"""They run one at a time in the order started, and report progress as a sync does."""


CANCELLABLE = WRITERS | {
    JobKind.SCAN,
    JobKind.IDENTITIES,
    JobKind.UNDO,
    JobKind.FILES,
    JobKind.DEVICE,
    JobKind.DEVICE_IMPORT,
    JobKind.READING_TIME,
}
"""Jobs that keep what was done when they are cancelled."""


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
    """Negative for a waiting book: minus the book's id."""
    kind: JobKind
    state: JobState
    title: str = ""
    """The book's, for JobKind.BOOK."""
    stage: str = ""
    """The current step or the result: for a sync a SyncProgress.stage, otherwise text or a title."""
    done: int = 0
    total: int | None = None
    """None if unknown."""
    attempts: int = 1
    started_at: datetime | None = None
    ended_at: datetime | None = None
    due_at: datetime | None = None
    """When it continues automatically."""
    seconds_left: float | None = None
    """The estimated time left; None if unknown."""
    error: Message = NOTHING
    book_id: BookId | None = None
    times: int = 1
    """The number of equal jobs that this one stands for."""

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
