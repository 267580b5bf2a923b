"""What our writes replaced on Hardcover, and how to undo them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId, EntryId, RecordId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import (
    AddEntry,
    AddRead,
    ChangeEntry,
    ChangeRead,
    HardcoverStatus,
    ReadRow,
    RemoveEntry,
    RemoveRead,
    ShelfEntry,
    ShelfRead,
    Write,
)
from bookorbit_desktop.domain.hardcover.entry_ownership import (
    ENTRY_FIELDS,
    READ_FIELDS,
    Change,
    OurPart,
    OwnRequest,
    is_same,
    our_part,
    why_theirs,
)
from bookorbit_desktop.domain.hardcover.late_reads import late_reads
from bookorbit_desktop.domain.hardcover.local_state import (
    Baseline,
    OwnFields,
    SentRequest,
    own_row,
    own_value,
)


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One book's entry before and after a request of ours."""

    run_id: int
    at: datetime
    book_id: BookId
    """The negative entry id if this library has no such book."""
    title: str
    before: ShelfEntry | None
    """None if the book was not on the shelf."""
    after: ShelfEntry
    """As in the reply; while the outcome is unknown, as expected."""
    id: int | None = None
    made: frozenset[int] | None = None
    """The reads created by the request, from its reply; None if an earlier version did not store it."""
    answered: bool = True
    """False from before the request is sent until its reply, or the next look, shows the outcome."""


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What restores an entry, as far as the person hasn't changed it since."""

    writes: tuple[Write, ...] = ()
    kept: tuple[Message, ...] = ()


ANOTHER_ENTRY = Message("Hardcover has a different entry now; it stays.")
UNCLEAR = Message("It's unclear whether you or BookOrbit added this book to your shelf; it stays.")
_MADE_UP = ShelfRead(0)
"""Stands for a read that Hardcover will create automatically."""
_SERVERS_CLOCK = timedelta(minutes=10)
"""How far Hardcover's clock may be behind ours."""


def begun(
    run_id: int, at: datetime, book_id: BookId, title: str, before: ShelfEntry | None, writes: Sequence[Write]
) -> JournalLine:
    """Return the line to store before a book's writes are sent: `after` is the expected result for `before`."""
    after = expected_entry(before, writes)
    return JournalLine(run_id, at, book_id, title, before, after, made=frozenset(), answered=False)


def expected_entry(before: ShelfEntry | None, writes: Sequence[Write]) -> ShelfEntry:
    """The entry if all these writes are carried out. Reads and entries that do not exist yet have the id 0."""
    after = before or ShelfEntry(EntryId(0), RecordId(0))
    for write in writes:
        after = _expected(after, write)
    if _makes_a_read(before, after):
        after = replace(after, reads=(_MADE_UP, *after.reads))
    return after


def _expected(entry: ShelfEntry, write: Write) -> ShelfEntry:
    match write:
        case AddEntry():
            return ShelfEntry(
                id=EntryId(0),
                record_id=write.record_id,
                edition_id=write.edition_id,
                status_id=write.status_id,
                rating=write.rating,
                privacy_id=write.privacy_id,
                date_added=write.date_added,
            )
        case ChangeEntry():
            rating = None if write.clear_rating else write.rating or entry.rating
            return replace(
                entry,
                status_id=write.status_id or entry.status_id,
                edition_id=write.edition_id or entry.edition_id,
                privacy_id=write.privacy_id or entry.privacy_id,
                rating=rating,
            )
        case AddRead(row=row):
            return replace(entry, reads=(_shown(0, row, None), *entry.reads))
        case ChangeRead(read_id=read_id, row=row, before=known):
            changed = [
                _shown(read.id, row, read, clears_pages=known is not None) if read.id == read_id else read
                for read in entry.reads
            ]
            closes = any(
                read.id == read_id and read.finished_at is None and row.finished_at for read in entry.reads
            )
            status = HardcoverStatus.READ if closes else entry.status_id
            return replace(entry, reads=tuple(changed), status_id=status)
        case RemoveRead(read_id=read_id):
            return replace(entry, reads=tuple(read for read in entry.reads if read.id != read_id))
        case RemoveEntry():
            return entry


