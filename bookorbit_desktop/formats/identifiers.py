"""Normalises all spellings of an identifier in book files.

Cases: matching.md section 7, cases 28 and 29; the schemes are those of domain.metadata.Identifier.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from bookorbit_desktop.domain.base.isbn import isbn_is_valid, normalise_isbn
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.formats.markup import clean_line

_UUID: Final = re.compile(r"(?:urn:)?(?:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)
_ASIN: Final = re.compile(r"[A-Z0-9]{10}")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LABELLED: Final = re.compile(r"(?:urn:)?([a-z][a-z0-9_.-]{1,39}):(?!//)\s*(.+)", re.IGNORECASE)
_WEB_PAGES: Final = (
    (
        "asin",
        re.compile(
            r"amazon\.[a-z.]+/(?:[^?#]*/)?(?:dp|gp/product)/([A-Z0-9]{10})(?![A-Z0-9])", re.IGNORECASE
        ),
    ),
    ("goodreads", re.compile(r"goodreads\.com/book/show/([0-9]+)", re.IGNORECASE)),
    ("google", re.compile(r"books\.google\.[a-z.]+/books\?(?:[^#]*&)?id=([\w-]+)", re.IGNORECASE)),
    ("hardcover", re.compile(r"hardcover\.app/id/book/([0-9]+)", re.IGNORECASE)),
    ("hardcover-edition", re.compile(r"hardcover\.app/id/edition/([0-9]+)", re.IGNORECASE)),
    ("hardcover-slug", re.compile(r"hardcover\.app/books/([a-z0-9-]+)", re.IGNORECASE)),
)
_UNSPECIFIC: Final = frozenset({"", "uri", "url", "urn", "id", "other", "unknown"})
"""What files say if they do not specify the kind of identifier."""
_ISBN_SCHEMES: Final = re.compile(r"(urn:)?[ep]?-?isbn(-?1[03])?")


def identifiers(labelled: Iterable[tuple[str, str]]) -> tuple[Identifier, ...]:
    """Return the normal forms of (scheme, value) pairs without duplicates; meaningless ones are dropped."""
    found = (normalise_identifier(scheme, value) for scheme, value in labelled)
    return tuple(dict.fromkeys(identifier for identifier in found if identifier is not None))


def normalise_identifier(scheme: str, value: str) -> Identifier | None:
    """Return one identifier in normal form; None if the value fits neither its scheme nor another.

    `scheme` may be empty if the value contains it, as in "urn:isbn:..." or "goodreads:123".
    """
    name = _scheme_name(scheme)
    text = clean_line(value)
    if not text:
        return None
    if name in _UNSPECIFIC:
        return _from_text(text)
    read = _READERS.get(name)
    if read is None:
        return Identifier(name, text)
    normal = read(text)
    # A value that its scheme refuses may still say what it is: a UUID under "eisbn".
    return Identifier(name, normal) if normal else _from_text(text)


def _scheme_name(scheme: str) -> str:
    name = clean_line(scheme).lower().replace("_", "-")
    if _ISBN_SCHEMES.fullmatch(name):
        return "isbn"
    if name in ("asin", "mobi-asin", "amazon") or name.startswith("amazon-"):
        return "asin"
    if name in ("hardcover-id", "hardcover-book"):
        return "hardcover"
    return name.removeprefix("urn:")


def _from_text(text: str) -> Identifier | None:
    if uuid := _uuid(text):
        return Identifier("uuid", uuid)
    for scheme, pattern in _WEB_PAGES:
        if page := pattern.search(text):
            return normalise_identifier(scheme, page[1])
    if isbn := _unlabelled_isbn(text):
        return Identifier("isbn", isbn)
    if text.lower().startswith(("http://", "https://")):
        return Identifier("uri", text)
    labelled = _LABELLED.fullmatch(text)
    if labelled is None or _scheme_name(labelled[1]) in _UNSPECIFIC:
        return None
    return normalise_identifier(labelled[1], labelled[2])


def _unlabelled_isbn(text: str) -> str | None:
    """Thirteen digits with a valid check digit, or grouped, are an ISBN; ten bare digits may be anything."""
    isbn = normalise_isbn(text)
    if isbn is None or "isbn" in text.lower():
        return isbn
    return isbn if isbn_is_valid(isbn) and (len(isbn) == 13 or "-" in text) else None


def _uuid(text: str) -> str | None:
    match = _UUID.fullmatch(text)
    return match[1].lower() if match else None


def _asin(text: str) -> str | None:
    asin = text.upper()
    return asin if _ASIN.fullmatch(asin) else None


def _leading_number(text: str) -> str | None:
    """The number at the start: Goodreads writes "12345.Title" as well as "12345"."""
    match = re.match(r"([1-9][0-9]*)(?![0-9])", text)
    return match[1] if match else None


def _number(text: str) -> str | None:
    return text if re.fullmatch(r"[1-9][0-9]*", text) else None


def _slug(text: str) -> str | None:
    slug = text.lower()
    return slug if _SLUG.fullmatch(slug) else None


def _number_or_slug(text: str) -> str | None:
    return _number(text) if re.fullmatch(r"[0-9]+", text) else _slug(text)


_READERS: Final[dict[str, Callable[[str], str | None]]] = {
    "isbn": normalise_isbn,
    "asin": _asin,
    "goodreads": _leading_number,
    "hardcover": _number_or_slug,
    "hardcover-slug": _slug,
    "hardcover-edition": _number,
    "uuid": _uuid,
}
