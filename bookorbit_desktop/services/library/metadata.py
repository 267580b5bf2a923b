"""A book's metadata field by field: from its file, from Hardcover, or set by the person."""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bookorbit_desktop.domain.base.errors import no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.match_query import query_from
from bookorbit_desktop.domain.library.fields import (
    OWN,
    BookField,
    FieldOrigin,
    FieldState,
    FieldValue,
    checked,
    next_index,
    value_of,
    with_names,
    with_values,
)
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.overview.backups import BackupReason
from bookorbit_desktop.domain.overview.events import BooksChanged, ReadingEdited
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.library.book_fields import (
    KeptField,
    field_text,
    in_file,
    is_from_calibre,
    kept_fields,
    put_kept_fields,
    states,
    with_field_text,
    with_fields,
)
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.library.series import SeriesQueries

MOST_SERIES = 8

Changes = Mapping[BookField, FieldValue]


@dataclass(frozen=True, slots=True)
class BookBefore:
    """Some fields of a book before an edit."""

    metadata: BookMetadata
    kept: Mapping[BookField, KeptField | None]
    """None if the field followed the file."""
    metadata_after: BookMetadata
    kept_after: Mapping[BookField, KeptField | None]
    """The result of the edit; only that is undone."""


@dataclass(frozen=True, slots=True)
class MetadataUndo:
    """The changed fields before an edit, for each book."""

    books: Mapping[BookId, BookBefore]

    def __bool__(self) -> bool:
        return bool(self.books)


@dataclass(frozen=True, slots=True)
class FieldEdits:
    """A person's edits to the fields of a book, in the order they are applied."""

    as_in_file: frozenset[BookField] = frozenset()
    changes: Changes = dataclasses.field(default_factory=dict)
    locked: frozenset[BookField] = frozenset()
    unlocked: frozenset[BookField] = frozenset()


@dataclass(frozen=True, slots=True)
class ManyEdits:
    """A person's edits to several books at once. Fields that aren't named stay as they are."""

    changes: Changes = dataclasses.field(default_factory=dict)
    series_indexes: Mapping[BookId, float] = dataclasses.field(default_factory=dict)
    """Positions in the series, by book id."""
    subjects_added: tuple[str, ...] = ()
    subjects_removed: tuple[str, ...] = ()
    lock: bool = False
    """Only the person can change these fields afterwards."""


@dataclass(slots=True)
class _Draft:
    """A book while it is being edited."""

    metadata: BookMetadata
    kept: dict[BookField, KeptField]

    def set(self, field: BookField, value: FieldValue, origin: FieldOrigin, *, lock: bool) -> None:
        """Set a value, unless it is locked and the change is not the person's.

        A value from the person becomes theirs, even if it is unchanged.
        """
        known = self.kept.get(field)
        if origin is not FieldOrigin.HAND and known is not None and known.locked:
            return
        if origin in OWN:
            self.follow_file(field)
        elif origin is FieldOrigin.HAND or value != value_of(self.metadata, field):
            kept = self._kept(field)
            if value != value_of(self.metadata, field):
                self.metadata = with_values(self.metadata, {field: value})
            self.kept[field] = replace(kept, origin=origin)
        if lock:
            self.lock(field)

    def lock(self, field: BookField) -> None:
        """Lock a field, so that only the person changes it."""
        self.kept[field] = replace(self._kept(field), locked=True)

    def unlock(self, field: BookField) -> None:
        """Unlock a field, so that the file and Hardcover can change it again."""
        known = self.kept.get(field)
        if known is None:
            return
        self.kept[field] = replace(known, locked=False)
        if known.origin is FieldOrigin.FILE:
            self.follow_file(field)

    def follow_file(self, field: BookField) -> None:
        """Use the file's value from now on, locked or not."""
        known = self.kept.pop(field, None)
        if known is not None:
            self.metadata = with_field_text(self.metadata, field, known.in_file)

    def _kept(self, field: BookField) -> KeptField:
        plain = KeptField(FieldOrigin.FILE, False, field_text(self.metadata, field))
        return self.kept.get(field, plain)


Edit = Callable[[_Draft], None]


MANY: Final = 10
"""The number of books from which on an edit makes a backup first."""


