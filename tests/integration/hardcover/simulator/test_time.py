"""How long a request may take, and writes that land although it took too long (hardcover-api.md section 3)."""

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, LocalHardcover, VirtualClock
from bookorbit_desktop.demo.local_hardcover.fixtures import book_id
from tests.integration.hardcover.setting import post
from tests.integration.hardcover.simulator.texts import ME, rating_change


@pytest.mark.parametrize(("query", "seconds"), [(ME, 30), ('{ search(query: "a") { ids } }', 2)])
async def test_time(hardcover: LocalHardcover, clock: VirtualClock, query: str, seconds: float) -> None:
    hardcover.faults.add(FaultKind.SLOW)
    start = clock.now
    reply, payload = await post(hardcover, query)
    assert (reply.status, payload, clock.now - start) == (408, {"error": "Request timeout"}, seconds)


async def test_time_write_then_timeout(hardcover: LocalHardcover) -> None:
    entry = hardcover.world.shelve(hardcover.user_id, book_id(hardcover.world, "bread-for-the-journey-home"))
    hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT)
    reply, _ = await post(hardcover, rating_change(entry))
    assert reply.status == 408
    assert hardcover.world.tables["user_books"][entry]["rating"] == 1
