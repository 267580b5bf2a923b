"""Steps back, restored places, resets, and the history as it is shown."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.reading.positions import (
    Arrival,
    PastPush,
    accept_step_back,
    fold_pushes,
    keep_position,
    receive_position,
    reset_position,
    restore_position,
)
from bookorbit_desktop.domain.reading.reading import (
    FINISHED_AT_DEFAULT,
    Read,
    ReadingState,
    ReadingStatus,
    RereadingSessions,
    StatusChange,
    read_on,
    reads_on,
    receive_percentage,
    set_by_hand,
    start_rereading,
)
from bookorbit_desktop.domain.reading.step_back import (
    KEPT_FOR,
    SMALL_STEP,
    BackwardRule,
    StepBack,
    is_step_back,
)

MORNING = datetime(2026, 3, 1, 8, tzinfo=UTC)
DAY = date(2026, 3, 1)
MINUTE = timedelta(minutes=1)
ASK, ACCEPT, IGNORE = BackwardRule
PLACES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def pushed(
    state: ReadingState, *positions: float, rule: BackwardRule = ASK, pages: int | None = None
) -> ReadingState:
    """The state after pushes, a minute apart."""
    for minute, position in enumerate(positions):
        arrival = Arrival(position, "Kobo", MORNING + minute * MINUTE)
        state = receive_position(state, arrival, rule, pages, DAY)
    return state


def reading(position: float) -> ReadingState:
    return pushed(ReadingState(), position)


READS = st.builds(
    Read, st.none() | st.just(DAY), st.none(), st.floats(0, 1), st.booleans(), st.none() | st.just(7)
)
STATES = st.builds(
    ReadingState,
    status=st.sampled_from(ReadingStatus),
    set_by_hand=st.booleans(),
    device_moved_on=st.booleans(),
    rating=st.none() | st.just(4.5),
    percentage=st.none() | st.floats(0, 1),
    reads=st.lists(READS, max_size=3).map(tuple),
    again=st.none() | st.just(RereadingSessions(MORNING, MORNING, 2, declined=True)),
    furthest=st.none() | st.floats(0, 1),
    back=st.none() | st.just(StepBack(0.2, "Kobo", MORNING)),
    rated_at=st.none() | st.just(MORNING),
)


class TestReadingOn:
    @given(STATES, st.floats(0, 1), st.floats(0, 1))
    def test_reading_on_gives_the_same_state_as_an_ordinary_push(
        self, state: ReadingState, position: float, furthest: float
    ) -> None:
        if not reads_on(state, position, FINISHED_AT_DEFAULT):
            return
        told = replace(receive_percentage(state, position, DAY), furthest=furthest, back=None)
        assert asdict(read_on(state, position, furthest)) == asdict(told)


class TestWhatIsAStepBack:
    @pytest.mark.parametrize(
        ("before", "now", "pages", "expected"),
        [
            (0.62, 0.30, None, True),
            (0.62, 0.61, None, False),
            (0.62, 0.609, None, True),
            (0.62, 0.62, None, False),
            (0.62, 0.70, None, False),
            (0.50, 0.46, 40, False),
            (0.50, 0.42, 40, True),
            (0.62, 0.60, 1000, True),
        ],
    )
    def test_a_step_back_is_more_than_a_page_or_two(
        self, before: float, now: float, pages: int | None, expected: bool
    ) -> None:
        assert is_step_back(before, now, pages) is expected

    @given(st.floats(0, 1), st.floats(0, 1), st.none() | st.integers(1, 100_000))
    def test_a_step_back_goes_one_way_and_never_to_the_same_position(
        self, one: float, other: float, pages: int | None
    ) -> None:
        assert not is_step_back(one, one, pages)
        assert not (is_step_back(one, other, pages) and is_step_back(other, one, pages))


class TestAsk:
    def test_the_position_stays_until_the_user_answers(self) -> None:
        state = pushed(reading(0.62), 0.30)
        assert state.asks_back
        assert state.back is not None
        assert (state.percentage, state.back.percentage, state.back.device) == (0.62, 0.30, "Kobo")

    def test_each_book_has_one_open_question_however_often_it_is_pushed(self) -> None:
        state = pushed(reading(0.62), 0.30, 0.31, 0.33)
        assert state.back is not None
        assert (state.percentage, state.back.percentage) == (0.62, 0.33)

    def test_a_push_past_the_old_position_closes_the_question(self) -> None:
        state = pushed(reading(0.62), 0.30, 0.63)
        assert (state.percentage, state.back) == (0.63, None)

    def test_an_accepted_step_back_follows_the_device(self) -> None:
        state = pushed(accept_step_back(pushed(reading(0.62), 0.30)), 0.31, 0.32)
        assert (state.percentage, state.back) == (0.32, None)
        assert state.reads[-1].percentage == 0.62

    def test_a_kept_position_is_not_asked_about_while_the_device_reads_on_there(self) -> None:
        state = pushed(keep_position(pushed(reading(0.62), 0.30)), 0.31, 0.4)
        assert (state.percentage, state.asks_back) == (0.62, False)
        assert state.back is not None

    def test_a_kept_position_is_asked_about_again_after_a_long_silence(self) -> None:
        kept = keep_position(pushed(reading(0.62), 0.30))
        later = Arrival(0.1, "Kobo", MORNING + KEPT_FOR + MINUTE)
        assert receive_position(kept, later, ASK, None, DAY).asks_back

    def test_a_page_or_two_back_pass_and_do_not_add_up(self) -> None:
        state = pushed(reading(0.62), 0.615, 0.611)
        assert (state.percentage, state.back) == (0.611, None)
        assert pushed(state, 0.605).asks_back

    @pytest.mark.parametrize("status", ReadingStatus)
    def test_a_status_set_by_hand_closes_the_question(self, status: ReadingStatus) -> None:
        assert set_by_hand(pushed(reading(0.62), 0.30), StatusChange(status), DAY).back is None

    @given(PLACES)
    def test_without_an_answer_a_read_under_way_never_goes_back_by_more_than_a_small_step(
        self, positions: list[float]
    ) -> None:
        state, furthest = ReadingState(), 0.0
        for position in positions:
            state = pushed(state, position)
            if state.status is not ReadingStatus.READING:
                return
            furthest = max(furthest, state.percentage or 0.0)
            assert (state.percentage or 0.0) >= furthest - SMALL_STEP - 1e-6

    @given(PLACES)
    def test_a_device_that_only_goes_forward_is_never_asked_about(self, positions: list[float]) -> None:
        assert pushed(ReadingState(), *sorted(positions)).back is None


class TestAcceptAndIgnore:
    @given(PLACES)
    def test_the_rule_accept_takes_each_push_as_the_rules_of_reading_do(self, positions: list[float]) -> None:
        state, plain = ReadingState(), ReadingState()
        for position in positions:
            state = pushed(state, position, rule=ACCEPT)
            plain = receive_percentage(plain, position, DAY)
        assert replace(state, furthest=None) == plain

    @given(PLACES)
    def test_ignore_stays_at_the_furthest(self, positions: list[float]) -> None:
        state = pushed(ReadingState(), *positions, rule=IGNORE)
        if state.status is ReadingStatus.READING:
            assert state.percentage == max(positions)
            assert not state.asks_back

    def test_an_ignored_step_back_can_still_be_seen_and_accepted(self) -> None:
        state = pushed(reading(0.62), 0.30, rule=IGNORE)
        assert state.back is not None
        assert state.back.kept
        assert accept_step_back(state).percentage == 0.30


class TestOtherRulesStayAsTheyWere:
    FINISHED = ReadingState(
        ReadingStatus.READ, percentage=1.0, reads=(Read(DAY, DAY, 1.0, finished=True, id=1),)
    )

    def test_a_finished_book_has_its_own_rule(self) -> None:
        assert pushed(self.FINISHED, 0.05).back is None

    def test_a_reread_begins_at_the_front_without_a_question(self) -> None:
        again = start_rereading(self.FINISHED, DAY, DAY)
        state = pushed(again, 1.0, 0.03, 0.2)
        assert (state.percentage, state.back, state.status) == (0.2, None, ReadingStatus.REREADING)

    @pytest.mark.parametrize("status", [ReadingStatus.ON_HOLD, ReadingStatus.ABANDONED, ReadingStatus.UNREAD])
    def test_a_status_set_by_hand_has_its_own_rule(self, status: ReadingStatus) -> None:
        held = set_by_hand(reading(0.6), StatusChange(status), DAY)
        state = pushed(held, 0.2)
        assert (state.percentage, state.back, state.device_moved_on) == (0.2, None, True)

    def test_books_from_before_this_rule_go_by_where_they_stand(self) -> None:
        then = ReadingState(ReadingStatus.READING, percentage=0.3, reads=(Read(DAY, percentage=0.6),))
        assert pushed(then, 0.31).back is None
        assert pushed(then, 0.1).asks_back


class TestRestoreAndReset:
    def test_a_restored_position_asks_nothing_and_is_the_new_reference(self) -> None:
        state = pushed(restore_position(reading(0.62), 0.3, DAY), 0.31)
        assert (state.percentage, state.back) == (0.31, None)

    def test_restoring_the_very_beginning_counts(self) -> None:
        assert restore_position(reading(0.62), 0.0, DAY).percentage == 0.0

    def test_restoring_does_not_mark_a_device_as_moved_on(self) -> None:
        held = set_by_hand(reading(0.6), StatusChange(ReadingStatus.ON_HOLD), DAY)
        assert not restore_position(held, 0.3, DAY).device_moved_on

    @given(PLACES, st.sampled_from(BackwardRule))
    def test_a_reset_book_has_no_position_or_open_read_and_keeps_finished_reads(
        self, positions: list[float], rule: BackwardRule
    ) -> None:
        before = pushed(ReadingState(), *positions, rule=rule)
        after = reset_position(before)
        assert (after.status, after.percentage, after.back) == (ReadingStatus.UNREAD, None, None)
        assert after.reads == tuple(read for read in before.reads if read.finished)

    @pytest.mark.parametrize("status", ReadingStatus)
    def test_a_status_set_by_hand_stays(self, status: ReadingStatus) -> None:
        after = reset_position(set_by_hand(reading(0.6), StatusChange(status), DAY))
        assert (after.status, after.percentage) == (status, None)
        assert all(read.finished or read.percentage == 0 for read in after.reads)


class TestHistory:
    def past(self, *sent: tuple[str, float]) -> list[PastPush]:
        """Pushes of devices, newest first, given oldest first."""
        made = [
            PastPush(number, "d" * 32, device, f"/p{position}", position, MORNING + number * MINUTE)
            for number, (device, position) in enumerate(sent)
        ]
        return made[::-1]

    def test_equal_pushes_in_a_row_are_one_position(self) -> None:
        positions = list(
            fold_pushes(self.past(("A", 0.3), ("A", 0.3), ("A", 0.3), ("B", 0.3), ("A", 0.3)), None)
        )
        assert [
            (position.push.device, position.pushes, position.push.id, position.oldest.id)
            for position in positions
        ] == [
            ("A", 1, 4, 4),
            ("B", 1, 3, 3),
            ("A", 3, 2, 0),
        ]

    def test_a_step_back_names_the_previous_position(self) -> None:
        positions = list(fold_pushes(self.past(("A", 0.5), ("A", 0.62), ("B", 0.3), ("B", 0.295)), None))
        assert [position.back_from for position in positions] == [None, 0.62, None, None]

    @given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from([0.1, 0.2, 0.6])), max_size=20))
    def test_no_push_is_lost(self, sent: list[tuple[str, float]]) -> None:
        positions = list(fold_pushes(self.past(*sent), None))
        assert sum(position.pushes for position in positions) == len(sent)
        assert [position.push.id for position in positions] == sorted(
            (position.push.id for position in positions), reverse=True
        )
