"""Reads that were sent without a reply and may appear on Hardcover much later (hardcover-api.md section 3, 408)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bookorbit_desktop.domain.hardcover.catalogue import AddRead, ReadRow, ShelfEntry, ShelfRead

HELD_FOR = timedelta(minutes=10)
"""How long a read without a reply isn't resent: Hardcover stops after 30 s, but queues take longer."""
EXPECTED_FOR = timedelta(days=1)
"""How long a read that appears is taken for the one without a reply."""


@dataclass(frozen=True, slots=True)
class UnansweredRead:
    """A read that was sent without learning whether it was added."""

    row: ReadRow
    sent_at: datetime
    known: frozenset[int]
    """The ids of the entry's reads when it was sent."""


def unanswered_read(write: AddRead, entry: ShelfEntry | None, now: datetime) -> UnansweredRead:
    """Return what to remember of a write without a reply; `entry` is its state before."""
    return UnansweredRead(
        write.row, now, frozenset(read.id for read in entry.reads) if entry else frozenset()
    )


def is_held(sent: UnansweredRead, now: datetime) -> bool:
    """Whether it is too early to send the read again. A moment in the future does not delay it."""
    return timedelta(0) <= now - sent.sent_at < HELD_FOR


def is_expected(sent: UnansweredRead, now: datetime) -> bool:
    """Whether it may still appear and is worth remembering."""
    return abs(now - sent.sent_at) < EXPECTED_FOR


def late_reads(sent: UnansweredRead, entry: ShelfEntry) -> tuple[ShelfRead, ...]:
    """Return the reads of an entry that match the one sent, oldest first; several if it was sent again."""
    found = (read for read in entry.reads if read.id not in sent.known and is_row(read, sent.row))
    return tuple(sorted(found, key=lambda read: read.id))


def is_row(read: ShelfRead, row: ReadRow) -> bool:
    """Whether a read has the dates of a row and, if the row has them, its edition and pages."""
    return (
        (read.started_at, read.finished_at) == (row.started_at, row.finished_at)
        and row.edition_id in (None, read.edition_id)
        and row.progress_pages in (None, read.progress_pages)
    )
