"""Days with reading: which day a moment belongs to, the amount on each, the week, and streaks.

A day is of local time, in the zone where the person was at that moment.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

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


WEEK = 7


class ReadingDay(NamedTuple):
    """The reading of a day; ten years have thousands of them."""

    day: date
    seconds: int = 0
    pages: int = 0
    has_reading: bool = False


class CountedDay(NamedTuple):
    """A day, and whether it counts for a streak."""

    day: date
    counts: bool


def week_of(days: Mapping[date, ReadingDay], today: date) -> tuple[ReadingDay, ...]:
    """The week of a day, from Monday (ISO 8601) to Sunday."""
    monday = today - timedelta(days=today.weekday())
    week = (monday + timedelta(days=offset) for offset in range(WEEK))
    return tuple(days.get(day) or ReadingDay(day) for day in week)


def days_that_count(days: Mapping[date, ReadingDay], least_minutes: int) -> set[date]:
    """The days of a streak. A day on which a device only sent its position counts as well."""
    return {day for day, read in days.items() if not read.seconds or read.seconds >= least_minutes * 60}


def last_days(counting: Collection[date], today: date) -> tuple[CountedDay, ...]:
    """The seven days up to today; `counting` are those that count for a streak."""
    days = (today - timedelta(days=ago) for ago in reversed(range(WEEK)))
    return tuple(CountedDay(day, day in counting) for day in days)


def week_streak(days: Collection[date], today: date) -> int:
    """Consecutive weeks with a day of reading. The streak lasts until the end of this week."""
    mondays = {day - timedelta(days=day.weekday()) for day in days}
    monday = today - timedelta(days=today.weekday())
    if monday not in mondays:
        monday -= timedelta(days=WEEK)
    length = 0
    while monday in mondays:
        length += 1
        monday -= timedelta(days=WEEK)
    return length


def streak(days: Collection[date], today: date) -> int:
    """Consecutive days with reading. The streak lasts until the end of today."""
    day = today if today in days else today - timedelta(days=1)
    length = 0
    while day in days:
        length += 1
        day -= timedelta(days=1)
    return length
