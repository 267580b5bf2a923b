"""Merges the reading history of two books that turn out to be one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bookorbit_desktop.domain.reading.reading import Read, ReadingState


@dataclass(frozen=True, slots=True)
class MergedReading:
    """The reading of the book that is kept."""

    state: ReadingState
    indexes: Mapping[int, int]
    """The index in `state.reads` for each read id of the other book; omitted reads are missing."""


@dataclass(frozen=True, slots=True)
class _Sourced:
    """A read that is kept, with its ids in the other book."""

    read: Read
    other_ids: tuple[int, ...] = ()


def other_leads(
    kept: ReadingState, other: ReadingState, kept_at: datetime | None, other_at: datetime | None
) -> bool:
    """Whether the other book's status and position are used for both.

    Settings by hand come first, then the book read last; a blank one is never used.
    """
    if other == ReadingState():
        return False
    if kept.set_by_hand != other.set_by_hand:
        return other.set_by_hand
    if kept_at is None or other_at is None:
        return kept_at is None and (other_at is not None or kept == ReadingState())
    return other_at > kept_at


def merge_readings(kept: ReadingState, other: ReadingState, *, other_leads: bool) -> MergedReading:
    """Merge two readings. Finished reads of both are kept, and the rating of the kept book.

    Two open reads become one with the furthest position and the earliest start.
    """
    lead, follower = (other, kept) if other_leads else (kept, other)
    finished = _finished(_closed(kept), _closed(other))
    is_open = lead.open_read is not None or not lead.status.is_finished
    under_way = _under_way(kept.open_read, other.open_read) if is_open else []
    reads = [*finished, *under_way]
    rating = kept.rating if kept.rating is not None else other.rating
    state = replace(
        lead,
        rating=rating,
        percentage=lead.percentage if lead.percentage is not None else follower.percentage,
        reads=tuple(sourced.read for sourced in reads),
    )
    return MergedReading(
        state, {other_id: index for index, sourced in enumerate(reads) for other_id in sourced.other_ids}
    )


def _closed(state: ReadingState) -> list[Read]:
    return [read for read in state.reads if read.finished]


def _finished(own: Sequence[Read], others: Sequence[Read]) -> list[_Sourced]:
    """The finished reads of both books by end; reads with equal days are merged."""
    by_days = {_days(read): read for read in own if read.finished_on}
    other_ids: dict[Read, tuple[int, ...]] = {}
    added: list[_Sourced] = []
    for read in others:
        twin = by_days.get(_days(read))
        if twin is None:
            added.append(_from_other(read))
        else:
            other_ids[twin] = (*other_ids.get(twin, ()), *_ids(read))
    kept = [_Sourced(read, other_ids.get(read, ())) for read in own]
    return sorted([*kept, *added], key=lambda item: item.read.finished_on or item.read.started_on or date.min)


def _from_other(read: Read) -> _Sourced:
    """A read of the other book, to be stored as a new one."""
    return _Sourced(replace(read, id=None), _ids(read))


def _days(read: Read) -> tuple[date | None, date | None]:
    return read.started_on, read.finished_on


def _ids(read: Read) -> tuple[int, ...]:
    return () if read.id is None else (read.id,)


def _under_way(own: Read | None, other: Read | None) -> list[_Sourced]:
    if other is None:
        return [] if own is None else [_Sourced(own)]
    sourced = _from_other(other)
    if own is None:
        return [sourced]
    started = min((day for day in (own.started_on, other.started_on) if day), default=None)
    furthest = max(own.percentage, other.percentage)
    return [replace(sourced, read=replace(own, started_on=started, percentage=furthest))]
