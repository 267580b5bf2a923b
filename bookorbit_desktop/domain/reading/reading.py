"""How a push or a person changes a book's reading state.

Source: behaviour.md, "Reading". Reads are records: a finished one is closed and never rewritten by progress.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.numbers import clamp_fraction
from bookorbit_desktop.domain.reading.step_back import StepBack

PROPOSED_AFTER_SESSIONS = 2
LOWEST, HIGHEST = 0.02, 0.90
"""Between these, a device has neither opened the book by chance nor stayed at its end."""
SESSION_GAP = timedelta(minutes=30)
"""Pushes this far apart belong to two sessions; KOReader pushes every few minutes during reading."""
DECLINED_FOR = timedelta(days=30)
"""After "Not a re-read", a book must be left alone this long before it is suggested again."""


@dataclass(frozen=True, slots=True)
class RereadingSessions:
    """Reading sessions in a finished book that stopped before its end."""

    since: datetime
    newest: datetime
    """The newest push of the book since then."""
    count: int = 1
    declined: bool = False
    """The person said that this is not a re-read."""

    @property
    def is_proposed(self) -> bool:
        """Whether to ask about a re-read."""
        return self.count >= PROPOSED_AFTER_SESSIONS and not self.declined


def notice_push(
    sessions: RereadingSessions | None, percentage: float, at: datetime
) -> RereadingSessions | None:
    """Return the sessions after one more push of a finished book. `percentage`: 0..1."""
    is_below_the_end = LOWEST < percentage < HIGHEST
    if sessions is None or (sessions.declined and at - sessions.newest >= DECLINED_FOR):
        return RereadingSessions(at, at) if is_below_the_end else sessions
    is_another = is_below_the_end and at - sessions.newest >= SESSION_GAP
    return replace(sessions, newest=max(at, sessions.newest), count=sessions.count + is_another)


FINISHED_AT_CHOICES = (0.95, 0.98, 0.99, 1.0)
FINISHED_AT_DEFAULT = 0.98
MISTAKEN_FOR = timedelta(days=31)
"""How long a finish that came from a device can be corrected: a later status begins another read."""
MISCLICKED_FOR = timedelta(days=1)
"""The same for a finish by hand."""


class ReadingStatus(StrEnum):
    """The reading status of a book."""

    UNREAD = "unread"
    WANT_TO_READ = "want_to_read"
    READING = "reading"
    REREADING = "rereading"
    ON_HOLD = "on_hold"
    READ = "read"
    SKIMMED = "skimmed"
    ABANDONED = "abandoned"

    @property
    def is_finished(self) -> bool:
        """Whether the latest read is closed."""
        return self in _FINISHED

    @property
    def is_open(self) -> bool:
        """Whether a read is under way."""
        return self in _OPEN


_FINISHED = (ReadingStatus.READ, ReadingStatus.SKIMMED)
_OPEN = (ReadingStatus.READING, ReadingStatus.REREADING)
_CORRECTING = (ReadingStatus.READING, ReadingStatus.ON_HOLD, ReadingStatus.ABANDONED)


@dataclass(frozen=True, slots=True)
class Read:
    """A single read of a book."""

    started_on: date | None = None
    finished_on: date | None = None
    """None while the read is open, and if the day is unknown."""
    percentage: float = 0.0
    """0..1, the furthest position of this read."""
    finished: bool = False
    id: int | None = None
    """The id of its row; None before it is stored."""

    @property
    def day(self) -> date | None:
        """The day it ended, otherwise the day it began."""
        return self.finished_on or self.started_on


def oldest_first(reads: Iterable[Read]) -> tuple[Read, ...]:
    """Sort reads by when they took place. `reads`: in the order they were recorded.

    Finished ones are sorted by date; one without a date keeps its position among them. Open reads are the
    newest, the one recorded last at the end.
    """
    noted = tuple(reads)
    if len(noted) < 2:
        return noted
    finished = [read for read in noted if read.finished]
    by_day = iter(sorted((read for read in finished if read.day), key=lambda read: read.day or date.min))
    placed = [next(by_day) if read.day else read for read in finished]
    return (*placed, *(read for read in noted if not read.finished))


@dataclass(frozen=True, slots=True)
class ReadingState:
    """Everything known about the reading of a book."""

    status: ReadingStatus = ReadingStatus.UNREAD
    set_by_hand: bool = False
    device_moved_on: bool = False
    """The device reads on in a book whose status was set by hand, so an offer to follow is shown."""
    rating: float | None = None
    """0.5..5 in halves."""
    percentage: float | None = None
    """0..1, the book's position; None before the first push and after a reset."""
    reads: tuple[Read, ...] = ()
    """Oldest first."""
    again: RereadingSessions | None = None
    """Signs of a re-read of a finished book; None if there are none."""
    furthest: float | None = None
    """0..1, the furthest position of the open read since a step back was accepted; None if unknown."""
    back: StepBack | None = None
    """A device is clearly before `percentage`; None if none is."""
    rated_at: datetime | None = field(default=None, compare=False)
    """When the person last changed the rating here; None if unknown."""
    set_at: datetime | None = field(default=None, compare=False)
    """When the person last set the status here; None if unknown."""

    @property
    def asks_back(self) -> bool:
        """Whether to ask if the position should follow the device backwards."""
        return self.back is not None and not self.back.kept

    @property
    def proposes_rereading(self) -> bool:
        """Whether to ask if a finished book is being re-read."""
        return self.status.is_finished and self.again is not None and self.again.is_proposed

    @property
    def open_read(self) -> Read | None:
        """The read in progress, if there is one."""
        if self.reads and not self.reads[-1].finished:
            return self.reads[-1]
        return None

    @property
    def latest_read(self) -> Read | None:
        """The newest read, open or finished."""
        return self.reads[-1] if self.reads else None


