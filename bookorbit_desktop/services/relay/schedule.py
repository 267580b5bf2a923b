"""When the relay runs: soon after a push, every few minutes, and at once when the computer wakes up."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bookorbit_desktop.domain.base.errors import BookOrbitError, RelayBusy, RelayError
from bookorbit_desktop.domain.overview.events import Event, NetworkReturned, ProgressReceived, RelayChanged
from bookorbit_desktop.domain.relay.relay import retry_after
from bookorbit_desktop.services.relay.exchange import RelayExchange
from bookorbit_desktop.services.relay.relay import RelayService
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.folding import Fold
from bookorbit_desktop.services.runtime.run_cancel import end_task

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RelayWaits:
    """How long to wait, in seconds."""

    after_push: float = 5.0
    """A reader that pushes when closing a book often pushes twice."""
    between_pushes: float = 60.0
    """How often a document is sent at most while a person reads on."""
    tick: float = 15.0
    """How often due documents are looked for; that alone sends nothing."""
    after_return: float = 3.0
    """After the network returned, so that name look-ups work again."""


class RelaySchedule:
    """Starts rounds, on the loop where `start` was called."""

    def __init__(
        self, relay: RelayService, exchange: RelayExchange, events: EventBus, times: RelayWaits | None = None
    ) -> None:
        self._relay = relay
        self._exchange = exchange
        self._events = events
        self._times = times or RelayWaits()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._due: dict[str, float] = {}
        self._sent: dict[str, float] = {}
        self._thorough = True
        """The first round after a start, a wake-up or a settings change checks every recent document."""
        self._not_before = 0.0
        self._failures = 0
        self._revision = relay.revision
        self._unsubscribe: Callable[[], None] = lambda: None
        self._pushes: Fold[str, None] | None = None

    def start(self) -> None:
        """Start watching for pushes and times. Call on the loop."""
        self._loop = asyncio.get_running_loop()
        self._pushes = Fold[str, None](self._loop, self._pushed)
        self._unsubscribe = self._events.subscribe(
            self._heard, ProgressReceived, NetworkReturned, RelayChanged
        )
        self._task = self._loop.create_task(self._work())

    async def stop(self) -> None:
        """Stop. The next start finds what wasn't sent."""
        self._unsubscribe()
        await end_task(self._task)

    def _heard(self, event: Event) -> None:
        if self._loop is None or self._loop.is_closed():
            return
        call = self._loop.call_soon_threadsafe
        if isinstance(event, ProgressReceived) and not event.push.relayed:
            if self._pushes is not None:
                self._pushes.add(event.push.document, None)
        elif isinstance(event, NetworkReturned):
            call(self._begin_anew, self._times.after_return)
        elif isinstance(event, RelayChanged):
            call(self._look_at_settings)

    def _pushed(self, documents: Iterable[str]) -> None:
        now = self._now()
        for document in documents:
            wait_until = self._sent.get(document, -self._times.between_pushes) + self._times.between_pushes
            self._due.setdefault(document, max(now + self._times.after_push, wait_until))
        self._changed.set()

    def _begin_anew(self, wait: float) -> None:
        self._thorough, self._failures = True, 0
        self._not_before = self._now() + wait
        self._changed.set()

    def _look_at_settings(self) -> None:
        if self._relay.revision != self._revision:
            self._revision = self._relay.revision
            self._begin_anew(0.0)
        elif self._failures and not self._relay.has_problem:
            # The person asked at once, and it works again.
            self._failures, self._not_before = 0, 0.0
            self._changed.set()

    async def _work(self) -> None:
        while True:
            await self._wait()
            if self._may_run and self._now() >= self._not_before:
                await self._round()

    async def _wait(self) -> None:
        """Wait until something changed, a document is due, or it is time for the next look."""
        now, seconds = self._now(), self._times.tick
        if self._may_run:
            wanted = now if self._thorough else min([now + self._times.tick, *self._due.values()])
            seconds = max(wanted, self._not_before) - now
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._changed.wait()
        except TimeoutError:
            return
        self._changed.clear()

    async def _round(self) -> None:
        now, revision = self._now(), self._relay.revision
        # A wake meanwhile asks for another thorough round; a push meanwhile has its own moment.
        thorough, self._thorough = self._thorough, False
        documents = [document for document, at in self._due.items() if at <= now]
        try:
            await self._exchange.run(documents, thorough=thorough)
        except RelayError as error:
            self._thorough |= thorough
            self._failures += 1
            wait = error.retry_after if isinstance(error, RelayBusy) else None
            self._not_before = self._now() + max(wait or 0.0, retry_after(self._failures))
            return
        except BookOrbitError:
            logger.info("The relay was turned off in the meantime")
            self._thorough |= thorough
            return
        except Exception:
            logger.exception("A relay exchange failed")
            self._thorough |= thorough
            self._failures += 1
            self._not_before = self._now() + retry_after(self._failures)
            return
        if self._relay.revision != revision:
            # It was cut short, and says nothing of the server that was chosen meanwhile.
            self._thorough |= thorough
            return
        self._failures = 0
        for document in documents:
            if self._due.get(document, now + 1) <= now:
                del self._due[document]
            self._sent[document] = self._now()

    @property
    def _may_run(self) -> bool:
        return self._relay.is_ready and not self._relay.waits_for_person

    def _now(self) -> float:
        assert self._loop is not None
        return self._loop.time()
