"""What goes along with the server and its settings, on the loop where `start` was called.

It serves https beside http, and announces the server on the home network, while the person wants that and devices
can reach it.
"""

import asyncio
import ipaddress
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Generic, Protocol, TypeVar

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.koreader.server import LABEL, ServerAddress
from bookorbit_desktop.domain.overview.events import Event, PreferencesChanged, ServerChanged
from bookorbit_desktop.server.runner import KosyncServer
from bookorbit_desktop.services.koreader.certificates import CertificateService
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences

logger = logging.getLogger(__name__)

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


_WantedHttps = tuple[int, int, int]
"""Which start of the server, the port, and the version of the certificate."""


class Encryption(ServerFollower[_WantedHttps]):
    """Follows the server, the setting and the certificate."""

    def __init__(
        self,
        server: KosyncServer,
        preferences: Preferences,
        events: EventBus,
        certificates: CertificateService,
    ) -> None:
        super().__init__(server, preferences, events)
        self._certificates = certificates
        self._port = 0
        self._problem = NOTHING

    def _wanted(self) -> _WantedHttps | None:
        settings = self._preferences.current
        if self._server.address is None or not settings.https:
            return None
        return (self._server.starts, settings.https_port, self._certificates.version)

    async def _begin(self, wanted: _WantedHttps) -> None:
        try:
            context = await asyncio.to_thread(self._certificates.context)
            self._port = await self._server.open_encrypted(context, self._preferences.current.https_port)
        except BookOrbitError as error:
            logger.warning("There is no https: %s", error)
            self._problem = error.message

    async def _end(self) -> None:
        self._port, self._problem = 0, NOTHING
        await self._server.close_encrypted()

    def _tell(self) -> None:
        address = self._server.address
        if address is not None:
            told = replace(address, encrypted_port=self._port, encryption_problem=self._problem)
            self._server.show(told)


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
_WantedAnnouncement = tuple[int, tuple[str, ...]]
"""Port and addresses."""


class Announcer(ServerFollower[_WantedAnnouncement]):
    """Follows the server and the setting."""

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
        super().__init__(server, preferences, events)
        self._label = label
        self._announce = announce or _announce_here
        self._announced: Announced | None = None
        self._problem = NOTHING

    @property
    def names(self) -> tuple[str, ...]:
        """The announced name, which requests may use as their host."""
        return () if self._announced is None else (self._announced.name,)

    def _wanted(self) -> _WantedAnnouncement | None:
        address = self._server.address
        if address is None or not address.is_on_network or not self._preferences.current.announce:
            return None
        hosts = tuple(host for host in address.hosts if _is_ipv4(host))
        return (address.port, hosts) if hosts else None

    async def _begin(self, wanted: _WantedAnnouncement) -> None:
        try:
            self._announced = await self._announce(self._label, *wanted)
        except OSError as error:
            logger.info("The server's name was not announced: %s", error)
            self._problem = PROBLEM

    async def _end(self) -> None:
        announced, self._announced, self._problem = self._announced, None, NOTHING
        if announced is not None:
            await announced.withdraw()

    def _tell(self) -> None:
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
