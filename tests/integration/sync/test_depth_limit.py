"""The sync against a Hardcover that limits the depth of what it answers (hardcover-api.md section 2)."""

from datetime import date

import pytest

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewRead, Options, World
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop
from tests.services import TestClock


@pytest.fixture
def hardcover(clock: TestClock) -> LocalHardcover:
    options = Options(max_depth=3)
    return LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep, options=options)


def writes(loop: Loop) -> int:
    """Mutations that were carried out so far."""
    return sum(exchange.units for exchange in loop.hardcover.requests if exchange.operation == "Write")


async def test_each_progress_is_written_once(loop: Loop) -> None:
    book = loop.book("Orchard", pages=200)
    await loop.push(book, 0.2)
    await loop.sync()
    for page in (60, 80, 100):
        loop.clock.move(days=1)
        before = writes(loop)
        await loop.push(book, page / 200)
        await loop.sync()
        assert loop.state(book) == "synced"
        assert [read["progress_pages"] for read in loop.reads(book)] == [page]
        assert writes(loop) - before == 1


async def test_a_new_read_beside_an_older_one_is_added_once(loop: Loop) -> None:
    book = loop.book("Orchard", pages=200)
    user, record = loop.hardcover.user_id, loop.record_of("Orchard")
    loop.world.shelve(user, record, 3, reads=[NewRead("2019-01-01", "2019-02-01", 200)])
    loop.set(book, ReadingStatus.READ, finished_on=date(2026, 11, 2))
    await loop.sync()
    finished = [read["finished_at"] for read in loop.reads(book)]
    assert (loop.state(book), finished) == ("synced", ["2019-02-01", "2026-11-02"])
    rows = len(loop.hardcover.journal)
    assert (await loop.sync()).units == 0
    assert len(loop.hardcover.journal) == rows


async def test_the_limit_is_found_out_once(loop: Loop) -> None:
    """The first request is refused and repeated; none after it, in later runs neither."""
    books = [loop.book(f"Book {number}", pages=200) for number in range(12)]
    for position in (0.3, 0.6):
        for book in books:
            await loop.push(book, position)
        await loop.sync()
        loop.clock.move(days=1)
    assert {loop.state(book) for book in books} == {"synced"}
    added, begun, moved, refused, probed = 12, 12, 12, 5, 1
    assert writes(loop) == added + begun + moved + refused + probed
