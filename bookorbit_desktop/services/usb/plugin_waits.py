"""Imports what the plugin told of a book once that book is in the library."""

import asyncio
import logging
from collections.abc import Callable

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import BooksChanged, DocumentsChanged, Event, JobEnded
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.folding import EVERY
from bookorbit_desktop.services.runtime.run_cancel import end_task

logger = logging.getLogger(__name__)


class PluginWaits:
    """Looks at the start and after every change that may bring a book; started and stopped on the network loop."""

    def __init__(self, take_waiting: Callable[[], None], events: EventBus) -> None:
        """`take_waiting` blocks."""
        self._take_waiting = take_waiting
        self._events = events
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Look now, and from now on."""
        loop = asyncio.get_running_loop()

        def hear(event: Event) -> None:
            if _may_bring_a_book(event):
                loop.call_soon_threadsafe(self._wanted.set)

        self._wanted.set()
        self._unsubscribe = self._events.subscribe(hear, BooksChanged, DocumentsChanged, JobEnded)
        self._task = loop.create_task(self._follow())

    async def stop(self) -> None:
        """Stop; what waits is taken after the next start."""
        self._unsubscribe()
        await end_task(self._task)

    async def _follow(self) -> None:
        while True:
            await self._wanted.wait()
            await asyncio.sleep(EVERY)
            self._wanted.clear()
            try:
                await asyncio.to_thread(self._take_waiting)
            except BookOrbitError as problem:
                logger.warning("What the plugin told could not be imported: %s", problem)
            except Exception:
                logger.exception("What the plugin told could not be imported")


def _may_bring_a_book(event: Event) -> bool:
    if isinstance(event, JobEnded):
        return event.kind in (JobKind.SCAN, JobKind.IDENTITIES)  # whoever began it, and however it ended
    # What a report itself changed names its books, and brings none.
    return not isinstance(event, BooksChanged) or not event.book_ids
