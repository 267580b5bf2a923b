"""Runs that end badly, editions and records that come and go, page counts that cannot be right (section 4)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewEdition, NewRead
from bookorbit_desktop.domain.reading.finish import finish_details
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from tests.integration.sync.conftest import Loop
from tests.person import Person
from tests.services import add_book


@pytest.fixture
def person(loop: Loop) -> Person:
    return Person(loop.hardcover)


@pytest.mark.parametrize("fault", [FaultKind.TIMEOUT_THEN_WRITE, FaultKind.RESET_THEN_WRITE])
@pytest.mark.parametrize("wait_minutes", [0, 2, 15, 90])
async def test_a_read_that_is_inserted_late_stands_there_once(
    loop: Loop, person: Person, fault: FaultKind, wait_minutes: int
) -> None:
    """It was given up, looked for, perhaps sent again, and only then carried out."""
    book = loop.book("Orchard", pages=100)
    record = loop.record_of("Orchard")
    loop.world.shelve(
        loop.hardcover.user_id, record, 3, reads=[NewRead("2019-01-01", "2019-02-01", pages=100)]
    )
    day = loop.clock.today()
    loop.set(book, ReadingStatus.READ, finished_on=day)
    loop.hardcover.faults.add(fault, operation="insert_user_book_read")
    await loop.sync()
    await loop.sync()
    loop.clock.move(seconds=60 * wait_minutes)
    await loop.sync()
    loop.hardcover.carry_out_late()
    for _ in range(3):
        loop.clock.move(days=1)
        loop.services.reading.rate([book], 3.5)
        await loop.sync()
        loop.services.reading.rate([book], 4)
        await loop.sync()
    finished = [read["finished_at"] for read in person.reads(record)]
    assert finished == ["2019-02-01", day.isoformat()]


@pytest.mark.parametrize("fault", [FaultKind.TIMEOUT_THEN_WRITE, FaultKind.RESET_THEN_WRITE])
async def test_a_late_copy_goes_and_the_read_that_was_changed_since_stays(
    loop: Loop, person: Person, fault: FaultKind
) -> None:
    book = loop.book("Orchard", pages=100)
    record = loop.record_of("Orchard")
    loop.world.shelve(
        loop.hardcover.user_id, record, 3, reads=[NewRead("2019-01-01", "2019-02-01", pages=100)]
    )
    day = loop.clock.today()
    loop.set(book, ReadingStatus.READ, started_on=day - timedelta(days=9), finished_on=day)
    loop.hardcover.faults.add(fault, operation="insert_user_book_read")
    await loop.sync()
    loop.clock.move(seconds=60 * 90)
    await loop.sync()
    [_, ours] = person.reads(record)
    seen = finish_details(loop.services.reading.states([book])[book])
    loop.services.reading.correct_finish(book, seen, replace(seen, finished_on=day - timedelta(days=3)))
    await loop.sync()
    loop.hardcover.carry_out_late()
    assert len(person.reads(record)) == 3
    loop.services.reading.rate([book], 4)
    await loop.sync()
    kept = [(read["id"], read["finished_at"]) for read in person.reads(record)][1:]
    assert kept == [(ours["id"], (day - timedelta(days=3)).isoformat())]


async def test_progress_arrives_once_the_edition_has_pages(loop: Loop) -> None:
    book = loop.book("Orchard", pages=None)
    await loop.push(book, 0.5)
    await loop.sync()
    assert loop.state(book) == "waiting_for_pages"
    edition = loop.export(book)["hardcover"]["edition_id"]
    loop.world.set_pages(edition, 240)
    assert (await loop.sync(by_person=False)).units == 0
    loop.clock.move(days=1)
    await loop.sync(by_person=False)
    assert [read["progress_pages"] for read in loop.reads(book)] == [120]
    assert loop.state(book) == "synced"


async def test_an_edition_that_vanishes_is_matched_again_by_the_same_isbn(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    record = loop.record_of("Orchard")
    await loop.sync(dry_run=True)
    loop.set(book, ReadingStatus.READING)
    await loop.sync(dry_run=True)
    (edition,) = loop.world.editions_of(record)
    isbn = edition["isbn_13"]
    loop.world.remove_edition(edition["id"])
    another = loop.world.add_edition(record, NewEdition(130, isbn_13=isbn, users=9))
    await loop.sync()
    assert "no longer exists" in loop.export(book)["hardcover"]["reason"]
    loop.clock.move(seconds=180)
    await loop.sync(by_person=False)
    assert loop.export(book)["hardcover"]["edition_id"] == another
    assert loop.state(book) == "synced"


async def test_a_record_that_vanishes_is_matched_again_by_the_same_isbn(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    await loop.push(book, 0.3)
    await loop.sync()
    record = loop.record_of("Orchard")
    (edition,) = loop.world.editions_of(record)
    isbn = edition["isbn_13"]
    loop.world.remove_book(record)
    anew = loop.world.add_book(
        "Orchard", ["Ada Example"], editions=[NewEdition(100, isbn_13=isbn, users=500)]
    )
    await loop.push(book, 0.5)
    await loop.sync()
    assert "no longer exists" in loop.export(book)["hardcover"]["reason"]
    loop.clock.move(seconds=180)
    await loop.sync(by_person=False)
    assert loop.export(book)["hardcover"]["book_id"] == anew
    assert [read["progress_pages"] for read in loop.reads(book)] == [50]


async def test_a_picked_record_that_vanishes_asks_for_another_pick(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    record = loop.record_of("Orchard")
    await loop.services.matches.pick_reference(book, str(record))
    await loop.push(book, 0.3)
    await loop.sync()
    loop.world.remove_book(record)
    await loop.push(book, 0.5)
    await loop.sync()
    hardcover = loop.export(book)["hardcover"]
    assert (hardcover["book_id"], hardcover["method"]) == (record, "manual")
    assert "Pick another one" in hardcover["reason"]


class TestPageCounts:
    async def test_a_one_page_edition_does_not_make_a_book_finished(self, loop: Loop) -> None:
        book = loop.book("Orchard", pages=1)
        await loop.push(book, 0.6)
        await loop.sync()
        assert [read["progress_pages"] for read in loop.reads(book)] == [None]
        hardcover = loop.export(book)["hardcover"]
        assert hardcover["state"] == "waiting_for_pages"
        assert "page count (1) can't be right" in hardcover["reason"]

        await loop.services.matches.set_pages([book], 250)
        await loop.sync()
        assert [read["progress_pages"] for read in loop.reads(book)] == [150]

    async def test_pages_ten_times_off_the_persons_own_edition_are_not_counted_in(
        self, loop: Loop, person: Person
    ) -> None:
        """The person has the paperback of 320 pages; the file's edition says 32."""
        book = loop.book("Orchard", pages=32)
        record = loop.record_of("Orchard")
        paperback = loop.world.add_edition(record, NewEdition(320, users=100))
        person.add(record, 2, edition_id=paperback)
        (read,) = person.reads(record)
        read["edition_id"] = None
        await loop.push(book, 0.5)
        await loop.sync()
        assert [read["progress_pages"] for read in person.reads(record)] == [160]

    async def test_a_short_book_is_counted_as_it_is(self, loop: Loop) -> None:
        book = loop.book("Orchard", pages=24)
        await loop.push(book, 0.5)
        await loop.sync()
        assert [read["progress_pages"] for read in loop.reads(book)] == [12]


