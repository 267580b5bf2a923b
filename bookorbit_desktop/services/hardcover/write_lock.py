"""One writer to Hardcover at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType

from bookorbit_desktop.services.runtime.run_cancel import RunCancel, first_of


class HardcoverWriteLock:
    """Syncs, undos and removals write to Hardcover inside `async with`, one after another, in order.

    Otherwise an undo could restore what a concurrent sync is about to overwrite. Use on one loop only; not
    reentrant.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    @property
    def is_taken(self) -> bool:
        """Whether a write is in progress."""
        return self._lock.locked()

    @asynccontextmanager
    async def unless(self, cancel: RunCancel) -> AsyncIterator[None]:
        """Wait for the turn, but only until `cancel` is set; after that nothing may be written inside."""
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
