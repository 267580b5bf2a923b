"""Runs services from slots without blocking the window."""

import asyncio
import functools
import inspect
import logging
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.services.runtime.jobs import plain_failure
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.threads import WaitingThreads

logger = logging.getLogger(__name__)

THREADS = 4
CLOSE_SECONDS = 2.0
"""Seconds to let a started write become durable when the program ends."""
P = ParamSpec("P")
T = TypeVar("T")


class Tasks(QObject):
    """Runs coroutines on the window's loop, services on the network loop, and blocking calls in threads.

    Only `start` is for slots. What it runs may await `network` and `blocking`.
    """

    problem = Signal(str)
    """Something went wrong that the person should know: one sentence."""
    failed = Signal(object)
    """An error that nobody expected, as an exception."""

    def __init__(self, loop: asyncio.AbstractEventLoop, network: NetworkLoop) -> None:
        super().__init__()
        self._loop = loop
        self._network = network
        self._threads = WaitingThreads(THREADS, "window")
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    @property
    def is_busy(self) -> bool:
        """Whether something started is still running."""
        return bool(self._running)

    def start_for(self, owner: QObject, work: Coroutine[Any, Any, None]) -> None:
        """Start work that is cancelled when its `owner` goes, such as a dialog closed while loading."""
        task = self.start(work)
        owner.destroyed.connect(lambda: task.cancel())

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Future[Any]:
        """Run a coroutine from a slot. Errors are shown to the person. After `close`, nothing is started."""
        if self._closed:  # the loop may have no turn left for a task to end in
            _let_go(work)
            work.close()
            never = self._loop.create_future()
            never.cancel()
            return never
        task = self._loop.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._finished)
        return task

    def promise(self) -> asyncio.Future[Any]:
        """A future for work that waits for a signal; the slot resolves it."""
        return self._loop.create_future()

    async def network(self, work: Coroutine[Any, Any, T]) -> T:
        """Await a service's coroutine on the network loop."""
        return await asyncio.wrap_future(self._network.submit(work), loop=self._loop)

    def from_thread(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a service's coroutine on the network loop, for a thread that may wait."""
        return self._network.submit(work).result()

    async def blocking(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Await a call that waits for disk or keyring, in a thread."""
        future = self._threads.submit(functools.partial(call, *args, **kwargs))
        return await asyncio.wrap_future(future, loop=self._loop)

    async def settled(self) -> None:
        """Wait until everything now running has ended, whatever the result."""
        waiting = self._running - {asyncio.current_task()}
        if waiting:
            await asyncio.wait(waiting)

    async def close(self) -> None:
        """Cancel what runs and release the threads. Nothing can be started afterwards."""
        self._closed = True
        waiting = self._running - {asyncio.current_task()}
        for task in waiting:
            _let_go(task.get_coro())
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        self._threads.close(CLOSE_SECONDS)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        failure = task.exception()
        error = None if failure is None else plain_failure(failure)
        if isinstance(error, BookOrbitError):
            self.problem.emit(localize(error.message))
        elif error is not None:
            logger.error("A task of the window failed", exc_info=error)
            self.problem.emit(self.tr("Something went wrong. The log file has the details."))
            self.failed.emit(error)


def _let_go(work: Any) -> None:
    """Close the coroutines held by work that will not start: Python warns of ones never awaited."""
    if inspect.iscoroutine(work) and inspect.getcoroutinestate(work) == inspect.CORO_CREATED:
        for given in inspect.getcoroutinelocals(work).values():
            _let_go(given)
            if inspect.iscoroutine(given):
                given.close()
