"""Who tried to log in, for the "Nothing arriving?" box."""

import logging

from bookorbit_desktop.domain.events import LoginAttempted
from bookorbit_desktop.domain.progress import LoginAttempt
from bookorbit_desktop.services.clock import Clock
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.services.folded_log import FoldedLog

logger = logging.getLogger(__name__)

SHOWN_CHARACTERS = 100
USE_HTTP = "A device tried https://. Change the server address on it to begin with http://."


class LoginWatch:
    """Remembers the newest attempts. Written on the server's thread, read from any."""

    def __init__(self, clock: Clock, events: EventBus) -> None:
        self._clock = clock
        self._events = events
        self._latest_login: LoginAttempt | None = None
        self._latest_refusal: LoginAttempt | None = None
        self._latest_https: LoginAttempt | None = None
        self._https_log = FoldedLog(logger.warning)

    @property
    def latest_login(self) -> LoginAttempt | None:
        """The newest login, accepted or not; None since the program started."""
        return self._latest_login

    @property
    def latest_refusal(self) -> LoginAttempt | None:
        """The newest call of any kind that was refused, such as a push with an old passphrase."""
        return self._latest_refusal

    def note_login(self, username: str, reason: str = "") -> None:
        """A reader tried to log in. `reason` says why it may not; empty means that it may."""
        attempt = self._attempt(username, reason)
        self._latest_login = attempt
        if reason:
            self._latest_refusal = attempt
        self._events.emit(LoginAttempted(attempt))

    def note_refusal(self, username: str, reason: str) -> None:
        """A reader that did not ask to log in was refused."""
        attempt = self._attempt(username, reason)
        self._latest_refusal = attempt
        self._events.emit(LoginAttempted(attempt))

    def note_https(self, address: str) -> None:
        """A device tried `https://`, which it pre-fills: it is told nothing, so the person is."""
        self._https_log.note(address, f"From {address}: {USE_HTTP}")
        attempt = LoginAttempt(self._clock.now(), "", False, USE_HTTP, address)
        self._latest_https = attempt
        self._latest_refusal = attempt
        self._events.emit(LoginAttempted(attempt))

    def _attempt(self, username: str, reason: str) -> LoginAttempt:
        shown = username[:SHOWN_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
        return LoginAttempt(self._clock.now(), shown, not reason, reason)
