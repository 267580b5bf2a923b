"""The part of a sync plan for reads: forward only, finished reads closed, never a second open one.

Sources: behaviour.md "Hardcover", matching.md section 5, hardcover-api.md section 6 rows 4 to 13.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from bookorbit_desktop.domain.base.ids import EditionId
from bookorbit_desktop.domain.base.messages import Message, joined_messages
from bookorbit_desktop.domain.base.numbers import clamp_fraction, percent_message, round_half_up
from bookorbit_desktop.domain.hardcover.catalogue import (
    AddRead,
    ChangeRead,
    HardcoverStatus,
    ReadRow,
    RemoveRead,
    ShelfEntry,
    ShelfRead,
)
from bookorbit_desktop.domain.hardcover.change_text import finished_change, page_change, started_change
from bookorbit_desktop.domain.hardcover.late_reads import late_reads
from bookorbit_desktop.domain.hardcover.local_state import (
    Baseline,
    LocalState,
    Target,
    may_be_invented,
    own_row,
)
from bookorbit_desktop.domain.reading.reading import Read

_ReadDate = Literal["started_on", "finished_on"]
_DATES_THERE: Mapping[_ReadDate, str] = {"started_on": "started_at", "finished_on": "finished_at"}

SAME_READ_WITHIN = timedelta(days=31)
"""Two finished reads that end within this time are the same, recorded with different days."""
SMALLEST_STEP = 0.01
"""Progress is sent in steps of at least this, 0..1 (behaviour.md, "quiet times")."""


@dataclass(slots=True)
class ReadsPlan:
    """The plan for the reads, filled from oldest to newest."""

    writes: list[ChangeRead | AddRead | RemoveRead] = field(default_factory=list)
    changes: list[Message] = field(default_factory=list)
    kept: list[Message] = field(default_factory=list)
    links: dict[int, int] = field(default_factory=dict)
    ahead: bool = False
    waiting_for_pages: bool = False
    keeps_status: bool = False
    """An audiobook is in progress: a status from here would end that."""
    closes_entry: bool = False
    """A write sets the open read's finish date, which also sets status 3 (hardcover-api.md 6.9)."""
    reopens: bool = False
    """A write takes a finish date of ours off again: it goes before the status, which would open another read."""


def pages_for(percentage: float, pages: int) -> int:
    """A position 0..1 as a page, rounded half up, within the book, and at least 1 once begun."""
    fraction = clamp_fraction(percentage)
    return max(1 if fraction > 0 else 0, min(pages, round_half_up(fraction * pages)))


def plan_reads(
    local_state: LocalState,
    target: Target,
    baseline: Baseline,
    remote: ShelfEntry,
    pages: Mapping[EditionId, int],
    *,
    status_stays: bool,
) -> ReadsPlan:
    """Compare the reads of a book. `pages`: known page counts of text editions.

    `status_stays`: the status there is the person's, and no date may change it.
    """
    return _ReadPlanner(local_state, target, baseline, remote, pages, status_stays=status_stays).plan()


