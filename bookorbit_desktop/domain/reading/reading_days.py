"""Days with reading: the amount on each, the week, and streaks."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

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
