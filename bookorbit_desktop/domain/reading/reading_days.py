"""Days with reading: how much was read on each, the week, the streak, and the goal of the year."""

import calendar
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

SESSION_GAP = timedelta(minutes=30)
"""A longer pause between two pushes of a document is no reading."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some time with one document."""

    document: str
    at: datetime
    """When it began."""
    seconds: int
    page: int | None = None
    """The page that was looked at; None where only the time is known."""


@dataclass(frozen=True, slots=True)
class PushedPlace:
    """Where a device said that a document stood."""

    document: str
    at: datetime
    fraction: float


@dataclass(frozen=True, slots=True)
class ReadingDay:
    """What was read on a day."""

    day: date
    seconds: int = 0
    pages: int = 0
    has_reading: bool = False


def stretches_of(pushes: Iterable[PushedPlace]) -> list[Stretch]:
    """The time between pushes that follow each other closely and go forward. A first push is a stretch of no length."""
    found: list[Stretch] = []
    before: dict[str, PushedPlace] = {}
    for push in sorted(pushes, key=lambda push: push.at):
        earlier = before.get(push.document)
        before[push.document] = push
        if earlier is None or push.at - earlier.at > SESSION_GAP:
            found.append(Stretch(push.document, push.at, 0))
        elif push.fraction > earlier.fraction:
            found.append(Stretch(push.document, earlier.at, int((push.at - earlier.at).total_seconds())))
    return found


def by_day(stretches: Iterable[Stretch], day_of: Callable[[datetime], date]) -> dict[date, ReadingDay]:
    """What was read on each day. A page that was looked at twice on a day counts once."""
    seconds: dict[date, int] = {}
    pages: dict[date, set[tuple[str, int]]] = {}
    for stretch in stretches:
        day = day_of(stretch.at)
        seconds[day] = seconds.get(day, 0) + stretch.seconds
        looked_at = pages.setdefault(day, set())
        if stretch.page is not None:
            looked_at.add((stretch.document, stretch.page))
    return {day: ReadingDay(day, total, len(pages[day]), has_reading=True) for day, total in seconds.items()}


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
