"""Imports from a device: first a plan, then the selected lines, book by book. Never changes the device."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Final, TypeVar

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.backups import BackupReason
from bookorbit_desktop.domain.overview.events import (
    BooksChanged,
    DeviceImportProgressed,
    DocumentsChanged,
    ReadingReported,
)
from bookorbit_desktop.domain.usb.clock import MOST_PUSHES, ClockCorrection, propose_correction
from bookorbit_desktop.domain.usb.device_import import (
    BookMatch,
    DeviceImportPlan,
    DeviceRecord,
    EarlierImport,
    FieldName,
    ImportTicks,
    PlannedBook,
    tick_without_review,
)
from bookorbit_desktop.domain.usb.fields import AnnotationNews
from bookorbit_desktop.domain.usb.files import DeviceBook, DeviceScan, FoundDevice
from bookorbit_desktop.domain.usb.page_views import DayOf
from bookorbit_desktop.domain.usb.plan import LocalLibrary, Step, choose_book, hints_about, plan_books
from bookorbit_desktop.domain.usb.records import Shift, by_other_clock, gather, newest_first, unplaced_views
from bookorbit_desktop.services.highlights.annotations import (
    AnnotationService,
    ImportedAnnotations,
    shared_digests,
)
from bookorbit_desktop.services.library.imported import ImportResult
from bookorbit_desktop.services.runtime.clock import Clock, local_day
from bookorbit_desktop.services.runtime.event_bus import EventBus, job
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from bookorbit_desktop.services.runtime.undo import Undone
from bookorbit_desktop.services.usb.importer import DeviceBookImport, DeviceImporter, ImportSource
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.grouped_writes import one_alone
from bookorbit_desktop.storage.reading.readings import ReadingRepository
from bookorbit_desktop.storage.usb.device_imports import DeviceImportRepository
from bookorbit_desktop.storage.usb.page_views import PageViewRepository, StoredViews

BATCH: Final = 16
"""Books per transaction, so that a push does not wait."""
_UNLINKED: Final = Message("It's no longer linked to a book.")
MOST_VIEWS: Final = 4000
"""Page views per transaction, for the same reason; a book with more gets one of its own."""


@dataclass(frozen=True, slots=True)
class ClockChange:
    """The correction of a device's clock before and after an import."""

    before: ClockCorrection | None
    after: ClockCorrection


@dataclass(frozen=True, slots=True)
class DeviceImportResult(ImportResult[DeviceBookImport]):
    """The result of an import from a device."""

    device: str = ""
    """`FoundDevice.key`."""
    left_out: Mapping[str, EarlierImport | None] = field(default_factory=dict)
    """Books with news that the person left out, by key, with what was remembered of them before."""
    gone: tuple[str, ...] = ()
    """Titles of books removed here since the plan, which were skipped."""
    annotations: ImportedAnnotations = field(default_factory=ImportedAnnotations)
    clock: ClockChange | None = None
    is_complete: bool = True
    """False if it was cancelled: what was done is kept, and another import continues."""
    unplaced: StoredViews = field(default_factory=StoredViews)
    """Stored views of books that the device no longer knows."""

    @property
    def changed(self) -> tuple[DeviceBookImport, ...]:
        """The books with anything new."""
        return tuple(book for book in self.books if book.changed)

    @property
    def page_views(self) -> int:
        """How many page views are new or longer than before."""
        return sum(len(book.views) for book in self.books)

    @property
    def digests(self) -> int:
        """How many digests became identities."""
        return sum(len(book.digests) for book in self.books)


@dataclass(frozen=True, slots=True)
class CertainImport:
    """A book imported without a review, or why it was not."""

    reason: Message
    """One sentence."""
    book: DeviceBookImport | None = None


