"""Resumes at the next start what a quit or crash interrupted (behaviour.md, "a quit half-way through")."""

import asyncio
import logging
from collections.abc import Callable

from bookorbit_desktop.domain.base.errors import HardcoverError, MissingScope, RateLimited, TokenRejected
from bookorbit_desktop.domain.hardcover.sync_run import SyncEnd
from bookorbit_desktop.domain.overview.events import Event, HardcoverAccountChanged
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.hardcover.pause import HardcoverPause
from bookorbit_desktop.services.hardcover.shelf_import import ShelfImportService
from bookorbit_desktop.services.hardcover.sync import SyncService
from bookorbit_desktop.services.hardcover.undo import UndoService
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.run_cancel import end_task

logger = logging.getLogger(__name__)

AGAIN_AFTER = 60.0
"""Seconds until the next try after a failure; longer if Hardcover asks for it."""


class UnfinishedWork:
    """Resumes undo, import and sync once there is a token, on the loop it was started on.

    The undo comes first: the values it restores must not be older than what a sync writes. A pause by the
    person delays all of it.
    """

    def __init__(
        self,
        undo: UndoService,
        shelf_import: ShelfImportService,
        sync: SyncService,
        account: HardcoverAccountService,
        pause: HardcoverPause,
        events: EventBus,
    ) -> None:
        self._undo = undo
        self._shelf_import = shelf_import
        self._sync = sync
        self._account = account
        self._pause = pause
        self._events = events
        self._task: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Resume now, or as soon as there is a working token. Call on the loop."""
        loop = asyncio.get_running_loop()

        def hear(event: Event) -> None:
            if isinstance(event, HardcoverAccountChanged) and not loop.is_closed():
                loop.call_soon_threadsafe(self._woken.set)

        self._unsubscribe = self._events.subscribe(hear, HardcoverAccountChanged)
        self._task = loop.create_task(self._until_done())

    async def stop(self) -> None:
        """Stop. The next start resumes the rest."""
        self._unsubscribe()
        await end_task(self._task)

    async def carry_on(self) -> bool:
        """Resume everything unfinished; True if nothing is left. Raises HardcoverError.

        While automatic sync is off, a sync waits: its books stay pending until “Sync now”.
        """
        await self._undo.resume()
        await self._shelf_import.resume()
        if self._pause.is_paused:
            return True
        summary = await self._sync.resume()
        return summary is None or summary.end is not SyncEnd.STOPPED

    async def _until_done(self) -> None:
        while True:
            self._woken.clear()
            again: float | None = None
            if (left := self._pause.left) is not None:
                again = min(AGAIN_AFTER, left.total_seconds())
            elif self._account.has_token and not self._account.problem:
                try:
                    if await self.carry_on():
                        return
                    again = AGAIN_AFTER
                except HardcoverError as error:
                    again = self._wait_after(error)
            try:
                async with asyncio.timeout(again):
                    await self._woken.wait()
            except TimeoutError:
                continue

    def _wait_after(self, error: HardcoverError) -> float:
        logger.info("Unfinished work is waiting: %s", error)
        if isinstance(error, TokenRejected | MissingScope):
            self._account.pause(error.message)
        return max(AGAIN_AFTER, error.retry_after) if isinstance(error, RateLimited) else AGAIN_AFTER
