"""The main job: what a reader and a person do here shows on Hardcover, and nothing else changes there."""

from datetime import timedelta

import pytest

from bookorbit_desktop.demo.local_hardcover import NewEdition, NewRead
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncEnd
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop
from tests.services import add_book


async def test_a_book_being_read_arrives_with_status_pages_and_start_date(loop: Loop) -> None:
    book = loop.book(pages=300)
    await loop.push(book, 0.5)
    summary = await loop.sync()
    entry = loop.entry(book)
    assert summary.end is SyncEnd.COMPLETED
    assert summary.count(ItemOutcome.SENT) == 1
    assert entry is not None
    assert (entry["status_id"], entry["privacy_setting_id"]) == (2, 3)
    (read,) = loop.reads(book)
    assert read["progress_pages"] == 150
    assert read["started_at"] == loop.clock.today().isoformat()
    assert read["finished_at"] is None
    assert loop.state(book) == "synced"


async def test_an_unread_book_is_never_sent(loop: Loop) -> None:
    book = loop.book()
    summary = await loop.sync()
    assert summary.items == ()
    assert loop.state(book) == "not_eligible"
    assert loop.world.tables["user_books"] == {}


async def test_a_second_sync_writes_nothing(loop: Loop) -> None:
    book = loop.book()
    await loop.push(book, 0.5)
    await loop.sync()
    rows = len(loop.hardcover.journal)
    summary = await loop.sync()
    assert len(loop.hardcover.journal) == rows
    assert summary.count(ItemOutcome.UNCHANGED) == 1
    assert summary.units == 0


async def test_later_progress_costs_a_look_and_a_write(loop: Loop) -> None:
    book = loop.book(pages=300)
    await loop.push(book, 0.5)
    await loop.sync()
    await loop.push(book, 0.6)
    assert loop.state(book) == "pending"
    summary = await loop.sync()
    assert summary.units == 2
    (read,) = loop.reads(book)
    assert read["progress_pages"] == 180


async def test_finishing_sets_date_pages_and_status_with_one_write(loop: Loop) -> None:
    book = loop.book(pages=200)
    await loop.push(book, 0.5)
    await loop.sync()
    loop.clock.move(days=3)
    await loop.push(book, 0.99)
    finished = loop.clock.today().isoformat()
    loop.clock.move(days=2)
    writes = len([request for request in loop.hardcover.requests if request.operation])
    summary = await loop.sync()
    entry = loop.entry(book)
    (read,) = loop.reads(book)
    assert entry is not None
    assert entry["status_id"] == 3
    assert (read["finished_at"], read["progress_pages"]) == (finished, 200)
    assert summary.units == 2  # look, write
    assert len(loop.hardcover.requests) - writes == 2


async def test_a_book_read_before_it_came_here_keeps_its_own_dates(loop: Loop) -> None:
    book = loop.book(pages=200)
    day = loop.clock.today() - timedelta(days=400)
    loop.set(book, ReadingStatus.READ, rating=4.5, started_on=day - timedelta(days=9), finished_on=day)
    await loop.sync()
    entry = loop.entry(book)
    (read,) = loop.reads(book)
    assert entry is not None
    assert (entry["status_id"], float(entry["rating"])) == (3, 4.5)
    assert (read["started_at"], read["finished_at"]) == (
        (day - timedelta(days=9)).isoformat(),
        day.isoformat(),
    )
    assert read["progress_pages"] == 200


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (ReadingStatus.WANT_TO_READ, 1),
        (ReadingStatus.READING, 2),
        (ReadingStatus.REREADING, 2),
        (ReadingStatus.READ, 3),
        (ReadingStatus.SKIMMED, 3),
        (ReadingStatus.ON_HOLD, 4),
        (ReadingStatus.ABANDONED, 5),
    ],
)
async def test_every_status_has_its_counterpart(loop: Loop, status: ReadingStatus, expected: int) -> None:
    book = loop.book()
    loop.set(book, status)
    await loop.sync()
    entry = loop.entry(book)
    assert entry is not None
    assert entry["status_id"] == expected


async def test_a_book_that_is_not_there_is_not_guessed(loop: Loop) -> None:
    book = add_book(loop.services, "Household Accounts", "Nobody Known")
    loop.world.add_book("Household Deities", ["Somebody Else"])
    loop.set(book, ReadingStatus.READING)
    summary = await loop.sync()
    assert summary.count(ItemOutcome.NOT_MATCHED) == 1
    assert loop.state(book) == "not_matched"
    assert loop.world.tables["user_books"] == {}


