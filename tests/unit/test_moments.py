"""Stored moments, after a clock that was wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from bookorbit_desktop.domain.base.moments import is_due, is_recent

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LONGEST = timedelta(minutes=4)


@pytest.mark.parametrize(
    ("ahead", "due"),
    [
        (None, True),
        (timedelta(days=-700), True),
        (timedelta(0), True),
        (timedelta(seconds=1), False),
        (LONGEST, False),
        (LONGEST + timedelta(seconds=1), True),
        (timedelta(days=365), True),
    ],
)
def test_no_wait_is_longer_than_its_rule(ahead: timedelta | None, due: bool) -> None:
    assert is_due(None if ahead is None else NOW + ahead, NOW, LONGEST) is due


@pytest.mark.parametrize(
    ("ago", "recent"),
    [
        (None, False),
        (timedelta(0), True),
        (timedelta(minutes=3), True),
        (LONGEST, False),
        (timedelta(seconds=-1), False),
        (timedelta(days=-730), False),
    ],
)
def test_what_lies_ahead_is_not_recent(ago: timedelta | None, recent: bool) -> None:
    assert is_recent(None if ago is None else NOW - ago, NOW, LONGEST) is recent
