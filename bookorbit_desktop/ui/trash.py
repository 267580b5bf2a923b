"""The system's Trash, through Qt."""

import os

from PySide6.QtCore import QFile

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.services.files.removal import TrashRefused


def move_to_trash(path: bytes) -> bytes | None:
    """Move a file to the Trash; where it lies there, if the system tells. Raises TrashRefused."""
    file = QFile(os.fsdecode(path))
    if not file.moveToTrash():
        shown = path.decode("utf-8", "replace")
        raise TrashRefused(
            Message("{0} could not be moved to the Trash, so its book was kept. Is it in use?", shown)
        )
    place = os.fsencode(file.fileName())
    return place if place != path else None
