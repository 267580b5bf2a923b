"""“Sync everything again” and syncs of chosen books: what they look at, what they write, what they agree to."""

import asyncio
from dataclasses import replace

from bookorbit_desktop.demo.local_hardcover import NewEdition
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from tests.integration.sync.conftest import Loop
from tests.services import add_book


async def test_everything_again_sees_what_was_changed_there_and_writes_nothing(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    await loop.push(book, 0.4)
    await loop.sync()
    loop.reads(book)[0]["progress_pages"] = 90
    written = len(loop.hardcover.journal)

    assert (await loop.sync()).count(ItemOutcome.UNCHANGED) == 1
    assert loop.state(book) == "synced"
    summary = await loop.sync(thorough=True)

    assert summary.count(ItemOutcome.UNCHANGED) == 1
    assert loop.state(book) == "hardcover_ahead"
    assert loop.reads(book)[0]["progress_pages"] == 90
    assert len(loop.hardcover.journal) == written


async def test_everything_again_tries_what_was_parked_and_what_was_not_found(loop: Loop) -> None:
    parked, unknown = loop.book("Orchard"), add_book(loop.services, "Harbour Lights")
    for book in (parked, unknown):
        loop.set(book, ReadingStatus.READING)
    await loop.sync()
    sync_books = SyncBookRepository(loop.services.database)
    failed = replace(sync_books.get(parked).sync, failures=10, failure=Message("Hardcover refused: no."))
    loop.services.database.write(lambda: sync_books.put_sync(parked, failed))
    loop.services.states.refresh()
    loop.services.states.refresh()
    assert loop.state(parked) == "parked"
    reason = loop.export(parked)["hardcover"]["reason"]
    assert reason == "Paused after 10 failures. Choose Sync now to try again. Hardcover refused: no."
    loop.world.add_book("Harbour Lights", ["Ada Example"], editions=[NewEdition(200, users=90)])

    summary = await loop.sync(thorough=True)

    assert {item.book_id: item.outcome for item in summary.items} == {
        parked: ItemOutcome.UNCHANGED,
        unknown: ItemOutcome.SENT,
    }
    assert (loop.state(parked), loop.state(unknown)) == ("synced", "synced")


async def test_everything_again_leaves_excluded_books_and_pins_alone(loop: Loop) -> None:
    excluded, pinned = loop.book("Orchard"), loop.book("Harbour")
    other = loop.world.add_book("Another Record", ["Bob Else"], editions=[NewEdition(90)])
    for book in (excluded, pinned):
        loop.set(book, ReadingStatus.READING)
    await loop.services.matches.pick_reference(pinned, str(other))
    await loop.services.matches.exclude([excluded])

    await loop.sync(thorough=True)

    assert loop.state(excluded) == "excluded"
    assert loop.export(pinned)["hardcover"]["book_id"] == other
    assert len(loop.world.tables["user_books"]) == 1


async def test_chosen_books_are_sent_without_agreeing_to_automatic_sync(loop: Loop) -> None:
    chosen, other = loop.book("Orchard"), loop.book("Harbour")
    for book in (chosen, other):
        loop.set(book, ReadingStatus.READING)

    await loop.sync(book_ids=frozenset({chosen}))

    assert (loop.state(chosen), loop.state(other)) == ("synced", "pending")
    assert not loop.services.preferences.current.hardcover_confirmed
    await loop.sync()
    assert loop.services.preferences.current.hardcover_confirmed


async def test_everything_again_is_not_taken_for_the_sync_under_way(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    await loop.push(book, 0.4)
    await loop.sync()
    loop.reads(book)[0]["progress_pages"] = 90

    await asyncio.gather(loop.sync(), loop.sync(thorough=True))

    assert loop.state(book) == "hardcover_ahead"
