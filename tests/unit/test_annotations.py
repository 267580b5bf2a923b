"""What makes an annotation the same one again, whose word counts, and in which order they are read."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.highlights.annotations import (
    AnnotationChanges,
    Stored,
    plan_import,
    position_of,
    tell,
    word_of,
)
from bookorbit_desktop.domain.highlights.reading_order import in_reading_order
from bookorbit_desktop.domain.usb.files import Annotation, AnnotationKind, PagePoint

MADE = datetime(2025, 3, 1, 12, 0, 0)
KOBO, KINDLE = "kobo-id", "kindle-id"


def at(fragment: int, paragraph: int = 1, offset: int = 0) -> str:
    return f"/body/DocFragment[{fragment}]/body/p[{paragraph}]/text().{offset}"


def highlight(position: str = at(2), **values: Any) -> Annotation:
    usual = Annotation(
        AnnotationKind.HIGHLIGHT,
        text="words",
        created=MADE,
        page=position,
        start=position,
        end=f"{position}9",
    )
    return replace(usual, **values)


def note(said: str, **values: Any) -> Annotation:
    return highlight(kind=AnnotationKind.NOTE, note=said, **values)


def stored_as(annotation: Annotation, device: str = KOBO, number: int = 1) -> Stored:
    (told,) = tell([annotation])
    return Stored(number, told.position, annotation, device, {device: word_of(told)})


def test_imported_annotations_change_nothing() -> None:
    stored = [stored_as(highlight()), stored_as(note("mine", page=at(3)), number=2)]
    told = tell([annotation.annotation for annotation in stored])
    assert plan_import(stored, told, KOBO).is_empty


def test_an_edited_note_follows_the_device_that_gave_it_even_when_its_clock_went_back() -> None:
    before = note("first", updated=MADE + timedelta(days=1))
    after = replace(before, note="second", updated=MADE - timedelta(days=400))
    ((number, told),) = plan_import([stored_as(before)], tell([after]), KOBO).changed
    assert (number, told.annotation.note) == (1, "second")


def test_the_newer_of_two_devices_wins() -> None:
    kept = stored_as(note("mine", updated=MADE + timedelta(days=2)))
    older = note("older", updated=MADE + timedelta(days=1))
    newer = replace(older, note="newer", updated=MADE + timedelta(days=3))
    assert [one.annotation.note for _, one in plan_import([kept], tell([older]), KINDLE).heard] == ["older"]
    assert [one.annotation.note for _, one in plan_import([kept], tell([newer]), KINDLE).changed] == ["newer"]


def test_a_note_is_not_lost_to_a_device_that_has_none_and_is_no_newer() -> None:
    plan = plan_import([stored_as(note("mine"))], tell([highlight()]), KINDLE)
    assert (plan.new, plan.changed, len(plan.heard)) == ((), (), 1)


def test_absence_is_noted_and_never_deletes() -> None:
    kept = stored_as(highlight())
    assert plan_import([kept], [], KOBO) == AnnotationChanges(gone=(1,))
    assert plan_import([kept], [], KINDLE).is_empty
    assert plan_import([kept], [], KOBO, is_whole=False).is_empty
    told_gone = replace(kept, said={KOBO: "-" + kept.said[KOBO]})
    assert plan_import([told_gone], [], KOBO).is_empty
    assert len(plan_import([told_gone], tell([highlight()]), KOBO).changed) == 1


def test_a_highlight_only_in_an_older_file_is_kept_as_no_longer_there() -> None:
    present, left = highlight(), highlight(at(5), created=MADE + timedelta(hours=1))
    told = tell([present], [replace(present, text="as it was"), left])
    assert [(annotation.annotation.text, annotation.is_there) for annotation in told] == [
        ("words", True),
        ("words", False),
    ]
    assert word_of(told[1]).startswith("-")


def test_a_highlight_whose_end_was_moved_stays_the_same_one() -> None:
    kept, longer = stored_as(note("mine")), note("mine", end=at(2, 3), text="more words")
    plan = plan_import([kept], tell([longer]), KOBO)
    assert (plan.new, plan.gone) == ((), ())
    assert [(number, one.annotation.text) for number, one in plan.changed] == [(1, "more words")]


def test_highlights_of_the_same_second_are_never_confused() -> None:
    kept = [stored_as(highlight(at(2))), stored_as(highlight(at(3)), number=2)]
    plan = plan_import(kept, tell([highlight(at(7))]), KOBO)
    assert (len(plan.new), plan.gone) == (1, (1, 2))


def test_two_annotations_at_one_position_are_both_kept_and_recognised() -> None:
    told = tell([highlight(), note("on top of it")])
    assert [annotation.position for annotation in told] == [
        position_of(highlight()),
        position_of(highlight()) + "#2",
    ]
    stored = [
        Stored(number, one.position, one.annotation, KOBO, {KOBO: word_of(one)})
        for number, one in enumerate(told)
    ]
    assert plan_import(stored, told, KOBO).is_empty


def test_positions_match_those_that_koreader_compares() -> None:
    corner = PagePoint(4, 1.5, 2.5)
    on_page = Annotation(AnnotationKind.HIGHLIGHT, page=4, start=corner, end=PagePoint(4, 9.0, 2.5))
    assert position_of(on_page) == position_of(replace(on_page, text="another", kind=AnnotationKind.NOTE))
    assert position_of(on_page) != position_of(replace(on_page, end=PagePoint(4, 9.5, 2.5)))
    assert position_of(Annotation(AnnotationKind.BOOKMARK, page=4)) != position_of(on_page)
    nowhere = Annotation(AnnotationKind.HIGHLIGHT, text="a", created=MADE)
    assert position_of(nowhere) != position_of(replace(nowhere, text="b"))


_ANNOTATIONS = st.builds(
    Annotation,
    kind=st.sampled_from(AnnotationKind),
    text=st.text(max_size=5),
    note=st.text(max_size=3),
    created=st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2020, 1, 2)),
    page=st.none() | st.integers(0, 5) | st.builds(at, st.integers(1, 4), st.integers(1, 4)),
    page_number=st.none() | st.integers(0, 9),
    end=st.none() | st.builds(at, st.integers(1, 4)),
)


@given(st.lists(_ANNOTATIONS, max_size=12), st.lists(_ANNOTATIONS, max_size=6))
def test_importing_the_same_annotations_again_changes_nothing(
    listed: list[Annotation], older: list[Annotation]
) -> None:
    told = tell(listed, older)
    first = plan_import([], told, KOBO)
    stored = [
        Stored(number, one.position, one.annotation, KOBO, {KOBO: word_of(one)})
        for number, one in enumerate(first.new)
    ]
    assert len(first.new) == len(told)
    assert plan_import(stored, told, KOBO).is_empty


@given(st.lists(_ANNOTATIONS, max_size=12), st.lists(_ANNOTATIONS, max_size=6))
def test_reading_order_holds_everything_once(listed: list[Annotation], others: list[Annotation]) -> None:
    order = in_reading_order(listed, others)
    assert sorted(order) == list(range(len(listed) + len(others)))
    numbers = [annotation.page_number for annotation in listed if annotation.page_number is not None]
    if numbers == sorted(numbers):
        assert [position for position in order if position < len(listed)] == list(range(len(listed)))


class TestReadingOrder:
    """By place as far as places tell."""

    def test_the_list_of_the_device_is_followed(self) -> None:
        heading = highlight("/body/DocFragment[2]/body/h2[9]/text().0", page_number=7)
        paragraph = highlight("/body/DocFragment[2]/body/p[3]/text().0", page_number=7)
        assert in_reading_order([heading, paragraph]) == [0, 1]

    def test_annotations_of_another_device_are_sorted_by_position(self) -> None:
        listed = [highlight(at(2)), highlight(at(10)), highlight(at(11, 30))]
        others = [highlight(at(11, 4)), highlight(at(1)), highlight(at(9, 99)), highlight(at(12))]
        assert in_reading_order(listed, others) == [4, 0, 5, 1, 3, 2, 6]

    def test_a_list_without_order_is_put_in_order(self) -> None:
        listed = [highlight(at(5), page_number=50), highlight(at(3), page_number=30)]
        assert in_reading_order(listed) == [1, 0]

    def test_on_a_page_bookmarks_come_first_then_from_the_top(self) -> None:
        low, high = (
            Annotation(AnnotationKind.HIGHLIGHT, page=3, start=PagePoint(3, 1.0, y), end=PagePoint(3, 2.0, y))
            for y in (700.0, 80.0)
        )
        bookmark = Annotation(AnnotationKind.BOOKMARK, page=3)
        first = Annotation(AnnotationKind.BOOKMARK, page=1)
        assert in_reading_order([first], [low, high, bookmark]) == [0, 3, 2, 1]

    def test_without_a_position_the_page_sorts_then_the_time(self) -> None:
        listed = [highlight(at(2), page_number=10), highlight(at(4), page_number=90)]
        lost = [
            Annotation(AnnotationKind.HIGHLIGHT, text="b", created=MADE + timedelta(days=1)),
            Annotation(AnnotationKind.HIGHLIGHT, text="a", created=MADE),
            Annotation(AnnotationKind.HIGHLIGHT, text="c", page_number=40),
        ]
        assert in_reading_order(listed, lost) == [0, 4, 1, 3, 2]
