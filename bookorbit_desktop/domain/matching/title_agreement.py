"""Whether a file's title and a record's title can be the same book's, and how similar they are.

Each side is read in several ways (title_readings). Two readings agree if their words are equal and everything
beside the title is explained: a series, a number known to both, the author, marketing text, or a subtitle
that only one side has. Anything unexplained makes it another book.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from bookorbit_desktop.domain.base.letters import are_swapped, edits_apart
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.matching.author_names import AGREE, author_agreement
from bookorbit_desktop.domain.matching.derivatives import is_for_young_readers
from bookorbit_desktop.domain.matching.title_numbers import Marker, VolumeMark, is_number, title_tokens
from bookorbit_desktop.domain.matching.title_readings import ARTICLES, Piece, Reading
from bookorbit_desktop.domain.matching.title_words import (
    COMMON,
    COMPANION,
    COUNTED,
    MARKETING,
    PLACEHOLDERS,
    SERIES_WORDS,
    SET_WORDS,
    SEVERAL,
    SUBTITLE_OPENER,
)

EXACT, EXPLAINED, SHORTENED, MISSPELT = range(4)
"""Levels of agreement, best first: the same; with series, author or marketing beside it; a subtitle on one side; a
letter wrong."""

DIFFERENT = Message("the title is different")

_LONG = 5
"""A second part of this many words is a subtitle; a shorter one may be another book's title."""


@dataclass(frozen=True)
class Named:
    """One side of a comparison: the title and names of a file or a record."""

    readings: tuple[Reading, ...]
    authors: tuple[str, ...] = ()
    series: str = ""
    position: float | None = None
    """The position in the series."""
    year: int | None = None
    is_set: bool = False
    translated: frozenset[str] = field(default=frozenset())
    """Keys of titles that only a translation of the work has."""

    @cached_property
    def series_tokens(self) -> frozenset[str]:
        """The words that distinguish its series from others."""
        return series_tokens(title_tokens(self.series))

    @cached_property
    def by_key(self) -> dict[str, list[Reading]]:
        """The readings, grouped by the title they suggest."""
        found: dict[str, list[Reading]] = {}
        for reading in self.readings:
            found.setdefault(reading.key, []).append(reading)
        return found


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two titles agree, or why they do not."""

    level: int = SHORTENED
    cost: float = 1.0
    """0 for the same title; 1 and above is no agreement."""
    refusal: Message = NOTHING
    author_in_title: bool = False
    """The title in the file names an author of the record."""
    tokens: tuple[str, ...] = ()
    """The words of the title in both."""

    @property
    def rank(self) -> tuple[bool, int, float]:
        """A sort key; smaller is better."""
        return bool(self.refusal), self.level, self.cost


@lru_cache(maxsize=16384)
def series_tokens(tokens: tuple[str, ...]) -> frozenset[str]:
    """The words that tell a series' name from others."""
    return frozenset(word for word in tokens if word not in SERIES_WORDS) or frozenset(tokens)


@lru_cache(maxsize=32768)
def is_placeholder(tokens: tuple[str, ...]) -> bool:
    """Whether a title says nothing: "Unknown", "book1", "Chapter 1"."""
    bare = {re.sub(r"\d+$", "", word) for word in tokens if not is_number(word)}
    has_one_number = sum(map(is_number, tokens)) < 2
    return not tokens or (has_one_number and bool(bare) and bare <= PLACEHOLDERS | COUNTED)


def names_a_set(tokens: Iterable[str]) -> bool:
    """Whether a title names several books in one."""
    return SET_WORDS.search(" ".join(tokens)) is not None


