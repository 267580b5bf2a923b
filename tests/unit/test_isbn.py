"""ISBNs (matching.md section 2, cases 3, 4, 28 and 31)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.isbn import isbn_forms, isbn_is_valid, normalise_isbn, to_isbn10, to_isbn13

DIGITS = st.text("0123456789", min_size=9, max_size=9)


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("978-0-306-40615-7", "9780306406157"),
        ("0-306-40615-2", "0306406152"),
        ("155404295x", "155404295X"),
        ("urn:isbn:9780306406157", "9780306406157"),
        ("URN:ISBN:978-0-306-40615-7", "9780306406157"),
        ("ISBN:0306406152", "0306406152"),
        ("ISBN 978 0 306 40615 7", "9780306406157"),
        ("ISBN-13: 978-0-306-40615-7", "9780306406157"),
        ("ISBN-10: 0-306-40615-2", "0306406152"),
        ("ISBN 1032547693", "1032547693"),
        ("eISBN: 9780306406157", "9780306406157"),
        ("978‑0‑306‑40615‑7", "9780306406157"),
        ("978-0-306-40615-7 (hardback)", "9780306406157"),
        ("  9780306406157\n", "9780306406157"),
        ("979-10-90636-07-1", "9791090636071"),
    ],
)
def test_spellings_have_one_normal_form(text: str, isbn: str) -> None:
    assert normalise_isbn(text) == isbn


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not an isbn",
        "12345",
        "2d743fd6-afe0-4d06-b1f8-5f146f85cab3",
        "12345678-1234-1234-1234-123456789012",
        "urn:uuid:12345678-1234-4d06-b1f8-5f146f85cab3",
        "97803064061571",
        "978X306406157",
        "X306406152",
        "1234567890123",
        "https://example.org/9780306406157",
        "B00ABCDEFG",
    ],
)
def test_other_texts_are_no_isbn(text: str) -> None:
    assert normalise_isbn(text) is None


def test_a_wrong_check_digit_is_kept_but_not_trusted() -> None:
    isbn = normalise_isbn("978-0-306-40615-8")
    assert isbn == "9780306406158"
    assert not isbn_is_valid(isbn)
    assert to_isbn10(isbn) is None
    assert to_isbn13("0306406153") is None
    assert isbn_forms(isbn) == ("9780306406158",)


def test_both_lengths_are_forms_of_one_number() -> None:
    assert to_isbn13("0306406152") == "9780306406157"
    assert to_isbn10("9780306406157") == "0306406152"
    assert isbn_forms("0306406152") == ("0306406152", "9780306406157")
    assert isbn_forms("9780306406157") == ("9780306406157", "0306406152")


def test_979_has_no_short_form() -> None:
    assert isbn_is_valid("9791090636071")
    assert to_isbn10("9791090636071") is None
    assert isbn_forms("9791090636071") == ("9791090636071",)


@pytest.mark.parametrize("text", ["", "978", "978030640615X", "030640615x", "٠٣٠٦٤٠٦١٥٢"])
def test_a_text_that_is_no_normalised_isbn_is_invalid(text: str) -> None:
    assert not isbn_is_valid(text)
    assert to_isbn10(text) is None
    assert to_isbn13(text) is None


@given(DIGITS)
def test_ten_becomes_thirteen_and_back(body: str) -> None:
    isbn13 = next(isbn for digit in "0123456789" if isbn_is_valid(isbn := f"978{body}{digit}"))
    isbn10 = to_isbn10(isbn13)
    assert isbn10 is not None
    assert isbn10[:9] == body
    assert isbn_is_valid(isbn10)
    assert to_isbn13(isbn10) == isbn13


@given(DIGITS, st.integers(0, 11), st.sampled_from("0123456789"))
def test_a_changed_digit_makes_an_isbn_invalid(body: str, index: int, digit: str) -> None:
    isbn = next(isbn for last in "0123456789" if isbn_is_valid(isbn := f"978{body}{last}"))
    changed = isbn[:index] + digit + isbn[index + 1 :]
    assert isbn_is_valid(changed) == (changed == isbn)


@given(st.text())
def test_any_text_gives_an_isbn_or_none(text: str) -> None:
    isbn = normalise_isbn(text)
    assert isbn is None or normalise_isbn(isbn) == isbn


@given(st.text("0123456789Xx- :isbnISBN"))
def test_normal_form_has_ten_or_thirteen_characters(text: str) -> None:
    isbn = normalise_isbn(text)
    assert isbn is None or (len(isbn) in (10, 13) and set(isbn) <= set("0123456789X"))
