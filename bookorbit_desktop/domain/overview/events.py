"""Events: a closed set of immutable values that others subscribe to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bookorbit_desktop.domain.base.messages import NOTHING, Message

if TYPE_CHECKING:
    from bookorbit_desktop.domain.base.ids import BookId
    from bookorbit_desktop.domain.files.runs import FileOutcome
    from bookorbit_desktop.domain.hardcover.sync_run import SyncProgress, SyncSummary
    from bookorbit_desktop.domain.koreader.devices import SharedId
    from bookorbit_desktop.domain.koreader.progress import LoginAttempt, Push
    from bookorbit_desktop.domain.library.scan import ScanSummary
    from bookorbit_desktop.domain.overview.activity import JobKind
    from bookorbit_desktop.domain.overview.notifications import Notice
    from bookorbit_desktop.domain.usb.files import PluggedIn


@dataclass(frozen=True, slots=True)
class BooksChanged:
    """Books were added, edited, read or removed; empty `book_ids` means many."""

    book_ids: frozenset[BookId] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class CollectionsChanged:
    """Shelves, tags or saved filters were made, renamed, filled or deleted."""


@dataclass(frozen=True, slots=True)
class InboxChanged:
    """A book in the Inbox changed its state, was approved, or waits again."""


@dataclass(frozen=True, slots=True)
class ProgressReceived:
    """A push was committed."""

    push: Push
    book_id: BookId | None
    status_changed: bool
    went_back: bool = False
    """The first push of a step back that the person is asked about."""


@dataclass(frozen=True, slots=True)
class ReadingEdited:
    """Status, rating or dates of books changed other than by a push, such as by hand."""

    book_ids: frozenset[BookId]
    rating_only: bool = False


@dataclass(frozen=True, slots=True)
class ReadingReported:
    """A device has just told the status, rating or dates of books other than by a push."""

    book_ids: frozenset[BookId]


@dataclass(frozen=True, slots=True)
class DocumentsChanged:
    """The person linked, unlinked or ignored documents."""

    digests: frozenset[str]


@dataclass(frozen=True, slots=True)
class DevicesChanged:
    """A device was renamed, forgotten or separated from another, or the known shared ids changed."""


@dataclass(frozen=True, slots=True)
class SharedIdSeen:
    """Two devices reported the same id, for the first time or again."""

    shared: SharedId


@dataclass(frozen=True, slots=True)
class LoginAttempted:
    """A device tried to log in."""

    attempt: LoginAttempt


@dataclass(frozen=True, slots=True)
class ScanProgressed:
    """A scan progressed. `total` is None while folders are still being listed."""

    done: int
    total: int | None
    current: str
    covers: bool = False
    """All books are listed; the numbers now count covers."""


@dataclass(frozen=True, slots=True)
class ScanFinished:
    """A scan ended."""

    summary: str


@dataclass(frozen=True, slots=True)
class IdentitiesProgressed:
    """The identity scan reached a file of the book `current`."""

    done: int
    total: int
    current: str


@dataclass(frozen=True, slots=True)
class IdentitiesFinished:
    """The identity scan ended or was cancelled."""

    summary: str


@dataclass(frozen=True, slots=True)
class FileWorkProgressed:
    """A run on the person's files reached the file `current`."""

    done: int
    total: int
    current: str


@dataclass(frozen=True, slots=True)
class FileWorkFinished:
    """A run on the person's files ended or was cancelled."""

    outcome: FileOutcome


@dataclass(frozen=True, slots=True)
class DeviceScanProgressed:
    """Reading a connected device progressed. `total` is None while its sidecars are still being searched for.

    When `done` reaches `total`, its statistics follow.
    """

    done: int
    total: int | None
    current: str
    """The device's mount folder."""


@dataclass(frozen=True, slots=True)
class DeviceImportProgressed:
    """An import from a device progressed."""

    done: int
    total: int
    current: str = ""
    """Empty while it works on many books at once."""


