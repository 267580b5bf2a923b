"""Jobs of the database's writer."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar, cast

logger = logging.getLogger(__name__)

T = TypeVar("T")


def tell(announce: Callable[[], object]) -> None:
    """Call a listener. If it fails, the writer continues, as what it reports is already stored."""
    try:
        announce()
    except Exception:
        logger.exception("A change of the library could not be announced.")


class Job(Generic[T]):
    """Writes that become durable together, or not at all."""

    __slots__ = ("announcements", "failure", "future", "result", "work")

    def __init__(self, work: Callable[[], T]) -> None:
        """`work` does the writing, on the thread and connection that run the job."""
        self.work = work
        self.future: Future[T] = Future()
        self.future.set_running_or_notify_cancel()  # once queued it is carried out
        self.result: T | None = None
        self.failure: BaseException | None = None
        self.announcements: list[Callable[[], object]] = []
        """Announced once the job is durable; dropped if it is rolled back."""

    def settle(self) -> None:
        """Deliver the outcome, once it is durable."""
        if self.failure is not None:
            self.future.set_exception(self.failure)
            return
        for announce in self.announcements:
            tell(announce)
        self.future.set_result(cast("T", self.result))
