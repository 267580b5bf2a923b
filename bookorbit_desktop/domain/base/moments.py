"""Moments in time: written for exchange, and stored by a wall clock that may be set wrong."""

from datetime import UTC, datetime, timedelta

CLOCKS_DIFFER_BY = timedelta(minutes=10)
"""How far the clock of another device may be ahead and still be believed."""


def is_due(moment: datetime | None, now: datetime, longest: timedelta) -> bool:
    """Whether what waits for a stored moment may go on; None waits for nothing.

    A moment that lies further ahead than its rule ever puts one (`longest`) was stored by a clock that was ahead:
    it is due too, so that no wait is longer than its rule.
    """
    return moment is None or moment <= now or moment - now > longest


def is_recent(moment: datetime | None, now: datetime, within: timedelta) -> bool:
    """Whether a stored moment is less than `within` ago. One that lies ahead is not: nobody knows when it was."""
    return moment is not None and timedelta(0) <= now - moment < within


def iso_time(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
