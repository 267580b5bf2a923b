"""Pick, re-match, exclude and page counts, with undo; and what they leave alone."""

import pytest

from bookorbit_desktop.demo.local_hardcover import NewEdition
from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_log import LogOutcome, LogQuery
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop
from tests.services import add_book


async def test_a_pick_goes_to_the_record_and_edition_that_were_pasted(loop: Loop) -> None:
    book = add_book(loop.services, "Unfindable Title")
    record = loop.world.add_book(
        "Some Record", ["Ada Example"], editions=[NewEdition(120, isbn_13="9780306406157")]
    )
    await loop.push(book, 0.5)
    picked, _ = await loop.services.matches.pick_reference(book, "978-0-306-40615-7")
    assert picked.id == record
    await loop.sync()
    assert loop.reads(book)[0]["progress_pages"] == 60
    assert loop.export(book)["hardcover"]["method"] == "manual"


async def test_a_pick_is_never_touched_by_anything_else(loop: Loop) -> None:
    book = loop.book("Orchard")
    other = loop.world.add_book("Another Record", ["Bob Else"], editions=[NewEdition(90)])
    loop.set(book, ReadingStatus.READING)
    await loop.services.matches.pick_reference(book, str(other))
    for _ in range(2):
        await loop.sync()
    assert loop.export(book)["hardcover"]["book_id"] == other


async def test_undo_before_anything_is_sent(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    await loop.sync()
    before = loop.export(book)
    other = loop.world.add_book("Another Record", ["Bob Else"], editions=[NewEdition(90)])
    _, undo = await loop.services.matches.pick_reference(book, str(other))
    loop.services.matches.undo(undo)
    assert loop.export(book) == before
    assert (await loop.sync()).count(ItemOutcome.UNCHANGED) == 1


async def test_an_excluded_book_costs_no_request_and_survives_sync_now(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    await loop.services.matches.exclude([book])
    summary = await loop.sync()
    assert summary.count(ItemOutcome.SKIPPED) == 1
    assert loop.state(book) == "excluded"
    assert loop.world.tables["user_books"] == {}
    await loop.services.matches.include([book])
    assert (await loop.sync()).count(ItemOutcome.SENT) == 1


@pytest.mark.parametrize("action", ["pick", "re-match"])
async def test_an_excluded_book_stays_off_when_its_match_changes(loop: Loop, action: str) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    await loop.services.matches.exclude([book])
    if action == "pick":
        await loop.services.matches.pick_reference(book, str(loop.record_of("Orchard")))
    else:
        await loop.services.matches.rematch([book])
    await loop.sync()
    assert loop.state(book) == "excluded"
    assert loop.world.tables["user_books"] == {}


async def test_excluding_deletes_nothing_unless_asked_and_then_only_ours(loop: Loop) -> None:
    mine, theirs = loop.book("Orchard"), loop.book("Harbour")
    loop.world.shelve(loop.hardcover.user_id, loop.record_of("Harbour"), 2)
    for book in (mine, theirs):
        loop.set(book, ReadingStatus.READING)
    await loop.sync()
    undo = await loop.services.matches.exclude([mine, theirs])
    assert len(loop.world.tables["user_books"]) == 2
    removal = await loop.services.entry_removal.remove(undo.sync_books)
    assert removal.removed == 1
    assert removal.kept == ("You created the entry of “Harbour” yourself; BookOrbit won't delete it.",)
    assert loop.entry(mine) is None
    assert loop.entry(theirs) is not None
    await loop.services.matches.include([mine])
    await loop.sync()
    assert loop.entry(mine) is not None


async def test_an_entered_page_count_lets_progress_go_out(loop: Loop) -> None:
    book = loop.book("Orchard", pages=None)
    await loop.push(book, 0.5)
    await loop.sync()
    assert loop.state(book) == "waiting_for_pages"
    await loop.services.matches.set_pages([book], 240)
    assert loop.state(book) == "pending"
    await loop.sync()
    assert loop.reads(book)[0]["progress_pages"] == 120
    assert loop.state(book) == "synced"


async def test_rematch_looks_again(loop: Loop) -> None:
    book = add_book(loop.services, "Late Arrival")
    loop.set(book, ReadingStatus.READING)
    await loop.sync()
    assert loop.state(book) == "not_matched"
    loop.world.add_book("Late Arrival", ["Ada Example"], editions=[NewEdition(100)])
    assert (await loop.sync(by_person=False)).count(ItemOutcome.NOT_MATCHED) == 1
    await loop.services.matches.rematch([book])
    assert (await loop.sync(by_person=False)).count(ItemOutcome.SENT) == 1


async def test_a_book_not_found_again_for_the_same_reason_is_logged_once(loop: Loop) -> None:
    book = add_book(loop.services, "Late Arrival")
    loop.set(book, ReadingStatus.READING)
    refused = LogQuery(book_id=book, outcome=LogOutcome.NOT_MATCHED)
    for _ in range(3):
        await loop.sync(by_person=True)
    assert loop.services.sync_log.count(refused) == 1

    loop.world.add_book("Late Arrivals of the Other Kind", ["Ada Example"], editions=[NewEdition(100)])
    await loop.sync(by_person=True)
    reasons = [line.message for line in loop.services.sync_log.page(refused).lines]
    assert len(reasons) == len(set(reasons))

    loop.world.add_book("Late Arrival", ["Ada Example"], editions=[NewEdition(100)])
    await loop.sync(by_person=True)
    assert loop.services.sync_log.count(LogQuery(book_id=book, outcome=LogOutcome.MATCHED)) == 1


async def test_a_match_that_needs_review_is_accepted_and_that_can_be_taken_back(loop: Loop) -> None:
    book = add_book(loop.services, "Late Arrival")
    loop.world.add_book("Late Arrival", ["Ada Example"], editions=[NewEdition(100)])
    loop.set(book, ReadingStatus.READING)
    await loop.sync()
    (row,) = loop.services.book_list.rows(BookQuery())
    assert (row.needs_review, row.hardcover) == (True, HardcoverState.SYNCED)

    assert row.hardcover_reason.startswith("Matched to “Late Arrival” by title and author only")

    undo = await loop.services.matches.accept_match([book])
    assert not loop.services.book_list.rows(BookQuery())[0].needs_review
    await loop.sync(thorough=True)
    assert not loop.export(book)["hardcover"]["needs_review"]

    loop.services.matches.undo(undo)
    assert loop.services.book_list.rows(BookQuery())[0].needs_review


async def test_unknown_records_unknown_books_and_negative_pages_are_refused(loop: Loop) -> None:
    book = loop.book("Orchard")
    with pytest.raises(NotFound):
        await loop.services.matches.pick_reference(book, "123456")
    with pytest.raises(NotFound):
        await loop.services.matches.exclude([BookId(999)])
    with pytest.raises(InvalidInput):
        await loop.services.matches.set_pages([book], -3)


async def test_the_pick_dialogs_search_is_not_judged(loop: Loop) -> None:
    book = add_book(loop.services, "Quiet Harbour", "Ada Example", series="Harbours", series_index=2)
    loop.world.add_book("Quiet Harbour Cookbook", ["Somebody Else"])
    query = await loop.services.matches.suggested_query(book)
    assert query == "Quiet Harbour Ada Example"
    assert [found.title for found in await loop.services.matches.search("Quiet Harbour")] == [
        "Quiet Harbour Cookbook"
    ]
