"""Notices that the computer changed networks, is online again, or woke up."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from bookorbit_desktop.domain.overview.events import NetworkChanged, NetworkReturned
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.run_cancel import end_task
from bookorbit_desktop.system.network import LOOPBACK, lan_addresses

logger = logging.getLogger(__name__)

INTERVAL = 5.0
"""Seconds between looks; one takes milliseconds and sends nothing."""
SLEPT = 30.0
"""Seconds by which a pause between two looks must exceed the interval to count as sleep."""


class NetworkWatch:
    """Checks this computer's addresses and clock, on the loop it was started on.

    Only the wall clock shows a sleep: whether the monotonic one continues meanwhile differs between systems.
    Clock, sleep and addresses can be passed in, so that tests need neither a network nor time.
    """

    def __init__(
        self,
        events: EventBus,
        *,
        addresses: Callable[[], tuple[str, ...]] = lan_addresses,
        wall_clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._events = events
        self._addresses = addresses
        self._wall_clock = wall_clock
        self._sleep = sleep
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start watching. Call on the loop."""
        self._task = asyncio.get_running_loop().create_task(self._watch())

    async def stop(self) -> None:
        """Stop watching."""
        await end_task(self._task)

    async def _watch(self) -> None:
        before = await asyncio.to_thread(self._addresses)
        while True:
            asleep_since = self._wall_clock()
            await self._sleep(INTERVAL)
            slept = self._wall_clock() - asleep_since > INTERVAL + SLEPT
            now = await asyncio.to_thread(self._addresses)
            if slept or now != before:
                self._events.emit(NetworkChanged(now, after_sleep=slept))
            if _is_network(now) and (slept or set(now) - set(before)):
                logger.info("On the network %s: %s", "after a sleep" if slept else "again", ", ".join(now))
                self._events.emit(NetworkReturned(now, after_sleep=slept))
            before = now


def _is_network(addresses: tuple[str, ...]) -> bool:
    return addresses != (LOOPBACK,)
