"""Forecasts: when a book will be finished, how long unread books take, and the year's total.

There is none if too little has been read.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median, pstdev
from typing import NamedTuple

from bookorbit_desktop.domain.reading.reading_days import ReadingDay

RECENT = 28
"""The days from which a book's daily reading is estimated."""
LEAST_DAYS = 3
"""The least number of them with reading for a forecast date."""
LEAST_SECONDS = 10 * 60
LEAST_SHARE = 0.02
"""The least share of the text for a book's own pace."""
FARTHEST = 3650
"""Days; anything later gets no date."""
FOUR_IN_FIVE = 1.2816
"""Standard deviations to either side of the mean that contain 80% of a normal distribution."""
QUARTER = 90
"""The days from which overall daily reading is estimated."""
LEAST_QUARTER = 7
LEAST_FINISHED = 3
"""The least number of books finished within a year for a yearly projection."""


class BookDay(NamedTuple):
    """The reading of a book on a day."""

    day: date
    seconds: int
    paced: int
    """Seconds that count for the pace: time on a single page is capped."""
    share: float
    """The share of the text, 0..1."""


@dataclass(frozen=True, slots=True)
class FinishForecast:
    """When a book is likely to be finished; with 80% probability between `earliest` and `latest`."""

    seconds_left: int
    earliest: date | None = None
    likely: date | None = None
    """None if only the time left is known."""
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class BacklogForecast:
    """How long the unread books take at one's own pace."""

    books: int = 0
    pages: int = 0
    """Books without a page count are assumed to be of average length."""
    until: date | None = None
    """None if too little was read, or too far away."""


@dataclass(frozen=True, slots=True)
class GoalForecast:
    """The expected total of the year."""

    finished: int = 0
    projected: int | None = None
    """None if too few were finished."""


def seconds_left(days: Iterable[BookDay], percentage: float | None) -> int | None:
    """The time left of a book at its own pace, in seconds; None if there is too little data."""
    read = list(days)
    share, paced = sum(one.share for one in read), sum(one.paced for one in read)
    if percentage is None or share < LEAST_SHARE or paced < LEAST_SECONDS:
        return None
    return round(max(0.0, 1 - percentage) * paced / share)


def finish_forecast(days: Sequence[BookDay], percentage: float | None, today: date) -> FinishForecast | None:
    """The finish of a book read as in the last four weeks; None if too little was read.

    Mean and standard deviation of the daily reading time, including days without reading, give the days until
    the rest is read: a sum of n days varies with the square root of n.
    """
    left = seconds_left(days, percentage)
    if left is None:
        return None
    by_day = {one.day: one.seconds for one in days}
    last = today if today in by_day else today - timedelta(days=1)
    first = max(min(by_day), today - timedelta(days=RECENT - 1))
    recent = [by_day.get(first + timedelta(days=n), 0) for n in range((last - first).days + 1)]
    if sum(seconds > 0 for seconds in recent) < LEAST_DAYS:
        return FinishForecast(left)
    mean, spread = sum(recent) / len(recent), FOUR_IN_FIVE * pstdev(recent)
    earliest, likely, latest = (_days_until(left, mean, lean * spread) for lean in (-1, 0, 1))
    if latest > FARTHEST:
        return FinishForecast(left)
    return FinishForecast(
        left,
        max(today, last + timedelta(days=earliest)),
        max(today, last + timedelta(days=likely)),
        max(today, last + timedelta(days=latest)),
    )


def _days_until(left: int, mean: float, lean: float) -> int:
    """Return the least n for which n * mean - lean * sqrt(n) reaches the remaining amount."""
    root = (lean + math.sqrt(lean * lean + 4 * mean * left)) / (2 * mean)
    return math.ceil(root * root - 1e-9)


def pages_a_day(days: Mapping[date, ReadingDay], today: date) -> float | None:
    """Pages a day over the last three months, including days without reading; None if too little was read."""
    first = today - timedelta(days=QUARTER - 1)
    recent = [read for day, read in days.items() if first <= day <= today and read.pages]
    if len(recent) < LEAST_QUARTER:
        return None
    since = max(first, min(days))
    return sum(read.pages for read in recent) / ((today - since).days + 1)


def backlog_forecast(
    waiting: Collection[int | None], days: Mapping[date, ReadingDay], today: date
) -> BacklogForecast:
    """How long unread books take. `waiting`: the pages of each, None if unknown."""
    known = [pages for pages in waiting if pages]
    usual = median(known) if known else 0
    pages = round(sum(known) + usual * (len(waiting) - len(known)))
    pace = pages_a_day(days, today)
    if not pages or not pace or pages / pace > FARTHEST:
        return BacklogForecast(len(waiting), pages, None)
    return BacklogForecast(len(waiting), pages, today + timedelta(days=math.ceil(pages / pace)))


def goal_forecast(finished: Collection[date], today: date) -> GoalForecast:
    """The total of the year at the pace of the last 365 days. `finished`: when books were finished."""
    this_year = sum(day.year == today.year for day in finished)
    recent = sum(0 <= (today - day).days < 365 for day in finished)
    if recent < LEAST_FINISHED:
        return GoalForecast(this_year, None)
    left = (date(today.year, 12, 31) - today).days
    return GoalForecast(this_year, this_year + round(recent * left / 365))
