"""The person's decisions about matches: pick, re-match, exclude, page counts. Each can be undone."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.isbn import isbn_forms
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.hardcover.local_state import KeptValues
from bookorbit_desktop.domain.hardcover.log_texts import decision_texts
from bookorbit_desktop.domain.hardcover.match_query import (
    Reference,
    parse_reference,
    query_from,
    reference_text,
    search_queries,
)
from bookorbit_desktop.domain.hardcover.matching import rank_editions
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord, SyncBook, SyncState, taken_back
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.hardcover.sync_store import SyncStore
from bookorbit_desktop.services.runtime.clock import Clock

PICK_HITS = 12


@dataclass(frozen=True, slots=True)
class MatchUndo:
    """The state of some books before and after a decision."""

    sync_books: Mapping[BookId, SyncBook] = field(default_factory=dict)
    """The state before."""
    after: Mapping[BookId, SyncBook] = field(default_factory=dict)

    def of(self, book_ids: Iterable[BookId]) -> "MatchUndo":
        """The same, limited to some of the books."""
        ids = list(book_ids)
        return MatchUndo(
            {book_id: self.sync_books[book_id] for book_id in ids},
            {book_id: self.after[book_id] for book_id in ids},
        )

    def __or__(self, other: "MatchUndo") -> "MatchUndo":
        """The undo of both decisions together."""
        return MatchUndo({**self.sync_books, **other.sync_books}, {**self.after, **other.after})


@dataclass(frozen=True, slots=True)
class SavedReference:
    """The saved identifiers of a book's record, apart from its match."""

    text: str
    """As saved by the person; empty if not."""
    in_file: str
    """The identifiers in the book's files."""
    pinned: bool
    """Picked by hand, so that neither is used."""


@dataclass(frozen=True, slots=True)
class OwnBook:
    """The local side of a comparison in the Pick dialog."""

    metadata: BookMetadata
    old_id: RecordId | None = None
    """The record the book was sent to; None if it was not."""
    old_title: str = ""
    created_by_us: bool = False
    """Whether BookOrbit created the entry of that record: only then can it be removed."""


@dataclass(frozen=True, slots=True)
class RecordHints:
    """Hints that tell the right record from others of the same name."""

    on_shelf: bool = False
    """It is on the person's shelf."""
    formats: tuple[int, ...] = ()
    """The reading formats of its text editions; empty for a record with audiobooks only."""


