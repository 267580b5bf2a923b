"""Undo of a sync: Hardcover is as it was, and only what we had created is deleted."""

import asyncio
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import timedelta

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewRead
from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from bookorbit_desktop.domain.base.errors import HardcoverError, NotFound
from bookorbit_desktop.domain.base.ids import BookId, EntryId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import ShelfEntry
from bookorbit_desktop.domain.hardcover.journal import JournalLine
from bookorbit_desktop.domain.hardcover.sync_log import LogQuery
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from bookorbit_desktop.domain.overview.events import UndoProgressed
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.hardcover.undo import UndoSummary
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from bookorbit_desktop.storage.hardcover.journal import JournalRepository
from tests.integration.sync.conftest import Loop


async def test_undo_removes_the_entries_a_sync_added(loop: Loop) -> None:
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


async def test_an_entry_the_person_changed_since_stays(loop: Loop) -> None:
    book = loop.book("Orchard")
    await loop.push(book, 0.5)
    await loop.sync()
    entry = loop.entry(book)
    assert entry is not None
    entry["rating"] = 5
    summary = await loop.services.undo.undo()
    assert summary.kept == ("Orchard: You rated it on Hardcover; the entry stays.",)
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
    assert summary.kept == ("Orchard: Hardcover has a different entry now; it stays.",)
    assert set(loop.world.tables["user_books"]) == {own}


async def test_nothing_to_undo_is_said(loop: Loop) -> None:
    with pytest.raises(NotFound, match="Nothing to undo"):
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


def cancel_after_removals(loop: Loop, count: int, then: Callable[[], object]) -> None:
    """Have something happen just before the answer to so many removals."""
    answer, seen = loop.hardcover.post, 0

    async def post(headers: Mapping[str, str], body: bytes) -> LocalReply:
        nonlocal seen
        reply = await answer(headers, body)
        if b"delete_user_book(" in body:
            seen += 1
            if seen == count:
                then()
        return reply

    loop.hardcover.post = post  # type: ignore[method-assign]


async def wishes_sent(loop: Loop, count: int) -> None:
    for number in range(count):
        loop.set(loop.book(f"Wish {number:02}"), ReadingStatus.WANT_TO_READ)
    await loop.sync()


def heard(loop: Loop) -> list[UndoProgressed]:
    told: list[UndoProgressed] = []
    loop.services.events.subscribe(
        lambda event: told.append(event) if isinstance(event, UndoProgressed) else None
    )
    return told


async def test_a_cancelled_undo_says_how_many_were_put_back_and_leaves_the_rest_for_good(loop: Loop) -> None:
    await wishes_sent(loop, 5)
    told, cancel = heard(loop), RunCancel()
    cancel_after_removals(loop, 2, cancel.set)
    summary = await loop.services.undo.undo(cancel=cancel)
    assert (summary.restored, summary.left) == (2, 3)
    assert len(loop.world.tables["user_books"]) == 3
    assert [(one.done, one.total) for one in told] == [(0, 5), (1, 5)]
    assert (await loop.services.undo.resume()).restored == 0, "it goes on by itself"
    assert loop.services.sync_log.page(LogQuery()).lines[0].message.startswith("Undo cancelled.")
    assert (await loop.services.undo.undo()).restored == 3, "the rest cannot be undone any more"
    assert loop.world.tables["user_books"] == {}


async def test_a_quit_in_the_middle_of_an_undo_goes_on_at_the_next_start(loop: Loop) -> None:
    await wishes_sent(loop, 4)
    closed: list[asyncio.Task[None]] = []
    cancel_after_removals(loop, 1, lambda: closed.append(asyncio.create_task(loop.services.undo.close())))
    summary = await loop.services.undo.undo()
    assert (summary.restored, summary.left) == (1, 3)
    assert "next start" in summary.message
    assert (await loop.services.undo.resume()).restored == 3
    assert loop.world.tables["user_books"] == {}


async def test_a_cancelled_undo_finishes_its_entry_and_goes_on_later(loop: Loop) -> None:
    await wishes_sent(loop, 3)
    asking: list[asyncio.Task[UndoSummary]] = []
    cancel_after_removals(loop, 1, lambda: asking[0].cancel())
    asking.append(asyncio.create_task(loop.services.undo.undo()))
    with pytest.raises(asyncio.CancelledError):
        await asking[0]
    await loop.services.undo.close()
    assert (await loop.services.undo.resume()).restored == 2
    assert loop.world.tables["user_books"] == {}


async def test_an_undo_that_waits_for_another_writer_is_cancelled_at_once(loop: Loop) -> None:
    await wishes_sent(loop, 2)
    cancel = RunCancel()
    async with loop.services.undo._write_lock:
        waiting = asyncio.create_task(loop.services.undo.undo(cancel=cancel))
        cancel.set()
        summary = await waiting
    assert (summary.restored, summary.left) == (0, 2)
    assert (await loop.services.undo.resume()).restored == 0


async def test_more_books_than_sqlite_takes_values_are_given_up_at_once(loop: Loop) -> None:
    entry = ShelfEntry(EntryId(1), RecordId(1))
    line = JournalLine(7, loop.clock.now(), BookId(0), "Book", None, entry)
    database, repository = loop.services.database, JournalRepository(loop.services.database)
    database.write(lambda: repository.begin([line]))
    columns = 'run_id, at, title, "before", "after", undo, entry_id, made, answered'
    others = "WITH RECURSIVE o(book) AS (SELECT 1 UNION ALL SELECT book + 1 FROM o WHERE book < 32999)"
    like_it = (
        f"{others} INSERT INTO sync_journal (book, {columns}) SELECT o.book, {columns} FROM sync_journal, o"
    )
    database.write(lambda: database.connection().execute(like_it))
    cancel = RunCancel()
    cancel.set()
    summary = await loop.services.undo.undo(7, cancel=cancel)
    assert (summary.restored, summary.left) == (0, 33_000)
