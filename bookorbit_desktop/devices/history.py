"""KOReader's list of the books that were opened last (DEVICE_FILES.md, "history.lua")."""

import os
from datetime import UTC, datetime

from bookorbit_desktop.devices.files import Unread, read_lua
from bookorbit_desktop.domain.usb.files import OpenedFile, UnreadFile


def read_opened(data_folder: bytes) -> tuple[list[OpenedFile], list[UnreadFile]]:
    """What was opened when, the newest first, and the list itself where it could not be read."""
    path = os.path.join(data_folder, b"history.lua")
    if not any(os.path.lexists(name) for name in (path, path + b".old")):
        return [], []
    try:
        table = read_lua(path).table
    except Unread as error:
        return [], [UnreadFile(path, error.message)]
    found = []
    for line in table.tables_in_order():
        file, time = line.get(b"file"), line.number("time")
        if isinstance(file, bytes) and time is not None and 0 <= time < 2**32:
            found.append(OpenedFile(file, datetime.fromtimestamp(time, UTC)))
    return sorted(found, key=lambda one: one.opened, reverse=True), []
