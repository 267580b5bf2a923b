"""A sync asked for while another one is under way sends whatever was decided before it was asked for."""

import asyncio
from collections.abc import Mapping

import pytest

from bookorbit_desktop.demo.local_hardcover import NewEdition
from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from bookorbit_desktop.domain.hardcover.sync_run import SyncSummary
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop
from tests.services import add_book


class HeldWrite:
    """Keeps the first write of a run from being answered until it is let go."""

    def __init__(self, loop: Loop) -> None:
        self.reached = asyncio.Event()
        self._free = asyncio.Event()
        self._answer = loop.hardcover.post
        loop.hardcover.post = self._post  # type: ignore[method-assign]

    def let_go(self) -> None:
        self._free.set()

    async def _post(self, headers: Mapping[str, str], body: bytes) -> LocalReply:
        if b"insert_user_book" in body:
            self.reached.set()
            await self._free.wait()
        return await self._answer(headers, body)


async def ask_meanwhile(loop: Loop, held: HeldWrite, **wanted: object) -> SyncSummary:
    """Ask for a sync while another one waits for an answer, then let both end."""
    asked = asyncio.create_task(loop.sync(**wanted))
    await asyncio.sleep(0)
    held.let_go()
    return await asked


@pytest.mark.parametrize("by_person", [True, False])
async def test_a_book_decided_during_a_run_is_sent_by_the_sync_asked_for_next(
    loop: Loop, by_person: bool
) -> None:
    early, late = loop.book("Early"), loop.book("Late")
    loop.set(early, ReadingStatus.READING)
    held = HeldWrite(loop)
    running = asyncio.create_task(loop.sync(by_person=by_person))
    await held.reached.wait()
    loop.set(late, ReadingStatus.WANT_TO_READ, rating=3.5)

    await ask_meanwhile(loop, held)

    assert len((await running).items) == 1
    assert loop.state(late) == "synced"
    assert loop.entry(late) is not None


async def test_a_book_unticked_while_another_sync_runs_is_not_sent(loop: Loop) -> None:
    early, late = loop.book("Early"), loop.book("Late")
    loop.set(early, ReadingStatus.READING)
    held = HeldWrite(loop)
    running = asyncio.create_task(loop.sync())
    await held.reached.wait()
    loop.set(late, ReadingStatus.READING)

    await ask_meanwhile(loop, held, leave_out=frozenset([late]))

    await running
    assert loop.state(late) == "excluded"
    assert loop.entry(late) is None


async def test_unmatched_books_are_looked_up_again_though_an_automatic_run_is_under_way(loop: Loop) -> None:
    unmatched = add_book(loop.services, "Salt Roads", "Ada Example")
    loop.set(unmatched, ReadingStatus.READING)
    await loop.sync()
    assert loop.state(unmatched) == "not_matched"
    loop.set(loop.book("Early"), ReadingStatus.READING)
    held = HeldWrite(loop)
    running = asyncio.create_task(loop.sync(by_person=False))
    await held.reached.wait()
    loop.world.add_book("Salt Roads", ["Ada Example"], editions=[NewEdition(300)])

    await ask_meanwhile(loop, held)

    await running
    assert loop.state(unmatched) == "synced"