@pytest.mark.parametrize("days", [-400, 400])
async def test_a_retry_never_waits_longer_than_its_rule(loop: Loop, days: int) -> None:
    """The clock is set a year back or forward after a failure."""
    book = loop.book("Orchard", pages=100)
    loop.set(book, ReadingStatus.READING)
    loop.hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT, times=3, operation="Write")
    await loop.sync()
    assert loop.state(book) == "error"
    loop.clock.wrong_by = timedelta(days=days)
    loop.clock.move(seconds=180)
    loop.hardcover.faults.clear()
    await loop.sync(by_person=False)
    assert loop.state(book) == "synced"


async def test_a_failed_book_says_why_and_when_it_is_tried_again(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    loop.set(book, ReadingStatus.READING)
    loop.hardcover.faults.add(FaultKind.SLOW, times=20, operation="Write")
    await loop.sync()
    sync_book = SyncBookRepository(loop.services.database).get(book)
    assert (
        sync_book.sync.failure == "Hardcover didn't answer in time. The next sync will check and try again."
    )
    assert sync_book.sync.retry_at is not None
    assert timedelta(0) < sync_book.sync.retry_at - loop.clock.now() <= timedelta(minutes=2)
    assert sync_book.reason == sync_book.sync.failure


async def test_a_state_that_is_derived_follows_what_it_is_derived_from(loop: Loop) -> None:
    """Nobody writes state, reason or the mark for a look but the one place that derives them."""
    book = add_book(loop.services, "Harbour Lights")
    loop.world.add_book("Harbour Lights", ["Ada Example"], editions=[NewEdition(200, users=90)])
    loop.set(book, ReadingStatus.READING)
    await loop.sync()
    assert loop.export(book)["hardcover"]["needs_review"]
    undo = await loop.services.matches.accept_match([book])
    assert not loop.export(book)["hardcover"]["needs_review"]
    loop.services.matches.undo(undo)
    assert loop.export(book)["hardcover"]["needs_review"]
    await loop.services.matches.exclude([book])
    assert loop.state(book) == "excluded"
    await loop.services.matches.include([book])
    assert loop.state(book) == "synced"
