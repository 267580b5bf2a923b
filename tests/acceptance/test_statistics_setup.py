"""A device on USB is set up for statistics and the plugin, and is as it was."""

import base64
import http.client
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bookorbit_desktop.devices.lua_table import parse_table
from bookorbit_desktop.devices.lua_values import LuaTable
from bookorbit_desktop.domain.usb.setup import SetupPlan
from bookorbit_desktop.domain.usb.setup_parts import PluginAct, SetupChoices
from bookorbit_desktop.services.usb.setup import DeviceSetupService
from tests.acceptance.conftest import title_of
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.services import make_services

ADDRESS = "http://192.168.1.20:7200"
NAS = {
    "type": "webdav",
    "name": "NAS",
    "address": "https://nas.example/dav",
    "url": "/books",
    "password": "nas-pw",
}
START = 1_774_700_000


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    return DeviceTree(tmp_path / "KOBOeReader")


@pytest.fixture
def setup(tmp_path: Path, source: Path) -> Iterator[DeviceSetupService]:
    services = make_services(tmp_path / "data")
    yield DeviceSetupService(
        services.koreader_login,
        services.preferences,
        lambda: None,
        services.clock,
        lambda: False,
        plugin=source,
    )
    services.database.close()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A plugin, as one comes with the program."""
    folder = tmp_path / "program" / "bookorbitdesktop.koplugin"
    folder.mkdir(parents=True)
    (folder / "_meta.lua").write_text('return { fullname = "BookOrbit Desktop", version = "1.2.0" }\n')
    (folder / "main.lua").write_text("return {}\n")
    return folder


def run(program: Program, tree: DeviceTree, *more: str, code: int = 0) -> str:
    passphrase = program.passphrase()
    words: tuple[str | Path, ...] = (
        "device",
        "setup",
        tree.root,
        "--address",
        ADDRESS,
        "--password-stdin",
        *more,
    )
    done = program.run(*words, stdin=f"{passphrase}\n", code=code)
    assert passphrase not in done.stdout + done.stderr
    return done.stdout + done.stderr


def install(setup: DeviceSetupService, tree: DeviceTree, act: PluginAct = PluginAct.INSTALL) -> SetupPlan:
    folder = os.fsencode(tree.root)
    planned = setup.plan(folder, address=ADDRESS, choices=SetupChoices(plugin=act))
    setup.carry_out(planned)
    return planned


def files(tree: DeviceTree) -> dict[Path, bytes | None]:
    """Every file and every folder."""
    return {path: path.read_bytes() if path.is_file() else None for path in tree.root.rglob("*")}


def table(tree: DeviceTree, name: str) -> LuaTable:
    return parse_table((tree.data / name).read_bytes())


def test_the_difference_is_shown_first_and_an_undo_is_byte_for_byte(
    program: Program, tree: DeviceTree
) -> None:
    tree.write_settings(statistics={"is_enabled": True})
    before = files(tree)
    said = run(program, tree, "--statistics", "--sync-on-close", "--dry-run")
    assert f"Cloud storage: {ADDRESS}/dav" in said
    assert f"Statistics sync: {ADDRESS}/dav/koreader" in said
    assert "stores the user name and passphrase unencrypted on the device, as for every cloud storage" in said
    assert "Profile: “BookOrbit statistics”, when a book is closed" in said
    assert files(tree) == before
    run(program, tree, "--statistics", "--sync-on-close")
    assert table(tree, "settings/profiles.lua").table("BookOrbit statistics").flag("stats_sync")
    assert "Everything is restored" in program.run("device", "setup", tree.root, "--undo").stdout
    assert files(tree) == before


def test_another_server_stays_unless_it_is_asked_for_and_comes_back_with_what_it_agreed(
    program: Program, tree: DeviceTree
) -> None:
    tree.write_lua(tree.data / "settings" / "cloudstorage.lua", {"cs_servers": [NAS]})
    tree.write_settings(statistics={"is_enabled": True, "sync_server": NAS})
    agreed = tree.data / "settings" / "statistics.sqlite3.sync"
    agreed.write_bytes(b"agreed with the NAS")
    before = files(tree)
    run(program, tree)
    assert table(tree, "settings.reader.lua").table("statistics").table("sync_server").text("name") == "NAS"
    assert agreed.exists()
    said = run(program, tree, "--statistics")
    assert f"Statistics sync: https://nas.example/dav/books → {ADDRESS}/dav/koreader" in said
    servers = table(tree, "settings/cloudstorage.lua").table("cs_servers").tables_in_order()
    assert [server.text("name") for server in servers] == ["NAS", "BookOrbit"]
    assert not agreed.exists()
    program.run("device", "setup", tree.root, "--undo")
    assert files(tree) == before


def test_a_device_that_was_set_up_syncs_its_statistics_with_the_running_program(
    library: Program, tree: DeviceTree, tmp_path: Path
) -> None:
    passphrase = library.passphrase()
    digest = library.digest(title_of(0))
    server = library.serve()
    Reader(server.port, "reader", passphrase).push(digest, 0.1, device="Kobo_spaBW", device_id="A" * 32)
    address = f"http://192.168.1.20:{server.port}"
    words = ("device", "setup", tree.root, "--address", address, "--password-stdin", "--statistics")
    library.run(*words, stdin=passphrase)
    sync = table(tree, "settings.reader.lua").table("statistics").table("sync_server")
    path = urlsplit(f"{sync.text('address')}/{sync.text('url').strip('/')}/statistics.sqlite3").path
    login = base64.b64encode(f"{sync.text('username')}:{sync.text('password')}".encode()).decode()
    write_statistics(
        tmp_path / "device.sqlite3",
        [a_book(title=title_of(0), md5=digest)],
        [(1, page, START + page * 60, 60, 200) for page in range(1, 31)],
    )
    with closing(http.client.HTTPConnection("127.0.0.1", server.port)) as connection:
        body = (tmp_path / "device.sqlite3").read_bytes()
        connection.request("PUT", path, body, {"Authorization": f"Basic {login}"})
        assert connection.getresponse().status == 201
    assert (
        library.until(
            lambda: library.json("stats", "--json")["total"]["seconds"], "the page views in the statistics"
        )
        == 1800
    )

    (sync,) = library.until(lambda: library.json("devices", "--json")[0]["syncs"], "who sent them")
    assert (sync["what"], sync["bytes"]) == ("statistics", len(body))


def test_a_feature_that_needs_a_newer_koreader_says_so(program: Program, tmp_path: Path) -> None:
    tree = DeviceTree(tmp_path / "old", "pocketbook", "v2024.04")
    tree.write_settings(last_migration_date=20240408)
    said = run(program, tree, "--sync-on-close", "--dry-run")
    assert "KOReader v2024.11 or newer is needed" in said
    assert "Statistics sync:" in said


def test_the_plugin_is_installed_only_when_asked_for_and_undone_without_a_trace(
    setup: DeviceSetupService, tree: DeviceTree
) -> None:
    before = files(tree)
    assert not setup.plan(os.fsencode(tree.root), address=ADDRESS).placements
    install(setup, tree)
    plugin = tree.data / "plugins" / "bookorbitdesktop.koplugin"
    assert (plugin / "main.lua").read_text() == "return {}\n"
    (tree.data / "settings" / "bodesk_queue.lua").write_text("return {}")
    setup.undo(setup.plan_undo(os.fsencode(tree.root)))
    assert files(tree) == before


def test_an_older_plugin_is_updated_after_asking(
    setup: DeviceSetupService, tree: DeviceTree, source: Path
) -> None:
    install(setup, tree)
    (source / "_meta.lua").write_text('return { version = "1.10.0" }\n')
    offered = setup.plan(os.fsencode(tree.root), address=ADDRESS)
    assert (offered.plugin.there, offered.plugin.here, offered.plugin.can_install) == (
        "1.2.0",
        "1.10.0",
        True,
    )
    assert offered.is_done, "nothing is updated unasked"
    install(setup, tree)
    plugin = tree.data / "plugins" / "bookorbitdesktop.koplugin"
    assert "1.10.0" in (plugin / "_meta.lua").read_text()


def test_the_plugin_is_removed_with_all_its_files_and_an_undo_brings_them_back(
    setup: DeviceSetupService, tree: DeviceTree, source: Path
) -> None:
    source.rename(tree.data / "bookorbitdesktop.koplugin")
    (tree.data / "plugins").mkdir()
    (tree.data / "bookorbitdesktop.koplugin").rename(tree.data / "plugins" / "bookorbitdesktop.koplugin")
    for name in ("bodesk.lua", "bodesk_queue.lua"):
        (tree.data / "settings" / name).write_text("return {}")
    before = files(tree)
    install(setup, tree, PluginAct.REMOVE)
    left = [
        path for path in tree.data.rglob("*") if path.name.endswith((".koplugin", "bodesk.lua", "_queue.lua"))
    ]
    assert left == []
    setup.undo(setup.plan_undo(os.fsencode(tree.root)))
    assert files(tree) == before