@dataclass(frozen=True, slots=True)
class ReadingTimeProgressed:
    """Recalculating the reading days progressed: `done` of `total` documents."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ReadingTimeChanged:
    """The days of reading were recalculated, or the person changed what counts."""


@dataclass(frozen=True, slots=True)
class PluggedInChanged:
    """Devices with KOReader were connected or removed."""

    here: tuple[PluggedIn, ...]
    """The devices now connected."""
    came: tuple[PluggedIn, ...] = ()
    """The newly connected ones that the person may want to hear of."""


@dataclass(frozen=True, slots=True)
class FilesAdded:
    """A person added files or folders, and they were scanned."""

    summary: ScanSummary


@dataclass(frozen=True, slots=True)
class SyncProgressed:
    """A run of the Hardcover sync progressed."""

    progress: SyncProgress


@dataclass(frozen=True, slots=True)
class SyncFinished:
    """A run of the Hardcover sync ended."""

    summary: SyncSummary


@dataclass(frozen=True, slots=True)
class UndoProgressed:
    """The undo of a sync progressed: the number of books done and in all, and the current one."""

    done: int
    total: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class SyncScheduled:
    """The books waiting for the automatic sync changed: the next ones, each in seconds from now."""

    books: tuple[tuple[BookId, float], ...]


@dataclass(frozen=True, slots=True)
class JobStarted:
    """A job began or was queued."""

    job_id: int
    kind: JobKind


@dataclass(frozen=True, slots=True)
class JobEnded:
    """A job ended. `error` says why it failed; empty if it didn't."""

    job_id: int
    kind: JobKind
    error: Message = NOTHING


@dataclass(frozen=True, slots=True)
class ServerChanged:
    """The server started, stopped, moved to another port, or was switched on or off."""


@dataclass(frozen=True, slots=True)
class NewVersionSeen:
    """The web site told of the program's newest version."""

    news: str
    """That version, if it comes after this one and was not told of before; otherwise empty."""


@dataclass(frozen=True, slots=True)
class HardcoverAccountChanged:
    """The token, or what is known about its account, changed."""


@dataclass(frozen=True, slots=True)
class PreferencesChanged:
    """The person changed a setting."""


@dataclass(frozen=True, slots=True)
class FoldersChanged:
    """A folder was added or forgotten, has gone or come back, or is watched differently."""


@dataclass(frozen=True, slots=True)
class FilesMissing:
    """A scan found that files are missing."""

    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notified:
    """A notice the person may want to see."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class NetworkChanged:
    """This computer's addresses changed (only loopback without a network), or it woke up."""

    addresses: tuple[str, ...]
    after_sleep: bool = False


@dataclass(frozen=True, slots=True)
class NetworkReturned:
    """This computer is on a network again or on another one, or woke up."""

    addresses: tuple[str, ...]
    after_sleep: bool = False


@dataclass(frozen=True, slots=True)
class PairingChanged:
    """The pairing window opened or closed, a device asks or was answered, or paired logins came or went."""


@dataclass(frozen=True, slots=True)
class RelayChanged:
    """The relay was set up, switched on or off, made a round, or its problem changed."""


@dataclass(frozen=True, slots=True)
class StorageTroubleChanged:
    """Saving has become impossible, or possible again."""

    trouble: Message
    """Why, and what to do; empty once it works again."""


@dataclass(frozen=True, slots=True)
class AnnotationsChanged:
    """Highlights, notes or bookmarks were imported, removed or restored."""


@dataclass(frozen=True, slots=True)
class BackupsChanged:
    """A backup was made, thinned out or failed, or their folder changed."""


@dataclass(frozen=True, slots=True)
class BackupTroubleChanged:
    """Backups have begun to fail or to use another folder, or work normally again."""

    trouble: Message
    """Why, and what to do; empty once it works again."""


Event = (
    BooksChanged
    | CollectionsChanged
    | InboxChanged
    | ProgressReceived
    | ReadingEdited
    | ReadingReported
    | DocumentsChanged
    | DevicesChanged
    | SharedIdSeen
    | LoginAttempted
    | ScanProgressed
    | ScanFinished
    | IdentitiesProgressed
    | IdentitiesFinished
    | FileWorkProgressed
    | FileWorkFinished
    | DeviceScanProgressed
    | DeviceImportProgressed
    | ReadingTimeProgressed
    | ReadingTimeChanged
    | PluggedInChanged
    | FilesAdded
    | SyncProgressed
    | SyncFinished
    | UndoProgressed
    | SyncScheduled
    | JobStarted
    | JobEnded
    | NewVersionSeen
    | ServerChanged
    | HardcoverAccountChanged
    | PreferencesChanged
    | FilesMissing
    | FoldersChanged
    | Notified
    | NetworkChanged
    | NetworkReturned
    | PairingChanged
    | RelayChanged
    | AnnotationsChanged
    | StorageTroubleChanged
    | BackupsChanged
    | BackupTroubleChanged
)

WORK_EVENTS: tuple[type[Event], ...] = (
    ScanProgressed,
    ScanFinished,
    IdentitiesProgressed,
    IdentitiesFinished,
    FileWorkProgressed,
    DeviceScanProgressed,
    DeviceImportProgressed,
    ReadingTimeProgressed,
    JobStarted,
    JobEnded,
    UndoProgressed,
    SyncProgressed,
    SyncFinished,
    SyncScheduled,
)
"""Events about running or waiting work."""
