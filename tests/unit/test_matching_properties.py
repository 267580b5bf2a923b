"""What holds for every title: a book is its own record, a number tells books apart, spelling does not matter."""

import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery, fallback_queries, search_queries
from bookorbit_desktop.domain.hardcover.matching import (
    choose,
    file_names,
    judge,
    record_names,
    refuse_isbn_hit,
    refuse_saved_id,
)
from bookorbit_desktop.domain.matching.author_names import author_agreement
from bookorbit_desktop.domain.matching.derivatives import kinds_of
from bookorbit_desktop.domain.matching.title_agreement import is_placeholder
from bookorbit_desktop.domain.matching.title_index import TitleIndex
from bookorbit_desktop.domain.matching.title_numbers import title_tokens
from bookorbit_desktop.domain.matching.title_readings import readings_of

WORDS = (
    *(
        "Winter",
        "Orchard",
        "Lantern",
        "Crown",
        "Thorn",
        "Ember",
        "Glass",
        "River",
        "Stone",
        "Silence",
        "Élan",
        "Größe",
    ),
    *(
        "the",
        "of",
        "and",
        "a",
        "in",
        "Night",
        "Part",
        "Book",
        "Two",
        "III",
        "7",
        "1984",
        "Saga",
        "Companion",
        "O'Neill",
    ),
)
SEPARATORS = (" ", " ", " ", " ", ": ", " - ", ", ", " (", ") ", "; ")
TITLES = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SEPARATORS)), min_size=1, max_size=8).map(
    lambda pairs: "".join(word + sign for word, sign in pairs).strip(" :-,(;")
)
AUTHORS = st.sampled_from(
    ("Ada Example", "J. R. R. Quist", "Ursula K. Le Guin", "Fyodor Dostoevsky", "Zoë Ångström")
)
TEXTS = st.text(max_size=80)


def record(number: int, title: str, author: str, users: int = 10) -> CatalogueBook:
    return CatalogueBook(RecordId(number), title=title, authors=(author,), users_count=users)


@given(TITLES, AUTHORS)
@settings(max_examples=300)
def test_a_book_matches_the_record_with_its_own_title_and_author(title: str, author: str) -> None:
    assume(not is_placeholder(title_tokens(title)))
    found = judge(MatchQuery(title, (author,)), record(1, title, author))
    assert (found.refusal, found.similarity) == ("", 1.0)


@given(
    TITLES,
    AUTHORS,
    st.integers(2, 40),
    st.sampled_from(("{0} {1}", "{0}, Vol. {1}", "{0}: Part {1}", "{0} ({1})")),
)
@settings(max_examples=300)
def test_a_decoy_with_another_number_never_changes_the_choice(
    title: str, author: str, number: int, spelling: str
) -> None:
    assume(not is_placeholder(title_tokens(title)))
    query = MatchQuery(title, (author,))
    right, decoy = record(1, title, author), record(2, spelling.format(title, number), author, users=90_000)
    best = choose([judge(query, right), judge(query, decoy)])
    assert best is not None
    assert best.book.id == 1


@given(TITLES, AUTHORS, st.integers(2, 40), st.integers(2, 40))
@example("Winter Two: Winter", "Ann Leckie", 2, 3)
@settings(max_examples=200)
def test_two_volumes_are_two_books(title: str, author: str, one: int, other: int) -> None:
    assume(one != other)
    for spelling in ("{0}, Vol. {1}", "{0} {1}", "{0}: Part {1}", "{0} #{1}"):
        assert judge(
            MatchQuery(spelling.format(title, one), (author,)),
            record(1, spelling.format(title, other), author),
        ).refusal


def plainer(text: str) -> str:
    """The same without accents, in capitals."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).upper()


@given(TITLES, TITLES, AUTHORS)
@settings(max_examples=300)
def test_case_and_accents_change_no_judgement(ours: str, theirs: str, author: str) -> None:
    plain = judge(MatchQuery(ours, (author,)), record(1, theirs, author))
    for a, b, name in (
        (plainer(ours), theirs, author),
        (ours, plainer(theirs), author),
        (ours, theirs, plainer(author)),
    ):
        other = judge(MatchQuery(a, (name,)), record(1, b, author))
        assert (bool(other.refusal), other.level) == (bool(plain.refusal), plain.level)


@given(TITLES, AUTHORS)
@settings(max_examples=200)
def test_punctuation_hides_no_book_from_its_record(title: str, author: str) -> None:
    assume(not is_placeholder(title_tokens(title)))
    bare = " ".join("".join(c if c.isalnum() or c == "'" else " " for c in title).split())
    for ours, theirs in ((bare, title), (title, bare)):
        assert not judge(MatchQuery(ours, (author,)), record(1, theirs, author)).refusal


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.none() | st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=400)
def test_no_text_is_too_strange(
    title: str, author: str, theirs: str, subtitle: str, index: float | None
) -> None:
    query = MatchQuery(title, (author,), theirs, index, isbns=("9780306406157",))
    book = CatalogueBook(
        RecordId(1),
        title=theirs,
        subtitle=subtitle,
        authors=(author, title),
        series=title,
        series_position=index,
    )
    assert 0 <= judge(query, book).score <= 1
    refuse_isbn_hit(query, Edition(EditionId(1), RecordId(1), title=subtitle, isbn_13="9780306406157"), book)
    refuse_saved_id(query, book, saved=author)
    assert len(search_queries(query)) <= 3
    assert len(fallback_queries(query)) <= 2
    kinds_of(title, subtitle)
    readings_of(title, subtitle)
    author_agreement((author,), (title,))


@pytest.mark.parametrize(
    "text", ["(" * 5000, "a - " * 3000, "1 " * 5000, "Vol. " * 3000, "I" * 10_000, "[x]" * 4000]
)
def test_hostile_titles_are_read_in_short_time(text: str) -> None:
    assert len(readings_of(text)) < 80
    judge(MatchQuery(text, (text,)), record(1, text[1:], text))


@given(st.lists(st.tuples(TITLES, AUTHORS), min_size=1, max_size=12), TITLES, AUTHORS)
@settings(max_examples=200)
def test_the_index_misses_no_book_that_would_be_taken(
    books: list[tuple[str, str]], title: str, author: str
) -> None:
    index: TitleIndex[CatalogueBook] = TitleIndex()
    records = [record(number, *book) for number, book in enumerate(books)]
    for one in records:
        index.add(one, record_names(one))
    query = MatchQuery(title, (author,))
    accepted = {one.id for one in records if not judge(query, one).refusal}
    assert accepted <= {one.id for one in index.like(file_names(query))}
