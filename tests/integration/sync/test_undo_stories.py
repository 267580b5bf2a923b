"""Undo, told as stories: what the person added to an entry of ours makes it theirs, whatever took it there."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewRead
from bookorbit_desktop.demo.local_hardcover.options import Options
from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from bookorbit_desktop.domain.base.errors import HardcoverError, NotFound
from bookorbit_desktop.domain.base.ids import BookId, EntryId
from bookorbit_desktop.domain.hardcover.catalogue import (
    AddEntry,
    AddRead,
    ChangeEntry,
    ChangeRead,
    ReadRow,
    Write,
)
from bookorbit_desktop.domain.hardcover.journal import JournalLine, begun
from bookorbit_desktop.domain.hardcover.sync_log import LogOutcome, LogQuery
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.storage.hardcover.journal import JournalRepository
from tests.integration.sync.conftest import Loop, Row

YEARLY = 16


def review(entry: Row) -> None:
    entry["has_review"] = True


def note(entry: Row) -> None:
    entry["private_notes"] = "Lent to Mary"


def rate(entry: Row) -> None:
    entry["rating"] = 4.5


def finish(entry: Row) -> None:
    entry["status_id"] = 5


ADDED = pytest.mark.parametrize(
    ("write", "named"),
    [
        (review, "You wrote a review on Hardcover; the entry stays."),
        (note, "You wrote a private note on Hardcover; the entry stays."),
        (rate, "You rated it on Hardcover; the entry stays."),
        (finish, "You changed the status on Hardcover; the entry stays."),
    ],
)


async def read_to(loop: Loop, title: str, percentage: float) -> BookId:
    book = loop.book(title, pages=100)
    await loop.push(book, percentage)
    await loop.sync()
    return book


def yearly(loop: Loop, title: str) -> int:
    """An entry of the person with a finished read for each of sixteen years."""
    reads = [NewRead(f"{year}-03-01", f"{year}-03-20", pages=100) for year in range(2026 - YEARLY, 2026)]
    return loop.world.shelve(loop.hardcover.user_id, loop.record_of(title), 3, reads=reads)


def shown(loop: Loop, entry_id: int) -> list[tuple[object, ...]]:
    names = ("id", "started_at", "finished_at", "progress_pages")
    return [tuple(read[name] for name in names) for read in loop.world.reads_of(entry_id)]


@ADDED
async def test_an_entry_that_the_person_wrote_on_is_kept_by_undo_and_named(
    loop: Loop, write: Callable[[Row], None], named: str
) -> None:
    book = await read_to(loop, "Orchard", 0.5)
    entry = loop.entry(book)
    assert entry is not None
    write(entry)
    before = deepcopy(entry)
    summary = await loop.services.undo.undo()
    assert (summary.restored, summary.kept) == (0, (f"Orchard: {named}",))
    after = loop.entry(book)
    assert after is not None
    written = ("status_id", "rating", "private_notes", "has_review", "privacy_setting_id")
    assert [after[name] for name in written] == [before[name] for name in written]
    assert loop.reads(book) == [], "our own read is taken back"
    line = loop.services.sync_log.page(LogQuery()).lines[0]
    assert line.message == named
    assert "read removed" in line.changes


async def test_a_read_that_the_person_added_keeps_the_entry_and_only_ours_goes(loop: Loop) -> None:
    book = await read_to(loop, "Orchard", 0.5)
    entry = loop.entry(book)
    assert entry is not None
    (ours,) = loop.reads(book)
    theirs = loop.world.insert_read(entry["id"], started_at="2019-01-01", finished_at="2019-02-01")
    summary = await loop.services.undo.undo()
    assert summary.kept == ("Orchard: You added a read on Hardcover; the entry stays.",)
    assert loop.reads(book) == [theirs]
    assert ours not in loop.reads(book)


async def test_a_page_that_the_person_typed_into_our_read_stays(loop: Loop) -> None:
    book = await read_to(loop, "Orchard", 0.5)
    (read,) = loop.reads(book)
    read["progress_pages"] = 80
    summary = await loop.services.undo.undo()
    assert summary.kept == ("Orchard: You changed its progress or dates on Hardcover; the entry stays.",)
    assert [read["progress_pages"] for read in loop.reads(book)] == [80]


async def test_an_entry_the_person_rated_between_two_syncs_stays_after_undo(loop: Loop) -> None:
    book = await read_to(loop, "Orchard", 0.3)
    entry = loop.entry(book)
    assert entry is not None
    entry["rating"] = 5.0
    loop.clock.move(days=1)
    await loop.push(book, 0.6)
    await loop.sync()
    first = loop.services.sync_log.page(LogQuery(outcome=LogOutcome.SENT)).lines[-1].run_id
    summary = await loop.services.undo.undo(first)
    assert summary.kept == ("Orchard: You rated it on Hardcover; the entry stays.",)
    assert loop.entry(book) is not None
    assert entry["rating"] == 5.0


async def test_of_sixteen_yearly_reads_undo_deletes_only_ours(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    entry_id = yearly(loop, "Orchard")
    before = shown(loop, entry_id)
    loop.set(book, ReadingStatus.READ)
    await loop.sync()
    loop.services.reading.start_rereading([book])
    await loop.push(book, 0.2)
    await loop.sync()
    assert len(shown(loop, entry_id)) == YEARLY + 1
    while True:
        try:
            await loop.services.undo.undo()
        except NotFound:
            break
    assert shown(loop, entry_id) == before
    entry = loop.entry(book)
    assert entry is not None
    assert (entry["status_id"], entry["read_count"]) == (3, YEARLY)


async def test_reads_that_slid_into_view_in_an_old_line_are_not_taken_for_ours(loop: Loop) -> None:
    """Earlier versions asked for ten reads: a removed one of ours let an older one of the person slide in."""
    book = loop.book("Orchard", pages=100)
    entry_id = yearly(loop, "Orchard")
    shelf = Shelf(loop.services.hardcover_account.client())
    whole = (await shelf.entries_for_books(loop.hardcover.user_id, [loop.record_of("Orchard")]))[
        loop.record_of("Orchard")
    ]
    ten, slid = whole.reads[:10], whole.reads[1:11]
    line = JournalLine(
        3,
        loop.clock.now(),
        book,
        "Orchard",
        replace(whole, reads=ten),
        replace(whole, reads=slid),
    )
    repository = JournalRepository(loop.services.database)
    loop.services.database.write(lambda: repository.begin([line]))
    before = shown(loop, entry_id)
    await loop.services.undo.undo(3)
    assert shown(loop, entry_id) == before


async def test_nothing_of_reads_is_removed_where_hardcover_counts_more_than_it_showed(loop: Loop) -> None:
    book = await read_to(loop, "Orchard", 0.5)
    entry = loop.entry(book)
    assert entry is not None
    entry["read_count"] = 700
    summary = await loop.services.undo.undo()
    assert summary.kept == ("Orchard: It has more reads than BookOrbit can check; the entry stays.",)
    assert len(loop.reads(book)) == 1


async def test_undo_of_a_first_progress_takes_the_page_back(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    entry_id = loop.world.shelve(
        loop.hardcover.user_id, loop.record_of("Orchard"), 2, reads=[NewRead("2026-01-01")]
    )
    before = shown(loop, entry_id)
    await loop.push(book, 0.5)
    await loop.sync()
    assert shown(loop, entry_id) != before
    summary = await loop.services.undo.undo()
    assert (summary.restored, summary.kept) == (1, ())
    assert shown(loop, entry_id) == before


async def reread(loop: Loop) -> tuple[int, int]:
    """A book that the person has read, here and there; its numbers here and there."""
    book = loop.book("Orchard", pages=100)
    reads = [NewRead("2020-01-01", "2020-02-02", pages=100)]
    entry_id = loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 3, reads=reads)
    loop.set(book, ReadingStatus.READ)
    await loop.sync()
    return book, entry_id


async def test_undo_of_a_book_that_was_read_there_gives_its_date_back(loop: Loop) -> None:
    """Status 3 dates the newest read anew by itself: that is taken back as well."""
    book, entry_id = await reread(loop)
    before = shown(loop, entry_id)
    loop.services.reading.start_rereading([BookId(book)])
    await loop.push(BookId(book), 0.3)
    await loop.sync()
    entry = loop.entry(BookId(book))
    assert entry is not None
    assert entry["status_id"] == 2
    assert (await loop.services.undo.undo()).kept == ()
    assert entry["status_id"] == 3
    assert shown(loop, entry_id) == before


class KilledError(Exception):
    """Stands for the end of this program."""


def die_after(loop: Loop, text: bytes) -> None:
    """Have this program end once a write with this in it is carried out."""
    answer = loop.hardcover.post

    async def post(headers: Mapping[str, str], body: bytes) -> LocalReply:
        reply = await answer(headers, body)
        if text in body and b"mutation" in body:
            raise KilledError
        return reply

    loop.hardcover.post = post  # type: ignore[method-assign]


def die_before(loop: Loop, text: bytes) -> None:
    """Have this program end before a request with this in it arrives."""
    answer = loop.hardcover.post

    async def post(headers: Mapping[str, str], body: bytes) -> LocalReply:
        if text in body:
            raise KilledError
        return await answer(headers, body)

    loop.hardcover.post = post  # type: ignore[method-assign]


async def test_repeated_undo_reaches_the_runs_before_and_an_older_run_takes_later_ones_along(
    loop: Loop,
) -> None:
    one = await read_to(loop, "Orchard", 0.3)
    loop.clock.move(days=1)
    two = await read_to(loop, "Harbour", 0.3)
    loop.clock.move(days=1)
    await loop.push(one, 0.6)
    await loop.sync()
    await loop.services.undo.undo()
    assert [read["progress_pages"] for read in loop.reads(one)] == [30]
    assert loop.entry(two) is not None
    await loop.services.undo.undo()
    assert loop.entry(two) is None
    assert loop.entry(one) is not None
    await loop.services.undo.undo()
    assert loop.world.tables["user_books"] == {}
    with pytest.raises(NotFound, match="Nothing to undo"):
        await loop.services.undo.undo()


async def test_an_older_run_is_undone_with_what_later_runs_wrote_to_the_same_entry(loop: Loop) -> None:
    book = await read_to(loop, "Orchard", 0.3)
    other = await read_to(loop, "Harbour", 0.3)
    loop.clock.move(days=1)
    await loop.push(book, 0.6)
    await loop.sync()
    await loop.services.undo.undo(1)
    assert loop.entry(book) is None
    assert loop.entry(other) is not None
    await loop.services.undo.undo()
    assert loop.entry(other) is None, "what went with the older run is undone, so this is the newest left"


async def test_an_unknown_run_says_how_to_find_the_numbers_and_one_that_is_undone_says_so(loop: Loop) -> None:
    await read_to(loop, "Orchard", 0.3)
    with pytest.raises(NotFound, match=r"Run 77 wrote nothing to Hardcover. “log” lists the runs"):
        await loop.services.undo.undo(77)
    await loop.services.undo.undo(1)
    with pytest.raises(NotFound, match="Run 1 is already undone"):
        await loop.services.undo.undo(1)


async def test_an_undo_hardcover_refused_is_named_with_its_cause_and_tried_again_by_its_number(
    loop: Loop,
) -> None:
    book = loop.book("Orchard", pages=100)
    entry_id = loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 1)
    loop.set(book, ReadingStatus.ABANDONED)
    await loop.sync()
    refuse_changes(loop)
    summary = await loop.services.undo.undo()
    assert summary.kept == ("Orchard: Hardcover refused: The librarians are at it",)
    line = loop.services.sync_log.page(LogQuery()).lines[0]
    assert (line.outcome, line.message) == (LogOutcome.FAILED, "Hardcover refused: The librarians are at it")
    with pytest.raises(NotFound, match="Nothing to undo"):
        await loop.services.undo.undo()
    del loop.hardcover.post
    assert (await loop.services.undo.undo(1)).kept == ()
    assert loop.world.tables["user_books"][entry_id]["status_id"] == 1


def refuse_changes(loop: Loop) -> None:
    """Hardcover answers every write with an error of its own."""
    answer = loop.hardcover.post

    async def post(headers: Mapping[str, str], body: bytes) -> LocalReply:
        if b"mutation" not in body:
            return await answer(headers, body)
        refusal = {"data": {"m0": {"id": None, "error": "The librarians are at it", "user_book": None}}}
        return LocalReply(200, {}, json.dumps(refusal).encode())

    loop.hardcover.post = post  # type: ignore[method-assign]


async def test_an_undo_that_breaks_off_says_in_the_log_where_and_why(loop: Loop) -> None:
    await read_to(loop, "Orchard", 0.3)
    loop.hardcover.faults.add(FaultKind.DNS, times=20, operation="Write")
    with pytest.raises(HardcoverError):
        await loop.services.undo.undo()
    line = loop.services.sync_log.page(LogQuery()).lines[0]
    assert (line.title, line.outcome, line.run_id) == ("Orchard", LogOutcome.FAILED, 1)
    assert line.message.startswith("Can't reach Hardcover.")
    assert line.message.endswith("The rest will be undone at the next start.")


async def test_undo_of_the_run_before_a_pick_leaves_what_the_picked_record_got(loop: Loop) -> None:
    book = await read_to(loop, "Orchard", 0.3)
    other = loop.world.add_book("Harbour", ["Ada Example"])
    await loop.services.matches.pick_reference(book, f"https://hardcover.app/id/book/{other}")
    await loop.sync()
    assert len(loop.world.tables["user_books"]) == 2
    await loop.services.undo.undo(1)
    (entry,) = loop.world.tables["user_books"].values()
    assert entry["book_id"] == other
    assert loop.state(book) == "synced"
    await loop.push(book, 0.6)
    assert (await loop.sync()).count(ItemOutcome.SENT) == 1


async def test_a_token_that_may_not_see_private_notes_keeps_the_entry_and_says_so(loop: Loop) -> None:
    await read_to(loop, "Orchard", 0.3)
    loop.hardcover.options = Options(hidden_columns={("user_books", "private_notes"): "read:notes"})
    summary = await loop.services.undo.undo()
    assert summary.kept == ("Orchard: Your token can't read private notes, so the entry stays.",)
    assert len(loop.world.tables["user_books"]) == 1


async def test_an_entry_whose_record_was_merged_since_is_still_found(loop: Loop) -> None:
    book = await read_to(loop, "Orchard", 0.3)
    survivor = loop.world.add_book("The Orchard", ["Ada Example"])
    loop.world.merge_books(loop.record_of("Orchard"), survivor)
    assert (await loop.services.undo.undo()).kept == ()
    assert loop.entry(book) is None
    assert loop.world.tables["user_books"] == {}


async def test_a_review_written_right_after_the_undo_began_keeps_the_entry(loop: Loop) -> None:
    """The look stands right before the delete, not at the beginning of the undo."""
    for title in ("Orchard", "Harbour", "Meadow"):
        await read_to(loop, title, 0.3)
    loop.services.database.write(
        lambda: loop.services.database.connection().execute("UPDATE sync_journal SET run_id = 1")
    )
    answer, last = loop.hardcover.post, list(loop.world.tables["user_books"].values())[-1]

    async def post(headers: Mapping[str, str], body: bytes) -> LocalReply:
        reply = await answer(headers, body)
        if b"delete_user_book(" in body:
            review(last)
        return reply

    loop.hardcover.post = post  # type: ignore[method-assign]
    summary = await loop.services.undo.undo()
    assert (summary.restored, len(summary.kept)) == (2, 1)
    assert [row["id"] for row in loop.world.tables["user_books"].values()] == [last["id"]]


# What a run that was killed left behind.


async def send_and_die(loop: Loop, book: int, title: str, *writes: Write, landed: bool = True) -> None:
    """A request is begun and maybe carried out, and this program ends before its reply is kept."""
    record = loop.record_of(title)
    shelf = Shelf(loop.services.hardcover_account.client())
    before = (await shelf.entries_for_books(loop.hardcover.user_id, [record])).get(record)
    line = begun(9, loop.clock.now(), BookId(book), title, before, writes)
    repository = JournalRepository(loop.services.database)
    loop.services.database.write(lambda: repository.begin([line]))
    if landed:
        assert not [reply.error for reply in await shelf.write(writes) if reply.error]


def added(loop: Loop, title: str, status: int = 2) -> AddEntry:
    record = loop.record_of(title)
    (edition,) = loop.world.editions_of(record)
    return AddEntry(record, status, edition["id"], privacy_id=3, date_added=date(2020, 5, 5))


@pytest.mark.parametrize("status", [1, 2, 3])
async def test_an_entry_that_a_killed_run_added_is_taken_back(loop: Loop, status: int) -> None:
    book = loop.book("Orchard")
    await send_and_die(loop, book, "Orchard", added(loop, "Orchard", status))
    assert len(loop.world.tables["user_books"]) == 1
    summary = await loop.services.undo.undo()
    assert (summary.restored, summary.kept) == (1, ())
    assert loop.world.tables["user_books"] == {}
    assert loop.world.tables["user_book_reads"] == {}


async def test_a_killed_run_whose_write_never_arrived_leaves_nothing_to_undo(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    await loop.sync(dry_run=True)  # it is matched by now
    await send_and_die(loop, book, "Orchard", added(loop, "Orchard"), landed=False)
    assert (await loop.services.undo.undo()).kept == ()
    assert loop.world.tables["user_books"] == {}
    assert (await loop.sync(by_person=False)).count(ItemOutcome.SENT) == 0, "it is sent again by itself"


async def test_an_entry_that_the_person_added_after_a_kill_is_theirs(loop: Loop) -> None:
    book = loop.book("Orchard")
    await send_and_die(loop, book, "Orchard", added(loop, "Orchard"), landed=False)
    own = loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 2)
    summary = await loop.services.undo.undo()
    assert summary.kept == (
        "Orchard: It's unclear whether you or BookOrbit added this book to your shelf; it stays.",
    )
    assert set(loop.world.tables["user_books"]) == {own}


async def test_a_review_on_what_a_killed_run_added_keeps_it(loop: Loop) -> None:
    book = loop.book("Orchard")
    await send_and_die(loop, book, "Orchard", added(loop, "Orchard"))
    (entry,) = loop.world.tables["user_books"].values()
    review(entry)
    summary = await loop.services.undo.undo()
    assert summary.kept == ("Orchard: You wrote a review on Hardcover; the entry stays.",)


async def test_progress_and_a_read_that_a_killed_run_sent_are_taken_back(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    entry_id = loop.world.shelve(
        loop.hardcover.user_id,
        loop.record_of("Orchard"),
        2,
        rating=3.0,
        reads=[NewRead("2020-01-01", "2020-02-02", pages=100), NewRead("2026-01-01", None, pages=10)],
    )
    before = shown(loop, entry_id)
    old, opened = loop.world.reads_of(entry_id)
    row = ReadRow(opened["edition_id"], date(2026, 1, 1), None, 60)
    extra = ReadRow(None, date(2022, 1, 1), date(2022, 2, 2), 100)
    writes = (
        ChangeRead(opened["id"], row),
        AddRead(EntryId(entry_id), extra),
        ChangeEntry(EntryId(entry_id), status_id=4, rating=5.0),
    )
    await send_and_die(loop, book, "Orchard", *writes)
    assert len(shown(loop, entry_id)) == 3
    assert (await loop.services.undo.undo()).kept == ()
    assert shown(loop, entry_id) == before
    entry = loop.world.tables["user_books"][entry_id]
    assert (entry["status_id"], entry["rating"]) == (2, 3.0)
    assert old["finished_at"] == "2020-02-02"


async def test_a_read_that_the_person_added_after_a_kill_stays(loop: Loop) -> None:
    """The request was lost, and the person began to read there on the same day."""
    book = loop.book("Orchard", pages=100)
    entry_id = loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 1)
    await send_and_die(loop, book, "Orchard", ChangeEntry(EntryId(entry_id), status_id=2), landed=False)
    loop.world.insert_read(entry_id, started_at=loop.clock.today().isoformat())
    before = shown(loop, entry_id)
    assert (await loop.services.undo.undo()).kept == ()
    assert shown(loop, entry_id) == before


async def test_a_later_look_tells_what_a_killed_run_did_and_not_what_came_after(loop: Loop) -> None:
    """The next run saw the entry as the killed one left it; a read that came later is the person's."""
    book = loop.book("Orchard", pages=100)
    entry_id = loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 1)
    await send_and_die(loop, book, "Orchard", ChangeEntry(EntryId(entry_id), status_id=2))
    (ours,) = loop.world.reads_of(entry_id)
    await loop.push(book, 0.4)
    await loop.sync()
    theirs = loop.world.insert_read(entry_id, started_at=loop.clock.today().isoformat())
    summary = await loop.services.undo.undo(9)
    assert summary.kept == ()
    assert loop.world.reads_of(entry_id) == [theirs]
    assert loop.world.tables["user_books"][entry_id]["status_id"] == 1
    assert ours["id"] not in loop.world.tables["user_book_reads"]


