"""The sync state and its reason for each book: derived from stored data, and written only here."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bookorbit_desktop import __version__
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.derived_status import status_of
from bookorbit_desktop.domain.hardcover.local_state import LocalState, local_state_from
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.events import BooksChanged, Event, ProgressReceived, ReadingEdited
from bookorbit_desktop.services.runtime.clock import local_day
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.library.books import BookRepository

SOON = 1.0
"""Seconds to collect books: during reading, their state is not calculated for every page turn."""
LOOKED_AT_ONCE = 500
"""Books per job that only finds out which of them matter."""


class StateRefresh:
    """Collects books on the loop that receives pushes."""

    def __init__(self, refresh: Callable[[Sequence[BookId]], None]) -> None:
        """`refresh` queues the work and does not wait for it."""
        self._refresh = refresh
        self._books: dict[BookId, None] = {}
        self._timer: asyncio.TimerHandle | None = None

    def soon(self, book_id: BookId) -> None:
        """Update a book before long. Call on an event loop."""
        self._books[book_id] = None
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SOON, self.flush)

    def flush(self) -> None:
        """Update every collected book now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        books, self._books = list(self._books), {}
        for start in range(0, len(books), LOOKED_AT_ONCE):
            self._refresh(books[start : start + LOOKED_AT_ONCE])


REFRESHED_AT_ONCE = 20
"""Books per job that calculates states: a push must not wait for hundreds."""


class SyncStates:
    """Keeps each book's state and reason consistent with its decision, match, sync state and reading."""

    def __init__(
        self,
        database: Database,
        books: BookRepository,
        sync_books: SyncBookRepository,
        preferences: Preferences,
        events: EventBus,
    ) -> None:
        self._database = database
        self._books = books
        self._sync_books = sync_books
        self._preferences = preferences
        self._events = events
        self._gathered = StateRefresh(self.refresh)
        self._moved = StateRefresh(self._refresh_matched)

    def local_state(self, book: Book) -> LocalState | None:
        """A book's reading in Hardcover's terms; None for Unread."""
        return local_state_from(
            book.reading, self._preferences.current.hardcover_privacy, local_day(book.added_at)
        )

    def derive(self, book_ids: Sequence[BookId]) -> None:
        """Recalculate state and reason of up to 500 books. Runs inside a writer job; views are told later."""
        books, sync_books = self._books.of(book_ids), self._sync_books.of(book_ids)
        changed = frozenset(
            book_id
            for book_id, book in books.items()
            if self._update(book, sync_books.get(book_id, SyncBook()))
        )
        if changed:
            self._database.after_commit(lambda: self._events.emit(BooksChanged(changed)))

    def refresh(self, book_ids: Iterable[BookId] | None = None) -> None:
        """Update the states of some books, or of all (None). Doesn't wait."""
        books = None if book_ids is None else list(book_ids)
        self._database.submit(
            lambda: self._refresh(self._sync_books.eligible_ids() if books is None else books)
        )

    def counts(self) -> dict[HardcoverState, int]:
        """The number of books in each state, without Unread ones. Blocks."""
        return self._sync_books.state_counts()

    def pending(self) -> int:
        """How many books wait to be sent. Blocks."""
        return self.counts().get(HardcoverState.PENDING, 0)

    async def pending_now(self) -> int:
        """Count the pending books, with all reads and edits so far. Call on the loop that gets pushes."""
        self.settle()
        return await self._database.write_async(self.pending)

    def settle(self) -> None:
        """Update now the states that wait for a pause in reading."""
        self._gathered.flush()
        self._moved.flush()

    def begin(self) -> None:
        """Start accepting pushes. First updates the states left behind by a crash or another version."""
        self._database.submit(self._begin)

    def end(self) -> None:
        """Stop accepting pushes; the next `begin` finds every state current. On the loop that gets pushes."""
        self.settle()
        self._database.submit(lambda: self._sync_books.put_in_step(__version__))

    def _begin(self) -> None:
        if self._sync_books.in_step() != __version__:
            self._database.after_commit(self.refresh)
        self._sync_books.put_in_step("")

    def keep_in_step(self, event: Event) -> None:
        """Update the states of books that were read or edited. Doesn't wait."""
        if isinstance(event, ProgressReceived) and event.book_id is not None:
            gathered = self._gathered if event.status_changed else self._moved
            gathered.soon(event.book_id)
        elif isinstance(event, ReadingEdited):
            self.refresh(event.book_ids)

    def _refresh(self, book_ids: Sequence[BookId]) -> None:
        """Refresh some books now, and others once their pushes pause."""
        if not book_ids:
            return
        self.derive(book_ids[:REFRESHED_AT_ONCE])
        if rest := book_ids[REFRESHED_AT_ONCE:]:
            self._database.after_commit(lambda: self._database.submit(lambda: self._refresh(rest)))

    def _refresh_matched(self, book_ids: Sequence[BookId]) -> None:
        """Update the states of books whose position changed; only those with a match are affected."""
        self._database.submit(lambda: self._refresh(self._sync_books.looked_up(book_ids)))

    def _update(self, book: Book, sync_book: SyncBook) -> bool:
        state, reason = status_of(self.local_state(book), sync_book)
        return self._sync_books.put_state(book.id, replace(sync_book, state=state, reason=reason))
