"""Finds the Hardcover records of many books with few requests. Rather finds no match than guesses."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bookorbit_desktop.domain.base.errors import HardcoverBusy, MissingScope, RequestRefused
from bookorbit_desktop.domain.base.ids import BookId, EditionId, RecordId
from bookorbit_desktop.domain.base.isbn import isbn_forms
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition, ShelfEntry
from bookorbit_desktop.domain.hardcover.match_query import (
    PLATFORMS,
    MatchQuery,
    all_isbn_forms,
    fallback_queries,
    search_queries,
)
from bookorbit_desktop.domain.hardcover.matching import (
    OTHER_AUTHOR,
    MatchCandidate,
    choose,
    choose_edition,
    file_names,
    isbn_edition_is_acceptable,
    judge,
    record_names,
    refuse_isbn_hit,
    refuse_saved_id,
)
from bookorbit_desktop.domain.hardcover.sync_book import KeptCandidate, MatchRecord
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from bookorbit_desktop.domain.matching.author_names import spellings_of
from bookorbit_desktop.domain.matching.title_agreement import DIFFERENT, EXPLAINED
from bookorbit_desktop.domain.matching.title_index import TitleIndex
from bookorbit_desktop.hardcover.catalogue import Catalogue

MOST_HOPS = 5
"""How many merges to follow (matching.md section 7, case 26)."""


async def current_records(
    catalogue: Catalogue, record_ids: Iterable[RecordId]
) -> dict[RecordId, CatalogueBook]:
    """The current record of each id, following merges. Unknown ids are left out."""
    leads = {record_id: record_id for record_id in record_ids}
    known: dict[RecordId, CatalogueBook] = {}
    for _ in range(MOST_HOPS + 1):
        asked = sorted(set(leads.values()) - known.keys())
        if not asked:
            break
        known |= {book.id: book for book in await catalogue.books_by_ids(asked)}
        leads = {origin: known[lead].canonical_id or lead for origin, lead in leads.items() if lead in known}
    return {origin: known[lead] for origin, lead in leads.items() if lead in known}


SEARCH_HITS = 8
SLICE = 25
"""Books compared with the shelf at a time, in a thread, so that readers' requests come in between."""

NO_MATCH = Message("Not found on Hardcover. Pick the right book, or fix the ISBN.")
AMBIGUOUS = Message("Several records on Hardcover could be this book. Pick the right one.")


@dataclass(slots=True)
class _Found:
    """A record that may become a match."""

    book: CatalogueBook
    method: MatchMethod
    edition: Edition | None = None
    """One saved with the book or named by its ISBN; kept even without a page count."""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class _Accepted:
    """What a search found to agree, as far as it tells."""

    query: MatchQuery
    """With other names of its authors, where it took them."""
    records: Sequence[CatalogueBook]


@dataclass(slots=True)
class _Search:
    """The results of one search so far."""

    queries: Mapping[BookId, MatchQuery]
    found: dict[BookId, _Found] = field(default_factory=dict)
    refused: dict[BookId, list[MatchCandidate]] = field(default_factory=dict)
    reasons: dict[BookId, Message] = field(default_factory=dict)
    untried: set[BookId] = field(default_factory=set)
    accepted: dict[BookId, "_Accepted"] = field(default_factory=dict)

    def open(self) -> dict[BookId, MatchQuery]:
        return {book_id: query for book_id, query in self.queries.items() if book_id not in self.found}


