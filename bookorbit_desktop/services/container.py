"""All use cases in one record, for the doors: window, server and command line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bookorbit_desktop.domain.server import AddressCheck, ServerAddress
from bookorbit_desktop.services.account import AccountService
from bookorbit_desktop.services.activity import ActivityService
from bookorbit_desktop.services.annotation_carry import AnnotationCarryService
from bookorbit_desktop.services.annotation_export import AnnotationExportService
from bookorbit_desktop.services.annotations import AnnotationService
from bookorbit_desktop.services.book_view import BookViewService
from bookorbit_desktop.services.calibre import CalibreService
from bookorbit_desktop.services.candidates import CandidateService
from bookorbit_desktop.services.clock import Clock
from bookorbit_desktop.services.cover_choice import CoverChoiceService
from bookorbit_desktop.services.dashboard import DashboardService
from bookorbit_desktop.services.device_import import DeviceImportService
from bookorbit_desktop.services.device_scan import DeviceScanService
from bookorbit_desktop.services.device_setup import DeviceSetupService
from bookorbit_desktop.services.devices import DeviceService
from bookorbit_desktop.services.diagnostics import DiagnosticsService
from bookorbit_desktop.services.documents import DocumentService
from bookorbit_desktop.services.entry_edits import EntryEditService
from bookorbit_desktop.services.entry_removal import EntryRemoval
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.services.explain import ExplainService
from bookorbit_desktop.services.export import ExportService
from bookorbit_desktop.services.feeds import FeedService
from bookorbit_desktop.services.file_proof import FileProofService
from bookorbit_desktop.services.file_runs import FileRuns
from bookorbit_desktop.services.folder_watch import FolderWatch
from bookorbit_desktop.services.hardcover_account import HardcoverAccountService
from bookorbit_desktop.services.identities import IdentityService
from bookorbit_desktop.services.inbox import InboxService
from bookorbit_desktop.services.library import LibraryService
from bookorbit_desktop.services.list_import import ListImportService
from bookorbit_desktop.services.logins import LoginWatch
from bookorbit_desktop.services.matches import MatchService
from bookorbit_desktop.services.merging import MergeService
from bookorbit_desktop.services.metadata import MetadataService
from bookorbit_desktop.services.metadata_files import MetadataFileService
from bookorbit_desktop.services.notifications import NotificationService
from bookorbit_desktop.services.online_metadata import OnlineMetadataService
from bookorbit_desktop.services.organise import OrganiseService
from bookorbit_desktop.services.paired_logins import PairedLogins
from bookorbit_desktop.services.pairing import PairingService
from bookorbit_desktop.services.pause import HardcoverPause
from bookorbit_desktop.services.positions import PositionService
from bookorbit_desktop.services.preferences import Preferences
from bookorbit_desktop.services.progress import ProgressService
from bookorbit_desktop.services.reading import ReadingService
from bookorbit_desktop.services.relay import RelayService
from bookorbit_desktop.services.relay_exchange import RelayExchange
from bookorbit_desktop.services.removal import RemovalService
from bookorbit_desktop.services.review import ReviewService
from bookorbit_desktop.services.shelf_import import ShelfImportService
from bookorbit_desktop.services.sync import SyncService
from bookorbit_desktop.services.sync_log import SyncLogService
from bookorbit_desktop.services.sync_states import SyncStates
from bookorbit_desktop.services.undo import UndoService
from bookorbit_desktop.services.window_memory import WindowMemory
from bookorbit_desktop.storage.database import Database
from bookorbit_desktop.storage.quick_find import QuickFind
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
    feeds: FeedService
    file_proof: FileProofService
    identities: IdentityService
    book_view: BookViewService
    candidates: CandidateService
    account: AccountService
    paired_logins: PairedLogins
    pairing: PairingService
    logins: LoginWatch
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
