"""What of KOReader's statistics counts where: books without a digest, titles, wrong clocks (cloud-sync.md)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.cloud_files import STATISTICS, Precondition
from bookorbit_desktop.domain.reading.sessions import SessionEntry
from bookorbit_desktop.domain.reading.statistics import BookTime, Statistics, StatisticsFilter
from bookorbit_desktop.domain.usb.clock import ClockCorrection
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.services import add_book

DIGEST = "0123456789abcdef0123456789abcdef"
OTHER = "f" * 32
START = 1_774_700_000


def put(services: Services, books: list[dict[str, Any]], rows: list[tuple[int, ...]]) -> None:
    """As a device's cloud sync does, and its page views are read."""
    folder = services.cloud_folder
    part = folder.part()
    part.unlink()
    write_statistics(part, books, rows)
    known = folder.file(STATISTICS)
    folder.keep(STATISTICS, part, Precondition(frozenset({known.tag}) if known else None))
    folder.read_statistics()


def figures(services: Services) -> Statistics:
    return services.reading_time.statistics(StatisticsFilter())


def read(services: Services) -> dict[str, BookTime]:
    return {book.title: book for book in figures(services).books}


def minutes(book: int, count: int, start: int = START) -> list[tuple[int, ...]]:
    return [(book, page, start + page * 60, 60, 200) for page in range(1, count + 1)]


@pytest.mark.parametrize("digest", [None, "", "no digest", DIGEST[:31], "N/A"])
def test_a_book_without_a_usable_digest_counts_under_its_title_and_author(
    services: Services, digest: str | None
) -> None:
    add_book(services, "Emma", digest=DIGEST)
    books = [
        a_book(1, title="Emma", md5=DIGEST),
        a_book(2, title="Pasted", authors="Ada Example\nBea Sample", md5=digest),
        a_book(3, title="Pasted", authors="Cy Other", md5=digest),
    ]
    for _ in range(2):
        put(services, books, [*minutes(1, 3), *minutes(2, 5, START + 4000), *minutes(3, 7, START + 9000)])
    found = {(book.title, book.authors): book.read.seconds for book in figures(services).books}
    assert found == {
        ("Emma", ""): 180,
        ("Pasted", "Ada Example, Bea Sample"): 300,
        ("Pasted", "Cy Other"): 420,
    }


def test_a_copy_without_a_digest_counts_with_the_book_of_its_name(services: Services) -> None:
    add_book(services, "Emma", digest=DIGEST)
    books = [a_book(1, title="Emma", md5=DIGEST), a_book(2, title="EMMA", md5="")]
    put(services, books, [*minutes(1, 3), *minutes(2, 2, START + 9000)])
    assert {title: book.read.seconds for title, book in read(services).items()} == {"Emma": 300}


def test_a_book_that_only_the_statistics_know_has_its_title_and_author(services: Services) -> None:
    put(services, [a_book(1, title="Persuasion", authors="Jane Austen", md5=OTHER)], minutes(1, 3))
    book = read(services)["Persuasion"]
    assert (book.book_id, book.authors, book.document) == (None, "Jane Austen", OTHER)
    add_book(services, "Persuasion, Annotated", digest=OTHER)
    assert [(book.title, book.authors) for book in figures(services).books] == [("Persuasion, Annotated", "")]


@pytest.mark.parametrize(
    "wrong", [0, 1, 86_400 * 365, 1_167_609_599, "after tomorrow", 4_000_000_000], ids=str
)
def test_a_time_that_cannot_be_is_the_clocks_fault_and_in_no_list_of_days(
    services: Services, wrong: int | str
) -> None:
    add_book(services, "Emma", digest=DIGEST)
    now = int(services.clock.now().timestamp())
    start = wrong if isinstance(wrong, int) else now + 3 * 86_400
    rows: list[tuple[int, ...]] = [*minutes(1, 3, now - 5000)]
    rows += [(1, 50, start, 60, 200), (1, 51, start + 60, 30, 200)]
    put(services, [a_book(1, title="Emma", md5=DIGEST)], rows)
    found = figures(services)
    today = services.reading_time.today()
    assert list(found.days) == [today]
    assert [(book.first, book.last, book.read.seconds) for book in found.books] == [(today, today, 180)]
    assert services.reading_time.wrong_clocks() == {"Wi-Fi": 2}
    assert services.statistics.choices().years == (today.year,)
    listed, of_book = services.reading_journal.page().sessions, services.reading_journal.of_book(BookId(1))
    assert [session.seconds for session in (*listed, *of_book)] == [180, 180]
    plotted = services.statistics.book(BookId(1))
    assert (len(plotted.positions), [session.seconds for session in plotted.sessions]) == (3, [180])
    services.reading_time.rebuild()
    assert list(figures(services).days) == [today]


def test_page_views_of_a_later_time_zone_and_of_2007_count(services: Services) -> None:
    add_book(services, "Emma", digest=DIGEST)
    now = int(services.clock.now().timestamp())
    rows: list[tuple[int, ...]] = [(1, 1, now + 20_000, 60, 200), (1, 2, 1_167_700_000, 60, 200)]
    put(services, [a_book(1, title="Emma", md5=DIGEST)], rows)
    assert figures(services).total.seconds == 120
    assert min(figures(services).days) >= date(2007, 1, 1)
    assert services.reading_time.wrong_clocks() == {}


def test_an_entered_session_may_be_older_than_any_reader(services: Services) -> None:
    begin = datetime(1999, 7, 1, 12, tzinfo=UTC)
    services.reading_journal.add(SessionEntry(None, "A Paper Book", begin, 3600))
    assert [session.title for session in services.reading_journal.page().sessions] == ["A Paper Book"]
    assert (list(figures(services).days), services.reading_time.wrong_clocks()) == ([date(1999, 7, 1)], {})


def test_a_corrected_clock_makes_times_possible_and_its_end_impossible_again(services: Services) -> None:
    now = services.clock.now().timestamp()
    views, slow = PageViewRepository(services.database), int(now) - 90_000
    found = [PageView(DIGEST, page, 3600 + page * 60, 60, 200) for page in range(1, 4)]
    stored = services.database.write(lambda: views.add(found, "kobo", None, now))

    def counted(correction: ClockCorrection | None) -> tuple[int, dict[str, int]]:
        services.database.write(lambda: views.shift("kobo", correction, now))
        return figures(services).total.seconds, services.reading_time.wrong_clocks()

    assert counted(ClockCorrection(slow, 3600, 3)) == (180, {})
    assert counted(None) == (0, {"kobo": 3})
    services.database.write(lambda: views.take_back(stored))
    assert services.reading_time.wrong_clocks() == {}
    services.database.write(lambda: views.add(found, "kobo", ClockCorrection(slow, 3600, 3), now))
    assert figures(services).total.seconds == 180


def test_views_of_wi_fi_that_a_device_with_a_corrected_clock_claims_count(services: Services) -> None:
    now = services.clock.now().timestamp()
    views = PageViewRepository(services.database)
    found = [PageView(DIGEST, page, 3600 + page * 60, 60, 200) for page in range(1, 4)]
    services.database.write(lambda: views.add(found, "Wi-Fi", None, now))
    assert services.reading_time.wrong_clocks() == {"Wi-Fi": 3}
    correction = ClockCorrection(int(now) - 90_000, 3600, 3)
    services.database.write(lambda: views.claim(found, "kobo", correction, now))
    assert (figures(services).total.seconds, services.reading_time.wrong_clocks()) == (180, {})
