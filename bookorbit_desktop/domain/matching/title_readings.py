"""The ways to read a title: which part is the title, and which are series, number or subtitle.

"Mistborn 02 - The Well of Ascension (Unabridged)" contains a title and two other parts. Nothing here decides
which reading is right; titles are compared reading by reading (title_agreement).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from bookorbit_desktop.domain.matching.title_numbers import (
    MARKERS,
    Marker,
    VolumeMark,
    is_figure,
    is_number,
    title_tokens,
)

LONGEST = 300
"""The number of characters of a title that are read."""
_MOST_SEGMENTS = 5

ARTICLES = frozenset(["the", "a", "an"])
_FOREIGN_ARTICLES = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "ein",
        "eine",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "gli",
        "i",
        "o",
        "os",
        "as",
        "het",
        "een",
    ]
)
_ARTICLE_LAST = re.compile(
    r"^([^:;(\[]+?),\s+(the|an?|der|die|das|eine?|les?|la|l['’]|une?|el|los|las|il|lo|gli|i|o|os|as|het|een|de)"
    r"(?=\s*$|\s*[:;(\[]|\s+[-–—]\s)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[{（【]([^()\[\]{}（）【】]*)[)\]}）】]")
_NUMBER_FIRST = re.compile(r"^\s*(\d{1,3})\s*[.)]\s+(?=\D)")
_BREAK = re.compile(r"\s*[:;|：]\s+|\s+[-–—~]+\s+|\s*—\s*|(?<=\w{4})\.\s+|_\s*-\s*_|:\s*$")
_SECOND_TITLE = re.compile(
    r"(?:^|[,;:]?\s+)or(?:,\s+|\s+(?=(?:the|there|a|an|life|how)\b))|[,;]\s+or\s+", re.IGNORECASE
)
_BY = re.compile(r"\s+by\s+(?=[A-Z])")
_ALL_PARTS = (
    r"parts\s+(?:one|1|i)\s*(?:,\s*(?:two|2|ii))?,?\s*(?:and|&|-|–|to)\s*(?:two|2|ii|three|3|iii|four|4|iv)\b"
)
_EDITION_LAST = re.compile(
    r"[,\s]+(?:the\s+)?(?:(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{4})"
    r"\s+)?(?:(?:revised|updated|expanded|anniversary|special|collector['’]?s|international|illustrated|and|&"
    r"|young\s+(?:reader|adult)['’]?s?['’]?)\s*,?\s*)*\bedition\s*$|\s+in\s+prose\s*$"
    rf"|[,\s]+{_ALL_PARTS}\s*$",
    re.IGNORECASE,
)
_SECOND_TITLE_FIRST = re.compile(r"^or(?:,\s*|\s+)(?=\w)", re.IGNORECASE)
_OF_A_LIFE = re.compile(
    r"^(?:the\s+)?(?:(?:personal|strange|surpri[sz]ing|remarkable|famous)\s+)*"
    r"(?:(?:life|history|adventures|experience|opinions|travels|fortunes|misfortunes|times|voyages)(?:\s*,\s*|\s+and\s+)"
    r"(?:(?:personal|strange|surpri[sz]ing|remarkable)\s+)*)+"
    r"(?:life|history|adventures|experience|observation|opinions|misfortunes|death|voyages)\s+of\s+"
    r"(?:the\s+(?:famous|celebrated|renowned)\s+)?(?=\S+\s)"
    r"|^(?:the\s+)?personal\s+history\s+of\s+(?=\S+\s)",
    re.IGNORECASE,
)
_AFTER_A_LIFE = re.compile(r"(?:,|\s+the\s+(?:younger|elder)\b|\s+of\s+|\s+who\s).*$", re.IGNORECASE)
_FORMAT_WORDS = re.compile(
    r"^(?:the\s+)?(?:light novel|novel|manga|comic|graphic novel|manhwa|manhua|webtoon)$", re.IGNORECASE
)
_RANGE = re.compile(
    r"(?:#|\b(?:books?|vol(?:ume)?s?\.?|parts?|bände|tomes?)|^|,)\s*(\d{1,3})\s*(?:-|–|—|to|bis|&)\s*(\d{1,3})\s*$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"(?:\b(part|pt\.?|teil|book|buch|vol(?:ume)?\.?)\s+)?\b(\d)\s*(?:/|\bof\b|\bvon\b)\s*\d\s*$",
    re.IGNORECASE,
)
_MARK_FIRST = re.compile(
    r"^((?:part|book|vol(?:ume)?\.?|teil|band|buch|tome)\s+(?:\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine"
    r"|ten))\b[,.]?\s+(?!(?:of|in|de|der|des|von|vol|volume|book|part)\b)(?=\w)",
    re.IGNORECASE,
)
_EDITIONS = frozenset(["deluxe", "perfect", "omnibus", "collectors", "ultimate", "library"])
"""`Deluxe Volume 2` is the second volume of the deluxe edition."""
_OF_SERIES = frozenset(["of", "in", "de", "der", "des", "von"])
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a title besides the title proper."""

    text: str
    tokens: tuple[str, ...]
    """Without its number and the word for its kind."""
    marks: tuple[VolumeMark, ...] = ()
    in_brackets: bool = False
    is_subtitle: bool = False
    """The record has it as its subtitle."""
    is_second_title: bool = False
    """After "or"."""
    is_by: bool = False
    """After "by"."""
    is_all_parts: bool = False
    """Such as "Parts One and Two": the whole."""

    @property
    def key(self) -> str:
        """Equal for two spellings of the same words."""
        return loose_key(self.tokens)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its numbers, whatever they count."""
        return tuple(mark.number for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a title."""

    tokens: tuple[str, ...]
    marks: tuple[VolumeMark, ...] = ()
    """Numbers that belong to the title itself: "Naruto 12", "Saga, Part Two"."""
    heads: tuple[Piece, ...] = ()
    tails: tuple[Piece, ...] = ()
    needs_series: bool = False
    """Only valid if the text before the title is a series, as only spaces separate them."""

    @property
    def key(self) -> str:
        """Equal for two spellings of the same words."""
        return loose_key(self.tokens)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything except the title."""
        return self.heads + self.tails


@lru_cache(maxsize=65536)
def loose_key(tokens: tuple[str, ...]) -> str:
    """The words without articles and "and", joined, in one spelling: equal for titles that may agree."""
    bare = [word for word in tokens if word not in ARTICLES and word != "and"]
    if len(bare) > 1 and bare[0] in _FOREIGN_ARTICLES:
        bare = bare[1:]
    kept = [
        word
        for before, word in zip(("", *bare), bare, strict=False)
        if word != "edition" or before not in _EDITIONS
    ]
    return "".join(f"|{word}|" if is_number(word) else _one_spelling(word) for word in kept or tokens)


@lru_cache(maxsize=65536)
def _one_spelling(word: str) -> str:
    if word.endswith("tre") and len(word) > 4:
        word = f"{word[:-3]}ter"
    word = re.sub("[aou]e", lambda found: found[0][0], word.replace("our", "or"))
    return word.replace("ph", "f").replace("z", "s")


@lru_cache(maxsize=32768)
def readings_of(title: str, subtitle: str = "") -> tuple[Reading, ...]:
    """Every way to read a title, the simplest first; at least one for any text with a word."""
    text = _article_first(title[:LONGEST].replace("_", " ").strip())
    heads, bare, tails = _without_brackets(text)
    segments, by = _segments(bare)
    extra = _pieces(_segments(subtitle[:LONGEST])[0], is_subtitle=True) if subtitle.strip() else ()
    found: list[Reading] = []
    found += _whole(text, subtitle)
    for start in range(len(segments)):
        for end in range(len(segments), start, -1):
            before = (*heads, *_pieces(segments[:start]))
            after = (*_pieces(segments[end:]), *by, *extra, *tails)
            found += _runs(segments[start:end], before, after)
    for index, piece in enumerate(extra):
        before = (*heads, *_pieces(segments))
        found.append(
            Reading(piece.tokens, piece.marks, before, (*extra[:index], *extra[index + 1 :], *tails))
        )
    found += _brackets_read_as_title(segments, tails)
    return tuple(dict.fromkeys(piece for piece in found if piece.tokens and not _repeats_title(piece)))


def _repeats_title(reading: Reading) -> bool:
    """Whether the title repeats the part before it, as in `Winter Two: Winter #2`, where the second part
    counts a series."""
    return is_number(reading.tokens[-1]) and any(head.key == reading.key for head in reading.heads)


def _whole(text: str, subtitle: str) -> Iterable[Reading]:
    """All words including brackets, with and without the subtitle."""
    plain = _BRACKETS.sub(
        lambda found: " " if _FORMAT_WORDS.match(found[1].strip()) else f" {found[1]} ", text
    )
    if subtitle.strip():
        yield Reading(title_tokens(f"{plain} {subtitle}"))
    yield Reading(
        title_tokens(plain), tails=_pieces([subtitle], is_subtitle=True) if subtitle.strip() else ()
    )


def _runs(segments: list[str], heads: tuple[Piece, ...], tails: tuple[Piece, ...]) -> Iterable[Reading]:
    text = " : ".join(segments)
    tokens = title_tokens(text)
    yield Reading(tokens, (), heads, tails)
    last = segments[-1]
    shorter = _EDITION_LAST.sub("", last)
    if shorter != last and shorter.strip():
        yield from _runs([*segments[:-1], shorter], heads, (*tails, _piece(last[len(shorter) :])))
        return
    parted = _SECOND_TITLE.split(last, maxsplit=1)
    if (
        len(parted) == 2
        and all(part.strip() for part in parted)
        and len(title_tokens(parted[1])) > (2 if "," not in last else 0)
    ):
        second = replace(_piece(parted[1]), is_second_title=True)
        yield Reading(title_tokens(" : ".join([*segments[:-1], parted[0]])), (), heads, (second, *tails))
    if len(segments) == 1 and (life := _OF_A_LIFE.match(last)):
        yield from _of_a_life(last[life.end() :], heads, tails)
    name, marks, series = marks_at_end(last)
    if marks and (name or len(segments) > 1):
        before = title_tokens(" : ".join([*segments[:-1], name]))
        if series:
            piece = Piece(last, title_tokens(series), marks)
            yield Reading(before, (), heads, (piece, *tails))
        else:
            yield Reading(before, marks, heads, tails)
    if len(segments) == 1:
        yield from _number_inside(segments[0], heads, tails)


def name_in_long_title(title: str) -> str:
    """`Robinson Crusoe` of `The Life and Adventures of Robinson Crusoe, of York, Mariner`; empty for other titles."""
    life = _OF_A_LIFE.match(title)
    return _AFTER_A_LIFE.sub("", title[life.end() :]).strip() if life else ""


def _of_a_life(name: str, heads: tuple[Piece, ...], tails: tuple[Piece, ...]) -> Iterable[Reading]:
    """Readings of `The Life and Adventures of Robinson Crusoe, of York, Mariner` by the name alone."""
    shorter = _AFTER_A_LIFE.sub("", name)
    rest = replace(_piece(name[len(shorter) :]), is_second_title=True)
    yield Reading(title_tokens(name), (), heads, tails)
    if " " in shorter.strip():
        yield Reading(title_tokens(shorter), (), heads, (rest, *tails))


def _number_inside(text: str, heads: tuple[Piece, ...], tails: tuple[Piece, ...]) -> Iterable[Reading]:
    """A reading split at a number between spaces, as in `Dresden Files 01 Storm Front`."""
    parts = re.split(r"\s+#?(\d{1,3})\s+", text, maxsplit=1)
    if len(parts) == 3 and parts[0].strip() and parts[2].strip():
        mark = VolumeMark(Marker.BARE, str(int(parts[1])))
        head = Piece(text, title_tokens(parts[0]), (mark,))
        yield Reading(title_tokens(parts[2]), (), (*heads, head), tails, needs_series=True)


def _brackets_read_as_title(segments: list[str], tails: tuple[Piece, ...]) -> Iterable[Reading]:
    """A reading of `Vol. 13 (Berserk)`, where the title is inside the brackets."""
    if len(segments) == 1 and (marks := marks_at_end(segments[0])[1]) and not marks_at_end(segments[0])[0]:
        for piece in tails:
            yield Reading(piece.tokens, (*piece.marks, *marks))


def marks_at_end(text: str) -> tuple[str, tuple[VolumeMark, ...], str]:
    """The text before the numbers at its end, the numbers, and the series named after them.

    `The Expanse Book 2`: "The Expanse", book 2. `Oathbringer, Book Three of the Stormlight Archive`:
    "Oathbringer", book 3, "the Stormlight Archive".
    """
    text = text.strip(" ,:;-–—")
    if found := _RANGE.search(text):
        return text[: found.start()].strip(" ,:;-"), (VolumeMark(Marker.RANGE, f"{found[1]}-{found[2]}"),), ""
    if found := _PART_OF.search(text):
        is_book = (found[1] or "").casefold() in ("book", "buch")
        marker = Marker.BOOK if is_book else Marker.PART
        return text[: found.start()].strip(" ,:;-("), (VolumeMark(marker, found[2]),), ""
    tokens = text.split()
    marks: list[VolumeMark] = []
    while tokens and (taken := _mark_in(tokens)) is not None:
        mark, used = taken
        marks.insert(0, mark)
        tokens = tokens[:-used]
        if mark.marker is Marker.BARE:
            break
    if marks:
        return " ".join(tokens).strip(" ,:;-–—"), tuple(marks), ""
    return _marks_before_series(text.split())


def _mark_in(tokens: list[str]) -> tuple[VolumeMark, int] | None:
    """Return the number at the end, and how many words it spans with the word for its kind."""
    last = title_tokens(tokens[-1])
    if len(last) == 2 and last[0] in MARKERS and is_number(last[1]):
        return VolumeMark(MARKERS[last[0]], last[1]), 1
    if tokens[-1].startswith("#") and len(last) == 1 and is_number(last[0]):
        return VolumeMark(Marker.ISSUE, last[0]), 1
    ends = title_tokens(" ".join(tokens[-2:]))
    if len(tokens) > 1 and len(ends) == 2 and is_number(ends[1]) and ends[0] in MARKERS:
        return VolumeMark(MARKERS[ends[0]], ends[1]), 2
    # A number word is a word of the title: "Ready Player Two".
    if len(tokens) > 1 and is_figure(tokens[-1].strip(",.;:")) and len(last) == 1 and is_number(last[0]):
        return VolumeMark(Marker.BARE, last[0]), 1
    return None


def _marks_before_series(tokens: list[str]) -> tuple[str, tuple[VolumeMark, ...], str]:
    for index, word in enumerate(tokens[:-1]):
        marker = MARKERS.get(word.strip(".,:").casefold())
        if marker is None:
            continue
        number = title_tokens(f"{word} {tokens[index + 1]}")[-1:]
        after = tokens[index + 2 :]
        if number and is_number(number[0]) and after and after[0].casefold() in _OF_SERIES and len(after) > 1:
            name = " ".join(tokens[:index]).strip(" ,:;-–—(")
            series = re.sub(
                r"^the\s+|\s+(?:series|saga|trilogy|cycle)$", "", " ".join(after[1:]), flags=re.IGNORECASE
            )
            return name, (VolumeMark(marker, number[0]),), series
    return " ".join(tokens), (), ""


def _article_first(text: str) -> str:
    return _ARTICLE_LAST.sub(lambda found: f"{found[2]} {found[1]}", text, count=1)


def _without_brackets(text: str) -> tuple[tuple[Piece, ...], str, tuple[Piece, ...]]:
    """The brackets before the title, the title, and the brackets after or inside it."""
    heads: list[Piece] = []
    tails: list[Piece] = []
    for found in _BRACKETS.finditer(text):
        inside = found[1].strip()
        if not inside or _FORMAT_WORDS.match(inside):
            continue
        (tails if text[: found.start()].strip() else heads).append(replace(_piece(inside), in_brackets=True))
    bare = " ".join(_BRACKETS.sub(" ", text).split()).strip()
    bare = re.sub(r"\s+([,:;])", r"\1", bare).strip(" -–—:,;" if heads or tails else " ")
    if not re.search(r"\w", bare):
        return (), _BRACKETS.sub(r" \1 ", text).strip(), ()
    if number := _NUMBER_FIRST.match(bare):
        heads.append(Piece(number[1], (), (VolumeMark(Marker.BARE, str(int(number[1]))),)))
        bare = bare[number.end() :]
    return tuple(heads), bare, tuple(tails)


def _segments(text: str) -> tuple[list[str], tuple[Piece, ...]]:
    """The parts between colons and dashes, and the author, if the last part names one."""
    parts = [part.strip(" ,") for part in _BREAK.split(text) if part and re.search(r"\w", part)]
    if not parts:
        return [], ()
    parts = [piece for part in parts for piece in _MARK_FIRST.sub(r"\1\n", part, count=1).split("\n")]
    if len(parts) > _MOST_SEGMENTS:
        parts = [*parts[: _MOST_SEGMENTS - 1], " ".join(parts[_MOST_SEGMENTS - 1 :])]
    by = [match for match in _BY.finditer(parts[-1]) if parts[-1][: match.start()].strip()]
    if not by:
        return parts, ()
    name = parts[-1][by[-1].end() :]
    shorter = parts[-1][: by[-1].start()]
    return [*parts[:-1], shorter], (replace(_piece(name), is_by=True),)


def _pieces(texts: Iterable[str], *, is_subtitle: bool = False) -> tuple[Piece, ...]:
    return tuple(replace(_piece(text), is_subtitle=is_subtitle) for text in texts)


@lru_cache(maxsize=32768)
def _piece(text: str) -> Piece:
    if second := _SECOND_TITLE_FIRST.match(text):
        return replace(_piece(text[second.end() :]), is_second_title=True)
    if re.fullmatch(_ALL_PARTS, text.strip(" ,"), re.IGNORECASE):
        return Piece(text, title_tokens(text), is_all_parts=True)
    if _YEAR.fullmatch(text.strip()):
        return Piece(text, (), (VolumeMark(Marker.YEAR, text.strip()),))
    if text.strip().isdecimal():
        return Piece(text, (), (VolumeMark(Marker.BARE, str(int(text.strip()))),))
    name, marks, series = marks_at_end(text)
    return Piece(text, title_tokens(series or name), marks)
