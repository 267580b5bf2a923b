"""Forecasts, worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.reading.forecast import (
    BacklogForecast,
    BookDay,
    FinishForecast,
    GoalForecast,
    backlog_forecast,
    finish_forecast,
    goal_forecast,
    pages_a_day,
    seconds_left,
)
from bookorbit_desktop.domain.reading.reading_days import ReadingDay

TODAY = date(2026, 6, 15)
HOUR = 3600


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def read(days: int, seconds: int = HOUR, share: float = 0.1) -> BookDay:
    return BookDay(ago(days), seconds, seconds, share)


def test_time_left_follows_the_pace_of_this_book() -> None:
    # A tenth an hour: half of the text takes five.
    assert seconds_left([read(2), read(1)], 0.5) == 5 * HOUR
    assert seconds_left([read(1)], 1.0) == 0


@pytest.mark.parametrize(
    "days",
    [[], [read(1, seconds=500)], [read(1, share=0.01)]],
    ids=["nothing", "nine minutes", "one percent"],
)
def test_too_little_reading_tells_nothing(days: list[BookDay]) -> None:
    assert seconds_left(days, 0.5) is None
    assert finish_forecast(days, 0.5, TODAY) is None


def test_a_book_without_a_position_has_no_forecast() -> None:
    assert finish_forecast([read(n) for n in range(5)], None, TODAY) is None


def test_two_days_tell_the_time_left_but_no_date() -> None:
    assert finish_forecast([read(1), read(0)], 0.2, TODAY) == FinishForecast(8 * HOUR)


def test_an_hour_every_day_is_finished_on_one_day() -> None:
    forecast = finish_forecast([read(n) for n in range(4)], 0.4, TODAY)
    in_six_days = TODAY + timedelta(days=6)
    assert forecast == FinishForecast(6 * HOUR, in_six_days, in_six_days, in_six_days)


def test_uneven_days_give_a_range() -> None:
    # Two hours every other day: mean and spread are an hour each. Six hours are left: n -/+ 1.2816 sqrt(n) = 6
    # leads to 3.58 and 10.07 days.
    days = [read(n, 2 * HOUR, 0.2) for n in (1, 3, 5)] + [read(7, 2 * HOUR, 0.2)]
    forecast = finish_forecast([*days, BookDay(ago(8), 0, 0, 0)], 0.4, TODAY)
    yesterday = ago(1)
    assert forecast is not None
    assert forecast.seconds_left == 6 * HOUR
    assert (forecast.earliest, forecast.likely, forecast.latest) == (
        yesterday + timedelta(days=4),
        yesterday + timedelta(days=6),
        yesterday + timedelta(days=11),
    )


def test_a_book_put_aside_has_no_date() -> None:
    forecast = finish_forecast([read(n) for n in range(40, 45)], 0.5, TODAY)
    assert forecast == FinishForecast(5 * HOUR)


def test_a_rest_of_decades_has_no_date() -> None:
    days = [BookDay(ago(n), 1, 5000, 0.0001) for n in range(300)]
    assert finish_forecast(days, 0.0, TODAY) == FinishForecast(50_000_000)


@given(
    st.lists(st.integers(1, 20_000), min_size=3, max_size=27),
    st.floats(0, 1),
    st.floats(0.02, 1),
)
def test_the_likely_day_lies_in_the_range_and_not_before_today(
    seconds: list[int], percentage: float, share: float
) -> None:
    days = [BookDay(ago(n), one, max(one, 600), share) for n, one in enumerate(seconds)]
    forecast = finish_forecast(days, percentage, TODAY)
    assert forecast is not None
    if forecast.likely and forecast.earliest and forecast.latest:
        assert TODAY <= forecast.earliest <= forecast.likely <= forecast.latest


def pages(*amounts: int) -> dict[date, ReadingDay]:
    """Pages of yesterday, the day before and so on."""
    return {ago(n): ReadingDay(ago(n), 60, amount, True) for n, amount in enumerate(amounts, 1)}


def test_pages_a_day_count_the_days_without_reading_too() -> None:
    days = {day: one for day, one in pages(*[30] * 14).items() if day.day % 2}
    # Seven days of thirty pages, the first of them fourteen days ago, today included.
    assert len(days) == 7
    assert pages_a_day(days, TODAY) == pytest.approx(210 / ((TODAY - min(days)).days + 1))
    assert pages_a_day(pages(30, 30), TODAY) is None


def test_the_backlog_forecast_goes_by_ones_own_pace() -> None:
    days = pages(*[44] * 8) | {TODAY: ReadingDay(TODAY, 60, 44, True)}
    found = backlog_forecast([300, 500, None, 200], days, TODAY)
    # The fourth is taken to be as long as the one in the middle; 1,300 pages at 44 a day are 29.5 days.
    assert found == BacklogForecast(4, 1300, TODAY + timedelta(days=30))
    assert backlog_forecast([300], {}, TODAY) == BacklogForecast(1, 300, None)
    assert backlog_forecast([], days, TODAY) == BacklogForecast(0, 0, None)


def test_the_yearly_forecast_goes_on_at_the_pace_of_the_last_365_days() -> None:
    # Twelve within 365 days, six of them this year; 199 days are left.
    finished = [ago(25 * n) for n in range(12)]
    this_year = sum(day.year == 2026 for day in finished)
    assert goal_forecast(finished, TODAY) == GoalForecast(this_year, this_year + 7)
    assert goal_forecast([ago(1), ago(400)], TODAY) == GoalForecast(1, None)