def best_agreement(file: Named, record: Named) -> Agreement:
    """The best agreement of any pair of readings."""
    best: Agreement | None = None
    for ours in file.readings:
        if ours.pieces and (is_placeholder(ours.tokens) or (ours.heads and is_plain(ours))):
            continue
        for theirs in record.by_key.get(ours.key, ()):
            best = _better(best, _Pair(file, record, ours, theirs).agreement())
        if ours.marks and (found := _by_series_and_index(file, record, ours)):
            best = _better(best, found)
    if best is not None and not best.refusal:
        return best
    for ours, theirs in _misspelt_pairs(file, record):
        found = _Pair(file, record, ours, theirs).agreement()
        best = _better(best, replace(found, level=MISSPELT, cost=found.cost + _SLIP))
    return best or Agreement(refusal=DIFFERENT)


def _misspelt_pairs(file: Named, record: Named) -> Iterable[tuple[Reading, Reading]]:
    for ours in file.readings:
        if not ours.heads:
            yield from (
                (ours, theirs)
                for theirs in record.readings
                if not theirs.heads and _is_misspelt(ours.tokens, theirs.tokens)
            )


def _better(best: Agreement | None, found: Agreement) -> Agreement:
    return found if best is None or found.rank < best.rank else best


def _by_series_and_index(file: Named, record: Named, ours: Reading) -> Agreement | None:
    """Agreement where the file has only a series and an index, as in `Discworld 4`, and the record has the
    same."""
    if (
        len(ours.marks) != 1
        or ours.pieces
        or record.is_set
        or record.position is None
        or not record.series_tokens
    ):
        return None
    mark = ours.marks[0]
    # An issue is no volume; what the metadata say of the position settles it.
    is_index = mark.marker in (Marker.BARE, Marker.BOOK) or file.position == record.position
    if mark.marker in (Marker.PART, Marker.RANGE) or not is_index:
        return None
    if series_tokens(ours.tokens) != record.series_tokens or mark.number != f"{record.position:g}":
        return None
    if any(_numbers(reading) for reading in record.readings):
        return None
    return Agreement(SHORTENED, 0.15, tokens=ours.tokens)


def _numbers(reading: Reading) -> tuple[VolumeMark, ...]:
    """The numbers that belong to the title itself."""
    beside = [
        mark
        for piece in reading.tails
        if not piece.tokens
        for mark in piece.marks
        if mark.marker is not Marker.YEAR
    ]
    return (*reading.marks, *beside)


