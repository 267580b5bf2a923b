"""Decides which events are worth a notification; the window shows it (screens.md section 11)."""

import threading
from datetime import datetime, timedelta

from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncEnd, SyncSummary
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.overview.events import (
    Event,
    FilesMissing,
    HardcoverAccountChanged,
    Notified,
    PluggedInChanged,
    ProgressReceived,
    SharedIdSeen,
    SyncFinished,
)
from bookorbit_desktop.domain.overview.notifications import Notice, NotificationKind, QuietHours, may_notify
from bookorbit_desktop.domain.usb.files import PluggedIn
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.koreader.devices import DeviceRepository
from bookorbit_desktop.storage.koreader.progress import ProgressRepository
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository

UNMATCHED_TOGETHER = timedelta(hours=1)
"""How often documents without a book are reported at most, all together."""


class NotificationService:
    """Turns events into the notifications that the person wants. Never for a page turn."""

    def __init__(
        self,
        books: BookRepository,
        readings: ReadingRepository,
        pushes: ProgressRepository,
        devices: DeviceRepository,
        account: HardcoverAccountService,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._books = books
        self._readings = readings
        self._account = account
        self._preferences = preferences
        self._clock = clock
        self._events = events
        self._lock = threading.Lock()
        self._known_devices = devices.known_ids
        self._known_documents = pushes.digests
        self._devices: set[str] = set()
        self._documents: set[str] = set()
        self._untold: set[str] = set()
        self._reported_unmatched_at: datetime | None = None
        self._problem = ""
        self._sync_failed = False

    def begin(self) -> None:
        """Start notifying about new things. Blocks for a moment to read what is already known."""
        self._devices, self._documents = self._known_devices(), self._known_documents()
        self._events.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, ProgressReceived) and self._is_nothing_new(event):
            return
        with self._lock:
            notices = self._notices(event)
        for notice in notices:
            self._tell(notice)

    def _notices(self, event: Event) -> list[Notice]:
        if isinstance(event, ProgressReceived):
            found = [
                self._new_device(event.push),
                self._finished(event),
                self._no_book(event),
                self._went_back(event),
            ]
            return [notice for notice in found if notice is not None]
        if isinstance(event, SharedIdSeen):
            return [Notice(NotificationKind.SHARED_ID, event.shared.certainty, len(event.shared.names))]
        if isinstance(event, HardcoverAccountChanged):
            return self._token_problem()
        if isinstance(event, SyncFinished):
            return self._sync_problems(event.summary)
        if isinstance(event, PluggedInChanged):
            return [_connected(plugged) for plugged in event.came]
        if isinstance(event, FilesMissing):
            title = event.titles[0] if event.titles else ""
            return [Notice(NotificationKind.FILE_MISSING, title, len(event.titles))]
        return []

    def _is_nothing_new(self, event: ProgressReceived) -> bool:
        """Whether an event needs no further look, like nearly every push: takes no lock."""
        push = event.push
        return (
            push.document in self._documents
            and (push.device_id or push.device) in self._devices
            and not event.status_changed
            and not event.went_back
        )

    def _tell(self, notice: Notice) -> None:
        settings = self._preferences.current
        quiet = QuietHours(settings.quiet_from, settings.quiet_to) if settings.quiet_hours else None
        now = self._clock.now().astimezone().time()
        if may_notify(notice.kind, now, settings.muted_notifications, quiet):
            self._events.emit(Notified(notice))

    def _new_device(self, push: Push) -> Notice | None:
        key = push.device_id or push.device
        if key in self._devices or push.relayed:
            return None
        self._devices.add(key)
        return Notice(NotificationKind.NEW_DEVICE, push.device)

    def _finished(self, event: ProgressReceived) -> Notice | None:
        if event.book_id is None or not event.status_changed:
            return None
        if not self._readings.get(event.book_id).status.is_finished:
            return None
        title = self._books.title(event.book_id)
        return Notice(NotificationKind.BOOK_FINISHED, title, book_id=event.book_id)

    def _went_back(self, event: ProgressReceived) -> Notice | None:
        if event.book_id is None or not event.went_back:
            return None
        return Notice(NotificationKind.WENT_BACK, self._books.title(event.book_id), book_id=event.book_id)

    def _no_book(self, event: ProgressReceived) -> Notice | None:
        document = event.push.document
        is_known = document in self._documents
        self._documents.add(document)
        if is_known or event.book_id is not None:
            return None
        self._untold.add(document)
        told, now = self._reported_unmatched_at, self._clock.now()
        if told is not None and now - told < UNMATCHED_TOGETHER:
            return None
        self._reported_unmatched_at = now
        count, self._untold = len(self._untold), set()
        name = event.push.metadata.title if event.push.metadata else ""
        return Notice(NotificationKind.UNMATCHED_DOCUMENT, name, count)

    def _token_problem(self) -> list[Notice]:
        before, self._problem = self._problem, self._account.problem
        if not self._problem or self._problem == before or not self._account.was_connected:
            return []
        return [Notice(NotificationKind.TOKEN_PROBLEM, self._problem)]

    def _sync_problems(self, summary: SyncSummary) -> list[Notice]:
        if summary.dry_run or summary.end is SyncEnd.CANCELLED:
            return []
        failed = summary.count(ItemOutcome.FAILED)
        had_failed, self._sync_failed = self._sync_failed, bool(failed)
        if not failed or had_failed:
            return []
        title = next(item.title for item in summary.items if item.outcome is ItemOutcome.FAILED)
        return [Notice(NotificationKind.SYNC_PROBLEMS, title, failed)]


def _connected(plugged: PluggedIn) -> Notice:
    found = plugged.device
    return Notice(
        NotificationKind.DEVICE_CONNECTED, found.kind, folder=found.root, last_read=plugged.last_read
    )
