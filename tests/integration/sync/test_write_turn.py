"""One writer to Hardcover at a time: what starts at once goes one after the other."""

import asyncio
import json
from collections.abc import Mapping

import pytest

from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.hardcover.write_journal import HardcoverWriteLock
from tests.integration.sync.conftest import Loop


async def test_writers_go_in_the_order_they_came_and_a_failure_lets_the_next_one_in() -> None:
    write_lock = HardcoverWriteLock()
    told: list[str] = []

    async def write(name: str) -> None:
        async with write_lock:
            told.append(f"{name} begins")
            await asyncio.sleep(0)
            told.append(f"{name} ends")
            if name == "undo":
                raise ValueError(name)

    names = ("sync", "undo", "removal")
    outcomes = await asyncio.gather(*(write(name) for name in names), return_exceptions=True)
    assert told == [f"{name} {what}" for name in names for what in ("begins", "ends")]
    assert [type(outcome) for outcome in outcomes] == [type(None), ValueError, type(None)]
    assert not write_lock.is_taken


async def test_giving_up_the_wait_leaves_the_turn_to_others() -> None:
    write_lock = HardcoverWriteLock()
    async with write_lock:
        waiting = asyncio.create_task(write_lock.__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert write_lock.is_taken
    async with write_lock:
        assert write_lock.is_taken


def written(loop: Loop) -> list[str]:
    """The kind of each write from now on, in the order Hardcover gets them."""
    kinds: list[str] = []
    post = loop.hardcover.post

    async def watch(headers: Mapping[str, str], body: bytes) -> LocalReply:
        query = json.loads(body)["query"]
        kinds.extend(kind for kind in ("insert_user_book", "delete_user_book") if f"{kind}(" in query)
        return await post(headers, body)

    loop.hardcover.post = watch  # type: ignore[method-assign]
    return kinds


async def test_an_undo_and_a_sync_started_at_once_do_not_mix(loop: Loop) -> None:
    for title in ("Orchard", "Harbour", "Meadow"):
        loop.set(loop.book(title), ReadingStatus.WANT_TO_READ)
    await loop.sync()
    for title in ("Lantern", "Ferry", "Tide"):
        loop.set(loop.book(title), ReadingStatus.WANT_TO_READ)
    kinds = written(loop)
    undone, summary = await asyncio.gather(loop.services.undo.undo(), loop.sync())
    assert (undone.restored, undone.kept) == (3, ())
    assert summary.count(ItemOutcome.SENT) == 3
    assert kinds in (sorted(kinds), sorted(kinds, reverse=True)), "they mixed"
    assert len(loop.world.tables["user_books"]) == 3


async def test_a_removal_waits_for_the_sync_under_way(loop: Loop) -> None:
    gone = [loop.book(title) for title in ("Orchard", "Harbour", "Meadow", "Wharf", "Moor", "Heath")]
    for book in gone:
        loop.set(book, ReadingStatus.WANT_TO_READ)
    await loop.sync()
    for title in ("Lantern", "Ferry"):
        loop.set(loop.book(title), ReadingStatus.WANT_TO_READ)
    undo = await loop.services.matches.exclude(gone)
    kinds = written(loop)
    _, removal = await asyncio.gather(loop.sync(), loop.services.entry_removal.remove(undo.sync_books))
    assert removal.removed == 6
    assert kinds in (sorted(kinds), sorted(kinds, reverse=True)), "they mixed"
