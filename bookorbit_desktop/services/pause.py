"""Pausing the automatic sync for a while, without losing token or matches."""

from datetime import UTC, datetime, time, timedelta

from bookorbit_desktop.services.clock import Clock
from bookorbit_desktop.services.preferences import Preferences

MORNING = time(4)
"""When "tomorrow" begins: nobody who pauses at midnight means one minute later."""


class HardcoverPause:
    """What waits stays pending. Changes wait for the disk: not for event loops."""

    def __init__(self, preferences: Preferences, clock: Clock) -> None:
        self._preferences = preferences
        self._clock = clock

    @property
    def until(self) -> datetime | None:
        """When a pause ends; None while there is none, or none with an end."""
        ends = datetime.fromtimestamp(self._preferences.current.hardcover_paused_until, UTC)
        return ends if ends > self._clock.now() else None

    @property
    def left(self) -> timedelta | None:
        """How long a pause still lasts; None while there is none, or none with an end."""
        return None if self.until is None else self.until - self._clock.now()

    @property
    def is_paused(self) -> bool:
        """Whether nothing is sent by itself, for a while or until the person resumes."""
        return not self._preferences.current.hardcover_enabled or self.until is not None

    def for_an_hour(self) -> None:
        """Pause for an hour."""
        self._pause_until(self._clock.now() + timedelta(hours=1))

    def until_tomorrow(self) -> None:
        """Pause until tomorrow morning."""
        here = self._clock.now().astimezone()
        morning = datetime.combine(here.date() + timedelta(days=1), MORNING)
        self._pause_until(morning.astimezone())

    def until_resumed(self) -> None:
        """Pause without an end: the switch of the Hardcover page."""
        self._preferences.change(hardcover_enabled=False)

    def resume(self) -> None:
        """End every pause."""
        self._preferences.change(hardcover_enabled=True, hardcover_paused_until=0.0)

    def _pause_until(self, end: datetime) -> None:
        self._preferences.change(hardcover_paused_until=end.timestamp())
