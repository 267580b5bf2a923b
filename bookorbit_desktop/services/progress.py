"""Receiving progress from readers, and giving it back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bookorbit_desktop.domain.errors import NotFound
from bookorbit_desktop.domain.events import BooksChanged, ProgressReceived, ReadingEdited
from bookorbit_desktop.domain.progress import Device, Document, Position, Push
from bookorbit_desktop.domain.reading import ReadingState, notice_session, receive_percentage
from bookorbit_desktop.services.clock import Clock, local_day
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.services.preferences import Preferences
from bookorbit_desktop.storage.database import Database
from bookorbit_desktop.storage.digests import DigestOrigin, DigestRepository
from bookorbit_desktop.storage.grouped_writes import GroupedWrites
from bookorbit_desktop.storage.progress import ProgressRepository
from bookorbit_desktop.storage.readings import ReadingRepository
from bookorbit_desktop.storage.shared_positions import SharedPositions


@dataclass(frozen=True, slots=True)
class LinkUndo:
    """How things stood before a document was linked."""

    digest: str
    book_id: int
    origins: Mapping[int, DigestOrigin]
    reading: ReadingState


class ProgressService:
    """What the kosync server does, without HTTP."""

    def __init__(
        self,
        database: Database,
        pushes: ProgressRepository,
        digests: DigestRepository,
        readings: ReadingRepository,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._pushes = pushes
        self._shared = SharedPositions(database)
        self._digests = digests
        self._readings = readings
        self._preferences = preferences
        self._clock = clock
        self._events = events
        self._writes = GroupedWrites(database, self._record)

    async def receive(self, push: Push) -> Position:
        """Store a push for good, with what it means for its book. Nothing slow happens here.

        Returns once it is durable; a push that this answered is never lost.
        """
        now = self._clock.now().timestamp()
        position, event = await self._writes.add((push, now))
        self._events.emit(event)
        return position

    def position(self, document: str) -> Position | None:
        """What a reader is given back: the newest push of a document or of a copy of its text, unchanged."""
        return self._shared.position(document)

    def documents(self) -> list[Document]:
        """Every document that readers sent, newest first."""
        return self._pushes.documents()

    def devices(self) -> list[Device]:
        """Every reader that pushed, the one seen last first."""
        return self._pushes.devices()

    def link(self, digest: str, book_id: int) -> LinkUndo:
        """Let a document mean a book; the newest position that came before counts.

        Raises NotFound for a document that no reader sent. The book must exist.
        """
        now = self._clock.now().timestamp()
        undo = self._database.write(lambda: self._link(digest, book_id, now))
        self._tell(book_id)
        return undo

    def undo_link(self, undo: LinkUndo) -> None:
        """Take a link back, with what its position made of the book."""
        self._database.write(lambda: self._unlink(undo))
        self._tell(undo.book_id)

    def adopt(self, book_id: int, digests: Iterable[str]) -> bool:
        """Count the positions that came before these digests of a book were known. Runs inside a job of the writer."""
        own = [digest for digest in digests if self._digests.book_of(digest) == book_id]
        positions = [position for digest in own if (position := self._pushes.position(digest))]
        for position in sorted(positions, key=lambda found: found.timestamp):
            self._apply(book_id, position.percentage, float(position.timestamp), position.device)
        return bool(positions)

    def _record(self, pushes: Sequence[tuple[Push, float]]) -> list[tuple[Position, ProgressReceived]]:
        positions = self._pushes.add(pushes)
        events = [self._interpret(push, at) for push, at in pushes]
        return list(zip(positions, events, strict=True))

    def _interpret(self, push: Push, at: float) -> ProgressReceived:
        book_id = self._digests.book_of(push.document)
        changed = book_id is not None and self._apply(book_id, push.percentage, at, push.device)
        return ProgressReceived(push, book_id, changed)

    def _apply(self, book_id: int, percentage: float, at: float, device: str) -> bool:
        before = self._readings.get(book_id)
        settings = self._preferences.current
        moment = datetime.fromtimestamp(at, UTC)
        noticed = notice_session(before, percentage, moment)
        after = receive_percentage(noticed, percentage, local_day(moment), settings.finished_at)
        if after == before:
            self._readings.touch(book_id, at, device)
        else:
            self._readings.put(book_id, before, after, read_at=at, device=device)
        return after.status != before.status or after.proposes_rereading != before.proposes_rereading

    def _tell(self, book_id: int) -> None:
        self._events.emit(ReadingEdited(frozenset({book_id})))
        self._events.emit(BooksChanged(frozenset({book_id})))

    def _link(self, digest: str, book_id: int, now: float) -> LinkUndo:
        position = self._pushes.position(digest)
        if position is None:
            raise NotFound(f"No reader has sent the document {digest}. “export” lists those that came.")
        undo = LinkUndo(digest, book_id, self._digests.origins(digest), self._readings.get(book_id))
        self._digests.link(digest, book_id, now)
        self._apply(book_id, position.percentage, float(position.timestamp), position.device)
        return undo

    def _unlink(self, undo: LinkUndo) -> None:
        self._digests.restore(undo.digest, undo.origins)
        self._readings.put(undo.book_id, self._readings.get(undo.book_id), undo.reading)
