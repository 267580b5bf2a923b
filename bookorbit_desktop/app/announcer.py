"""Announces the server on the home network while the person wants it and devices can reach it."""

import asyncio
import ipaddress
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.domain.overview.events import Event, PreferencesChanged, ServerChanged
from bookorbit_desktop.server.runner import KosyncServer
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences

logger = logging.getLogger(__name__)

LABEL = "bookorbit"
PROBLEM = Message(
    "The name can't be announced on this network, so use the address. "
    "Another program may be using UDP port 5353."
)


class Announced(Protocol):
    """An announcement that can be withdrawn."""

    @property
    def name(self) -> str:
        """The host name."""

    async def withdraw(self) -> None:
        """End it."""


Announce = Callable[[str, int, tuple[str, ...]], Awaitable[Announced]]
"""Announces a label with port and addresses. Raises OSError."""
_Wanted = tuple[int, tuple[str, ...]]


class Announcer:
    """Follows the server and the setting, on the loop where `start` was called."""

    def __init__(
        self,
        server: KosyncServer,
        preferences: Preferences,
        events: EventBus,
        *,
        label: str = LABEL,
        announce: Announce | None = None,
    ) -> None:
        """`label` and `announce` exist for tests."""
        self._server = server
        self._preferences = preferences
        self._events = events
        self._label = label
        self._announce = announce or _announce_here
        self._announced: Announced | None = None
        self._problem = NOTHING
        self._done: _Wanted | None = None
        self._looks = asyncio.Event()
        self._work: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    @property
    def names(self) -> tuple[str, ...]:
        """The announced name, which requests may use as their host."""
        return () if self._announced is None else (self._announced.name,)

    def start(self) -> None:
        """Start following. Call on the loop."""
        loop = asyncio.get_running_loop()
        self._unsubscribe = self._events.subscribe(
            lambda event: self._heard(loop, event), ServerChanged, PreferencesChanged
        )
        self._looks.set()
        self._work = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """Withdraw the name, and stop following."""
        self._unsubscribe()
        if self._work is not None:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)
        await self._withdraw()

    def _heard(self, loop: asyncio.AbstractEventLoop, event: Event) -> None:
        """Called on the thread that emitted it."""
        loop.call_soon_threadsafe(self._looks.set)

    async def _follow(self) -> None:
        while await self._looks.wait():
            self._looks.clear()
            wanted = self._wanted()
            if wanted != self._done:
                await self._withdraw()
                self._problem = NOTHING
                self._tell()
                if wanted is not None:
                    await self._begin(*wanted)
                self._done = wanted
            if not self._looks.is_set():
                self._tell()

    def _wanted(self) -> _Wanted | None:
        """Port and addresses to announce; None for nothing."""
        address = self._server.address
        if address is None or not address.is_on_network or not self._preferences.current.announce:
            return None
        hosts = tuple(host for host in address.hosts if _is_ipv4(host))
        return (address.port, hosts) if hosts else None

    async def _begin(self, port: int, hosts: tuple[str, ...]) -> None:
        try:
            self._announced = await self._announce(self._label, port, hosts)
        except OSError as error:
            logger.info("The server's name was not announced: %s", error)
            self._problem = PROBLEM

    async def _withdraw(self) -> None:
        announced, self._announced = self._announced, None
        if announced is not None:
            await announced.withdraw()

    def _tell(self) -> None:
        """Show name and problem with the address; nothing happens if they are there."""
        address: ServerAddress | None = self._server.address
        if address is not None:
            name = self._announced.name if self._announced else ""
            self._server.show(replace(address, name=name, name_problem=self._problem))


def _is_ipv4(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).version == 4
    except ValueError:
        return False


async def _announce_here(label: str, port: int, addresses: tuple[str, ...]) -> Announced:
    module = await asyncio.to_thread(_mdns)
    return await module(label, port, addresses)


def _mdns() -> Announce:
    from bookorbit_desktop.system.mdns import announce  # 100 ms, and only where it is wanted

    return announce
