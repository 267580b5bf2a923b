"""Values that sources offer for the fields of a book, with their confidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.titles import author_similarity, normalise_title
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.hardcover.matching import title_similarity
from bookorbit_desktop.domain.library.fields import (
    OWN,
    BookField,
    FieldOrigin,
    FieldValue,
    as_text,
    blank,
    checked,
)
from bookorbit_desktop.domain.library.sync_state import MatchMethod

WRITTEN: Final = 0.9
"""The value is in the file itself."""
FROM_NAME: Final = 0.3
"""The value is only in the file's name."""
TRUSTED: Final = 0.7
"""From this confidence on, a value is preselected."""
ONE_OF_MANY: Final = 0.6
"""The factor on a record's confidence if nothing confirms its edition."""
NOBODY_NAMED: Final = 0.5
"""The factor on a likeness without any author: many books share a title."""

_METHODS: Final[Mapping[MatchMethod, float]] = {
    MatchMethod.MANUAL: 0.95,
    MatchMethod.METADATA_ID: 0.95,
    MatchMethod.ISBN13: 0.9,
    MatchMethod.ISBN10: 0.9,
    MatchMethod.EXTERNAL_ID: 0.85,
    MatchMethod.SHELF: 0.75,
    MatchMethod.TITLE_AUTHOR: 0.75,
}
_SAYS_ITS_EDITION: Final = frozenset(
    {MatchMethod.MANUAL, MatchMethod.METADATA_ID, MatchMethod.ISBN13, MatchMethod.ISBN10}
)
_BY_NAME: Final = frozenset({MatchMethod.SHELF, MatchMethod.TITLE_AUTHOR})

OF_EDITION: Final = frozenset({BookField.LANGUAGE, BookField.PUBLISHED, BookField.PAGES, BookField.ISBN})
"""Fields that differ between the editions of a work."""


@dataclass(frozen=True, slots=True)
class FieldCandidate:
    """A value that a source offers for a field."""

    field: BookField
    value: FieldValue
    confidence: float
    """0..1."""
    source: FieldOrigin


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """What a source says about a book."""

    candidates: tuple[FieldCandidate, ...] = ()
    """At most one for each field; unknown fields are left out."""
    cover_url: str = ""
    """The address of its cover; empty if there is none."""


def record_confidence(method: MatchMethod, alike: float, field: BookField) -> float:
    """Return the confidence, 0..1, that a catalogue record is right for a field.

    A record found by name counts as much as its `likeness` (0..1), and always less than one found by an
    identifier or chosen by the person. Without a match the result is 0.
    """
    base = _METHODS.get(method, 0.0)
    if method in _BY_NAME:
        base *= min(1.0, max(0.0, alike))
    if field in OF_EDITION and method not in _SAYS_ITS_EDITION:
        base *= ONE_OF_MANY
    return base


def likeness(query: MatchQuery, record: CatalogueBook) -> float:
    """The similarity of a book and a record by title and author, 0..1; halved if either has no author."""
    names = author_similarity(query.authors, record.authors)
    return title_similarity(query, record) * (NOBODY_NAMED if names is None else names)


def agreeing(candidates: Iterable[FieldCandidate]) -> tuple[FieldCandidate, ...]:
    """The same candidates; where several agree on a value, each gets the highest confidence among them."""
    known = list(candidates)
    return tuple(
        replace(candidate, confidence=max(other.confidence for other in known if same(candidate, other)))
        for candidate in known
    )


def same(first: FieldCandidate, other: FieldCandidate) -> bool:
    """Whether two candidates have the same value for a field, ignoring case and punctuation."""
    return first.field is other.field and _plain(first.value) == _plain(other.value)


def _plain(value: FieldValue) -> str:
    return normalise_title(as_text(value))


def preferred(candidates: Iterable[FieldCandidate]) -> dict[BookField, FieldCandidate]:
    """Choose the candidate to preselect for each field.

    The one with the highest confidence wins, and the file's wins a tie. An untrusted candidate is chosen only
    if it is the file's, because the book has that value already.
    """
    found: dict[BookField, FieldCandidate] = {}
    for candidate in sorted(
        candidates, key=lambda candidate: (-candidate.confidence, candidate.source not in OWN)
    ):
        if candidate.confidence >= TRUSTED or candidate.source in OWN:
            found.setdefault(candidate.field, candidate)
    return found


def looks_complete(candidates: Iterable[FieldCandidate]) -> bool:
    """Whether a trusted source provides both title and author."""
    trusted = {
        candidate.field for candidate in candidates if candidate.confidence >= TRUSTED and candidate.value
    }
    return {BookField.TITLE, BookField.AUTHORS} <= trusted


def record_fields(record: CatalogueBook, edition: Edition | None) -> dict[BookField, FieldValue]:
    """Return the usable fields in normal form; without an edition, those of the record."""
    year = "" if record.release_year is None else f"{record.release_year:04d}"
    said: dict[BookField, FieldValue] = {
        BookField.TITLE: record.title,
        BookField.AUTHORS: record.authors,
        BookField.SERIES: record.series,
        BookField.SERIES_INDEX: record.series_position if record.series else None,
        BookField.LANGUAGE: edition.language if edition else "",
        BookField.PUBLISHED: (edition.release_date if edition else "") or year,
        BookField.DESCRIPTION: record.description,
        BookField.SUBJECTS: record.genres,
        BookField.PAGES: (edition.pages if edition else None) or record.pages,
        BookField.ISBN: (edition.isbn_13 or edition.isbn_10) if edition else "",
    }
    usable = {field: _usable(field, value) for field, value in said.items()}
    return {field: value for field, value in usable.items() if value != blank(field)}


def _usable(field: BookField, value: FieldValue) -> FieldValue:
    try:
        return checked(field, value)
    except InvalidInput:
        return blank(field)
