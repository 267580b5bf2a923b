"""How many files and connections this process may have open."""

import sys

ENOUGH = 4096


def raise_open_files(wanted: int = ENOUGH) -> int:
    """Raise the soft limit as far as the system lets a program; how many may be open now."""
    if sys.platform == "win32":
        return wanted  # sockets are no files there
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    possible = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft == resource.RLIM_INFINITY or soft >= possible:
        return wanted if soft == resource.RLIM_INFINITY else soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (possible, hard))
    except (OSError, ValueError):
        return soft
    return possible