@dataclass(frozen=True)
class _Pair:
    """A pair of readings with the same title, to be compared."""

    file: Named
    record: Named
    ours: Reading
    theirs: Reading

    def agreement(self) -> Agreement:
        cost = 0.0 if self._same_tokens() else 0.01
        refusal, number_cost, is_settled = self._hold_numbers()
        if refusal:
            return Agreement(refusal=refusal, tokens=self.ours.tokens)
        costs, reason, has_author = self._explain_rest(is_settled)
        if reason:
            return Agreement(refusal=reason, tokens=self.ours.tokens)
        if (self.ours.needs_series or self.theirs.needs_series) and max(costs, default=0) > 0.03:
            return Agreement(refusal=DIFFERENT)
        cost += number_cost + sum(costs)
        is_bare = not self.ours.pieces and not any(not piece.is_subtitle for piece in self.theirs.pieces)
        level = (
            EXACT
            if is_bare and cost <= 0.02
            else EXPLAINED
            if max([*costs, number_cost], default=0) <= 0.03
            else SHORTENED
        )
        return Agreement(level, cost, NOTHING, has_author, self.ours.tokens)

    def _same_tokens(self) -> bool:
        return self.ours.tokens == self.theirs.tokens

    # Numbers

    def _hold_numbers(self) -> tuple[Message, float, bool]:
        """Why the numbers contradict, or how doubtful they are, and whether both name the volume."""
        if reason := self._years_differ() or self._ranges_differ():
            return reason, 0.0, False
        ours, theirs = self._title_marks(self.file, self.ours), self._title_marks(self.record, self.theirs)
        if ours and theirs:
            return self._both(ours, theirs)
        if ours:
            return self._only_ours(ours)
        if theirs:
            return self._only_theirs(theirs)
        return NOTHING, self._indexes_differ(), False

    def _title_marks(self, side: Named, reading: Reading) -> tuple[VolumeMark, ...]:
        own = series_tokens(reading.tokens)
        numbers = {mark.number for piece in reading.pieces if piece.tokens for mark in piece.marks}
        marks = [
            mark
            for mark in _numbers(reading)
            if mark.marker not in (Marker.RANGE, Marker.YEAR)
            # `Annihilation: A Novel: 1 (The Southern Reach Trilogy, 1)`: the shop says the position twice.
            and not (mark.marker is Marker.BARE and mark.number in numbers)
        ]
        for piece in reading.pieces:
            if not piece.tokens or not piece.marks:
                continue
            counts_parts = {mark.marker for mark in piece.marks} & {Marker.VOLUME, Marker.PART}
            is_of_title = piece in reading.tails and not piece.in_brackets and not self._is_series(piece)
            if series_tokens(piece.tokens) == own or (counts_parts and is_of_title):
                marks += [mark for mark in piece.marks if mark.marker not in (Marker.RANGE, Marker.YEAR)]
        if not marks and side is self.file and side.position is not None and side.series_tokens == own:
            return (VolumeMark(Marker.IMPLIED, f"{side.position:g}"),)
        return tuple(marks)

    def _both(
        self, ours: tuple[VolumeMark, ...], theirs: tuple[VolumeMark, ...]
    ) -> tuple[Message, float, bool]:
        if [mark.number for mark in ours] != [mark.number for mark in theirs]:
            numbers = [" ".join(mark.number for mark in marks) for marks in (theirs, ours)]
            return Message("the record is volume {0}, this is volume {1}", numbers[0], numbers[1]), 0.0, False
        kinds = {(a.marker, b.marker) for a, b in zip(ours, theirs, strict=True) if a.marker is not b.marker}
        if not kinds or all(Marker.IMPLIED in pair for pair in kinds):
            return NOTHING, 0.0, True
        if all(pair in _ALIKE for pair in kinds):
            return NOTHING, 0.02, True
        # Issues, volumes and books of one comic hold different things, unless the position in the series settles it.
        index = self.record.position
        is_index = index is not None and f"{index:g}" == ours[-1].number
        same_series = self.record.series_tokens == series_tokens(self.ours.tokens)
        if is_index and (
            self.file.position == index or (same_series and kinds == {(Marker.ISSUE, Marker.VOLUME)})
        ):
            return NOTHING, 0.1, True
        if kinds == {(Marker.ISSUE, Marker.VOLUME)} and f"{self.file.position or 0:g}" == ours[-1].number:
            return NOTHING, 0.1, True
        return Message("the record is numbered differently (issues, volumes or books)"), 0.0, False

    def _only_ours(self, ours: tuple[VolumeMark, ...]) -> tuple[Message, float, bool]:
        kinds, number = {mark.marker for mark in ours}, ours[-1].number
        if Marker.PART in kinds or len(ours) > 1:
            return Message("the record is the whole work, this is one part"), 0.0, False
        position = self.record.position
        own = series_tokens(self.ours.tokens)
        is_series = own in (self.file.series_tokens, self.record.series_tokens)
        # A bare number after a title of its own is no position in a series: "Mort 2".
        if position is not None and f"{position:g}" == number and (is_series or kinds != {Marker.BARE}):
            return NOTHING, 0.02, True
        is_index = (
            self.file.series and self.file.series_tokens != own and f"{self.file.position or 0:g}" == number
        )
        if is_index and kinds != {Marker.VOLUME}:
            return NOTHING, 0.03 if position is None else 0.06, False
        if number == "1" and kinds <= {Marker.VOLUME, Marker.IMPLIED} and is_series and position is None:
            return NOTHING, 0.03 if kinds == {Marker.IMPLIED} else 0.15, False
        return Message("the record does not say which volume it is"), 0.0, False

    def _only_theirs(self, theirs: tuple[VolumeMark, ...]) -> tuple[Message, float, bool]:
        number = " ".join(mark.number for mark in theirs)
        is_part = any(mark.marker is Marker.PART for mark in theirs)
        ours, position = self.file.position, self.record.position
        same_series = bool(self.file.series_tokens & self.record.series_tokens)
        if not is_part and len(theirs) == 1 and ours is not None and f"{ours:g}" == number and same_series:
            return NOTHING, 0.03, True
        own = series_tokens(self.theirs.tokens)
        is_index = position is not None and f"{position:g}" == number and self.record.series_tokens != own
        if not is_part and is_index and theirs[0].marker in (Marker.BOOK, Marker.ISSUE):
            return NOTHING, 0.03, False
        return Message("the record is volume {0}", str(number)), 0.0, False

    def _indexes_differ(self) -> float:
        """The doubt raised by different series indexes; small, because editors count in different ways."""
        marks = [mark for piece in self.ours.pieces for mark in piece.marks]
        ours = {mark.number for mark in marks if mark.marker not in (Marker.RANGE, Marker.YEAR)}
        if (
            not ours
            and self.file.position is not None
            and self.file.series_tokens & self.record.series_tokens
        ):
            ours = {f"{self.file.position:g}"}
        named = {mark.number for piece in self.theirs.pieces for mark in piece.marks}
        theirs = named or ({f"{self.record.position:g}"} if self.record.position is not None else set())
        if not ours or not theirs:
            return 0.0
        return 0.0 if ours & theirs else 0.05

    def _years_differ(self) -> Message:
        ours, theirs = _marked(self.ours, Marker.YEAR), _marked(self.theirs, Marker.YEAR)
        if ours == theirs:
            return NOTHING
        # Of a volume, files name the year in which it or the copy came out: "Naruto v05 (2013) (Digital)".
        is_volume = any(mark.marker is Marker.VOLUME for mark in self.ours.marks)
        if ours and not theirs and (is_volume or ours == {str(self.record.year)}):
            return NOTHING
        return Message("the year in the title is different")

    def _ranges_differ(self) -> Message:
        ours, theirs = _marked(self.ours, Marker.RANGE), _marked(self.theirs, Marker.RANGE)
        if ours == theirs:
            return NOTHING
        if names_a_set(self.ours.tokens) and (self.record.is_set or names_a_set(self.theirs.tokens)):
            return NOTHING
        return Message("one of the two contains several volumes")

    # What stands beside the title

    def _explain_rest(self, is_settled: bool) -> tuple[list[float], Message, bool]:
        ours = [
            piece for piece in self.ours.pieces if piece.tokens and not _stands_in(piece, self.theirs.pieces)
        ]
        theirs = [
            piece for piece in self.theirs.pieces if piece.tokens and not _stands_in(piece, self.ours.pieces)
        ]
        has_author = any(_names_author(piece, self.record.authors) for piece in self.ours.pieces)
        if any(_counts_another(piece, other) for piece in self.ours.pieces for other in self.theirs.pieces):
            return [], Message("the number in the title is different"), has_author
        costs: list[float] = []
        subtitles: tuple[list[Piece], list[Piece]] = ([], [])
        for side, (pieces, reading, is_file) in enumerate(
            ((ours, self.ours, True), (theirs, self.theirs, False))
        ):
            for piece in pieces:
                cost = self._cost_of(piece, is_head=piece in reading.heads, is_file=is_file)
                if cost is None and is_settled and _is_own_title_of_volume(piece):
                    cost = 0.02
                    subtitles[side].append(piece)
                elif cost is None or cost == _SUBTITLE:
                    subtitles[side].append(piece)
                    cost = cost or _UNEXPLAINED
                costs.append(cost)
        return self._weigh(costs, subtitles, has_author, is_settled)

    def _weigh(
        self,
        costs: list[float],
        subtitles: tuple[list[Piece], list[Piece]],
        has_author: bool,
        is_settled: bool,
    ) -> tuple[list[float], Message, bool]:
        ours, theirs = subtitles
        if ours and theirs and not _overlap(ours, theirs):
            is_free = all(piece.is_subtitle for piece in theirs) and not self.record.series and not is_settled
            if not is_free or any(names_a_set(piece.tokens) for piece in ours):
                return costs, Message("the subtitle is different"), has_author
            costs = [0.12 if cost >= _UNEXPLAINED else cost for cost in costs]
        elif ours and theirs:
            costs = [min(cost, 0.05) for cost in costs]
        if any(cost >= _UNEXPLAINED for cost in costs):
            is_translated = (
                self.ours.key in self.file.translated | self.record.translated
                and not theirs
                and not self.record.series
            )
            if not is_translated:
                side = (
                    Message("the record's title is longer")
                    if theirs
                    else Message("the record lacks the second part of the title")
                )
                return costs, side, has_author
            costs = [min(cost, 0.15) for cost in costs]
        is_series_name = series_tokens(self.ours.tokens) in (
            self.file.series_tokens,
            self.record.series_tokens,
        )
        cut = [piece for piece in (*ours, *theirs) if not (piece.is_subtitle or piece.is_second_title)]
        if is_series_name and cut and not is_settled:
            return costs, Message("only the series matches"), has_author
        return costs, NOTHING, has_author

    def _cost_of(self, piece: Piece, *, is_head: bool, is_file: bool) -> float | None:
        """How doubtful it is to ignore this part of the title; None if nothing explains it."""
        text = " ".join(piece.tokens)
        if _names_author(piece, self.record.authors) or _names_author(piece, self.file.authors):
            return 0.0
        if piece.is_by:
            return None
        if piece.is_all_parts:
            return 0.03
        if not piece.is_subtitle and (not is_file or self.record.series) and COMPANION.search(text):
            return None
        if is_for_young_readers(piece.text):
            # Only if both say so: a record of another kind was refused before.
            return 0.01
        if self._holds_several(piece, text, is_file=is_file):
            return None
        if self._is_series(piece):
            return 0.01
        if MARKETING.search(text) and not any(
            is_number(word) and not word.endswith("th") for word in piece.tokens
        ):
            return 0.01
        if piece.is_second_title:
            return 0.03
        if piece.marks and not is_head and (piece.in_brackets or piece.marks[0].marker is not Marker.BARE):
            return 0.03
        if self._mentions_series(piece):
            return 0.06
        if is_head:
            return self._cost_of_head(piece)
        if piece.is_subtitle or len(piece.tokens) >= _LONG or SUBTITLE_OPENER.search(text):
            return _SUBTITLE
        return 0.06 if piece.in_brackets and is_file else None

    def _holds_several(self, piece: Piece, text: str, *, is_file: bool) -> bool:
        """Whether a part of the title says that one side is an omnibus."""
        if not names_a_set(piece.tokens) or (self.record.is_set and not is_file):
            return False
        if SEVERAL.search(text):
            return True
        # "Complete" in a long subtitle, or a series that is called a trilogy, says nothing of the kind.
        is_said_of_book = len(piece.tokens) >= _LONG or MARKETING.search(text) is not None
        return not (is_said_of_book or piece.marks or self._is_series(piece))

    def _cost_of_head(self, piece: Piece) -> float | None:
        if piece.marks:
            return 0.03
        meaning = [word for word in self.ours.tokens if word not in ARTICLES]
        return (
            0.1 if len(meaning) > 1 and not is_placeholder(piece.tokens) and not is_plain(self.ours) else None
        )

    def _mentions_series(self, piece: Piece) -> bool:
        """Whether the subtitle names the series, as in `Prince Caspian: The Return to Narnia`."""
        telling = {
            word for word in self.file.series_tokens | self.record.series_tokens if len(word) > 4
        } - COMMON
        is_long = len([word for word in self.ours.tokens if word not in ARTICLES]) > 1
        return (
            is_long
            and not piece.marks
            and bool(telling & set(piece.tokens))
            and not telling & set(self.ours.tokens)
        )

    def _is_series(self, piece: Piece) -> bool:
        tokens = series_tokens(piece.tokens)
        known = [side.series_tokens for side in (self.file, self.record) if side.series_tokens]
        return any(tokens <= series or series <= tokens for series in known)


