"""The scan of a device as one use case: progress, stopping, cards, and when it was here before."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import DeviceScanProgressed, Event, JobEnded, JobStarted
from bookorbit_desktop.domain.usb.files import DeviceKind, DeviceScan
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.usb.scan import DeviceScanService
from bookorbit_desktop.storage.db import upgrading
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.upgrading import MIGRATIONS
from bookorbit_desktop.storage.usb.device_imports import DeviceVisitRepository
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.new_library import new_library
from tests.services import TestClock

BOOKS = 30


@pytest.fixture
def events() -> EventBus:
    return EventBus()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(new_library(tmp_path))
    yield database
    database.close()


@pytest.fixture
def service(database: Database, clock: TestClock, events: EventBus, tree: DeviceTree) -> DeviceScanService:
    mounted = [os.fsencode(tree.root)]
    return DeviceScanService(database, DeviceVisitRepository(), clock, events, lambda: mounted)


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    tree = DeviceTree(tmp_path / "KOBOeReader")
    for number in range(BOOKS):
        tree.sidecar(f"/mnt/onboard/{number:02d}.epub", partial_md5_checksum=f"{number:032x}")
    write_statistics(tree.data / "settings" / "statistics.sqlite3", [a_book()], [(1, 1, 1, 1, 1)])
    return tree


def test_a_device_scan_reports_its_progress(service: DeviceScanService, tree: DeviceTree) -> None:
    told: list[tuple[int, int]] = []
    scan = service.scan(os.fsencode(tree.root), progress=lambda *numbers: told.append(numbers))
    assert told == [(done, BOOKS) for done in range(BOOKS + 1)]
    assert (len(scan.books), scan.is_complete) == (BOOKS, True)


def test_a_device_scan_is_a_job_with_progress_and_an_end(
    service: DeviceScanService, events: EventBus, tree: DeviceTree, tmp_path: Path
) -> None:
    heard: list[Event] = []
    events.subscribe(heard.append)
    service.scan(os.fsencode(tree.root))
    started, first, *moved, ended = heard
    assert isinstance(started, JobStarted)
    assert started.kind is JobKind.DEVICE
    assert first == DeviceScanProgressed(0, None, str(tree.root))
    assert moved[-1] == DeviceScanProgressed(BOOKS, BOOKS, str(tree.root))
    assert ended == JobEnded(started.job_id, JobKind.DEVICE)
    with pytest.raises(NotFound):
        service.scan(os.fsencode(tmp_path / "gone"))
    assert isinstance(heard[-1], JobEnded)
    assert heard[-1].error.startswith("Folder not found: ")


def test_a_stopped_scan_says_it_is_incomplete_and_notes_no_visit(
    service: DeviceScanService, tree: DeviceTree
) -> None:
    def stop_at_ten(done: int, _: int) -> None:
        if done == 10:
            service.stop()

    scan = service.scan(os.fsencode(tree.root), progress=stop_at_ten)
    assert (len(scan.books), scan.is_complete, scan.statistics) == (11, False, None)
    assert service.plugged_in()[0].last_read is None
    assert len(service.scan(os.fsencode(tree.root)).books) == BOOKS


def test_cancelling_one_scan_leaves_another_one_alone(
    service: DeviceScanService, events: EventBus, tree: DeviceTree
) -> None:
    jobs: list[int] = []
    events.subscribe(lambda event: jobs.append(event.job_id) if isinstance(event, JobStarted) else None)
    inner: list[DeviceScan] = []

    def cancel_it_at_five(done: int, _: int) -> None:
        if done == 5:
            service.cancel(jobs[1])

    def scan_again_at_ten(done: int, _: int) -> None:
        if done == 10:
            inner.append(service.scan(os.fsencode(tree.root), progress=cancel_it_at_five))

    outer = service.scan(os.fsencode(tree.root), progress=scan_again_at_ten)
    assert (len(outer.books), outer.is_complete) == (BOOKS, True)
    assert (len(inner[0].books), inner[0].is_complete) == (6, False)
    service.cancel(jobs[1])
    assert service.scan(os.fsencode(tree.root)).is_complete


def test_a_scan_says_when_the_device_was_last_read(
    service: DeviceScanService, tree: DeviceTree, clock: TestClock
) -> None:
    first = clock.now()
    assert service.scan(os.fsencode(tree.root)).last_read is None
    clock.move(days=3)
    assert service.plugged_in()[0].last_read == first
    moved = tree.root.rename(tree.root.with_name("elsewhere"))
    assert service.scan(os.fsencode(moved)).last_read == first


def test_nothing_is_written_on_the_device(service: DeviceScanService, tree: DeviceTree) -> None:
    before = tree.snapshot()
    service.scan(os.fsencode(tree.root))
    assert tree.snapshot() == before


def test_when_a_book_was_opened_last(service: DeviceScanService, tree: DeviceTree) -> None:
    tree.history(("/mnt/onboard/03.epub", 1_750_000_000), ("/mnt/onboard/gone.epub", 1_700_000_000))
    scan = service.scan(os.fsencode(tree.root))
    opened = {book.newest.device_path: book.last_opened for book in scan.books}
    assert [file.device_path for file in scan.opened] == [b"/mnt/onboard/03.epub", b"/mnt/onboard/gone.epub"]
    assert opened[b"/mnt/onboard/03.epub"] == scan.opened[0].opened
    assert opened[b"/mnt/onboard/04.epub"] is None


def test_a_broken_history_is_listed_and_the_rest_is_read(
    service: DeviceScanService, tree: DeviceTree
) -> None:
    (tree.data / "history.lua").write_bytes(b"return {{")
    scan = service.scan(os.fsencode(tree.root))
    assert [file.path for file in scan.unread] == [os.fsencode(tree.data / "history.lua")]
    assert len(scan.books) == BOOKS


def test_a_folder_that_may_not_be_listed_is_said(service: DeviceScanService, tmp_path: Path) -> None:
    tree = DeviceTree(tmp_path / "other")
    tree.write_settings(document_metadata_arc_folder="/mnt/onboard/" + "x" * 300)
    scan = service.scan(os.fsencode(tree.root))
    assert len(scan.unread) == 1
    assert scan.books == ()


def test_a_card_without_its_device(service: DeviceScanService, tmp_path: Path) -> None:
    card = tmp_path / "card"
    tree = DeviceTree(tmp_path / "other")
    tree.write_lua(card / "a.sdr" / "metadata.epub.lua", {"doc_path": "/mnt/sd/a.epub"})
    scan = service.scan(os.fsencode(card))
    assert (scan.device.kind, scan.device.data_folder) == (DeviceKind.KOBO, None)
    assert scan.books[0].newest.device_path == b"/mnt/sd/a.epub"


def test_nothing_of_koreaders(service: DeviceScanService, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        service.scan(os.fsencode(tmp_path / "gone"))


def test_a_device_pulled_out_during_a_scan_is_reported(service: DeviceScanService, tree: DeviceTree) -> None:
    def pull_out(done: int, _: int) -> None:
        if done == 10:
            shutil.rmtree(tree.root)

    with pytest.raises(NotFound, match="Is the device connected"):
        service.scan(os.fsencode(tree.root), progress=pull_out)
    DeviceTree(tree.root)
    assert service.plugged_in()[0].last_read is None


def test_a_library_of_the_first_version_gets_the_table_of_visits(
    tmp_path: Path, clock: TestClock, tree: DeviceTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, path = tmp_path / "first", tmp_path / "old.sqlite3"
    first.mkdir()
    shutil.copy(MIGRATIONS / "0001_first_tables.py", first)
    with monkeypatch.context() as patched:
        patched.setattr(upgrading, "MIGRATIONS", first)
        old = Database(path)
        old.write(
            lambda: old.connection().execute("INSERT INTO setting (key, value) VALUES ('port', '7300')")
        )
        old.close()
    database = Database(path)
    service = DeviceScanService(database, DeviceVisitRepository(), clock, EventBus(), list)
    service.scan(os.fsencode(tree.root))
    assert service.scan(os.fsencode(tree.root)).last_read == clock.now()
    assert database.connection().execute("SELECT value FROM setting").fetchall() == [("7300",)]
    database.close()


def test_statistics_from_before_there_was_a_database(service: DeviceScanService, tree: DeviceTree) -> None:
    details = [{"time": 1_400_000_060, "page": 8}, {"time": 1_400_000_000, "page": 7}, {"page": 9}]
    table = {"title": "Old", "authors": "Ada", "pages": 90, "total_time": 75, "details": details}
    tree.write_lua(tree.data / "statistics" / "Old.lua", table)
    (tree.data / "statistics" / "broken").write_bytes(b"return {")
    scan = service.scan(os.fsencode(tree.root))
    (old,) = scan.old_statistics
    assert (old.title, old.pages, old.read_seconds) == ("Old", 90, 75)
    assert old.page_times == ((1_400_000_000, 7), (1_400_000_060, 8))
    assert [file.path for file in scan.unread] == [os.fsencode(tree.data / "statistics" / "broken")]
