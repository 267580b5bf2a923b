"""The person's edits of reading states, so that exactly these can be undone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.reading.reading import ReadingState, taken_back
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.reading.readings import ReadingRepository

KEPT: Final = 8
"""Edits remembered per book: more than can be undone at a time."""


@dataclass(frozen=True, slots=True)
class _Edit:
    before: ReadingState
    after: ReadingState


class ReadingEdits:
    """Keeps edits until the program ends. Methods run inside a writer job."""

    def __init__(self, database: Database, readings: ReadingRepository) -> None:
        self._database = database
        self._readings = readings
        self._edits: dict[BookId, tuple[_Edit, ...]] = {}

    def put(self, book_id: BookId, before: ReadingState, after: ReadingState) -> ReadingState:
        """Store a manual edit. Returns the state with the ids of its reads."""
        stored = self._readings.put(book_id, before, after)
        # What is rolled back was never an edit.
        self._database.after_commit(lambda: self._keep(book_id, (*self._of(book_id), _Edit(before, stored))))
        return stored

    def take_back(self, book_id: BookId, before: ReadingState) -> bool:
        """Undo the edits since a book had this state; False, changing nothing, if a device has read on since.

        Other later changes are kept.
        """
        edits, now = self._of(book_id), self._readings.get(book_id)
        if now == before:
            return True
        if not edits:
            return False
        # A device may have sent something right before the edit: then it is the newest one.
        begin = next(_newest_first(edits, before), len(edits) - 1)
        state: ReadingState | None = now
        for edit in reversed(edits[begin:]):
            state = None if state is None else taken_back(state, edit.before, edit.after)
        if state is None:
            return False
        self._readings.put_back(book_id, state)
        self._database.after_commit(lambda: self._keep(book_id, edits[:begin]))
        return True

    def _of(self, book_id: BookId) -> tuple[_Edit, ...]:
        return self._edits.get(book_id, ())

    def _keep(self, book_id: BookId, edits: tuple[_Edit, ...]) -> None:
        self._edits[book_id] = edits[-KEPT:]


def _newest_first(edits: tuple[_Edit, ...], before: ReadingState) -> Iterator[int]:
    """The indexes of the edits that started from this state."""
    return (index for index in reversed(range(len(edits))) if edits[index].before == before)


def overtaken() -> InvalidInput:
    """The error that explains why nothing was undone."""
    return InvalidInput(Message("A device has sent a newer position in the meantime; that one stays."))
