"""Receives progress from devices and returns it to them, also for documents that a reader names in other ways.

Of other names, only exact matches count; a name shared by several books is ignored.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import (
    Document,
    Identifiers,
    Position,
    Push,
    is_koreader,
    own_index,
    progress_match,
    usable_kinds,
)
from bookorbit_desktop.domain.overview.events import ProgressReceived
from bookorbit_desktop.domain.reading.positions import Arrival, PlaceKind, place_kind
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.services.koreader.devices import DeviceService
from bookorbit_desktop.services.reading.positions import ProgressRules
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.faults import telling_plainly
from bookorbit_desktop.storage.db.grouped_writes import GroupedWrites
from bookorbit_desktop.storage.koreader.devices import Sender
from bookorbit_desktop.storage.koreader.digests import DigestRepository
from bookorbit_desktop.storage.koreader.documents import DocumentNameRepository
from bookorbit_desktop.storage.koreader.progress import ProgressRepository, SharedPositions
from bookorbit_desktop.storage.reading.readings import PlacedReading, ReadingRepository

_MOST_READERS = 64
BookOf = Callable[[str], int | None]
"""The book of a digest, if certain."""


@dataclass(frozen=True, slots=True)
class NamedPosition:
    """The answer to a pull with `ids=`."""

    position: Position
    match: str
    """The type of the identifier that found it."""
    progress_match: str
    """The strongest identifier shared with its writer, or "none"."""


class DocumentNames:
    """Finds the document for pushes and pulls that name identifiers."""

    def __init__(self, names: DocumentNameRepository, book_of: BookOf) -> None:
        self._names = names
        self._book_of = book_of

    def place(self, push: Push, at: float) -> Push:
        """Return the push under the document that keeps its record, with what matched. Call inside a writer job.

        A push without identifiers stays unchanged.
        """
        if not push.identifiers:
            return push
        target, found_at = self._record_for(push)
        # Names that the reader ranks above the one that matched are not learned (SPEC, K-ID-12b).
        is_own_new = target == push.document and not self._names.is_document(target)
        self._names.add(target, push.identifiers if is_own_new else push.identifiers[found_at:], at)
        match = push.identifiers[found_at].type
        placed = replace(push, document=target, match=match)
        written = Position(target, push.progress, push.percentage, push.device, push.device_id, int(at))
        self._names.put_writer(written, push.identifiers)
        return placed

    def find(
        self, identifiers: Identifiers, position: Callable[[str], Position | None]
    ) -> NamedPosition | None:
        """Return the position for the first identifier with one, in the reader's order; None if there is none."""
        for identifier in identifiers:
            document = self._document(identifier.value)
            if document is None:
                continue
            sent = position(document)
            if sent is None:
                return None
            writer = self._names.writer(sent)
            shared = identifier.type if writer is None else progress_match(identifiers, writer)
            return NamedPosition(sent, identifier.type, shared)
        return None

    def _record_for(self, push: Push) -> tuple[str, int]:
        """Return the document that keeps the push, and the index of the identifier that matched.

        A document with a record or a book of its own keeps it, whatever its other identifiers say.
        """
        own = (push.document, own_index(push.identifiers, push.document))
        if self._names.is_document(push.document) or self._book_of(push.document) is not None:
            return own
        for found_at, identifier in enumerate(push.identifiers):
            document = self._document(identifier.value) if identifier.may_claim else None
            if document is not None:
                return document, found_at
        return own

    def _document(self, value: str) -> str | None:
        """The only record that a value leads to, as the document itself or as another name of it."""
        if self._names.is_document(value):
            return value
        documents = self._names.documents_named(value)
        return documents[0] if len(documents) == 1 or self._are_one_book(documents) else None

    def _are_one_book(self, documents: list[str]) -> bool:
        books = {self._book_of(document) for document in documents}
        return len(books) == 1 and None not in books


AT_A_TIME = 500


