"""A book's positions: their history, restoring one, steps back, and reset."""

import threading
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound, no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.progress import Position
from bookorbit_desktop.domain.overview.events import BooksChanged, ReadingEdited
from bookorbit_desktop.domain.reading.positions import (
    OWN_DEVICE,
    Arrival,
    GivenPlace,
    PastPosition,
    PastPush,
    PlaceKind,
    accept_step_back,
    fold_pushes,
    furthest_position,
    keep_position,
    place_kind,
    receive_position,
    reset_position,
    restore_position,
)
from bookorbit_desktop.domain.reading.reading import ReadingState, notice_session, taken_back
from bookorbit_desktop.domain.reading.step_back import ROUNDING_STEP, BackwardRule
from bookorbit_desktop.services.reading.reading import ReadingEdits, overtaken
from bookorbit_desktop.services.runtime.clock import Clock, local_day
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.progress import ProgressRepository, SharedPositions
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.positions import Given, PositionRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository

PAGE = 100
"""Positions of a history read at a time."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A part of a book's history."""

    positions: tuple[PastPosition, ...]
    """Newest first."""
    pages: int | None
    """The page count of positions."""
    more_before: int | None
    """The argument for older positions; None if there are none."""


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """A book's reading before and after a change."""

    before: ReadingState
    after: ReadingState


@dataclass(frozen=True, slots=True)
class RestoreUndo:
    """What is needed to undo a restored position."""

    book_id: BookId
    before: Given
    after: Given
    reading: ReadingChange


@dataclass(frozen=True, slots=True)
class ResetUndo:
    """What is needed to undo a reset."""

    books: Mapping[BookId, ReadingChange]
    documents: tuple[str, ...]


class ProgressRules:
    """How a push changes the reading state of its book. Part of the push path, so it must be fast."""

    def __init__(self, positions: PositionRepository, preferences: Preferences) -> None:
        self._positions = positions
        self._preferences = preferences

    def receive(
        self, book_id: BookId, before: ReadingState, arrival: Arrival, progress: str = ""
    ) -> ReadingState:
        """The state after a push of this place; empty if unknown."""
        settings, furthest = self._preferences.current, furthest_position(before)
        is_lower = furthest is not None and arrival.percentage < furthest
        pages = self._positions.pages(book_id) if is_lower else None
        if is_lower and progress and furthest is not None:
            arrival = replace(arrival, rounds=self._rounds(book_id, furthest, arrival, progress))
        return receive_position(
            notice_session(before, arrival.percentage, arrival.at),
            arrival,
            BackwardRule(settings.backward),
            pages,
            local_day(arrival.at),
            settings.finished_at,
        )

    def _rounds(self, book_id: BookId, furthest: float, arrival: Arrival, progress: str) -> bool:
        if furthest - arrival.percentage > 2 * ROUNDING_STEP:
            return False  # no rounding: nothing needs to be looked up
        there = self._positions.progress_at(book_id, furthest)
        return there is not None and place_kind(there) is not place_kind(progress)


