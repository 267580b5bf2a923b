"""Makes a daily backup while the program runs."""

import asyncio
import logging
import threading
from typing import Final

from bookorbit_desktop.services.runtime.backups import BackupService

logger = logging.getLogger(__name__)

FIRST_AFTER: Final = 60.0
"""Seconds after the start, which is busy enough."""
EVERY: Final = 900.0
"""Seconds between two checks: after a sleep, the backup is late by no more."""


class BackupSchedule:
    """Runs on a thread of its own."""

    def __init__(
        self, backups: BackupService, first_after: float = FIRST_AFTER, every: float = EVERY
    ) -> None:
        self._backups = backups
        self._waits = first_after, every
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start checking whether a backup is due."""
        self._thread = threading.Thread(target=self._follow, name="backups", daemon=True)
        self._thread.start()

    async def close(self) -> None:
        """Stop, and cancel a backup in progress."""
        self._closing.set()
        self._backups.stop()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    def _follow(self) -> None:
        wait, every = self._waits
        while not self._closing.wait(wait):
            wait = every
            try:
                self._backups.back_up_if_due()
            except Exception:
                logger.exception("The backup of the day failed")
