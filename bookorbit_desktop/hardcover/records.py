"""Converts GraphQL rows to domain records. Every field may be missing, null, or a number as text."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from bookorbit_desktop.domain.base.ids import EditionId, EntryId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import (
    UNKNOWN_CATEGORY,
    CatalogueBook,
    Edition,
    HardcoverGoal,
    ReadingFormat,
    ShelfEntry,
    ShelfRead,
)

Row = Mapping[str, Any]
_Id = TypeVar("_Id", bound=int)


def rows_in(value: Any) -> list[Row]:
    """The objects of a list; anything else is left out."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def book_from(row: Row) -> CatalogueBook:
    """A `books` row."""
    series = _mapping(row.get("cached_featured_series"))
    return CatalogueBook(
        id=RecordId(integer(row.get("id")) or 0),
        slug=_text(row.get("slug")),
        title=_text(row.get("title")),
        subtitle=_text(row.get("subtitle")),
        authors=_authors(row.get("cached_contributors")),
        series=_text(_mapping(series.get("series")).get("name")),
        series_position=number(series.get("position")),
        alternative_titles=_texts(row.get("alternative_titles")),
        category_id=integer(row.get("book_category_id")) or 1,
        compilation=row.get("compilation") is True,
        canonical_id=id_from(RecordId, row.get("canonical_id")),
        release_year=integer(row.get("release_year")),
        users_count=integer(row.get("users_count")) or 0,
        pages=integer(row.get("pages")),
        image_url=_text(_mapping(row.get("cached_image")).get("url")),
        description=_text(row.get("description")),
    )


def book_from_document(document: Row) -> CatalogueBook:
    """A document of the search index, whose fields have other names (hardcover-api.md section 5)."""
    series = _mapping(document.get("featured_series"))
    names = _texts(document.get("series_names"))
    position = document.get("featured_series_position")
    return CatalogueBook(
        id=RecordId(integer(document.get("id")) or 0),
        slug=_text(document.get("slug")),
        title=_text(document.get("title")),
        subtitle=_text(document.get("subtitle")),
        authors=_texts(document.get("author_names")),
        series=_text(_mapping(series.get("series")).get("name")) or (names[0] if names else ""),
        series_position=number(series.get("position") if position is None else position),
        alternative_titles=_texts(document.get("alternative_titles")),
        category_id=UNKNOWN_CATEGORY,
        compilation=document.get("compilation") is True,
        release_year=integer(document.get("release_year")),
        users_count=integer(document.get("users_count")) or 0,
        pages=integer(document.get("pages")),
        image_url=_text(_mapping(document.get("image")).get("url")),
        description=_text(document.get("description")),
        genres=_texts(document.get("genres")),
    )


def edition_from(row: Row, languages: Mapping[int, str], book: CatalogueBook | None = None) -> Edition:
    """An `editions` row; `languages` maps `language_id` to two letters."""
    own_book = row.get("book")
    return Edition(
        id=EditionId(integer(row.get("id")) or 0),
        record_id=RecordId(integer(row.get("book_id")) or 0),
        title=_text(row.get("title")),
        pages=integer(row.get("pages")) or None,
        reading_format=integer(row.get("reading_format_id")) or ReadingFormat.PHYSICAL,
        edition_format=_text(row.get("edition_format")),
        language=languages.get(integer(row.get("language_id")) or 0, ""),
        isbn_10=_text(row.get("isbn_10")),
        isbn_13=_text(row.get("isbn_13")),
        users_count=integer(row.get("users_count")) or 0,
        canonical_id=id_from(EditionId, row.get("canonical_id")),
        image_url=_text(_mapping(row.get("cached_image")).get("url")),
        release_date=_text(row.get("release_date")),
        book=book_from(own_book) if isinstance(own_book, dict) else book,
    )


