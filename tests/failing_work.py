"""A push, a scan, a sync and an import, one call of SQLite of which fails: what was said, and what was lost."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from bookorbit_desktop.demo.local_hardcover import LocalHardcover
from bookorbit_desktop.demo.local_hardcover import World as HardcoverWorld
from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.library.metadata import Extraction
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.library import library
from bookorbit_desktop.services.runtime.event_bus import plain_failure
from tests.books import write_epub
from tests.failing_sqlite import Calls, Failure, failing_sqlite
from tests.integration.server.koreader import KOReader
from tests.integration.server.world import PASSPHRASE, USERNAME, build_world
from tests.integration.sync.conftest import Loop
from tests.reading_csv import storygraph, storygraph_row
from tests.services import TestClock, make_services

DONE = "done"
NOT_SAVED = "not saved"


@dataclass(frozen=True)
class Outcome:
    """What came of one work with one failure."""

    number: int
    failure: Failure
    failed: str
    """The statement that failed; empty where the work made no call of that number."""
    said: str
    problems: tuple[str, ...] = ()
    """What is not as it has to be."""


@dataclass
class Work:
    """What can be done again and again, each time with something new."""

    prepare: Callable[[int], object]
    """Make what a number needs; nothing fails yet."""
    attempt: Callable[[int], Awaitable[str]]
    """Do it for that number, and say what came back."""
    settle: Callable[[int, str], Awaitable[list[str]]]
    """Go on as anybody would, once nothing fails any more. What is not as it has to be."""
    made: int = field(default=0)


Open = Callable[[Path], AbstractAsyncContextManager[Work]]


async def spoil(work: Work, calls: Calls, number: int, failure: Failure) -> Outcome:
    """Do a work once, with the call of that number failing."""
    work.made += 1
    work.prepare(work.made)
    calls.fail_at(number, failure)
    said = await work.attempt(work.made)
    calls.rest()
    failed = calls.failed
    problems = await work.settle(work.made, said)
    return Outcome(number, failure, failed, said, tuple(problems))


@asynccontextmanager
async def opened(open_work: Open, folder: Path) -> AsyncIterator[tuple[Work, Calls]]:
    """A work whose calls can fail. What fails is logged, as it should be; here nobody reads that."""
    logging.disable(logging.CRITICAL)
    try:
        with failing_sqlite() as calls:
            async with open_work(folder) as work:
                yield work, calls
    finally:
        logging.disable(logging.NOTSET)


@asynccontextmanager
async def pushes(folder: Path) -> AsyncIterator[Work]:
    """A device pushes to a running server."""
    world = build_world(folder)
    world.koreader_login.change(USERNAME, PASSPHRASE)
    await world.server.start("127.0.0.1", 0, exact=True)
    assert world.server.address is not None
    reader = KOReader(world.server.address.port)
    await reader.log_in()
    answered: dict[str, float] = {}

    def prepare(number: int) -> None:
        if number % 2:
            world.add_book(f"document{number}")  # the others are of no book

    async def push(number: int) -> str:
        name, place = f"document{number}", number % 1000 / 1000
        answer = await reader.push(document=name, percentage=place)
        if answer.status == 200:
            answered[name] = place
        return str(answer.status)

    async def settle(number: int, said: str) -> list[str]:
        problems = [] if said in ("200", "503") else [f"answered {said}"]
        name = f"after{number}"
        answer = await reader.push(document=name, percentage=0.5)
        if answer.status == 200:
            answered[name] = 0.5
        else:
            problems.append(f"the next push was answered {answer.status}")
        kept = dict(world.database.connection().execute("SELECT document, percentage FROM push"))
        lost = [one for one, place in answered.items() if kept.get(one) != place]
        for one in lost:
            del answered[one]  # told once
        return problems + [f"{one} was answered 200 and is lost" for one in lost]

    try:
        yield Work(prepare, push, settle)
    finally:
        await world.server.stop()
        world.database.close()


class ReadHere:
    """An ExtractionPool without workers."""

    def __init__(self, workers: int, read: Callable[[bytes], Extraction]) -> None:
        self.extract = read

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *what: object) -> None:
        pass

    def close(self) -> None:
        """Nothing to end."""


@asynccontextmanager
async def scans(folder: Path) -> AsyncIterator[Work]:
    """New books are scanned. Their files are read in this process: a worker of its own has no database to fail."""
    services = make_services(folder / "data")

    def prepare(number: int) -> None:
        books = folder / f"books {number}"
        books.mkdir()
        for name in _titles(number):
            write_epub(books / f"{name}.epub", name, cover=False)

    async def scan(number: int) -> str:
        return await _said(services.library.add_and_scan([str(folder / f"books {number}")]))

    async def settle(number: int, said: str) -> list[str]:
        again = await scan(number)
        return [*_unsaid(said, again), *_not_once(services, _titles(number))]

    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(library, "ExtractionPool", ReadHere)
            yield Work(prepare, scan, settle)
    finally:
        services.library.stop()
        services.database.close()


@asynccontextmanager
async def list_imports(folder: Path) -> AsyncIterator[Work]:
    """A reading list is imported."""
    services = make_services(folder)

    def prepare(number: int) -> None:
        rows = (storygraph_row(name, dates="2024/01/02") for name in _titles(number))
        (folder / f"{number}.csv").write_text(storygraph(*rows))

    async def run(number: int) -> None:
        rows = services.list_import.with_entries(services.list_import.preview(folder / f"{number}.csv").rows)
        services.list_import.run([row for row in rows if row.makes_entry or row.kind is ImportKind.READY])

    async def settle(number: int, said: str) -> list[str]:
        again = await _said(run(number))
        services.database.write(lambda: None)
        found = {book.title: book for book in services.book_list.rows(BookQuery())}
        reads = [len(services.library.book(found[name].id).reading.reads) for name in _titles(number)]
        problems = [*_unsaid(said, again), *_not_once(services, _titles(number))]
        return problems if reads == [1, 1] else [*problems, f"the books have {reads} reads"]

    try:
        yield Work(prepare, lambda number: _said(run(number)), settle)
    finally:
        services.database.close()


@asynccontextmanager
async def syncs(folder: Path) -> AsyncIterator[Work]:
    """A finished book goes to Hardcover."""
    clock = TestClock()
    hardcover = LocalHardcover(HardcoverWorld(), clock=clock.virtual, sleep=clock.virtual.sleep)
    services = make_services(folder, hardcover, clock)
    loop = Loop(services, hardcover, clock)
    await loop.sync()

    def prepare(number: int) -> None:
        finished, wanted = _titles(number)
        loop.set(loop.book(finished), ReadingStatus.READ)
        loop.set(loop.book(wanted), ReadingStatus.WANT_TO_READ)
        services.states.settle()
        services.database.write(lambda: None)

    async def sync(number: int) -> str:
        return await _said(loop.sync())

    async def settle(number: int, said: str) -> list[str]:
        clock.move(seconds=7200)  # a read that Hardcover did not answer for is looked for first
        again = await sync(number)
        entries = [
            [row for row in loop.world.tables["user_books"].values() if row["book_id"] == loop.record_of(one)]
            for one in _titles(number)
        ]
        reads = [len(loop.world.reads_of(row["id"])) for rows in entries for row in rows]
        seen = ([len(rows) for rows in entries], reads)
        return [
            *_unsaid(said, again),
            *([] if seen == ([1, 1], [1, 0]) else [f"entries and reads on Hardcover: {seen}"]),
        ]

    try:
        yield Work(prepare, sync, settle)
    finally:
        await services.sync.close()
        services.database.close()


WORKS: dict[str, Open] = {"push": pushes, "scan": scans, "sync": syncs, "import": list_imports}


def _titles(number: int) -> tuple[str, str]:
    return f"Orchard of {number} trees", f"Meadow of {number} flowers"


async def _said(work: Awaitable[object]) -> str:
    """What a person is told of it, as the doors do."""
    try:
        await work
    except Exception as error:  # noqa: BLE001 - whatever it is belongs into the table
        plain = plain_failure(error)
        return NOT_SAVED if isinstance(plain, StorageUnavailable) else f"{type(plain).__name__}: {plain}"
    return DONE


def _unsaid(said: str, again: str) -> list[str]:
    problems = [] if said in (DONE, NOT_SAVED) else [f"said {said!r}"]
    return problems if again == DONE else [*problems, f"then said {again!r}"]


def _not_once(services: Services, names: tuple[str, ...]) -> list[str]:
    titles = [book.title for book in services.book_list.rows(BookQuery())]
    return [f"{name!r} is there {titles.count(name)} times" for name in names if titles.count(name) != 1]
