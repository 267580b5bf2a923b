"""When the automatic sync runs: quiet times after each kind of change (behaviour.md, "quiet times")."""

import asyncio
import heapq
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bookorbit_desktop.domain.base.errors import HardcoverError, RateLimited
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.quotes import QuoteKinds
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncEnd
from bookorbit_desktop.domain.overview.events import (
    AnnotationsChanged,
    Event,
    HardcoverAccountChanged,
    NetworkReturned,
    PreferencesChanged,
    ProgressReceived,
    ReadingEdited,
    ReadingReported,
    SyncFinished,
    SyncScheduled,
)
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.hardcover.pause import HardcoverPause
from bookorbit_desktop.services.hardcover.sync import SyncService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.folding import Fold
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.services.runtime.run_cancel import end_task

logger = logging.getLogger(__name__)

LONGEST_LIMIT = 86_400.0
"""Seconds; Hardcover's daily allowance is renewed at midnight (hardcover-api.md section 2)."""
TOLD = 50
"""More waiting books than this are not listed."""


@dataclass(frozen=True, slots=True)
class QuietTimes:
    """How long to wait for more changes before sending, in seconds."""

    after_status: float = 5.0
    """After a push that changed the status, such as a finish."""
    after_hand: float = 10.0
    """After a change in the window, so that it can be undone before it is sent."""
    after_progress: float = 60.0
    longest_progress: float = 600.0
    """The longest time without sending progress while a person reads on."""
    everything: float = 1800.0
    """How often every book is checked, whatever happens."""
    after_trouble: float = 60.0
    """After a run that could not reach Hardcover, or in which books failed."""
    after_return: float = 3.0
    """After the network returned, so that name look-ups work again."""


