"""Processes a long backlog of reading days in the background: after an update, a large import or a rebuild."""

import asyncio
import logging
import threading
import time
from typing import Final

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import ReadingTimeChanged, ReadingTimeProgressed
from bookorbit_desktop.services.reading.reading_time import ReadingTimeService
from bookorbit_desktop.services.runtime.event_bus import EventBus, job
from bookorbit_desktop.storage.db.database import Database

logger = logging.getLogger(__name__)

PAUSE: Final = 0.025
"""Seconds between two steps: as long as a step, leaving half of the time to others."""

GIVING_WAY: Final = 9
"""While devices push, which wait for their push to be stored: times as long as the latest step took."""


class ReadingTimeBuilder:
    """Runs on its own thread in small steps, between which other writes go first. Thread-safe."""

    def __init__(self, database: Database, reading_time: ReadingTimeService, events: EventBus) -> None:
        self._database = database
        self._time = reading_time
        self._events = events
        self._turn = threading.Condition()
        self._is_wanted = False
        self._is_cancelled = False
        self._is_stopped = False
        self._step_took = 0.0
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start now, and whenever the backlog is longer than one step."""
        self._time.leave_backlog_to(self._want)
        self._is_wanted = True
        self._thread = threading.Thread(target=self._follow, name="reading-time", daemon=True)
        self._thread.start()

    async def close(self) -> None:
        """Stop permanently after the current step. The rest waits for the next start."""
        self._end(stop=True)
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)
        self._time.leave_backlog_to(None)

    def cancel(self) -> None:
        """Stop after the current step. Finished days are kept, the rest waits for the next start."""
        self._end(stop=False)

    def resume(self) -> None:
        """Continue after a cancel or failure."""
        self._is_cancelled = False
        self._want()

    def run(self) -> None:
        """Calculate all outdated days. Blocks. Raises StorageUnavailable."""
        if self._step():
            return
        with job(self._events, JobKind.READING_TIME):
            total = self._time.backlog()
            while not self._is_ended():
                self._events.emit(ReadingTimeProgressed(max(0, total - self._time.backlog()), total))
                if self._step():
                    self._events.emit(ReadingTimeProgressed(total, total))
                    break
        self._events.emit(ReadingTimeChanged())

    def _follow(self) -> None:
        while self._is_my_turn():
            try:
                self.run()
            except BookOrbitError as problem:
                logger.warning("Working out reading time stopped: %s", problem)
            except Exception:
                logger.exception("Working out reading time failed")

    def _is_my_turn(self) -> bool:
        with self._turn:
            self._turn.wait_for(lambda: self._is_stopped or (self._is_wanted and not self._is_cancelled))
            self._is_wanted = False
            return not self._is_stopped

    def _step(self) -> bool:
        """Make some days. Whether those were all."""
        began = time.monotonic()
        is_last = self._time.renew_some()
        self._step_took = time.monotonic() - began
        return is_last

    def _is_ended(self) -> bool:
        """Whether this is cancelled or stopped, after pausing for other writers."""
        pause = GIVING_WAY * self._step_took if self._database.is_hurried else PAUSE
        with self._turn:
            return self._turn.wait_for(lambda: self._is_stopped or self._is_cancelled, timeout=pause)

    def _want(self) -> None:
        with self._turn:
            self._is_wanted = True
            self._turn.notify_all()

    def _end(self, *, stop: bool) -> None:
        with self._turn:
            self._is_cancelled = True
            self._is_stopped = self._is_stopped or stop
            self._turn.notify_all()
