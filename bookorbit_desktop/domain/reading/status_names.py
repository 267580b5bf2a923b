"""The names of the reading statuses, as messages."""

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.reading.reading import ReadingStatus

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
