"""Detects that a device went back, and applies the person's rule.

Source: comparison.md section 7. The position returned to readers never depends on this (behaviour.md, "what
the wire returns").
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SMALL_STEP, SMALL_PAGES = 0.01, 2
"""Turning back a page or two is not a step back: this share of a book, or this many pages of a short one."""
ROUNDING_STEP = 0.02
"""As much is rounding between readers that name places in different ways (seen: 1.2 % of a book)."""
KEPT_FOR = timedelta(days=30)
"""After "Keep", the question is not repeated before the device was silent this long."""
_ROUNDING = 1e-9


class BackwardRule(StrEnum):
    """How a step back changes the book's position."""

    ASK = "ask"
    ACCEPT = "accept"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class StepBack:
    """A device's position is clearly before that of its book."""

    percentage: float
    """0..1, the device's last position."""
    device: str
    at: datetime
    kept: bool = False
    """The book keeps its position, by the person's decision or the rule."""


def is_step_back(furthest: float, now: float, pages: int | None, *, rounds: bool = False) -> bool:
    """Whether going from `furthest` to `now` (0..1) is more than a correction. `pages` may be None.

    `rounds`: the two come from readers that name places in different ways.
    """
    small = max(ROUNDING_STEP if rounds else SMALL_STEP, SMALL_PAGES / pages if pages else 0.0)
    return furthest - now > small + _ROUNDING


def notice_step_back(
    before: StepBack | None, percentage: float, device: str, at: datetime, rule: BackwardRule
) -> StepBack:
    """The step back after another push of it: one question per book, however often it is pushed."""
    was_kept = before is not None and before.kept and at - before.at < KEPT_FOR
    return StepBack(percentage, device, at, kept=was_kept or rule is BackwardRule.IGNORE)
