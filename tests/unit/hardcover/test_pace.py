"""Pacing by announced limits, against a server's own count, on virtual time."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookorbit_desktop.demo.local_hardcover import Tier, VirtualClock
from bookorbit_desktop.demo.local_hardcover.limits import Allowance
from bookorbit_desktop.domain.base.errors import RateLimited
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.hardcover.pace import LONGEST_WAIT, Pace, WaitKind, waits_reported_to

FREE = '"Free";q=60;w=60;burst=10, "daily";q=5000;w=86400'


@dataclass
class Setting:
    clock: VirtualClock
    pace: Pace
    waits: list[tuple[float, str]]


def make() -> Setting:
    clock = VirtualClock()
    pace = Pace(clock, clock.sleep, lambda: datetime(2026, 11, 21, 12, 0))
    waits: list[tuple[float, str]] = []
    pace.on_wait = lambda seconds, reason, kind: waits.append((seconds, reason))
    return Setting(clock, pace, waits)


def announce(pace: Pace, state: str, policy: str = FREE) -> None:
    pace.learn({"ratelimit-policy": policy, "ratelimit": state})


async def test_before_the_first_header_a_unit_takes_1_05_seconds() -> None:
    setting = make()
    start = setting.clock.now
    await setting.pace.turn(1)
    assert setting.clock.now == start
    await setting.pace.turn(2)
    assert setting.clock.now - start == pytest.approx(1.05)
    await setting.pace.turn(1)
    assert setting.clock.now - start == pytest.approx(3.15)


async def test_an_announced_limit_replaces_the_default_spacing() -> None:
    setting = make()
    await setting.pace.turn(1)
    announce(setting.pace, '"Free";r=9;t=42, "daily";r=4999;t=51234')
    setting.clock.now += 2
    before = setting.clock.now
    for _ in range(9):
        await setting.pace.turn(1)
    assert setting.clock.now == before


async def test_an_empty_bucket_is_waited_for_at_its_rate_not_until_its_window_ends() -> None:
    setting = make()
    announce(setting.pace, '"Free";r=0;t=42, "daily";r=4000;t=51234')
    start = setting.clock.now
    await setting.pace.turn(5)
    assert setting.clock.now - start == pytest.approx(5.05)


async def test_a_limit_without_a_burst_is_a_window() -> None:
    setting = make()
    policy = '"Odd";q=30;w=60'
    announce(setting.pace, '"Odd";r=2;t=20', policy)
    start = setting.clock.now
    await setting.pace.turn(2)
    assert setting.clock.now == start
    await setting.pace.turn(1)
    assert setting.clock.now - start == pytest.approx(20.05)
    for _ in range(29):
        await setting.pace.turn(1)
    assert setting.clock.now - start == pytest.approx(20.05)


async def test_the_reserve_of_the_day_is_left_alone() -> None:
    setting = make()
    announce(setting.pace, '"Free";r=10;t=1, "daily";r=203;t=3600')
    await setting.pace.turn(3)
    with pytest.raises(RateLimited) as caught:
        await setting.pace.turn(1)
    assert caught.value.daily
    assert caught.value.retry_after == pytest.approx(3600)
    assert str(caught.value) == "Daily limit reached (5,000). Continues at 13:00."


async def test_the_day_comes_back() -> None:
    setting = make()
    announce(setting.pace, '"Free";r=10;t=1, "daily";r=0;t=3600')
    setting.clock.now += 3601
    await setting.pace.turn(1)
    assert setting.pace.quota.day_left == 4999


async def test_a_hold_is_kept_and_explained() -> None:
    setting = make()
    announce(setting.pace, '"Free";r=8;t=1, "daily";r=4000;t=3600')
    setting.pace.hold(24)
    start = setting.clock.now
    await setting.pace.turn(1)
    assert setting.clock.now - start == pytest.approx(24.05)
    assert setting.waits == [(pytest.approx(24.05), "Hardcover asked us to slow down.")]


async def test_a_long_hold_is_the_callers_to_wait_for() -> None:
    setting = make()
    setting.pace.hold(600)
    for _ in range(2):
        with pytest.raises(RateLimited, match=r"Retrying at 12:10\.") as caught:
            await setting.pace.turn(1)
    assert not caught.value.daily
    setting.clock.now += 600.1
    await setting.pace.turn(1)


async def test_a_hold_of_hours_is_the_day_even_without_headers() -> None:
    setting = make()
    setting.pace.hold(40_000)
    with pytest.raises(RateLimited, match="Daily limit reached") as caught:
        await setting.pace.turn(1)
    assert caught.value.daily


async def test_no_silence_is_longer_than_a_day() -> None:
    setting = make()
    setting.pace.hold(1e12)
    with pytest.raises(RateLimited, match=r"Continues at 12:00\.") as caught:
        await setting.pace.turn(1)
    assert caught.value.retry_after <= LONGEST_WAIT
    setting.clock.now += LONGEST_WAIT + 1
    await setting.pace.turn(1)


@pytest.mark.parametrize(
    "state",
    ['"Free";r=8;t=42, "daily";r=0;t=99999999999', f'"Free";r=8;t=42, "daily";r=0;t={"9" * 400}'],
)
async def test_the_daily_limit_resets_whatever_its_header_said(state: str) -> None:
    setting = make()
    announce(setting.pace, state)
    with pytest.raises(RateLimited) as caught:
        await setting.pace.turn(1)
    assert caught.value.retry_after <= LONGEST_WAIT
    setting.clock.now += LONGEST_WAIT
    await setting.pace.turn(1)


async def test_more_left_than_the_limit_has_is_not_believed() -> None:
    setting = make()
    announce(setting.pace, f'"Free";r={"9" * 400};t=1, "daily";r={"9" * 400};t=60')
    assert (setting.pace.quota.minute_left, setting.pace.quota.day_left) == (10, 5000)
    announce(setting.pace, '"Odd";r=1', f'"Odd";q={"9" * 400};w=60, "Long";q=60;w={"9" * 400}')
    assert setting.pace.quota.minute_left is None
    await setting.pace.turn(1)


async def test_the_quota_is_what_was_announced_less_what_was_spent() -> None:
    setting = make()
    announce(
        setting.pace, '"Free (JWT)";r=4;t=42, "daily";r=4231;t=51234', FREE.replace("Free", "Free (JWT)")
    )
    await setting.pace.turn(1)
    quota = setting.pace.quota
    assert (quota.minute_left, quota.day_left, quota.day_limit) == (3, 4230, 5000)


@pytest.mark.parametrize(
    ("policy", "most"),
    [
        (FREE, 5),
        ('"Free (JWT)";q=60;w=60;burst=5', 5),
        ('"Tiny";q=10;w=60;burst=2', 2),
        ("", 5),
        ('"W";q=3;w=60', 3),
    ],
)
def test_a_request_is_never_larger_than_the_burst(policy: str, most: int) -> None:
    setting = make()
    setting.pace.learn({"ratelimit-policy": policy})
    assert setting.pace.largest_request == most


async def test_a_policy_without_a_state_does_not_lose_the_day() -> None:
    setting = make()
    setting.pace.learn({"ratelimit-policy": FREE})
    await setting.pace.turn(1)
    assert [seconds for seconds, _ in setting.waits] == [pytest.approx(1.05)]


@given(st.text(), st.text())
def test_no_header_is_too_odd(policy: str, state: str) -> None:
    setting = make()
    setting.pace.learn({"ratelimit-policy": policy, "ratelimit": state})
    assert setting.pace.largest_request >= 1


@given(
    quota=st.integers(1, 600),
    window=st.sampled_from([1, 10, 60, 3600]),
    burst=st.integers(1, 40),
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=40),
    latency=st.sampled_from([0.0, 0.03, 0.7]),
)
@settings(deadline=None)
async def test_a_client_alone_with_its_token_never_gets_a_429(
    quota: int, window: int, burst: int, sizes: list[int], latency: float
) -> None:
    setting = make()
    allowance = Allowance(Tier("T", quota, window, burst, 1_000_000), setting.clock.now)
    for size in sizes:
        units = min(size, setting.pace.largest_request, burst)
        await setting.pace.turn(units)
        setting.clock.now += latency
        assert allowance.spend(units, setting.clock.now) == 0.0
        headers = allowance.headers(setting.clock.now)
        setting.clock.now += latency
        setting.pace.learn(headers)


@pytest.mark.parametrize(
    ("quota", "burst", "seconds"),
    [(60, 10, 290), (60, 5, 295), (120, 20, 140), (10, 10, 1740), (600, 15, 28.5)],
)
async def test_the_pace_uses_the_announced_limit(quota: int, burst: int, seconds: float) -> None:
    """300 units in fives take as long as the bucket needs, and hardly longer."""
    setting = make()
    start = setting.clock.now
    allowance = Allowance(Tier("T", quota, 60, burst, 1_000_000), start)
    for _ in range(60):
        await setting.pace.turn(5)
        assert allowance.spend(5, setting.clock.now) == 0.0
        setting.pace.learn(allowance.headers(setting.clock.now))
    assert seconds <= setting.clock.now - start <= seconds * 1.03 + 8


def test_the_rate_is_the_one_that_was_announced() -> None:
    pace = make().pace
    assert pace.rate.per_second == pytest.approx(1 / 1.05)
    assert pace.rate.day_left is None

    announce(pace, '"Free";r=8;t=42, "daily";r=4231;t=51234')
    assert (pace.rate.per_second, pace.rate.ready, pace.rate.day_left) == (1.0, 8.0, 4031.0)

    announce(pace, '"Supporter";r=15;t=42', '"Supporter";q=120;w=60;burst=15')
    assert (pace.rate.per_second, pace.rate.ready) == (2.0, 15.0)


async def test_a_caller_hears_only_of_its_own_waits() -> None:
    setting, own = make(), list[float]()
    with waits_reported_to(lambda seconds, reason, kind: own.append(seconds)):
        await setting.pace.wait(5, Message("mine"), WaitKind.RETRY)
    await setting.pace.wait(7, Message("theirs"), WaitKind.RETRY)
    assert (own, setting.waits) == ([5], [(7, "theirs")])
