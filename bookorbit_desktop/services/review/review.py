"""Reviewing new books: the values of each source, the person's choice, and undo."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bookorbit_desktop.domain.base.errors import BookOrbitError, NotFound, NoToken, RateLimited
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.field_candidates import (
    FieldCandidate,
    SourceAnswer,
    agreeing,
    looks_complete,
    preferred,
)
from bookorbit_desktop.domain.inbox.review import WaitingBook
from bookorbit_desktop.domain.library.fields import OWN, BookField, FieldOrigin, FieldState, FieldValue
from bookorbit_desktop.domain.overview.events import BooksChanged, InboxChanged
from bookorbit_desktop.hardcover.pace import WaitKind, waits_reported_to
from bookorbit_desktop.services.hardcover.sync_job import wait_to_tell
from bookorbit_desktop.services.library.inbox import InboxService
from bookorbit_desktop.services.library.library import LibraryService
from bookorbit_desktop.services.library.metadata import MetadataService, MetadataUndo
from bookorbit_desktop.services.review.metadata_sources import FileSource, MetadataSource
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.library.inbox import ReviewRepository


@dataclass(frozen=True, slots=True)
class FieldDecision:
    """The person's choice for a field."""

    origin: FieldOrigin
    value: FieldValue


Choices = Mapping[BookField, FieldDecision]


@dataclass(frozen=True, slots=True)
class Review:
    """A book with the values each source has for its fields."""

    book: WaitingBook
    fields: Mapping[BookField, FieldState]
    candidates: tuple[FieldCandidate, ...]
    needs_token: bool = False
    """Hardcover cannot be asked until it is connected."""

    def candidate(self, field: BookField, source: FieldOrigin) -> FieldCandidate | None:
        """A source's value for a field."""
        return next(
            (
                candidate
                for candidate in self.candidates
                if (candidate.field, candidate.source) == (field, source)
            ),
            None,
        )

    @property
    def chosen(self) -> dict[BookField, FieldDecision]:
        """The initial choice: an earlier decision, otherwise the most trusted value."""
        chosen = {
            field: FieldDecision(candidate.source, candidate.value)
            for field, candidate in preferred(self.candidates).items()
        }
        for state in self.fields.values():
            if state.locked:
                chosen[state.field] = FieldDecision(FieldOrigin.HAND, state.value)
            elif state.origin not in OWN:
                chosen[state.field] = FieldDecision(state.origin, state.value)
        return chosen

    @property
    def is_complete(self) -> bool:
        """Whether title and author are certain, from a source or an earlier decision."""
        decided = (state for state in self.fields.values() if state.origin not in OWN)
        own = (FieldCandidate(state.field, state.value, 1.0, state.origin) for state in decided)
        return looks_complete((*self.candidates, *own))


@dataclass(frozen=True, slots=True)
class ApprovalUndo:
    """What is needed to undo approvals."""

    books: tuple[WaitingBook, ...]
    edits: tuple[MetadataUndo, ...] = ()

    @property
    def book_ids(self) -> tuple[BookId, ...]:
        """The approved books."""
        return tuple(book.book_id for book in self.books)


@dataclass(slots=True)
class _Answer:
    """The answers of the sources for a book, and why some are missing."""

    found: SourceAnswer = field(default_factory=SourceAnswer)
    problem: Message = NOTHING
    refusal: Message = NOTHING
    needs_token: bool = False

    async def ask(self, source: MetadataSource, book_id: BookId, now: datetime) -> None:
        """Ask a source. Of several reasons or covers, the first is kept."""
        try:
            told = await source.answer(book_id)
            self.found = SourceAnswer(
                (*self.found.candidates, *told.candidates), self.found.cover_url or told.cover_url
            )
        except RateLimited as limit:
            self.problem = self.problem or _limit_text(limit, now)
        except NoToken:
            self.needs_token = True
        except NotFound as error:
            self.refusal = self.refusal or error.message
        except BookOrbitError as error:
            self.problem = self.problem or error.message


