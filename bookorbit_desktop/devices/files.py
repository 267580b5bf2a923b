"""Reads a device's files without blocking, with limits, and without changing anything."""

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bookorbit_desktop.devices.lua_table import MAX_BYTES, LuaError, parse_table
from bookorbit_desktop.devices.lua_values import LuaTable
from bookorbit_desktop.domain.base.messages import NOTHING, Message, MessageError

_DO_NOT_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)

_PIECE = 1 << 20
_LONGEST_COPY = 2 << 30
"""Bytes; two million page views take 200 million."""
_LEFT_FREE = 64 << 20
_NOT_A_FILE = Message("This is not a regular file.")


class Unread(MessageError):
    """A file couldn't be read. `message` says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class LuaFile:
    """One of KOReader's files, or its backup copy."""

    table: LuaTable
    modified_ns: int
    older_because: Message = NOTHING
    """Why the earlier copy was read; empty if the file itself was."""


def read_bytes(path: bytes, limit: int = MAX_BYTES) -> tuple[bytes, int]:
    """The content of a regular file and its time of writing, in nanoseconds since 1970.

    Raises Unread, also for a file longer than `limit` bytes.
    """
    with _opened(path) as file:
        modified = os.fstat(file.fileno()).st_mtime_ns
        content = file.read(limit + 1)
    if len(content) > limit:
        raise Unread(Message("This file is larger than {0} bytes.", limit))
    return content, modified


def read_start(path: bytes, length: int) -> tuple[bytes, int]:
    """The first bytes of a regular file, and its size. Raises Unread."""
    with _opened(path) as file:
        return file.read(length), os.fstat(file.fileno()).st_size


def copy_file(path: bytes, target: Path) -> None:
    """Copy a regular file of a device to one of ours.

    Raises Unread, also if it is longer than any file KOReader writes, or than the free space here: a sparse
    file takes no room on the device, but could fill a disk here.
    """
    with _opened(path) as file, target.open("wb") as copy:
        size = os.fstat(file.fileno()).st_size
        if size > _LONGEST_COPY:
            raise Unread(Message("This file is larger than {0} bytes.", _LONGEST_COPY))
        if size > shutil.disk_usage(target.parent).free - _LEFT_FREE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        while size > 0 and (piece := file.read(min(size, _PIECE))):
            copy.write(piece)
            size -= len(piece)


def read_lua(path: bytes) -> LuaFile:
    """The table in a file or, if that is missing, empty or broken, in its earlier copy (.old).

    Raises Unread with the reason for the file itself if neither can be read.
    """
    try:
        return _read_one(path)
    except Unread as error:
        try:
            older = _read_one(path + b".old")
        except Unread:
            raise error from None
        return LuaFile(older.table, older.modified_ns, error.message)


def describe(error: OSError | ValueError) -> Message:
    """Why a file could not be opened or read, as one sentence."""
    if isinstance(error, FileNotFoundError):
        return Message("The file doesn't exist.")
    if isinstance(error, PermissionError):
        return Message("BookOrbit isn't allowed to read this file. Check its permissions.")
    reason = getattr(error, "strerror", None) or str(error)
    return Message("Couldn't read the file: {0}.", reason)


def _read_one(path: bytes) -> LuaFile:
    content, modified = read_bytes(path)
    if not content.strip(b" \t\r\n\0"):
        raise Unread(Message("This file is empty."))
    try:
        return LuaFile(parse_table(content), modified)
    except LuaError as error:
        raise Unread(error.message) from error


@contextmanager
def _opened(path: bytes) -> Iterator[BinaryIO]:
    """A regular file open for reading; links are followed. Raises Unread, also for errors inside the
    block."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise Unread(_NOT_A_FILE)
        with open(path, "rb", opener=_open_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unread(_NOT_A_FILE)
            yield file
    except (OSError, ValueError) as error:
        raise Unread(describe(error)) from error


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | _DO_NOT_WAIT)
