"""How far one is in a series, what is next, and what is missing in between."""

import math
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.series import MOST_MISSING, Gap, SeriesBook, find_gaps, series_of
from bookorbit_desktop.domain.reading.reading import ReadingStatus

READ, UNREAD = ReadingStatus.READ, ReadingStatus.UNREAD


def books(*volumes: tuple[float | None, ReadingStatus]) -> list[SeriesBook]:
    return [
        SeriesBook(BookId(place), f"Volume {index}", ("Ada",), "Orchard", index, status, None)
        for place, (index, status) in enumerate(volumes, 1)
    ]


def missing(*indexes: float | None) -> list[int]:
    return [number for gap in find_gaps(indexes) for number in range(gap.first, gap.last + 1)]


@pytest.mark.parametrize(
    ("indexes", "expected"),
    [
        ((1, 2, 5), [3, 4]),
        ((1, 2, 3), []),
        ((3, 5), [4]),
        ((5,), []),
        ((), []),
        ((None, None), []),
        ((1, None, 3), [2]),
        ((1, 1.5, 3), [2]),
        ((1, 1.5, 2), []),
        ((0, 2), [1]),
        ((0.5, 2), [1]),
        ((2, 3.5), [3]),
        ((1, 1, 3), [2]),
        ((-1, 1), [0]),
    ],
)
def test_only_whole_numbers_between_two_volumes_of_the_library_are_missing(
    indexes: Iterable[float | None], expected: list[int]
) -> None:
    assert missing(*indexes) == expected


@pytest.mark.parametrize("indexes", [(1, 1e300), (1, math.inf), (1, math.nan), (2001, 2024), (1, 10**9)])
def test_years_and_impossible_numbers_say_nothing_about_what_is_missing(indexes: Iterable[float]) -> None:
    assert missing(*indexes) == []


@given(some.lists(some.none() | some.floats(allow_nan=True, allow_infinity=True)))
def test_nothing_is_missing_before_the_first_or_after_the_last(indexes: list[float | None]) -> None:
    gaps = find_gaps(indexes)
    known = [index for index in indexes if index is not None and math.isfinite(index)]
    for gap in gaps:
        assert min(known) < gap.first <= gap.last < max(known)
        assert gap.last - gap.first < MOST_MISSING
        assert not any(gap.first <= index <= gap.last for index in known)


def test_copies_of_a_volume_count_once_and_one_that_was_read_is_enough() -> None:
    progress = series_of("Orchard", books((1, UNREAD), (1, READ), (2, UNREAD))).progress
    assert (progress.volumes, progress.read) == (2, 1)
    assert progress.next is not None
    assert progress.next.index == 2


def test_books_without_an_index_count_each_and_come_last() -> None:
    progress = series_of("Orchard", books((1, READ), (None, READ), (None, UNREAD))).progress
    assert (progress.volumes, progress.read) == (3, 2)
    assert progress.next is not None
    assert progress.next.index is None


def test_a_volume_being_read_is_shown_instead_of_the_next_one() -> None:
    progress = series_of("Orchard", books((1, READ), (2, UNREAD), (3, ReadingStatus.READING))).progress
    assert progress.current is not None
    assert (progress.current.index, progress.next) == (3, None)


def test_an_abandoned_volume_is_not_offered_again() -> None:
    progress = series_of("Orchard", books((1, ReadingStatus.ABANDONED), (2, UNREAD))).progress
    assert progress.next is not None
    assert (progress.read, progress.next.index) == (0, 2)


def test_a_finished_series_has_no_next_volume() -> None:
    progress = series_of("Orchard", books((1, READ), (2, ReadingStatus.SKIMMED))).progress
    assert (progress.read, progress.volumes, progress.current, progress.next) == (2, 2, None, None)


def test_a_gap_is_told_as_its_first_and_last_number() -> None:
    assert find_gaps([1, 6]) == (Gap(2, 5),)
