"""Page views as KOReader's statistics record them, and what they tell about the days of reading a book.

A view is the same wherever it is met: document, page and start time as the device's clock said it; the longer
duration wins (DEVICE_ANCHORS.md section 2, "Row identity across files").
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from bookorbit_desktop.domain.device_files import StatisticsSettings

END: Final = 0.98
"""A view in the last two per cent reached the end (DEVICE_ANCHORS.md section 2, "Completion")."""
BEGINNING: Final = 0.2
"""A whole time through a book has a view in the first fifth."""
WHOLE: Final = 0.78
"""So much of the distinct pages makes a whole time through a book."""
_BEGUN: Final = 0.05
"""A view within the first 5 % that follows one beyond BEGINNING begins the book anew."""
_SEVERAL_PAGES: Final = 3
LEAST_SECONDS: Final = 30
"""Shorter than that in all, a book was opened and not read ("Opened is not read")."""
EARLIEST: Final = 1_262_304_000
"""The first of January 2010: KOReader is younger, so what is older was recorded by a clock that was off."""

LARGEST: Final = 2**32
"""Seconds, or pages. The year 2106: what says more of itself was never recorded, but damaged."""

DayOf = Callable[[int], date]
"""The calendar date, where the person is, of seconds since 1970."""
ViewKey = tuple[str, int, int]
"""Document, page and start: what a view is known again by."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A page that was looked at."""

    document: str
    """KOReader's digest of the book, or a name made of title and author where it kept none."""
    page: int
    start: int
    """Seconds since 1970, as the device's clock said."""
    seconds: int
    total_pages: int
    """Of the layout at that time; 0 when nothing tells."""

    @property
    def key(self) -> ViewKey:
        """What it is known again by."""
        return self.document, self.page, self.start

    @property
    def end(self) -> int:
        """When the page was left, as the device's clock said."""
        return self.start + self.seconds

    @property
    def reached(self) -> float:
        """0..1, how far in the book it ends; 0 when nothing tells."""
        return min(self.page / self.total_pages, 1.0) if self.total_pages > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole time through a book, as the views show it."""

    started: date
    finished: date


def unique_views(views: Iterable[PageView]) -> list[PageView]:
    """Each view once, the oldest first; of two with one key the longer one."""
    longest: dict[ViewKey, PageView] = {}
    for view in views:
        known = longest.get(view.key)
        if known is None or view.seconds > known.seconds:
            longest[view.key] = view
    return sorted(longest.values(), key=lambda view: (view.start, view.page))


def news_of(views: Iterable[PageView], known: Mapping[ViewKey, int]) -> list[PageView]:
    """The views that are not known yet, or only with fewer seconds."""
    return [view for view in views if view.seconds > known.get(view.key, -1)]


def views_of_turns(
    document: str, turns: Sequence[tuple[int, int]], pages: int, settings: StatisticsSettings
) -> list[PageView]:
    """Views made of the times that pages were turned to, as kept before statistics had a database.

    A page lasts until the next one; longer than the most that is recorded, it lasts as the others do on average
    (DEVICE_ANCHORS.md section 5, "Before SQLite").
    """
    ordered = sorted(turn for turn in turns if is_possible(*turn))
    pages = pages if is_possible(pages) else 0
    lasted = [later - start for (start, _), (later, _) in pairwise(ordered)]
    usual = [seconds for seconds in lasted if 0 < seconds <= settings.max_seconds]
    average = sum(usual) // len(usual) if usual else 0
    return [
        PageView(document, page, start, seconds if 0 < seconds <= settings.max_seconds else average, pages)
        for (start, page), seconds in zip(ordered, [*lasted, 0][: len(ordered)], strict=True)
        if seconds or average
    ]


def is_possible(*numbers: int) -> bool:
    """Whether a view can have such a page, start, duration or count of pages."""
    return all(abs(number) < LARGEST for number in numbers)


def completions(views: Sequence[PageView], day_of: DayOf) -> list[Completion]:
    """The whole times through a book, oldest first; `views` as `unique_views` gives them.

    A new one begins when a view within the first 5 % follows one beyond 20 % (DEVICE_ANCHORS.md section 2).
    """
    found = []
    for run in _runs(views):
        last = max((view for view in run if view.reached >= END), key=lambda view: view.start, default=None)
        if last is not None and _is_whole(run):
            found.append(Completion(day_of(run[0].start), day_of(last.start)))
    return found


def latest_run(views: Sequence[PageView]) -> list[PageView]:
    """The views since the book was begun last and read to its end, or to where it is now; none where there are none."""
    runs = _runs(views)
    return runs[-1] if runs else []


def run_under_way(views: Sequence[PageView]) -> list[PageView]:
    """The views since the book was begun anew after its end was reached; else those of `latest_run`.

    Several pages and LEAST_SECONDS from the beginning on: less is looking something up.
    """
    run = latest_run(views)
    ends = [place for place, view in enumerate(run) if view.reached >= END]
    if not ends or not _is_whole(run):
        return run
    for place in range(ends[-1] + 1, len(run)):
        if 0 < run[place].reached <= _BEGUN and run[place - 1].reached > BEGINNING:
            again = run[place:]
            return again if _is_reading(again) else run
    return run


def _is_reading(views: Sequence[PageView]) -> bool:
    pages = {view.page for view in views}
    return len(pages) >= _SEVERAL_PAGES and sum(view.seconds for view in views) >= LEAST_SECONDS


def end_reached(views: Sequence[PageView], day_of: DayOf, until: date | None = None) -> date | None:
    """The last day on which the views reach the end, not after `until`; None where they never do."""
    days = (day_of(view.start) for view in views if view.reached >= END)
    return max((day for day in days if until is None or day <= until), default=None)


def _runs(views: Sequence[PageView]) -> list[list[PageView]]:
    """The views cut where the book was begun anew and read to its end again."""
    for place in range(len(views) - 1, 0, -1):
        before, view = views[place - 1], views[place]
        if 0 < view.reached <= _BEGUN and before.reached > BEGINNING and _is_whole(views[place:]):
            return [*_runs(views[:place]), list(views[place:])]
    return [list(views)] if views else []


def _is_whole(views: Sequence[PageView]) -> bool:
    placed = [view for view in views if view.total_pages > 0]
    return (
        any(view.reached >= END for view in placed)
        and any(view.reached <= BEGINNING for view in placed)
        and _covered(placed) >= WHOLE
    )


def _covered(views: Iterable[PageView]) -> float:
    """0..1, how much of the book the intervals [(page - 1) / total, page / total] cover together."""
    covered, until = 0.0, 0.0
    for begin, end in sorted(((view.page - 1) / view.total_pages, view.reached) for view in views):
        covered += max(0.0, end - max(begin, until))
        until = max(until, end)
    return covered
