"""Opens a file of the library for a reader."""

import os
import threading
from collections import OrderedDict
from typing import BinaryIO, Final

from bookorbit_desktop.domain.koreader.feeds import OfferedFile
from bookorbit_desktop.domain.library.scan import FileStamp
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.digest import partial_md5
from bookorbit_desktop.formats.files import open_regular
from bookorbit_desktop.formats.identity import full_md5_within

LOOK_FOR: Final = 4.0
"""Seconds for reading every byte. A device waits a little longer; a large book on a slow share takes more."""
_KEPT: Final = 1024


class ScannedFiles:
    """Tells whether a file still has its scanned content. Blocks; used by several threads.

    Size, time and inode do not prove that: a file changed in place can keep all three, and some file systems
    assign new inodes at each mount.
    """

    def __init__(self, seconds: float = LOOK_FOR) -> None:
        """`seconds` is the time limit for reading every byte of a file."""
        self._seconds = seconds
        self._lock = threading.Lock()
        self._same: OrderedDict[tuple[object, ...], None] = OrderedDict()

    def is_same(self, file: OfferedFile, opened: BinaryIO) -> bool:
        """Whether `opened` has the content of `file`, by KOReader's digest or, in doubt, by every byte.

        Raises OSError.
        """
        status = os.fstat(opened.fileno())
        if status.st_size != file.size or partial_md5(opened) != file.partial_md5:
            return False
        stamp = FileStamp.of(status)
        if not file.full_md5 or stamp.is_same_file(file.stamp):
            return True
        known = (file.id, file.full_md5, stamp, status.st_ctime_ns)
        if known in self._same:
            return True
        if full_md5_within(opened, self._seconds) not in (None, file.full_md5):
            return False
        with self._lock:
            self._same[known] = None
            if len(self._same) > _KEPT:
                self._same.popitem(last=False)
        return True


def open_download(path: bytes, stamp: FileStamp | None) -> BinaryIO | None:
    """The regular file at `path`, opened; None if it is gone, or does not match `stamp`."""
    try:
        file = open_regular(path)
    except (Unreadable, OSError):
        return None
    if stamp not in (None, FileStamp.of(os.fstat(file.fileno()))):
        file.close()
        return None
    return file
