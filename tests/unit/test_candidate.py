"""Candidates: the next step of each state, series as one, when they were last in sync."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.hardcover_row import (
    HardcoverRow,
    NextAction,
    grouped,
    last_sync,
    remedy_of,
)
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.sync_state import STATES_BY_URGENCY, HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ROW = BookRow(
    id=BookId(1),
    title="Dune",
    authors=("Frank Herbert",),
    series="",
    series_index=None,
    status=ReadingStatus.READ,
    set_by_hand=True,
    device_moved_on=False,
    proposes_rereading=False,
    rating=None,
    percentage=None,
    last_read_at=None,
    last_device="",
    hardcover=HardcoverState.SYNCED,
    hardcover_reason=Message(""),
    formats=("epub",),
    problem=None,
    missing=False,
    added_at=NOW,
)
SHOWN = [state for state in HardcoverState if state is not HardcoverState.NOT_ELIGIBLE]


def candidate(
    state: HardcoverState, series: str = "", book_id: BookId = BookId(1), *, needs_review: bool = False
) -> HardcoverRow:
    row = replace(ROW, id=book_id, series=series, hardcover=state, needs_review=needs_review)
    return HardcoverRow(row, record_id=RecordId(7))


@pytest.mark.parametrize(
    ("state", "remedy"),
    [
        (HardcoverState.NOT_MATCHED, NextAction.PICK),
        (HardcoverState.WAITING_FOR_PAGES, NextAction.CHOOSE_EDITION),
        (HardcoverState.ERROR, NextAction.TRY_AGAIN),
        (HardcoverState.PARKED, NextAction.TRY_AGAIN),
        (HardcoverState.HARDCOVER_AHEAD, NextAction.SHOW_DIFFERENCE),
        (HardcoverState.PENDING, NextAction.SYNC),
        (HardcoverState.SYNCED, NextAction.OPEN),
        (HardcoverState.EXCLUDED, NextAction.INCLUDE),
    ],
)
def test_each_state_has_one_next_step(state: HardcoverState, remedy: NextAction) -> None:
    assert remedy_of(candidate(state)) is remedy


@pytest.mark.parametrize("state", [HardcoverState.SYNCED, HardcoverState.PENDING])
def test_a_match_to_look_at_goes_before_what_was_sent_with_it(state: HardcoverState) -> None:
    doubtful = candidate(state, needs_review=True)

    assert doubtful.shown_state is HardcoverState.NEEDS_REVIEW
    assert remedy_of(doubtful) is NextAction.LOOKS_RIGHT
    assert doubtful.is_in(state)
    assert doubtful.is_in(HardcoverState.NEEDS_REVIEW)


def test_an_error_is_not_hidden_by_a_match_to_look_at() -> None:
    assert candidate(HardcoverState.ERROR, needs_review=True).shown_state is HardcoverState.ERROR


def test_a_book_without_a_record_has_no_next_step() -> None:
    assert remedy_of(HardcoverRow(ROW)) is None


@given(st.lists(st.tuples(st.sampled_from(SHOWN), st.sampled_from(["", "Osk", "Lantern"])), max_size=20))
def test_grouping_loses_no_book_and_shows_the_worst_state(books: list[tuple[HardcoverState, str]]) -> None:
    candidates = [candidate(state, series, BookId(number)) for number, (state, series) in enumerate(books)]

    shown, stacks = grouped(candidates)

    held = [one for row in shown for one in (stacks[row.id].books if row.id in stacks else (row,))]
    assert sorted(one.id for one in held) == [one.id for one in candidates]
    for stack in stacks.values():
        assert len(stack.books) > 1
        assert {book.book.series for book in stack.books} == {stack.series}
        worst = min(STATES_BY_URGENCY.index(book.hardcover) for book in stack.books)
        assert stack.state is STATES_BY_URGENCY[worst]
        assert stack.in_state == sum(book.hardcover is stack.state for book in stack.books)


def test_the_newest_sync_counts_and_none_is_none() -> None:
    old, new = (replace(HardcoverRow(ROW), synced_at=NOW - timedelta(days=days)) for days in (3, 1))

    assert last_sync([old, new, HardcoverRow(ROW)]) == new.synced_at
    assert last_sync([HardcoverRow(ROW)]) is None
