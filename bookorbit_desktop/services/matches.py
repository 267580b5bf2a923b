"""What a person decides about matches: pick, re-match, exclude, page counts. Each can be taken back."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bookorbit_desktop.domain.catalogue import CatalogueBook, Edition, RemoveEntry
from bookorbit_desktop.domain.errors import HardcoverError, InvalidInput, NotFound
from bookorbit_desktop.domain.isbn import isbn_forms
from bookorbit_desktop.domain.log_words import decision_words
from bookorbit_desktop.domain.matching import rank_editions, search_queries, wanted_from
from bookorbit_desktop.domain.metadata import BookMetadata
from bookorbit_desktop.domain.references import Reference, parse_reference, reference_text
from bookorbit_desktop.domain.sync_book import MatchRecord, SyncBook
from bookorbit_desktop.domain.sync_intent import Base
from bookorbit_desktop.domain.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.sync_state import MatchMethod
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.services.clock import Clock
from bookorbit_desktop.services.hardcover_account import HardcoverAccountService
from bookorbit_desktop.services.sync_store import SyncStore
from bookorbit_desktop.services.write_turn import WriteTurn

PICK_HITS = 12


@dataclass(frozen=True, slots=True)
class Undo:
    """How some books stood before an action."""

    records: Mapping[int, SyncBook]

    def of(self, book_ids: Iterable[int]) -> "Undo":
        """The same for some of the books."""
        return Undo({book_id: self.records[book_id] for book_id in book_ids})


@dataclass(frozen=True, slots=True)
class SavedReference:
    """What names a book's record besides its match."""

    text: str
    """As the person saved it; empty when they did not."""
    in_file: str
    """What the files of the book say."""
    pinned: bool
    """Picked by hand: neither is looked at."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of the wish to remove entries that we created on Hardcover."""

    removed: int = 0
    kept: tuple[str, ...] = ()
    """Why an entry is still there, one sentence each."""


@dataclass(frozen=True, slots=True)
class OwnBook:
    """What a pick is compared with."""

    metadata: BookMetadata
    old_id: int | None = None
    """The record that this book was sent to; None when it was sent nowhere."""
    old_title: str = ""
    created_by_us: bool = False
    """Whether BookOrbit made the entry of that record: only then it may be removed."""


@dataclass(frozen=True, slots=True)
class RecordHints:
    """What tells the right record from its namesakes."""

    on_shelf: bool = False
    """The person has it on their shelf."""
    formats: tuple[int, ...] = ()
    """The reading formats of its editions that have text; empty for a record that is an audiobook only."""


