"""The relay, off by default, with two real programs: one is the other's always-on server."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, Server, until
from tests.ports import free_port

BOOK, OTHER = "a" * 31 + "1", "a" * 31 + "2"
XPOINTER = "/body/DocFragment[11]/body/div/p[7]/text().123"
LATER = "/body/DocFragment[20]/body/div/p[1]/text().0"


@dataclass
class Two:
    """A laptop, and a server that never sleeps, each with a device of its own."""

    laptop: Program
    laptop_server: Server
    kobo: Reader
    always_on: Program
    phone: Reader
    url: str
    password: str

    def switch_on(self) -> None:
        """Type what switches the relay on."""
        login = ("--url", self.url, "--username", "anna", "--password-stdin")
        self.laptop.run("relay", "on", *login, stdin=self.password)


@pytest.fixture
def two(tmp_path: Path, runtime: Path) -> Iterator[Two]:
    laptop, always_on = Program(tmp_path / "laptop", runtime), Program(tmp_path / "server", runtime)
    password, passphrase = always_on.passphrase("anna"), laptop.passphrase()
    # Ports that the system gives to nobody else while one of them is off.
    upstream, server = (
        program.serve("--host", "127.0.0.1", "--port", str(free_port())) for program in (always_on, laptop)
    )
    yield Two(
        laptop,
        server,
        Reader(server.port, "reader", passphrase),
        always_on,
        Reader(upstream.port, "anna", password),
        upstream.address,
        password,
    )
    laptop.end()
    always_on.end()


def test_without_being_asked_nothing_leaves_the_laptop(two: Two) -> None:
    two.kobo.push(BOOK, 0.5)
    assert two.laptop.json("relay", "--json")["on"] is False
    refused = two.laptop.run("relay", "now", code=1)
    assert "The relay is off" in refused.stderr
    assert two.always_on.export()["documents"] == []


def test_a_position_goes_there_by_itself_and_comes_back_on_the_other_device(two: Two) -> None:
    """While the laptop then sleeps, the phone has what the Kobo sent: byte for byte, with its device."""
    two.switch_on()
    two.kobo.push(BOOK, 0.4213, progress=XPOINTER, device="Kobo_spaBW", device_id="KOBO-1")
    there = until(lambda: two.phone.pull(BOOK).json, "the phone's server has it")
    assert (there["progress"], there["percentage"]) == (XPOINTER, 0.4213)
    assert (there["device"], there["device_id"]) == ("Kobo_spaBW", "KOBO-1")


def test_a_position_sent_while_this_computer_was_off_is_there_after_its_start(two: Two) -> None:
    """The laptop was off; its next start pulls before it pushes."""
    two.switch_on()
    two.kobo.push(BOOK, 0.25)
    two.kobo.push(OTHER, 0.25)
    until(lambda: two.phone.pull(OTHER).json, "both are there")
    two.laptop_server.stop()
    two.phone.push(BOOK, 0.75, progress=LATER, device="Phone", device_id="PHONE-1")
    key = {"BOOKORBIT_RELAY_PASSWORD": two.password}
    server = two.laptop.serve("--host", "127.0.0.1", "--port", str(two.laptop_server.port), env=key)
    assert server.port == two.laptop_server.port
    here = until(
        lambda: (answer := two.kobo.pull(BOOK).json)["percentage"] == 0.75 and answer, "it is taken in"
    )
    assert (here["progress"], here["device"], here["device_id"]) == (LATER, "Phone", "PHONE-1")
    lines = two.laptop.json("log", "--direction", "from_relay", "--json")
    assert [line["changes"] for line in lines] == [["read from 25% to 75%"]]


def test_a_position_does_not_go_round_in_circles(two: Two) -> None:
    two.switch_on()
    two.kobo.push(BOOK, 0.5)
    assert "1 sent" in two.laptop.run("relay", "now").stdout or two.phone.pull(BOOK).json
    before = two.always_on.export()["documents"]
    for _ in range(2):
        assert "0 received, 0 sent" in two.laptop.run("relay", "now").stdout
    assert two.always_on.export()["documents"] == before


def test_a_wrong_password_changes_nothing_and_is_said(two: Two) -> None:
    login = ("--url", two.url, "--username", "anna", "--password-stdin")
    refused = two.laptop.run("relay", "on", *login, stdin="wrong", code=1)
    assert "does not accept this name and password" in refused.stderr
    assert two.laptop.json("relay", "--json") == {
        "on": False,
        "url": None,
        "username": None,
        "has_password": False,
        "problem": None,
        "sent_at": None,
        "taken_at": None,
        "checked_at": None,
    }


def test_the_program_does_not_relay_to_itself(two: Two) -> None:
    login = ("--url", two.laptop_server.address, "--username", "reader", "--password-stdin")
    refused = two.laptop.run("relay", "on", *login, stdin="x", code=1)
    assert "BookOrbit's own address" in refused.stderr


def test_a_server_that_went_away_is_a_problem_with_its_reason_and_nothing_is_lost(two: Two) -> None:
    two.switch_on()
    two.always_on.end()
    two.kobo.push(BOOK, 0.5)
    refused = two.laptop.run("relay", "now", code=1)
    assert "Can't reach 127.0.0.1" in refused.stderr
    assert "Your positions will be sent" in two.laptop.json("relay", "--json")["problem"]
    assert two.kobo.pull(BOOK).json["percentage"] == 0.5


def test_the_key_is_in_no_file(two: Two) -> None:
    """Without a password store it lives until the program ends, and that is said."""
    login = ("--url", two.url, "--username", "anna", "--password-stdin")
    told = two.laptop.run("relay", "on", *login, stdin=two.password)
    assert "kept until BookOrbit quits" in told.stderr
    two.laptop.end()
    kept = b"".join(path.read_bytes() for path in two.laptop.data_dir.rglob("*") if path.is_file())
    assert two.password.encode() not in kept
    assert json.dumps("anna").encode() in kept


def test_off_is_off(two: Two) -> None:
    two.switch_on()
    two.laptop.run("relay", "off")
    two.kobo.push(BOOK, 0.5)
    assert "The relay is off" in two.laptop.run("relay", "now", code=1).stderr
    assert two.phone.pull(BOOK).json == {}
