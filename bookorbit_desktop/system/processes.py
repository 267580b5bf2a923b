"""Running programs, and the memory that this one's allocator keeps after it was freed."""

import ctypes
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

_PROCESSES = Path("/proc")


def koreader_runs() -> bool | None:
    """Whether KOReader runs on this computer; None if the system does not say. Blocks for a moment."""
    if sys.platform != "linux":
        return None
    return any(is_koreader(line) for line in _command_lines(_PROCESSES))


def is_koreader(command_line: bytes) -> bool:
    """Whether a command line, with a NUL after each word, is KOReader's: LuaJIT with its reader.lua."""
    names = [os.path.basename(word) for word in command_line.split(b"\0")]  # noqa: PTH119 - words are bytes
    return names[0] == b"koreader" or (names[0].startswith(b"luajit") and b"reader.lua" in names)


def _command_lines(processes: Path) -> Iterable[bytes]:
    for process in processes.iterdir():
        if process.name.isdigit():
            with suppress(OSError):  # it has ended meanwhile, or belongs to somebody else
                yield (process / "cmdline").read_bytes()


_M_MMAP_THRESHOLD: Final = -3
"""From malloc.h of glibc."""
LARGE: Final = 256 * 1024


def return_large_blocks() -> bool:
    """Have blocks from 256 KiB on returned to the system once freed; False if that cannot be set.

    By default glibc raises that limit to the largest block ever freed, here the 16 MB of a scrypt, and keeps
    what is smaller: after 50,000 fuzzed requests 45 MB, of which hardly any was in use.
    """
    if sys.platform != "linux":
        return False
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):  # another allocator, such as musl's
        return False
    return bool(set_option(_M_MMAP_THRESHOLD, LARGE))
