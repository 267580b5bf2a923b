"""Builds the parts and wires them."""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bookorbit_desktop.hardcover.client import HARDCOVER_URL, HardcoverClient
from bookorbit_desktop.services.account import AccountService
from bookorbit_desktop.services.activity import ActivityService
from bookorbit_desktop.services.book_view import BookViewService
from bookorbit_desktop.services.calibre import CalibreService
from bookorbit_desktop.services.candidates import CandidateService
from bookorbit_desktop.services.clock import Clock
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.cover_choice import CoverChoiceService
from bookorbit_desktop.services.covers import CoverStore
from bookorbit_desktop.services.dashboard import DashboardService
from bookorbit_desktop.services.device_scan import DeviceScanService
from bookorbit_desktop.services.devices import DeviceService
from bookorbit_desktop.services.diagnostics import DiagnosticsService
from bookorbit_desktop.services.documents import DocumentService
from bookorbit_desktop.services.entry_edits import EntryEditService
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.services.explain import ExplainService
from bookorbit_desktop.services.export import ExportService
from bookorbit_desktop.services.feeds import FeedService
from bookorbit_desktop.services.file_moves import FileMoves
from bookorbit_desktop.services.file_proof import FileProofService
from bookorbit_desktop.services.file_runs import FileRuns
from bookorbit_desktop.services.folder_watch import FolderWatch
from bookorbit_desktop.services.hardcover_account import (
    Connect,
    HardcoverAccountService,
    HardcoverEndpoint,
)
from bookorbit_desktop.services.identities import IdentityService
from bookorbit_desktop.services.inbox import InboxService
from bookorbit_desktop.services.library import LibraryService
from bookorbit_desktop.services.list_import import ListImportService
from bookorbit_desktop.services.login_check import LoginCheck
from bookorbit_desktop.services.logins import LoginWatch
from bookorbit_desktop.services.matches import MatchService
from bookorbit_desktop.services.merging import MergeService
from bookorbit_desktop.services.metadata import MetadataService
from bookorbit_desktop.services.metadata_files import MetadataFileService, MetadataWriter
from bookorbit_desktop.services.metadata_sources import FileSource, HardcoverSource
from bookorbit_desktop.services.notifications import NotificationService
from bookorbit_desktop.services.online_metadata import OnlineMetadataService
from bookorbit_desktop.services.organise import OrganiseService
from bookorbit_desktop.services.paired_logins import PairedLogins
from bookorbit_desktop.services.pairing import PairingService
from bookorbit_desktop.services.pause import HardcoverPause
from bookorbit_desktop.services.positions import Placing, PositionService
from bookorbit_desktop.services.preferences import Preferences
from bookorbit_desktop.services.progress import ProgressService
from bookorbit_desktop.services.reading import ReadingService
from bookorbit_desktop.services.relay import RelayService
from bookorbit_desktop.services.relay_exchange import RelayExchange, RelayStore
from bookorbit_desktop.services.removal import RemovalService
from bookorbit_desktop.services.review import ReviewService
from bookorbit_desktop.services.review_gate import ReviewGate
from bookorbit_desktop.services.shelf_import import ShelfImportService
from bookorbit_desktop.services.shelf_intake import ShelfIntake
from bookorbit_desktop.services.sync import SyncService
from bookorbit_desktop.services.sync_log import SyncLogService
from bookorbit_desktop.services.sync_store import SyncStore
from bookorbit_desktop.services.undo import UndoService
from bookorbit_desktop.services.window_memory import WindowMemory
from bookorbit_desktop.services.wish_pull import WishPull
from bookorbit_desktop.services.write_turn import WriteTurn
from bookorbit_desktop.storage.activity import ActivityQueries
from bookorbit_desktop.storage.book_history import BookHistory
from bookorbit_desktop.storage.book_list import BookList
from bookorbit_desktop.storage.books import BookRepository
from bookorbit_desktop.storage.calibre import CalibreRepository
from bookorbit_desktop.storage.candidates import CandidateList
from bookorbit_desktop.storage.dashboard import DashboardQueries
from bookorbit_desktop.storage.database import Database
from bookorbit_desktop.storage.device_visits import DeviceVisitRepository
from bookorbit_desktop.storage.devices import DeviceRepository
from bookorbit_desktop.storage.digests import DigestRepository
from bookorbit_desktop.storage.documents import DocumentRepository
from bookorbit_desktop.storage.feed_books import FeedBooks
from bookorbit_desktop.storage.file_runs import FileRunRepository
from bookorbit_desktop.storage.identities import IdentityRepository
from bookorbit_desktop.storage.inbox import InboxQueries
from bookorbit_desktop.storage.journal import JournalRepository
from bookorbit_desktop.storage.paired_logins import PairedLoginRepository
from bookorbit_desktop.storage.positions import PositionRepository
from bookorbit_desktop.storage.progress import ProgressRepository
from bookorbit_desktop.storage.pulled_wishes import PulledWishRepository
from bookorbit_desktop.storage.quick_find import QuickFind
from bookorbit_desktop.storage.readings import ReadingRepository
from bookorbit_desktop.storage.relay import RelayRepository
from bookorbit_desktop.storage.reviews import ReviewRepository
from bookorbit_desktop.storage.series import SeriesQueries
from bookorbit_desktop.storage.settings import SettingsRepository
from bookorbit_desktop.storage.sync_books import SyncBookRepository
from bookorbit_desktop.storage.sync_log import SyncLogRepository
from bookorbit_desktop.storage.unfinished import UnfinishedRepository
from bookorbit_desktop.system.autostart import Autostart, system_autostart
from bookorbit_desktop.system.places import data_dir as usual_data_dir
from bookorbit_desktop.system.secrets import SecretStore

