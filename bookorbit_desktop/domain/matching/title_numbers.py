"""Numbers in titles: digits, words and Roman numerals, with or without "Vol."."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bookorbit_desktop.domain.base.letters import plain_letters

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_UNITS = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_POWERS = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ORDINAL = {word: number for number, word in enumerate(_ORDINALS, 1)}
_ELSEWHERE = {
    word: number
    for text in (
        "eins zwei drei vier funf sechs sieben acht neun zehn",
        "un deux trois quatre cinq six sept huit neuf dix",
        "uno dos tres cuatro cinco seis siete ocho nueve diez",
        "uno due tre quattro cinque sei sette otto nove dieci",
        "erster zweiter dritter vierter",
        "erstes zweites drittes viertes",
        "premier deuxieme troisieme quatrieme",
    )
    for number, word in enumerate(text.split(), 1)
}
_ROMAN = re.compile(r"(?=[ivx]{2})x{0,3}(?:ix|iv|v?i{0,3})")
_TOKEN = re.compile(r"\d+\.\d+|[^\W_]+")
_THOUSANDS = re.compile(r"(?<=\d)[,\u202f](?=\d{3}(?!\d))")
_ELIDED = re.compile(r"\b([ld])['’](?=\w)")
_GLUED = re.compile(r"(v|vol|t|bd|no|nr|bk|pt|ch)(\d+)")
_NTH = re.compile(r"(\d+)(?:st|nd|rd|th)")
_FIGURE = re.compile(r"\d+|[IVX]{2,}(?![A-Za-z])")
_DROPPED = str.maketrans("", "", "'’`´*")


class Marker(StrEnum):
    """What a number in a title counts."""

    VOLUME = "volume"
    BOOK = "book"
    PART = "part"
    ISSUE = "issue"
    BARE = "bare"
    """No word says what it counts."""
    RANGE = "range"
    """Several volumes in one: "1-3"."""
    YEAR = "year"
    IMPLIED = "implied"
    """The position in the series whose name is the title."""


@dataclass(frozen=True, slots=True)
class VolumeMark:
    """A volume number and its kind."""

    marker: Marker
    number: str
    """In digits; a range as "1-3"."""


MARKERS = {
    word: marker
    for marker, text in (
        (Marker.VOLUME, "volume volumes vol vols v tome tomo tom t band bd deel bind tomul tome kotet"),
        (Marker.BOOK, "book books bk buch livre libro boek bok kniga livro ksiazka kirja bog"),
        (Marker.PART, "part parts pt teil partie parte chast czesc deel half"),
        (Marker.ISSUE, "issue no nr number numero nummer"),
    )
    for word in text.split()
}


def number_in(word: str, *, lone_letters: bool = False) -> str | None:
    """A word as digits, including fractions and ordinals; None for any other word."""
    if word.replace(".", "", 1).isdecimal():
        return f"{float(word):.12g}" if "." in word else str(int(word))
    if word in _UNITS:
        return str(_UNITS[word])
    if word in _ORDINAL:
        return f"{_ORDINAL[word]}th"
    if found := _NTH.fullmatch(word):
        return f"{int(found[1])}th"
    if _ROMAN.fullmatch(word) or (lone_letters and word in ("i", "v", "x")):
        return str(_roman(word))
    if lone_letters and word in _ELSEWHERE:
        return str(_ELSEWHERE[word])
    return None


def figures_in(text: str) -> list[str]:
    """The numbers in digits or Roman numerals, in any script: number words cannot be read in every language."""
    return [
        number
        for word in _FIGURE.findall(unicodedata.normalize("NFKC", text))
        if (number := number_in(word.casefold()))
    ]


def is_figure(word: str) -> bool:
    """Whether a word is a number in digits or Roman numerals, rather than a number word."""
    return word.isdecimal() or _ROMAN.fullmatch(word.casefold()) is not None


def is_number(token: str) -> bool:
    """Whether a token of `tokens` is a number."""
    return token[:1].isdecimal() and token.removesuffix("th").replace(".", "", 1).isdecimal()


@lru_cache(maxsize=65536)
def title_tokens(text: str) -> tuple[str, ...]:
    """The words of a title in plain letters, numbers as digits, with one word for "volume" before them."""
    plain = plain_letters(_ELIDED.sub(r"\1 ", _THOUSANDS.sub("", text[:400].casefold()))).translate(_DROPPED)
    plain = plain.replace("&", " and ").replace("#", " # ")
    tokens: list[str] = []
    for word in _TOKEN.findall(plain):
        glued = _GLUED.fullmatch(word)
        tokens += glued.groups() if glued else (word,)
    return tuple(_with_markers(_numbers_joined(tokens)))


def _numbers_joined(tokens: list[str]) -> list[str]:
    """Number words as digits: "nineteen eighty four" becomes 1984, "twenty thousand" 20000."""
    out: list[str] = []
    value: int | None = None
    for index, word in enumerate(tokens):
        if word in _POWERS and (value is not None or word != "million"):
            value = (value or 1) * _POWERS[word]
            continue
        if (
            word == "and"
            and value
            and value % 100 == 0
            and index + 1 < len(tokens)
            and tokens[index + 1] in _UNITS
        ):
            continue
        if word in _UNITS:
            joined = _joined(value, _UNITS[word])
            if joined is None and value is not None:
                out.append(str(value))
            value = _UNITS[word] if joined is None else joined
            continue
        if value is not None:
            out.append(str(value))
            value = None
        is_last_of_marker = bool(out) and out[-1] in MARKERS
        out.append(number_in(word, lone_letters=is_last_of_marker) or word)
    return out if value is None else [*out, str(value)]


def _joined(value: int | None, following: int) -> int | None:
    """The number formed by two number words; None if they are separate numbers."""
    if value is None:
        return None
    if value >= 100 and value % 100 == 0:
        return value + following
    if 20 <= value % 100 <= 90 and value % 10 == 0 and 0 < following < 10:
        return value + following
    if 10 <= value < 100 and following >= 10:
        return value * 100 + following
    return None


def _with_markers(tokens: list[str]) -> list[str]:
    out = []
    for index, word in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if word in MARKERS and is_number(following):
            out.append(MARKERS[word].value)
        else:
            out.append(word)
    return out


def _roman(word: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in word]
    return sum(
        -value if following > value else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