class PlacedReadings:
    """Reads and writes each book once, however many of its pushes arrive together. For one writer job."""

    def __init__(
        self, readings: ReadingRepository, progress_rules: ProgressRules, book_ids: Collection[BookId]
    ) -> None:
        """`book_ids` are all the books that may be pushed."""
        self._readings = readings
        self._progress_rules = progress_rules
        self._known: dict[BookId, ReadingState] = {}
        self._moved: dict[BookId, PlacedReading] = {}
        ids = list(book_ids)
        for start in range(0, len(ids), AT_A_TIME):
            self._known |= readings.of(ids[start : start + AT_A_TIME])

    def receive(
        self,
        book_id: BookId,
        percentage: float,
        at: float,
        device_id: int | None,
        device: str,
        progress: str = "",
    ) -> tuple[ReadingState, ReadingState]:
        """Apply a push of time `at` (seconds since 1970); returns the reading before and after."""
        moved = self._moved.get(book_id)
        before = moved.after if moved else self._known.get(book_id, ReadingState())
        arrival = Arrival(percentage, device, datetime.fromtimestamp(at, UTC))
        after = self._progress_rules.receive(book_id, before, arrival, progress)
        first = moved.before if moved else before
        self._moved[book_id] = PlacedReading(book_id, first, after, at, device, device_id)
        return before, after

    def store(self) -> None:
        """Write the results."""
        changed = []
        for reading in self._moved.values():
            if reading.after == reading.before:
                self._readings.touch(reading.book_id, reading.read_at, reading.device, reading.device_id)
            else:
                changed.append(reading)
        self._readings.put_positions(changed)


@dataclass(slots=True)
class StoredPush:
    """A push in durable storage."""

    event: ProgressReceived
    """The event to emit; its push is under the document whose record received it."""
    timestamp: int
    """Seconds since 1970."""
    sender: Sender


