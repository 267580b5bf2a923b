"""Page views: each one once, and what they tell about the days of reading."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.usb.clock import ClockCorrection, PushArrival, propose_correction
from bookorbit_desktop.domain.usb.files import StatisticsSettings
from bookorbit_desktop.domain.usb.page_views import (
    Completion,
    PageView,
    completions,
    end_reached,
    latest_run,
    unique_views,
    views_of_turns,
)

NOON, DAY, HOUR = 1_699_963_200, 86_400, 3600
VIEWS = st.lists(
    st.builds(
        PageView,
        st.sampled_from("ab"),
        st.integers(1, 4),
        st.integers(0, 5),
        st.integers(0, 99),
        st.integers(0, 4),
    )
)


def day_of(start: int) -> date:
    return datetime.fromtimestamp(start, UTC).date()


def view(page: int, start: int = NOON, seconds: int = 60, total: int = 100) -> PageView:
    return PageView("digest", page, start, seconds, total)


def read(pages: range, start: int = NOON, total: int = 100) -> list[PageView]:
    """A view of each page, a minute each."""
    return [view(page, start + index * 60, total=total) for index, page in enumerate(pages)]


@given(VIEWS, VIEWS)
def test_views_met_twice_are_kept_once_and_the_longest_stays(
    one: list[PageView], other: list[PageView]
) -> None:
    kept = unique_views([*one, *other])
    longest = {key: max(v.seconds for v in [*one, *other] if v.key == key) for key in {v.key for v in kept}}
    assert {v.key: v.seconds for v in kept} == longest
    assert {v.key: v.seconds for v in unique_views([*other, *kept, *one])} == longest


def test_a_whole_time_through_a_book_goes_from_its_beginning_to_its_end() -> None:
    assert completions(read(range(1, 101)), day_of) == [Completion(date(2023, 11, 14), date(2023, 11, 14))]
    assert completions(read(range(1, 98)), day_of) == []
    assert completions(read(range(30, 101)), day_of) == []
    assert completions(read(range(1, 30)) + read(range(97, 101), NOON + DAY), day_of) == []


def test_reading_a_book_a_second_time_is_a_completion_of_its_own() -> None:
    views = read(range(1, 101)) + read(range(1, 101), NOON + 9 * DAY)
    assert completions(views, day_of) == [
        Completion(date(2023, 11, 14), date(2023, 11, 14)),
        Completion(date(2023, 11, 23), date(2023, 11, 23)),
    ]
    assert day_of(latest_run(views)[0].start) == date(2023, 11, 23)


def test_a_look_back_to_the_beginning_begins_nothing() -> None:
    views = [*read(range(1, 61)), view(2, NOON + DAY), *read(range(61, 101), NOON + DAY + HOUR)]
    assert completions(views, day_of) == [Completion(date(2023, 11, 14), date(2023, 11, 15))]


def test_a_changed_page_count_finishes_no_second_read() -> None:
    views = read(range(1, 51)) + read(range(351, 701), NOON + DAY, total=700)
    assert [completion.finished for completion in completions(views, day_of)] == [date(2023, 11, 15)]


def test_the_finish_is_the_last_day_at_the_end_before_the_mark() -> None:
    views = [*read(range(1, 101)), view(100, NOON + 3 * DAY), view(99, NOON + 30 * DAY)]
    assert end_reached(views, day_of) == date(2023, 12, 14)
    assert end_reached(views, day_of, date(2023, 11, 20)) == date(2023, 11, 17)
    assert end_reached(views, day_of, date(2023, 11, 1)) is None


def test_turns_from_before_2020_last_until_the_next_one_or_as_long_as_usual() -> None:
    turns = [(100, 1), (110, 2), (140, 3), (9000, 4)]
    found = views_of_turns("digest", turns, 50, StatisticsSettings())
    assert [(one.page, one.start, one.seconds) for one in found] == [
        (1, 100, 10),
        (2, 110, 30),
        (3, 140, 20),
        (4, 9000, 20),
    ]
    assert views_of_turns("digest", [], 50, StatisticsSettings()) == []


def pushes(views: list[PageView], off: int, delay: int = 20) -> list[PushArrival]:
    """A push for each view, from a device whose clock is `off` seconds behind."""
    return [PushArrival("digest", one.reached, one.end + off + delay) for one in views]


@pytest.mark.parametrize("off", [HOUR, -HOUR, 9 * HOUR + 1800, -DAY // 2, 45 * 60])
def test_a_clock_in_the_wrong_zone_is_recognised(off: int) -> None:
    views = read(range(1, 9))
    correction = propose_correction(views, pushes(views, off))
    assert correction == ClockCorrection(off, None, 8)
    assert correction.shift_of(5, 0.0) == off


def test_a_clock_that_was_lost_is_corrected_from_then_on_and_nothing_goes_into_the_future() -> None:
    years = 6 * 365 * DAY + 12_345
    views = read(range(1, 9))
    correction = propose_correction(views, pushes(views, years))
    assert correction is not None
    assert (correction.seconds, correction.since) == (years + 20, NOON)
    now = float(NOON + years + DAY)
    assert [correction.shift_of(start, now) for start in (NOON - 1, NOON, NOON + 2 * DAY)] == [
        0,
        years + 20,
        0,
    ]


def test_a_clock_that_is_right_is_left_alone_also_where_pushes_came_late() -> None:
    views = read(range(1, 9))
    assert propose_correction(views, pushes(views, 0)) is None
    late = [*pushes(views[:4], 0), *pushes(views[4:6], 5 * HOUR), *pushes(views[6:], 77_777)]
    assert propose_correction(views, late) is None


def test_few_or_unrelated_pushes_propose_no_clock_correction() -> None:
    views = read(range(1, 9))
    assert propose_correction(views, pushes(views[:2], HOUR)) is None
    assert propose_correction(views, [PushArrival("other", 0.5, NOON)] * 5) is None
    assert propose_correction(views, []) is None
    scattered = [PushArrival("digest", one.reached, one.end + n * 7919 * 3) for n, one in enumerate(views, 1)]
    assert propose_correction(views, scattered) is None