URL_VARIABLE = "BOOKORBIT_HARDCOVER_URL"
TOKEN_VARIABLE = "BOOKORBIT_HARDCOVER_TOKEN"
RELAY_VARIABLE = "BOOKORBIT_RELAY_PASSWORD"
DATABASE_NAME = "library.sqlite3"


def hardcover_from_environment() -> HardcoverEndpoint:
    """Address and token of Hardcover as the environment overrides them."""
    return HardcoverEndpoint(
        os.environ.get(URL_VARIABLE) or HARDCOVER_URL, os.environ.get(TOKEN_VARIABLE) or None
    )


@dataclass(frozen=True, slots=True)
class _Foundation:
    """What several use cases stand on."""

    database: Database
    clock: Clock
    events: EventBus
    settings: SettingsRepository
    preferences: Preferences
    readings: ReadingRepository
    digests: DigestRepository
    books: BookRepository
    book_list: BookList
    records: SyncBookRepository
    pushes: ProgressRepository
    positions: PositionRepository
    devices: DeviceService
    progress: ProgressService
    log: SyncLogRepository
    unfinished: UnfinishedRepository
    store: SyncStore
    account: HardcoverAccountService
    login: AccountService
    paired: PairedLogins
    intake: ShelfIntake
    turn: WriteTurn


def open_services(
    data_dir: Path,
    *,
    secret_store: SecretStore | None = None,
    hardcover: HardcoverEndpoint | None = None,
    clock: Clock | None = None,
    connect: Connect = HardcoverClient,
    autostart: Autostart | None = None,
) -> Services:
    """Open a data folder and build every use case on it. Blocks. Raises DatabaseTooNew.

    The Hardcover token is not fetched yet: the password store may be slow (`hardcover_account.load`).
    """
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    secrets = secret_store or SecretStore(str(data_dir))
    endpoint = hardcover or hardcover_from_environment()
    on = _lay_foundation(data_dir, secrets, endpoint, clock or Clock(), connect)
    database, clock, events, preferences = on.database, on.clock, on.events, on.preferences
    covers = CoverStore(data_dir / "covers")
    calibre = CalibreService(database, CalibreRepository(database), on.books, on.readings, clock, events)
    reviews = ReviewRepository()
    gate = ReviewGate(reviews, preferences)
    library = LibraryService(
        database, on.books, on.book_list, covers, on.progress, gate, calibre, clock, events
    )
    metadata = MetadataService(database, on.books, on.records, SeriesQueries(database), events)
    inbox = InboxService(InboxQueries(database), events)
    review = ReviewService(
        database,
        reviews,
        on.books,
        metadata,
        library,
        inbox,
        FileSource(metadata, reviews),
        [HardcoverSource(on.store, on.account)],
        clock,
        events,
    )
    wish_pull = WishPull(database, on.intake, PulledWishRepository(), events)
    history = BookHistory(database)
    stored_documents = DocumentRepository(database)
    documents = DocumentService(
        database,
        stored_documents,
        on.pushes,
        on.digests,
        on.readings,
        on.books,
        on.book_list,
        on.progress,
        clock,
        events,
    )
    relays = RelayRepository(database)
    relay = RelayService(database, relays, preferences, secrets, events, os.environ.get(RELAY_VARIABLE))
    relay_store = RelayStore(database, relays, on.pushes, on.digests, on.log)
    run_records = FileRunRepository()
    file_runs = FileRuns(database, run_records, library, clock, events)
    writer = MetadataWriter(database, run_records, on.books, on.digests, clock, data_dir / "file-backups")
    moves = FileMoves(database, run_records, on.books, on.progress, clock, events)
    return Services(
        data_dir=data_dir,
        database=database,
        events=events,
        clock=clock,
        preferences=preferences,
        pause=HardcoverPause(preferences, clock),
        notifications=NotificationService(
            on.books,
            on.readings,
            on.pushes,
            DeviceRepository(database),
            on.account,
            preferences,
            clock,
            events,
        ),
        window_memory=WindowMemory(database, on.settings),
        calibre=calibre,
        library=library,
        folder_watch=FolderWatch(library, preferences, events),
        removal=RemovalService(database, on.books, clock, events),
        merging=MergeService(
            database, on.books, on.digests, on.readings, on.records, on.progress, clock, events
        ),
        metadata=metadata,
        online_metadata=OnlineMetadataService(on.store, on.account, metadata),
        cover_choice=CoverChoiceService(covers, on.books, events),
        reading=ReadingService(database, on.books, on.readings, preferences, clock, events),
        progress=on.progress,
        positions=PositionService(
            database, on.books, on.readings, on.pushes, on.positions, preferences, clock, events
        ),
        devices=on.devices,
        device_scan=DeviceScanService(database, DeviceVisitRepository(), clock),
        identities=IdentityService(
            database, IdentityRepository(database, DigestRepository(database)), on.progress, clock, events
        ),
        documents=documents,
        file_proof=FileProofService(documents, stored_documents, on.books),
        feeds=FeedService(
            database,
            FeedBooks(database, on.book_list.search),
            on.digests,
            covers,
            on.progress,
            preferences,
            clock,
            events,
        ),
        candidates=CandidateService(CandidateList(database, on.book_list)),
        book_view=BookViewService(on.books, on.book_list, on.records, history, preferences),
        account=on.login,
        paired_logins=on.paired,
        pairing=PairingService(on.login, on.paired, preferences, clock, events),
        logins=LoginWatch(clock, events),
        hardcover_account=on.account,
        sync=SyncService(on.store, wish_pull, on.account, preferences, clock, events, on.turn),
        sync_log=SyncLogService(database, on.log, clock, events),
        matches=MatchService(on.store, on.account, clock, on.turn),
        entry_edits=EntryEditService(on.store, on.account, preferences, clock, events, on.turn),
        undo=UndoService(on.store, on.account, clock, on.turn, events),
        shelf_import=ShelfImportService(database, on.intake, on.unfinished, on.account, events),
        list_import=ListImportService(
            database, on.intake, on.books, on.readings, on.log, on.store.refresh, clock, events
        ),
        explain=ExplainService(on.books, on.records, on.progress, on.account, preferences),
        export=ExportService(on.books, on.records, on.progress, on.devices),
        dashboard=DashboardService(DashboardQueries(database), on.progress, on.records, on.positions, clock),
        quick_find=QuickFind(database, on.book_list.search),
        diagnostics=DiagnosticsService(data_dir, database, preferences, on.account, on.login, library),
        autostart=autostart or _autostart(data_dir),
        relay=relay,
        file_runs=file_runs,
        metadata_files=MetadataFileService(file_runs, writer, library, preferences),
        organise=OrganiseService(file_runs, moves, on.books, library, preferences),
        relay_exchange=RelayExchange(relay, relay_store, on.progress, clock, events),
        inbox=inbox,
        review=review,
        activity=ActivityService(ActivityQueries(database), on.account, preferences, clock, events),
    )