def notice_session(state: ReadingState, percentage: float, at: datetime) -> ReadingState:
    """Count a push towards suggesting a re-read. `percentage` is the device's, 0..1."""
    if not state.status.is_finished:
        return state
    return replace(state, again=notice_push(state.again, clamp_fraction(percentage), at))


def start_rereading(
    state: ReadingState, started_on: date, newest_on: date, finished_at: float = FINISHED_AT_DEFAULT
) -> ReadingState:
    """Open a new read on the person's request; earlier reads stay closed.

    `newest_on` is the day of the newest push: if a proposed re-read has already reached the end, it is closed
    then.
    """
    if state.open_read is not None:
        raise InvalidInput(Message("You're already reading this book. Mark it Read first."))
    proposed = state.proposes_rereading
    opened = replace(
        state,
        status=ReadingStatus.REREADING,
        set_by_hand=False,
        device_moved_on=False,
        again=None,
        furthest=None,
        back=None,
        reads=(*state.reads, Read(started_on)),
    )
    if not proposed or not state.percentage:
        return opened
    return _advance(opened, state.percentage, newest_on, finished_at)


def decline_rereading(state: ReadingState) -> ReadingState:
    """Dismiss a proposed re-read: the person only looked something up."""
    if state.again is None:
        return state
    return replace(state, device_moved_on=False, again=replace(state.again, declined=True))


def receive_percentage(
    state: ReadingState, percentage: float, today: date, finished_at: float = FINISHED_AT_DEFAULT
) -> ReadingState:
    """Apply a push to a book: the table of behaviour.md, "a push on".

    `percentage` is the device's (clamped to 0..1), `finished_at` the threshold, 0..1. 0 changes nothing.
    Never goes down to Unread, never changes a finished read.
    """
    fraction = clamp_fraction(percentage)
    if fraction <= 0:
        return state
    if _repeats_the_end(state, fraction):
        return state
    if state.status.is_finished or not _device_decides(state):
        moved_on = state.device_moved_on or _device_moved_on(state, fraction, finished_at)
        return replace(state, percentage=fraction, device_moved_on=moved_on)
    return _advance(state, fraction, today, finished_at)


def reads_on(state: ReadingState, fraction: float, finished_at: float) -> bool:
    """Whether a push to `fraction` (0..1) only moves the open read's position, as nearly every one does."""
    under_way = state.status.is_open and state.open_read is not None
    return under_way and 0 < fraction < finished_at and not _repeats_the_end(state, fraction)


def read_on(state: ReadingState, fraction: float, furthest: float) -> ReadingState:
    """The state after such a push, built directly: `replace` takes three times as long."""
    return ReadingState(
        status=state.status,
        set_by_hand=state.set_by_hand,
        device_moved_on=state.device_moved_on,
        rating=state.rating,
        percentage=fraction,
        reads=(*state.reads[:-1], _reached(state.reads[-1], fraction)),
        again=state.again,
        furthest=furthest,
        back=None,
        rated_at=state.rated_at,
        set_at=state.set_at,
    )


