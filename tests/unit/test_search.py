"""Folding, sorting and forgiving: what the search of the library rests on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.library.search import (
    near_tokens,
    search_text,
    sort_key,
    title_key,
    typed_tokens,
)

VOCABULARY = ("austen", "jane", "hobbit", "prejudice", "pride", "tolkien", "earth", "art")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Brontë", "bronte"),
        ("Straße", "strasse"),
        ("Don’t Panic!", "dont panic"),
        ("Pride & Prejudice", "pride and prejudice"),
        ("三体: 黑暗森林", "三 体 黑 暗 森 林"),
        ("Łódź", "łodz"),
        ('["Jane Austen", "A. N. Other"]', "jane austen a n other"),
        ("---", ""),
    ],
)
def test_texts_are_folded(text: str, folded: str) -> None:
    assert search_text(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_and_leaves_nothing_to_quote(text: str) -> None:
    folded = search_text(text)

    assert search_text(folded) == folded
    assert not set(folded) & set("\"*():^-'")


@given(st.text())
def test_typed_words_are_the_words_of_the_folded_text(text: str) -> None:
    assert " ".join(typed_tokens(text)).split() == search_text(text).split()


@pytest.mark.parametrize(
    ("title", "language", "key"),
    [
        ("The Hobbit", "en", "hobbit"),
        ("The Hobbit", "", "hobbit"),
        ("Die Another Day", "en", "die another day"),
        ("Die Verwandlung", "de-AT", "verwandlung"),
        ("The", "en", "the"),
        ("Volume 2", "en", "volume 00000002"),
    ],
)
def test_titles_sort_without_their_articles(title: str, language: str, key: str) -> None:
    assert title_key(title, language) == key


def test_numbers_sort_by_their_value() -> None:
    assert sorted(["Volume 10", "Volume 9"], key=sort_key) == ["Volume 9", "Volume 10"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("asuten", "austen"),
        ("prejudise", "prejudice"),
        ("hobit", "hobbit"),
        ("jnae", "jane"),
        ("tolk", "tolkien"),
    ],
)
def test_the_nearest_word_comes_first(typed: str, meant: str) -> None:
    assert near_tokens(typed, VOCABULARY)[0] == meant


def test_short_words_and_far_words_are_not_guessed() -> None:
    assert near_tokens("ar", VOCABULARY) == []
    assert near_tokens("xyzzy", VOCABULARY) == []