class MatchService:
    """Edits matches. Sends nothing to Hardcover."""

    def __init__(self, store: SyncStore, account: HardcoverAccountService, clock: Clock) -> None:
        self._store = store
        self._account = account
        self._now = clock.now

    async def search(self, query: str) -> list[CatalogueBook]:
        """Return unranked records for the Pick dialog, or the one that the query names (address, id, ISBN)."""
        catalogue = Catalogue(self._account.client())
        try:
            named, _ = await _resolve(catalogue, parse_reference(query))
        except (InvalidInput, NotFound):
            return await catalogue.search(query, PICK_HITS)
        return [named]

    async def suggested_query(self, book_id: BookId) -> str:
        """The query with which a book's Pick dialog opens."""
        metadata = await asyncio.to_thread(self._store.metadata, book_id)
        return next(iter(search_queries(query_from(metadata))), metadata.title)

    async def editions(self, book_id: BookId, record_id: RecordId) -> list[Edition]:
        """Text editions of a record, the best for this book first."""
        metadata = await asyncio.to_thread(self._store.metadata, book_id)
        editions = await Catalogue(self._account.client()).text_editions([record_id])
        return list(rank_editions(editions.get(record_id, []), query_from(metadata).language))

    async def own_book(self, book_id: BookId) -> OwnBook:
        """A book for the Pick dialog's comparison, and its earlier record. Raises NotFound."""
        sync_book = (await asyncio.to_thread(self._store.records, [book_id]))[book_id]
        metadata = await asyncio.to_thread(self._store.metadata, book_id)
        if sync_book.baseline.entry is None or sync_book.baseline.removed:
            return OwnBook(metadata)
        return OwnBook(
            metadata,
            sync_book.baseline.entry.record_id,
            sync_book.match.title,
            sync_book.baseline.created_by_us,
        )

    async def record(self, record_id: RecordId) -> CatalogueBook:
        """The record with an id. Raises NotFound."""
        return _only(await Catalogue(self._account.client()).books_by_ids([record_id]))

    async def hints(self, record_ids: Sequence[RecordId]) -> dict[RecordId, RecordHints]:
        """Hints from the person's shelf and the editions about some records."""
        client = self._account.client()
        catalogue = Catalogue(client)
        editions = await catalogue.text_editions(record_ids)
        user = await self._account.account()
        shelved = await Shelf(client).entries_for_books(user.id, record_ids)
        return {
            record_id: RecordHints(
                record_id in shelved,
                tuple(sorted({edition.reading_format for edition in editions[record_id]})),
            )
            for record_id in record_ids
        }

    async def pick_reference(self, book_id: BookId, reference: str) -> tuple[CatalogueBook, MatchUndo]:
        """Pin a book to the record that an address, id, slug or ISBN names. Raises NotFound or InvalidInput."""
        parsed = parse_reference(reference)
        await asyncio.to_thread(self._store.metadata, book_id)
        record, edition = await _resolve(Catalogue(self._account.client()), parsed)
        if edition is None:
            edition = next(iter(await self.editions(book_id, record.id)), None)
        return record, await self.pick(book_id, record, edition)

    async def pick(self, book_id: BookId, record: CatalogueBook, edition: Edition | None) -> MatchUndo:
        """Pin a book to a record and edition. Only the person can change this again."""
        match = MatchRecord(
            method=MatchMethod.MANUAL,
            record_id=record.id,
            edition_id=edition.id if edition else None,
            pages=edition.pages if edition else None,
            slug=record.slug,
            title=record.title,
        )
        return await self._decide([book_id], lambda now: _with_match(now, match))

    async def rematch(self, book_ids: Iterable[BookId]) -> MatchUndo:
        """Clear the match, pinned or not. The next sync searches again."""
        return await self._decide(book_ids, lambda now: _with_match(now, MatchRecord()))

    async def exclude(self, book_ids: Iterable[BookId]) -> MatchUndo:
        """Exclude books from Hardcover, and from a running sync. Their entries there are kept."""
        return await self._decide(book_ids, lambda now: _decided(now, excluded=True))

    async def include(self, book_ids: Iterable[BookId]) -> MatchUndo:
        """Include books again."""
        return await self._decide(book_ids, lambda now: _decided(now, excluded=False))

    async def set_pages(self, book_ids: Iterable[BookId], pages: int | None) -> MatchUndo:
        """Count progress in this many pages, or in the edition's own again (None). Raises InvalidInput."""
        if pages is not None and not 0 < pages <= 100_000:
            raise InvalidInput(Message("Enter a page count from 1 to 100,000."))
        return await self._decide(book_ids, lambda now: _decided(now, pages=pages))

    async def accept_match(self, book_ids: Iterable[BookId]) -> MatchUndo:
        """Confirm matches by title and author, so that they no longer need review."""
        return await self._decide(book_ids, lambda now: _decided(now, confirmed_id=now.match.record_id))

    async def replace_there(
        self, book_ids: Iterable[BookId], seen: Mapping[BookId, KeptValues] | None = None
    ) -> MatchUndo:
        """Let the next sync overwrite the person's status and rating on Hardcover with those here.

        `seen`: what a dry run has just shown of these books; otherwise what was there at the last sync. Raises
        InvalidInput for a book whose entry has never been read. A value that changes until then stays.
        """
        shown = seen or {}
        return await self._decide_each(
            book_ids, lambda book_id, now: _decided(now, replaces=shown.get(book_id) or _seen_there(now))
        )

    async def saved_reference(self, book_id: BookId) -> SavedReference:
        """The identifiers of a book's record, apart from its match. Raises NotFound."""
        metadata = await asyncio.to_thread(self._store.metadata, book_id)
        sync_book = (await asyncio.to_thread(self._store.records, [book_id]))[book_id]
        own = query_from(metadata)
        in_file = Reference(own.record_id, own.edition_id, own.slug)
        return SavedReference(
            sync_book.decision.reference,
            reference_text(in_file) if in_file != Reference() else "",
            pinned=sync_book.match.is_pinned,
        )

    async def save_reference(self, book_id: BookId, text: str) -> MatchUndo:
        """Save an address, id, slug or ISBN for a book's record; empty uses the files' own again.

        The next sync matches again, unless the book is pinned. Raises InvalidInput and NotFound.
        """
        saved = reference_text(parse_reference(text)) if text.strip() else ""
        return await self._decide([book_id], lambda now: _with_reference(now, saved))

    def undo(self, undo: MatchUndo) -> None:
        """Restore earlier decisions about some books. What was sent since stays acknowledged. Blocks."""
        self._store.decide_now(
            undo.sync_books,
            lambda book_id, now: taken_back(now, undo.sync_books[book_id], undo.after[book_id]),
            self._describe,
        )

    async def _decide(self, book_ids: Iterable[BookId], change: Callable[[SyncBook], SyncBook]) -> MatchUndo:
        return await self._decide_each(book_ids, lambda _, now: change(now))

    async def _decide_each(
        self, book_ids: Iterable[BookId], change: Callable[[BookId, SyncBook], SyncBook]
    ) -> MatchUndo:
        decided = await self._store.decide(book_ids, change, self._describe)
        before = {book_id: change.before for book_id, change in decided.items()}
        return MatchUndo(before, {book_id: change.after for book_id, change in decided.items()})

    def _describe(self, book_id: BookId, title: str, before: SyncBook, after: SyncBook) -> LogLine | None:
        """The log line about a decision; None if nothing visible changed."""
        changes = decision_texts(before, after)
        if not changes:
            return None
        return LogLine(
            at=self._now(),
            direction=Direction.TO_HARDCOVER,
            title=title,
            outcome=LogOutcome.SAVED,
            changes=changes,
            book_id=book_id,
            record_id=after.match.record_id or before.match.record_id,
        )


