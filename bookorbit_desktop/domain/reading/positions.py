"""How a push, restore, reset or answer changes a book's position.

Source: behaviour.md, "Reading"; comparison.md section 7.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from bookorbit_desktop.domain.base.numbers import clamp_fraction
from bookorbit_desktop.domain.reading.reading import (
    FINISHED_AT_DEFAULT,
    Read,
    ReadingState,
    ReadingStatus,
    read_on,
    reads_on,
    receive_percentage,
)
from bookorbit_desktop.domain.reading.step_back import BackwardRule, is_step_back, notice_step_back

NEAREST = 0.01
"""How far, as a share of the book, a place of another kind may be to stand for a position."""
OWN_DEVICE = "BookOrbit Desktop"
"""The device of positions that were restored here (kosync.md section 3)."""


class PlaceKind(StrEnum):
    """The form in which a reader names a place in a book. Another kind of reader can't use it."""

    XPOINTER = "xpointer"
    """Flowing text, as KOReader names it: /body/DocFragment[…]."""
    PAGE = "page"
    """The number of a page."""
    CFI = "cfi"
    """epubcfi(…)"""
    OTHER = "other"
    """Anything else, such as nothing or a percentage."""


def place_kind(progress: str) -> PlaceKind:
    """The kind of a position by its text."""
    if progress.startswith("/"):
        return PlaceKind.XPOINTER
    if progress.isascii() and progress.isdigit():
        return PlaceKind.PAGE
    return PlaceKind.CFI if progress.startswith("epubcfi(") else PlaceKind.OTHER


@dataclass(frozen=True, slots=True)
class Arrival:
    """A position that a device sent."""

    percentage: float
    device: str
    at: datetime
    rounds: bool = False
    """The furthest position came from a reader that names places in another way."""


def furthest_position(state: ReadingState) -> float | None:
    """The furthest position of the open read since a step back was last accepted (0..1); None without one."""
    read = state.open_read
    if read is None or not state.status.is_open:
        return None
    if state.furthest is not None:
        return state.furthest
    return min(read.percentage, state.percentage or 0.0) or None


def receive_position(
    state: ReadingState,
    arrival: Arrival,
    rule: BackwardRule,
    pages: int | None,
    today: date,
    finished_at: float = FINISHED_AT_DEFAULT,
) -> ReadingState:
    """Apply a push, with the person's rule for steps back in an open read.

    Finished books and statuses set by hand have rules of their own (`reading`, `rereading`).
    """
    fraction, furthest = clamp_fraction(arrival.percentage), furthest_position(state)
    if fraction <= 0 or furthest is None or rule is BackwardRule.ACCEPT:
        return _settle(state, receive_percentage(state, fraction, today, finished_at), fraction)
    if is_step_back(furthest, fraction, pages, rounds=arrival.rounds):
        return replace(state, back=notice_step_back(state.back, fraction, arrival.device, arrival.at, rule))
    counted = max(fraction, furthest) if rule is BackwardRule.IGNORE else fraction
    if reads_on(state, counted, finished_at):
        return read_on(state, counted, max(furthest, counted))
    after = receive_percentage(state, counted, today, finished_at)
    return _settle(state, after, max(furthest, counted))


def accept_step_back(state: ReadingState) -> ReadingState:
    """Move the book's position back with the device. The furthest position of the read stays."""
    if state.back is None:
        return state
    there = state.back.percentage
    return replace(state, percentage=there, furthest=there, back=None)


def keep_position(state: ReadingState) -> ReadingState:
    """Dismiss a step back: the book keeps its position."""
    return state if state.back is None else replace(state, back=replace(state.back, kept=True))


def restore_position(
    state: ReadingState, percentage: float, today: date, finished_at: float = FINISHED_AT_DEFAULT
) -> ReadingState:
    """Restore an earlier position of a book: it counts like a push, without asking about a step back."""
    fraction = clamp_fraction(percentage)
    if fraction <= 0:
        return replace(state, percentage=0.0, furthest=None, back=None)
    after = _settle(state, receive_percentage(state, fraction, today, finished_at), fraction)
    return replace(after, device_moved_on=state.device_moved_on)


def reset_position(state: ReadingState) -> ReadingState:
    """Clear the position. The book becomes Unread unless the person set another status or wants to read it.

    An open read is removed, or restarts under a status set by hand. Finished reads are closed records.
    """
    stays = state.set_by_hand or state.status is ReadingStatus.WANT_TO_READ
    return replace(
        state,
        status=state.status if stays else ReadingStatus.UNREAD,
        device_moved_on=False,
        percentage=None,
        furthest=None,
        back=None,
        again=None,
        reads=_without_progress(state, keeps_open=stays),
    )


def _settle(before: ReadingState, after: ReadingState, furthest: float) -> ReadingState:
    """Store the furthest position of the read; no change if a push changed nothing."""
    if after is before:
        return before
    is_under_way = after.status.is_open and after.open_read is not None
    return replace(after, furthest=furthest if is_under_way else None, back=None)


def _without_progress(state: ReadingState, *, keeps_open: bool) -> tuple[Read, ...]:
    read = state.open_read
    if read is None:
        return state.reads
    return (*state.reads[:-1], replace(read, percentage=0.0)) if keeps_open else state.reads[:-1]


@dataclass(frozen=True, slots=True)
class PastPush:
    """A push of a book, as stored forever."""

    id: int
    document: str
    device: str
    progress: str
    percentage: float
    """0..1 as sent."""
    at: datetime
    relayed: bool = False
    """It came from the relay, not from the device itself."""


@dataclass(frozen=True, slots=True)
class GivenPlace:
    """What a device gets that names places in another way than the newest position."""

    device: str
    percentage: float
    """0..1, of the newest position, which it gets."""
    place_at: float | None
    """0..1, where the place stands that it gets with it; None if it gets none."""

    @property
    def is_near(self) -> bool:
        """Whether that place is as good as the position."""
        return self.place_at is not None and abs(self.place_at - self.percentage) <= NEAREST


@dataclass(frozen=True, slots=True)
class PastPosition:
    """A position in a book's history: one push, or several equal ones in a row."""

    push: PastPush
    """The newest of them."""
    oldest: PastPush
    """The oldest of them."""
    pushes: int
    back_from: float | None = None
    """0..1, the book's earlier position, if this was a step back."""
    is_given: bool = False
    """Readers currently get exactly this position of its document."""


def fold_pushes(pushes: Iterable[PastPush], pages: int | None) -> Iterator[PastPosition]:
    """The positions of a history, newest first: equal pushes in a row are merged, steps back marked."""
    newer: PastPosition | None = None
    for _, run in groupby(pushes, key=_what_was_sent):
        older = _as_one(run)
        if newer is not None:
            yield _marked(newer, older.push, pages)
        newer = older
    if newer is not None:
        yield newer


def _what_was_sent(push: PastPush) -> tuple[str, str, str, float]:
    return (push.document, push.device, push.progress, push.percentage)


def _as_one(run: Iterator[PastPush]) -> PastPosition:
    pushes = list(run)
    return PastPosition(pushes[0], pushes[-1], len(pushes))


def _marked(position: PastPosition, before: PastPush, pages: int | None) -> PastPosition:
    stood, stands = clamp_fraction(before.percentage), clamp_fraction(position.push.percentage)
    rounds = place_kind(before.progress) is not place_kind(position.push.progress)
    is_back = is_step_back(stood, stands, pages, rounds=rounds)
    return replace(position, back_from=stood) if is_back else position