_SUBTITLE, _UNEXPLAINED, _SLIP = 0.05, 0.5, 0.2
_ALIKE = frozenset(
    (marker, other)
    for group in (
        (Marker.VOLUME, Marker.BARE),
        (Marker.BOOK, Marker.BARE),
        (Marker.PART, Marker.BARE),
        (Marker.ISSUE, Marker.BARE),
    )
    for marker, other in (group, group[::-1])
)


def _stands_in(piece: Piece, others: Iterable[Piece]) -> bool:
    """Whether the other side has the same part, with the same number if both have one."""
    return any(
        piece.key == other.key and (piece.numbers == other.numbers or not (piece.marks and other.marks))
        for other in others
    )


def _counts_another(piece: Piece, other: Piece) -> bool:
    """Whether the words are equal and the numbers differ. Two brackets may number one series differently."""
    if not piece.tokens or piece.key != other.key or (piece.in_brackets and other.in_brackets):
        return False
    return bool(piece.marks and other.marks) and piece.numbers != other.numbers


def _is_own_title_of_volume(piece: Piece) -> bool:
    return not piece.in_brackets and not names_a_set(piece.tokens) and not any(map(is_number, piece.tokens))


def is_plain(reading: Reading) -> bool:
    """Whether the supposed title is itself a subtitle or marketing text."""
    return _is_plain(reading.tokens)


