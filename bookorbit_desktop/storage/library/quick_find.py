"""Finds a few books, authors and series by word prefixes, fast enough for typing."""

import json
from collections.abc import Sequence
from typing import Final

from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.library.search import search_text, typed_tokens
from bookorbit_desktop.domain.library.search_suggestion import (
    MOST_SUGGESTIONS,
    SearchSuggestion,
    SuggestionKind,
)
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.book_search import BookSearch, beginnings

_BEGUN: Final = "SELECT rowid FROM book_names WHERE book_names MATCH ?"
_SELECT: Final = """
SELECT b.id, b.title, b.authors FROM book b LEFT JOIN reading r ON r.book_id = b.id
WHERE b.removed_at IS NULL AND b.id IN ({ids})
ORDER BY b.title LIKE ? ESCAPE '\\' DESC, r.last_read_at IS NULL, r.last_read_at DESC, b.title COLLATE NOCASE, b.id
LIMIT ?
"""
_AUTHORS: Final = f"""
SELECT v.value, COUNT(*) FROM ({_BEGUN} LIMIT ?) n JOIN book b ON b.id = n.rowid, json_each(b.authors) v
WHERE b.removed_at IS NULL GROUP BY 1
"""
_SERIES: Final = f"""
SELECT b.series, COUNT(*) FROM ({_BEGUN} LIMIT ?) n JOIN book b ON b.id = n.rowid
WHERE b.removed_at IS NULL AND b.series <> '' GROUP BY 1
"""
_BOOKS_LOOKED_AT: Final = 3_000
"""Matching books considered; a prefix of one letter has tens of thousands."""
_MOST_NAMES: Final = 3
"""Authors, and series: the rest of the room is for books."""


class QuickFind:
    """Finds the books the person most likely wants."""

    def __init__(self, database: Database, search: BookSearch) -> None:
        self._database = database
        self._search = search

    def books(self, text: str, limit: int) -> list[BookRef]:
        """At most `limit` books with every word of `text` as a word prefix in title, authors or series.

        Titles that start with the text come first, then the books read last. If there are none, the results
        of the library's search: parts of words and misspelt words.
        """
        tokens = typed_tokens(text)
        if not tokens:
            return []
        return self._hits(_BEGUN, beginnings(tokens), text, limit) or self._meant(text, limit)

    def suggestions(self, text: str) -> list[SearchSuggestion]:
        """At most eight: authors and series whose names have every word of `text` as a prefix, then books."""
        tokens = typed_tokens(text)
        if not tokens:
            return []
        names = [
            *self._names(SuggestionKind.AUTHOR, _AUTHORS, tokens),
            *self._names(SuggestionKind.SERIES, _SERIES, tokens),
        ]
        books = self.books(text, MOST_SUGGESTIONS - len(names))
        return [*names, *(SearchSuggestion(SuggestionKind.BOOK, hit.title, book=hit) for hit in books)]

    def _names(self, kind: SuggestionKind, sql: str, tokens: Sequence[str]) -> list[SearchSuggestion]:
        found = self._database.connection().execute(sql, (beginnings(tokens), _BOOKS_LOOKED_AT)).fetchall()
        fitting = [(name, count) for name, count in found if _begin_tokens_of(name, tokens)]
        fitting.sort(
            key=lambda suggestion: (
                not search_text(suggestion[0]).startswith(tokens[0]),
                -suggestion[1],
                suggestion[0],
            )
        )
        return [SearchSuggestion(kind, name, count) for name, count in fitting[:_MOST_NAMES]]

    def _meant(self, text: str, limit: int) -> list[BookRef]:
        hits = self._search.hits(text)
        if hits is None or not hits.all:
            return []
        ids = json.dumps(sorted(hits.best or hits.all))
        return self._hits("SELECT value FROM json_each(?)", ids, text, limit)

    def _hits(self, ids: str, value: str, text: str, limit: int) -> list[BookRef]:
        sql = _SELECT.format(ids=ids)
        rows = self._database.connection().execute(sql, (value, f"{_escaped(text.strip())}%", limit))
        return [BookRef(book_id, title, tuple(json.loads(authors))) for book_id, title, authors in rows]


def _begin_tokens_of(name: str, tokens: Sequence[str]) -> bool:
    own = f" {search_text(name)}"
    return all(f" {word}" in own for word in tokens)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
