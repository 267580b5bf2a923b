"""Delivers events to subscribers, and announces that a job began and how it ended.

Thread-safe; subscribers are called on the emitting thread.
"""

import itertools
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import Event, JobEnded, JobStarted
from bookorbit_desktop.storage.db.faults import met_by_reader

logger = logging.getLogger(__name__)

Subscriber = Callable[[Event], object]
_Listed = tuple[Subscriber, frozenset[type]]


class EventBus:
    """A list of subscribers. They must return at once and move slow work to their own loop."""

    def __init__(self, is_in_job: Callable[[], bool] = lambda: False) -> None:
        """`is_in_job`: whether this thread is inside a job of the database's writer (`Database.is_in_job`)."""
        self._is_in_job = is_in_job
        self._lock = threading.Lock()
        self._subscribers: tuple[_Listed, ...] = ()
        self._of_kind: dict[type, tuple[Subscriber, ...]] = {}

    def subscribe(self, subscriber: Subscriber, *kinds: type[Event]) -> Callable[[], None]:
        """Call `subscriber` with every event of these kinds, or of any. Returns a function that stops it."""
        listed = (subscriber, frozenset[type](kinds))
        with self._lock:
            self._subscribers = (*self._subscribers, listed)
            self._of_kind = {}

        def unsubscribe() -> None:
            with self._lock:
                self._subscribers = tuple(other for other in self._subscribers if other is not listed)
                self._of_kind = {}

        return unsubscribe

    def _who_hears(self, kind: type) -> tuple[Subscriber, ...]:
        """The subscribers of an event's kind; cached, as it is needed for each event."""
        with self._lock:
            found = tuple(subscriber for subscriber, kinds in self._subscribers if not kinds or kind in kinds)
            self._of_kind[kind] = found
        return found

    def emit(self, event: Event) -> None:
        """Call every subscriber. If one fails, the error is logged as a bug and the others are still called.

        Not inside a writer job: subscribers would still read the old data, and the job may be rolled back.
        Use `Database.after_commit` there.
        """
        assert not self._is_in_job(), type(event)
        kind = type(event)
        hearing = self._of_kind.get(kind)
        for subscriber in self._who_hears(kind) if hearing is None else hearing:
            try:
                subscriber(event)
            except Exception:
                logger.exception("A subscriber failed on %s", type(event).__name__)


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
