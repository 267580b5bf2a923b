"""Cancelling ends one run, and no other; and a run that cannot go on says why, and when it does."""

import asyncio
from collections.abc import Callable, Mapping

from bookorbit_desktop.demo.local_hardcover import FaultKind
from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_run import SyncEnd, SyncProgress
from bookorbit_desktop.domain.overview.events import Event, SyncProgressed
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from tests.integration.sync.conftest import Loop


def before_writes(loop: Loop, then: Callable[[], object]) -> None:
    """Have something happen just before each write is answered."""
    answer = loop.hardcover.post

    async def post(headers: Mapping[str, str], body: bytes) -> LocalReply:
        if b"insert_user_book" in body:
            then()
        return await answer(headers, body)

    loop.hardcover.post = post  # type: ignore[method-assign]


def shelve(loop: Loop, count: int, title: str = "Book") -> list[BookId]:
    books = [loop.book(f"{title} {number:02}") for number in range(count)]
    for book in books:
        loop.set(book, ReadingStatus.READING)
    return books


async def test_a_cancel_that_comes_late_never_reaches_the_next_run(loop: Loop) -> None:
    book = loop.book()
    loop.set(book, ReadingStatus.READING)
    old = RunCancel()
    await loop.sync(cancel=old)
    loop.set(book, ReadingStatus.READ)

    before_writes(loop, old.set)
    running = asyncio.create_task(loop.sync())
    old.set()

    assert (await running).end is SyncEnd.COMPLETED
    assert loop.state(book) == "synced"


async def test_a_run_is_cancelled_by_its_number_and_by_no_other(loop: Loop) -> None:
    shelve(loop, 12)
    before_writes(loop, lambda: loop.services.sync.cancel(run_id=99))
    assert (await loop.sync()).end is SyncEnd.COMPLETED

    shelve(loop, 12, "Another")

    def cancel_this() -> None:
        progress = loop.services.sync.progress
        assert progress is not None
        loop.services.sync.cancel(progress.run_id)

    before_writes(loop, cancel_this)
    assert (await loop.sync()).end is SyncEnd.CANCELLED


async def test_a_run_that_waits_for_another_is_cancelled_at_once_and_the_other_goes_on(loop: Loop) -> None:
    books = shelve(loop, 3)
    release = asyncio.Event()
    reached = asyncio.Event()
    answer = loop.hardcover.post

    async def post(headers: Mapping[str, str], body: bytes) -> LocalReply:
        reached.set()
        await release.wait()
        return await answer(headers, body)

    loop.hardcover.post = post  # type: ignore[method-assign]
    first = asyncio.create_task(loop.sync(by_person=False))
    await reached.wait()
    cancel = RunCancel()
    second = asyncio.create_task(loop.sync(book_ids=frozenset(books[:1]), cancel=cancel))
    cancel.set()

    assert (await second).end is SyncEnd.CANCELLED
    assert not first.done()
    release.set()
    assert (await first).end is SyncEnd.COMPLETED


async def test_books_are_done_one_after_the_other_with_the_time_that_is_left(loop: Loop) -> None:
    shelve(loop, 30)
    told: list[SyncProgress] = []

    def heard(event: Event) -> None:
        if isinstance(event, SyncProgressed):
            told.append(event.progress)

    loop.services.events.subscribe(heard)
    await loop.sync()

    sending = [progress for progress in told if progress.stage == "sending"]
    assert {progress.processed for progress in sending} >= {0, 10, 20}
    left = [progress.seconds_left for progress in sending if progress.seconds_left is not None]
    assert left[0] > left[-1]
    assert 20 <= left[0] <= 80


async def test_the_days_limit_is_said_with_the_time_when_it_goes_on(loop: Loop) -> None:
    shelve(loop, 3)
    loop.hardcover.faults.add(FaultKind.THROTTLE, operation="Write", seconds=7200.0)

    summary = await loop.sync()

    assert summary.end is SyncEnd.STOPPED
    assert summary.message.startswith("Daily limit reached")
    assert "Continues at " in summary.message
    assert summary.continues_at is not None
    assert 7190 <= (summary.continues_at - loop.clock.now()).total_seconds() <= 7210
