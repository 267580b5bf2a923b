"""Moments in time: ISO text, and comparisons that survive a wrongly set clock."""

from datetime import UTC, datetime, timedelta

CLOCKS_DIFFER_BY = timedelta(minutes=10)
"""How far another device's clock may be ahead and still be trusted."""


def is_due(moment: datetime | None, now: datetime, longest: timedelta) -> bool:
    """Whether a stored moment has been reached; None is always due.

    A moment further ahead than `longest` was stored by a fast clock and counts as due, so that no wait
    exceeds its limit.
    """
    return moment is None or moment <= now or moment - now > longest


def iso_time(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
