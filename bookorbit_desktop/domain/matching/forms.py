"""What form a book has, prose or comic, and which edition of a volume it is, by the words that say so.

A comic and the novel it adapts share name and number, as do an ordinary volume and a collector's edition.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from bookorbit_desktop.domain.base.letters import plain_letters
from bookorbit_desktop.domain.matching.title_numbers import is_number, title_tokens


class Form(StrEnum):
    """How a story is told."""

    PROSE = "prose"
    COMIC = "comic"


_COMIC = re.compile(
    r"\b(?:manga|manhwa|manhua|webtoons?|web ?comics?|tankobon|comic adaptation|in comics|bande dessinee|la bd)\b"
    r"|\bgraphic (?:novels?|adaptations?|history|memoir|edition|biography|classics)\b|\bnovela grafica\b"
    r"|[(\[](?:the )?comics?\b"
)
_SCAN = re.compile(r"\.cb[rz7]$|\((?:digital|c2c)\b", re.IGNORECASE)
_PROSE = re.compile(
    r"\b(?:light|web) ?novels?\b|\bnoveli[sz]ations?\b|[(\[]novels?[)\]]|(?:^|[:,] )an? novel\b|(?<!graphic) novel$"
)
_COMIC_SUBJECT = re.compile(
    r"(?:comics?(?: (?:and )?graphic novels?\b.*)?|graphic novels?\b.*|(?:manga|manhwa|manhua|webtoon)\b.*)"
)
_PROSE_SUBJECT = re.compile(r"(?:light|web) ?novels?\b.*")
_EDITION = re.compile(
    r"\b(?:(\w+) edition|(deluxe|omnibus|kanzenban|vizbig|compendium|\d in 1)|(perfect|collectors) (?=volume))\b"
)
_ANY_EDITION = frozenset(
    [
        *(
            "a",
            "an",
            "the",
            "this",
            "new",
            "digital",
            "kindle",
            "ebook",
            "retail",
            "print",
            "paperback",
            "hardcover",
        ),
        *("english", "us", "uk", "international", "revised", "updated", "anniversary", "illustrated"),
    ]
)


@lru_cache(maxsize=16384)
def form_of(*texts: str) -> Form | None:
    """The form that words in titles, series and names of files say; None if they say none, or both."""
    plain = [plain_letters(text.casefold()) for text in texts if text]
    return _only(any(map(_PROSE.search, plain)), any(map(_COMIC.search, plain)))


@lru_cache(maxsize=4096)
def form_of_subjects(subjects: tuple[str, ...]) -> Form | None:
    """The form that subjects say: a book about comics is none."""
    plain = [" ".join(title_tokens(subject)) for subject in subjects]
    return _only(any(map(_PROSE_SUBJECT.fullmatch, plain)), any(map(_COMIC_SUBJECT.fullmatch, plain)))


def is_scan(name: str) -> bool:
    """Whether a name is one that scanned comics have: `Saga v02 (2013) (Digital)`, `Saga.cbz`."""
    return _SCAN.search(name) is not None


def _only(is_prose: bool, is_comic: bool) -> Form | None:
    if is_prose is is_comic:
        return None
    return Form.PROSE if is_prose else Form.COMIC


def editions_of(texts: Iterable[str]) -> frozenset[str]:
    """The words for an edition whose volumes hold something else: "deluxe", "omnibus", "perfect"."""
    tokens = (word for text in texts for word in _edition_tokens(text))
    return frozenset(word for word in tokens if word not in _ANY_EDITION and not is_number(word))


@lru_cache(maxsize=16384)
def _edition_tokens(text: str) -> tuple[str, ...]:
    found = _EDITION.findall(" ".join(title_tokens(text)))
    return tuple("".join(groups) for groups in found)
