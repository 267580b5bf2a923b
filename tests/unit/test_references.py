"""What a person may paste to name a record on Hardcover."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.hardcover.match_query import Reference, parse_reference, reference_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://hardcover.app/books/the-hobbit", Reference(slug="the-hobbit")),
        ("https://www.hardcover.app/books/the-hobbit?referrer=x", Reference(slug="the-hobbit")),
        (
            "hardcover.app/books/the-hobbit/editions/123",
            Reference(edition_id=EditionId(123), slug="the-hobbit"),
        ),
        ("https://hardcover.app/id/book/77", Reference(record_id=RecordId(77))),
        ("https://hardcover.app/id/edition/555/", Reference(edition_id=EditionId(555))),
        ("77", Reference(record_id=RecordId(77))),
        (" edition: 555 ", Reference(edition_id=EditionId(555))),
        ("978-0-306-40615-7", Reference(isbn="9780306406157")),
        ("0306406152", Reference(isbn="0306406152")),
        ("11-22-63", Reference(slug="11-22-63")),
    ],
)
def test_every_way_to_name_a_record(text: str, expected: Reference) -> None:
    assert parse_reference(text) == expected


@pytest.mark.parametrize("text", ["", "   ", "The Hobbit", "https://example.org/books/x", "-5", "0"])
def test_a_text_that_is_no_reference_is_refused_with_the_next_step(text: str) -> None:
    with pytest.raises(InvalidInput, match="Paste its link"):
        parse_reference(text)


@given(st.text(max_size=60))
def test_any_text_is_a_reference_or_is_refused(text: str) -> None:
    with contextlib.suppress(InvalidInput):
        assert parse_reference(text) != Reference()


@given(
    st.builds(Reference, record_id=st.integers(1, 10**9 - 1))
    | st.builds(Reference, edition_id=st.integers(1, 10**9 - 1))
    | st.builds(Reference, slug=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
    | st.builds(Reference, isbn=st.sampled_from(["9780306406157", "0306406152"]))
)
def test_a_saved_reference_parses_to_the_same_record(reference: Reference) -> None:
    assert parse_reference(reference_text(reference)) == reference
