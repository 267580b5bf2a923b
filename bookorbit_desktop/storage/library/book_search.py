"""Full-text search over the library: words and prefixes, then parts of words, then misspelt words."""

import json
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.search import near_tokens, search_text, typed_tokens
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
