"""Announces that a job began and how it ended."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import JobEnded, JobStarted
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.faults import met_by_reader

INTERRUPTED = Message("Stopped before it finished.")
BUG = Message("Something went wrong. The log file has the details.")
_numbers = itertools.count(1)


@contextmanager
def job(events: EventBus, kind: JobKind) -> Iterator[int]:
    """Emit JobStarted and JobEnded, with the reason if the work inside fails. Its exception is raised again.

    Yields the number used in both events.
    """
    number = next(_numbers)
    events.emit(JobStarted(number, kind))
    error = INTERRUPTED
    try:
        yield number
        error = NOTHING
    except Exception as problem:
        error = failure_text(problem)
        raise
    finally:
        events.emit(JobEnded(number, kind, error))


def failure_text(error: Exception) -> Message:
    """The message of a failure for a person. Not inside a writer job."""
    plain = error if isinstance(error, BookOrbitError) else plain_failure(error)
    return plain.message if isinstance(plain, BookOrbitError) else BUG


def plain_failure(error: BaseException) -> BaseException:
    """Return StorageUnavailable for a disk or database fault that a person can fix, else the error itself.

    New damage is reported in the window, the log and `status`. Not inside a writer job.
    """
    return met_by_reader(error)
