"""The current time, which tests can set."""

import time
from datetime import UTC, date, datetime


class Clock:
    """This computer's clock."""

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that pass whatever anybody sets the clock to, for measuring how long something took."""
        return time.monotonic()

    def today(self) -> date:
        """The calendar date where the person is (behaviour.md, "dates")."""
        return local_day(self.now())


def local_day(moment: datetime) -> date:
    """The calendar date of a moment where the person is."""
    return date.fromtimestamp(moment.timestamp())  # a quarter of the work of `astimezone`, for every push
