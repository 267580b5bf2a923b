"""Reads a file completely: every byte of it, and the text of an EPUB."""

import hashlib
import math
import os
import time
from contextlib import suppress
from typing import BinaryIO, Final

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.identity import FileIdentity
from bookorbit_desktop.domain.library.metadata import WITH_SPINE
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.detect_format import format_of
from bookorbit_desktop.formats.files import describe_failure, open_regular

_PIECE: Final = 1 << 20


def read_identity(path: bytes) -> FileIdentity:
    """Read all of a file. Never raises for its type or content: `problem` gives the reason."""
    try:
        with open_regular(path) as file:
            full = full_md5(file)
            spine, problem = _spine(file, path)
            # Asked last: a file that changes meanwhile has another time than a scan found.
            status = os.fstat(file.fileno())
    except (Unreadable, OSError) as error:
        reason = error.message if isinstance(error, Unreadable) else describe_failure(error)
        return without_identity(path, reason)
    return FileIdentity(full, spine, status.st_size, status.st_mtime_ns, problem)


def without_identity(path: bytes, problem: Message) -> FileIdentity:
    """Return what is known of a file that could not be read."""
    with suppress(OSError):
        status = os.stat(path)  # noqa: PTH116 (paths are bytes)
        return FileIdentity("", "", status.st_size, status.st_mtime_ns, problem)
    return FileIdentity("", "", -1, -1, problem)


def full_md5(file: BinaryIO) -> str:
    """Return the MD5 of the whole content. Raises OSError."""
    digest = full_md5_within(file, math.inf)
    assert digest is not None
    return digest


def full_md5_within(file: BinaryIO, seconds: float) -> str | None:
    """Return the MD5 of the whole content; None if that takes longer than `seconds`. Raises OSError."""
    give_up = time.monotonic() + seconds
    file.seek(0)
    digest = hashlib.md5(usedforsecurity=False)
    while piece := file.read(_PIECE):
        digest.update(piece)
        if time.monotonic() > give_up:
            return None
    return digest.hexdigest()


def _spine(file: BinaryIO, path: bytes) -> tuple[str, Message | None]:
    if format_of(os.path.basename(path)) not in WITH_SPINE:  # noqa: PTH119 (paths are bytes)
        return "", None
    from bookorbit_desktop.formats.spine import epub_spine

    try:
        return epub_spine(file), None
    except Unreadable as error:
        return "", error.message
