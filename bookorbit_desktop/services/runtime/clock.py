"""The current time, which tests can set."""

import time
from datetime import UTC, date, datetime


class Clock:
    """This computer's clock."""

    def now(self) -> datetime:
        """The current time in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds unaffected by clock changes, for measuring durations."""
        return time.monotonic()

    def today(self) -> date:
        """The current date in the person's time zone (behaviour.md, "dates")."""
        return local_day(self.now())


def local_day(moment: datetime) -> date:
    """The date of a moment in the person's time zone."""
    return date.fromtimestamp(moment.timestamp())  # a quarter of the work of `astimezone`, for every push