class ReviewService:
    """Reviews and approves books in the Inbox. Never touches files. Methods that aren't coroutines block."""

    def __init__(
        self,
        database: Database,
        reviews: ReviewRepository,
        books: BookRepository,
        metadata: MetadataService,
        library: LibraryService,
        inbox: InboxService,
        file: FileSource,
        online: Sequence[MetadataSource],
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._reviews = reviews
        self._books = books
        self._metadata = metadata
        self._library = library
        self._inbox = inbox
        self._file = file
        self._online = tuple(online)
        self._clock = clock
        self._events = events

    def waiting(self) -> list[WaitingBook]:
        """Every waiting book, oldest first."""
        return self._reviews.all()

    def review(self, book_id: BookId) -> Review:
        """What is stored about a waiting book, without any request. Raises NotFound."""
        book = self._waiting(book_id)
        known = agreeing((*self._file.read(book_id), *book.candidates))
        return Review(book, self._metadata.fields(book_id), known)

    @property
    def sources(self) -> tuple[FieldOrigin, ...]:
        """The sources of values, in the order shown; values that the person types come first.

        A Calibre library replaces the file if it describes the book.
        """
        return (self._file.name, *(source.name for source in self._online))

    async def ask(self, book_id: BookId) -> Review:
        """Ask every source but the file about a book again and store the answers.

        A source without an answer leaves the others' unchanged; the reason is part of the review. Raises
        NotFound if the book is no longer waiting.
        """
        await asyncio.to_thread(self._waiting, book_id)
        answer = _Answer()
        with self._inbox.asking(book_id), waits_reported_to(lambda *wait: self._note_wait(book_id, *wait)):
            for source in self._online:
                await answer.ask(source, book_id, self._clock.now())
        now = self._clock.now().timestamp()
        await self._database.write_async(
            lambda: self._reviews.put_answer(
                book_id, answer.found, now, problem=answer.problem, refusal=answer.refusal
            )
        )
        self._events.emit(InboxChanged())
        review = await asyncio.to_thread(self.review, book_id)
        return replace(review, needs_token=answer.needs_token)

    def _note_wait(self, book_id: BookId, seconds: float, reason: Message, kind: WaitKind) -> None:
        wait = wait_to_tell(seconds, reason, kind, self._clock.now())
        if wait is not None:
            self._inbox.note_wait(book_id, wait)

    async def rescan(self, book_id: BookId) -> Review:
        """Read a book's files again, and ask Hardcover again. Raises NotFound."""
        await asyncio.to_thread(self._waiting, book_id)
        book = await asyncio.to_thread(self._library.book, book_id)
        with self._inbox.reading([book_id]):
            await self._library.read_again([file.id for file in book.files if not file.missing])
        return await self.ask(book_id)

    def approve(self, book_id: BookId, choices: Choices) -> ApprovalUndo:
        """Apply the person's choices to a book and approve it. Raises NotFound and InvalidInput."""
        self._waiting(book_id)
        edits = tuple(self._edits(book_id, choices, self._metadata.fields(book_id)))
        return self._let_go([book_id], edits)

    def approve_as_they_are(self, book_ids: Sequence[BookId]) -> ApprovalUndo:
        """Approve several books with their preselected values. Raises NotFound.

        A field changed at the same time is kept.
        """
        reviews = [self.review(book_id) for book_id in dict.fromkeys(book_ids)]
        edits = [
            edit
            for review in reviews
            for edit in self._edits(review.book.book_id, review.chosen, review.fields)
        ]
        return self._let_go([review.book.book_id for review in reviews], edits)

    def approve_complete(self, book_ids: Sequence[BookId]) -> ApprovalUndo:
        """Approve those of these books that look complete. Raises NotFound."""
        waiting = (book_id for book_id in book_ids if self._reviews.get(book_id) is not None)
        return self.approve_as_they_are([book_id for book_id in waiting if self.review(book_id).is_complete])

    def undo(self, undo: ApprovalUndo) -> None:
        """Undo approvals: the books wait again, with their earlier fields."""
        for edit in reversed(undo.edits):
            self._metadata.undo(edit)
        self._database.write(lambda: self._reviews.put_back(undo.books))
        self._tell(undo.book_ids)

    def _edits(
        self, book_id: BookId, choices: Choices, states: Mapping[BookField, FieldState]
    ) -> list[MetadataUndo]:
        """The edits for the choices made with these `states` in view, one for each origin."""
        by_origin: dict[FieldOrigin, dict[BookField, FieldValue]] = {}
        for book_field, choice in choices.items():
            state = states[book_field]
            if (choice.origin, choice.value) != (state.origin, state.value):
                by_origin.setdefault(choice.origin, {})[book_field] = choice.value
        return [
            edit
            for origin, values in by_origin.items()
            if (edit := self._metadata.change_seen(book_id, values, origin, states))
        ]

    def _let_go(self, book_ids: Sequence[BookId], edits: Iterable[MetadataUndo]) -> ApprovalUndo:
        taken = self._database.write(lambda: self._reviews.take(book_ids))
        self._tell(book_ids)
        return ApprovalUndo(tuple(taken), tuple(edits))

    def _tell(self, book_ids: Iterable[BookId]) -> None:
        self._events.emit(BooksChanged(frozenset(book_ids)))
        self._events.emit(InboxChanged())

    def _waiting(self, book_id: BookId) -> WaitingBook:
        """The waiting book. Raises NotFound if it does not wait, or was removed."""
        found = self._reviews.get(book_id)
        if found is not None:
            return found
        title = self._books.title(book_id)
        if title and not self._books.is_listed(book_id):
            raise NotFound(Message("“{0}” has been removed. Undo the removal, or add its file again.", title))
        raise NotFound(
            Message("No book {0} is waiting for review. “inbox” lists those that are.", str(book_id))
        )


def _limit_text(limit: RateLimited, now: datetime) -> Message:
    """When to try again, as only the person can do that."""
    again = (now + timedelta(seconds=limit.retry_after)).astimezone()
    if limit.daily:
        return Message(
            ("Hardcover's daily limit is reached. Try again after {0}, or approve with the file's metadata."),
            again.time(),
        )
    return Message(
        ("Hardcover asked us to slow down. Try again after {0}, or approve with the file's metadata."),
        again.time(),
    )
