"""A file of the library, opened for a reader."""

import os
from typing import BinaryIO

from bookorbit_desktop.domain.library.scan import FileStamp
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.files import open_regular


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
