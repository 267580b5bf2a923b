"""Reading time against figures that were worked out by hand."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.reading.reading_days import Interval, ReadingCalendar, Stay
from bookorbit_desktop.domain.reading.reading_time import (
    ByHand,
    Claim,
    Push,
    Source,
    Strand,
    View,
    day_shares,
    length,
    shared,
    strands_by_hand,
    strands_of_pushes,
    strands_of_views,
    united,
)

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
AT_HOME = ReadingCalendar([Stay(0, BERLIN)])
WEDNESDAY = date(2026, 3, 4)
NOON = int(datetime(2026, 3, 4, 12, tzinfo=BERLIN).timestamp())


def at(*moment: int, zone: ZoneInfo = BERLIN, fold: int = 0) -> int:
    year, month, day, hour, minute = moment
    return int(datetime(year, month, day, hour, minute, tzinfo=zone, fold=fold).timestamp())


def view(start: int, seconds: int, page: int = 1, total: int = 100, device: str = "kobo") -> View:
    return View(start, page, seconds, total, 0, device)


def by_day(strands: list[Strand]) -> dict[date, int]:
    """Seconds by day, of one device."""
    return {strand.day: length(strand.spans) for strand in strands}


def push(minutes: float, fraction: float, device: str = "1") -> Push:
    return Push(NOON + minutes * 60, fraction, device)


def test_the_night_in_spring_that_lacks_an_hour() -> None:
    # 01:30 to 03:30 by the clock on the wall is one hour.
    begin, end = at(2026, 3, 29, 1, 30), at(2026, 3, 29, 3, 30)
    assert by_day(strands_of_views([view(begin, end - begin)], AT_HOME)) == {date(2026, 3, 29): 3600}
    # That Sunday has 23 hours, and nothing of it goes to the days beside it.
    part = AT_HOME.part(begin)
    assert (part.day, part.end - part.begin) == (date(2026, 3, 29), 23 * 3600)


def test_the_night_in_autumn_that_has_an_hour_twice() -> None:
    # 02:30 before the change to 02:30 after it is one hour, on one day of 25.
    begin, end = at(2026, 10, 25, 2, 30), at(2026, 10, 25, 2, 30, fold=1)
    assert by_day(strands_of_views([view(begin, end - begin)], AT_HOME)) == {date(2026, 10, 25): 3600}
    part = AT_HOME.part(begin)
    assert part.end - part.begin == 25 * 3600


@pytest.mark.parametrize("hour", range(13))
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_hour_at_which_a_day_begins_is_taken_off_after_the_conversion(day: date, hour: int) -> None:
    calendar = ReadingCalendar([Stay(0, BERLIN)], hour)
    begin = at(day.year, day.month, day.day, 0, 0) - 3600
    for moment in range(begin, begin + 30 * 3600, 600):
        wall = datetime.fromtimestamp(moment, BERLIN).replace(tzinfo=None)
        assert calendar.part(moment).day == (wall - timedelta(hours=hour)).date()


def test_a_view_over_midnight_is_split() -> None:
    begin = at(2026, 3, 4, 23, 50)
    found = strands_of_views([view(begin, 30 * 60)], AT_HOME)
    assert by_day(found) == {WEDNESDAY: 600, date(2026, 3, 5): 1200}


def test_a_day_that_begins_at_four_takes_the_night_with_it() -> None:
    begin = at(2026, 3, 5, 3, 50)
    found = strands_of_views([view(begin, 30 * 60)], ReadingCalendar([Stay(0, BERLIN)], 4))
    assert by_day(found) == {WEDNESDAY: 600, date(2026, 3, 5): 1200}


def test_a_flight_over_zones() -> None:
    # Landed at 20:00 in New York, which is 02:00 of the next day in Berlin: the wall there says Wednesday again.
    landed = at(2026, 3, 4, 20, 0, zone=NEW_YORK)
    journey = ReadingCalendar([Stay(0, BERLIN), Stay(landed, NEW_YORK)])
    on_board = view(at(2026, 3, 5, 1, 0), 600, page=1)
    over_the_change = view(landed - 60, 120, page=2)
    in_the_hotel = view(at(2026, 3, 4, 23, 59, zone=NEW_YORK), 120, page=3)
    found = strands_of_views([on_board, over_the_change, in_the_hotel], journey)
    thursday = 600 + 60 + 60
    assert by_day(found) == {date(2026, 3, 5): thursday, WEDNESDAY: 60 + 60}
    # What was read before keeps its day: it is not moved into the new zone.
    assert journey.part(at(2026, 3, 4, 0, 10)).day == WEDNESDAY


def test_two_devices_at_once_count_once() -> None:
    views = [view(NOON, 600), view(NOON + 300, 600, page=2, device="kindle")]
    found = strands_of_views(views, AT_HOME)
    claims = {Claim("a", 0, strand.device, strand.source): strand.spans for strand in found}
    assert day_shares(claims, {}) == {
        Claim("a", 0, "kobo", Source.VIEWS): 300,
        Claim("a", 0, "kindle", Source.VIEWS): 600,
    }


def test_two_books_at_once_share_the_time_and_the_one_turned_to_last_has_it() -> None:
    found = shared({("a",): [(0, 600)], ("b",): [(300, 400)], ("c",): [(350, 500)]})
    assert {key[0]: length(spans) for key, spans in found.items()} == {"a": 300 + 100, "b": 50, "c": 150}


def test_a_page_that_two_devices_show_counts_for_one() -> None:
    views = [
        view(NOON, 60, 7),
        view(NOON + 300, 60, 7, device="kindle"),
        view(NOON + 400, 60, 8, device="kindle"),
    ]
    assert sum(strand.pages for strand in strands_of_views(views, AT_HOME)) == pytest.approx(2)


def test_a_book_read_again_counts_again() -> None:
    later = NOON + 30 * 86_400
    found = strands_of_views([view(NOON, 60, 7), view(NOON + 60, 60, 7), view(later, 60, 7)], AT_HOME)
    assert [(strand.pages, length(strand.spans)) for strand in found] == [(1, 120), (1, 60)]


def test_a_view_that_a_clock_ended_by_jumping_has_a_page_and_no_time() -> None:
    (found,) = strands_of_views([view(NOON, 400 * 86_400, 7)], AT_HOME)
    assert (length(found.spans), found.pages) == (0, 1)


def test_pages_that_flowed_to_another_count_are_no_more_text() -> None:
    # Pages 1 to 10 of 100 are the first tenth; pages 1 to 20 of 200 are the same tenth.
    small = [view(NOON + page, 1, page, 100) for page in range(1, 11)]
    large = [view(NOON + 100 + page, 1, page, 200) for page in range(1, 21)]
    (found,) = strands_of_views([*small, *large], AT_HOME)
    assert found.covered == pytest.approx(0.1)
    assert found.pages == pytest.approx(20), "by the layout that the device has now"


def test_time_is_not_capped_and_pace_is() -> None:
    (found,) = strands_of_views([view(NOON, 600, 1), view(NOON + 600, 30, 2)], AT_HOME)
    assert (length(found.spans), found.paced) == (630, 120 + 30)


def test_pushes_that_go_forward_are_time_read() -> None:
    (found,) = strands_of_pushes([push(0, 0.1), push(10, 0.2), push(25, 0.3)], AT_HOME)
    assert (length(found.spans), found.covered) == (25 * 60, pytest.approx(0.2))


def test_a_pause_and_a_step_back_are_no_time_read_and_yet_a_day_with_reading() -> None:
    for pushes in ([push(0, 0.1), push(31, 0.2)], [push(0, 0.3), push(10, 0.2)]):
        assert by_day(strands_of_pushes(pushes, AT_HOME)) == {WEDNESDAY: 0}


def test_pushes_over_midnight_share_time_and_progress() -> None:
    begin = at(2026, 3, 4, 23, 50)
    found = strands_of_pushes([Push(begin, 0.1, "1"), Push(begin + 1200, 0.3, "1")], AT_HOME)
    assert by_day(found) == {WEDNESDAY: 600, date(2026, 3, 5): 600}
    assert [strand.covered for strand in found] == pytest.approx([0.1, 0.1])


def test_pushes_are_silent_where_page_views_tell_of_the_same_book() -> None:
    views, pushes = Claim("digest", 0, "kobo", Source.VIEWS), Claim("name", 0, "1", Source.PUSHES)
    told: dict[Claim, list[Interval]] = {views: [(0, 100)], pushes: [(50, 400)]}
    assert day_shares(told, {"digest": 3, "name": 3}) == {views: 100, pushes: None}
    assert day_shares(told, {"digest": 3, "name": 4}) == {views: 100, pushes: 300}


spans = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 60)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=8,
)


@given(st.dictionaries(st.sampled_from("abcd").map(lambda letter: (letter,)), spans))
def test_shared_reading_time_is_the_union_with_no_second_counted_twice(
    told: dict[tuple[str], list[Interval]],
) -> None:
    claims = {key: united(found) for key, found in told.items()}
    found = shared(claims)
    together = sorted(span for own in found.values() for span in own)
    assert all(one[1] <= other[0] for one, other in pairwise(together))
    assert united(together) == united(span for own in claims.values() for span in own)


def test_a_session_by_hand_over_midnight_shares_time_and_pages() -> None:
    entered = ByHand(1, "hand:1", at(2026, 3, 4, 23, 45), 3600, 40, "Paper", 7)
    found = strands_by_hand([entered], AT_HOME)
    assert [(one.day.day, length(one.spans), one.pages, one.paced, one.owner) for one in found] == [
        (4, 900, 10.0, 900, 7),
        (5, 2700, 30.0, 2700, 7),
    ]


def test_a_session_by_hand_without_pages_tells_no_pace() -> None:
    (found,) = strands_by_hand([ByHand(1, "hand:1", NOON, 60, None, "", 0)], AT_HOME)
    assert (found.pages, found.paced, length(found.spans)) == (0, 0, 60)
