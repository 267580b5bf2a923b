"""Another port or address for the server, chosen while it runs."""

import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.app.background import Background
from bookorbit_desktop.domain.base.errors import InvalidInput, PortInUse
from bookorbit_desktop.services.container import Services
from tests.ports import free_port
from tests.services import make_services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = make_services(tmp_path)
    services.preferences.change(port=free_port(), listen_on="127.0.0.1")
    yield services
    services.database.close()


@pytest.fixture
async def background(services: Services) -> AsyncIterator[Background]:
    background = Background(services, show=lambda: None)
    yield background
    await background.close()


async def test_the_server_moves_to_the_chosen_port_and_keeps_it_after_the_next_start(
    services: Services, background: Background
) -> None:
    await background.start()
    port = free_port()

    await background.move("", port)

    assert background.address is not None
    assert (background.address.host, background.address.port) == ("0.0.0.0", port)
    assert (services.preferences.current.listen_on, services.preferences.current.port) == ("", port)
    await background.stop()
    assert (await background.start()).port == port


async def test_a_port_in_use_is_said_and_nothing_changes(services: Services, background: Background) -> None:
    before = await background.start()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        with pytest.raises(PortInUse, match=f"Port {taken} is used by another program"):
            await background.move("127.0.0.1", taken)

    assert background.address == before
    assert services.preferences.current.port == before.port


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99_999), ("198.51.100.7", 0)])
async def test_an_unusable_port_or_address_is_refused(background: Background, host: str, port: int) -> None:
    before = await background.start()

    with pytest.raises(InvalidInput):
        await background.move(host, port)

    assert background.address == before


async def test_a_stopped_server_moves_at_its_next_start(services: Services, background: Background) -> None:
    port = free_port()

    await background.move("127.0.0.1", port)

    assert background.address is None
    assert (await background.start()).port == port


async def test_a_chosen_address_that_went_away_is_replaced_by_this_computer_only(
    services: Services, background: Background
) -> None:
    services.preferences.change(listen_on="198.51.100.7")

    address = await background.start()

    assert address.host == "127.0.0.1"
    assert "no longer has the address 198.51.100.7" in address.notice
