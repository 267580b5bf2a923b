"""Threads for calls that wait: for the disk, or for a password store that asks its person first."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

T = TypeVar("T")
_Job = tuple[Callable[[], Any], "Future[Any]"]


class WaitingThreads:
    """A few daemon threads. Unlike those of `concurrent.futures`, one that waits on does not keep the program alive."""

    def __init__(self, count: int, name: str) -> None:
        self._jobs: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._unfinished: set[Future[Any]] = set()
        for number in range(count):
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    def submit(self, call: Callable[[], T]) -> "Future[T]":
        """Have `call` made by the next thread that is free."""
        future: Future[T] = Future()
        self._unfinished.add(future)
        future.add_done_callback(self._unfinished.discard)
        self._jobs.put((call, future))
        return future

    def close(self, seconds: float) -> None:
        """Drop what has not begun, and give what has begun some seconds to come to its end."""
        begun = [future for future in list(self._unfinished) if not future.cancel()]
        wait(begun, timeout=seconds)

    def _work(self) -> None:
        while True:
            call, future = self._jobs.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(call())
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits for this call
                future.set_exception(error)
            del call, future
