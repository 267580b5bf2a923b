"""Hardcover's limits: a continuously refilled bucket, a daily allowance, the headers, and the clock that they go by."""

import asyncio
import math
from dataclasses import dataclass, replace

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Tier:
    """The limits of a token, in units of one top-level field (hardcover-api.md section 2)."""

    name: str = "Free"
    quota: int = 60
    window: int = 60
    burst: int = 10
    daily: int = 5_000


FREE = Tier()
SUPPORTER = Tier("Supporter", burst=15, daily=50_000)
UNLIMITED = Tier("Local", quota=60_000, burst=1_000, daily=10_000_000)


def tier_of(token: str, tier: Tier) -> Tier:
    """The tier of a token: legacy JWTs get half the burst."""
    if not token.startswith("eyJ"):
        return tier
    return replace(tier, name=f"{tier.name} (JWT)", burst=max(1, tier.burst // 2))


class Allowance:
    """The allowance left for one token. Times are Unix seconds; the day ends at midnight UTC."""

    def __init__(self, tier: Tier, now: float) -> None:
        self.tier = tier
        self._level = float(tier.burst)
        self._filled_at = now
        self._day = now // _DAY
        self._day_left = tier.daily

    def spend(self, units: int, now: float) -> float:
        """Spend the units and return 0, or spend nothing and return the seconds to wait."""
        self._refill(now)
        if self._day_left < units:
            return _DAY - now % _DAY
        if self._level < units:
            return (units - self._level) * self.tier.window / self.tier.quota
        self._level -= units
        self._day_left -= units
        return 0.0

    def drain_day(self, left: int) -> None:
        """Leave this many units of the day, as if another tool had used the rest."""
        self._day_left = left

    def headers(self, now: float) -> dict[str, str]:
        """`RateLimit-Policy` and `RateLimit`."""
        self._refill(now)
        tier = self.tier
        window_ends = math.ceil(tier.window - now % tier.window)
        day_ends = math.ceil(_DAY - now % _DAY)
        policy = f'"{tier.name}";q={tier.quota};w={tier.window};burst={tier.burst}'
        left = f'"{tier.name}";r={int(self._level)};t={window_ends}'
        return {
            "ratelimit-policy": f'{policy}, "daily";q={tier.daily};w={_DAY}',
            "ratelimit": f'{left}, "daily";r={self._day_left};t={day_ends}',
        }

    def _refill(self, now: float) -> None:
        gained = (now - self._filled_at) * self.tier.quota / self.tier.window
        self._level = min(self.tier.burst, self._level + gained)
        self._filled_at = now
        if now // _DAY != self._day:
            self._day, self._day_left = now // _DAY, self.tier.daily


class VirtualClock:
    """Unix seconds that pass only in `sleep`: pass it as `clock`, and its `sleep` as `sleep`."""

    def __init__(self, start: float = 1_795_000_000.0) -> None:
        self.now = start

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self.now += max(0.0, seconds)
        await asyncio.sleep(0)
