"""Days with reading: how much was read on each, the week, the streak, and the goal of the year."""

import calendar
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7


@dataclass(frozen=True, slots=True)
class ReadingDay:
    """What was read on a day."""

    day: date
    seconds: int = 0
    pages: int = 0
    has_reading: bool = False


def week_of(days: Mapping[date, ReadingDay], today: date) -> tuple[ReadingDay, ...]:
    """The week of a day, from Monday (ISO 8601) to Sunday."""
    monday = today - timedelta(days=today.weekday())
    week = (monday + timedelta(days=offset) for offset in range(WEEK))
    return tuple(days.get(day) or ReadingDay(day) for day in week)


def streak(days: Collection[date], today: date) -> int:
    """Days in a row with reading. A streak lives until the end of today."""
    day = today if today in days else today - timedelta(days=1)
    length = 0
    while day in days:
        length += 1
        day -= timedelta(days=1)
    return length


def books_ahead(finished: int, goal: int, today: date) -> int:
    """How many books a reader is ahead of an even pace through the year; below 0 is behind."""
    days = 366 if calendar.isleap(today.year) else 365
    return finished - goal * today.timetuple().tm_yday // days
