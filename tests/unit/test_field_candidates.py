"""How sure a value of a source is, and what is chosen before the person has looked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook
from bookorbit_desktop.domain.hardcover.field_candidates import (
    TRUSTED,
    FieldCandidate,
    agreeing,
    likeness,
    looks_complete,
    preferred,
    record_confidence,
    same,
)
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin
from bookorbit_desktop.domain.library.sync_state import MatchMethod

SURENESS = st.floats(min_value=0, max_value=1)
FIELDS, METHODS = st.sampled_from(BookField), st.sampled_from(MatchMethod)
CANDIDATES = st.lists(
    st.builds(
        FieldCandidate,
        st.sampled_from((BookField.TITLE, BookField.SERIES)),
        st.sampled_from(("Emma", "emma.", "Persuasion")),
        SURENESS,
        st.sampled_from((FieldOrigin.FILE, FieldOrigin.HARDCOVER)),
    ),
    max_size=6,
)
NAMED = (MatchMethod.MANUAL, MatchMethod.METADATA_ID, MatchMethod.ISBN13, MatchMethod.EXTERNAL_ID)


def candidate(
    value: str, confidence: float, source: FieldOrigin, field: BookField = BookField.TITLE
) -> FieldCandidate:
    return FieldCandidate(field, value, confidence, source)


@given(METHODS, st.floats(allow_nan=False), FIELDS)
def test_confidence_is_between_0_and_1(method: MatchMethod, alike: float, field: BookField) -> None:
    assert 0 <= record_confidence(method, alike, field) <= 1


@given(METHODS, SURENESS, SURENESS, FIELDS)
def test_less_similar_titles_never_score_higher(
    method: MatchMethod, one: float, other: float, field: BookField
) -> None:
    low, high = sorted((one, other))

    assert record_confidence(method, low, field) <= record_confidence(method, high, field)


@given(st.sampled_from(NAMED), SURENESS, FIELDS)
def test_a_name_alone_is_never_as_sure_as_an_identifier(
    method: MatchMethod, alike: float, field: BookField
) -> None:
    by_name = record_confidence(MatchMethod.TITLE_AUTHOR, alike, field)

    assert by_name < record_confidence(method, alike, field)


@given(SURENESS, FIELDS)
def test_no_match_is_worth_nothing(alike: float, field: BookField) -> None:
    assert record_confidence(MatchMethod.NONE, alike, field) == 0


def test_a_title_that_no_author_supports_is_not_trusted() -> None:
    record = CatalogueBook(RecordId(1), title="Emma", authors=("Jane Austen",))

    alone = likeness(MatchQuery("Emma"), record)
    supported = likeness(MatchQuery("Emma", ("Jane Austen",)), record)

    assert record_confidence(MatchMethod.TITLE_AUTHOR, alone, BookField.AUTHORS) < TRUSTED
    assert record_confidence(MatchMethod.TITLE_AUTHOR, supported, BookField.AUTHORS) >= TRUSTED


def test_the_pages_of_one_of_many_editions_are_not_trusted() -> None:
    assert record_confidence(MatchMethod.TITLE_AUTHOR, 1, BookField.PAGES) < TRUSTED
    assert record_confidence(MatchMethod.ISBN13, 0, BookField.PAGES) >= TRUSTED


@given(CANDIDATES)
def test_sources_that_agree_never_lower_the_confidence(candidates: list[FieldCandidate]) -> None:
    surer = agreeing(candidates)

    assert [(one.field, one.value, one.source) for one in surer] == [
        (one.field, one.value, one.source) for one in candidates
    ]
    assert all(after.confidence >= before.confidence for before, after in zip(candidates, surer, strict=True))
    assert all(one.confidence == other.confidence for one in surer for other in surer if same(one, other))


@given(CANDIDATES)
def test_only_trusted_values_replace_those_of_the_file(
    candidates: list[FieldCandidate],
) -> None:
    chosen = preferred(candidates)

    assert all(one.confidence >= TRUSTED or one.source is FieldOrigin.FILE for one in chosen.values())
    assert {one.field for one in candidates if one.source is FieldOrigin.FILE} <= set(chosen)


def test_the_file_is_chosen_where_both_are_equally_sure() -> None:
    both = [candidate("B", 0.9, FieldOrigin.HARDCOVER), candidate("A", 0.9, FieldOrigin.FILE)]

    assert preferred(both)[BookField.TITLE].value == "A"


@pytest.mark.parametrize(("confidence", "complete"), [(0.9, True), (0.3, False)])
def test_complete_is_what_has_a_trusted_title_and_author(confidence: float, complete: bool) -> None:
    title = candidate("Emma", confidence, FieldOrigin.FILE)
    author = FieldCandidate(BookField.AUTHORS, ("Jane Austen",), 0.9, FieldOrigin.FILE)

    assert looks_complete([title, author]) is complete
    assert not looks_complete([title])
