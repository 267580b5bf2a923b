"""The editable fields of a book: their values as text, and their origins."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.isbn import isbn_is_valid, normalise_isbn, to_isbn13
from bookorbit_desktop.domain.base.language import language_code
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier

FieldValue: TypeAlias = str | tuple[str, ...] | float | int | None
"""A list for authors and subjects, a number or None for series_index and pages, text for all others."""

LONGEST: Final = 1_000
"""Characters of one text; a description may have `LONGEST_DESCRIPTION`."""
LONGEST_DESCRIPTION: Final = 100_000
MOST_NAMES: Final = 200
LARGEST_INDEX: Final = 100_000.0
MOST_PAGES: Final = 100_000
SEPARATOR: Final = ";"
"""The separator between names of a list, as names may contain commas."""

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_WHOLE = re.compile(r"[0-9]{1,8}|[0-9]{1,3}(?:[.,'\u2009\u202f\xa0 ][0-9]{3}){1,2}")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class BookField(StrEnum):
    """One of the fields."""

    TITLE = "title"
    AUTHORS = "authors"
    SERIES = "series"
    SERIES_INDEX = "series_index"
    LANGUAGE = "language"
    PUBLISHER = "publisher"
    PUBLISHED = "published"
    DESCRIPTION = "description"
    SUBJECTS = "subjects"
    PAGES = "pages"
    ISBN = "isbn"


LISTS: Final = frozenset({BookField.AUTHORS, BookField.SUBJECTS})
"""Fields with several values."""


class FieldOrigin(StrEnum):
    """Where a field's value comes from."""

    FILE = "file"
    CALIBRE = "calibre"
    """The file's Calibre library, which takes precedence over the file."""
    HARDCOVER = "hardcover"
    HAND = "hand"


OWN: Final = frozenset({FieldOrigin.FILE, FieldOrigin.CALIBRE})
"""Sources that come with a book. A field that follows these changes with them."""


@dataclass(frozen=True, slots=True)
class FieldState:
    """A field of a book."""

    field: BookField
    value: FieldValue
    origin: FieldOrigin
    locked: bool
    """Only the person changes it."""
    in_file: FieldValue
    """The value in the file; the same as `value` while the field follows the file."""
    told_by: FieldOrigin = FieldOrigin.FILE
    """The source of `in_file`: the file, or its Calibre library."""

    @property
    def follows(self) -> bool:
        """Whether the value follows the file or Calibre."""
        return self.origin in OWN and not self.locked


def blank(field: BookField) -> FieldValue:
    """The empty value of a field."""
    if field in LISTS:
        return ()
    return None if field in (BookField.SERIES_INDEX, BookField.PAGES) else ""


def value_of(metadata: BookMetadata, field: BookField) -> FieldValue:
    """The value of a field; of several ISBNs, the first with 13 digits, else the first."""
    if field is BookField.ISBN:
        isbns = [identifier.value for identifier in metadata.identifiers if identifier.scheme == "isbn"]
        return next((isbn for isbn in isbns if len(isbn) == 13), isbns[0] if isbns else "")
    value: FieldValue = getattr(metadata, field.value)
    return value


def with_values(metadata: BookMetadata, values: Mapping[BookField, FieldValue]) -> BookMetadata:
    """Return the metadata with other values. An ISBN replaces all existing ones."""
    plain = {field.value: value for field, value in values.items() if field is not BookField.ISBN}
    changed = replace(metadata, **plain)  # type: ignore[arg-type]  # `checked` holds each to its kind
    if BookField.ISBN not in values:
        return changed
    others = tuple(identifier for identifier in metadata.identifiers if identifier.scheme != "isbn")
    isbn = values[BookField.ISBN]
    return replace(changed, identifiers=(*((Identifier("isbn", str(isbn)),) if isbn else ()), *others))


def checked(field: BookField, value: FieldValue) -> FieldValue:
    """A value in normal form. Raises InvalidInput, with what to write instead."""
    return _CHECKS[field](value)


def parsed(field: BookField, text: str) -> FieldValue:
    """A value from user input; blank text clears a field. Raises InvalidInput."""
    if not text.strip():
        return checked(field, blank(field))
    if field in LISTS:
        return checked(field, tuple(text.split(SEPARATOR)))
    if field is BookField.SERIES_INDEX:
        return checked(field, _decimal(text))
    if field is BookField.PAGES:
        return checked(field, _whole(text))
    return checked(field, text)


