"""The estimate of a run: what is left, at the announced rate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.hardcover.sync_run import Rate, WorkLeft, hours_and_minutes, seconds_left

COUNTS = st.integers(min_value=0, max_value=100_000)
FREE = Rate(per_second=1.0, ready=10)


def test_the_backfill_of_a_thousand_books_takes_about_half_an_hour() -> None:
    left = WorkLeft(to_match=1000, to_look=1000, new=1000)

    seconds = seconds_left(left.units, FREE)

    assert left.units == pytest.approx(1680)
    assert seconds is not None
    assert hours_and_minutes(seconds) == (0, 28)


def test_a_book_without_isbn_costs_a_search_of_its_own() -> None:
    assert WorkLeft(to_match=10, to_search=4).units - WorkLeft(to_match=10).units == 4


def test_a_faster_tier_takes_less_time() -> None:
    assert seconds_left(130, Rate(per_second=2.0, ready=10)) == 60
    assert seconds_left(130, FREE) == 120


def test_requests_that_may_be_sent_at_once_take_no_time() -> None:
    assert seconds_left(10, FREE) == 0


def test_no_end_is_estimated_beyond_the_daily_limit() -> None:
    assert seconds_left(301, Rate(1.0, 0, day_left=300)) is None
    assert seconds_left(300, Rate(1.0, 0, day_left=300)) == 300


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, (0, 0)), (59.9, (0, 0)), (60, (0, 1)), (89, (0, 1)), (90, (0, 2)), (3600, (1, 0)), (9000, (2, 30))],
)
def test_time_left_is_shown_in_minutes(seconds: float, said: tuple[int, int]) -> None:
    assert hours_and_minutes(seconds) == said


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_less_work_never_takes_longer(match: int, look: int, new: int, changed: int) -> None:
    more = WorkLeft(match + 1, match, look + 1, new + 1, changed + 1)
    less = WorkLeft(match, match, look, new, changed)

    assert less.units < more.units