class Matcher:
    """Matches books against the catalogue in the order of matching.md section 1."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._shelf: Sequence[ShelfEntry] = ()
        self._shelf_index: TitleIndex[CatalogueBook] = TitleIndex()

    async def match(
        self, queries: Mapping[BookId, MatchQuery], shelf: Sequence[ShelfEntry] = ()
    ) -> dict[BookId, MatchRecord]:
        """Return the match of each book by its id; books that could not be checked are left out.

        `shelf` is the person's own, if known: a book on it is preferred to a search result.
        """
        search = _Search(queries)
        await self._by_saved_ids(search)
        await self._by_isbn(search)
        await self._by_external_ids(search)
        await self._by_shelf(search, shelf)
        await self._by_search(search)
        await self._by_other_names(search)
        await self._settle(search)
        await self._follow_merges(search)
        await self._pick_editions(search)
        return {
            book_id: _record(search, book_id, query)
            for book_id, query in queries.items()
            if book_id not in search.untried
        }

    async def _by_saved_ids(self, search: _Search) -> None:
        queries = search.open()
        editions = await self._editions([query.edition_id for query in queries.values() if query.edition_id])
        by_id = await self._books([query.record_id for query in queries.values() if query.record_id])
        slugs = sorted({query.slug for query in queries.values() if query.slug})
        by_slug = {book.slug: book for book in await self._catalogue.books_by_slugs(slugs)} if slugs else {}
        hits = [
            _SavedHit(
                local_id,
                query,
                editions.get(query.edition_id or EditionId(0)),
                by_id.get(query.record_id or RecordId(0)),
                by_slug.get(query.slug),
            )
            for local_id, query in queries.items()
        ]
        await asyncio.to_thread(_take_saved, search, hits)

    async def _by_isbn(self, search: _Search) -> None:
        queries = {
            local_id: query for local_id, query in search.queries.items() if _needs_isbn(search, local_id)
        }
        isbns = sorted({form for query in queries.values() for form in all_isbn_forms(query)})
        hits = await self._catalogue.editions_by_isbns(isbns) if isbns else []
        by_isbn: defaultdict[str, list[Edition]] = defaultdict(list)
        for edition in hits:
            for isbn in {edition.isbn_13, edition.isbn_10} - {""}:
                by_isbn[isbn].append(edition)

        def take() -> None:
            for local_id, query in queries.items():
                own = {edition.id: edition for form in all_isbn_forms(query) for edition in by_isbn[form]}
                _take_isbn_hits(
                    search, local_id, query, [edition for edition in own.values() if edition.book]
                )

        if hits:
            await asyncio.to_thread(take)

    async def _by_external_ids(self, search: _Search) -> None:
        for platform in PLATFORMS:
            wanted = {
                local_id: value
                for local_id, query in search.open().items()
                for name, value in query.external_ids
                if name == platform
            }
            if not wanted:
                continue
            books = await self._catalogue.books_by_external_ids(platform, sorted(set(wanted.values())))
            for local_id, value in wanted.items():
                if value in books:
                    _take_named(
                        search, local_id, books[value], MatchMethod.EXTERNAL_ID, f"{platform}-{value}"
                    )

    async def _by_shelf(self, search: _Search, shelf: Sequence[ShelfEntry]) -> None:
        """Match against the shelf in a thread, in slices: a shelf may be large, and readers must not wait."""
        waiting = list(search.open().items())
        if not shelf or not waiting:
            return
        if shelf is not self._shelf:
            self._shelf_index = await asyncio.to_thread(_index, shelf)
            self._shelf = shelf
        for start in range(0, len(waiting), SLICE):
            chosen = await asyncio.to_thread(_on_shelf, self._shelf_index, waiting[start : start + SLICE])
            for local_id, best in chosen.items():
                search.found[local_id] = _Found(best.book, MatchMethod.SHELF, score=best.score)

    async def _by_search(self, search: _Search) -> None:
        for local_id, query in search.open().items():
            try:
                await self._search_one(search, local_id, query)
            except HardcoverBusy:
                # A search that times out says nothing: "not tried", never "no match" (request-budget.md, risks).
                search.untried.add(local_id)

    async def _search_one(self, search: _Search, local_id: BookId, query: MatchQuery) -> None:
        for text in search_queries(query):
            if await self._ask(search, local_id, query, text):
                return
        if any(candidate.refusal != DIFFERENT for candidate in search.refused.get(local_id, [])):
            return
        # Nothing like it came up: a subtitle or a series in the query may be to blame.
        for text in fallback_queries(query):
            if await self._ask(search, local_id, query, text):
                return

    async def _ask(self, search: _Search, local_id: BookId, query: MatchQuery, text: str) -> bool:
        """Whether a search found the record."""
        hits = await self._catalogue.search(text, SEARCH_HITS)
        candidates, best = await asyncio.to_thread(_judge_all, query, hits)
        if best is not None:
            agreed = [candidate.book for candidate in candidates if not candidate.refusal]
            search.accepted[local_id] = _Accepted(query, agreed)
            return True
        known = {candidate.book.id for candidate in search.refused.get(local_id, [])}
        fresh = [candidate for candidate in candidates if candidate.book.id not in known]
        search.refused.setdefault(local_id, []).extend(fresh)
        return False

    async def _by_other_names(self, search: _Search) -> None:
        """Accept a record of the same title if Hardcover knows its author under the file's name: a pen name."""
        strangers = {
            local_id: [candidate.book for candidate in refused if candidate.refusal == OTHER_AUTHOR]
            for local_id, refused in search.refused.items()
            if local_id not in search.accepted and local_id not in search.untried
        }
        asked = {
            spelling
            for local_id, books in strangers.items()
            for book in books
            for name in (*search.queries[local_id].authors, *book.authors)
            for spelling in spellings_of(name)
        }
        if not asked:
            return
        try:
            known = await self._catalogue.other_names(sorted(asked))
        except (HardcoverBusy, MissingScope, RequestRefused):
            return
        for local_id, books in strangers.items():
            query = search.queries[local_id]
            own = (spelling for author in query.authors for spelling in spellings_of(author))
            names = dict.fromkeys(name for spelling in own for name in sorted(known.get(spelling, ())))
            renamed = replace(query, authors=(*query.authors, *names))
            agreed = [judged.book for judged in map(partial(judge, renamed), books) if _is_sure(judged)]
            if agreed:
                search.accepted[local_id] = _Accepted(renamed, agreed)

    async def _settle(self, search: _Search) -> None:
        """Choose among what the searches found, once it is known which records are comics."""
        ids = {book.id for accepted in search.accepted.values() for book in accepted.records}
        rows = await self._books(ids)
        await asyncio.to_thread(_choose_all, search, rows)

    async def _follow_merges(self, search: _Search) -> None:
        merged = [found for found in search.found.values() if found.book.canonical_id]
        records = await current_records(
            self._catalogue, {found.book.canonical_id or RecordId(0) for found in merged}
        )
        for found in merged:
            found.book = records.get(found.book.canonical_id or RecordId(0), found.book)

    async def _pick_editions(self, search: _Search) -> None:
        undecided = {local_id: found for local_id, found in search.found.items() if found.edition is None}
        record_ids = sorted({found.book.id for found in undecided.values()})
        editions = await self._catalogue.text_editions(record_ids) if record_ids else {}
        missing_language: dict[str, list[_Found]] = {}
        for local_id, found in undecided.items():
            query = search.queries[local_id]
            found.edition = choose_edition(editions.get(found.book.id, []), query.language)
            if query.language and (found.edition is None or found.edition.language != query.language):
                missing_language.setdefault(query.language, []).append(found)
        for language, found_books in missing_language.items():
            await self._pick_in_language(language, found_books, editions)

    async def _pick_in_language(
        self, language: str, found_books: Sequence[_Found], seen: Mapping[RecordId, Sequence[Edition]]
    ) -> None:
        """Translations of popular works may be beyond the editions fetched so far (matching.md section 2)."""
        full = [found for found in found_books if len(seen.get(found.book.id, ())) >= 40]
        if not full:
            return
        ids = sorted({found.book.id for found in full})
        editions = await self._catalogue.text_editions_in_language(ids, language)
        for found in full:
            found.edition = choose_edition(editions.get(found.book.id, []), language) or found.edition

    async def _editions(self, ids: Iterable[EditionId]) -> dict[EditionId, Edition]:
        unique = sorted(set(ids))
        return (
            {edition.id: edition for edition in await self._catalogue.editions_by_ids(unique)}
            if unique
            else {}
        )

    async def _books(self, ids: Iterable[RecordId]) -> dict[RecordId, CatalogueBook]:
        unique = sorted(set(ids))
        return {book.id: book for book in await self._catalogue.books_by_ids(unique)} if unique else {}


