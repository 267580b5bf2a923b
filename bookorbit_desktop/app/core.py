"""What the use cases stand on: the database with its repositories, the events, and the services they share."""

from dataclasses import dataclass
from pathlib import Path

from bookorbit_desktop.domain.overview.events import StorageTroubleChanged
from bookorbit_desktop.services.hardcover.account import Connect, HardcoverAccountService, HardcoverEndpoint
from bookorbit_desktop.services.hardcover.shelf_importer import ShelfImporter
from bookorbit_desktop.services.hardcover.sync_states import SyncStates
from bookorbit_desktop.services.hardcover.sync_store import SyncStore
from bookorbit_desktop.services.hardcover.write_lock import HardcoverWriteLock
from bookorbit_desktop.services.koreader.account import AccountService
from bookorbit_desktop.services.koreader.authenticator import Authenticator
from bookorbit_desktop.services.koreader.devices import DeviceService
from bookorbit_desktop.services.koreader.paired_logins import PairedLogins
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.reading.positions import ProgressRules
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.settings import SettingsRepository
from bookorbit_desktop.storage.hardcover.journal import JournalRepository
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from bookorbit_desktop.storage.hardcover.unfinished import UnfinishedRepository
from bookorbit_desktop.storage.koreader.devices import DeviceRepository
from bookorbit_desktop.storage.koreader.digests import DigestRepository
from bookorbit_desktop.storage.koreader.paired_logins import PairedLoginRepository
from bookorbit_desktop.storage.koreader.progress import ProgressRepository
from bookorbit_desktop.storage.library.book_list import BookList
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.positions import PositionRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository
from bookorbit_desktop.system.secrets import SecretStore

DATABASE_NAME = "library.sqlite3"


@dataclass(frozen=True, slots=True)
class Core:
    """What several use cases stand on."""

    data_dir: Path
    database: Database
    clock: Clock
    events: EventBus
    settings: SettingsRepository
    preferences: Preferences
    secrets: SecretStore
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
    states: SyncStates
    store: SyncStore
    account: HardcoverAccountService
    login: AccountService
    paired: PairedLogins
    intake: ShelfImporter
    turn: HardcoverWriteLock


def lay_foundation(
    data_dir: Path, secrets: SecretStore, hardcover: HardcoverEndpoint, clock: Clock, connect: Connect
) -> Core:
    """Open a data folder. Blocks. Raises DatabaseTooNew."""
    database = Database(data_dir / DATABASE_NAME)
    events = EventBus(lambda: database.is_in_job)
    database.tell_trouble(lambda trouble: events.emit(StorageTroubleChanged(trouble)))
    settings = SettingsRepository(database)
    preferences = Preferences(database, settings, events)
    readings, digests = ReadingRepository(database), DigestRepository(database)
    books = BookRepository(database, digests, readings)
    records, pushes = SyncBookRepository(database), ProgressRepository(database)
    positions = PositionRepository(database, digests)
    placing = ProgressRules(positions, preferences)
    log, unfinished = SyncLogRepository(database), UnfinishedRepository()
    journal = JournalRepository(database)
    check = Authenticator()
    states = SyncStates(database, books, records, preferences, events)
    devices = DeviceService(database, DeviceRepository(database), clock, events)
    return Core(
        data_dir=data_dir,
        database=database,
        clock=clock,
        events=events,
        settings=settings,
        preferences=preferences,
        secrets=secrets,
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
        states=states,
        store=SyncStore(database, books, records, journal, log, unfinished, states),
        account=HardcoverAccountService(hardcover, secrets, preferences, events, connect),
        login=AccountService(database, settings, secrets, check),
        paired=PairedLogins(database, PairedLoginRepository(), check, clock, events),
        intake=ShelfImporter(books, readings, records, states, log, preferences, clock),
        turn=HardcoverWriteLock(),
    )
