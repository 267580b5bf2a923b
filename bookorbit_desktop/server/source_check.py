"""Refuses connections from the internet before reading a byte.

Otherwise a forwarded port, or a computer without a router, would expose the login to everyone.
"""

import ipaddress
from collections.abc import Callable
from functools import lru_cache

from bookorbit_desktop.domain.base.messages import Message

PUBLIC_ADDRESS = Message(
    "Devices with a public address are refused. If it is yours, allow them in Settings, or with: "
    "bookorbit-desktop server --allow-public"
)


class SourceCheck:
    """Decides from which addresses a connection is accepted."""

    def __init__(
        self,
        allows_public: Callable[[], bool],
        on_refused: Callable[[Message, str], None] = lambda reason, address: None,
    ) -> None:
        """`allows_public` is the person's choice. `on_refused` is called with the reason and the address."""
        self._allows_public = allows_public
        self._on_refused = on_refused

    def admits(self, address: str, own: str) -> bool:
        """Whether a connection from `address` to `own`, an address of this computer, may stay."""
        if address == own or not is_public(address) or self._allows_public():
            return True
        self._on_refused(PUBLIC_ADDRESS, address)
        return False


@lru_cache(256)
def is_public(address: str) -> bool:
    """Whether an address is globally reachable (IANA's special-purpose registries); invalid ones are not."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped.is_global
    return parsed.is_global
