"""The day of a moment, by local time in the zone where the person was at that moment."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

LATEST_START = 12
"""A day begins at noon at the latest."""
Interval = tuple[int, int]
"""Start and end in seconds since 1970; the end is exclusive."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A period in one time zone."""

    since: int
    """Seconds since 1970."""
    zone: tzinfo | None
    """None for this computer's own."""


@dataclass(frozen=True, slots=True)
class DayPart:
    """A day, or the part of it spent in one time zone."""

    day: date
    begin: int
    """Seconds since 1970; so is `end`, which is exclusive."""
    end: int


class ReadingCalendar:
    """Finds the days of moments. Caches the last one, as most calls are about the same day.

    The moment is converted first, then the hour at which a day begins is subtracted: so a night in which the
    clocks change is one night (DEVICE_ANCHORS section 4, item 11).
    """

    def __init__(self, stays: Sequence[Stay], starts_at: int = 0) -> None:
        """`stays` are chronological, and the first also applies before; `starts_at` is an hour, 0..12."""
        self._stays = stays or (Stay(0, None),)
        self._begins = [stay.since for stay in self._stays[1:]]
        self._starts_at = starts_at
        self._newest = DayPart(date.min, 0, 0)

    def part(self, moment: int) -> DayPart:
        """The part of a day that contains a moment."""
        newest = self._newest
        if not newest.begin <= moment < newest.end:
            newest = self._newest = self._find(moment)
        return newest

    def day_of(self, moment: datetime) -> date:
        """The day of a moment."""
        return self.part(int(moment.timestamp())).day

    def cut(self, begin: int, end: int) -> Iterator[tuple[date, Interval]]:
        """Split an interval into pieces of one day each."""
        while begin < end:
            part = self.part(begin)
            until = min(part.end, end)
            yield part.day, (begin, until)
            begin = until

    def _find(self, moment: int) -> DayPart:
        index = bisect_right(self._begins, moment)
        zone = self._stays[index].zone
        local = datetime.fromtimestamp(moment, zone).replace(tzinfo=None)
        day = (local - timedelta(hours=self._starts_at)).date()
        # Clocks that are put back over the border of a day lead to no day that is over already.
        while self._border(day + timedelta(days=1), zone) <= moment:
            day += timedelta(days=1)
        begin, end = self._border(day, zone), self._border(day + timedelta(days=1), zone)
        if index > 0:
            begin = max(begin, self._begins[index - 1])
        if index < len(self._begins):
            end = min(end, self._begins[index])
        return DayPart(day, min(begin, moment), end)

    def _border(self, day: date, zone: tzinfo | None) -> int:
        return int(datetime(day.year, day.month, day.day, self._starts_at, tzinfo=zone).timestamp())
