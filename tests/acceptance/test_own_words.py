"""What we wrote on Hardcover is ours, what the person wrote there is theirs, and the last word wins: as typed."""

from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewRead
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from tests.acceptance.desk import Desk

TOKEN = "hc_pat_of_ines"


def there(desk: Desk, title: str = "Orchard") -> tuple[Any, list[tuple[str | None, str | None]]]:
    """The status of a book on Hardcover, and the dates of its reads."""
    reads = desk.person.reads(desk.record_of(title))
    return desk.entries[title]["status_id"], [(read["started_at"], read["finished_at"]) for read in reads]


def shelve(desk: Desk, status: int, title: str = "Orchard", **more: Any) -> None:
    desk.hardcover.world.shelve(desk.hardcover.user_id, desk.record_of(title), status, **more)


async def test_a_status_set_here_after_one_of_ours_was_sent_is_sent(desk: Desk) -> None:
    book = desk.reads("Orchard")
    await desk.run("sync")
    for status, sent in (("abandoned", 5), ("on_hold", 4), ("want_to_read", 1), ("reading", 2)):
        await desk.run("status", str(book), status)
        await desk.run("sync")
        assert there(desk)[0] == sent


async def test_a_false_finish_is_corrected_and_gone_from_the_profile(desk: Desk) -> None:
    book = desk.reads("Orchard")
    await desk.push(BookId(book), 0.5)
    await desk.run("sync")
    await desk.push(BookId(book), 0.98)
    await desk.run("sync")
    day = desk.clock.today().isoformat()
    assert there(desk) == (3, [(day, day)])
    await desk.run("status", str(book), "reading")
    said = await desk.run("sync")
    assert there(desk) == (2, [(day, None)])
    assert "finish date removed" in said
    assert "finish date removed" in await desk.run("log")


async def test_the_last_word_here_wins_while_the_write_is_on_its_way(desk: Desk) -> None:
    book = desk.reads("Orchard")
    await desk.run("status", str(book), "read")

    def set_reading() -> None:
        desk.services.reading.set_status([BookId(book)], StatusChange(ReadingStatus.READING))

    desk.hardcover.between.before("insert_user_book", do=set_reading)
    await desk.run("sync")
    await desk.run("sync")
    status, reads = there(desk)
    assert (status, [finished for _, finished in reads]) == (2, [None])


@pytest.mark.parametrize("end", ["limit", "timeout"])
async def test_dates_that_hardcover_made_by_itself_are_put_right_by_the_next_run(
    desk: Desk, end: str
) -> None:
    book = desk.reads("Orchard")
    await desk.run("status", str(book), "read", "--started", "2026-02-03", "--finished", "2026-03-09")
    if end == "limit":
        desk.hardcover.between.after("mutation", do=lambda: desk.hardcover.drain_day(0))
    else:
        desk.hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT, operation="Write")
    await desk.run("sync", code=1 if end == "limit" else 0)
    desk.hardcover.drain_day(5000)
    desk.clock.move(days=1)
    await desk.run("sync")
    assert there(desk) == (3, [("2026-02-03", "2026-03-09")])


async def test_undo_takes_off_what_an_insert_with_a_lost_answer_made(desk: Desk) -> None:
    desk.reads("Orchard")
    desk.hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT, operation="Write")
    await desk.run("sync")
    assert set(desk.entries) == {"Orchard"}
    desk.clock.move(days=1)
    await desk.run("sync")
    for _ in range(2):
        said = await desk.run("undo", code=0 if desk.entries else 1)
        assert "unclear" not in said
    assert desk.entries == {}


async def test_after_a_lost_answer_a_later_sync_writes_nothing_where_all_was_carried_out(desk: Desk) -> None:
    desk.reads("Orchard")
    desk.hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT, operation="Write")
    await desk.run("sync")
    written = len(desk.hardcover.journal)
    desk.clock.move(days=1)
    await desk.run("sync")
    await desk.run("sync", "--all")
    assert len(desk.hardcover.journal) == written


