"""Detects folders on a network share, for which the system reports only local changes."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_NETWORK_TYPES = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "glusterfs", "davfs")


def is_on_network_share(path: bytes) -> bool:
    """Whether other computers may change this folder. False if the system does not say."""
    if sys.platform == "win32":
        return path.startswith((b"\\\\", b"//"))
    try:
        mounts = _MOUNTS.read_bytes()
    except OSError:
        return False
    return is_shared(os.path.realpath(path), mounts.splitlines())


def is_shared(path: bytes, mounts: Iterable[bytes]) -> bool:
    """Whether the longest mount point above a path is a share. `mounts`: lines of /proc/self/mounts (proc(5))."""
    kinds = {_unescaped(parts[1]): parts[2] for line in mounts if len(parts := line.split()) > 2}
    above = [point for point in kinds if (path + b"/").startswith(point.rstrip(b"/") + b"/")]
    kind = kinds[max(above, key=len)].decode("ascii", "replace") if above else ""
    return kind in _NETWORK_TYPES or kind.startswith("fuse.")


def _unescaped(point: bytes) -> bytes:
    """A mount point with octal escapes replaced: spaces, tabs, line ends and backslashes."""
    for code, character in ((b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n"), (b"\\134", b"\\")):
        point = point.replace(code, character)
    return point