def _shown(read_id: int, row: ReadRow, before: ShelfRead | None, *, clears_pages: bool = False) -> ShelfRead:
    """A read after writing a row; fields missing from the row keep their values."""
    edition_id, pages = row.edition_id, row.progress_pages
    if before is not None and edition_id is None:
        edition_id = before.edition_id
    if before is not None and pages is None and not clears_pages:
        pages = before.progress_pages
    return ShelfRead(read_id, edition_id, row.started_at, row.finished_at, pages)


def _makes_a_read(before: ShelfEntry | None, after: ShelfEntry) -> bool:
    """Whether Hardcover creates a read for this status, if none is open (hardcover-api.md 6.6 to 6.8)."""
    if after.status_id not in (HardcoverStatus.CURRENTLY_READING, HardcoverStatus.READ):
        return False
    if before is None:
        return True
    return before.status_id != after.status_id and all(read.finished_at for read in before.reads)


def resolved(line: JournalLine, shown: ShelfEntry | None) -> JournalLine | None:
    """Determine the effect of a request with an unknown reply from the entry as seen later.

    None if it had no effect. If in doubt, the current values are the person's.
    """
    outcome = _outcome(SentRequest(line.before, line.after, line.at), shown)
    return None if outcome is None else replace(line, after=outcome.after, made=outcome.made, answered=True)


def recognise_ours(baseline: Baseline, remote: ShelfEntry | None) -> Baseline:
    """Update the base to the entry on Hardcover, claiming what a request without a reply did there.

    What the person changed since is theirs; so is a new entry that differs from what we would have added.
    """
    baseline = _with_late_reads(baseline, remote)
    if remote is not None:
        baseline = replace(baseline, own=still_own(baseline.own, remote))
    outcome = None if baseline.sent is None else _outcome(baseline.sent, remote)
    settled = replace(baseline, sent=None)
    if baseline.sent is None or outcome is None or remote is None:
        return settled
    settled = replace(
        settled,
        caused=baseline.caused | outcome.made,
        own=own_after(baseline.own, baseline.sent, remote, outcome.made),
    )
    return settled if baseline.sent.before is not None else replace(settled, created_by_us=True, entry=remote)


def _with_late_reads(baseline: Baseline, remote: ShelfEntry | None) -> Baseline:
    """Add our reads that appeared long after they were sent."""
    if baseline.unanswered is None or remote is None:
        return baseline
    late = frozenset(read.id for read in late_reads(baseline.unanswered, remote))
    return replace(baseline, caused=baseline.caused | late)


def still_own(own: OwnFields, shown: ShelfEntry) -> OwnFields:
    """What of our fields the entry still shows."""
    now = {read.id: read.row for read in shown.reads}
    return OwnFields(
        own_value(own.status_id, shown.status_id),
        own_value(own.rating, shown.rating),
        {read_id: own_row(row, now[read_id]) for read_id, row in own.reads.items() if read_id in now},
    )


