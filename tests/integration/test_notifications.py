"""What is worth a notification, decided from real pushes, scans and syncs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, World
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncEnd, SyncItem, SyncSummary
from bookorbit_desktop.domain.koreader.progress import DocumentMetadata, Push
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.events import Event, Notified, SyncFinished
from bookorbit_desktop.domain.overview.notifications import Notice, NotificationKind
from bookorbit_desktop.services.container import Services
from tests.books import write_epub
from tests.services import TestClock, add_book, make_services

K = NotificationKind


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    clock = TestClock()
    hardcover = LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep)
    services = make_services(tmp_path / "data", hardcover, clock)
    yield services
    services.database.close()


@pytest.fixture
def notices(services: Services) -> list[Notice]:
    heard: list[Notice] = []

    def hear(event: Event) -> None:
        if isinstance(event, Notified):
            heard.append(event.notice)

    services.notifications.begin()
    services.events.subscribe(hear)
    return heard


async def push(
    services: Services, document: str, percentage: float, device: str = "Kobo", title: str = ""
) -> None:
    metadata = DocumentMetadata(title) if title else None
    await services.progress.receive(Push(document, "/body", percentage, device, f"id-{device}", metadata))


async def test_a_finished_book_is_told_once_and_page_turns_never(
    services: Services, notices: list[Notice]
) -> None:
    book = add_book(services, "Piranesi", "Susanna Clarke", digest="a" * 32)
    for percentage in (0.1, 0.5, 0.97, 1.0, 1.0):
        await push(services, "a" * 32, percentage)
    assert [notice for notice in notices if notice.kind is not K.NEW_DEVICE] == [
        Notice(K.BOOK_FINISHED, "Piranesi", book_id=book)
    ]


async def test_a_device_is_told_of_when_it_first_sends(services: Services, notices: list[Notice]) -> None:
    add_book(services, "Piranesi", "Susanna Clarke", digest="a" * 32)
    for device in ("Kobo", "Kobo", "Boox"):
        await push(services, "a" * 32, 0.1, device)
    assert notices == [Notice(K.NEW_DEVICE, "Kobo"), Notice(K.NEW_DEVICE, "Boox")]


async def test_a_device_known_from_before_is_not_new_after_a_start(
    services: Services, notices: list[Notice], tmp_path: Path
) -> None:
    await push(services, "a" * 32, 0.1)
    services.database.close()
    again = make_services(tmp_path / "data")
    heard: list[Event] = []
    again.events.subscribe(heard.append)
    await push(again, "a" * 32, 0.2)
    again.database.close()
    assert not [event for event in heard if isinstance(event, Notified)]


async def test_documents_without_a_book_are_told_of_together(
    services: Services, notices: list[Notice]
) -> None:
    clock = services.clock
    assert isinstance(clock, TestClock)
    await push(services, "1" * 32, 0.1, title="The Name of the Wind")
    for digit in "23456":
        await push(services, digit * 32, 0.1)
    clock.move(seconds=3600)
    await push(services, "1" * 32, 0.2)
    await push(services, "7" * 32, 0.1)
    found = [notice for notice in notices if notice.kind is K.UNMATCHED_DOCUMENT]
    assert found == [
        Notice(K.UNMATCHED_DOCUMENT, "The Name of the Wind", 1),
        Notice(K.UNMATCHED_DOCUMENT, "", 6),
    ]


def test_a_problem_with_the_token_is_told_once(services: Services, notices: list[Notice]) -> None:
    problem = "Hardcover rejected your token."
    services.hardcover_account.pause(Message(problem))
    services.hardcover_account.pause(Message(problem))
    assert notices == [Notice(K.TOKEN_PROBLEM, problem)]


def test_problems_of_hardcover_are_not_reported_without_an_account(tmp_path: Path) -> None:
    services = make_services(tmp_path / "data")
    heard: list[Event] = []
    services.events.subscribe(heard.append)
    services.hardcover_account.pause(Message("Your system's password store isn't available."))
    services.database.close()
    assert not [event for event in heard if isinstance(event, Notified)]


def test_failing_syncs_are_told_once_until_one_comes_through(
    services: Services, notices: list[Notice]
) -> None:
    for outcome in (ItemOutcome.FAILED, ItemOutcome.FAILED, ItemOutcome.SENT, ItemOutcome.FAILED):
        item = SyncItem(BookId(1), "Piranesi", outcome, HardcoverState.ERROR, Message("No answer."), ())
        summary = SyncSummary(1, SyncEnd.COMPLETED, Message(""), False, items=(item,), units=1, requests=1)
        services.events.emit(SyncFinished(summary))
    assert notices == [Notice(K.SYNC_PROBLEMS, "Piranesi"), Notice(K.SYNC_PROBLEMS, "Piranesi")]


async def test_files_that_are_gone_are_told(
    services: Services, notices: list[Notice], tmp_path: Path
) -> None:
    folder = tmp_path / "Books"
    folder.mkdir()
    write_epub(folder / "clocks.epub", title="The Clocks")
    await services.library.add_and_scan([str(folder)])
    (folder / "clocks.epub").unlink()
    await services.library.rescan()
    await services.library.rescan()
    assert notices == [Notice(K.FILE_MISSING, "The Clocks")]


async def test_a_kind_that_is_switched_off_is_silent(services: Services, notices: list[Notice]) -> None:
    services.preferences.change(muted_notifications=(K.NEW_DEVICE, K.UNMATCHED_DOCUMENT))
    await push(services, "1" * 32, 0.1)
    assert notices == []


async def test_quiet_hours_are_silent(services: Services, notices: list[Notice]) -> None:
    now = services.clock.now().astimezone()
    minute = now.hour * 60 + now.minute
    services.preferences.change(quiet_hours=True, quiet_from=minute, quiet_to=(minute + 60) % 1440)
    await push(services, "1" * 32, 0.1)
    assert notices == []
    assert isinstance(services.clock, TestClock)
    services.clock.move(seconds=3660)
    await push(services, "2" * 32, 0.1, "Boox")
    assert [notice.kind for notice in notices] == [K.NEW_DEVICE, K.UNMATCHED_DOCUMENT]
