"""Delays the answers to a client after many wrong logins."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

FREE = 5
"""Wrong logins per minute that are answered at once, for typing mistakes."""
SLOWLY = 0.5
"""Seconds to delay each further one; a device gives up after 2 (kosync.md section 2, "Time limits")."""
WITHIN = 60.0
MOST_ADDRESSES = 1024


class WrongLogins:
    """Counts by address; for IPv6 by network, as one computer can have 2**64 addresses.

    Right logins are never delayed. Used on the server's loop.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` returns seconds."""
        self._clock = clock
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def penalty(self, address: str) -> float:
        """Count a wrong login; returns the seconds to delay its answer."""
        now, sender = self._clock(), sender_of(address)
        since, count = self._counts.get(sender, (now, 0))
        if now - since >= WITHIN:
            since, count = now, 0
        self._counts[sender] = (since, count + 1)
        self._counts.move_to_end(sender)
        if len(self._counts) > MOST_ADDRESSES:
            self._counts.popitem(last=False)
        return SLOWLY if count >= FREE else 0.0


def sender_of(address: str) -> str:
    """The part of an address that one computer cannot change at will."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