class PositionService:
    """Lists and changes positions. Every method blocks, so don't call them on an event loop."""

    def __init__(
        self,
        database: Database,
        books: BookRepository,
        readings: ReadingRepository,
        edits: ReadingEdits,
        pushes: ProgressRepository,
        positions: PositionRepository,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._books = books
        self._readings = readings
        self._edits = edits
        self._pushes = pushes
        self._positions = positions
        self._shared = SharedPositions(database)
        self._preferences = preferences
        self._clock = clock
        self._events = events
        self._naming = threading.Lock()

    def history(self, book_id: BookId, before: int | None = None, limit: int | None = PAGE) -> HistoryPage:
        """The positions of a book, newest first, before the push `before` (None: all). Raises NotFound."""
        self._check(book_id)
        documents, pages = self._positions.documents(book_id), self._positions.pages(book_id)
        folded = fold_pushes(self._positions.pushes(documents, before), pages)
        found = tuple(folded if limit is None else islice(folded, limit + 1))
        shown = found[:limit]
        given = {document: self._shared.position(document) for document in documents}
        positions = tuple(replace(past, is_given=_is(past.push, given[past.push.document])) for past in shown)
        return HistoryPage(positions, pages, shown[-1].oldest.id if len(found) > len(shown) else None)

    def given_places(self, book_id: BookId) -> list[GivenPlace]:
        """What devices get that name places in another way than the newest position. Raises NotFound."""
        self._check(book_id)
        found = []
        for document in self._positions.documents(book_id):
            newest = self._shared.position(document)
            if newest is None:
                continue
            for device, progress in self._positions.newest_of_devices(document):
                kind = place_kind(progress)
                if kind in (place_kind(newest.progress), PlaceKind.OTHER):
                    continue
                place = self._shared.place(document, newest.percentage, kind)
                found.append(
                    GivenPlace(device, newest.percentage, None if place is None else place.percentage)
                )
        return found

    def restore(self, book_id: BookId, push_id: int) -> RestoreUndo:
        """Return an earlier position to devices again, and move the book to it.

        Progress and percentage (0..1) are exactly what the device once sent. Raises NotFound.
        """
        self._check(book_id)
        device_id, now = self._own_device_id(), self._clock.now()
        undo = self._database.write(lambda: self._restore(book_id, push_id, device_id, now))
        self._tell([book_id])
        return undo

    def reset(self, book_ids: Sequence[BookId]) -> ResetUndo:
        """Forget the positions of books; their history is kept, and Hardcover is not changed.

        Raises NotFound, and InvalidInput if no book has a position, with nothing changed.
        """
        undo = self._database.write(lambda: self._reset(book_ids))
        self._tell(undo.books)
        return undo

    def undo(self, undo: RestoreUndo | ResetUndo) -> None:
        """Restore the positions for readers. Raises InvalidInput once a device has sent a newer one."""
        if isinstance(undo, RestoreUndo):
            self._database.write(lambda: self._undo_restore(undo))
            self._tell([undo.book_id])
        else:
            self._database.write(lambda: self._undo_reset(undo))
            self._tell(undo.books)

    def asking(self) -> tuple[BookId, ...]:
        """Books that went back on a device and wait for a decision, newest first."""
        return self._positions.asking()

    def accept_step_back(self, book_ids: Sequence[BookId]) -> None:
        """Move these books back to their device's position. Raises NotFound."""
        self._answer(book_ids, accept_step_back)

    def keep_position(self, book_ids: Sequence[BookId]) -> None:
        """Leave these books where they are. Raises NotFound."""
        self._answer(book_ids, keep_position)

    def _restore(self, book_id: BookId, push_id: int, device_id: str, now: datetime) -> RestoreUndo:
        push = self._positions.push(push_id)
        if push is None or push.document not in self._positions.documents(book_id):
            raise NotFound(
                Message(
                    "Book {0} has no push {1}. “history {2}” lists them.",
                    str(book_id),
                    str(push_id),
                    str(book_id),
                )
            )
        given = self._positions.given(push.document)
        assert given is not None
        at = now.timestamp()
        again = Position(push.document, push.progress, push.percentage, OWN_DEVICE, device_id, int(at))
        after = self._positions.give(again, at)
        before, finished_at = self._readings.get(book_id), self._preferences.current.finished_at
        restored = restore_position(before, push.percentage, local_day(now), finished_at)
        stored = self._readings.put(book_id, before, restored)
        return RestoreUndo(book_id, given, after, ReadingChange(before, stored))

    def _undo_restore(self, undo: RestoreUndo) -> None:
        if self._positions.given(undo.after.position.document) != undo.after:
            raise overtaken()
        self._positions.put(undo.before)
        self._take_back(undo.book_id, undo.reading)

    def _reset(self, book_ids: Sequence[BookId]) -> ResetUndo:
        books: dict[BookId, ReadingState] = {}
        documents: list[str] = []
        for book_id in book_ids:
            self._check(book_id)
            given = [
                document
                for document in self._positions.documents(book_id)
                if not self._pushes.is_withheld(document)
            ]
            state = self._readings.get(book_id)
            if given or state.percentage is not None:
                books[book_id] = state
                documents += given
        if not books:
            raise InvalidInput(Message("Nothing to reset: no device has sent a position."))
        self._positions.withhold(documents)
        return ResetUndo(
            {book_id: self._reset_reading(book_id, state) for book_id, state in books.items()},
            tuple(documents),
        )

    def _reset_reading(self, book_id: BookId, state: ReadingState) -> ReadingChange:
        return ReadingChange(state, self._readings.put(book_id, state, reset_position(state)))

    def _undo_reset(self, undo: ResetUndo) -> None:
        if not all(self._pushes.is_withheld(document) for document in undo.documents):
            raise overtaken()
        self._positions.give_again(undo.documents)
        for book_id, change in undo.books.items():
            self._take_back(book_id, change)

    def _take_back(self, book_id: BookId, change: ReadingChange) -> None:
        """Undo, but keep what a copy of the book sent or the person decided since."""
        state = taken_back(self._readings.get(book_id), change.before, change.after)
        if state is not None:
            self._readings.put_back(book_id, state)

    def _answer(self, book_ids: Sequence[BookId], answer: Callable[[ReadingState], ReadingState]) -> None:
        def store() -> None:
            for book_id in book_ids:
                self._check(book_id)
                before = self._readings.get(book_id)
                self._edits.put(book_id, before, answer(before))

        self._database.write(store)
        self._tell(book_ids)

    def _own_device_id(self) -> str:
        """The device id of everything restored here, created once (kosync.md section 3)."""
        with self._naming:
            known = self._preferences.current.own_device_id
            return known or self._preferences.change(own_device_id=uuid.uuid4().hex).own_device_id

    def _check(self, book_id: BookId) -> None:
        if not self._books.exists(book_id):
            raise no_such_book(book_id)

    def _tell(self, book_ids: Iterable[BookId]) -> None:
        ids = frozenset(book_ids)
        self._events.emit(ReadingEdited(ids))
        self._events.emit(BooksChanged(ids))


def _is(push: PastPush, given: Position | None) -> bool:
    return given is not None and (push.progress, push.percentage) == (given.progress, given.percentage)