@lru_cache(maxsize=32768)
def _is_plain(tokens: tuple[str, ...]) -> bool:
    text = " ".join(tokens)
    return MARKETING.search(text) is not None or SUBTITLE_OPENER.search(text) is not None


def _marked(reading: Reading, marker: Marker) -> set[str]:
    marks = (*reading.marks, *(mark for piece in reading.pieces for mark in piece.marks))
    return {mark.number for mark in marks if mark.marker is marker}


def _names_author(piece: Piece, authors: tuple[str, ...]) -> bool:
    if not authors or len(piece.tokens) > 8 or piece.is_subtitle:
        return False
    found = author_agreement((piece.text,), authors)
    return found is not None and found >= AGREE and len(piece.tokens) > 1 - piece.is_by


def _overlap(ours: Sequence[Piece], theirs: Sequence[Piece]) -> bool:
    """Whether the subtitles share half of the shorter one's words, and the same numbers."""
    if [piece.marks for piece in ours if piece.marks] != [piece.marks for piece in theirs if piece.marks]:
        return False
    mine, other = ({word for piece in side for word in piece.tokens} for side in (ours, theirs))
    if {word for word in mine if is_number(word)} != {word for word in other if is_number(word)}:
        return False
    mine, other = ({word for word in side if len(word) > 3} for side in (mine, other))
    shared = len(mine & other)
    return (
        shared > 0
        and 2 * shared >= min(len(mine), len(other))
        and (shared > 1 or mine <= other or other <= mine)
    )


def _is_misspelt(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether one letter of one long word differs, but not at its end: plurals are different titles."""
    ours, theirs = bare_tokens(ours), bare_tokens(theirs)
    if len(ours) != len(theirs):
        return False
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    return len(pairs) == 1 and is_slip(*pairs[0])


@lru_cache(maxsize=32768)
def bare_tokens(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words without articles and "and"."""
    return tuple(word for word in tokens if word not in ARTICLES and word != "and")


def is_slip(word: str, other: str) -> bool:
    """Whether one word is a misspelling of the other."""
    if (
        is_number(word)
        or is_number(other)
        or word[0] != other[0]
        or word.startswith(other)
        or other.startswith(word)
    ):
        return False
    if len(word) > 3 and are_swapped(word, other):
        return True
    return min(len(word), len(other)) > 7 and edits_apart(word, other) == 1 and word[-2:] == other[-2:]
