"""The check of this computer: each part fails alone, says what is wrong and what to do, and changes nothing."""

import os
import socket
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent import futures
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, LocalHardcover, World
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.koreader.server import AddressCheck
from bookorbit_desktop.domain.overview.checkup import CheckResult, CheckState
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.account import TOKEN, HardcoverEndpoint
from bookorbit_desktop.services.overview import doctor
from bookorbit_desktop.services.overview.doctor import Doctor
from bookorbit_desktop.system.firewall import Firewall, blocked_on_windows, is_ufw_on
from bookorbit_desktop.system.secrets import MemorySecretStore, SecretStore
from tests.certificates import given_files, issue
from tests.damage import overwrite_pages
from tests.services import TestClock, add_book, connect_to

OK, WARNING, FAILURE = CheckState.OK, CheckState.WARNING, CheckState.FAILURE
NAMES = (
    *("environment", "data_folder", "database", "backups", "folders", "server", "encryption", "firewall"),
    *("password_store", "hardcover", "clock"),
)
STORED = ("password_store", "hardcover")
"""The checks that ask the password store."""


class HangingStore(SecretStore):
    """Never answers, until the test is over."""

    def __init__(self) -> None:
        super().__init__("hanging")
        self.over = threading.Event()

    def get(self, name: str) -> None:
        self.over.wait()


class Room:
    """A library that was used and closed, and the doctor that looks at it."""

    def __init__(self, services: Services, clock: TestClock) -> None:
        self.folder, self.clock = services.data_dir, clock
        self.secrets: SecretStore = MemorySecretStore()
        self.hardcover = LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep)
        self.hardcover.world.add_user("demo")
        self.firewall: Callable[[int], Firewall | None] = lambda port: None
        self.refusal = NOTHING
        self.wait: Callable[..., object] = futures.wait
        services.preferences.change(port=0)

    @property
    def library(self) -> Path:
        return self.folder / "library.sqlite3"

    def check(
        self, checks: Sequence[AddressCheck] | None = None, *, online: bool = False
    ) -> dict[str, CheckResult]:
        endpoint = HardcoverEndpoint("http://127.0.0.1:1/v1/graphql")
        connect = connect_to(self.hardcover, self.clock)
        checking = Doctor(
            *(self.folder, self.secrets, endpoint, connect, self.clock),
            refusal=lambda: self.refusal,
            find=self.firewall,
            wait=self.wait,
        )
        return {result.name: result for result in checking.check(lambda: checks, online=online)}


@pytest.fixture
def services(services: Services) -> Services:
    add_book(services, "Emma")
    return services


@pytest.fixture
def room(services: Services, clock: TestClock) -> Room:
    return Room(services, clock)


def test_a_sound_computer_is_said_to_be_sound(room: Room, services: Services) -> None:
    services.backups.back_up()
    before = sorted(path for path in room.folder.rglob("*"))
    found = room.check()

    assert {name: result.state for name, result in found.items()} == dict.fromkeys(found, OK)
    assert tuple(found) == NAMES
    assert found["database"].said == "Sound, with 1 book and 0 positions."
    assert not any(result.next_step for result in found.values())
    assert sorted(path for path in room.folder.rglob("*")) == before


def test_a_new_computer_is_sound_too_and_nothing_is_made_there(room: Room, tmp_path: Path) -> None:
    room.folder = tmp_path / "nowhere"
    found = room.check()
    found.pop("server")  # another program may have the usual port
    assert {result.state for result in found.values()} == {OK}
    assert not room.folder.exists()


def test_a_password_store_that_hangs_fails_alone(room: Room) -> None:
    store = HangingStore()
    room.secrets = store
    room.wait = lambda answers, limit: futures.wait(
        [answer for name, answer in zip(NAMES, answers, strict=True) if name not in STORED]
    )
    try:
        found = room.check()
    finally:
        store.over.set()

    assert [name for name, result in found.items() if result.state is FAILURE] == list(STORED)
    assert found["password_store"].said == "No answer within 8 seconds."
    assert found["database"].state is OK


@pytest.mark.parametrize("how", ["a page", "no database", "empty"])
def test_a_damaged_database_is_said_and_the_other_checks_go_on(
    room: Room, services: Services, how: str
) -> None:
    services.database.close()
    if how == "a page":
        overwrite_pages(room.library, "book")
    else:
        room.library.write_bytes(b"" if how == "empty" else b"no database at all" * 99)
    before = room.library.read_bytes()
    found = room.check()

    assert found["database"].state is FAILURE
    assert "restore a backup" in found["database"].next_step
    assert {found[name].state for name in ("environment", "data_folder", "password_store", "clock")} == {OK}
    assert room.library.read_bytes() == before


def test_a_library_of_a_newer_version_is_said(room: Room) -> None:
    with closing(sqlite3.connect(room.library)) as connection, connection:
        connection.execute(
            "UPDATE schema_migration SET name = '9999_later' WHERE name = (SELECT max(name) FROM schema_migration)"
        )
    found = room.check()["database"]
    assert (found.state, "newer BookOrbit" in found.said) == (FAILURE, True)


def test_a_backup_that_is_old_or_missing_is_said(room: Room, services: Services) -> None:
    assert room.check()["backups"].said == "There is no backup."
    services.backups.back_up()
    assert room.check()["backups"].state is OK
    room.clock.move(days=9)
    found = room.check()["backups"]
    assert (found.state, "Back up now" in found.next_step) == (WARNING, True)


