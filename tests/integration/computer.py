"""A computer whose network and clock a test moves by hand."""

import asyncio

from bookorbit_desktop.domain.overview.events import Event, NetworkChanged, NetworkReturned
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.network_watch import NetworkWatch

AT_HOME, ELSEWHERE, NOWHERE = ("192.168.1.20",), ("10.0.0.5",), ("127.0.0.1",)


class Computer:
    """Addresses and a clock that move only when a test says so."""

    def __init__(self, events: EventBus | None = None) -> None:
        self.addresses: tuple[str, ...] = AT_HOME
        self.clock = 1000.0
        self.events = events or EventBus()
        self.heard: list[NetworkReturned] = []
        self.changes: list[NetworkChanged] = []
        self.events.subscribe(self._hear)
        self._next = asyncio.Event()
        self._asleep = asyncio.Event()
        self.watch = NetworkWatch(
            self.events,
            addresses=lambda: self.addresses,
            wall_clock=lambda: self.clock,
            sleep=self._sleep,
        )

    async def _sleep(self, seconds: float) -> None:
        self.clock += seconds
        self._asleep.set()
        await self._next.wait()
        self._next.clear()

    def _hear(self, event: Event) -> None:
        if isinstance(event, NetworkReturned):
            self.heard.append(event)
        elif isinstance(event, NetworkChanged):
            self.changes.append(event)

    async def look(self) -> None:
        """Let the watch look once and wait again."""
        await self._asleep.wait()
        self._asleep.clear()
        self._next.set()
        await self._asleep.wait()
