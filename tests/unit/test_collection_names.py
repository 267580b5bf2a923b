"""Names of shelves and tags, and filters as they are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.library.collection import (
    clean_name,
    name_key,
    query_as_text,
    query_from_text,
    renamed_in,
)
from bookorbit_desktop.domain.library.listing import BookQuery, Facet
from bookorbit_desktop.domain.reading.reading import ReadingStatus


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  To   lend ", "To lend"),
        ("a\tb\nc\u2028d\x00e", "a b c d e"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("--delete", "--delete"),
        ("<b>bold</b> & more", "<b>bold</b> & more"),
        ("\u202egnp.exe", "\u202egnp.exe"),
        ("half \ud800", "half \ufffd"),
        ("x" * 10_000, "x" * 10_000),
    ],
)
def test_a_name_is_kept_as_typed_on_one_line(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "\u200b\u200e", "\x00"])
def test_a_name_that_shows_nothing_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        clean_name(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Summer", "SUMMER"), ("Straße", "STRASSE"), ("Ångström", "Ångström"), ("Fun", "Fu\u200bn")],
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@given(some.text())
def test_any_name_that_is_accepted_can_be_stored_and_stays_as_it_is(text: str) -> None:
    if name_key(text):
        name = clean_name(text)
        assert clean_name(name) == name
        name.encode("utf-8")


CHOSEN = frozenset({(Facet.TAG, "Fun"), (Facet.AUTHOR, "Ada <b>")})


def test_a_filter_is_kept_without_its_order() -> None:
    query = BookQuery("moor", ReadingStatus.READ, backwards=True, chosen=CHOSEN, author="ad")
    kept = query_from_text(query_as_text(query))
    assert kept == BookQuery("moor", ReadingStatus.READ, chosen=CHOSEN, author="ad")


def test_conditions_a_newer_version_put_into_a_filter_are_left_out() -> None:
    text = '{"text": "moor", "status": "dreaming", "chosen": [["aura", "red"], ["tag", "Fun"]], "more": 1}'
    assert query_from_text(text) == BookQuery("moor", chosen=frozenset({(Facet.TAG, "Fun")}))


def test_a_filter_follows_a_tag_that_is_called_something_else() -> None:
    renamed = renamed_in(BookQuery(chosen=CHOSEN), Facet.TAG, "Fun", "Light")
    assert renamed.chosen == {(Facet.TAG, "Light"), (Facet.AUTHOR, "Ada <b>")}
