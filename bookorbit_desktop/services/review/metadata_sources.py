"""Sources of metadata: the book's file, Hardcover, and any added later."""

import asyncio
from typing import Protocol

from bookorbit_desktop.domain.base.errors import HardcoverBusy, NotFound
from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.messages import Message, as_message
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.hardcover.field_candidates import (
    FROM_NAME,
    WRITTEN,
    FieldCandidate,
    SourceAnswer,
    likeness,
    record_confidence,
    record_fields,
)
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, blank
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.hardcover.matching import Matcher
from bookorbit_desktop.services.hardcover.sync_store import SyncStore
from bookorbit_desktop.services.library.metadata import MetadataService
from bookorbit_desktop.storage.library.inbox import ReviewRepository


class MetadataSource(Protocol):
    """A source of metadata. A new source needs only these two members."""

    @property
    def name(self) -> FieldOrigin:
        """The name shown beside its values."""

    async def answer(self, book_id: BookId) -> SourceAnswer:
        """The source's values for a book.

        Raises BookOrbitError, with the next step, if it cannot be asked now.
        """


class FileSource:
    """The metadata in a book's files or its Calibre library, without later edits."""

    name = FieldOrigin.FILE

    def __init__(self, metadata: MetadataService, reviews: ReviewRepository) -> None:
        self._metadata = metadata
        self._reviews = reviews

    async def answer(self, book_id: BookId) -> SourceAnswer:
        """Every value that isn't blank. The cover is the current one. Raises NotFound."""
        return SourceAnswer(await asyncio.to_thread(self.read, book_id))

    def read(self, book_id: BookId) -> tuple[FieldCandidate, ...]:
        """The same values, blocking. Raises NotFound."""
        states = self._metadata.fields(book_id).values()
        waiting = self._reviews.get(book_id)
        by_name = {BookField.TITLE, BookField.AUTHORS} if waiting and waiting.named else set()
        return tuple(
            FieldCandidate(
                state.field,
                state.in_file,
                FROM_NAME if state.field in by_name else WRITTEN,
                state.told_by,
            )
            for state in states
            if state.in_file != blank(state.field)
        )


class HardcoverSource:
    """The metadata of the Hardcover record that a book is matched to, or would be.

    Its requests share the client's pace and daily allowance. Merely similar records are refused, as in the
    sync.
    """

    name = FieldOrigin.HARDCOVER

    def __init__(self, store: SyncStore, account: HardcoverAccountService) -> None:
        self._store = store
        self._account = account

    async def answer(self, book_id: BookId) -> SourceAnswer:
        """The record's values. Raises HardcoverError, such as NoToken, or NotFound if no record is certain."""
        catalogue = Catalogue(self._account.client())
        query = await asyncio.to_thread(self._store.query, book_id)
        match = await self._match(catalogue, book_id, query)
        if match.record_id is None:
            not_found = Message("Not found on Hardcover. Pick the right book, or fix the ISBN.")
            raise NotFound(as_message(match.refusal) or not_found)
        record, edition = await _record(catalogue, match)
        alike = likeness(query, record)
        candidates = (
            FieldCandidate(field, value, record_confidence(match.method, alike, field), self.name)
            for field, value in record_fields(record, edition).items()
        )
        return SourceAnswer(tuple(candidates), (edition.image_url if edition else "") or record.image_url)

    async def _match(self, catalogue: Catalogue, book_id: BookId, query: MatchQuery) -> MatchRecord:
        """The record picked by the person or found by the sync, otherwise the result of a search."""
        known = (await asyncio.to_thread(self._store.records, [book_id]))[book_id].match
        if known.record_id is not None and (
            known.method is MatchMethod.MANUAL or known.fingerprint == query.fingerprint
        ):
            return known
        found = await Matcher(catalogue).match({book_id: query})
        if book_id not in found:
            raise HardcoverBusy(Message("Hardcover didn't answer in time. Try again."), may_have_landed=False)
        return found[book_id]


async def _record(catalogue: Catalogue, match: MatchRecord) -> tuple[CatalogueBook, Edition | None]:
    """Return the record of a match and its edition. Raises NotFound if it was deleted on Hardcover."""
    if match.edition_id is not None:
        for edition in await catalogue.editions_by_ids([match.edition_id]):
            if edition.book is not None:
                return edition.book, edition
    books = await catalogue.books_by_ids([match.record_id or RecordId(0)])
    if not books:
        raise NotFound(
            Message("This book no longer exists on Hardcover. Search Hardcover for the right one.")
        )
    return books[0], None
