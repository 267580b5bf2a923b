"""What our writes replaced on Hardcover, and how to put it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bookorbit_desktop.domain.catalogue import (
    ChangeEntry,
    ChangeRead,
    ReadRow,
    RemoveEntry,
    RemoveRead,
    ShelfEntry,
    ShelfRead,
    Write,
)


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One book's entry before and after a request of ours."""

    run_id: int
    at: datetime
    book_id: int
    """Minus the number of the entry where this library has no such book."""
    title: str
    before: ShelfEntry | None
    """None when the book was not on the shelf."""
    after: ShelfEntry
    id: int | None = None


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What puts an entry back as it was, as far as the person has not changed it since."""

    writes: tuple[Write, ...] = ()
    kept: tuple[str, ...] = ()


def fold(lines: Sequence[JournalLine]) -> JournalLine:
    """The lines of one book, oldest first, as one change from the first state to the last."""
    return replace(lines[-1], before=lines[0].before)


def plan_undo(
    line: JournalLine, remote: ShelfEntry | None, made_by_undo: frozenset[int] = frozenset()
) -> UndoPlan:
    """Compare what we made of an entry with what it is now.

    Only what still is as we wrote it is put back; what the person changed since stays. `made_by_undo` are reads
    that Hardcover made by itself while the entry was being put back.
    """
    if remote is None:
        return UndoPlan()
    if remote.id != line.after.id:
        # Made anew by the person, or the shelf of another account: not ours to touch.
        return UndoPlan(kept=("The entry on Hardcover is another one now; it stays.",))
    if line.before is None:
        return _remove_ours(line.after, remote)
    reads = _restore_reads(line.before, line.after, remote, made_by_undo)
    if reads:
        return UndoPlan(reads)
    return _restore_entry(line.before, line.after, remote)


def _remove_ours(after: ShelfEntry, remote: ShelfEntry) -> UndoPlan:
    theirs = {read.id for read in remote.reads} - {read.id for read in after.reads}
    if theirs or remote.status_id != after.status_id or remote.rating != after.rating:
        return UndoPlan(kept=("You changed this entry on Hardcover since; it stays.",))
    return UndoPlan((RemoveEntry(remote.id),))


def _restore_reads(
    before: ShelfEntry, after: ShelfEntry, remote: ShelfEntry, made_by_undo: frozenset[int]
) -> tuple[Write, ...]:
    old = {read.id: read for read in before.reads}
    ours = {read.id: read for read in after.reads}
    writes: list[Write] = []
    for read in remote.reads:
        if read.id in made_by_undo or (read.id in ours and read.id not in old and _same(read, ours[read.id])):
            writes.append(RemoveRead(read.id))
        elif (
            read.id in old
            and read.id in ours
            and _same(read, ours[read.id])
            and not _same(read, old[read.id])
        ):
            writes.append(ChangeRead(read.id, _row(old[read.id])))
    return tuple(writes)


def _same(one: ShelfRead, other: ShelfRead) -> bool:
    return _row(one) == _row(other)


def _row(read: ShelfRead) -> ReadRow:
    return ReadRow(read.edition_id, read.started_at, read.finished_at, read.progress_pages)


def _restore_entry(before: ShelfEntry, after: ShelfEntry, remote: ShelfEntry) -> UndoPlan:
    status = before.status_id if remote.status_id == after.status_id != before.status_id else None
    privacy = before.privacy_id if remote.privacy_id == after.privacy_id != before.privacy_id else None
    rating_is_ours = remote.rating == after.rating != before.rating
    rating = before.rating if rating_is_ours else None
    clears = rating_is_ours and before.rating is None
    if status is None and privacy is None and not rating_is_ours:
        return UndoPlan()
    change = ChangeEntry(remote.id, status_id=status, rating=rating, privacy_id=privacy, clear_rating=clears)
    return UndoPlan((change,))
