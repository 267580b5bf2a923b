"""Delivers events from any thread to the window: merged, and at most ten times a second."""

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_run import SyncItem
from bookorbit_desktop.domain.overview.events import (
    AnnotationsChanged,
    BackupsChanged,
    BackupTroubleChanged,
    BooksChanged,
    CollectionsChanged,
    DeviceImportProgressed,
    DeviceScanProgressed,
    DevicesChanged,
    DocumentsChanged,
    Event,
    FilesAdded,
    FileWorkProgressed,
    FoldersChanged,
    HardcoverAccountChanged,
    IdentitiesProgressed,
    InboxChanged,
    JobEnded,
    JobStarted,
    LoginAttempted,
    NewVersionSeen,
    Notified,
    PairingChanged,
    PluggedInChanged,
    PreferencesChanged,
    ProgressReceived,
    ReadingEdited,
    ReadingTimeChanged,
    ReadingTimeProgressed,
    RelayChanged,
    ScanFinished,
    ScanProgressed,
    ServerChanged,
    StorageTroubleChanged,
    SyncFinished,
    SyncProgressed,
    SyncScheduled,
    UndoProgressed,
)
from bookorbit_desktop.domain.overview.notifications import Notice
from bookorbit_desktop.services.runtime.event_bus import EventBus

INTERVAL_MS = 100
_OF_JOBS = (
    JobStarted,
    JobEnded,
    SyncScheduled,
    IdentitiesProgressed,
    DeviceScanProgressed,
    DeviceImportProgressed,
    ReadingTimeProgressed,
)


