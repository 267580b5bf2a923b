"""Reads the statistics that KOReader kept in Lua files before it used a database.

device-variants.md section 5, "Before SQLite".
"""

import os

from bookorbit_desktop.devices.files import Unread, describe, read_lua
from bookorbit_desktop.devices.lua_values import LuaTable
from bookorbit_desktop.domain.usb.files import OldStatistics, UnreadFile


def read_old_statistics(data_folder: bytes) -> tuple[list[OldStatistics], list[UnreadFile]]:
    """A record for each book of the folder, and the files that could not be read."""
    folder = os.path.join(data_folder, b"statistics")
    found: list[OldStatistics] = []
    unread: list[UnreadFile] = []
    try:
        with os.scandir(folder) as entries:
            names = sorted({entry.name.removesuffix(b".old") for entry in entries if not entry.is_dir()})
    except (FileNotFoundError, NotADirectoryError):
        return found, unread
    except OSError as error:
        return found, [UnreadFile(folder, describe(error))]
    for name in names:
        path = os.path.join(folder, name)
        try:
            found.append(_record(path, read_lua(path).table))
        except Unread as error:
            unread.append(UnreadFile(path, error.message))
    return found, unread


def _record(path: bytes, table: LuaTable) -> OldStatistics:
    turns = (
        (detail.whole("time"), detail.whole("page")) for detail in table.table("details").tables_in_order()
    )
    return OldStatistics(
        path=path,
        title=table.text("title"),
        authors=table.text("authors"),
        digest=table.text("md5").strip().lower(),
        pages=table.whole("pages") or 0,
        read_seconds=table.whole("total_time") or 0,
        page_times=tuple(
            sorted((time, page) for time, page in turns if time is not None and page is not None)
        ),
    )
