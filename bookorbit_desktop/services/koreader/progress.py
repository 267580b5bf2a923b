"""Receiving progress from readers, and giving it back."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bookorbit_desktop.domain.koreader.document_identifiers import Identifiers
from bookorbit_desktop.domain.koreader.progress import Document, Position, Push
from bookorbit_desktop.domain.overview.events import ProgressReceived
from bookorbit_desktop.domain.reading.positions import Arrival
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.services.koreader.devices import DeviceService
from bookorbit_desktop.services.koreader.document_names import DocumentNames, NamedPosition
from bookorbit_desktop.services.reading.positions import ProgressRules
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.faults import telling_plainly
from bookorbit_desktop.storage.db.grouped_writes import GroupedWrites
from bookorbit_desktop.storage.koreader.devices import Sender
from bookorbit_desktop.storage.koreader.digests import DigestRepository
from bookorbit_desktop.storage.koreader.document_names import DocumentNameRepository
from bookorbit_desktop.storage.koreader.progress import ProgressRepository
from bookorbit_desktop.storage.koreader.shared_positions import SharedPositions
from bookorbit_desktop.storage.reading.readings import ReadingRepository


class ProgressService:
    """What the kosync server does, without HTTP."""

    def __init__(
        self,
        database: Database,
        pushes: ProgressRepository,
        devices: DeviceService,
        digests: DigestRepository,
        readings: ReadingRepository,
        placing: ProgressRules,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._pushes = pushes
        self._shared = SharedPositions(database)
        self._devices = devices
        self._digests = digests
        self._readings = readings
        self._placing = placing
        self._clock = clock
        self._events = events
        self._names = DocumentNames(DocumentNameRepository(database), digests.book_of)
        self._writes = GroupedWrites(database, self._record)

    async def receive(self, push: Push) -> Position:
        """Store a push for good, with what it means for its book. Nothing slow happens here.

        Returns once it is durable; a push that this answered is never lost. Raises StorageUnavailable.
        """
        return (await self._receive(push, self._clock.now().timestamp()))[0]

    async def receive_identified(self, push: Push) -> tuple[Position, str]:
        """As `receive`, for a push with identifiers: also the type of the one that matched."""
        position, event = await self._receive(push, self._clock.now().timestamp())
        return position, event.push.match

    def take_relayed(self, push: Push, at: float) -> ProgressReceived:
        """Store what the relay brought, with its meaning, `at` seconds since 1970. Runs inside a job of the writer.

        The event is the caller's to emit once the job is durable.
        """
        ((_, event, _),) = self._record([(push, at)])
        return event

    def position(self, document: str) -> Position | None:
        """What a reader is given back: the newest push of a document or of a copy of its text, unchanged.

        Nothing once the person has reset it, until another place comes. Raises StorageUnavailable.
        """
        with telling_plainly():
            return self._shared.position(document)

    def identified_position(self, identifiers: Identifiers) -> NamedPosition | None:
        """As `position`, for a reader that names its document in several ways."""
        with telling_plainly():
            return self._names.find(identifiers, self.position)

    def documents(self) -> list[Document]:
        """Every document that readers sent, newest first."""
        return self._pushes.documents()

    def adopt(self, book_id: int, digests: Iterable[str]) -> bool:
        """Count the positions that came before these digests of a book were known. Runs inside a job of the writer."""
        own = [digest for digest in digests if self._digests.book_of(digest) == book_id]
        positions = [position for digest in own if (position := self._pushes.position(digest))]
        for position in sorted(positions, key=lambda found: found.timestamp):
            self.count(book_id, position)
        return bool(positions)

    def count(self, book_id: int, position: Position) -> None:
        """Let a position that came earlier count for a book, unless it was reset. Runs inside a job of the writer."""
        if self._pushes.is_withheld(position.document):
            return
        device_id, name = self._devices.sender_of(position.document)
        name = name or position.device
        self._apply(book_id, position.percentage, float(position.timestamp), device_id, name)

    def reading_after(self, book_id: int, before: ReadingState, arrivals: Iterable[Arrival]) -> ReadingState:
        """What pushes alone make of a reading, oldest first."""
        state = before
        for arrival in arrivals:
            state = self._placing.receive(book_id, state, arrival)
        return state

    async def _receive(self, push: Push, at: float) -> tuple[Position, ProgressReceived]:
        position, event, sender = await self._writes.add((push, at))
        self._events.emit(event)
        if sender.is_other and push.device_id:
            self._devices.look_at(push.device_id)
        return position, event

    def _record(
        self, received: Sequence[tuple[Push, float]]
    ) -> list[tuple[Position, ProgressReceived, Sender]]:
        pushes = [(self._names.place(push, at), at) for push, at in received]
        senders = self._devices.note(pushes)
        positions = self._pushes.add(pushes, senders)
        events = [
            self._interpret(push, at, sender) for (push, at), sender in zip(pushes, senders, strict=True)
        ]
        return list(zip(positions, events, senders, strict=True))

    def _interpret(self, push: Push, at: float, sender: Sender) -> ProgressReceived:
        book_id = self._digests.book_of(push.document)
        if book_id is None or self._pushes.is_withheld(push.document):
            # Without a book, or a repetition of what the person has reset.
            return ProgressReceived(push, book_id, status_changed=False)
        before, after = self._apply(book_id, push.percentage, at, sender.device, sender.name)
        is_news = after.status != before.status or after.proposes_rereading != before.proposes_rereading
        return ProgressReceived(push, book_id, is_news, after.asks_back and not before.asks_back)

    def _apply(
        self, book_id: int, percentage: float, at: float, device_id: int | None, device: str
    ) -> tuple[ReadingState, ReadingState]:
        before = self._readings.get(book_id)
        after = self._placing.receive(
            book_id, before, Arrival(percentage, device, datetime.fromtimestamp(at, UTC))
        )
        if after == before:
            self._readings.touch(book_id, at, device, device_id)
        else:
            self._readings.put(book_id, before, after, read_at=at, device=device, device_id=device_id)
        return before, after
