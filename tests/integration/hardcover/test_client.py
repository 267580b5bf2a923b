"""Pacing, retries and waiting of the client, against the local Hardcover on virtual time."""

import asyncio

import pytest

from bookorbit_desktop.demo.local_hardcover import (
    DEMO_TOKEN,
    FaultKind,
    LocalHardcover,
    Options,
    Tier,
    VirtualClock,
)
from bookorbit_desktop.demo.local_hardcover.fixtures import fixture_world
from bookorbit_desktop.domain.base.errors import (
    HardcoverBusy,
    MissingScope,
    RateLimited,
    TokenRejected,
    Unreachable,
)
from bookorbit_desktop.hardcover import operations
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.failures import TimedOut
from tests.integration.hardcover.setting import client_for

FIVE = "query Five { " + " ".join(f"a{number}: me {{ id }}" for number in range(5)) + " }"
WRITE = "mutation Write { m0: update_user_book(id: 1, object: {rating: 1}) { error } }"


async def ask(client: HardcoverClient, times: int = 1) -> None:
    for _ in range(times):
        await client.run(operations.ME, {}, 1)


@pytest.mark.parametrize(
    "tier",
    [
        Tier(),
        Tier("Supporter", burst=15),
        Tier("Faster", quota=120, window=60, burst=20),
        Tier("Slower", quota=10, window=60, burst=10),
        Tier("Tight", quota=30, window=60, burst=5),
        Tier("Seconds", quota=3, window=1, burst=6),
    ],
    ids=lambda tier: tier.name,
)
async def test_a_client_alone_with_its_token_never_gets_a_429(clock: VirtualClock, tier: Tier) -> None:
    hardcover = LocalHardcover(options=Options(tier=tier), clock=clock, sleep=clock.sleep)
    client = client_for(hardcover, clock)
    start = clock.now
    for _ in range(40):
        await client.run(FIVE, {}, 5)
        await ask(client, 2)
    assert (hardcover.throttled, client.spent.throttled, hardcover.units) == (0, 0, 280)
    assert client.spent.units == hardcover.units
    least = (280 - tier.burst) * tier.window / tier.quota
    assert least <= clock.now - start <= least * 1.03 + 10


async def test_a_client_sharing_its_token_with_another_tool_is_rarely_throttled(
    hardcover: LocalHardcover, client: HardcoverClient
) -> None:
    for _ in range(10):
        await ask(client)
        hardcover.spend(2)
    assert client.spent.throttled <= 2


async def test_the_reserve_of_the_day(hardcover: LocalHardcover, client: HardcoverClient) -> None:
    hardcover.drain_day(202)
    await ask(client)
    await ask(client)
    with pytest.raises(RateLimited, match="Daily limit reached") as caught:
        await ask(client)
    assert caught.value.daily
    assert client.quota.day_left == 200
    assert len(hardcover.requests) == 2


async def test_a_day_that_is_over(
    hardcover: LocalHardcover, client: HardcoverClient, clock: VirtualClock
) -> None:
    hardcover.drain_day(0)
    with pytest.raises(RateLimited) as caught:
        await ask(client)
    assert caught.value.daily
    clock.now += caught.value.retry_after
    await ask(client)


@pytest.mark.parametrize(
    ("kind", "times", "waited"),
    [
        (FaultKind.UNAVAILABLE, 3, 28),
        (FaultKind.RESET, 3, 28),
        (FaultKind.DNS, 3, 28),
        (FaultKind.HTML_ERROR, 2, 8),
        (FaultKind.TRUNCATED, 2, 8),
        (FaultKind.THROTTLE, 3, 15),
    ],
)
async def test_a_query_is_asked_again(
    hardcover: LocalHardcover,
    client: HardcoverClient,
    clock: VirtualClock,
    kind: FaultKind,
    times: int,
    waited: float,
) -> None:
    await ask(client)
    hardcover.faults.add(kind, times)
    start = clock.now
    await ask(client)
    assert clock.now - start == pytest.approx(waited, abs=0.3)


@pytest.mark.parametrize(
    ("kind", "times", "error"),
    [
        (FaultKind.UNAVAILABLE, 4, HardcoverBusy),
        (FaultKind.RESET, 4, Unreachable),
        (FaultKind.HTML_ERROR, 3, HardcoverBusy),
        (FaultKind.THROTTLE, 6, RateLimited),
        (FaultKind.SLOW, 1, TimedOut),
    ],
)
async def test_in_the_end_the_caller_is_told(
    hardcover: LocalHardcover, client: HardcoverClient, kind: FaultKind, times: int, error: type[Exception]
) -> None:
    hardcover.faults.add(kind, times)
    with pytest.raises(error):
        await ask(client)
    await ask(client)


