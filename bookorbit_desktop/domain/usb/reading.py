"""Compares a device's reading data with the library, line by line.

Gaps are filled, existing values are kept, and what only the person can decide waits for their tick.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus
from bookorbit_desktop.domain.usb.device_import import (
    NO_OTHERS,
    DeviceReading,
    EarlierImport,
    FieldKind,
    FieldName,
    OtherFiles,
    PlannedField,
)

LEFT_BEFORE: Final = Message("You skipped or removed this before; that stays.")
GAP: Final = Message("Nothing recorded here yet.")
SAME: Final = Message("Already the same on both sides.")
_OUTREAD: Final = Message("You read another file of this book later; that one counts.")
_STAYS: Final = Message("Already recorded here; it stays.")
_SEVERAL: Final = Message("There are several reads here, and it's unclear which one this is.")
_NO_READ: Final = Message("No read here covers this day.")
_ONE_DAY: Final = timedelta(days=1)
_ORDER: Final = (
    FieldName.STATUS,
    FieldName.COMPLETION,
    FieldName.RATING,
    FieldName.PROGRESS,
    FieldName.STARTED,
    FieldName.FINISHED,
    FieldName.EARLIER_READS,
)
"""The status comes first, as it creates the read that days belong to."""


def import_reading(
    state: ReadingState,
    device_reading: DeviceReading,
    earlier: EarlierImport,
    field_names: Collection[FieldName],
    today: date,
    finished_at: float,
    others: OtherFiles = NO_OTHERS,
    agreed: Collection[FieldName] | None = None,
) -> ReadingState:
    """The state with the wanted lines, as far as they can be ticked for the book's current state.

    A conflicting line is imported only if it was `agreed` to as one; None: all are.
    """
    device_reading = _possible(device_reading, today)
    for name in _ORDER:
        lines = {
            line.name: line
            for line in reading_fields(device_reading, state, earlier, today, finished_at, others)
        }
        line = lines.get(name)
        if line is None or not line.can_tick or name not in field_names:
            continue
        if line.kind is not FieldKind.CONFLICT or agreed is None or name in agreed:
            state = _with_line(state, line, device_reading)
    return state


def reading_fields(
    device_reading: DeviceReading,
    state: ReadingState,
    earlier: EarlierImport,
    today: date,
    finished_at: float,
    others: OtherFiles = NO_OTHERS,
) -> Iterator[PlannedField]:
    """The lines about the reading itself. `finished_at` is the share 0..1 from which a book counts as finished."""
    device_reading = _possible(device_reading, today)
    status = (
        None
        if device_reading.status is None
        else _status(device_reading.status, device_reading, state, earlier)
    )
    if status is not None and status.ticked and others.are_newer_than(device_reading):
        status = replace(status, kind=FieldKind.CONFLICT, reason=_OUTREAD, ticked=False)
    if status is not None:
        yield status
    proposal = _completion(device_reading, state, finished_at)
    if proposal is not None:
        yield proposal
    if device_reading.rating is not None:
        yield _rating(device_reading.rating, state, earlier)
    if device_reading.percentage is not None:
        yield _progress(device_reading.percentage, device_reading, state, earlier, others)
    waits = status is not None and status.can_tick and not status.ticked
    expected = _expected(state, status, device_reading)
    for line in _days(device_reading, expected, earlier):
        yield replace(line, ticked=False) if waits or others.are_newer_than(device_reading) else line
    before = _earlier_reads(device_reading, state)
    if before:
        reason = Message("The page views before this read cover the whole book.")
        day = before[-1].finished_on
        yield PlannedField(FieldName.EARLIER_READS, FieldKind.CONFLICT, 0, len(before), reason, also=day)


def _status(
    there: ReadingStatus, device_reading: DeviceReading, state: ReadingState, earlier: EarlierImport
) -> PlannedField:
    here = state.status

    def line(kind: FieldKind, reason: Message, *, ticked: bool = False) -> PlannedField:
        return PlannedField(FieldName.STATUS, kind, here, there, reason, ticked)

    if here is there or (here.is_open and there.is_open):
        return line(FieldKind.SAME, SAME)
    if here is ReadingStatus.WANT_TO_READ:
        return line(
            FieldKind.CONFLICT, Message("You want to read it, and have already started on the device.")
        )
    if state.set_by_hand or here is ReadingStatus.REREADING:
        return line(FieldKind.DIFFERS, Message("You set the status here; it stays."))
    if here.is_finished:
        return line(FieldKind.DIFFERS, Message("Finished here; that stays."))
    if earlier.status is there:
        kind = FieldKind.FILLS_GAP if here is ReadingStatus.UNREAD else FieldKind.CONFLICT
        return line(kind, LEFT_BEFORE)
    if here is ReadingStatus.UNREAD:
        return line(FieldKind.FILLS_GAP, GAP, ticked=True)
    read = state.open_read
    if read and read.started_on and device_reading.marked_on and device_reading.marked_on < read.started_on:
        return line(FieldKind.CONFLICT, Message("The device has shown this since before this read began."))
    return line(FieldKind.FILLS_GAP, Message("You set no status here; the device has one."), ticked=True)


def _completion(
    device_reading: DeviceReading, state: ReadingState, finished_at: float
) -> PlannedField | None:
    """A completed read that was not recorded: only a proposal."""
    is_at_end, completion = (device_reading.percentage or 0.0) >= finished_at, device_reading.completion
    if device_reading.status is ReadingStatus.READ or not (completion or is_at_end):
        return None
    if state.set_by_hand or state.status.is_finished or any(read.finished for read in state.reads):
        return None
    day = completion.finished if completion else None
    read = state.open_read
    if day and read and read.started_on and day < read.started_on:
        return None
    if day:
        reason = Message(
            "The page views cover the whole book, but it wasn't marked as finished on the device."
        )
    else:
        reason = Message("The device is at the end, but the book wasn't marked as finished there.")
    return PlannedField(
        FieldName.COMPLETION, FieldKind.CONFLICT, state.status, ReadingStatus.READ, reason, also=day
    )


def _rating(rating: float, state: ReadingState, earlier: EarlierImport) -> PlannedField:
    def line(kind: FieldKind, reason: Message, *, ticked: bool = False) -> PlannedField:
        return PlannedField(FieldName.RATING, kind, state.rating, rating, reason, ticked)

    if state.rating == rating:
        return line(FieldKind.SAME, SAME)
    if state.rating is None:
        if earlier.rating == rating:
            return line(FieldKind.FILLS_GAP, LEFT_BEFORE)
        return line(FieldKind.FILLS_GAP, GAP, ticked=True)
    if earlier.rating == state.rating:
        return line(
            FieldKind.CONFLICT, Message("This rating came from the device, where it has changed since.")
        )
    return line(FieldKind.DIFFERS, Message("This book already has a rating here; it stays."))


def _progress(
    percentage: float,
    device_reading: DeviceReading,
    state: ReadingState,
    earlier: EarlierImport,
    others: OtherFiles,
) -> PlannedField:
    def line(kind: FieldKind, reason: Message, *, ticked: bool = False) -> PlannedField:
        return PlannedField(FieldName.PROGRESS, kind, state.percentage, percentage, reason, ticked)

    if state.percentage is None:
        if earlier.percentage == percentage:
            return line(FieldKind.FILLS_GAP, LEFT_BEFORE)
        return line(FieldKind.FILLS_GAP, GAP, ticked=True)
    is_same = abs(state.percentage - percentage) < 0.005
    if others.are_newer_than(device_reading):
        return line(FieldKind.SAME, SAME) if is_same else line(FieldKind.DIFFERS, _OUTREAD)
    if not is_same and state.percentage in others.percentages and others.are_older_than(device_reading):
        return line(
            FieldKind.FILLS_GAP,
            Message("You read this file later than the one used so far."),
            ticked=True,
        )
    if state.percentage == earlier.percentage and percentage > state.percentage:
        return line(
            FieldKind.FILLS_GAP, Message("You read on on the device since the last import."), ticked=True
        )
    if is_same:
        return line(FieldKind.SAME, SAME)
    return line(FieldKind.DIFFERS, Message("The position recorded here stays."))


def _expected(
    state: ReadingState, status: PlannedField | None, device_reading: DeviceReading
) -> ReadingState:
    """The state after importing its status, so that the days go to the right read."""
    if status is None or not status.can_tick or not isinstance(status.new, ReadingStatus):
        return state
    return _with_status(state, status.new, device_reading)


def _days(
    device_reading: DeviceReading, state: ReadingState, earlier: EarlierImport
) -> Iterator[PlannedField]:
    if not state.reads:
        return
    if device_reading.started is not None:
        yield _started(device_reading.started, state, earlier)
    if device_reading.finished is not None:
        yield _finished(device_reading.finished, device_reading, state, earlier)
    elif device_reading.approximate is not None:
        yield _finished(device_reading.approximate, device_reading, state, earlier)


def _dated_read(state: ReadingState) -> Read | None:
    """Return the read that a device's days belong to; None if there is none or several qualify."""
    if state.open_read is not None:
        return state.open_read
    return state.reads[0] if len(state.reads) == 1 else None


