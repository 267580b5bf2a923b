"""What a quit interrupts goes on at the next start; what the person gave up does not."""

import asyncio
from collections.abc import Mapping

import pytest

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, FaultKind
from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from bookorbit_desktop.domain.base.errors import AnotherAccount, HardcoverError
from bookorbit_desktop.domain.base.ids import BookId, EntryId
from bookorbit_desktop.domain.hardcover.catalogue import Account
from bookorbit_desktop.domain.hardcover.shelf_import import ImportWish
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncEnd
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.overview.unfinished import UnfinishedWork
from bookorbit_desktop.storage.hardcover.unfinished import UnfinishedRepository
from tests.integration.sync.conftest import PATIENCE, Loop
from tests.services import add_book, make_services


def unfinished(services: Services) -> UnfinishedWork:
    """What the program starts with."""
    account, pause = services.hardcover_account, services.pause
    return UnfinishedWork(
        services.undo, services.shelf_import, services.sync, account, pause, services.events
    )


def wishes(loop: Loop, count: int) -> list[BookId]:
    books = [loop.book(f"Wish {number:02}") for number in range(count)]
    for book in books:
        loop.set(book, ReadingStatus.WANT_TO_READ)
    return books


def at_first_write(loop: Loop) -> asyncio.Event:
    """Set once Hardcover has carried out the first write; its answer waits until the loop goes on."""
    written, post = asyncio.Event(), loop.hardcover.post

    async def watch(headers: Mapping[str, str], body: bytes) -> LocalReply:
        reply = await post(headers, body)
        if b"mutation" in body:
            written.set()
        return reply

    loop.hardcover.post = watch  # type: ignore[method-assign]
    return written


async def interrupt(loop: Loop, *, by_person: bool) -> SyncEnd:
    """End a sync of twelve books after its first request with writes."""
    wishes(loop, 12)
    written = at_first_write(loop)
    running = asyncio.create_task(loop.sync())
    await written.wait()
    if by_person:
        loop.services.sync.cancel()
    else:
        await loop.services.sync.close()
    return (await running).end


async def test_a_quit_half_way_is_made_up_for(loop: Loop) -> None:
    assert await interrupt(loop, by_person=False) is SyncEnd.CANCELLED
    assert 0 < len(loop.world.tables["user_books"]) < 12
    assert await unfinished(loop.services).carry_on()
    assert len(loop.world.tables["user_books"]) == 12
    assert await loop.services.sync.resume() is None, "it is done once"


async def test_a_sync_the_person_cancelled_waits_for_the_next_one(loop: Loop) -> None:
    assert await interrupt(loop, by_person=True) is SyncEnd.CANCELLED
    entries = len(loop.world.tables["user_books"])
    assert await unfinished(loop.services).carry_on()
    assert len(loop.world.tables["user_books"]) == entries < 12


async def test_a_sync_that_hardcover_stopped_is_still_wanted(loop: Loop) -> None:
    wishes(loop, 2)
    loop.hardcover.faults.add(FaultKind.DNS, times=50, operation="Write")
    assert (await loop.sync()).end is SyncEnd.STOPPED
    assert not await unfinished(loop.services).carry_on()
    loop.hardcover.faults.clear()
    assert await unfinished(loop.services).carry_on()
    assert len(loop.world.tables["user_books"]) == 2


async def test_left_out_books_are_excluded_before_anything_is_sent(loop: Loop) -> None:
    kept, sent = wishes(loop, 2)
    loop.hardcover.faults.add(FaultKind.DNS, times=50, operation="Write")
    await loop.sync(book_ids=frozenset({sent}), confirms=True, leave_out=frozenset({kept}))
    loop.hardcover.faults.clear()
    assert loop.state(BookId(kept)) == "excluded"
    assert await unfinished(loop.services).carry_on()
    await loop.sync(by_person=False)
    assert len(loop.world.tables["user_books"]) == 1
    await loop.services.matches.include([BookId(kept)])
    await loop.sync()
    assert loop.entry(BookId(kept)) is not None


