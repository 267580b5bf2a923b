"""Pairing: for two minutes a device may create its own login with KOReader's Register."""

import ipaddress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message

OPEN_FOR = timedelta(minutes=2)
"""How long a pairing window stays open (comparison.md section 7)."""

USE_LOGIN = Message(
    "Accounts are created on your computer. Tap Login and use the name and passphrase shown in BookOrbit."
)
OTHER_NETWORK = Message(
    "Pairing works only on your home network. Connect this device to the same Wi-Fi as "
    "your computer, then tap Register again."
)
TAKEN = Message("Username is already registered. Choose another name, or tap Login with its password.")
BUSY = Message("Another device is being paired. Wait a moment, then tap Register again.")
REFUSED = Message("This device was not allowed on your computer.")
ALLOW_FIRST = Message("Allow it on your computer, then tap Register again.")
GONE = Message("This pairing request has expired. Start pairing again, then tap Register on the device.")

# What counts as the person's own network: private, link-local and loopback addresses (RFC 1918, 3927, 4193, 4291).
_OWN_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "127.0.0.0/8",
        "fc00::/7",
        "fe80::/10",
        "::1/128",
    )
)


class PairingRefused(BookOrbitError):
    """A device may not register; the text is for the person who holds it."""


class NameTaken(PairingRefused):
    """Another login already has that name."""


class PairingUnavailable(BookOrbitError):
    """No device can register now: the server is stopped or refuses devices."""


class WindowEnd(StrEnum):
    """Why a pairing window closed."""

    PAIRED = "paired"
    TIME = "time"
    CLOSED = "closed"
    """By the person."""


@dataclass(frozen=True, slots=True)
class PairingRequest:
    """A device that waits for an answer."""

    id: int
    username: str
    address: str
    """The address it came from, such as 192.168.1.40."""


@dataclass(frozen=True, slots=True)
class PairingWindow:
    """Whether devices can register now, which device is asking, and how the last window ended."""

    closes_at: datetime | None = None
    """None while it is closed."""
    request: PairingRequest | None = None
    end: WindowEnd | None = None
    """None before the first window, and while one is open."""
    paired: str = ""
    """The name of the device that was paired in it."""

    @property
    def is_open(self) -> bool:
        """Whether a device may register."""
        return self.closes_at is not None

    def at(self, now: datetime) -> "PairingWindow":
        """The window at a moment: closed once its time is up."""
        if self.closes_at is not None and now >= self.closes_at:
            return PairingWindow(end=WindowEnd.TIME)
        return self

    def asked(self, request: PairingRequest | None) -> "PairingWindow":
        """The same window with this device waiting, or none."""
        return replace(self, request=request)

    def seconds_left(self, now: datetime) -> int:
        """Whole seconds until pairing closes; 0 while it is closed."""
        if self.closes_at is None:
            return 0
        return max(0, round((self.closes_at - now).total_seconds()))


@dataclass(frozen=True, slots=True)
class PairedLogin:
    """A login that a device created for itself while pairing was open."""

    username: str
    paired_at: datetime
    address: str
    """The address it was paired from."""
    last_used_at: datetime | None = None


def is_own_network(address: str) -> bool:
    """Whether a remote address, as the server sees it, belongs to a home network or this computer."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    return any(parsed in network for network in _OWN_NETWORKS)
