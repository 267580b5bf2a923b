"""Want to Read from Hardcover: how its shelf changes the library (comparison.md section 4).

Additive: only a blank book becomes Want to Read. Removing an entry there only reverts a status that this rule
set and that has not changed since. The other direction is the sync.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bookorbit_desktop.domain.base.ids import BookId, EditionId, EntryId
from bookorbit_desktop.domain.hardcover.catalogue import Edition, HardcoverStatus, ShelfEntry
from bookorbit_desktop.domain.hardcover.shelf_import import ImportRow, LocalBook, sort_shelf
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus

WISHED = ReadingState(ReadingStatus.WANT_TO_READ, set_by_hand=True)
"""The effect of a wish on a blank book: the status, and nothing else of the entry."""


@dataclass(frozen=True, slots=True)
class PullPlan:
    """The changes to make in the library."""

    take: tuple[ImportRow, ...] = ()
    """Each entry with the book that becomes Want to Read."""
    revert: tuple[BookId, ...] = ()
    """Books that become blank again: their entry is gone, and they have not changed since."""
    forget: tuple[BookId, ...] = ()
    """Books whose entry is gone and that have changed since: they stay as they are."""


def new_wishes(
    entries: Sequence[ShelfEntry], books: Sequence[LocalBook], pulled: Mapping[BookId, EntryId]
) -> list[ShelfEntry]:
    """Return the Want to Read entries that were not imported before and belong to no book in use here."""
    taken = set(pulled.values())
    in_use = {book.record_id for book in books if book.reading != ReadingState()}
    return [
        entry
        for entry in entries
        if entry.status_id == HardcoverStatus.WANT_TO_READ
        and entry.id not in taken
        and entry.record_id not in in_use
    ]


def plan_pull(
    entries: Sequence[ShelfEntry],
    books: Sequence[LocalBook],
    editions: Mapping[EditionId, Edition],
    pulled: Mapping[BookId, EntryId],
) -> PullPlan:
    """Compare the whole shelf with the library.

    `entries` must be the whole shelf, as a missing entry counts as removed. `pulled`: books that this rule
    set to Want to Read, with the entry responsible. An entry does so only once, so that undoing it here is
    respected.
    """
    gone = _gone(entries, books, pulled)
    rows = sort_shelf(new_wishes(entries, books, pulled), books, editions)
    take = tuple(
        replace(row, state=WISHED)
        for row in rows
        if row.can_import and row.book_id is not None and row.book_id not in pulled
    )
    untouched = {book.id for book in books if book.reading == WISHED}
    return PullPlan(take, tuple(sorted(gone & untouched)), tuple(sorted(gone - untouched)))


def _gone(
    entries: Sequence[ShelfEntry], books: Sequence[LocalBook], pulled: Mapping[BookId, EntryId]
) -> set[BookId]:
    entry_ids, record_ids = {entry.id for entry in entries}, {entry.record_id for entry in entries}
    records = {book.id: book.record_id for book in books}
    return {
        book_id
        for book_id, entry_id in pulled.items()
        if entry_id not in entry_ids and records.get(book_id) not in record_ids
    }
