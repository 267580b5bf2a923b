"""Runs services from slots without blocking the window, and the threads they block."""

import asyncio
import functools
import inspect
import logging
import queue
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from types import FunctionType
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.services.runtime.event_bus import plain_failure
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from bookorbit_desktop.ui.localizing import localize

logger = logging.getLogger(__name__)
THREADS = 4
CLOSE_SECONDS = 2.0
"""Seconds to let a started write become durable when the program ends."""
P = ParamSpec("P")
T = TypeVar("T")
_Job = tuple[Callable[[], Any], "Future[Any]"]


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

    def start_for(self, owner: QObject, work: Coroutine[Any, Any, None]) -> asyncio.Future[None]:
        """Start work that is cancelled when its `owner` goes, such as a dialog closed while loading."""
        task = self.start(work)
        owner.destroyed.connect(lambda: task.cancel())
        return task

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


class _HasTasks(Protocol):
    @property
    def tasks(self) -> Tasks: ...


class _InContext(Protocol):
    @property
    def _context(self) -> _HasTasks: ...


S = TypeVar("S", bound=_InContext)
_Work = Coroutine[Any, Any, None]


def async_slot(work: Callable[Concatenate[S, P], _Work]) -> Callable[Concatenate[S, P], None]:
    """Let a call or a signal start what this method of something with a context does, by `Tasks.start`."""
    return _slot(work, lambda owner, started: owner._context.tasks.start(started))


def owned_slot(work: Callable[Concatenate[S, P], _Work]) -> Callable[Concatenate[S, P], None]:
    """Like `async_slot`, by `Tasks.start_for`: the work is cancelled when its object goes."""
    return _slot(work, lambda owner, started: owner._context.tasks.start_for(owner, started))


def _slot(work: Callable[..., _Work], start: Callable[[Any, _Work], object]) -> Callable[..., None]:
    code = cast(FunctionType, work).__code__
    takes = None if code.co_flags & inspect.CO_VARARGS else code.co_argcount

    @functools.wraps(work)
    def slot(*given: Any, **named: Any) -> None:
        start(given[0], work(*given[:takes], **named))  # Qt gives a `*given` all that its signal has

    return slot


def _let_go(work: Any) -> None:
    """Close the coroutines held by work that will not start: Python warns of ones never awaited."""
    if inspect.iscoroutine(work) and inspect.getcoroutinestate(work) == inspect.CORO_CREATED:
        for given in inspect.getcoroutinelocals(work).values():
            _let_go(given)
            if inspect.iscoroutine(given):
                given.close()


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
