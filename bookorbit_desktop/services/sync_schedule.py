"""When the automatic sync runs: quiet times after each kind of change (DECISIONS.md, "quiet times")."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from bookorbit_desktop.domain.errors import HardcoverError
from bookorbit_desktop.domain.events import Event, HardcoverAccountChanged, ProgressReceived, ReadingEdited
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.services.hardcover_account import HardcoverAccountService
from bookorbit_desktop.services.preferences import Preferences
from bookorbit_desktop.services.sync import SyncService

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class QuietTimes:
    """How long to wait for more changes before sending, in seconds."""

    after_status: float = 5.0
    """After a push that changed the status, such as a finish."""
    after_hand: float = 10.0
    """After a change in the window, so that it can be taken back before it is sent."""
    after_progress: float = 60.0
    longest_progress: float = 600.0
    """Progress is sent at least this often while a person reads on."""
    retry: float = 300.0
    """What waits since an outage or a failure is looked at this often."""


class SyncSchedule:
    """Starts runs for the books that changed, on the loop it was started on."""

    def __init__(
        self,
        sync: SyncService,
        account: HardcoverAccountService,
        preferences: Preferences,
        events: EventBus,
        quiet: QuietTimes | None = None,
    ) -> None:
        self._quiet = quiet or QuietTimes()
        self._sync = sync
        self._account = account
        self._preferences = preferences
        self._events = events
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._due: dict[int, float] = {}
        self._first_seen: dict[int, float] = {}
        self._all_due: float | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Watch for changes; what waits from before is sent soon after. Call on the loop."""
        self._loop = asyncio.get_running_loop()
        self._all_due = self._loop.time() + self._quiet.after_hand
        self._unsubscribe = self._events.subscribe(self._heard)
        self._task = self._loop.create_task(self._run_when_due())

    async def stop(self) -> None:
        """Stop watching. What is not sent stays pending in the database."""
        self._unsubscribe()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @property
    def waiting(self) -> frozenset[int]:
        """The books whose quiet time has not passed yet."""
        return frozenset(self._due)

    def _heard(self, event: Event) -> None:
        if self._loop is None or self._loop.is_closed():
            return
        if isinstance(event, ProgressReceived) and event.book_id is not None:
            quiet = self._quiet.after_status if event.status_changed else self._quiet.after_progress
            self._loop.call_soon_threadsafe(self._book_changed, event.book_id, quiet)
        elif isinstance(event, ReadingEdited):
            for book_id in event.book_ids:
                self._loop.call_soon_threadsafe(self._book_changed, book_id, self._quiet.after_hand)
        elif isinstance(event, HardcoverAccountChanged):
            self._loop.call_soon_threadsafe(self._everything_changed)

    def _book_changed(self, book_id: int, quiet: float) -> None:
        assert self._loop is not None
        now = self._loop.time()
        latest = self._first_seen.setdefault(book_id, now) + self._quiet.longest_progress
        wanted = now + quiet
        known = self._due.get(book_id)
        is_progress = quiet == self._quiet.after_progress
        self._due[book_id] = (
            min(known, wanted) if known is not None and not is_progress else min(wanted, latest)
        )
        self._changed.set()

    def _everything_changed(self) -> None:
        assert self._loop is not None
        self._all_due = self._loop.time() + self._quiet.after_hand
        self._changed.set()

    async def _run_when_due(self) -> None:
        assert self._loop is not None
        while True:
            self._changed.clear()
            times = [*self._due.values(), *([self._all_due] if self._all_due is not None else [])]
            try:
                delay = max(0.0, min(times) - self._loop.time()) if times else None
                async with asyncio.timeout(delay):
                    await self._changed.wait()
            except TimeoutError:
                await self._run_due()

    async def _run_due(self) -> None:
        assert self._loop is not None
        now = self._loop.time()
        everything = self._all_due is not None and self._all_due <= now
        books = frozenset(book_id for book_id, due in self._due.items() if due <= now)
        if everything:
            self._all_due = now + self._quiet.retry
        for book_id in books:
            del self._due[book_id]
            self._first_seen.pop(book_id, None)
        if not self._may_run():
            return
        try:
            await self._sync.run(book_ids=None if everything else books, by_person=False)
        except HardcoverError as error:
            logger.info("The automatic sync waits: %s", error)
            self._all_due = self._loop.time() + self._quiet.retry

    def _may_run(self) -> bool:
        settings = self._preferences.current
        ready = self._account.has_token and not self._account.problem
        return ready and settings.hardcover_enabled and settings.hardcover_confirmed
