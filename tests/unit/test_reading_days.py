"""Days with reading: stretches, the week, the streak and the pace of a goal."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bookorbit_desktop.domain.reading.reading_days import (
    PushedPlace,
    ReadingDay,
    Stretch,
    books_ahead,
    by_day,
    streak,
    stretches_of,
    week_of,
)

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
WEDNESDAY = date(2026, 3, 4)


def push(minutes: float, fraction: float, document: str = "a") -> PushedPlace:
    return PushedPlace(document, NOON + timedelta(minutes=minutes), fraction)


def days_before(*back: int) -> set[date]:
    return {WEDNESDAY - timedelta(days=days) for days in back}


def test_pushes_that_go_forward_are_time_read() -> None:
    found = stretches_of([push(0, 0.1), push(10, 0.2), push(25, 0.3)])

    assert sum(stretch.seconds for stretch in found) == 25 * 60


def test_a_pause_a_step_back_and_another_book_are_no_time_read() -> None:
    paused = stretches_of([push(0, 0.1), push(31, 0.2)])
    back = stretches_of([push(0, 0.3), push(10, 0.2)])
    other = stretches_of([push(0, 0.1, "a"), push(10, 0.2, "b")])

    assert [sum(stretch.seconds for stretch in found) for found in (paused, back, other)] == [0, 0, 0]


def test_a_page_seen_twice_on_a_day_counts_once() -> None:
    stretches = [Stretch("a", NOON, 60, 7), Stretch("a", NOON, 30, 7), Stretch("a", NOON, 30, 8)]

    assert by_day(stretches, datetime.date) == {WEDNESDAY: ReadingDay(WEDNESDAY, 120, 2, has_reading=True)}


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
    assert books_ahead(finished, 24, day) == ahead
