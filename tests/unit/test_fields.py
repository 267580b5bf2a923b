"""The fields of a book: what may be typed into them, and what comes of it."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.library.fields import (
    LISTS,
    BookField,
    FieldValue,
    as_text,
    blank,
    checked,
    counted_up,
    next_index,
    parsed,
    value_of,
    with_names,
    with_values,
)
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier

WORDS = st.text(max_size=40)
NAMES = st.lists(st.text(min_size=1, max_size=20), max_size=4).map(tuple)
VALUES = st.one_of(
    st.none(), WORDS, NAMES, st.floats(allow_nan=True), st.integers(min_value=-10, max_value=10**7)
)

TOLD = "told what to write instead"


def kept_or_told(make: Callable[[], FieldValue]) -> FieldValue:
    try:
        return make()
    except InvalidInput:
        return TOLD


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (BookField.TITLE, "  Emma \n ", "Emma"),
        (BookField.AUTHORS, "King, Stephen; Peter Straub;", ("King, Stephen", "Peter Straub")),
        (BookField.AUTHORS, "", ()),
        (BookField.SERIES_INDEX, "1,5", 1.5),
        (BookField.SERIES_INDEX, " ", None),
        (BookField.LANGUAGE, "German", "de"),
        (BookField.LANGUAGE, "pt-BR", "pt-BR"),
        (BookField.PUBLISHED, "2020-02-29", "2020-02-29"),
        (BookField.PUBLISHED, "1813", "1813"),
        (BookField.DESCRIPTION, "One.\r\n\r\nTwo.  ", "One.\n\nTwo."),
        (BookField.PAGES, "1,234", 1234),
        (BookField.ISBN, "978-0-306-40615-7", "9780306406157"),
        (BookField.ISBN, "0-306-40615-2", "9780306406157"),
        (BookField.PUBLISHER, "", ""),
    ],
)
def test_a_typed_text_becomes_the_value_of_its_field(field: BookField, text: str, value: FieldValue) -> None:
    assert parsed(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (BookField.TITLE, " "),
        (BookField.TITLE, "x" * 1001),
        (BookField.SERIES_INDEX, "first"),
        (BookField.SERIES_INDEX, "-1"),
        (BookField.SERIES_INDEX, "inf"),
        (BookField.LANGUAGE, "no language at all"),
        (BookField.PUBLISHED, "2021-02-29"),
        (BookField.PUBLISHED, "in May"),
        (BookField.PAGES, "1.5"),
        (BookField.PAGES, "0"),
        (BookField.PAGES, "٣"),
        (BookField.ISBN, "978-0-306-40615-8"),
        (BookField.ISBN, "none"),
    ],
)
def test_an_invalid_text_is_refused_with_a_sentence(field: BookField, text: str) -> None:
    with pytest.raises(InvalidInput, match=r"\.$"):
        parsed(field, text)


@given(st.sampled_from(BookField), VALUES)
def test_a_checked_value_stays_itself_and_can_be_typed(field: BookField, value: FieldValue) -> None:
    kept = kept_or_told(lambda: checked(field, value))
    if kept is TOLD:
        return
    assert checked(field, kept) == kept
    if field not in LISTS or not any(";" in name for name in kept):  # type: ignore[union-attr]
        assert parsed(field, as_text(kept)) == kept
    as_text(kept).encode()


@given(st.sampled_from(BookField), WORDS)
def test_any_typed_text_is_a_value_or_is_refused_with_a_sentence(field: BookField, text: str) -> None:
    kept = kept_or_told(lambda: parsed(field, text))
    metadata = with_values(BookMetadata("Emma"), {} if kept is TOLD else {field: kept})
    assert kept in (TOLD, value_of(metadata, field))


def test_an_isbn_takes_the_place_of_all_there_are_and_of_nothing_else() -> None:
    said = (Identifier("isbn", "0306406152"), Identifier("asin", "B00"), Identifier("isbn", "9780306406157"))
    metadata = BookMetadata("Emma", identifiers=said)

    assert value_of(metadata, BookField.ISBN) == "9780306406157"
    changed = with_values(metadata, {BookField.ISBN: "9781861972712"})
    assert changed.identifiers == (Identifier("isbn", "9781861972712"), Identifier("asin", "B00"))
    emptied = with_values(metadata, {BookField.ISBN: ""})
    assert emptied.identifiers == (Identifier("asin", "B00"),)


def test_places_are_counted_up_and_the_next_one_is_free() -> None:
    assert counted_up(1.5, 3) == (1.5, 2.5, 3.5)
    assert counted_up(1, 0) == ()
    assert next_index([]) == 1
    assert next_index([1, 2.5, None, 4]) == 5
    with pytest.raises(InvalidInput):
        counted_up(99_999, 3)


@given(NAMES, NAMES, NAMES)
def test_names_are_added_once_and_removed_whatever_their_case(
    names: tuple[str, ...], added: tuple[str, ...], removed: tuple[str, ...]
) -> None:
    result = with_names(names, added=added, removed=removed)

    gone = {name.casefold() for name in removed}
    assert [name for name in result if name in names and name.casefold() not in gone][:1] == [
        name for name in names if name.casefold() not in gone
    ][:1]
    assert all(name.casefold() in {one.casefold() for one in result} for name in added)


def test_every_field_but_the_title_may_be_blank() -> None:
    told = {field for field in BookField if kept_or_told(partial(checked, field, blank(field))) == TOLD}
    assert told == {BookField.TITLE}
