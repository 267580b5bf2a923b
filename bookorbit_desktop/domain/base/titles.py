"""Parses titles: volumes, manga, series suffixes; and compares them (matching.md section 2)."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

_VOLUME = re.compile(
    r"(?:\b(?:vol(?:ume)?s?\.?|v)\s*|#\s*)(\d{1,4}(?:\.\d+)?)(?![\w.]*\d)",
    re.IGNORECASE,
)
_SERIES_TAIL = re.compile(
    r"[\s,:;(\[-]+(?:book|part)\s+(?:\d+(?:\.\d+)?|one|two|three|four|five)\b.*$", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_LIGHT_NOVEL = re.compile(r"\s*\(light novel\)", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[,.:;!?'’\"“”–—_/\-]+")
_ARTICLE_TAIL = re.compile(r"^(.*),\s+(the|a|an)$", re.IGNORECASE)
DIFFERENT_BELOW = 0.5
"""Titles less similar than this belong to different books (matching.md section 2, the guard of an ISBN)."""
_AUTHOR_SEPARATORS = re.compile(r"\s+and\s+|\s*[&;]\s*", re.IGNORECASE)


@lru_cache(maxsize=8192)  # a shelf is compared with a library, pair by pair
def normalise_title(title: str) -> str:
    """Lower case without accents and punctuation, words separated by single spaces."""
    swapped = _ARTICLE_TAIL.sub(r"\2 \1", title.strip())
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", swapped.casefold()) if not unicodedata.combining(c)
    )
    return " ".join(_PUNCTUATION.sub(" ", plain).replace("&", " and ").split())


def similarity(first: str, other: str) -> float:
    """The similarity of two titles, 0..1."""
    return fuzz.ratio(normalise_title(first), normalise_title(other)) / 100


def are_clearly_different(title: str, other: str) -> bool:
    """Whether two titles cannot name the same book. A title that says nothing is not different."""
    first, second = normalise_title(title), normalise_title(other)
    if not first or not second or first in second or second in first:
        return False
    whole = similarity(without_series_tail(title), without_series_tail(other))
    return max(whole, similarity(without_subtitle(title), without_subtitle(other))) < DIFFERENT_BELOW


def volume_of(title: str) -> float | None:
    """The volume in a title (`Vol. N`, `Volume N`, `vNN`, `#N`), including fractions; None without one."""
    found = _VOLUME.search(title)
    return float(found.group(1)) if found else None


def without_light_novel(title: str) -> str:
    """`Overlord (Light Novel), Vol. 2` as `Overlord, Vol. 2`, as many files and records have it."""
    return _LIGHT_NOVEL.sub("", title)


@lru_cache(maxsize=8192)
def without_series_tail(title: str) -> str:
    """`A Parade of Horribles, Book 8` as `A Parade of Horribles`; also removes a bracketed suffix."""
    bare = _BRACKETED.sub("", title).strip()
    cut = _SERIES_TAIL.sub("", bare).strip(" ,:;-")
    return cut or bare or title


def without_subtitle(title: str) -> str:
    """The part before the first colon, semicolon or spaced dash."""
    return re.split(r"[:;]\s|\s[–—-]\s", title, maxsplit=1)[0].strip() or title


def split_authors(authors: tuple[str, ...]) -> tuple[str, ...]:
    """One entry per person, even if a file joins them in one text."""
    return tuple(
        name for text in authors for part in _AUTHOR_SEPARATORS.split(text) if (name := _plain_name(part))
    )


def author_similarity(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float | None:
    """The similarity of the best pair of names, 0..1; None if either side has no names."""
    pairs = [(author, other) for author in split_authors(ours) for other in split_authors(theirs)]
    if not pairs:
        return None
    return max(fuzz.token_sort_ratio(_initials_apart(a), _initials_apart(b)) / 100 for a, b in pairs)


def _plain_name(name: str) -> str:
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(parts):
        return f"{parts[1]} {parts[0]}"
    return name.strip()


def _initials_apart(name: str) -> str:
    return normalise_title(name.replace(".", ". "))
