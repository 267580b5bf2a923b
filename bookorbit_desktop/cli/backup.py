"""The commands for backups: backup and restore-backup."""

import argparse
import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bookorbit_desktop.cli.arguments import printable_text
from bookorbit_desktop.cli.console import Console, is_yes
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import DataFolderInUse
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.backups import Backup, LibraryCounts
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.restoring import (
    count_here,
    find_backup,
    finish_restore,
    stage_restore,
)

RUNNING: Final = Message(
    "BookOrbit is running on this library, so nothing was restored. Quit it and try again, or restore in "
    "Settings ▸ Advanced."
)
_USUAL: Final = "default"


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    backup = parsers["backup"]
    backup.add_argument("--list", action="store_true", help="list the backups instead of making one")
    backup.add_argument(
        "--folder",
        type=printable_text,
        metavar="DIR",
        help=f"put backups into this folder from now on; “{_USUAL}” for the one in the library folder",
    )
    backup.add_argument("--json", action="store_true")
    restoring = parsers["restore-backup"]
    restoring.add_argument(
        "name", type=printable_text, metavar="NAME", help="its name in the list, or its path"
    )
    restoring.add_argument("--preview", action="store_true", help="only show what would change")
    restoring.add_argument("--yes", action="store_true", help="restore without asking")
    restoring.add_argument("--json", action="store_true")


async def backup(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Choose the folder, list the backups, or make one."""
    service = services.backups
    if arguments.folder is not None:
        await asyncio.to_thread(service.choose_folder, _folder(arguments.folder, console))
        if not arguments.list and not arguments.json:
            console.say(f"Backups go to {service.folder} from now on.")
    if arguments.list:
        return await _list(services, arguments, console)
    made = await asyncio.to_thread(service.back_up)
    if arguments.json:
        console.dump(_document(made))
    else:
        console.say(f"Backed up to {Path(made.folder) / made.name} ({counts_text(made.counts)}).")
    problem = await asyncio.to_thread(service.problem)
    if problem:
        console.complain(f"bookorbit-desktop: {problem}")
    return 0


def _folder(typed: str, console: Console) -> Path | None:
    return None if typed == _USUAL else console.cwd / typed


async def _list(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    backups = await asyncio.to_thread(services.backups.backups)
    problem = await asyncio.to_thread(services.backups.problem)
    if arguments.json:
        console.dump(
            {
                "folder": str(services.backups.folder),
                "problem": str(problem),
                "backups": [_document(found) for found in backups],
            }
        )
        return 0
    if backups:
        rows = [
            [found.name, _time_text(found.made_at), f"{found.size / 1e6:.1f} MB", _state_text(found)]
            for found in backups
        ]
        console.table(["NAME", "MADE", "SIZE", "CONTENT"], rows)
    else:
        console.say(f"No backups in {services.backups.folder}. “backup” makes one.")
    if problem:
        console.complain(f"bookorbit-desktop: {problem}")
    return 0


async def restore_backup(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Refuse to restore while a program has the library open; `restore_here` is for when none has."""
    raise DataFolderInUse(RUNNING)


def restore_here(
    folder: Path, arguments: argparse.Namespace, console: Console, ask: Callable[[str], str | None]
) -> int:
    """Show what a restore changes, then restore. Raises BackupFailed, leaving the library as it is."""
    name = arguments.name
    if Path(name).name != name:
        name = str(console.cwd / name)
    chosen, here = find_backup(folder, name), count_here(folder)
    if not arguments.json:
        _say_difference(chosen, here, console)
    if arguments.preview:
        if arguments.json:
            console.dump({"backup": _document(chosen), "library": counts_document(here)})
        return 0
    if not arguments.yes and not is_yes(ask("Restore this backup? [y/N] ") or ""):
        console.complain("bookorbit-desktop: Nothing was changed.")
        return 1
    stage_restore(folder, name)
    kept_as = finish_restore(folder)
    if arguments.json:
        console.dump(
            {"backup": _document(chosen), "library": counts_document(here), "kept_as": kept_as or None}
        )
        return 0
    console.say("Restored.")
    if kept_as:
        console.say(f"What was there before is in {kept_as}. To undo, restore that.")
    return 0


def backup_text(found: Backup) -> str:
    """Describe when a backup was made, and its contents."""
    return f"{_time_text(found.made_at)}, {counts_text(found.counts)}, newest push {_push_text(found.counts)}"


def _say_difference(chosen: Backup, here: LibraryCounts | None, console: Console) -> None:
    names = ("books", "positions", "reads", "highlights")
    rows = [
        [name, str(getattr(here, name, "unreadable")), str(getattr(chosen.counts, name))] for name in names
    ]
    rows.append(["newest push", _push_text(here), _push_text(chosen.counts)])
    console.table(["", "LIBRARY NOW", f"BACKUP OF {_time_text(chosen.made_at)}"], rows)


def _push_text(counts: LibraryCounts | None) -> str:
    if counts is None:
        return "unreadable"
    return _time_text(counts.newest_push) if counts.newest_push else "none"


def _time_text(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def counts_text(counts: LibraryCounts) -> str:
    return str(
        Message(
            "{0}, {1}",
            Message("%n book(s)", count=counts.books),
            Message("%n position(s)", count=counts.positions),
        )
    )


def _state_text(found: Backup) -> str:
    return str(found.problem) if found.problem else counts_text(found.counts)


def _document(found: Backup) -> dict[str, Any]:
    return {
        "name": found.name,
        "folder": found.folder,
        "made_at": found.made_at.isoformat(),
        "reason": found.reason,
        "size": found.size,
        "schema": found.schema or None,
        "problem": str(found.problem) or None,
        **(counts_document(found.counts) or {}),
    }


def counts_document(counts: LibraryCounts | None) -> dict[str, Any] | None:
    if counts is None:
        return None
    return {
        "books": counts.books,
        "positions": counts.positions,
        "reads": counts.reads,
        "highlights": counts.highlights,
        "newest_push": counts.newest_push and counts.newest_push.isoformat(),
    }


SUBJECT = Subject(add_arguments, {"backup": backup, "restore-backup": restore_backup})
