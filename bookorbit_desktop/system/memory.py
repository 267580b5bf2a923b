"""The memory that the system's allocator keeps after it was freed."""

import ctypes
import sys
from typing import Final

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
