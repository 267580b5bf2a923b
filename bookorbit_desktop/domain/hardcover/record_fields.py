"""Book fields from a Hardcover record and one of its editions."""

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.library.fields import BookField, FieldValue, blank, checked


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
