"""One writer to Hardcover at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType

from bookorbit_desktop.services.runtime.run_cancel import RunCancel, first_of


class HardcoverWriteLock:
    """Syncs, undos and removals write to Hardcover inside `async with`, one after another.

    Otherwise an undo would put back what a sync beside it is about to write again. Whoever came first goes first.
    All must be on one loop. It cannot be entered twice by one task.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    @property
    def is_taken(self) -> bool:
        """Whether a write is in progress."""
        return self._lock.locked()

    @asynccontextmanager
    async def unless(self, cancel: RunCancel) -> AsyncIterator[None]:
        """Wait for the turn only until `cancel` is set; then nothing may be written inside."""
        taking = asyncio.ensure_future(self._lock.acquire())
        try:
            await first_of(taking, cancel.wait())
            yield
        finally:
            if taking.done() and not taking.cancelled():
                self._lock.release()

    async def __aenter__(self) -> None:
        await self._lock.acquire()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()