def follow_device(state: ReadingState, today: date, finished_at: float = FINISHED_AT_DEFAULT) -> ReadingState:
    """Let KOReader set the status again: it follows the device's position.

    A finished book stays Read, unless the device has moved on in it: then a re-read begins.
    """
    automatic = replace(state, set_by_hand=False, device_moved_on=False, again=None)
    if state.status.is_finished:
        if state.device_moved_on and state.percentage is not None:
            again = replace(automatic, status=ReadingStatus.REREADING, reads=(*state.reads, Read(today)))
            return _with_progress(again, state.percentage)
        return replace(automatic, status=ReadingStatus.READ)
    if not state.percentage:
        return automatic
    return _advance(automatic, state.percentage, today, finished_at)


def _repeats_the_end(state: ReadingState, fraction: float) -> bool:
    """Whether a re-read has just begun and the device still shows the end of the previous read."""
    read = state.open_read
    return read is not None and len(state.reads) > 1 and not read.percentage and fraction == state.percentage


def _device_decides(state: ReadingState) -> bool:
    return not state.set_by_hand or state.status is ReadingStatus.WANT_TO_READ or state.status.is_open


def _device_moved_on(state: ReadingState, fraction: float, finished_at: float) -> bool:
    if not state.set_by_hand or fraction == state.percentage:
        return False
    return not state.status.is_finished or fraction < finished_at


def _advance(state: ReadingState, fraction: float, today: date, finished_at: float) -> ReadingState:
    """The state once its device has come to `fraction`. One `replace` per push, because that is its main
    cost."""
    if not state.status.is_open:
        state = _start(state, today)
    if fraction >= finished_at and not _stays_unfinished(state, fraction, finished_at):
        return _finish(state, fraction, today)
    return _with_progress(state, fraction)


def _stays_unfinished(state: ReadingState, fraction: float, finished_at: float) -> bool:
    """Whether the person set it back to Reading at this end: only the last page, or coming back to it, counts."""
    read = state.open_read
    was_there = read is not None and min(read.percentage, state.percentage or 0.0) >= finished_at
    return state.set_by_hand and was_there and fraction < 1


def _start(state: ReadingState, today: date) -> ReadingState:
    started = replace(state, status=ReadingStatus.READING, set_by_hand=False, device_moved_on=False)
    return started if started.open_read else replace(started, reads=(*state.reads, Read(started_on=today)))


def _finish(state: ReadingState, fraction: float, today: date) -> ReadingState:
    read = state.open_read or Read()
    earlier = state.reads[:-1] if state.open_read else state.reads
    closed = replace(_closed(read, today), percentage=max(read.percentage, fraction))
    return replace(
        state, status=ReadingStatus.READ, set_by_hand=False, percentage=fraction, reads=(*earlier, closed)
    )


def _closed(read: Read, today: date) -> Read:
    """The read finished today. After a flight across the date line that can be the day before it began."""
    return replace(read, finished=True, finished_on=max(today, read.started_on or today))


def _with_progress(state: ReadingState, fraction: float) -> ReadingState:
    read = state.open_read
    if read is None:
        return replace(state, percentage=fraction, reads=(*state.reads, Read(percentage=fraction)))
    return replace(state, percentage=fraction, reads=(*state.reads[:-1], _reached(read, fraction)))


def _reached(read: Read, fraction: float) -> Read:
    return Read(read.started_on, read.finished_on, max(read.percentage, fraction), read.finished, read.id)


@dataclass(frozen=True, slots=True)
class StatusChange:
    """What a person sets by hand; None leaves a field unchanged."""

    status: ReadingStatus
    rating: float | None = None
    started_on: date | None = None
    finished_on: date | None = None


def set_by_hand(state: ReadingState, change: StatusChange, today: date) -> ReadingState:
    """Apply a person's decision to a book.

    Marked Read: today if a read was open, otherwise the date stays unknown until it is entered. Raises
    InvalidInput for an impossible rating or dates.
    """
    changed = replace(
        state if change.rating is None else rate(state, change.rating),
        status=change.status,
        set_by_hand=True,
        device_moved_on=False,
        again=None,
        furthest=None,
        back=None,
        reads=_reads_for(state, change, today),
    )
    return _with_dates(changed, change, today)