async def test_a_rating_from_before_the_first_sync_stays_until_the_book_is_rated_here_again(
    desk: Desk,
) -> None:
    book = desk.reads("Orchard")
    shelve(desk, 2, rating=4.25)
    await desk.run("status", str(book), "reading", "--rating", "4")
    assert "The rating on Hardcover is 4.25; it stays." in await desk.run("sync", "--dry-run")
    await desk.run("sync")
    assert desk.entries["Orchard"]["rating"] == 4.25
    desk.clock.move(days=1)
    await desk.run("status", str(book), "reading", "--rating", "3.5")
    await desk.run("sync")
    assert float(str(desk.entries["Orchard"]["rating"])) == 3.5


async def test_a_status_that_differs_at_first_contact_is_replaced_for_a_book_or_for_all(desk: Desk) -> None:
    books = {title: desk.reads(title) for title in ("Orchard", "Harbour", "Meadow")}
    for title in books:
        shelve(desk, 3, title)
    await desk.run("sync")
    assert [there(desk, title)[0] for title in books] == [3, 3, 3]
    await desk.run("replace-status", str(books["Orchard"]))
    await desk.run("sync")
    assert [there(desk, title)[0] for title in books] == [2, 3, 3]
    assert "2 books" in await desk.run("replace-status", "--all")
    await desk.run("sync")
    assert [there(desk, title)[0] for title in books] == [2, 2, 2]


async def test_a_new_computer_adds_no_read_to_a_book_that_is_read_there(desk: Desk) -> None:
    book = desk.by_title("Orchard")
    await desk.run("accept", str(book))
    await desk.run("status", str(book), "unread")
    shelve(desk, 3, reads=[NewRead("2025-01-01", "2025-02-01", pages=100)])
    await desk.run("status", str(book), "want_to_read")
    await desk.push(BookId(book), 1.0)
    await desk.run("sync")
    assert there(desk) == (3, [("2025-01-01", "2025-02-01")])
    await desk.run("reread", str(book))
    await desk.run("sync")
    assert there(desk)[1] == [("2025-01-01", "2025-02-01"), (desk.clock.today().isoformat(), None)]


async def test_a_finish_date_cleared_there_stays_empty(desk: Desk) -> None:
    book = desk.reads("Orchard")
    await desk.push(BookId(book), 0.99)
    await desk.run("sync")
    desk.person.set_dates(desk.record_of("Orchard"), "2026-11-01", None)
    desk.clock.move(days=1)
    await desk.run("sync", "--all")
    assert there(desk)[1][0][1] is None


async def test_a_page_count_that_changes_keeps_the_percent(desk: Desk) -> None:
    book = desk.reads("Orchard")
    await desk.push(BookId(book), 0.5)
    await desk.run("sync")
    [edition] = desk.hardcover.world.editions_of(desk.record_of("Orchard"))
    desk.hardcover.world.set_pages(edition["id"], 400)
    await desk.run("sync", "--all")
    assert desk.person.reads(desk.record_of("Orchard"))[0]["progress_pages"] == 200


async def test_the_token_of_another_account_is_noticed_before_anything_is_planned(desk: Desk) -> None:
    desk.reads("Orchard")
    await desk.run("sync")
    ines = desk.hardcover.world.add_user("ines")
    desk.hardcover.add_token(TOKEN, ines)
    desk.services.hardcover_account.use_for_session(TOKEN)
    for words in (("sync",), ("sync", "--dry-run"), ("undo",)):
        said = await desk.run(*words, code=1)
        assert "belongs to @ines, but this library is synced with @demo" in said
    assert len(desk.hardcover.world.tables["user_books"]) == 1
    assert "now synced with @ines" in await desk.run("token", "--begin-anew")
    assert "Orchard: added as Currently Reading" in await desk.run("sync", "--dry-run")
    await desk.run("sync")
    assert {row["user_id"] for row in desk.hardcover.world.tables["user_books"].values()} == {
        ines,
        desk.hardcover.user_id,
    }
    assert "@ines; before, it was @demo" in await desk.run("log")
    assert "another Hardcover account" in await desk.run("undo", "1", code=1)