def _started(day: date, state: ReadingState, earlier: EarlierImport) -> PlannedField:
    read = _dated_read(state)
    here = read.started_on if read else None

    def line(kind: FieldKind, reason: Message, *, ticked: bool = False) -> PlannedField:
        return PlannedField(FieldName.STARTED, kind, here, day, reason, ticked)

    if read is None:
        return line(FieldKind.DIFFERS, _SEVERAL)
    if here is not None:
        return line(FieldKind.SAME, SAME) if here == day else line(FieldKind.DIFFERS, _STAYS)
    if read.finished_on is not None and read.finished_on < day:
        return line(FieldKind.DIFFERS, Message("You finished it here before that day."))
    if earlier.started == day:
        return line(FieldKind.FILLS_GAP, LEFT_BEFORE)
    return line(FieldKind.FILLS_GAP, Message("The first day with page views."), ticked=True)


def _finished(
    day: date, device_reading: DeviceReading, state: ReadingState, earlier: EarlierImport
) -> PlannedField:
    read = _dated_read(state)
    here = read.finished_on if read else None

    def line(kind: FieldKind, reason: Message, *, ticked: bool = False) -> PlannedField:
        return PlannedField(FieldName.FINISHED, kind, here, day, reason, ticked, _other_day(device_reading))

    if read is None or not read.finished:
        return line(FieldKind.DIFFERS, _SEVERAL if len(state.reads) > 1 else _NO_READ)
    if here is not None:
        return line(FieldKind.SAME, SAME) if here == day else line(FieldKind.DIFFERS, _STAYS)
    if read.started_on is not None and day < read.started_on:
        return line(FieldKind.DIFFERS, Message("You started it here after that day."))
    if device_reading.finished is None:
        reason = Message("Approximate: the last day the status, rating or note changed on the device.")
        return line(FieldKind.CONFLICT, reason)
    if earlier.finished == day:
        return line(FieldKind.FILLS_GAP, LEFT_BEFORE)
    return line(FieldKind.FILLS_GAP, Message("The last day the page views reach the end."), ticked=True)


