"""The command for library folders: folders."""

import argparse
import asyncio
import os
from pathlib import Path

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.folders import FolderState, WatchedFolder
from bookorbit_desktop.services.container import Services

_STATES = {
    FolderState.WATCHED: "watched for changes",
    FolderState.POLLED: "scanned every 15 minutes, because your system doesn't report all changes here",
    FolderState.AWAY: "not available; its books are kept. Connect the drive to continue",
    FolderState.LEFT: "scanned at the next start",
}


async def folders(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """List the folders and how each is watched, or stop scanning one."""
    found = await asyncio.to_thread(services.folder_watch.standing)
    if arguments.remove is not None:
        path = _absolute(console.cwd / arguments.remove)
        if path not in {folder.path for folder in found}:
            raise NotFound(Message("{0} isn't a library folder. “folders” lists them.", _shown(path)))
        await asyncio.to_thread(services.library.forget_folder, path)
        console.say(f"BookOrbit no longer scans {_shown(path)}. Its files and its books stay.")
    elif arguments.json:
        console.dump([_document(folder) for folder in found])
    else:
        console.table(("FOLDER", "STATE"), [(_shown(folder.path), _STATES[folder.state]) for folder in found])
    return 0


def _absolute(path: Path) -> bytes:
    return os.path.abspath(os.fsencode(path))  # noqa: PTH100 - Path.absolute keeps “..”


def _document(folder: WatchedFolder) -> dict[str, str]:
    return {
        "path": _shown(folder.path),
        "state": folder.state.value,
        "reason": _STATES[folder.state],
    }


def _shown(path: bytes) -> str:
    return path.decode("utf-8", "replace")
