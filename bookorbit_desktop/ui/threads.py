"""Threads for blocking calls, such as disk access or a password store that may ask to be unlocked."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")
_Job = tuple[Callable[[], Any], "Future[Any]"]


class WaitingThreads:
    """A few daemon threads. Unlike those of `concurrent.futures`, they do not keep the program alive."""

    def __init__(self, count: int, name: str) -> None:
        self._count = count
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        """None ends a thread."""
        self._unfinished: set[Future[Any]] = set()
        self._changed = threading.Condition()
        for number in range(count):
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    def submit(self, call: Callable[[], T]) -> "Future[T]":
        """Run `call` on the next free thread."""
        future: Future[T] = Future()
        with self._changed:
            self._unfinished.add(future)
        self._jobs.put((call, future))
        return future

    def close(self, seconds: float) -> None:
        """Drop pending calls, give running ones a few seconds to finish, and end the threads.

        A call is finished only after its future's callbacks: they wake Qt's loop, which must not be torn down
        meanwhile.
        """
        with self._changed:
            unfinished = list(self._unfinished)
        begun = {future for future in unfinished if not future.cancel()}
        with self._changed:
            self._changed.wait_for(lambda: not begun & self._unfinished, seconds)
        for _ in range(self._count):
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            call, future = job
            if future.set_running_or_notify_cancel():
                self._answer(call, future)
            with self._changed:
                self._unfinished.discard(future)
                self._changed.notify_all()
            del job, call, future

    def _answer(self, call: Callable[[], Any], future: "Future[Any]") -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits for this call
            future.set_exception(error)
