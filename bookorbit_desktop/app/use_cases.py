"""Builds the use cases on their foundation."""

import os
from dataclasses import dataclass

from bookorbit_desktop.app.core import Core
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.files.metadata_files import MetadataFileService, MetadataWriter
from bookorbit_desktop.services.files.moves import FileMoves
from bookorbit_desktop.services.files.organise import OrganiseService
from bookorbit_desktop.services.files.removal import RemovalService
from bookorbit_desktop.services.files.runs import FileRuns
from bookorbit_desktop.services.hardcover.candidates import CandidateService
from bookorbit_desktop.services.hardcover.entry_edits import EntryEditService
from bookorbit_desktop.services.hardcover.entry_removal import EntryRemoval
from bookorbit_desktop.services.hardcover.explain import ExplainService
from bookorbit_desktop.services.hardcover.matches import MatchService
from bookorbit_desktop.services.hardcover.pause import HardcoverPause
from bookorbit_desktop.services.hardcover.shelf_import import ShelfImportService
from bookorbit_desktop.services.hardcover.sync import SyncService
from bookorbit_desktop.services.hardcover.sync_log import SyncLogService
from bookorbit_desktop.services.hardcover.undo import UndoService
from bookorbit_desktop.services.hardcover.wish_pull import WishPull
from bookorbit_desktop.services.hardcover.write_journal import WriteJournal
from bookorbit_desktop.services.highlights.annotations import AnnotationService
from bookorbit_desktop.services.highlights.carry import AnnotationCarryService
from bookorbit_desktop.services.highlights.export import AnnotationExportService
from bookorbit_desktop.services.imports.list_import import ListImportService
from bookorbit_desktop.services.koreader.documents import DocumentService
from bookorbit_desktop.services.koreader.file_proof import FileProofService
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts
from bookorbit_desktop.services.koreader.pairing import PairingService
from bookorbit_desktop.services.library.calibre import CalibreService
from bookorbit_desktop.services.library.cover_choice import CoverChoiceService
from bookorbit_desktop.services.library.covers import CoverStore
from bookorbit_desktop.services.library.folder_watch import FolderWatch
from bookorbit_desktop.services.library.identities import IdentityService
from bookorbit_desktop.services.library.inbox import InboxService
from bookorbit_desktop.services.library.library import LibraryService
from bookorbit_desktop.services.library.merging import MergeService
from bookorbit_desktop.services.library.metadata import MetadataService
from bookorbit_desktop.services.library.review_gate import ReviewGate
from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue
from bookorbit_desktop.services.overview.activity import ActivityService
from bookorbit_desktop.services.overview.book_view import BookViewService
from bookorbit_desktop.services.overview.dashboard import DashboardService
from bookorbit_desktop.services.overview.diagnostics import DiagnosticsService
from bookorbit_desktop.services.overview.export import ExportService
from bookorbit_desktop.services.overview.notifications import NotificationService
from bookorbit_desktop.services.reading.edits import ReadingEdits
from bookorbit_desktop.services.reading.positions import PositionService
from bookorbit_desktop.services.reading.reading import ReadingService
from bookorbit_desktop.services.relay.exchange import RelayExchange, RelayStore
from bookorbit_desktop.services.relay.relay import RelayService
from bookorbit_desktop.services.review.metadata_sources import FileSource, HardcoverSource
from bookorbit_desktop.services.review.online_metadata import OnlineMetadataService
from bookorbit_desktop.services.review.review import ReviewService
from bookorbit_desktop.services.runtime.window_memory import WindowMemory
from bookorbit_desktop.services.usb.device_import import DeviceImportService
from bookorbit_desktop.services.usb.importer import DeviceImporter
from bookorbit_desktop.services.usb.scan import DeviceScanService
from bookorbit_desktop.services.usb.setup import DeviceSetupService
from bookorbit_desktop.storage.files.runs import FileRunRepository
from bookorbit_desktop.storage.hardcover.candidates import CandidateList
from bookorbit_desktop.storage.hardcover.journal import JournalRepository
from bookorbit_desktop.storage.hardcover.pulled_wishes import PulledWishRepository
from bookorbit_desktop.storage.highlights.annotations import AnnotationRepository
from bookorbit_desktop.storage.highlights.queries import AnnotationQueries
from bookorbit_desktop.storage.koreader.devices import DeviceRepository
from bookorbit_desktop.storage.koreader.documents import DocumentRepository
from bookorbit_desktop.storage.library.calibre import CalibreRepository
from bookorbit_desktop.storage.library.feed_books import FeedBooks
from bookorbit_desktop.storage.library.identities import IdentityRepository
from bookorbit_desktop.storage.library.inbox import InboxQueries
from bookorbit_desktop.storage.library.quick_find import QuickFind
from bookorbit_desktop.storage.library.reviews import ReviewRepository
from bookorbit_desktop.storage.library.series import SeriesQueries
from bookorbit_desktop.storage.overview.activity import ActivityQueries
from bookorbit_desktop.storage.overview.dashboard import DashboardQueries
from bookorbit_desktop.storage.reading.book_history import BookHistory
from bookorbit_desktop.storage.relay.relay import RelayRepository
from bookorbit_desktop.storage.usb.device_imports import DeviceImportRepository
from bookorbit_desktop.storage.usb.device_visits import DeviceVisitRepository
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from bookorbit_desktop.system.autostart import Autostart

