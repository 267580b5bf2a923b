"""Starting and stopping: ports that are taken, connections that are kept, addresses that are none."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from bookorbit_desktop.domain.base.errors import InvalidInput, PortInUse
from bookorbit_desktop.domain.overview.events import ServerChanged
from tests.integration.server.koreader import KOReader
from tests.integration.server.world import World

HOST = "127.0.0.1"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port of another program."""
    with socket.create_server((HOST, 0)) as other:
        yield other.getsockname()[1]


async def test_a_port_asked_for_by_number_must_be_free(world: World, taken: int) -> None:
    with pytest.raises(PortInUse, match=f"Port {taken} is used by another program"):
        await world.server.start(HOST, taken, exact=True)
    assert world.server.address is None


async def test_otherwise_the_next_free_port_is_used_and_said(world: World, taken: int) -> None:
    address = await world.server.start(HOST, taken, exact=False)
    assert taken < address.port <= taken + 20
    assert address.wanted_port == taken
    assert str(taken) in address.notice
    assert str(address.port) in address.notice
    assert (await KOReader(address.port).log_in()).status == 200


async def test_a_port_that_was_free_needs_no_notice(world: World, taken: int) -> None:
    first = await world.server.start(HOST, taken, exact=False)
    again = await world.server.start(HOST, first.port, exact=True)
    assert (again.port, again.notice) == (first.port, "")


async def test_every_port_taken_is_said(world: World) -> None:
    last_port = 65_535
    with socket.socket() as other:
        with suppress(OSError):  # another run of these tests has it
            other.bind((HOST, last_port))
            other.listen()
        with pytest.raises(PortInUse, match=str(last_port)):
            await world.server.start(HOST, last_port, exact=False)


@pytest.mark.parametrize("host", ["192.0.2.77", "no-such-host.invalid"])
async def test_an_address_of_another_computer_is_refused(world: World, host: str) -> None:
    with pytest.raises(InvalidInput, match=host):
        await world.server.start(host, 0, exact=True)


async def test_starts_and_stops_are_told(world: World) -> None:
    await world.server.stop()
    assert world.server.address is None
    await world.server.stop()
    address = await world.server.start(HOST, 0, exact=True)
    assert world.server.address == address
    assert world.events == [ServerChanged(), ServerChanged()]


async def test_after_a_stop_nobody_answers(world: World, reader: KOReader) -> None:
    await world.server.stop()
    with pytest.raises(ConnectionRefusedError):
        await reader.log_in()


async def test_kept_connections_are_closed_by_a_stop(world: World, reader: KOReader) -> None:
    stream, out = await asyncio.open_connection(HOST, reader.port)
    out.write(b"GET /healthcheck HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    await stream.readuntil(b"}")
    idle, idle_out = await asyncio.open_connection(HOST, reader.port)
    async with asyncio.timeout(60):
        await world.server.stop()
        assert await stream.read() == b""
        assert await idle.read() == b""
    out.close()
    idle_out.close()


async def test_a_connection_serves_many_requests(reader: KOReader) -> None:
    stream, out = await asyncio.open_connection(HOST, reader.port)
    for _ in range(3):
        out.write(b"GET /healthcheck HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert (await stream.readuntil(b"}")).startswith(b"HTTP/1.1 200 ")
    out.close()


async def test_the_server_does_not_tell_what_it_is_made_of(reader: KOReader) -> None:
    assert (await reader.log_in()).headers["server"] == "BookOrbit"
    assert (await reader.send("GET", "/nothing")).headers["server"] == "BookOrbit"