class MatchService:
    """Edits matches. Nothing is sent to Hardcover here except a removal that was asked for."""

    def __init__(
        self, store: SyncStore, account: HardcoverAccountService, clock: Clock, turn: WriteTurn
    ) -> None:
        self._store = store
        self._turn = turn
        self._account = account
        self._now = clock.now

    async def search(self, query: str) -> list[CatalogueBook]:
        """Records for the Pick dialog, unjudged, or the one that the query names (address, id, ISBN)."""
        catalogue = Catalogue(self._account.client())
        try:
            named, _ = await _resolve(catalogue, parse_reference(query))
        except (InvalidInput, NotFound):
            return await catalogue.search(query, PICK_HITS)
        return [named]

    async def suggested_query(self, book_id: int) -> str:
        """What to search for when a book's Pick dialog opens."""
        metadata = await asyncio.to_thread(self._store.metadata, book_id)
        return next(iter(search_queries(wanted_from(metadata))), metadata.title)

    async def editions(self, book_id: int, hardcover_id: int) -> list[Edition]:
        """Text editions of a record, the best for this book first."""
        metadata = await asyncio.to_thread(self._store.metadata, book_id)
        editions = await Catalogue(self._account.client()).text_editions([hardcover_id])
        return list(rank_editions(editions.get(hardcover_id, []), wanted_from(metadata).language))

    async def own_book(self, book_id: int) -> OwnBook:
        """A book as the Pick dialog compares it, and where it was sent before. Raises NotFound."""
        record = (await asyncio.to_thread(self._store.records, [book_id]))[book_id]
        metadata = await asyncio.to_thread(self._store.metadata, book_id)
        if record.base.entry is None or record.base.removed:
            return OwnBook(metadata)
        return OwnBook(metadata, record.base.entry.book_id, record.match.title, record.base.created_by_us)

    async def record(self, hardcover_id: int) -> CatalogueBook:
        """The record with an id. Raises NotFound."""
        return _only(await Catalogue(self._account.client()).books_by_ids([hardcover_id]))

    async def hints(self, hardcover_ids: Sequence[int]) -> dict[int, RecordHints]:
        """What the person's shelf and the editions say about some records."""
        client = self._account.client()
        catalogue = Catalogue(client)
        editions = await catalogue.text_editions(hardcover_ids)
        user = await catalogue.account()
        shelved = await Shelf(client).entries_for_books(user.id, hardcover_ids)
        return {
            one: RecordHints(
                one in shelved, tuple(sorted({edition.reading_format for edition in editions[one]}))
            )
            for one in hardcover_ids
        }

    async def picture(self, url: str) -> bytes | None:
        """A cover of a record or an edition as its file's bytes, or None where there is none to be had."""
        return await self._account.pictures.get(url)

    async def pick_reference(self, book_id: int, reference: str) -> tuple[CatalogueBook, Undo]:
        """Pin a book to the record that an address, id, slug or ISBN names. Raises NotFound or InvalidInput."""
        parsed = parse_reference(reference)
        await asyncio.to_thread(self._store.metadata, book_id)
        record, edition = await _resolve(Catalogue(self._account.client()), parsed)
        if edition is None:
            edition = next(iter(await self.editions(book_id, record.id)), None)
        return record, await self.pick(book_id, record, edition)

    async def pick(self, book_id: int, record: CatalogueBook, edition: Edition | None) -> Undo:
        """Pin a book to a record and edition. Nothing but the person changes this again."""
        match = MatchRecord(
            method=MatchMethod.MANUAL,
            book_id=record.id,
            edition_id=edition.id if edition else None,
            pages=edition.pages if edition else None,
            slug=record.slug,
            title=record.title,
        )
        return await self._change([book_id], lambda old: _with_match(old, match))

    async def rematch(self, book_ids: Iterable[int]) -> Undo:
        """Forget the match, pinned or not; the next sync looks anew."""
        return await self._change(book_ids, lambda old: _with_match(old, MatchRecord()))

    async def exclude(self, book_ids: Iterable[int]) -> Undo:
        """Keep books off Hardcover from now on. What is there stays there."""
        return await self._change(book_ids, lambda old: replace(old, match=replace(old.match, excluded=True)))

    async def include(self, book_ids: Iterable[int]) -> Undo:
        """Send books again."""
        return await self._change(
            book_ids, lambda old: replace(old, match=replace(old.match, excluded=False))
        )

    async def set_pages(self, book_ids: Iterable[int], pages: int | None) -> Undo:
        """Count progress in so many pages, or in the edition's own again (None). Raises InvalidInput."""
        if pages is not None and not 0 < pages <= 100_000:
            raise InvalidInput("A page count is a number from 1 to 100,000.")
        return await self._change(
            book_ids, lambda old: replace(old, match=replace(old.match, pages_by_hand=pages))
        )

    async def accept_match(self, book_ids: Iterable[int]) -> Undo:
        """The person has looked at what was matched by title and author: no more "Needs review"."""
        return await self._change(
            book_ids, lambda old: replace(old, match=replace(old.match, needs_review=False))
        )

    async def saved_reference(self, book_id: int) -> SavedReference:
        """What names a book's record besides its match. Raises NotFound."""
        metadata = await asyncio.to_thread(self._store.metadata, book_id)
        record = (await asyncio.to_thread(self._store.records, [book_id]))[book_id]
        own = wanted_from(metadata)
        in_file = Reference(own.book_id, own.edition_id, own.slug)
        return SavedReference(
            record.saved_reference,
            reference_text(in_file) if in_file != Reference() else "",
            pinned=record.match.method is MatchMethod.MANUAL,
        )

    async def save_reference(self, book_id: int, text: str) -> Undo:
        """Let an address, id, slug or ISBN name a book's record; empty leaves it to the files again.

        The next sync matches anew, unless the book is pinned: a pin stays. Raises InvalidInput and NotFound.
        """
        saved = reference_text(parse_reference(text)) if text.strip() else ""
        return await self._change([book_id], lambda old: _with_reference(old, saved))

    async def undo(self, undo: Undo) -> None:
        """Put some books back as they stood."""
        before = await asyncio.to_thread(self._store.records, list(undo.records))
        await self._put(before, undo.records)

    async def remove_created(self, undo: Undo) -> Removal:
        """Take the entries that we created for these books off Hardcover, as they stood before an action.

        Entries that the person made are never touched. Raises HardcoverError when it could not begin.
        """
        placed = {book_id: one for book_id, one in undo.records.items() if one.base.entry is not None}
        kept = [
            f"You created the entry of “{one.match.title}” yourself; BookOrbit won't delete it."
            for one in placed.values()
            if not one.base.created_by_us
        ]
        shelf = Shelf(self._account.client())
        removed = []
        async with self._turn:
            for book_id, one in placed.items():
                if one.base.created_by_us and one.base.entry is not None:
                    problem = await _remove(shelf, one.base.entry.id)
                    await self._log_removal(book_id, one, problem)
                    if problem:
                        kept.append(f"“{one.match.title}” is still on Hardcover: {problem}")
                    else:
                        removed.append(book_id)
            # What was acknowledged is gone with the entry: included again, the book is added anew.
            await self._change(removed, lambda now: replace(now, base=Base()))
        return Removal(len(removed), tuple(kept))

    async def _change(self, book_ids: Iterable[int], change: Callable[[SyncBook], SyncBook]) -> Undo:
        before = await asyncio.to_thread(self._store.records, list(book_ids))
        await self._put(before, {book_id: change(record) for book_id, record in before.items()})
        return Undo(before)

    async def _put(self, before: Mapping[int, SyncBook], after: Mapping[int, SyncBook]) -> None:
        """Keep what was decided, with a line in the log for each book."""
        lines = []
        for book_id, record in after.items():
            changes = decision_words(before[book_id], record)
            if changes:
                hardcover_id = record.match.book_id or before[book_id].match.book_id
                lines.append(
                    await self._line(book_id, LogOutcome.SAVED, changes=changes, hardcover_id=hardcover_id)
                )
        await self._store.put_records(after, log=lines)

    async def _log_removal(self, book_id: int, record: SyncBook, problem: str) -> None:
        outcome = LogOutcome.FAILED if problem else LogOutcome.SENT
        line = await self._line(
            book_id, outcome, ("removed from your shelf",), problem, record.match.book_id, units=1
        )
        await self._store.add_log([line])

    async def _line(
        self,
        book_id: int,
        outcome: LogOutcome,
        changes: tuple[str, ...],
        message: str = "",
        hardcover_id: int | None = None,
        units: int | None = None,
    ) -> LogLine:
        metadata = await asyncio.to_thread(self._store.metadata, book_id)
        return LogLine(
            at=self._now(),
            direction=Direction.TO_HARDCOVER,
            title=metadata.title,
            outcome=outcome,
            changes=changes,
            message=message,
            book_id=book_id,
            hardcover_id=hardcover_id,
            units=units,
        )


