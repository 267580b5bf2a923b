"""Notices when a device with KOReader is connected or removed."""

import logging
import sys
import threading
from collections.abc import Callable, Sequence

from bookorbit_desktop.domain.overview.events import PluggedInChanged
from bookorbit_desktop.domain.usb.files import PluggedIn
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.usb.scan import DeviceScanService

logger = logging.getLogger(__name__)

INTERVAL = 3.0 if sys.platform == "linux" else 10.0
"""Seconds between checks of the mounts. On Linux this needs no disk access; elsewhere drives are queried."""
STOP_SECONDS = 1.0
"""How long a check in progress may take when the program ends."""
_LOOKS = 2
"""How often a change is checked: a volume may be listed a moment before it can be read."""


class DeviceWatch:
    """Watches the mounted drives. Opens folders only when the mounts have changed.

    Runs in a daemon thread, so that a drive that does not respond never blocks anything, not even quitting.
    `pause` can be passed in, so that tests need no time.
    """

    def __init__(
        self,
        devices: DeviceScanService,
        events: EventBus,
        *,
        pause: Callable[[threading.Event, float], object] = threading.Event.wait,
    ) -> None:
        """`pause` waits a number of seconds, or until the event is set."""
        self._devices = devices
        self._events = events
        self._pause = pause
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="plugged-in", daemon=True)

    def start(self) -> None:
        """Start watching, once."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching. Waits at most `STOP_SECONDS`."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def _watch(self) -> None:
        mounted: Sequence[bytes] | None = None
        here: tuple[PluggedIn, ...] | None = None
        looks = 0
        while not self._stopped.is_set():
            before, mounted = mounted, self._devices.mounted()
            looks = _LOOKS if mounted != before else looks - 1
            if looks > 0:
                now = tuple(self._devices.plugged_in())
                self._tell(here, now)
                here = now
            self._pause(self._stopped, INTERVAL)

    def _tell(self, before: tuple[PluggedIn, ...] | None, now: tuple[PluggedIn, ...]) -> None:
        """Report a device. Those found at the start are reported only if they have news."""
        if before is None:
            came = tuple(plugged for plugged in now if plugged.has_news)
        else:
            known = {(plugged.device.key, plugged.device.root) for plugged in before}
            came = tuple(plugged for plugged in now if (plugged.device.key, plugged.device.root) not in known)
        if came or len(now) != len(before or ()):
            for plugged in came:
                logger.info("A %s with KOReader is at %r", plugged.device.kind, plugged.device.root)
            self._events.emit(PluggedInChanged(now, came))
