"""Library search: folded words, typo tolerance, and suggestions for the letters typed so far.

The fuzzy matching is imported on the first typo, as every start needs the rest.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bookorbit_desktop.domain.library.book import BookRef

MOST_NEAR_WORDS = 12
"""The number of corrections to look for per word, nearest first."""
_SHORTEST_FORGIVEN = 3
_LONGEST_WITH_ONE_ERROR = 5
_WITHOUT_SPACES = re.compile(r"([\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")
"""Kana and Chinese characters: written without spaces, so each counts as a word of its own."""
_NOT_A_WORD = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_ARTICLES = {
    "de": ("der", "die", "das", "ein", "eine"),
    "en": ("the", "a", "an"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "fr": ("le", "la", "les", "l", "un", "une"),
    "it": ("il", "lo", "la", "i", "gli", "le", "l", "un", "uno", "una"),
    "nl": ("de", "het", "een"),
}


def search_text(text: str) -> str:
    """Return the words of a text, separated by one space: lower case, without accents and punctuation.

    Both the index and the query are normalised this way, so that "Brontë" and "bronte" are the same.
    """
    plain = text.casefold() if text.isascii() else _without_accents(text)
    return " ".join(_NOT_A_WORD.sub(" ", plain.replace("'", "").replace("&", " and ")).split())


def _without_accents(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.replace("’", "")).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _WITHOUT_SPACES.sub(r" \1 ", unicodedata.normalize("NFC", plain))


def typed_tokens(text: str) -> list[str]:
    """The folded words of a search; characters that count as words of their own stay together as a phrase."""
    return [word for part in text.split() if (word := search_text(part))]


def sort_key(text: str) -> str:
    """A sort key for a text: folded, with numbers by value, so that 2 comes before 10."""
    return _DIGITS.sub(lambda found: found.group().zfill(8), search_text(text))


def title_key(title: str, language: str) -> str:
    """A sort key for a title: without its language's leading article, as on a library's shelves.

    `language` is a BCP 47 tag; if unknown, English articles are assumed.
    """
    key = sort_key(title)
    first, _, rest = key.partition(" ")
    is_article = first in _ARTICLES.get(language.split("-")[0].lower() or "en", ())
    return rest if rest and is_article else key


def near_tokens(word: str, vocabulary: Sequence[str]) -> list[str]:
    """The words of `vocabulary` that may be meant by `word`, nearest first.

    One typo (a letter too many, too few, wrong, or two swapped) is allowed in words of 3 to 5 letters and two
    in longer ones, as in Lucene's "AUTO" fuzziness; shorter words must match. A word may also be the start of
    what is meant, as it is searched while being typed. Numbers must match.
    """
    if len(word) < _SHORTEST_FORGIVEN or word.isdigit():
        return []
    errors = 1 if len(word) <= _LONGEST_WITH_ONE_ERROR else 2
    whole = _nearest(word, vocabulary, errors)
    begun = _nearest(word, [known[: len(word)] for known in vocabulary], errors)
    distances = dict(begun)
    distances.update({index: min(distance, distances.get(index, distance)) for index, distance in whole})
    ranked = sorted(
        distances, key=lambda index: (distances[index], len(vocabulary[index]), vocabulary[index])
    )
    return [vocabulary[index] for index in ranked[:MOST_NEAR_WORDS]]


def _nearest(word: str, vocabulary: Sequence[str], errors: int) -> list[tuple[int, float]]:
    """Indexes and distances of the words within a number of typos."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(
        word, vocabulary, scorer=OSA.distance, score_cutoff=errors, limit=4 * MOST_NEAR_WORDS
    )
    return [(index, distance) for _, distance, index in found]


MOST_SUGGESTIONS: Final = 8
"""comparison.md section 8."""


class SuggestionKind(StrEnum):
    """What a suggestion opens."""

    BOOK = "book"
    AUTHOR = "author"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class SearchSuggestion:
    """One line under the search field."""

    kind: SuggestionKind
    text: str
    """A title, an author's name, or the name of a series."""
    books: int = 1
    """The number of its books; for a very short search, a minimum."""
    book: BookRef | None = None
    """The book, if it is one."""
