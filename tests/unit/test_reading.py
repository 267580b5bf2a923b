"""The reading rules: behaviour.md "Reading", row by row."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.reading.reading import (
    FINISHED_AT_CHOICES,
    Read,
    ReadingState,
    ReadingStatus,
    StatusChange,
    follow_device,
    oldest_first,
    rate,
    receive_percentage,
    set_by_hand,
)

DAY = date(2026, 3, 1)
LATER = date(2026, 3, 20)
S = ReadingStatus
fractions = st.floats(min_value=0, max_value=1, allow_nan=False)
statuses = st.sampled_from(list(S))


def by_hand(status: ReadingStatus, state: ReadingState | None = None) -> ReadingState:
    return set_by_hand(state or ReadingState(), StatusChange(status), DAY)


class TestAPushOnAStatusSetByHand:
    @pytest.mark.parametrize(
        ("status", "percentage", "expected"),
        [
            (S.WANT_TO_READ, 0.0001, S.READING),
            (S.READING, 0.97, S.READING),
            (S.READING, 0.98, S.READ),
            (S.REREADING, 0.97, S.REREADING),
            (S.REREADING, 0.98, S.READ),
            (S.ON_HOLD, 0.5, S.ON_HOLD),
            (S.ON_HOLD, 1.0, S.ON_HOLD),
            (S.ABANDONED, 0.5, S.ABANDONED),
            (S.SKIMMED, 0.5, S.SKIMMED),
            (S.READ, 0.5, S.READ),
            (S.UNREAD, 0.5, S.UNREAD),
            (S.UNREAD, 1.0, S.UNREAD),
        ],
    )
    def test_the_table(self, status: ReadingStatus, percentage: float, expected: ReadingStatus) -> None:
        assert receive_percentage(by_hand(status), percentage, DAY).status is expected

    @pytest.mark.parametrize("status", [S.ON_HOLD, S.ABANDONED, S.SKIMMED, S.READ, S.UNREAD])
    def test_a_kept_status_notes_that_the_device_moved_on(self, status: ReadingStatus) -> None:
        after = receive_percentage(by_hand(status), 0.5, DAY)
        assert after.device_moved_on
        assert after.set_by_hand
        assert after.percentage == 0.5

    @pytest.mark.parametrize(
        ("status", "expected"),
        [(S.ON_HOLD, S.READING), (S.ABANDONED, S.READING), (S.UNREAD, S.READING), (S.READ, S.REREADING)],
    )
    def test_the_offer_to_follow(self, status: ReadingStatus, expected: ReadingStatus) -> None:
        moved_on = receive_percentage(by_hand(status), 0.5, DAY)
        followed = follow_device(moved_on, LATER)
        assert (followed.status, followed.set_by_hand, followed.device_moved_on) == (expected, False, False)
        assert followed.open_read is not None

    @given(statuses)
    def test_every_status_can_become_automatic_again(self, status: ReadingStatus) -> None:
        assert not follow_device(by_hand(status), DAY).set_by_hand


class TestAPushOnAnAutomaticStatus:
    def test_unread_becomes_reading_above_zero(self) -> None:
        after = receive_percentage(ReadingState(), 0.0001, DAY)
        assert (after.status, after.reads) == (S.READING, (Read(started_on=DAY, percentage=0.0001),))

    def test_zero_changes_nothing(self) -> None:
        assert receive_percentage(ReadingState(), 0, DAY) == ReadingState()
        reading = receive_percentage(ReadingState(), 0.4, DAY)
        assert receive_percentage(reading, 0.0, LATER) == reading

    @pytest.mark.parametrize("threshold", FINISHED_AT_CHOICES)
    def test_reading_becomes_read_at_the_threshold(self, threshold: float) -> None:
        reading = receive_percentage(ReadingState(), threshold - 0.001, DAY, threshold)
        assert reading.status is S.READING
        finished = receive_percentage(reading, threshold, LATER, threshold)
        assert finished.status is S.READ
        assert finished.reads == (Read(DAY, LATER, threshold, finished=True),)

    def test_the_finish_date_is_set_once(self) -> None:
        finished = receive_percentage(ReadingState(), 1, DAY)
        again = receive_percentage(finished, 1, LATER)
        assert again.reads[0].finished_on == DAY

    def test_progress_alone_never_opens_a_reread(self) -> None:
        finished = receive_percentage(ReadingState(), 1, DAY)
        back = receive_percentage(finished, 0.3, LATER)
        assert (back.status, back.reads, back.percentage) == (S.READ, finished.reads, 0.3)

    def test_out_of_range_is_clamped(self) -> None:
        assert receive_percentage(ReadingState(), 1.5, DAY).percentage == 1
        assert receive_percentage(ReadingState(), -0.5, DAY) == ReadingState()

    @given(st.lists(fractions), st.sampled_from(FINISHED_AT_CHOICES))
    def test_never_back_to_unread_and_never_a_second_read(
        self, pushes: list[float], threshold: float
    ) -> None:
        state = ReadingState()
        seen_read = began = False
        for percentage in pushes:
            began = began or percentage > 0
            state = receive_percentage(state, percentage, DAY, threshold)
            seen_read = seen_read or state.status is S.READ
            assert (state.status is S.UNREAD) == (not began)
            assert not seen_read or state.status is S.READ
        assert len(state.reads) <= 1

    @given(st.lists(st.tuples(fractions, st.integers(0, 400))), statuses)
    def test_a_finished_read_is_never_rewritten_by_progress(
        self, pushes: list[tuple[float, int]], status: ReadingStatus
    ) -> None:
        state = by_hand(status, receive_percentage(ReadingState(), 1, DAY))
        closed = [read for read in state.reads if read.finished]
        for percentage, days in pushes:
            state = receive_percentage(state, percentage, date.fromordinal(DAY.toordinal() + days))
            assert list(state.reads[: len(closed)]) == closed

    @given(fractions, fractions)
    def test_the_same_push_again_changes_nothing(self, first: float, second: float) -> None:
        state = receive_percentage(receive_percentage(ReadingState(), first, DAY), second, DAY)
        assert receive_percentage(state, second, LATER) == state or second <= 0


class TestByHand:
    def test_marked_read_while_reading_finishes_today(self) -> None:
        reading = receive_percentage(ReadingState(), 0.6, DAY)
        read = set_by_hand(reading, StatusChange(S.READ), LATER)
        assert read.reads == (Read(DAY, LATER, 0.6, finished=True),)

    def test_marked_read_without_a_read_leaves_the_date_unknown(self) -> None:
        assert by_hand(S.READ).reads == (Read(finished=True),)

    def test_the_date_can_be_given_later(self) -> None:
        dated = set_by_hand(by_hand(S.READ), StatusChange(S.READ, finished_on=DAY), LATER)
        assert dated.reads == (Read(None, DAY, finished=True),)

    def test_rereading_opens_a_new_read_and_keeps_the_old(self) -> None:
        finished = receive_percentage(ReadingState(), 1, DAY)
        again = set_by_hand(finished, StatusChange(S.REREADING), LATER)
        assert again.reads == (*finished.reads, Read(started_on=LATER))
        done = receive_percentage(again, 0.99, date(2026, 4, 1))
        assert done.reads[0] == finished.reads[0]
        assert done.reads[1].finished_on == date(2026, 4, 1)

    def test_on_hold_keeps_the_read_open(self) -> None:
        reading = receive_percentage(ReadingState(), 0.6, DAY)
        assert set_by_hand(reading, StatusChange(S.ON_HOLD), LATER).reads == reading.reads

    @pytest.mark.parametrize(
        "change",
        [
            StatusChange(S.READ, finished_on=date(2026, 3, 2)),
            StatusChange(S.READ, started_on=date(2026, 2, 2), finished_on=date(2026, 2, 1)),
            StatusChange(S.READING, finished_on=date(2026, 2, 1)),
            StatusChange(S.WANT_TO_READ, started_on=date(2026, 2, 1)),
            StatusChange(S.READ, rating=5.5),
            StatusChange(S.READ, rating=3.3),
            StatusChange(S.READ, rating=0),
            StatusChange(S.READ, rating=float("nan")),
        ],
    )
    def test_an_impossible_status_change_is_refused(self, change: StatusChange) -> None:
        with pytest.raises(InvalidInput):
            set_by_hand(ReadingState(), change, DAY)

    @given(st.integers(1, 10))
    def test_half_stars(self, halves: int) -> None:
        assert rate(ReadingState(), halves / 2).rating == halves / 2
        assert rate(replace(ReadingState(), rating=3.0), None).rating is None


class TestTheOrderOfReads:
    def test_finished_reads_are_sorted_by_day_and_undated_ones_keep_their_order(self) -> None:
        old = Read(None, DAY, finished=True, id=4)
        begun = Read(date(2026, 3, 10), None, finished=True, id=3)
        new = Read(DAY, LATER, finished=True, id=1)
        undated = Read(finished=True, id=2)
        assert oldest_first([new, undated, begun, old]) == (old, undated, begun, new)

    def test_the_open_read_is_the_newest_and_of_several_the_last_recorded(self) -> None:
        old = Read(None, DAY, finished=True, id=9)
        first, last = Read(LATER, id=1), Read(id=2)
        assert oldest_first([first, last, old]) == (old, first, last)
        assert ReadingState(S.READING, reads=oldest_first([first, last, old])).open_read is last
