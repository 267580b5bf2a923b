"""Undo of a sync: Hardcover is as it was, and only what we had created is deleted."""

from copy import deepcopy
from datetime import timedelta

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewRead
from bookorbit_desktop.domain.errors import HardcoverError, NotFound
from bookorbit_desktop.domain.reading import ReadingStatus
from bookorbit_desktop.domain.sync_run import ItemOutcome
from tests.integration.sync.conftest import Loop


async def test_what_a_sync_added_is_removed(loop: Loop) -> None:
    book = loop.book("Orchard")
    await loop.push(book, 0.5)
    await loop.sync()
    summary = await loop.services.undo.undo()
    assert (summary.restored, summary.kept) == (1, ())
    assert loop.world.tables["user_books"] == {}
    assert loop.world.tables["user_book_reads"] == {}
    await loop.push(book, 0.51)
    assert (await loop.sync()).count(ItemOutcome.SENT) == 0


@pytest.mark.parametrize("status", [ReadingStatus.READING, ReadingStatus.READ, ReadingStatus.ON_HOLD])
async def test_an_adopted_entry_is_as_it_was(loop: Loop, status: ReadingStatus) -> None:
    book = loop.book("Orchard", pages=100)
    entry_id = loop.world.shelve(
        loop.hardcover.user_id,
        loop.record_of("Orchard"),
        2,
        edition_id=None,
        reads=[NewRead("2026-01-01", None, pages=10)],
    )
    entry = deepcopy(loop.world.tables["user_books"][entry_id])
    shown = [
        (read["started_at"], read["finished_at"], read["progress_pages"])
        for read in loop.world.reads_of(entry_id)
    ]
    await loop.push(book, 0.5)
    loop.set(book, status, rating=4)
    await loop.sync()
    assert loop.world.tables["user_books"][entry_id]["rating"] == 4
    await loop.services.undo.undo()
    after = loop.world.tables["user_books"][entry_id]
    assert (after["status_id"], after["rating"]) == (entry["status_id"], entry["rating"])
    assert [
        (read["started_at"], read["finished_at"], read["progress_pages"])
        for read in loop.world.reads_of(entry_id)
    ] == shown


async def test_what_the_person_changed_since_stays(loop: Loop) -> None:
    book = loop.book("Orchard")
    await loop.push(book, 0.5)
    await loop.sync()
    entry = loop.entry(book)
    assert entry is not None
    entry["rating"] = 5
    summary = await loop.services.undo.undo()
    assert summary.kept == ("Orchard: You changed this entry on Hardcover since; it stays.",)
    assert loop.entry(book) is not None


async def test_an_interrupted_undo_goes_on(loop: Loop) -> None:
    books = [loop.book(title) for title in ("Orchard", "Harbour", "Meadow")]
    for book in books:
        loop.set(book, ReadingStatus.WANT_TO_READ)
    await loop.sync()
    loop.hardcover.faults.add(FaultKind.DNS, times=20, operation="Write")
    with pytest.raises(HardcoverError):
        await loop.services.undo.undo()
    loop.hardcover.faults.clear()
    await loop.services.undo.resume()
    assert loop.world.tables["user_books"] == {}


async def test_an_entry_that_was_made_anew_is_not_removed(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.WANT_TO_READ)
    await loop.sync()
    loop.world.tables["user_books"].clear()
    own = loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 1)
    summary = await loop.services.undo.undo()
    assert summary.kept == ("Orchard: The entry on Hardcover is another one now; it stays.",)
    assert set(loop.world.tables["user_books"]) == {own}


async def test_nothing_to_undo_is_said(loop: Loop) -> None:
    with pytest.raises(NotFound, match="nothing to undo"):
        await loop.services.undo.undo()


async def test_a_finished_book_is_open_again(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    await loop.push(book, 0.5)
    await loop.sync()
    loop.clock.move(days=2)
    await loop.push(book, 1.0)
    await loop.sync()
    await loop.services.undo.undo()
    entry = loop.entry(book)
    (read,) = loop.reads(book)
    assert entry is not None
    assert entry["status_id"] == 2
    assert (read["finished_at"], read["progress_pages"]) == (None, 50)
    assert read["started_at"] == (loop.clock.today() - timedelta(days=2)).isoformat()
