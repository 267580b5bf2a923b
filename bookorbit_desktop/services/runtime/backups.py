"""Backups of the library while the program runs: by hand, once a day, and before large changes."""

import asyncio
import logging
import sqlite3
import threading
from datetime import timedelta
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.overview.backups import (
    Backup,
    BackupFailed,
    BackupReason,
    BackupStopped,
    RestorePreview,
    is_daily_due,
    to_thin,
)
from bookorbit_desktop.domain.overview.events import BackupsChanged, BackupTroubleChanged
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.backup_folder import (
    backup_folders,
    choose_folder,
    chosen_folder,
    folder_problem,
    own_folder,
    present_folder,
)
from bookorbit_desktop.storage.db.backups import count_library, list_all_backups, list_backups, make_backup
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.restoring import find_backup, stage_restore

logger = logging.getLogger(__name__)

RECENT: Final = timedelta(minutes=10)
"""Several large changes within this time need only one backup."""


class BackupService:
    """Makes one backup at a time. Thread-safe; methods that block say so."""

    def __init__(self, database: Database, clock: Clock, events: EventBus) -> None:
        self._database = database
        self._data_dir = database.path.parent
        self._clock = clock
        self._events = events
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._failure = NOTHING
        """Why the newest attempt failed."""
        self._reported_problem: Message | None = None
        """None before the first check: good news matters only to those told otherwise before a restart."""
        self._restore_news = NOTHING

    @property
    def folder(self) -> Path:
        """The folder for new backups, whether it is available or not."""
        return chosen_folder(self._data_dir) or own_folder(self._data_dir)

    @property
    def is_own_folder(self) -> bool:
        """Whether the default folder is used."""
        return chosen_folder(self._data_dir) is None

    def problem(self) -> Message:
        """Why backups fail or go to another folder, and what to do; empty if they work normally. Blocks."""
        return self._failure or folder_problem(self._data_dir)

    def backups(self) -> list[Backup]:
        """Return every backup, newest first, including those that can't be restored. Blocks."""
        return list_all_backups(backup_folders(self._data_dir))

    def back_up(self, reason: BackupReason = BackupReason.MANUAL) -> Backup:
        """Make a backup now. Blocks. Raises BackupFailed and BackupStopped."""
        try:
            with self._lock:
                made = self._make(reason)
                self._failure = NOTHING
                self._thin(Path(made.folder), made)
        except BackupFailed as error:
            if error.message != self._failure:
                logger.warning("%s", error)
            self._failure = error.message
            raise
        finally:
            self._events.emit(BackupsChanged())
        return made

    def back_up_if_due(self) -> None:
        """Make the daily backup, if due. Blocks. A failure is kept as `problem`, and reported once."""
        if is_daily_due(self._present_backups(), self._clock.now()) and not self._is_empty():
            self._try(BackupReason.DAILY)
        self._tell_problem()

    def back_up_before(self, reason: BackupReason) -> None:
        """Make a backup before a large change, unless there is a recent one. Blocks.

        If it fails, the change goes on: a person without room for backups can still edit. `problem` says why.
        """
        now = self._clock.now()
        if any(b.is_good and now - RECENT < b.made_at <= now for b in self._present_backups()):
            return
        self._try(reason)

    def choose_folder(self, folder: Path | None) -> None:
        """Use this folder for new backups, None for the default; earlier ones stay. Raises BackupFailed."""
        choose_folder(self._data_dir, folder)
        self._failure = NOTHING
        self._events.emit(BackupsChanged())
        self._tell_problem()

    def preview(self, name: str) -> RestorePreview:
        """What a restore of a backup, given by name or path, would change. Blocks. Raises BackupFailed."""
        backup = find_backup(self._data_dir, name)
        return RestorePreview(backup, count_library(self._database.path))

    def restore_at_next_start(self, name: str) -> Backup:
        """Let the next start replace the library with a backup. Blocks. Raises BackupFailed."""
        return stage_restore(self._database.path, name)

    def note_restore(self, news: Message) -> None:
        """Note the result of a restore at this start, for the window to show."""
        self._restore_news = news

    def take_restore_news(self) -> Message:
        """The result of a restore at this start, returned once; empty if there was none."""
        news, self._restore_news = self._restore_news, NOTHING
        return news

    def stop(self) -> None:
        """Cancel the current backup, leaving nothing behind."""
        self._stopped.set()

    def _tell_problem(self) -> None:
        """Report once that a folder is missing, full or read-only, and once that it works again."""
        problem = self.problem()
        if problem != self._reported_problem:
            self._reported_problem = problem
            self._events.emit(BackupTroubleChanged(problem))

    def _try(self, reason: BackupReason) -> None:
        try:
            self.back_up(reason)
        except BackupFailed:
            pass  # noted as the problem
        except BackupStopped:
            logger.info("The backup was given up because BookOrbit ends")

    def _make(self, reason: BackupReason) -> Backup:
        try:
            folder = present_folder(self._data_dir)
        except OSError as error:
            raise BackupFailed(
                Message(
                    "The folder {0} can't be created: {1}. Choose another folder for backups.",
                    str(own_folder(self._data_dir)),
                    error.strerror or "",
                )
            ) from error
        return make_backup(self._database.path, folder, reason, self._clock.now(), self._stopped.is_set)

    def _thin(self, folder: Path, made: Backup) -> None:
        """Delete surplus backups, but not the one just made, whatever the dates of the others."""
        try:
            present = list_backups(folder)
            for backup in to_thin(present, self._clock.now()):
                if backup.name != made.name:
                    (folder / backup.name).unlink(missing_ok=True)
        except OSError as error:
            logger.warning("Old backups could not be removed: %s", error)

    def _present_backups(self) -> list[Backup]:
        try:
            return list_backups(present_folder(self._data_dir))
        except OSError:
            return []

    def _is_empty(self) -> bool:
        """Whether the library is still empty."""
        try:
            counts = count_library(self._database.path)
        except sqlite3.Error:
            return False  # the backup says what is wrong
        return not (counts.books or counts.positions or counts.highlights)


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