def own_after(own: OwnFields, sent: SentRequest, shown: ShelfEntry, made: frozenset[int]) -> OwnFields:
    """Our fields after a request of ours; `made` are the reads it created.

    A field is ours if the request was to change it and the entry shows what was sent.
    """
    before, expected = sent.before, sent.expected
    old = {read.id: read for read in before.reads} if before else {}
    wanted = {read.id: read for read in expected.reads}
    rows = {}
    for read in shown.reads:
        known, past = own.reads.get(read.id, ReadRow()), old.get(read.id)
        if read.id in made:
            rows[read.id] = read.row
        elif past is not None:
            landed = _as_closed(wanted.get(read.id, past), read, sent, shown)
            rows[read.id] = own_row(known, read.row, past.row, landed.row)
    return OwnFields(
        own_value(own.status_id, shown.status_id, before and before.status_id, expected.status_id),
        own_value(own.rating, shown.rating, before and before.rating, expected.rating),
        rows,
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a request did."""

    after: ShelfEntry
    """The entry as it left it."""
    made: frozenset[int]


def _outcome(sent: SentRequest, shown: ShelfEntry | None) -> _Outcome | None:
    if shown is None:
        return None
    if sent.before is None:
        return _outcome_of_insert(sent, shown)
    if shown.id != sent.before.id:
        return None
    known = {read.id for read in sent.before.reads}
    made = _landed_reads(sent, shown, known)
    old = {read.id: read for read in sent.before.reads}
    now = {read.id: read for read in shown.reads}
    reads = [read for read in shown.reads if read.id in made]
    for expected in sent.expected.reads:
        if expected.id in old:
            read = now.get(expected.id, expected)
            landed = replace(expected, **_landed(old[expected.id], expected, read, READ_FIELDS))
            reads.append(_as_closed(landed, read, sent, shown))
    fields = _landed(sent.before, sent.expected, shown, ENTRY_FIELDS)
    after = replace(sent.expected, id=shown.id, record_id=shown.record_id, reads=tuple(reads), **fields)
    return _Outcome(after, made)


def _landed(before: object, expected: object, shown: object, names: Sequence[str]) -> dict[str, Any]:
    """Return the fields that a request wrote; a field with its old value was not written."""
    return {
        name: getattr(before if getattr(shown, name) == getattr(before, name) else expected, name)
        for name in names
    }


def _as_closed(expected: ShelfRead, shown: ShelfRead, sent: SentRequest, entry: ShelfEntry) -> ShelfRead:
    """A read that status 3 closed or redated at the time of the request (hardcover-api.md 6.8 and 6.10)."""
    is_read = entry.status_id == sent.expected.status_id == HardcoverStatus.READ
    was_read = sent.before is not None and sent.before.status_id == HardcoverStatus.READ
    if shown.finished_at in (None, expected.finished_at) or not is_read or was_read:
        return expected
    return shown if _is_of(sent.at, shown.finished_at) else expected


def _is_of(moment: datetime, day: date) -> bool:
    """Whether Hardcover may have stored a moment under this day: its time zone may differ from ours."""
    return abs(day - moment.date()) <= timedelta(days=1)


def _outcome_of_insert(sent: SentRequest, shown: ShelfEntry) -> _Outcome | None:
    """A new entry is ours if it is younger than the request and still equals what we would have added."""
    if not _is_what_we_add(sent, shown):
        return None
    made = _landed_reads(sent, shown, known=set())
    after = replace(
        sent.expected,
        id=shown.id,
        record_id=shown.record_id,
        edition_id=shown.edition_id,
        privacy_id=shown.privacy_id,
        date_added=shown.date_added,
        reads=tuple(read for read in shown.reads if read.id in made),
    )
    return _Outcome(after, made)


def _is_what_we_add(sent: SentRequest, shown: ShelfEntry) -> bool:
    if shown.created_at is not None and shown.created_at < sent.at - _SERVERS_CLOCK:
        return False
    added = sent.expected
    if added.date_added is not None and added.date_added != shown.date_added:
        return False
    is_as_sent = (added.status_id, added.rating) == (shown.status_id, shown.rating)
    return (
        is_as_sent
        and added.edition_id in (None, shown.edition_id)
        and added.privacy_id in (None, shown.privacy_id)
    )


def _landed_reads(sent: SentRequest, shown: ShelfEntry, known: Collection[int]) -> frozenset[int]:
    """The new reads from a request without a reply: as sent, or as Hardcover creates them."""
    left = sorted((read for read in shown.reads if read.id not in known), key=lambda read: read.id)
    made = set()
    for expected in sent.expected.reads:
        if expected.id or (expected == _MADE_UP and shown.status_id != sent.expected.status_id):
            continue
        found = next((read for read in left if _is_as_sent(read, expected, sent.at)), None)
        if found is not None:
            left.remove(found)
            made.add(found.id)
    return frozenset(made)


def _is_as_sent(read: ShelfRead, expected: ShelfRead, at: datetime) -> bool:
    if expected == _MADE_UP:
        return all(_is_of(at, day) for day in (read.started_at, read.finished_at) if day is not None)
    dates = (read.started_at, read.finished_at) == (expected.started_at, expected.finished_at)
    return dates and expected.progress_pages in (None, read.progress_pages)


def answered_lines(lines: Sequence[JournalLine], remote: ShelfEntry | None) -> list[JournalLine]:
    """Return the lines of one book, oldest first, without those that had no effect.

    The outcome of a request shows in the next line's `before`, or in `remote` for the newest one.
    """
    found = []
    for index, line in enumerate(lines):
        later = lines[index + 1].before if index + 1 < len(lines) else remote
        known = line if line.answered else resolved(line, later)
        if known is not None:
            found.append(known)
    return found


def part_of(lines: Sequence[JournalLine]) -> OurPart:
    """The part of an entry that these answered lines, oldest first, made ours."""
    return our_part([OwnRequest(line.before, line.after, line.made) for line in lines])


def plan_undo(part: OurPart, remote: ShelfEntry | None) -> UndoPlan:
    """Plan how to restore an entry, from what this program wrote and the entry's current state.

    Only fields that still have our value are restored; the person's later changes are kept and listed.
    """
    if remote is None:
        return UndoPlan()
    if remote.id != part.entry_id:
        # Created again by the person, or the shelf of another account: not ours to touch.
        return UndoPlan(kept=(ANOTHER_ENTRY,))
    if part.created:
        return _take_back_entry(part, remote)
    reads = (*_remove_made(part, remote), *_restore_reads(part, remote))
    return UndoPlan(reads or _restore_entry(part, remote), _stays(part, remote))


def _take_back_entry(part: OurPart, remote: ShelfEntry) -> UndoPlan:
    theirs = why_theirs(remote, part)
    if not theirs:
        return UndoPlan((RemoveEntry(remote.id),))
    writes: list[Write] = list(_remove_made(part, remote))
    rating = part.fields.get("rating")
    if not writes and rating and remote.rating is not None and rating.new == remote.rating:
        writes.append(ChangeEntry(remote.id, clear_rating=True))
    return UndoPlan(tuple(writes), theirs)


def _remove_made(part: OurPart, remote: ShelfEntry) -> tuple[Write, ...]:
    if not remote.shows_all_reads:
        return ()
    return tuple(RemoveRead(read.id) for read in part.made_of(remote))


def _restore_reads(part: OurPart, remote: ShelfEntry) -> tuple[Write, ...]:
    writes = []
    for read in remote.reads:
        changes = _still_ours(part.reads.get(read.id, {}), read)
        if changes:
            row = {name: getattr(read, name) for name in READ_FIELDS}
            row |= {name: change.old for name, change in changes.items()}
            writes.append(ChangeRead(read.id, ReadRow(**row), read.row))
    return tuple(writes)


def _still_ours(changes: Mapping[str, Change], shown: object) -> dict[str, Change]:
    """The changes still in effect that can be reverted; an edition cannot be (hardcover-api.md 6.5)."""
    return {
        name: change
        for name, change in changes.items()
        if getattr(shown, name) == change.new != change.old
        and not (name == "edition_id" and change.old is None)
    }


def _restore_entry(part: OurPart, remote: ShelfEntry) -> tuple[Write, ...]:
    ours = _still_ours(part.fields, remote)
    names = [name for name in ("status_id", "edition_id", "privacy_id", "rating") if name in ours]
    if not names:
        return ()
    restored = {name: ours[name].old for name in names}
    clears = "rating" in restored and restored["rating"] is None
    return (ChangeEntry(remote.id, **restored, clear_rating=clears),)


def _stays(part: OurPart, remote: ShelfEntry) -> tuple[Message, ...]:
    """What we wrote and the person has since changed."""
    found = [
        text
        for name, text in _STAYS.items()
        if name in part.fields and getattr(remote, name) not in (part.fields[name].new, part.fields[name].old)
    ]
    if any(read.id in part.made and not is_same(read, part.made[read.id]) for read in remote.reads):
        found.append(Message("You've changed a read on Hardcover since; it stays."))
    if part.made_of(remote) and not remote.shows_all_reads:
        found.append(Message("It has more reads than BookOrbit can check; they all stay."))
    return tuple(found)


_STAYS = {
    "status_id": Message("You've changed the status on Hardcover since; it stays."),
    "rating": Message("You've changed the rating on Hardcover since; it stays."),
    "privacy_id": Message("You've changed the privacy on Hardcover since; it stays."),
}