@dataclass(frozen=True, slots=True)
class _SavedHit:
    """The record that a book's saved ids and slug identify."""

    local_id: BookId
    query: MatchQuery
    edition: Edition | None
    by_id: CatalogueBook | None
    by_slug: CatalogueBook | None


def _take_saved(search: _Search, hits: Iterable[_SavedHit]) -> None:
    for hit in hits:
        _take_saved_hit(search, hit)


def _take_saved_hit(search: _Search, hit: _SavedHit) -> None:
    query = hit.query
    edition = hit.edition
    if edition is not None and edition.book is not None:
        _take_named(
            search, hit.local_id, edition.book, MatchMethod.METADATA_ID, f"edition-{edition.id}", edition
        )
    if hit.local_id not in search.found and hit.by_id is not None:
        _take_named(search, hit.local_id, hit.by_id, MatchMethod.METADATA_ID, str(query.record_id))
    if hit.local_id not in search.found and hit.by_slug is not None:
        _take_named(search, hit.local_id, hit.by_slug, MatchMethod.METADATA_ID, query.slug)


def _take_named(
    search: _Search,
    local_id: BookId,
    book: CatalogueBook,
    method: MatchMethod,
    saved: str,
    edition: Edition | None = None,
) -> None:
    """Accept an id, unless the record can't be this book."""
    reason = refuse_saved_id(search.queries[local_id], book, saved=saved)
    if reason:
        search.reasons.setdefault(
            local_id, Message("The ID wasn't trusted: {0}. Pick the right book, or fix the ID.", reason)
        )
        search.refused.setdefault(local_id, []).append(MatchCandidate(book, 0.0, reason))
    else:
        search.found[local_id] = _Found(book, method, edition)


def _needs_isbn(search: _Search, local_id: BookId) -> bool:
    """Whether the ISBN should be looked up for an edition (matching.md section 7, case 25)."""
    found = search.found.get(local_id)
    return found is None or (found.edition is None and bool(search.queries[local_id].isbns))