class DeviceImportService:
    """Plans imports and carries them out. Sends nothing: changes wait for the next sync. Blocks."""

    def __init__(
        self,
        database: Database,
        imports: DeviceImportRepository,
        views: PageViewRepository,
        readings: ReadingRepository,
        importer: DeviceImporter,
        annotations: AnnotationService,
        preferences: Preferences,
        refresh: Callable[[Iterable[BookId]], None],
        clock: Clock,
        events: EventBus,
        back_up_before: Callable[[BackupReason], object],
    ) -> None:
        """`refresh` updates the Hardcover states of books without waiting."""
        self._database = database
        self._imports = imports
        self._views = views
        self._readings = readings
        self._importer = importer
        self._annotations = annotations
        self._preferences = preferences
        self._refresh = refresh
        self._clock = clock
        self._events = events
        self._back_up_before = back_up_before
        self._cancels: list[RunCancel] = []
        self._by_job: dict[int, RunCancel] = {}

    def plan(self, scan: DeviceScan, step: Step = lambda done, total: None) -> DeviceImportPlan:
        """Plan an import, book by book. Changes nothing.

        `step` is called with the number of books compared and the total; it may raise to stop.
        """
        key = scan.device.key
        corrected = self._imports.clock(key)
        records = gather(scan, self._day_of(corrected), self._shift(corrected), self._now())
        books = plan_books(
            records,
            self._library(records, key),
            self._readings.get,
            self._clock.today(),
            self._preferences.current.finished_at,
            step,
        )
        proposed = None if corrected else self._propose(scan, records)
        return DeviceImportPlan(
            scan.device,
            books,
            proposed,
            hints_about(scan, self._now(), corrected),
            corrected,
            unplaced_views(scan),
        )

    def forget_correction(self, device: FoundDevice) -> None:
        """Remove a clock correction, so that the device's own times are used again."""
        self._database.write(lambda: self._put_clock(device.key, None))

    def choose(self, plan: DeviceImportPlan, key: str, book_id: BookId) -> DeviceImportPlan:
        """The plan with the person's library book for a device's book.

        Raises NotFound if there is no such book here.
        """

        def chosen(book: PlannedBook) -> PlannedBook:
            library = self._library([book.record], plan.device.key)
            finished_at = self._preferences.current.finished_at
            return choose_book(book, book_id, library, self._readings.get, self._clock.today(), finished_at)

        return replace(plan, books=tuple(chosen(book) if book.key == key else book for book in plan.books))

    def carry_out(
        self,
        plan: DeviceImportPlan,
        ticks: ImportTicks,
        step: Step = lambda done, total: None,
        cancel: RunCancel | None = None,
    ) -> DeviceImportResult:
        """Import the selected lines. If a book changed since the plan, only its gaps are filled.

        `step` is called with the number of books done and the total. `cancel` stops it between books, keeping
        what was done.
        """
        cancel = cancel or RunCancel()
        key = plan.device.key
        with self.running(cancel), self._as_job(cancel):
            self._back_up_before(BackupReason.BEFORE_IMPORT)
            clock = self._correct_clock(plan, ticks)
            correction = clock.after if clock else self._imports.clock(key)
            wanted = _in_reading_order(
                book for book in plan.books if book.key in ticks.books and book.can_tick
            )
            run = _Run(self._source(plan, correction), self._corrected_by(correction) if clock else None)
            try:
                for part in _parts(wanted):
                    if cancel.is_set:
                        break
                    step(run.done, len(wanted))
                    self._events.emit(DeviceImportProgressed(run.done, len(wanted)))
                    self._database.write(partial(self._take_part, part, ticks, run))
                self._events.emit(DeviceImportProgressed(run.done, len(wanted)))
                is_complete = run.done == len(wanted)
                left_out = self._leave_out(plan, ticks, run) if is_complete else {}
                unplaced = self._keep_unplaced(plan, correction) if is_complete else StoredViews()
                annotations = self._take_annotations(plan, ticks, run)
            finally:
                self._tell(run.books)
        return DeviceImportResult(
            tuple(run.books), key, left_out, tuple(run.gone), annotations, clock, is_complete, unplaced
        )

    def take_certain(self, scan: DeviceScan, live: Container[str] = ()) -> dict[str, CertainImport]:
        """Import what leaves nothing to ask, as no person looks at it first. One job for each book; by digest.

        `live` are the digests of books that are read on the device now: these go to Hardcover soon.
        """
        plan = self.plan(scan)
        source = self._source(plan, plan.corrected)
        done = [(book.record.digests, self._take_certain(book, source, live)) for book in plan.books]
        self._tell([taken.book for _, taken in done if taken.book is not None])
        reported = frozenset(
            taken.book.book_id
            for digests, taken in done
            if taken.book is not None and taken.book.before != taken.book.after and digests[0] in live
        )
        if reported:
            self._events.emit(ReadingReported(reported))
        return {digest: taken for digests, taken in done for digest in digests}

    def _take_certain(
        self, planned: PlannedBook, source: ImportSource, live: Container[str]
    ) -> CertainImport:
        if planned.match is not BookMatch.KNOWN or not planned.ticked:
            return CertainImport(planned.reason)
        digests = planned.record.digests
        tick = tick_without_review(planned, self._clock.today() if digests[0] in live else None)

        def take() -> DeviceBookImport | None:
            """Import it, unless the person has unlinked it since the plan."""
            is_known = planned.choices[0].book_id in self._imports.meanings(digests[:1])[digests[0]]
            if not is_known and planned.earlier.book_id is None:
                return None
            return self._importer.take(planned, tick, planned.record, source)

        book_import = self._database.write(take)
        return CertainImport(planned.reason, book_import) if book_import else CertainImport(_UNLINKED)

    def cancel(self) -> None:
        """Cancel running imports. What was imported stays. Thread-safe."""
        for cancel in tuple(self._cancels):
            cancel.set()

    def cancel_job(self, job_id: int) -> None:
        """Cancel an import by its job number, if it is still running. Thread-safe."""
        if (cancel := self._by_job.get(job_id)) is not None:
            cancel.set()

    @contextmanager
    def _as_job(self, cancel: RunCancel) -> Iterator[None]:
        with job(self._events, JobKind.DEVICE_IMPORT) as number:
            self._by_job[number] = cancel
            try:
                yield
            finally:
                del self._by_job[number]

    @contextmanager
    def running(self, cancel: RunCancel) -> Iterator[None]:
        """Let `cancel()` stop the work in the block, including reading and planning before an import."""
        self._cancels.append(cancel)
        try:
            yield
        finally:
            self._cancels.remove(cancel)

    def undo(self, done: DeviceImportResult) -> Undone:
        """Restore books to their state before an import, except those with newer reading changes.

        Highlights and notes are kept: they are removed on their own page.
        """
        undone: list[DeviceBookImport] = []
        for part in _parts(list(reversed(done.books))):
            undone += self._database.write(partial(self._put_back, part, done.device))
        self._database.write(lambda: self._forget(done))
        self._tell(undone)
        kept = tuple(book.title for book in done.books if book.changed and book not in undone)
        return Undone(sum(book.changed for book in undone), kept)

    def _day_of(self, correction: ClockCorrection | None) -> DayOf:
        """The calendar date of a time by the device's clock."""
        now = self._clock.now().timestamp()

        def day_of(start: int) -> date:
            shift = correction.shift_of(start, now) if correction else 0
            return local_day(datetime.fromtimestamp(start + shift, UTC))

        return day_of

    def _shift(self, correction: ClockCorrection | None) -> Shift:
        """The correction to add to times of a device's clock."""
        now = self._clock.now().timestamp()
        return lambda start: correction.shift_of(start, now) if correction else 0

    def _corrected_by(self, correction: ClockCorrection | None) -> Callable[[DeviceRecord], DeviceRecord]:
        """Records with their times by the current clock correction."""
        day_of, shift = self._day_of(correction), self._shift(correction)
        return lambda record: by_other_clock(record, day_of, shift, self._now())

    def _now(self) -> float:
        return self._clock.now().timestamp()

    def _source(self, plan: DeviceImportPlan, correction: ClockCorrection | None) -> ImportSource:
        read_at = {book.key: book.record.device_reading.read_at for book in plan.books}
        return ImportSource(plan.device.key, correction, plan.device.device_id, read_at)

    def _library(self, records: Sequence[DeviceRecord], key: str) -> LocalLibrary:
        digests = {digest for record in records for digest in record.digests}
        return LocalLibrary(
            books=self._imports.books(),
            meanings=self._imports.meanings(digests),
            unlinked=self._imports.unlinked(),
            earlier=self._imports.earlier(key),
            new_views=self._views.count_new,
            highlights=partial(self._annotation_news, key, shared_digests(_books_in(records))),
        )

    def _annotation_news(self, key: str, shared: frozenset[str], record: DeviceRecord) -> AnnotationNews:
        if record.book is None:
            return AnnotationNews()
        found = self._annotations.preview([(record.book, None)], key, shared)
        return AnnotationNews(found.new + found.changed, found.gone)

    def _propose(self, scan: DeviceScan, records: Sequence[DeviceRecord]) -> ClockCorrection | None:
        if not scan.device.device_id:
            return None
        pushes = self._imports.pushes(scan.device.device_id, MOST_PUSHES)
        if not pushes:
            return None
        return propose_correction((view for record in records for view in record.views), pushes)

    def _correct_clock(self, plan: DeviceImportPlan, ticks: ImportTicks) -> ClockChange | None:
        if not ticks.clock or plan.clock is None:
            return None
        key, after = plan.device.key, plan.clock

        def store() -> ClockChange:
            before = self._imports.clock(key)
            self._put_clock(key, after)
            return ClockChange(before, after)

        return self._database.write(store)

    def _put_clock(self, key: str, correction: ClockCorrection | None) -> None:
        now = self._clock.now().timestamp()
        self._imports.put_clock(key, correction, now)
        self._views.shift(key, correction, now)

    def _take_part(self, part: Sequence[PlannedBook], ticks: ImportTicks, run: "_Run") -> None:
        for planned in part:
            record = run.corrected_by(planned.record) if run.corrected_by else planned.record
            take = partial(self._importer.take, planned, ticks.books[planned.key], record, run.source)
            book_import = one_alone(self._database, planned.title, take)
            run.done += 1
            if book_import is None:
                run.gone.append(planned.title)
                continue
            run.books.append(book_import)
            run.source.entries[planned.key] = book_import.book_id

    def _leave_out(
        self, plan: DeviceImportPlan, ticks: ImportTicks, run: "_Run"
    ) -> dict[str, EarlierImport | None]:
        """Store which books the person deselected, so that they aren't offered as new again."""
        left = [book for book in plan.books if book.has_news and book.key not in ticks.books]
        if not left:
            return {}
        return self._database.write(
            lambda: {book.key: self._importer.leave_out(book, run.source) for book in left}
        )

    def _keep_unplaced(self, plan: DeviceImportPlan, correction: ClockCorrection | None) -> StoredViews:
        now = self._clock.now().timestamp()
        add = partial(self._views.add, plan.unplaced, plan.device.key, correction, now)
        return self._database.write(add) if plan.unplaced else StoredViews()

    def _take_annotations(
        self, plan: DeviceImportPlan, ticks: ImportTicks, run: "_Run"
    ) -> ImportedAnnotations:
        ids = {book.key: book.book_id for book in run.books}
        wanted = [
            (book.record.book, ids[book.key])
            for book in plan.books
            if book.record.book is not None
            and book.key in ids
            and FieldName.HIGHLIGHTS in ticks.books[book.key].fields
        ]
        known = _books_in(book.record for book in plan.books)
        shared = shared_digests(known)
        taken = (
            self._annotations.import_books(wanted, plan.device.key, shared)
            if wanted
            else ImportedAnnotations()
        )
        return taken + self._annotations.note_presence(known, plan.device.key)

    def _put_back(self, part: Sequence[DeviceBookImport], device: str) -> list[DeviceBookImport]:
        return [book for book in part if self._importer.undo(book, device)]

    def _forget(self, done: DeviceImportResult) -> None:
        for key, earlier in done.left_out.items():
            self._importer.remember(key, earlier, done.device)
        self._views.take_back(done.unplaced)
        # A correction that the person chose or forgot since stays as it is.
        if done.clock is not None and self._imports.clock(done.device) == done.clock.after:
            self._put_clock(done.device, done.clock.before)

    def _tell(self, books: Sequence[DeviceBookImport]) -> None:
        changed = [book for book in books if book.changed]
        digests = frozenset(state.digest for book in changed for state in book.digests)
        if digests:
            self._events.emit(DocumentsChanged(digests))
        if changed:
            ids = frozenset(book.book_id for book in changed)
            # Not ReadingEdited: that would send hundreds of old books at once. They are pending from now on.
            self._refresh(ids)
            self._events.emit(BooksChanged(ids))


