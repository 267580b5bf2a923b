"""Setting up KOReader's own sync of its statistics and our plugin on device trees, and taking that back."""

import errno
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.devices.lua_table import parse_table
from bookorbit_desktop.devices.lua_values import LuaTable, write_lua
from bookorbit_desktop.domain.usb.setup import ChangedSince, SetupPlan, SetupRefused
from bookorbit_desktop.domain.usb.setup_parts import PluginAct, SetupChoices, Standing
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.usb import setup_files, setup_items
from bookorbit_desktop.services.usb.setup import DeviceSetupService
from bookorbit_desktop.system.exact_files import write_new
from tests.integration.devices.device_tree import PLACES, DeviceTree

ADDRESS = "http://192.168.1.20:7200"
STATISTICS = SetupChoices(statistics=True)
ALL = SetupChoices(statistics=True, on_close=True, plugin=PluginAct.INSTALL)
REMOVE = SetupChoices(plugin=PluginAct.REMOVE)
VERSIONS = {20260623: "v2026.07", 20260101: "v2026.03", 20250302: "v2025.04", 20240101: "v2024.01"}
OTHER = {
    "type": "webdav",
    "name": "NAS",
    "address": "https://nas.example/dav",
    "username": "ada",
    "password": "s3cret",
    "url": "/books",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Our plugin, as it comes with the program."""
    folder = tmp_path / "app" / "bookorbitdesktop.koplugin"
    (folder / "bodesk").mkdir(parents=True)
    (folder / "_meta.lua").write_text(
        'local _ = require("gettext")\nreturn {\n    fullname = _("BookOrbit Desktop"),\n    version = "1.2.0",\n}\n'
    )
    (folder / "main.lua").write_text("return {}\n")
    (folder / "bodesk" / "queue.lua").write_bytes(b"return {}\r\n")
    return folder


@pytest.fixture
def setup(services: Services, source: Path) -> DeviceSetupService:
    return DeviceSetupService(
        services.koreader_login,
        services.preferences,
        lambda: None,
        services.clock,
        lambda: False,
        plugin=source,
    )


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    return DeviceTree(tmp_path / "KOBOeReader")


def plan(
    setup: DeviceSetupService, tree: DeviceTree, choices: SetupChoices, address: str = ADDRESS
) -> SetupPlan:
    return setup.plan(os.fsencode(tree.root), address=address, choices=choices)


def set_up(
    setup: DeviceSetupService, tree: DeviceTree, choices: SetupChoices, address: str = ADDRESS
) -> SetupPlan:
    planned = plan(setup, tree, choices, address)
    setup.carry_out(planned, closed=True)
    return planned


def take_back(setup: DeviceSetupService, tree: DeviceTree, *, keep_changes: bool = False) -> None:
    undo = setup.plan_undo(os.fsencode(tree.root))
    setup.undo(undo, closed=True, keep_changes=keep_changes)


def table(tree: DeviceTree, name: str) -> LuaTable:
    return parse_table((tree.data / name).read_bytes())


def contents(tree: DeviceTree) -> dict[str, bytes | None]:
    """Every file with its content, and every folder."""
    return {
        str(path.relative_to(tree.root)): path.read_bytes() if path.is_file() else None
        for path in tree.root.rglob("*")
    }


def texts(entry: LuaTable) -> dict[str, str]:
    return {str(key, "utf-8"): entry.text(str(key, "utf-8")) for key in entry if isinstance(key, bytes)}


def read_since(tree: DeviceTree, **values: Any) -> None:
    """What KOReader does at its end: its settings anew, with these values."""
    path = tree.data / "settings.reader.lua"
    settings = parse_table(path.read_bytes()).with_values(
        {key.encode(): value for key, value in values.items()}
    )
    path.write_bytes(write_lua(settings))


@pytest.mark.parametrize("migrated", VERSIONS)
@pytest.mark.parametrize("kind", PLACES)
def test_every_kind_and_version_gets_what_it_can_do_and_is_as_before_after_an_undo(
    services: Services, setup: DeviceSetupService, tmp_path: Path, kind: str, migrated: int
) -> None:
    tree = DeviceTree(tmp_path / "volume", kind, VERSIONS[migrated])
    statistics = {"is_enabled": True, "min_sec": 7, "calendar_start_day_of_week": 1}
    tree.write_settings(last_migration_date=migrated, statistics=statistics)
    before = contents(tree)
    planned = set_up(setup, tree, ALL)
    passphrase = services.koreader_login.show().passphrase
    assert passphrase
    entry = {
        "name": "BookOrbit",
        "type": "webdav",
        "address": f"{ADDRESS}/dav",
        "username": services.koreader_login.username,
        "password": passphrase,
        "url": "/koreader",
    }
    reader = table(tree, "settings.reader.lua")
    found = reader.table("statistics")
    assert texts(found.table("sync_server")) == entry
    assert (found.flag("is_enabled"), found.number("min_sec")) == (True, 7)
    (server,) = table(tree, "settings/cloudstorage.lua").table("cs_servers").tables_in_order()
    assert texts(server) == entry
    can_close, can_run = migrated >= 20240928, migrated >= 20250302
    if can_close:
        assert reader.table("profiles_autoexec") == parse_table(
            b'{CloseDocument = {["BookOrbit statistics"] = true}}'
        )
        assert table(tree, "settings/profiles.lua") == parse_table(
            b'{["BookOrbit statistics"] = {stats_sync = true, settings = {name = "BookOrbit statistics"}}}'
        )
    assert planned.on_close is (Standing.ABSENT if can_close else Standing.TOO_OLD)
    plugin = tree.data / "plugins" / "bookorbitdesktop.koplugin"
    assert plugin.exists() is can_run
    assert planned.plugin.is_too_old is not can_run
    if can_run:
        assert (plugin / "bodesk" / "queue.lua").read_bytes() == b"return {}\r\n"
        assert sorted(path.name for path in plugin.parent.iterdir()) == ["bookorbitdesktop.koplugin"]
    assert plan(setup, tree, ALL).is_done
    assert passphrase not in repr(planned)
    take_back(setup, tree)
    assert contents(tree) == before


def test_other_servers_stay_and_ours_is_added_behind_them(
    services: Services, setup: DeviceSetupService, tree: DeviceTree
) -> None:
    dropbox = {"type": "dropbox", "name": "Box", "password": "token", "url": "/", "address": "key:secret"}
    tree.write_lua(
        tree.data / "settings" / "cloudstorage.lua", {"cs_servers": [OTHER, dropbox], "download_dir": "/a"}
    )
    set_up(setup, tree, STATISTICS)
    cloud = table(tree, "settings/cloudstorage.lua")
    servers = cloud.table("cs_servers").tables_in_order()
    assert [texts(one) for one in servers[:2]] == [OTHER, dropbox]
    assert [one.text("name") for one in servers] == ["NAS", "Box", "BookOrbit"]
    assert cloud.text("download_dir") == "/a"


def test_our_own_entry_is_updated_and_keeps_its_name_and_start_folder(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    mine = OTHER | {"name": "Home", "address": f"{ADDRESS}/dav/", "url": "", "order": 4}
    tree.write_lua(tree.data / "settings" / "cloudstorage.lua", {"cs_servers": [mine, OTHER]})
    set_up(setup, tree, STATISTICS)
    set_up(setup, tree, STATISTICS, "http://10.0.0.5:7200")
    first, second = table(tree, "settings/cloudstorage.lua").table("cs_servers").tables_in_order()
    assert (first.text("name"), first.text("address"), first.text("url"), first.number("order")) == (
        *("Home", "http://10.0.0.5:7200/dav/", ""),
        4,
    )
    assert texts(second) == OTHER
    assert first.text("password") != "s3cret"


def test_another_sync_server_is_named_and_left_unless_it_is_ticked(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    tree.write_settings(statistics={"is_enabled": True, "sync_server": OTHER})
    usual = plan(setup, tree, SetupChoices(statistics=None))
    assert (usual.statistics, usual.statistics_server) == (Standing.OTHER, "https://nas.example/dav/books")
    assert not usual.with_statistics
    assert not any("cloudstorage" in name for name in usual.names)
    planned = set_up(setup, tree, STATISTICS)
    assert "https://nas.example/dav/books" in [difference.before for difference in planned.differences]
    sync = table(tree, "settings.reader.lua").table("statistics").table("sync_server")
    assert sync.text("address") == f"{ADDRESS}/dav"
    assert plan(setup, tree, SetupChoices(statistics=None)).statistics is Standing.THERE


def test_statistics_are_set_up_by_default_where_no_other_server_is(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    assert plan(setup, tree, SetupChoices(statistics=None)).with_statistics
    assert not plan(setup, tree, SetupChoices()).with_statistics


def test_a_dropbox_is_named_without_its_secret(setup: DeviceSetupService, tree: DeviceTree) -> None:
    dropbox = {"type": "dropbox", "name": "Box", "password": "token", "url": "/x", "address": "key:secret"}
    tree.write_settings(statistics={"is_enabled": True, "sync_server": dropbox})
    planned = plan(setup, tree, STATISTICS)
    assert planned.statistics_server == "Box"
    assert not any(word in repr(planned.differences) for word in ("token", "secret"))


def test_a_login_inside_an_address_is_not_shown(setup: DeviceSetupService, tree: DeviceTree) -> None:
    server = OTHER | {"address": "https://ada:pw1234@nas.example/dav"}
    tree.write_settings(statistics={"is_enabled": True, "sync_server": server})
    planned = plan(setup, tree, STATISTICS)
    assert planned.statistics_server == "https://nas.example/dav/books"
    assert "pw1234" not in repr(planned.differences)


def test_the_sync_state_of_another_server_is_removed_and_restored_by_undo(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    agreed = tree.data / "settings" / "statistics.sqlite3.sync"
    agreed.write_bytes(b"agreed with the NAS" * 9000)
    tree.write_settings(statistics={"is_enabled": True, "sync_server": OTHER})
    before = contents(tree)
    planned = set_up(setup, tree, STATISTICS)
    assert "settings/statistics.sqlite3.sync" in planned.names
    assert not agreed.exists()
    agreed.write_bytes(b"agreed with BookOrbit")
    take_back(setup, tree)
    assert contents(tree) == before


def test_our_sync_state_stays_while_server_and_folder_are_the_same(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    set_up(setup, tree, STATISTICS)
    agreed = tree.data / "settings" / "statistics.sqlite3.sync"
    agreed.write_bytes(b"agreed")
    assert plan(setup, tree, STATISTICS).is_done
    read_since(
        tree,
        statistics=table(tree, "settings.reader.lua").table("statistics").with_values({b"is_enabled": False}),
    )
    set_up(setup, tree, STATISTICS)
    assert agreed.exists()
    set_up(setup, tree, STATISTICS, "http://10.0.0.5:7200")
    assert not agreed.exists()


def test_undo_removes_our_sync_state(setup: DeviceSetupService, tree: DeviceTree) -> None:
    before = contents(tree)
    set_up(setup, tree, STATISTICS)
    (tree.data / "settings" / "statistics.sqlite3.sync").write_bytes(b"agreed")
    take_back(setup, tree)
    assert contents(tree) == before


def test_statistics_that_are_off_are_switched_on(setup: DeviceSetupService, tree: DeviceTree) -> None:
    tree.write_settings(statistics={"is_enabled": False})
    set_up(setup, tree, STATISTICS)
    assert table(tree, "settings.reader.lua").table("statistics").flag("is_enabled")


def test_statistics_without_settings_get_what_koreader_starts_with(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    set_up(setup, tree, STATISTICS)
    settings = table(tree, "settings.reader.lua").table("statistics")
    assert [settings.get(key) for key in (b"min_sec", b"max_sec", b"calendar_show_histogram")] == [
        5,
        120,
        True,
    ]


def test_plugins_of_koreader_that_are_switched_off_are_named(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    tree.write_settings(plugins_disabled={"statistics": True, "cloudstorage": True, "profiles": True})
    assert plan(setup, tree, STATISTICS).plugins_off == ("Reading statistics", "Cloud storage+")
    both = SetupChoices(statistics=True, on_close=True)
    assert plan(setup, tree, both).plugins_off[-1] == "Profiles"


def test_a_profile_of_that_name_stays_and_one_that_syncs_already_is_enough(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    theirs = {"BookOrbit statistics": {"night_mode": True, "settings": {"name": "BookOrbit statistics"}}}
    tree.write_lua(tree.data / "settings" / "profiles.lua", theirs)
    tree.write_settings(profiles_autoexec={"CloseDocument": {"Dim": True}, "Start": {"Dim": True}})
    before = contents(tree)
    set_up(setup, tree, ALL)
    profiles = table(tree, "settings/profiles.lua")
    assert profiles.table("BookOrbit statistics").flag("night_mode")
    assert profiles.table("BookOrbit statistics 2").flag("stats_sync")
    automatic = table(tree, "settings.reader.lua").table("profiles_autoexec")
    assert automatic == parse_table(
        b'{CloseDocument = {Dim = true, ["BookOrbit statistics 2"] = true}, Start = {Dim = true}}'
    )
    take_back(setup, tree)
    assert contents(tree) == before
    own = {"Mine": {"stats_sync": True, "settings": {"name": "Mine"}}}
    tree.write_lua(tree.data / "settings" / "profiles.lua", own)
    tree.write_settings(profiles_autoexec={"CloseDocument": {"Mine": True}})
    planned = plan(setup, tree, ALL)
    assert planned.on_close is Standing.THERE
    assert "settings/profiles.lua" not in planned.names


def test_undo_after_koreader_wrote_takes_back_only_what_is_ours(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    tree.write_settings(statistics={"is_enabled": True, "sync_server": OTHER})
    set_up(setup, tree, SetupChoices(statistics=True, on_close=True))
    read_since(tree, lastdir=b"/mnt/onboard/new")
    profiles = tree.data / "settings" / "profiles.lua"
    more = b'{["BookOrbit statistics"] = {stats_sync = true, settings = {name = "BookOrbit statistics"}}, Mine = {}}'
    profiles.write_bytes(b"return " + more)
    with pytest.raises(ChangedSince):
        take_back(setup, tree)
    take_back(setup, tree, keep_changes=True)
    reader = table(tree, "settings.reader.lua")
    assert reader.text("lastdir") == "/mnt/onboard/new"
    assert texts(reader.table("statistics").table("sync_server")) == OTHER
    assert b"profiles_autoexec" not in reader
    assert table(tree, "settings/profiles.lua") == parse_table(b"{Mine = {}}")
    assert not (tree.data / "settings" / "cloudstorage.lua").exists()
    assert not list(tree.data.rglob("*bookorbit*"))


def test_a_server_chosen_on_the_device_since_stays(setup: DeviceSetupService, tree: DeviceTree) -> None:
    set_up(setup, tree, STATISTICS)
    entry = LuaTable((key.encode(), value.encode()) for key, value in OTHER.items())
    read_since(tree, statistics=LuaTable([(b"is_enabled", True), (b"sync_server", entry)]))
    (tree.data / "settings" / "statistics.sqlite3.sync").write_bytes(b"agreed with the NAS")
    take_back(setup, tree, keep_changes=True)
    assert texts(table(tree, "settings.reader.lua").table("statistics").table("sync_server")) == OTHER
    assert (tree.data / "settings" / "statistics.sqlite3.sync").exists()


def test_a_broken_list_of_profiles_hinders_only_its_own_tick(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    (tree.data / "settings" / "profiles.lua").write_bytes(b"return { half")
    assert plan(setup, tree, STATISTICS).with_statistics
    with pytest.raises(SetupRefused, match=r"profiles\.lua on the device can't be read"):
        plan(setup, tree, ALL)


def test_an_older_plugin_is_updated_and_a_newer_one_left(
    setup: DeviceSetupService, tree: DeviceTree, source: Path
) -> None:
    plugin = tree.data / "plugins" / "bookorbitdesktop.koplugin"
    shutil.copytree(source, plugin)
    (plugin / "_meta.lua").write_text('return { version = "1.10.0" }')
    (plugin / "old.lua").write_text("return 1")
    install = SetupChoices(plugin=PluginAct.INSTALL)
    newer = plan(setup, tree, install)
    assert (newer.plugin.there, newer.plugin.can_install) == ("1.10.0", False)
    assert not newer.placements
    (plugin / "_meta.lua").write_text('return { version = "1.1.9" }')
    before = contents(tree)
    assert plan(setup, tree, SetupChoices()).plugin.can_install
    set_up(setup, tree, install)
    assert not (plugin / "old.lua").exists()
    assert b"1.2.0" in (plugin / "_meta.lua").read_bytes()
    take_back(setup, tree)
    assert contents(tree) == before


def test_the_plugin_is_removed_without_a_trace_and_an_undo_brings_it_back(
    setup: DeviceSetupService, tree: DeviceTree, source: Path
) -> None:
    plugin = tree.data / "plugins" / "bookorbitdesktop.koplugin"
    shutil.copytree(source, plugin)
    for name in ("bodesk.lua", "bodesk_queue.lua", "bodesk_queue.lua.old"):
        (tree.data / "settings" / name).write_text("return {}")
    before = contents(tree)
    planned = set_up(setup, tree, REMOVE)
    assert "settings/bodesk_queue.lua" in planned.names
    assert not plugin.exists()
    assert not [
        path
        for path in (tree.data / "settings").iterdir()
        if path.suffix in (".lua", ".old") and "bodesk" in path.name
    ]
    take_back(setup, tree)
    assert contents(tree) == before


def test_undoing_an_installation_takes_what_the_plugin_wrote(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    before = contents(tree)
    set_up(setup, tree, ALL)
    (tree.data / "settings" / "bodesk.lua").write_text("return {}")
    take_back(setup, tree)
    assert contents(tree) == before


def test_a_plugin_that_was_changed_since_stays_and_is_named(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    set_up(setup, tree, ALL)
    main = tree.data / "plugins" / "bookorbitdesktop.koplugin" / "main.lua"
    main.write_text("return { mine = true }")
    with pytest.raises(ChangedSince, match=r"bookorbitdesktop\.koplugin"):
        take_back(setup, tree)
    take_back(setup, tree, keep_changes=True)
    assert main.read_text() == "return { mine = true }"
    assert not list(tree.data.rglob("*bookorbit-*"))


def test_installing_and_removing_goes_back_to_before_both(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    before = contents(tree)
    set_up(setup, tree, ALL)
    (tree.data / "settings" / "bodesk.lua").write_text("return {}")
    set_up(setup, tree, REMOVE)
    take_back(setup, tree)
    assert contents(tree) == before


@pytest.mark.parametrize(("refused", "why"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only")])
@pytest.mark.parametrize("writes_before", range(10))
def test_a_disk_that_refuses_leaves_everything_as_it_was(
    setup: DeviceSetupService,
    tree: DeviceTree,
    monkeypatch: pytest.MonkeyPatch,
    refused: int,
    why: str,
    writes_before: int,
) -> None:
    (tree.data / "settings" / "statistics.sqlite3.sync").write_bytes(b"agreed")
    tree.write_settings(statistics={"is_enabled": True, "sync_server": OTHER})
    before = contents(tree)
    planned = plan(setup, tree, ALL)
    left = [writes_before]

    def refuse(path: bytes, content: io.BytesIO) -> str:
        left[0] -= 1
        if left[0] == -1:
            raise OSError(refused, os.strerror(refused))
        return write_new(path, content)

    for module in (setup_files, setup_items):
        monkeypatch.setattr(module, "write_new", refuse)
    with pytest.raises(SetupRefused, match=f"Nothing on the device was changed.*{why}"):
        setup.carry_out(planned, closed=True)
    assert contents(tree) == before


@pytest.mark.parametrize("renames_before", range(2))
def test_a_failing_rename_is_taken_back(
    setup: DeviceSetupService,
    tree: DeviceTree,
    monkeypatch: pytest.MonkeyPatch,
    source: Path,
    renames_before: int,
) -> None:
    shutil.copytree(source, tree.data / "plugins" / "bookorbitdesktop.koplugin")
    (tree.data / "plugins" / "bookorbitdesktop.koplugin" / "_meta.lua").write_text('return { version = "1" }')
    before = contents(tree)
    planned = plan(setup, tree, ALL)
    left, rename = [renames_before], os.rename

    def refuse(old: Any, new: Any) -> None:
        left[0] -= 1
        if left[0] == -1:
            raise OSError(errno.EIO, "gone")
        rename(old, new)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(SetupRefused, match="Nothing on the device was changed"):
        setup.carry_out(planned, closed=True)
    assert contents(tree) == before


@pytest.mark.parametrize("step", ["stage", "swap", "settle"])
def test_a_crash_at_any_step_can_be_undone(
    setup: DeviceSetupService, tree: DeviceTree, monkeypatch: pytest.MonkeyPatch, step: str, source: Path
) -> None:
    (tree.data / "settings" / "statistics.sqlite3.sync").write_bytes(b"agreed")
    tree.write_settings(statistics={"is_enabled": True, "sync_server": OTHER})
    before = contents(tree)
    planned = plan(setup, tree, ALL)

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(setup_items.SetupItems, step, stop)
        with pytest.raises(KeyboardInterrupt):
            setup.carry_out(planned, closed=True)
    take_back(setup, tree)
    assert contents(tree) == before


def test_an_undo_that_broke_off_can_be_done_again(
    setup: DeviceSetupService, tree: DeviceTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree.data / "settings" / "statistics.sqlite3.sync").write_bytes(b"agreed")
    tree.write_settings(statistics={"is_enabled": True, "sync_server": OTHER})
    before = contents(tree)
    set_up(setup, tree, ALL)
    put_back, left = setup_items.SetupItems.put_back, [1]

    def stop(items: setup_items.SetupItems, *item: Any) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.EIO, "gone")
        put_back(items, *item)

    with monkeypatch.context() as patch:
        patch.setattr(setup_items.SetupItems, "put_back", stop)
        with pytest.raises(SetupRefused, match="Not everything could be restored"):
            take_back(setup, tree)
    take_back(setup, tree)
    assert contents(tree) == before


def test_a_plugin_folder_that_appeared_after_the_plan_is_not_overwritten(
    setup: DeviceSetupService, tree: DeviceTree, source: Path
) -> None:
    planned = plan(setup, tree, ALL)
    shutil.copytree(source, tree.data / "plugins" / "bookorbitdesktop.koplugin")
    before = contents(tree)
    with pytest.raises(SetupRefused, match="has changed"):
        setup.carry_out(planned, closed=True)
    assert contents(tree) == before


@pytest.mark.parametrize("linked", ["plugins", "plugins/bookorbitdesktop.koplugin"])
def test_a_link_is_left_alone(
    setup: DeviceSetupService, tree: DeviceTree, tmp_path: Path, linked: str
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (tree.data / linked).parent.mkdir(exist_ok=True)
    (tree.data / linked).symlink_to(away)
    with pytest.raises(SetupRefused, match="link"):
        set_up(setup, tree, ALL)
    assert not list(away.iterdir())


def test_a_record_with_foreign_paths_is_none(setup: DeviceSetupService, tree: DeviceTree) -> None:
    set_up(setup, tree, ALL)
    path = tree.data / "bookorbit-setup.json"
    path.write_text(path.read_text().replace("plugins/bookorbitdesktop.koplugin", "../../books"))
    assert setup.set_up_at(os.fsencode(tree.root)) is None


def test_a_program_without_a_plugin_offers_none(services: Services, tree: DeviceTree, tmp_path: Path) -> None:
    bare = DeviceSetupService(
        services.koreader_login, services.preferences, lambda: None, services.clock, plugin=tmp_path / "none"
    )
    planned = plan(bare, tree, SetupChoices(plugin=PluginAct.INSTALL))
    assert not planned.plugin.can_install
    assert not planned.placements


def test_the_plan_says_when_koreader_overwrote_the_statistics_settings(
    services: Services, setup: DeviceSetupService, tree: DeviceTree
) -> None:
    set_up(setup, tree, STATISTICS)
    assert plan(setup, tree, STATISTICS).written_over is None
    tree.write_settings(lastdir="/mnt/onboard")
    assert plan(setup, tree, STATISTICS).written_over == services.clock.now()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_a_pipe_in_place_of_the_sync_state_is_refused_without_waiting(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    tree.write_settings(statistics={"is_enabled": True, "sync_server": OTHER})
    os.mkfifo(tree.data / "settings" / "statistics.sqlite3.sync")
    with pytest.raises(SetupRefused, match="can't be read"):
        plan(setup, tree, STATISTICS)


def test_a_cable_pulled_at_any_step_leaves_nothing_half_and_everything_can_be_undone(
    setup: DeviceSetupService, tree: DeviceTree, monkeypatch: pytest.MonkeyPatch, source: Path
) -> None:
    """Nothing is written any more from that step on, as when the program is killed."""
    shutil.copytree(source, tree.data / "plugins" / "bookorbitdesktop.koplugin")
    (tree.data / "plugins" / "bookorbitdesktop.koplugin" / "_meta.lua").write_text('return { version = "1" }')
    (tree.data / "settings" / "statistics.sqlite3.sync").write_bytes(b"agreed")
    tree.write_settings(statistics={"is_enabled": True, "sync_server": OTHER})
    before = contents(tree)
    steps = 0
    while not _pulled_after(steps, lambda: set_up(setup, tree, ALL), monkeypatch):
        readable(tree)
        if setup.set_up_at(os.fsencode(tree.root)) is not None:
            take_back(setup, tree)
        left = {name: content for name, content in contents(tree).items() if ".bookorbit-" not in name}
        assert left == before, steps
        steps += 1
    assert steps > 20
    take_back(setup, tree)
    assert contents(tree) == before


def test_a_cable_pulled_at_any_step_of_an_undo_can_be_followed_by_another(
    setup: DeviceSetupService, tree: DeviceTree, monkeypatch: pytest.MonkeyPatch, source: Path
) -> None:
    shutil.copytree(source, tree.data / "plugins" / "bookorbitdesktop.koplugin")
    (tree.data / "plugins" / "bookorbitdesktop.koplugin" / "_meta.lua").write_text('return { version = "1" }')
    (tree.data / "settings" / "statistics.sqlite3.sync").write_bytes(b"agreed")
    tree.write_settings(statistics={"is_enabled": True, "sync_server": OTHER})
    before = contents(tree)
    steps = 0
    set_up(setup, tree, ALL)
    while not _pulled_after(steps, lambda: take_back(setup, tree), monkeypatch):
        readable(tree)
        if setup.set_up_at(os.fsencode(tree.root)) is not None:
            take_back(setup, tree)
        assert contents(tree) == before, steps
        set_up(setup, tree, ALL)
        steps += 1
    assert steps > 8
    assert contents(tree) == before


def _pulled_after(steps: int, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Let a device go away after so many changes of its disk; whether the act was through by then."""
    left = [steps]

    def pulled(change: Any) -> Any:
        def turn(*arguments: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            return change(*arguments, **named)

        return turn

    with monkeypatch.context() as patch:
        for name in ("rename", "replace", "unlink", "mkdir", "rmdir"):
            patch.setattr(os, name, pulled(getattr(os, name)))
        for module in (setup_files, setup_items):
            patch.setattr(module, "write_new", pulled(write_new))
        try:
            act()
        except KeyboardInterrupt:
            return False
    return True


def readable(tree: DeviceTree) -> None:
    """Every file that KOReader would read is whole: its settings, and all or nothing of a plugin."""
    for path in tree.data.rglob("*.lua"):
        if "settings" in path.parts[-2] or path.parent == tree.data:
            parse_table(path.read_bytes())
    for plugin in (tree.data / "plugins").glob("*.koplugin"):
        versions = (plugin / "_meta.lua").read_text()
        files = sorted(path.name for path in plugin.rglob("*.lua"))
        assert "1.2.0" in versions or '"1"' in versions
        assert files == ["_meta.lua", "main.lua", "queue.lua"]
