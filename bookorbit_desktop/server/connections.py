"""Limits on open connections and on the time each may take for a request."""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from bookorbit_desktop.services.runtime.folded_log import FoldedLog

logger = logging.getLogger(__name__)

MOST = 1024
"""Connections in total; each costs an open file, of which a process has 4096 (`raise_open_files`)."""
MOST_OF_ONE = 256
"""Connections of one address. KOReader has one at a time; behind a proxy all devices share an address.

More than come between two looks at what they sent (asyncio takes up to 100 at once): a device that sends its request
at once is never cut for those that came after it.
"""
REQUEST_WITHIN = 20.0
"""Seconds from the first byte of a request to its last. KOReader sends it at once and gives up after 5."""
IDLE_FOR = 75.0
"""Seconds that an answered connection is kept for another request."""
TAKEN_WITHIN = 60.0
"""Seconds for taking a reply or a piece of a file; a device that fell asleep must not hold a place for
hours."""
_LOOK_EVERY = 1.0
_RECEIVED_AT_ONCE = 64 * 1024
"""Bytes. asyncio allocates 256 KiB each time, which costs more than the reply (16 us of CPU time)."""


class Connection(Protocol):
    """The interface of an open connection."""

    @property
    def deadline(self) -> float | None:
        """When it may be cut, by the loop's clock; None while a reply is computed or a file is sent."""

    def cut(self) -> None:
        """Close it at once."""


class Connections:
    """The connections of one server. At the limit, a new one replaces the one that has waited longest.

    So connections without a request only harm whoever opens them, never a device: its request comes at once,
    and one being answered is never cut. Lives on the server's loop.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        most: int = MOST,
        most_of_one: int = MOST_OF_ONE,
        admits: Callable[[str, str], bool] = lambda address, own: True,
    ) -> None:
        """`admits` says whether a connection from an address to one of this computer's own may stay."""
        self._loop = loop
        self._most = most
        self._most_of_one = most_of_one
        self._admits = admits
        self.buffer = memoryview(bytearray(_RECEIVED_AT_ONCE))
        """The buffer for received bytes. Shared: its content is taken out before the loop turns to another
        connection."""
        self._count = 0
        self._by_address: dict[str, dict[Connection, None]] = {}  # the oldest first
        self._looking: asyncio.TimerHandle | None = None
        self._log = FoldedLog(logger.warning)

    def __len__(self) -> int:
        """The number of open connections."""
        return self._count

    def opened(self, connection: Connection, address: str, own: str = "") -> bool:
        """Count a new connection to the address `own`. False if it may not stay: it has been cut."""
        if not self._admits(address, own):
            connection.cut()
            return False
        if not self._has_room(address):
            self._log.note(address, f"A connection from {address} was refused: too many are open")
            connection.cut()
            return False
        self._by_address.setdefault(address, {})[connection] = None
        self._count += 1
        if self._looking is None:
            self._looking = self._loop.call_later(_LOOK_EVERY, self._look)
        return True

    def closed(self, connection: Connection, address: str) -> None:
        """Forget a connection; does nothing for one that was not counted."""
        own = self._by_address.get(address, {})
        if connection in own:
            del own[connection]
            self._count -= 1
            if not own:
                del self._by_address[address]

    def stop(self) -> None:
        """Stop watching."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _has_room(self, address: str) -> bool:
        """Whether one more connection from this address may stay, perhaps replacing another one."""
        if len(self._by_address.get(address, ())) >= self._most_of_one:
            return self._make_room([address])
        if self._count >= self._most:
            by_size = sorted(
                self._by_address, key=lambda address: len(self._by_address[address]), reverse=True
            )
            return self._make_room(by_size)
        return True

    def _make_room(self, addresses: list[str]) -> bool:
        """Cut a connection without a request, from the first address that has one."""
        for address in addresses:
            for connection in self._by_address[address]:
                if connection.deadline is not None:
                    self._log.note(
                        address, f"{address} opens many connections without a request; the oldest is closed"
                    )
                    self.closed(connection, address)
                    connection.cut()
                    return True
        return False

    def _look(self) -> None:
        """Cut the connections past their deadline."""
        now = self._loop.time()
        for address, own in list(self._by_address.items()):
            for connection in [
                connection
                for connection in own
                if connection.deadline is not None and connection.deadline <= now
            ]:
                self.closed(connection, address)
                connection.cut()
        self._looking = self._loop.call_later(_LOOK_EVERY, self._look) if self._count else None
