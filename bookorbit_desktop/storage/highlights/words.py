"""Words that were looked up on devices."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.highlights.words import LookedUpWord, TaughtWord
from bookorbit_desktop.storage.db.database import Database

_PUT = """
INSERT INTO looked_up_word (word, title, before, after, looked_up_at, reviews, streak) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (word, title) DO UPDATE SET
before = CASE WHEN excluded.before <> '' THEN excluded.before ELSE before END,
after = CASE WHEN excluded.after <> '' THEN excluded.after ELSE after END,
looked_up_at = max(looked_up_at, excluded.looked_up_at), reviews = excluded.reviews, streak = excluded.streak
WHERE (excluded.before <> '' AND excluded.before <> before) OR (excluded.after <> '' AND excluded.after <> after)
OR excluded.looked_up_at > looked_up_at OR excluded.reviews <> reviews OR excluded.streak <> streak
"""
_ALL = """
SELECT w.word, w.title, w.before, w.after, w.looked_up_at, w.reviews, w.streak, b.book_id FROM looked_up_word w
LEFT JOIN (SELECT title, MIN(id) AS book_id FROM book WHERE removed_at IS NULL GROUP BY title HAVING COUNT(*) = 1) b
ON b.title = w.title AND w.title <> '' ORDER BY w.looked_up_at DESC, w.word, w.title
"""


class WordRepository:
    """Adds and updates, never deletes. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, words: Sequence[TaughtWord]) -> int:
        """Store what a device has; how many are new or changed."""
        connection = self._database.connection()
        before = connection.total_changes
        connection.executemany(
            _PUT,
            [
                (word.word, word.title, word.before, word.after, word.looked_up_at, word.reviews, word.streak)
                for word in words
            ],
        )
        return connection.total_changes - before

    def all(self) -> list[LookedUpWord]:
        """Every word, the latest first."""
        return [
            LookedUpWord(
                word, title, before, after, datetime.fromtimestamp(at, UTC), reviews, streak, _book(book_id)
            )
            for word, title, before, after, at, reviews, streak, book_id in self._database.connection().execute(
                _ALL
            )
        ]


def _book(book_id: int | None) -> BookId | None:
    return None if book_id is None else BookId(book_id)