class _ReadPlanner:
    def __init__(
        self,
        local_state: LocalState,
        target: Target,
        baseline: Baseline,
        remote: ShelfEntry,
        pages: Mapping[EditionId, int],
        *,
        status_stays: bool,
    ) -> None:
        self.local_state, self.target, self.baseline, self.remote, self.pages = (
            local_state,
            target,
            baseline,
            remote,
            pages,
        )
        self.status_stays = status_stays
        self.result = ReadsPlan(links=dict(baseline.reads))
        self.by_id = {read.id: read for read in remote.reads}
        self.seen = {read.id: read for read in baseline.seen.reads} if baseline.seen else {}
        self.known = {read.id: read for read in baseline.entry.reads} if baseline.entry else {}
        acknowledged = baseline.local_state.reads if baseline.local_state else ()
        self.acknowledged = {read.id: read for read in acknowledged if read.id is not None}

    def plan(self) -> ReadsPlan:
        self._report_second_open_read()
        self._restore_dates()
        for read in self.local_state.reads:
            self._plan_read(read, is_latest=read is self.local_state.reads[-1])
        self._remove_invented()
        self._remove_late_copies()
        return self.result

    def _restore_dates(self) -> None:
        """Restore the dates of the person's finished read where status 3 changed them (hardcover-api.md
        6.10)."""
        for read in self.remote.reads:
            before = self.seen.get(read.id)
            if (
                before is not None
                and read.id not in self.baseline.caused
                and self._is_dated_anew(read, before)
            ):
                self._change(read, before.row)

    def _own(self, theirs: ShelfRead) -> ReadRow:
        """The fields of a read that still have our values."""
        return own_row(self.baseline.own.reads.get(theirs.id, ReadRow()), theirs.row)

    def _change(self, theirs: ShelfRead, row: ReadRow) -> None:
        self.result.writes.append(ChangeRead(theirs.id, row, theirs.row))

    def _is_dated_anew(self, read: ShelfRead, before: ShelfRead) -> bool:
        """Whether a finished read ends on the day of our write, and not through a change by the person."""
        if before.finished_at is None or read.finished_at in (None, before.finished_at):
            return False
        return may_be_invented(read.finished_at, self.baseline)

    def _remove_invented(self) -> None:
        """Remove the read that Hardcover creates for status 3 where none is open, if ours is there too
        (hardcover-api.md 6.7)."""
        linked = {self.result.links.get(read.id) for read in self.local_state.reads if read.id is not None}
        if None in linked or not any(read.finished_at for read in self.remote.reads if read.id in linked):
            return
        for read in self.remote.reads:
            is_known = read.id in self.result.links.values() or read.id not in self.baseline.caused
            if not is_known and self._looks_invented(read):
                self.result.writes.append(RemoveRead(read.id))

    def _remove_late_copies(self) -> None:
        """Remove a read that arrived late after the same one was sent again."""
        linked = set(self.result.links.values())
        if self.baseline.unanswered is None or linked.isdisjoint(self.by_id):
            return
        late = [read for read in late_reads(self.baseline.unanswered, self.remote) if read.id not in linked]
        self.result.writes += [RemoveRead(read.id) for read in late if read.id in self.baseline.caused]

    def _looks_invented(self, read: ShelfRead) -> bool:
        """Whether a read is finished, has no start and all pages, and was not written by the person."""
        pages = self.pages.get(read.edition_id) if read.edition_id is not None else None
        return read.started_at is None and read.finished_at is not None and read.progress_pages == pages

    def _plan_read(self, read: Read, *, is_latest: bool) -> None:
        if self._was_undone(read):
            self.result.kept.append(
                joined_messages(
                    (
                        Message("You undid the updates to this read."),
                        Message("New progress will be sent."),
                    )
                )
            )
            return
        theirs = self._counterpart(read, is_latest=is_latest)
        if theirs is None:
            if read.id not in self.result.links:
                self._add(read, is_latest=is_latest)
            else:
                self.result.kept.append(Message("You removed this read on Hardcover; it stays removed."))
        elif self._is_audio(theirs):
            self.result.keeps_status |= self._is_open(theirs)
            self._say_ahead(
                Message("You have the audiobook on Hardcover; its status and progress there are left alone.")
            )
        elif read.finished:
            self._plan_finished(read, theirs)
        else:
            self._plan_open(read, theirs)

    def _was_undone(self, read: Read) -> bool:
        """Whether the person undid what was sent for a read, and it has not changed here since."""
        before = next((undone for undone in self.baseline.undone if undone.id == read.id), None)
        if before is None or (before.finished, before.day) != (read.finished, read.day):
            return False
        return read.percentage - before.percentage < SMALLEST_STEP

    def _counterpart(self, read: Read, *, is_latest: bool) -> ShelfRead | None:
        taken = set(self.result.links.values())
        free = [theirs for theirs in self.remote.reads if theirs.id not in taken]
        if read.id is not None and read.id in self.result.links:
            linked = self.result.links[read.id]
            found = self.by_id.get(linked) or self._replacement(read, linked, free, is_latest=is_latest)
        else:
            found = _adoptable(read, free, self._is_open, self.baseline.caused, is_latest=is_latest)
            if found is None and is_latest and self._is_only_opened_at_the_end(read):
                found = next((theirs for theirs in free if theirs.finished_at is not None), None)
        if found is not None and read.id is not None:
            self.result.links[read.id] = found.id
        return found

    def _is_only_opened_at_the_end(self, read: Read) -> bool:
        """Whether a device opened, at its end, a book that is Read there: no further read (behaviour.md, "first
        contact").
        """
        is_read_there = self.remote.status_id == HardcoverStatus.READ
        is_first = self.baseline.local_state is None and not self.local_state.by_hand
        return is_first and is_read_there and read.finished and read.started_on == read.finished_on

    def _replacement(
        self, read: Read, linked: int, free: Sequence[ShelfRead], *, is_latest: bool
    ) -> ShelfRead | None:
        """Return the newer, open read that the person made to replace one they removed."""
        if read.finished or not is_latest:
            return None
        return next((theirs for theirs in free if theirs.id > linked and self._is_open(theirs)), None)

    def _is_audio(self, theirs: ShelfRead) -> bool:
        """Whether a read that we did not create counts seconds (hardcover-api.md 6.11)."""
        edition_id = theirs.edition_id if theirs.edition_id is not None else self.remote.edition_id
        return theirs.id not in self.baseline.caused and edition_id in self.baseline.audio_editions

    def _is_open(self, read: ShelfRead) -> bool:
        return read.finished_at is None and self.remote.status_id != HardcoverStatus.READ

    def _report_second_open_read(self) -> None:
        if sum(self._is_open(read) for read in self.remote.reads) > 1:
            self.result.kept.append(
                Message("Hardcover has more than one open read of this book; the newest is updated.")
            )

    def _plan_open(self, read: Read, theirs: ShelfRead) -> None:
        if theirs.finished_at is not None and self._may_reopen(theirs):
            self._reopen(read, theirs)
            return
        if theirs.finished_at is not None:
            self._say_ahead(Message("This read is finished on Hardcover and stays finished."))
            self._give_last_page_back(theirs)
            return
        edition_id = self._edition(theirs)
        new_pages = self._new_pages(read, theirs, edition_id)
        started = self._started(read, theirs)
        if new_pages is None and started == theirs.started_at:
            return
        row = ReadRow(edition_id, started, None, theirs.progress_pages if new_pages is None else new_pages)
        self._change(theirs, row)
        self._say_started(started, theirs)
        if new_pages is not None:
            self._say_progress(read, theirs, edition_id, new_pages)

    def _may_reopen(self, theirs: ShelfRead) -> bool:
        """Whether its finish date is ours, and the status does not say that the person finished it."""
        is_read = self.remote.status_id == HardcoverStatus.READ
        return self._own(theirs).finished_at is not None and not (is_read and self.status_stays)

    def _reopen(self, read: Read, theirs: ShelfRead) -> None:
        edition_id = self._edition(theirs)
        total = self.pages.get(edition_id) if edition_id is not None else None
        pages = theirs.progress_pages
        if total and self._own(theirs).progress_pages is not None:
            pages = pages_for(read.percentage, total) or None
        started = self._started(read, theirs)
        self._change(theirs, ReadRow(edition_id, started, None, pages))
        self.result.reopens = True
        self._say_started(started, theirs)
        self.result.changes.append(finished_change(theirs.finished_at, None))

    def _give_last_page_back(self, theirs: ShelfRead) -> None:
        """Restore the last page where the person finished the read between our look and our write."""
        before = self.seen.get(theirs.id)
        total = self.pages.get(theirs.edition_id) if theirs.edition_id is not None else None
        if before is None or before.finished_at is not None or not total:
            return
        if theirs.progress_pages is not None and theirs.progress_pages < total:
            self._change(theirs, replace(theirs.row, progress_pages=total))

    def _new_pages(self, read: Read, theirs: ShelfRead, edition_id: EditionId | None) -> int | None:
        if read.percentage < SMALLEST_STEP:
            return None
        total = self.pages.get(edition_id) if edition_id is not None else None
        if total and self._own(theirs).progress_pages:
            wanted = pages_for(read.percentage, total)
            shown = theirs.progress_pages or 0
            return wanted if round(abs(wanted - shown) / total, 4) >= SMALLEST_STEP else None
        if theirs.progress is not None and theirs.progress / 100 - read.percentage >= SMALLEST_STEP:
            there = percent_message(theirs.progress / 100)
            self._say_ahead(Message("Hardcover is ahead, at {0}; progress is never lowered.", there))
            return None
        if not total:
            self.result.waiting_for_pages = True
            return None
        if self._changed_page_there(read, theirs):
            self.result.kept.append(
                Message("You changed the page on Hardcover; it stays until you read further.")
            )
            return None
        shown = theirs.progress_pages or 0
        ahead_by = round(shown / total - read.percentage, 4)
        if ahead_by >= SMALLEST_STEP:
            self._say_ahead(
                Message("Hardcover is ahead, at page {0}; progress is never lowered.", str(shown))
            )
            return None
        wanted = pages_for(read.percentage, total)
        return wanted if wanted > shown and -ahead_by >= SMALLEST_STEP else None

    def _changed_page_there(self, read: Read, theirs: ShelfRead) -> bool:
        """Whether the person set another page after this position was acknowledged, and has not read on."""
        ours = self.acknowledged.get(read.id) if read.id is not None else None
        known = self.known.get(theirs.id)
        if ours is None or known is None or known.progress_pages == theirs.progress_pages:
            return False
        return read.percentage - ours.percentage < SMALLEST_STEP

    def _say_ahead(self, reason: Message) -> None:
        self.result.ahead = True
        self.result.kept.append(reason)

    def _edition(self, theirs: ShelfRead) -> EditionId | None:
        """Return the read's own edition if it is a text edition with pages, else the entry's, else the matched one.

        An edition that the person chose stays, with or without pages. Only one that Hardcover picked for a
        read of ours is replaced, before its first page.
        """
        is_picked_by_hardcover = theirs.id in self.baseline.caused and theirs.progress_pages is None
        if theirs.edition_id is not None and not is_picked_by_hardcover:
            return theirs.edition_id
        for edition_id in (theirs.edition_id, self.remote.edition_id):
            if edition_id is not None and self.pages.get(edition_id):
                return edition_id
        return self.target.edition_id or theirs.edition_id

    def _started(self, read: Read, theirs: ShelfRead) -> date | None:
        if read.started_on is None or self._changed_there(read, theirs, "started_on"):
            return theirs.started_at
        return read.started_on

    def _changed_there(self, read: Read, theirs: ShelfRead, name: _ReadDate) -> bool:
        """Whether the person set this date on Hardcover: no write of ours caused it and we never stored
        it."""
        shown: date | None = getattr(theirs, _DATES_THERE[name])
        if getattr(self._own(theirs), _DATES_THERE[name]) is not None:
            return False
        if theirs.id in self.baseline.caused and theirs.id not in self.known:
            return False  # it came into being by a write since
        ours = self.acknowledged.get(read.id) if read.id is not None else None
        if ours is not None:
            known: date | None = getattr(ours, name)
            return bool(known == getattr(read, name) or known != shown)
        if read.id is None or self.result.links.get(read.id) not in self.baseline.caused:
            return shown is not None
        in_step = self.known.get(theirs.id)  # also with a status that sends no reads, such as Want to Read
        return in_step is not None and getattr(in_step, _DATES_THERE[name]) != shown

    def _plan_finished(self, read: Read, theirs: ShelfRead) -> None:
        if theirs.id not in self.baseline.caused and theirs.finished_at is not None:
            self._take_invented_day_back(read, theirs)
            return
        if theirs.id not in self.baseline.caused and self.remote.status_id == HardcoverStatus.READ:
            return
        is_open = theirs.finished_at is None
        if is_open and (read.finished_on is None or self.status_stays or self._is_acknowledged(read)):
            return
        if not is_open and self._changed_there(read, theirs, "finished_on"):
            finished = theirs.finished_at
        else:
            finished = read.finished_on
        edition_id = self._edition(theirs)
        total = self.pages.get(edition_id) if edition_id is not None else None
        row = ReadRow(edition_id, self._started(read, theirs), finished, total or theirs.progress_pages)
        if (row.started_at, row.finished_at) == (theirs.started_at, theirs.finished_at) and not is_open:
            return
        self._change(theirs, row)
        self.result.closes_entry |= is_open
        self._say_started(row.started_at, theirs)
        if row.finished_at != theirs.finished_at:
            self.result.changes.append(finished_change(theirs.finished_at, row.finished_at))

    def _is_acknowledged(self, read: Read) -> bool:
        """Whether Hardcover had this finish: if it has none now, the person took it off there."""
        ours = self.acknowledged.get(read.id) if read.id is not None else None
        return ours is not None and (ours.finished, ours.finished_on) == (True, read.finished_on)

    def _take_invented_day_back(self, read: Read, theirs: ShelfRead) -> None:
        """Replace or remove the end day that status 3 gave the person's open read (hardcover-api.md 6.8)."""
        before = self.seen.get(theirs.id)
        closed_by_us = (
            before is not None
            and before.finished_at is None
            and self.baseline.seen is not None
            and self.baseline.seen.status_id != HardcoverStatus.READ == self.remote.status_id
        )
        if (
            closed_by_us
            and theirs.finished_at != read.finished_on
            and may_be_invented(theirs.finished_at, self.baseline)
        ):
            self._change(theirs, replace(theirs.row, finished_at=read.finished_on))

    def _add(self, read: Read, *, is_latest: bool) -> None:
        total = self.target.pages
        if read.finished:
            if read.finished_on is None or self.remote.status_id != HardcoverStatus.READ:
                return
            row = ReadRow(self.target.edition_id, read.started_on, read.finished_on, total)
            self.result.changes.append(Message("another read, finished on {0}", read.finished_on))
        elif is_latest and self.remote.status_id == self.local_state.status_id:
            if any(self._is_open(theirs) for theirs in self.remote.reads):
                return
            if not total and read.percentage >= SMALLEST_STEP:
                self.result.waiting_for_pages = True
            position = pages_for(read.percentage, total) if total else None
            if self.local_state.status_id != HardcoverStatus.CURRENTLY_READING and not position:
                return
            row = ReadRow(self.target.edition_id, read.started_on, None, position)
            self.result.changes.append(Message("a new read at {0}", percent_message(read.percentage)))
        else:
            return
        self.result.writes.append(AddRead(self.remote.id, row))

    def _say_started(self, started: date | None, theirs: ShelfRead) -> None:
        if started is not None and started != theirs.started_at:
            self.result.changes.append(started_change(theirs.started_at, started))

    def _say_progress(
        self, read: Read, theirs: ShelfRead, edition_id: EditionId | None, new_pages: int
    ) -> None:
        total = self.pages.get(edition_id) if edition_id is not None else None
        shown = theirs.progress_pages
        old = shown / total if shown is not None and total else None
        self.result.changes.append(page_change(old, read.percentage, new_pages))


