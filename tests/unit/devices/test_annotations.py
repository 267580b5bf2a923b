"""Highlights, notes and bookmarks of every age."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.devices.annotations import read_annotations
from bookorbit_desktop.devices.lua_table import parse_table
from bookorbit_desktop.domain.usb.files import Annotation, AnnotationKind, PagePoint
from tests.integration.devices.device_tree import lua

NOON, ONE = "2025-02-03 12:00:00", "2025-02-03 13:00:00"


def read(**sidecar: Any) -> tuple[Annotation, ...]:
    return read_annotations(parse_table(lua(sidecar)))


def the_one(**sidecar: Any) -> Annotation:
    (found,) = read(**sidecar)
    return found


class TestOfToday:
    def test_a_highlight_a_note_and_a_bookmark_in_the_order_of_the_list(self) -> None:
        start, end = "/body/p[1]/text().0", "/body/p[1]/text().9"
        highlight = {
            "drawer": "lighten",
            "color": "yellow",
            "text": "words",
            "text_edited": True,
            "chapter": "One",
            "datetime": NOON,
            "datetime_updated": ONE,
            "page": start,
            "pos0": start,
            "pos1": end,
            "pageno": 7,
            "pageref": "v",
        }
        found = read(
            annotations=[highlight, highlight | {"note": "mine"}, {"page": "/body/p[9]", "datetime": NOON}]
        )
        assert [annotation.kind for annotation in found] == ["highlight", "note", "bookmark"]
        assert found[0] == Annotation(
            kind=AnnotationKind.HIGHLIGHT,
            text="words",
            chapter="One",
            drawer="lighten",
            color="yellow",
            created=datetime(2025, 2, 3, 12),
            updated=datetime(2025, 2, 3, 13),
            page=start,
            page_number=7,
            page_label="v",
            start=start,
            end=end,
            is_edited=True,
        )
        assert found[1].note == "mine"

    def test_of_a_pdf(self) -> None:
        point = {"page": 4, "x": 1.5, "y": 2, "zoom": 1, "rotation": 0}
        found = the_one(
            annotations=[{"drawer": "invert", "page": 4, "pos0": point, "pos1": point | {"x": 9}}]
        )
        assert (found.page, found.start, found.end) == (4, PagePoint(4, 1.5, 2), PagePoint(4, 9, 2))

    def test_a_highlight_that_lost_its_drawer_is_still_one(self) -> None:
        found = the_one(annotations=[{"text": "words", "page": "/a", "pos0": "/a", "pos1": "/b"}])
        assert (found.kind, found.drawer) == (AnnotationKind.HIGHLIGHT, "")

    def test_numbers_that_another_program_turned_into_texts_still_count(self) -> None:
        found = read(annotations={"2": {"page": "/b"}, "10": {"page": "/c"}, "1": {"page": "/a"}})
        assert [annotation.page for annotation in found] == ["/a", "/b", "/c"]

    def test_the_list_of_today_counts_even_when_empty(self) -> None:
        assert read(annotations=[], bookmarks=[{"page": "/a", "datetime": NOON}]) == ()

    def test_of_the_other_engine_are_kept_apart(self) -> None:
        found = read(
            annotations=[{"page": "/a"}], annotations_paging=[{"page": 3}], bookmarks_rolling=[{"page": "/b"}]
        )
        assert [(annotation.page, annotation.other_engine) for annotation in found] == [
            ("/a", False),
            ("/b", True),
            (3, True),
        ]

    @pytest.mark.parametrize(
        "item", [{}, {"text": "words", "drawer": "lighten"}, {"page": True, "datetime": "soon"}]
    )
    def test_a_highlight_that_cannot_be_placed_is_listed_without_a_place(self, item: dict[str, Any]) -> None:
        found = the_one(annotations=[item])
        assert (found.is_placed, found.created) == (False, None)


class TestBefore2024:
    START, END = "/body/p[1].0", "/body/p[1].9"

    def bookmark(self, **values: Any) -> dict[str, Any]:
        usual = {
            "page": self.START,
            "pos0": self.START,
            "pos1": self.END,
            "notes": "words",
            "datetime": NOON,
            "highlighted": True,
        }
        return usual | values

    def highlight(self, **values: Any) -> dict[str, Any]:
        usual = {
            "text": "words",
            "pos0": self.START,
            "pos1": self.END,
            "drawer": "underscore",
            "datetime": NOON,
        }
        return usual | values

    def test_a_bookmark_takes_drawer_and_colour_from_its_highlight(self) -> None:
        made = self.highlight(color="red", chapter="One", edited=True)
        found = the_one(bookmarks=[self.bookmark(text="my note")], highlight={7: [made]})
        assert (found.kind, found.text, found.note) == (AnnotationKind.NOTE, "words", "my note")
        assert found.page_number == 7
        assert (found.drawer, found.color, found.chapter, found.is_edited) == (
            "underscore",
            "red",
            "One",
            True,
        )

    @pytest.mark.parametrize("text", [None, "", "words", f"Seite 7 words @ {NOON}", f"Page 7 words @ {NOON}"])
    def test_a_text_koreader_wrote_itself_is_no_note(self, text: str | None) -> None:
        values = {} if text is None else {"text": text}
        found = the_one(bookmarks=[self.bookmark(**values)], highlight={7: [self.highlight()]})
        assert (found.kind, found.note) == (AnnotationKind.HIGHLIGHT, "")

    def test_bookmarks_are_stored_from_the_end(self) -> None:
        found = read(bookmarks=[{"page": "/z"}, {"page": "/m"}, {"page": "/a"}])
        assert [(annotation.page, annotation.kind) for annotation in found] == [
            ("/a", "bookmark"),
            ("/m", "bookmark"),
            ("/z", "bookmark"),
        ]

    def test_a_bookmark_that_lost_its_highlight_is_a_highlight(self) -> None:
        found = the_one(bookmarks=[self.bookmark()], highlight={})
        assert (found.kind, found.text, found.drawer) == (AnnotationKind.HIGHLIGHT, "words", "")

    def test_highlights_without_bookmarks_are_from_before_2014(self) -> None:
        found = read(highlight={12: [self.highlight(text="late")], 3: [self.highlight(text="early")]})
        assert [(annotation.text, annotation.page_number, annotation.page) for annotation in found] == [
            ("early", 3, self.START),
            ("late", 12, self.START),
        ]

    def test_a_highlight_without_a_beginning_is_listed_without_a_place(self) -> None:
        found = the_one(highlight={5: [{"text": "words", "drawer": "lighten", "datetime": NOON}]})
        assert (found.text, found.is_placed, found.page_number) == ("words", False, 5)

    def test_a_pdf_whose_points_lack_the_page(self) -> None:
        points = {"pos0": {"x": 1, "y": 2}, "pos1": {"x": 3, "y": 4}}
        mark = {"page": 5, "notes": "words", "datetime": NOON, "highlighted": True, **points}
        made = {"text": "words", "drawer": "lighten", "datetime": NOON, **points}
        found = the_one(bookmarks=[mark], highlight={5: [made]})
        assert (found.page, found.start, found.drawer) == (5, PagePoint(5, 1, 2), "lighten")
        alone = the_one(highlight={5: [made]})
        assert (alone.page, alone.end) == (5, PagePoint(5, 3, 4))

    def test_two_highlights_of_one_position_and_time_stay_two(self) -> None:
        found = read(
            bookmarks=[self.bookmark(), self.bookmark()], highlight={7: [self.highlight(), self.highlight()]}
        )
        assert [annotation.drawer for annotation in found] == ["underscore", "underscore"]


WORDS = st.sampled_from(["", "a", "b", NOON])
PLACES = st.sampled_from(["/a", "/b"]) | st.integers(1, 3) | st.just({"x": 1, "y": 2})
ITEMS = st.fixed_dictionaries(
    {},
    optional={
        "text": WORDS,
        "notes": WORDS,
        "note": WORDS,
        "datetime": WORDS,
        "drawer": WORDS,
        "chapter": WORDS,
        "page": PLACES,
        "pos0": PLACES,
        "pos1": PLACES,
        "highlighted": st.booleans(),
    },
)
LISTS = st.lists(ITEMS, max_size=4)


@given(LISTS, st.dictionaries(st.integers(1, 4), LISTS, max_size=3))
def test_no_text_of_the_old_tables_is_lost(
    bookmarks: list[dict[str, Any]], highlight: dict[int, Any]
) -> None:
    found = read(bookmarks=bookmarks, highlight=highlight)
    told = [annotation.text for annotation in found] + [annotation.note for annotation in found]
    wanted = [mark["notes"] for mark in bookmarks if "notes" in mark]
    wanted += [made["text"] for page in highlight.values() for made in page if "text" in made]
    assert len(found) >= len(bookmarks)
    assert set(wanted) <= {*told, ""}


def test_a_hostile_number_of_highlights_of_one_position_ends() -> None:
    mark = {"page": "/a", "pos0": "/a", "pos1": "/b", "highlighted": True}
    made = {"pos0": "/a", "pos1": "/b", "text": "x"}
    bookmarks = [mark | {"datetime": f"1 {number}"} for number in range(5000)]
    highlights = [made | {"datetime": f"2 {number}"} for number in range(5000)]
    assert len(read(bookmarks=bookmarks, highlight={1: highlights})) == 10_000
