"""What of an entry is ours, by what our writes made of it, step by step."""

from dataclasses import replace
from datetime import date

import pytest

from bookorbit_desktop.domain.base.ids import EditionId, EntryId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import (
    AddEntry,
    AddRead,
    ChangeEntry,
    ReadRow,
    ShelfEntry,
    ShelfRead,
    WriteReply,
)
from bookorbit_desktop.domain.hardcover.entry_ownership import OwnRequest, our_part, reads_made, why_theirs
from bookorbit_desktop.domain.hardcover.journal import plan_undo

TODAY = date(2026, 11, 22)
OURS = ShelfRead(50, EditionId(7), TODAY, None, 30)
MADE = ShelfEntry(
    EntryId(9), RecordId(3), EditionId(7), 2, privacy_id=3, date_added=date(2020, 1, 1), reads=(OURS,)
)
ADDED = OwnRequest(None, MADE, frozenset({50}))
LATER = replace(MADE, reads=(replace(OURS, progress_pages=60),))


def test_an_entry_only_we_wrote_is_ours_over_several_requests() -> None:
    assert why_theirs(LATER, our_part([ADDED, OwnRequest(MADE, LATER, frozenset())])) == ()


def test_a_rating_given_between_two_of_our_requests_is_the_persons() -> None:
    rated = replace(MADE, rating=5.0)
    part = our_part([ADDED, OwnRequest(rated, replace(LATER, rating=5.0), frozenset())])
    assert why_theirs(replace(LATER, rating=5.0), part) == ("You rated it on Hardcover; the entry stays.",)


def test_a_read_that_appeared_with_a_reply_and_that_no_reply_named_is_the_persons() -> None:
    theirs = ShelfRead(51, EditionId(7), TODAY)
    both = replace(LATER, reads=(theirs, *LATER.reads))
    part = our_part([ADDED, OwnRequest(MADE, both, frozenset())])
    assert why_theirs(both, part) == ("You added a read on Hardcover; the entry stays.",)


def test_a_page_typed_between_two_of_our_requests_stays_the_persons() -> None:
    typed = replace(MADE, reads=(replace(OURS, progress_pages=80),))
    higher = replace(MADE, reads=(replace(OURS, progress_pages=90),))
    part = our_part([ADDED, OwnRequest(typed, higher, frozenset())])
    assert why_theirs(higher, part) == ("You changed its progress or dates on Hardcover; the entry stays.",)


def test_a_status_that_the_person_set_between_two_of_our_runs_is_not_undone() -> None:
    before = ShelfEntry(EntryId(9), RecordId(3), status_id=2)
    ours = replace(before, status_id=3)
    paused = replace(before, status_id=4)
    part = our_part(
        [OwnRequest(before, ours, frozenset()), OwnRequest(paused, replace(paused, rating=4.0), frozenset())]
    )
    (write,) = plan_undo(part, replace(paused, rating=4.0)).writes
    assert write == ChangeEntry(EntryId(9), clear_rating=True)


def test_a_line_of_an_earlier_version_counts_only_reads_newer_than_the_ten_it_saw() -> None:
    old = tuple(ShelfRead(number) for number in range(20, 10, -1))
    slid = (ShelfRead(40), *old[1:], ShelfRead(5))
    entry = ShelfEntry(EntryId(9), RecordId(3))
    assert set(our_part([OwnRequest(replace(entry, reads=old), replace(entry, reads=slid))]).made) == {40}


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (replace(MADE, has_review=True), "You wrote a review"),
        (replace(MADE, has_notes=True), "You wrote a private note"),
        (replace(MADE, has_notes=None), "Your token can't read private notes"),
        (replace(MADE, owned=True), "You marked it as owned"),
        (replace(MADE, edition_id=EditionId(8)), "You chose another edition"),
        (replace(MADE, date_added=TODAY), "You changed the day it was added"),
        (replace(MADE, read_count=600), "It has more reads than BookOrbit can check"),
        (replace(MADE, id=EntryId(10)), "You added this entry on Hardcover yourself"),
    ],
)
def test_every_sign_of_the_person_is_named(entry: ShelfEntry, shown: str) -> None:
    (reason,) = why_theirs(entry, our_part([ADDED]))
    assert reason.startswith(shown)


def test_privacy_that_the_person_chose_is_nothing_that_would_be_lost() -> None:
    assert why_theirs(replace(MADE, privacy_id=1), our_part([ADDED])) == ()


class TestReadsMade:
    def test_the_read_that_a_reply_names(self) -> None:
        write = AddRead(EntryId(9), ReadRow(EditionId(7), TODAY))
        theirs = ShelfRead(50, EditionId(7))
        reply = WriteReply(entry=replace(MADE, reads=(theirs,)), read=ShelfRead(51, EditionId(7), TODAY))
        assert reads_made(replace(MADE, reads=()), [write], [reply], TODAY) == {51}

    def test_the_read_that_hardcover_opened_for_a_status_and_no_second_one(self) -> None:
        write = ChangeEntry(EntryId(9), status_id=2)
        opened, theirs = ShelfRead(50, EditionId(7), TODAY), ShelfRead(51, EditionId(7), TODAY)
        reply = WriteReply(entry=replace(MADE, reads=(theirs, opened)))
        assert reads_made(replace(MADE, reads=()), [write], [reply], TODAY) == {50}

    def test_a_read_of_another_day_that_came_with_a_status_is_the_persons(self) -> None:
        write = ChangeEntry(EntryId(9), status_id=3)
        reply = WriteReply(entry=replace(MADE, reads=(ShelfRead(50, EditionId(7), None, date(2019, 1, 1)),)))
        assert reads_made(replace(MADE, reads=()), [write], [reply], TODAY) == set()

    def test_an_insert_makes_a_read_with_the_days_that_were_sent(self) -> None:
        begun, ended = date(2019, 1, 1), date(2019, 2, 1)
        write = AddEntry(RecordId(3), 3, started_at=begun, finished_at=ended)
        reply = WriteReply(entry=replace(MADE, reads=(ShelfRead(50, EditionId(7), begun, ended),)))
        assert reads_made(None, [write], [reply], TODAY) == {50}

    def test_a_rating_makes_no_read(self) -> None:
        reply = WriteReply(entry=MADE)
        assert (
            reads_made(replace(MADE, reads=()), [ChangeEntry(EntryId(9), rating=4.0)], [reply], TODAY)
            == set()
        )