def _take_isbn_hits(search: _Search, local_id: BookId, query: MatchQuery, hits: Sequence[Edition]) -> None:
    known = search.found.get(local_id)
    if known is not None:
        same_work = [edition for edition in hits if edition.record_id == known.book.id]
        known.edition = _acceptable(same_work, query)
        return
    accepted = []
    for edition in hits:
        assert edition.book is not None
        reason = refuse_isbn_hit(query, edition, edition.book)
        if reason:
            sentence = Message("The ISBN wasn't trusted: {0}. Pick the right book, or fix the ISBN.", reason)
            search.reasons.setdefault(local_id, sentence)
            search.refused.setdefault(local_id, []).append(MatchCandidate(edition.book, 0.0, reason))
        else:
            accepted.append(edition)
    if not accepted:
        return
    best = max(accepted, key=lambda edition: (edition.users_count, -edition.id))
    assert best.book is not None
    of_book = [edition for edition in accepted if edition.record_id == best.record_id]
    search.found[local_id] = _Found(best.book, _isbn_method(best, query), _acceptable(of_book, query))


def _acceptable(editions: Sequence[Edition], query: MatchQuery) -> Edition | None:
    own = [edition for edition in editions if isbn_edition_is_acceptable(edition, query.language)]
    return choose_edition(own, query.language)


def _isbn_method(edition: Edition, query: MatchQuery) -> MatchMethod:
    thirteen = {form for isbn in query.isbns for form in isbn_forms(isbn) if len(form) == 13}
    return MatchMethod.ISBN13 if edition.isbn_13 in thirteen else MatchMethod.ISBN10


def _judge_all(
    query: MatchQuery, books: Iterable[CatalogueBook]
) -> tuple[list[MatchCandidate], MatchCandidate | None]:
    candidates = [judge(query, book) for book in books]
    return candidates, choose(candidates)


def _is_sure(candidate: MatchCandidate) -> bool:
    return not candidate.refusal and candidate.knows_author and candidate.level <= EXPLAINED


def _choose_all(search: _Search, rows: Mapping[RecordId, CatalogueBook]) -> None:
    for local_id, accepted in search.accepted.items():
        known = (
            replace(book, category_id=rows[book.id].category_id) if book.id in rows else book
            for book in accepted.records
        )
        candidates, best = _judge_all(accepted.query, known)
        if best is not None:
            search.found[local_id] = _Found(best.book, MatchMethod.TITLE_AUTHOR, score=best.score)
            continue
        settled = {candidate.book.id for candidate in candidates}
        others = [one for one in search.refused.get(local_id, []) if one.book.id not in settled]
        search.refused[local_id] = [*candidates, *others]


def _index(shelf: Sequence[ShelfEntry]) -> TitleIndex[CatalogueBook]:
    index: TitleIndex[CatalogueBook] = TitleIndex()
    for entry in shelf:
        if entry.book is not None:
            index.add(entry.book, record_names(entry.book))
    return index


def _on_shelf(
    index: TitleIndex[CatalogueBook], books: Iterable[tuple[BookId, MatchQuery]]
) -> dict[BookId, MatchCandidate]:
    """The books found on the shelf, and how certain each is."""
    found = {}
    for local_id, query in books:
        _, best = _judge_all(query, index.like(file_names(query)))
        if best is not None:
            found[local_id] = best
    return found


def _record(search: _Search, local_id: BookId, query: MatchQuery) -> MatchRecord:
    found = search.found.get(local_id)
    nearest_first = sorted(search.refused.get(local_id, []), key=lambda candidate: -candidate.similarity)
    candidates = tuple(map(_kept, nearest_first))
    if found is None:
        return MatchRecord(
            fingerprint=query.fingerprint, candidates=candidates, refusal=_refusal(search, local_id)
        )
    edition = found.edition
    return MatchRecord(
        method=found.method,
        record_id=found.book.id,
        edition_id=edition.id if edition else None,
        pages=edition.pages if edition else None,
        slug=found.book.slug,
        title=found.book.title,
        fingerprint=query.fingerprint,
        candidates=candidates,
        score=found.score,
    )


def _kept(candidate: MatchCandidate) -> KeptCandidate:
    book = candidate.book
    return KeptCandidate(book.id, book.title, book.authors, book.users_count, candidate.refusal)


def _refusal(search: _Search, local_id: BookId) -> Message:
    if local_id in search.reasons:
        return search.reasons[local_id]
    refused = search.refused.get(local_id)
    if not refused:
        return NO_MATCH
    if any(not candidate.refusal for candidate in refused):
        return AMBIGUOUS
    nearest = max(refused, key=lambda candidate: (candidate.refusal != DIFFERENT, candidate.similarity))
    return Message("Found “{0}” but wasn't sure ({1}). Pick to confirm.", nearest.book.title, nearest.refusal)