def _with_reference(old: SyncBook, saved: str) -> SyncBook:
    """What was matched by other inputs is looked up anew; what was acknowledged stays if it leads there again."""
    if old.match.method is MatchMethod.MANUAL or saved == old.saved_reference:
        return replace(old, saved_reference=saved)
    match = replace(old.match, fingerprint="", needs_review=False)
    return replace(old, match=match, saved_reference=saved, failures=0, retry_at=None)


def _with_match(old: SyncBook, match: MatchRecord) -> SyncBook:
    """Another record starts anew: what was acknowledged, and what failed, belongs to the old one.

    An excluded book stays off Hardcover until it is included, whatever it is matched to.
    """
    same = match.book_id is not None and match.book_id == old.match.book_id
    pages = old.match.pages_by_hand if same else None
    match = replace(match, pages_by_hand=pages, excluded=old.match.excluded)
    return replace(old, match=match, base=old.base if same else Base(), failures=0, retry_at=None)


async def _remove(shelf: Shelf, entry_id: int) -> str:
    """Why the entry is still there; empty once it is gone."""
    try:
        (reply,) = await shelf.write([RemoveEntry(entry_id)])
    except HardcoverError as error:
        return str(error)
    return reply.error or ""


async def _resolve(catalogue: Catalogue, reference: Reference) -> tuple[CatalogueBook, Edition | None]:
    """The record that a reference names, and the edition if it names one. Raises NotFound."""
    if reference.edition_id is not None:
        found = _best(await catalogue.editions_by_ids([reference.edition_id]))
    elif reference.isbn:
        found = _best(await catalogue.editions_by_isbns(isbn_forms(reference.isbn)))
    elif reference.book_id is not None:
        return _only(await catalogue.books_by_ids([reference.book_id])), None
    else:
        return _only(await catalogue.books_by_slugs([reference.slug])), None
    if found is None or found.book is None:
        raise NotFound("Hardcover knows no such edition. Check the number, or search by title.")
    return found.book, found


def _best(editions: list[Edition]) -> Edition | None:
    """Text before audio, then the most readers."""
    return max(editions, key=lambda one: (not one.is_audio, one.users_count, -one.id), default=None)


def _only(books: list[CatalogueBook]) -> CatalogueBook:
    if not books:
        raise NotFound("Hardcover knows no such book. Check the address or number, or search by title.")
    return books[0]
