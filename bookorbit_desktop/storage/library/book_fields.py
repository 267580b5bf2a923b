"""Fields of books that don't simply follow the file, and the file's own values for them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import LISTS, OWN, BookField, FieldOrigin, FieldState, value_of
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.storage import models


@dataclass(frozen=True, slots=True)
class KeptField:
    """A field as stored. The value in use is stored with the book."""

    origin: FieldOrigin
    locked: bool
    in_file: str
    """The file's value, as written by `field_text`: all ISBNs."""


def kept_fields(book_id: BookId) -> dict[BookField, KeptField]:
    """The fields of a book that do not simply follow its file."""
    return kept_fields_of([book_id]).get(book_id, {})


def kept_fields_of(book_ids: Sequence[BookId]) -> dict[BookId, dict[BookField, KeptField]]:
    """Return the kept fields of many books (at most 500), without books that have none."""
    table = models.KeptField
    found: dict[BookId, dict[BookField, KeptField]] = {}
    for row in table.select().where(table.book.in_(book_ids)):
        kept = KeptField(FieldOrigin(row.origin), row.locked, row.in_file)
        found.setdefault(row.book_id, {})[BookField(row.field)] = kept
    return found


def is_from_calibre(book_id: BookId) -> bool:
    """Whether a Calibre library provides a book's metadata instead of its file."""
    table = models.CalibreBook
    return bool(table.select().where(table.book == book_id).exists())


def all_from_calibre() -> frozenset[BookId]:
    """Return every book with metadata from a Calibre library."""
    return frozenset(book for (book,) in models.CalibreBook.select(models.CalibreBook.book).tuples())


def put_kept_fields(book_id: BookId, fields: Mapping[BookField, KeptField | None]) -> None:
    """Store some fields of a book. None lets a field follow the file again. Runs inside a writer job."""
    table = models.KeptField
    for field, kept in fields.items():
        if kept is None:
            table.delete().where(table.book == book_id, table.field == field).execute()
        else:
            table.replace(
                book=book_id, field=field, origin=kept.origin, locked=kept.locked, in_file=kept.in_file
            ).execute()


def states(
    metadata: BookMetadata, kept: Mapping[BookField, KeptField], *, is_calibres: bool
) -> dict[BookField, FieldState]:
    """The state of every field. `metadata` holds the values in use; `is_calibres` as `is_from_calibre`."""
    source_metadata = in_file(metadata, kept)
    return {
        field: _state(field, metadata, source_metadata, kept.get(field), _teller(field, is_calibres))
        for field in BookField
    }


def in_file(metadata: BookMetadata, kept: Mapping[BookField, KeptField]) -> BookMetadata:
    """The file's metadata, derived from the values in use and the stored ones."""
    for field, state in kept.items():
        metadata = with_field_text(metadata, field, state.in_file)
    return metadata


def rewritten(
    source_metadata: BookMetadata, now: BookMetadata, kept: Mapping[BookField, KeptField]
) -> tuple[BookMetadata, dict[BookField, KeptField | None]]:
    """A book's metadata after its file changed, and the fields to store."""
    fields: dict[BookField, KeptField | None] = {
        field: replace(state, in_file=field_text(source_metadata, field)) for field, state in kept.items()
    }
    return with_fields(source_metadata, now, kept), fields


def with_fields(metadata: BookMetadata, other: BookMetadata, fields: Iterable[BookField]) -> BookMetadata:
    """The metadata with some fields as they are in `other`."""
    for field in fields:
        metadata = with_field_text(metadata, field, field_text(other, field))
    return metadata


def field_text(metadata: BookMetadata, field: BookField) -> str:
    """A field as stored JSON. Includes all ISBNs of a book, not only the one shown."""
    if field is BookField.ISBN:
        return json.dumps(
            [identifier.value for identifier in metadata.identifiers if identifier.scheme == "isbn"]
        )
    return json.dumps(value_of(metadata, field), ensure_ascii=False)


def with_field_text(metadata: BookMetadata, field: BookField, text: str) -> BookMetadata:
    """The metadata with a field set from the text of `field_text`."""
    value = json.loads(text)
    if field is BookField.ISBN:
        others = tuple(identifier for identifier in metadata.identifiers if identifier.scheme != "isbn")
        return replace(metadata, identifiers=(*(Identifier("isbn", isbn) for isbn in value), *others))
    changes: dict[str, Any] = {field.value: tuple(value) if field in LISTS else value}
    return replace(metadata, **changes)


def _teller(field: BookField, is_calibres: bool) -> FieldOrigin:
    """The source of a field. Calibre keeps no page counts, so those are the file's."""
    return FieldOrigin.CALIBRE if is_calibres and field is not BookField.PAGES else FieldOrigin.FILE


def _state(
    field: BookField,
    metadata: BookMetadata,
    source_metadata: BookMetadata,
    kept: KeptField | None,
    teller: FieldOrigin,
) -> FieldState:
    return FieldState(
        field=field,
        value=value_of(metadata, field),
        origin=teller if kept is None or kept.origin in OWN else kept.origin,
        locked=kept is not None and kept.locked,
        in_file=value_of(source_metadata, field),
        told_by=teller,
    )