class _Run:
    """The progress of an import."""

    def __init__(
        self, source: ImportSource, corrected_by: Callable[[DeviceRecord], DeviceRecord] | None
    ) -> None:
        """`corrected_by` is set if the plan's days were calculated with another clock correction."""
        self.source = source
        self.corrected_by = corrected_by
        self.books: list[DeviceBookImport] = []
        self.gone: list[str] = []
        self.done = 0


def _books_in(records: Iterable[DeviceRecord]) -> list[DeviceBook]:
    return [record.book for record in records if record.book is not None]


def _in_reading_order(books: Iterable[PlannedBook]) -> list[PlannedBook]:
    """Sort by reading, most recent first: of several files of a book, that one counts."""
    by_key = {book.key: book for book in books}
    return [by_key[record.key] for record in newest_first(book.record for book in by_key.values())]


_Book = TypeVar("_Book", PlannedBook, DeviceBookImport)


def _parts(books: Sequence[_Book]) -> Iterator[list[_Book]]:
    """The books in groups of one transaction each."""
    part: list[_Book] = []
    views = 0
    for book in books:
        own = len(book.record.views if isinstance(book, PlannedBook) else book.views)
        if part and (len(part) == BATCH or views + own > MOST_VIEWS):
            yield part
            part, views = [], 0
        part.append(book)
        views += own
    if part:
        yield part
