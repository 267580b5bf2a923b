"""The automatic sync: it begins with consent, waits for quiet, and then sends by itself."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncSummary
from bookorbit_desktop.domain.overview.events import Event, SyncFinished
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.hardcover.pause import HardcoverPause
from bookorbit_desktop.services.hardcover.sync_schedule import QuietTimes, SyncSchedule
from tests.integration.sync.conftest import PATIENCE, Loop

SHORT = QuietTimes(after_status=0.01, after_hand=0.01, after_progress=0.01, longest_progress=1)
NEVER = QuietTimes(after_status=60, after_hand=60, after_progress=60, longest_progress=60)


@pytest.fixture
async def runs(loop: Loop) -> AsyncIterator["asyncio.Queue[SyncSummary]"]:
    finished: asyncio.Queue[SyncSummary] = asyncio.Queue()
    running = asyncio.get_running_loop()

    def heard(event: Event) -> None:
        if isinstance(event, SyncFinished):
            running.call_soon_threadsafe(finished.put_nowait, event.summary)

    unsubscribe = loop.services.events.subscribe(heard)
    yield finished
    unsubscribe()


def schedule(loop: Loop, quiet: QuietTimes) -> SyncSchedule:
    services = loop.services
    return SyncSchedule(
        services.sync,
        services.hardcover_account,
        services.preferences,
        services.pause,
        services.events,
        quiet,
    )


async def test_a_push_reaches_hardcover_by_itself(loop: Loop, runs: "asyncio.Queue[SyncSummary]") -> None:
    loop.services.preferences.change(hardcover_confirmed=True)
    book = loop.book()
    automatic = schedule(loop, replace(SHORT, after_hand=60))
    automatic.start()
    await loop.push(book, 0.5)
    await asyncio.wait_for(runs.get(), PATIENCE)
    await automatic.stop()
    entry = loop.entry(book)
    assert entry is not None
    assert entry["status_id"] == 2


async def test_what_waited_from_before_is_sent_after_a_start(
    loop: Loop, runs: "asyncio.Queue[SyncSummary]"
) -> None:
    loop.services.preferences.change(hardcover_confirmed=True)
    book = loop.book()
    loop.set(book, ReadingStatus.WANT_TO_READ)
    automatic = schedule(loop, SHORT)
    automatic.start()
    await asyncio.wait_for(runs.get(), PATIENCE)
    await automatic.stop()
    assert loop.entry(book) is not None


@pytest.mark.parametrize("setting", ["hardcover_confirmed", "hardcover_enabled"])
async def test_nothing_is_sent_without_consent(
    loop: Loop, runs: "asyncio.Queue[SyncSummary]", setting: str
) -> None:
    """The second change comes with consent: had the first been sent, it would have been in a run of its own."""
    loop.services.preferences.change(hardcover_confirmed=True)
    loop.services.preferences.change(**{setting: False})
    book = loop.book()
    automatic = schedule(loop, replace(SHORT, after_hand=0.2))
    automatic.start()
    await loop.push(book, 0.5)
    while automatic.waiting:  # noqa: ASYNC110 - it passes on its own loop, in a hundredth of a second
        await asyncio.sleep(0)
    assert loop.hardcover.requests == []
    loop.services.preferences.change(**{setting: True})
    loop.set(book, ReadingStatus.READING)
    await asyncio.wait_for(runs.get(), PATIENCE)
    await automatic.stop()
    assert loop.entry(book) is not None


async def test_it_waits_for_quiet(loop: Loop) -> None:
    loop.services.preferences.change(hardcover_confirmed=True)
    book = loop.book()
    automatic = schedule(loop, NEVER)
    automatic.start()
    await loop.push(book, 0.5)
    await asyncio.sleep(0)
    await automatic.stop()
    assert loop.hardcover.requests == []


async def test_each_trigger_has_its_switch(loop: Loop) -> None:
    loop.services.preferences.change(
        hardcover_confirmed=True,
        hardcover_on_status=False,
        hardcover_on_progress=False,
        hardcover_on_rating=False,
    )
    book = loop.book()
    automatic = schedule(loop, NEVER)
    automatic.start()
    await loop.push(book, 0.5)
    await loop.push(book, 0.6)
    loop.services.reading.rate([book], 4)
    loop.set(book, ReadingStatus.ON_HOLD)
    await asyncio.sleep(0)
    assert automatic.waiting == frozenset()
    loop.services.preferences.change(hardcover_on_rating=True)
    loop.services.reading.rate([book], 5)
    await asyncio.sleep(0)
    assert automatic.waiting == {book}
    await automatic.stop()


async def test_trouble_is_tried_again_by_itself(loop: Loop, runs: "asyncio.Queue[SyncSummary]") -> None:
    loop.services.preferences.change(hardcover_confirmed=True)
    book = loop.book()
    loop.set(book, ReadingStatus.READING)
    loop.hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT, operation="Write")
    automatic = schedule(loop, replace(SHORT, after_trouble=0.01))
    automatic.start()
    first = await asyncio.wait_for(runs.get(), PATIENCE)
    assert first.count(ItemOutcome.FAILED) == 1
    loop.clock.move(seconds=121)
    while (await asyncio.wait_for(runs.get(), PATIENCE)).count(ItemOutcome.UNCHANGED) == 0:
        pass
    await automatic.stop()
    assert loop.state(book) == "synced"
    assert len(loop.reads(book)) == 1


async def test_a_pause_holds_everything_back_and_its_end_lets_go(
    loop: Loop, runs: "asyncio.Queue[SyncSummary]"
) -> None:
    loop.services.preferences.change(hardcover_confirmed=True)
    loop.services.pause.for_an_hour()
    book = loop.book()
    loop.set(book, ReadingStatus.WANT_TO_READ)
    automatic = schedule(loop, SHORT)
    automatic.start()
    await asyncio.to_thread(loop.services.pause.resume)
    summary = await asyncio.wait_for(runs.get(), PATIENCE)
    await automatic.stop()
    assert summary.count(ItemOutcome.SENT) == 1
    assert runs.empty()


def test_a_pause_until_tomorrow_ends_in_the_morning(loop: Loop) -> None:
    pause = loop.services.pause
    pause.until_tomorrow()
    assert pause.until is not None
    ends, now = pause.until.astimezone(), loop.clock.now().astimezone()
    assert (ends.hour, ends.minute) == (4, 0)
    assert (ends.date() - now.date()).days == 1


def test_a_pause_ends_by_itself(loop: Loop) -> None:
    pause = loop.services.pause
    pause.for_an_hour()
    assert pause.is_paused
    loop.clock.move(seconds=3600)
    assert not pause.is_paused
    pause.until_resumed()
    loop.clock.move(days=3)
    assert pause.is_paused
    pause.resume()
    assert not pause.is_paused


@pytest.mark.parametrize("hours", [-9_000, -10, 10, 9_000])
def test_a_pause_lasts_as_long_as_it_was_meant_to_whatever_the_clock_is_set_to(
    loop: Loop, hours: float
) -> None:
    pause = loop.services.pause
    pause.for_an_hour()
    loop.clock.wrong_by = timedelta(hours=hours)
    assert pause.left is None or pause.left <= timedelta(hours=1)
    loop.clock.move(seconds=3600)
    assert not pause.is_paused


def test_a_pause_that_a_wrong_clock_put_years_ahead_is_over(loop: Loop) -> None:
    """After a restart nothing but the stored moment is known."""
    loop.clock.wrong_by = timedelta(days=730)
    loop.services.pause.for_an_hour()
    loop.clock.wrong_by = timedelta()
    again = HardcoverPause(loop.services.preferences, loop.clock)
    assert (again.is_paused, again.until, again.left) == (False, None, None)
