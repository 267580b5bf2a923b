"""The first sync of 1,000 books against the local Hardcover, limits on, in virtual time (request-budget.md (a)).

Prints units, requests, 429s and simulated minutes, once with inserts that ignore dates and once with inserts that
honour them, and checks the end state. Then one later progress change, and a second sync with nothing to do. Then a
day of one push a minute, and what it takes to plan a library of 5,000 books.
"""

import asyncio
import resource
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bookorbit_desktop.demo.local_hardcover import (
    UNLIMITED,
    LocalHardcover,
    NewEdition,
    Options,
    World,
    isbn13,
)
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from tests.services import TestClock, add_book, make_services

LARGE = 5000
READ, READING, WISHES, ABANDONED = 600, 60, 290, 50
FOREIGN_OR_AUDIO_EVERY = 8
"""About 12 % of the ISBNs name an audiobook or a translation."""
AUDIO = 2


@dataclass(frozen=True)
class Figures:
    """What a run cost."""

    books: int
    units: int
    requests: int
    throttled: int
    minutes: float


async def backfill(*, honour_insert_dates: bool) -> tuple[Figures, Figures, Figures, int]:
    """The first sync, a later change, and a second sync with nothing to do; and its journal rows."""
    clock = TestClock()
    options = Options(honour_insert_dates=honour_insert_dates)
    hardcover = LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep, options=options)
    with tempfile.TemporaryDirectory() as folder:
        services = make_services(Path(folder), hardcover, clock)
        try:
            books = await asyncio.to_thread(_fill, services, hardcover.world)
            first = await _run(services, hardcover, clock)
            _check(hardcover, services)
            digest = services.library.book(BookId(books[READ])).files[0].partial_md5
            await services.progress.receive(Push(digest, "/body/p[8]", 0.8, "Kobo", "bench"))
            change = await _run(services, hardcover, clock)
            rows = len(hardcover.journal)
            second = await _run(services, hardcover, clock)
            await services.sync.close()
            return first, change, second, len(hardcover.journal) - rows
        finally:
            services.database.close()


async def reading_day() -> Figures:
    """One book from beginning to end in 24 hours, with a push each minute and a run every ten."""
    clock = TestClock()
    hardcover = LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep)
    with tempfile.TemporaryDirectory() as folder:
        services = make_services(Path(folder), hardcover, clock)
        try:
            isbn = isbn13("978000000001")
            hardcover.world.add_book("A Long Day", ["Ada Example"], editions=[NewEdition(600, isbn_13=isbn)])
            book = add_book(services, "A Long Day", isbn=isbn)
            digest = services.library.book(book).files[0].partial_md5
            for minute in range(1, 24 * 60 + 1):
                await services.progress.receive(
                    Push(digest, f"/body/p[{minute}]", minute / 1440, "Kobo", "bench")
                )
                clock.move(seconds=60)
                if minute % 10 == 0:
                    await services.sync.run(by_person=False, book_ids=frozenset({book}))
            await services.sync.close()
            return Figures(1, hardcover.units, len(hardcover.requests), hardcover.throttled, 1440)
        finally:
            services.database.close()


@dataclass(frozen=True)
class Planned:
    """What a run over a large library took."""

    seconds: float
    """Of processor time."""
    units: int
    megabytes: float


