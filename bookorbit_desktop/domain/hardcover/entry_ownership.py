"""Which parts of a Hardcover entry BookOrbit owns: what its own writes created, by the journal.

Anything the person adds to an entry of ours makes it theirs (behaviour.md "Hardcover"). A field is ours while
it has the value we last wrote; a read is ours only if the reply to one of our writes named it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from bookorbit_desktop.domain.base.ids import EntryId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import (
    AddEntry,
    AddRead,
    ChangeEntry,
    ShelfEntry,
    ShelfRead,
    Write,
    WriteReply,
)
from bookorbit_desktop.domain.hardcover.local_state import Baseline

ENTRY_FIELDS = ("status_id", "rating", "privacy_id", "edition_id", "date_added")
READ_FIELDS = ("edition_id", "started_at", "finished_at", "progress_pages")
THEIRS = Message("You added this entry on Hardcover yourself; it stays.")
_OLD_LIMIT = 10
"""An earlier limit of reads per entry: in lines from then, older reads may look new."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A field that this program wrote: its value before and after."""

    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """One of our requests: the entry as read before, and as returned by the reply."""

    before: ShelfEntry | None
    """None if the book was not on the shelf."""
    after: ShelfEntry
    made: frozenset[int] | None = None
    """Reads created by us according to the reply; None if an earlier version did not store it."""


@dataclass(frozen=True, slots=True)
class OurPart:
    """Everything in an entry that is ours."""

    entry_id: EntryId
    created: bool = False
    """We added the book to the shelf."""
    fields: Mapping[str, Change] = field(default_factory=dict)
    reads: Mapping[int, Mapping[str, Change]] = field(default_factory=dict)
    """Our changes to reads that we did not create."""
    made: Mapping[int, ShelfRead] = field(default_factory=dict)
    """The reads we created, as last written."""
    was_owned: bool = False

    def made_of(self, entry: ShelfEntry) -> tuple[ShelfRead, ...]:
        """The reads of an entry that we created and nobody has changed since."""
        return tuple(
            read for read in entry.reads if read.id in self.made and is_same(read, self.made[read.id])
        )


def is_same(read: ShelfRead, other: ShelfRead) -> bool:
    """Whether all writable fields of two reads are equal."""
    return all(getattr(read, name) == getattr(other, name) for name in READ_FIELDS)


def our_part(requests: Sequence[OwnRequest]) -> OurPart:
    """What is ours after these steps, oldest first. What the person wrote in between is theirs again."""
    first = requests[0]
    part = OurPart(first.after.id, created=first.before is None, was_owned=first.after.owned)
    for request in requests:
        part = replace(
            part,
            entry_id=request.after.id,
            fields=_fields_after(part.fields, request.before, request.after, ENTRY_FIELDS),
            reads=_reads_after(part, request),
            made=_made_after(part, request),
        )
    return part


def _fields_after(
    ours: Mapping[str, Change], before: Any, after: Any, names: Iterable[str]
) -> dict[str, Change]:
    found = {}
    for name in names:
        old, new = getattr(before, name, None), getattr(after, name)
        known = ours.get(name)
        is_ours_before = known is not None and known.new == old
        if old != new or before is None:
            found[name] = Change(known.old if known and is_ours_before else old, new)
        elif known and is_ours_before:
            found[name] = known
    return found


def _reads_after(part: OurPart, request: OwnRequest) -> dict[int, Mapping[str, Change]]:
    before = {read.id: read for read in request.before.reads} if request.before else {}
    reads: dict[int, Mapping[str, Change]] = {}
    for read in request.after.reads:
        if read.id in before and read.id not in part.made:
            known = part.reads.get(read.id, {})
            reads[read.id] = _fields_after(known, before[read.id], read, READ_FIELDS)
    return reads


def _made_after(part: OurPart, request: OwnRequest) -> dict[int, ShelfRead]:
    before = {read.id: read for read in request.before.reads} if request.before else {}
    after = {read.id: read for read in request.after.reads}
    made = {}
    for read_id, ours in part.made.items():
        shown = before.get(read_id, ours)
        made[read_id] = after.get(read_id, ours) if is_same(shown, ours) else ours
    new = request.made if request.made is not None else _new_reads(request)
    return made | {read_id: after[read_id] for read_id in new if read_id in after}


