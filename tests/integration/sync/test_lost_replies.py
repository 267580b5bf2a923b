"""A write whose reply was lost, and what the person does on Hardcover before it is looked up."""

from datetime import date

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewRead
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop, Row


def lose_the_reply(loop: Loop) -> None:
    loop.hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT, operation="Write")


def entry_of(loop: Loop, title: str) -> Row:
    entry = loop.world.entry_of(loop.hardcover.user_id, loop.record_of(title))
    assert entry is not None
    return entry


async def test_a_read_that_the_person_opened_meanwhile_is_theirs(loop: Loop) -> None:
    """Our write closed the read that was open: it can have made none."""
    book = loop.book("Orchard", pages=100)
    record = loop.record_of("Orchard")
    loop.world.shelve(
        loop.hardcover.user_id, record, 2, reads=[NewRead("2026-01-01", pages=30)], edition_id=None
    )
    loop.set(book, ReadingStatus.READ, finished_on=loop.clock.today())
    lose_the_reply(loop)
    await loop.sync()
    assert loop.state(book) == "error"
    own = loop.world.insert_read(entry_of(loop, "Orchard")["id"], started_at="2026-02-01", progress_pages=50)
    before = dict(own)
    await loop.sync()
    assert own == before


async def test_status_read_leaves_no_second_finished_read(loop: Loop) -> None:
    """Hardcover invents a read for status 3 where none is open, though a finished one is there."""
    book = loop.book("Orchard", pages=100)
    loop.set(book, ReadingStatus.READ, finished_on=date(2026, 11, 2))
    await loop.sync()
    entry = entry_of(loop, "Orchard")
    before = [dict(read) for read in loop.reads(book)]
    assert [read["finished_at"] for read in before] == ["2026-11-02"]
    entry["status_id"] = 1
    loop.set(book, ReadingStatus.ON_HOLD)
    loop.set(book, ReadingStatus.READ, finished_on=date(2026, 11, 2))
    await loop.services.matches.rematch([book])
    await loop.sync()
    assert (entry["status_id"], loop.reads(book)) == (3, before)
    assert (await loop.sync()).units == 0


async def test_a_finished_read_of_the_persons_own_is_never_removed(loop: Loop) -> None:
    """Also one that looks as if Hardcover had made it up."""
    book = loop.book("Orchard", pages=100)
    reads = [NewRead(None, "2015-02-01", pages=100), NewRead(None, "2019-02-01", pages=100)]
    loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 1, reads=reads)
    theirs = [dict(read) for read in loop.world.reads_of(entry_of(loop, "Orchard")["id"])]
    loop.set(book, ReadingStatus.READ, finished_on=date(2019, 2, 1))
    lose_the_reply(loop)
    for _ in range(3):
        await loop.sync()
        loop.clock.move(days=1)
    assert [read for read in loop.reads(book) if read["id"] in {one["id"] for one in theirs}] == theirs
    assert len(loop.reads(book)) == 2
    assert entry_of(loop, "Orchard")["status_id"] == 3


@pytest.mark.parametrize("lost", [False, True])
async def test_a_finished_read_that_hardcover_dates_anew_gets_its_date_back(loop: Loop, lost: bool) -> None:
    """The order trap of API.md section 6, row 10, with a read that the person wrote down themselves."""
    book = loop.book("Orchard", pages=100)
    reads = [NewRead("2019-01-01", "2019-02-01", pages=90)]
    loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 1, reads=reads)
    entry = entry_of(loop, "Orchard")
    [read] = loop.world.reads_of(entry["id"])
    entry["current_read_id"] = read["id"]
    before = dict(read)
    loop.set(book, ReadingStatus.READ, finished_on=date(2019, 2, 1))
    if lost:
        lose_the_reply(loop)
    await loop.sync()
    await loop.sync()
    assert (entry["status_id"], loop.reads(book)) == (3, [before])
    assert loop.state(book) == "synced"
