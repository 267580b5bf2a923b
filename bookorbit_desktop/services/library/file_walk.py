"""Finding the book files under a folder, without reading any of them."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field

from bookorbit_desktop.domain.library.scan import FileStamp, FoundFile
from bookorbit_desktop.formats.detect_format import format_of, is_skipped_folder


@dataclass(slots=True)
class Walk:
    """The results of a folder walk so far."""

    files: list[FoundFile] = field(default_factory=list)
    unreachable: list[bytes] = field(default_factory=list)
    """Folders that could not be listed: their files are neither present nor missing."""


def walk(root: bytes) -> Walk:
    """Find every book file under `root`, which may be a single file. Stops at link loops; opens nothing."""
    result = Walk()
    try:
        status = os.stat(root)  # noqa: PTH116 - paths are bytes here
    except OSError:
        result.unreachable.append(root)
        return result
    if stat.S_ISREG(status.st_mode):
        name = os.path.basename(root)  # noqa: PTH119
        result.files.extend(_found(root, name, status))
    else:
        _walk_folders(root, status, result)
    return result


def is_no_book(path: bytes) -> bool:
    """Whether this is a single file without a book's extension."""
    return os.path.isfile(path) and format_of(os.path.basename(path)) is None  # noqa: PTH113, PTH119


def _walk_folders(root: bytes, status: os.stat_result, result: Walk) -> None:
    seen = {(status.st_dev, status.st_ino)}
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            result.unreachable.append(folder)
            continue
        for entry, found in _statted(entries):
            if stat.S_ISDIR(found.st_mode):
                if not is_skipped_folder(entry.name) and (found.st_dev, found.st_ino) not in seen:
                    seen.add((found.st_dev, found.st_ino))
                    waiting.append(entry.path)
            elif stat.S_ISREG(found.st_mode):
                result.files.extend(_found(entry.path, entry.name, found))


def _statted(entries: list[os.DirEntry[bytes]]) -> Iterator[tuple[os.DirEntry[bytes], os.stat_result]]:
    for entry in entries:
        try:
            yield entry, entry.stat()
        except OSError:
            continue


def _found(path: bytes, name: bytes, status: os.stat_result) -> Iterator[FoundFile]:
    file_format = format_of(name)
    if file_format is not None:
        stamp = FileStamp(status.st_size, status.st_mtime_ns, f"{status.st_dev}:{status.st_ino}")
        yield FoundFile(path, file_format, stamp)
