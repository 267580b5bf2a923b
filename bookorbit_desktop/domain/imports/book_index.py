"""Finds the few library books that a list's line may mean, with up to a hundred thousand of each."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bookorbit_desktop.domain.base.isbn import to_isbn13
from bookorbit_desktop.domain.base.titles import normalise_title, split_authors
from bookorbit_desktop.domain.hardcover.shelf_import import LocalBook

CANDIDATES = 60
"""The number of books to judge: those that share the most distinctive words of title and authors."""
_LOOKED_AT = 5000
"""Rare words are looked up first, until this many books are found."""


class BookIndex:
    """The library's books by ISBN, Goodreads id and the words of their names."""

    def __init__(self, books: Iterable[LocalBook]) -> None:
        self._by_id: defaultdict[str, list[LocalBook]] = defaultdict(list)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._books: list[LocalBook] = []
        for book in books:
            self._add(book)

    def with_ids(self, isbns: Iterable[str], goodreads_id: str = "") -> list[LocalBook]:
        """The books with one of these ISBNs (either length, valid check digit) or this Goodreads id."""
        keys = [*_isbn_keys(isbns), *([_goodreads_key(goodreads_id)] if goodreads_id else [])]
        found = {book.id: book for key in keys for book in self._by_id.get(key, ())}
        return list(found.values())

    def like(self, title: str, authors: Sequence[str]) -> list[LocalBook]:
        """At most CANDIDATES books, those sharing the most distinctive words first."""
        known = [(word, self._by_word[word]) for word in _tokens(title, authors) if word in self._by_word]
        known.sort(key=lambda pair: len(pair[1]))
        weights: defaultdict[int, float] = defaultdict(float)
        looked_at = 0
        for _, indexes in known:
            if looked_at and looked_at + len(indexes) > _LOOKED_AT:
                break
            looked_at += len(indexes)
            for index in indexes:
                weights[index] += 1 / len(indexes)
        return [self._books[index] for index in heapq.nlargest(CANDIDATES, weights, key=weights.__getitem__)]

    def _add(self, book: LocalBook) -> None:
        index = len(self._books)
        self._books.append(book)
        goodreads = (value for platform, value in book.query.external_ids if platform == "goodreads")
        for key in {*_isbn_keys(book.query.isbns), *map(_goodreads_key, goodreads)}:
            self._by_id[key].append(book)
        for word in _tokens(book.query.title, book.query.authors):
            self._by_word[word].append(index)


def _isbn_keys(isbns: Iterable[str]) -> set[str]:
    return {isbn for text in isbns if (isbn := to_isbn13(text)) is not None}


def _goodreads_key(goodreads_id: str) -> str:
    return f"goodreads:{goodreads_id}"


def _tokens(title: str, authors: Sequence[str]) -> set[str]:
    names = " ".join(split_authors(tuple(authors)))
    return {*normalise_title(title).split(), *normalise_title(names.replace(".", ". ")).split()}