RELAY_VARIABLE = "BOOKORBIT_RELAY_PASSWORD"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The library, and what comes into it."""

    covers: CoverStore
    calibre: CalibreService
    library: LibraryService
    metadata: MetadataService
    inbox: InboxService
    reviews: ReviewRepository


def build_services(on: Core, autostart: Autostart) -> Services:
    """A table: each use case with what it stands on."""
    shelf = _shelf(on)
    database, clock, events, preferences = on.database, on.clock, on.events, on.preferences
    documents, relay, file_runs = _documents(on), _relay(on), _file_runs(on, shelf)
    pairing = PairingService(on.login, on.paired, preferences, clock, events)
    annotations, edits = _annotations(on), ReadingEdits(database, on.readings)
    journal = WriteJournal(database, JournalRepository(database))
    return Services(
        data_dir=on.data_dir,
        database=database,
        events=events,
        clock=clock,
        preferences=preferences,
        pause=HardcoverPause(preferences, clock),
        notifications=_notifications(on),
        window_memory=WindowMemory(database, on.settings),
        calibre=shelf.calibre,
        library=shelf.library,
        folder_watch=FolderWatch(shelf.library, preferences, events),
        removal=RemovalService(database, on.books, clock, events),
        merging=_merging(on),
        metadata=shelf.metadata,
        online_metadata=OnlineMetadataService(on.store, on.account, shelf.metadata),
        cover_choice=CoverChoiceService(shelf.covers, on.books, events),
        reading=ReadingService(database, on.books, on.readings, edits, preferences, clock, events),
        progress=on.progress,
        positions=_positions(on, edits),
        devices=on.devices,
        device_scan=DeviceScanService(database, DeviceVisitRepository(), clock, events),
        device_setup=DeviceSetupService(on.login, preferences, lambda: pairing.server, clock),
        device_import=_device_import(on, annotations),
        identities=_identities(on),
        documents=documents,
        file_proof=FileProofService(documents, DocumentRepository(database), on.books),
        feeds=_feeds(on, shelf),
        candidates=CandidateService(CandidateList(database, on.book_list)),
        book_view=_book_view(on),
        account=on.login,
        paired_logins=on.paired,
        pairing=pairing,
        logins=LoginAttempts(clock, events),
        hardcover_account=on.account,
        sync=_sync(on),
        states=on.states,
        sync_log=SyncLogService(database, on.log, clock, events),
        matches=MatchService(on.store, on.account, clock),
        entry_edits=EntryEditService(on.store, journal, on.account, preferences, clock, events, on.turn),
        undo=UndoService(on.store, journal, on.account, clock, on.turn, events),
        entry_removal=EntryRemoval(on.store, journal, on.account, clock, on.turn),
        shelf_import=ShelfImportService(database, on.intake, on.unfinished, on.account, events),
        list_import=_list_import(on),
        explain=ExplainService(on.books, on.records, on.progress, on.account, preferences),
        export=_export(on),
        dashboard=DashboardService(DashboardQueries(database), on.progress, on.records, on.positions, clock),
        quick_find=QuickFind(database, on.book_list.search),
        diagnostics=_diagnostics(on, shelf),
        autostart=autostart,
        relay=relay,
        relay_exchange=_relay_exchange(on, relay),
        file_runs=file_runs,
        metadata_files=_metadata_files(on, shelf, file_runs),
        organise=_organise(on, shelf, file_runs),
        inbox=shelf.inbox,
        review=_review(on, shelf),
        annotations=annotations,
        annotation_carry=AnnotationCarryService(annotations),
        annotation_export=AnnotationExportService(annotations),
        activity=ActivityService(ActivityQueries(database), on.account, preferences, clock, events),
    )


def _annotations(on: Core) -> AnnotationService:
    repository, queries = AnnotationRepository(on.database), AnnotationQueries(on.database)
    return AnnotationService(on.database, repository, queries, on.clock, on.events)


def _device_import(on: Core, annotations: AnnotationService) -> DeviceImportService:
    imports, views = DeviceImportRepository(on.database), PageViewRepository(on.database)
    intake = DeviceImporter(
        imports, views, on.books, on.digests, on.readings, on.progress, on.log, on.preferences, on.clock
    )
    return DeviceImportService(
        on.database,
        imports,
        views,
        on.readings,
        intake,
        annotations,
        on.preferences,
        on.store.refresh,
        on.clock,
        on.events,
    )


def _shelf(on: Core) -> _Shelf:
    database, clock, events = on.database, on.clock, on.events
    covers = CoverStore(on.data_dir / "covers")
    calibre = CalibreService(
        database, CalibreRepository(database), on.books, on.readings, covers, clock, events
    )
    reviews = ReviewRepository()
    gate = ReviewGate(reviews, on.preferences)
    return _Shelf(
        covers,
        calibre,
        LibraryService(database, on.books, on.book_list, covers, on.progress, gate, calibre, clock, events),
        MetadataService(database, on.books, on.records, SeriesQueries(database), events),
        InboxService(InboxQueries(database), events),
        reviews,
    )


def _review(on: Core, shelf: _Shelf) -> ReviewService:
    return ReviewService(
        on.database,
        shelf.reviews,
        on.books,
        shelf.metadata,
        shelf.library,
        shelf.inbox,
        FileSource(shelf.metadata, shelf.reviews),
        [HardcoverSource(on.store, on.account)],
        on.clock,
        on.events,
    )


def _notifications(on: Core) -> NotificationService:
    return NotificationService(
        on.books,
        on.readings,
        on.pushes,
        DeviceRepository(on.database),
        on.account,
        on.preferences,
        on.clock,
        on.events,
    )


def _merging(on: Core) -> MergeService:
    return MergeService(
        on.database,
        on.books,
        on.digests,
        on.readings,
        on.records,
        on.states.derive,
        DeviceImportRepository(on.database),
        on.progress,
        on.clock,
        on.events,
    )


def _positions(on: Core, edits: ReadingEdits) -> PositionService:
    return PositionService(
        on.database,
        on.books,
        on.readings,
        edits,
        on.pushes,
        on.positions,
        on.preferences,
        on.clock,
        on.events,
    )


def _identities(on: Core) -> IdentityService:
    identities = IdentityRepository(on.database, on.digests)
    return IdentityService(on.database, identities, on.progress, on.clock, on.events)


def _documents(on: Core) -> DocumentService:
    return DocumentService(
        on.database,
        DocumentRepository(on.database),
        on.pushes,
        on.digests,
        on.readings,
        on.books,
        on.book_list,
        on.progress,
        on.clock,
        on.events,
    )


def _feeds(on: Core, shelf: _Shelf) -> OpdsCatalogue:
    books = FeedBooks(on.database, on.book_list.search)
    return OpdsCatalogue(
        on.database, books, on.digests, shelf.covers, on.progress, on.preferences, on.clock, on.events
    )


def _export(on: Core) -> ExportService:
    return ExportService(on.books, on.records, on.progress, on.devices, PageViewRepository(on.database))


def _book_view(on: Core) -> BookViewService:
    history, views = BookHistory(on.database), PageViewRepository(on.database)
    return BookViewService(on.books, on.book_list, on.records, history, views, on.preferences)


def _sync(on: Core) -> SyncService:
    wish_pull = WishPull(on.database, on.intake, PulledWishRepository(), on.events)
    return SyncService(on.store, wish_pull, on.account, on.preferences, on.clock, on.events, on.turn)


def _list_import(on: Core) -> ListImportService:
    return ListImportService(
        on.database, on.intake, on.books, on.readings, on.log, on.store.refresh, on.clock, on.events
    )


def _diagnostics(on: Core, shelf: _Shelf) -> DiagnosticsService:
    return DiagnosticsService(on.data_dir, on.database, on.preferences, on.account, on.login, shelf.library)


def _relay(on: Core) -> RelayService:
    password = os.environ.get(RELAY_VARIABLE)
    relays = RelayRepository(on.database)
    return RelayService(on.database, relays, on.preferences, on.secrets, on.events, password)


def _relay_exchange(on: Core, relay: RelayService) -> RelayExchange:
    store = RelayStore(on.database, RelayRepository(on.database), on.pushes, on.digests, on.log)
    return RelayExchange(relay, store, on.progress, on.clock, on.events)


def _file_runs(on: Core, shelf: _Shelf) -> FileRuns:
    return FileRuns(on.database, FileRunRepository(), shelf.library, on.clock, on.events)


def _metadata_files(on: Core, shelf: _Shelf, runs: FileRuns) -> MetadataFileService:
    backups = on.data_dir / "file-backups"
    writer = MetadataWriter(
        on.database, FileRunRepository(), on.books, on.digests, shelf.covers, on.clock, backups
    )
    return MetadataFileService(runs, writer, shelf.library, on.preferences)


def _organise(on: Core, shelf: _Shelf, runs: FileRuns) -> OrganiseService:
    moves = FileMoves(on.database, FileRunRepository(), on.books, on.progress, on.clock, on.events)
    return OrganiseService(runs, moves, on.books, shelf.library, on.preferences)
