"""Estimates the time left of a sync run: the remaining requests at the rate that Hardcover announced.

The costs are those of request-budget.md (a) and (b), in units of one top-level field.
"""

import math
from dataclasses import dataclass

UNITS_PER_NEW_ENTRY = 1.66
"""Writes for a book not yet acknowledged: it is added, and two thirds need their dates."""
UNITS_PER_CHANGE = 1.0
BOOKS_PER_LOOK = 100
"""Books in one look-up of ISBNs, or of entries on the shelf."""
_MINUTE, _HOUR = 60.0, 3600.0


@dataclass(frozen=True, slots=True)
class Rate:
    """The request rate allowed by Hardcover's headers."""

    per_second: float
    """Units per second."""
    ready: float = 0.0
    """Units that can be spent at once."""
    day_left: float | None = None
    """Units left for the day; None if unknown."""


@dataclass(frozen=True, slots=True)
class WorkLeft:
    """What a run has left to look up and to write, in books."""

    to_match: int = 0
    to_search: int = 0
    """Those to match that have no ISBN or id: each needs a search of its own."""
    to_look: int = 0
    new: int = 0
    changed: int = 0

    @property
    def units(self) -> float:
        """The estimated cost in units."""
        looks = math.ceil(self.to_match / BOOKS_PER_LOOK) + math.ceil(self.to_look / BOOKS_PER_LOOK)
        writes = self.new * UNITS_PER_NEW_ENTRY + self.changed * UNITS_PER_CHANGE
        return looks + self.to_search + writes


def seconds_left(units: float, rate: Rate) -> float | None:
    """Seconds until this many units are spent; None if the day's allowance ends before that."""
    if rate.day_left is not None and units > rate.day_left:
        return None
    return max(0.0, units - rate.ready) / rate.per_second


def hours_and_minutes(seconds: float) -> tuple[int, int]:
    """A duration in hours and whole minutes, rounded half up; (0, 0) means less than a minute."""
    if seconds < _MINUTE:
        return 0, 0
    minutes = math.floor(seconds / _MINUTE + 0.5)
    return divmod(minutes, int(_HOUR / _MINUTE))
