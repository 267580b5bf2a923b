"""Moments as other programs read them."""

from datetime import UTC, datetime


def iso_time(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
