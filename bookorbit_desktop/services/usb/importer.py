"""Imports a book from a device, and undoes that. Everything here runs inside a writer job."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.log_texts import device_texts
from bookorbit_desktop.domain.hardcover.sync_log import Direction
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.domain.usb.clock import ClockCorrection
from bookorbit_desktop.domain.usb.device_import import (
    NEVER_IMPORTED,
    BookMatch,
    BookTick,
    DeviceRecord,
    EarlierImport,
    FieldKind,
    FieldName,
    PlannedBook,
    PlannedChoice,
    usual_tick,
)
from bookorbit_desktop.domain.usb.page_views import by_document
from bookorbit_desktop.domain.usb.plan import BookFiles
from bookorbit_desktop.domain.usb.reading import import_reading
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.library.imported import UNDONE, FilledBook, import_line
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from bookorbit_desktop.storage.koreader.digests import DigestOrigin, DigestRepository, DigestUndo
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository
from bookorbit_desktop.storage.usb.device_imports import DeviceImportRepository, LastReading
from bookorbit_desktop.storage.usb.page_views import PageViewRepository, StoredViews


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceBookImport(FilledBook):
    """A book imported from a device."""

    key: str
    """The book on the device."""
    brought_back: bool = False
    """It had been removed here."""
    read_before: LastReading | None = None
    """The time it was last read before the import; None if unchanged."""
    read_after: LastReading | None = None
    """The same after the import."""
    digests: tuple[DigestUndo, ...] = ()
    """The digests assigned to it, with their earlier states."""
    views: StoredViews = field(default_factory=StoredViews)
    earlier: EarlierImport | None = None
    """What was remembered of the device before."""
    kept: bool = False
    """A note about it, or undated reading time, was stored."""

    @property
    def changed(self) -> bool:
        """Whether anything in it is new."""
        is_new = self.created or self.brought_back or self.kept
        return is_new or bool(self.digests or len(self.views)) or self.before != self.after


@dataclass(frozen=True, slots=True)
class ImportSource:
    """The device that books are imported from."""

    key: str
    """`FoundDevice.key`."""
    correction: ClockCorrection | None
    device_id: str = ""
    """Its KOReader id."""
    read_at: Mapping[str, float | None] = field(default_factory=dict)
    """When each of its books was last read, by key."""
    entries: dict[str, BookId] = field(default_factory=dict)
    """The library books of its books imported so far, by their keys."""


class DeviceImporter:
    """Fills gaps in books, creates entries, and stores identities and page views."""

    def __init__(
        self,
        imports: DeviceImportRepository,
        views: PageViewRepository,
        books: BookRepository,
        digests: DigestRepository,
        readings: ReadingRepository,
        progress: ProgressService,
        log: SyncLogRepository,
        preferences: Preferences,
        clock: Clock,
    ) -> None:
        self._imports = imports
        self._views = views
        self._books = books
        self._digests = digests
        self._readings = readings
        self._progress = progress
        self._log = log
        self._preferences = preferences
        self._clock = clock

    def take(
        self, planned: PlannedBook, tick: BookTick, record: DeviceRecord, source: ImportSource
    ) -> DeviceBookImport | None:
        """Import the selected lines of a book; None if the book is gone since the plan.

        `record` is the plan's, with its days by the current clock correction.
        """
        known = self._imports.earlier_of(source.key, record.key)
        if known is not None:  # another import of this device may have come since the plan
            planned = replace(planned, earlier=known)
        choice = planned.choices[tick.choice]
        field_names = frozenset(line.name for line in choice.fields if line.can_tick) & tick.fields
        book = self._destination(planned, choice, record, source)
        if book is None:
            return None
        book_id, now = book.book_id, self._clock.now().timestamp()
        digests = self._identify(record, book_id, now) if FieldName.DIGEST in field_names else ()
        agreed = frozenset(line.name for line in choice.fields if line.kind is FieldKind.CONFLICT)
        after = self._read(planned, record, book_id, field_names, agreed, source)
        is_followed = field_names or book.created or _is_followed(planned.earlier)
        read_before = self._touch(record, book_id, source) if is_followed else None
        views = (
            self._keep_views(record, book_id, source, now)
            if FieldName.PAGE_VIEWS in field_names
            else StoredViews()
        )
        self._views.claim(record.views, source.key, source.correction, now)
        remembered = _to_remember(planned, choice, record, book_id, field_names)
        if remembered != known:
            self._imports.put_earlier(source.key, remembered, now)
        book_import = replace(
            book,
            after=after,
            read_before=read_before,
            read_after=self._imports.last_reading(book_id),
            digests=digests,
            views=views,
            earlier=known,
            kept=remembered.kept_review != planned.earlier.kept_review
            or remembered.undated_seconds != planned.earlier.undated_seconds,
        )
        if book_import.changed:
            self._note(book_import, device_texts(book_import.before, after, len(digests), len(views)))
        return book_import

    def leave_out(self, planned: PlannedBook, source: ImportSource) -> EarlierImport | None:
        """Remember that the person does not want a book, or what is new in one imported before.

        Returns what was remembered before.
        """
        before, usual = planned.earlier, usual_tick(planned).fields
        remembered = EarlierImport(planned.key, None)
        if before != NEVER_IMPORTED:
            remembered = replace(before, key=planned.key, declined=before.declined | usual)
        known = self._imports.earlier_of(source.key, planned.key)
        self._imports.put_earlier(source.key, remembered, self._clock.now().timestamp())
        return known

    def remember(self, key: str, earlier: EarlierImport | None, device: str) -> None:
        """Restore what was stored about a device's book; None if there was nothing."""
        if earlier is None:
            self._imports.forget_earlier(device, key)
        else:
            self._imports.put_earlier(device, earlier, self._clock.now().timestamp())

    def undo(self, book_import: DeviceBookImport, device: str) -> bool:
        """Undo `take`. False, without any change, if the reading changed since."""
        now = self._clock.now()
        state = self._readings.get(book_import.book_id)
        if state != book_import.after:
            return False
        if book_import.before != book_import.after:
            self._readings.put_back(book_import.book_id, book_import.before)
        # A push of the same position says nothing new of the reading, but when it was read last.
        if (
            book_import.read_before is not None
            and self._imports.last_reading(book_import.book_id) == book_import.read_after
        ):
            known = book_import.read_before
            self._readings.touch(book_import.book_id, known.at, known.device, known.device_id)
        for digests in book_import.digests:
            self._digests.restore(digests)
        self._views.take_back(book_import.views)
        self.remember(book_import.key, book_import.earlier, device)
        if book_import.created:
            self._books.take_out_entries([book_import.book_id], now.timestamp())
        elif book_import.brought_back:
            self._books.set_removed([book_import.book_id], now.timestamp())
        if book_import.changed:
            self._note(book_import, UNDONE)
        return True

    def _identify(self, record: DeviceRecord, book_id: BookId, now: float) -> tuple[DigestUndo, ...]:
        """Assign digests that belong to no other book, and apply positions received for them."""
        new = []
        for digest in record.digests:
            if not self._digests.origins(digest) and book_id not in self._digests.unlinked(digest):
                before = self._digests.state(digest)
                self._digests.add(digest, book_id, DigestOrigin.DEVICE, now)
                new.append(DigestUndo(before, self._digests.state(digest)))
        self._progress.adopt(book_id, [digest.digest for digest in new])
        return tuple(new)

    def _destination(
        self, planned: PlannedBook, choice: PlannedChoice, record: DeviceRecord, source: ImportSource
    ) -> DeviceBookImport | None:
        """The library book for a device's book, with its current reading."""
        now = self._clock.now().timestamp()
        book_id = choice.book_id if choice.book_id is not None else source.entries.get(choice.like)
        if book_id is None:
            from bookorbit_desktop.formats.markup import plain_text  # lxml would delay the window

            about = replace(record.metadata, description=plain_text(record.metadata.description))
            return self._begun(self._books.create_entry(about, now), choice, record, created=True)
        if self._books.is_listed(book_id):
            return self._begun(book_id, choice, record)
        # What was removed when it was planned comes back by a tick; what was removed since stays so.
        was_removed = planned.match in (BookMatch.REMOVED, BookMatch.OTHER_TITLE)
        if not was_removed or not self._books.exists(book_id):
            return None
        self._books.set_removed([book_id], None)
        return self._begun(book_id, choice, record, brought_back=True)

    def _begun(
        self,
        book_id: BookId,
        choice: PlannedChoice,
        record: DeviceRecord,
        *,
        created: bool = False,
        brought_back: bool = False,
    ) -> DeviceBookImport:
        now = self._readings.get(book_id)
        return DeviceBookImport(
            book_id, choice.title, now, now, created, key=record.key, brought_back=brought_back
        )

    def _read(
        self,
        planned: PlannedBook,
        record: DeviceRecord,
        book_id: BookId,
        field_names: frozenset[FieldName],
        agreed: frozenset[FieldName],
        source: ImportSource,
    ) -> ReadingState:
        """Import the wanted lines of the reading; returns the reading afterwards."""
        before, known = self._readings.get(book_id), self._imports.last_reading(book_id)
        files = BookFiles(self._imports.earlier_of_book(book_id), source.read_at)
        after = import_reading(
            before,
            record.device_reading,
            planned.earlier,
            field_names,
            self._clock.today(),
            self._preferences.current.finished_at,
            files.others_of(book_id, record.key, known.at if known else None),
            agreed,
        )
        return before if after == before else self._readings.put(book_id, before, after)

    def _touch(self, record: DeviceRecord, book_id: BookId, source: ImportSource) -> LastReading | None:
        """Store a later reading time. Returns the earlier one, or None if nothing changed."""
        known, read_at = (
            self._imports.last_reading(book_id),
            _moment_read(record, self._clock.now().timestamp()),
        )
        if read_at is None or (known is not None and known.at is not None and known.at >= read_at):
            return None
        if known is None:  # nothing is known of its reading, so that there is no row to note it in
            blank = self._readings.get(book_id)
            self._readings.put(book_id, blank, blank)
            known = LastReading(None, "", None)
        self._readings.touch(book_id, read_at, *self._imports.reader_of(source.device_id))
        return known

    def _keep_views(
        self, record: DeviceRecord, book_id: BookId, source: ImportSource, now: float
    ) -> StoredViews:
        stored = StoredViews()
        for views in by_document(record.views):
            owner = book_id if self._digests.book_of(views.document) != book_id else None
            stored += self._views.add(views, source.key, source.correction, now, owner)
        return stored

    def _note(self, book_import: DeviceBookImport, changes: tuple[Message, ...]) -> None:
        line = import_line(self._clock.now(), Direction.FROM_DEVICE, book_import, changes)
        self._log.add([line])


