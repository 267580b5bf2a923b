"""What waits is sent when the network is back, or the computer awake, and not a minute later."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bookorbit_desktop.domain.overview.events import Event, NetworkChanged, NetworkReturned, SyncFinished
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.hardcover.sync_schedule import QuietTimes, SyncSchedule
from tests.integration.computer import AT_HOME, ELSEWHERE, NOWHERE, Computer
from tests.integration.sync.conftest import PATIENCE, Loop


@pytest.fixture
async def computer() -> AsyncIterator[Computer]:
    computer = Computer()
    computer.watch.start()
    yield computer
    await computer.watch.stop()


async def test_a_network_that_comes_back_is_noticed_once(computer: Computer) -> None:
    computer.addresses = NOWHERE
    await computer.look()
    assert computer.heard == []

    computer.addresses = AT_HOME
    await computer.look()
    await computer.look()

    assert computer.heard == [NetworkReturned(AT_HOME)]


async def test_another_network_is_noticed_and_a_lost_address_is_not(computer: Computer) -> None:
    computer.addresses = (*AT_HOME, *ELSEWHERE)
    await computer.look()
    computer.addresses = ELSEWHERE
    await computer.look()

    assert computer.heard == [NetworkReturned((*AT_HOME, *ELSEWHERE))]


async def test_waking_up_is_noticed_by_the_clock(computer: Computer) -> None:
    await computer.look()
    computer.clock += 3600
    await computer.look()

    assert computer.heard == [NetworkReturned(AT_HOME, after_sleep=True)]


async def test_a_clock_that_was_set_back_is_no_sleep(computer: Computer) -> None:
    await computer.look()
    computer.clock -= 3600
    await computer.look()

    assert computer.heard == []


async def test_a_computer_that_wakes_up_without_a_network_waits_for_one(computer: Computer) -> None:
    computer.addresses = NOWHERE
    await computer.look()
    computer.clock += 3600
    await computer.look()
    assert computer.heard == []

    computer.addresses = AT_HOME
    await computer.look()
    assert computer.heard == [NetworkReturned(AT_HOME)]


async def test_every_change_is_told_and_so_is_waking_up(computer: Computer) -> None:
    await computer.look()
    computer.addresses = NOWHERE
    await computer.look()
    computer.addresses = ELSEWHERE
    await computer.look()
    computer.clock += 3600
    await computer.look()

    assert computer.changes == [
        NetworkChanged(NOWHERE),
        NetworkChanged(ELSEWHERE),
        NetworkChanged(ELSEWHERE, after_sleep=True),
    ]


async def test_the_outbox_is_sent_when_the_network_is_back(loop: Loop) -> None:
    services = loop.services
    services.preferences.change(hardcover_confirmed=True)
    book = loop.book()
    loop.set(book, ReadingStatus.READING)
    finished = asyncio.Event()
    running = asyncio.get_running_loop()

    def heard(event: Event) -> None:
        if isinstance(event, SyncFinished):
            running.call_soon_threadsafe(finished.set)

    services.events.subscribe(heard)
    quiet = QuietTimes(after_hand=3600, after_status=3600, after_progress=3600, after_return=0.01)
    schedule = SyncSchedule(
        services.sync,
        services.hardcover_account,
        services.preferences,
        services.pause,
        services.events,
        quiet,
    )
    schedule.start()
    services.events.emit(NetworkReturned(AT_HOME))
    await asyncio.wait_for(finished.wait(), PATIENCE)
    await schedule.stop()

    assert loop.entry(book) is not None
