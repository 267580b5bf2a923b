"""Rounding as people expect it (behaviour.md, "rounding")."""

import math

from bookorbit_desktop.domain.base.messages import Message


def round_half_up(value: float) -> int:
    """The nearest whole number; halves round up, unlike Python's `round`."""
    return math.floor(value + 0.5)


def clamp_fraction(value: float) -> float:
    """`value` limited to 0..1."""
    return min(1.0, max(0.0, value))


def whole_percent(fraction: float) -> int:
    """A fraction 0..1 as a whole percentage, 0..100."""
    return round_half_up(clamp_fraction(fraction) * 100)


def percent_message(fraction: float) -> Message:
    """A fraction 0..1 as text, such as "43%"."""
    return Message("{0}%", whole_percent(fraction))
