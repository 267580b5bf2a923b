"""The server with everything below it, as the program wires it: real SQLite, real sockets."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.overview.events import Event
from bookorbit_desktop.server.app import make_application
from bookorbit_desktop.server.host_check import SourceCheck
from bookorbit_desktop.server.runner import KosyncServer
from bookorbit_desktop.services.koreader.account import KoreaderLogin
from bookorbit_desktop.services.koreader.authenticator import Authenticator
from bookorbit_desktop.services.koreader.devices import DeviceService
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts
from bookorbit_desktop.services.koreader.pairing import PairedLogins, PairingService
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.library.collections import CollectionService
from bookorbit_desktop.services.library.covers import CoverStore
from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue
from bookorbit_desktop.services.reading.positions import ProgressRules
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.settings import SettingsRepository
from bookorbit_desktop.storage.koreader.devices import DeviceRepository
from bookorbit_desktop.storage.koreader.digests import DigestOrigin, DigestRepository
from bookorbit_desktop.storage.koreader.paired_logins import PairedLoginRepository
from bookorbit_desktop.storage.koreader.progress import ProgressRepository
from bookorbit_desktop.storage.library.book_list import BookList
from bookorbit_desktop.storage.library.book_search import BookSearch
from bookorbit_desktop.storage.library.collections import CollectionRepository
from bookorbit_desktop.storage.library.feed_books import FeedBooks
from bookorbit_desktop.storage.reading.positions import PositionRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository
from bookorbit_desktop.system.secrets import MemorySecretStore
from tests.new_library import new_library
from tests.services import TestClock

USERNAME = "reader"
PASSPHRASE = "baga deka mufa tuna"


@dataclass
class World:
    """The parts of a running program that tests look at."""

    database: Database
    koreader_login: KoreaderLogin
    paired_logins: PairedLogins
    pairing: PairingService
    settings: SettingsRepository
    preferences: Preferences
    progress: ProgressService
    devices: DeviceService
    digests: DigestRepository
    readings: ReadingRepository
    logins: LoginAttempts
    server: KosyncServer
    bus: EventBus
    clock: TestClock
    events: list[Event] = field(default_factory=list)

    def add_book(self, digest: str, title: str = "A book") -> int:
        """Put a book into the library that `digest` means."""

        def add() -> int:
            columns = BookMetadata(title=title)
            book_id = models.Book.insert(
                title=columns.title,
                authors="[]",
                series="",
                language="",
                description="",
                publisher="",
                published="",
                subjects="[]",
                added_at=0.0,
            ).execute()
            self.digests.add(digest, book_id, DigestOrigin.PARTIAL, 0.0)
            return int(book_id)

        return self.database.write(add)


def build_world(data_dir: Path) -> World:
    """Open the database in `data_dir` and wire what lies above it. The server is not started."""
    database = Database(new_library(data_dir))
    events = EventBus()
    settings = SettingsRepository(database)
    preferences = Preferences(database, settings, events)
    authenticator = Authenticator(DeviceRepository(database).addresses())
    koreader_login = KoreaderLogin(database, settings, MemorySecretStore(), authenticator)
    clock = TestClock()
    paired_logins = PairedLogins(database, PairedLoginRepository(), authenticator, clock, events)
    pairing = PairingService(koreader_login, paired_logins, preferences, clock, events)
    digests = DigestRepository(database)
    readings = ReadingRepository(database)
    progress_rules = ProgressRules(PositionRepository(database, digests), preferences)
    devices = DeviceService(database, DeviceRepository(database), Clock(), events)
    progress = ProgressService(
        database, ProgressRepository(database), devices, digests, readings, progress_rules, Clock(), events
    )
    logins = LoginAttempts(Clock(), events)
    opds_catalogue = OpdsCatalogue(
        database,
        FeedBooks(database, BookSearch(database)),
        CollectionService(database, CollectionRepository(database), BookList(database), clock, events),
        digests,
        CoverStore(data_dir / "covers"),
        progress,
        preferences,
        clock,
        events,
    )
    server = KosyncServer(
        lambda: make_application(koreader_login, progress, preferences, logins, pairing, opds_catalogue),
        events,
        added_names=lambda: preferences.current.host_names,
        on_tls=logins.note_https,
        on_wrong_host=partial(logins.note_refusal, ""),
        admits=SourceCheck(lambda: preferences.current.allow_public, partial(logins.note_refusal, "")).admits,
    )
    pairing.follow_server(lambda: server.address)
    world = World(
        database,
        koreader_login,
        paired_logins,
        pairing,
        settings,
        preferences,
        progress,
        devices,
        digests,
        readings,
        logins,
        server,
        events,
        clock,
    )
    events.subscribe(world.events.append)
    return world
