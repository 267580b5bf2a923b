"""The content of a year's pages."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QLocale

from bookorbit_desktop.domain.reading.year import YearBook, YearInReview
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import date_text, duration, joined, names, number, sentence_case

MOST_AUTHORS = 5
_LONG = 100 * 3600


class PageKind(StrEnum):
    """The pages in order."""

    FIGURES = "figures"
    MONTHS = "months"
    AUTHORS = "authors"
    RECORDS = "records"
    COVERS = "covers"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with what it counts, or a name with a fact about it."""

    large: str
    small: str


@dataclass(frozen=True, slots=True)
class YearPage:
    """One page as text; pictures and bars come from the review."""

    kind: PageKind
    title: str
    facts: tuple[Fact, ...] = ()

    @property
    def text(self) -> str:
        """The text for screen readers."""
        return ". ".join([self.title, *(f"{fact.large}, {fact.small}" for fact in self.facts)])


def pages_of(review: YearInReview) -> tuple[YearPage, ...]:
    """The pages of a year that have content; the summary always does."""
    every = (
        YearPage(PageKind.FIGURES, tr("Your {0} in books").format(review.year), _figures(review)),
        YearPage(PageKind.MONTHS, tr("Month by month"), _months(review)),
        YearPage(PageKind.AUTHORS, tr("Your authors"), _authors(review)),
        YearPage(PageKind.RECORDS, tr("Records"), _records(review)),
        YearPage(PageKind.COVERS, tr("All your books"), _books(review)),
        YearPage(PageKind.SUMMARY, tr("Your {0} in books").format(review.year), _figures(review)),
    )
    return tuple(page for page in every if page.facts)


def _figures(review: YearInReview) -> tuple[Fact, ...]:
    found = []
    if review.seconds >= 60:
        found.append(Fact(time_text(review.seconds), tr("of reading")))
    if review.pages:
        found.append(Fact(number(review.pages), tr("page read") if review.pages == 1 else tr("pages read")))
    if review.longest_streak > 1:
        found.append(Fact(tr("%n day(s)", review.longest_streak), tr("in a row")))
    count = len(review.books)
    if count or not found:  # nobody begins a year's picture with a 0
        found.insert(0, Fact(number(count), tr("book finished") if count == 1 else tr("books finished")))
    return tuple(found)


def _months(review: YearInReview) -> tuple[Fact, ...]:
    best = review.busiest_month
    if best is None:
        return ()
    read = time_text(best.seconds) if best.seconds else ""
    ended = tr("%n book(s) finished", best.finished) if best.finished else ""
    found = [Fact(sentence_case(month_name(best.month)), joined(read, ended))]
    day = review.best_day
    if day is not None and day.seconds >= 60:
        found.append(Fact(date_text(day.day), tr("your longest day: {0}").format(duration(day.seconds))))
    return tuple(found)


def _authors(review: YearInReview) -> tuple[Fact, ...]:
    if review.authors:
        return tuple(
            Fact(one.name, joined(_told_time(one.seconds), tr("%n book(s)", one.books)))
            for one in review.authors[:MOST_AUTHORS]
        )
    counts: dict[str, int] = {}
    for book in review.books:
        for name in book.authors:
            counts[name] = counts.get(name, 0) + 1
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_AUTHORS]
    return tuple(Fact(name, tr("%n book(s)", count)) for name, count in most)


def _told_time(seconds: int) -> str:
    """Nothing where devices only sent positions."""
    return time_text(seconds) if seconds >= 60 else ""


def _records(review: YearInReview) -> tuple[Fact, ...]:
    """The records of the year; a single book is none."""
    books, found = review.books, []
    if len(books) > 1:
        found.append(Fact(books[0].title, tr("the first, on {0}").format(date_text(books[0].finished_on))))
        found.append(Fact(books[-1].title, tr("the last, on {0}").format(date_text(books[-1].finished_on))))
    timed = sum(book.days is not None for book in books)
    if timed > 1 and review.fastest is not None:
        found.append(Fact(review.fastest.title, _in_days(tr("the fastest"), review.fastest)))
    if timed > 2 and review.slowest is not None:
        found.append(Fact(review.slowest.title, _in_days(tr("with you the longest"), review.slowest)))
    if len(books) > 1 and review.longest is not None:
        pages = tr("%n page(s)", review.longest.pages or 0)
        found.append(Fact(review.longest.title, joined(tr("the longest"), pages)))
    return tuple(found)


def _in_days(words: str, book: YearBook) -> str:
    return joined(words, tr("%n day(s)", book.days or 0))


def _books(review: YearInReview) -> tuple[Fact, ...]:
    return tuple(
        Fact(book.title, joined(names(book.authors), date_text(book.finished_on))) for book in review.books
    )


def month_name(month: date) -> str:
    """The full name of a month."""
    return QLocale().standaloneMonthName(month.month, QLocale.FormatType.LongFormat)


def time_text(seconds: int) -> str:
    """A duration in hours, with minutes only if they matter."""
    return tr("{0} h").format(number(round(seconds / 3600))) if seconds >= _LONG else duration(seconds)
