"""Letter folding: accents, ligatures, and Cyrillic and Greek transliteration."""

import re
import unicodedata
from collections import Counter

_SINGLE = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss", "ə": "e"}
    | dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True))
    | {"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
    | {"ю": "yu", "я": "ya", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u", "ј": "j", "ђ": "dj", "ћ": "c"}
    | dict(zip("αβγδεζηικλμνξοπρστυωςφ", "avgdeziiklmnxoprstyosf", strict=True))
    | {"θ": "th", "χ": "ch", "ψ": "ps"}
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def plain_letters(text: str) -> str:
    """Lower case in Latin letters without accents; letters without a Latin equivalent are unchanged."""
    if text.isascii():
        return text.lower()
    return _without_marks(_without_marks(text.casefold()).translate(_SINGLE))


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def is_cyrillic(text: str) -> bool:
    """Whether the text contains Cyrillic letters."""
    return _CYRILLIC.search(text) is not None


def script_of(text: str) -> str:
    """The script of most letters: "LATIN", "CYRILLIC", or "EAST" for those of East Asia; empty without letters."""
    names = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha())
    most = max(names, key=names.__getitem__, default="")
    return "EAST" if most in _EAST_ASIAN else most


_EAST_ASIAN = frozenset(["CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL"])


def edits_apart(first: str, other: str) -> int:
    """0 if equal, 1 if one letter was changed, added, left out or swapped with its neighbour, otherwise 2."""
    if first == other:
        return 0
    if abs(len(first) - len(other)) > 1:
        return 2
    start = next((n for n, (a, b) in enumerate(zip(first, other, strict=False)) if a != b), -1)
    if start < 0:
        return 1
    rest, others = first[start:], other[start:]
    is_swap = len(rest) > 1 and rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return 1 if is_swap or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] else 2


def are_swapped(first: str, other: str) -> bool:
    """Whether two texts differ only by two swapped neighbouring letters."""
    return len(first) == len(other) and sorted(first) == sorted(other) and edits_apart(first, other) == 1
