"""Running programs."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

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