async def test_consent_to_a_sync_does_not_hold_for_another_account(loop: Loop) -> None:
    wishes(loop, 2)
    loop.hardcover.faults.add(FaultKind.DNS, times=50, operation="Write")
    await loop.sync()
    loop.hardcover.faults.clear()
    somebody_else = loop.world.add_user("somebody else")
    loop.hardcover.add_token("hc_pat_of_somebody_else", somebody_else)
    loop.services.hardcover_account.use_for_session("hc_pat_of_somebody_else")
    with pytest.raises(AnotherAccount, match="@somebody else"):
        await unfinished(loop.services).carry_on()
    assert loop.world.tables["user_books"] == {}
    await loop.services.sync.begin_anew(Account(somebody_else, "somebody else"))
    assert not loop.services.preferences.current.hardcover_confirmed
    assert await loop.services.sync.resume() is None
    assert (await loop.sync(dry_run=True)).count(ItemOutcome.SENT) == 2, "the person sees it first"
    assert (await loop.sync()).count(ItemOutcome.SENT) == 2
    assert loop.services.hardcover_account.problem == ""


async def test_only_the_rows_that_were_ticked_are_imported_at_the_next_start(loop: Loop) -> None:
    books = {}
    for title in ("Orchard", "Harbour"):
        record = loop.world.add_book(title, ["Ada Example"])
        entry = loop.world.shelve(loop.hardcover.user_id, record, 3)
        book = add_book(loop.services, title, identifiers=(Identifier("hardcover", str(record)),))
        books[title] = (entry, book)
    entry, ticked = books["Orchard"]
    database, wish = loop.services.database, ImportWish({EntryId(entry): ticked})
    database.write(lambda: UnfinishedRepository().put_import_wish(wish))
    assert await unfinished(loop.services).carry_on()
    assert loop.export(ticked)["status"] == "read"
    assert loop.export(books["Harbour"][1])["status"] == "unread"
    assert UnfinishedRepository().import_wish() is None


async def test_an_import_that_failed_before_the_person_is_not_repeated_behind_their_back(loop: Loop) -> None:
    loop.hardcover.faults.add(FaultKind.DNS, times=50)
    with pytest.raises(HardcoverError):
        await loop.services.shelf_import.run_ready()
    assert UnfinishedRepository().import_wish() is None


async def test_switched_off_nothing_is_sent_by_itself_at_the_next_start_either(loop: Loop) -> None:
    assert await interrupt(loop, by_person=False) is SyncEnd.CANCELLED
    entries = len(loop.world.tables["user_books"])
    await asyncio.to_thread(loop.services.pause.until_resumed)
    assert await unfinished(loop.services).carry_on()
    assert len(loop.world.tables["user_books"]) == entries
    assert loop.services.states.pending() == 12 - entries


async def test_a_pause_holds_an_interrupted_sync(loop: Loop) -> None:
    assert await interrupt(loop, by_person=False) is SyncEnd.CANCELLED
    await asyncio.to_thread(loop.services.pause.for_an_hour)
    asked = len(loop.hardcover.requests)
    work = unfinished(loop.services)
    work.start()
    for _ in range(20):
        await asyncio.to_thread(loop.services.states.pending)
    await work.stop()
    assert len(loop.hardcover.requests) == asked
    assert await loop.services.sync.resume() is not None, "it is still wanted"


async def test_an_unfinished_undo_waits_for_the_token_and_then_goes_on(loop: Loop) -> None:
    books = wishes(loop, 1)
    await loop.sync()
    loop.hardcover.faults.add(FaultKind.DNS, times=50, operation="Write")
    with pytest.raises(HardcoverError):
        await loop.services.undo.undo()
    loop.hardcover.faults.clear()
    assert loop.entry(BookId(books[0])) is not None
    loop.services.database.close()
    again = make_services(loop.services.data_dir, loop.hardcover, loop.clock, token=None)
    work = unfinished(again)
    work.start()
    assert loop.world.tables["user_books"], "without a token nothing can be done"
    removed, post = asyncio.Event(), loop.hardcover.post

    async def watch(headers: Mapping[str, str], body: bytes) -> LocalReply:
        reply = await post(headers, body)
        if b"delete_user_book(" in body:
            removed.set()
        return reply

    loop.hardcover.post = watch  # type: ignore[method-assign]
    again.hardcover_account.use_for_session(DEMO_TOKEN)
    await asyncio.wait_for(removed.wait(), PATIENCE)
    assert loop.world.tables["user_books"] == {}
    await work.stop()
    again.database.close()
