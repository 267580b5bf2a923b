"""Suggests books for a document without one. Only the person links them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import PurePath

from rapidfuzz import fuzz

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.numbers import clamp_fraction, round_half_up
from bookorbit_desktop.domain.base.titles import (
    author_similarity,
    normalise_title,
    similarity,
    volume_of,
    without_series_tail,
    without_subtitle,
)
from bookorbit_desktop.domain.koreader.progress import Document, SentPosition
from bookorbit_desktop.domain.library.book import BookRef

PAGED_FORMATS = frozenset({"pdf", "djvu", "cbz", "cbr", "cb7"})
_CUT_OFF = 1e-4
_TELLING = 1.1
"""A wider range of page counts than this fits too many books."""
_SESSION_GAP = timedelta(minutes=30)
_SHORTEST_READING = timedelta(minutes=5)
_FEWEST_STEPS = 3
_USUAL_PACE = (8, 200)
_IMPOSSIBLE_PACE = 600


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence as text."""

    weight: float
    """Added to a confidence of 0..1; negative if it counts against the book."""
    reason: Message


def is_paged(positions: Iterable[SentPosition]) -> bool | None:
    """Whether a document has fixed pages; None if unknown."""
    said = [position.progress.isdecimal() for position in positions if position.progress]
    if not said or (any(said) and not all(said)):
        return None
    return said[0]


def page_counts(positions: Iterable[SentPosition]) -> tuple[int, int] | None:
    """The fewest and most pages that a document with fixed pages can have; None if unknown."""
    fewest, most = 1.0, math.inf
    for position in positions:
        if not position.progress.isdecimal() or not 0 < position.percentage < 1:
            continue
        page = int(position.progress)
        fewest = max(fewest, page / (position.percentage + _CUT_OFF))
        most = min(most, page / position.percentage)
    if math.isinf(most) or most < 1:
        return None
    lowest, highest = math.ceil(fewest - 1e-6), math.floor(most + 1e-6)
    return (lowest, highest) if lowest <= highest else None


def fraction_per_hour(positions: Sequence[SentPosition]) -> float | None:
    """The share of the document read per hour; None if there is too little data."""
    steps = [
        (later.percentage - earlier.percentage, later.at - earlier.at)
        for earlier, later in pairwise(positions)
        if later.percentage > earlier.percentage and timedelta() < later.at - earlier.at <= _SESSION_GAP
    ]
    time = sum((took for _, took in steps), timedelta())
    if len(steps) < _FEWEST_STEPS or time < _SHORTEST_READING:
        return None
    return sum(step for step, _ in steps) / (time / timedelta(hours=1))


def history_evidence(
    positions: Sequence[SentPosition], pages: int | None, formats: Sequence[str]
) -> tuple[Evidence, ...]:
    """The evidence for and against a book with this many pages and these file formats."""
    found = (
        _kind_of_file(positions, formats),
        _page_count(positions, pages, formats),
        _pace(positions, pages),
    )
    return tuple(evidence for evidence in found if evidence is not None)


def _kind_of_file(positions: Sequence[SentPosition], formats: Sequence[str]) -> Evidence | None:
    paged = is_paged(positions)
    if paged is None or not formats:
        return None
    if paged and not PAGED_FORMATS & set(formats):
        return Evidence(
            -0.15, Message("Your device's file has fixed pages, like a PDF; this book has no such file.")
        )
    if not paged and set(formats) <= PAGED_FORMATS:
        return Evidence(
            -0.15, Message("Your device's file has reflowable text; this book's files have fixed pages.")
        )
    return None


def _page_count(
    positions: Sequence[SentPosition], pages: int | None, formats: Sequence[str]
) -> Evidence | None:
    counts = page_counts(positions)
    if counts is None or pages is None or not PAGED_FORMATS & set(formats):
        return None
    fewest, most = counts
    if fewest <= pages <= most:
        return (
            Evidence(0.1, Message("The page count fits: %n.", count=pages))
            if most <= fewest * _TELLING
            else None
        )
    said = f"{fewest}" if fewest == most else f"{fewest}–{most}"
    return Evidence(-0.25, Message("Your device's file has {0} pages, this book has {1}.", said, pages))


def _pace(positions: Sequence[SentPosition], pages: int | None) -> Evidence | None:
    share = fraction_per_hour(positions)
    if share is None or pages is None:
        return None
    pace = round_half_up(share * pages)
    if _USUAL_PACE[0] <= pace <= _USUAL_PACE[1]:
        return Evidence(0.03, Message("The pace fits: {0} pages an hour.", pace))
    if pace > _IMPOSSIBLE_PACE:
        return Evidence(
            -0.1, Message("For this book that would be {0} pages an hour, faster than anyone reads.", pace)
        )
    return None


