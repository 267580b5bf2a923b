"""A running server for the tests of this folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.integration.server.koreader import KOReader
from tests.integration.server.world import PASSPHRASE, USERNAME, World, build_world


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A program with an account whose server listens on a free port."""
    built = build_world(tmp_path)
    built.koreader_login.change(USERNAME, PASSPHRASE)
    await built.server.start("127.0.0.1", 0, exact=True)
    built.events.clear()
    yield built
    await built.server.stop()
    built.database.close()


@pytest.fixture
def reader(world: World) -> KOReader:
    """A device that knows name and passphrase."""
    assert world.server.address is not None
    return KOReader(world.server.address.port)
