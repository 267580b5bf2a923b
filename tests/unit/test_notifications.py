"""When a notification is shown."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.overview.notifications import NotificationKind, QuietHours, may_notify

MINUTES = st.integers(0, 24 * 60 - 1)


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        (time(21, 59), False),
        (time(22, 0), True),
        (time(0, 0), True),
        (time(6, 59), True),
        (time(7, 0), False),
    ],
)
def test_quiet_hours_reach_over_midnight(at: time, quiet: bool) -> None:
    assert QuietHours(22 * 60, 7 * 60).cover(at) is quiet


@given(MINUTES, MINUTES, MINUTES)
def test_a_minute_is_quiet_or_its_complement_is(begins: int, ends: int, minute: int) -> None:
    at = time(minute // 60, minute % 60)
    if begins == ends:
        assert not QuietHours(begins, ends).cover(at)
    else:
        assert QuietHours(begins, ends).cover(at) is not QuietHours(ends, begins).cover(at)


@pytest.mark.parametrize("minutes", [(-1, 0), (0, 1440)])
def test_invalid_hours_are_refused(minutes: tuple[int, int]) -> None:
    with pytest.raises(InvalidInput):
        QuietHours(*minutes)


def test_a_kind_that_was_switched_off_is_never_shown() -> None:
    noon = time(12)
    muted = ("new_device",)

    assert not may_notify(NotificationKind.NEW_DEVICE, noon, muted, None)
    assert may_notify(NotificationKind.BOOK_FINISHED, noon, muted, QuietHours(0, 60))
    assert not may_notify(NotificationKind.BOOK_FINISHED, noon, muted, QuietHours(11 * 60, 13 * 60))
