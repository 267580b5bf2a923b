"""Which lists of identifiers are used, and that no body of a push breaks on one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.koreader.progress import (
    MAX_IDENTIFIERS,
    DocumentIdentifier,
    UnusableIdentifiers,
    check_identifiers,
    progress_match,
)
from bookorbit_desktop.server.push_body import parse_ids, parse_push
from bookorbit_desktop.server.replies import KosyncError

PUSH = {"document": "abc", "progress": "/body", "percentage": 0.5, "device": "Kobo"}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"type": ANYTHING, "value": st.just("abc") | ANYTHING}, optional={"weak": ANYTHING}
    ),
    max_size=10,
)


@given(ANYTHING | ENTRIES)
def test_a_push_is_read_whatever_its_identifiers_are(identifiers: object) -> None:
    push = parse_push(json.dumps(PUSH | {"identifiers": identifiers}).encode())
    assert (push.document, push.percentage) == ("abc", 0.5)
    assert len(push.identifiers) <= MAX_IDENTIFIERS
    assert not push.identifiers or any(found.value == "abc" for found in push.identifiers)


@given(st.text(max_size=60))
def test_ids_are_a_list_with_the_document_or_refused(text: str) -> None:
    refusal = None
    try:
        identifiers = parse_ids(text, "abc")
    except KosyncError as error:
        refusal = (error.status, error.code)
    assert refusal == (403, 2003) or ",".join(f"{each.type}:{each.value}" for each in identifiers) == text


def test_the_limits_of_the_proposal() -> None:
    longest = DocumentIdentifier("t" * 32, "v" * 128)
    own = DocumentIdentifier("content", "abc")
    assert check_identifiers([own, longest], "abc") == (own, longest)
    for bad in (DocumentIdentifier("t" * 33, "v"), DocumentIdentifier("t", "v" * 129)):
        with pytest.raises(UnusableIdentifiers):
            check_identifiers([own, bad], "abc")


@pytest.mark.parametrize(
    ("identifier", "claims"),
    [
        (DocumentIdentifier("content", "a"), True),
        (DocumentIdentifier("structure", "a"), True),
        (DocumentIdentifier("structure", "a", weak=True), False),
        (DocumentIdentifier("filename", "a"), False),
        (DocumentIdentifier("isbn", "a"), False),
    ],
)
def test_only_identifiers_of_the_text_may_claim_a_record(
    identifier: DocumentIdentifier, claims: bool
) -> None:
    assert identifier.may_claim is claims


def test_progress_match_is_the_first_name_that_is_shared() -> None:
    mine = [DocumentIdentifier("content", "a"), DocumentIdentifier("structure", "s")]
    assert progress_match(mine, {"s", "a"}) == "content"
    assert progress_match(mine, {"s", "b"}) == "structure"
    assert progress_match(mine, {"b"}) == "none"
