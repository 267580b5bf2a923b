"""ISBNs: normal form, check digits and the two lengths (matching.md section 2)."""

import re

_LABEL = re.compile(r"\s*(?:urn:)?(?:[ep]-?)?isbn(?:[-_ ]?1[03](?=[:\s]))?[^0-9]*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([0-9](?:[-\s.\u2010-\u2015\u2212]*[0-9Xx])+)(?=$|[\s()\[\];:,./])")
_ISBN_10 = re.compile(r"[0-9]{9}[0-9X]")
_ISBN_13 = re.compile(r"97[89][0-9]{10}")


def normalise_isbn(text: str) -> str | None:
    """Return the 10 or 13 characters of an ISBN, or None if `text` contains none.

    Hyphens, spaces and labels such as "urn:isbn:" or "ISBN-13:" are removed. A wrong check digit is kept:
    such a number can still be looked up, with less trust (matching.md section 7, case 31).
    """
    label = _LABEL.match(text)
    number = _NUMBER.match(text, label.end() if label else 0)
    if number is None:
        return None
    isbn = re.sub(r"[^0-9X]", "", number[1].upper())
    return isbn if _ISBN_10.fullmatch(isbn) or _ISBN_13.fullmatch(isbn) else None


def isbn_is_valid(isbn: str) -> bool:
    """Whether a normalised ISBN has the right check digit."""
    if _ISBN_10.fullmatch(isbn):
        return isbn[-1] == _check_digit_10(isbn[:9])
    if _ISBN_13.fullmatch(isbn):
        return isbn[-1] == _check_digit_13(isbn[:12])
    return False


def to_isbn13(isbn: str) -> str | None:
    """Return the 13-character form of a normalised ISBN; None if its check digit is wrong."""
    if not isbn_is_valid(isbn):
        return None
    if len(isbn) == 13:
        return isbn
    body = "978" + isbn[:9]
    return body + _check_digit_13(body)


def to_isbn10(isbn: str) -> str | None:
    """Return the 10-character form of a normalised ISBN.

    None if its check digit is wrong, and for 979 numbers, which have no such form.
    """
    if not isbn_is_valid(isbn):
        return None
    if len(isbn) == 10:
        return isbn
    if not isbn.startswith("978"):
        return None
    return isbn[3:12] + _check_digit_10(isbn[3:12])


def isbn_forms(isbn: str) -> tuple[str, ...]:
    """Return every form under which a normalised ISBN may be listed: itself, then its other length if any."""
    other = to_isbn13(isbn) if len(isbn) == 10 else to_isbn10(isbn)
    return (isbn, other) if other else (isbn,)


def _check_digit_10(body: str) -> str:
    remainder = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), body, strict=True)) % 11
    return "0123456789X"[-remainder % 11]


def _check_digit_13(body: str) -> str:
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(body))
    return str(-total % 10)
