"""The pace of requests: never faster than the RateLimit headers allow (hardcover-api.md section 2).

A limit with a `burst` is a bucket that refills continuously at q units in w seconds; one without is a window
in which r units are left for t seconds. A window of half a day or more is the day's allowance: a reserve of
it is left to the person's other tools, and nothing waits for it.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, auto

from bookorbit_desktop.domain.base.errors import RateLimited
from bookorbit_desktop.domain.base.messages import Message, joined_messages
from bookorbit_desktop.domain.hardcover.catalogue import Quota
from bookorbit_desktop.domain.hardcover.sync_run import Rate

DAY_RESERVE = 200
"""Units of the day left to other tools on the same token (behaviour.md, "pace")."""

FIRST_SPACING = 1.05
"""Seconds for one unit until the first header arrives (behaviour.md, "pace")."""

FIELDS_PER_REQUEST = 5
"""Top-level fields allowed in one request (hardcover-api.md section 2)."""

SLOW_DOWN = Message("Hardcover asked us to slow down.")
KEEPING_PACE = Message("Keeping to Hardcover's pace.")

LONGEST_HOLD = 120.0
"""Seconds; the caller has to wait for a longer Retry-After itself."""

LONGEST_WAIT = 86_400.0
"""Seconds; the day's allowance comes back at midnight, so that nothing has to be waited for longer than a day
(hardcover-api.md section 2). A server that says more is asked again after it."""

_HOUR = 3_600.0
"""Seconds; only the daily allowance causes waits of this length."""

_MARGIN = 0.05
"""Seconds added to a wait, so that rounding on either side never causes a 429."""

_DAY_LIKE = 43_200.0

_MOST_UNITS = 1e9
"""A higher quota is a mistake."""

_ITEM = re.compile(r'"([^"]*)"((?:\s*;\s*\w+\s*=\s*[^,;"\s]+)*)')
_PARAMETER = re.compile(r"(\w+)\s*=\s*(\d+(?:\.\d+)?)(?![^,;\s])")


class WaitKind(Enum):
    """The reason for a wait."""

    PACE = auto()
    """This many requests in a row would be too fast."""
    SILENCE = auto()
    """Hardcover asked for it."""
    RETRY = auto()
    """A failed request is repeated."""


OnWait = Callable[[float, Message, WaitKind], None]
"""Told before each wait: how many seconds, a sentence that says why, and what for."""


_TOLD: ContextVar[OnWait | None] = ContextVar("told", default=None)


@contextmanager
def waits_reported_to(hook: OnWait) -> Iterator[None]:
    """Call `hook` for this task's waits, in place of `Pace.on_wait`."""
    token = _TOLD.set(hook)
    try:
        yield
    finally:
        _TOLD.reset(token)


@dataclass(slots=True)
class Limit:
    """An announced limit, and how much of it is left as far as known."""

    name: str
    quota: float
    window: float
    burst: float | None
    left: float
    resets_in: float
    seen_at: float
    """When `left` and `resets_in` were true."""

    @property
    def is_daily(self) -> bool:
        return self.window >= _DAY_LIKE

    @property
    def capacity(self) -> float:
        """The most units that can be spent at once."""
        return self.quota if self.burst is None else self.burst

    def available(self, now: float) -> float:
        """The units that may be spent now."""
        passed = now - self.seen_at
        if self.burst is not None:
            return min(self.burst, self.left + passed * self.quota / self.window)
        return self.quota if passed >= self.resets_in else self.left

    def wait_for(self, units: int, now: float) -> float:
        """Seconds until this many units may be spent."""
        missing = min(units, self.capacity) - self.available(now)
        if missing <= 0:
            return 0.0
        if self.burst is not None:
            return missing * self.window / self.quota + _MARGIN
        return self.resets_in - (now - self.seen_at) + _MARGIN

    def take(self, units: int, now: float) -> None:
        """Count units as spent, until the next reply gives the server's own count."""
        left, passed = self.available(now) - units, now - self.seen_at
        again = min(self.window, LONGEST_WAIT)
        self.resets_in = again if passed >= self.resets_in else self.resets_in - passed
        self.left, self.seen_at = left, now


