"""Checks the database after the program was killed or crashed, or the power failed. No start waits for it."""

import asyncio
import logging
import sqlite3
import threading
from pathlib import Path

from bookorbit_desktop.domain.base.errors import DatabaseDamaged
from bookorbit_desktop.services.runtime.restoring import DATABASE_NAME, newest_backup
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.faults import DAMAGED, met_by_reader
from bookorbit_desktop.storage.db.open_mark import LastEnd, OpenMark
from bookorbit_desktop.storage.db.opening import check_pages, first_fault, telling_faults

logger = logging.getLogger(__name__)


class IntegrityCheck:
    """For the owner of the data folder. Damage found is reported like any other."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mark = OpenMark(database.path.parent)
        self._is_due = False
        self._has_begun = False
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_due(self) -> bool:
        """Whether the last run did not end properly, and the database was not checked since."""
        return self._is_due

    def begin(self) -> None:
        """Mark the library as open; a run that stops without `end` makes the next start check it."""
        self._has_begun = True
        self._is_due = self._mark.read() is not LastEnd.CLEAN
        self._mark.write(LastEnd.UNCLEAN)

    def start(self) -> None:
        """Start the check on a thread of its own, if it is due."""
        if not self._is_due:
            return
        self._thread = threading.Thread(target=self._check, name="integrity-check", daemon=True)
        self._thread.start()

    async def close(self) -> None:
        """Cancel a running check; the next start repeats it."""
        self._stopped.set()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    def end(self) -> None:
        """Mark the library as closed. Without `begin` there is no mark, and another program's is kept."""
        if not self._has_begun:
            return
        if self._database.damage:
            self._mark.write(LastEnd.DAMAGED)
        elif not self._is_due:
            self._mark.write(LastEnd.CLEAN)

    def _check(self) -> None:
        try:
            fault = first_fault(self._database.path, self._stopped.is_set)
        except sqlite3.OperationalError as error:
            logger.info("The database was not checked: %s", error)  # the next start tries again
            return
        except sqlite3.DatabaseError as error:
            fault = str(error)
        self._is_due = False
        if not fault:
            logger.info("The database is sound after an end that was none.")
            return
        damage = DatabaseDamaged(DAMAGED)
        damage.__cause__ = sqlite3.DatabaseError(fault)
        met_by_reader(damage)
        self._mark.write(LastEnd.DAMAGED)


def refuse_damaged(data_dir: Path) -> None:
    """Refuse to open a damaged library if there is a backup to replace it. Blocks.

    Raises CannotOpen. Without a backup its intact pages are the best there is, and it opens.
    """
    library = data_dir / DATABASE_NAME
    is_known = OpenMark(data_dir).read() is LastEnd.DAMAGED and library.exists()
    if is_known and newest_backup(data_dir) is not None:
        with telling_faults(library):
            check_pages(library)
