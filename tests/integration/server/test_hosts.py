"""Which names the server answers to: its own, never that of a web site."""

import socket
from dataclasses import replace
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


@pytest.mark.parametrize(
    ("target", "host", "status"),
    [
        ("http://evil.example/users/auth", "127.0.0.1", 401),
        ("http://evil.example:7200/syncs/progress/d", "127.0.0.1", 421),
        ("HTTP://127.0.0.1@evil.example/syncs/progress/d", "127.0.0.1", 421),
        ("http://127.0.0.1:7200/syncs/progress/d", "127.0.0.1", 200),
        ("http://[::1]/syncs/progress/d", "evil.example", 200),
        ("http://localhost/syncs/progress/d", "evil.example", 200),
    ],
)
async def test_the_host_of_the_target_counts_more_than_the_header(
    reader: KOReader, target: str, host: str, status: int
) -> None:
    request = (
        replace(reader, headers={"Host": host}).request("GET", "TARGET").replace(b"TARGET", target.encode())
    )
    answer = await exchange(reader.port, request)
    assert answer.status == status
    assert ("evil.example" in answer.body.decode()) is ("evil.example" in target)


@pytest.mark.parametrize(
    "target", ["http:///users/auth", "http:/users/auth", "http://@/users/auth", "users/auth"]
)
async def test_a_target_without_a_host_is_refused(reader: KOReader, target: str) -> None:
    answer = await exchange(reader.port, reader.request("GET", "TARGET").replace(b"TARGET", target.encode()))
    assert answer.status in (400, 401)
    assert "authorized" not in answer.json


async def test_a_page_names_the_computer_of_the_target(reader: KOReader) -> None:
    browser = replace(reader, headers={"Accept": "text/html", "Host": "evil.example"})
    page = await exchange(
        reader.port, browser.request("GET", "TARGET").replace(b"TARGET", b"http://127.0.0.1:7200/")
    )
    assert page.status == 200
    assert b"http://127.0.0.1:7200" in page.body
    assert b"evil" not in page.body


async def test_a_tunnel_is_refused(reader: KOReader) -> None:
    request = b"CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    assert (await exchange(reader.port, request)).status == 421
