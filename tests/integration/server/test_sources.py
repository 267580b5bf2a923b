"""Who may connect: devices at home, and the internet only where it was allowed."""

import asyncio

import pytest

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.server import host_check
from bookorbit_desktop.server.host_check import PUBLIC_ADDRESS, SourceCheck, is_public
from tests.integration.server.world import World

REQUEST = b"GET /healthcheck HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
STRANGER = "127.0.0.99"
"""Plays a public address: a computer has none of those to connect from."""


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2a00:1450:4001::1", "::ffff:8.8.8.8", "2a00:1450:4001::1%eth0"]
)
def test_a_public_address_is_refused_unless_it_is_allowed_or_this_computers_own(address: str) -> None:
    told = list[tuple[Message, str]]()
    check = SourceCheck(lambda: False, lambda reason, source: told.append((reason, source)))

    assert not check.admits(address, "192.168.1.20")
    assert told == [(PUBLIC_ADDRESS, address)]
    assert check.admits(address, address)
    assert SourceCheck(lambda: True).admits(address, "192.168.1.20")
    assert len(told) == 1


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.4", "169.254.7.7", "100.64.0.9"),
        *("::1", "fe80::1%eth0", "fd00::7", "::ffff:192.168.1.4"),
    ],
)
def test_home_networks_and_tunnels_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.fixture
def port(world: World, monkeypatch: pytest.MonkeyPatch) -> int:
    """Of the world's server, for which one address of this computer is a public one."""
    monkeypatch.setattr(host_check, "is_public", lambda address: address == STRANGER)
    assert world.server.address is not None
    return world.server.address.port


async def answer(port: int, source: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
    try:
        writer.write(REQUEST)
        return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_a_stranger_is_cut_off_unread_told_of_and_let_in_once_that_is_allowed(
    world: World, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    assert b" 200 " in await answer(port, "127.0.0.1")
    assert await answer(port, STRANGER) == b""
    assert await answer(port, STRANGER) == b""
    refused = world.logins.latest_refusal
    assert refused is not None
    assert (refused.address, refused.reason) == (STRANGER, PUBLIC_ADDRESS)
    assert caplog.text.count(STRANGER) == 1

    world.preferences.change(allow_public=True)

    assert b" 200 " in await answer(port, STRANGER)
