"""Who tried to log in, for the "Nothing arriving?" box and the log."""

import logging
import time
from collections.abc import Callable

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.shown_text import shown
from bookorbit_desktop.domain.koreader.progress import LoginAttempt
from bookorbit_desktop.domain.overview.events import LoginAttempted
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.folded_log import FoldedLog

logger = logging.getLogger(__name__)

SHOWN_CHARACTERS = 100
USE_HTTP = Message("A device tried https://. Change the server address on it to begin with http://.")
TOLD_A_SECOND = 20
"""Refusals reported to the window each second; it shows the newest when it next refreshes."""


class LoginAttempts:
    """Keeps the latest attempts. Written on the server's thread, read from any thread."""

    def __init__(self, clock: Clock, events: EventBus, seconds: Callable[[], float] = time.monotonic) -> None:
        """`seconds` counts them, for what is folded."""
        self._clock = clock
        self._events = events
        self._seconds = seconds
        self._log = FoldedLog(logger.warning, seconds)
        self._told_since = 0.0
        self._told = 0
        self._latest_login: LoginAttempt | None = None
        self._latest_refusal: LoginAttempt | None = None
        self._latest_https: LoginAttempt | None = None

    @property
    def latest_login(self) -> LoginAttempt | None:
        """The newest login, accepted or not; None since the program started."""
        return self._latest_login

    @property
    def latest_refusal(self) -> LoginAttempt | None:
        """The newest call of any kind that was refused, such as a push with an old passphrase."""
        return self._latest_refusal

    @property
    def latest_https(self) -> LoginAttempt | None:
        """The newest device that tried `https://`, unless one has logged in since from its address."""
        return self._latest_https

    def note_login(self, username: str, reason: Message = NOTHING, address: str = "") -> None:
        """A reader tried to log in. `reason` says why it may not; empty means that it may."""
        attempt = self._attempt(username, reason, address)
        self._latest_login = attempt
        if reason:
            self._refuse(attempt)
            return
        if self._latest_https is not None and self._latest_https.address == address:
            self._latest_https = None
        self._events.emit(LoginAttempted(attempt))

    def note_refusal(self, username: str, reason: Message, address: str = "") -> None:
        """A reader that did not ask to log in was refused."""
        self._refuse(self._attempt(username, reason, address))

    def note_https(self, address: str) -> None:
        """A device tried `https://`, which KOReader pre-fills: it is shown nothing, so the person is."""
        attempt = self._attempt("", USE_HTTP, address)
        self._latest_https = attempt
        self._refuse(attempt)

    def _refuse(self, attempt: LoginAttempt) -> None:
        name = f"“{attempt.username}” at " if attempt.username else ""
        self._log.note(
            f"{attempt.address} {attempt.reason}", f"Refused {name}{attempt.address}: {attempt.reason}"
        )
        self._latest_refusal = attempt
        now = self._seconds()
        if now - self._told_since >= 1:
            self._told_since, self._told = now, 0
        self._told += 1
        if self._told <= TOLD_A_SECOND:
            self._events.emit(LoginAttempted(attempt))

    def _attempt(self, username: str, reason: Message, address: str) -> LoginAttempt:
        name = shown(username, SHOWN_CHARACTERS)
        return LoginAttempt(self._clock.now(), name, not reason, reason, address)
