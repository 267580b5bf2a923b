"""Evidence from a device's past positions for or against a book; never a proof.

KOReader sends a decimal page number for fixed pages and an xpointer for flowing text; its percentage is page
divided by page count, truncated after four decimals (kosync.md section 1).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.numbers import round_half_up
from bookorbit_desktop.domain.koreader.progress import SentPosition

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
