"""What a Calibre library says, turned into what is kept here."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.library.calibre import (
    OWN_RATING,
    CalibreBook,
    CalibreColumn,
    CalibreLibrary,
    CalibreReading,
    ColumnChoice,
    ColumnKind,
    ColumnUse,
    fill_gaps,
    needs_choice,
    reading_of,
    stars,
    status_of,
    unknown_words,
)
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus
from bookorbit_desktop.formats.calibre_tables import calibre_day

TODAY = date(2026, 5, 1)
DAY = date(2024, 3, 2)
NOTHING = CalibreReading()

READ = CalibreColumn("read", "Read", ColumnKind.YES_NO)
STATUS = CalibreColumn("status", "Status", ColumnKind.TEXT)
DATE_READ = CalibreColumn("date_read", "Date read", ColumnKind.DATE)
MY_RATING = CalibreColumn("mine", "My rating", ColumnKind.RATING)
MOOD = CalibreColumn("mood", "Mood", ColumnKind.TEXT)

readings = st.builds(
    CalibreReading,
    st.none() | st.sampled_from(ReadingStatus),
    st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.none() | st.integers(1, 10).map(lambda half: half / 2),
)


def library(*columns: CalibreColumn, choice: ColumnChoice | None = None) -> CalibreLibrary:
    return CalibreLibrary(b"/calibre", columns, choice or ColumnChoice())


@given(st.none() | st.integers() | st.floats() | st.text() | st.binary() | st.booleans())
def test_stars_are_halves_from_half_to_five_or_none(value: object) -> None:
    rating = stars(value)
    assert rating is None or (0.5 <= rating <= 5 and rating * 2 == int(rating * 2))


@pytest.mark.parametrize(("ten", "five"), [(0, None), (1, 0.5), (7, 3.5), (10, 5.0), (11, None), (-2, None)])
def test_ten_is_five_stars(ten: int, five: float | None) -> None:
    assert stars(ten) == five


@given(st.text() | st.none() | st.integers() | st.binary())
def test_any_text_is_a_day_or_none(text: object) -> None:
    day = calibre_day(text)
    assert day is None or day.year >= 1000


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2021-03-16 00:00:00+00:00", date(2021, 3, 16)),
        ("2021-03-16T00:00:00+00:00", date(2021, 3, 16)),
        ("2021-03-16", date(2021, 3, 16)),
        ("0101-01-01 00:00:00+00:00", None),
        ("9999-12-31 23:59:59-12:00", None),
        ("yesterday", None),
        ("", None),
        (20210316, None),
    ],
)
def test_days_as_calibre_keeps_them(raw: object, day: date | None) -> None:
    assert calibre_day(raw) == day


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (True, ReadingStatus.READ),
        (False, None),
        ("Finished", ReadingStatus.READ),
        ("  currently   READING ", ReadingStatus.READING),
        ("to_read", ReadingStatus.WANT_TO_READ),
        ("DNF", ReadingStatus.ABANDONED),
        ("On hold", ReadingStatus.ON_HOLD),
        ("gelesen", ReadingStatus.READ),
        ("Unread", None),
        ("somewhere", None),
        (3.5, None),
        (None, None),
    ],
)
def test_status_words_are_recognised(value: bool | str | float | None, status: ReadingStatus | None) -> None:
    assert status_of(value) == status


def test_unknown_status_words_are_reported() -> None:
    words = ("Finished", "Unread", "Lent", "lent", "Half", "Half", "a", "b", "c")
    books = [CalibreBook("", BookMetadata(), (), values={"status": word, "read": True}) for word in words]
    assert unknown_words(books, "status") == ("Lent", "lent", "Half", "a", "b")
    assert unknown_words(books, "read") == unknown_words(books, "") == ()


def test_columns_are_found_by_kind_and_label() -> None:
    found = library(MOOD, READ, DATE_READ, MY_RATING)
    used = [found.used(use) for use in ColumnUse]
    assert used == ["read", "date_read", OWN_RATING]
    assert not any(needs_choice(found, use) for use in ColumnUse)


def test_a_calibre_column_of_the_right_name_but_another_kind_is_ignored() -> None:
    dated = CalibreColumn("read", "Read", ColumnKind.DATE)
    assert library(dated).used(ColumnUse.STATUS) == ""


def test_of_two_columns_that_look_right_none_is_used_until_the_person_says() -> None:
    found = library(READ, STATUS)
    assert found.used(ColumnUse.STATUS) == ""
    assert needs_choice(found, ColumnUse.STATUS)
    chosen = replace(found, choice=ColumnChoice(status="status"))
    assert chosen.used(ColumnUse.STATUS) == "status"
    assert not needs_choice(chosen, ColumnUse.STATUS)


@pytest.mark.parametrize("choice", [ColumnChoice("", "", ""), ColumnChoice("gone", "gone", "gone")])
def test_no_column_says_nothing(choice: ColumnChoice) -> None:
    book = CalibreBook("u", BookMetadata("A"), (), 4.0, {"read": True, "date_read": DAY})
    assert reading_of(book, library(READ, DATE_READ, choice=choice)) == NOTHING


def test_a_books_columns_are_read_together() -> None:
    book = CalibreBook("u", BookMetadata("A"), (), 4.0, {"read": True, "date_read": DAY, "mine": 2.5})
    found = library(READ, DATE_READ, MY_RATING)
    assert reading_of(book, found) == CalibreReading(ReadingStatus.READ, DAY, 4.0)
    mine = replace(found, choice=ColumnChoice(rating="mine"))
    assert reading_of(book, mine).rating == 2.5


@given(readings)
def test_a_blank_book_is_filled_and_filled_once(says: CalibreReading) -> None:
    filled = fill_gaps(ReadingState(), says, NOTHING, TODAY)
    assert filled.rating == says.rating
    assert fill_gaps(filled, says, says, TODAY) == filled
    assert fill_gaps(filled, says, NOTHING, TODAY).status == filled.status
    assert all(read.finished_on is None or read.finished_on <= TODAY for read in filled.reads)


@given(readings, readings, st.sampled_from(ReadingStatus), st.integers(1, 10), st.floats(0.01, 1))
def test_nothing_that_was_set_here_is_overwritten(
    says: CalibreReading, took: CalibreReading, status: ReadingStatus, half: int, position: float
) -> None:
    rating = half / 2 if half / 2 != took.rating else None
    if rating is None:
        return
    read = Read(date(2020, 1, 1), date(2020, 2, 1), position, finished=True, id=3)
    state = ReadingState(status, set_by_hand=True, rating=rating, percentage=position, reads=(read,))
    assert fill_gaps(state, says, took, TODAY) == state


@given(readings, readings)
def test_values_taken_from_calibre_follow_it_while_nothing_is_set_here(
    first: CalibreReading, second: CalibreReading
) -> None:
    taken = fill_gaps(ReadingState(), first, NOTHING, TODAY)
    followed = fill_gaps(taken, second, first, TODAY)
    afresh = fill_gaps(ReadingState(), second, NOTHING, TODAY)
    if afresh.status is not ReadingStatus.UNREAD:
        assert replace(followed, rating=None) == replace(afresh, rating=None)
    assert followed.rating == (second.rating if second.rating is not None else first.rating)


def test_a_rating_that_was_cleared_here_stays_so() -> None:
    calibre_reading = CalibreReading(rating=4.0)
    assert fill_gaps(ReadingState(), calibre_reading, calibre_reading, TODAY).rating is None
    assert fill_gaps(ReadingState(), CalibreReading(rating=5.0), calibre_reading, TODAY).rating is None


def test_a_read_book_without_a_day_gets_it() -> None:
    by_hand = ReadingState(ReadingStatus.READ, set_by_hand=True, reads=(Read(finished=True, id=7),))
    calibre_reading = CalibreReading(ReadingStatus.READ, DAY)
    assert fill_gaps(by_hand, calibre_reading, NOTHING, TODAY).reads == (
        Read(finished_on=DAY, finished=True, id=7),
    )


def test_a_book_that_a_device_reads_stays_as_it_is() -> None:
    reading = ReadingState(ReadingStatus.READING, percentage=0.3, reads=(Read(DAY, None, 0.3),))
    assert fill_gaps(reading, CalibreReading(ReadingStatus.READ, DAY), NOTHING, TODAY) == reading


def test_future_days_are_ignored() -> None:
    calibre_reading = CalibreReading(ReadingStatus.READ, date(2027, 1, 1))
    assert fill_gaps(ReadingState(), calibre_reading, NOTHING, TODAY).reads == (Read(finished=True),)


def test_a_day_alone_means_read() -> None:
    filled = fill_gaps(ReadingState(), CalibreReading(finished_on=DAY), NOTHING, TODAY)
    assert (filled.status, filled.reads) == (ReadingStatus.READ, (Read(finished_on=DAY, finished=True),))
