"""Devices that are plugged in, in the window: noticed, listed, read and imported with review."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.domain.activity import JobState
from bookorbit_desktop.domain.notifications import NotificationKind
from bookorbit_desktop.ui.activity.words import describe
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.notices import NoticePresenter
from bookorbit_desktop.ui.sidebar import Page
from bookorbit_desktop.ui.tray import Tray
from tests.integration.devices.device_tree import DeviceTree
from tests.ui.harness import Ui, click


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    return DeviceTree(tmp_path / "KOBOeReader")


def window_with_notices(ui: Ui) -> tuple[MainWindow, Tray]:
    window = ui.show(MainWindow(ui.context))
    tray = Tray(ui.context)
    NoticePresenter(ui.context, window, tray)
    return window, tray


def offers(window: MainWindow) -> dict[str, QPushButton]:
    return {one.text(): one for one in window.message_bar.findChildren(QPushButton)}


def test_the_page_lists_what_is_plugged_in_and_follows_it(ui: Ui, tree: DeviceTree) -> None:
    page = ui.show(KoreaderPage(ui.context))
    ui.until(lambda: page.usb._nothing.isVisibleTo(page.usb))
    assert page.usb.rows == []
    ui.plug_in(tree.root)
    ui.until(lambda: page.usb.rows)
    (row,) = page.usb.rows
    assert row.accessibleName() == "Kobo"
    facts = row.facts.text().replace("\u200b", "")
    assert facts.startswith("KOReader v2026.07 · last used 15/06/2025 · not read yet · ")
    assert facts.endswith(str(tree.root))


def test_a_device_that_is_plugged_in_is_told_of_and_leads_to_its_page(ui: Ui, tree: DeviceTree) -> None:
    window, tray = window_with_notices(ui)
    ui.plug_in(tree.root)
    ui.until(lambda: "A Kobo with KOReader is connected." in window.message_bar.text)
    assert "Its reading was not imported yet." in window.message_bar.text
    click(offers(window)["Show"])
    ui.until(lambda: window.pages.currentWidget() is window.pages.page(Page.KOREADER))
    tray.close()


def test_who_does_not_want_to_hear_of_it_does_not(ui: Ui, tree: DeviceTree) -> None:
    ui.services.preferences.change(muted_notifications=(NotificationKind.DEVICE_CONNECTED,))
    window, tray = window_with_notices(ui)
    window.sidebar.select(Page.KOREADER)
    ui.plug_in(tree.root)
    ui.until(lambda: window.pages.koreader.usb.rows)
    assert window.message_bar.text == ""
    tray.close()


def test_reading_a_device_is_seen_in_the_activity(ui: Ui, tree: DeviceTree) -> None:
    tree.sidecar("/mnt/onboard/a.epub")
    window = ui.show(MainWindow(ui.context))
    window.activity.toggle()
    ui.services.device_scan.scan(bytes(tree.root))
    ui.until(lambda: any(one.state is JobState.DONE for one in window.activity.model.rows))
    (job,) = window.activity.model.rows
    assert describe(job) == f"Read a KOReader device, Done, 1 book read · {tree.root}"
