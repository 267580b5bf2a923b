"""Fills a blank book from a shelf entry. The sync later sends nothing of this back to Hardcover."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import ShelfEntry
from bookorbit_desktop.domain.hardcover.local_state import Baseline, local_state_from
from bookorbit_desktop.domain.hardcover.log_texts import import_texts, match_texts
from bookorbit_desktop.domain.hardcover.match_query import query_from
from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind, ImportRow, LocalBook, in_order
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord, SyncBook, SyncState, taken_back
from bookorbit_desktop.domain.hardcover.sync_log import Direction
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.services.hardcover.sync_states import SyncStates
from bookorbit_desktop.services.library.imported import UNDONE, FilledBook, import_line
from bookorbit_desktop.services.runtime.clock import Clock, local_day
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository

Step = Callable[[int, int], object]
"""Called with the number done and the total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfBook(FilledBook):
    """A blank book that was filled from an entry, with its sync state before and after."""

    sync_book_before: SyncBook
    sync_book_after: SyncBook


class ShelfImporter:
    """Fills blank books and undoes that. Methods that change data run inside a writer job."""

    def __init__(
        self,
        books: BookRepository,
        readings: ReadingRepository,
        sync_books: SyncBookRepository,
        states: SyncStates,
        log: SyncLogRepository,
        preferences: Preferences,
        clock: Clock,
    ) -> None:
        self._books = books
        self._readings = readings
        self._sync_books = sync_books
        self._states = states
        self._log = log
        self._preferences = preferences
        self._clock = clock

    def local_books(self, step: Step = lambda done, total: None) -> list[LocalBook]:
        """The library's books for comparison with the shelf. Blocks. `step` is called for each; may raise."""
        found: list[LocalBook] = []
        total = self._books.count()
        records = {record.book_id: record.record_id for record in self._sync_books.placed()}
        for book in self._books.each():
            step(len(found), total)
            names = tuple(file.shown_name for file in book.files)
            query = query_from(book.metadata, names)
            found.append(LocalBook(book.id, query, book.reading, records.get(book.id)))
        return found

    def fill(self, row: ImportRow, *, seen: bool = True) -> ShelfBook | None:
        """Fill a book from a row; None if the book is no longer blank.

        `seen`: the person has reviewed the row. Otherwise a book matched by title needs review.
        """
        if row.book_id is None or row.state is None:
            return None
        book, before = self._books.get(row.book_id), self._readings.get(row.book_id)
        # A push may have come since the comparison: only what is still blank is filled.
        if book is None or before != ReadingState():
            return None
        old = self._sync_books.get(row.book_id)
        after = self._readings.put(row.book_id, before, row.state)
        match = _match(old.match, row, query_from(book.metadata).fingerprint)
        if not seen and row.kind is ImportKind.REVIEW and match != old.match:
            match = replace(match, method=MatchMethod.TITLE_AUTHOR)
        sync = self._sync_state(row, after, local_day(book.added_at))
        new = replace(old, match=match, sync=sync)
        self._sync_books.put_changed(row.book_id, old, new)
        self._states.derive([row.book_id])
        filled = ShelfBook(
            row.book_id, book.metadata.title, before, after, sync_book_before=old, sync_book_after=new
        )
        changes = (*match_texts(old.match, match), *import_texts(after))
        self._tell(filled, changes, row.entry.record_id)
        return filled

    def undo(self, book: ShelfBook) -> bool:
        """Make a filled book blank again; False, with nothing done, if it changed since.

        The person's later decisions about its record are kept.
        """
        if self._readings.get(book.book_id) != book.after:
            return False
        self._readings.put(book.book_id, book.after, book.before)
        now = self._sync_books.get(book.book_id)
        imported = now.match.record_id
        back = taken_back(now, book.sync_book_before, book.sync_book_after)
        if now.sync == book.sync_book_after.sync:  # nothing was sent since
            back = replace(back, sync=book.sync_book_before.sync)
        self._sync_books.put_changed(book.book_id, now, back)
        self._states.derive([book.book_id])
        self._tell(book, UNDONE, imported)
        return True

    def revert(self, book_id: BookId, expected: ReadingState) -> bool:
        """Make a book blank because its entry is gone; False if the book is not as expected."""
        book = self._books.get(book_id)
        if book is None or book.reading != expected:
            return False
        after = self._readings.put(book_id, expected, ReadingState())
        old = self._sync_books.get(book_id)
        # Without a base: should the person want the book again, it is added anew.
        self._sync_books.put_sync(book_id, replace(old.sync, baseline=Baseline()))
        self._states.derive([book_id])
        texts = (Message("Want to Read → Unread: removed from your shelf on Hardcover"),)
        self._tell(FilledBook(book_id, book.metadata.title, expected, after), texts, old.match.record_id)
        return True

    def _tell(self, book: FilledBook, changes: tuple[Message, ...], record_id: RecordId | None) -> None:
        line = import_line(self._clock.now(), Direction.FROM_HARDCOVER, book, changes, record_id)
        self._log.add([line])

    def _sync_state(self, row: ImportRow, state: ReadingState, added_on: date | None) -> SyncState:
        now = self._clock.now()
        local_state = local_state_from(state, self._preferences.current.hardcover_privacy, added_on)
        baseline = Baseline(
            local_state=local_state, entry=row.entry, reads=_links(state, row.entry), looked_at=now
        )
        return SyncState(baseline, synced_at=now)


def _match(old: MatchRecord, row: ImportRow, fingerprint: str) -> MatchRecord:
    """The match after filling: the book's own if it has this record. The person's choices are always kept."""
    if old.record_id == row.entry.record_id:
        return old
    record, edition = row.entry.book, row.edition
    return MatchRecord(
        method=MatchMethod.SHELF,
        record_id=row.entry.record_id,
        edition_id=edition.id if edition else None,
        pages=edition.pages if edition else None,
        slug=record.slug if record else "",
        title=record.title if record else "",
        fingerprint=fingerprint,
    )


def _links(state: ReadingState, entry: ShelfEntry) -> Mapping[int, int]:
    """Local reads by the entry's reads, both oldest first; imports without progress omit open ones."""
    theirs = in_order(entry)
    pairs = zip(state.reads, theirs, strict=False) if len(state.reads) == len(theirs) else ()
    return {ours.id: read.id for ours, read in pairs if ours.id is not None}
