"""Rows with everything missing, null, or written as text."""

from datetime import date
from math import isfinite
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.hardcover import records

JUNK: st.SearchStrategy[object] = (
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats()
    | st.text(max_size=8)
    | st.just({})
    | st.just([])
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (4, 4.0),
        (4.5, 4.5),
        ("4.5", 4.5),
        (None, None),
        ("", None),
        ("high", None),
        (True, None),
        ("inf", None),
    ],
)
def test_a_rating_comes_as_number_or_text(value: Any, expected: float | None) -> None:
    assert records.number(value) == expected


def test_an_entry_with_nulls_present() -> None:
    row = dict.fromkeys(
        ["edition_id", "rating", "privacy_setting_id", "date_added", "book", "user_book_reads"]
    )
    entry = records.entry_from(row | {"id": 7, "book_id": 8, "status_id": 2})
    assert (entry.id, entry.record_id, entry.status_id) == (7, 8, 2)
    assert (entry.edition_id, entry.rating, entry.date_added, entry.reads, entry.book) == (
        None,
        None,
        None,
        (),
        None,
    )


def test_reads_come_newest_first() -> None:
    entry = records.entry_from({"id": 1, "user_book_reads": [{"id": 3}, {"id": 9}, {"id": 5}]})
    assert [read.id for read in entry.reads] == [9, 5, 3]


def test_a_read_with_dates_and_percent_as_text() -> None:
    read = records.read_from(
        {"id": "4", "started_at": "2026-01-02", "finished_at": "nonsense", "progress": "12.5"}
    )
    assert (read.id, read.started_at, read.finished_at, read.progress) == (4, date(2026, 1, 2), None, 12.5)


def test_authors_are_told_from_translators() -> None:
    people = [
        {"author": {"name": "Ann Author"}, "contribution": None},
        {"author": {"name": "Tess Translator"}, "contribution": "Translator"},
        {"name": "Bob Author", "contribution": "Author"},
        {"author": None},
        None,
    ]
    assert records.book_from({"id": 1, "cached_contributors": people}).authors == ("Ann Author", "Bob Author")


def test_contributors_are_authors_when_there_are_no_others() -> None:
    people = [{"author": {"name": "Ed Editor"}, "contribution": "Editor"}]
    assert records.book_from({"id": 1, "cached_contributors": people}).authors == ("Ed Editor",)


def test_a_search_document_has_its_id_as_text() -> None:
    book = records.book_from_document(
        {
            "id": "328491",
            "author_names": ["A"],
            "series_names": ["S"],
            "featured_series": {},
            "featured_series_position": 2,
            "image": {"url": "http://x/y.jpg"},
        }
    )
    assert (book.id, book.authors, book.series, book.series_position) == (328491, ("A",), "S", 2.0)
    assert book.image_url == "http://x/y.jpg"


def test_an_edition_without_pages_has_none_not_zero() -> None:
    assert records.edition_from({"id": 1, "pages": 0}, {}).pages is None


ENTRY_FIELDS = [
    "id",
    "slug",
    "title",
    "pages",
    "rating",
    "status_id",
    "date_added",
    "book",
    "user_book_reads",
]
JSON_FIELDS = ["cached_contributors", "cached_featured_series", "cached_image", "alternative_titles"]
SEARCH_FIELDS = ["author_names", "series_names", "featured_series", "image"]
FIELDS = st.sampled_from([*ENTRY_FIELDS, *JSON_FIELDS, *SEARCH_FIELDS])


@given(st.dictionaries(FIELDS, JUNK))
def test_no_row_is_too_odd(row: dict[str, Any]) -> None:
    for book in (records.book_from(row), records.book_from_document(row)):
        assert all(isinstance(text, str) for text in (book.title, book.series, *book.authors))
    assert records.edition_from(row, {1: "en"}).pages != 0
    entry, read = records.entry_from(row), records.read_from(row)
    for number in (entry.rating, read.progress):
        assert number is None or isfinite(number)
