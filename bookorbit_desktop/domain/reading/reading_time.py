"""Reading time per day from page views and pushes, each second counted once.

Page views of all devices are merged as intervals, so that a view reported by two devices or two imports
counts once. If several documents are open at the same time, the time belongs to the one opened last.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from heapq import heappop, heappush
from itertools import chain, pairwise
from typing import NamedTuple, TypeVar

from bookorbit_desktop.domain.reading.reading_days import Interval, ReadingCalendar


def part_covered(positions: Set[tuple[int, int]]) -> float:
    """The share of the book, 0..1, covered by the intervals [(page - 1) / total, page / total]."""
    totals = {total for _, total in positions}
    if len(totals) == 1:
        (total,) = totals
        return sum(0 < page <= total for page, _ in positions) / total
    covered, until = 0.0, 0.0
    for begin, end in sorted([((page - 1) / total, min(page / total, 1.0)) for page, total in positions]):
        covered += max(0.0, end - max(begin, until))
        until = max(until, end)
    return covered


SESSION_GAP = 30 * 60
"""Seconds; a longer pause between two pushes of a document is not reading, and idle time is capped by it."""
LONGEST_VIEW = 24 * 3600
"""Seconds; a longer view was ended by a clock that jumped: its page counts, its time is unknown."""
PACE_CAP = 120
"""Seconds on one page that count for the pace, as KOReader's own "capped" figures."""

K = TypeVar("K", bound=tuple[object, ...])


class Source(IntEnum):
    """The source of reading data."""

    VIEWS = 0
    """Page views, from a device's statistics."""
    PUSHES = 1
    """Positions that a device sent."""
    BY_HAND = 2
    """What the person entered."""


class View(NamedTuple):
    """A page view at its corrected time."""

    start: int
    """Seconds since 1970."""
    page: int
    seconds: int
    total_pages: int
    """Of the layout at that time; 0 if unknown."""
    owner: int
    """The book, if the document does not tell it; otherwise 0."""
    device: str


class Push(NamedTuple):
    """A position that a device sent."""

    at: float
    """Seconds since 1970."""
    fraction: float
    """0..1."""
    device: str


class ByHand(NamedTuple):
    """A session that the person entered."""

    id: int
    document: str
    """Made up for the book or title; unknown to devices."""
    start: int
    """Seconds since 1970."""
    seconds: int
    pages: float | None
    device: str
    owner: int
    """As `View.owner`."""


@dataclass(frozen=True, slots=True)
class Strand:
    """What one device shows about the reading of a document on a day."""

    day: date
    owner: int
    """As `View.owner`."""
    device: str
    source: Source
    spans: tuple[Interval, ...]
    """When it was read, oldest first, without overlaps."""
    paced: int = 0
    """Seconds that count for the pace."""
    pages: float = 0
    """By the device's own page count."""
    covered: float = 0
    """0..1, the share of the text; times an edition's page count, this is the number of pages read."""


@dataclass(slots=True)
class _Seen:
    """The views of one owner and device on a day."""

    spans: list[Interval] = field(default_factory=list)
    pages: dict[tuple[int, int], int] = field(default_factory=dict)
    """The seconds on each page of each layout."""
    total: int = 0
    """Of the newest layout."""


def strands_of_views(views: Iterable[View], calendar: ReadingCalendar) -> list[Strand]:
    """The strands of one document's views by day. `views` are chronological."""
    days: dict[tuple[date, int], dict[str, _Seen]] = {}
    part = calendar.part(0)
    for start, page, seconds, total_pages, owner, device in views:
        end = start + seconds if 0 <= seconds <= LONGEST_VIEW else start
        if not (part.begin <= start and end < part.end):
            part = calendar.part(start)
        pieces: Iterable[tuple[date, Interval]] = ((part.day, (start, end)),)
        if end > part.end:
            pieces = calendar.cut(start, end)
        for day, span in pieces:
            devices = days.setdefault((day, owner), {})
            seen = devices.get(device)
            if seen is None:
                seen = devices[device] = _Seen()
            seen.spans.append(span)
            page_key = (page, total_pages)
            seen.pages[page_key] = seen.pages.get(page_key, 0) + span[1] - span[0]
            seen.total = total_pages or seen.total
    return [
        strand for (day, owner), devices in days.items() for strand in _strands_of_day(day, owner, devices)
    ]