def _lay_foundation(
    data_dir: Path, secrets: SecretStore, hardcover: HardcoverEndpoint, clock: Clock, connect: Connect
) -> _Foundation:
    database = Database(data_dir / DATABASE_NAME)
    events = EventBus()
    settings = SettingsRepository(database)
    preferences = Preferences(database, settings, events)
    readings, digests = ReadingRepository(database), DigestRepository(database)
    books = BookRepository(database, digests, readings)
    records, pushes = SyncBookRepository(database), ProgressRepository(database)
    positions = PositionRepository(database, digests)
    placing = Placing(positions, preferences)
    log, unfinished = SyncLogRepository(database), UnfinishedRepository()
    journal = JournalRepository(database)
    check = LoginCheck()
    devices = DeviceService(database, DeviceRepository(database), clock, events)
    return _Foundation(
        database=database,
        clock=clock,
        events=events,
        settings=settings,
        preferences=preferences,
        readings=readings,
        digests=digests,
        books=books,
        book_list=BookList(database),
        records=records,
        pushes=pushes,
        positions=positions,
        progress=ProgressService(database, pushes, devices, digests, readings, placing, clock, events),
        devices=devices,
        log=log,
        unfinished=unfinished,
        store=SyncStore(database, books, records, journal, log, unfinished, preferences, events),
        account=HardcoverAccountService(hardcover, secrets, preferences, events, connect),
        login=AccountService(database, settings, secrets, check),
        paired=PairedLogins(database, PairedLoginRepository(), check, clock, events),
        intake=ShelfIntake(books, readings, records, log, preferences, clock),
        turn=WriteTurn(),
    )


def _autostart(data_dir: Path) -> Autostart:
    """Starts with this library; the usual one needs not be named."""
    return system_autostart(None if data_dir == usual_data_dir(None) else data_dir)


def load_token(services: Services, then: Callable[[], None] = lambda: None) -> threading.Thread:
    """Fetch the Hardcover token and the relay's key without waiting for the password store."""

    def load() -> None:
        services.hardcover_account.load()
        services.relay.load()
        then()

    thread = threading.Thread(target=load, name="password-store", daemon=True)
    thread.start()
    return thread
