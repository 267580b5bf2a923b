"""Takes what the plugin for KOReader sends: at once to the disk, then into the books that it is about (plugin.md).

What nothing here has the digest of waits, as progress does, and is taken once there is such a book.
"""

import asyncio
import logging
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from bookorbit_desktop.devices.plugin_report import (
    count_annotations,
    lasting_part,
    read_book,
    read_books,
    read_client,
    read_views,
    reported_annotation,
    reported_digest,
)
from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message, joined_messages
from bookorbit_desktop.domain.hardcover.log_texts import device_texts
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import (
    BooksChanged,
    DevicesChanged,
    DocumentsChanged,
    Event,
    JobEnded,
    ReadingTimeChanged,
)
from bookorbit_desktop.domain.usb.files import (
    DeviceBook,
    DeviceKind,
    DeviceScan,
    DeviceStatistics,
    FoundDevice,
    PageRows,
    StatisticsBook,
)
from bookorbit_desktop.domain.usb.page_columns import PageColumns
from bookorbit_desktop.domain.usb.plugin import (
    MOST_ANNOTATIONS,
    MOST_BOOKS,
    MOST_VIEWS,
    BookAnswer,
    BookReport,
    BookReportRefused,
    PluginClient,
    PluginVisit,
    ReportState,
    ReportUnreadable,
    ViewsAnswer,
    ViewsReport,
)
from bookorbit_desktop.services.highlights.annotations import AnnotationService, ImportedAnnotations
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.folding import EVERY
from bookorbit_desktop.services.runtime.run_cancel import end_task
from bookorbit_desktop.services.usb.device_import import CertainImport, DeviceImportService
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.settings import SettingsRepository
from bookorbit_desktop.storage.koreader.digests import DigestRepository
from bookorbit_desktop.storage.usb.device_imports import DeviceImportRepository
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from bookorbit_desktop.storage.usb.plugin import KeptReport, PluginRepository

logger = logging.getLogger(__name__)

_INSTANCE: Final = "instance"
_LIVE: Final = 86_400
"""Seconds since a book was opened on the device during which it counts as being read there."""
_UNKNOWN: Final = Message("No book in your library has this digest yet.")
_NOTHING_NEW: Final = Message("Nothing new.")


