"""Where the backups of a library are: beside it, or in a folder that the person chose.

The choice is kept in a file, not in the settings: it is needed when the library can't be read, and survives a
restore.
"""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.base.errors import DataFolderUnusable
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.overview.backups import Backup, BackupFailed, BackupReason
from bookorbit_desktop.storage.db.backups import make_backup, settle_folder
from bookorbit_desktop.storage.db.opening import check_pages

OWN_FOLDER: Final = "backups"
CHOICE: Final = "backup-folder.json"
MARK: Final = ".bookorbit-backups"
"""A file in a chosen folder. Without it, the folder may be the empty mount point of a missing drive."""


def own_folder(data_dir: Path) -> Path:
    """The default folder for backups."""
    return data_dir / OWN_FOLDER


def chosen_folder(data_dir: Path) -> Path | None:
    """The folder chosen for backups, even if it is missing; None without a choice."""
    try:
        folder = json.loads((data_dir / CHOICE).read_text("utf-8"))["folder"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return Path(folder) if isinstance(folder, str) and folder else None


def backup_folders(data_dir: Path) -> list[Path]:
    """Every folder with backups of a library, the current one first."""
    chosen = chosen_folder(data_dir)
    return [*([chosen] if chosen else []), own_folder(data_dir)]


def choose_folder(data_dir: Path, folder: Path | None) -> None:
    """Use this folder for new backups, None for the default. If it raises BackupFailed, nothing changed."""
    choice = data_dir / CHOICE
    if folder is None or folder == own_folder(data_dir):
        choice.unlink(missing_ok=True)
        return
    if not folder.is_absolute() or not folder.is_dir():
        raise BackupFailed(Message("There is no folder {0}. Create it, or choose another.", str(folder)))
    if (folder / "library.sqlite3").exists():
        # Listing them there would open and close the library itself, which drops its locks (howtocorrupt.html, 2.2).
        raise BackupFailed(Message("{0} holds a library. Choose another folder for backups.", str(folder)))
    other = _owner(folder)
    if other not in (None, data_dir) and (other / "library.sqlite3").exists():
        raise BackupFailed(
            Message(
                "{0} holds the backups of another library, {1}. Choose another folder.",
                *map(str, (folder, other)),
            )
        )
    try:
        _write_private(folder / MARK, {"library": str(data_dir)})
        unfinished = choice.with_name(f"{CHOICE}.partial")
        _write_private(unfinished, {"folder": str(folder)})
        unfinished.replace(choice)
    except OSError as error:
        raise BackupFailed(
            Message(
                "BookOrbit can't write to {0}: {1}. Choose another folder.", str(folder), error.strerror or ""
            )
        ) from error
    settle_folder(data_dir)


def folder_problem(data_dir: Path) -> Message:
    """Why the chosen folder can't take backups now, and what to do; empty when it can."""
    chosen = chosen_folder(data_dir)
    if chosen is None or _owner(chosen) is not None:
        return NOTHING
    return Message(
        "The backup folder {0} isn't available. Connect the drive, or choose another folder. "
        "Until then, backups are in {1}.",
        str(chosen),
        str(own_folder(data_dir)),
    )


def present_folder(data_dir: Path) -> Path:
    """Return the folder for backups: the chosen one, or the usual one if that is missing. Raises OSError."""
    chosen = chosen_folder(data_dir)
    if chosen is not None and not folder_problem(data_dir):
        return chosen
    own = own_folder(data_dir)
    own.mkdir(mode=0o700, exist_ok=True)
    return own


def back_up_somewhere(library: Path, reason: BackupReason, now: datetime) -> Backup:
    """Make a backup in the current folder, or the default one if that fails. Raises BackupFailed or OSError."""
    with suppress(BackupFailed):
        return make_backup(library, present_folder(library.parent), reason, now)
    own = own_folder(library.parent)
    own.mkdir(mode=0o700, exist_ok=True)
    return make_backup(library, own, reason, now)


def back_up_before_upgrade(library: Path) -> None:
    """Make the backup required before an upgrade. Raises CannotOpen if damaged, and DataFolderUnusable."""
    try:
        back_up_somewhere(library, BackupReason.BEFORE_UPGRADE, datetime.now(UTC))
    except BackupFailed as error:
        check_pages(library)
        raise DataFolderUnusable(error.message) from error


def _write_private(path: Path, content: dict[str, str]) -> None:
    """For this person alone, also where another one was readable for others."""
    path.unlink(missing_ok=True)
    with open(path, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        json.dump(content, file)


def _owner(folder: Path) -> Path | None:
    """Return the data folder whose backups this folder holds; None without a readable mark."""
    try:
        return Path(json.loads((folder / MARK).read_text("utf-8"))["library"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
