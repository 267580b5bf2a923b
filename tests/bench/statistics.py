"""Twenty years of reading: 5,000 books with 2 million page views, their days made, asked for and kept up to date.

Figures stand beside their goals: a page of figures, a filter, the import of one day, and the most memory.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from bookorbit_desktop.domain.overview.events import ReadingTimeChanged
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from tests.memory import most_taken
from tests.services import make_services

DAY = 86_400
YEARS = 20
LAST = 1_790_000_000
"""Seconds since 1970: September 2026."""
READ_PAGES = 500
DAYS_FOR_BOOK = 6
"""On which one book is read; several are read beside each other."""
GOALS = {
    "page": 0.3,
    "filter": 0.1,
    "filter: device": 0.1,
    "filter: author": 0.1,
    "all plots": 0.3,
    "all plots, not read": 0.3,
    "plots: genre": 0.1,
    "plots: author": 0.1,
    "plots: device": 0.1,
    "plots: year": 0.1,
    "import of one day": 0.05,
}
"""Seconds."""
BOOK = """
INSERT INTO book (id, title, authors, series, language, description, publisher, published, subjects, pages, added_at)
VALUES (?, ?, ?, '', 'en', '', '', '', ?, ?, 0)
"""


def digest(number: int) -> str:
    """Spread as digests are, so that an index is not met in its own order."""
    return f"{number * 2_654_435_761 % 2**32:08x}{number:024x}"


def views_of(number: int, books: int, each: int) -> Iterator[tuple[int, int, int]]:
    """Page, start and seconds of one book: in sittings of one evening, a page after the other."""
    first = LAST - YEARS * 365 * DAY + number * (YEARS * 365 // books + 1) * DAY * books // (books + 1)
    for index in range(each):
        evening, turn = divmod(index, each // DAYS_FOR_BOOK + 1)
        seconds = 20 + (index * 37 + number) % 90
        yield index % READ_PAGES + 1, first + evening * DAY + 66_000 + number % 7 * 1800 + turn * 100, seconds


def fill(services: Services, books: int, views: int) -> None:
    """Put books and page views where an import would have put them."""
    each = views // books

    def store() -> None:
        connection = services.database.connection()
        authors, genres = [f'["Author {number}"]' for number in range(300)], ["Crime", "History", "Poems"]
        connection.executemany(
            BOOK,
            (
                (number + 1, f"Volume {number}", authors[number % 300], f'["{genres[number % 3]}"]', 300)
                for number in range(books)
            ),
        )
        connection.executemany(
            "INSERT INTO digest (digest, book_id, origin, first_seen, last_seen) VALUES (?, ?, 'partial', 0, 0)",
            ((digest(number), number + 1) for number in range(books)),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO page_view VALUES (?, ?, ?, ?, 500, ?, 0, NULL)",
            (
                (digest(number), page, start, seconds, f"reader {number % 2}")
                for number in range(books)
                for page, start, seconds in views_of(number, books, each)
            ),
        )
        connection.execute("INSERT OR IGNORE INTO stale_reading SELECT document FROM page_view")

    services.database.write(store)
    # No import writes so much at once: copying its log into the file is not part of what is timed.
    services.database.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def import_a_day(services: Services, number: int) -> None:
    """Eighty pages of one book that was read before, kept and made part of the figures."""
    repository = PageViewRepository(services.database)
    brought = [PageView(digest(7), page, LAST + number * DAY + page * 60, 55, 500) for page in range(1, 81)]
    services.database.write(lambda: repository.add(brought, "reader 1", None, LAST + 1e9))
    services.reading_time.renew()


@dataclass(frozen=True)
class Figures:
    """The shortest of some turns."""

    wall: float
    processor: float
    """Of all threads; without what other programs had of it meanwhile."""


def make_in_background(services: Services) -> tuple[Figures, list[float]]:
    """Make all days as the running program does. How long that took, and how long each push waited meanwhile."""
    over = threading.Event()
    services.events.subscribe(lambda _event: over.set(), ReadingTimeChanged)
    begin, used, waits = time.perf_counter(), time.process_time(), [0.0]
    services.reading_time_builder.start()
    while not over.wait(0.02):
        asked = time.perf_counter()
        services.database.submit(lambda: None, urgent=True).result()
        waits.append(time.perf_counter() - asked)
    made = Figures(time.perf_counter() - begin, time.process_time() - used)
    asyncio.run(services.reading_time_builder.close())
    return made, sorted(waits)


def change(services: Services) -> None:
    """Somebody changes something: what was read before is out of date."""
    services.database.write(
        lambda: services.database.connection().execute("UPDATE book SET pages = 300 WHERE id = 1").rowcount
    )


def filter_anew(services: Services) -> None:
    """The same after a change."""
    change(services)
    services.reading_time.statistics(StatisticsFilter(genre="Crime"))


def plots_anew(services: Services) -> None:
    """All plots after a change."""
    change(services)
    services.statistics.plots(StatisticsFilter())


def report_plots(services: Services) -> None:
    """What the Statistics page loads for all its plots, for one filter after the other."""
    plots = services.statistics.plots
    report("all plots", best(lambda _: plots(StatisticsFilter())))
    report("all plots, not read", best(lambda _: plots_anew(services)))
    for name, statistics_filter in {
        "genre": StatisticsFilter(genre="Crime"),
        "author": StatisticsFilter(author="Author 7"),
        "device": StatisticsFilter(device="reader 1"),
        "year": StatisticsFilter(date(2020, 1, 1), date(2020, 12, 31)),
    }.items():
        report(f"plots: {name}", best(partial(_asked, services, statistics_filter)))
    report("hours of the week", best(lambda _: services.statistics.hours(StatisticsFilter())))


def _asked(services: Services, statistics_filter: StatisticsFilter, _turn: int) -> object:
    return services.statistics.plots(statistics_filter)


def best(work: Callable[[int], object], times: int = 7) -> Figures:
    """Do some work several times."""
    walls, processors = [], []
    for turn in range(times):
        begin, used = time.perf_counter(), time.process_time()
        work(turn)
        walls.append(time.perf_counter() - begin)
        processors.append(time.process_time() - used)
    return Figures(min(walls), min(processors))


def report(name: str, found: Figures) -> None:
    """One line, with the goal where there is one."""
    goal = GOALS.get(name)
    said = (
        "" if goal is None else f"   goal {1000 * goal:.0f} ms: {'met' if found.wall <= goal else 'not met'}"
    )
    print(
        f"{name:20} {1000 * found.wall:8.1f} ms   processor {1000 * found.processor:8.1f} ms{said}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=5000)
    parser.add_argument("--views", type=int, default=2_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bookorbit-bench-") as folder:
        services = make_services(Path(folder) / "data")
        with closing(services.database):
            fill(services, options.books, options.views)
            print(f"before: {most_taken()} MB", flush=True)
            figures = services.reading_time
            made, waits = make_in_background(services)
            report("all days made", made)
            usual, late = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
            print(
                f"a push meanwhile: {1000 * usual:.1f} ms, 99th of 100 {1000 * late:.0f} ms,"
                f" longest {1000 * waits[-1]:.0f} ms",
                flush=True,
            )
            print(f"after: {most_taken()} MB", flush=True)
            report("page", best(lambda _: figures.statistics(StatisticsFilter())))
            report("filter", best(lambda _: figures.statistics(StatisticsFilter(genre="Crime"))))
            report("filter, not read", best(lambda _: filter_anew(services)))
            report("filter: author", best(lambda _: figures.statistics(StatisticsFilter(author="Author 7"))))
            report("filter: device", best(lambda _: figures.statistics(StatisticsFilter(device="reader 1"))))
            report_plots(services)
            report("days of dashboard", best(lambda _: figures.days()))
            report("dashboard", best(lambda _: services.dashboard.load()))
            report("sessions of a month", best(lambda _: services.reading_journal.page()))
            report("nothing new", best(lambda _: figures.renew()))
            report("import of one day", best(lambda turn: import_a_day(services, turn)))
            (rows,) = services.database.connection().execute("SELECT COUNT(*) FROM reading_day").fetchone()
            print(
                f"{rows} rows of days; most memory {most_taken()} MB; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
        window = [sys.executable, "-m", "tests.bench._statistics_page", str(Path(folder) / "data")]
        subprocess.run(
            window, check=True, stderr=subprocess.DEVNULL
        )  # Qt's remarks on the offscreen platform


if __name__ == "__main__":
    main()
