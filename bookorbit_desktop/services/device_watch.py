"""Notices that a device with KOReader was plugged in or is gone."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Sequence

from bookorbit_desktop.domain.device_files import PluggedIn
from bookorbit_desktop.domain.events import PluggedInChanged
from bookorbit_desktop.services.device_scan import DeviceScanService
from bookorbit_desktop.services.event_bus import EventBus

logger = logging.getLogger(__name__)

INTERVAL = 3.0 if sys.platform == "linux" else 10.0
"""Seconds between looks at what is mounted. Linux tells from memory; elsewhere drives are asked."""
_LOOKS = 2
"""So often a change is looked into: a volume may be listed a moment before it can be read."""


class DeviceWatch:
    """Looks at what is mounted on the loop it was started on; folders are opened only when that changed.

    The sleep can be given, so that tests need no time.
    """

    def __init__(
        self,
        devices: DeviceScanService,
        events: EventBus,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._devices = devices
        self._events = events
        self._sleep = sleep
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch. Call on the loop."""
        self._task = asyncio.get_running_loop().create_task(self._watch())

    async def stop(self) -> None:
        """Watch no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _watch(self) -> None:
        mounted: Sequence[bytes] | None = None
        here: tuple[PluggedIn, ...] | None = None
        looks = 0
        while True:
            before, mounted = mounted, await asyncio.to_thread(self._devices.mounted)
            looks = _LOOKS if mounted != before else looks - 1
            if looks > 0:
                now = tuple(await asyncio.to_thread(self._devices.plugged_in))
                self._tell(here, now)
                here = now
            await self._sleep(INTERVAL)

    def _tell(self, before: tuple[PluggedIn, ...] | None, now: tuple[PluggedIn, ...]) -> None:
        """Of what is there at the start only devices with news are worth a word."""
        if before is None:
            came = tuple(one for one in now if one.has_news)
        else:
            known = {(one.device.key, one.device.root) for one in before}
            came = tuple(one for one in now if (one.device.key, one.device.root) not in known)
        if came or len(now) != len(before or ()):
            for one in came:
                logger.info("A %s with KOReader is at %r", one.device.kind, one.device.root)
            self._events.emit(PluggedInChanged(now, came))
