"""Page views from KOReader's statistics, and the reading days derived from them.

A view is identified by document, page and start time by the device's clock; the longer duration wins
(device-variants.md section 2, "Row identity across files").
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import add
from typing import Final, overload

from bookorbit_desktop.domain.reading.reading_time import part_covered
from bookorbit_desktop.domain.usb.files import StatisticsSettings
from bookorbit_desktop.domain.usb.page_columns import PageColumns

END: Final = 0.98
"""A view in the last 2% reached the end (device-variants.md section 2, "Completion")."""
BEGINNING: Final = 0.2
"""A complete pass through a book has a view in the first fifth."""
WHOLE: Final = 0.78
"""The share of distinct pages that makes a complete pass through a book."""
_BEGUN: Final = 0.05
"""A view within the first 5% after one beyond BEGINNING starts the book again."""
_SEVERAL_PAGES: Final = 3
LEAST_SECONDS: Final = 30
"""With less in total, a book was opened but not read ("Opened is not read")."""
EARLIEST: Final = 1_262_304_000
"""1 January 2010: KOReader is younger, so anything older was recorded by a wrong clock."""

LARGEST: Final = 2**32
"""Seconds, or pages. The year 2106: larger values are damage."""

DayOf = Callable[[int], date]
"""The local date of seconds since 1970."""
ViewKey = tuple[str, int, int]
"""Document, page and start: identifies a view."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A view of a page."""

    document: str
    """KOReader's digest of the book, or a name made from title and author if there is none."""
    page: int
    start: int
    """Seconds since 1970, by the device's clock."""
    seconds: int
    total_pages: int
    """Of the layout at that time; 0 if unknown."""

    @property
    def key(self) -> ViewKey:
        """Identifies the view."""
        return self.document, self.page, self.start

    @property
    def end(self) -> int:
        """When the page was left, by the device's clock."""
        return self.start + self.seconds

    @property
    def reached(self) -> float:
        """How far into the book the view ends, 0..1; 0 if unknown."""
        return min(self.page / self.total_pages, 1.0) if self.total_pages > 0 else 0.0


class PageViews(Sequence[PageView]):
    """The views of one document without duplicates, oldest first."""

    __slots__ = ("columns", "document")

    def __init__(self, document: str, columns: PageColumns) -> None:
        """`columns` are chronological."""
        self.document = document
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns)

    def __iter__(self) -> Iterator[PageView]:
        return (PageView(self.document, *view) for view in self.columns)

    @overload
    def __getitem__(self, index: int) -> PageView: ...
    @overload
    def __getitem__(self, index: slice) -> "PageViews": ...
    def __getitem__(self, index: int | slice) -> PageView | Sequence[PageView]:
        columns = self.columns
        if isinstance(index, slice):
            begin, end, _ = index.indices(len(columns))
            return PageViews(self.document, columns.part(begin, end))
        view = (columns.pages[index], columns.starts[index], columns.seconds[index], columns.totals[index])
        return PageView(self.document, *view)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self.document, len(self)))


@dataclass(frozen=True, slots=True)
class Completion:
    """A complete pass through a book, judging by its views."""

    started: date
    finished: date


def unique_views(views: Iterable[PageView]) -> list[PageView]:
    """The views without duplicates, oldest first; of two with one key, the longer one is kept."""
    longest: dict[ViewKey, PageView] = {}
    for view in views:
        known = longest.get(view.key)
        if known is None or view.seconds > known.seconds:
            longest[view.key] = view
    return sorted(longest.values(), key=lambda view: (view.start, view.page))


def by_document(views: Iterable[PageView]) -> list[PageViews]:
    """The views grouped by document."""
    if isinstance(views, PageViews):
        return [views]
    found: dict[str, PageColumns] = {}
    for view in views:
        columns = found.setdefault(view.document, PageColumns())
        columns.append(view.page, view.start, view.seconds, view.total_pages)
    return [PageViews(document, columns) for document, columns in found.items()]


def seconds_of(views: Sequence[PageView]) -> int:
    """The total duration of views."""
    return sum(views.columns.seconds) if isinstance(views, PageViews) else sum(view.seconds for view in views)


def last_end(views: Sequence[PageView]) -> int | None:
    """When the last page was left; None without views."""
    if isinstance(views, PageViews):
        return max(map(add, views.columns.starts, views.columns.seconds), default=None)
    return max((view.end for view in views), default=None)


def since(views: Sequence[PageView], start: int) -> Sequence[PageView]:
    """The views that began at that time or later; `views` are as from `unique_views`."""
    if isinstance(views, PageViews):
        index = bisect_left(views.columns.starts, start)
        return views[index:] if index else views
    return [view for view in views if view.start >= start]


