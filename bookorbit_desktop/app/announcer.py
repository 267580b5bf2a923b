"""Announces the server on the home network while the person wants it and devices can reach it."""

import asyncio
import ipaddress
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from bookorbit_desktop.app.server_follower import ServerFollower
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.koreader.server import LABEL, ServerAddress
from bookorbit_desktop.server.runner import KosyncServer
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences

logger = logging.getLogger(__name__)

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
"""Port and addresses."""


class Announcer(ServerFollower[_Wanted]):
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

    def _wanted(self) -> _Wanted | None:
        address = self._server.address
        if address is None or not address.is_on_network or not self._preferences.current.announce:
            return None
        hosts = tuple(host for host in address.hosts if _is_ipv4(host))
        return (address.port, hosts) if hosts else None

    async def _begin(self, wanted: _Wanted) -> None:
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
