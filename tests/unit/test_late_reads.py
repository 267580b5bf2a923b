"""Recognising reads that appear long after they were sent."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bookorbit_desktop.domain.base.ids import EditionId, EntryId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import AddRead, ReadRow, ShelfEntry, ShelfRead
from bookorbit_desktop.domain.hardcover.late_reads import (
    is_expected,
    is_held,
    late_reads,
    unanswered_read,
)

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ROW = ReadRow(EditionId(7), date(2026, 11, 1), None, 30)
OURS = ShelfRead(20, EditionId(7), date(2026, 11, 1), None, 30)
OLD = replace(OURS, id=5)
ENTRY = ShelfEntry(EntryId(1), RecordId(2), reads=(OLD,))
SENT = unanswered_read(AddRead(EntryId(1), ROW), ENTRY, NOW)


def shown(*reads: ShelfRead) -> ShelfEntry:
    return replace(ENTRY, reads=reads)


def test_an_identical_earlier_read_is_not_ours() -> None:
    assert late_reads(SENT, shown(OLD)) == ()
    assert late_reads(SENT, shown(OURS, OLD)) == (OURS,)


@pytest.mark.parametrize(
    "other",
    [
        replace(OURS, started_at=None),
        replace(OURS, finished_at=date(2026, 11, 2)),
        replace(OURS, edition_id=EditionId(8)),
        replace(OURS, progress_pages=31),
    ],
)
def test_a_changed_read_belongs_to_the_user(other: ShelfRead) -> None:
    assert late_reads(SENT, shown(other)) == ()


def test_copies_are_seen_beside_ours_that_moved_on() -> None:
    moved_on = replace(OURS, progress_pages=250)
    first, second = replace(OURS, id=21), replace(OURS, id=22)
    assert late_reads(SENT, shown(second, first, moved_on, OLD)) == (first, second)


def test_a_sent_read_is_held_for_ten_minutes_and_expected_for_a_day() -> None:
    for ahead, held, expected in ((0, True, True), (9, True, True), (10, False, True), (1440, False, False)):
        now = NOW + timedelta(minutes=ahead)
        assert (is_held(SENT, now), is_expected(SENT, now)) == (held, expected)


@pytest.mark.parametrize("days", [-730, 730])
def test_a_jumping_clock_delays_nothing(days: int) -> None:
    assert not is_held(SENT, NOW + timedelta(days=days))
    assert not is_expected(SENT, NOW + timedelta(days=days))
