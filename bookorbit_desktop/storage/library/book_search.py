"""Full-text search over the library: words and prefixes, then parts of words, then misspelt words.

For the letters typed so far, a few books, authors and series are found by the beginnings of their words.
"""

import json
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.library.search import (
    MOST_SUGGESTIONS,
    SearchSuggestion,
    SuggestionKind,
    near_tokens,
    search_text,
    typed_tokens,
)
from bookorbit_desktop.storage.db.database import Database

_LONG_ENOUGH = 3
"""Shorter texts have no trigram, and start a word in nearly every description."""
_COMMON = 2000
"""A word in more books than this is not used alone if the text has a rarer one."""
_MOST_MEANT = 3
"""The number of words whose misspellings are looked up; each takes some milliseconds."""


@dataclass(frozen=True, slots=True)
class SearchHits:
    """The matching books. The best have every word, or a prefix of it, in title, authors or series."""

    all: frozenset[BookId]
    best: frozenset[BookId]


class BookSearch:
    """Finds books by text."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._vocabulary: list[str] = []
        self._newest_word = 0

    def hits(self, text: str) -> SearchHits | None:
        """Return the books that contain every word of the text; None if the text has no words.

        If there are none, similar words count too (`domain.search.near_tokens`).
        """
        tokens = typed_tokens(text)
        if not tokens:
            return None
        named = [self._match("book_names", _beginning(word)) for word in tokens]
        found = [ids | self._elsewhere(word) for ids, word in zip(named, tokens, strict=True)]
        exact = _in_all(found)
        if exact:
            return SearchHits(exact, _in_all(named))
        meant = [ids | self._meant(word) for ids, word in zip(found, tokens, strict=True)]
        return SearchHits(_in_all(meant), frozenset())

    def likely(self, text: str, limit: int) -> list[BookId]:
        """The books with the most, and the rarest, words of a text in title, authors or series."""
        tokens = dict.fromkeys(search_text(text).split())
        found = {word: self._match("book_names", _quoted(word)) for word in tokens}
        unknown = [word for word in tokens if not found[word]][:_MOST_MEANT]
        found |= {word: self._meant(word) for word in unknown}
        scores: Counter[BookId] = Counter()
        for ids in sorted(filter(None, found.values()), key=len):
            chosen = ids & scores.keys() if scores and len(ids) > _COMMON else ids
            scores.update(dict.fromkeys(chosen, 1 + _COMMON // len(ids)))
        return sorted(scores, key=lambda book_id: (-scores[book_id], book_id))[:limit]

    def _elsewhere(self, word: str) -> set[BookId]:
        """Books with the word in their description, or as part of a word in title, authors or series."""
        if len(word) < _LONG_ENOUGH:
            return set()
        return self._match("book_about", _beginning(word)) | self._match("book_parts", _quoted(word))

    def _meant(self, word: str) -> set[BookId]:
        near = near_tokens(word, self._known_tokens())
        return self._match("book_names", " OR ".join(map(_quoted, near))) if near else set()

    def _known_tokens(self) -> list[str]:
        """Every word of titles, authors and series. Reads only words added since the last call."""
        with self._lock:
            sql = "SELECT id, word FROM search_word WHERE id > ? ORDER BY id"
            news = self._database.connection().execute(sql, (self._newest_word,)).fetchall()
            if news:
                self._newest_word = news[-1][0]
                self._vocabulary = [*self._vocabulary, *(word for _, word in news)]
            return self._vocabulary

    def _match(self, table: str, expression: str) -> set[BookId]:
        """Ids for a full-text expression; fetched as one JSON text, in a third of the time of rows."""
        sql = f"SELECT json_group_array(rowid) FROM {table} WHERE {table} MATCH ?"
        ((ids,),) = self._database.connection().execute(sql, (expression,))
        return set(json.loads(ids))


def _quoted(word: str) -> str:
    """A word or phrase quoted for FTS5. Folded text contains no quotes."""
    return f'"{word}"'


def _beginning(word: str) -> str:
    return f"{_quoted(word)} *"


def beginnings(tokens: Iterable[str]) -> str:
    """A full-text expression for books that contain each of the folded words as a prefix."""
    return " AND ".join(map(_beginning, tokens))


def _in_all(sets: Iterable[set[BookId]]) -> frozenset[BookId]:
    return frozenset(set.intersection(*sets))


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
