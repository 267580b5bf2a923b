"""Goals of books, pages and hours, week streaks and the days that count."""

from datetime import date, timedelta

import pytest

from bookorbit_desktop.domain.reading.goals import GoalMeasure, GoalPeriod, ReadSoFar, ahead_of, read_so_far
from bookorbit_desktop.domain.reading.reading_days import ReadingDay, days_that_count, streak, week_streak

SUNDAY = date(2026, 3, 1)


def test_reading_counts_towards_the_goal_of_its_year_or_month() -> None:
    days = {
        day: ReadingDay(day, seconds=5400, pages=30, has_reading=True)
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), SUNDAY)
    }
    year = read_so_far(days, 4, GoalPeriod.YEAR, SUNDAY)
    month = read_so_far(days, 1, GoalPeriod.MONTH, SUNDAY)
    assert (year, month) == (ReadSoFar(4, 90, 16_200), ReadSoFar(1, 30, 5400))
    assert [year.of(measure) for measure in GoalMeasure] == [4, 90, 4]


@pytest.mark.parametrize(
    ("period", "goal", "done", "day", "ahead"),
    [
        # 1 March is the 60th of 365 days: 365 pages would be 60 by now.
        (GoalPeriod.YEAR, 365, 60, SUNDAY, 0),
        (GoalPeriod.YEAR, 365, 50, SUNDAY, -10),
        (GoalPeriod.MONTH, 31, 3, SUNDAY, 2),
        (GoalPeriod.MONTH, 28, 28, date(2026, 2, 28), 0),
        (GoalPeriod.YEAR, 366, 366, date(2028, 12, 31), 0),
    ],
)
def test_ahead_of_an_even_pace(period: GoalPeriod, goal: int, done: int, day: date, ahead: int) -> None:
    assert ahead_of(goal, done, period, day) == ahead


def test_a_day_below_the_minimum_breaks_a_streak_and_one_of_unknown_length_does_not() -> None:
    lengths = {0: 600, 1: 0, 2: 300, 3: 299, 4: 600}
    days = {
        SUNDAY - timedelta(days=n): ReadingDay(SUNDAY - timedelta(days=n), seconds, has_reading=True)
        for n, seconds in lengths.items()
    }
    assert streak(days_that_count(days, 5), SUNDAY) == 3
    assert streak(days_that_count(days, 1), SUNDAY) == 5


@pytest.mark.parametrize(
    ("days_ago", "weeks"),
    [((), 0), ((0,), 1), ((6,), 1), ((7,), 1), ((14,), 0), ((3, 12, 14), 3), ((8, 15), 2), ((0, 16), 1)],
)
def test_a_week_streak_lives_until_the_end_of_this_week(days_ago: tuple[int, ...], weeks: int) -> None:
    # On Sunday this week began six days ago.
    assert week_streak({SUNDAY - timedelta(days=n) for n in days_ago}, SUNDAY) == weeks
