"""The bucket, the day, and the headers that tell of them (hardcover-api.md section 2)."""

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, LocalHardcover, VirtualClock
from tests.integration.hardcover.setting import data, post
from tests.integration.hardcover.simulator.texts import FIVE, ME, SIX


async def test_quota(hardcover: LocalHardcover, clock: VirtualClock) -> None:
    for _ in range(10):
        await data(hardcover, ME)
    reply, payload = await post(hardcover, ME)
    assert reply.status == 429
    assert reply.headers["retry-after"] == "1"
    assert "Try again in 1 seconds" in payload["message"]
    clock.now += 3
    await data(hardcover, "{ a: me { id } b: me { id } c: me { id } }")
    assert (await post(hardcover, ME))[0].status == 429
    assert (hardcover.units, hardcover.throttled) == (13, 2)


async def test_quota_headers(hardcover: LocalHardcover) -> None:
    reply, _ = await post(hardcover, FIVE)
    assert reply.headers["ratelimit-policy"] == '"Free";q=60;w=60;burst=10, "daily";q=5000;w=86400'
    assert reply.headers["ratelimit"].startswith('"Free";r=5;t=')
    assert '"daily";r=4995;t=' in reply.headers["ratelimit"]
    refused, _ = await post(hardcover, SIX)
    assert "ratelimit" in refused.headers


async def test_quota_of_a_legacy_jwt(hardcover: LocalHardcover) -> None:
    hardcover.add_token("eyJold", hardcover.user_id)
    reply, _ = await post(hardcover, ME, token="eyJold")
    assert '"Free (JWT)";q=60;w=60;burst=5' in reply.headers["ratelimit-policy"]


async def test_quota_of_the_day(hardcover: LocalHardcover, clock: VirtualClock) -> None:
    hardcover.drain_day(1)
    await data(hardcover, ME)
    reply, _ = await post(hardcover, ME)
    seconds = int(reply.headers["retry-after"])
    assert reply.status == 429
    assert (clock.now + seconds) % 86_400 == 0
    clock.now += seconds
    await data(hardcover, ME)


async def test_quota_introspection_is_free(hardcover: LocalHardcover) -> None:
    await data(hardcover, "{ __typename __schema { queryType { name } } }")
    assert hardcover.units == 0


@pytest.mark.parametrize(
    ("kind", "status"), [(FaultKind.THROTTLE, 429), (FaultKind.UNAVAILABLE, 503), (FaultKind.SLOW, 408)]
)
async def test_quota_headers_are_on_refusals_too(
    hardcover: LocalHardcover, kind: FaultKind, status: int
) -> None:
    hardcover.faults.add(kind)
    reply, _ = await post(hardcover, ME)
    assert (reply.status, "ratelimit" in reply.headers) == (status, True)


async def test_quota_is_each_tokens_own(hardcover: LocalHardcover) -> None:
    hardcover.add_token("hc_pat_second", hardcover.user_id)
    for _ in range(10):
        await data(hardcover, ME)
    assert (await post(hardcover, ME))[0].status == 429
    assert (await post(hardcover, ME, token="hc_pat_second"))[0].status == 200
