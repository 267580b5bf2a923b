"""Finding a few books by the beginnings of words, fast enough to do it while a person types."""

import json

from bookorbit_desktop.domain.book import BookHit
from bookorbit_desktop.storage.book_search import BookSearch
from bookorbit_desktop.storage.database import Database

_WORD = "(' ' || b.title || ' ' || b.authors || ' ' || b.series) LIKE ? ESCAPE '\\'"
_BY_AUTHOR = "b.authors LIKE ? ESCAPE '\\'"
_SELECT = """
SELECT b.id, b.title, b.authors FROM book b LEFT JOIN reading r ON r.book_id = b.id
WHERE b.removed_at IS NULL AND {words}
ORDER BY b.title LIKE ? ESCAPE '\\' DESC, r.last_read_at IS NULL, r.last_read_at DESC, b.title COLLATE NOCASE, b.id
LIMIT ?
"""


class QuickFind:
    """Answers with the books a person most likely means."""

    def __init__(self, database: Database, search: BookSearch) -> None:
        self._database = database
        self._search = search

    def books(self, text: str, limit: int) -> list[BookHit]:
        """At most `limit` books in whose title, authors or series every word of `text` begins a word.

        Titles that begin with the text come first, then what was read last. Where there is none, books that the
        search of the library finds: words inside of words, and typing errors forgiven.
        """
        words = [_escaped(word) for word in text.split()]
        if not words:
            return []
        # An author's name follows a quotation mark in the JSON of a single name.
        condition = " AND ".join(f"({_WORD} OR {_BY_AUTHOR})" for _ in words)
        values = [value for word in words for value in (f"% {word}%", f'%"{word}%')]
        return self._hits(condition, values, text, limit) or self._meant(text, limit)

    def _meant(self, text: str, limit: int) -> list[BookHit]:
        hits = self._search.hits(text)
        if hits is None or not hits.all:
            return []
        ids = json.dumps(sorted(hits.best or hits.all))
        return self._hits("b.id IN (SELECT value FROM json_each(?))", [ids], text, limit)

    def _hits(self, condition: str, values: list[str], text: str, limit: int) -> list[BookHit]:
        sql = _SELECT.format(words=condition)
        rows = self._database.connection().execute(sql, (*values, f"{_escaped(text.strip())}%", limit))
        return [BookHit(book_id, title, tuple(json.loads(authors))) for book_id, title, authors in rows]


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
