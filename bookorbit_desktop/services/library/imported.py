"""The result of an import, whether from Hardcover's shelf, a file or a device."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.reading.reading import ReadingState

UNDONE = (Message("import undone"),)
"""The log text for a book whose import was undone."""


@dataclass(frozen=True, slots=True)
class FilledBook:
    """A book that was filled or created, with what is needed to undo that."""

    book_id: BookId
    title: str
    before: ReadingState
    after: ReadingState
    created: bool = False
    """It is an entry without a file, created by the import."""


B = TypeVar("B", bound=FilledBook)


@dataclass(frozen=True, slots=True)
class ImportResult(Generic[B]):
    """The books of an import."""

    books: tuple[B, ...] = ()

    @property
    def count(self) -> int:
        """The number of filled or created books."""
        return len(self.books)

    @property
    def created(self) -> int:
        """The number of created entries among them."""
        return sum(book.created for book in self.books)


def import_line(
    at: datetime,
    direction: Direction,
    book: FilledBook,
    changes: tuple[Message, ...],
    record_id: RecordId | None = None,
) -> LogLine:
    """The log line about an imported book, or about undoing its import."""
    return LogLine(
        at=at,
        direction=direction,
        title=book.title,
        outcome=LogOutcome.IMPORTED,
        changes=changes,
        book_id=book.book_id,
        record_id=record_id,
    )