def _new_reads(request: OwnRequest) -> frozenset[int]:
    """Reads we created, worked out from a log line of an earlier version.

    That version asked for ten reads only. A read that slid into view is older than those shown before.
    """
    known = [read.id for read in request.before.reads] if request.before else []
    newest = max(known, default=0)
    new = frozenset(read.id for read in request.after.reads) - set(known)
    return frozenset(read_id for read_id in new if read_id > newest or len(known) < _OLD_LIMIT)


def reads_made(
    before: ShelfEntry | None, writes: Sequence[Write], replies: Sequence[WriteReply], today: date
) -> frozenset[int]:
    """The reads created by our writes, from their replies: those named, and those Hardcover added itself.

    On a change of status Hardcover may open or create one read (hardcover-api.md 6.6 and 6.7), dated at that
    moment; a read the person adds at the same time need not be. `before`: the entry before the writes.
    """
    known = {read.id for read in before.reads} if before else set()
    made: set[int] = set()
    for write, reply in zip(writes, replies, strict=True):
        shown = reply.entry.reads if reply.entry else ()
        new = [read for read in shown if read.id not in known | made]
        if isinstance(write, AddRead) and reply.read:
            made.add(reply.read.id)
        elif isinstance(write, AddEntry) and before is None:
            made |= _invented(new, today, write.started_at, write.finished_at)
        elif isinstance(write, ChangeEntry) and write.status_id is not None:
            made |= _invented(new, today)
    return frozenset(made)


def _invented(new: Sequence[ShelfRead], today: date, *given: date | None) -> set[int]:
    """The first new read if its days are ours or the day of the write: Hardcover creates at most one."""
    for read in sorted(new, key=lambda read: read.id)[:1]:
        days = [day for day in (read.started_at, read.finished_at) if day is not None and day not in given]
        if all(abs(day - today) <= _ONE_DAY for day in days):
            return {read.id}
    return set()


def why_theirs(now: ShelfEntry, part: OurPart) -> tuple[Message, ...]:
    """What the person added to an entry we created, one sentence each; empty while it is all ours.

    Privacy does not count, as nothing would be lost with it.
    """
    if now.id != part.entry_id or not part.created:
        return (THEIRS,)
    found: list[Message] = []
    if now.has_review:
        found.append(Message("You wrote a review on Hardcover; the entry stays."))
    if now.has_notes:
        found.append(Message("You wrote a private note on Hardcover; the entry stays."))
    if now.has_notes is None:
        found.append(Message("Your token can't read private notes, so the entry stays."))
    found += [text for name, text in _CHANGED.items() if not _is_ours(now, part, name)]
    if now.owned and not part.was_owned:
        found.append(Message("You marked it as owned on Hardcover; the entry stays."))
    return (*found, *_their_reads(now, part))


_CHANGED = {
    "status_id": Message("You changed the status on Hardcover; the entry stays."),
    "rating": Message("You rated it on Hardcover; the entry stays."),
    "edition_id": Message("You chose another edition on Hardcover; the entry stays."),
    "date_added": Message("You changed the day it was added on Hardcover; the entry stays."),
}


def _is_ours(now: ShelfEntry, part: OurPart, name: str) -> bool:
    """Whether a field still has the value we wrote; a cleared field contains nothing of the person's."""
    known, shown = part.fields.get(name), getattr(now, name)
    return shown is None or (known is not None and bool(known.new == shown))


def _their_reads(now: ShelfEntry, part: OurPart) -> list[Message]:
    found: list[Message] = []
    if any(read.id not in part.made for read in now.reads):
        found.append(Message("You added a read on Hardcover; the entry stays."))
    if any(read.id in part.made and not is_same(read, part.made[read.id]) for read in now.reads):
        found.append(Message("You changed its progress or dates on Hardcover; the entry stays."))
    if not now.shows_all_reads:
        found.append(Message("It has more reads than BookOrbit can check; the entry stays."))
    return found


def part_of_base(baseline: Baseline) -> OurPart:
    """What is ours in our entry where the journal has no data: the result of the last complete sync."""
    entry, local_state = baseline.entry, baseline.local_state
    if entry is None or not baseline.created_by_us:
        return OurPart(entry.id if entry else EntryId(0))
    sent = {"status_id": local_state.status_id, "rating": local_state.rating} if local_state else {}
    shown = {name: getattr(entry, name) for name in ENTRY_FIELDS}
    return OurPart(
        entry.id,
        created=True,
        fields={name: Change(None, value) for name, value in {**shown, **sent}.items()},
        made={read.id: read for read in entry.reads if read.id in baseline.caused},
        was_owned=entry.owned,
    )
