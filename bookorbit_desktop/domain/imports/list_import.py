"""Matches the lines of a reading list with the library, and plans what each would fill in."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.isbn import to_isbn13
from bookorbit_desktop.domain.base.messages import Message, as_message
from bookorbit_desktop.domain.base.titles import normalise_title, split_authors
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook
from bookorbit_desktop.domain.hardcover.matching import ISBN_SIMILARITY, judge, title_similarity
from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind, LocalBook
from bookorbit_desktop.domain.imports.reading_list import ListedBook, fill_gaps
from bookorbit_desktop.domain.reading.reading import STATUS_NAMES, ReadingState, ReadingStatus

CANDIDATES = 60
"""The number of books to judge: those that share the most distinctive words of title and authors."""
_LOOKED_AT = 5000
"""Rare words are looked up first, until this many books are found."""


class BookIndex:
    """The library's books by ISBN, Goodreads id and the words of their names."""

    def __init__(self, books: Iterable[LocalBook]) -> None:
        self._by_id: defaultdict[str, list[LocalBook]] = defaultdict(list)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._books: list[LocalBook] = []
        for book in books:
            self._add(book)

    def with_ids(self, isbns: Iterable[str], goodreads_id: str = "") -> list[LocalBook]:
        """The books with one of these ISBNs (either length, valid check digit) or this Goodreads id."""
        keys = [*_isbn_keys(isbns), *([_goodreads_key(goodreads_id)] if goodreads_id else [])]
        found = {book.id: book for key in keys for book in self._by_id.get(key, ())}
        return list(found.values())

    def like(self, title: str, authors: Sequence[str]) -> list[LocalBook]:
        """At most CANDIDATES books, those sharing the most distinctive words first."""
        known = [(word, self._by_word[word]) for word in _tokens(title, authors) if word in self._by_word]
        known.sort(key=lambda pair: len(pair[1]))
        weights: defaultdict[int, float] = defaultdict(float)
        looked_at = 0
        for _, indexes in known:
            if looked_at and looked_at + len(indexes) > _LOOKED_AT:
                break
            looked_at += len(indexes)
            for index in indexes:
                weights[index] += 1 / len(indexes)
        return [self._books[index] for index in heapq.nlargest(CANDIDATES, weights, key=weights.__getitem__)]

    def _add(self, book: LocalBook) -> None:
        index = len(self._books)
        self._books.append(book)
        goodreads = (value for platform, value in book.query.external_ids if platform == "goodreads")
        for key in {*_isbn_keys(book.query.isbns), *map(_goodreads_key, goodreads)}:
            self._by_id[key].append(book)
        for word in _tokens(book.query.title, book.query.authors):
            self._by_word[word].append(index)


def _isbn_keys(isbns: Iterable[str]) -> set[str]:
    return {isbn for text in isbns if (isbn := to_isbn13(text)) is not None}


def _goodreads_key(goodreads_id: str) -> str:
    return f"goodreads:{goodreads_id}"


def _tokens(title: str, authors: Sequence[str]) -> set[str]:
    names = " ".join(split_authors(tuple(authors)))
    return {*normalise_title(title).split(), *normalise_title(names.replace(".", ". ")).split()}


READY = Message("Ready to import.")
READY_IN_PART = Message("Fills in what's missing; everything else stays.")
BY_TITLE = Message("Matched by title and author. Check it first.")
MAY_BE_THIS_READ = Message(
    "You're reading this book now. If the finished read in the file is this one, mark it Read."
)
ODD_ISBN = Message("Same ISBN, different title. Check it first.")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A line of a reading list, and what an import would do with it."""

    book: ListedBook
    kind: ImportKind
    reason: Message
    book_id: BookId | None = None
    """The matching book; None also for an entry to create."""
    state: ReadingState | None = None
    """The reading state after an import; None if nothing can be imported."""
    local: ReadingState | None = None
    """The book's reading state; None if there is no matching book."""
    local_title: str = ""

    @property
    def key(self) -> int:
        return self.book.line

    @property
    def source(self) -> str:
        """The name of the service that exported the list."""
        return self.book.source.value

    @property
    def title(self) -> str:
        return self.book.full_title

    @property
    def authors(self) -> tuple[str, ...]:
        return self.book.authors

    @property
    def status_text(self) -> Message:
        """The status by our name; a shelf that is not a status keeps its own name."""
        status = self.book.status
        return as_message(self.book.shelf) if status is None else STATUS_NAMES[status]

    @property
    def rating(self) -> float | None:
        """The rating, 0.5..5 in steps of a half."""
        return self.book.rating

    @property
    def cover_key(self) -> int:
        """The id of the book that provides the cover; negative if there is none."""
        return self.book_id if self.book_id is not None else -self.book.line

    @property
    def makes_entry(self) -> bool:
        """Whether importing it creates an entry without a file."""
        return self.book_id is None and self.state is not None

    @property
    def can_import(self) -> bool:
        return self.state is not None


class _Proof(IntEnum):
    """How certain a line's match is; if several lines claim a book, the most certain one gets it."""

    LIKELY = 1
    SAME_TITLE = 2
    SURE = 3


def sort_list(
    books: Sequence[ListedBook],
    index: BookIndex,
    today: date,
    step: Callable[[int, int], object] = lambda done, total: None,
) -> list[ListedRow]:
    """Compare every line with the library.

    `step` is called before each line with the number done and the total, and may raise to stop.
    """
    found = []
    for number, book in enumerate(books):
        step(number, len(books))
        found.append(_sort(book, index, today))
    return _one_line_each(found)


