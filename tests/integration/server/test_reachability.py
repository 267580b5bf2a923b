"""Another network, a sleep, a port that is free again: the server stays where devices find it, and says so."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bookorbit_desktop.app.background import Background
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.domain.overview.events import Event, NetworkChanged, ServerChanged
from bookorbit_desktop.services.container import Services
from tests.integration.computer import AT_HOME, ELSEWHERE, NOWHERE, Computer
from tests.ports import free_port
from tests.services import make_services

PATIENCE = 120.0


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = make_services(tmp_path)
    services.preferences.change(port=0)
    yield services
    services.database.close()


class House:
    """The program behind the window, on a computer whose network moves by hand."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.computer = Computer(services.events)
        self.background = Background(services, show=lambda: None, network=self.computer.watch)
        self._told = asyncio.Event()
        loop = asyncio.get_running_loop()

        def hear(event: Event) -> None:
            if isinstance(event, ServerChanged):
                loop.call_soon_threadsafe(self._told.set)

        services.events.subscribe(hear)

    @property
    def address(self) -> ServerAddress:
        assert self.background.address is not None
        return self.background.address

    async def until(self, is_so: Callable[[ServerAddress], object]) -> ServerAddress:
        """Wait until the server's address is as it should be."""
        async with asyncio.timeout(PATIENCE):
            while self.background.address is None or not is_so(self.address):
                self._told.clear()
                await self._told.wait()
        return self.address

    async def go(self, addresses: tuple[str, ...]) -> ServerAddress:
        """Be on another network."""
        self.computer.addresses = addresses
        await self.computer.look()
        return await self.until(lambda address: address.hosts == addresses)

    async def push(self) -> None:
        """A device reaches the server."""
        await self.services.progress.receive(Push("d" * 32, "/body", 0.5, "Kobo", "kobo"))


@asynccontextmanager
async def living(services: Services) -> AsyncIterator[House]:
    house = House(services)
    await house.background.open()
    await house.computer.look()
    try:
        yield house
    finally:
        await house.background.close()


@pytest.fixture
async def house(services: Services) -> AsyncIterator[House]:
    async with living(services) as house:
        yield house


async def test_the_addresses_follow_the_network(house: House) -> None:
    at_home = await house.go((*AT_HOME, "10.9.9.9"))
    away = await house.go(ELSEWHERE)

    assert at_home.urls[0] == f"http://{AT_HOME[0]}:{at_home.port}"
    assert away.urls == (f"http://{ELSEWHERE[0]}:{at_home.port}",)
    assert away.notice == ""  # no device has ever been here: none looks for the old one


async def test_a_device_that_knows_the_old_address_makes_it_worth_a_notice(house: House) -> None:
    await house.go(("192.168.1.99",))
    await house.push()
    await house.until(lambda address: address.known_host == "192.168.1.99")

    moved = await house.go(ELSEWHERE)
    assert moved.notice == (
        "Your address changed from 192.168.1.99 to 10.0.0.5. Devices use the old one. "
        "Tip: reserve the address in your router."
    )

    await house.push()
    found = await house.until(lambda address: not address.notice)
    assert found.known_host == ELSEWHERE[0]


async def test_without_a_network_nothing_is_said_and_back_at_home_neither(house: House) -> None:
    await house.go(("192.168.1.99",))
    await house.push()
    await house.until(lambda address: address.known_host)

    assert (await house.go(NOWHERE)).notice == ""
    assert (await house.go(("10.1.1.1", "192.168.1.99"))).notice == ""


async def test_an_address_that_changed_while_the_program_was_off_is_noticed_at_the_start(
    services: Services,
) -> None:
    services.preferences.change(device_host="192.0.2.250")
    background = Background(services, show=lambda: None)
    address = await background.start()
    await background.close()

    expected = "Your address changed from 192.0.2.250" if address.is_on_network else ""
    assert address.notice.startswith(expected)


async def test_after_a_sleep_a_server_that_was_cut_off_listens_again(house: House) -> None:
    # As some systems do in their sleep: the socket is gone, and nobody was told.
    listener = house.background._server._listener
    assert listener is not None
    listener.close()
    await listener.wait_closed()

    house.computer.clock += 3600
    await house.computer.look()
    address = await house.until(lambda address: house.background._server._listener is not listener)
    _, writer = await asyncio.open_connection("127.0.0.1", address.port)
    writer.close()
    assert await house.background.check()


async def test_after_a_sleep_a_server_that_listens_is_left_alone(house: House) -> None:
    before = await house.go(("192.168.1.99",))
    reader, writer = await asyncio.open_connection("127.0.0.1", before.port)

    house.computer.clock += 3600
    await house.go(ELSEWHERE)

    assert house.address.port == before.port
    assert not reader.at_eof()
    writer.close()


async def test_a_chosen_address_that_went_away_is_tried_again(services: Services) -> None:
    services.preferences.change(listen_on="127.0.0.2")
    async with living(services) as house:
        reader, writer = await asyncio.open_connection("127.0.0.2", house.address.port)
        services.events.emit(NetworkChanged(("127.0.0.2",)))
        assert not reader.at_eof()

        services.events.emit(NetworkChanged(ELSEWHERE))
        assert await asyncio.wait_for(reader.read(), PATIENCE) == b""

        writer.close()
        assert (await house.until(lambda address: True)).host == "127.0.0.2"


class TestPort:
    async def test_the_server_returns_to_its_port_as_soon_as_it_is_free(self, services: Services) -> None:
        other = socket.create_server(("0.0.0.0", free_port()))
        wanted = other.getsockname()[1]
        services.preferences.change(port=wanted)
        async with living(services) as house:
            assert house.address.has_other_port
            other.close()

            await house.background.return_when_free()
            back = await house.until(lambda address: address.port == wanted)

        assert (back.notice, back.waits_for_port) == ("", False)

    async def test_until_then_it_says_that_it_waits(self, services: Services) -> None:
        with socket.create_server(("0.0.0.0", free_port())) as other:
            wanted = other.getsockname()[1]
            services.preferences.change(port=wanted)
            async with living(services) as house:
                await house.background.return_when_free()
                waiting = await house.until(lambda address: address.waits_for_port)

        assert waiting.notice == f"Using port {waiting.port} until {wanted} is free."