def views_of_turns(
    document: str, turns: Sequence[tuple[int, int]], pages: int, settings: StatisticsSettings
) -> list[PageView]:
    """Views from the times at which pages were turned to, as stored before statistics used a database.

    A page lasts until the next one; if that is longer than the maximum recorded, it gets the average of the
    others (device-variants.md section 5, "Before SQLite").
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
    """Whether a view's page, start, duration and page count are plausible."""
    return all(abs(number) < LARGEST for number in numbers)


def completions(views: Sequence[PageView], day_of: DayOf) -> list[Completion]:
    """The complete passes through a book, oldest first; `views` are as from `unique_views`.

    A new one begins when a view within the first 5% follows one beyond 20% (device-variants.md section 2).
    """
    return Runs(views).completions(day_of)


def latest_run(views: Sequence[PageView]) -> Sequence[PageView]:
    """The views of the latest run through the book, to its end or current position; empty without any."""
    return Runs(views).latest


def end_reached(views: Sequence[PageView], day_of: DayOf, until: date | None = None) -> date | None:
    """The last day on which the views reach the end, not after `until`; None if they never do."""
    return Runs(views).end_reached(day_of, until)


class Runs:
    """Views split where the book was restarted and read to its end again."""

    def __init__(self, views: Sequence[PageView]) -> None:
        """`views` are as from `unique_views`."""
        self._views = views
        parts = by_document(views)
        columns = parts[0].columns if len(parts) == 1 else _joined(views)
        self._columns = columns
        self._reached = _reached(columns)
        self._ends = [index for index, reached in enumerate(self._reached) if reached >= END]
        self._begun = [
            index
            for index, (before, reached) in enumerate(pairwise(self._reached), 1)
            if 0 < reached <= _BEGUN and before > BEGINNING
        ]
        self._whole: dict[tuple[int, int], bool] = {}
        self._ranges = self._cut()

    @property
    def latest(self) -> Sequence[PageView]:
        """The views of the latest run."""
        begin, end = self._ranges[-1] if self._ranges else (0, 0)
        return self._views[begin:end]

    @property
    def under_way(self) -> Sequence[PageView]:
        """The views since the book was restarted after its end was reached; otherwise those of `latest`.

        A restart needs several pages and LEAST_SECONDS from the beginning: less is only looking something up.
        """
        if not self._ranges or not self._is_whole(*self._ranges[-1]):
            return self.latest
        last_end, end = self._ends[-1], self._ranges[-1][1]
        again = next((index for index in self._begun if index > last_end), None)
        if again is None:
            return self.latest
        pages = set(self._columns.pages[again:end])
        is_reading = len(pages) >= _SEVERAL_PAGES and sum(self._columns.seconds[again:end]) >= LEAST_SECONDS
        return self._views[again:end] if is_reading else self.latest

    def completions(self, day_of: DayOf) -> list[Completion]:
        """The runs that cover the whole book."""
        starts = self._columns.starts
        return [
            Completion(day_of(starts[begin]), day_of(starts[self._last_end(begin, end)]))
            for begin, end in self._ranges
            if self._is_whole(begin, end)
        ]

    def end_reached(self, day_of: DayOf, until: date | None) -> date | None:
        """The last day on which the end was reached, not after `until`."""
        for index in reversed(self._ends):
            day = day_of(self._columns.starts[index])
            if until is None or day <= until:
                return day
        return None

    def _cut(self) -> list[tuple[int, int]]:
        """Where each run begins and ends, oldest first."""
        end, found = len(self._reached), []
        for index in reversed(self._begun):
            if self._is_whole(index, end):
                found.append((index, end))
                end = index
        return [(0, end), *reversed(found)] if end else []

    def _last_end(self, begin: int, end: int) -> int:
        """The index of the last view in the range that reaches the end; -1 if none does."""
        number = bisect_left(self._ends, end)
        return self._ends[number - 1] if number and self._ends[number - 1] >= begin else -1

    def _is_whole(self, begin: int, end: int) -> bool:
        if self._last_end(begin, end) < 0:
            return False
        if (begin, end) not in self._whole:
            self._whole[begin, end] = self._covers(begin, end)
        return self._whole[begin, end]

    def _covers(self, begin: int, end: int) -> bool:
        pages, totals = self._columns.pages[begin:end], self._columns.totals[begin:end]
        placed = {(page, total) for page, total in zip(pages, totals, strict=True) if total > 0}
        return any(page <= BEGINNING * total for page, total in placed) and part_covered(placed) >= WHOLE


def _joined(views: Sequence[PageView]) -> PageColumns:
    columns = PageColumns()
    for view in views:
        columns.append(view.page, view.start, view.seconds, view.total_pages)
    return columns


def _reached(columns: PageColumns) -> list[float]:
    """How far into the book each view ends, 0..1; 0 if unknown."""
    positions = list(zip(columns.pages, columns.totals, strict=True))
    reached = {(page, total): min(page / total, 1.0) if total > 0 else 0.0 for page, total in set(positions)}
    return [reached[position] for position in positions]
