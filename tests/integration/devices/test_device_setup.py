"""Setting up device trees of each kind and version, and taking that back, with disks that refuse."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.devices.lua_table import parse_table
from bookorbit_desktop.devices.lua_values import LuaTable
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.domain.usb.setup import (
    ChangedSince,
    Doubt,
    KoreaderMayRun,
    PassphraseNeeded,
    SettingsFile,
    SetupPlan,
    SetupRefused,
)
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.usb import setup_files
from bookorbit_desktop.services.usb.setup import DeviceSetupService
from bookorbit_desktop.system.exact_files import write_new
from tests.integration.devices.device_tree import PLACES, DeviceTree

ADDRESS = "http://192.168.1.20:7200"
VERSIONS = {20260623: "v2026.07", 20260101: "v2026.03", 20240101: "v2024.01"}


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    return DeviceTree(tmp_path / "KOBOeReader")


def plan(services: Services, tree: DeviceTree, address: str = ADDRESS) -> SetupPlan:
    return services.device_setup.plan(os.fsencode(tree.root), address=address)


def set_up(services: Services, tree: DeviceTree, address: str = ADDRESS) -> SetupPlan:
    planned = plan(services, tree, address)
    services.device_setup.carry_out(planned, closed=True)
    return planned


def take_back(services: Services, tree: DeviceTree, *, keep_changes: bool = False) -> None:
    undo = services.device_setup.plan_undo(os.fsencode(tree.root))
    services.device_setup.undo(undo, closed=True, keep_changes=keep_changes)


def table(tree: DeviceTree, name: str) -> LuaTable:
    return parse_table((tree.data / name).read_bytes())


def contents(tree: DeviceTree) -> dict[bytes, bytes]:
    """Every file with its content; the times of folders change where files come and go."""
    return {path: content for path, (_, content) in tree.snapshot().items() if os.path.isfile(path)}


@pytest.mark.parametrize("migrated", VERSIONS)
@pytest.mark.parametrize("kind", PLACES)
def test_every_kind_and_version_is_set_up_in_its_files_and_back(
    services: Services, tmp_path: Path, kind: str, migrated: int
) -> None:
    tree = DeviceTree(tmp_path / "volume", kind, VERSIONS[migrated])
    tree.write_settings(last_migration_date=migrated, own={"deep": [1, "two", 0.5]})
    before = tree.snapshot()
    planned = set_up(services, tree)
    reader = table(tree, "settings.reader.lua")
    is_new = migrated >= 20260623
    kosync = table(tree, "settings/kosync.lua").table("settings") if is_new else reader.table("kosync")
    has_file = migrated >= 20250302
    servers = table(tree, "settings/opds.lua").table("servers") if has_file else reader.table("opds_servers")
    credentials = services.koreader_login.show()
    assert credentials.passphrase
    assert kosync.text("custom_server") == ADDRESS
    assert kosync.text("username") == credentials.username
    assert kosync.text("userkey") == koreader_key(credentials.passphrase)
    assert kosync.flag("send_metadata") is is_new
    entry = servers.tables_in_order()[-1]
    assert (entry.text("url"), entry.text("password")) == (f"{ADDRESS}/opds", credentials.passphrase)
    assert reader.table("own") == parse_table(b'{deep = {1, "two", 0.5}}')
    assert plan(services, tree).is_done
    assert credentials.passphrase not in repr(planned)
    take_back(services, tree)
    after = tree.snapshot()
    assert {path: entry for path, entry in after.items() if os.path.isfile(path)} == {
        path: entry for path, entry in before.items() if os.path.isfile(path)
    }


def test_a_broken_or_half_there_file_is_left_alone(services: Services, tree: DeviceTree) -> None:
    kosync = tree.data / "settings" / "kosync.lua"
    kosync.write_bytes(b"return { half wri")
    with pytest.raises(SetupRefused, match=r"kosync\.lua on the device can't be read.* Start KOReader"):
        plan(services, tree)
    kosync.rename(f"{kosync}.old")
    with pytest.raises(SetupRefused, match="only KOReader's backup is left"):
        plan(services, tree)
    (tree.data / "settings.reader.lua").write_bytes(b"")
    with pytest.raises(SetupRefused, match=r"settings\.reader\.lua on the device can't be read"):
        plan(services, tree)


def test_a_link_is_not_replaced_by_a_file(services: Services, tree: DeviceTree, tmp_path: Path) -> None:
    elsewhere = tmp_path / "kosync.lua"
    elsewhere.write_text("return {}")
    (tree.data / "settings" / "kosync.lua").symlink_to(elsewhere)
    with pytest.raises(SetupRefused, match="a link to another file"):
        plan(services, tree)


def test_a_koreader_that_never_ran_and_a_folder_without_one_say_what_to_do(
    services: Services, tree: DeviceTree, tmp_path: Path
) -> None:
    tree.settings.pop("last_migration_date")
    tree.write_settings()
    with pytest.raises(SetupRefused, match="Start it once"):
        plan(services, tree)
    with pytest.raises(NotFound, match="Choose the device's drive"):
        services.device_setup.plan(os.fsencode(tmp_path / "nowhere"))


def test_where_koreader_may_run_the_person_must_say_that_it_is_closed(
    services: Services, tmp_path: Path
) -> None:
    kindle = DeviceTree(tmp_path / "Kindle", "kindle")
    before = contents(kindle)
    planned = plan(services, kindle)
    assert planned.doubt is Doubt.CANNOT_SEE
    with pytest.raises(KoreaderMayRun):
        services.device_setup.carry_out(planned)
    assert contents(kindle) == before
    services.device_setup.carry_out(planned, closed=True)
    undo = services.device_setup.plan_undo(os.fsencode(kindle.root))
    with pytest.raises(KoreaderMayRun):
        services.device_setup.undo(undo)


def test_a_koreader_seen_running_here_is_never_written_to(services: Services, tmp_path: Path) -> None:
    tree = DeviceTree(tmp_path / "home", "kindle")
    tree.write_settings(home_dir="/home/me")
    setup = DeviceSetupService(
        services.koreader_login, services.preferences, lambda: None, services.clock, runs_here=lambda: True
    )
    planned = setup.plan(os.fsencode(tree.data), address=ADDRESS)
    assert planned.doubt is Doubt.RUNS_HERE
    with pytest.raises(KoreaderMayRun, match="on this computer"):
        setup.carry_out(planned, closed=True)


def test_statistics_left_open_are_a_sign_of_a_running_koreader(services: Services, tree: DeviceTree) -> None:
    (tree.data / "settings" / "statistics.sqlite3-wal").write_bytes(b"x")
    assert plan(services, tree).doubt is Doubt.OPEN_DATABASE


def test_a_file_that_changed_after_the_plan_is_not_overwritten(services: Services, tree: DeviceTree) -> None:
    planned = plan(services, tree)
    tree.write_lua(tree.data / "settings" / "opds.lua", {"servers": []})
    before = contents(tree)
    with pytest.raises(SetupRefused, match="has changed"):
        services.device_setup.carry_out(planned)
    assert contents(tree) == before


@pytest.mark.parametrize(("refused", "why"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only")])
@pytest.mark.parametrize("writes_before", range(3))
def test_a_disk_that_refuses_leaves_everything_as_it_was(
    services: Services,
    tree: DeviceTree,
    monkeypatch: pytest.MonkeyPatch,
    refused: int,
    why: str,
    writes_before: int,
) -> None:
    tree.write_lua(tree.data / "settings" / "kosync.lua", {"settings": {"auto_sync": True}})
    before = contents(tree)
    planned = plan(services, tree)
    left = [writes_before]

    def refuse(path: bytes, content: io.BytesIO) -> str:
        left[0] -= 1
        if left[0] == -1:
            raise OSError(refused, os.strerror(refused))
        return write_new(path, content)

    monkeypatch.setattr(setup_files, "write_new", refuse)
    with pytest.raises(SetupRefused, match=f"Nothing on the device was changed.*{why}"):
        services.device_setup.carry_out(planned)
    assert contents(tree) == before


def test_a_crash_between_the_files_is_taken_back_as_well(
    services: Services, tree: DeviceTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(tree)
    planned = plan(services, tree)
    put = setup_files.SetupFiles._put

    def stop(files: setup_files.SetupFiles, name: SettingsFile, content: bytes | None) -> None:
        if name is SettingsFile.CATALOGUES:
            raise KeyboardInterrupt
        put(files, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(setup_files.SetupFiles, "_put", stop)
        with pytest.raises(KeyboardInterrupt):
            services.device_setup.carry_out(planned)
    take_back(services, tree)
    assert contents(tree) == before


@pytest.mark.parametrize("keep_changes", [False, True])
def test_an_undo_that_broke_off_can_be_done_again(
    services: Services, tree: DeviceTree, monkeypatch: pytest.MonkeyPatch, keep_changes: bool
) -> None:
    for name in ("kosync", "opds"):
        tree.write_lua(tree.data / "settings" / f"{name}.lua", {"own": True})
    before = contents(tree)
    set_up(services, tree)
    if keep_changes:
        rewrite(tree, "settings/opds.lua", lambda text: text.replace('["own"] = true', '["own"] = false'))
    put_back = setup_files.SetupFiles._put_back
    left = [1]

    def stop(files: setup_files.SetupFiles, *change: Any) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.EIO, "gone")
        put_back(files, *change)

    with monkeypatch.context() as patch:
        patch.setattr(setup_files.SetupFiles, "_put_back", stop)
        with pytest.raises(SetupRefused, match="Not everything could be restored"):
            take_back(services, tree, keep_changes=keep_changes)
    take_back(services, tree, keep_changes=keep_changes)
    if keep_changes:
        assert table(tree, "settings/opds.lua").get(b"own") is False
        assert len(table(tree, "settings/opds.lua").table("servers")) == 6
    else:
        assert contents(tree) == before
    assert not list(tree.data.rglob("*bookorbit*"))


def rewrite(tree: DeviceTree, name: str, change: Callable[[str], str]) -> None:
    """What KOReader does at its end: the file anew, with its own changes."""
    path = tree.data / name
    path.write_text(change(path.read_text()))


def test_undo_after_koreader_wrote_takes_back_only_what_is_ours(services: Services, tree: DeviceTree) -> None:
    tree.write_lua(
        tree.data / "settings" / "kosync.lua", {"settings": {"custom_server": "https://other.example"}}
    )
    set_up(services, tree)
    rewrite(tree, "settings/kosync.lua", lambda text: text.replace("= true", '= true, ["auto_sync"] = true'))
    changed = contents(tree)
    with pytest.raises(ChangedSince, match=r"kosync\.lua since"):
        take_back(services, tree)
    assert contents(tree) == changed
    take_back(services, tree, keep_changes=True)
    settings = table(tree, "settings/kosync.lua").table("settings")
    assert (settings.text("custom_server"), settings.flag("auto_sync")) == ("https://other.example", True)
    assert not {b"userkey", b"username", b"send_metadata"} & set(settings)
    assert not (tree.data / "settings" / "opds.lua").exists()
    assert not list(tree.data.rglob("*bookorbit*"))


def test_a_settings_file_that_was_only_reformatted_is_restored_whole(
    services: Services, tree: DeviceTree
) -> None:
    before = contents(tree)
    set_up(services, tree)
    rewrite(
        tree, "settings/kosync.lua", lambda text: text.replace("    ", "\t").replace("-- ", "-- KOReader ")
    )
    take_back(services, tree)
    assert contents(tree) == before


def test_settings_that_koreader_moved_to_a_new_file_are_taken_back_there(
    services: Services, tree: DeviceTree
) -> None:
    tree.write_settings(last_migration_date=20260101, kosync={"username": "old", "auto_sync": True})
    set_up(services, tree)
    moved = table(tree, "settings.reader.lua").table("kosync")
    entries = {str(key, "utf-8"): value for key, value in moved.items() if isinstance(key, bytes)}
    tree.write_lua(tree.data / "settings" / "kosync.lua", {"settings": entries})
    tree.settings.pop("kosync")
    tree.write_settings(last_migration_date=20260623)
    take_back(services, tree, keep_changes=True)
    settings = table(tree, "settings/kosync.lua").table("settings")
    assert (settings.text("username"), settings.flag("auto_sync")) == ("old", True)
    assert settings.text("custom_server") == ""


def test_a_second_set_up_goes_back_to_before_the_first(services: Services, tree: DeviceTree) -> None:
    before = contents(tree)
    set_up(services, tree)
    planned = set_up(services, tree, "http://192.168.1.30:7200")
    assert [difference.before for difference in planned.differences] == [ADDRESS, f"{ADDRESS}/opds"]
    assert len(table(tree, "settings/opds.lua").table("servers")) == 7
    take_back(services, tree)
    assert contents(tree) == before


def test_the_plan_says_when_koreader_overwrote_the_login(services: Services, tree: DeviceTree) -> None:
    set_up(services, tree)
    tree.write_lua(tree.data / "settings" / "kosync.lua", {"settings": {"auto_sync": False}})
    assert plan(services, tree).written_over == services.clock.now()


def test_a_set_up_without_the_stored_passphrase_asks_for_it_and_checks_it(
    services: Services, tree: DeviceTree
) -> None:
    services.koreader_login.ensure()
    passphrase = services.koreader_login.show().passphrase
    assert passphrase
    locked = DeviceSetupService(services.koreader_login, services.preferences, lambda: None, services.clock)
    services.koreader_login._secrets.remove("koreader-passphrase")
    folder = os.fsencode(tree.root)
    with pytest.raises(PassphraseNeeded, match="Enter it here once"):
        locked.plan(folder, address=ADDRESS)
    with pytest.raises(SetupRefused, match="Wrong passphrase"):
        locked.plan(folder, address=ADDRESS, passphrase="wrong")
    assert locked.plan(folder, address=ADDRESS, passphrase=passphrase).wish.passphrase == passphrase


def test_no_catalogue_is_added_while_it_is_switched_off(services: Services, tree: DeviceTree) -> None:
    services.preferences.change(offer_catalogue=False)
    assert [change.name for change in plan(services, tree).files] == [SettingsFile.KOSYNC]


def test_a_record_that_nobody_can_read_is_none(services: Services, tree: DeviceTree) -> None:
    set_up(services, tree)
    (tree.data / "bookorbit-setup.json").write_text('{"files": {"../../etc/passwd": {}}}')
    with pytest.raises(NotFound, match="nothing on this device to undo"):
        take_back(services, tree)


def test_a_backup_that_is_gone_is_said(services: Services, tree: DeviceTree) -> None:
    tree.write_lua(tree.data / "settings" / "kosync.lua", {"settings": {}})
    set_up(services, tree)
    (tree.data / "settings" / "kosync.lua.bookorbit-backup").unlink()
    with pytest.raises(SetupRefused, match="no longer on the device"):
        take_back(services, tree)


@pytest.mark.parametrize("linked", ["settings", ""])
def test_a_folder_that_leads_away_from_the_device_is_left_alone(
    services: Services, tree: DeviceTree, tmp_path: Path, linked: str
) -> None:
    """A device could name a KOReader of this computer for its own."""
    away = tmp_path / "away"
    (tree.data / linked).rename(away)
    (tree.data / linked).symlink_to(away)
    before = {path: path.read_bytes() for path in away.rglob("*") if path.is_file()}
    with pytest.raises(SetupRefused, match="link"):
        set_up(services, tree)
    assert {path: path.read_bytes() for path in away.rglob("*") if path.is_file()} == before