def entry_from(row: Row) -> ShelfEntry:
    """A `user_books` row with its reads, newest first."""
    book = row.get("book")
    reads = [read_from(read) for read in rows_in(row.get("user_book_reads"))]
    return ShelfEntry(
        id=EntryId(integer(row.get("id")) or 0),
        record_id=RecordId(integer(row.get("book_id")) or 0),
        edition_id=id_from(EditionId, row.get("edition_id")),
        status_id=integer(row.get("status_id")) or 0,
        rating=number(row.get("rating")),
        privacy_id=integer(row.get("privacy_setting_id")),
        date_added=day(row.get("date_added")),
        reads=tuple(sorted(reads, key=lambda read: read.id, reverse=True)),
        book=book_from(book) if isinstance(book, dict) else None,
        has_review=row.get("has_review") is True,
        has_notes=bool(_text(row.get("private_notes")).strip()) if "private_notes" in row else None,
        owned=row.get("owned") is True,
        read_count=integer(row.get("read_count")),
        created_at=moment(row.get("created_at")),
        updated_at=moment(row.get("updated_at")),
    )


def read_from(row: Row) -> ShelfRead:
    """A `user_book_reads` row."""
    return ShelfRead(
        id=integer(row.get("id")) or 0,
        edition_id=id_from(EditionId, row.get("edition_id")),
        started_at=day(row.get("started_at")),
        finished_at=day(row.get("finished_at")),
        progress_pages=integer(row.get("progress_pages")),
        progress=number(row.get("progress")),
    )


def picture_from(row: Row) -> str:
    """The address of a person's picture; empty without one."""
    return _text(_mapping(row.get("image")).get("url"))


def goal_from(row: Row) -> HardcoverGoal:
    """A `goals` row."""
    return HardcoverGoal(
        description=" ".join(_text(row.get("description")).split()),
        metric=_text(row.get("metric")),
        goal=max(0, integer(row.get("goal")) or 0),
        progress=max(0.0, number(row.get("progress")) or 0.0),
        ends_on=day(row.get("end_date")),
    )


def other_names_from(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Every name of `authors` rows with all others of the same person: its alternate names, and its aliases' names."""
    people: dict[int, set[str]] = {}
    for row in rows:
        own = integer(row.get("id"))
        person = integer(row.get("alias_id")) or integer(row.get("canonical_id")) or own
        if person is not None:
            names = (_text(row.get("name")), *_texts(row.get("alternate_names")))
            people.setdefault(person, set()).update(filter(None, names))
    return _shared_by(people.values())


def _shared_by(people: Iterable[set[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for names in people:
        for name in names:
            found[name] = found.get(name, frozenset()) | (names - {name})
    return found


def number(value: Any) -> float | None:
    """A finite number, even if it comes as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        parsed = float(value)
    except (ValueError, OverflowError):
        return None
    return parsed if abs(parsed) < float("inf") else None


def integer(value: Any) -> int | None:
    """A whole number, even if it comes as text (as ids in the search index do)."""
    parsed = number(value)
    return None if parsed is None else int(parsed)


def id_from(make: Callable[[int], _Id], value: Any) -> _Id | None:
    """The id of a record, edition or entry; None if there is none."""
    found = integer(value)
    return None if found is None else make(found)


def day(value: Any) -> date | None:
    """A date, also from a longer timestamp."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def moment(value: Any) -> datetime | None:
    """A timestamp; UTC unless it has a time zone."""
    if not isinstance(value, str):
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def _authors(value: Any) -> tuple[str, ...]:
    """The authors among `cached_contributors`; all contributors if none is marked as author."""
    people = [(_author_name(row), _text(row.get("contribution")).lower()) for row in rows_in(value)]
    authors = [name for name, role in people if name and role in ("", "author", "writer")]
    return tuple(dict.fromkeys(authors or [name for name, _ in people if name]))


def _author_name(row: Row) -> str:
    return _text(_mapping(row.get("author")).get("name")) or _text(row.get("name"))


def _mapping(value: Any) -> Row:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    items: Iterable[Any] = value if isinstance(value, list) else ()
    return tuple(item for item in items if isinstance(item, str) and item)
