"""Who is answered: no connection from the internet, and only requests addressed to this computer.

Otherwise a forwarded port, or a computer without a router, would expose the login to everyone; and a page on a site
that uses DNS rebinding could call this server from the person's own browser, and read the replies.
"""

import ipaddress
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from aiohttp import web

from bookorbit_desktop.domain.base.messages import Message, joined_messages
from bookorbit_desktop.domain.koreader.server import HOST_NAME
from bookorbit_desktop.server.replies import (
    INVALID_REQUEST,
    REGISTRATION_DISABLED,
    UNAUTHORIZED,
    error_reply,
)

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


LOOK_AGAIN = 10.0
"""The least seconds between two look-ups of this computer's names, which change with the network."""
NO_NAME = Message("This request names no computer. Use the address that BookOrbit shows.")


class HostCheck:
    """Checks the names of this computer. Addresses always pass: a rebinding site needs a name of its own."""

    def __init__(
        self,
        own_names: Callable[[], frozenset[str]],
        added_names: Callable[[], tuple[str, ...]],
        on_refused: Callable[[str, str], None] = lambda reason, address: None,
    ) -> None:
        """`added_names` are allowed by the person, such as a reverse proxy's.

        `on_refused` is called with the reason and the address of each refusal.
        """
        self._own_names = own_names
        self._added_names = added_names
        self._known: frozenset[str] = frozenset()
        self._looked_at = -LOOK_AGAIN
        self._on_refused = on_refused

    def allows(self, host: str) -> bool:
        """Whether a `Host` header names this computer. Requests without one do not come from browsers."""
        if _names_an_address(host):
            return True
        name = _own_form(host)
        return not name or name in self._names(name)

    @web.middleware
    async def middleware(
        self, request: web.Request, handler: Callable[[web.Request], Any]
    ) -> web.StreamResponse:
        """Refuse a request for another host, in a form that KOReader displays where possible (kosync.md
        section 2)."""
        host = request.headers.get("Host", "")
        if self.allows(host):
            answer: web.StreamResponse = await handler(request)
            return answer
        name = _without_port(host)
        if HOST_NAME.fullmatch(name):
            message = Message(
                "BookOrbit does not know the name “{0}”. Use the address that BookOrbit shows.", name
            )
            advice = Message(
                "If it is this computer's name, allow it: bookorbit-desktop server --add-name {0}", name
            )
            self._on_refused(joined_messages((message, advice)), request.remote or "")
        else:  # a shell or a page might act upon it
            message = NO_NAME
            self._on_refused(message, request.remote or "")
        return _refusal(request, message)

    def _names(self, wanted: str) -> frozenset[str]:
        now = time.monotonic()
        known = self._known | frozenset(self._added_names())
        if wanted in known or now - self._looked_at < LOOK_AGAIN:
            return known
        self._looked_at = now
        self._known = self._own_names()
        return self._known | frozenset(self._added_names())


def _refusal(request: web.Request, message: str) -> web.Response:
    path = request.path.rstrip("/")
    if path.endswith("/users/auth"):
        return error_reply(401, UNAUTHORIZED, message)
    if path.endswith("/users/create"):
        return error_reply(402, REGISTRATION_DISABLED, message)
    return error_reply(421, INVALID_REQUEST, message)


def _own_form(host: str) -> str:
    return _without_port(host).rstrip(".").lower()


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0][1:]
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdecimal() else host


@lru_cache(256)
def _names_an_address(host: str) -> bool:
    try:
        ipaddress.ip_address(_own_form(host))
    except ValueError:
        return False
    return True
