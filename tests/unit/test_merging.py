"""What becomes of the reading of two books that are merged."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.library.merging import merge_readings, other_leads
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus

EARLIER, LATER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
NEW_YEAR, SPRING = date(2026, 1, 1), date(2026, 3, 1)
READING = ReadingState(ReadingStatus.READING, percentage=0.4, reads=(Read(SPRING, percentage=0.4, id=1),))
READ = ReadingState(
    ReadingStatus.READ, rating=4.0, percentage=1.0, reads=(Read(NEW_YEAR, SPRING, 1.0, True, 2),)
)
days = st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1))
fractions = st.floats(0, 1)


def states(first_id: int) -> st.SearchStrategy[ReadingState]:
    """Any reading state as the rules leave it: finished reads, then at most an open one."""

    def build(
        status: ReadingStatus, rating: float | None, finished: list[tuple[date | None, float]], is_open: bool
    ) -> ReadingState:
        reads = [
            Read(None, day, furthest, True, first_id + at) for at, (day, furthest) in enumerate(finished)
        ]
        if is_open and not status.is_finished:
            reads.append(Read(None, None, 0.5, False, first_id + len(reads)))
        return ReadingState(status, rating=rating, reads=tuple(reads))

    return st.builds(
        build,
        st.sampled_from(list(ReadingStatus)),
        st.none() | st.sampled_from([0.5, 3.0, 5.0]),
        st.lists(st.tuples(days, fractions), max_size=3),
        st.booleans(),
    )


@given(kept=states(1), other=states(100), leads=st.booleans())
def test_no_finished_read_is_lost_and_only_the_last_one_is_open(
    kept: ReadingState, other: ReadingState, leads: bool
) -> None:
    merged = merge_readings(kept, other, other_leads=leads)
    finished = [read for read in merged.state.reads if read.finished]
    dated = {(read.started_on, read.finished_on) for read in (*kept.reads, *other.reads) if read.finished}
    assert {(read.started_on, read.finished_on) for read in finished} == dated
    assert all(read.finished for read in merged.state.reads[:-1])
    assert {read.id for read in merged.state.reads} <= {read.id for read in kept.reads} | {None}


@given(kept=states(1), other=states(100), leads=st.booleans())
def test_every_imported_read_is_found_again(kept: ReadingState, other: ReadingState, leads: bool) -> None:
    merged = merge_readings(kept, other, other_leads=leads)
    for read in other.reads:
        if read.finished:
            assert read.id is not None
            assert read.id in merged.indexes
            found = merged.state.reads[merged.indexes[read.id]]
            assert (found.started_on, found.finished_on) == (read.started_on, read.finished_on)


@given(kept=states(1), leads=st.booleans())
def test_a_blank_book_adds_nothing(kept: ReadingState, leads: bool) -> None:
    assert not other_leads(kept, ReadingState(), EARLIER, LATER)
    merged = merge_readings(kept, ReadingState(), other_leads=False)
    assert set(merged.state.reads) == set(kept.reads)
    assert replace(merged.state, reads=kept.reads) == kept


def test_the_reading_state_of_the_book_read_last_is_kept() -> None:
    assert other_leads(READ, READING, EARLIER, LATER)
    assert not other_leads(READ, READING, LATER, EARLIER)


def test_a_reading_state_set_by_hand_is_kept_whenever_it_was_read() -> None:
    by_hand = replace(READING, status=ReadingStatus.ON_HOLD, set_by_hand=True)
    assert other_leads(READ, by_hand, LATER, EARLIER)
    assert not other_leads(by_hand, READ, EARLIER, LATER)


def test_a_book_being_read_keeps_the_finished_read_of_the_other_as_a_record() -> None:
    merged = merge_readings(READING, READ, other_leads=False).state
    assert merged.status is ReadingStatus.READING
    assert merged.percentage == 0.4
    assert merged.rating == 4.0
    assert merged.reads == (replace(READ.reads[0], id=None), READING.reads[0])


def test_a_finished_book_that_leads_has_no_open_read() -> None:
    merged = merge_readings(READING, READ, other_leads=True).state
    assert merged.status is ReadingStatus.READ
    assert merged.open_read is None


def test_two_reads_under_way_become_one() -> None:
    other = ReadingState(ReadingStatus.READING, percentage=0.7, reads=(Read(NEW_YEAR, percentage=0.7, id=9),))
    merged = merge_readings(READING, other, other_leads=False)
    assert merged.state.reads == (Read(NEW_YEAR, percentage=0.7, id=1),)
    assert merged.indexes == {9: 0}
    assert merged.state.percentage == 0.4
