"""A long backlog of reading days: made in the background, seen in Activity, cancelled, and in nobody's way."""

import asyncio
import threading

import pytest

from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.overview.activity import Job, JobKind, JobState
from bookorbit_desktop.domain.overview.events import Event, ReadingTimeChanged, ReadingTimeProgressed
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.reading import reading_days
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from tests.services import add_book

MANY = 12
WAIT = 60.0


@pytest.fixture
def services(services: Services, monkeypatch: pytest.MonkeyPatch) -> Services:
    """Two documents are one step, so that twelve are a long backlog."""
    monkeypatch.setattr(reading_days, "DOCUMENTS_AT_ONCE", 2)
    services.preferences.change(day_starts_at=0)
    views = [PageView(f"{number:032x}", 1, 1_700_000_000 + number * 1000, 60, 100) for number in range(MANY)]
    repository = PageViewRepository(services.database)
    services.database.write(lambda: repository.add(views, "kobo", None, 1.8e9))
    return services


def made_jobs(services: Services) -> list[Job]:
    return [job for job in services.activity.jobs() if job.kind is JobKind.READING_TIME]


def heard(services: Services, kind: type[Event]) -> threading.Event:
    """Set once an event of this kind came."""
    event = threading.Event()
    services.events.subscribe(lambda _event: event.set(), kind)
    return event


def test_the_backlog_is_made_in_the_background_and_seen_in_activity(services: Services) -> None:
    steps: list[tuple[int, int]] = []

    def note(event: Event) -> None:
        assert isinstance(event, ReadingTimeProgressed)
        steps.append((event.done, event.total))

    services.events.subscribe(note, ReadingTimeProgressed)
    over = heard(services, ReadingTimeChanged)
    services.reading_time_builder.start()
    assert over.wait(WAIT)
    (job,) = made_jobs(services)
    assert job.state is JobState.DONE
    assert steps == sorted(steps)
    assert steps[-1] == (10, 10)
    assert sum(day.seconds for day in services.reading_time.days().values()) == 60 * MANY
    asyncio.run(services.reading_time_builder.close())


def test_the_dashboard_does_not_wait_for_the_whole_backlog(services: Services) -> None:
    wanted: list[bool] = []
    services.reading_time.leave_backlog_to(lambda: wanted.append(True))
    shown = services.dashboard.load()
    assert wanted
    assert services.reading_time.backlog() > 0
    assert shown.streak == 0


def test_a_push_is_stored_between_two_steps(services: Services) -> None:
    add_book(services, "First", digest="a" * 32)
    builder, stored = services.reading_time_builder, threading.Event()

    def push(event: Event) -> None:
        if not stored.is_set():
            asyncio.run(services.progress.receive(Push("a" * 32, "/1", 0.5, "Kobo", "id")))
            stored.set()

    services.events.subscribe(push, ReadingTimeProgressed)
    builder.run()
    assert stored.is_set()
    services.reading_time.renew()
    assert services.reading_time.backlog() == 0


def test_a_book_read_all_the_time_is_not_in_the_way_of_others(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_days, "DOCUMENTS_AT_ONCE", 1)
    first = f"{0:032x}"
    add_book(services, "First", digest=first)
    for step in range(MANY):
        asyncio.run(services.progress.receive(Push(first, "/1", step / 100, "Kobo", "id")))
        services.reading_time.renew_some()
    assert services.reading_time.backlog() == 1  # the book that is read, once more


def test_a_cancel_keeps_what_is_made_and_the_next_run_goes_on_there(services: Services) -> None:
    builder = services.reading_time_builder
    forget = services.events.subscribe(lambda _event: builder.cancel(), ReadingTimeProgressed)
    builder.run()
    forget()
    left = services.reading_time.backlog()
    assert 0 < left < MANY
    (cancelled,) = made_jobs(services)
    assert cancelled.state is JobState.DONE
    over = heard(services, ReadingTimeChanged)
    builder.start()
    builder.resume()
    assert over.wait(WAIT)
    assert services.reading_time.backlog() == 0
    asyncio.run(builder.close())


def test_nothing_to_make_is_no_job(services: Services) -> None:
    services.reading_time.renew()
    services.reading_time_builder.run()
    assert made_jobs(services) == []