async def test_an_undo_that_is_killed_after_it_put_a_status_back_gives_the_old_date_back_later(
    loop: Loop,
) -> None:
    """Status 3 dates the newest read anew, and just then the program ends."""
    book, entry_id = await reread(loop)
    before = shown(loop, entry_id)
    loop.services.reading.start_rereading([BookId(book)])
    await loop.push(BookId(book), 0.3)
    await loop.sync()
    die_after(loop, b'status_id": 3')
    with pytest.raises(KilledError):
        await loop.services.undo.undo()
    assert shown(loop, entry_id) != before
    del loop.hardcover.post
    assert (await loop.services.undo.resume()).kept == ()
    assert shown(loop, entry_id) == before


async def test_a_killed_run_that_closed_the_persons_read_is_taken_back(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    entry_id = loop.world.shelve(
        loop.hardcover.user_id, loop.record_of("Orchard"), 2, reads=[NewRead("2026-01-01", None, pages=10)]
    )
    before = shown(loop, entry_id)
    await send_and_die(loop, book, "Orchard", ChangeEntry(EntryId(entry_id), status_id=3))
    assert shown(loop, entry_id) != before
    assert (await loop.services.undo.undo()).kept == ()
    assert shown(loop, entry_id) == before
    assert loop.world.tables["user_books"][entry_id]["status_id"] == 2


async def test_an_undo_that_is_killed_before_its_request_arrived_goes_on(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    entry_id = loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 1)
    loop.set(book, ReadingStatus.ABANDONED)
    await loop.sync()
    die_before(loop, b"mutation")
    with pytest.raises(KilledError):
        await loop.services.undo.undo()
    del loop.hardcover.post
    assert (await loop.services.undo.resume()).kept == ()
    assert loop.world.tables["user_books"][entry_id]["status_id"] == 1


# What was undone is not sent again by itself.


async def automatic(loop: Loop) -> int:
    """How many books the next automatic sync sends, well after any look of before."""
    loop.clock.move(days=1)
    writes = len(loop.hardcover.journal)
    await loop.sync(by_person=False)
    return len(loop.hardcover.journal) - writes


async def test_a_rating_and_a_status_are_not_sent_again_by_themselves_after_an_undo(loop: Loop) -> None:
    book = loop.book("Orchard")
    entry_id = loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 1)
    loop.set(book, ReadingStatus.ABANDONED, rating=4)
    await loop.sync()
    await loop.services.undo.undo()
    before = shown(loop, entry_id)
    assert await automatic(loop) == 0
    assert shown(loop, entry_id) == before


