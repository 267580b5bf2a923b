"""Jobs as the Activity panel lists them: stages, attempts, errors, what waits."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewEdition, World, isbn13
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.activity import Job, JobKind, JobState
from bookorbit_desktop.domain.overview.events import Event, JobEnded, JobStarted, SyncScheduled
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.overview.activity import KEPT
from bookorbit_desktop.services.runtime.event_bus import BUG, INTERRUPTED, EventBus, job
from tests.books import write_epub
from tests.services import TestClock, add_book, make_services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    clock = TestClock()
    world = World()
    world.add_user("demo")
    isbn = isbn13("978000000001")
    world.add_book("Dune", ["Frank Herbert"], editions=[NewEdition(300, isbn_13=isbn, users=500)])
    hardcover = LocalHardcover(world, clock=clock.virtual, sleep=clock.virtual.sleep)
    services = make_services(tmp_path / "data", hardcover, clock)
    yield services
    services.database.close()


def listed(services: Services) -> list[tuple[JobKind, JobState]]:
    return [(one.kind, one.state) for one in services.activity.jobs()]


def newest(services: Services) -> Job:
    return services.activity.jobs()[0]


async def test_a_scan_is_done_with_its_summary(services: Services, tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    write_epub(tmp_path / "books" / "clocks.epub", title="The Clocks")

    await services.library.add_and_scan([str(tmp_path / "books")])

    found = newest(services)
    assert (found.kind, found.state, found.stage) == (
        JobKind.SCAN,
        JobState.DONE,
        "1 book added.",
    )
    assert found.started_at is not None
    assert found.ended_at is not None


async def test_a_sync_goes_on_and_is_done_with_its_counts(services: Services) -> None:
    book = add_book(services, "Dune", "Frank Herbert", isbn=isbn13("978000000001"))
    services.reading.set_status([book], StatusChange(ReadingStatus.READING))
    seen: list[JobState] = []
    services.events.subscribe(lambda event: seen.extend(one.state for one in services.activity.running()))

    await services.sync.run()

    assert JobState.WAITING in seen
    assert JobState.ACTIVE in seen
    assert newest(services).stage == "1 sent."
    await services.sync.close()


async def test_a_failed_job_says_why_and_counts_the_next_attempt(services: Services) -> None:
    events = services.events
    for _ in range(2):
        with pytest.raises(NotFound), job(events, JobKind.IMPORT):
            raise NotFound(Message("There is no such shelf."))
    with job(events, JobKind.IMPORT):
        running = services.activity.running()

    second, first = services.activity.jobs()[1:]
    assert (first.attempts, second.attempts, running[0].attempts) == (1, 2, 3)
    assert (second.state, second.error, second.can_retry) == (
        JobState.FAILED,
        "There is no such shelf.",
        True,
    )


async def test_a_job_always_ends() -> None:
    heard: list[Event] = []
    events = EventBus()
    events.subscribe(heard.append)
    with pytest.raises(ZeroDivisionError), job(events, JobKind.SCAN):
        _ = 1 // 0
    with pytest.raises(asyncio.CancelledError), job(events, JobKind.SCAN):
        raise asyncio.CancelledError

    ends = [event.error for event in heard if isinstance(event, JobEnded)]
    assert ends == [BUG, INTERRUPTED]
    assert sum(isinstance(event, JobStarted) for event in heard) == 2


async def test_books_wait_pause_and_come_back(services: Services) -> None:
    book = add_book(services, "Dune", "Frank Herbert", isbn=isbn13("978000000001"))
    services.preferences.change(hardcover_confirmed=True)
    services.events.emit(SyncScheduled(((book, 60.0),)))

    (waiting,) = services.activity.jobs()
    assert (waiting.kind, waiting.state, waiting.title) == (JobKind.BOOK, JobState.WAITING, "Dune")
    assert waiting.due_at is not None
    assert (waiting.due_at - services.clock.now()).total_seconds() == 60

    services.hardcover_account.pause(Message("Hardcover rejected your token."))
    (paused,) = services.activity.jobs()
    assert (paused.state, paused.error, paused.due_at) == (
        JobState.PAUSED,
        "Hardcover rejected your token.",
        None,
    )

    services.events.emit(SyncScheduled(()))
    assert services.activity.jobs() == []


async def test_a_failed_job_stays_listed_after_many_successful_ones(services: Services) -> None:
    with pytest.raises(NotFound), job(services.events, JobKind.IMPORT):
        raise NotFound(Message("There is no such shelf."))
    for _ in range(KEPT + 10):
        with job(services.events, JobKind.SCAN):
            pass
    kept = services.activity.jobs()
    assert (len(kept), kept[-1].error) == (KEPT, "There is no such shelf.")


async def test_only_the_newest_fifty_are_kept(services: Services) -> None:
    for _ in range(60):
        with job(services.events, JobKind.SCAN):
            pass

    assert listed(services) == [(JobKind.SCAN, JobState.DONE)] * 50
