"""Days with reading: the week, the streak and the pace of a goal."""

from datetime import date, timedelta

import pytest

from bookorbit_desktop.domain.reading.goals import GoalPeriod, ahead_of
from bookorbit_desktop.domain.reading.reading_days import (
    ReadingDay,
    streak,
    week_of,
)

WEDNESDAY = date(2026, 3, 4)


def days_before(*back: int) -> set[date]:
    return {WEDNESDAY - timedelta(days=days) for days in back}


def test_the_week_is_that_of_the_day_with_every_day_in_it() -> None:
    read = ReadingDay(WEDNESDAY, 60, has_reading=True)

    week = week_of({WEDNESDAY: read}, WEDNESDAY + timedelta(days=4))

    assert [day.day.isoweekday() for day in week] == list(range(1, 8))
    assert week[2] == read


@pytest.mark.parametrize(
    ("days", "length"),
    [((), 0), ((0,), 1), ((1,), 1), ((0, 1, 2), 3), ((1, 2), 2), ((2, 3), 0), ((0, 2, 3), 1)],
)
def test_a_streak_lives_until_the_end_of_today(days: tuple[int, ...], length: int) -> None:
    assert streak(days_before(*days), WEDNESDAY) == length


@pytest.mark.parametrize(
    ("finished", "day", "ahead"),
    [
        (0, date(2026, 1, 1), 0),
        (12, date(2026, 7, 2), 0),
        (14, date(2026, 7, 2), 2),
        (20, date(2028, 12, 31), -4),
    ],
)
def test_the_pace_of_a_goal_of_24(finished: int, day: date, ahead: int) -> None:
    assert ahead_of(24, finished, GoalPeriod.YEAR, day) == ahead
