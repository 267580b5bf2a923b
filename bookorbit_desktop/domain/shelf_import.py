"""Taking over what a person's shelf on Hardcover says, into books that are blank here.

Fills blanks only; what was set here stays (FEATURES.md section 4, "Pull direction").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bookorbit_desktop.domain.catalogue import HardcoverStatus, ShelfEntry, ShelfRead
from bookorbit_desktop.domain.matching import Wanted, judge
from bookorbit_desktop.domain.numbers import clamp_fraction
from bookorbit_desktop.domain.reading import Read, ReadingState, ReadingStatus
from bookorbit_desktop.domain.sync_intent import HARDCOVER_STATUS

STATUS_HERE: Mapping[int, ReadingStatus] = {
    HardcoverStatus.WANT_TO_READ: ReadingStatus.WANT_TO_READ,
    HardcoverStatus.CURRENTLY_READING: ReadingStatus.READING,
    HardcoverStatus.READ: ReadingStatus.READ,
    HardcoverStatus.PAUSED: ReadingStatus.ON_HOLD,
    HardcoverStatus.DID_NOT_FINISH: ReadingStatus.ABANDONED,
}
"""Ignored has no counterpart here and is never imported."""


class ImportKind(StrEnum):
    """Where an entry goes in the preview."""

    READY = "ready"
    REVIEW = "review"
    CONFLICT = "conflict"
    UNMATCHED = "unmatched"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class LocalBook:
    """A book of the library as an import sees it."""

    id: int
    wanted: Wanted
    reading: ReadingState
    hardcover_id: int | None = None
    """The record it was matched to."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One entry of the shelf, and what an import would make of it."""

    entry: ShelfEntry
    kind: ImportKind
    reason: str
    book_id: int | None = None
    state: ReadingState | None = None
    """The reading state the book would have; None where nothing can be imported."""

    @property
    def can_import(self) -> bool:
        """Whether the person may tick it."""
        return self.state is not None and self.kind in (ImportKind.READY, ImportKind.REVIEW)


def sort_shelf(
    entries: Sequence[ShelfEntry], books: Sequence[LocalBook], pages: Mapping[int, int]
) -> list[ImportRow]:
    """Hold every entry of the shelf against the library. `pages`: page counts of text editions."""
    return [_sort(entry, books, pages) for entry in entries]


def _sort(entry: ShelfEntry, books: Sequence[LocalBook], pages: Mapping[int, int]) -> ImportRow:
    status = STATUS_HERE.get(entry.status_id)
    if status is None:
        return ImportRow(entry, ImportKind.SKIPPED, "This status on Hardcover is not imported.")
    sure = [book for book in books if _is_surely(book, entry)]
    likely = sure or [book for book in books if entry.book and not judge(book.wanted, entry.book).refusal]
    if not likely:
        return ImportRow(entry, ImportKind.UNMATCHED, "No book here is this one.")
    if len(likely) > 1:
        return ImportRow(entry, ImportKind.CONFLICT, "More than one book here could be this one.")
    book = likely[0]
    if book.reading.status is not ReadingStatus.UNREAD:
        return _already_set(entry, book)
    state = state_from(entry, pages)
    if sure:
        return ImportRow(entry, ImportKind.READY, "Ready to import.", book.id, state)
    return ImportRow(
        entry, ImportKind.REVIEW, "Matched by title and author: have a look first.", book.id, state
    )


def _is_surely(book: LocalBook, entry: ShelfEntry) -> bool:
    slug = entry.book.slug if entry.book else ""
    ids = (book.hardcover_id, book.wanted.book_id)
    return entry.book_id in ids or (bool(slug) and slug == book.wanted.slug)


def _already_set(entry: ShelfEntry, book: LocalBook) -> ImportRow:
    if HARDCOVER_STATUS.get(book.reading.status) == entry.status_id:
        return ImportRow(entry, ImportKind.SKIPPED, "Both say the same already.", book.id)
    return ImportRow(entry, ImportKind.CONFLICT, "This book has a status here already; it stays.", book.id)


def state_from(entry: ShelfEntry, pages: Mapping[int, int]) -> ReadingState:
    """The reading state that an entry tells. Its reads are kept oldest first."""
    status = STATUS_HERE[entry.status_id]
    theirs = sorted(entry.reads, key=lambda read: read.id)
    reads = [_read(read, entry, pages) for read in theirs]
    if status is ReadingStatus.READ and not reads:
        reads = [Read(finished=True)]
    if status is ReadingStatus.WANT_TO_READ:
        reads = [read for read in reads if read.finished]
    open_place = reads[-1].percentage if reads and not reads[-1].finished else None
    return ReadingState(
        status=status,
        set_by_hand=True,
        rating=entry.rating if entry.rating and entry.rating * 2 == int(entry.rating * 2) else None,
        percentage=open_place or None,
        reads=tuple(reads),
    )


def _read(read: ShelfRead, entry: ShelfEntry, pages: Mapping[int, int]) -> Read:
    closed = read.finished_at is not None or entry.status_id == HardcoverStatus.READ
    total = pages.get(read.edition_id or entry.edition_id or 0)
    place = clamp_fraction(read.progress_pages / total) if total and read.progress_pages else 0.0
    return Read(read.started_at, read.finished_at, 1.0 if closed else place, finished=closed)