class PluginReports:
    """Every method blocks; safe from any thread."""

    def __init__(
        self,
        database: Database,
        repository: PluginRepository,
        settings: SettingsRepository,
        digests: DigestRepository,
        imports: DeviceImportRepository,
        views: PageViewRepository,
        device_import: DeviceImportService,
        annotations: AnnotationService,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._repository = repository
        self._settings = settings
        self._digests = digests
        self._imports = imports
        self._views = views
        self._import = device_import
        self._annotations = annotations
        self._clock = clock
        self._events = events
        self._taking = threading.Lock()
        """Two calls about one book would plan with what the other is about to change."""

    def instance(self) -> str:
        """A random text that stays with the library, by which the plugin knows it again. No secret."""
        return self._settings.noted(_INSTANCE) or self._database.write(self._new_instance)

    def visits(self) -> list[PluginVisit]:
        """When each device asked last, the latest first."""
        return self._repository.visits()

    def take_books(self, body: Mapping[str, Any]) -> list[BookAnswer]:
        """Store reported books, and import those that are known. Raises ReportUnreadable, with nothing stored."""
        client, books = read_client(body), read_books(body, MOST_BOOKS)
        if sum(count_annotations(book) for book in books if isinstance(book, dict)) > MOST_ANNOTATIONS:
            raise ReportUnreadable(Message("Send at most {0} highlights at a time.", MOST_ANNOTATIONS))
        self._note(client)
        read = [self._keep(client, book) for book in books]
        digests = [report.digest for report in read if isinstance(report, BookReport)]
        with self._taking:
            marks = {
                report.digest: self._take_annotations(client, report)
                for report in read
                if isinstance(report, BookReport)
            }
            taken = self._take(client, digests)
        return [
            report if isinstance(report, BookAnswer) else _answer(report.digest, taken, marks[report.digest])
            for report in read
        ]

    def take_views(self, body: Mapping[str, Any]) -> ViewsAnswer:
        """Store page views, of known books or not. Raises ReportUnreadable, with nothing stored."""
        client, books = read_client(body), [read_views(book) for book in read_books(body, MOST_VIEWS)]
        if sum(len(book.views) for book in books) > MOST_VIEWS:
            raise ReportUnreadable(Message("Send at most {0} page views at a time.", MOST_VIEWS))
        self._note(client)
        new = sum(self._keep_views(client, book) for book in books if book.views)
        if new:
            self._events.emit(ReadingTimeChanged())
        with self._taking:
            # A day on which a book was begun or finished may stand in them.
            self._take(client, [book.digest for book in books if book.digest and book.views])
        return ViewsAnswer(new, tuple(book for book in books if book.refused))

    def take_waiting(self) -> None:
        """Import what waited for a book that is there now."""
        with self._taking:
            for client, digests in self._repository.waiting().items():
                self._take(client, digests)

    def annotations_for(self, digest: str, client_id: str) -> list[dict[str, Any]]:
        """The highlights of other devices that this one lacks, as items of KOReader's list; of flowing text only."""
        client = next((v.client for v in self._repository.visits() if v.client.id == client_id), None)
        key = f"plugin:{client_id}" if client is None else client.key
        wanted = [
            reported_annotation(kept.annotation)
            for kept in self._annotations.of_digest(digest)
            if not kept.is_removed
            and isinstance(kept.annotation.page, str)
            and not any(carrier.key == key for carrier in kept.carriers)
        ]
        return [item for item in wanted if item is not None]

    def _new_instance(self) -> str:
        if not (known := self._settings.noted(_INSTANCE)):
            known = secrets.token_hex(16)
            self._settings.note(_INSTANCE, known)
        return known

    def _note(self, client: PluginClient) -> None:
        now = self._now()
        self._database.write(lambda: self._repository.put_client(client, now))
        self._events.emit(DevicesChanged())

    def _keep(self, client: PluginClient, book: Any) -> BookReport | BookAnswer:
        """Store a report, or say why not."""
        try:
            report = read_book(book)
            lasting = lasting_part(book)
        except BookReportRefused as error:
            return BookAnswer(reported_digest(book), ReportState.REFUSED, error.message)
        now = self._now()

        def keep() -> bool:
            self._repository.put_report(client.id, report.digest, lasting, now)
            return self._repository.put_document(client, report.digest, report.sidecar, now)

        if self._database.write(keep):
            self._events.emit(DocumentsChanged(frozenset({report.digest})))
        return report

    def _take_annotations(self, client: PluginClient, report: BookReport) -> ImportedAnnotations:
        if not report.sidecar.annotations and not report.removed:
            return ImportedAnnotations()
        book_id = self._digests.book_of(report.digest)
        book = DeviceBook(report.sidecar)
        return self._annotations.import_changes(book, book_id, client.key, report.removed)

    def _keep_views(self, client: PluginClient, book: ViewsReport) -> int:
        now = self._now()

        def keep() -> int:
            correction = self._imports.clock(client.key)
            self._views.entitle(book.views[0].document, book.title, book.authors)
            stored = self._views.add(book.views, client.key, correction, now)
            self._views.claim(book.views, client.key, correction, now)
            return len(stored)

        return self._database.write(keep)

    def _take(self, client: PluginClient, digests: Sequence[str]) -> dict[str, CertainImport]:
        """Import the newest reports of these books, as far as nothing is to be asked."""
        known = self._digests.books_of(digests)
        kept = [report for report in self._repository.reports(client.id, digests) if report.digest in known]
        if not kept:
            return {}
        reports = {report.digest: read_book(report.report) for report in kept}
        scan = self._scan(client, list(reports.values()))
        taken = self._import.take_certain(scan, self._live(client, reports.values()))
        for report in kept:
            if (done := taken.get(report.digest)) is not None and done.book is not None:
                self._settle(client, report)
        return taken

    def _settle(self, client: PluginClient, report: KeptReport) -> None:
        self._database.write(lambda: self._repository.settle(client.id, report.digest, report.version))

    def _scan(self, client: PluginClient, reports: Sequence[BookReport]) -> DeviceScan:
        """The books as if they had been read from the device over USB, with the page views that are its own."""
        device = FoundDevice(DeviceKind.FOLDER, b"", None, version=client.koreader, device_id=client.key)
        statistics: list[StatisticsBook] = []
        rows: dict[int | None, PageColumns] = {}
        for number, report in enumerate(reports, start=1):
            props, pages = report.sidecar.props, report.sidecar.pages or 0
            rows[number] = self._views.of_device(report.digest, client.key)
            authors = "\n".join(props.authors)
            statistics.append(
                StatisticsBook(number, props.title, authors, report.digest, pages, "", "", 0, 0, 0)
            )
        return DeviceScan(
            device,
            tuple(DeviceBook(report.sidecar, (), _opened(report)) for report in reports),
            statistics=DeviceStatistics(b"", 0, tuple(statistics), PageRows(rows)),
        )

    def _live(self, client: PluginClient, reports: Iterable[BookReport]) -> frozenset[str]:
        """The books that are being read on the device, by its own clock."""
        now = client.time if client.time is not None else int(self._now())
        return frozenset(
            report.digest
            for report in reports
            if report.last_opened is not None and abs(now - report.last_opened) <= _LIVE
        )

    def _now(self) -> float:
        return self._clock.now().timestamp()


def _opened(report: BookReport) -> datetime | None:
    return None if report.last_opened is None else datetime.fromtimestamp(report.last_opened, UTC)


def _answer(digest: str, taken: Mapping[str, CertainImport], marks: ImportedAnnotations) -> BookAnswer:
    done = taken.get(digest)
    if done is None or done.book is None:
        return BookAnswer(digest, ReportState.WAITING, _UNKNOWN if done is None else done.reason)
    texts = [*device_texts(done.book.before, done.book.after)]
    if marks.has_news:
        texts.append(Message("%n highlight(s) changed", count=marks.new + marks.changed + marks.gone))
    return BookAnswer(digest, ReportState.TAKEN, joined_messages(texts, ", ") if texts else _NOTHING_NEW)


class PluginWaits:
    """Looks at the start and after every change that may bring a book; started and stopped on the network loop."""

    def __init__(self, take_waiting: Callable[[], None], events: EventBus) -> None:
        """`take_waiting` blocks."""
        self._take_waiting = take_waiting
        self._events = events
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Look now, and from now on."""
        loop = asyncio.get_running_loop()

        def hear(event: Event) -> None:
            if _may_bring_a_book(event):
                loop.call_soon_threadsafe(self._wanted.set)

        self._wanted.set()
        self._unsubscribe = self._events.subscribe(hear, BooksChanged, DocumentsChanged, JobEnded)
        self._task = loop.create_task(self._follow())

    async def stop(self) -> None:
        """Stop; what waits is taken after the next start."""
        self._unsubscribe()
        await end_task(self._task)

    async def _follow(self) -> None:
        while True:
            await self._wanted.wait()
            await asyncio.sleep(EVERY)
            self._wanted.clear()
            try:
                await asyncio.to_thread(self._take_waiting)
            except BookOrbitError as problem:
                logger.warning("What the plugin told could not be imported: %s", problem)
            except Exception:
                logger.exception("What the plugin told could not be imported")


def _may_bring_a_book(event: Event) -> bool:
    if isinstance(event, JobEnded):
        return event.kind in (JobKind.SCAN, JobKind.IDENTITIES)  # whoever began it, and however it ended
    # What a report itself changed names its books, and brings none.
    return not isinstance(event, BooksChanged) or not event.book_ids
