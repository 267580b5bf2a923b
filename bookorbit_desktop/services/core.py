"""Common to all use cases: the database with its repositories, the events and shared services.

Each part is imported and created on first use, so that a start waits only for what it needs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bookorbit_desktop.domain.overview.events import ProgressReceived, ReadingEdited, StorageTroubleChanged
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.on_demand import on_demand
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.settings import SettingsRepository

if TYPE_CHECKING:
    from bookorbit_desktop.domain.overview.backups import BackupReason
    from bookorbit_desktop.services.hardcover.account import (
        Connect,
        HardcoverAccountService,
        HardcoverEndpoint,
    )
    from bookorbit_desktop.services.hardcover.shelf_importer import ShelfImporter
    from bookorbit_desktop.services.hardcover.sign_in_store import SignInStore
    from bookorbit_desktop.services.hardcover.sync_states import SyncStates
    from bookorbit_desktop.services.hardcover.sync_store import SyncStore
    from bookorbit_desktop.services.hardcover.write_journal import HardcoverWriteLock, WriteJournal
    from bookorbit_desktop.services.koreader.account import KoreaderLogin
    from bookorbit_desktop.services.koreader.authenticator import Authenticator
    from bookorbit_desktop.services.koreader.devices import DeviceService
    from bookorbit_desktop.services.koreader.pairing import PairedLogins
    from bookorbit_desktop.services.koreader.progress import ProgressService
    from bookorbit_desktop.services.library.covers import CoverStore
    from bookorbit_desktop.services.runtime.backups import BackupService
    from bookorbit_desktop.services.runtime.clock import Clock
    from bookorbit_desktop.storage.files.runs import FileRunRepository
    from bookorbit_desktop.storage.hardcover.journal import JournalRepository
    from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
    from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
    from bookorbit_desktop.storage.hardcover.unfinished import UnfinishedRepository
    from bookorbit_desktop.storage.highlights.quotes import QuoteRepository
    from bookorbit_desktop.storage.highlights.words import WordRepository
    from bookorbit_desktop.storage.koreader.devices import DeviceRepository
    from bookorbit_desktop.storage.koreader.digests import DigestRepository
    from bookorbit_desktop.storage.koreader.documents import DocumentRepository
    from bookorbit_desktop.storage.koreader.progress import ProgressRepository
    from bookorbit_desktop.storage.library.book_list import BookList
    from bookorbit_desktop.storage.library.books import BookRepository
    from bookorbit_desktop.storage.library.collections import CollectionRepository
    from bookorbit_desktop.storage.library.inbox import ReviewRepository
    from bookorbit_desktop.storage.reading.positions import PositionRepository
    from bookorbit_desktop.storage.reading.readings import ReadingRepository
    from bookorbit_desktop.storage.relay.relay import RelayRepository
    from bookorbit_desktop.storage.usb.device_imports import DeviceImportRepository
    from bookorbit_desktop.storage.usb.page_views import PageViewRepository
    from bookorbit_desktop.system.secrets import SecretStore

DATABASE_NAME = "library.sqlite3"


class Core:
    """What use cases share: the database with its repositories, the events and a few services."""

    def __init__(
        self,
        data_dir: Path,
        secrets: SecretStore,
        endpoint: HardcoverEndpoint,
        clock: Clock,
        connect: Connect,
    ) -> None:
        """Open a data folder. Blocks. Raises DatabaseTooNew."""
        self._stops: list[Callable[[], object]] = []
        self._is_stopping = False
        self.data_dir = data_dir
        self.secrets = secrets
        self.clock = clock
        self.endpoint = endpoint
        self.connect = connect
        self.database = database = Database(data_dir / DATABASE_NAME)
        self.events = events = EventBus(lambda: database.is_in_job)
        database.tell_trouble(lambda trouble: events.emit(StorageTroubleChanged(trouble)))
        self.settings = SettingsRepository(database)
        self.preferences = Preferences(database, self.settings, events)
        events.subscribe(lambda event: self.states.keep_in_step(event), ProgressReceived, ReadingEdited)

    def stop(self) -> None:
        """Stop running work after its current file, entry or request."""
        self._is_stopping = True
        for stop in tuple(self._stops):
            stop()

    def _stopped_by(self, stop: Callable[[], object]) -> None:
        """Stop this service together with the others; immediately if they have been stopped already."""
        self._stops.append(stop)
        if self._is_stopping:
            stop()

    def _back_up_before(self, reason: BackupReason) -> None:
        """Make a backup before a large change. Nothing is created for it until then."""
        self.backups.back_up_before(reason)

    @on_demand
    def readings(self) -> ReadingRepository:
        from bookorbit_desktop.storage.reading.readings import ReadingRepository

        return ReadingRepository(self.database)

    @on_demand
    def digests(self) -> DigestRepository:
        from bookorbit_desktop.storage.koreader.digests import DigestRepository

        return DigestRepository(self.database)

    @on_demand
    def books(self) -> BookRepository:
        from bookorbit_desktop.storage.library.books import BookRepository

        return BookRepository(self.database, self.digests, self.readings)

    @on_demand
    def book_list(self) -> BookList:
        from bookorbit_desktop.storage.library.book_list import BookList

        return BookList(self.database)

    @on_demand
    def sync_books(self) -> SyncBookRepository:
        from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository

        return SyncBookRepository(self.database)

    @on_demand
    def pushes(self) -> ProgressRepository:
        from bookorbit_desktop.storage.koreader.progress import ProgressRepository

        return ProgressRepository(self.database)

    @on_demand
    def position_repository(self) -> PositionRepository:
        from bookorbit_desktop.storage.reading.positions import PositionRepository

        return PositionRepository(self.database, self.digests)

    @on_demand
    def log(self) -> SyncLogRepository:
        from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository

        return SyncLogRepository(self.database)

    @on_demand
    def unfinished(self) -> UnfinishedRepository:
        from bookorbit_desktop.storage.hardcover.unfinished import UnfinishedRepository

        return UnfinishedRepository()

    @on_demand
    def collection_repository(self) -> CollectionRepository:
        from bookorbit_desktop.storage.library.collections import CollectionRepository

        return CollectionRepository(self.database)

    @on_demand
    def reviews(self) -> ReviewRepository:
        from bookorbit_desktop.storage.library.inbox import ReviewRepository

        return ReviewRepository()

    @on_demand
    def device_repository(self) -> DeviceRepository:
        from bookorbit_desktop.storage.koreader.devices import DeviceRepository

        return DeviceRepository(self.database)

    @on_demand
    def page_views(self) -> PageViewRepository:
        from bookorbit_desktop.storage.usb.page_views import PageViewRepository

        return PageViewRepository(self.database)

    @on_demand
    def journal_repository(self) -> JournalRepository:
        from bookorbit_desktop.storage.hardcover.journal import JournalRepository

        return JournalRepository(self.database)

    @on_demand
    def device_imports(self) -> DeviceImportRepository:
        from bookorbit_desktop.storage.usb.device_imports import DeviceImportRepository

        return DeviceImportRepository(self.database)

    @on_demand
    def word_repository(self) -> WordRepository:
        from bookorbit_desktop.storage.highlights.words import WordRepository

        return WordRepository(self.database)

    @on_demand
    def relay_repository(self) -> RelayRepository:
        from bookorbit_desktop.storage.relay.relay import RelayRepository

        return RelayRepository(self.database)

    @on_demand
    def document_repository(self) -> DocumentRepository:
        from bookorbit_desktop.storage.koreader.documents import DocumentRepository

        return DocumentRepository(self.database)

    @on_demand
    def file_run_repository(self) -> FileRunRepository:
        from bookorbit_desktop.storage.files.runs import FileRunRepository

        return FileRunRepository()

    @on_demand
    def devices(self) -> DeviceService:
        from bookorbit_desktop.services.koreader.devices import DeviceService
        from bookorbit_desktop.storage.koreader.cloud_uploads import CloudUploadRepository

        uploads = CloudUploadRepository(self.settings)
        return DeviceService(self.database, self.device_repository, self.clock, self.events, uploads)

    @on_demand
    def progress(self) -> ProgressService:
        from bookorbit_desktop.services.koreader.progress import ProgressService
        from bookorbit_desktop.services.reading.positions import ProgressRules

        progress_rules = ProgressRules(self.position_repository, self.preferences)
        return ProgressService(
            self.database,
            self.pushes,
            self.devices,
            self.digests,
            self.readings,
            progress_rules,
            self.clock,
            self.events,
        )

    @on_demand
    def states(self) -> SyncStates:
        from bookorbit_desktop.services.hardcover.sync_states import SyncStates

        return SyncStates(self.database, self.books, self.sync_books, self.preferences, self.events)

    @on_demand
    def write_journal(self) -> WriteJournal:
        from bookorbit_desktop.services.hardcover.write_journal import WriteJournal

        return WriteJournal(self.database, self.journal_repository)

    @on_demand
    def store(self) -> SyncStore:
        from bookorbit_desktop.services.hardcover.sync_store import SyncStore

        return SyncStore(
            self.database,
            self.books,
            self.sync_books,
            self.journal_repository,
            self.log,
            self.unfinished,
            self.states,
            self.quote_repository,
        )

    @on_demand
    def quote_repository(self) -> QuoteRepository:
        from bookorbit_desktop.storage.highlights.quotes import QuoteRepository

        return QuoteRepository(self.database)

    @on_demand
    def hardcover_account(self) -> HardcoverAccountService:
        from bookorbit_desktop.services.hardcover.account import HardcoverAccountService

        return HardcoverAccountService(
            self.endpoint,
            self.secrets,
            self.preferences,
            self.events,
            self.connect,
            self.sign_in_store,
            self.clock,
        )

    @on_demand
    def sign_in_store(self) -> SignInStore:
        from bookorbit_desktop.services.hardcover.sign_in_store import SignInStore

        return SignInStore(self.data_dir, self.secrets, self.clock)

    @on_demand
    def login_check(self) -> Authenticator:
        from bookorbit_desktop.services.koreader.authenticator import Authenticator

        return Authenticator(self.device_repository.addresses())

    @on_demand
    def koreader_login(self) -> KoreaderLogin:
        from bookorbit_desktop.services.koreader.account import KoreaderLogin

        return KoreaderLogin(self.database, self.settings, self.secrets, self.login_check)

    @on_demand
    def paired_logins(self) -> PairedLogins:
        from bookorbit_desktop.services.koreader.pairing import PairedLogins
        from bookorbit_desktop.storage.koreader.paired_logins import PairedLoginRepository

        return PairedLogins(self.database, PairedLoginRepository(), self.login_check, self.clock, self.events)

    @on_demand
    def shelf_importer(self) -> ShelfImporter:
        from bookorbit_desktop.services.hardcover.shelf_importer import ShelfImporter

        return ShelfImporter(
            self.books, self.readings, self.sync_books, self.states, self.log, self.preferences, self.clock
        )

    @on_demand
    def covers(self) -> CoverStore:
        from bookorbit_desktop.services.library.covers import CoverStore

        return CoverStore(self.data_dir / "covers")

    @on_demand
    def backups(self) -> BackupService:
        from bookorbit_desktop.services.runtime.backups import BackupService

        return BackupService(self.database, self.clock, self.events)

    @on_demand
    def write_lock(self) -> HardcoverWriteLock:
        from bookorbit_desktop.services.hardcover.write_journal import HardcoverWriteLock

        return HardcoverWriteLock()
