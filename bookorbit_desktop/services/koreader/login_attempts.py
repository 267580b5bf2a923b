"""Recent login attempts, for the "Nothing arriving?" box and the log, and how long wrong ones are delayed."""

import ipaddress
import logging
import time
from collections import OrderedDict
from collections.abc import Callable

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.shown_text import shown
from bookorbit_desktop.domain.koreader.progress import LoginAttempt
from bookorbit_desktop.domain.overview.events import LoginAttempted
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.folded_log import FoldedLog

logger = logging.getLogger(__name__)

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


SHOWN_CHARACTERS = 100
USE_HTTP = Message("A device tried https://. Change the server address on it to begin with http://.")
TOLD_A_SECOND = 20
"""The number of refusals reported to the window; of more, it sees the newest when it refreshes."""


class LoginAttempts:
    """Keeps the latest attempts. Written on the server's thread, read from any thread."""

    def __init__(self, clock: Clock, events: EventBus, seconds: Callable[[], float] = time.monotonic) -> None:
        """`seconds` is a clock in seconds, for merging repeated attempts."""
        self._clock = clock
        self._events = events
        self._seconds = seconds
        self._log = FoldedLog(logger.warning, seconds)
        self._reported_since = 0.0
        self._reported = 0
        self._latest_login: LoginAttempt | None = None
        self._latest_refusal: LoginAttempt | None = None
        self._latest_https: LoginAttempt | None = None

    @property
    def latest_login(self) -> LoginAttempt | None:
        """The newest login attempt since the program started, accepted or not; None if there is none."""
        return self._latest_login

    @property
    def latest_refusal(self) -> LoginAttempt | None:
        """The newest refused request of any kind, such as a push with an old passphrase."""
        return self._latest_refusal

    @property
    def latest_https(self) -> LoginAttempt | None:
        """The newest device that tried `https:

        `; None if a login from its address has succeeded since.
        """
        return self._latest_https

    def note_login(self, username: str, reason: Message = NOTHING, address: str = "") -> None:
        """Note a login attempt. `reason` says why it was refused; empty if it was accepted."""
        attempt = self._attempt(username, reason, address)
        self._latest_login = attempt
        if reason:
            self._refuse(attempt)
            return
        if self._latest_https is not None and self._latest_https.address == address:
            self._latest_https = None
        self._events.emit(LoginAttempted(attempt))

    def note_refusal(self, username: str, reason: Message, address: str = "") -> None:
        """Note a refused request other than a login."""
        self._refuse(self._attempt(username, reason, address))

    def note_https(self, address: str, encrypted: str = "") -> None:
        """Note a device that tried `https` where http is served: KOReader's default.

        The device shows no reason, so the program does. `encrypted` is where https is served, if it is.
        """
        reason = USE_HTTP if not encrypted else _use_http_or(encrypted)
        attempt = self._attempt("", reason, address)
        self._latest_https = attempt
        self._refuse(attempt)

    def _refuse(self, attempt: LoginAttempt) -> None:
        name = f"“{attempt.username}” at " if attempt.username else ""
        self._log.note(
            f"{attempt.address} {attempt.reason}", f"Refused {name}{attempt.address}: {attempt.reason}"
        )
        self._latest_refusal = attempt
        now = self._seconds()
        if now - self._reported_since >= 1:
            self._reported_since, self._reported = now, 0
        self._reported += 1
        if self._reported <= TOLD_A_SECOND:
            self._events.emit(LoginAttempted(attempt))

    def _attempt(self, username: str, reason: Message, address: str) -> LoginAttempt:
        name = shown(username, SHOWN_CHARACTERS)
        return LoginAttempt(self._clock.now(), name, not reason, reason, address)


def _use_http_or(encrypted: str) -> Message:
    return Message(
        "A device tried https:// at the address for http://. Change it to begin with http://, or to {0}.",
        encrypted,
    )
