"""What of a reading list fills gaps, and which line is which book."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind, LocalBook
from bookorbit_desktop.domain.imports.list_import import (
    MAY_BE_THIS_READ,
    BookIndex,
    ListedRow,
    as_entries,
    sort_list,
)
from bookorbit_desktop.domain.imports.reading_list import ListedBook, ListSource, fill_gaps
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus, oldest_first

TODAY = date(2026, 6, 1)
SPRING, SUMMER = date(2024, 4, 1), date(2024, 7, 1)
ISBN = "9780306406157"


def done(start: date | None, end: date | None) -> Read:
    return Read(start, end, 1.0, finished=True)


def listed(title: str = "Orchard", line: int = 2, **more: object) -> ListedBook:
    known = {"authors": ("Ada Example",), "shelf": "read", "status": ReadingStatus.READ} | more
    return ListedBook(line, title, ListSource.GOODREADS, **known)  # type: ignore[arg-type]


def local(title: str, number: int = 1, state: ReadingState | None = None, **more: object) -> LocalBook:
    authors = more.pop("authors", ("Ada Example",))
    return LocalBook(number, MatchQuery(title, authors, **more), state or ReadingState())  # type: ignore[arg-type]


def sort(books: list[ListedBook], *library: LocalBook) -> list[ListedRow]:
    return sort_list(books, BookIndex(library), TODAY)


def test_a_blank_book_gets_status_rating_and_reads() -> None:
    book = listed(rating=4.5, reads=(done(SPRING, SUMMER),))
    filled = fill_gaps(ReadingState(), book, TODAY)
    assert filled == ReadingState(
        ReadingStatus.READ, set_by_hand=True, rating=4.5, reads=(done(SPRING, SUMMER),)
    )


def test_unread_by_hand_stays_and_takes_the_rating_only() -> None:
    state = ReadingState(set_by_hand=True)
    assert fill_gaps(state, listed(rating=4, reads=(done(None, SUMMER),)), TODAY) == replace(state, rating=4)


def test_a_rating_here_stays() -> None:
    state = ReadingState(ReadingStatus.READ, rating=2, reads=(done(SPRING, SUMMER),))
    assert fill_gaps(state, listed(rating=5, reads=(done(SPRING, SUMMER),)), TODAY) == state


def test_unknown_dates_of_a_finished_read_are_filled_and_known_ones_stay() -> None:
    state = ReadingState(ReadingStatus.READ, reads=(done(None, SUMMER),))
    assert fill_gaps(state, listed(reads=(done(SPRING, SUMMER),)), TODAY).reads == (done(SPRING, SUMMER),)
    other = listed(reads=(done(SPRING, SUMMER + timedelta(days=1)),))
    assert fill_gaps(state, other, TODAY) == state


def test_a_read_that_ended_before_the_current_one_began_is_an_earlier_read() -> None:
    begun = Read(SUMMER + timedelta(days=1), percentage=0.4)
    state = ReadingState(ReadingStatus.READING, percentage=0.4, reads=(begun,))
    before, other = done(SPRING, SUMMER), done(None, SUMMER + timedelta(days=1))
    filled = fill_gaps(state, listed(reads=(before, other)), TODAY)
    assert filled.reads == (before, begun)
    assert (filled.status, filled.open_read) == (ReadingStatus.READING, begun)


def test_a_listed_read_that_may_be_the_current_one_is_not_added() -> None:
    begun = ReadingState(ReadingStatus.READING, reads=(Read(SUMMER),))
    undated = ReadingState(ReadingStatus.READING, reads=(Read(),))
    for state in (begun, undated):
        assert fill_gaps(state, listed(reads=(done(SPRING, SUMMER),)), TODAY) == state
    again = listed(status=ReadingStatus.READING, reads=(done(None, SPRING), Read()))
    assert fill_gaps(undated, again, TODAY).reads == (done(None, SPRING), Read())


def test_an_open_read_gets_a_first_day_only_if_unknown() -> None:
    state = ReadingState(ReadingStatus.READING, percentage=0.4, reads=(Read(percentage=0.4),))
    reading = listed(status=ReadingStatus.READING, reads=(Read(SPRING),))
    begun = fill_gaps(state, reading, TODAY)
    assert begun.reads == (Read(SPRING, percentage=0.4),)
    assert fill_gaps(begun, listed(status=ReadingStatus.READING, reads=(Read(SUMMER),)), TODAY) == begun


def test_a_date_in_the_future_is_unknown() -> None:
    filled = fill_gaps(ReadingState(), listed(reads=(done(SPRING, TODAY + timedelta(days=1)),)), TODAY)
    assert filled.reads == (done(SPRING, None),)


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1))
READS = st.builds(lambda a, b, f: Read(a, b if f else None, 1.0 * f, finished=f), DAYS, DAYS, st.booleans())
STATUSES = st.sampled_from(list(ReadingStatus))
STATES = st.builds(
    lambda status, hand, rating, reads, last: ReadingState(
        status,
        hand,
        rating=rating,
        reads=oldest_first(
            replace(read, id=number)
            for number, read in enumerate([*(read for read in reads if read.finished), *last])
        ),
    ),
    STATUSES,
    st.booleans(),
    st.none() | st.sampled_from([0.5, 3.0, 5.0]),
    st.lists(READS, max_size=3),
    st.lists(READS, max_size=1),
)
BOOKS = st.builds(
    lambda status, rating, reads, last: listed(
        status=status, rating=rating, reads=(*(r for r in reads if r.finished), *last)
    ),
    st.none() | STATUSES,
    st.none() | st.sampled_from([0.5, 4.5]),
    st.lists(READS, max_size=3),
    st.lists(READS, max_size=1),
)


@given(STATES, BOOKS)
def test_nothing_known_is_lost_and_a_second_time_changes_nothing(
    state: ReadingState, book: ListedBook
) -> None:
    filled = fill_gaps(state, book, TODAY)
    assert fill_gaps(filled, book, TODAY) == filled
    if state.status is not ReadingStatus.UNREAD or state.set_by_hand:
        assert (filled.status, filled.set_by_hand) == (state.status, state.set_by_hand)
    assert state.rating in (None, filled.rating)
    assert filled.reads == oldest_first(filled.reads)
    assert filled.open_read is None or filled.open_read.id is not None or state.open_read is None
    kept = {read.id: read for read in filled.reads}
    for before in state.reads:
        after = kept[before.id]
        assert before.started_on in (None, after.started_on)
        assert before.finished_on in (None, after.finished_on)
        assert (before.percentage, before.finished) == (after.percentage, after.finished)


def test_an_equal_isbn_of_either_length_matches_a_line() -> None:
    (row,) = sort([listed("Orchard: A Novel", isbns=(ISBN,))], local("Orchard", isbns=("0306406152",)))
    assert (row.kind, row.book_id) == (ImportKind.READY, 1)


def test_the_isbn_of_a_book_with_another_title_is_looked_at_first() -> None:
    (row,) = sort([listed("Orchard", isbns=(ISBN,))], local("Winter Wheat", isbns=(ISBN,)))
    assert (row.kind, row.reason.startswith("Same ISBN, different title")) == (ImportKind.REVIEW, True)


def test_an_equal_goodreads_id_matches_a_line() -> None:
    (row,) = sort([listed(goodreads_id="42")], local("Orchard", external_ids=(("goodreads", "42"),)))
    assert row.kind is ImportKind.READY


@pytest.mark.parametrize(
    ("line", "here"),
    [
        (listed("Orchard", subtitle="A Novel"), local("Orchard")),
        (listed("Orchard"), local("Orchard: A Novel")),
        (listed("Orchrad"), local("Orchard")),
        (listed("Orchard", authors=("A. Example",)), local("Orchard", authors=("Example, Ada",))),
    ],
)
def test_title_and_author_need_a_look(line: ListedBook, here: LocalBook) -> None:
    (row,) = sort([line], here)
    assert (row.kind, row.book_id) == (ImportKind.REVIEW, 1)


@pytest.mark.parametrize(
    ("line", "here"),
    [
        (listed("Orchard"), local("Orchard", authors=("Zeno Quist",))),
        (listed("Orchard, Vol. 2"), local("Orchard, Vol. 3")),
        (listed("Orchard"), local("Meadow")),
        (listed("Orchard (Manga)"), local("Orchard")),
    ],
)
def test_a_line_of_another_author_volume_or_title_is_not_matched(line: ListedBook, here: LocalBook) -> None:
    (row,) = sort([line], here)
    assert (row.kind, row.book_id) == (ImportKind.UNMATCHED, None)


def test_two_books_that_it_could_be_are_a_conflict() -> None:
    (row,) = sort([listed()], local("Orchard", 1), local("Orchard", 2))
    assert (row.kind, row.can_import) == (ImportKind.CONFLICT, False)


def test_of_two_lines_for_a_book_the_better_match_wins() -> None:
    rows = sort(
        [listed("Orchard", 2, rating=2.0), listed("Orchard", 3, isbns=(ISBN,))],
        local("Orchard", isbns=(ISBN,)),
    )
    assert [row.kind for row in rows] == [ImportKind.CONFLICT, ImportKind.READY]


def test_of_two_lines_that_are_equally_sure_neither_has_it_unless_they_say_the_same() -> None:
    differing = sort([listed(line=2), listed(line=3, rating=2.0)], local("Orchard"))
    assert [row.kind for row in differing] == [ImportKind.CONFLICT] * 2
    same = sort([listed(line=2), listed(line=3)], local("Orchard"))
    assert [row.kind for row in same] == [ImportKind.REVIEW, ImportKind.SKIPPED]


def test_lines_without_use_are_skipped_with_a_reason() -> None:
    rows = sort(
        [listed("", 2), listed(line=3, status=None, shelf="to-sell"), listed(line=4)],
        local("Orchard", state=ReadingState(ReadingStatus.READ, reads=(done(None, SUMMER),))),
    )
    assert [row.kind for row in rows] == [ImportKind.SKIPPED] * 3
    assert rows[2].reason == "Already the same on both sides."


def test_a_different_value_set_here_is_a_conflict() -> None:
    reading = ReadingState(ReadingStatus.READING, reads=(Read(SPRING),))
    rated = ReadingState(ReadingStatus.READ, rating=2, reads=(done(None, SUMMER),))
    (status,) = sort([listed()], local("Orchard", state=reading))
    (begun,) = sort([listed(reads=(done(None, SUMMER),))], local("Orchard", state=reading))
    (rating,) = sort([listed(rating=5.0)], local("Orchard", state=rated))
    assert [status.kind, rating.kind] == [ImportKind.CONFLICT] * 2
    assert (begun.kind, begun.reason) == (ImportKind.CONFLICT, MAY_BE_THIS_READ)
    assert (status.reason, rating.reason) == (
        "This book already has a status here; it stays.",
        "This book already has a rating here; it stays.",
    )


def test_an_earlier_read_that_is_here_already_is_no_conflict_with_reading_the_book_again() -> None:
    state = ReadingState(ReadingStatus.READING, reads=(done(None, SPRING), Read(SUMMER)))
    (row,) = sort([listed(reads=(done(None, SPRING),))], local("Orchard", state=state))
    assert (row.kind, row.reason) == (ImportKind.SKIPPED, "Already the same on both sides.")


def test_a_book_that_is_not_here_can_become_an_entry() -> None:
    rows = sort([listed(rating=4.0), listed("Meadow", 3)], local("Meadow"))
    entry, other = as_entries(rows, TODAY)
    assert entry.makes_entry
    assert entry.state is not None
    assert entry.state.rating == 4
    assert other == rows[1]


def test_a_large_library_is_compared_by_words() -> None:
    library = [local(f"The Tale of Example {n}", n, authors=(f"Writer {n}",)) for n in range(1, 3001)]
    lines = [listed(f"The Tale of Example {n}", n, authors=(f"Writer {n}",)) for n in range(1, 3001, 100)]
    rows = sort_list(lines, BookIndex(library), TODAY)
    assert [row.book_id for row in rows] == [row.book.line for row in rows]
