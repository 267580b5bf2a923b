"""Builds the parts and wires them."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from bookorbit_desktop.hardcover.client import HARDCOVER_URL, HardcoverClient
from bookorbit_desktop.services.account import AccountService
from bookorbit_desktop.services.activity import ActivityService
from bookorbit_desktop.services.book_view import BookViewService
from bookorbit_desktop.services.candidates import CandidateService
from bookorbit_desktop.services.clock import Clock
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.covers import CoverStore
from bookorbit_desktop.services.dashboard import DashboardService
from bookorbit_desktop.services.diagnostics import DiagnosticsService
from bookorbit_desktop.services.documents import DocumentService
from bookorbit_desktop.services.entry_edits import EntryEditService
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.services.explain import ExplainService
from bookorbit_desktop.services.export import ExportService
from bookorbit_desktop.services.hardcover_account import (
    Connect,
    HardcoverAccountService,
    HardcoverEndpoint,
)
from bookorbit_desktop.services.inbox import InboxService
from bookorbit_desktop.services.library import LibraryService
from bookorbit_desktop.services.logins import LoginWatch
from bookorbit_desktop.services.matches import MatchService
from bookorbit_desktop.services.notifications import NotificationService
from bookorbit_desktop.services.pause import HardcoverPause
from bookorbit_desktop.services.preferences import Preferences
from bookorbit_desktop.services.progress import ProgressService
from bookorbit_desktop.services.reading import ReadingService
from bookorbit_desktop.services.removal import RemovalService
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
from bookorbit_desktop.storage.candidates import CandidateList
from bookorbit_desktop.storage.dashboard import DashboardQueries
from bookorbit_desktop.storage.database import Database
from bookorbit_desktop.storage.digests import DigestRepository
from bookorbit_desktop.storage.inbox import InboxQueries
from bookorbit_desktop.storage.journal import JournalRepository
from bookorbit_desktop.storage.progress import ProgressRepository
from bookorbit_desktop.storage.pulled_wishes import PulledWishRepository
from bookorbit_desktop.storage.quick_find import QuickFind
from bookorbit_desktop.storage.readings import ReadingRepository
from bookorbit_desktop.storage.settings import SettingsRepository
from bookorbit_desktop.storage.sync_books import SyncBookRepository
from bookorbit_desktop.storage.sync_log import SyncLogRepository
from bookorbit_desktop.storage.unfinished import UnfinishedRepository
from bookorbit_desktop.system.autostart import Autostart, system_autostart
from bookorbit_desktop.system.places import data_dir as usual_data_dir
from bookorbit_desktop.system.secrets import SecretStore

URL_VARIABLE = "BOOKORBIT_HARDCOVER_URL"
TOKEN_VARIABLE = "BOOKORBIT_HARDCOVER_TOKEN"
DATABASE_NAME = "library.sqlite3"


def hardcover_from_environment() -> HardcoverEndpoint:
    """Address and token of Hardcover as the environment overrides them."""
    return HardcoverEndpoint(
        os.environ.get(URL_VARIABLE) or HARDCOVER_URL, os.environ.get(TOKEN_VARIABLE) or None
    )


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
    database = Database(data_dir / DATABASE_NAME)
    clock = clock or Clock()
    events = EventBus()
    secrets = secret_store or SecretStore(str(data_dir))
    settings = SettingsRepository(database)
    preferences = Preferences(database, settings, events)
    readings = ReadingRepository(database)
    digests = DigestRepository(database)
    books = BookRepository(database, digests, readings)
    book_list = BookList(database)
    records = SyncBookRepository(database)
    pushes = ProgressRepository(database)
    progress = ProgressService(database, pushes, digests, readings, preferences, clock, events)
    covers = CoverStore(data_dir / "covers")
    account = HardcoverAccountService(
        hardcover or hardcover_from_environment(), secrets, preferences, events, connect
    )
    turn = WriteTurn()
    log = SyncLogRepository(database)
    unfinished = UnfinishedRepository()
    store = SyncStore(
        database, books, records, JournalRepository(database), log, unfinished, preferences, events
    )
    intake = ShelfIntake(books, readings, records, log, preferences, clock)
    wish_pull = WishPull(database, intake, PulledWishRepository(), events)
    login = AccountService(database, settings, secrets)
    library = LibraryService(database, books, book_list, covers, progress, clock, events)
    return Services(
        data_dir=data_dir,
        database=database,
        events=events,
        clock=clock,
        preferences=preferences,
        pause=HardcoverPause(preferences, clock),
        notifications=NotificationService(books, readings, pushes, account, preferences, clock, events),
        window_memory=WindowMemory(database, settings),
        library=library,
        removal=RemovalService(database, books, clock, events),
        reading=ReadingService(database, books, readings, preferences, clock, events),
        progress=progress,
        documents=DocumentService(book_list),
        candidates=CandidateService(CandidateList(database, book_list)),
        book_view=BookViewService(books, book_list, records, BookHistory(database), preferences),
        account=login,
        logins=LoginWatch(clock, events),
        hardcover_account=account,
        sync=SyncService(store, wish_pull, account, preferences, clock, events, turn),
        sync_log=SyncLogService(database, log, clock, events),
        matches=MatchService(store, account, clock, turn),
        entry_edits=EntryEditService(store, account, preferences, clock, events, turn),
        undo=UndoService(store, account, clock, turn, events),
        shelf_import=ShelfImportService(database, intake, unfinished, account, events),
        explain=ExplainService(books, records, progress, account, preferences),
        export=ExportService(books, records, progress),
        dashboard=DashboardService(DashboardQueries(database), progress, records, clock),
        quick_find=QuickFind(database),
        diagnostics=DiagnosticsService(data_dir, database, preferences, account, login, library),
        autostart=autostart or _autostart(data_dir),
        inbox=InboxService(InboxQueries(database), events),
        activity=ActivityService(ActivityQueries(database), account, preferences, clock, events),
    )


def _autostart(data_dir: Path) -> Autostart:
    """Starts with this library; the usual one needs not be named."""
    return system_autostart(None if data_dir == usual_data_dir(None) else data_dir)


def load_token(services: Services, then: Callable[[], None] = lambda: None) -> threading.Thread:
    """Fetch the Hardcover token without waiting for the password store."""

    def load() -> None:
        services.hardcover_account.load()
        then()

    thread = threading.Thread(target=load, name="password-store", daemon=True)
    thread.start()
    return thread