def rate(state: ReadingState, rating: float | None) -> ReadingState:
    """Rate a book 0.5..5 in halves, or clear the rating (None). Raises InvalidInput."""
    if rating is not None and not (0.5 <= rating <= 5 and rating * 2 == int(rating * 2)):
        raise InvalidInput(Message("Enter a rating from 0.5 to 5 in half steps, such as 3.5."))
    return replace(state, rating=rating)


def _reads_for(state: ReadingState, change: StatusChange, today: date) -> tuple[Read, ...]:
    status, open_read = change.status, state.open_read
    if status in _CORRECTING and change.finished_on is None and _is_mistaken(state, today):
        return (*state.reads[:-1], replace(state.reads[-1], finished=False, finished_on=None))
    if status.is_open:
        return state.reads if open_read else (*state.reads, Read(started_on=today))
    if status.is_finished:
        if open_read:
            return (*state.reads[:-1], _closed(open_read, today))
        return state.reads or (Read(finished=True),)
    if status is ReadingStatus.UNREAD and open_read:
        return state.reads[:-1]
    return state.reads


def _is_mistaken(state: ReadingState, today: date) -> bool:
    """Whether a status that says “not finished” corrects the newest finish (behaviour.md, "a finish by mistake")."""
    finished_on = state.reads[-1].finished_on if state.reads and state.status.is_finished else None
    if finished_on is None:
        return False
    return today - finished_on <= (MISCLICKED_FOR if state.set_by_hand else MISTAKEN_FOR)


def _with_dates(state: ReadingState, change: StatusChange, today: date) -> ReadingState:
    if change.started_on is None and change.finished_on is None:
        return state
    read = state.latest_read
    if read is None:
        raise InvalidInput(Message("To add dates, set the status to Reading or Read first."))
    if change.finished_on is not None and not read.finished:
        raise InvalidInput(Message("To add a finish date, set the status to Read or Skimmed first."))
    dated = replace(
        read,
        started_on=change.started_on or read.started_on,
        finished_on=change.finished_on or read.finished_on,
    )
    check_dates(dated, today)
    return replace(state, reads=(*state.reads[:-1], dated))


def check_dates(read: Read, today: date) -> None:
    """Raise InvalidInput for days in the future, and for an end before the start."""
    if any(day is not None and day > today for day in (read.started_on, read.finished_on)):
        raise InvalidInput(Message("The date can't be in the future."))
    if read.started_on and read.finished_on and read.finished_on < read.started_on:
        raise InvalidInput(Message("The finish date can't be before the start date."))


def taken_back(now: ReadingState, before: ReadingState, after: ReadingState) -> ReadingState | None:
    """Return `now` without the change from `before` to `after`; None if they can no longer be separated.

    The rating is independent. All other fields depend on each other, and are undone together or not at all.
    """
    if before.rating != after.rating and now.rating == after.rating:
        now = replace(now, rating=before.rating, rated_at=before.rated_at)
    if _unrated(before) == _unrated(after):
        return now
    if _unrated(now) != _unrated(after):
        return None
    return replace(before, rating=now.rating, rated_at=now.rated_at)


def _unrated(state: ReadingState) -> ReadingState:
    """The fields that decide whether a state changed, without read ids, as restored reads have new ones."""
    return replace(state, rating=None, reads=tuple(replace(read, id=None) for read in state.reads))


STATUS_NAMES = {
    ReadingStatus.UNREAD: Message("Unread"),
    ReadingStatus.WANT_TO_READ: Message("Want to read"),
    ReadingStatus.READING: Message("Reading"),
    ReadingStatus.REREADING: Message("Rereading"),
    ReadingStatus.ON_HOLD: Message("On hold"),
    ReadingStatus.READ: Message("Read"),
    ReadingStatus.SKIMMED: Message("Skimmed"),
    ReadingStatus.ABANDONED: Message("Abandoned"),
}
"""As a sentence or a cell of a table begins."""
STATUS_WORDS = {
    ReadingStatus.UNREAD: Message("unread"),
    ReadingStatus.WANT_TO_READ: Message("want to read"),
    ReadingStatus.READING: Message("reading"),
    ReadingStatus.REREADING: Message("rereading"),
    ReadingStatus.ON_HOLD: Message("on hold"),
    ReadingStatus.READ: Message("read"),
    ReadingStatus.SKIMMED: Message("skimmed"),
    ReadingStatus.ABANDONED: Message("abandoned"),
}
"""As in "status: reading → read"."""
