"""What goes along with the server and its settings, on the loop where `start` was called."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from bookorbit_desktop.domain.overview.events import Event, PreferencesChanged, ServerChanged
from bookorbit_desktop.server.runner import KosyncServer
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences

W = TypeVar("W")


class ServerFollower(ABC, Generic[W]):
    """Begins something that the settings want while the server runs, and ends it when that changes."""

    def __init__(self, server: KosyncServer, preferences: Preferences, events: EventBus) -> None:
        self._server = server
        self._preferences = preferences
        self._events = events
        self._done: W | None = None
        self._looks = asyncio.Event()
        self._work: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Start following. Call on the loop."""
        loop = asyncio.get_running_loop()
        self._unsubscribe = self._events.subscribe(
            lambda event: self._heard(loop, event), ServerChanged, PreferencesChanged
        )
        self._looks.set()
        self._work = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """End what was begun, and stop following."""
        self._unsubscribe()
        if self._work is not None:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)
        await self._end()

    def _heard(self, loop: asyncio.AbstractEventLoop, event: Event) -> None:
        """Called on the thread that emitted it."""
        loop.call_soon_threadsafe(self._looks.set)

    async def _follow(self) -> None:
        while await self._looks.wait():
            self._looks.clear()
            wanted = self._wanted()
            if wanted != self._done:
                await self._end()
                self._tell()
                if wanted is not None:
                    await self._begin(wanted)
                self._done = wanted
            if not self._looks.is_set():
                self._tell()

    @abstractmethod
    def _wanted(self) -> W | None:
        """What is to be, as far as it depends on server and settings; None for nothing."""

    @abstractmethod
    async def _begin(self, wanted: W) -> None:
        """Begin it, or keep the reason why it cannot be."""

    @abstractmethod
    async def _end(self) -> None:
        """End it, and forget the reason."""

    @abstractmethod
    def _tell(self) -> None:
        """Show what came of it with the address; nothing happens if that is there."""
