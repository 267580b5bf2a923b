"""The sync log: what devices sent, what went to Hardcover and came from it, and what failed and why.

comparison.md section 5; screens.md section 6.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.messages import NOTHING, Message

KEEP_DAYS = 90
"""Lines are kept this long unless the person deletes them earlier (comparison.md section 5)."""
SESSION_GAP = timedelta(minutes=30)
"""Pushes of a document by a device within this time are one line."""


class Direction(StrEnum):
    """The direction of a change."""

    FROM_KOREADER = "from_koreader"
    TO_HARDCOVER = "to_hardcover"
    FROM_HARDCOVER = "from_hardcover"
    TO_RELAY = "to_relay"
    FROM_RELAY = "from_relay"
    FROM_FILE = "from_file"
    FROM_DEVICE = "from_device"
    """Imported from a connected KOReader device."""


class LogOutcome(StrEnum):
    """The outcome of a line, with the values of sync_run.ItemOutcome."""

    RECEIVED = "received"
    """A reader sent its position."""
    SENT = "sent"
    """Hardcover accepted a write."""
    UNCHANGED = "unchanged"
    """Hardcover was left unchanged; the message says why."""
    SKIPPED = "skipped"
    NOT_MATCHED = "not_matched"
    FAILED = "failed"
    MATCHED = "matched"
    """A record on Hardcover was found for a book."""
    SAVED = "saved"
    """The person decided something about a match. Nothing was sent."""
    IMPORTED = "imported"
    """A blank book was filled from the person's shelf."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the sync log. It stores the title, so that the line outlives the book."""

    at: datetime
    direction: Direction
    title: str
    """Empty for a line about a whole run."""
    outcome: LogOutcome
    changes: tuple[Message, ...] = ()
    """What changed, or was tried, old to new; one short phrase each."""
    message: Message = NOTHING
    book_id: BookId | None = None
    record_id: RecordId | None = None
    units: int | None = None
    """The cost of this line's writes; None if none. Look-ups serve many books and are not included."""
    device: str = ""
    run_id: int | None = None
    """The sync run it belongs to."""
    id: int = 0
    """The stored line's id; for a line derived from pushes, the negative id of the newest one."""

    @property
    def link(self) -> str | None:
        """The page of the book on Hardcover."""
        return None if self.record_id is None else f"https://hardcover.app/id/book/{self.record_id}"


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Filters for lines. Empty means all."""

    direction: Direction | None = None
    outcome: LogOutcome | None = None
    book_id: BookId | None = None
    device: str = ""
    """The name of a device."""
    text: str = ""
    """Every word must occur in title, device, changes or message."""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogCursor:
    """The end of a page of the log, where the next page continues."""

    at: float
    """Seconds since 1970, exactly as stored."""
    id: int


@dataclass(frozen=True, slots=True)
class LogLines:
    """A page of lines, newest first, and the cursor for the next page; None at the end."""

    lines: tuple[LogLine, ...]
    end: LogCursor | None


class LogPeriod(StrEnum):
    """How far back the log is shown."""

    TODAY = "today"
    WEEK = "7d"
    MONTH = "30d"
    ALL = "all"

    def since(self, now: datetime) -> datetime | None:
        """The start of the period: today at local midnight, others to the minute; None for the whole log."""
        if self is LogPeriod.ALL:
            return None
        if self is LogPeriod.TODAY:
            return now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return now - timedelta(days=7 if self is LogPeriod.WEEK else 30)
