"""How much memory a process of tests takes, and giving back what it no longer needs; known on Linux alone."""

import ctypes
import gc
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from aiohttp import web_app

MOST = 1_600
"""Megabytes that a process of tests may ever have had at once: as many processes as there are cores, and one."""


def most_taken() -> int | None:
    """Megabytes of real memory at the most since this process began; None where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status.read_text(), re.MULTILINE)
    return found and int(found[1]) // 1024


def give_back() -> None:
    """Forget what libraries remember of servers that are gone, and return to the system what was freed.

    aiohttp remembers a thousand handlers, each with its whole application. glibc keeps what was freed, for each
    of the many threads that tests begin.
    """
    web_app._cached_build_middleware.cache_clear()
    gc.collect()
    _trim()(0)


@cache
def _trim() -> Callable[[int], int]:
    if sys.platform != "linux":
        return lambda _kept: 0
    trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim or (lambda _kept: 0)