async def large_library() -> Planned:
    """A dry run over a large library: every book matched, looked at and planned; the local Hardcover is part of it."""
    clock = TestClock()
    hardcover = LocalHardcover(
        World(), clock=clock.virtual, sleep=clock.virtual.sleep, options=Options(tier=UNLIMITED)
    )
    with tempfile.TemporaryDirectory() as folder:
        services = make_services(Path(folder), hardcover, clock)
        try:
            await asyncio.to_thread(_fill, services, hardcover.world, LARGE // 1000)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            start = time.process_time()
            summary = await services.sync.run(dry_run=True)
            seconds = time.process_time() - start
            more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            assert summary.count(ItemOutcome.SENT) == LARGE
            await services.sync.close()
            return Planned(seconds, hardcover.units, more / 1000)
        finally:
            services.database.close()


def _fill(services: Services, world: World, times: int = 1) -> list[BookId]:
    today = services.clock.today()
    books, changes = [], []
    statuses = (
        [ReadingStatus.READ] * READ
        + [ReadingStatus.READING] * READING
        + [ReadingStatus.WANT_TO_READ] * WISHES
        + [ReadingStatus.ABANDONED] * ABANDONED
    )
    for number, status in enumerate(statuses * times):
        isbn = isbn13(f"978{number:09d}")
        title, author = f"Benchmark Book {number:04d}", f"Author {number % 97}"
        world.add_book(title, [author], editions=_editions(number, isbn))
        book_id = add_book(services, title, author, isbn=isbn, digest=f"{number:032x}")
        books.append(book_id)
        changes.append((book_id, _change(status, today, number)))
    services.reading.set_statuses(changes)
    for book_id in books[READ : READ + READING]:
        digest = services.library.book(book_id).files[0].partial_md5
        asyncio.run(services.progress.receive(Push(digest, "/body/p[1]", 0.4, "Kobo", "bench")))
    return books


def _editions(number: int, isbn: str) -> list[NewEdition]:
    text = NewEdition(300, users=100)
    if number % FOREIGN_OR_AUDIO_EVERY:
        return [NewEdition(300, isbn_13=isbn, users=100)]
    if number % (2 * FOREIGN_OR_AUDIO_EVERY):
        return [NewEdition(None, reading_format=AUDIO, isbn_13=isbn, users=900, audio_seconds=36_000), text]
    return [NewEdition(320, language="de", isbn_13=isbn, users=900), text]


def _change(status: ReadingStatus, today: date, number: int) -> StatusChange:
    if status is not ReadingStatus.READ:
        return StatusChange(status)
    finished = today - timedelta(days=10 + number)
    return StatusChange(status, rating=4, started_on=finished - timedelta(days=7), finished_on=finished)


async def _run(services: Services, hardcover: LocalHardcover, clock: TestClock) -> Figures:
    units, requests, throttled, start = (
        hardcover.units,
        len(hardcover.requests),
        hardcover.throttled,
        clock.virtual(),
    )
    summary = await services.sync.run()
    failed = summary.count(ItemOutcome.FAILED) + summary.count(ItemOutcome.NOT_MATCHED)
    assert not failed, f"{failed} books did not arrive"
    return Figures(
        len(summary.items),
        hardcover.units - units,
        len(hardcover.requests) - requests,
        hardcover.throttled - throttled,
        (clock.virtual() - start) / 60,
    )


def _check(hardcover: LocalHardcover, services: Services) -> None:
    """The end state: every entry there, every finish date ours, no audiobook and no translation pinned."""
    tables = hardcover.world.tables
    entries = list(tables["user_books"].values())
    assert len(entries) == READ + READING + WISHES + ABANDONED
    expected = {
        read["finished_on"]
        for book in services.export.document()["books"]
        for read in book["reads"]
        if read["finished_on"]
    }
    finished = [read["finished_at"] for read in tables["user_book_reads"].values() if read["finished_at"]]
    assert len(finished) == READ
    assert set(finished) == expected
    pinned = [tables["editions"][entry["edition_id"]] for entry in entries]
    assert all(edition["reading_format_id"] != AUDIO for edition in pinned)


def main() -> None:
    """Run both variants and print a line each."""
    for honoured, limit in ((False, 1.8), (True, 1.2)):
        first, change, second, rows = asyncio.run(backfill(honour_insert_dates=honoured))
        words = "honour" if honoured else "ignore"
        per_book = first.units / first.books
        print(f"first sync of {first.books} books, inserts {words} dates:")
        print(f"  {first.units} units = {per_book:.2f} a book (at most {limit}), {first.requests} requests,")
        print(f"  {first.throttled} answers 429, {first.minutes:.1f} simulated minutes, end state as meant")
        print(f"  a later progress change: {change.units} units (at most 2)")
        print(f"  a second sync: {second.units} units, {rows} journal rows")
        assert per_book <= limit
        assert first.throttled == 0
        assert change.units <= 2
        assert rows == 0
    day = asyncio.run(reading_day())
    print(f"a day of one push a minute: {day.requests} requests (at most 200), {day.units} units")
    assert day.requests <= 200
    plan = asyncio.run(large_library())
    print(f"a dry run of {LARGE} books: {plan.seconds:.1f} s of processor time with the local Hardcover,")
    print(f"  {plan.units} units, {plan.megabytes:.0f} MB more at the peak")


if __name__ == "__main__":
    main()
