"""The person's reading goal: books, pages or hours, in a year or month."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bookorbit_desktop.domain.reading.reading_days import ReadingDay

HOUR = 3600


class GoalMeasure(StrEnum):
    """What a goal counts."""

    BOOKS = "books"
    PAGES = "pages"
    HOURS = "hours"


class GoalPeriod(StrEnum):
    """The period of a goal, a calendar year or month."""

    YEAR = "year"
    MONTH = "month"


MOST = {GoalMeasure.BOOKS: 1_000, GoalMeasure.PAGES: 1_000_000, GoalMeasure.HOURS: 8_784}
"""The limit of each measure, for any period."""


@dataclass(frozen=True, slots=True)
class ReadSoFar:
    """The reading so far in the current period."""

    books: int = 0
    pages: int = 0
    seconds: int = 0

    def of(self, measure: GoalMeasure) -> int:
        """The amount in whole books, pages or hours."""
        amounts = {
            GoalMeasure.BOOKS: self.books,
            GoalMeasure.PAGES: self.pages,
            GoalMeasure.HOURS: self.seconds // HOUR,
        }
        return amounts[measure]


def read_so_far(days: Mapping[date, ReadingDay], finished: int, period: GoalPeriod, today: date) -> ReadSoFar:
    """The reading since a period began. `finished`: the books finished in it."""
    first = _first(period, today)
    read = [one for day, one in days.items() if first <= day <= today]
    return ReadSoFar(finished, sum(one.pages for one in read), sum(one.seconds for one in read))


def ahead_of(goal: int, done: int, period: GoalPeriod, today: date) -> int:
    """How far a reader is ahead of an even pace through the period; negative if behind."""
    passed = (today - _first(period, today)).days + 1
    return done - goal * passed // _length(period, today)


def _first(period: GoalPeriod, today: date) -> date:
    return today.replace(month=1, day=1) if period is GoalPeriod.YEAR else today.replace(day=1)


def _length(period: GoalPeriod, today: date) -> int:
    if period is GoalPeriod.YEAR:
        return 366 if calendar.isleap(today.year) else 365
    return calendar.monthrange(today.year, today.month)[1]
