"""The details of a finished book that a person can correct: its rating and the days of the read."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bookorbit_desktop.domain.reading.reading import Read, ReadingState, check_dates, rate


class FinishField(StrEnum):
    """A detail that can be corrected."""

    RATING = "rating"
    STARTED = "started"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class FinishDetails:
    """The rating and days shown or wanted."""

    rating: float | None = None
    """0.5..5 in halves."""
    started_on: date | None = None
    finished_on: date | None = None
    read_id: int | None = None
    """The read concerned; None for a book without reads."""


def finish_details(state: ReadingState) -> FinishDetails:
    """The details of the latest read."""
    read = state.latest_read
    if read is None:
        return FinishDetails(state.rating)
    return FinishDetails(state.rating, read.started_on, read.finished_on, read.id)


def correct_finish(
    state: ReadingState, seen: FinishDetails, edited: FinishDetails, today: date
) -> tuple[ReadingState, tuple[FinishField, ...]]:
    """Apply only what the person changed. The status, and who sets it, are kept.

    `seen` is what they were shown. A value that is neither that nor the wanted one was changed since: it is
    kept and returned. Raises InvalidInput for an impossible rating or date.
    """
    kept = []
    if _may_change(seen.rating, edited.rating, state.rating):
        state = rate(state, edited.rating)
    elif seen.rating != edited.rating != state.rating:
        kept.append(FinishField.RATING)
    read = next((read for read in state.reads if read.id == seen.read_id), None)
    now = Read() if read is None else read
    started, finished = now.started_on, now.finished_on
    if read is not None and _may_change(seen.started_on, edited.started_on, started):
        started = edited.started_on
    elif seen.started_on != edited.started_on != started:
        kept.append(FinishField.STARTED)
    if now.finished and _may_change(seen.finished_on, edited.finished_on, finished):
        finished = edited.finished_on
    elif seen.finished_on != edited.finished_on != finished:
        kept.append(FinishField.FINISHED)
    dated = replace(now, started_on=started, finished_on=finished)
    if read is None or dated == read:
        return state, tuple(kept)
    check_dates(dated, today)
    reads = tuple(dated if read.id == dated.id else read for read in state.reads)
    return replace(state, reads=reads), tuple(kept)


def _may_change(seen: object, wanted: object, now: object) -> bool:
    """Whether the person changed it, and nobody else has since."""
    return wanted != seen == now
