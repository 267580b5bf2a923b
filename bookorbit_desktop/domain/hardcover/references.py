"""Parses links, ids and slugs that a person enters to name a Hardcover record."""

import re
from dataclasses import dataclass

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.base.isbn import isbn_is_valid, normalise_isbn
from bookorbit_desktop.domain.base.messages import Message

_SITE = re.compile(r"(?:https?://)?(?:www\.)?hardcover\.app/", re.IGNORECASE)
_BY_ID = re.compile(r"id/(book|edition)/(\d{1,9})/?", re.IGNORECASE)
_BY_SLUG = re.compile(r"books/([\w-]+)(?:/editions/(\d{1,9}))?/?", re.IGNORECASE)
_EDITION = re.compile(r"edition:\s*(\d{1,9})", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Reference:
    """One way to name a record; exactly one of record_id, edition_id, slug and isbn is set."""

    record_id: RecordId | None = None
    edition_id: EditionId | None = None
    slug: str = ""
    isbn: str = ""


def parse_reference(text: str) -> Reference:
    """A hardcover.app address, a book's number, `edition:NUMBER`, a slug or an ISBN.

    A number is a book's id unless it is a valid ISBN. Raises InvalidInput for anything else.
    """
    bare = text.strip()
    if site := _SITE.match(bare):
        found = _from_path(re.split(r"[?#]", bare[site.end() :])[0])
        if found is not None:
            return found
    if edition := _EDITION.fullmatch(bare):
        return Reference(edition_id=EditionId(int(edition[1])))
    isbn = normalise_isbn(bare)
    if isbn is not None and isbn_is_valid(isbn):
        return Reference(isbn=isbn)
    if bare.isdecimal() and bare.isascii() and 0 < int(bare) < 10**9:
        return Reference(record_id=RecordId(int(bare)))
    if not bare.isdecimal() and _SLUG.fullmatch(bare):
        return Reference(slug=bare)
    raise InvalidInput(
        Message(
            "“{0}” isn't a Hardcover book. Paste its link, its number, edition:NUMBER or an ISBN.",
            bare[:80],
        )
    )


def reference_text(reference: Reference) -> str:
    """The text from which `parse_reference` reads the same edition, book, slug or ISBN."""
    if reference.isbn:
        return reference.isbn
    if reference.edition_id is not None:
        return f"edition:{reference.edition_id}"
    if reference.record_id is not None:
        return str(reference.record_id)
    # A slug such as 1984 reads as a number without its address.
    return f"https://hardcover.app/books/{reference.slug}"


def _from_path(path: str) -> Reference | None:
    if by_id := _BY_ID.fullmatch(path):
        number = int(by_id[2])
        return (
            Reference(record_id=RecordId(number))
            if by_id[1].lower() == "book"
            else Reference(edition_id=EditionId(number))
        )
    if by_slug := _BY_SLUG.fullmatch(path):
        edition = EditionId(int(by_slug[2])) if by_slug[2] else None
        return Reference(slug=by_slug[1].lower(), edition_id=edition)
    return None
