"""Exports to a file: replaced completely or not at all, and cancellable between rows."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message


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


T = TypeVar("T")


class ExportCancelled(Exception):
    """The person cancelled the export."""


@contextmanager
def export_file(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text file that replaces `path` when the block ends without an error. Raises InvalidInput."""
    try:
        with atomic_write(path, encoding) as file:
            yield file
    except OSError as error:
        raise InvalidInput(
            Message("Couldn't write {0}: {1}. Choose another file.", str(path), error.strerror or "")
        ) from error


def cancellable(
    rows: Iterable[T], tell: Callable[[int], object], ends: Sequence[threading.Event], *, every: int
) -> Iterator[T]:
    """The rows of an export, until one of `ends` is set; then ExportCancelled is raised.

    `tell` is called with the number of rows so far, once for `every` rows.
    """
    for index, row in enumerate(rows):
        if index % every == 0:
            tell(index)
        if any(end.is_set() for end in ends):
            raise ExportCancelled
        yield row


def export_bytes(path: Path, content: bytes) -> None:
    """Write bytes, such as a picture, to `path`, completely or not at all. Raises InvalidInput."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".bookorbit-", suffix=path.suffix)
        unfinished = Path(name)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123 - it is open already
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise InvalidInput(
            Message("Couldn't write {0}: {1}. Choose another file.", str(path), error.strerror or "")
        ) from error