def test_a_library_folder_that_is_away_is_named(room: Room, services: Services, tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    with closing(sqlite3.connect(room.library)) as connection, connection:
        connection.execute("INSERT INTO folder (path, added_at) VALUES (?, 0)", (os.fsencode(folder),))
    assert room.check()["folders"].said == "1 folder can be read."
    folder.rmdir()
    found = room.check()["folders"]
    assert (found.state, str(folder) in found.said) == (WARNING, True)


def test_a_port_that_another_program_has_is_said(room: Room, services: Services) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        services.preferences.change(port=port, listen_on="127.0.0.1")
        found = room.check()["server"]
    assert (found.state, str(port) in found.said) == (WARNING, True)


def test_the_running_server_is_asked_at_each_of_its_addresses(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "http://127.0.0.1:7200"
    monkeypatch.setattr(doctor, "is_online", lambda: True)
    assert room.check([AddressCheck(url)])["server"].said == f"It answers at {url}."
    monkeypatch.setattr(doctor, "is_online", lambda: False)
    assert "on no network" in room.check([AddressCheck(url)])["server"].said
    assert room.check([])["server"].state is WARNING
    found = room.check([AddressCheck(url, Message("Nothing answers here."))])["server"]
    assert (found.state, found.said) == (FAILURE, f"{url}: Nothing answers here.")


def test_a_firewall_is_named_with_the_command_that_opens_it(room: Room, services: Services) -> None:
    room.firewall = lambda port: Firewall("ufw", None, f"sudo ufw allow {port}/tcp")
    services.preferences.change(port=7201)
    found = room.check()["firewall"]
    assert (found.state, found.next_step) == (WARNING, "To let devices in, run: sudo ufw allow 7201/tcp")
    services.preferences.change(device_host="192.168.1.20")
    assert room.check()["firewall"].state is OK
    room.firewall = lambda port: Firewall("firewalld", lets_in=False)
    assert "blocks port 7201" in room.check()["firewall"].said
    room.firewall = lambda port: Firewall("firewalld", lets_in=True)
    assert room.check()["firewall"].state is OK


def test_a_firewall_that_cannot_be_asked_fails_alone(room: Room) -> None:
    def refuse(port: int) -> NoReturn:
        raise PermissionError(13, f"Bearer {DEMO_TOKEN}")

    room.firewall = refuse
    found = room.check()
    assert [name for name, result in found.items() if result.state is FAILURE] == ["firewall"]
    assert DEMO_TOKEN not in found["firewall"].said


def test_hardcover_is_asked_only_where_the_person_wants_it(room: Room) -> None:
    assert room.check()["hardcover"].said == "Not connected."
    room.secrets.put(TOKEN, DEMO_TOKEN)
    assert room.check()["hardcover"].said == "A token is saved. Nothing has been sent yet."
    assert room.hardcover.requests == []
    assert room.check(online=True)["hardcover"].said == "Hardcover accepts the token of @demo."
    room.refusal = Message("Hardcover rejected your token.")
    assert (room.check()["hardcover"].state, room.check()["hardcover"].said) == (FAILURE, room.refusal)
    room.refusal = NOTHING
    room.secrets.put(TOKEN, "hc_pat_revoked")
    found = room.check(online=True)["hardcover"]
    assert (found.state, "hc_pat" in found.said + found.next_step) == (FAILURE, False)


def test_a_token_that_is_gone_is_said(room: Room, services: Services) -> None:
    services.preferences.change(hardcover_user_id=7)
    assert room.check()["hardcover"].state is WARNING


@pytest.mark.parametrize(("days", "state"), [(-400, FAILURE), (-3, WARNING), (0, OK), (400, OK)])
def test_a_clock_that_is_wrong_is_said(room: Room, days: int, state: CheckState) -> None:
    room.clock.wrong_by = timedelta(days=days)
    assert room.check()["clock"].state is state


def test_ufw_is_on_where_its_configuration_says_so() -> None:
    assert is_ufw_on("# ENABLED=no\nENABLED=yes\nLOGLEVEL=low\n")
    assert not is_ufw_on("# ENABLED=yes\nENABLED=no\n")


def test_a_rule_of_windows_blocks_its_program_alone() -> None:
    rule = r"v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=6|App=C:\BookOrbit\bookorbit.exe|Name=BookOrbit|"
    assert blocked_on_windows([rule], r"c:\bookorbit\BookOrbit.exe")
    assert not blocked_on_windows([rule], r"C:\other.exe")
    assert not blocked_on_windows(
        [rule.replace("Active=TRUE", "Active=FALSE")], r"C:\BookOrbit\bookorbit.exe"
    )


def test_a_certificate_that_ends_is_said_while_there_is_time(
    room: Room, services: Services, tmp_path: Path
) -> None:
    def said() -> tuple[CheckState, str]:
        found = room.check()["encryption"]
        return found.state, str(found.said)

    assert said() == (OK, "Off. Devices use http.")
    services.preferences.change(https=True)
    assert said() == (OK, "There is no certificate yet. The server makes one when it starts.")
    issued = issue(room.clock, days=30)
    services.certificates.use(*given_files(tmp_path, issued.chain, issued.key))
    assert said()[0] == OK
    room.clock.move(days=17)
    assert said()[0] == WARNING
    assert "renewed" in str(room.check()["encryption"].next_step)
    room.clock.move(days=14)
    assert said()[0] == FAILURE
