"""Page views by the million: eight bytes for each number, where an object for each view would take two hundred."""

from array import array
from collections.abc import Iterator
from itertools import islice
from operator import lt


class PageColumns:
    """Pages, starts, seconds and counts of pages of the views of one book, each in a column."""

    __slots__ = ("pages", "seconds", "starts", "totals")

    def __init__(self) -> None:
        self.pages = array("q")
        self.starts = array("q")
        """Seconds since 1970, as the device's clock said."""
        self.seconds = array("q")
        self.totals = array("q")
        """Of the layout at that time; 0 when nothing tells."""

    def append(self, page: int, start: int, seconds: int, total: int) -> None:
        """One view more."""
        self.pages.append(page)
        self.starts.append(start)
        self.seconds.append(seconds)
        self.totals.append(total)

    def __len__(self) -> int:
        return len(self.pages)

    def __iter__(self) -> Iterator[tuple[int, int, int, int]]:
        """Page, start, seconds and total of each view."""
        return zip(self.pages, self.starts, self.seconds, self.totals, strict=True)

    def part(self, begin: int, end: int) -> "PageColumns":
        """The views from one place up to another."""
        part = PageColumns()
        part.pages, part.starts = self.pages[begin:end], self.starts[begin:end]
        part.seconds, part.totals = self.seconds[begin:end], self.totals[begin:end]
        return part

    @property
    def is_chronological(self) -> bool:
        """Whether each view begins after the one before it: then each is there once, too."""
        return all(map(lt, self.starts, islice(self.starts, 1, None)))