class Pace:
    """Decides when the next request may be sent. The caller sends one at a time."""

    def __init__(
        self,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        local_time: Callable[[], datetime],
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._local_time = local_time
        self._limits: dict[str, Limit] = {}
        self._spaced_until = self._held_until = clock()
        self.on_wait: OnWait | None = None

    @property
    def quota(self) -> Quota:
        """The latest header values, minus the requests since then."""
        now = self._clock()
        day = next((limit for limit in self._limits.values() if limit.is_daily), None)
        minute = next((limit for limit in self._limits.values() if not limit.is_daily), None)
        return Quota(
            minute_left=int(minute.available(now)) if minute else None,
            day_left=int(day.available(now)) if day else None,
            day_limit=int(day.quota) if day else None,
        )

    @property
    def rate(self) -> Rate:
        """The rate from now on: that of the slowest limit."""
        now = self._clock()
        short = [limit for limit in self._limits.values() if not limit.is_daily]
        days = [limit for limit in self._limits.values() if limit.is_daily]
        return Rate(
            per_second=min((limit.quota / limit.window for limit in short), default=1 / FIRST_SPACING),
            ready=max(0.0, min((limit.available(now) for limit in short), default=0.0)),
            day_left=min((max(0.0, limit.available(now) - DAY_RESERVE) for limit in days), default=None),
        )

    @property
    def largest_request(self) -> int:
        """Units that one request may use: five, or the announced burst if that is less."""
        capacities = [limit.capacity for limit in self._limits.values()]
        return max(1, int(min([FIELDS_PER_REQUEST, *capacities])))

    async def turn(self, units: int) -> None:
        """Wait until `units` may be spent, and count them as spent.

        Raises RateLimited if Hardcover asks for a long wait, and RateLimited(daily=True) if the day's
        allowance is down to the reserve.
        """
        self._keep_silence()
        self._keep_reserve(units)
        while (wait := self._wait_for(units)) > 0:
            if self._held_until > self._clock():
                await self.wait(wait, SLOW_DOWN, WaitKind.SILENCE)
            else:
                await self.wait(wait, KEEPING_PACE, WaitKind.PACE)
        now = self._clock()
        for limit in self._limits.values():
            limit.take(units, now)
        if not self._limits:
            self._spaced_until = now + FIRST_SPACING * units

    def keep_share(self, units: int, share: float) -> None:
        """Raises RateLimited(daily=True) if spending these would leave less than a share (0..1) of the day's allowance.

        For work that can wait until tomorrow.
        """
        now = self._clock()
        for limit in self._limits.values():
            if limit.is_daily and limit.available(now) - units < max(DAY_RESERVE, share * limit.quota):
                raise self._day_is_spent(limit.resets_in - (now - limit.seen_at))

    async def wait(self, seconds: float, reason: Message, kind: WaitKind) -> None:
        """Sleep, after telling the caller or `on_wait`. Cancelling the task ends it at once."""
        told = _TOLD.get() or self.on_wait
        if told is not None:
            told(seconds, reason, kind)
        await self._sleep(seconds)

    def hold(self, seconds: float) -> None:
        """Send nothing for this many seconds (Retry-After), a day at most."""
        seconds = min(seconds, LONGEST_WAIT)
        self._held_until = max(self._held_until, self._clock() + seconds + _MARGIN)

    def learn(self, headers: Mapping[str, str]) -> None:
        """Read the RateLimit headers of a reply; unreadable ones are ignored."""
        now = self._clock()
        states = _parse(headers.get("ratelimit", ""))
        policies = _parse(headers.get("ratelimit-policy", ""))
        if policies:
            self._limits = {name: limit for name, limit in self._limits.items() if name in policies}
        for name, policy in policies.items():
            if not (1 <= policy.get("q", 0) <= _MOST_UNITS and 0 < policy.get("w", 0) < float("inf")):
                continue
            self._learn_policy(name, policy, now)
        for name, state in states.items():
            limit = self._limits.get(name)
            if limit is not None and "r" in state:
                limit.left, limit.seen_at = min(state["r"], limit.quota), now
                limit.resets_in = min(state.get("t", limit.window), limit.window, LONGEST_WAIT)

    def _learn_policy(self, name: str, policy: Mapping[str, float], now: float) -> None:
        burst = policy.get("burst")
        burst = burst if burst is None or burst >= 1 else 1.0
        known = self._limits.get(name)
        if known is None:
            # Without a state: refilling from nothing, except for the day, which would be lost.
            left = policy["q"] if policy["w"] >= _DAY_LIKE else 0.0
            resets_in = min(policy["w"], LONGEST_WAIT)
        else:
            left, resets_in = known.available(now), max(0.0, known.resets_in - (now - known.seen_at))
        self._limits[name] = Limit(name, policy["q"], policy["w"], burst, left, resets_in, now)

    def _keep_silence(self) -> None:
        held = self._held_until - self._clock()
        if held > LONGEST_HOLD:
            raise self.slow_down(held)

    def _keep_reserve(self, units: int) -> None:
        now = self._clock()
        for limit in self._limits.values():
            if limit.is_daily and limit.available(now) - units < DAY_RESERVE:
                raise self._day_is_spent(limit.resets_in - (now - limit.seen_at))

    def slow_down(self, seconds: float) -> RateLimited:
        """The error for a caller that has to wait these seconds itself, a day at most."""
        seconds = min(seconds, LONGEST_WAIT)
        if seconds > _HOUR or self.quota.day_left == 0:
            return self._day_is_spent(seconds)
        return RateLimited(
            joined_messages((SLOW_DOWN, Message("Retrying at {0}.", self._time_in(seconds)))), seconds
        )

    def _day_is_spent(self, seconds: float) -> RateLimited:
        limit = self.quota.day_limit
        reached = Message("Daily limit reached ({0}).", limit) if limit else Message("Daily limit reached.")
        continues = Message("Continues at {0}.", self._time_in(seconds))
        return RateLimited(joined_messages((reached, continues)), seconds, daily=True)

    def _time_in(self, seconds: float) -> time:
        return (self._local_time() + timedelta(seconds=seconds)).time()

    def _wait_for(self, units: int) -> float:
        now = self._clock()
        waits = [limit.wait_for(units, now) for limit in self._limits.values()]
        return max(self._held_until - now, *(waits or [self._spaced_until - now]))


def _parse(header: str) -> dict[str, dict[str, float]]:
    """Parse `"Free";r=8;t=42, "daily";r=9;t=5` into names and parameters."""
    return {
        name: {key: float(value) for key, value in _PARAMETER.findall(parameters)}
        for name, parameters in _ITEM.findall(header)
    }