class MetadataService:
    """Edits metadata, but never files. Every method blocks, so don't call them on an event loop.

    A value set by the person survives changes of the file until they reset it; a locked value is changed by
    nothing else.
    """

    def __init__(
        self,
        database: Database,
        books: BookRepository,
        sync_books: SyncBookRepository,
        series: SeriesQueries,
        events: EventBus,
        back_up_before: Callable[[BackupReason], object],
    ) -> None:
        self._database = database
        self._back_up_before = back_up_before
        self._books = books
        self._sync_books = sync_books
        self._series = series
        self._events = events

    def fields(self, book_id: BookId) -> dict[BookField, FieldState]:
        """Every field of a book. Raises NotFound."""
        is_calibres = is_from_calibre(book_id)
        return states(self._metadata(book_id), kept_fields(book_id), is_calibres=is_calibres)

    def change(
        self,
        book_ids: Iterable[BookId],
        changes: Changes,
        origin: FieldOrigin = FieldOrigin.HAND,
        *,
        lock: bool = False,
    ) -> MetadataUndo:
        """Set the same values on some books. With `lock`, only the person changes them again.

        Only the person (`HAND`) changes a locked field; other origins skip it. `FILE` and `CALIBRE` let the
        fields follow the file again. Clearing a series clears its number as well. All or none. Raises
        NotFound, and InvalidInput for an invalid value.
        """
        return self.change_each(dict.fromkeys(book_ids, changes), origin, lock=lock)

    def change_seen(
        self, book_id: BookId, changes: Changes, origin: FieldOrigin, seen: Mapping[BookField, FieldState]
    ) -> MetadataUndo:
        """As `change`, but only for fields that are still as `seen`. Raises NotFound and InvalidInput."""
        values = _whole(changes)

        def edit(draft: _Draft) -> None:
            now = states(draft.metadata, draft.kept, is_calibres=is_from_calibre(book_id))
            for field, value in values.items():
                if (now[field].value, now[field].origin) == (seen[field].value, seen[field].origin):
                    draft.set(field, value, origin, lock=False)

        return self._edit({book_id: edit})

    def change_each(
        self,
        changes: Mapping[BookId, Changes],
        origin: FieldOrigin = FieldOrigin.HAND,
        *,
        lock: bool = False,
    ) -> MetadataUndo:
        """As `change`, with separate values for each book."""
        values = {book_id: _whole(some) for book_id, some in changes.items()}

        def edit(book_id: BookId) -> Edit:
            def change(draft: _Draft) -> None:
                for field, value in values[book_id].items():
                    draft.set(field, value, origin, lock=lock and field in changes[book_id])

            return change

        return self._edit({book_id: edit(book_id) for book_id in values})

    def save(self, book_id: BookId, edits: FieldEdits) -> MetadataUndo:
        """Apply all edits to a book, or none. Raises NotFound and InvalidInput."""
        changes = _whole(edits.changes)

        def edit(draft: _Draft) -> None:
            for field in edits.as_in_file:
                draft.follow_file(field)
            for field, value in changes.items():
                draft.set(field, value, FieldOrigin.HAND, lock=False)
            for field in edits.locked:
                draft.lock(field)
            for field in edits.unlocked:
                draft.unlock(field)

        return self._edit({book_id: edit})

    def change_many(self, book_ids: Iterable[BookId], edits: ManyEdits) -> MetadataUndo:
        """Apply the edits to several books, all or none.

        Raises NotFound and InvalidInput.
        """

        def edit(book_id: BookId) -> Edit:
            def change(draft: _Draft) -> None:
                changes = _changes_of(book_id, draft.metadata, edits)
                for field, value in _whole(changes).items():
                    draft.set(field, value, FieldOrigin.HAND, lock=edits.lock and field in changes)

            return change

        return self._edit({book_id: edit(book_id) for book_id in book_ids})

    def lock(self, book_ids: Iterable[BookId], fields: Collection[BookField]) -> MetadataUndo:
        """Keep fields as they are, whatever the file or Hardcover says from now on. Raises NotFound."""

        def edit(draft: _Draft) -> None:
            for field in fields:
                draft.lock(field)

        return self._edit(dict.fromkeys(book_ids, edit))

    def unlock(self, book_ids: Iterable[BookId], fields: Collection[BookField]) -> MetadataUndo:
        """Unlock fields. Values from the file follow it again. Raises NotFound."""

        def edit(draft: _Draft) -> None:
            for field in fields:
                draft.unlock(field)

        return self._edit(dict.fromkeys(book_ids, edit))

    def follow_file(self, book_id: BookId, *fields: BookField) -> MetadataUndo:
        """Use the file's values, now and when it changes, and unlock the fields. Raises NotFound."""

        def edit(draft: _Draft) -> None:
            for field in fields:
                draft.follow_file(field)

        return self._edit({book_id: edit})

    def undo(self, undo: MetadataUndo) -> None:
        """Undo an edit. Fields that followed the file get its current values.

        A field changed since is kept.
        """
        self._edit({book_id: _put_back(before) for book_id, before in undo.books.items()})

    def series_like(self, beginning: str) -> list[str]:
        """Names of series that begin with this text; empty for an empty text."""
        return self._series.names(beginning.strip(), MOST_SERIES) if beginning.strip() else []

    def next_in_series(self, name: str, leaving_out: Collection[BookId] = ()) -> float | None:
        """The next number in a series, without counting some books; None for an unknown series."""
        indexes = [index for book_id, index in self._series.indexes(name) if book_id not in leaving_out]
        return next_index(indexes) if indexes else None

    def _metadata(self, book_id: BookId) -> BookMetadata:
        book = self._books.get(book_id)
        if book is None:
            raise no_such_book(book_id)
        return book.metadata

    def _edit(self, edits: Mapping[BookId, Edit]) -> MetadataUndo:
        """Edit some books in one transaction, and announce the changed ones."""
        if len(edits) >= MANY:
            self._back_up_before(BackupReason.BEFORE_EDIT)
        before, looked_up_anew = self._database.write(lambda: self._edit_all(edits))
        if looked_up_anew:
            self._events.emit(ReadingEdited(looked_up_anew))
        if before:
            self._events.emit(BooksChanged(frozenset(before)))
        return MetadataUndo(before)

    def _edit_all(self, edits: Mapping[BookId, Edit]) -> tuple[dict[BookId, BookBefore], frozenset[BookId]]:
        drafts = {book_id: _Draft(self._metadata(book_id), kept_fields(book_id)) for book_id in edits}
        before: dict[BookId, BookBefore] = {}
        anew = set()
        for book_id, draft in drafts.items():
            metadata, kept = draft.metadata, dict(draft.kept)
            edits[book_id](draft)
            changed = {
                field
                for field in BookField
                if kept.get(field) != draft.kept.get(field)
                or field_text(metadata, field) != field_text(draft.metadata, field)
            }
            if not changed:
                continue
            before[book_id] = BookBefore(
                metadata,
                {field: kept.get(field) for field in changed},
                draft.metadata,
                {field: draft.kept.get(field) for field in changed},
            )
            self._books.put_metadata(book_id, draft.metadata)
            put_kept_fields(book_id, {field: draft.kept.get(field) for field in changed})
            if self._void_match(book_id, metadata, draft.metadata):
                anew.add(book_id)
        return before, frozenset(anew)

    def _void_match(self, book_id: BookId, before: BookMetadata, after: BookMetadata) -> bool:
        """Void a match, but not a pin, if the book's identity changed (behaviour.md, "order of matching")."""
        if query_from(before).fingerprint == query_from(after).fingerprint:
            return False
        return self._sync_books.void_match(book_id)


