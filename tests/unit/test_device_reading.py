"""What a device says fills gaps; what is set here is never written over."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus
from bookorbit_desktop.domain.usb.device_import import (
    NEVER_IMPORTED,
    DeviceReading,
    EarlierImport,
    FieldKind,
    FieldName,
    OtherFiles,
    PlannedField,
)
from bookorbit_desktop.domain.usb.page_views import Completion
from bookorbit_desktop.domain.usb.reading import import_reading, reading_fields

TODAY = date(2026, 3, 1)
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
SAID = (ReadingStatus.READING, ReadingStatus.READ, ReadingStatus.ON_HOLD)
BLANK = ReadingState()
SHARES = st.floats(0.01, 1)


@st.composite
def device_readings(draw: st.DrawFn) -> DeviceReading:
    return DeviceReading(
        status=draw(st.sampled_from([None, *SAID])),
        marked_on=draw(st.none() | DAYS),
        rating=draw(st.none() | st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0])),
        started=draw(st.none() | DAYS),
        finished=draw(st.none() | DAYS),
        approximate=draw(st.none() | DAYS),
        percentage=draw(st.none() | SHARES),
        completions=tuple(
            Completion(min(pair), max(pair)) for pair in draw(st.lists(st.tuples(DAYS, DAYS), max_size=2))
        ),
    )


@st.composite
def states(draw: st.DrawFn) -> ReadingState:
    """Blank ones, those that pushes made, and those that a person made."""
    status = draw(st.sampled_from(ReadingStatus))
    finished = draw(st.lists(st.builds(_closed, st.none() | DAYS, st.none() | DAYS), max_size=2))
    under_way = [Read(draw(st.none() | DAYS), None, draw(SHARES))] if status.is_open else []
    if status.is_finished and not finished:
        finished = [Read(finished=True)]
    return ReadingState(
        status,
        set_by_hand=draw(st.booleans()),
        rating=draw(st.none() | st.sampled_from([0.5, 3.0, 4.0])),
        percentage=draw(st.none() | SHARES),
        reads=tuple(replace(read, id=index) for index, read in enumerate((*finished, *under_way))),
    )


def _closed(one: date | None, other: date | None) -> Read:
    first, last = (min(one, other), max(one, other)) if one and other else (one, other)
    return Read(first, last, 1.0, finished=True)


def lines(
    device_reading: DeviceReading, state: ReadingState = BLANK, earlier: EarlierImport = NEVER_IMPORTED
) -> dict[FieldName, PlannedField]:
    return {line.name: line for line in reading_fields(device_reading, state, earlier, TODAY, 0.98)}


def taken(
    device_reading: DeviceReading,
    state: ReadingState,
    earlier: EarlierImport = NEVER_IMPORTED,
    *,
    everything: bool = False,
) -> ReadingState:
    """The state after an import as planned, or with every line that can be ticked."""
    planned = lines(device_reading, state, earlier).values()
    wanted = {line.name for line in planned if line.ticked or (everything and line.can_tick)}
    return import_reading(state, device_reading, earlier, wanted, TODAY, 0.98)


def remembered(device_reading: DeviceReading) -> EarlierImport:
    return EarlierImport(
        "key",
        BookId(1),
        device_reading.status,
        device_reading.rating,
        device_reading.started,
        device_reading.finished,
        device_reading.percentage,
    )


def test_reading_on_in_a_file_that_another_one_outread_moves_nothing() -> None:
    """This file went from 30 to 80 % in spring; another copy of the book was read in summer."""
    spring, summer = 1_743_000_000, 1_751_000_000
    device_reading = DeviceReading(ReadingStatus.READING, percentage=0.8, read_at=spring)
    state = ReadingState(ReadingStatus.READING, percentage=0.3, reads=(Read(id=1, percentage=0.3),))
    earlier = remembered(DeviceReading(ReadingStatus.READING, percentage=0.3))

    def progress(others: OtherFiles) -> tuple[FieldKind, bool]:
        planned = reading_fields(device_reading, state, earlier, TODAY, 0.98, others)
        return next((line.kind, line.ticked) for line in planned if line.name is FieldName.PROGRESS)

    assert progress(OtherFiles(summer, frozenset({0.3}))) == (FieldKind.DIFFERS, False)
    assert progress(OtherFiles()) == (FieldKind.FILLS_GAP, True)


@given(device_readings(), states(), st.booleans())
def test_values_set_here_are_never_overwritten(
    says: DeviceReading, state: ReadingState, everything: bool
) -> None:
    after = taken(says, state, everything=everything)
    if state.set_by_hand and not (everything and state.status is ReadingStatus.WANT_TO_READ):
        assert (after.status, after.set_by_hand) == (state.status, True)
    if state.rating is not None:
        assert after.rating == state.rating
    if state.percentage is not None:
        assert after.percentage == state.percentage
    kept = [read for read in after.reads if read.id is not None]
    assert [read.id for read in kept] == [read.id for read in state.reads]
    for before, now in zip(state.reads, kept, strict=True):
        assert before.started_on in (None, now.started_on)
        assert before.finished_on in (None, now.finished_on)
        assert now.finished or not before.finished


@given(device_readings(), states())
def test_importing_twice_is_importing_once(says: DeviceReading, state: ReadingState) -> None:
    once = taken(says, state)
    assert taken(says, once, remembered(says)) == once
    news = {name for name, line in lines(says, once, remembered(says)).items() if line.ticked}
    assert news == set()


@given(device_readings(), states(), st.booleans())
def test_no_read_ends_before_it_begins_and_no_day_lies_ahead(
    says: DeviceReading, state: ReadingState, everything: bool
) -> None:
    before = {day for read in state.reads for day in (read.started_on, read.finished_on)}
    for read in taken(says, state, everything=everything).reads:
        assert not (read.started_on and read.finished_on) or read.started_on <= read.finished_on
        new = {read.started_on, read.finished_on} - before - {None}
        assert all(day is not None and day <= TODAY for day in new)


@given(device_readings())
def test_a_reading_removed_here_is_not_imported_again(says: DeviceReading) -> None:
    assert taken(says, ReadingState(), remembered(says)) == ReadingState()


@pytest.mark.parametrize(
    ("there", "here", "kind", "ticked"),
    [
        (ReadingStatus.READ, ReadingStatus.UNREAD, FieldKind.FILLS_GAP, True),
        (ReadingStatus.READ, ReadingStatus.READING, FieldKind.FILLS_GAP, True),
        (ReadingStatus.ON_HOLD, ReadingStatus.READING, FieldKind.FILLS_GAP, True),
        (ReadingStatus.READING, ReadingStatus.ON_HOLD, FieldKind.FILLS_GAP, True),
        (ReadingStatus.READING, ReadingStatus.REREADING, FieldKind.SAME, False),
        (ReadingStatus.READ, ReadingStatus.WANT_TO_READ, FieldKind.CONFLICT, False),
        (ReadingStatus.READING, ReadingStatus.READ, FieldKind.DIFFERS, False),
        (ReadingStatus.READ, ReadingStatus.REREADING, FieldKind.DIFFERS, False),
    ],
)
def test_an_automatic_status_follows_the_device_but_never_back_from_finished(
    there: ReadingStatus, here: ReadingStatus, kind: FieldKind, ticked: bool
) -> None:
    line = lines(DeviceReading(status=there), ReadingState(here))[FieldName.STATUS]
    assert (line.kind, line.ticked, line.old, line.new) == (kind, ticked, here, there)


def test_a_status_older_than_the_open_read_waits_for_a_tick() -> None:
    state = ReadingState(ReadingStatus.READING, reads=(Read(date(2026, 1, 1)),))
    device_reading = DeviceReading(ReadingStatus.READ, marked_on=date(2023, 5, 5), finished=date(2023, 5, 4))
    found = lines(device_reading, state)
    assert (found[FieldName.STATUS].kind, found[FieldName.STATUS].ticked) == (FieldKind.CONFLICT, False)
    assert not found[FieldName.FINISHED].ticked
    assert taken(device_reading, state) == state


def test_a_status_from_the_device_is_not_by_hand_so_that_the_device_goes_on_deciding() -> None:
    device_reading = DeviceReading(ReadingStatus.ON_HOLD, percentage=0.4, started=date(2025, 1, 1))
    after = taken(device_reading, ReadingState())
    assert after == ReadingState(ReadingStatus.ON_HOLD, percentage=0.4)


def test_both_days_are_shown_where_they_are_more_than_a_day_apart() -> None:
    device_reading = DeviceReading(
        ReadingStatus.READ, finished=date(2025, 3, 1), approximate=date(2025, 3, 9)
    )
    line = lines(device_reading)[FieldName.FINISHED]
    assert (line.new, line.also, line.ticked) == (date(2025, 3, 1), date(2025, 3, 9), True)
    assert lines(replace(device_reading, approximate=date(2025, 3, 2)))[FieldName.FINISHED].also is None


def test_an_approximate_day_waits_for_a_tick() -> None:
    device_reading = DeviceReading(ReadingStatus.READ, approximate=date(2025, 3, 9))
    line = lines(device_reading)[FieldName.FINISHED]
    assert (line.kind, line.ticked) == (FieldKind.CONFLICT, False)
    (read,) = taken(device_reading, ReadingState(), everything=True).reads
    assert read.finished_on == date(2025, 3, 9)


def test_a_book_read_to_its_end_without_a_status_is_only_proposed() -> None:
    device_reading = DeviceReading(
        ReadingStatus.READING,
        percentage=0.99,
        completions=(Completion(date(2025, 1, 1), date(2025, 2, 2)),),
    )
    line = lines(device_reading)[FieldName.COMPLETION]
    assert (line.kind, line.ticked, line.also) == (FieldKind.CONFLICT, False, date(2025, 2, 2))
    assert taken(device_reading, ReadingState()).status is ReadingStatus.READING
    after = taken(device_reading, ReadingState(), everything=True)
    assert (after.status, after.reads[-1].finished_on) == (ReadingStatus.READ, date(2025, 2, 2))


def test_earlier_times_through_the_book_are_proposed_as_reads_of_their_own() -> None:
    before = Completion(date(2024, 1, 1), date(2024, 2, 2))
    device_reading = DeviceReading(
        ReadingStatus.READ,
        started=date(2025, 1, 1),
        finished=date(2025, 2, 2),
        completions=(before, Completion(date(2025, 1, 1), date(2025, 2, 2))),
    )
    line = lines(device_reading)[FieldName.EARLIER_READS]
    assert (line.kind, line.new, line.ticked) == (FieldKind.CONFLICT, 1, False)
    assert [read.finished_on for read in taken(device_reading, BLANK).reads] == [date(2025, 2, 2)]
    both = taken(device_reading, BLANK, everything=True)
    assert [read.finished_on for read in both.reads] == [date(2024, 2, 2), date(2025, 2, 2)]
    assert FieldName.EARLIER_READS not in lines(device_reading, both)


def test_a_rating_changed_on_the_device_after_an_import_waits_for_a_tick() -> None:
    device_reading, earlier = DeviceReading(rating=5.0), EarlierImport("key", BookId(1), rating=3.0)
    line = lines(device_reading, ReadingState(rating=3.0), earlier)[FieldName.RATING]
    assert (line.kind, line.ticked) == (FieldKind.CONFLICT, False)
    assert (
        lines(device_reading, ReadingState(rating=2.0), earlier)[FieldName.RATING].kind is FieldKind.DIFFERS
    )


def test_reading_since_the_last_import_moves_the_position_forward() -> None:
    device_reading, earlier = DeviceReading(percentage=0.6), EarlierImport("key", BookId(1), percentage=0.4)
    assert taken(device_reading, ReadingState(percentage=0.4), earlier).percentage == 0.6
    assert taken(device_reading, ReadingState(percentage=0.5), earlier).percentage == 0.5
