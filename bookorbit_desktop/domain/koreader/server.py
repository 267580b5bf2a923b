"""Where the kosync server can be reached, and the certificate that it shows over https."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import NOTHING, Message

SOON: Final = timedelta(days=14)
"""Enough to get a renewed one."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says; its private key is in a file of its own, and nowhere else."""

    fingerprint: str
    """SHA-256 in hexadecimal with colons, as browsers show it."""
    hosts: tuple[str, ...]
    """The names and addresses that it is for."""
    valid_until: datetime
    is_own: bool
    """Made here, and not a person's own: then it is replaced by itself."""

    def has_expired(self, now: datetime) -> bool:
        """Whether devices that check certificates refuse it."""
        return self.valid_until <= now

    def needs_renewal(self, now: datetime) -> bool:
        """Whether the person should get a new one, because theirs expires soon or has expired."""
        return not self.is_own and self.valid_until - now <= SOON


LAST_PORT = 65_535
LABEL = "bookorbit"
"""The first part of the name that is announced on the home network."""
HOST_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", re.ASCII | re.IGNORECASE)
"""A host name in an address (RFC 1123, section 2.1)."""


def check_port(port: int) -> None:
    """Raise InvalidInput for an invalid port. 0 means any free port."""
    if not 0 <= port <= LAST_PORT:
        raise InvalidInput(Message("Enter a port up to {0}. KOReader usually uses 7200.", str(LAST_PORT)))


READEST_ORIGIN = "https://web.readest.com"
_ORIGIN = re.compile(
    r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?|https?://\[[0-9a-f:.]+\](:[0-9]{1,5})?"
)


def checked_origin(text: str) -> str:
    """The origin of a web page as a browser names it. Raises InvalidInput for anything else, such as “*”."""
    origin = text.strip().rstrip("/").lower()
    if not _ORIGIN.fullmatch(origin):
        raise InvalidInput(
            Message(
                "“{0}” isn't the address of a web page. Enter it without a path, such as {1}.",
                text,
                READEST_ORIGIN,
            )
        )
    return origin


def checked_host_name(text: str) -> str:
    """A host name under which devices may reach this computer, in lower case. Raises InvalidInput."""
    name = text.strip().rstrip(".").lower()
    if not HOST_NAME.fullmatch(name):
        raise InvalidInput(Message("Enter a name such as books.example.org, without http:// or a port."))
    return name


def parse_port(text: str) -> int:
    """A port from user input. Raises InvalidInput."""
    if not text.strip().isdecimal() or int(text) == 0:
        raise InvalidInput(Message("Enter a port from 1 to {0}, such as 7200.", str(LAST_PORT)))
    check_port(int(text))
    return int(text)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """The address readers use."""

    host: str
    """The address it listens on, such as 0.0.0.0."""
    port: int
    wanted_port: int
    """Differs from `port` if that one was taken."""
    urls: tuple[str, ...]
    """What to type into KOReader, the best one first, such as http://192.168.1.20:7200."""

    wanted_host: str = ""
    """Differs from `host` if this computer no longer has that address."""
    known_host: str = ""
    """Where a device last reached this computer, such as 192.168.1.20; empty if none ever has."""
    waits_for_port: bool = False
    """It moves to `wanted_port` as soon as the other program leaves it."""
    name: str = ""
    """The name announced on the network, such as bookorbit.local; empty if none is."""
    name_problem: Message = NOTHING
    """Why no name is announced although one is wanted."""
    encrypted_port: int = 0
    """Where it serves https too; 0 if it does not."""
    encryption_problem: Message = NOTHING
    """Why it does not although it should."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts of `urls`."""
        return tuple(urlsplit(url).hostname or "" for url in self.urls)

    @property
    def encrypted_urls(self) -> tuple[str, ...]:
        """The same as `urls` for https; empty without it."""
        if not self.encrypted_port:
            return ()
        hosts = (f"[{host}]" if ":" in host else host for host in self.hosts)
        return tuple(f"https://{host}:{self.encrypted_port}" for host in hosts)

    @property
    def is_on_network(self) -> bool:
        """Whether other devices can reach it."""
        return any(
            not host.startswith("127.") and host not in ("", "::1", "localhost") for host in self.hosts
        )

    @property
    def has_moved(self) -> bool:
        """Whether devices still use an address that this computer no longer has. False without a network."""
        return self.is_on_network and self.known_host not in ("", *self.hosts)

    @property
    def has_other_port(self) -> bool:
        """Whether another program has the configured port, so that this one listens elsewhere."""
        return self.wanted_port not in (0, self.port)

    @property
    def notice(self) -> Message:
        """What the person must know about address and port; empty if both are as configured."""
        if self.wanted_host not in ("", self.host):
            return Message(
                (
                    "This computer no longer has the address {0}, so devices can't reach it. "
                    "Choose another address in Settings ▸ KOReader."
                ),
                self.wanted_host,
            )
        if self.has_other_port and self.waits_for_port:
            return Message("Using port {0} until {1} is free.", str(self.port), str(self.wanted_port))
        if self.has_other_port:
            return Message(
                "Port {0} is used by another program. Using {1} — update the address on your device.",
                str(self.wanted_port),
                str(self.port),
            )
        if self.has_moved:
            return Message(
                "Your address changed from {0} to {1}. Devices use the old one. Tip: reserve the address "
                "in your router.",
                self.known_host,
                self.hosts[0],
            )
        return NOTHING


@dataclass(frozen=True, slots=True)
class AddressCheck:
    """The result of calling the server at one of its addresses, from this computer."""

    url: str
    problem: Message = NOTHING
    """Why it does not answer, and what to do; empty if it does."""
