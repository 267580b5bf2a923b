"""A data folder: one program holds it at a time, puts it in order at its start, and closes it at its end."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.app.logs import log_to
from bookorbit_desktop.app.start_faults import telling_start_faults
from bookorbit_desktop.app.terminal import complain
from bookorbit_desktop.domain.base.errors import DataFolderInUse
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.overview.backups import BackupFailed
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.core import DATABASE_NAME
from bookorbit_desktop.services.runtime.integrity import refuse_damaged
from bookorbit_desktop.services.runtime.log_level import use_log_level
from bookorbit_desktop.services.runtime.restoring import finish_restore, is_import_staged
from bookorbit_desktop.storage.db.opening import CannotOpen, OpeningFault
from bookorbit_desktop.storage.db.set_aside import set_aside
from bookorbit_desktop.system.instance import InstanceLock

T = TypeVar("T")

BELONGINGS = ("covers", "file-backups")
"""Files named by the library's ids: a new library would take them for its own, and overwrite them."""
WAIT_FOR_FOLDER = 10.0
"""Seconds that a start waits for a short command on the same data folder to end."""
_PAUSE = 0.1
_NOT_RESTORED = Message("The backup wasn't restored. Your library is as it was.")
_NOT_IMPORTED = Message("Nothing was imported. Your library is as it was.")


@contextmanager
def held_at_once(folder: Path, refusal: Message) -> Iterator[None]:
    """Hold a data folder. Raises DataFolderInUse with the refusal while another program does."""
    lock = InstanceLock(folder)
    if not _acquire(lock, folder):
        raise DataFolderInUse(refusal)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def held(
    folder: Path, refusal: Message, ask_other: Callable[[], T | None] = lambda: None
) -> Iterator[T | None]:
    """Hold a data folder, and yield None; or the answer of the program that has it, if it gives one.

    A short command is waited for. Raises DataFolderInUse with the refusal if that does not end.
    """
    lock = InstanceLock(folder)
    give_up = time.monotonic() + WAIT_FOR_FOLDER
    while not _acquire(lock, folder):
        answer = ask_other()
        if answer is not None:
            yield answer
            return
        if time.monotonic() > give_up:
            raise DataFolderInUse(refusal)
        time.sleep(_PAUSE)
    try:
        yield None
    finally:
        lock.release()


def not_responding(folder: Path) -> Message:
    """That the program which holds a data folder gives no answer."""
    return Message(
        "Another BookOrbit is using {0} and isn't responding. Close it and try again.", str(folder)
    )


def _acquire(lock: InstanceLock, folder: Path) -> bool:
    """Lock the folder unless another program has. Raises DataFolderUnusable."""
    with telling_start_faults(folder):
        return lock.acquire()


def set_library_aside(folder: Path) -> Path | None:
    """Move a damaged or empty library aside, and say where. Returns its new folder; None if it is sound.

    Raises DataFolderInUse while BookOrbit runs on it, and DataFolderUnusable if it cannot be moved, leaving
    everything in place.
    """
    if not folder.is_dir():
        return None
    running = Message(
        "BookOrbit is running on {0}, so its library stays. Quit it and try again.", str(folder)
    )
    with held_at_once(folder, running), telling_start_faults(folder):
        aside = set_aside(folder / DATABASE_NAME, [folder / name for name in BELONGINGS], date.today())
    if aside is not None:
        complain(f"Your old library is in {aside} now, complete. BookOrbit starts a new one.")
    return aside


def restore_staged(folder: Path) -> Message:
    """Restore the backup that the person chose before BookOrbit ended. For the holder of the folder.

    Returns the result; empty if none was chosen.
    """
    is_import = is_import_staged(folder)
    with telling_start_faults(folder):
        try:
            kept_as = _put_in_place(folder)
        except BackupFailed as error:
            complain(str(error))
            return joined_messages((_NOT_IMPORTED if is_import else _NOT_RESTORED, error.message))
    if not kept_as:
        return NOTHING
    news = Message("The backup was restored. What was there before is in {0}.", kept_as)
    if is_import:
        news = Message("Everything was imported. The empty library is kept in {0}.", kept_as)
    complain(str(news))
    return news


def _put_in_place(folder: Path) -> str:
    """As `finish_restore`; the program that chose the backup may still be ending."""
    give_up = time.monotonic() + WAIT_FOR_FOLDER
    while True:
        try:
            return finish_restore(folder)
        except CannotOpen as error:
            if error.fault is not OpeningFault.LOCKED or time.monotonic() > give_up:
                raise
        time.sleep(_PAUSE)


def open_with_log(folder: Path) -> tuple[Services, Callable[[], None]]:
    """A data folder's services for a long-running program, with a function that ends its log.

    Raises DataFolderUnusable.
    """
    with telling_start_faults(folder):
        stop_logging = log_to(folder)
        try:
            news = restore_staged(folder)
            refuse_damaged(folder)
            services = open_services(folder)
            services.integrity.begin()
            services.backups.note_restore(news)
            services.read_logins()
        except BaseException:
            stop_logging()  # another attempt may follow, and would write every line twice
            raise
    use_log_level(services.preferences.current)
    return services, stop_logging


def close(services: Services) -> None:
    """End all work on the database."""
    services.database.close()
    services.integrity.end()  # last of all: what comes to no end before leaves its mark
