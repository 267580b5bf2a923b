"""Tells whoever subscribed what happened. Thread-safe; subscribers are called on the thread that emits."""

import logging
import threading
from collections.abc import Callable

from bookorbit_desktop.domain.events import Event

logger = logging.getLogger(__name__)

Subscriber = Callable[[Event], None]


class EventBus:
    """A list of subscribers. A subscriber returns at once: what takes time it hands to its own loop."""

    def __init__(self, is_in_job: Callable[[], bool] = lambda: False) -> None:
        """`is_in_job`: whether this thread is inside a job of the database's writer (`Database.is_in_job`)."""
        self._is_in_job = is_in_job
        self._lock = threading.Lock()
        self._subscribers: tuple[Subscriber, ...] = ()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` with every event from now on. Returns the way to stop that."""
        with self._lock:
            self._subscribers = (*self._subscribers, subscriber)

        def unsubscribe() -> None:
            with self._lock:
                self._subscribers = tuple(other for other in self._subscribers if other is not subscriber)

        return unsubscribe

    def emit(self, event: Event) -> None:
        """Tell every subscriber. One that fails is logged as the bug it is and does not keep others from hearing.

        Not inside a job of the writer: whoever hears of it would still read what was there before, and the job may
        yet be rolled back. `Database.after_commit` is the way to tell from there.
        """
        assert not self._is_in_job(), type(event)
        for subscriber in self._subscribers:
            try:
                subscriber(event)
            except Exception:
                logger.exception("A subscriber failed on %s", type(event).__name__)
