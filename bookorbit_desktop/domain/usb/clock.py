"""Detects a wrong device clock by comparing page views with the arrival of pushes.

device-variants.md section 4, item 10. No other program has both.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from bookorbit_desktop.domain.reading.reading_days import ReadingCalendar
from bookorbit_desktop.domain.usb.page_views import PageView

QUARTER: Final = 900
"""Seconds. Time zones differ by whole quarters of an hour."""
LARGEST_ZONE: Final = 26 * 3600
"""Seconds. A larger offset is not a time zone: the clock was reset, and may be off by any amount."""
SLACK: Final = 300
"""The usual seconds between leaving a page and the arrival of its push."""
FIRST_MOMENT: Final = 1_167_652_800
"""Seconds since 1970: 1 January 2007 wherever one is. No reader that runs KOReader is older."""
LEAST_PUSHES: Final = 3
MOST_PUSHES: Final = 300
"""The newest of a device: earlier ones say nothing about its current clock."""


@dataclass(frozen=True, slots=True)
class PushArrival:
    """A push of the device, by the clock of this computer."""

    document: str
    percentage: float
    """0..1."""
    at: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class ClockCorrection:
    """The correction of a device's clock, in seconds to add to its times."""

    seconds: int
    since: int | None
    """The start in seconds since 1970 by the device's clock; None for always."""
    pushes: int
    """The number of pushes that show it."""

    def shift_of(self, start: int, now: float) -> int:
        """Seconds to add to the start of a view; 0 if the result would be in the future."""
        if self.since is not None and (start < self.since or start + self.seconds > now):
            return 0
        return self.seconds


def possible_times(now: float) -> range:
    """When a page can have been read, in seconds since 1970: until the end of tomorrow, which a zone ahead of ours has.

    Any other time was recorded by a wrong clock.
    """
    calendar = ReadingCalendar(())
    return range(FIRST_MOMENT, calendar.part(calendar.part(int(now)).end).end)


def propose_correction(views: Iterable[PageView], pushes: Sequence[PushArrival]) -> ClockCorrection | None:
    """The offset that most pushes agree on; None if the clock is right or there is too little evidence."""
    newest = sorted(pushes, key=lambda push: -push.at)[:MOST_PUSHES]
    by_document: defaultdict[str, list[PageView]] = defaultdict(list)
    wanted = {push.document for push in newest}
    for view in views:
        if view.document in wanted and view.total_pages > 0:
            by_document[view.document].append(view)
    votes: Counter[int] = Counter()
    lags: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    heard = 0
    for push in newest:
        own = _lags(push, by_document[push.document])
        heard += bool(own)
        for quarters, lag in own.items():
            votes[quarters] += 1
            lags[quarters].append(lag)
    return _elected(votes, lags, heard)


def _elected(
    votes: Counter[int], lags: dict[int, list[tuple[float, int]]], heard: int
) -> ClockCorrection | None:
    if not votes:
        return None
    most = max(votes.values())
    # A clock that may be right is taken to be right, and of two offsets the smaller one is likelier.
    winner = min((offset for offset, count in votes.items() if count == most), key=abs)
    if winner == 0 or most < LEAST_PUSHES or 2 * most <= heard:
        return None
    seconds = winner * QUARTER
    if abs(seconds) <= LARGEST_ZONE:
        if sum(_is_prompt(lag - seconds) for lag, _ in lags[winner]) < LEAST_PUSHES:
            return None
        return ClockCorrection(seconds, None, most)
    seconds = round(median(lag for lag, _ in lags[winner]))
    return ClockCorrection(seconds, min(start for _, start in lags[winner]), most)


def _lags(push: PushArrival, views: Iterable[PageView]) -> dict[int, tuple[float, int]]:
    """For each quarter of an hour, how long after its page a push arrived, and when that view began."""
    near = [view for view in views if _distance(view, push) <= 1 / view.total_pages + 0.002]
    near.sort(key=lambda view: -_distance(view, push))
    return {_quarters(push.at - view.end): (push.at - view.end, view.start) for view in near}


def _quarters(lag: float) -> int:
    return round(lag / QUARTER)


def _is_prompt(lag: float) -> bool:
    return -SLACK <= lag <= SLACK


def _distance(view: PageView, push: PushArrival) -> float:
    return abs(view.reached - push.percentage)