def _whole(changes: Changes) -> dict[BookField, FieldValue]:
    """Return values in normal form. A book without a series has no series index, unless the person sets one."""
    values = {field: checked(field, value) for field, value in changes.items()}
    if values.get(BookField.SERIES) == "" and BookField.SERIES_INDEX not in values:
        values[BookField.SERIES_INDEX] = None
    return values


def _changes_of(book_id: BookId, now: BookMetadata, edits: ManyEdits) -> Changes:
    """The changes to one of several books. `now` is its metadata in the job that stores them."""
    changes = dict(edits.changes)
    if book_id in edits.series_indexes:
        changes[BookField.SERIES_INDEX] = edits.series_indexes[book_id]
    if edits.subjects_added or edits.subjects_removed:
        changes[BookField.SUBJECTS] = with_names(
            now.subjects, added=edits.subjects_added, removed=edits.subjects_removed
        )
    return changes


def _put_back(before: BookBefore) -> Edit:
    def edit(draft: _Draft) -> None:
        same = [field for field in before.kept if _is_as_edited(draft, before, field)]
        for field in same:
            kept, from_file = before.kept[field], in_file(draft.metadata, draft.kept)
            if kept is None:
                draft.follow_file(field)
            else:
                draft.metadata = with_fields(draft.metadata, before.metadata, [field])
                draft.kept[field] = replace(kept, in_file=field_text(from_file, field))

    return edit


def _is_as_edited(draft: _Draft, before: BookBefore, field: BookField) -> bool:
    """Whether the book is unchanged since the edit, apart from fields that follow the file."""
    now, then = draft.kept.get(field), before.kept_after[field]
    if now is None or then is None:
        return now is then
    same_text = field_text(draft.metadata, field) == field_text(before.metadata_after, field)
    return same_text and (now.origin, now.locked) == (then.origin, then.locked)
