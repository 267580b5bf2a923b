"""The server asked for an answer at its own addresses."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bookorbit_desktop.domain.koreader.server import AddressCheck
from bookorbit_desktop.server import self_test
from bookorbit_desktop.server.self_test import check_addresses
from tests.conftest import AT_LEISURE
from tests.integration.server.world import World
from tests.ports import free_port


@pytest.fixture(autouse=True)
def _at_leisure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "PATIENCE", aiohttp.ClientTimeout(total=AT_LEISURE))


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Something that is no server."""
    writer.write(b"hello")
    writer.close()


@pytest.fixture
async def other_program() -> AsyncIterator[str]:
    """A web server that is not ours."""
    application = web.Application()
    application.add_routes([web.get("/healthcheck", _health)])
    runner = web.AppRunner(application)
    await runner.setup()
    listener = await asyncio.get_running_loop().create_server(runner.server, "127.0.0.1", 0)  # type: ignore[arg-type]
    yield f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    listener.close()
    await runner.cleanup()


async def _health(_request: web.Request) -> web.Response:
    return web.json_response({"status": "fine"})


async def test_the_server_answers_at_its_address(world: World) -> None:
    address = await world.server.start("127.0.0.1", 0, exact=True)
    assert await check_addresses(address.urls) == (AddressCheck(address.urls[0]),)


async def test_another_program_at_the_address_is_told(other_program: str) -> None:
    (check,) = await check_addresses([other_program])
    assert check.problem.startswith("Another program answers here.")


async def test_nothing_at_the_address_is_told() -> None:
    listener = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = listener.sockets[0].getsockname()[1]
    (check,) = await check_addresses([f"http://127.0.0.1:{port}"])
    listener.close()
    assert check.problem.startswith("Nothing answers here.")


async def test_a_closed_port_is_told() -> None:
    (check,) = await check_addresses([f"http://127.0.0.1:{free_port()}"])
    assert check.problem
