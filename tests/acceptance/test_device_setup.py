"""A plugged-in KOReader device is set up and, if you like, is again as it was, byte for byte."""

import os
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from bookorbit_desktop.devices.lua_table import parse_table
from bookorbit_desktop.devices.lua_values import LuaTable
from bookorbit_desktop.domain.koreader.account import koreader_key
from tests.acceptance.program import Program
from tests.integration.devices.device_tree import DeviceTree

ADDRESS = "http://192.168.1.20:7200"


@pytest.fixture
def passphrase(program: Program) -> str:
    """The account's, which this computer without a password store cannot say again."""
    return program.passphrase()


def set_up(program: Program, tree: DeviceTree, passphrase: str, *more: str, code: int = 0) -> str:
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
    return done.stdout + done.stderr


def files(tree: DeviceTree) -> dict[bytes, tuple[int, bytes]]:
    return {path: entry for path, entry in tree.snapshot().items() if os.path.isfile(path)}  # noqa: PTH113


def table(tree: DeviceTree, name: str) -> LuaTable:
    return parse_table((tree.data / name).read_bytes())


def test_a_dry_run_shows_the_difference_without_any_secret_and_writes_nothing(
    program: Program, tree: DeviceTree, passphrase: str
) -> None:
    tree.write_lua(tree.data / "settings" / "kosync.lua", {"settings": {"checksum_method": 1}})
    before = tree.snapshot()
    said = set_up(program, tree, passphrase, "--dry-run")
    assert f"Server address: {ADDRESS}" in said
    assert "Document matching: by file name → by content (binary)" in said
    assert "stores it unencrypted on the device" in said
    assert "Files: settings/kosync.lua, settings/opds.lua" in said
    assert passphrase not in said
    assert koreader_key(passphrase) not in said
    assert tree.snapshot() == before


def test_set_up_and_undo_leave_byte_identical_files(
    program: Program, tree: DeviceTree, passphrase: str
) -> None:
    tree.write_lua(tree.data / "settings" / "opds.lua", {"servers": [{"title": "Mine", "url": "http://x"}]})
    before = files(tree)
    assert "Done. The previous files are kept" in set_up(program, tree, passphrase)
    settings = table(tree, "settings/kosync.lua").table("settings")
    assert settings.text("userkey") == koreader_key(passphrase)
    assert [
        entry.text("url") for entry in table(tree, "settings/opds.lua").table("servers").tables_in_order()
    ] == [
        "http://x",
        f"{ADDRESS}/opds",
    ]
    assert files(tree) != before
    assert "Everything is restored" in program.run("device", "setup", tree.root, "--undo").stdout
    assert files(tree) == before


def test_an_older_version_is_set_up_in_its_one_file_and_keeps_all_else(
    program: Program, tmp_path: Path, passphrase: str
) -> None:
    tree = DeviceTree(tmp_path / "old", "pocketbook", "v2024.01")
    tree.write_settings(last_migration_date=20240101, font_size=22.5, kosync={"auto_sync": True})
    before = files(tree)
    set_up(program, tree, passphrase)
    settings = table(tree, "settings.reader.lua")
    assert (settings.number("font_size"), settings.table("kosync").flag("auto_sync")) == (22.5, True)
    assert settings.table("kosync").text("custom_server") == ADDRESS
    assert settings.table("opds_servers").tables_in_order()[-1].text("url") == f"{ADDRESS}/opds"
    program.run("device", "setup", tree.root, "--undo")
    assert files(tree) == before


def test_the_set_up_is_refused_while_koreader_may_be_running(
    program: Program, tmp_path: Path, passphrase: str
) -> None:
    tree = DeviceTree(tmp_path / "Kindle", "kindle")
    before = files(tree)
    said = set_up(program, tree, passphrase, code=1)
    assert "can't tell whether KOReader is running" in said
    assert "Confirm with “--koreader-closed”" in said
    assert files(tree) == before
    assert "Done. The previous files are kept" in set_up(program, tree, passphrase, "--koreader-closed")


def test_undo_loses_nothing_that_koreader_wrote_since(
    program: Program, tree: DeviceTree, passphrase: str
) -> None:
    set_up(program, tree, passphrase)
    path = tree.data / "settings" / "kosync.lua"
    path.write_text(path.read_text().replace('["auto_sync"] = false', '["auto_sync"] = true'))
    refused = program.run("device", "setup", tree.root, "--undo", code=1).stderr
    assert "KOReader has changed settings/kosync.lua since" in refused
    assert "“--keep-changes” does that" in refused
    program.run("device", "setup", tree.root, "--undo", "--keep-changes")
    settings = table(tree, "settings/kosync.lua").table("settings")
    assert (settings.flag("auto_sync"), settings.text("userkey")) == (True, "")


def test_the_set_up_says_what_is_left_to_do_on_the_device(
    program: Program, tree: DeviceTree, passphrase: str
) -> None:
    said = set_up(program, tree, passphrase)
    assert "Action when Wi-Fi is off to “turn on”" in said
    assert "tick “Automatically keep documents in sync”" in said


def test_the_backup_stays_on_the_device_and_no_secret_comes_into_the_data_folder(
    program: Program, tree: DeviceTree, passphrase: str
) -> None:
    tree.write_lua(tree.data / "settings" / "kosync.lua", {"settings": {"userkey": "e" * 32}})
    set_up(program, tree, passphrase)
    assert (tree.data / "settings" / "kosync.lua.bookorbit-backup").is_file()
    kept = b"".join(path.read_bytes() for path in program.data_dir.rglob("*") if path.is_file())
    for secret in (passphrase, koreader_key(passphrase), "e" * 32):
        assert secret.encode() not in kept


def test_a_device_that_was_set_up_logs_in_at_the_running_program_and_sees_the_catalogue(
    program: Program, tree: DeviceTree, passphrase: str
) -> None:
    server = program.serve()
    address = f"http://192.168.1.20:{urlsplit(server.address).port}"
    document: dict[str, Any] = program.json(
        *("device", "setup", tree.root, "--address", address, "--password-stdin", "--json"),
        stdin=passphrase,
    )
    assert (document["written"], document["address"]) == (True, address)
    settings = table(tree, "settings/kosync.lua").table("settings")
    login = {"x-auth-user": settings.text("username"), "x-auth-key": settings.text("userkey")}
    sync_path = settings.text("custom_server").removeprefix(address)
    assert status(f"{server.address}{sync_path}/users/auth", login) == 200
    entry = table(tree, "settings/opds.lua").table("servers").tables_in_order()[-1]
    basic = b64encode(f"{entry.text('username')}:{entry.text('password')}".encode()).decode()
    catalogue_path = entry.text("url").removeprefix(address)
    assert status(f"{server.address}{catalogue_path}", {"Authorization": f"Basic {basic}"}) == 200


def status(url: str, headers: dict[str, str]) -> int:
    with urlopen(Request(url, headers=headers), timeout=120) as answer:
        return int(answer.status)
