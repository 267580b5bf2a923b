"""Which names the server answers to: its own, never that of a web site (issue 12, point 8)."""

import socket
from pathlib import Path

import pytest

from bookorbit_desktop.server.host_check import HostCheck
from bookorbit_desktop.system import network
from tests.integration.server.koreader import KOReader, exchange
from tests.integration.server.world import World

NAMES = frozenset({"localhost", "desk", "desk.local", "desk.fritz.box"})


@pytest.mark.parametrize(
    "host",
    [
        *("", "127.0.0.1", "127.0.0.1:7200", "192.168.1.20:7200", "[::1]:7200", "[fe80::1%eth0]:7200"),
        *("localhost:7200", "DESK", "desk.local:7200", "desk.local.:7200", "books.example.org:443"),
    ],
)
def test_addresses_and_own_names_are_answered(host: str) -> None:
    assert HostCheck(lambda: NAMES, lambda: ("books.example.org",)).allows(host)


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "desk.evil.example", "localhost.evil.example:7200", "127.0.0.1.evil.example"),
        *("xdesk", "desk.local:x", "192.168.1.20.", "[evil", "\udcff", "0x7f000001", "a" * 300),
    ],
)
def test_any_other_is_refused(host: str) -> None:
    allowed = HostCheck(lambda: NAMES, lambda: ()).allows(host)
    assert allowed is (host == "192.168.1.20.")


async def test_a_rebinding_site_is_refused_and_a_device_is_told_why(
    world: World, reader: KOReader, caplog: pytest.LogCaptureFixture
) -> None:
    site = KOReader(reader.port, headers={"Host": "evil.example:7200"})
    login, push, register = await site.log_in(), await site.push(), await site.register()
    assert (login.status, push.status, register.status) == (401, 421, 402)
    for answer in (login, push, register):
        assert "“evil.example”" in answer.json["message"]
    assert world.progress.documents() == []
    (line,) = [record.message for record in caplog.records if "evil.example" in record.message]
    assert "--add-name evil.example" in line


async def test_a_name_that_a_shell_would_act_upon_is_never_put_into_a_command(
    reader: KOReader, caplog: pytest.LogCaptureFixture
) -> None:
    request = b"GET / HTTP/1.1\r\nHost: $(reboot)\x1b[2J\r\nConnection: close\r\n\r\n"
    answer = await exchange(reader.port, request)
    assert answer.status in (400, 421)
    assert "add-name" not in caplog.text
    assert "\x1b" not in caplog.text


def test_own_names_are_those_of_home_networks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = tmp_path / "resolv.conf"
    resolver.write_text("# made by a router\nsearch Home.Example tail1.ts.net\nnameserver 10.0.0.1\n")
    monkeypatch.setattr(network, "_RESOLVER", resolver)
    monkeypatch.setattr(socket, "gethostname", lambda: "Desk")
    names = network.own_names()
    assert {"desk", "desk.local", "desk.lan", "desk.home.example", "desk.tail1.ts.net", "localhost"} <= names
    resolver.unlink()
    assert "desk.home.example" not in network.own_names()
