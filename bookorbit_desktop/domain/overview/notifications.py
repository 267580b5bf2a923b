"""The kinds of notifications, and the quiet hours (screens.md section 11)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message

MINUTES_OF_A_DAY = 24 * 60


class NotificationKind(StrEnum):
    """The kinds of notifications. Each can be turned off. Page turns have none."""

    BOOK_FINISHED = "book_finished"
    NEW_DEVICE = "new_device"
    SHARED_ID = "shared_id"
    """Two devices share an id, certainly or perhaps."""
    TOKEN_PROBLEM = "token_problem"
    UNMATCHED_DOCUMENT = "unmatched_document"
    SYNC_PROBLEMS = "sync_problems"
    """A sync finished, but some books failed."""
    FILE_MISSING = "file_missing"
    DEVICE_CONNECTED = "device_connected"
    """A device with KOReader was connected."""
    WENT_BACK = "went_back"
    """A device went back in a book and the person is asked about it; once, not for each push."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A daily period without notifications, from `begins` up to `ends`; it may span midnight."""

    begins: int
    """Minutes after midnight."""
    ends: int

    def __post_init__(self) -> None:
        """Raises InvalidInput for minutes outside a day."""
        if not all(0 <= minute < MINUTES_OF_A_DAY for minute in (self.begins, self.ends)):
            raise InvalidInput(Message("Enter quiet hours between 00:00 and 23:59."))

    def cover(self, at: time) -> bool:
        """Whether a time of day is quiet. A period that ends when it begins is empty."""
        minute = at.hour * 60 + at.minute
        if self.begins <= self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends


def may_notify(kind: NotificationKind, at: time, muted: Collection[str], quiet: QuietHours | None) -> bool:
    """Whether to show a notification now. `muted` holds the kinds that are switched off."""
    return kind not in muted and (quiet is None or not quiet.cover(at))


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification's content; the window or command line words it."""

    kind: NotificationKind
    subject: str = ""
    """A title, the name or kind of a device, a certainty, or a sentence about a problem."""
    count: int = 1
    """The number concerned."""
    book_id: BookId | None = None
    folder: bytes = b""
    """The mount folder of a connected device."""
    last_read: datetime | None = None
    """When it was last read before."""
