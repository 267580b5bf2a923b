"""Reading by hour of the week."""

from array import array
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bookorbit_desktop.domain.reading.plots import HOURS_OF_WEEK
from bookorbit_desktop.domain.reading.reading_days import Stay
from bookorbit_desktop.storage.overview.reading_plots import Spans

_HOUR, _DAY = 3600, 24
_QUARTER = 900
"""Seconds: clocks change at such boundaries in any zone."""
_AT_ONCE = 1_000
"""Days of documents processed at a time."""
_EPOCH = date(1970, 1, 1).toordinal()


def hours_of_week(spans: Sequence[Spans], stays: Sequence[Stay], starts_at: int) -> tuple[float, ...]:
    """Return the seconds read in each hour of the week, by local time, from Monday's first.

    A night belongs to the evening before it, as with reading days. Page views are counted in batches of tens
    of thousands, so that millions take no more memory.
    """
    clock = _Clock(stays)
    found = [0.0] * HOURS_OF_WEEK
    for first in range(0, len(spans), _AT_ONCE):
        part = _hours_of(spans[first : first + _AT_ONCE], clock, starts_at)
        found = [sum(both) for both in zip(found, part, strict=True)]
    return tuple(found)


def _hours_of(spans: Sequence[Spans], clock: "_Clock", starts_at: int) -> list[float]:
    import numpy as np  # only who looks at the hours waits for it

    is_turned = [clock.was_turned(one.day) for one in spans]
    packed = [_cut(one) if turned else one.packed for one, turned in zip(spans, is_turned, strict=True)]
    borders = np.frombuffer(b"".join(packed), np.int64).reshape(-1, 2)
    counts = [len(one) // 16 for one in packed]
    offsets = np.repeat([clock.on(one.day) for one in spans], counts)
    ends = np.cumsum(counts)
    for row in np.flatnonzero(is_turned):
        own = slice(ends[row] - counts[row], ends[row])
        offsets[own] = [clock.at(begin) for begin in borders[own, 0].tolist()]
    lengths = borders[:, 1] - borders[:, 0]
    rows = np.repeat(np.arange(len(spans)), counts)
    whole = np.bincount(rows, lengths, len(spans))
    shares = np.array([one.seconds for one in spans]) / np.maximum(whole, 1)
    weights = shares[rows]
    weekdays = np.repeat([(one.day - 1) % 7 for one in spans], counts)
    begin, end = borders[:, 0] + offsets, borders[:, 1] + offsets
    found = np.zeros(HOURS_OF_WEEK)
    while begin.size:
        until = np.minimum((begin // _HOUR + 1) * _HOUR, end)
        cells = weekdays * _DAY + (begin // _HOUR - starts_at) % _DAY
        found += np.bincount(cells, (until - begin) * weights, HOURS_OF_WEEK)
        left = until < end
        begin, end, weights, weekdays = until[left], end[left], weights[left], weekdays[left]
    counted: list[float] = found.tolist()
    return counted


def _cut(spans: Spans) -> bytes:
    """The intervals in pieces so short that no clock change falls inside one."""
    pieces = array("q")
    for begin, end in spans.intervals():
        while begin < end:
            until = min(end, (begin // _QUARTER + 1) * _QUARTER)
            pieces.extend((begin, until))
            begin = until
    return pieces.tobytes()


class _Clock:
    """The local time's offset from UTC, in seconds."""

    def __init__(self, stays: Sequence[Stay]) -> None:
        self._stays = stays
        self._noons: dict[int, int] = {}
        self._turned: dict[int, bool] = {}

    def at(self, moment: int) -> int:
        """The offset at a moment."""
        first = self._stays[0].zone
        zone = next((stay.zone for stay in reversed(self._stays) if stay.since <= moment), first)
        local = datetime.fromtimestamp(moment, zone)
        return int((local.astimezone(local.tzinfo).utcoffset() or timedelta()).total_seconds())

    def on(self, day: int) -> int:
        """The offset at noon of a day."""
        if day not in self._noons:
            self._noons[day] = self.at((day - _EPOCH) * _DAY * _HOUR + _DAY * _HOUR // 2)
        return self._noons[day]

    def was_turned(self, day: int) -> bool:
        """Whether clocks changed around a day."""
        known = self._turned.get(day)
        if known is None:
            known = self._turned[day] = not self.on(day - 1) == self.on(day) == self.on(day + 1)
        return known
