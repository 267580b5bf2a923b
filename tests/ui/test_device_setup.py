"""Setting up a plugged-in device in the window: the difference first, then the writing, and all of it back."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.ui.devices.setup_dialog import SetupDialog
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from tests.integration.devices.device_tree import DeviceTree
from tests.ui import audit
from tests.ui.conftest import MakeUi
from tests.ui.harness import LockedSecretStore, Ui, click

ADDRESS = "http://192.168.1.20:7200"


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    tree = DeviceTree(tmp_path / "KOBOeReader")
    tree.write_lua(
        tree.data / "settings" / "kosync.lua",
        {
            "settings": {
                "custom_server": "https://sync.koreader.rocks:443",
                "userkey": "e" * 32,
                "username": "ada",
            }
        },
    )
    return tree


def opened(ui: Ui) -> SetupDialog:
    dialog = SetupDialog(ui.context, ui.show(QWidget()))
    dialog.begin()
    ui.until(lambda: dialog.sentence.text() or dialog.problem.text())
    return dialog


def lines(dialog: SetupDialog) -> dict[str, str]:
    return {line.what: line.how for line in dialog.changes.lines}


def words(dialog: SetupDialog) -> str:
    shown = [one.text() for one in dialog.findChildren(QLabel) if not one.isHidden()]
    return "\n".join(shown).replace("\u200b", "")


def contents(tree: DeviceTree) -> dict[bytes, bytes]:
    return {path: content for path, (_, content) in tree.snapshot().items() if content}


def write(ui: Ui, dialog: SetupDialog) -> None:
    ui.until(dialog.act.isEnabled)
    click(dialog.act)
    ui.until(lambda: dialog.cancel.text() == "Close" or not dialog.problem.isHidden())


def test_the_difference_is_shown_then_written_then_taken_back(ui: Ui, tree: DeviceTree) -> None:
    ui.plug_in(tree.root)
    before = contents(tree)
    dialog = opened(ui)
    ui.until(lambda: dialog.changes.lines)
    assert lines(dialog) == {
        "Server address": f"https://sync.koreader.rocks:443 → {ADDRESS}",
        "User name": "ada → reader",
        "Login key": "a different key → derived from your passphrase",
        "Send title and author": "off → on",
        "Catalogue (OPDS)": f"{ADDRESS}/opds",
        "Catalogue login": "your name and passphrase",
        "Cloud storage": f"{ADDRESS}/dav",
        "Statistics sync": f"{ADDRESS}/dav/koreader",
        "Statistics login": "your name and passphrase",
    }
    written = "settings/kosync.lua, settings/opds.lua, settings.reader.lua and settings/cloudstorage.lua"
    assert f"Writes to {written}." in words(dialog)
    checks = (audit.unnamed, audit.unexplained, audit.out_of_reach, audit.cut_off, audit.misplaced)
    assert [problem for check in checks for problem in check(dialog)] == []
    write(ui, dialog)
    assert "Device is set up" in words(dialog)
    assert "Action when Wi-Fi is off to “turn on”" in words(dialog)
    passphrase = ui.services.koreader_login.show().passphrase
    assert passphrase
    assert koreader_key(passphrase).encode() in (tree.data / "settings" / "kosync.lua").read_bytes()
    assert not any(secret in words(dialog) for secret in (passphrase, koreader_key(passphrase), "e" * 32))
    click(dialog.take_back)
    ui.until(lambda: dialog.act.text() == "Undo set-up" and dialog.act.isVisible())
    assert lines(dialog)["settings/opds.lua"] == "Will be removed (it wasn't there before)."
    write(ui, dialog)
    assert "The device is back to its earlier state." in words(dialog)
    assert contents(tree) == before


def test_where_koreader_may_run_nothing_is_written_before_it_is_said_to_be_closed(
    ui: Ui, tmp_path: Path
) -> None:
    kindle = DeviceTree(tmp_path / "Kindle", "kindle")
    ui.plug_in(kindle.root)
    dialog = opened(ui)
    ui.until(lambda: not dialog.doubt.isHidden())
    assert "can't tell whether KOReader is running" in dialog.doubt.text()
    assert not dialog.act.isEnabled()
    click(dialog.closed)
    write(ui, dialog)
    assert "Device is set up" in words(dialog)


def test_a_device_that_comes_later_appears(ui: Ui, tree: DeviceTree) -> None:
    dialog = opened(ui)
    assert "No KOReader device is connected" in words(dialog)
    assert not dialog.act.isVisible()
    assert dialog.nothing.choose.isVisible()
    assert not dialog.device.isVisible()
    checks = (audit.unnamed, audit.unexplained, audit.out_of_reach, audit.cut_off, audit.misplaced)
    assert [problem for check in checks for problem in check(dialog)] == []
    ui.plug_in(tree.root)
    ui.until(dialog.act.isEnabled)
    assert dialog.device.currentText() == "Kobo · KOBOeReader"
    assert dialog.device.isVisible()
    assert not dialog.nothing.isVisible()
    assert str(tree.root) in words(dialog)


def test_a_folder_chosen_by_hand_that_holds_no_koreader_says_what_to_choose(ui: Ui, tmp_path: Path) -> None:
    dialog = opened(ui)
    dialog.look_into(str(tmp_path))
    ui.until(lambda: not dialog.problem.isHidden())
    assert "No KOReader" in dialog.problem.text()
    assert not dialog.act.isEnabled()
    ui.plug_in(DeviceTree(tmp_path / "KOBOeReader").root)
    ui.until(lambda: dialog.device.count() == 2)
    assert dialog.device.currentText() == "Selected folder"


def test_without_a_password_store_the_passphrase_is_asked_for(make_ui: MakeUi, tree: DeviceTree) -> None:
    ui = make_ui(secrets=LockedSecretStore())
    ui.services.koreader_login.change("reader", "my own words")
    ui.services.koreader_login._unkept = ""  # as after a new start
    ui.plug_in(tree.root)
    dialog = opened(ui)
    ui.until(dialog.passphrase.isVisible)
    assert "Enter it here once" in dialog.problem.text()
    dialog.passphrase.setText("wrong")
    dialog.passphrase.returnPressed.emit()
    ui.until(lambda: "Wrong passphrase" in dialog.problem.text())
    dialog.passphrase.setText("my own words")
    dialog.passphrase.returnPressed.emit()
    write(ui, dialog)
    assert koreader_key("my own words").encode() in (tree.data / "settings" / "kosync.lua").read_bytes()


def test_another_address_can_be_given(ui: Ui, tree: DeviceTree) -> None:
    ui.plug_in(tree.root)
    dialog = opened(ui)
    ui.until(dialog.act.isEnabled)
    dialog.address.setCurrentIndex(1)
    dialog.address.activated.emit(1)
    ui.until(lambda: "10.0.0.5" in lines(dialog).get("Server address", ""))
    write(ui, dialog)
    assert b"http://10.0.0.5:7200" in (tree.data / "settings" / "kosync.lua").read_bytes()


def test_settings_koreader_wrote_since_are_kept_when_the_set_up_is_undone(ui: Ui, tree: DeviceTree) -> None:
    ui.plug_in(tree.root)
    dialog = opened(ui)
    write(ui, dialog)
    path = tree.data / "settings" / "kosync.lua"
    path.write_text(path.read_text().replace("= true", '= true, ["auto_sync"] = true'))
    click(dialog.take_back)
    ui.until(lambda: "settings/kosync.lua" in lines(dialog))
    assert "Everything KOReader wrote since is kept" in lines(dialog)["settings/kosync.lua"]
    write(ui, dialog)
    assert "What KOReader wrote since is kept" in words(dialog)
    text = path.read_text()
    assert "sync.koreader.rocks" in text
    assert "auto_sync" in text


def test_a_failure_is_said_and_the_device_stays_as_it_was(ui: Ui, tree: DeviceTree) -> None:
    ui.plug_in(tree.root)
    dialog = opened(ui)
    ui.until(dialog.act.isEnabled)
    tree.write_lua(tree.data / "settings" / "opds.lua", {"servers": []})
    before = contents(tree)
    write(ui, dialog)
    assert "A file on the device has changed" in dialog.problem.text()
    assert contents(tree) == before


def test_a_set_up_device_offers_only_to_take_it_back(ui: Ui, tree: DeviceTree) -> None:
    ui.plug_in(tree.root)
    write(ui, opened(ui))
    dialog = opened(ui)
    ui.until(dialog.take_back.isVisible)
    assert "already set up" in words(dialog)
    assert not dialog.act.isEnabled()
    click(dialog.take_back)
    ui.until(lambda: dialog.cancel.text() == "Back")
    click(dialog.cancel)
    ui.until(lambda: "already set up" in words(dialog))


@pytest.mark.parametrize("way", ["usb", "login"])
def test_the_koreader_page_opens_the_set_up_dialog(ui: Ui, way: str) -> None:
    page = ui.show(KoreaderPage(ui.context))
    ui.until(lambda: page.login.username.value)
    page.login.ways.bar.setCurrentIndex(2)
    click(page.usb.set_up if way == "usb" else page.login.usb.set_up)
    (dialog,) = page.findChildren(SetupDialog)
    ui.until(lambda: "No KOReader device" in words(dialog))
    assert dialog.isVisible()


def ticked(ui: Ui, dialog: SetupDialog, box: TickBox) -> None:
    """Tick or untick a box, and wait for what it changes."""
    before = dialog.changes.lines
    click(box)
    ui.until(lambda: dialog.changes.lines not in ((), before))


def plugin(ui: Ui, tmp_path: Path, version: str = "1.2.0") -> Path:
    """A plugin that comes with the program."""
    folder = tmp_path / "bookorbitdesktop.koplugin"
    folder.mkdir(exist_ok=True)
    (folder / "_meta.lua").write_text(f'return {{ version = "{version}" }}')
    ui.services.device_setup._plugin = folder
    return folder


def test_ticked_parts_of_the_set_up_are_previewed_written_and_undone(
    ui: Ui, tree: DeviceTree, tmp_path: Path
) -> None:
    plugin(ui, tmp_path)
    ui.plug_in(tree.root)
    before = contents(tree)
    dialog = opened(ui)
    ui.until(lambda: dialog.changes.lines)
    assert [dialog.ticks.statistics.isChecked(), dialog.ticks.on_close.isChecked()] == [True, False]
    assert "KOReader keeps it readable on the device" in words(dialog)
    ticked(ui, dialog, dialog.ticks.on_close)
    assert lines(dialog)["Profile"] == "“BookOrbit statistics”, when a book is closed"
    ticked(ui, dialog, dialog.ticks.install)
    assert lines(dialog)["BookOrbit Desktop plugin"] == "1.2.0"
    assert dialog.ticks.on_close.isChecked()
    checks = (audit.unnamed, audit.unexplained, audit.out_of_reach, audit.cut_off, audit.misplaced)
    assert [problem for check in checks for problem in check(dialog)] == []
    ticked(ui, dialog, dialog.ticks.statistics)
    assert "Cloud storage" not in lines(dialog)
    assert "Profile" not in lines(dialog)
    assert not dialog.ticks.on_close.isEnabled()
    ticked(ui, dialog, dialog.ticks.statistics)
    write(ui, dialog)
    assert "Device is set up" in words(dialog)
    assert "choose Tools ▸ Reading statistics ▸ Sync now" in words(dialog)
    assert (tree.data / "plugins" / "bookorbitdesktop.koplugin" / "_meta.lua").is_file()
    click(dialog.take_back)
    ui.until(lambda: dialog.act.text() == "Undo set-up" and dialog.act.isVisible())
    removed = "Will be removed (it wasn't there before)."
    assert lines(dialog)["plugins/bookorbitdesktop.koplugin"] == removed
    write(ui, dialog)
    assert contents(tree) == before


def test_another_server_for_statistics_is_named_and_not_replaced_unasked(ui: Ui, tree: DeviceTree) -> None:
    nas = {"type": "webdav", "name": "NAS", "address": "https://nas.example/dav", "url": "/books"}
    tree.write_settings(statistics={"is_enabled": True, "sync_server": nas})
    ui.plug_in(tree.root)
    dialog = opened(ui)
    ui.until(lambda: dialog.changes.lines)
    assert not dialog.ticks.statistics.isChecked()
    assert "syncs its statistics with https://nas.example/dav/books" in words(dialog)
    assert "Statistics sync" not in lines(dialog)
    ticked(ui, dialog, dialog.ticks.statistics)
    assert lines(dialog)["Statistics sync"] == f"https://nas.example/dav/books → {ADDRESS}/dav/koreader"


def test_a_plugin_on_the_device_is_offered_newer_or_removed(ui: Ui, tree: DeviceTree, tmp_path: Path) -> None:
    shutil.copytree(plugin(ui, tmp_path, "1.0.0"), tree.data / "plugins" / "bookorbitdesktop.koplugin")
    plugin(ui, tmp_path, "1.2.0")
    ui.plug_in(tree.root)
    dialog = opened(ui)
    ui.until(lambda: dialog.changes.lines)
    assert dialog.ticks.install.text() == "Update the BookOrbit Desktop plugin"
    assert "Version 1.0.0 is on the device, 1.2.0 comes with this program." in words(dialog)
    assert not dialog.ticks.install.isChecked()
    ticked(ui, dialog, dialog.ticks.install)
    assert lines(dialog)["BookOrbit Desktop plugin"] == "1.0.0 → 1.2.0"
    ticked(ui, dialog, dialog.ticks.remove)
    assert lines(dialog)["BookOrbit Desktop plugin"] == "1.0.0 → removed"
    assert not dialog.ticks.install.isChecked()


def test_a_newer_plugin_is_told_where_the_device_is_listed_until_it_is_there(
    ui: Ui, tree: DeviceTree, tmp_path: Path
) -> None:
    shutil.copytree(plugin(ui, tmp_path, "1.0.0"), tree.data / "plugins" / "bookorbitdesktop.koplugin")
    plugin(ui, tmp_path, "1.2.0")
    page = ui.show(KoreaderPage(ui.context))
    ui.plug_in(tree.root)
    ui.until(lambda: page.usb.rows and page.usb.rows[0].news.text())
    (row,) = page.usb.rows
    assert "A newer BookOrbit Desktop plugin is ready" in row.news.text()
    click(row.set_up)
    (dialog,) = page.findChildren(SetupDialog)
    ui.until(lambda: dialog.changes.lines)
    ticked(ui, dialog, dialog.ticks.install)
    write(ui, dialog)
    click(dialog.cancel)
    ui.until(lambda: not row.news.text())


def test_a_tick_that_a_broken_file_hinders_can_be_taken_away(ui: Ui, tree: DeviceTree) -> None:
    (tree.data / "settings" / "profiles.lua").write_bytes(b"return { half")
    ui.plug_in(tree.root)
    dialog = opened(ui)
    ui.until(lambda: dialog.changes.lines)
    click(dialog.ticks.on_close)
    ui.until(lambda: not dialog.problem.isHidden())
    assert "settings/profiles.lua on the device can't be read" in dialog.problem.text()
    assert not dialog.act.isEnabled()
    click(dialog.ticks.on_close)
    ui.until(lambda: dialog.problem.isHidden() and dialog.act.isEnabled())


def test_an_old_koreader_says_what_it_cannot_do(ui: Ui, tmp_path: Path) -> None:
    old = DeviceTree(tmp_path / "old", "pocketbook", "v2023.05")
    old.write_settings(last_migration_date=20230531)
    plugin(ui, tmp_path)
    ui.plug_in(old.root)
    dialog = opened(ui)
    ui.until(lambda: dialog.changes.lines)
    assert "Statistics sync" not in lines(dialog)
    for box, version in ((dialog.ticks.statistics, "v2023.10"), (dialog.ticks.on_close, "v2024.11")):
        assert not box.isEnabled()
        assert box.toolTip() == f"Needs KOReader {version} or newer."
    assert dialog.ticks.install.toolTip() == "Needs KOReader v2025.04 or newer."