def _earlier_reads(device_reading: DeviceReading, state: ReadingState) -> tuple[Read, ...]:
    """The complete passes before the one under way, if every read in the library came later."""
    first = state.reads[0] if state.reads else None
    if (
        first is not None
        and first.finished
        and state.set_by_hand
        and not (first.started_on or first.finished_on)
    ):
        return ()
    begun = (first and (first.started_on or first.finished_on)) or device_reading.started
    return tuple(
        Read(completion.started, completion.finished, 1.0, finished=True)
        for completion in device_reading.completions
        if begun is not None and completion.finished < begun and completion.started != device_reading.started
    )


def _other_day(device_reading: DeviceReading) -> date | None:
    """The day of the "finished" mark, if it differs by more than a day from that of the page views."""
    if device_reading.approximate is None or device_reading.finished is None:
        return None
    return (
        device_reading.approximate
        if abs(device_reading.approximate - device_reading.finished) > _ONE_DAY
        else None
    )


def _possible(device_reading: DeviceReading, today: date) -> DeviceReading:
    """The reading without days in the future, which come from a wrong clock."""
    finished, approximate, started = (
        day if day is not None and day <= today else None
        for day in (device_reading.finished, device_reading.approximate, device_reading.started)
    )
    end = finished or approximate
    if started is not None and end is not None and end < started:
        started = None
    completions = tuple(
        completion for completion in device_reading.completions if completion.finished <= today
    )
    return replace(
        device_reading, started=started, finished=finished, approximate=approximate, completions=completions
    )


def _with_line(state: ReadingState, line: PlannedField, device_reading: DeviceReading) -> ReadingState:
    value = line.new
    if line.name is FieldName.STATUS and isinstance(value, ReadingStatus):
        return _with_status(state, value, device_reading)
    if line.name is FieldName.COMPLETION:
        return _completed(state, device_reading)
    if line.name is FieldName.RATING and isinstance(value, float):
        return replace(state, rating=value)
    if line.name is FieldName.PROGRESS and isinstance(value, float):
        return _with_position(state, value)
    if line.name is FieldName.EARLIER_READS:
        return replace(state, reads=(*_earlier_reads(device_reading, state), *state.reads))
    day = value if isinstance(value, date) else None
    if line.name is FieldName.STARTED:
        return _with_days(state, started=day)
    return _with_days(state, finished=day) if line.name is FieldName.FINISHED else state


def _with_status(state: ReadingState, status: ReadingStatus, device_reading: DeviceReading) -> ReadingState:
    """The state with this status, set as by a push and not by hand, so that the device can change it
    again."""
    read, reads = state.open_read, state.reads
    position = device_reading.percentage or 0.0
    if status.is_finished:
        furthest = max(read.percentage if read else 0.0, position)
        closed = replace(read or Read(), finished=True, percentage=furthest)
        reads = (*(reads[:-1] if read else reads), closed)
    elif status.is_open and read is None:
        reads = (*reads, Read())
    return replace(state, status=status, set_by_hand=False, device_moved_on=False, reads=reads)


def _completed(state: ReadingState, device_reading: DeviceReading) -> ReadingState:
    finished = _with_status(state, ReadingStatus.READ, device_reading)
    newest = device_reading.completion
    if newest is None:
        return finished
    return _with_days(finished, started=newest.started, finished=newest.finished)


def _with_position(state: ReadingState, percentage: float) -> ReadingState:
    read = state.open_read
    if read is None:
        return replace(state, percentage=percentage)
    further = replace(read, percentage=max(read.percentage, percentage))
    return replace(state, percentage=percentage, reads=(*state.reads[:-1], further))


def _with_days(
    state: ReadingState, *, started: date | None = None, finished: date | None = None
) -> ReadingState:
    """The state with missing days of a read filled in; impossible days are ignored."""
    read = _dated_read(state)
    if read is None:
        return state
    first = read.started_on or started
    last = read.finished_on or (finished if read.finished else None)
    if first and last and last < first:
        return state
    return replace(state, reads=(*state.reads[:-1], replace(read, started_on=first, finished_on=last)))
