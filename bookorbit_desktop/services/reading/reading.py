"""Status, rating and dates that the person sets."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bookorbit_desktop.domain.base.errors import InvalidInput, no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.events import BooksChanged, ReadingEdited
from bookorbit_desktop.domain.reading.finish import FinishDetails, FinishField, correct_finish
from bookorbit_desktop.domain.reading.reading import (
    ReadingState,
    StatusChange,
    decline_rereading,
    follow_device,
    rate,
    set_by_hand,
    start_rereading,
    taken_back,
)
from bookorbit_desktop.services.runtime.clock import Clock, local_day
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.books import BookRepository
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


class ReadingService:
    """Edits reading states. Every method blocks, so don't call them on an event loop."""

    def __init__(
        self,
        database: Database,
        books: BookRepository,
        readings: ReadingRepository,
        edits: ReadingEdits,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._books = books
        self._readings = readings
        self._edits = edits
        self._preferences = preferences
        self._clock = clock
        self._events = events

    def set_status(self, book_ids: Sequence[BookId], change: StatusChange) -> None:
        """Set status, rating or dates of some books by hand, all or none."""
        self.set_statuses([(book_id, change) for book_id in book_ids])

    def set_statuses(self, changes: Sequence[tuple[BookId, StatusChange]]) -> None:
        """Make many changes in one transaction.

        Raises NotFound or InvalidInput, with nothing changed.
        """
        self._database.write(lambda: self._set_all(changes))
        self._tell(book_id for book_id, _ in changes)

    def rate(self, book_ids: Sequence[BookId], rating: float | None) -> None:
        """Set or clear (None) the rating without changing the status."""
        self._database.write(lambda: self._rate_all(book_ids, rating))
        self._tell(book_ids, rating_only=True)

    def correct_finish(
        self, book_id: BookId, seen: FinishDetails, edited: FinishDetails
    ) -> tuple[FinishField, ...]:
        """Correct rating and days of a read where they are still as `seen`; returns the fields that were not.

        Raises NotFound and InvalidInput, with nothing changed.
        """
        kept = self._database.write(lambda: self._correct(book_id, seen, edited))
        days = (seen.started_on, seen.finished_on)
        self._tell([book_id], rating_only=days == (edited.started_on, edited.finished_on))
        return kept

    def follow_device(self, book_ids: Sequence[BookId]) -> None:
        """Let KOReader set the status again for books whose status was set by hand."""
        self._database.write(lambda: self._follow_all(book_ids))
        self._tell(book_ids)

    def start_rereading(self, book_ids: Sequence[BookId]) -> None:
        """Start a new read of finished books. A suggested re-read starts with its first session.

        Raises NotFound, and InvalidInput for a book that is being read already, with nothing changed.
        """
        self._database.write(lambda: self._start_all(book_ids))
        self._tell(book_ids)

    def decline_rereading(self, book_ids: Sequence[BookId]) -> None:
        """Dismiss suggested re-reads of these books for now."""
        self._database.write(lambda: self._change_all(book_ids, decline_rereading))
        self._tell(book_ids)

    def states(self, book_ids: Iterable[BookId]) -> dict[BookId, ReadingState]:
        """The reading states of some books, for `restore`. Raises NotFound."""
        return {book_id: self._current(book_id) for book_id in book_ids}

    def restore(self, states: Mapping[BookId, ReadingState]) -> None:
        """Undo the edits of books since these states. Other later changes are kept.

        Raises NotFound, with nothing changed; InvalidInput if a device has read on in one of them, which is
        left as it is.
        """
        kept = self._database.write(lambda: self._restore_all(states))
        self._tell(states)
        if kept:
            raise overtaken()

    def _restore_all(self, states: Mapping[BookId, ReadingState]) -> list[BookId]:
        for book_id in states:
            self._current(book_id)
        return [book_id for book_id, state in states.items() if not self._edits.take_back(book_id, state)]

    def _set_all(self, changes: Sequence[tuple[BookId, StatusChange]]) -> None:
        today, now = self._clock.today(), self._clock.now()
        for book_id, change in changes:
            before = self._current(book_id)
            after = replace(set_by_hand(before, change, today), set_at=now)
            if change.rating is not None:
                after = replace(after, rated_at=now)
            self._edits.put(book_id, before, after)

    def _rate_all(self, book_ids: Sequence[BookId], rating: float | None) -> None:
        now = self._clock.now()
        self._change_all(book_ids, lambda state: replace(rate(state, rating), rated_at=now))

    def _correct(
        self, book_id: BookId, seen: FinishDetails, edited: FinishDetails
    ) -> tuple[FinishField, ...]:
        before = self._current(book_id)
        after, kept = correct_finish(before, seen, edited, self._clock.today())
        if after.rating != before.rating:
            after = replace(after, rated_at=self._clock.now())
        if after != before:
            self._edits.put(book_id, before, after)
        return kept

    def _follow_all(self, book_ids: Sequence[BookId]) -> None:
        today, finished_at = self._clock.today(), self._preferences.current.finished_at
        self._change_all(book_ids, lambda state: follow_device(state, today, finished_at))

    def _start_all(self, book_ids: Sequence[BookId]) -> None:
        today, finished_at = self._clock.today(), self._preferences.current.finished_at

        def start(state: ReadingState) -> ReadingState:
            if state.again is None or not state.proposes_rereading:
                return start_rereading(state, today, today, finished_at)
            since, newest = local_day(state.again.since), local_day(state.again.newest)
            return start_rereading(state, since, newest, finished_at)

        self._change_all(book_ids, start)

    def _change_all(self, book_ids: Sequence[BookId], change: Callable[[ReadingState], ReadingState]) -> None:
        for book_id in book_ids:
            before = self._current(book_id)
            self._edits.put(book_id, before, change(before))

    def _current(self, book_id: BookId) -> ReadingState:
        if not self._books.exists(book_id):
            raise no_such_book(book_id)
        return self._readings.get(book_id)

    def _tell(self, book_ids: Iterable[BookId], *, rating_only: bool = False) -> None:
        ids = frozenset(book_ids)
        self._events.emit(ReadingEdited(ids, rating_only))
        self._events.emit(BooksChanged(ids))
