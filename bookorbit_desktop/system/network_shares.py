"""Telling folders on a network share: there the system tells only of changes made on this computer."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_NETWORK_TYPES = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "glusterfs", "davfs")


def is_on_network_share(path: bytes) -> bool:
    """Whether other computers may change this folder. False where the system does not say."""
    if sys.platform == "win32":
        return path.startswith((b"\\\\", b"//"))
    try:
        mounts = _MOUNTS.read_bytes()
    except OSError:
        return False
    return _is_shared(os.path.realpath(path), mounts.splitlines())


def _is_shared(path: bytes, mounts: Iterable[bytes]) -> bool:
    """`mounts`: lines of /proc/self/mounts; the longest mount point above the path decides (proc(5))."""
    points = [
        (_unescaped(fields[1]), fields[2].decode("ascii", "replace"))
        for line in mounts
        if (fields := line.split())
    ]
    above = [
        (point, kind) for point, kind in points if path == point or path.startswith(point.rstrip(b"/") + b"/")
    ]
    _, kind = max(above, key=lambda pair: len(pair[0]), default=(b"", ""))
    return kind in _NETWORK_TYPES or kind.startswith("fuse.")


def _unescaped(point: bytes) -> bytes:
    """Blanks, tabs, line ends and backslashes are written as octal numbers there."""
    for code, character in ((b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n"), (b"\\134", b"\\")):
        point = point.replace(code, character)
    return point