def as_text(value: FieldValue) -> str:
    """A value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return f"{SEPARATOR} ".join(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(value)


def counted_up(first: float, count: int) -> tuple[float, ...]:
    """Consecutive series numbers for this many books. Raises InvalidInput past the largest."""
    indexes = tuple(first + step for step in range(count))
    for index in indexes[-1:]:
        checked(BookField.SERIES_INDEX, index)
    return indexes


def next_index(taken: Iterable[float | None]) -> float:
    """The first whole number after all those used in a series; 1 for an empty one."""
    return float(max((math.floor(index) for index in taken if index is not None), default=0) + 1)


def with_names(names: tuple[str, ...], *, added: Iterable[str], removed: Iterable[str]) -> tuple[str, ...]:
    """A list without some names, ignoring case, and with missing others appended."""
    gone = {name.casefold() for name in removed}
    kept = [name for name in names if name.casefold() not in gone]
    known = {name.casefold() for name in kept}
    return (*kept, *(name for name in added if name.casefold() not in known))


def _title(value: FieldValue) -> str:
    title = _line(value)
    if not title:
        raise InvalidInput(Message("A book needs a title. Enter one, or use the one in the file."))
    return title


def _line(value: FieldValue) -> str:
    return _short(" ".join(_text(value).split()))


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise InvalidInput(
            Message("Too long: {0} characters, the limit is {1}. Shorten it.", len(text), LONGEST)
        )
    return text


def _description(value: FieldValue) -> str:
    lines = (line.rstrip() for line in _text(value).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    text = "\n".join(lines).strip()
    if len(text) > LONGEST_DESCRIPTION:
        raise InvalidInput(
            Message("Too long: {0} characters, the limit is {1}. Shorten it.", len(text), LONGEST_DESCRIPTION)
        )
    return text


def _text(value: FieldValue) -> str:
    """The text without control characters and lone surrogates. Raises InvalidInput if it is not text."""
    if not isinstance(value, str):
        raise InvalidInput(Message("This field needs text. Enter some words."))
    kept = (letter for letter in value if letter in "\t\n\r" or not _is_control(letter))
    return "".join(kept)


def _is_control(letter: str) -> bool:
    return letter < " " or "\x7f" <= letter < "\xa0" or "\ud800" <= letter <= "\udfff"


def _names(value: FieldValue) -> tuple[str, ...]:
    if not isinstance(value, tuple):
        raise InvalidInput(Message("This field is a list. Separate entries with semicolons."))
    names = tuple(dict.fromkeys(filter(None, map(_line, value))))
    if len(names) > MOST_NAMES:
        raise InvalidInput(
            Message("Too many entries: {0}, the limit is {1}. Remove some.", len(names), MOST_NAMES)
        )
    return names


def _index(value: FieldValue) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or not 0 <= value <= LARGEST_INDEX:
        raise InvalidInput(Message("Enter a series number from 0 to 100,000, such as 2 or 1.5."))
    return round(float(value), 4)


def _pages(value: FieldValue) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or value != value // 1 or not 0 < value <= MOST_PAGES:
        raise InvalidInput(Message("Enter a page count from 1 to 100,000."))
    return int(value)


def _language(value: FieldValue) -> str:
    text = _line(value)
    if not text or _TAG.fullmatch(text):
        return text
    code = language_code(text)
    if not code:
        raise InvalidInput(
            Message("Unknown language “{0}”. Enter a language code, such as en or pt-BR.", text[:80])
        )
    return code


def _published(value: FieldValue) -> str:
    text = _line(value)
    if text and not _is_day(text):
        raise InvalidInput(
            Message("Enter a year or a date as YYYY-MM or YYYY-MM-DD, such as 1813 or 2020-09-15.")
        )
    return text


def _is_day(text: str) -> bool:
    found = _DAY.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _isbn(value: FieldValue) -> str:
    text = _line(value)
    if not text:
        return ""
    isbn = normalise_isbn(text)
    if isbn is None or not isbn_is_valid(isbn):
        raise InvalidInput(
            Message(
                "“{0}” isn't a valid ISBN. Check its 10 or 13 digits against the book.",
                text[:80],
            )
        )
    return to_isbn13(isbn) or isbn


def _decimal(text: str) -> float:
    """A number with a decimal point or comma; -1 if it is not one."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        number = math.nan
    return number if math.isfinite(number) else -1.0


def _whole(text: str) -> int:
    """A count, with or without thousands separators; 0 if it is not one."""
    bare = text.strip()
    return int(re.sub(r"[^0-9]", "", bare)) if _WHOLE.fullmatch(bare) else 0


_CHECKS: Final[Mapping[BookField, Callable[[FieldValue], FieldValue]]] = {
    BookField.TITLE: _title,
    BookField.AUTHORS: _names,
    BookField.SERIES: _line,
    BookField.SERIES_INDEX: _index,
    BookField.LANGUAGE: _language,
    BookField.PUBLISHER: _line,
    BookField.PUBLISHED: _published,
    BookField.DESCRIPTION: _description,
    BookField.SUBJECTS: _names,
    BookField.PAGES: _pages,
    BookField.ISBN: _isbn,
}