MOST = 5
LOWEST = 0.55
"""Below this confidence nothing is suggested."""
CAP_WITH_ONE_NAME, CAP_WITHOUT_NAMES = 0.9, 0.8
"""The highest confidence if the reader sent only a title or author, and if it sent neither."""
_ALIKE, _OTHERWISE = 0.85, 0.5
_OTHER_VOLUME = 0.6


@dataclass(frozen=True, slots=True)
class NamedBook(BookRef):
    """A book's names and page count."""

    pages: int | None = None
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A book suggested for a document."""

    book_id: BookId
    confidence: float
    """0..1; never a proof."""
    reasons: tuple[Message, ...] = ()
    """The evidence for and against it, one sentence each."""


def suggest(
    document: Document, books: Iterable[NamedBook], positions: Sequence[SentPosition] = ()
) -> tuple[Suggestion, ...]:
    """Return the likeliest books first; none for a document without names.

    `positions` are those sent for it: they raise or lower the score of a name, but suggest nothing by
    themselves.
    """
    if not names_of(document):
        return ()
    found = (_suggestion(document, book, positions) for book in books)
    likely = sorted(
        (suggestion for suggestion in found if suggestion is not None and suggestion.confidence >= LOWEST),
        key=lambda suggestion: (-suggestion.confidence, suggestion.book_id),
    )
    return tuple(likely[:MOST])


def names_of(document: Document) -> str:
    """Return all names that readers sent for a document as one text; empty if there are none."""
    stem = PurePath(document.filename).stem.replace("_", " ")
    return " ".join(filter(None, (document.title or stem, document.authors)))


def _suggestion(document: Document, book: NamedBook, positions: Sequence[SentPosition]) -> Suggestion | None:
    likeness, reasons = _by_names(document, book)
    if likeness < LOWEST:
        return None
    evidence = history_evidence(positions, book.pages, book.formats)
    confidence = min(_cap(document), likeness + sum(hint.weight for hint in evidence))
    return Suggestion(book.id, clamp_fraction(confidence), (*reasons, *(hint.reason for hint in evidence)))


def _cap(document: Document) -> float:
    names = bool(document.title) + bool(document.authors)
    return (CAP_WITHOUT_NAMES, CAP_WITH_ONE_NAME, 1.0)[names]


def _by_names(document: Document, book: NamedBook) -> tuple[float, tuple[Message, ...]]:
    if document.title:
        return _by_title(document, book)
    return _by_filename(PurePath(document.filename).stem.replace("_", " "), book)


def _by_title(document: Document, book: NamedBook) -> tuple[float, tuple[Message, ...]]:
    title = _title_likeness(document.title, book.title)
    reasons = [_title_text(title)]
    said_volume, volume = volume_of(document.title), volume_of(book.title)
    if said_volume is not None and volume is not None and said_volume != volume:
        title *= _OTHER_VOLUME
        reasons = [Message("Different volume.")]
    author = author_similarity(tuple(document.authors.splitlines()), book.authors)
    if author is None:
        return min(title, CAP_WITH_ONE_NAME), tuple(reasons)
    return 0.65 * title + 0.35 * author, (*reasons, _author_text(author))


def _title_likeness(said: str, title: str) -> float:
    if not normalise_title(said) or not normalise_title(title):
        return float(bool(said) and said == title)
    if normalise_title(said) == normalise_title(title):
        return 1.0
    bare, other = without_series_tail(said), without_series_tail(title)
    main = similarity(without_subtitle(bare), without_subtitle(other))
    return max(similarity(bare, other), 0.95 * main)


def _by_filename(stem: str, book: NamedBook) -> tuple[float, tuple[Message, ...]]:
    """The title and author in a file name, in either order, as in "Jane Austen - Emma"."""
    parts = [stem, *(part for part in stem.split(" - ") if part.strip())]
    name, title = normalise_title(stem), normalise_title(book.title)
    inside = fuzz.token_set_ratio(name, title) / 100 if title else 0.0
    likeness = max(*(_title_likeness(part, book.title) for part in parts), 0.75 * inside)
    tokens = set(name.split())
    named = any(set(normalise_title(author).split()) <= tokens for author in book.authors if author.strip())
    if named:
        return 0.7 * max(likeness, 0.9 * inside) + 0.3, (
            Message("The file name contains the title and author."),
        )
    return min(likeness, CAP_WITHOUT_NAMES), (Message("The file name resembles the title."),)


def _title_text(title: float) -> Message:
    if title == 1:
        return Message("Same title.")
    return Message("Similar title.") if title >= _ALIKE else Message("Slightly similar title.")


def _author_text(author: float) -> Message:
    if author == 1:
        return Message("Same author.")
    if author >= _ALIKE:
        return Message("Similar author.")
    return Message("Different author.") if author <= _OTHERWISE else Message("Slightly similar author.")