class EventBridge(QObject):
    """Turns events into signals on the GUI thread. Delivers the newest of a kind, with all book ids."""

    books_changed = Signal(object)
    """frozenset of book ids; empty means many."""
    progress_received = Signal(object)
    """The newest ProgressReceived."""
    documents_changed = Signal()
    """Documents were linked, unlinked or ignored."""
    devices_changed = Signal()
    login_attempted = Signal(object)
    """The newest LoginAttempt."""
    scan_progressed = Signal(object)
    """ScanProgressed."""
    files_added = Signal(object)
    """ScanSummary of what a person added."""
    collections_changed = Signal()
    """Shelves, tags or saved filters, or the books in them."""
    inbox_changed = Signal()
    """A book of the Inbox changed its state, was approved or waits again."""
    scan_finished = Signal(object)
    """The summary, a Message."""
    sync_progressed = Signal(object, object)
    """SyncProgress, and the tuple of every SyncItem since the last time."""
    sync_finished = Signal(object)
    """SyncSummary."""
    file_work_progressed = Signal(object)
    """The newest FileWorkProgressed."""
    undo_progressed = Signal(object)
    """The newest UndoProgressed."""
    folders_changed = Signal()
    server_changed = Signal()
    account_changed = Signal()
    preferences_changed = Signal()
    pairing_changed = Signal()
    relay_changed = Signal()
    plugged_in_changed = Signal(object)
    """The newest PluggedInChanged."""
    annotations_changed = Signal()
    reading_time_changed = Signal()
    """Reading days were recalculated, or the person changed what counts."""
    backups_changed = Signal()
    backup_trouble_changed = Signal(object)
    """A Message: why backups fail or go elsewhere, and what to do; empty once they work normally."""
    storage_changed = Signal(object)
    """A Message: why nothing can be stored, and what to do; empty once it works again."""
    notified = Signal(object)
    """Notice; every one."""
    new_version_seen = Signal(str)
    jobs_changed = Signal()
    """A job began, progressed or ended, or other books wait to be sent."""

    _woken = Signal()

    def __init__(self, events: EventBus) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._waiting: dict[type, Any] = {}
        self._items: list[SyncItem] = []
        self._newest: SyncItem | None = None
        self._notices: list[Notice] = []
        self._book_ids: set[BookId] | None = set()
        """Changed ids; None for many."""
        self._scheduled = False
        self._last_flush = 0.0
        self._is_closed = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._flush)
        self._woken.connect(self._schedule, Qt.ConnectionType.QueuedConnection)
        self._emit = self._emitters()
        self._unsubscribe = events.subscribe(self._hear)

    def close(self) -> None:
        """Stop receiving events, also those that are under way: what would hear them may be gone."""
        self._unsubscribe()
        self._is_closed = True
        self._timer.stop()

    def _hear(self, event: Event) -> None:
        """Merge an event into those waiting. Called on the thread that emitted it."""
        with self._lock:
            self._fold(event)
            wake = not self._scheduled
            self._scheduled = True
        if wake:
            self._woken.emit()

    def _fold(self, event: Event) -> None:
        self._waiting.pop(type(event), None)
        self._waiting[type(event)] = event
        if isinstance(event, BooksChanged | ReadingEdited):
            self._add_books(event.book_ids)
        elif isinstance(event, ProgressReceived) and event.book_id is not None:
            self._add_books(frozenset({event.book_id}))
        elif isinstance(event, Notified):
            self._notices.append(event.notice)
        elif isinstance(event, SyncProgressed) and event.progress.newest is not None:
            self._add_item(event.progress.newest)

    def _add_books(self, book_ids: frozenset[BookId]) -> None:
        if not book_ids:
            self._book_ids = None
        elif self._book_ids is not None:
            self._book_ids |= book_ids
        self._waiting.setdefault(BooksChanged, None)

    def _add_item(self, item: SyncItem) -> None:
        """Add a finished book, once, although several stages may report it as the newest."""
        if item is not self._newest:
            self._newest = item
            self._items.append(item)

    def _schedule(self) -> None:
        if self._is_closed:
            return
        since = (time.monotonic() - self._last_flush) * 1000
        self._timer.start(max(0, round(INTERVAL_MS - since)))

    def _flush(self) -> None:
        self._last_flush = time.monotonic()
        with self._lock:
            waiting, self._waiting = self._waiting, {}
            items, self._items = tuple(self._items), []
            notices, self._notices = self._notices, []
            book_ids, self._book_ids = self._book_ids, set()
            self._scheduled = False
        for kind, event in waiting.items():
            if kind is BooksChanged:
                self.books_changed.emit(frozenset(book_ids or ()))
            elif kind is SyncProgressed:
                self.sync_progressed.emit(event.progress, items)
            elif kind in self._emit:
                self._emit[kind](event)
        for notice in notices:
            self.notified.emit(notice)

    def _emitters(self) -> dict[type, Callable[[Any], None]]:
        """The signals for the newest event of each kind. Books, notices and progress are merged elsewhere."""
        return {
            ProgressReceived: self.progress_received.emit,
            DocumentsChanged: _bare(self.documents_changed),
            DevicesChanged: _bare(self.devices_changed),
            LoginAttempted: lambda event: self.login_attempted.emit(event.attempt),
            ScanProgressed: self.scan_progressed.emit,
            ScanFinished: lambda event: self.scan_finished.emit(event.summary),
            CollectionsChanged: _bare(self.collections_changed),
            InboxChanged: _bare(self.inbox_changed),
            FilesAdded: lambda event: self.files_added.emit(event.summary),
            SyncFinished: lambda event: self.sync_finished.emit(event.summary),
            FileWorkProgressed: self.file_work_progressed.emit,
            UndoProgressed: self.undo_progressed.emit,
            FoldersChanged: _bare(self.folders_changed),
            ServerChanged: _bare(self.server_changed),
            NewVersionSeen: lambda event: self.new_version_seen.emit(event.news),
            HardcoverAccountChanged: _bare(self.account_changed),
            PairingChanged: _bare(self.pairing_changed),
            PreferencesChanged: _bare(self.preferences_changed),
            RelayChanged: _bare(self.relay_changed),
            PluggedInChanged: self.plugged_in_changed.emit,
            AnnotationsChanged: _bare(self.annotations_changed),
            ReadingTimeChanged: _bare(self.reading_time_changed),
            BackupsChanged: _bare(self.backups_changed),
            BackupTroubleChanged: lambda event: self.backup_trouble_changed.emit(event.trouble),
            StorageTroubleChanged: lambda event: self.storage_changed.emit(event.trouble),
        } | dict.fromkeys(_OF_JOBS, _bare(self.jobs_changed))


def _bare(signal: SignalInstance) -> Callable[[Any], None]:
    """A receiver that emits a signal without the event."""
    return lambda _event: signal.emit()
