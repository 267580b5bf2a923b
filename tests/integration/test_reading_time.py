"""Days of reading in the database: what changes them, in whatever order, and the figures made of them."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookorbit_desktop.demo.local_hardcover import VirtualClock
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.domain.reading.reading_time import united
from bookorbit_desktop.domain.reading.statistics import Statistics, StatisticsFilter
from bookorbit_desktop.domain.usb.clock import ClockCorrection
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.usb.device_imports import DeviceImportRepository
from bookorbit_desktop.storage.usb.page_views import PageViewRepository, StoredViews
from tests.services import TestClock, add_book, make_services

NOON = int(datetime(2026, 3, 4, 12, tzinfo=UTC).timestamp())
WEDNESDAY, THURSDAY = date(2026, 3, 4), date(2026, 3, 5)
FIRST, SECOND, STRANGE = "a" * 32, "b" * 32, "c" * 32
LATER = float(NOON + 10 * 86_400)


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = make_services(tmp_path / "data", clock=TestClock(VirtualClock(float(NOON))))
    made.preferences.change(day_starts_at=0)
    add_book(made, "First", "Ada Example", digest=FIRST)
    add_book(made, "Second", "Ben Other", digest=SECOND)
    yield made
    made.database.close()


def view(start: int, seconds: int = 60, page: int = 1, document: str = FIRST, total: int = 100) -> PageView:
    return PageView(document, page, NOON + start, seconds, total)


def take(services: Services, *views: PageView, device: str = "kobo", book: int | None = None) -> StoredViews:
    repository = PageViewRepository(services.database)
    owner = None if book is None else BookId(book)
    return services.database.write(lambda: repository.add(views, device, None, LATER, owner))


def push(
    services: Services, minutes: float, fraction: float, document: str = FIRST, name: str = "Kobo"
) -> None:
    clock = services.clock
    assert isinstance(clock, TestClock)
    clock.virtual.now = NOON + minutes * 60
    asyncio.run(services.progress.receive(Push(document, f"/{fraction}", fraction, name, f"id of {name}")))


def told(services: Services, **wanted: Any) -> Statistics:
    return services.reading_time.statistics(StatisticsFilter(**wanted))


def days(services: Services) -> dict[date, int]:
    return {day: read.seconds for day, read in services.reading_time.days().items()}


def stored(services: Services) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(services.database.path)) as connection:
        return connection.execute("SELECT * FROM reading_day ORDER BY 1, 2, 3, 4, 5").fetchall()


def agree(services: Services) -> list[tuple[Any, ...]]:
    """What was kept up to date is what is made anew."""
    services.reading_time.renew()
    kept = stored(services)
    services.reading_time.rebuild()
    assert kept == stored(services)
    return kept


def test_an_import_repeated_and_one_of_another_device_change_nothing(services: Services) -> None:
    views = [view(page * 60, page=page) for page in range(10)]
    take(services, *views)
    once = told(services)
    take(services, *views)
    take(services, *views, device="kindle")
    assert told(services) == once
    assert (once.total.seconds, once.days.keys()) == (600, {WEDNESDAY})


def test_a_corrected_clock_moves_days_and_back(services: Services) -> None:
    take(services, view(0))
    repository = PageViewRepository(services.database)

    def correct(correction: ClockCorrection | None) -> None:
        services.database.write(lambda: repository.shift("kobo", correction, LATER))

    correct(ClockCorrection(86_400, None, 3))
    assert days(services) == {THURSDAY: 60}
    correct(None)
    assert days(services) == {WEDNESDAY: 60}


def test_an_import_taken_back_leaves_no_day(services: Services) -> None:
    take(services, view(0, 30))
    added = take(services, view(0, 90), view(86_400))
    assert days(services) == {WEDNESDAY: 90, THURSDAY: 60}
    services.database.write(lambda: PageViewRepository(services.database).take_back(added))
    assert days(services) == {WEDNESDAY: 30}


def test_pushes_count_until_page_views_tell_of_the_same_day(services: Services) -> None:
    push(services, 0, 0.1)
    push(services, 20, 0.2)
    assert days(services) == {WEDNESDAY: 1200}
    push(services, 25, 0.3)
    assert days(services) == {WEDNESDAY: 1500}
    take(services, view(0, 600))
    assert days(services) == {WEDNESDAY: 600}
    agree(services)


def test_a_document_that_is_linked_belongs_to_its_book_at_once(services: Services) -> None:
    take(services, view(0, 600))
    push(services, 10, 0.1, STRANGE)
    push(services, 30, 0.2, STRANGE)
    assert [(book.title, book.read.seconds) for book in told(services).books] == [("", 1200), ("First", 600)]
    undo = services.documents.link(STRANGE, BookId(1))
    # Now they are pushes of a book of which page views tell that day.
    assert [(book.title, book.read.seconds) for book in told(services).books] == [("First", 600)]
    agree(services)
    services.documents.undo(undo)
    assert len(told(services).books) == 2
    agree(services)


def test_a_document_is_linked_while_its_days_are_out_of_date(services: Services) -> None:
    """It said “Something went wrong”: the document was marked a second time."""
    push(services, 0, 0.1)
    push(services, 10, 0.2)
    assert days(services) == {WEDNESDAY: 600}
    take(services, view(86_400))

    services.documents.link(FIRST, BookId(1))
    services.documents.unlink(FIRST)
    services.documents.link(FIRST, BookId(2))

    assert [book.title for book in told(services).books] == ["Second"]


def test_views_moved_to_another_book_are_its_time(services: Services) -> None:
    take(services, view(0, document="lost:kobo:1"), book=1)
    imports = DeviceImportRepository(services.database)
    assert told(services).books[0].title == "First"
    moved = services.database.write(lambda: imports.move(BookId(1), BookId(2)))
    assert told(services).books[0].title == "Second"
    services.database.write(lambda: imports.put_back(moved))
    assert told(services).books[0].title == "First"


def test_a_day_begins_at_four_until_another_hour_is_chosen(tmp_path: Path) -> None:
    services = make_services(tmp_path / "new")
    assert services.preferences.current.day_starts_at == 4
    services.database.close()


def test_a_day_begins_at_the_hour_that_was_chosen(services: Services) -> None:
    take(services, view(14 * 3600), view(16 * 3600 + 1800))
    assert days(services) == {THURSDAY: 120}
    services.preferences.change(day_starts_at=4)
    assert days(services) == {WEDNESDAY: 60, THURSDAY: 60}
    with pytest.raises(InvalidInput):
        services.preferences.change(day_starts_at=13)


def test_a_move_to_another_zone_keeps_the_days_before_it(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(services, view(12 * 3600))
    assert days(services) == {THURSDAY: 60}
    clock = services.clock
    assert isinstance(clock, TestClock)
    clock.move(days=1)
    monkeypatch.setenv("TZ", "America/New_York")
    assert services.reading_time.today() == THURSDAY
    services.reading_time.renew()
    take(services, view(38 * 3600, page=2))
    # 02:00 on Friday in London is 21:00 on Thursday there; what was read before stays on its day.
    assert days(services) == {THURSDAY: 120}
    services.reading_time.rebuild()
    assert days(services) == {THURSDAY: 120}


def test_pages_by_the_edition_and_by_the_device(services: Services) -> None:
    take(services, *(view(page * 30, 30, page) for page in range(1, 51)))
    services.metadata.change([BookId(1)], {BookField.PAGES: 320})
    total = told(services).total
    assert (total.pages, total.device_pages) == (pytest.approx(160), pytest.approx(50))
    assert total.pace == pytest.approx(160 * 3600 / 1500)


def test_too_little_tells_no_pace(services: Services) -> None:
    take(services, view(0, 60))
    assert told(services).total.pace is None


def test_filters(services: Services) -> None:
    take(services, view(0, 60), view(86_400, 30, 2))
    take(services, view(300, 10, document=SECOND), device="kindle")
    services.reading.set_status([BookId(2)], StatusChange(ReadingStatus.ABANDONED))
    services.metadata.change([BookId(2)], {BookField.SUBJECTS: ("Crime",)})

    def seconds(**wanted: Any) -> int:
        return told(services, **wanted).total.seconds

    assert seconds() == 100
    assert (seconds(since=THURSDAY), seconds(until=WEDNESDAY)) == (30, 70)
    assert (seconds(status=ReadingStatus.ABANDONED), seconds(status=ReadingStatus.UNREAD)) == (10, 90)
    assert (seconds(device="KINDLE"), seconds(device="kobo")) == (10, 90)
    assert (seconds(genre="crime"), seconds(genre="none such")) == (10, 0)
    assert (seconds(author="ada example"), seconds(author="ben other")) == (90, 10)


def test_the_dashboard_tells_the_same_days(services: Services) -> None:
    take(services, view(0, 60), view(-86_400, 60, 2))
    shown, found = services.dashboard.load(), told(services)
    assert [day.seconds for day in shown.week if day.seconds] == [60, 60]
    assert shown.streak == found.streak == found.longest_streak == 2


views = st.builds(
    view,
    start=st.integers(-90_000, 90_000),
    seconds=st.integers(0, 5_000),
    page=st.integers(1, 30),
    document=st.sampled_from([FIRST, SECOND, STRANGE]),
    total=st.sampled_from([0, 30, 40]),
)
imports = st.lists(st.tuples(st.sampled_from(["kobo", "kindle"]), st.lists(views, max_size=6)), max_size=5)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    made = make_services(tmp_path_factory.mktemp("shelf"))
    add_book(made, "First", digest=FIRST)
    add_book(made, "Second", digest=SECOND)
    yield made
    made.database.close()


def import_all(services: Services, runs: list[tuple[str, list[PageView]]]) -> Statistics:
    """Import one after the other, looking at the figures between, into nothing."""
    services.database.write(lambda: services.database.connection().execute("DELETE FROM page_view").rowcount)
    services.reading_time.rebuild()
    for device, brought in runs:
        take(services, *brought, device=device)
        services.reading_time.renew()
    return told(services)


@settings(max_examples=30, deadline=None)
@given(imports.flatmap(lambda runs: st.tuples(st.just(runs), st.permutations(runs))))
def test_days_books_and_the_union_agree_whatever_the_order_of_imports(
    shelf: Services, orders: tuple[list[tuple[str, list[PageView]]], list[tuple[str, list[PageView]]]]
) -> None:
    longest: dict[tuple[str, int, int], int] = {}
    for one in (one for _, brought in orders[0] for one in brought):
        longest[one.key] = max(longest.get(one.key, 0), one.seconds)
    union = united((start, start + seconds) for (_, _, start), seconds in longest.items())
    together = sum(end - begin for begin, end in union)

    found = [import_all(shelf, runs) for runs in orders]

    for told_now in found:
        assert told_now.total.seconds == together
        assert sum(day.seconds for day in told_now.days.values()) == together
        assert sum(book.read.seconds for book in told_now.books) == together
        assert sum(read.seconds for read in told_now.devices.values()) == together
        assert sum(read.seconds for read in told_now.months.values()) == together
    times = [{book.document: book.read.seconds for book in told_now.books} for told_now in found]
    assert times[0] == times[1]
    agree(shelf)


clocks = st.dictionaries(
    st.sampled_from(["kobo", "kindle"]), st.integers(-7_200, 90_000).map(lambda seconds: seconds // 900 * 900)
)


@settings(max_examples=20, deadline=None)
@given(imports, clocks)
def test_days_books_and_the_union_agree_when_clocks_are_corrected_before_or_after_the_imports(
    shelf: Services, runs: list[tuple[str, list[PageView]]], clocks: dict[str, int]
) -> None:
    # Each device has pages of its own: which device told of a view first would otherwise say whose clock it has.
    told_by = [
        (device, [replace(one, page=one.page + 30 * (device == "kobo")) for one in brought])
        for device, brought in runs
    ]
    longest: dict[tuple[str, int, int], tuple[int, int]] = {}
    for device, one in ((device, one) for device, brought in told_by for one in brought):
        shift = clocks.get(device, 0)
        longest[one.key] = max(longest.get(one.key, (shift, 0)), (shift, one.seconds))
    union = united((key[2] + shift, key[2] + shift + seconds) for key, (shift, seconds) in longest.items())
    together = sum(end - begin for begin, end in union)
    corrections = {device: ClockCorrection(seconds, None, 3) for device, seconds in clocks.items()}
    repository = PageViewRepository(shelf.database)

    def correct_now() -> None:
        for device, correction in corrections.items():
            shelf.database.write(partial(repository.shift, device, correction, LATER))

    def add(device: str, brought: list[PageView], correction: ClockCorrection | None) -> None:
        shelf.database.write(partial(repository.add, brought, device, correction, LATER, None))
        shelf.reading_time.renew()

    def figures() -> tuple[int, int, int, int]:
        found = told(shelf)
        return (
            found.total.seconds,
            sum(day.seconds for day in found.days.values()),
            sum(book.read.seconds for book in found.books),
            sum(read.seconds for read in found.devices.values()),
        )

    import_all(shelf, [])
    for device, brought in told_by:
        add(device, brought, corrections.get(device))
    assert figures() == (together,) * 4
    days_before = days(shelf)

    import_all(shelf, [])
    for device, brought in reversed(told_by):
        add(device, brought, None)
    correct_now()
    assert figures() == (together,) * 4
    assert days(shelf) == days_before
    agree(shelf)
