"""What plots and the year in review make of days of reading and books."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bookorbit_desktop.domain.reading.plots import (
    BookFacts,
    FinishedRead,
    ReadingPlots,
    library_growth,
    plots_of,
    seven_day_pace,
)
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.reading.reading_days import ReadingDay
from bookorbit_desktop.domain.reading.statistics import ReadDay, StatisticsFilter, Work, statistics_of
from bookorbit_desktop.domain.reading.year import YearInReview, period_of, year_in_review

TODAY = date(2026, 3, 20)
EVERYTHING = StatisticsFilter()
EMMA = BookFacts(
    id=1,
    title="Emma",
    authors=("Jane Austen", "An Editor"),
    genres=("Fiction", "Classics"),
    series="",
    language="en",
    formats=("epub",),
    pages=474,
    status=ReadingStatus.READ,
    rating=4.5,
    percentage=1.0,
    added_on=date(2025, 12, 30),
    removed_on=None,
    finished=(FinishedRead(date(2026, 1, 30), date(2026, 2, 2)),),
)
ULYSSES = replace(
    EMMA,
    id=2,
    title="Ulysses",
    authors=("James Joyce",),
    genres=(),
    series="Dublin",
    pages=None,
    status=ReadingStatus.ABANDONED,
    rating=None,
    percentage=0.14,
    added_on=date(2026, 2, 10),
    finished=(),
)
BY_HAND = replace(
    EMMA, id=3, title="By hand", finished=(FinishedRead(None, None),), rating=3.0, added_on=date(2026, 1, 5)
)


def read(book: BookFacts, day: date, minutes: int, pages: float, device: str = "Kobo") -> ReadDay:
    work = Work(book.id, book.title, f"{book.id:032x}", book.pages, book.id)
    return ReadDay(day.toordinal(), work, device, True, minutes * 60, minutes * 60, pages, pages)


def plots(
    rows: Sequence[ReadDay],
    books: Sequence[BookFacts] = (EMMA, ULYSSES, BY_HAND),
    statistics_filter: StatisticsFilter = EVERYTHING,
) -> ReadingPlots:
    return plots_of(statistics_filter, rows, books, statistics_of(rows, [], TODAY), TODAY)


def test_a_book_counts_for_each_of_its_authors_and_genres() -> None:
    found = plots([read(EMMA, date(2026, 1, 30), 30, 20), read(ULYSSES, date(2026, 2, 11), 45, 10, "Boox")])

    assert [(one.name, one.seconds, one.books) for one in found.authors] == [
        ("James Joyce", 2700, 1),
        ("An Editor", 1800, 1),
        ("Jane Austen", 1800, 1),
    ]
    assert [one.name for one in found.genres] == ["Classics", "Fiction"]
    assert [one.name for one in found.series] == ["Dublin"]
    assert [(one.name, one.pages) for one in found.devices] == [("Boox", 10), ("Kobo", 20)]


def test_months_without_reading_stand_between_those_with_it() -> None:
    found = plots([read(EMMA, date(2025, 11, 30), 30, 20), read(EMMA, date(2026, 2, 1), 10, 5)])

    assert [(one.month.month, one.seconds, one.finished) for one in found.months] == [
        (11, 1800, 0),
        (12, 0, 0),
        (1, 0, 0),
        (2, 600, 1),
    ]


def test_groups_count_finished_books_and_where_others_were_abandoned() -> None:
    found = plots([])

    assert [group.books for group in found.lengths] == [0, 0, 0, 0, 1, 0, 0, 0]
    assert [(group.least, group.books) for group in found.days_to_finish if group.books] == [(4, 1)]
    assert found.mean_days_to_finish == 4
    assert {group.least: group.books for group in found.ratings if group.books} == {3.0: 1, 4.5: 1}
    assert [(group.least, group.books) for group in found.abandoned if group.books] == [(10, 1)]
    assert found.finished_without_date == 1


def test_a_read_without_a_date_belongs_to_no_period() -> None:
    found = plots([], statistics_filter=StatisticsFilter(since=date(2026, 1, 1)))

    assert found.finished_without_date == 0
    assert {group.least: group.books for group in found.ratings if group.books} == {4.5: 1}


def test_a_book_that_was_given_up_belongs_to_the_periods_in_which_it_was_read() -> None:
    rows = [read(ULYSSES, date(2026, 2, 12), 20, 10)]
    february, march = (StatisticsFilter(date(2026, month, 1), date(2026, month, 28)) for month in (2, 3))

    assert [sum(group.books for group in plots(rows, statistics_filter=february).abandoned)] == [1]
    assert [sum(group.books for group in plots([], statistics_filter=march).abandoned)] == [0]
    assert [sum(group.books for group in plots([]).abandoned)] == [1]


def test_the_pace_is_the_mean_of_seven_days_and_falls_when_nothing_is_read() -> None:
    first = date(2026, 3, 1)
    days = {first: ReadingDay(first, 7 * 600, 70, has_reading=True)}

    pace = seven_day_pace(days, StatisticsFilter(), first + timedelta(days=8))

    assert [(one.seconds, one.pages) for one in pace] == [(600, 10)] * 7 + [(0, 0)] * 2


def test_the_backlog_is_what_is_neither_finished_nor_abandoned() -> None:
    removed = replace(BY_HAND, id=4, finished=(), removed_on=date(2026, 3, 2), status=ReadingStatus.UNREAD)
    waiting = replace(removed, id=5, removed_on=None)

    growth = library_growth([EMMA, ULYSSES, BY_HAND, removed, waiting], StatisticsFilter(), TODAY)

    assert [(one.month.month, one.books, one.backlog) for one in growth] == [
        (12, 1, 1),
        (1, 4, 3),
        (2, 5, 2),
        (3, 4, 1),
    ]


def review(*books: BookFacts, rows: Sequence[ReadDay] = (), year: int = 2026) -> YearInReview:
    return year_in_review(year, plots(rows, books, period_of(year)), books)


def test_a_year_counts_what_the_person_says_is_read_and_not_what_was_abandoned() -> None:
    marked = replace(BY_HAND, finished=(FinishedRead(None, date(2026, 1, 3)),))

    found = review(EMMA, ULYSSES, marked, rows=[read(ULYSSES, date(2026, 2, 12), 60, 30)])

    assert [book.title for book in found.books] == ["By hand", "Emma"]
    assert (found.seconds, found.pages, found.days) == (3600, 30, 1)
    assert found.fastest is not None
    assert found.fastest.title == "Emma"
    assert len(found.months) == 12
    assert found.busiest_month is not None
    assert found.busiest_month.month == date(2026, 2, 1)


def test_a_year_with_nothing_is_empty() -> None:
    assert review(EMMA, ULYSSES, year=2024).is_empty
    assert review(year=2024).busiest_month is None