class ProgressService:
    """The kosync server's work, without HTTP."""

    def __init__(
        self,
        database: Database,
        pushes: ProgressRepository,
        devices: DeviceService,
        digests: DigestRepository,
        readings: ReadingRepository,
        progress_rules: ProgressRules,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._pushes = pushes
        self._shared = SharedPositions(database)
        self._devices = devices
        self._digests = digests
        self._readings = readings
        self._progress_rules = progress_rules
        self._clock = clock
        self._events = events
        self._names = DocumentNames(DocumentNameRepository(database), digests.book_of)
        self._sent: dict[str, PlaceKind] = {}
        """How each reader names places, by its `User-Agent`, the oldest first."""
        self._writes = GroupedWrites(database, self._record, self._tell)

    async def receive(self, push: Push) -> StoredPush:
        """Store a push and apply it to its book. Must be fast.

        Returns once it is durable; an acknowledged push is never lost. Raises StorageUnavailable.
        """
        return await self._writes.add((push, self._clock.now().timestamp()))

    def take_relayed(self, push: Push, at: float) -> ProgressReceived:
        """Store a push fetched by the relay, of time `at` (seconds since 1970). Runs inside a writer job.

        The caller emits the event once the job is durable.
        """
        (stored,) = self._record([(push, at)])
        return stored.event

    def position(self, document: str, reader: str = "") -> Position | None:
        """The position returned to a device: the newest push of a document or of a copy of its text.

        A `reader` that names places in another way (by its `User-Agent`) gets a place of its own kind with it.
        None after the person reset it, until another position arrives. Raises StorageUnavailable.
        """
        with telling_plainly():
            newest = self._shared.position(document)
            return newest if newest is None or not reader else self._usable(newest, reader)

    def identified_position(self, identifiers: Identifiers, reader: str = "") -> NamedPosition | None:
        """As `position`, for a reader that names its document in several ways."""
        with telling_plainly():
            return self._names.find(identifiers, lambda document: self.position(document, reader))

    def note_reader(self, reader: str, progress: str) -> None:
        """Remember how a reader names places, from what it has just sent."""
        self._sent[reader] = place_kind(progress)
        if len(self._sent) > _MOST_READERS:
            del self._sent[next(iter(self._sent))]

    def _usable(self, newest: Position, reader: str) -> Position | None:
        kinds, kind = usable_kinds(reader, self._sent.get(reader)), place_kind(newest.progress)
        if not kinds or kind in kinds - {PlaceKind.PAGE}:
            return newest
        if is_koreader(reader) and self._shared.flows(newest.document):
            kinds -= {PlaceKind.PAGE}
        if kind in kinds:
            return newest
        for own in (PlaceKind.XPOINTER, PlaceKind.CFI, PlaceKind.PAGE):
            place = self._shared.place(newest.document, newest.percentage, own) if own in kinds else None
            if place is not None:
                return replace(newest, progress=place.progress)
        # Others go by the percentage where they can't use the place.
        return None if is_koreader(reader) else newest

    def documents(self) -> list[Document]:
        """Every document that readers sent, newest first."""
        return self._pushes.documents()

    def adopt(self, book_id: BookId, digests: Iterable[str]) -> bool:
        """Apply positions older than these digests of a book. Runs inside a writer job."""
        own = [digest for digest in digests if self._digests.book_of(digest) == book_id]
        positions = [position for digest in own if (position := self._pushes.position(digest))]
        for position in sorted(positions, key=lambda found: found.timestamp):
            self.count(book_id, position)
        return bool(positions)

    def count(self, book_id: BookId, position: Position) -> None:
        """Apply an earlier position to a book, unless it was reset. Runs inside a writer job."""
        if self._pushes.is_withheld(position.document):
            return
        device_id, name = self._devices.sender_of(position.document)
        name = name or position.device
        readings = PlacedReadings(self._readings, self._progress_rules, {book_id})
        readings.receive(book_id, position.percentage, float(position.timestamp), device_id, name)
        readings.store()

    def reading_after(
        self, book_id: BookId, before: ReadingState, arrivals: Iterable[Arrival]
    ) -> ReadingState:
        """The reading that results from pushes alone, applied oldest first."""
        state = before
        for arrival in arrivals:
            state = self._progress_rules.receive(book_id, state, arrival)
        return state

    def _tell(self, stored: StoredPush) -> None:
        event = stored.event
        self._events.emit(event)
        if stored.sender.is_other and event.push.device_id:
            self._devices.look_at(event.push.device_id)

    def _record(self, received: Sequence[tuple[Push, float]]) -> list[StoredPush]:
        pushes = [(self._names.place(push, at), at) for push, at in received]
        senders = self._devices.note(pushes)
        self._pushes.add(pushes, senders)
        events = self._interpret(pushes, senders)
        return [
            StoredPush(event, int(at), sender)
            for event, (_, at), sender in zip(events, pushes, senders, strict=True)
        ]

    def _interpret(
        self, pushes: Sequence[tuple[Push, float]], senders: Sequence[Sender]
    ) -> list[ProgressReceived]:
        """Apply pushes to their books, oldest first, reading each table once for all of them."""
        books = self._digests.books_of({push.document for push, _ in pushes})
        withheld = self._pushes.withheld(books) if books else frozenset()
        readings = PlacedReadings(self._readings, self._progress_rules, set(books.values()))
        events = []
        for (push, at), sender in zip(pushes, senders, strict=True):
            book_id = books.get(push.document)
            if book_id is None or push.document in withheld:
                # Without a book, or a repetition of what the person has reset.
                events.append(ProgressReceived(push, book_id, status_changed=False))
                continue
            before, after = readings.receive(
                book_id, push.percentage, at, sender.device, sender.name, push.progress
            )
            is_news = after.status != before.status or after.proposes_rereading != before.proposes_rereading
            events.append(ProgressReceived(push, book_id, is_news, after.asks_back and not before.asks_back))
        readings.store()
        return events
