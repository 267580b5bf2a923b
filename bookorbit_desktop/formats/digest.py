"""The two digests by which KOReader names a document (kosync.md section 6)."""

import hashlib
import os
from typing import BinaryIO, Final

_SAMPLE_SIZE: Final = 1024
_SAMPLE_OFFSETS: Final = (0, *(_SAMPLE_SIZE << 2 * step for step in range(11)))


def partial_md5(file: BinaryIO) -> str:
    """Return KOReader's binary digest: one md5 over up to 12 samples of at most 1024 bytes.

    Reads 12 KiB at most, whatever the size of the file.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.md5(usedforsecurity=False)
    for offset in _SAMPLE_OFFSETS:
        file.seek(offset)
        sample = file.read(_SAMPLE_SIZE)
        if not sample:
            break
        digest.update(sample)
    return digest.hexdigest()


def filename_md5(path: bytes) -> str:
    """Return KOReader's file-name digest: md5 of the base name, extension included, as it is on disk."""
    return hashlib.md5(os.path.basename(path), usedforsecurity=False).hexdigest()  # noqa: PTH119
