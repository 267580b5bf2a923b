"""All use cases in one record, for the doors: window, server and command line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bookorbit_desktop.domain.koreader.server import AddressCheck, ServerAddress
from bookorbit_desktop.services.files.metadata_files import MetadataFileService
from bookorbit_desktop.services.files.organise import OrganiseService
from bookorbit_desktop.services.files.removal import RemovalService
from bookorbit_desktop.services.files.runs import FileRuns
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.hardcover.candidates import CandidateService
from bookorbit_desktop.services.hardcover.entry_edits import EntryEditService
from bookorbit_desktop.services.hardcover.entry_removal import EntryRemoval
from bookorbit_desktop.services.hardcover.explain import ExplainService
from bookorbit_desktop.services.hardcover.matches import MatchService
from bookorbit_desktop.services.hardcover.pause import HardcoverPause
from bookorbit_desktop.services.hardcover.shelf_import import ShelfImportService
from bookorbit_desktop.services.hardcover.sync import SyncService
from bookorbit_desktop.services.hardcover.sync_log import SyncLogService
from bookorbit_desktop.services.hardcover.sync_states import SyncStates
from bookorbit_desktop.services.hardcover.undo import UndoService
from bookorbit_desktop.services.highlights.annotations import AnnotationService
from bookorbit_desktop.services.highlights.carry import AnnotationCarryService
from bookorbit_desktop.services.highlights.export import AnnotationExportService
from bookorbit_desktop.services.imports.list_import import ListImportService
from bookorbit_desktop.services.koreader.account import AccountService
from bookorbit_desktop.services.koreader.devices import DeviceService
from bookorbit_desktop.services.koreader.documents import DocumentService
from bookorbit_desktop.services.koreader.file_proof import FileProofService
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts
from bookorbit_desktop.services.koreader.paired_logins import PairedLogins
from bookorbit_desktop.services.koreader.pairing import PairingService
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.library.calibre import CalibreService
from bookorbit_desktop.services.library.cover_choice import CoverChoiceService
from bookorbit_desktop.services.library.folder_watch import FolderWatch
from bookorbit_desktop.services.library.identities import IdentityService
from bookorbit_desktop.services.library.inbox import InboxService
from bookorbit_desktop.services.library.library import LibraryService
from bookorbit_desktop.services.library.merging import MergeService
from bookorbit_desktop.services.library.metadata import MetadataService
from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue
from bookorbit_desktop.services.overview.activity import ActivityService
from bookorbit_desktop.services.overview.book_view import BookViewService
from bookorbit_desktop.services.overview.dashboard import DashboardService
from bookorbit_desktop.services.overview.diagnostics import DiagnosticsService
from bookorbit_desktop.services.overview.export import ExportService
from bookorbit_desktop.services.overview.notifications import NotificationService
from bookorbit_desktop.services.reading.positions import PositionService
from bookorbit_desktop.services.reading.reading import ReadingService
from bookorbit_desktop.services.relay.exchange import RelayExchange
from bookorbit_desktop.services.relay.relay import RelayService
from bookorbit_desktop.services.review.online_metadata import OnlineMetadataService
from bookorbit_desktop.services.review.review import ReviewService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.services.runtime.window_memory import WindowMemory
from bookorbit_desktop.services.usb.device_import import DeviceImportService
from bookorbit_desktop.services.usb.scan import DeviceScanService
from bookorbit_desktop.services.usb.setup import DeviceSetupService
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.quick_find import QuickFind
from bookorbit_desktop.system.autostart import Autostart


@dataclass(frozen=True, slots=True)
class Services:
    """What the program can do."""

    data_dir: Path
    database: Database
    events: EventBus
    clock: Clock
    preferences: Preferences
    pause: HardcoverPause
    notifications: NotificationService
    window_memory: WindowMemory
    calibre: CalibreService
    library: LibraryService
    folder_watch: FolderWatch
    removal: RemovalService
    merging: MergeService
    metadata: MetadataService
    cover_choice: CoverChoiceService
    online_metadata: OnlineMetadataService
    reading: ReadingService
    progress: ProgressService
    positions: PositionService
    devices: DeviceService
    device_scan: DeviceScanService
    device_setup: DeviceSetupService
    device_import: DeviceImportService
    documents: DocumentService
    feeds: OpdsCatalogue
    file_proof: FileProofService
    identities: IdentityService
    book_view: BookViewService
    candidates: CandidateService
    account: AccountService
    paired_logins: PairedLogins
    pairing: PairingService
    logins: LoginAttempts
    hardcover_account: HardcoverAccountService
    sync: SyncService
    states: SyncStates
    sync_log: SyncLogService
    matches: MatchService
    entry_edits: EntryEditService
    undo: UndoService
    entry_removal: EntryRemoval
    explain: ExplainService
    shelf_import: ShelfImportService
    list_import: ListImportService
    export: ExportService
    dashboard: DashboardService
    quick_find: QuickFind
    diagnostics: DiagnosticsService
    autostart: Autostart
    activity: ActivityService
    inbox: InboxService
    review: ReviewService
    relay: RelayService
    relay_exchange: RelayExchange
    file_runs: FileRuns
    organise: OrganiseService
    metadata_files: MetadataFileService
    annotations: AnnotationService
    annotation_carry: AnnotationCarryService
    annotation_export: AnnotationExportService


class ServerHandle(Protocol):
    """The running server as the window sees it. Methods run on the network loop."""

    @property
    def address(self) -> ServerAddress | None:
        """Where it listens, or None while it is stopped."""

    async def start(self) -> ServerAddress:
        """Listen. Raises PortInUse."""

    async def stop(self) -> None:
        """Stop listening."""

    async def check(self) -> tuple[AddressCheck, ...]:
        """Ask the server for an answer at each of its addresses; none while it is stopped."""

    async def return_when_free(self) -> None:
        """Move to the wanted port as soon as the program that has it leaves it."""

    async def move(self, host: str, port: int) -> None:
        """Listen there from now on, also after the next start; an empty `host` means every address.

        Raises PortInUse or InvalidInput, and then stays where it was.
        """
