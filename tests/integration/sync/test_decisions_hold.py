"""What the person decides here while a run is under way holds at once."""

import pytest

from bookorbit_desktop.demo.local_hardcover import NewEdition
from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook
from bookorbit_desktop.domain.hardcover.sync_log import LogOutcome, LogQuery
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop


def shelved_titles(loop: Loop) -> set[str]:
    tables = loop.world.tables
    entries = tables["user_books"].values()
    return {
        tables["books"][row["book_id"]]["title"]
        for row in entries
        if row["user_id"] == loop.hardcover.user_id
    }


@pytest.mark.parametrize("operation", ["EditionsByIsbns", "EntriesForBooks"])
async def test_a_book_excluded_during_a_run_is_not_sent(loop: Loop, operation: str) -> None:
    book, other = loop.book("Orchard"), loop.book("Meadow")
    for one in (book, other):
        loop.set(one, ReadingStatus.READING)
    loop.hardcover.between.after(operation, do=lambda: loop.services.matches.exclude([book]))
    summary = await loop.sync()
    assert shelved_titles(loop) == {"Meadow"}
    assert {item.book_id: item.outcome for item in summary.items} == {
        book: ItemOutcome.SKIPPED,
        other: ItemOutcome.SENT,
    }
    assert loop.state(book) == "excluded"
    skipped = loop.services.sync_log.lines(LogQuery(outcome=LogOutcome.SKIPPED))
    assert [(line.book_id, line.message) for line in skipped] == [
        (book, "You excluded this book while the sync was running. Nothing more was sent.")
    ]
    await loop.sync()
    assert shelved_titles(loop) == {"Meadow"}


async def test_a_book_excluded_after_its_first_write_gets_no_second_one(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    await loop.push(book, 0.5)
    loop.hardcover.between.after("insert_user_book", do=lambda: loop.services.matches.exclude([book]))
    await loop.sync()
    assert [read["progress_pages"] for read in loop.reads(book)] == [None]
    assert loop.state(book) == "excluded"


async def test_a_pick_during_a_run_holds_and_is_sent_next(loop: Loop) -> None:
    book = loop.book("Orchard")
    picked = loop.world.add_book("Picked by Hand", ["Bob Else"], editions=[NewEdition(200)])
    loop.set(book, ReadingStatus.READING)
    loop.hardcover.between.after(
        "EntriesForBooks",
        do=lambda: loop.services.matches.pick(
            book, CatalogueBook(RecordId(picked), title="Picked by Hand"), None
        ),
    )
    summary = await loop.sync()
    assert summary.count(ItemOutcome.SKIPPED) == 1
    assert shelved_titles(loop) == set()
    hardcover = loop.export(book)["hardcover"]
    assert (hardcover["book_id"], hardcover["method"]) == (picked, "manual")
    await loop.sync()
    assert shelved_titles(loop) == {"Picked by Hand"}


async def test_a_pick_while_the_book_is_looked_up_is_not_replaced(loop: Loop) -> None:
    book = loop.book("Orchard")
    picked = loop.world.add_book("Picked by Hand", ["Bob Else"], editions=[NewEdition(200)])
    loop.set(book, ReadingStatus.READING)
    loop.hardcover.between.after(
        "EditionsByIsbns",
        do=lambda: loop.services.matches.pick(
            book, CatalogueBook(RecordId(picked), title="Picked by Hand"), None
        ),
    )
    await loop.sync()
    assert loop.export(book)["hardcover"]["book_id"] == picked
    await loop.sync()
    assert shelved_titles(loop) == {"Picked by Hand"}


async def test_a_re_match_during_a_run_takes_the_book_out_of_it(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    loop.hardcover.between.after("EntriesForBooks", do=lambda: loop.services.matches.rematch([book]))
    await loop.sync()
    assert shelved_titles(loop) == set()
    await loop.sync()
    assert shelved_titles(loop) == {"Orchard"}


async def test_a_page_count_entered_during_a_run_is_counted_in(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    await loop.push(book, 0.5)
    loop.hardcover.between.after("insert_user_book", do=lambda: loop.services.matches.set_pages([book], 400))
    await loop.sync()
    assert [read["progress_pages"] for read in loop.reads(book)] == [200]


async def test_a_saved_id_during_a_run_is_followed_by_the_next(loop: Loop) -> None:
    book = loop.book("Orchard")
    other = loop.world.add_book("Orchard", ["Ada Example"], editions=[NewEdition(120)])
    loop.set(book, ReadingStatus.READING)
    loop.hardcover.between.after(
        "EntriesForBooks", do=lambda: loop.services.matches.save_reference(book, str(other))
    )
    await loop.sync()
    assert shelved_titles(loop) == set()
    await loop.sync()
    assert loop.export(book)["hardcover"]["book_id"] == other


async def test_a_status_changed_here_during_a_run_is_sent_as_it_is_then(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    loop.hardcover.between.after("EntriesForBooks", do=lambda: loop.set(book, ReadingStatus.UNREAD))
    summary = await loop.sync()
    assert summary.count(ItemOutcome.SKIPPED) == 1
    assert shelved_titles(loop) == set()


async def test_undo_of_a_decision_takes_back_that_one_alone(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    undo = await loop.services.matches.set_pages([book], 300)
    await loop.services.matches.exclude([book])
    loop.services.matches.undo(undo)
    sync_book = loop.services.book_view.view(book).sync_book
    assert (sync_book.decision.pages, sync_book.decision.excluded) == (None, True)


async def test_undo_of_a_page_count_counts_the_same_share_in_the_pages_of_before(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    await loop.push(book, 0.3)
    undo = await loop.services.matches.set_pages([book], 200)
    await loop.sync()
    loop.services.matches.undo(undo)
    assert loop.entry(book) is not None
    assert loop.reads(book)[0]["progress_pages"] == 60
    rows = len(loop.hardcover.journal)
    await loop.sync()
    await loop.sync()
    assert loop.reads(book)[0]["progress_pages"] == 30
    assert len(loop.hardcover.journal) == rows + 1


async def test_events_come_after_the_commit(loop: Loop) -> None:
    """Whoever hears of a change finds it in the database, on a connection of their own."""
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    heard: list[bool] = []

    def look(event: object) -> None:
        heard.append(loop.services.database.is_in_job)

    unsubscribe = loop.services.events.subscribe(look)
    await loop.services.matches.exclude([book])
    await loop.sync()
    unsubscribe()
    assert heard
    assert not any(heard)
