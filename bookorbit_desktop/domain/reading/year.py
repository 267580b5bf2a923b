"""A year of reading in review. The person's own status decides: Read by hand counts, Abandoned does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bookorbit_desktop.domain.reading.plots import (
    BookFacts,
    MonthAmount,
    NamedAmount,
    ReadingPlots,
    finished_in,
)
from bookorbit_desktop.domain.reading.reading_days import ReadingDay
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter

MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearBook:
    """A book finished in the year."""

    id: int
    title: str
    authors: tuple[str, ...]
    finished_on: date
    days: int | None
    """From the first to the last, inclusive; None if the start is unknown."""
    pages: int | None
    rating: float | None


@dataclass(frozen=True, slots=True)
class YearInReview:
    """The figures and books of a year in review."""

    year: int
    books: tuple[YearBook, ...]
    """In the order they were finished; one read twice is listed twice."""
    seconds: int
    pages: int
    days: int
    """The number of days with reading."""
    longest_streak: int
    months: tuple[MonthAmount, ...]
    """Twelve."""
    authors: tuple[NamedAmount, ...]
    """By time, most first."""
    best_day: ReadingDay | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.books and not self.days

    @property
    def fastest(self) -> YearBook | None:
        """The book finished in the fewest days."""
        return min((book for book in self.books if book.days), key=lambda book: book.days or 0, default=None)

    @property
    def slowest(self) -> YearBook | None:
        """The book read over the most days."""
        return max((book for book in self.books if book.days), key=lambda book: book.days or 0, default=None)

    @property
    def longest(self) -> YearBook | None:
        """The book with the most pages."""
        return max(
            (book for book in self.books if book.pages), key=lambda book: book.pages or 0, default=None
        )

    @property
    def busiest_month(self) -> MonthAmount | None:
        """The month with the most reading time or, if none is known, the most books."""
        best = max(self.months, key=lambda month: (month.seconds, month.finished))
        return best if best.seconds or best.finished else None


def period_of(year: int) -> StatisticsFilter:
    """The filter for all reading of a year."""
    return StatisticsFilter(since=date(year, 1, 1), until=date(year, 12, 31))


def year_in_review(year: int, plots: ReadingPlots, books: Sequence[BookFacts]) -> YearInReview:
    """Build the year in review from the plots of its period."""
    found = plots.statistics
    known = {month.month: month for month in plots.months}
    firsts = [date(year, month, 1) for month in range(1, MONTHS + 1)]
    return YearInReview(
        year=year,
        books=tuple(
            YearBook(book.id, book.title, book.authors, read.finished_on, read.days, book.pages, book.rating)
            for book, read in finished_in(books, period_of(year))
            if read.finished_on is not None
        ),
        seconds=found.total.seconds,
        pages=round(found.total.pages),
        days=found.total.days,
        longest_streak=found.longest_streak,
        months=tuple(known.get(first) or MonthAmount(first, 0, 0, 0) for first in firsts),
        authors=plots.authors,
        best_day=max(found.days.values(), key=lambda day: (day.seconds, day.pages), default=None),
    )