async def test_an_entry_that_was_taken_back_is_not_added_again_by_itself(loop: Loop) -> None:
    await read_to(loop, "Orchard", 0.5)
    await loop.services.undo.undo()
    assert await automatic(loop) == 0
    assert loop.world.tables["user_books"] == {}


async def test_progress_on_the_persons_read_is_not_sent_again_by_itself_after_an_undo(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    entry_id = loop.world.shelve(
        loop.hardcover.user_id, loop.record_of("Orchard"), 2, reads=[NewRead("2026-01-01", None, pages=10)]
    )
    await loop.push(book, 0.5)
    await loop.sync()
    await loop.services.undo.undo()
    before = shown(loop, entry_id)
    assert await automatic(loop) == 0
    assert shown(loop, entry_id) == before
    await loop.push(book, 0.6)
    assert await automatic(loop) > 0
    assert [read["progress_pages"] for read in loop.reads(book)] == [60]


async def test_a_finish_on_the_persons_read_is_not_sent_again_by_itself_after_an_undo(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    entry_id = loop.world.shelve(
        loop.hardcover.user_id, loop.record_of("Orchard"), 2, reads=[NewRead("2026-01-01", None, pages=10)]
    )
    await loop.push(book, 1.0)
    await loop.sync()
    await loop.services.undo.undo()
    before = shown(loop, entry_id)
    assert await automatic(loop) == 0
    assert shown(loop, entry_id) == before


async def test_an_entry_kept_by_undo_as_the_persons_is_left_alone_by_later_syncs(loop: Loop) -> None:
    book = await read_to(loop, "Orchard", 0.5)
    entry = loop.entry(book)
    assert entry is not None
    review(entry)
    await loop.services.undo.undo()
    assert await automatic(loop) == 0
    assert loop.reads(book) == []
    assert not loop.services.sync._store.records([book])[book].baseline.created_by_us


async def test_a_privacy_setting_alone_changes_nothing_that_was_sent(loop: Loop) -> None:
    book = await read_to(loop, "Orchard", 0.5)
    loop.services.preferences.change(hardcover_privacy=1)
    assert loop.state(book) == "synced"
    assert await automatic(loop) == 0


async def test_undo_takes_back_all_that_a_run_sent_which_was_killed_before_it_heard_of_it(loop: Loop) -> None:
    for number in range(8):
        loop.set(loop.book(f"Book {number}"), ReadingStatus.READING)
    theirs = loop.book("Harbour", pages=100)
    kept = loop.world.shelve(
        loop.hardcover.user_id, loop.record_of("Harbour"), 2, reads=[NewRead("2026-01-01")]
    )
    await loop.push(theirs, 0.5)
    before = shown(loop, kept)
    die_after(loop, b"insert_user_book(")
    with pytest.raises(KilledError):
        await loop.sync()
    own = [row for row in loop.world.tables["user_books"].values() if row["id"] != kept]
    landed = {row["book_id"] for row in own}
    assert landed, "nothing was sent before the end"
    del loop.hardcover.post
    summary = await loop.services.undo.undo()
    assert summary.kept == ()
    assert set(loop.world.tables["user_books"]) == {kept}
    assert shown(loop, kept) == before
    await automatic(loop)
    books = {row["book_id"] for row in loop.world.tables["user_books"].values()}
    assert not books & landed, "what was taken back is sent again by itself"