def as_entries(rows: Sequence[ListedRow], today: date) -> list[ListedRow]:
    """Return the same rows, with unmatched ones turned into new entries without a file."""
    return [
        replace(
            row,
            state=fill_gaps(ReadingState(), row.book, today),
            reason=Message("Not in your library. It will become an entry without a file."),
        )
        if row.kind is ImportKind.UNMATCHED and row.book.title
        else row
        for row in rows
    ]


def _sort(book: ListedBook, index: BookIndex, today: date) -> tuple[ListedRow, _Proof]:
    if not book.title and not book.isbns:
        return ListedRow(book, ImportKind.SKIPPED, Message("This line doesn't name a book.")), _Proof.LIKELY
    if not book.says_something:
        says_nothing = Message("This line has no supported status, rating or dates.")
        return ListedRow(book, ImportKind.SKIPPED, says_nothing), _Proof.LIKELY
    claimed, kind, reason, proof = _find(book, index)
    if not claimed:
        return ListedRow(book, ImportKind.UNMATCHED, Message("Not in your library.")), proof
    if len(claimed) > 1:
        reason = Message("Several books in your library could be this one.")
        return ListedRow(book, ImportKind.CONFLICT, reason), proof
    return _weigh(book, claimed[0], (kind, reason), today), proof


def _find(book: ListedBook, index: BookIndex) -> tuple[list[LocalBook], ImportKind, Message, _Proof]:
    record = _as_record(book)
    sure = index.with_ids(book.isbns, book.goodreads_id)
    if len(sure) == 1 and book.title and title_similarity(sure[0].query, record) < ISBN_SIMILARITY:
        return sure, ImportKind.REVIEW, ODD_ISBN, _Proof.LIKELY
    if sure:
        return sure, ImportKind.READY, READY, _Proof.SURE
    judged = [(entry, judge(entry.query, record)) for entry in index.like(book.title, book.authors)]
    likely = [(entry, verdict.similarity) for entry, verdict in judged if not verdict.refusal]
    same = [entry for entry, similarity in likely if similarity == 1.0]
    proof = _Proof.SAME_TITLE if same else _Proof.LIKELY
    return same or [entry for entry, _ in likely], ImportKind.REVIEW, BY_TITLE, proof


def _as_record(book: ListedBook) -> CatalogueBook:
    return CatalogueBook(
        RecordId(0),
        title=book.title,
        subtitle=book.subtitle,
        authors=book.authors,
        series=book.series,
        series_position=book.series_index,
    )


def _weigh(book: ListedBook, local: LocalBook, found: tuple[ImportKind, Message], today: date) -> ListedRow:
    kind, reason = found
    before, title = local.reading, local.query.title
    state = fill_gaps(before, book, today)
    if state == before:
        kind, reason = _unchanged(book, before)
        return ListedRow(book, kind, reason, local.id, local=before, local_title=title)
    if kind is ImportKind.READY and before != ReadingState():
        reason = READY_IN_PART
    return ListedRow(book, kind, reason, local.id, state, before, title)


def _unchanged(book: ListedBook, state: ReadingState) -> tuple[ImportKind, Message]:
    is_kept = state.status is not ReadingStatus.UNREAD or state.set_by_hand
    finished = {read.finished_on for read in book.reads if read.finished}
    missing = finished - {read.finished_on for read in state.reads if read.finished}
    if state.open_read is not None and missing:
        return ImportKind.CONFLICT, MAY_BE_THIS_READ
    # Read there and being read here is no contradiction where that earlier read is known here.
    is_told = state.status.is_open and book.status is ReadingStatus.READ and bool(finished)
    if is_kept and not is_told and book.status not in (None, state.status):
        return ImportKind.CONFLICT, Message("This book already has a status here; it stays.")
    if book.rating is not None and book.rating != state.rating:
        return ImportKind.CONFLICT, Message("This book already has a rating here; it stays.")
    return ImportKind.SKIPPED, Message("Already the same on both sides.")


def _one_line_each(found: Sequence[tuple[ListedRow, _Proof]]) -> list[ListedRow]:
    """Give each book to its most certain line; to none if two are equally certain."""
    claims: defaultdict[int, list[tuple[ListedRow, _Proof]]] = defaultdict(list)
    for row, proof in found:
        if row.book_id is not None:
            claims[row.book_id].append((row, proof))
    return [row if row.book_id is None else _settle(row, proof, claims[row.book_id]) for row, proof in found]


def _settle(row: ListedRow, proof: _Proof, claims: Sequence[tuple[ListedRow, _Proof]]) -> ListedRow:
    rivals = [(other, theirs) for other, theirs in claims if other is not row and theirs >= proof]
    if not rivals or not row.can_import:
        return row
    if any(theirs > proof for _, theirs in rivals):
        return _without_state(
            row, ImportKind.CONFLICT, Message("Another line in the file is a better match for this book.")
        )
    if all(other.state == row.state for other, _ in rivals):
        is_first = all(row.key < other.key for other, _ in rivals)
        if is_first:
            return row
        return _without_state(row, ImportKind.SKIPPED, Message("Duplicate of an earlier line."))
    return _without_state(row, ImportKind.CONFLICT, Message("Two lines in the file could be this book."))


def _without_state(row: ListedRow, kind: ImportKind, reason: Message) -> ListedRow:
    return replace(row, kind=kind, reason=reason, state=None)
