"""A file of the library, opened for a reader."""

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
"""Seconds for every byte of a file. A device waits a little longer; a large book on a slow share takes more."""
_KEPT: Final = 1024


class ScannedFiles:
    """Tells whether a file still holds what the scan read. Blocks; used by several threads.

    Size, time and inode alone do not say so: a file that is changed in place can keep all three, and some file systems
    number their files anew at each connection.
    """

    def __init__(self, seconds: float = LOOK_FOR) -> None:
        """`seconds` is the time for every byte of a file."""
        self._seconds = seconds
        self._lock = threading.Lock()
        self._same: OrderedDict[tuple[object, ...], None] = OrderedDict()

    def is_same(self, file: OfferedFile, opened: BinaryIO) -> bool:
        """Whether `opened` holds what `file` held: by KOReader's digest, and by every byte if it may be another file.

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
    """The regular file at `path`; None when it is gone, or is another one than `stamp` says."""
    try:
        file = open_regular(path)
    except (Unreadable, OSError):
        return None
    if stamp not in (None, FileStamp.of(os.fstat(file.fileno()))):
        file.close()
        return None
    return file
