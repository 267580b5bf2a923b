"""Cancelling one run, and no other, at its next step."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from bookorbit_desktop.domain.hardcover.sync_run import SyncSummary


class RunCancel:
    """Cancels the run it was passed to, never an earlier or a later run."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._given_up = False
        self._wake: Callable[[], object] = lambda: None

    @property
    def is_set(self) -> bool:
        """Whether the run should end."""
        return self._event.is_set()

    @property
    def is_given_up(self) -> bool:
        """Whether the person cancelled the rest."""
        return self._given_up

    def set(self) -> None:
        """Cancel the run for the person after its current request; a waiting run never begins. Thread-safe."""
        self._given_up = True
        self.interrupt()

    def interrupt(self) -> None:
        """Cancel the run because the program ends. The next start resumes it."""
        self._event.set()
        self._wake()

    async def wait(self) -> None:
        """Wait until it is set. One waiter at a time."""
        loop = asyncio.get_running_loop()
        heard = asyncio.Event()
        self._wake = lambda: None if loop.is_closed() else loop.call_soon_threadsafe(heard.set)
        if not self._event.is_set():
            await heard.wait()


@dataclass(eq=False, slots=True)
class SharedRun:
    """A run in progress, with the cancels of everyone who started or joined it."""

    wants: object
    cancels: list[RunCancel]
    has_read: bool = False
    """Whether it has read its input: later decisions may be missing from it."""
    task: "asyncio.Task[SyncSummary]" = field(init=False)

    def join(self, wants: object, cancel: RunCancel) -> bool:
        """Whether this run serves the new request as well; if so, `cancel` ends it from now on."""
        if self.wants != wants or self.has_read:
            return False
        self.cancels.append(cancel)
        return True

    def is_cancelled(self) -> bool:
        """Whether it was cancelled, by a person or because the program ends."""
        return any(cancel.is_set for cancel in self.cancels)

    @property
    def is_given_up(self) -> bool:
        """Whether a person cancelled the rest."""
        return any(cancel.is_given_up for cancel in self.cancels)

    async def wait_for_end(self, cancel: RunCancel) -> None:
        """Wait until the run ends or this waiter is cancelled, whichever comes first."""
        await first_of(asyncio.shield(self.task), cancel.wait())


async def first_of(*waits: Coroutine[Any, Any, object] | asyncio.Future[Any]) -> None:
    """Wait until one has ended, and cancel the others."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()


async def end_task(task: asyncio.Task[None] | None) -> None:
    """Cancel a background task and wait until it has ended. None if it was never started."""
    if task is not None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class GivenUp(Exception):
    """The result of a thread's work is no longer wanted."""


def end_when_given_up(
    tell: Callable[[int, int], object], given_up: threading.Event, each: int
) -> Callable[[int, int], None]:
    """Report every `each` steps of a thread's work. A step raises GivenUp once `given_up` is set."""

    def step(done: int, total: int) -> None:
        if given_up.is_set():
            raise GivenUp
        if done % each == 0:
            tell(done, total)

    return step