def _strands_of_day(day: date, owner: int, devices: Mapping[str, _Seen]) -> Iterable[Strand]:
    """The strands of a day. A page shown by several devices counts for the first of them."""
    known: set[tuple[int, int]] = set()
    before = 0.0
    for device in sorted(devices):
        seen = devices[device]
        new = seen.pages.keys() - known
        known |= new
        placed = {(page, total) for page, total in known if total > 0}
        reached = part_covered(placed) if placed else 0.0
        share, before = max(reached - before, 0.0), reached
        yield Strand(
            day,
            owner,
            device,
            Source.VIEWS,
            tuple(united(seen.spans)),
            paced=sum(min(seconds, PACE_CAP) for seconds in seen.pages.values()),
            pages=round(share * seen.total, 3) if seen.total else float(len(new)),
            covered=share,
        )


def strands_of_pushes(pushes: Iterable[Push], calendar: ReadingCalendar) -> list[Strand]:
    """The strands of one document's pushes by day. `pushes` are chronological.

    The time between two close pushes that go forward was read; a first push only shows the day.
    """
    spans: dict[tuple[date, str], list[Interval]] = {}
    progress: dict[tuple[date, str], float] = {}
    earlier: Push | None = None
    for push in pushes:
        before, earlier = earlier, push
        if before is None or push.at - before.at > SESSION_GAP:
            spans.setdefault((calendar.part(int(push.at)).day, push.device), [])
            continue
        begin, end = int(before.at), int(push.at)
        forward = min(push.fraction, 1.0) - max(before.fraction, 0.0)
        if forward <= 0 or end <= begin:
            continue
        for day, (since, until) in calendar.cut(begin, end):
            key = (day, push.device)
            spans.setdefault(key, []).append((since, until))
            share = forward * (until - since) / (end - begin)
            progress[key] = progress.get(key, 0.0) + share
    return [
        Strand(day, 0, device, Source.PUSHES, tuple(united(found)), covered=progress.get((day, device), 0.0))
        for (day, device), found in spans.items()
    ]


def strands_by_hand(entered: Iterable[ByHand], calendar: ReadingCalendar) -> list[Strand]:
    """The strands of a person's own sessions by day; pages are spread evenly over the time."""
    found: dict[tuple[date, int, str], tuple[list[Interval], list[float]]] = {}
    for one in entered:
        for day, (since, until) in calendar.cut(one.start, one.start + one.seconds):
            spans, pages = found.setdefault((day, one.owner, one.device), ([], []))
            spans.append((since, until))
            pages.append((one.pages or 0) * (until - since) / one.seconds)
    return [
        Strand(
            day,
            owner,
            device,
            Source.BY_HAND,
            tuple(united(spans)),
            paced=length(united(spans)) if sum(pages) else 0,
            pages=round(sum(pages), 3),
        )
        for (day, owner, device), (spans, pages) in found.items()
    ]


def united(spans: Iterable[Interval]) -> list[Interval]:
    """The same time as intervals that do not touch."""
    found: list[Interval] = []
    for begin, end in sorted(spans):
        if begin == end:
            continue
        if found and begin <= found[-1][1]:
            if end > found[-1][1]:
                found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def length(spans: Iterable[Interval]) -> int:
    """Seconds in intervals that do not overlap."""
    return sum(end - begin for begin, end in spans)