@pytest.mark.parametrize(
    ("kind", "requests"),
    [(FaultKind.WRITE_THEN_TIMEOUT, 1), (FaultKind.WRITE_THEN_ERROR, 1), (FaultKind.TRUNCATED, 1)],
)
async def test_a_write_that_may_have_landed_is_not_repeated(
    hardcover: LocalHardcover, client: HardcoverClient, kind: FaultKind, requests: int
) -> None:
    hardcover.faults.add(kind)
    with pytest.raises(HardcoverBusy) as caught:
        await client.run(WRITE, {}, 1)
    assert caught.value.may_have_landed
    assert len(hardcover.requests) == requests


@pytest.mark.parametrize("kind", [FaultKind.UNAVAILABLE, FaultKind.DNS, FaultKind.THROTTLE])
async def test_a_write_that_cannot_have_landed_is_repeated(
    hardcover: LocalHardcover, client: HardcoverClient, kind: FaultKind
) -> None:
    hardcover.faults.add(kind, 2)
    answer = await client.run(WRITE, {}, 1)
    assert "m0" in answer


async def test_4xx_is_never_asked_again(
    hardcover: LocalHardcover, client: HardcoverClient, clock: VirtualClock
) -> None:
    hardcover.add_token(DEMO_TOKEN, hardcover.user_id, scopes=frozenset({"read:me:content"}))
    with pytest.raises(MissingScope, match="write:library"):
        await client.run(WRITE, {}, 1)
    hardcover.revoke(DEMO_TOKEN)
    with pytest.raises(TokenRejected):
        await ask(client)
    assert len(hardcover.requests) == 2


async def test_waits_are_told(hardcover: LocalHardcover, client: HardcoverClient) -> None:
    reasons: list[str] = []
    client.on_wait = lambda _, reason, kind: reasons.append(reason)
    await ask(client)
    hardcover.faults.add(FaultKind.UNAVAILABLE)
    await ask(client)
    hardcover.faults.add(FaultKind.DNS)
    await ask(client)
    hardcover.faults.add(FaultKind.THROTTLE)
    await ask(client)
    hardcover.spend(9)
    await ask(client, 12)
    assert reasons[:3] == [
        "Hardcover had a problem (503).",
        "Can't reach Hardcover.",
        "Hardcover asked us to slow down.",
    ]
    assert reasons[-1] == "Keeping to Hardcover's pace."


async def test_requests_are_sent_one_at_a_time(clock: VirtualClock) -> None:
    class Watching(LocalHardcover):
        inside = most = 0

        async def post(self, headers, body):  # type: ignore[no-untyped-def]
            self.inside += 1
            self.most = max(self.most, self.inside)
            await asyncio.sleep(0)
            try:
                return await super().post(headers, body)
            finally:
                self.inside -= 1

    hardcover = Watching(fixture_world(), clock=clock, sleep=clock.sleep)
    client = client_for(hardcover, clock)
    async with asyncio.TaskGroup() as tasks:
        for _ in range(30):
            tasks.create_task(ask(client))
    assert (hardcover.most, hardcover.throttled, len(hardcover.requests)) == (1, 0, 30)


async def test_a_wait_can_be_cancelled(hardcover: LocalHardcover, clock: VirtualClock) -> None:
    waiting = asyncio.Event()

    async def sleep(seconds: float) -> None:
        if not waiting.is_set():
            waiting.set()
            await asyncio.Event().wait()
        await clock.sleep(seconds)

    client = client_for(hardcover, clock, sleep=sleep)
    hardcover.faults.add(FaultKind.THROTTLE)
    task = asyncio.create_task(ask(client))
    await waiting.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await ask(client)


async def test_a_hidden_field_is_dropped_for_good(clock: VirtualClock) -> None:
    hidden = {("books", "alternative_titles"): "all", ("books", "cached_image"): "all"}
    hardcover = LocalHardcover(fixture_world(), options=Options(hidden_columns=hidden), clock=clock)
    client = client_for(hardcover, clock)
    for _ in range(2):
        data = await client.run(operations.BOOKS_BY_SLUGS, {"slugs": ["the-marsh-king"]}, 1)
        assert "alternative_titles" not in data["books"][0]
    assert len(hardcover.requests) == 4
