"""The Inbox: new files, those that need attention, and the new books that wait."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_run import SyncWait
from bookorbit_desktop.domain.inbox.review import WaitingBook, tells_enough
from bookorbit_desktop.domain.library.inbox import Inbox, InboxFile
from bookorbit_desktop.domain.library.scan import ReadFile, ScanSummary
from bookorbit_desktop.domain.overview.events import Event, FilesAdded, InboxChanged
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.library.books import StoredFile
from bookorbit_desktop.storage.library.inbox import InboxQueries, ReviewRepository

NEWEST = 100


class InboxService:
    """Lists the newest files and those that need attention, with their current state."""

    def __init__(self, queries: InboxQueries, events: EventBus) -> None:
        self._queries = queries
        self._events = events
        self._last: ScanSummary | None = None
        self._lock = threading.Lock()
        self._read: frozenset[BookId] = frozenset()
        self._asked: frozenset[BookId] = frozenset()
        self._waits: dict[BookId, SyncWait] = {}

    def load(self) -> Inbox:
        """The contents of the inbox. Blocks for some milliseconds."""
        return Inbox(tuple(map(self._with_stage, self._queries.files(NEWEST))), self._last)

    def waiting(self) -> int:
        """The number of files and books that need the person. Blocks."""
        return self._queries.waiting()

    @contextmanager
    def reading(self, book_ids: Iterable[BookId]) -> Iterator[None]:
        """Mark the files of these books as being read, inside the block."""
        books = frozenset(book_ids)
        with self._lock:
            self._read |= books
        self._events.emit(InboxChanged())
        try:
            yield
        finally:
            with self._lock:
                self._read -= books
            self._events.emit(InboxChanged())

    @contextmanager
    def asking(self, book_id: BookId) -> Iterator[None]:
        """Mark this book as being looked up, inside the block."""
        self._waits.pop(book_id, None)
        with self._lock:
            self._asked |= {book_id}
        self._events.emit(InboxChanged())
        try:
            yield
        finally:
            with self._lock:
                self._asked -= {book_id}
            self._events.emit(InboxChanged())

    def note_wait(self, book_id: BookId, wait: SyncWait) -> None:
        """Note that the source being asked about this book makes us wait."""
        self._waits[book_id] = wait
        self._events.emit(InboxChanged())

    def wait_of(self, book_id: BookId) -> SyncWait | None:
        """The last wait noted while a source is being asked about this book."""
        return self._waits.get(book_id) if book_id in self._asked else None

    def _with_stage(self, file: InboxFile) -> InboxFile:
        return replace(
            file, is_being_read=file.book_id in self._read, is_asked_about=file.book_id in self._asked
        )

    def hear(self, event: Event) -> None:
        """Remember the result when files were added."""
        if isinstance(event, FilesAdded):
            self._last = event.summary


class ReviewGate:
    """Lets new books into the library if their files have title and author, by default.

    A waiting book keeps its progress and is synced like any other.
    """

    def __init__(self, reviews: ReviewRepository, preferences: Preferences) -> None:
        self._reviews = reviews
        self._preferences = preferences

    def let_in(self, files: Sequence[ReadFile], stored: Sequence[StoredFile], at: float) -> None:
        """Make new books wait where needed. Runs inside a writer job; `at` is in seconds since 1970."""
        wants_all = self._preferences.current.review_new_books
        readable = [
            (file, result) for file, result in zip(files, stored, strict=True) if not file.extraction.problem
        ]
        for file, result in readable:
            enough = tells_enough(file.extraction)
            if result.is_news and (wants_all or not enough):
                since = datetime.fromtimestamp(at, UTC)
                named = file.extraction.title_from_name
                book = WaitingBook(result.book_id, since, named=named, manual=not enough, held=wants_all)
                self._reviews.admit(book)
        # Last: of two formats of a new book, one may tell what the other does not.
        self._reviews.settle([result.book_id for file, result in readable if tells_enough(file.extraction)])