def shared(claims: Mapping[K, Sequence[Interval]]) -> dict[K, list[Interval]]:
    """Assign time with several claims to the claim that began last, so that nothing is counted twice."""
    ordered = sorted((begin, key, end) for key, spans in claims.items() for begin, end in spans)
    found: dict[K, list[Interval]] = {key: [] for key in claims}
    if all(span[2] <= other[0] for span, other in pairwise(ordered)):
        for begin, key, end in ordered:
            found[key].append((begin, end))
        return found
    ranks = {key: -rank for rank, key in enumerate(sorted(claims))}
    borders = sorted({border for begin, _, end in ordered for border in (begin, end)})
    running: list[tuple[int, int, int, K]] = []
    index = 0
    for begin, end in pairwise(borders):
        while index < len(ordered) and ordered[index][0] == begin:
            since, key, until = ordered[index]
            heappush(running, (-since, ranks[key], until, key))
            index += 1
        while running and running[0][2] <= begin:
            heappop(running)
        if running:
            found[running[0][3]].append((begin, end))
    return found


class Claim(NamedTuple):
    """A strand of a day, among those of all documents."""

    document: str
    owner: int
    device: str
    source: int


def day_shares(
    strands: Mapping[Claim, Sequence[Interval]], book_of: Mapping[str, int | None]
) -> dict[Claim, int | None]:
    """The seconds of each strand of a day; None for pushes of a book that has page views that day.

    Shared first between documents and then between each one's devices, so that it does not change a book's
    time which device brought a view first.
    """

    def work(claim: Claim) -> object:
        return claim.owner or book_of.get(claim.document) or claim.document

    viewed = {work(claim) for claim in strands if claim.source != Source.PUSHES}
    counted = {
        claim: spans
        for claim, spans in strands.items()
        if claim.source != Source.PUSHES or work(claim) not in viewed
    }
    documents: dict[tuple[int, str, int], dict[Claim, Sequence[Interval]]] = {}
    for claim, spans in counted.items():
        documents.setdefault((claim.source, claim.document, claim.owner), {})[claim] = spans
    parts = _parts({document: _whole(own.values()) for document, own in documents.items()})
    shares: dict[Claim, int | None] = dict.fromkeys(strands)
    for document, own in documents.items():
        if len(own) == 1:  # most have been read on one device
            shares[next(iter(own))] = length(parts[document])
            continue
        for claim, spans in shared(own).items():
            shares[claim] = length(_common(spans, parts[document]))
    return shares


def _whole(strands: Collection[Sequence[Interval]]) -> Sequence[Interval]:
    return next(iter(strands)) if len(strands) == 1 else united(chain(*strands))


def _parts(
    claims: Mapping[tuple[int, str, int], Sequence[Interval]],
) -> dict[tuple[int, str, int], list[Interval]]:
    """The time of each document. Pushes come last: they only get time that nothing else claims."""
    viewed = shared({key: spans for key, spans in claims.items() if key[0] != Source.PUSHES})
    taken = united(chain(*viewed.values()))
    pushed = {key: _without(spans, taken) for key, spans in claims.items() if key[0] == Source.PUSHES}
    return viewed | shared(pushed)


def _without(spans: Sequence[Interval], taken: Sequence[Interval]) -> list[Interval]:
    """The parts of `spans` outside `taken`; both chronological."""
    found = []
    for begin, end in spans:
        for since, until in _common([(begin, end)], taken):
            if begin < since:
                found.append((begin, since))
            begin = until
        if begin < end:
            found.append((begin, end))
    return found


def _common(some: Sequence[Interval], others: Sequence[Interval]) -> list[Interval]:
    """The parts in both; both chronological."""
    found, index = [], 0
    for begin, end in some:
        while index < len(others) and others[index][1] <= begin:
            index += 1
        at = index
        while at < len(others) and others[at][0] < end:
            found.append((max(begin, others[at][0]), min(end, others[at][1])))
            at += 1
    return found
