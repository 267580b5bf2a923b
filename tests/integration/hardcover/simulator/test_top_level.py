"""How many top-level fields one request may have (hardcover-api.md section 2)."""

import json

import pytest

from bookorbit_desktop.demo.local_hardcover import SUPPORTER, LocalHardcover, Options, VirtualClock
from tests.integration.hardcover.setting import data, post
from tests.integration.hardcover.simulator.texts import FIVE, SIX, rating_change


@pytest.mark.parametrize(
    "query",
    [
        SIX,
        rating_change(1, count=6),
        '{ search(query: "a") { ids } me { id } }',
        "query { ...F } fragment F on query_root { " + SIX[2:-2] + " }",
    ],
)
async def test_top_level(hardcover: LocalHardcover, query: str) -> None:
    reply, payload = await post(hardcover, query)
    assert reply.status == 403
    assert payload["errors"][0] == "top_level_limit_exceeded"
    assert hardcover.units == 0


async def test_top_level_five_are_allowed(hardcover: LocalHardcover) -> None:
    assert len(await data(hardcover, FIVE)) == 5
    assert hardcover.units == 5


async def test_top_level_double_encoded(clock: VirtualClock) -> None:
    hardcover = LocalHardcover(options=Options(double_encoded_errors=True), clock=clock)
    _, payload = await post(hardcover, SIX)
    assert "top_level_query_limit_exceeded" in json.loads(payload["errors"][0]["message"])["errors"]


async def test_top_level_more_than_the_burst(hardcover: LocalHardcover) -> None:
    jwt_with_small_burst = "eyJsmall"
    tier = SUPPORTER.__class__("Tiny", burst=6)
    hardcover.add_token(jwt_with_small_burst, hardcover.user_id, tier=tier)
    reply, payload = await post(hardcover, FIVE, token=jwt_with_small_burst)
    assert (reply.status, payload["error"]) == (403, "request_exceeds_capacity")
