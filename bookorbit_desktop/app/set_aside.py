"""Sets a damaged library aside and begins a new one, when the person asks for it."""

from datetime import date
from pathlib import Path

from bookorbit_desktop.app.start_faults import telling_start_faults
from bookorbit_desktop.domain.base.errors import DataFolderInUse
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.services.core import DATABASE_NAME
from bookorbit_desktop.storage.db.set_aside import set_aside
from bookorbit_desktop.system.instance import InstanceLock

BELONGINGS = ("covers", "file-backups")
"""Their files are named by numbers of the library: a new one would take them for its own, and overwrite them."""


def set_library_aside(folder: Path) -> Path | None:
    """Move a damaged or empty library aside. Returns the folder in which it is now; None where it is sound.

    Raises DataFolderInUse while BookOrbit runs on it, and DataFolderUnusable where it cannot be moved; then everything
    is where it was.
    """
    if not folder.is_dir():
        return None
    lock = InstanceLock(folder)
    with telling_start_faults(folder):
        if not lock.acquire():
            raise DataFolderInUse(
                Message(
                    "BookOrbit is running on {0}, so its library stays. Quit it and try again.", str(folder)
                )
            )
        try:
            return set_aside(folder / DATABASE_NAME, [folder / name for name in BELONGINGS], date.today())
        finally:
            lock.release()


def set_aside_text(folder: Path) -> str:
    """Where the library is now."""
    return f"Your old library is in {folder} now, complete. BookOrbit starts a new one."