def _adoptable(
    read: Read,
    free: Sequence[ShelfRead],
    is_open: Callable[[ShelfRead], bool],
    caused: frozenset[int],
    *,
    is_latest: bool,
) -> ShelfRead | None:
    """The remote read that equals this local one without being linked yet. `free`: newest first."""
    if is_latest:
        for theirs in free:
            if theirs.id in caused:
                return theirs
    if not read.finished:
        return next((theirs for theirs in free if is_open(theirs)), None) if is_latest else None
    closed = [theirs for theirs in free if not is_open(theirs)]
    same = _same_finished_read(read, closed)
    under_way = next((theirs for theirs in free if is_open(theirs)), None) if is_latest else None
    if same is not None and (read.day is not None or under_way is None):
        return same
    return under_way if under_way is not None and _may_end(read, under_way) else same


def _same_finished_read(read: Read, closed: Sequence[ShelfRead]) -> ShelfRead | None:
    """The finished remote read that is this one: the nearest by date, otherwise one without dates."""
    near = [theirs for theirs in closed if _is_same_finished_read(read, theirs)]
    if near:
        return min(near, key=lambda theirs: _days_apart(read, theirs))
    without_days = [theirs for theirs in closed if theirs.started_at is None and theirs.finished_at is None]
    return next(iter(closed if read.day is None else without_days), None)


def _may_end(read: Read, under_way: ShelfRead) -> bool:
    """Whether the read finished here can be an open one there: it must have begun before this one ended."""
    return (
        under_way.started_at is None
        or read.finished_on is None
        or under_way.started_at <= read.finished_on + timedelta(days=1)
    )


def _is_same_finished_read(read: Read, theirs: ShelfRead) -> bool:
    """Whether two finished reads are the same: equal start days, overlapping days, or end days close
    together."""
    ours_start, ours_end = read.started_on, read.finished_on
    if ours_start is not None and ours_start == theirs.started_at:
        return True
    if ours_end is None or theirs.finished_at is None:
        return False
    if abs(theirs.finished_at - ours_end) <= SAME_READ_WITHIN:
        return True
    if ours_start is None or theirs.started_at is None:
        return False
    return ours_start <= theirs.finished_at and theirs.started_at <= ours_end


def _days_apart(read: Read, theirs: ShelfRead) -> timedelta:
    if read.finished_on is None or theirs.finished_at is None:
        return timedelta.max
    return abs(theirs.finished_at - read.finished_on)
