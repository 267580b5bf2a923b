"""Stored moments, after a clock that was wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from bookorbit_desktop.domain.base.moments import is_due

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
