"""All use cases, for the window, the server and the command line.

Each is imported and created on first use, so that a start waits only for what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bookorbit_desktop.domain.overview.events import (
    WORK_EVENTS,
    FilesAdded,
    JobEnded,
    JobStarted,
    SyncFinished,
)
from bookorbit_desktop.services.hardcover_services import HardcoverServices
from bookorbit_desktop.services.runtime.on_demand import on_demand

if TYPE_CHECKING:
    from pathlib import Path

    from bookorbit_desktop.domain.koreader.server import AddressCheck, ServerAddress
    from bookorbit_desktop.services.hardcover.account import Connect, HardcoverEndpoint
    from bookorbit_desktop.services.highlights.words import WordService
    from bookorbit_desktop.services.koreader.certificates import CertificateService
    from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts
    from bookorbit_desktop.services.koreader.pairing import PairingService
    from bookorbit_desktop.services.opds.opds_catalogue import SharedBooks
    from bookorbit_desktop.services.overview.activity import ActivityService
    from bookorbit_desktop.services.overview.complete_export import CompleteExport
    from bookorbit_desktop.services.overview.diagnostics import DiagnosticsService
    from bookorbit_desktop.services.overview.doctor import Doctor
    from bookorbit_desktop.services.overview.export import ExportService
    from bookorbit_desktop.services.overview.new_version import NewVersionService
    from bookorbit_desktop.services.overview.notifications import NotificationService
    from bookorbit_desktop.services.overview.year_files import PaintYear, YearFileService
    from bookorbit_desktop.services.relay.exchange import RelayExchange
    from bookorbit_desktop.services.relay.relay import RelayService
    from bookorbit_desktop.services.runtime.clock import Clock
    from bookorbit_desktop.services.usb.cloud_folder import CloudFolder
    from bookorbit_desktop.services.usb.device_import import DeviceImportService
    from bookorbit_desktop.services.usb.plugin_reports import PluginReports
    from bookorbit_desktop.services.usb.scan import DeviceScanService
    from bookorbit_desktop.services.usb.setup import DeviceSetupService
    from bookorbit_desktop.services.usb.upload_folder import UploadFolder
    from bookorbit_desktop.system.autostart import Autostart
    from bookorbit_desktop.system.secrets import SecretStore


class Services(HardcoverServices):
    """The program's use cases. Thread-safe."""

    def __init__(
        self,
        data_dir: Path,
        secrets: SecretStore,
        endpoint: HardcoverEndpoint,
        clock: Clock,
        connect: Connect,
        autostart: Autostart,
        relay_password: str | None,
        paint_year: PaintYear,
        site: str = "",
    ) -> None:
        """Open a data folder. Blocks. Raises DatabaseTooNew.

        `relay_password` overrides the one in the password store. `site`: of the program; empty for none.
        """
        super().__init__(data_dir, secrets, endpoint, clock, connect)
        self._site = site
        self._paint_year = paint_year
        self.autostart = autostart
        self._relay_password = relay_password
        self._follow_events()

    def _follow_events(self) -> None:
        """Register who handles which events. The first event creates its handler if necessary."""
        events = self.events
        events.subscribe(lambda event: self.inbox.hear(event), FilesAdded)
        events.subscribe(lambda event: self.identities.hear(event), JobStarted, JobEnded)
        events.subscribe(lambda event: self.sync_log.hear(event), SyncFinished)
        events.subscribe(lambda event: self.activity.hear(event), *WORK_EVENTS)

    def read_logins(self) -> None:
        """Read the logins at the start, while a database error can still be reported."""
        _ = self.koreader_login, self.paired_logins

    async def end_undo(self) -> None:
        """Stop a running undo after its current entry, which still needs a connection."""
        if "undo" in vars(self):
            await self.undo.close()

    def give_up_undo(self) -> None:
        """Prevent further undos."""
        if "undo" in vars(self):
            self.undo.cancel()

    async def end_sync(self) -> None:
        """Stop the sync and close the connections to Hardcover."""
        if "sync" in vars(self):
            await self.sync.close()
        elif "hardcover_account" in vars(self):
            await self.hardcover_account.close()

    @on_demand
    def year_files(self) -> YearFileService:
        from bookorbit_desktop.services.overview.year_files import YearFileService

        return YearFileService(self.statistics, self.covers, self._paint_year)

    @on_demand
    def notifications(self) -> NotificationService:
        from bookorbit_desktop.services.overview.notifications import NotificationService

        return NotificationService(
            self.books,
            self.readings,
            self.pushes,
            self.device_repository,
            self.hardcover_account,
            self.preferences,
            self.clock,
            self.events,
        )

    @on_demand
    def new_version(self) -> NewVersionService:
        from bookorbit_desktop.services.overview.new_version import NewVersionService

        return NewVersionService(self._site, self.window_memory, self.preferences, self.clock, self.events)

    @on_demand
    def device_scan(self) -> DeviceScanService:
        from bookorbit_desktop.services.usb.scan import DeviceScanService
        from bookorbit_desktop.storage.usb.device_imports import DeviceVisitRepository

        service = DeviceScanService(
            self.database,
            DeviceVisitRepository(),
            self.clock,
            self.events,
            on_two_readers=lambda device_id, last: self.devices.note_two_readers(device_id, last),
        )
        self._stopped_by(service.stop)
        return service

    @on_demand
    def cloud_folder(self) -> CloudFolder:
        from bookorbit_desktop.services.usb.cloud_folder import CloudFolder

        folder = self.data_dir / "cloud"
        return CloudFolder(
            folder,
            self.database,
            self.settings,
            self.page_views,
            self.word_repository,
            self.clock,
            self.events,
        )

    @on_demand
    def words(self) -> WordService:
        from bookorbit_desktop.services.highlights.words import WordService

        return WordService(self.word_repository)

    @on_demand
    def plugin_reports(self) -> PluginReports:
        from bookorbit_desktop.services.usb.plugin_reports import PluginReports
        from bookorbit_desktop.storage.usb.plugin import PluginRepository

        return PluginReports(
            self.database,
            PluginRepository(self.database),
            self.settings,
            self.digests,
            self.device_imports,
            self.page_views,
            self.device_import,
            self.annotations,
            self.clock,
            self.events,
        )

    @on_demand
    def shared_books(self) -> SharedBooks:
        from bookorbit_desktop.services.opds.opds_catalogue import SharedBooks
        from bookorbit_desktop.storage.library.shared_books import SharedBookRepository

        repository = SharedBookRepository(self.database)
        return SharedBooks(repository, self.opds_catalogue, lambda: self.collections, self.preferences)

    @on_demand
    def upload_folder(self) -> UploadFolder:
        from bookorbit_desktop.services.usb.upload_folder import UploadFolder

        return UploadFolder(self.data_dir / "uploads", lambda: self.library, self.clock)

    @on_demand
    def device_setup(self) -> DeviceSetupService:
        from bookorbit_desktop.services.usb.setup import DeviceSetupService

        return DeviceSetupService(
            self.koreader_login, self.preferences, lambda: self.pairing.server, self.clock
        )

    @on_demand
    def device_import(self) -> DeviceImportService:
        from bookorbit_desktop.services.usb.device_import import DeviceImportService
        from bookorbit_desktop.services.usb.importer import DeviceImporter

        importer = DeviceImporter(
            self.device_imports,
            self.page_views,
            self.books,
            self.digests,
            self.readings,
            self.progress,
            self.log,
            self.preferences,
            self.clock,
        )
        service = DeviceImportService(
            self.database,
            self.device_imports,
            self.page_views,
            self.readings,
            importer,
            self.annotations,
            self.preferences,
            self.states.refresh,
            self.clock,
            self.events,
            self._back_up_before,
        )
        self._stopped_by(service.cancel)
        return service

    @on_demand
    def pairing(self) -> PairingService:
        from bookorbit_desktop.services.koreader.pairing import PairingService

        return PairingService(
            self.koreader_login, self.paired_logins, self.preferences, self.clock, self.events
        )

    @on_demand
    def certificates(self) -> CertificateService:
        from bookorbit_desktop.services.koreader.certificates import CertificateService

        return CertificateService(self.data_dir, self.secrets, self.clock, self.events)

    @on_demand
    def logins(self) -> LoginAttempts:
        from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts

        return LoginAttempts(self.clock, self.events)

    @on_demand
    def export(self) -> ExportService:
        from bookorbit_desktop.services.overview.export import ExportService

        return ExportService(
            self.books, self.collections, self.sync_books, self.progress, self.devices, self.forecasts
        )

    @on_demand
    def complete_export(self) -> CompleteExport:
        from bookorbit_desktop.services.overview.complete_export import CompleteExport

        return CompleteExport(self.database, self.clock)

    @on_demand
    def diagnostics(self) -> DiagnosticsService:
        from bookorbit_desktop.services.overview.diagnostics import DiagnosticsService

        return DiagnosticsService(
            self.data_dir,
            self.database,
            self.preferences,
            self.koreader_login,
            self.book_list,
            self.hardcover_account,
        )

    @on_demand
    def doctor(self) -> Doctor:
        from bookorbit_desktop.services.overview.doctor import Doctor

        return Doctor(
            self.data_dir,
            self.secrets,
            self.endpoint,
            self.connect,
            self.clock,
            lambda: self.hardcover_account.problem,
        )

    @on_demand
    def activity(self) -> ActivityService:
        from bookorbit_desktop.services.overview.activity import ActivityService
        from bookorbit_desktop.storage.overview.activity import ActivityQueries

        return ActivityService(
            ActivityQueries(self.database), self.hardcover_account, self.preferences, self.clock
        )

    @on_demand
    def relay(self) -> RelayService:
        from bookorbit_desktop.services.relay.relay import RelayService

        return RelayService(
            self.database,
            self.relay_repository,
            self.preferences,
            self.secrets,
            self.events,
            self._relay_password,
        )

    @on_demand
    def relay_exchange(self) -> RelayExchange:
        from bookorbit_desktop.services.relay.exchange import RelayExchange, RelayStore

        store = RelayStore(self.database, self.relay_repository, self.pushes, self.digests, self.log)
        return RelayExchange(self.relay, store, self.progress, self.clock, self.events)


class ServerHandle(Protocol):
    """The running server as the window sees it. Methods run on the network loop."""

    @property
    def address(self) -> ServerAddress | None:
        """The address it listens on; None while it is stopped."""

    async def start(self) -> ServerAddress:
        """Start listening. Raises PortInUse."""

    async def stop(self) -> None:
        """Stop listening."""

    async def check(self) -> tuple[AddressCheck, ...]:
        """Call the server at each of its addresses; empty while it is stopped."""

    async def return_when_free(self) -> None:
        """Move to the wanted port as soon as the other program leaves it."""

    async def move(self, host: str, port: int) -> None:
        """Listen at another address, also after the next start; an empty `host` means all addresses.

        Raises PortInUse or InvalidInput, leaving it where it was.
        """
