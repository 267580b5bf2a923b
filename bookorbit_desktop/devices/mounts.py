"""Where the system mounts connected devices."""

import os
import re
import string
import sys
from collections.abc import Callable
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_VOLUMES = b"/Volumes"
_PLUGGED_IN = (b"/media/", b"/run/media/", b"/mnt/")
_SHARES = (b"nfs", b"nfs4", b"cifs", b"smb3", b"smbfs", b"afs", b"ceph", b"9p", b"glusterfs", b"davfs")
"""Network shares: nobody plugs these in, and one whose server is gone blocks readers."""
_OCTAL = re.compile(rb"\\([0-7]{3})")


def mount_points() -> list[bytes]:
    """The mount folders of connected devices. Blocks for a moment."""
    if sys.platform == "win32":
        return drives()
    if sys.platform == "darwin":
        return volumes(_VOLUMES)
    try:
        return plugged_in(_MOUNTS.read_bytes())
    except OSError:
        return []


def plugged_in(mounts: bytes) -> list[bytes]:
    """Those on Linux, from the text of /proc/self/mounts (proc(5))."""
    fields = [line.split() for line in mounts.splitlines()]
    points = [
        _OCTAL.sub(lambda octal: bytes((int(octal[1], 8) & 255,)), parts[1])
        for parts in fields
        if len(parts) > 2 and parts[2] not in _SHARES
    ]
    return sorted({point for point in points if point.startswith(_PLUGGED_IN)})


def volumes(folder: bytes) -> list[bytes]:
    """Those on macOS: the folders in /Volumes, except the link to the system's own disk."""
    try:
        return sorted(entry.path for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []


def drives(is_there: Callable[[bytes], bool] = os.path.exists) -> list[bytes]:
    """Those on Windows: each letter with a drive. A and B are left out, as they wait for floppy discs."""
    letters = [f"{letter}:\\".encode() for letter in string.ascii_uppercase[2:]]
    return [letter for letter in letters if is_there(letter)]
