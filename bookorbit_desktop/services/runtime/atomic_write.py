"""Writing a file completely or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def atomic_write(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text file that replaces `path` once it is complete and on the disk. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".bookorbit-", suffix=path.suffix)
    unfinished = Path(name)
    try:
        with open(handle, "w", encoding=encoding, newline="") as file:  # noqa: PTH123 - it is open already
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