def _is_followed(earlier: EarlierImport) -> bool:
    """Whether further reading is stored without other news: not for what the person left out."""
    return earlier.book_id is not None and not earlier.declined


def _moment_read(record: DeviceRecord, now: float) -> float | None:
    """When the book was last read; None for a day in the future, which a wrong clock wrote."""
    at = record.device_reading.read_at
    return None if record.last_read is None or at is None or at > now else float(at)


def _to_remember(
    planned: PlannedBook,
    choice: PlannedChoice,
    record: DeviceRecord,
    book_id: BookId,
    field_names: frozenset[FieldName],
) -> EarlierImport:
    """What to store about the device, so that nothing imported or skipped counts as new next time."""
    earlier, device_reading = planned.earlier, record.device_reading
    usual = usual_tick(planned, planned.choices.index(choice)).fields
    # A digest that stayed with another book is not news once that book has not taken it.
    stays = frozenset(
        line.name
        for line in choice.fields
        if line.name is FieldName.DIGEST and line.kind is FieldKind.DIFFERS
    )
    left = (usual | earlier.declined | stays) - field_names
    undated = FieldName.PAGE_VIEWS in field_names and not record.views
    return EarlierImport(
        key=record.key,
        book_id=book_id,
        status=device_reading.status,
        rating=device_reading.rating,
        started=device_reading.started,
        finished=device_reading.finished,
        percentage=device_reading.percentage,
        review=record.review,
        kept_review=record.review if FieldName.NOTE in field_names else earlier.kept_review,
        undated_seconds=record.undated_seconds if undated else earlier.undated_seconds,
        declined=left,
        read_at=None if device_reading.read_at is None else float(device_reading.read_at),
    )
