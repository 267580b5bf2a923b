"""Opens a person's files without ever waiting for them or changing them, and reads the digests that name them.

The two digests are those by which KOReader names a document (kosync.md section 6).
"""

import hashlib
import os
import stat
import time
from typing import BinaryIO, Final

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.formats.contents import Unreadable

_DO_NOT_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_PIECE: Final = 1 << 20
_NOT_A_FILE = Message("This is not a regular file, so it can't be a book.")


def open_regular(path: bytes) -> BinaryIO:
    """Open a regular file for reading; links are followed.

    Opening a FIFO would wait for its writer, and opening a device may do anything. So the kind is
    asked before opening, and once more of what was opened.

    Raises:
        Unreadable: it is something else, is gone, or may not be read.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 (paths are bytes)
            raise Unreadable(_NOT_A_FILE)
        file = open(path, "rb", opener=_open_without_waiting)  # noqa: SIM115 (returned open)
    except (OSError, ValueError) as error:
        raise Unreadable(describe_failure(error)) from error
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise Unreadable(_NOT_A_FILE)
    return file


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | _DO_NOT_WAIT)


def same_bytes(path: bytes, other: bytes, seconds: float) -> bool | None:
    """Whether two files hold the same; None where `seconds` are too few to tell.

    A sparse file may say that it is larger than any disk, and a file may grow while it is read.

    Raises:
        Unreadable: one of them is no regular file, is gone, or may not be read.
        OSError: reading fails.
    """
    give_up = time.monotonic() + seconds
    with open_regular(path) as first, open_regular(other) as second:
        while time.monotonic() < give_up:
            piece = first.read(_PIECE)
            if piece != second.read(_PIECE):
                return False
            if not piece:
                return True
    return None


def describe_failure(error: OSError | ValueError) -> Message:
    """Say why a file could not be opened or read, as one sentence."""
    if isinstance(error, FileNotFoundError):
        return Message("The file is no longer there.")
    if isinstance(error, PermissionError):
        return Message("BookOrbit isn't allowed to read this file. Check its permissions.")
    reason = getattr(error, "strerror", None) or str(error)
    return Message("Couldn't read the file: {0}.", reason)


_SAMPLE_SIZE: Final = 1024
_SAMPLE_OFFSETS: Final = (0, *(_SAMPLE_SIZE << 2 * step for step in range(11)))


def partial_md5(file: BinaryIO) -> str:
    """Return KOReader's binary digest: one md5 over up to 12 samples of at most 1024 bytes.

    Reads 12 KiB at most, whatever the size of the file.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.md5(usedforsecurity=False)
    for offset in _SAMPLE_OFFSETS:
        file.seek(offset)
        sample = file.read(_SAMPLE_SIZE)
        if not sample:
            break
        digest.update(sample)
    return digest.hexdigest()


def filename_md5(path: bytes) -> str:
    """Return KOReader's file-name digest: md5 of the base name, extension included, as it is on disk."""
    return hashlib.md5(os.path.basename(path), usedforsecurity=False).hexdigest()  # noqa: PTH119
