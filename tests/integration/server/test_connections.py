"""Who is connected, and for how long: nobody keeps a device out by opening connections."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace

import pytest

from bookorbit_desktop.server import connections, protocol
from tests.conftest import AT_LEISURE
from tests.integration.server.koreader import KOReader
from tests.integration.server.world import World

HALF = b"PUT /syncs/progress HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: "

QUESTION = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\r\n"


class Strangers:
    """Connections that send what they are told, and nothing more."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.open: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def come(self, many: int, data: bytes = HALF) -> None:
        for _ in range(many):
            stream, out = await asyncio.open_connection("127.0.0.1", self._port)
            out.write(data)
            self.open.append((stream, out))

    async def cut_off(self, number: int) -> None:
        """Wait until the server has ended a connection."""
        with suppress(ConnectionError):
            assert await self.open[number][0].read() == b""


@pytest.fixture
async def strangers(world: World) -> AsyncIterator[Strangers]:
    assert world.server.address is not None
    came = Strangers(world.server.address.port)
    yield came
    for _, out in came.open:
        out.close()


async def test_many_half_requests_leave_room_for_a_push(strangers: Strangers, reader: KOReader) -> None:
    await strangers.come(3 * connections.MOST_OF_ONE)
    assert (await reader.push(percentage=0.5)).status == 200
    assert (await reader.pull()).json["percentage"] == 0.5


async def test_the_connection_that_waited_longest_makes_room_for_a_new_one(
    strangers: Strangers, reader: KOReader
) -> None:
    await strangers.come(connections.MOST_OF_ONE)
    await reader.push()
    await strangers.cut_off(0)
    stream, out = strangers.open[-1]
    out.write(b"done\r\nContent-Length: 2\r\n\r\n{}")
    assert (await stream.readline()).startswith(b"HTTP/1.1 401")


async def test_a_request_that_trickles_in_is_cut_at_its_deadline(
    world: World, strangers: Strangers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte is early enough for itself; the whole is not."""
    monkeypatch.setattr(protocol, "REQUEST_WITHIN", 0.2)
    monkeypatch.setattr(connections, "_LOOK_EVERY", 0.05)
    await strangers.come(1)
    out = strangers.open[0][1]

    async def trickle() -> None:
        while True:
            out.write(b"x")
            await asyncio.sleep(0.02)

    trickling = asyncio.create_task(trickle())
    await strangers.cut_off(0)
    trickling.cancel()


async def test_a_body_that_never_ends_is_cut_too(
    world: World, strangers: Strangers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "REQUEST_WITHIN", 0.1)
    monkeypatch.setattr(connections, "_LOOK_EVERY", 0.05)
    await strangers.come(1, HALF + b"\r\nContent-Length: 500\r\n\r\n{")
    await strangers.cut_off(0)


async def test_long_bodies_of_strangers_that_never_end_keep_no_device_waiting(
    strangers: Strangers, reader: KOReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "REQUEST_WITHIN", AT_LEISURE)  # no stranger is cut for being slow
    assert (await reader.push()).status == 200  # a device that has logged in before
    await strangers.come(2 * protocol.MOST_LONG_BODIES, HALF + b"\r\nContent-Length: 100000\r\n\r\n{")
    authors = "Ada Example\n" * 10_000
    push = await reader.push(percentage=0.5, metadata={"title": "An anthology", "authors": authors})
    assert push.status == 200


async def test_a_client_that_does_not_read_its_answers_is_disconnected(
    strangers: Strangers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers that fill every buffer kept their connection for ever, with 256 of them for each address."""
    monkeypatch.setattr(protocol, "TAKEN_WITHIN", 0.1)
    monkeypatch.setattr(connections, "_LOOK_EVERY", 0.05)
    await strangers.come(1, QUESTION)
    with pytest.raises(ConnectionError):
        await ask_for_ever(strangers.open[0][1])


async def ask_for_ever(out: asyncio.StreamWriter) -> None:
    while True:
        out.write(QUESTION * 100)
        await out.drain()


async def test_a_connection_without_another_request_is_cut(
    strangers: Strangers, reader: KOReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "IDLE_FOR", 0.1)
    monkeypatch.setattr(connections, "_LOOK_EVERY", 0.05)
    push = replace(reader, headers={"Connection": "keep-alive"}).request("PUT", "/syncs/progress", b"{}")
    await strangers.come(1, push)
    assert (await strangers.open[0][0].readuntil(b"}")).startswith(b"HTTP/1.1 403 ")
    await strangers.cut_off(0)


class Counted:
    """A connection that waits or is being answered."""

    def __init__(self, deadline: float | None = 1e9) -> None:
        self.deadline = deadline
        self.is_cut = False

    def cut(self) -> None:
        self.is_cut = True


async def test_at_the_limit_of_all_the_most_crowded_address_gives_way() -> None:
    counted = connections.Connections(asyncio.get_running_loop(), most=4, most_of_one=3)
    attacker = [Counted() for _ in range(3)]
    for one in attacker:
        counted.opened(one, "10.0.0.9")
    lonely, owner = Counted(), Counted()
    assert counted.opened(lonely, "10.0.0.8")
    assert counted.opened(owner, "10.0.0.1")
    assert [connection.is_cut for connection in (*attacker, lonely, owner)] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert len(counted) == 4
    counted.stop()


async def test_requests_that_are_being_answered_are_never_cut() -> None:
    counted = connections.Connections(asyncio.get_running_loop(), most=10, most_of_one=2)
    busy = [Counted(None), Counted(None)]
    for one in busy:
        counted.opened(one, "10.0.0.9")
    late = Counted()
    assert not counted.opened(late, "10.0.0.9")
    assert late.is_cut
    assert not any(connection.is_cut for connection in busy)
    counted.closed(busy[0], "10.0.0.9")
    assert counted.opened(Counted(), "10.0.0.9")
    counted.stop()
