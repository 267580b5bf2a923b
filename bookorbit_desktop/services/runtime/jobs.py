"""Telling that a piece of work began and ended, however it ended."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.messages import NOTHING, Message
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import JobEnded, JobStarted
from bookorbit_desktop.services.runtime.event_bus import EventBus

INTERRUPTED = Message("Stopped before its end.")
BUG = Message("Something went wrong. The log file has the details.")
_numbers = itertools.count(1)


@contextmanager
def job(events: EventBus, kind: JobKind) -> Iterator[None]:
    """Emit JobStarted, and JobEnded with the reason if the work inside fails. What it raises goes on."""
    number = next(_numbers)
    events.emit(JobStarted(number, kind))
    error = INTERRUPTED
    try:
        yield
        error = NOTHING
    except BookOrbitError as problem:
        error = problem.message
        raise
    except Exception:
        error = BUG
        raise
    finally:
        events.emit(JobEnded(number, kind, error))
