"""Pauses the automatic sync for a while. Token and matches stay."""

from datetime import UTC, datetime, time, timedelta

from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.preferences import Preferences

LONGEST = timedelta(hours=29)
"""From just after midnight until the next morning, and an hour for the end of summer time. A stored end that lies
further ahead was set by a clock that was ahead."""
MORNING = time(4)
"""When "tomorrow" begins: nobody who pauses at midnight means one minute."""


class HardcoverPause:
    """Pauses and resumes; pending changes stay pending. Changes block, so don't call them on an event loop."""

    def __init__(self, preferences: Preferences, clock: Clock) -> None:
        self._preferences = preferences
        self._clock = clock
        self._measured: tuple[float, float] | None = None
        """The end of a pause started in this process, and the monotonic clock's time at that end."""

    @property
    def until(self) -> datetime | None:
        """When the pause ends; None if there is no pause or it has no end."""
        left = self.left
        if left is None:
            return None
        stored = datetime.fromtimestamp(self._preferences.current.hardcover_paused_until, UTC)
        return min(stored, self._clock.now() + left)

    @property
    def left(self) -> timedelta | None:
        """The time left of the pause, unaffected by changes of the clock; None as for `until`."""
        stored = self._preferences.current.hardcover_paused_until
        seconds = stored - self._clock.now().timestamp()
        if not 0 < seconds <= LONGEST.total_seconds():
            return None
        if self._measured is not None and self._measured[0] == stored:
            seconds = min(seconds, self._measured[1] - self._clock.monotonic())
        return timedelta(seconds=seconds) if seconds > 0 else None

    @property
    def is_paused(self) -> bool:
        """Whether automatic sync is paused, for a while or until the person resumes."""
        return not self._preferences.current.hardcover_enabled or self.left is not None

    def for_an_hour(self) -> None:
        """Pause for an hour."""
        self._pause_until(self._clock.now() + timedelta(hours=1))

    def until_tomorrow(self) -> None:
        """Pause until tomorrow morning."""
        here = self._clock.now().astimezone()
        morning = datetime.combine(here.date() + timedelta(days=1), MORNING)
        self._pause_until(morning.astimezone())

    def until_resumed(self) -> None:
        """Pause indefinitely, as the switch of the Hardcover page does."""
        self._preferences.change(hardcover_enabled=False)

    def resume(self) -> None:
        """End every pause."""
        self._preferences.change(hardcover_enabled=True, hardcover_paused_until=0.0)

    def _pause_until(self, end: datetime) -> None:
        lasts = end - self._clock.now()
        self._measured = (end.timestamp(), self._clock.monotonic() + lasts.total_seconds())
        self._preferences.change(hardcover_paused_until=end.timestamp())