class SyncSchedule:
    """Starts runs for changed books, on the loop where `start` was called."""

    def __init__(
        self,
        sync: SyncService,
        account: HardcoverAccountService,
        preferences: Preferences,
        pause: HardcoverPause,
        events: EventBus,
        quiet: QuietTimes | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._clock = clock or Clock()
        self._quiet = quiet or QuietTimes()
        self._sync = sync
        self._account = account
        self._preferences = preferences
        self._pause = pause
        self._was_paused = pause.is_paused
        self._events = events
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._due: dict[BookId, float] = {}
        self._first_seen: dict[BookId, float] = {}
        self._all_due: float | None = None
        self._pushes: Fold[BookId, bool] | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Watch for changes, and soon send what is pending. Call on the loop."""
        self._loop = asyncio.get_running_loop()
        self._all_due = self._loop.time() + self._quiet.after_hand
        self._pushes = Fold[BookId, bool](self._loop, self._pushed, lambda older, newer: older or newer)
        self._unsubscribe = self._events.subscribe(self._heard)
        self._task = self._loop.create_task(self._run_when_due())
        self._sync.automatic = self

    async def stop(self) -> None:
        """Stop watching. Unsent changes stay pending in the database."""
        self._unsubscribe()
        self._sync.automatic = None
        await end_task(self._task)

    @property
    def waiting(self) -> frozenset[BookId]:
        """The books still in their quiet time."""
        return frozenset(self._due)

    @property
    def next_run(self) -> datetime | None:
        """When the next run is due; None while automatic runs are off. Call on the loop."""
        times = [*self._due.values(), *([self._all_due] if self._all_due is not None else [])]
        if not times or not self._may_run():
            return None
        seconds = max(0.0, min(times) - self._now())
        return self._clock.now() + timedelta(seconds=seconds)

    @property
    def retry_seconds(self) -> float | None:
        """Seconds until the next try after a failure; None while automatic sync is off."""
        return self._quiet.after_trouble if self._may_run() else None

    def _heard(self, event: Event) -> None:
        if self._loop is None or self._loop.is_closed():
            return
        settings = self._preferences.current
        call = self._loop.call_soon_threadsafe
        if isinstance(event, ProgressReceived) and event.book_id is not None:
            is_new_status = event.status_changed and settings.hardcover_on_status
            if self._pushes is not None and (is_new_status or settings.hardcover_on_progress):
                self._pushes.add(event.book_id, is_new_status)
        elif isinstance(event, ReadingEdited):
            if settings.hardcover_on_rating if event.rating_only else settings.hardcover_on_status:
                for book_id in event.book_ids:
                    call(self._edited, book_id)
        elif isinstance(event, ReadingReported):
            if settings.hardcover_on_status or settings.hardcover_on_rating:
                for book_id in event.book_ids:
                    call(self._status_changed, book_id)
        elif isinstance(event, AnnotationsChanged):
            if settings.hardcover_quotes != QuoteKinds.OFF:
                call(self._everything_due, self._quiet.after_hand)
        elif isinstance(event, HardcoverAccountChanged):
            call(self._everything_due, self._quiet.after_hand)
        elif isinstance(event, PreferencesChanged):
            call(self._settings_changed)
        elif isinstance(event, NetworkReturned):
            call(self._everything_due, self._quiet.after_return)
        elif isinstance(event, SyncFinished):
            summary = event.summary
            if summary.continues_at is not None and summary.end is SyncEnd.STOPPED:
                call(self._continue_at, summary.continues_at)

    def _pushed(self, books: Mapping[BookId, bool]) -> None:
        """Handle pushes to these books, some with a new status."""
        for book_id, is_new_status in books.items():
            if is_new_status:
                self._status_changed(book_id)
            else:
                self._progressed(book_id)

    def _status_changed(self, book_id: BookId) -> None:
        wanted = self._now() + self._quiet.after_status
        self._set_due(book_id, min(wanted, self._due.get(book_id, wanted)))

    def _progressed(self, book_id: BookId) -> None:
        latest = self._first_seen.setdefault(book_id, self._now()) + self._quiet.longest_progress
        self._set_due(book_id, min(self._now() + self._quiet.after_progress, latest))

    def _edited(self, book_id: BookId) -> None:
        """Restart the time in which edits can be undone before they are sent."""
        self._set_due(book_id, self._now() + self._quiet.after_hand)

    def _set_due(self, book_id: BookId, due: float) -> None:
        self._due[book_id] = due
        self._changed.set()

    def _now(self) -> float:
        assert self._loop is not None
        return self._loop.time()

    def _settings_changed(self) -> None:
        """Send what is pending when a pause ends."""
        was_paused, self._was_paused = self._was_paused, self._pause.is_paused
        if was_paused and not self._was_paused:
            self._all_due = None
            self._everything_due(self._quiet.after_hand)

    def _everything_due(self, seconds: float) -> None:
        """Check every book in this many seconds, or sooner if planned."""
        due = self._now() + seconds
        self._all_due = due if self._all_due is None else min(due, self._all_due)
        self._changed.set()

    def _continue_at(self, moment: datetime) -> None:
        """Continue as soon as Hardcover's limit allows, instead of half an hour later."""
        seconds = (moment - self._clock.now()).total_seconds()
        self._all_due = self._now() + min(max(0.0, seconds), LONGEST_LIMIT)
        self._changed.set()

    async def _run_when_due(self) -> None:
        assert self._loop is not None
        while True:
            self._changed.clear()
            self._tell_who_waits()
            times = [*self._due.values(), *([self._all_due] if self._all_due is not None else [])]
            try:
                delay = max(0.0, min(times) - self._loop.time()) if times else None
                async with asyncio.timeout(delay):
                    await self._changed.wait()
            except TimeoutError:
                await self._run_due()

    def _tell_who_waits(self) -> None:
        now = self._now()
        first = heapq.nsmallest(TOLD, self._due.items(), key=lambda due: due[1])
        self._events.emit(SyncScheduled(tuple((book_id, max(0.0, due - now)) for book_id, due in first)))

    async def _run_due(self) -> None:
        now = self._now()
        everything = self._all_due is not None and self._all_due <= now
        books = frozenset(book_id for book_id, due in self._due.items() if due <= now)
        if everything:
            self._all_due = now + self._quiet.everything
        for book_id in books:
            del self._due[book_id]
            self._first_seen.pop(book_id, None)
        if not everything and not books:
            return  # woken a moment early
        if self._may_run():
            await self._run(None if everything else books)
        elif self._pause.left is not None:
            self._all_due = now + self._pause.left.total_seconds()

    async def _run(self, books: frozenset[BookId] | None) -> None:
        try:
            summary = await self._sync.run(book_ids=books, by_person=False)
        except HardcoverError as error:
            logger.info("Automatic sync is waiting: %s", error)
            self._try_again(error)
            return
        if summary.continues_at is not None:
            return
        if summary.end is SyncEnd.STOPPED or summary.count(ItemOutcome.FAILED):
            self._try_again(None)

    def _try_again(self, error: HardcoverError | None) -> None:
        asked = error.retry_after if isinstance(error, RateLimited) else 0.0
        again = self._now() + max(asked, self._quiet.after_trouble)
        self._all_due = again if self._all_due is None or asked else min(self._all_due, again)

    def _may_run(self) -> bool:
        settings = self._preferences.current
        ready = self._account.has_token and not self._account.problem
        return ready and not self._pause.is_paused and settings.hardcover_confirmed