def _decided(now: SyncBook, **changes: Any) -> SyncBook:
    return replace(now, decision=replace(now.decision, **changes))


def _seen_there(now: SyncBook) -> KeptValues:
    if now.baseline.entry is None or now.baseline.removed:
        raise InvalidInput(
            joined_messages(
                (
                    Message("BookOrbit hasn't seen this book on Hardcover yet."),
                    Message("Press Sync now first."),
                )
            )
        )
    return KeptValues(now.baseline.entry.status_id, now.baseline.entry.rating)


def _with_reference(now: SyncBook, saved: str) -> SyncBook:
    """Drop a match made from other identifiers. Acknowledged state is kept if the record stays the same."""
    changed = _decided(now, reference=saved)
    if now.match.is_pinned or saved == now.decision.reference:
        return changed
    sync = replace(now.sync, failures=0, failure=NOTHING, retry_at=None)
    return replace(changed, match=replace(now.match, fingerprint=""), sync=sync)


def _with_match(now: SyncBook, match: MatchRecord) -> SyncBook:
    """Replace the match. A different record starts without acknowledged state or failures.

    An excluded book stays excluded, whatever its match.
    """
    if match.record_id is not None and match.record_id == now.match.record_id:
        sync = replace(now.sync, failures=0, failure=NOTHING, retry_at=None)
        return replace(now, match=match, sync=sync)
    decision = replace(now.decision, pages=None, confirmed_id=None, replaces=KeptValues())
    return SyncBook(decision, match, SyncState())


async def _resolve(catalogue: Catalogue, reference: Reference) -> tuple[CatalogueBook, Edition | None]:
    """The record that a reference names, and the edition if it names one. Raises NotFound."""
    if reference.edition_id is not None:
        found = _best(await catalogue.editions_by_ids([reference.edition_id]))
    elif reference.isbn:
        found = _best(await catalogue.editions_by_isbns(isbn_forms(reference.isbn)))
    elif reference.record_id is not None:
        return _only(await catalogue.books_by_ids([reference.record_id])), None
    else:
        return _only(await catalogue.books_by_slugs([reference.slug])), None
    if found is None or found.book is None:
        raise NotFound(Message("Hardcover has no such edition. Check the number, or search by title."))
    return found.book, found


def _best(editions: list[Edition]) -> Edition | None:
    """The best hit: text before audio, then the most readers."""
    return max(
        editions, key=lambda edition: (not edition.is_audio, edition.users_count, -edition.id), default=None
    )


def _only(books: list[CatalogueBook]) -> CatalogueBook:
    if not books:
        raise NotFound(Message("Hardcover has no such book. Check the link or number, or search by title."))
    return books[0]
