"""Spellings of identifiers (matching.md section 7, cases 28 and 29)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.formats.identifiers import identifiers, normalise_identifier

UUID = "2d743fd6-afe0-4d06-b1f8-5f146f85cab3"


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("ISBN", "978-0-306-40615-7", ("isbn", "9780306406157")),
        ("isbn", "urn:isbn:0306406152", ("isbn", "0306406152")),
        ("eisbn", "9780306406157", ("isbn", "9780306406157")),
        ("ISBN-13", "9780306406157", ("isbn", "9780306406157")),
        ("", "urn:isbn:9780306406157", ("isbn", "9780306406157")),
        ("", "isbn:9780306406158", ("isbn", "9780306406158")),
        ("", "9780306406157", ("isbn", "9780306406157")),
        ("", "0-306-40615-2", ("isbn", "0306406152")),
        ("URI", "urn:isbn:9780306406157", ("isbn", "9780306406157")),
        ("MOBI-ASIN", "b00abcdefg", ("asin", "B00ABCDEFG")),
        ("AMAZON", "B00ABCDEFG", ("asin", "B00ABCDEFG")),
        ("amazon_de", "B00ABCDEFG", ("asin", "B00ABCDEFG")),
        ("", "mobi-asin:B00ABCDEFG", ("asin", "B00ABCDEFG")),
        ("", "https://www.amazon.co.uk/Clocks-Ada/dp/B00ABCDEFG?ref=x", ("asin", "B00ABCDEFG")),
        ("GOODREADS", "12345.The_Clocks", ("goodreads", "12345")),
        ("goodreads", "https://www.goodreads.com/book/show/12345-the-clocks", ("goodreads", "12345")),
        ("", "goodreads:12345", ("goodreads", "12345")),
        ("Google", "aBc-_1", ("google", "aBc-_1")),
        ("", "https://books.google.com/books?hl=en&id=aBc-_1", ("google", "aBc-_1")),
        ("uuid", f"urn:uuid:{UUID.upper()}", ("uuid", UUID)),
        ("", f"urn:uuid:{UUID}", ("uuid", UUID)),
        ("", UUID, ("uuid", UUID)),
        ("eisbn", f"urn:uuid:{UUID}", ("uuid", UUID)),
        ("calibre", UUID, ("calibre", UUID)),
        ("", "HARDCOVER:the-hobbit", ("hardcover", "the-hobbit")),
        ("", "HARDCOVER-EDITION:16193290", ("hardcover-edition", "16193290")),
        ("", "hardcover-slug:1984", ("hardcover-slug", "1984")),
        ("", "hardcover:12345", ("hardcover", "12345")),
        ("HARDCOVER", "the-hobbit", ("hardcover", "the-hobbit")),
        ("hardcover_edition", "16193290", ("hardcover-edition", "16193290")),
        ("hardcover", "https://hardcover.app/books/the-hobbit", ("hardcover-slug", "the-hobbit")),
        ("", "https://hardcover.app/id/edition/7", ("hardcover-edition", "7")),
        ("DOI", "10.1000/182", ("doi", "10.1000/182")),
        ("", "https://standardebooks.org/ebooks/x", ("uri", "https://standardebooks.org/ebooks/x")),
    ],
)
def test_spellings(scheme: str, value: str, expected: tuple[str, str]) -> None:
    assert normalise_identifier(scheme, value) == Identifier(*expected)


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("isbn", "not an isbn"),
        ("isbn", ""),
        ("", "0306406152"),
        ("", "9780306406158"),
        ("", "hello"),
        ("", "id: hello"),
        ("hardcover", "0"),
        ("hardcover", "-5"),
        ("hardcover-edition", "0"),
        ("hardcover-edition", "-1"),
        ("hardcover-edition", "the-hobbit"),
        ("asin", "short"),
        ("goodreads", "clocks"),
        ("", "   "),
    ],
)
def test_invalid_identifiers_are_ignored(scheme: str, value: str) -> None:
    assert normalise_identifier(scheme, value) is None


def test_each_identifier_once_in_its_order() -> None:
    pairs = [("", "urn:isbn:9780306406157"), ("goodreads", "1"), ("ISBN", "978-0306406157"), ("isbn", "?")]
    assert identifiers(pairs) == (Identifier("isbn", "9780306406157"), Identifier("goodreads", "1"))


@given(st.text(), st.text())
def test_any_texts_are_read(scheme: str, value: str) -> None:
    identifier = normalise_identifier(scheme, value)
    if identifier is not None:
        assert identifier.scheme == identifier.scheme.lower()
        assert identifier.value


@given(st.sampled_from(["isbn:", "urn:", "uuid:", "a:", "http://", "hardcover-"]), st.integers(1, 60))
def test_labels_within_labels_end(label: str, times: int) -> None:
    text = label * times + "x"
    assert normalise_identifier("", text) in (None, Identifier("uri", text))
