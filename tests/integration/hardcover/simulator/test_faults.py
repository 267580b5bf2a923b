"""Trouble on request (hardcover-api.md section 3)."""

import contextlib
import json

import pytest

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, FaultKind, LocalHardcover
from bookorbit_desktop.demo.local_hardcover.fixtures import book_id
from tests.integration.hardcover.setting import data, post
from tests.integration.hardcover.simulator.texts import ME, rating_change


@pytest.mark.parametrize(
    ("kind", "status", "body"),
    [
        (FaultKind.THROTTLE, 429, b"Too Many Requests"),
        (FaultKind.HTML_ERROR, 500, b"<html>"),
        (FaultKind.UNAVAILABLE, 503, b"Service temporarily unavailable"),
        (FaultKind.REDIRECT, 307, b""),
        (FaultKind.TRUNCATED, 200, b'{"data"'),
    ],
)
async def test_faults(hardcover: LocalHardcover, kind: FaultKind, status: int, body: bytes) -> None:
    hardcover.faults.add(kind)
    reply = await hardcover.post(
        {"Authorization": f"Bearer {DEMO_TOKEN}"}, json.dumps({"query": ME}).encode()
    )
    assert reply.status == status
    assert body in reply.body
    await data(hardcover, ME)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (FaultKind.RESET, ConnectionResetError),
        (FaultKind.WRITE_THEN_RESET, ConnectionResetError),
        (FaultKind.DNS, ConnectionRefusedError),
        (FaultKind.DRIP, TimeoutError),
    ],
)
async def test_faults_of_the_connection(
    hardcover: LocalHardcover, kind: FaultKind, error: type[OSError]
) -> None:
    hardcover.faults.add(kind)
    with pytest.raises(error):
        await post(hardcover, ME)


async def test_faults_wait_for_their_operation(hardcover: LocalHardcover) -> None:
    hardcover.faults.add(FaultKind.UNAVAILABLE, times=2, operation="Special")
    await data(hardcover, ME)
    assert (await post(hardcover, "query Special { me { id } }"))[0].status == 503
    hardcover.faults.clear()
    await data(hardcover, "query Special { me { id } }")


async def test_faults_come_in_storms(hardcover: LocalHardcover) -> None:
    hardcover.faults.add(FaultKind.THROTTLE, times=4, seconds=24)
    replies = [(await post(hardcover, ME))[0] for _ in range(5)]
    assert [reply.status for reply in replies] == [429, 429, 429, 429, 200]
    assert {reply.headers.get("retry-after") for reply in replies[:4]} == {"24"}
    assert (hardcover.units, hardcover.throttled) == (1, 4)


@pytest.mark.parametrize("kind", [kind for kind in FaultKind if kind.name.startswith("WRITE_THEN")])
async def test_faults_after_a_write_leave_it_done(hardcover: LocalHardcover, kind: FaultKind) -> None:
    entry = hardcover.world.shelve(hardcover.user_id, book_id(hardcover.world, "bread-for-the-journey-home"))
    hardcover.faults.add(kind)
    with contextlib.suppress(ConnectionResetError):
        assert (await post(hardcover, rating_change(entry)))[0].status in (408, 500)
    assert hardcover.world.tables["user_books"][entry]["rating"] == 1
