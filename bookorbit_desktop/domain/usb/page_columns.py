"""Compact storage for millions of page views: eight bytes per number instead of an object per view."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import lt


class PageColumns:
    """Pages, starts, seconds and page counts of a book's views, as columns."""

    __slots__ = ("pages", "seconds", "starts", "totals")

    def __init__(self) -> None:
        self.pages = array("q")
        self.starts = array("q")
        """Seconds since 1970, by the device's clock."""
        self.seconds = array("q")
        self.totals = array("q")
        """Of the layout at that time; 0 if unknown."""

    @classmethod
    def of(
        cls, pages: Iterable[int], starts: Iterable[int], seconds: Iterable[int], totals: Iterable[int]
    ) -> "PageColumns":
        """Views from their columns. Raises TypeError or OverflowError for values beyond 64-bit integers."""
        made = cls()
        made.pages, made.starts = array("q", pages), array("q", starts)
        made.seconds, made.totals = array("q", seconds), array("q", totals)
        return made

    def append(self, page: int, start: int, seconds: int, total: int) -> None:
        """Add a view."""
        self.pages.append(page)
        self.starts.append(start)
        self.seconds.append(seconds)
        self.totals.append(total)

    def extend(self, more: "PageColumns") -> None:
        """Add the views of another table."""
        self.pages += more.pages
        self.starts += more.starts
        self.seconds += more.seconds
        self.totals += more.totals

    def __len__(self) -> int:
        return len(self.pages)

    def __iter__(self) -> Iterator[tuple[int, int, int, int]]:
        """Page, start, seconds and total of each view."""
        return zip(self.pages, self.starts, self.seconds, self.totals, strict=True)

    def part(self, begin: int, end: int) -> "PageColumns":
        """The views from index `begin` up to, but not including, `end`."""
        part = PageColumns()
        part.pages, part.starts = self.pages[begin:end], self.starts[begin:end]
        part.seconds, part.totals = self.seconds[begin:end], self.totals[begin:end]
        return part

    @property
    def is_chronological(self) -> bool:
        """Whether each view begins after the one before it, which also rules out duplicates."""
        return all(map(lt, self.starts, islice(self.starts, 1, None)))
