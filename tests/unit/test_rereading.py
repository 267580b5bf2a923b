"""When a re-read is proposed, and what becomes of it: behaviour.md, "re-read"."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.reading.reading import (
    DECLINED_FOR,
    SESSION_GAP,
    Read,
    ReadingState,
    ReadingStatus,
    StatusChange,
    decline_rereading,
    notice_session,
    receive_percentage,
    set_by_hand,
    start_rereading,
)

MORNING = datetime(2026, 3, 1, 8, tzinfo=UTC)
DAY, LATER = date(2026, 3, 1), date(2026, 3, 4)
FINISHED = ReadingState(
    ReadingStatus.READ, percentage=1.0, reads=(Read(date(2025, 1, 1), date(2025, 2, 1), 1.0, True, id=1),)
)
MINUTE = timedelta(minutes=1)


def pushed(state: ReadingState, *pushes: tuple[timedelta, float]) -> ReadingState:
    """The state after pushes, each so long after the morning."""
    for after, percentage in pushes:
        noticed = notice_session(state, percentage, MORNING + after)
        state = receive_percentage(noticed, percentage, DAY)
    return state


def test_two_sessions_below_the_end_propose_a_reread_and_touch_no_read() -> None:
    after = pushed(FINISHED, (0 * MINUTE, 0.05), (SESSION_GAP, 0.1))
    assert after.proposes_rereading
    assert (after.status, after.reads) == (FINISHED.status, FINISHED.reads)


@pytest.mark.parametrize(
    "pushes",
    [
        [(0 * MINUTE, 0.05)],
        [(0 * MINUTE, 0.05), (29 * MINUTE, 0.1), (58 * MINUTE, 0.2)],
        [(0 * MINUTE, 0.02), (60 * MINUTE, 0.01)],
        [(0 * MINUTE, 0.9), (60 * MINUTE, 0.95), (120 * MINUTE, 1.0)],
        [(0 * MINUTE, 0.5), (60 * MINUTE, 1.0)],
    ],
    ids=["one session", "one long session", "opened by chance", "still at the end", "looked something up"],
)
def test_a_little_reading_proposes_no_reread(pushes: list[tuple[timedelta, float]]) -> None:
    assert not pushed(FINISHED, *pushes).proposes_rereading


def test_a_book_that_is_not_finished_is_never_proposed() -> None:
    reading = ReadingState(ReadingStatus.READING, reads=(Read(DAY),))
    assert not pushed(reading, (0 * MINUTE, 0.1), (60 * MINUTE, 0.2)).proposes_rereading


def test_a_proposed_reread_begins_with_its_first_session_where_the_device_is() -> None:
    proposed = pushed(FINISHED, (0 * MINUTE, 0.05), (60 * MINUTE, 0.3))
    again = start_rereading(proposed, DAY, LATER)
    assert again.status is ReadingStatus.REREADING
    assert again.reads == (*FINISHED.reads, Read(DAY, None, 0.3))
    assert not again.proposes_rereading


def test_a_proposed_reread_that_came_to_the_end_meanwhile_is_closed_on_that_day() -> None:
    proposed = pushed(FINISHED, (0 * MINUTE, 0.05), (60 * MINUTE, 0.3), (300 * MINUTE, 1.0))
    again = start_rereading(proposed, DAY, LATER)
    assert again.status is ReadingStatus.READ
    assert again.reads == (*FINISHED.reads, Read(DAY, LATER, 1.0, True))


def test_a_reread_without_a_proposal_begins_empty_and_the_old_end_does_not_finish_it() -> None:
    again = start_rereading(FINISHED, DAY, DAY)
    assert again.reads == (*FINISHED.reads, Read(DAY))
    assert receive_percentage(again, 1.0, LATER) == again
    assert receive_percentage(again, 0.1, LATER).reads[-1] == Read(DAY, None, 0.1)


def test_an_open_read_is_not_opened_again() -> None:
    with pytest.raises(InvalidInput, match="already reading this book"):
        start_rereading(ReadingState(ReadingStatus.READING, reads=(Read(DAY),)), DAY, DAY)


def test_a_declined_reread_is_not_proposed_until_the_book_was_left_alone_for_long() -> None:
    declined = decline_rereading(pushed(FINISHED, (0 * MINUTE, 0.05), (60 * MINUTE, 0.3)))
    assert not declined.proposes_rereading
    assert not pushed(declined, (120 * MINUTE, 0.4), (300 * MINUTE, 0.5)).proposes_rereading
    after_long = 60 * MINUTE + DECLINED_FOR
    assert pushed(declined, (after_long, 0.1), (after_long + SESSION_GAP, 0.2)).proposes_rereading


def test_declining_a_reread_that_was_not_proposed_changes_nothing() -> None:
    assert decline_rereading(FINISHED) == FINISHED


@pytest.mark.parametrize("status", ReadingStatus)
def test_the_users_answer_ends_the_proposal(status: ReadingStatus) -> None:
    proposed = pushed(FINISHED, (0 * MINUTE, 0.05), (60 * MINUTE, 0.3))
    assert not set_by_hand(proposed, StatusChange(status), DAY).proposes_rereading


@given(
    st.lists(
        st.tuples(st.integers(0, 100_000).map(lambda one: one * MINUTE), st.floats(0, 1)), max_size=20
    ).map(sorted)
)
def test_no_pushes_change_a_finished_read_or_its_status(pushes: list[tuple[timedelta, float]]) -> None:
    after = pushed(FINISHED, *pushes)
    assert replace(after, again=None, percentage=None) == replace(FINISHED, percentage=None)
    below = [at for at, percentage in pushes if 0.02 < percentage < 0.9]
    if after.proposes_rereading:
        assert max(below) - min(below) >= SESSION_GAP
