"""Decides which new books wait in the Inbox."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bookorbit_desktop.domain.inbox.review import WaitingBook, tells_enough
from bookorbit_desktop.domain.library.scan import ReadFile
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.library.books import StoredFile
from bookorbit_desktop.storage.library.inbox import ReviewRepository


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
