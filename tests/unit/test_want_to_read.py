"""The rule of Want to Read in both directions: additive, and it reverts only what it set itself."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.ids import BookId, EntryId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, HardcoverStatus, ShelfEntry
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind, LocalBook
from bookorbit_desktop.domain.hardcover.want_to_read import WISHED, plan_pull
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus

BLANK = ReadingState()
READING = ReadingState(ReadingStatus.READING, reads=(Read(id=1),))


def entry(number: int, status: int = HardcoverStatus.WANT_TO_READ, **more: object) -> ShelfEntry:
    """The shelf's entry of record `number`; its id is another number."""
    title = f"Record {number}"
    whole = ShelfEntry(
        EntryId(100 + number),
        RecordId(number),
        status_id=status,
        book=CatalogueBook(RecordId(number), title=title),
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def book(number: int, reading: ReadingState = BLANK) -> LocalBook:
    """The book that is record `number`."""
    return LocalBook(
        BookId(number), MatchQuery(f"Record {number}", record_id=RecordId(number)), reading, RecordId(number)
    )


def taken(*arguments: object) -> list[int | None]:
    return [row.book_id for row in plan_pull(*arguments).take]  # type: ignore[arg-type]


def test_a_wish_there_becomes_a_wish_here_and_nothing_but_the_status() -> None:
    plan = plan_pull([entry(1, rating=4.0)], [book(1)], {}, {})
    (row,) = plan.take
    assert (row.book_id, row.state, row.kind) == (1, WISHED, ImportKind.READY)
    assert (plan.revert, plan.forget) == ((), ())


def test_only_blank_books_become_wishes() -> None:
    rated = replace(BLANK, rating=4.0)
    for reading in (READING, WISHED, rated, ReadingState(ReadingStatus.READ)):
        assert taken([entry(1)], [book(1, reading)], {}, {}) == []


def test_other_statuses_on_hardcover_change_nothing_here() -> None:
    for status in set(HardcoverStatus) - {HardcoverStatus.WANT_TO_READ}:
        assert plan_pull([entry(1, status)], [book(1)], {}, {}) == plan_pull([], [], {}, {})


def test_two_books_that_could_be_the_wished_one_are_left_alone() -> None:
    twins = [LocalBook(BookId(number), MatchQuery("Record 1"), BLANK) for number in (1, 2)]
    assert taken([entry(1)], twins, {}, {}) == []


def test_a_wish_removed_on_hardcover_is_removed_here() -> None:
    plan = plan_pull([], [book(1, WISHED)], {}, {BookId(1): EntryId(101)})
    assert (plan.revert, plan.forget) == ((1,), ())


def test_a_wish_changed_here_since_stays() -> None:
    for reading in (READING, replace(WISHED, rating=3.0), ReadingState(ReadingStatus.ON_HOLD), BLANK):
        plan = plan_pull([], [book(1, reading)], {}, {BookId(1): EntryId(101)})
        assert (plan.revert, plan.forget) == ((), (1,))


def test_a_wish_of_the_person_here_is_never_reverted() -> None:
    assert plan_pull([], [book(1, WISHED)], {}, {}) == plan_pull([], [], {}, {})


def test_entries_that_changed_on_hardcover_are_not_gone() -> None:
    plan = plan_pull(
        [entry(1, HardcoverStatus.CURRENTLY_READING)], [book(1, WISHED)], {}, {BookId(1): EntryId(101)}
    )
    assert plan == plan_pull([], [], {}, {})


def test_an_entry_recreated_for_the_same_record_is_not_gone() -> None:
    assert plan_pull([entry(1, id=555)], [book(1, WISHED)], {}, {BookId(1): EntryId(101)}).revert == ()


def test_an_undone_wish_is_not_set_again_while_the_entry_exists() -> None:
    assert taken([entry(1)], [book(1)], {}, {1: 101}) == []


STATES = st.sampled_from([BLANK, WISHED, READING, replace(WISHED, rating=2.0)])
SHELVES = st.dictionaries(st.integers(1, 6), st.sampled_from(list(HardcoverStatus)))
LIBRARIES = st.dictionaries(st.integers(1, 6), STATES)


@given(SHELVES, LIBRARIES, st.sets(st.integers(1, 6)))
def test_whatever_comes_only_blank_books_are_set_and_only_own_wishes_reverted(
    shelf: dict[int, HardcoverStatus], library: dict[int, ReadingState], marked: set[int]
) -> None:
    entries = [entry(number, status) for number, status in shelf.items()]
    books = [book(number, reading) for number, reading in library.items()]
    pulled = {BookId(number): EntryId(100 + number) for number in marked & set(library)}
    plan = plan_pull(entries, books, {}, pulled)
    for row in plan.take:
        assert row.book_id is not None
        assert library[row.book_id] == BLANK
        assert shelf[row.entry.record_id] is HardcoverStatus.WANT_TO_READ
    assert set(plan.revert) <= {one for one in pulled if library[one] == WISHED} - set(shelf)
    assert {*plan.revert, *plan.forget} == set(pulled) - set(shelf)
