"""Hardcover's metadata of matched books, for comparing and for refreshing."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bookorbit_desktop.domain.base.ids import BookId, EditionId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.hardcover.field_candidates import record_fields
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldState, FieldValue
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.hardcover.sync_store import SyncStore
from bookorbit_desktop.services.library.metadata import MetadataService, MetadataUndo

Matched = tuple[CatalogueBook, Edition | None]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The outcome of a refresh."""

    undo: MetadataUndo
    asked: int = 0
    """Books with a field from Hardcover and a record there."""
    unmatched: int = 0
    """Books with a field from Hardcover that are not matched any more."""

    @property
    def changed(self) -> int:
        """The books that changed."""
        return len(self.undo.books)


class OnlineMetadataService:
    """Reads Hardcover's catalogue. Writes nothing there."""

    def __init__(self, store: SyncStore, account: HardcoverAccountService, metadata: MetadataService) -> None:
        self._store = store
        self._account = account
        self._metadata = metadata

    async def matched(self, book_ids: Sequence[BookId]) -> dict[BookId, Matched]:
        """Fetch the matched records with their editions, in three requests for hundreds of books.

        Books without a match or with a deleted record are left out. Raises NotFound and HardcoverError.
        """
        sync_books = await asyncio.to_thread(self._store.records, list(book_ids))
        targets = {
            book_id: target for book_id, sync_book in sync_books.items() if (target := sync_book.target)
        }
        if not targets:
            return {}
        catalogue = Catalogue(self._account.client())
        edition_ids = [target.edition_id for target in targets.values() if target.edition_id is not None]
        editions = {edition.id: edition for edition in await catalogue.editions_by_ids(edition_ids)}
        record_ids = [target.record_id for target in targets.values()]
        descriptions = await catalogue.descriptions(record_ids)
        books = {
            book.id: replace(book, description=descriptions.get(book.id, ""))
            for book in await catalogue.books_by_ids(record_ids)
        }
        return {
            book_id: (books[target.record_id], editions.get(target.edition_id or EditionId(0)))
            for book_id, target in targets.items()
            if target.record_id in books
        }

    async def refresh(self, book_ids: Sequence[BookId]) -> Refreshed:
        """Fetch values from Hardcover again for unlocked fields that came from there.

        A field without a value on Hardcover is kept, as are genres, which only its search returns. Raises
        NotFound and HardcoverError, with nothing changed.
        """
        wanted = await asyncio.to_thread(self._from_hardcover, book_ids)
        matched = await self.matched(list(wanted))
        changes: dict[BookId, Mapping[BookField, FieldValue]] = {}
        for book_id, (record, edition) in matched.items():
            values = record_fields(record, edition)
            changes[book_id] = {field: values[field] for field in wanted[book_id] if field in values}
        undo = await asyncio.to_thread(self._metadata.change_each, changes, FieldOrigin.HARDCOVER)
        return Refreshed(undo, len(matched), len(wanted) - len(matched))

    def _from_hardcover(self, book_ids: Sequence[BookId]) -> dict[BookId, list[BookField]]:
        """Books with unlocked fields that came from Hardcover, and these fields."""
        states = {book_id: self._metadata.fields(book_id).values() for book_id in book_ids}
        fields = {
            book_id: [state.field for state in some if _may_refresh(state)]
            for book_id, some in states.items()
        }
        return {book_id: some for book_id, some in fields.items() if some}


def _may_refresh(state: FieldState) -> bool:
    return state.origin is FieldOrigin.HARDCOVER and not state.locked
