"""The Activity panel: jobs with stage, state and Retry."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bookorbit_desktop.demo.local_hardcover.faults import FaultKind
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.activity import JobKind, JobState
from bookorbit_desktop.domain.overview.events import JobStarted
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.services.reading import reading_time_builder
from bookorbit_desktop.services.runtime.event_bus import job
from bookorbit_desktop.storage.reading import reading_days
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from bookorbit_desktop.ui.activity import describe
from bookorbit_desktop.ui.main_window import MainWindow
from tests.books import write_epub
from tests.integration.devices.device_tree import DeviceTree
from tests.ui.conftest import MakeUi
from tests.ui.harness import HeldHardcover, Ui, click


def shown(ui: Ui) -> MainWindow:
    window = ui.show(MainWindow(ui.context))
    window.activateWindow()
    ui.until(lambda: "Serving" in window.status.server.text())
    return window


def opened(ui: Ui) -> MainWindow:
    window = shown(ui)
    click(window.status.activity)
    ui.until(lambda: window.activity.states.currentWidget() is not window.activity.states.loading)
    return window


def test_nothing_has_been_done_yet(ui: Ui) -> None:
    window = opened(ui)

    assert window.activity.states.currentWidget() is window.activity.states.empty


def test_a_sync_is_followed_and_listed_when_it_is_over(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READING)
    window = opened(ui)

    ui.on_network(ui.services.sync.run())
    ui.until(lambda: any(row.state is JobState.DONE for row in window.activity.model.rows))

    assert [describe(row) for row in window.activity.model.rows] == ["Sync to Hardcover, Done, 1 sent."]
    assert not window.activity.retry.isEnabled()


def test_the_status_bar_says_what_goes_on(ui: Ui) -> None:
    window = shown(ui)
    assert window.status.activity.text() == "Activity"

    with job(ui.services.events, JobKind.IMPORT):
        ui.until(lambda: window.status.activity.text() == "Import from Hardcover")
    ui.until(lambda: window.status.activity.text() == "Activity")

    assert window.status.activity.isVisible()


def test_a_book_that_could_not_be_sent_is_retried_from_here(ui: Ui) -> None:
    dune = ui.book("Dune")
    ui.set_status(dune, ReadingStatus.READING)
    ui.hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT, operation="Write")
    ui.on_network(ui.services.sync.run())
    window = opened(ui)
    ui.until(lambda: any(row.kind is JobKind.BOOK for row in window.activity.model.rows))
    failing = next(row for row in window.activity.model.rows if row.kind is JobKind.BOOK)
    assert (failing.title, failing.state, failing.attempts) == ("Dune", JobState.DELAYED, 1)

    window.activity.view.setCurrentIndex(window.activity.model.index_of(failing.id))
    click(window.activity.retry)
    ui.until(lambda: window.sync_dialog.isVisible())
    ui.until(lambda: not any(row.kind is JobKind.BOOK for row in window.activity.model.rows))

    assert ui.services.states.counts() == {HardcoverState.SYNCED: 1}


def test_escape_closes_the_panel_and_gives_the_focus_back(ui: Ui) -> None:
    window = opened(ui)

    QTest.keyClick(window.activity.view, Qt.Key.Key_Escape)

    assert not window.activity.isVisible()
    assert window.status.activity.hasFocus()


def test_the_panel_stays_inside_a_small_window(ui: Ui) -> None:
    window = opened(ui)

    window.resize(760, 520)
    ui.until(lambda: window.activity.geometry().right() < window.width())

    around = window.activity.parentWidget()
    assert around is not None
    assert around.rect().contains(window.activity.geometry())


def test_an_undo_shows_how_far_it_is_and_is_cancelled_from_here(make_ui: MakeUi) -> None:
    hardcovers: list[HeldHardcover] = []

    def hold(*arguments: object, **options: object) -> HeldHardcover:
        hardcovers.append(HeldHardcover(*arguments, held="delete_user_book(", **options))
        return hardcovers[0]

    ui = make_ui(hardcover=hold)
    for title in ("Dune", "Emma"):
        ui.set_status(ui.book(title), ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    window = opened(ui)
    undoing = ui.network.submit(ui.services.undo.undo())
    ui.until(hardcovers[0].waiting.is_set)
    ui.until(lambda: any(row.kind is JobKind.UNDO and row.total for row in window.activity.model.rows))
    job_id = next(row.id for row in window.activity.model.rows if row.kind is JobKind.UNDO)
    window.activity.view.setCurrentIndex(window.activity.model.index_of(job_id))
    # The list may have been read before the first book was reported.
    ui.until(lambda: window.activity.text_label.text().startswith("Restoring “"))
    assert window.activity.text_label.text().endswith("0 of 2")

    click(window.activity.cancel)
    hardcovers[0].release.set()
    ui.until(undoing.done)

    assert (undoing.result().restored, undoing.result().left) == (1, 1)
    ui.until(lambda: not window.activity.cancel.isVisible())


def test_cancelling_one_scan_of_a_device_leaves_another_one_alone(ui: Ui, tmp_path: Path) -> None:
    tree, go_on, jobs = DeviceTree(tmp_path / "device"), threading.Event(), []
    tree.sidecar("/mnt/onboard/a.epub")
    tree.sidecar("/mnt/onboard/b.epub", partial_md5_checksum="b" * 32)
    window, scan = opened(ui), ui.services.device_scan.scan
    ui.services.events.subscribe(
        lambda event: jobs.append(event.job_id) if isinstance(event, JobStarted) else None
    )

    with ThreadPoolExecutor(2) as threads:
        scans = [threads.submit(scan, os.fsencode(tree.root), (), lambda *_: go_on.wait()) for _ in range(2)]
        try:
            ui.until(lambda: len(window.activity.model.rows) == 2)
            window.activity.view.setCurrentIndex(window.activity.model.index_of(jobs[1]))
            click(window.activity.cancel)
        finally:
            go_on.set()
        assert sorted(scan.result().is_complete for scan in scans) == [False, True]


def test_comparing_texts_is_followed_and_cancelled_from_here(ui: Ui, tmp_path: Path) -> None:
    write_epub(tmp_path / "Dune.epub", "Dune", cover=False)
    ui.on_network(ui.services.library.add_and_scan([str(tmp_path / "Dune.epub")]))
    window = opened(ui)

    with job(ui.services.events, JobKind.SCAN), ThreadPoolExecutor(1) as thread:
        over = thread.submit(ui.services.identities.run)  # it lets the scan go first
        ui.until(lambda: any(row.kind is JobKind.IDENTITIES for row in window.activity.model.rows))
        row = next(row for row in window.activity.model.rows if row.kind is JobKind.IDENTITIES)
        assert describe(row).startswith("Comparing copies, Active")
        window.activity.view.setCurrentIndex(window.activity.model.index_of(row.id))
        click(window.activity.cancel)
        ui.until(over.done)
    ui.until(lambda: not window.activity.cancel.isVisible())

    assert window.activity.text_label.text() == (
        "Cancelled. The rest will be done at the next scan or start. 0 of 1 files read."
    )


def test_working_out_reading_time_is_followed_and_cancelled_from_here(
    ui: Ui, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_days, "DOCUMENTS_AT_ONCE", 1)
    monkeypatch.setattr(reading_time_builder, "PAUSE", None)  # it waits until somebody cancels
    views = [PageView(f"{number:032x}", 1, 1_700_000_000 + number * 1000, 60, 100) for number in range(5)]
    repository = PageViewRepository(ui.services.database)
    window = opened(ui)
    ui.until(lambda: not ui.tasks.is_busy)  # the dashboard, which would work it out itself
    ui.services.database.write(lambda: repository.add(views, "kobo", None, 1.8e9))

    with ThreadPoolExecutor(1) as thread:
        over = thread.submit(ui.services.reading_time_builder.run)
        try:
            ui.until(lambda: any(row.kind is JobKind.READING_TIME for row in window.activity.model.rows))
            row = next(row for row in window.activity.model.rows if row.kind is JobKind.READING_TIME)
            assert describe(row).startswith("Working out your reading time")
            window.activity.view.setCurrentIndex(window.activity.model.index_of(row.id))
            click(window.activity.cancel)
            ui.until(over.done)
        finally:
            ui.services.reading_time_builder.cancel()
    assert ui.services.reading_time.backlog() == 4
