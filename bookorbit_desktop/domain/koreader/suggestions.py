"""Suggests books for a document without one. Only the person links them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rapidfuzz import fuzz

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.numbers import clamp_fraction
from bookorbit_desktop.domain.base.titles import (
    author_similarity,
    normalise_title,
    similarity,
    volume_of,
    without_series_tail,
    without_subtitle,
)
from bookorbit_desktop.domain.koreader.percent_history import history_evidence
from bookorbit_desktop.domain.koreader.progress import Document, SentPosition
from bookorbit_desktop.domain.library.book import BookRef

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
