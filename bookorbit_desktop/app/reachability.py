"""Keeps the server reachable for devices, and notices if they use an old address."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

from bookorbit_desktop.domain.base.errors import BookOrbitError, PortInUse
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.domain.overview.events import Event, LoginAttempted, NetworkChanged, ProgressReceived
from bookorbit_desktop.server.runner import KosyncServer, reading_urls
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.folding import Fold
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.system.network import LOOPBACK, is_port_free

logger = logging.getLogger(__name__)

LOOK_FOR_PORT = 5.0
"""Seconds between checks whether another program has left the wanted port."""


class Reachability:
    """Follows changes of the network and the devices, on the loop where `start` was called."""

    def __init__(
        self,
        server: KosyncServer,
        preferences: Preferences,
        events: EventBus,
        restart: Callable[[], Awaitable[ServerAddress]],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`restart` starts the server with the current settings. `sleep` exists for tests."""
        self._server = server
        self._preferences = preferences
        self._events = events
        self._restart = restart
        self._sleep = sleep
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()
        self._found: Fold[None, None] | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Start following. Call on the loop."""
        self._loop = asyncio.get_running_loop()
        self._found = Fold[None, None](self._loop, lambda found: self._found_by_device())
        self._unsubscribe = self._events.subscribe(
            self._heard, NetworkChanged, ProgressReceived, LoginAttempted
        )

    async def stop(self) -> None:
        """Stop following."""
        self._unsubscribe()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def compare(self, address: ServerAddress) -> ServerAddress:
        """Compare a started server's address with the one where devices last found this computer."""
        told = replace(address, known_host=self._preferences.current.device_host)
        self._server.show(told)
        return told

    def return_when_free(self) -> None:
        """Move to the wanted port as soon as the other program leaves it. On the loop."""
        address = self._server.address
        if address is not None and address.has_other_port and not address.waits_for_port:
            self._server.show(replace(address, waits_for_port=True))
            self._begin(self._wait_for_port())

    def _heard(self, event: Event) -> None:
        """Called on the thread that emitted it."""
        assert self._loop is not None
        if isinstance(event, NetworkChanged):
            self._loop.call_soon_threadsafe(self._begin, self._follow(event))
        elif self._found is not None and (not isinstance(event, LoginAttempted) or event.attempt.accepted):
            self._found.add(None, None)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _follow(self, change: NetworkChanged) -> None:
        async with self._turn:
            address = self._server.address
            if address is None:
                return
            is_deaf = change.after_sleep and not await self._server.answers()
            if is_deaf or self._belongs_elsewhere(address, change.addresses):
                logger.warning("The server no longer listens where it should; restarting it")
                await self._start_again()
            else:
                urls = reading_urls(address.host, address.port, change.addresses)
                self._server.show(replace(address, urls=urls))

    async def _start_again(self) -> None:
        try:
            await self._restart()
        except BookOrbitError as error:
            logger.warning("The server could not be restarted: %s", error)

    def _belongs_elsewhere(self, address: ServerAddress, addresses: tuple[str, ...]) -> bool:
        """Whether the chosen address is gone, or is back."""
        chosen = self._preferences.current.listen_on
        if chosen in ("", LOOPBACK) or chosen not in (address.host, address.wanted_host):
            return False
        return (address.host == chosen) != (chosen in addresses)

    def _found_by_device(self) -> None:
        address = self._server.address
        if address is not None and address.is_on_network and address.known_host not in address.hosts:
            found = replace(address, known_host=address.hosts[0])
            self._server.show(found)
            self._begin(self._remember(found.known_host))

    async def _remember(self, host: str) -> None:
        await asyncio.to_thread(lambda: self._preferences.change(device_host=host))

    async def _wait_for_port(self) -> None:
        while (address := self._server.address) is not None and address.waits_for_port:
            if await asyncio.to_thread(is_port_free, address.host, address.wanted_port):
                async with self._turn:
                    await self._take_port(address)
                return
            await self._sleep(LOOK_FOR_PORT)

    async def _take_port(self, before: ServerAddress) -> None:
        wanted = before.wanted_port
        try:
            started = await self._server.start(
                before.host, wanted, exact=True, wanted_host=before.wanted_host
            )
        except PortInUse:
            started = await self._server.start(
                before.host, before.port, exact=False, wanted_host=before.wanted_host
            )
        self.compare(replace(started, wanted_port=wanted))