class TestAdoptedEntries:
    """What a person wrote on Hardcover by hand."""

    async def test_a_higher_status_stays(self, loop: Loop) -> None:
        book = loop.book("Orchard")
        loop.world.shelve(
            loop.hardcover.user_id, loop.record_of("Orchard"), 3, reads=[NewRead("2015-01-01", "2015-02-01")]
        )
        await loop.push(book, 0.3)
        await loop.sync()
        entry = loop.entry(book)
        assert entry is not None
        assert entry["status_id"] == 3
        assert [(read["started_at"], read["finished_at"]) for read in loop.reads(book)] == [
            ("2015-01-01", "2015-02-01")
        ]
        assert loop.state(book) == "hardcover_ahead"

    async def test_the_rating_and_privacy_stay(self, loop: Loop) -> None:
        book = loop.book("Orchard")
        loop.set(book, ReadingStatus.READING, rating=5)
        loop.clock.move(days=1)
        user, day = loop.hardcover.user_id, loop.clock.today().isoformat()
        loop.world.shelve(user, loop.record_of("Orchard"), 2, rating=2.5, privacy_id=1, date_added=day)
        await loop.sync()
        entry = loop.entry(book)
        assert entry is not None
        assert (float(entry["rating"]), entry["privacy_setting_id"]) == (2.5, 1)

    async def test_a_wish_moves_on_when_reading_begins(self, loop: Loop) -> None:
        book = loop.book("Orchard", pages=100)
        loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 1)
        await loop.push(book, 0.4)
        await loop.sync()
        entry = loop.entry(book)
        (read,) = loop.reads(book)
        assert entry is not None
        assert (entry["status_id"], read["progress_pages"]) == (2, 40)


class TestRemoteEdits:
    """What a person changes on Hardcover after the first sync."""

    async def test_progress_made_there_is_not_lowered(self, loop: Loop) -> None:
        book = loop.book("Orchard", pages=100)
        await loop.push(book, 0.4)
        await loop.sync()
        loop.clock.move(seconds=601)
        loop.reads(book)[0]["progress_pages"] = 90
        await loop.push(book, 0.5)
        await loop.sync()
        assert loop.reads(book)[0]["progress_pages"] == 90
        assert loop.state(book) == "hardcover_ahead"

    async def test_a_status_changed_there_is_not_changed_back(self, loop: Loop) -> None:
        book = loop.book("Orchard", pages=100)
        await loop.push(book, 0.4)
        await loop.sync()
        entry = loop.entry(book)
        assert entry is not None
        entry["status_id"] = 4
        await loop.push(book, 0.5)
        await loop.sync()
        assert entry["status_id"] == 4

    async def test_a_removed_entry_stays_removed(self, loop: Loop) -> None:
        book = loop.book("Orchard", pages=100)
        await loop.push(book, 0.4)
        await loop.sync()
        loop.clock.move(seconds=601)
        loop.world.tables["user_books"].clear()
        await loop.push(book, 0.5)
        await loop.sync()
        assert loop.world.tables["user_books"] == {}
        assert loop.state(book) == "hardcover_ahead"
        assert loop.export(book)["hardcover"]["reason"].startswith(
            "This book is no longer on your Hardcover shelf"
        )
        assert (await loop.sync()).units == 0
        await loop.push(book, 0.6)
        await loop.sync()
        assert loop.state(book) == "hardcover_ahead"
        await loop.services.matches.rematch([book])
        await loop.sync()
        assert loop.state(book) == "synced"


async def test_a_reread_opens_a_new_read_and_leaves_the_old_one(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    await loop.push(book, 0.4)
    await loop.push(book, 1)
    await loop.sync()
    (first,) = [dict(read) for read in loop.reads(book)]
    loop.clock.move(days=30)
    loop.set(book, ReadingStatus.REREADING)
    await loop.push(book, 0.2)
    await loop.sync()
    old, new = loop.reads(book)
    assert dict(old) == first
    assert (new["progress_pages"], new["finished_at"]) == (20, None)
    entry = loop.entry(book)
    assert entry is not None
    assert entry["status_id"] == 2
    loop.clock.move(days=9)
    await loop.push(book, 1)
    await loop.sync()
    old, new = loop.reads(book)
    assert dict(old) == first
    assert new["finished_at"] == loop.clock.today().isoformat()
    assert len(loop.reads(book)) == 2


async def test_a_dry_run_writes_nothing_and_tells_what_it_would(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    await loop.push(book, 0.4)
    summary = await loop.sync(dry_run=True)
    assert loop.world.tables["user_books"] == {}
    (item,) = summary.items
    assert item.changes == (
        "added as Currently Reading",
        "privacy set to Private",
        f"started on {loop.clock.today()}",
        "started at 40% (page 40)",
    )
    assert item.record == f"“Orchard” ({loop.record_of('Orchard')}), by ISBN-13"
    assert loop.state(book) == "pending"
    assert (await loop.sync()).count(ItemOutcome.SENT) == 1


async def test_an_id_on_goodreads_names_the_work(loop: Loop) -> None:
    record = loop.world.add_book(
        "Another Name Entirely", ["Ada Example"], editions=[NewEdition(100, users=5)]
    )
    loop.world.add_mapping("goodreads", "42", record)
    book = add_book(loop.services, "A Translated Title", identifiers=(Identifier("goodreads", "42"),))
    await loop.push(book, 0.5)
    await loop.sync()
    hardcover = loop.export(book)["hardcover"]
    assert (hardcover["book_id"], hardcover["method"]) == (record, "external_id")
    assert loop.reads(book)[0]["progress_pages"] == 50
