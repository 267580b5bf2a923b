"""What the Statistics page asks for, over real page views: hours by the clock on the wall, sessions of a day, years."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import VirtualClock
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from tests.services import TestClock, add_book, make_services

NOW = datetime(2026, 4, 10, 12, tzinfo=UTC).timestamp()
FIRST, SECOND = "a" * 32, "b" * 32
EVERYTHING = StatisticsFilter()
SUNDAY, MONDAY, HOUR = 6 * 24, 0, 3600


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    made = make_services(tmp_path / "data", clock=TestClock(VirtualClock(NOW)))
    made.preferences.change(day_starts_at=0)
    add_book(made, "First", "Ada Example", digest=FIRST)
    add_book(made, "Second", "Ben Other", digest=SECOND)
    yield made
    made.database.close()


def view(
    services: Services,
    begin: datetime,
    minutes: int,
    page: int = 1,
    document: str = FIRST,
    device: str = "kobo",
) -> None:
    repository = PageViewRepository(services.database)
    brought = [PageView(document, page, int(begin.timestamp()), minutes * 60, 100)]
    services.database.write(lambda: repository.add(brought, device, None, NOW))


def hours(services: Services, statistics_filter: StatisticsFilter = EVERYTHING) -> dict[int, float]:
    found = services.statistics.hours(statistics_filter)
    return {cell: round(seconds) for cell, seconds in enumerate(found.seconds) if seconds}


def test_hours_are_those_of_the_clock_on_the_wall_before_and_after_it_is_put_forward(
    services: Services,
) -> None:
    view(services, datetime(2026, 3, 29, 0, 30, tzinfo=UTC), 60)  # 1:30 to 3:30 by the clock of that night
    view(services, datetime(2026, 3, 29, 10, 30, tzinfo=UTC), 30, page=2)
    view(services, datetime(2026, 3, 22, 10, 30, tzinfo=UTC), 30, page=3)

    assert hours(services) == {
        SUNDAY + 1: HOUR / 2,
        SUNDAY + 3: HOUR / 2,
        SUNDAY + 11: HOUR / 2,
        SUNDAY + 12: HOUR / 2,
    }


def test_the_night_belongs_to_the_evening_before_it(services: Services) -> None:
    services.preferences.change(day_starts_at=4)
    view(services, datetime(2026, 3, 24, 0, tzinfo=UTC), 30)  # Tuesday at one o'clock

    found = services.statistics.hours(EVERYTHING)

    assert found.starts_at == 4
    assert hours(services) == {MONDAY + (1 - 4) % 24: HOUR / 2}


def test_time_on_two_devices_at_once_fills_no_hour_twice(services: Services) -> None:
    begin = datetime(2026, 3, 23, 10, tzinfo=UTC)
    view(services, begin, 40)
    view(services, begin, 40, document=SECOND)

    assert sum(hours(services).values()) == 40 * 60
    total = services.statistics.plots(EVERYTHING).statistics.total.seconds
    assert sum(hours(services).values()) == total


def test_the_sessions_of_a_day_are_parted_by_long_pauses(services: Services) -> None:
    morning = datetime(2026, 3, 23, 7, tzinfo=UTC)
    view(services, morning, 10)
    view(services, morning.replace(minute=20), 10, page=2)
    view(services, morning.replace(hour=9), 10, page=3)
    view(services, morning.replace(hour=8), 5, document=SECOND)

    found = services.statistics.sittings(EVERYTHING, date(2026, 3, 23))

    assert [(one.title, one.seconds) for one in found] == [("First", 1200), ("Second", 300), ("First", 600)]
    only = services.statistics.sittings(StatisticsFilter(author="Ben Other"), date(2026, 3, 23))
    assert [one.title for one in only] == ["Second"]
    assert services.statistics.sittings(EVERYTHING, date(2026, 3, 24)) == ()


def test_the_reading_of_a_book_is_its_positions_and_sessions(services: Services) -> None:
    evening = datetime(2026, 3, 23, 20, tzinfo=UTC)
    for page in range(1, 11):
        view(services, evening.replace(minute=page), 1, page=page)
    view(services, evening.replace(day=24), 4, page=20)
    view(services, evening, 30, page=90, document=SECOND)

    found = services.statistics.book(BookId(1))

    assert [round(one.fraction, 2) for one in found.positions] == [
        *(page / 100 for page in range(1, 11)),
        0.2,
    ]
    assert [(one.seconds, one.pages, one.pages_a_minute) for one in found.sessions] == [
        (600, 10, 1.0),
        (240, 1, 0.25),
    ]
    assert services.statistics.book(BookId(99)).sessions == ()


def test_filters_offer_the_years_authors_and_devices_there_are(services: Services) -> None:
    view(services, datetime(2024, 3, 23, 7, tzinfo=UTC), 10)

    choices = services.statistics.choices()

    assert choices.years == (2024,)
    assert choices.authors == ("Ada Example", "Ben Other")
    assert choices.devices == ("kobo",)


def test_with_a_device_only_books_that_were_read_there_count_on_the_page_and_in_the_command(
    services: Services,
) -> None:
    begin = datetime(2026, 3, 23, 7, tzinfo=UTC)
    view(services, begin, 10)
    view(services, begin + timedelta(hours=1), 20, document=SECOND, device="Kindle")
    services.reading.set_status([BookId(1)], StatusChange(ReadingStatus.READ, finished_on=date(2026, 3, 28)))
    services.reading.set_status([BookId(2)], StatusChange(ReadingStatus.ABANDONED))

    def seen(**wanted: Any) -> list[int]:
        """Finished on the page and in the command; abandoned and growth of the library on the page."""
        statistics_filter = StatisticsFilter(**wanted)
        plots, figures = (
            services.statistics.plots(statistics_filter),
            services.reading_time.statistics(statistics_filter),
        )
        assert (plots.statistics.finished, plots.statistics.finished_this_year) == (
            figures.finished,
            figures.finished_this_year,
        )
        library = plots.growth[-1].books if plots.growth else 0
        return [figures.finished, sum(group.books for group in plots.abandoned), library]

    assert seen() == [1, 1, 2]
    assert seen(device="KOBO") == [1, 0, 1]
    assert seen(device="kindle") == [0, 1, 1]
    assert seen(device="no such reader") == [0, 0, 0]
    # Finished in a time in which nothing of it was read on that device: it was read there all the same.
    assert seen(device="kobo", since=date(2026, 3, 28)) == [1, 0, 1]


@pytest.mark.parametrize(
    "wanted",
    [
        {"since": date(2026, 2, 1), "until": date(2026, 2, 28)},
        {"status": ReadingStatus.READ},
        {"device": "kobo"},
        {"genre": "Crime"},
        {"author": "Ada Example"},
    ],
    ids=["period", "status", "device", "genre", "author"],
)
def test_every_plot_follows_every_filter(services: Services, wanted: dict[str, Any]) -> None:
    """Two books that differ in everything; one of them fits, and no plot shows anything of the other."""
    evening = datetime(2026, 2, 4, 19, tzinfo=UTC)  # a Wednesday; eight in the evening in Berlin
    view(services, evening, 30)
    view(services, datetime(2026, 3, 6, 8, tzinfo=UTC), 20, document=SECOND, device="Kindle")
    for book, genre, series, pages in ((1, "Crime", "Clocks", 120), (2, "Poems", "Harbours", 640)):
        changes: dict[BookField, Any] = {
            BookField.SUBJECTS: (genre,),
            BookField.SERIES: series,
            BookField.PAGES: pages,
        }
        services.metadata.change([BookId(book)], changes)
        services.metadata.change([BookId(book)], {BookField.LANGUAGE: ("en", "de")[book - 1]})
    read = StatusChange(ReadingStatus.READ, started_on=date(2026, 2, 3), finished_on=date(2026, 2, 4))
    services.reading.set_status([BookId(1)], read)
    services.reading.rate([BookId(1)], 4.0)
    services.reading.set_status([BookId(2)], StatusChange(ReadingStatus.ABANDONED))
    statistics_filter = StatisticsFilter(**wanted)

    found = services.statistics.plots(statistics_filter)

    groups = (found.authors, found.series, found.genres, found.languages, found.devices)
    assert [[one.name for one in group] for group in groups] == [
        ["Ada Example"],
        ["Clocks"],
        ["Crime"],
        ["en"],
        ["kobo"],
    ]
    assert [sum(one.seconds for one in group) for group in (*groups, found.months)] == [1800] * 6
    assert [one.month for one in found.months] == [date(2026, 2, 1)]
    assert list(found.statistics.days) == [date(2026, 2, 4)]
    assert round(7 * max(one.seconds for one in found.pace)) == 1800
    counted = (found.lengths, found.days_to_finish, found.ratings, found.abandoned)
    assert [[group.least for group in one if group.books] for one in counted] == [[100], [2], [4.0], []]
    assert (found.statistics.finished, found.statistics.total.seconds) == (1, 1800)
    assert hours(services, statistics_filter) == {2 * 24 + 20: HOUR / 2}
    assert len(services.statistics.sittings(statistics_filter, date(2026, 2, 4))) == 1
    if wanted.keys() & {"status", "device", "genre", "author"}:
        assert found.growth[-1].books == 1
        assert services.statistics.sittings(statistics_filter, date(2026, 3, 6)) == ()


def test_a_year_is_written_as_its_suffix_says(services: Services, tmp_path: Path) -> None:
    services.reading.set_status([BookId(1)], StatusChange(ReadingStatus.READ, finished_on=date(2026, 2, 1)))

    services.year_files.write(2026, tmp_path / "year.png")

    assert (tmp_path / "year.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(InvalidInput, match=r"\.png or \.pdf"):
        services.year_files.write(2026, tmp_path / "year.gif")
    with pytest.raises(InvalidInput, match="Nothing was read or finished in 2020"):
        services.year_files.write(2020, tmp_path / "other.png")
    with pytest.raises(InvalidInput, match="Choose another file"):
        services.year_files.write(2026, tmp_path / "missing" / "year.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "year.png"]
